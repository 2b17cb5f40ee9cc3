//! Names of kinds with words behind them, and words that say how to handle what follows.

use crate::brief::readers::fold::{tidy, unframed};
use crate::brief::readers::frame::remark_at_end;
use crate::brief::readers::kind::{Kind, Reader, kind_named};
use crate::brief::readers::naming::{
    Certainty, Naming, begins_with_name, exact_naming, is_long_name, is_ours, naming,
};
use crate::brief::readers::portion::is_keeping_word;
use crate::brief::readers::terms::may_begin_mark;

/// The kind of ours that a title, a caption or words like them name, as far as it says that they stay: a name with
/// words behind it, the name of what only the principal reads, or words that say how to handle something.
pub(in crate::brief) fn names_private(words: &str) -> Option<&'static Kind> {
    let is_kept = |naming: &Naming| is_ours(naming.kind);
    let named = naming(words).filter(|naming| {
        let is_whole = naming.certainty != Certainty::Near;
        is_kept(naming) && (is_whole || naming.kind.is_telling())
    });
    named.or_else(|| run_in_naming(words)).or_else(|| handling_naming(words)).map(|naming| naming.kind)
}

/// The private kind that the words of a cell at the head of a column or row name.
pub(in crate::brief) fn head_naming(words: &str) -> Option<&'static Kind> {
    let named = naming(words).filter(|named| named.kind.readers.are_ours());
    let named = named.filter(|named| {
        let is_whole = named.certainty != Certainty::Near;
        (is_whole && (is_long_name(words) || named.kind.is_telling()))
            || named.kind.name == "background-internal"
    });
    named.or_else(|| handling_naming(words)).map(|named| named.kind)
}

/// The kind that words name which say how to handle what follows: `Confidential`, `取扱注意`, `BEGIN INTERNAL`.
pub(in crate::brief) fn handling_naming(words: &str) -> Option<Naming> {
    if !may_begin_mark(words) {
        return None;
    }
    let whole = tidy(words);
    let mut bare = unframed(&whole);
    for before in ["BEGIN ", "START OF ", "START ", "以下、", "以下は", "以下", "ここから"] {
        let head = bare.get(..before.len()).filter(|head| head.eq_ignore_ascii_case(before));
        bare = head.map_or(bare, |head| bare[head.len()..].trim_start());
    }
    let is_kept = bare.chars().filter(|c| c.is_alphanumeric()).count() > 1 && is_keeping_word(bare);
    let kind = kind_named("background-internal").filter(|_| is_kept)?;
    Some(Naming { kind, certainty: Certainty::Dressed })
}

/// A name of a private kind with a colon, a dash or a gap behind it, and words behind that.
pub(in crate::brief) fn run_in_naming(line: &str) -> Option<Naming> {
    let head_end = line.floor_char_boundary(MAX_RUN_IN_BYTES);
    let head = &line[..head_end];
    let (end, is_colon) = run_in_end(head)?;
    let words = &line[..end];
    if line[end..].trim_start_matches(|c: char| !c.is_alphanumeric()).is_empty() {
        return None;
    }
    if let Some(found) = exact_naming(words).filter(|naming| is_ours(naming.kind)) {
        let is_japanese = !words.is_ascii() && tidy(words).chars().count() >= 2;
        let is_kept_well = !found.kind.readers.contains(Reader::Interpreter) || found.kind.name == "notes";
        // `Internal: …` is a mark, which is read as such.
        let is_mark = found.kind.name == "background-internal" && is_keeping_word(words);
        let is_sure = is_long_name(words)
            || is_shouted(words)
            || (found.kind.is_telling() && !is_mark)
            || (is_colon && found.kind.name == "say")
            || (is_japanese && is_kept_well && !is_mixed(words));
        return is_sure.then_some(found);
    }
    // `Our red line 1: …`, `Red line (ships): …`, `NB (internal): …`
    let is_remarked = || remark_at_end(words).is_some_and(|(_, remark)| is_keeping_word(remark));
    let may_name = is_colon && (begins_with_name(words) || is_remarked());
    may_name.then(|| naming(words)).flatten().filter(|naming| is_ours(naming.kind))
}

/// How far into a line the name of a kind may reach, in bytes.
const MAX_RUN_IN_BYTES: usize = 60;

/// Where the name ends that a line begins with, if something behind it says so, and whether that is a colon.
fn run_in_end(head: &str) -> Option<(usize, bool)> {
    head.char_indices().find_map(|(at, c)| {
        let behind = &head[at + c.len_utf8()..];
        match c {
            ':' | '：' => Some((at, true)),
            '\t' | '\u{3000}' | '→' => Some((at, false)),
            '.' if behind.starts_with(' ') => Some((at, false)),
            ' ' if ["- ", "– ", "— ", "→ "].iter().any(|sign| behind.starts_with(sign)) => {
                Some((at, false))
            }
            _ => None,
        }
    })
}

/// Whether words hold letters of both scripts, as those of sentences do.
fn is_mixed(words: &str) -> bool {
    words.chars().any(|c| c.is_ascii_alphabetic()) && !words.is_ascii()
}

/// Whether some words are in capitals.
pub(in crate::brief) fn is_shouted(words: &str) -> bool {
    !words.chars().any(char::is_lowercase) && words.chars().filter(|c| c.is_uppercase()).nth(1).is_some()
}
