//! Names of kinds with words behind them, and words that say how to handle what follows.

use crate::brief::readers::edge::without_begin;
use crate::brief::readers::fold::{fold_name, tidy, unframed};
use crate::brief::readers::frame::remark_at_end;
use crate::brief::readers::kind::Kind;
use crate::brief::readers::long_names::begins_with_name;
use crate::brief::readers::names::{may_begin_name, may_begin_phrase, named_exactly};
use crate::brief::readers::naming::{Certainty, Naming, exact_naming, is_long_name, is_ours, naming};
use crate::brief::readers::portion::{is_keeping_word, is_place};
use crate::brief::readers::remark::remark_kind;
use crate::brief::readers::slips::corrected;
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
    let words = words.trim_end_matches(['?', '？', ' ']);
    let named = naming(words).filter(|named| named.kind.readers.are_ours());
    let named = named.filter(|named| {
        let is_whole = named.certainty != Certainty::Near;
        // A sentence that ends in what is nearly a name is none.
        if !is_whole && words.trim_end().ends_with(['.', '。']) {
            return false;
        }
        // In Japanese a name of two characters has no other meaning, and one at the end of few words neither.
        let is_japanese = !words.is_ascii() && words.chars().count() <= MAX_HEAD_CHARS;
        let is_sure = is_long_name(words) || named.kind.is_telling() || named.kind.wants_answer();
        (is_whole && is_sure)
            || (!is_whole && (is_japanese || named.kind.name == "red-line"))
            || named.kind.name == "background-internal"
    });
    named.or_else(|| handling_naming(words)).map(|named| named.kind)
}

/// Whether the words at the head of a column are those of how far one would go, where others stand beside them:
/// `Opening | Target | Floor`.
pub(in crate::brief) fn is_of_range(words: &str) -> bool {
    const HEADS: [&str; 7] = ["target", "floor", "ceiling", "minimum", "maximum", "limit", "walk away"];
    HEADS.contains(&fold_name(words.trim()).as_str())
}

/// The kind that words name which say how to handle what follows: `Confidential`, `取扱注意`, `BEGIN INTERNAL`.
pub(in crate::brief) fn handling_naming(words: &str) -> Option<Naming> {
    if !may_begin_mark(words) || is_place(words) {
        return corrected(words).and_then(|meant| handling_naming(&meant));
    }
    let whole = tidy(words);
    let bare = without_begin(unframed(&whole));
    let is_word = bare.chars().filter(|c| c.is_alphanumeric()).count() > 1;
    let is_internal = || exact_naming(bare).is_some_and(|named| named.kind.name == "background-internal");
    let is_kept = is_word && (is_keeping_word(bare) || (bare.len() < whole.len() && is_internal()));
    if is_kept { Naming::meant("background-internal") } else { None }
}

/// A name of a private kind with a colon, a dash or a gap behind it, and words behind that; one that a blank alone
/// parts from them where it is told from the words of a sentence.
pub(in crate::brief) fn run_in_naming(line: &str) -> Option<Naming> {
    let line = line.trim_start_matches(is_pointer);
    let head = &line[..line.floor_char_boundary(MAX_RUN_IN_BYTES)];
    // Most lines hold no sign that may end a name.
    let ends = head.bytes().any(may_end_name).then(|| run_in_ends(head).take(MAX_SIGNS));
    let found = ends.into_iter().flatten().find_map(|(end, is_colon)| {
        let is_more = !line[end..].trim_start_matches(|c: char| !c.is_alphanumeric()).is_empty();
        if is_more { signed_naming(&line[..end], is_colon) } else { None }
    });
    if found.is_some() {
        return found;
    }
    // A phrase that no sign ends is told by its capitals.
    let is_title = || head.split(' ').next().is_some_and(is_shouted) && may_begin_phrase(head);
    if may_begin_name(head) || is_title() { blank_naming(line, head) } else { None }
}

/// Where a sign stands behind which words end in the name of what stays, which is said of them: `Nine – red line`,
/// `Nine = our red line`, `Nine ← internal`.
pub(in crate::brief) fn name_at_end(words: &str) -> Option<usize> {
    const SIGNS: [&str; 7] = [" – ", " — ", " - ", " = ", " ← ", " <- ", " <-- "];
    const MAX_BYTES: usize = 40;
    let bare = words.trim_end_matches(['.', '。', ' ']);
    let near = bare.floor_char_boundary(bare.len().saturating_sub(MAX_BYTES));
    let (at, sign) = SIGNS.iter().filter_map(|sign| Some((bare[near..].rfind(sign)?, sign))).max()?;
    let tail =
        Some(&bare[near + at + sign.len()..]).filter(|tail| tail.starts_with(char::is_alphanumeric))?;
    let is_name = || {
        exact_naming(tail).is_some_and(|named| {
            is_ours(named.kind) && (named.kind.is_telling() || named.kind.name == "red-line")
        })
    };
    let is_arrow = sign.contains(['←', '<']);
    (is_name() || (is_arrow && is_keeping_word(tail))).then_some(near + at)
}

/// Whether a sign points to what stands behind it.
fn is_pointer(c: char) -> bool {
    matches!(c, '\u{2190}'..='\u{21ff}' | '➔' | '➡' | '▶' | '►' | '!' | '！') || c == ' '
}

/// The private kind of the words before a sign.
fn signed_naming(words: &str, is_colon: bool) -> Option<Naming> {
    if let Some(found) = exact_naming(words).filter(|naming| is_ours(naming.kind)) {
        let is_japanese = !words.is_ascii() && tidy(words).chars().count() >= 2;
        // `Internal: …` is a mark, which is read as such.
        let is_mark = found.kind.name == "background-internal" && is_keeping_word(words);
        let is_sure = is_long_name(words)
            || is_shouted(words)
            || (found.kind.is_telling() && !is_mark)
            || (is_colon && matches!(found.kind.name, "say" | "sensitive"))
            || (is_japanese && !found.kind.is_spoken_of() && !is_mixed(words));
        return is_sure.then_some(found);
    }
    if is_colon && let Some(kind) = remark_kind(words) {
        return Some(Naming::dressed(kind));
    }
    if is_colon && let Some(meant) = corrected(words) {
        return signed_naming(&meant, is_colon);
    }
    // `Our red line 1: …`, `Red line (ships): …`, `NB (internal): …`
    let is_remarked = || remark_at_end(words).is_some_and(|(_, remark)| is_keeping_word(remark));
    // Within brackets that are still open the name is that of a remark.
    let is_closed = words.matches(['(', '（', '[']).count() == words.matches([')', '）', ']']).count();
    let may_name = is_colon && is_closed && (begins_with_name(words) || is_remarked());
    may_name.then(|| naming(words)).flatten().filter(|naming| is_ours(naming.kind))
}

/// The private kind of a name that no sign parts from the words behind it: `RED LINE nine ships`, `Fallback position
/// 35,000`, `Our red line is nine`, `If asked, we agreed`, `レッドライン 九隻`, `最低ラインは九隻`.
fn blank_naming(line: &str, head: &str) -> Option<Naming> {
    let mut ends = head.char_indices().filter(|(_, c)| matches!(c, ' ' | ',' | '、' | 'は'));
    ends.find_map(|(at, c)| {
        let words = &line[..at];
        let behind = line[at + c.len_utf8()..].trim_start();
        // What stands behind a name tells most of them from a sentence, and costs less to read.
        let told = Told::by(words, c, behind)?;
        let found = exact_naming(words).filter(|naming| is_ours(naming.kind))?;
        told.holds_for(words, found.kind).then_some(found)
    })
}

/// By what stands behind a name it may be told from the words of a sentence.
enum Told {
    /// Japanese with a blank behind it: `レッドライン 九隻`.
    Blank,
    /// Words behind one in capitals, a number, or a verb: `RED LINE nine`, `Fallback position 35,000`, `Our red line is nine`.
    Next { is_title: bool, is_number: bool, is_statement: bool },
    /// A comma: `If asked, we agreed`.
    Comma,
    /// The Japanese particle of a subject: `最低ラインは九隻`.
    Particle,
}

impl Told {
    fn by(words: &str, sign: char, behind: &str) -> Option<Told> {
        let next = behind.split_whitespace().next()?;
        match sign {
            ' ' if !words.is_ascii() => (!is_mixed(words)).then_some(Told::Blank),
            ' ' => {
                let is_number = next.starts_with(|c: char| c.is_ascii_digit());
                // `Red lines were drawn on the map` is none of ours.
                let is_statement = matches!(next, "is" | "are" | "was" | "remains" | "remain" | "stays")
                    && words.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("our "));
                // `NOTE that …` is how people begin sentences.
                let is_title = is_shouted(words) && (next.contains(char::is_lowercase) || is_number);
                (is_title || is_number || is_statement).then_some(Told::Next {
                    is_title,
                    is_number,
                    is_statement,
                })
            }
            ',' | '、' => Some(Told::Comma),
            'は' => Some(Told::Particle),
            _ => None,
        }
    }

    fn holds_for(&self, words: &str, kind: &Kind) -> bool {
        let is_position = || kind.name == "red-line" && is_long_name(words);
        match *self {
            Told::Blank => !kind.is_spoken_of() && tidy(words).chars().count() >= 2,
            Told::Next { is_title, is_number, is_statement } => {
                let is_name =
                    || is_long_name(words) || (kind.is_telling() && !words.eq_ignore_ascii_case("note"));
                (is_title && is_name())
                    || (is_number && is_long_name(words) && !kind.is_spoken_of())
                    || (is_statement && is_position())
            }
            // `If raised by ten per cent, the fee …` is a sentence.
            Told::Comma => {
                const OPENINGS: [&str; 4] =
                    ["in confidence", "as a fallback", "in strict confidence", "ここだけの話"];
                if OPENINGS.iter().any(|opening| words.eq_ignore_ascii_case(opening)) {
                    return true;
                }
                matches!(kind.name, "if-raised" | "if-pressed")
                    && is_long_name(words)
                    && (!words.is_ascii() || named_exactly(words).is_some())
            }
            Told::Particle => is_position(),
        }
    }
}

/// How long the head of a column may be that ends in a name of Japanese, in characters.
const MAX_HEAD_CHARS: usize = 10;

/// How far into a line the name of a kind may reach, in bytes.
const MAX_RUN_IN_BYTES: usize = 60;

/// How many signs of a line are tried that may end a name.
const MAX_SIGNS: usize = 3;

/// Whether a byte may be of one of the signs of [`run_in_ends`].
fn may_end_name(byte: u8) -> bool {
    matches!(byte, b':' | b'=' | b'\t' | b'.' | b'>' | b'-' | b'|') || !byte.is_ascii()
}

/// Where a name may end that a line begins with, by what stands behind it, and whether that is a colon.
fn run_in_ends(head: &str) -> impl Iterator<Item = (usize, bool)> {
    head.char_indices().filter_map(|(at, c)| {
        let behind = &head[at + c.len_utf8()..];
        match c {
            ':' | '：' | '﹕' | '∶' | '=' | '＝' => Some((at, true)),
            '\t' | '\u{3000}' | '→' | '…' | '‥' => Some((at, false)),
            '.' | '>' if behind.starts_with(' ') => Some((at, false)),
            ' ' if ["- ", "– ", "— ", "→ ", "> ", "| "].iter().any(|sign| behind.starts_with(sign)) => {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_sign_that_ends_a_name_is_passed_over() {
        for byte in 0..=0x7f_u8 {
            let (sign, behind) = (char::from(byte), "Red line");
            let lines =
                [format!("a{sign}{behind}"), format!("a{sign} {behind}"), format!("a {sign} {behind}")];
            let ends = lines.iter().any(|line| run_in_ends(line).next().is_some());
            assert!(!ends || may_end_name(byte), "{sign:?}");
        }
    }
}
