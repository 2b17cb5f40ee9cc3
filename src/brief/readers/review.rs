//! The signs of review marks (`CriticMarkup`) as people and editors type them: `{++in++}`, `｛－－out－－｝`, `{—out—}`.

use crate::brief::readers::kind::is_dash;

/// The braces that a review mark begins with, in any width.
const BRACES: [char; 2] = ['{', '｛'];

/// Whether a brace may stand in a text, told by its bytes.
pub(in crate::brief) fn may_hold_brace(text: &str) -> bool {
    /// The first byte of the wide brace.
    const WIDE: u8 = 0xef;
    text.bytes().any(|byte| matches!(byte, b'{' | WIDE))
}

/// The signs of a mark in words: where they stand, in bytes, and which sign it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::brief) struct Signs {
    pub start: usize,
    pub end: usize,
    /// `+`, `-`, `~` or `=`.
    pub sign: char,
}

/// The signs in some words that may begin a mark, from the first on.
pub(in crate::brief) fn openings(words: &str) -> impl Iterator<Item = Signs> {
    words.match_indices(BRACES).filter_map(|(start, brace)| {
        let at = start + brace.len();
        let (sign, len) = doubled(&words[at..])?;
        (!words[..start].ends_with('\\')).then_some(Signs { start, end: at + len, sign })
    })
}

/// The first signs in some words that end a mark which begins with a sign.
pub(in crate::brief) fn closing(words: &str, sign: char) -> Option<Signs> {
    words.match_indices(['}', '｝']).find_map(|(at, brace)| {
        let mut before = words[..at].char_indices().rev();
        let (last_at, last) = before.next().filter(|(_, c)| plain(*c) == Some(sign))?;
        let start = match before.next() {
            Some((first_at, first)) if plain(first) == Some(sign) => first_at,
            _ if is_long(last) => last_at,
            _ => return None,
        };
        Some(Signs { start, end: at + brace.len(), sign })
    })
}

/// Whether a review mark begins and ends in some words.
pub(in crate::brief) fn holds_review(words: &str) -> bool {
    may_hold_brace(words) && openings(words).any(|open| closing(&words[open.end..], open.sign).is_some())
}

/// The sign of a mark that begins in some words and does not end in them.
pub(in crate::brief) fn left_open(words: &str) -> Option<char> {
    if !may_hold_brace(words) {
        return None;
    }
    let mut from = 0;
    for open in openings(words) {
        if open.start < from {
            continue;
        }
        match closing(&words[open.end..], open.sign) {
            Some(close) => from = open.end + close.end,
            None => return Some(open.sign),
        }
    }
    None
}

/// Whether a mark begins in some words and does not end in them, or the other way round.
pub(in crate::brief) fn is_parted(words: &str) -> bool {
    let ends = |sign| closing(words, sign).is_some();
    let may_end = !may_hold_brace(words) && words.contains(['}', '｝']);
    left_open(words).is_some() || (may_end && ['+', '-', '~', '='].into_iter().any(ends))
}

/// The sign that stands twice at the beginning of some words, in any width, or what an editor made of two hyphens.
fn doubled(words: &str) -> Option<(char, usize)> {
    let mut chars = words.chars();
    let first = chars.next()?;
    let sign = plain(first)?;
    match chars.next().filter(|c| plain(*c) == Some(sign)) {
        Some(second) => Some((sign, first.len_utf8() + second.len_utf8())),
        None => is_long(first).then_some((sign, first.len_utf8())),
    }
}

/// Whether a dash is one that editors put for two hyphens.
fn is_long(c: char) -> bool {
    matches!(c, '—' | '–' | '―')
}

/// A sign of review marks in its usual form.
fn plain(c: char) -> Option<char> {
    match c {
        '+' | '＋' => Some('+'),
        '=' | '＝' => Some('='),
        '~' | '～' | '〜' => Some('~'),
        '－' => Some('-'),
        c if is_dash(c) => Some('-'),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_are_found_in_any_width() {
        for words in
            ["a {++b++}", "ａ｛＋＋b＋＋｝", "｛－－b－－｝", "{—b—} c", "{––b––}", "{~~a~>b~~}", "{==a==}"]
        {
            assert!(holds_review(words), "{words}");
            assert!(!is_parted(words), "{words}");
        }
        for words in ["{—} — {— b}", "{a} -- {b}", "\\{++a++}", "{.notes}", "{++ a"] {
            assert!(!holds_review(words), "{words}");
        }
    }

    #[test]
    fn a_mark_may_end_in_other_words() {
        assert_eq!(left_open("a {++b++} c {--d"), Some('-'));
        assert_eq!(left_open("a {++b++} {c}"), None);
        assert!(is_parted("d --} e") && is_parted("a {++ b") && !is_parted("a -- b}"));
    }
}
