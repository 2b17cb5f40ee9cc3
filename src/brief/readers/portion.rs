//! Portion marks as people type them: `(SBU)`, `（秘）`, `[U//SBU - draft]`, `SBU:`.
//!
//! A mark that may not leave counts in every scheme, in any width, and in any case where nothing but marks stands in
//! its brackets. What cannot be told apart from a mark is held to be one.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::brief::readers::brackets::{MAX_MARK_BYTES, bracketed};
use crate::brief::readers::first::FirstWords;
use crate::brief::readers::handling::{ENDINGS, FILLERS, HANDLING, NO_ENDINGS};
use crate::brief::readers::kind::{fold_mark, is_dash, is_invisible, narrow};
use crate::brief::readers::marking::{SCHEMES, Scheme};

/// What each name of a level and each handling word says, by its folded form; computed once from the tables, since
/// every bracket of a text is looked up.
static TERMS: LazyLock<HashMap<String, What>> = LazyLock::new(|| {
    let mut terms: HashMap<String, What> =
        HANDLING.iter().map(|word| ((*word).to_owned(), What::Keeps)).collect();
    for level in SCHEMES.iter().flat_map(|scheme| scheme.levels) {
        let what = if level.may_leave { What::Leaves } else { What::Keeps };
        for name in std::iter::once(&level.banner).chain(level.portions) {
            terms.insert(fold_mark(name), what);
        }
    }
    terms
});

/// What marks begin with, and what may stand before one, computed once for the same reason.
static MARK_STARTS: LazyLock<FirstWords> = LazyLock::new(|| {
    let before = FILLERS.iter().copied().chain(["BEGIN", "START"]);
    FirstWords::of(TERMS.keys().map(String::as_str).chain(before))
});

/// Reads the portion mark a text begins with: the mark without its brackets, and the bytes it takes up with them.
///
/// A mark of one letter counts as a capital only, and not under the scheme `none`, since `(c)` has other meanings.
pub fn portion_mark<'t>(text: &'t str, scheme: &Scheme) -> Option<(&'t str, usize)> {
    if let Some(quoted) = quoted_mark(text) {
        return Some(quoted);
    }
    let Some((inner, len)) = bracketed(text) else { return bare_mark(text) };
    // A wide bracket needs no blank behind it.
    let is_glued =
        text[..len].ends_with([')', ']']) && text[len..].starts_with(|c: char| c.is_ascii_alphanumeric());
    let mark = read_mark(inner)?;
    let counts = if mark.is_letter { scheme.name != "none" && !is_glued } else { true };
    // What may leave loses its brackets outside: small letters may be words.
    (counts && (!mark.may_leave || mark.is_capital)).then_some((inner, len))
}

/// Reads a mark that stands within a paragraph and keeps a sentence: two letters or more, in capitals or of several
/// words, with nothing unknown beside it.
pub(in crate::brief) fn kept_within(text: &str) -> Option<usize> {
    let (inner, len) = bracketed(text)?;
    // One letter, or one word in small letters, is none; most brackets are left here.
    let is_one_word = !inner.trim().contains([' ', '\u{3000}']) && inner.is_ascii();
    if inner.len() < 2 || (is_one_word && inner.chars().all(|c| !c.is_uppercase())) {
        return None;
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

/// Whether some words are nothing but the name of a level or a handling word that may not leave.
pub(in crate::brief) fn is_keeping_word(words: &str) -> bool {
    may_begin_mark(words)
        && read_mark(words).is_some_and(|mark| !mark.may_leave && !mark.is_letter && mark.is_pure)
}

/// Whether some words may be a mark that holds nothing else, or stand before one; most lines are told by it, which
/// costs much less than to read them.
pub(super) fn may_begin_mark(words: &str) -> bool {
    MARK_STARTS.may_begin(words)
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

/// A mark without brackets: its words in front of a colon, one in capitals in front of a dash, one in Japanese in
/// front of a wide blank.
fn bare_mark(text: &str) -> Option<(&str, usize)> {
    if text.starts_with('㊙') {
        return Some((&text[..'㊙'.len_utf8()], '㊙'.len_utf8()));
    }
    let line = text[..text.floor_char_boundary(MAX_MARK_BYTES)].split('\n').next()?;
    if let Some((words, rest)) = line.split_once('\u{3000}')
        && !rest.trim().is_empty()
        && words.chars().all(|c| !c.is_ascii() && c.is_alphanumeric())
        && is_keeping_word(words)
    {
        return Some((words, words.len() + '\u{3000}'.len_utf8()));
    }
    for (at, c) in line.char_indices() {
        let is_colon = matches!(c, ':' | '：') && !fold_mark(&line[..at]).eq("TLP");
        let is_stop_dash =
            is_dash(c) && line[..at].ends_with(' ') && line[at + c.len_utf8()..].starts_with(' ');
        if !is_colon && !is_stop_dash {
            continue;
        }
        let words = line[..at].trim_end();
        // Without brackets around them, other signs are those of a sentence.
        let is_plain = |c: char| {
            c.is_alphanumeric() || is_dash(c) || matches!(c, ' ' | '\u{3000}' | '/' | '／' | '・' | ':')
        };
        if !words.chars().all(is_plain) {
            return None;
        }
        let mark = read_mark(words).filter(|mark| mark.is_pure && !mark.may_leave && !mark.is_letter)?;
        let is_named = words.starts_with(char::is_uppercase);
        return (is_colon || mark.is_certain || is_named).then_some((words, at + c.len_utf8()));
    }
    None
}

/// What a mark says.
#[expect(clippy::struct_excessive_bools, reason = "each is a question of its own, asked in one place")]
struct MarkRead {
    may_leave: bool,
    /// Whether it is one or two letters that may mean something else.
    is_letter: bool,
    /// Whether it holds nothing but marks and words that say nothing.
    is_pure: bool,
    /// Whether it is in capitals, of several words, or Japanese, so that it is no word of a sentence.
    is_certain: bool,
    /// Whether its first word is in capitals, or in letters that have none.
    is_capital: bool,
}

/// One name of a level or handling word, or what is none.
struct Term {
    what: What,
    is_capital: bool,
    n_words: usize,
    ends_part: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum What {
    Keeps,
    Leaves,
    Filler,
    Unknown,
}

fn read_mark(inner: &str) -> Option<MarkRead> {
    let narrowed: String = inner.chars().map(narrow).collect();
    let terms = terms(inner);
    let first = terms.first()?;
    let is_known = |term: &Term| term.what != What::Unknown;
    let is_pure = terms.iter().all(is_known) && terms.len() <= 8;
    let keeps = terms.iter().any(|term| term.what == What::Keeps);
    let is_shouted = |term: &Term| term.is_capital || term.n_words > 1;
    let begins = first.what == What::Keeps && (is_shouted(first) || first.ends_part || is_pure);
    let is_graded = first.what == What::Leaves && narrowed.contains("//") && first.is_capital;
    let is_letter = is_lone_letter(inner);
    let may_leave = if begins || (keeps && is_pure) || (is_graded && !is_pure) {
        false
    } else if is_pure && first.what == What::Leaves {
        true
    } else {
        return None;
    };
    let is_certain = terms.iter().any(|term| term.what == What::Keeps && is_shouted(term));
    let is_letter_in_capitals = !is_letter || first.is_capital;
    let is_capital = first.is_capital;
    is_letter_in_capitals.then_some(MarkRead { may_leave, is_letter, is_pure, is_certain, is_capital })
}

/// Whether a mark is one letter, or two that many things are called by.
fn is_lone_letter(inner: &str) -> bool {
    let folded = fold_mark(inner);
    folded.chars().filter(|c| *c != ' ').count() == 1 && folded.is_ascii()
}

/// The terms of a mark, the longest names first.
fn terms(inner: &str) -> Vec<Term> {
    let mut terms = Vec::new();
    for part in parts(inner) {
        let words: Vec<&str> = part.split_whitespace().collect();
        let mut at = 0;
        while at < words.len() {
            let (what, n_words) = term_at(&words[at..]);
            let typed = words[at..at + n_words].concat();
            let is_capital = !typed.chars().any(char::is_lowercase);
            at += n_words;
            terms.push(Term { what, is_capital, n_words, ends_part: at == words.len() });
        }
    }
    terms
}

/// A mark taken apart at its separators, each part with blanks for hyphens within words.
fn parts(inner: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let seen = inner.chars().filter(|c| !is_invisible(*c) && !matches!(c, '\\' | '*' | '`'));
    let narrowed: Vec<char> = seen.map(narrow).collect();
    let is_apart = |at: Option<usize>| at.and_then(|at| narrowed.get(at)).is_none_or(|c| c.is_whitespace());
    for (at, &c) in narrowed.iter().enumerate() {
        let part = parts.last_mut().expect("one is always there");
        let follows_tlp = part.trim().eq_ignore_ascii_case("TLP");
        let is_strict = c == '+' && part.to_uppercase().contains("AMBER");
        let splits = matches!(
            c,
            '/' | ';' | ',' | ':' | '+' | '&' | '|' | '·' | '・' | '、' | '。' | '(' | ')' | '[' | ']'
        ) && !follows_tlp
            && !is_strict;
        let is_dash_apart = is_dash(c) && (is_apart(at.checked_sub(1)) || is_apart(Some(at + 1)));
        if splits || is_dash_apart {
            parts.push(String::new());
        } else if is_dash(c) || matches!(c, '_' | ':' | '+') {
            part.push(' ');
        } else {
            part.push(c);
        }
    }
    parts.retain(|part| !part.trim().is_empty());
    parts
}

/// The term that some words begin with, and how many of them it is.
fn term_at(words: &[&str]) -> (What, usize) {
    for n_words in (1..=words.len().min(6)).rev() {
        let phrase = words[..n_words].join(" ").to_uppercase();
        if let Some(what) = known(&phrase) {
            return (what, n_words);
        }
    }
    (if is_filler(words[0]) { What::Filler } else { What::Unknown }, 1)
}

/// What a phrase says that is a level, a handling word or a Japanese word that ends like one.
fn known(phrase: &str) -> Option<What> {
    if let Some(what) = TERMS.get(phrase) {
        return Some(*what);
    }
    let is_japanese = phrase.chars().any(is_ideograph);
    if !is_japanese {
        return None;
    }
    let stem = phrase.trim_end_matches("扱い").trim_end_matches('扱').trim_end_matches('案');
    if stem != phrase && !stem.is_empty() {
        return known(stem);
    }
    let ends = ENDINGS.iter().any(|ending| phrase.ends_with(ending));
    let is_other = NO_ENDINGS.iter().any(|word| phrase.ends_with(word));
    let is_mixed = phrase.chars().any(|c| c.is_ascii_alphabetic() || !c.is_alphanumeric());
    (ends && !is_other && !is_mixed && phrase.chars().count() <= 10).then_some(What::Keeps)
}

fn is_filler(word: &str) -> bool {
    let upper = word.to_uppercase();
    FILLERS.contains(&upper.as_str()) || !upper.chars().any(char::is_alphabetic)
}

fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}')
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
            "マル秘　先方",
            "秘：先方",
            "SBU//NF: They",
            "(SBU text for comments by all) They",
            "(U//XYZ) They",
            "(for internal use only) They",
            "(OFFICIAL-SENSITIVE) They",
            "(Confidential: see annex) They",
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
            "先方　秘",
            "Points: two",
            "(the record) is",
            "[Chair]: Agreed",
            "(x)",
            "（注）",
            "(2024) we",
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
