//! Numbers as people type them: `-1,280`, `EUR 11 000`, `−35.5 %`, `27 兆円`.
//!
//! Says only what a text that is one number looks like. What it is worth is the business of `facts`.

/// The sign of a negative number.
pub const MINUS: char = '\u{2212}';

/// Whether a text is one number, with its sign, its currency and the words that measure it.
pub fn is_number(text: &str) -> bool {
    parts(text).is_some()
}

/// A negative number with a true minus sign; nothing where the text is no negative number or has one already.
pub fn with_true_minus(text: &str) -> Option<String> {
    let at = parts(text)?.sign_at?;
    let sign = text[at..].chars().next()?;
    let stands_for_minus = matches!(sign, '-' | '‐' | '‑' | '–' | '－' | '﹣' | 'ー');
    stands_for_minus.then(|| format!("{}{MINUS}{}", &text[..at], &text[at + sign.len_utf8()..]))
}

/// Whether a blank keeps the parts of a number together: as typed, not broken over a line, and of any width.
pub fn is_inner_blank(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}')
}

/// Whether a character is a digit, of either width.
pub fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c)
}

/// The length of the thousands that go on with a number after a blank: ` 000 000`. `n_digits` is how many digits
/// stand before the first blank.
pub fn blank_groups_len(after: &str, n_digits: usize) -> usize {
    let mut len = 0;
    if !(1..=3).contains(&n_digits) {
        return len;
    }
    loop {
        let mut chars = after[len..].chars();
        let Some(blank) = chars.next().filter(|&c| is_inner_blank(c)) else { return len };
        let rest = chars.as_str();
        let group: String = rest.chars().take_while(|&c| is_digit(c)).collect();
        let behind = &rest[group.len()..];
        // Three digits that go on as a list, a date or a code are a number of their own.
        let goes_on =
            behind.strip_prefix([',', '/', '-', ':', '.']).is_some_and(|rest| rest.starts_with(is_digit));
        let is_fraction = behind.starts_with(['.', ',']) && !is_three_digits(&behind[1..]);
        if group.chars().count() != 3 || (goes_on && !is_fraction) || behind.starts_with(is_letter) {
            return len;
        }
        len += blank.len_utf8() + group.len();
    }
}

fn is_three_digits(text: &str) -> bool {
    text.chars().take_while(|&c| is_digit(c)).count() == 3
}

fn is_letter(c: char) -> bool {
    c.is_ascii_alphabetic()
}

/// What a number is made of.
struct Parts {
    /// Where its sign stands.
    sign_at: Option<usize>,
}

fn parts(text: &str) -> Option<Parts> {
    let start = text.len() - text.trim_start().len();
    let mut at = start;
    let mut sign_at = None;
    // The sign stands before the currency or behind it: -$35, $-35.
    at += take_sign(text, at, &mut sign_at);
    at += currency_len(&text[at..]);
    if sign_at.is_none() {
        at += take_sign(text, at, &mut sign_at);
    }
    let digits_len = digits_len(&text[at..])?;
    measures(text[at + digits_len..].trim_end()).then_some(Parts { sign_at })
}

fn take_sign(text: &str, at: usize, sign_at: &mut Option<usize>) -> usize {
    const SIGNS: [char; 11] = ['+', '-', MINUS, '‐', '‑', '–', '－', '﹣', 'ー', '▲', '△'];
    let Some(sign) = text[at..].chars().next().filter(|c| SIGNS.contains(c)) else { return 0 };
    *sign_at = Some(at);
    sign.len_utf8()
}

/// The length of the currency that a number may begin with, and of the blank behind it.
fn currency_len(text: &str) -> usize {
    let letters = text.chars().take_while(char::is_ascii_uppercase).count();
    let sign = text[letters..].chars().next().filter(|&c| is_currency_sign(c));
    let len = match (letters, sign) {
        (0..=3, Some(sign)) => letters + sign.len_utf8(),
        (3, None) => letters,
        _ => return 0,
    };
    let blank = text[len..].chars().next().filter(|&c| is_inner_blank(c));
    len + blank.map_or(0, char::len_utf8)
}

/// Whether a character is the sign of a currency.
pub fn is_currency_sign(c: char) -> bool {
    matches!(c, '$' | '¢' | '£' | '¥' | '￥' | '＄' | '￡' | '\u{20a0}'..='\u{20cf}')
}

/// The length of digits with their thousands and their fraction; nothing where they are a date or a code.
fn digits_len(text: &str) -> Option<usize> {
    let mut groups: Vec<(char, usize)> = Vec::new();
    let mut len = 0;
    let mut separator = ' ';
    loop {
        let n_bytes = text[len..].find(|c| !is_digit(c)).unwrap_or(text.len() - len);
        let n_digits = text[len..len + n_bytes].chars().count();
        if n_digits == 0 {
            return None;
        }
        groups.push((separator, n_digits));
        len += n_bytes;
        let mut chars = text[len..].chars();
        let Some(next) = chars.next() else { break };
        let is_separator = matches!(next, '.' | ',' | '．' | '，' | '’' | '\'') || is_inner_blank(next);
        let n_next = chars.as_str().chars().take_while(|&c| is_digit(c)).count();
        // A blank parts thousands only; what follows another may be the unit.
        if !is_separator || n_next == 0 || (is_inner_blank(next) && n_next != 3) {
            break;
        }
        separator = next;
        len += next.len_utf8();
    }
    let (fraction, whole) = groups.split_last()?;
    // 1.2.3 is a version and 20.11.2024 a day: all but the last part are thousands.
    let are_thousands = whole.iter().skip(1).all(|&(_, n_digits)| n_digits == 3);
    let is_first_short = whole.len() < 2 || whole.first().is_some_and(|&(_, n_digits)| n_digits <= 3);
    let is_point = |c: char| matches!(c, '.' | '．' | ',' | '，');
    let ends_well = whole.is_empty() || fraction.1 == 3 || is_point(fraction.0);
    let changes = whole.iter().skip(1).any(|&(c, _)| c == fraction.0) && fraction.1 != 3;
    (are_thousands && is_first_short && ends_well && !changes).then_some(len)
}

/// Whether what follows digits measures them: nothing, a unit, words, a remark in brackets; no second number, and
/// nothing that makes of them a range, a date or a code.
fn measures(after: &str) -> bool {
    const JOINS: [char; 12] = ['-', '‐', '‑', '–', '—', MINUS, '~', '〜', '～', '/', ':', '：'];
    const ORDINALS: [&str; 4] = ["st", "nd", "rd", "th"];
    if after.trim_start().starts_with(JOINS) {
        return false;
    }
    let first_word = after.split(|c: char| !c.is_ascii_alphabetic()).next().unwrap_or("");
    if ORDINALS.contains(&first_word.to_ascii_lowercase().as_str()) {
        return false;
    }
    let mut before = '0';
    let mut depth = 0_usize;
    for c in after.chars() {
        match c {
            '(' | '（' | '[' => depth += 1,
            ')' | '）' | ']' => depth = depth.saturating_sub(1),
            // Digits belong to a unit, as in m3, or go on with a myriad, as in 1兆2,800億.
            c if is_digit(c) && depth == 0 => {
                let goes_on =
                    before.is_alphabetic() || is_digit(before) || matches!(before, ',' | '，' | '.' | '．');
                if !goes_on {
                    return false;
                }
            }
            _ => {}
        }
        before = c;
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn negative_numbers_get_a_true_minus() {
        for (typed, shown) in [
            ("-1,280", "−1,280"),
            ("-35.5", "−35.5"),
            ("–35.5 %", "−35.5 %"),
            ("-$1,280", "−$1,280"),
            ("$-5", "$−5"),
            ("EUR -11 000", "EUR −11 000"),
            ("-EUR 11 000", "−EUR 11 000"),
            ("-1.280,50", "−1.280,50"),
            ("－１，２８０億円", "−１，２８０億円"),
            ("-1兆2,800億円", "−1兆2,800億円"),
            ("-3.5 billion yen (2023)", "−3.5 billion yen (2023)"),
            (" -12 m3", " −12 m3"),
        ] {
            assert_eq!(with_true_minus(typed).as_deref(), Some(shown), "{typed}");
        }
    }

    #[test]
    fn words_ranges_dates_and_phone_numbers_keep_their_hyphens() {
        for typed in [
            "2024-11-20",
            "-10 to -5",
            "-10–5",
            "-5-day term",
            "-1/2",
            "+81-3-5501-8000",
            "03-5501-8000",
            "-81-3-5501",
            "F-35",
            "-",
            "--5",
            "- a point",
            "−35.5",
            "▲5",
            "5",
            "",
            "-5th",
            "-12:30",
            "-20.11.2024",
            "-1.2.3",
            "-5, 6",
            "-a5",
            "メニュー5",
        ] {
            assert_eq!(with_true_minus(typed), None, "{typed}");
        }
    }

    #[test]
    fn numbers_are_told_from_words() {
        for number in
            ["1,920", "EUR 11 000", "40 000 tonnes", "27 兆円", "10万9,000人", "¥211bn", "+4.2 %", "2019"]
        {
            assert!(is_number(number), "{number}");
        }
        for words in ["Ohio", "states.csv", "F-35", "2023–24", "", "data/12.csv", "12 of 24", "2024-11-20"]
        {
            assert!(!is_number(words), "{words}");
        }
    }

    #[test]
    fn thousands_with_a_blank_go_on_with_a_number() {
        for (after, n_digits, len) in [
            (" 000 tonnes", 2, 4),
            ("\u{202f}000\u{a0}000", 1, 11),
            (" 000.50", 2, 4),
            (" 000,5", 2, 4),
            (" 000, then", 2, 4),
            (" 100 people", 4, 0),
            (" 0000", 2, 0),
            (" 00", 2, 0),
            (" 000th", 2, 0),
            (" 100-200", 2, 0),
            (" 123,456", 2, 0),
        ] {
            assert_eq!(blank_groups_len(after, n_digits), len, "{after}");
        }
    }
}
