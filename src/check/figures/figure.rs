//! Finds figures in running text: numbers that somebody might ask the source of.
//!
//! Years, dates, times, ages, names such as F-35 or Article 5, and small counts are no figures.

use std::ops::Range;

use crate::brief::{
    CURRENCIES, JA_COUNTERS, JA_TIMES, JA_UNITS, MONTHS, UNITS, blank_groups_len, is_digit, is_inner_blank,
};
use crate::check::figures::figure_words::{FUNCTION_WORDS, REFERENCES, SCALES, TIME_WORDS};
use crate::text::narrow;

/// The figures in a text, as ranges of its bytes with their signs and units.
pub(in crate::check) fn figures(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    while let Some(number) = next_number(text, at) {
        at = number.end;
        if let Some(range) = figure(text, &number) {
            at = at.max(range.end);
            found.push(range);
        }
    }
    found
}

/// A run of digits, with the signs within it.
#[derive(Debug)]
struct Number {
    start: usize,
    end: usize,
    /// Whole part; nothing where it is too large to matter.
    whole: Option<u64>,
    n_digits: usize,
    has_separators: bool,
    has_fraction: bool,
}

fn next_number(text: &str, from: usize) -> Option<Number> {
    let start = from + text[from..].find(is_digit)?;
    let mut end = start;
    let mut digits = String::new();
    let (mut has_separators, mut has_fraction) = (false, false);
    while let Some(c) = text[end..].chars().next() {
        let after = &text[end + c.len_utf8()..];
        match c {
            c if is_digit(c) => {
                if !has_fraction {
                    digits.push(narrow(c));
                }
            }
            ',' | '，' if !has_fraction && after.chars().take_while(|&c| is_digit(c)).count() == 3 => {
                has_separators = true;
            }
            '.' | '．' if !has_fraction && after.starts_with(is_digit) => has_fraction = true,
            c if is_inner_blank(c) && !has_separators && !has_fraction && !digits.starts_with('0') => {
                let groups = &text[end..end + blank_groups_len(&text[end..], digits.len())];
                if groups.is_empty() {
                    break;
                }
                digits.extend(groups.chars().filter(|&c| is_digit(c)).map(narrow));
                has_separators = true;
                end += groups.len();
                continue;
            }
            _ => break,
        }
        end += c.len_utf8();
    }
    let n_digits = digits.len();
    let leads_with_zero = digits.starts_with('0') && n_digits > 1;
    let whole = digits.parse().ok().filter(|_| !leads_with_zero);
    Some(Number { start, end, whole, n_digits, has_separators, has_fraction })
}

/// The range of a figure, if the number is one.
fn figure(text: &str, number: &Number) -> Option<Range<usize>> {
    let before = &text[..number.start];
    let after = &text[number.end..];
    if let Some(sign) = currency_before(before) {
        return Some(number.start - sign..number.end + scale_len(after));
    }
    if is_joined_before(before) || is_joined_after(after) || is_in_address(before) {
        return None;
    }
    match japanese_figure(after, number) {
        Verdict::Figure(range) => return Some(range),
        Verdict::Other => return None,
        Verdict::Unknown => {}
    }
    let (gap, next) = word_after(after);
    let next = next.to_lowercase();
    if is_one_of(&next, TIME_WORDS) || (is_one_of(&next, MONTHS) && !number.has_separators) {
        return None;
    }
    let start = range_start(text, number.start);
    let unit_len = unit_len(after, gap, &next);
    if unit_len > 0 {
        return Some(start..number.end + unit_len);
    }
    if number.has_separators {
        return Some(start..number.end);
    }
    let is_count = gap == 1
        && next.len() > 1
        && after.trim_start().starts_with(|c: char| c.is_ascii_lowercase())
        && !is_one_of(&next, FUNCTION_WORDS);
    let is_plain = is_count && is_large(number) && !is_reference(before);
    is_plain.then_some(start..number.end)
}

/// Whether a whole number without a unit is a count that somebody would ask the source of.
fn is_large(number: &Number) -> bool {
    let is_year = number.n_digits == 4 && number.whole.is_some_and(|whole| (1600..2200).contains(&whole));
    !number.has_fraction && !is_year && number.whole.is_some_and(|whole| whole >= 10)
}

/// The length of the sign or code of a currency that a number stands after.
fn currency_before(before: &str) -> Option<usize> {
    let trimmed = before.trim_end_matches(is_inner_blank);
    let n_blanks = before[trimmed.len()..].chars().count();
    let blanks = before.len() - trimmed.len();
    let sign = trimmed.chars().next_back().filter(|c| matches!(c, '$' | '€' | '£' | '¥' | '￥' | '₩' | '₹'));
    if let Some(sign) = sign {
        return (n_blanks <= 1).then_some(blanks + sign.len_utf8());
    }
    let code = CURRENCIES.iter().find(|code| trimmed.ends_with(**code))?;
    let is_word = !trimmed[..trimmed.len() - code.len()].ends_with(char::is_alphanumeric);
    (is_word && n_blanks <= 1).then_some(blanks + code.len())
}

/// Whether something is joined to a number from the left that makes it a name, a date or a code.
fn is_joined_before(before: &str) -> bool {
    let mut chars = before.chars().rev();
    let (Some(last), second) = (chars.next(), chars.next()) else { return false };
    match last {
        '#' | ':' | '/' | '_' | '@' | '+' | '第' | '\'' | '’' => true,
        '.' | '-' | '‐' | '‑' => second.is_some_and(char::is_alphanumeric),
        // A range: what follows a year is a year.
        '–' | '—' | '~' | '〜' | '～' => ends_in_year(&before[..before.len() - last.len_utf8()]),
        c => c.is_ascii_alphabetic(),
    }
}

/// Whether a number stands in an address of the network.
fn is_in_address(before: &str) -> bool {
    let far = before.char_indices().rev().nth(200).map_or(0, |(at, _)| at);
    let token = before[far..].rsplit(char::is_whitespace).next().unwrap_or("");
    token.contains("://") || token.contains("www.")
}

fn ends_in_year(text: &str) -> bool {
    let text = text.trim_end_matches(['年', '度']);
    let digits: Vec<char> = text.chars().rev().take_while(|&c| is_digit(c)).map(narrow).collect();
    digits.len() == 4 && matches!(digits[3], '1' | '2')
}

/// Whether something is joined to a number from the right that makes it a name, a date, an ordinal or a code.
fn is_joined_after(after: &str) -> bool {
    let mut chars = after.chars();
    let (Some(first), second) = (chars.next(), chars.next()) else { return false };
    match first {
        ':' | '/' | '.' | '+' | '_' | ',' => second.is_some_and(is_digit),
        // A range is judged by its end.
        '-' | '–' | '~' | '〜' | '～' => {
            let joined = &after[first.len_utf8()..];
            let word = word_after(joined).1.to_lowercase();
            !is_one_of(&word, UNITS)
        }
        c if c.is_ascii_alphabetic() => !is_one_of(&word_after(after).1.to_lowercase(), UNITS),
        _ => false,
    }
}

/// What the words after a number say of it.
enum Verdict {
    Figure(Range<usize>),
    /// A date, a time, an age, a small count.
    Other,
    Unknown,
}

/// Judges a number that something Japanese follows, also behind a blank: `27 兆円`.
fn japanese_figure(after: &str, number: &Number) -> Verdict {
    let blank_len =
        after.chars().next().filter(|&c| is_inner_blank(c) || c == '\u{3000}').map_or(0, char::len_utf8);
    let behind = &after[blank_len..];
    if blank_len > 0 && !behind.starts_with(|c: char| !c.is_ascii()) {
        return Verdict::Unknown;
    }
    let scale_len = blank_len + japanese_scale_len(behind);
    let unit = &after[scale_len..];
    let begins_with =
        |names: &[&str]| names.iter().find(|name| unit.starts_with(**name)).map(|name| name.len());
    if begins_with(JA_TIMES).is_some() {
        return Verdict::Other;
    }
    let (unit_len, counter_len) = (begins_with(JA_UNITS), begins_with(JA_COUNTERS));
    let end = number.end + scale_len + unit_len.or(counter_len).unwrap_or(0);
    if scale_len > blank_len || unit_len.is_some() {
        return Verdict::Figure(number.start..end);
    }
    // What stands apart and counts nothing is the next word.
    if blank_len > 0 && counter_len.is_none() {
        return Verdict::Unknown;
    }
    if !unit.starts_with(|c: char| !c.is_ascii() && c.is_alphabetic()) {
        return Verdict::Unknown;
    }
    let is_figure = number.has_separators || (counter_len.is_some() && is_large(number));
    if is_figure { Verdict::Figure(number.start..end) } else { Verdict::Other }
}

/// The length of named myriads that go on with a number, such as `万9,000` after `10`.
fn japanese_scale_len(after: &str) -> usize {
    let mut len = 0;
    while after[len..].starts_with(['万', '億', '兆', '千', '百']) {
        let rest = &after[len..];
        let name_len = rest.chars().next().map_or(0, char::len_utf8);
        let is_part = |c: char| is_digit(c) || matches!(c, ',' | '，' | '.' | '．');
        let digits_len = rest[name_len..].find(|c| !is_part(c)).unwrap_or(rest.len() - name_len);
        let digits = rest[name_len..name_len + digits_len].trim_end_matches([',', '，', '.', '．']);
        len += name_len + digits.len();
    }
    len
}

/// The blanks before the next word, and the word.
fn word_after(after: &str) -> (usize, &str) {
    let rest = after.trim_start_matches([' ', '\u{a0}', '\u{202f}', '\u{2009}', '-']);
    let gap = after[..after.len() - rest.len()].chars().count();
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '.' | '\'' | '’');
    let word = &rest[..rest.find(|c| !is_part(c)).unwrap_or(rest.len())];
    (gap, word.trim_end_matches(['.', '\'', '’']))
}

/// The length of the unit that follows a number, with the blank before it.
fn unit_len(after: &str, gap: usize, next: &str) -> usize {
    let trimmed = after.trim_start_matches([' ', '\u{a0}', '\u{202f}', '\u{2009}']);
    let blanks = after.len() - trimmed.len();
    if trimmed.starts_with('%') && gap <= 1 {
        return blanks + 1;
    }
    if gap > 1 || next.is_empty() {
        return 0;
    }
    if next == "per" {
        return if trimmed.to_lowercase().starts_with("per cent") { blanks + "per cent".len() } else { 0 };
    }
    let first = next.split('.').next().unwrap_or(next);
    if is_one_of(first, UNITS) { blanks + usize::from(after.starts_with('-')) + first.len() } else { 0 }
}

/// The length of a scale that goes on with an amount of money: ` billion`, `億`, `bn`.
fn scale_len(after: &str) -> usize {
    let scale_len = japanese_scale_len(after);
    if scale_len > 0 {
        return scale_len;
    }
    let (gap, next) = word_after(after);
    let is_scale = is_one_of(&next.to_lowercase(), SCALES);
    if is_scale && gap <= 1 { after.find(next).unwrap_or(0) + next.len() } else { 0 }
}

/// Where a range such as `10–15 percent` begins.
fn range_start(text: &str, start: usize) -> usize {
    let before = text[..start].trim_end_matches(['-', '–', '~', '〜', '～']);
    if before.len() == start {
        return start;
    }
    before.trim_end_matches(|c: char| is_digit(c) || matches!(c, ',' | '.')).len()
}

/// Whether the words before a number make it a name: `Article 5`, `slides 1, 3 and 12`, `Boeing 747`.
fn is_reference(before: &str) -> bool {
    // More would only be read in vain, again for each number of a long line.
    let far = before.char_indices().rev().nth(80).map_or(0, |(at, _)| at);
    let mut before = before[far..].trim_end();
    // The numbers before it in an enumeration.
    loop {
        let shorter = before.trim_end_matches([',', '&']).trim_end();
        let shorter =
            shorter.strip_suffix(" and").or(shorter.strip_suffix(" to")).unwrap_or(shorter).trim_end();
        let without = shorter.trim_end_matches(is_digit);
        if without.len() == shorter.len() || shorter.len() == before.len() {
            break;
        }
        before = without.trim_end();
    }
    let lower = before.to_lowercase();
    let ends_in = |word: &str| {
        lower.strip_suffix(word).is_some_and(|rest| !rest.ends_with(|c: char| c.is_alphanumeric()))
    };
    if REFERENCES.iter().chain(MONTHS).any(|word| ends_in(word)) {
        return true;
    }
    // A word with a capital names something, save where it begins a sentence.
    let word = before.rsplit([' ', '\u{a0}', '(', '“', '"']).next().unwrap_or("");
    let rest = before[..before.len() - word.len()].trim_end();
    let begins_sentence = rest.is_empty() || rest.ends_with(['.', '!', '?', ':', ';', '“', '"', '(']);
    word.starts_with(char::is_uppercase) && !begins_sentence
}

fn is_one_of(word: &str, words: &[&str]) -> bool {
    words.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        figures(text).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn figures_are_found_with_signs_and_units() {
        for (text, figure) in [
            ("They employ 109,000 people", "109,000"),
            ("They run 24 plants", "24"),
            ("about $61.6 billion by 2023", "$61.6 billion"),
            ("It paid ¥211bn", "¥211bn"),
            ("JPY 43 trillion over five years", "JPY 43 trillion"),
            ("a tariff of 2.5 percent", "2.5 percent"),
            ("a 3-percent rise", "3-percent"),
            ("2 % of GDP", "2 %"),
            ("up by 10–15 percent", "10–15 percent"),
            ("5 million barrels", "5 million"),
            ("In 27 states they build", "27"),
            ("10万9,000人を雇用", "10万9,000人"),
            ("１０万９，０００人", "１０万９，０００人"),
            ("1兆551億円の予算", "1兆551億円"),
            ("GDP比2％の水準", "2％"),
            ("147機の体制", "147機"),
            ("3割を占める", "3割"),
            ("750億ドル以上", "750億ドル"),
            ("a loan of EUR 11 000 was paid", "EUR 11 000"),
            ("They ship 40 000 tonnes", "40 000 tonnes"),
            ("about 12\u{202f}345\u{202f}678 people", "12\u{202f}345\u{202f}678"),
            ("CHF 1 250.50 a head", "CHF 1 250.50"),
            ("GDPは27 兆円", "27 兆円"),
            ("27　兆円の予算", "27　兆円"),
            ("約 40 000 人が参加", "40 000 人"),
        ] {
            assert_eq!(found(text), [figure], "{text}");
        }
    }

    #[test]
    fn years_names_times_and_small_counts_are_no_figures() {
        for text in [
            "in 2024, fiscal 2023–27 and FY2022-26",
            "On November 18 and 20 November 2024, at 14:30 or 9 a.m.",
            "Article 5, Section 232 and slides 1, 3 and 12 show",
            "F-35 aircraft, the G7 members, 5G networks and a Boeing 747 flight",
            "three points, 7 plants and 9 reasons",
            "within 30 days, 15 minutes, the next 40 years, a 180-day term",
            "the 21st century, the 7th Fleet, the 1980s, the 38th parallel",
            "version 2.1, v6, chapter 4.2, 1.2.3",
            "24/7 and 9/11, 2+2 talks, Resolution 1718 demands",
            "Call +81-3-5501-8000 or room 1204",
            "Call +33 142 345 678, 03 5501 8000 or 01 42 34 56 78",
            "In 2023 100 of them; on 20 November 2024 100 of us",
            "2024 年 11 月 20 日、10 時 30 分、3 つの柱",
            "the Group of 20 leaders; on 12 June we met",
            "2024年11月20日、2023～27年度、五年間、30日以内",
            "第9条第2項、10時30分、40歳、第201回国会、3つの柱",
            "1945年8月15日から80年",
            "A list of 12.",
            "See https://example.org/a%E6%94%BF/25% and www.example.org/12,000",
        ] {
            assert_eq!(found(text), Vec::<&str>::new(), "{text}");
        }
    }
}
