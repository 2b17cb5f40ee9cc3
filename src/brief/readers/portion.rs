//! Portion marks as people type them: `(SBU)`, `（秘）`, `[U//SBU - draft]`, `SBU:`.
//!
//! A mark that may not leave counts in every scheme, in any width, and in any case where nothing but marks stands in
//! its brackets. What cannot be told apart from a mark is held to be one.

use crate::brief::readers::brackets::{MAX_MARK_BYTES, bracketed, is_closing, is_opening};
use crate::brief::readers::kind::is_dash;
use crate::brief::readers::marking::Scheme;
use crate::brief::readers::slips::{corrected, is_coined_but_for_a_slip};
use crate::brief::readers::terms::{goes_on_in_name, may_begin_mark, needs_brackets, read_mark};

/// Reads the portion mark a text begins with: the mark without its brackets, and the bytes it takes up with them.
///
/// A mark of one letter counts as a capital only, and not under the scheme `none`, since `(c)` has other meanings.
pub fn portion_mark<'t>(text: &'t str, scheme: &Scheme) -> Option<(&'t str, usize)> {
    if let Some(found) = quoted_mark(text).or_else(|| signed_mark(text)) {
        return Some(found);
    }
    let Some((inner, len)) = bracketed(text) else {
        return unopened_mark(text).or_else(|| bare_mark(text)).or_else(|| misspelt_mark(text));
    };
    // A wide bracket needs no blank behind it.
    let is_glued =
        text[..len].ends_with([')', ']']) && text[len..].starts_with(|c: char| c.is_ascii_alphanumeric());
    if scheme.is_short_name(inner) {
        return Some((inner, len));
    }
    let Some(mark) = read_mark(inner) else { return is_misspelt(inner).then_some((inner, len)) };
    let counts = if mark.is_letter { scheme.name != "none" && !is_glued } else { true };
    // What may leave loses its brackets outside: small letters may be words.
    (counts && (!mark.may_leave || mark.is_capital)).then_some((inner, len))
}

/// Reads a mark that stands within a paragraph and keeps a sentence: two letters or more, in capitals or of several
/// words, with nothing unknown beside it.
pub(in crate::brief) fn kept_within(text: &str) -> Option<usize> {
    let (inner, len) = bracketed(text)?;
    // One letter, or one word in small letters, is none but at the end of a line; most brackets are left here.
    let is_one_word = !inner.trim().contains([' ', '\u{3000}']) && inner.is_ascii();
    if inner.len() < 2 {
        return None;
    }
    if is_one_word && inner.chars().all(|c| !c.is_uppercase()) {
        let behind = text[len..].trim_start_matches(['.', '。', '*', '_', '"', ' ']);
        let ends = behind.is_empty() || behind.starts_with('\n');
        return (ends && is_keeping_word(inner)).then_some(len);
    }
    let mark = read_mark(inner)?;
    // `(Confidential)` is a mark, `(confidential)` may be a word.
    let is_named = is_one_word && mark.is_pure && inner.trim().starts_with(char::is_uppercase);
    (!mark.may_leave && !mark.is_letter && (mark.is_certain || is_named)).then_some(len)
}

/// Whether text so marked may be given to somebody outside our own side; a mark nobody knows may not.
pub fn may_leave(mark: &str, _scheme: &Scheme) -> bool {
    read_mark(mark).is_some_and(|mark| mark.may_leave)
}

/// Whether a line begins with a mark that has no brackets around it and keeps what follows: `Internal: …`
pub(in crate::brief) fn begins_bare_mark(line: &str) -> bool {
    !line.starts_with(is_opening) && (unopened_mark(line).is_some() || bare_mark(line).is_some())
}

/// Whether some words are nothing but the name of a level or a handling word that may not leave.
pub(in crate::brief) fn is_keeping_word(words: &str) -> bool {
    may_begin_mark(words)
        && read_mark(words).is_some_and(|mark| !mark.may_leave && !mark.is_letter && mark.is_pure)
        && !needs_brackets(words)
}

/// Whether a mark is also the postal code of a state (NC, North Carolina), so that it counts in brackets and in a column
/// of marks alone.
pub(super) fn is_place(words: &str) -> bool {
    words.trim() == "NC"
}

/// A mark in the quotation marks of Japanese, which stand for brackets where a portion begins.
fn quoted_mark(text: &str) -> Option<(&str, usize)> {
    let open = text.chars().next()?;
    let close = match open {
        '「' => '」',
        '『' => '』',
        _ => return None,
    };
    let inner_end = text.find(close).filter(|&at| at <= MAX_MARK_BYTES)?;
    let inner = &text[open.len_utf8()..inner_end];
    let mark = read_mark(inner).filter(|mark| mark.is_pure && !mark.may_leave && !mark.is_letter)?;
    mark.is_certain.then_some((inner, inner_end + close.len_utf8()))
}

/// A mark between signs that stand for brackets: `//SBU//`, `-SBU-`, `<SBU>`, `|SBU|`.
fn signed_mark(text: &str) -> Option<(&str, usize)> {
    let open = text.chars().next().filter(|c| is_framing(*c))?;
    let close = if open == '<' { '>' } else { open };
    let inner = text.trim_start_matches(open);
    let n_open = text.len() - inner.len();
    let inner_end = inner.find(close).filter(|&at| at <= MAX_MARK_BYTES)?;
    let n_close = inner[inner_end..].len() - inner[inner_end..].trim_start_matches(close).len();
    let inner = &inner[..inner_end];
    // A dash may stand within a mark.
    let is_apart = n_open <= 3 * open.len_utf8() && !inner.starts_with(' ') && !inner.contains('\n');
    let mark =
        read_mark(inner).filter(|mark| is_apart && mark.is_pure && !mark.may_leave && !mark.is_letter)?;
    let is_doubled = n_open >= 2 * open.len_utf8() && n_close >= 2 * close.len_utf8() && open != '/';
    (mark.is_certain || is_doubled).then_some((inner, n_open + inner_end + n_close))
}

/// Whether a sign may stand on both sides of a mark.
fn is_framing(c: char) -> bool {
    let is_drawn = matches!(c, '\u{25a0}'..='\u{25ff}' | '※' | '★' | '☆');
    is_drawn || matches!(c, '/' | '-' | '–' | '—' | '<' | '|' | '~' | '=')
}

/// A mark without brackets: its words in front of a colon, one in capitals in front of a dash or of words in small
/// letters, one in Japanese in front of a blank.
fn bare_mark(text: &str) -> Option<(&str, usize)> {
    if let Some(rest) = text.strip_prefix(['(', '（', '[']).filter(|rest| !rest.contains(is_closing)) {
        return unclosed_mark(text, rest);
    }
    if text.starts_with('㊙') {
        return Some((&text[..'㊙'.len_utf8()], '㊙'.len_utf8()));
    }
    let line = text[..text.floor_char_boundary(MAX_MARK_BYTES)].split('\n').next()?;
    if let Some((at, blank)) = line.char_indices().find(|(_, c)| matches!(c, ' ' | '\u{3000}'))
        && !line[at..].trim().is_empty()
        // In a line of two languages a narrow blank parts words; before a name, as in `極秘 USTR`, it parts a mark.
        && (blank != ' ' || !line[at..].trim_start().starts_with(|c: char| c.is_ascii() && !c.is_ascii_uppercase()))
        && !line[..at].is_ascii()
        && line[..at].chars().all(is_of_bare_mark)
        && is_keeping_word(&line[..at])
    {
        return Some((&line[..at], at + blank.len_utf8()));
    }
    let stopped = || shouted_mark(line).or_else(|| stopped_mark(line)).map(|words| (words, words.len() + 1));
    if let Some(found) = stopped().or_else(|| stopped_in_japanese(line)) {
        return Some(found);
    }
    // Most lines hold neither of the signs that end such a mark.
    if !line.bytes().any(|byte| matches!(byte, b':' | b'-') || !byte.is_ascii()) {
        return None;
    }
    if !may_begin_mark(line) {
        return None;
    }
    for (at, c) in line.char_indices() {
        let is_colon = matches!(c, ':' | '：') && !goes_on_in_name(&line[..at], ':');
        let is_stop_dash =
            is_dash(c) && line[..at].ends_with(' ') && line[at + c.len_utf8()..].starts_with(' ');
        if !is_colon && !is_stop_dash {
            continue;
        }
        let words = line[..at].trim_end();
        // Without brackets around them, other signs are those of a sentence.
        let is_plain = |c: char| {
            c.is_alphanumeric()
                || is_dash(c)
                || matches!(c, ' ' | '\u{3000}' | '/' | '／' | '・' | ':' | '\\')
        };
        if !words.chars().all(is_plain) {
            return None;
        }
        let mark = read_mark(words).filter(|mark| mark.is_pure && !mark.may_leave && !mark.is_letter);
        let Some(mark) = mark.filter(|_| !is_place(words)) else {
            if is_colon {
                return None;
            }
            // The dash may be one within a mark: `OFFICIAL – SENSITIVE: …`
            continue;
        };
        let is_named = words.starts_with(char::is_uppercase);
        return (is_colon || mark.is_certain || is_named).then_some((words, at + c.len_utf8()));
    }
    None
}

/// A mark that is the first sentence of several: `Internal. Nine would do.`
fn stopped_mark(line: &str) -> Option<&str> {
    /// The longest of them, in bytes.
    const MAX_BYTES: usize = 40;
    let near = &line[..line.floor_char_boundary(MAX_BYTES)];
    let (words, rest) = near.split_once(". ")?;
    (words.starts_with(char::is_uppercase) && !rest.trim().is_empty() && is_keeping_word(words))
        .then_some(words)
}

/// The same in Japanese: `部内限り。九隻`.
fn stopped_in_japanese(line: &str) -> Option<(&str, usize)> {
    if line.is_ascii() {
        return None;
    }
    let (at, stop) = line.char_indices().find(|(_, c)| matches!(c, '。' | '、' | '―'))?;
    let (words, end) = (&line[..at], at + stop.len_utf8());
    let is_mark = words.chars().all(is_of_bare_mark) && is_keeping_word(words);
    (is_mark && !line[end..].trim().is_empty()).then_some((words, end))
}

/// A mark with a slip of the pen before a colon.
fn misspelt_mark(text: &str) -> Option<(&str, usize)> {
    /// The longest of them, in bytes.
    const MAX_BYTES: usize = 40;
    let near = &text[..text.floor_char_boundary(MAX_BYTES)];
    let (words, _) = near.split_once(':').filter(|(words, _)| words.is_ascii() && !words.contains('\n'))?;
    is_misspelt(words).then_some((words, words.len() + 1))
}

/// Whether words are a mark but for known slips.
fn is_misspelt(words: &str) -> bool {
    corrected(words).is_some_and(|meant| is_keeping_word(&meant)) || is_coined_but_for_a_slip(words)
}

/// A mark in capitals in a bracket that is never closed; `rest` is the text behind the bracket.
fn unclosed_mark<'t>(text: &'t str, rest: &'t str) -> Option<(&'t str, usize)> {
    let (words, len) = shouted_mark(rest.lines().next()?).map(|words| (words, words.len() + 1))?;
    Some((words, text.len() - rest.len() + len))
}

/// Whether a letter or sign may be of a Japanese mark that has no brackets: `極秘／無期限`.
fn is_of_bare_mark(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '／' | '・') || (!c.is_ascii() && c.is_alphanumeric())
}

/// A mark whose bracket was never opened: `SBU) nine`.
fn unopened_mark(text: &str) -> Option<(&str, usize)> {
    let near = &text[..text.floor_char_boundary(MAX_MARK_BYTES)];
    let (words, _) = near.split_once([')', '）', ']', '】'])?;
    let n_close = near[words.len()..].chars().next().map_or(1, char::len_utf8);
    (!words.contains(is_opening) && is_keeping_word(words)).then_some((words, words.len() + n_close))
}

/// A mark in capitals that words in small letters follow: `SBU We would take nine`. What is in capitals as a whole may
/// be a title.
fn shouted_mark(line: &str) -> Option<&str> {
    /// Shorter ones are abbreviations of many things.
    const MIN_LETTERS: usize = 3;
    if !line.starts_with(|c: char| c.is_ascii_uppercase()) || !may_begin_mark(line) {
        return None;
    }
    let is_shouted = |word: &str| !word.contains(char::is_lowercase) && word.contains(char::is_uppercase);
    let mut end = 0;
    for word in line.split(' ') {
        if !is_shouted(word) {
            break;
        }
        end += word.len() + 1;
    }
    let words = line.get(..end.checked_sub(1)?)?;
    let next = line.get(end..)?.split_whitespace().next()?;
    let is_sentence = words.ends_with('.') || next.contains(char::is_lowercase);
    let n_letters = words.chars().filter(|c| c.is_alphabetic()).count();
    let words = words.trim_end_matches('.');
    (is_sentence && n_letters >= MIN_LETTERS && is_keeping_word(words)).then_some(words)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::brief::scheme_named;

    fn read(text: &str, scheme: &str) -> Option<(String, bool)> {
        let scheme = scheme_named(scheme).expect("a scheme");
        portion_mark(text, scheme).map(|(mark, _)| (mark.to_owned(), may_leave(mark, scheme)))
    }

    #[test]
    fn marks_that_may_not_leave_count_however_they_are_typed() {
        for text in [
            "(SBU) They ask",
            "（ＳＢＵ） They",
            "(sbu) They",
            "(U//SBU) They",
            "(U/SBU) They",
            "(SBU/NF) They",
            "(SBU - draft) They",
            "(draft SBU) They",
            "(SENSITIVE BUT UNCLASSIFIED) They",
            "(S//NF) They",
            "（秘）先方",
            "【秘】先方",
            "〔極秘〕先方",
            "（秘・案）先方",
            "（取扱注意）先方",
            "（部外秘）先方",
            "（厳秘）先方",
            "（非公表）先方",
            "（出席者限り）先方",
            "(RESTRICTED) They",
            "(LIMITE) They",
            "(TLP AMBER) They",
            "(TLP:AMBER+STRICT) They",
            "(INTERNAL) They",
            "(internal) They",
            "[SBU] They",
            "SBU: They",
            "㊙ 先方",
            "㊙先方",
            "取扱注意　先方",
            "取扱注意 先方",
            "SBU They",
            "SBU/NF They",
            "CONFIDENTIAL They",
            "DRAFT SBU They",
            "EYES ONLY They",
            "マル秘　先方",
            "秘：先方",
            "SBU//NF: They",
            "(SBU text for comments by all) They",
            "(U//XYZ) They",
            "(for internal use only) They",
            "(OFFICIAL-SENSITIVE) They",
            "(Confidential: see annex) They",
            "//SBU// They",
            "-SBU- They",
            "<SBU> They",
            "|OFFICIAL-SENSITIVE| They",
            "(S.B.U.) They",
            "(S.B.U./N.F.) They",
        ] {
            assert_eq!(read(text, "none").map(|(_, may_leave)| may_leave), Some(false), "{text}");
        }
        for text in ["(S) They", "(C) They", "（Ｓ） They", "(R) They"] {
            assert_eq!(read(text, "jp").map(|(_, may_leave)| may_leave), Some(false), "{text}");
            assert_eq!(read(text, "none"), None, "{text}");
        }
    }

    #[test]
    fn other_brackets_stay_text() {
        for text in [
            "(c) incidents",
            "(A) first",
            "[internal waters] of",
            "（秘書官）が",
            "(limited to ports) yes",
            "(and so on)",
            "(S)he said",
            "(secret ballot) they",
            "（神秘）な",
            "（今年限り）の",
            "(a) one",
            "()",
            "(i) x",
            "Secret talks: none",
            "秘書官　先方",
            "秘書官 先方",
            "譲歩不可 in any round",
            "SECRET TALKS",
            "SECRET TALKS in Bonn",
            "NATO Allies",
            "Secret talks",
            "NF They",
            "DRAFT They",
            "先方　秘",
            "Points: two",
            "(the record) is",
            "[Chair]: Agreed",
            "(x)",
            "（注）",
            "(2024) we",
            "// out of date",
            "<b>They</b> ask",
            "(U.S.) They",
            "NC: 31,000 jobs",
        ] {
            assert_eq!(read(text, "us"), None, "{text}");
        }
    }

    #[test]
    fn marks_that_may_leave_are_marks() {
        assert_eq!(read("(U) They", "us"), Some(("U".to_owned(), true)));
        assert_eq!(read("(UNCLASSIFIED) They", "us"), Some(("UNCLASSIFIED".to_owned(), true)));
        assert_eq!(read("(TLP:CLEAR) They", "tlp"), Some(("TLP:CLEAR".to_owned(), true)));
        assert_eq!(read("（機密性１情報）先方", "jp"), Some(("機密性１情報".to_owned(), true)));
        assert_eq!(read("(official) data", "uk"), None);
    }
}
