//! Text with the differences taken out that no reader would call differences: case, width, blanks, dashes.

use crate::text;

/// Folds a text: lower case, narrow digits and signs, plain quotes and dashes, one blank for many.
///
/// A narrow blank between two digits parts thousands and becomes a comma.
pub(super) fn fold(text: &str) -> String {
    let chars: Vec<char> = text.trim().chars().map(narrow).flat_map(char::to_lowercase).collect();
    let is_digit = |idx: Option<usize>| idx.and_then(|idx| chars.get(idx)).is_some_and(char::is_ascii_digit);
    let mut out = String::with_capacity(text.len());
    for (idx, &c) in chars.iter().enumerate() {
        match c {
            NARROW_BLANK if is_digit(idx.checked_sub(1)) && is_digit(Some(idx + 1)) => out.push(','),
            _ if c.is_whitespace() || c == NARROW_BLANK => {
                if !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            _ => out.push(c),
        }
    }
    out
}

/// Whether a folded text holds a folded phrase that is not a piece of a longer word or number.
pub(super) fn holds(text: &str, phrase: &str) -> bool {
    places(text, phrase).next().is_some()
}

/// Where a phrase stands in a text without being a piece of a longer word or number.
pub(super) fn places<'t>(text: &'t str, phrase: &'t str) -> impl Iterator<Item = usize> + 't {
    let is_whole = |at: usize| !phrase.is_empty() && !is_cut(text, at) && !is_cut(text, at + phrase.len());
    text.match_indices(phrase).map(|(at, _)| at).filter(move |&at| is_whole(at))
}

/// Whether an offset lies inside a Latin word or a number.
fn is_cut(text: &str, at: usize) -> bool {
    let mut before = text[..at].chars().rev();
    let mut after = text[at..].chars();
    match (before.next(), after.next()) {
        (Some(left), Some(right)) if left.is_ascii_alphanumeric() && right.is_ascii_alphanumeric() => true,
        (Some('.' | ','), Some(right)) if right.is_ascii_digit() => {
            before.next().is_some_and(|c| c.is_ascii_digit())
        }
        (Some(left), Some('.' | ',')) if left.is_ascii_digit() => {
            after.next().is_some_and(|c| c.is_ascii_digit())
        }
        _ => false,
    }
}

/// Stands for the blanks that part thousands, until it is known whether they do.
const NARROW_BLANK: char = '\u{2009}';

fn narrow(c: char) -> char {
    match c {
        '\u{2009}' | '\u{202f}' | '\u{a0}' => NARROW_BLANK,
        '’' | '‘' => '\'',
        '“' | '”' => '"',
        '−' | '–' | '—' | '‐' | '‑' => '-',
        _ => text::narrow(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn width_case_and_blanks_make_no_difference() {
        assert_eq!(fold("  １０万９，０００人 "), "10万9,000人");
        assert_eq!(fold("109\u{2009}000  Jobs"), "109,000 jobs");
        assert_eq!(fold("￥８\u{a0}billion — “now”"), "¥8 billion - \"now\"");
    }

    #[test]
    fn a_piece_of_a_number_or_a_word_is_not_held() {
        for (text, phrase) in
            [("1,024", "24"), ("124", "24"), ("24.5", "24"), ("moreover 5", "over"), ("", "x")]
        {
            assert!(!holds(text, phrase), "{phrase} in {text}");
        }
        for (text, phrase) in
            [("in 24 plants", "24"), ("24.", "24"), ("第1位です", "第1位"), ("over 5", "over")]
        {
            assert!(holds(text, phrase), "{phrase} in {text}");
        }
        assert!(!holds("anything", ""));
    }
}
