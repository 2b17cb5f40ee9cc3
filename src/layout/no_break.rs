//! The blanks within numbers, which no line may be broken at: `EUR 11 000`, `40 000 tonnes`, `27 兆円`.
//!
//! Only pages show them as blanks that do not break; the words of the brief stay as they were typed.

use crate::brief::{
    CURRENCIES, JA_COUNTERS, JA_TIMES, JA_UNITS, UNITS, blank_groups_len, is_currency_sign, is_digit,
};

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

/// Whether the blank at `at` stands within a number, or between a number and its currency or unit.
fn holds_number(line: &str, at: usize) -> bool {
    let before = &line[..at];
    let with_blank = &line[at..];
    let mut chars = with_blank.chars();
    chars.next();
    let after = chars.as_str();
    if before.ends_with(is_digit) {
        let n_digits = before.chars().rev().take_while(|&c| is_digit(c)).count();
        return blank_groups_len(with_blank, n_digits) > 0 || begins_with_unit(after);
    }
    let begins_number = after.trim_start_matches(['-', '−', '–', '+']).starts_with(is_digit);
    begins_number && (ends_in_currency(before) || ends_in_myriad(before))
}

fn begins_with_unit(after: &str) -> bool {
    if after.starts_with(['兆', '億', '万', '千', '百', '%', '‰', '°']) || after.starts_with(is_currency_sign)
    {
        return true;
    }
    if [JA_UNITS, JA_COUNTERS, JA_TIMES].into_iter().flatten().any(|unit| after.starts_with(unit)) {
        return true;
    }
    let is_letter = |c: char| c.is_alphabetic() || matches!(c, '²' | '³');
    let word = &after[..after.find(|c| !is_letter(c)).unwrap_or(after.len())];
    let is_measure =
        matches!(word, "g" | "kg" | "t" | "m" | "cm" | "mm" | "km" | "m²" | "m³" | "km²" | "GW" | "MW");
    is_measure || CURRENCIES.contains(&word) || UNITS.contains(&word.to_lowercase().as_str())
}

fn ends_in_currency(before: &str) -> bool {
    if before.ends_with(is_currency_sign) {
        return true;
    }
    let start = before.trim_end_matches(|c: char| c.is_ascii_alphabetic()).len();
    CURRENCIES.contains(&&before[start..])
}

/// Whether a number with a named myriad ends here, which may go on: `27兆 5,000億円`.
fn ends_in_myriad(before: &str) -> bool {
    let number = before.strip_suffix(['兆', '億', '万']);
    number.is_some_and(|number| number.ends_with(is_digit))
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
        ] {
            assert_eq!(with_no_breaks(text).replace(NO_BREAK_BLANK, "_"), held);
        }
    }

    #[test]
    fn other_blanks_may_break() {
        for text in
            ["in 2023 100 people", "EUROPE 12", "24 plants", "Article 5 and 12 more", "no number", "1 2 3"]
        {
            assert_eq!(with_no_breaks(text), text);
        }
    }

    #[test]
    fn a_number_may_stand_in_other_words_than_its_unit() {
        assert_eq!(inner_blanks(" tonnes of it", "40 000", ""), [0]);
        assert_eq!(inner_blanks("worth EUR ", "", "11 000"), [9]);
        assert_eq!(inner_blanks(" and more", "40 000", ""), Vec::<usize>::new());
    }
}
