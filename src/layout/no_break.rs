//! The blanks within numbers and dates, which no line may be broken at: `EUR 11 000`, `40 000 tonnes`, `25 September`,
//! `10 a.m.`, `No. 5`, `27 兆円`, `9 月 25 日`.
//!
//! Only pages show them as blanks that do not break; the words of the brief stay as they were typed.

use crate::brief::{
    CURRENCIES, JA_COUNTERS, JA_TIMES, JA_UNITS, MONTHS, UNITS, blank_groups_len, is_currency_sign, is_digit,
};

/// What Japanese counts with that makes no figure of a number.
const OTHER_COUNTERS: &[&str] = &[
    "回",
    "次",
    "条",
    "項",
    "号",
    "本",
    "点",
    "位",
    "番",
    "頁",
    "ページ",
    "段階",
    "期",
    "度",
    "種",
    "分野",
    "泊",
    "億",
];

/// Short words in front of a number that say nothing without it.
const NUMBERED: &[&str] = &[
    "No.", "Nos.", "no.", "nos.", "Art.", "Arts.", "Para.", "para.", "Sec.", "p.", "pp.", "§", "§§", "FY",
    "第",
];

/// How far the words around a blank are read.
const N_CONTEXT: usize = 24;

/// The blanks of a text that hold a number together, as offsets in bytes. `before` and `after` are the words around
/// the text in its line.
pub(super) fn inner_blanks(text: &str, before: &str, after: &str) -> Vec<usize> {
    let is_blank = |c: char| matches!(c, ' ' | '\u{2009}');
    let touches_edge = text.starts_with(is_blank) || text.ends_with(is_blank);
    if !text.contains(is_blank) || !(touches_edge || text.contains(is_digit)) {
        return Vec::new();
    }
    let line = format!("{}{text}{}", tail(before), head(after));
    let start = tail(before).len();
    let blanks = text.match_indices(is_blank).map(|(at, _)| at);
    blanks.filter(|at| holds_number(&line, start + at)).collect()
}

/// A text with its inner blanks so that they do not break, for words of which nobody asks where they came from.
pub(super) fn with_no_breaks(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut copied = 0;
    for at in inner_blanks(text, "", "") {
        out.push_str(&text[copied..at]);
        out.push(NO_BREAK_BLANK);
        copied = at + text[at..].chars().next().map_or(1, char::len_utf8);
    }
    out.push_str(&text[copied..]);
    out
}

/// The blank that no line is broken at.
pub(super) const NO_BREAK_BLANK: char = '\u{a0}';

/// The last words of a text, as far as they matter to what follows.
fn tail(text: &str) -> &str {
    let start = text.char_indices().rev().nth(N_CONTEXT - 1).map_or(0, |(at, _)| at);
    &text[start..]
}

fn head(text: &str) -> &str {
    let end = text.char_indices().nth(N_CONTEXT).map_or(text.len(), |(at, _)| at);
    &text[..end]
}

/// Whether the blank at `at` stands within a number or a date, or between a number and what it counts or measures.
fn holds_number(line: &str, at: usize) -> bool {
    let before = &line[..at];
    let with_blank = &line[at..];
    let mut chars = with_blank.chars();
    chars.next();
    let after = chars.as_str();
    if before.ends_with(is_digit) {
        let n_digits = before.chars().rev().take_while(|&c| is_digit(c)).count();
        return blank_groups_len(with_blank, n_digits) > 0
            || begins_with_unit(after)
            || begins_month(before, after);
    }
    if begins_month(before, after) {
        return true;
    }
    let begins_number = after.trim_start_matches(['-', '−', '–', '+']).starts_with(is_digit);
    begins_number
        && (ends_in_currency(before)
            || ends_in_larger_unit(before)
            || ends_in_month(before, after)
            || ends_in_numbered(before))
}

fn begins_with_unit(after: &str) -> bool {
    if after.starts_with(['兆', '億', '万', '千', '百', '%', '‰', '°']) || after.starts_with(is_currency_sign)
    {
        return true;
    }
    let mut counters = [JA_UNITS, JA_COUNTERS, JA_TIMES, OTHER_COUNTERS].into_iter().flatten();
    if counters.any(|unit| after.starts_with(unit))
        || ["a.m.", "p.m."].iter().any(|half| after.starts_with(half))
    {
        return true;
    }
    let word = first_word(after);
    let is_measure = matches!(
        word,
        "g" | "kg" | "t" | "m" | "cm" | "mm" | "km" | "m²" | "m³" | "km²" | "GW" | "MW" | "am" | "pm"
    );
    is_measure || CURRENCIES.contains(&word) || UNITS.contains(&word.to_lowercase().as_str())
}

/// The letters that a text begins with.
fn first_word(text: &str) -> &str {
    let is_letter = |c: char| c.is_alphabetic() || matches!(c, '²' | '³');
    &text[..text.find(|c| !is_letter(c)).unwrap_or(text.len())]
}

fn ends_in_currency(before: &str) -> bool {
    if before.ends_with(is_currency_sign) {
        return true;
    }
    let start = before.trim_end_matches(|c: char| c.is_ascii_alphabetic()).len();
    CURRENCIES.contains(&&before[start..])
}

/// Whether a number ends here that the next one goes on: `27兆 5,000億円`, `9月 25日`.
fn ends_in_larger_unit(before: &str) -> bool {
    let number = before.strip_suffix(['兆', '億', '万', '月']);
    number.is_some_and(|number| number.trim_end_matches([' ', '\u{2009}']).ends_with(is_digit))
}

/// Whether a word is the name of a month, whole or short, as it is written in a date.
fn is_month(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_uppercase()) && MONTHS.contains(&word.to_lowercase().as_str())
}

/// Whether a day ends here, `25` or `25th`, and its month begins behind the blank.
fn begins_month(before: &str, after: &str) -> bool {
    is_month(first_word(after)) && ends_in_day(before)
}

fn ends_in_day(before: &str) -> bool {
    let ordinal = ["st", "nd", "rd", "th"].iter().find_map(|ending| before.strip_suffix(ending));
    let day = ordinal.unwrap_or(before);
    let digits = &day[day.trim_end_matches(|c: char| c.is_ascii_digit()).len()..];
    let is_whole = !day[..day.len() - digits.len()].ends_with([',', '.']);
    is_whole && digits.parse::<u8>().is_ok_and(|day| (1..=31).contains(&day))
}

/// Whether a month ends here, and its day begins behind the blank; or its year, where no day stands before it: a line
/// may part the year from a whole date.
fn ends_in_month(before: &str, after: &str) -> bool {
    let name = before.strip_suffix('.').unwrap_or(before);
    let start = name.trim_end_matches(|c: char| c.is_ascii_alphabetic()).len();
    if !is_month(&name[start..]) {
        return false;
    }
    let n_digits = after.chars().take_while(char::is_ascii_digit).count();
    match n_digits {
        1 | 2 => true,
        4 => !ends_in_day(name[..start].trim_end()),
        _ => false,
    }
}

fn ends_in_numbered(before: &str) -> bool {
    NUMBERED.iter().any(|word| {
        let rest = before.strip_suffix(word);
        rest.is_some_and(|rest| !rest.ends_with(|c: char| c.is_ascii_alphanumeric()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_keep_their_blanks_together() {
        for (text, held) in [
            ("a loan of EUR 11 000 to", "a loan of EUR_11_000 to"),
            ("ship 40 000 tonnes a year", "ship 40_000_tonnes a year"),
            ("約 27 兆円の", "約 27_兆円の"),
            ("US$ 5 billion or -5 %", "US$_5_billion or -5_%"),
            ("EUR -1 280 000.50 in 2024", "EUR_-1_280_000.50 in 2024"),
            ("10万 9,000 人", "10万_9,000_人"),
            ("on September 25, 2019", "on September_25, 2019"),
            ("on 25 September 2019", "on 25_September 2019"),
            ("the 3rd May summit, Sept. 25th", "the 3rd_May summit, Sept._25th"),
            ("signed in September 2019", "signed in September_2019"),
            ("at 10 a.m. and 6 pm", "at 10_a.m. and 6_pm"),
            ("see No. 5 and pp. 12", "see No._5 and pp._12"),
            ("9 月 25 日の第 5 回会合", "9_月_25_日の第_5_回会合"),
        ] {
            assert_eq!(with_no_breaks(text).replace(NO_BREAK_BLANK, "_"), held);
        }
    }

    #[test]
    fn other_blanks_may_break() {
        for text in [
            "in 2023 100 people",
            "EUROPE 12",
            "24 plants",
            "Article 5 and 12 more",
            "no number",
            "1 2 3",
            "of 2019 September",
            "they may 12 times",
            "a march 3 long",
            "Marching 25",
            "2,019 May not",
            "casino. 5",
        ] {
            assert_eq!(with_no_breaks(text), text);
        }
    }

    #[test]
    fn a_number_may_stand_in_other_words_than_its_unit() {
        assert_eq!(inner_blanks(" tonnes of it", "40 000", ""), [0]);
        assert_eq!(inner_blanks("worth EUR ", "", "11 000"), [9]);
        assert_eq!(inner_blanks(" and more", "40 000", ""), Vec::<usize>::new());
        assert_eq!(inner_blanks("September ", "on ", "25"), [9]);
        assert_eq!(inner_blanks(" September 2019", "25", ""), [0]);
    }
}
