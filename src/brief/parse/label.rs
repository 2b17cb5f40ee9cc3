//! Labels: lines that name a kind without a marker, as people type who paste from a word processor.

use crate::brief::parse::handling_line::{MAX_LABEL_BYTES, emphasised, handling_line, is_order_on_handling};
use crate::brief::parse::plain_line::plain_line;
use crate::brief::parse::tool_line::{balloon_naming, is_notes, message_naming, tag_naming, tool_naming};
use crate::brief::readers::brackets::{bracketed, is_closing, is_opening};
use crate::brief::readers::foreign::foreign_heading;
use crate::brief::readers::kind::{Kind, is_invisible, kind_named};
use crate::brief::readers::names::may_begin_phrase;
use crate::brief::readers::naming::{Certainty, Naming, exact_naming, is_long_name, naming};
use crate::brief::readers::phrase::{begins_forbidding, is_locked, is_notice_of_what_follows, is_question};
use crate::brief::readers::portion::{is_keeping_word, kept_within};
use crate::brief::readers::remark::remark_kind;
use crate::brief::readers::run_in::{handling_naming, is_shouted, run_in_naming};

/// A line that names a kind.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct LabelLine {
    pub naming: Naming,
    /// Whether it holds nothing but the name, so that it is for what follows.
    pub is_alone: bool,
}

/// Reads a line of Markdown as a label; nothing for any other line.
pub(super) fn label_line(line: &str) -> Option<LabelLine> {
    let plain = plain_line(line);
    let line = plain.as_ref();
    if let Some(found) = signed_label(line) {
        return Some(found);
    }
    let line = line
        .trim_start_matches(|c: char| matches!(c, '\u{1f000}'..='\u{1faff}') || is_invisible(c))
        .trim_start();
    // The row of a table is told by its cells.
    let first = line.chars().next().filter(|c| *c != '|')?;
    if is_order_on_handling(line) {
        return Naming::meant("background-internal").map(alone);
    }
    let is_emphasised = || emphasised(line).and_then(|(inner, rest)| emphasised_label(inner, rest));
    if let Some(found) = sentence_label(line).or_else(is_emphasised) {
        return Some(found);
    }
    if is_marker_like(line) {
        return None;
    }
    if let Some(len) = kept_within(line) {
        let rest = line[len..].trim();
        if !rest.is_empty() || line.starts_with(['(', '（', '[']) {
            return marked_label(line, rest);
        }
    }
    if let Some(found) = handling_line(line) {
        return Some(alone(found));
    }
    if let Some(found) = bracketed_name(line) {
        return Some(found);
    }
    if is_frame(first) && line.len() <= MAX_LABEL_BYTES {
        let order = || order_naming(line.trim_start_matches(['※', '★', '☆']));
        let order = || order().map(|naming| LabelLine { naming, is_alone: false });
        return framed_label(line).or_else(order);
    }
    let is_short = line.len() <= MAX_LABEL_BYTES;
    if is_short && line.ends_with([':', '：']) {
        return line_naming(line).map(alone);
    }
    let has_kana = || line.chars().any(|c| ('\u{3040}'..='\u{30ff}').contains(&c));
    if is_short && is_shouted(line) && !has_kana() {
        return run_in(line).or_else(|| line_naming(line).map(alone));
    }
    if is_short && let Some(found) = bare_naming(line) {
        return Some(alone(found));
    }
    run_in(line).or_else(|| {
        let naming = message_naming(line).or_else(|| tag_naming(line)).or_else(|| order_naming(line))?;
        Some(LabelLine { naming, is_alone: false })
    })
}

/// A line that begins with a mark, which is read elsewhere, as far as it is a label all the same: by what follows the
/// mark, by the signs of a heading, or by several marks, each in its frame.
fn marked_label(line: &str, rest: &str) -> Option<LabelLine> {
    if rest.starts_with('#') && rest.trim_start_matches('#').starts_with(' ') {
        return Naming::meant("background-internal").map(alone);
    }
    let marks = || handling_line(line).filter(|_| rest.starts_with(is_opening)).map(alone);
    let label = || emphasised(rest).and_then(|(inner, rest)| emphasised_label(inner, rest));
    marks().or_else(|| label().filter(|label| label.is_alone))
}

/// What a line is by a sign that it begins with, or by the syntax of another tool.
fn signed_label(line: &str) -> Option<LabelLine> {
    if let Some(found) = tool_naming(line) {
        return Some(alone(found));
    }
    if is_locked(line) {
        let kind = kind_named("notes")?;
        let words = line.trim_start_matches(|c: char| !c.is_alphanumeric());
        let is_alone = words.is_empty() || line_naming(words).is_some();
        return Some(LabelLine { naming: Naming { kind, certainty: Certainty::Near }, is_alone });
    }
    foreign_heading(line).and_then(line_naming).filter(|found| is_ours(found.kind)).map(alone)
}

/// What a line is as a question, a notice or a remark.
fn sentence_label(line: &str) -> Option<LabelLine> {
    if is_question(line) {
        return Some(LabelLine { naming: Naming::meant("qa")?, is_alone: false });
    }
    let remark = || Some(LabelLine { naming: balloon_naming(line)?, is_alone: false });
    notice_naming(line).map(alone).or_else(remark)
}

/// The name that a line is without any sign around it, where it can be nothing else.
fn bare_naming(line: &str) -> Option<Naming> {
    if let Some(found) = numbered_part(line).and_then(exact_naming).filter(|found| is_ours(found.kind)) {
        return Some(found);
    }
    if is_notes(line) {
        return Naming::meant("notes");
    }
    exact_naming(line).filter(|found| is_ours(found.kind) && is_long_name(line))
}

/// The name behind the word and number of a part of a paper: `Slide 4: Red lines`, `Annex B – Red lines`; one of two
/// names in two languages: `Red line／譲れない一線`.
fn numbered_part(line: &str) -> Option<&str> {
    const PARTS: [&str; 8] = ["slide", "annex", "appendix", "tab", "part", "section", "page", "attachment"];
    /// The first bytes of dashes and of signs in full width.
    const DASH: u8 = 0xe2;
    const WIDE: u8 = 0xef;
    // Neither stands without one of these.
    if !line.bytes().any(|byte| matches!(byte, b'/' | b':' | b'-' | DASH | WIDE)) {
        return None;
    }
    if let Some((first, second)) = line.split_once(['/', '／'])
        && !second.is_ascii()
        && is_long_name(first.trim())
    {
        return Some(first.trim());
    }
    let (head, words) = line.split_once([':', '–', '—', '-'])?;
    let (part, number) = head.trim().split_once(' ')?;
    let is_part = PARTS.iter().any(|known| part.eq_ignore_ascii_case(known));
    (is_part && number.trim().chars().count() <= 3).then_some(words.trim())
}

/// A sentence that says of its paper, or of what follows it, that it stays.
fn notice_naming(line: &str) -> Option<Naming> {
    let words = line.trim_matches(|c: char| !c.is_alphanumeric());
    if is_notice_of_what_follows(words) { Naming::meant("background-internal") } else { None }
}

/// A sentence that says of itself that it stays: `Do not volunteer that nine would do.`
fn order_naming(line: &str) -> Option<Naming> {
    if is_order(line) { Naming::meant("background-internal") } else { None }
}

/// Whether a line begins with words that forbid to pass on what they are said of.
pub(super) fn is_order(line: &str) -> bool {
    let near = &line[..line.floor_char_boundary(MAX_LABEL_BYTES)];
    let words = near.split(['.', ';', ',', '。', '、']).next().unwrap_or(near);
    // Marks of emphasis are no part of its words.
    may_begin_phrase(words) && begins_forbidding(&words.replace(['*', '_'], ""))
}

/// A name in brackets that a line begins with which is too long for a label: it is for the words behind it.
fn bracketed_name(line: &str) -> Option<LabelLine> {
    if line.len() <= MAX_LABEL_BYTES {
        return None;
    }
    let line = line.trim_start_matches(['・', '•', '※', '■', '○', '●', '◆', '◇', '□']).trim_start();
    let (inner, len) = bracketed(line).or_else(|| quoted(line))?;
    // What is shown of a link is none.
    let is_link = line[len..].starts_with(['(', '[', ':']);
    let handling = || handling_naming(inner).or_else(|| remark_kind(inner).map(Naming::dressed));
    let named = exact_naming(inner).or_else(handling).or_else(|| order_naming(inner));
    let naming = named.filter(|named| is_ours(named.kind) && !is_link)?;
    Some(LabelLine { naming, is_alone: false })
}

/// The words between the quotation marks of Japanese that a line begins with, and their length with them.
fn quoted(line: &str) -> Option<(&str, usize)> {
    let rest = line.strip_prefix('「')?;
    let (inner, _) = rest.split_once('」')?;
    Some((inner, inner.len() + '「'.len_utf8() + '」'.len_utf8()))
}

/// A line that begins with a frame or a sign.
fn framed_label(line: &str) -> Option<LabelLine> {
    // A name in round brackets with words behind it is for them.
    let bracketed = line.strip_prefix(['(', '（']).and_then(|rest| rest.split_once([')', '）']));
    if let Some((inner, _)) = bracketed.filter(|(_, behind)| behind.chars().count() > 1) {
        if let Some(found) = exact_naming(inner) {
            return is_ours(found.kind).then_some(LabelLine { naming: found, is_alone: false });
        }
        // `（※これは言わない）九隻`, `（佐藤コメント）九隻`
        let order = order_naming(inner.trim_start_matches(['※', '★', '☆']));
        let remark = || remark_kind(inner).map(Naming::dressed);
        if let Some(naming) = order.or_else(remark) {
            return Some(LabelLine { naming, is_alone: false });
        }
    }
    if let Some(found) = run_in(line).filter(|_| !line.starts_with(is_opening)) {
        return Some(found);
    }
    line_naming(line).map(alone)
}

/// Whether some words begin like the marker of a kind, which is read elsewhere.
fn is_marker_like(words: &str) -> bool {
    let behind = words.strip_prefix(['[', '［']);
    behind.is_some_and(|behind| behind.trim_start().starts_with(['!', '！']))
}

fn alone(naming: Naming) -> LabelLine {
    LabelLine { naming, is_alone: true }
}

fn is_ours(kind: &Kind) -> bool {
    kind.readers.are_ours()
}

/// The kind that a line of its own names, or nearly names in a few words.
fn line_naming(line: &str) -> Option<Naming> {
    let named = naming(line).filter(|naming| naming.certainty != Certainty::Near || is_near_label(line));
    named.or_else(|| remark_kind(line).map(Naming::dressed))
}

/// Whether a line that nearly names a kind is a label: a few words, in a frame or without one, and not by a remark in
/// brackets alone.
fn is_near_label(line: &str) -> bool {
    let words = line.trim_end_matches([':', '：', ' ']);
    let is_framed = words.starts_with(is_frame)
        && words.find(is_closing).is_some_and(|at| words[at..].chars().count() == 1);
    is_few_words(line) && (is_framed || !words.ends_with(is_closing))
}

fn is_few_words(line: &str) -> bool {
    line.split_whitespace().count() <= 6
}

fn emphasised_label(inner: &str, rest: &str) -> Option<LabelLine> {
    if is_marker_like(inner) {
        return None;
    }
    let behind = rest.trim_matches([' ', ':', '：', '.', '*', '_']);
    if behind.is_empty() {
        return naming(inner).map(alone);
    }
    // `**Red lines** (do not disclose)`
    let remark = behind.strip_prefix(['(', '（']).and_then(|rest| rest.strip_suffix([')', '）']));
    let is_handling = |remark: &&str| {
        remark.len() <= MAX_LABEL_BYTES && (is_keeping_word(remark) || begins_forbidding(remark))
    };
    if remark.as_ref().is_some_and(is_handling) {
        let named = naming(inner).filter(|naming| is_ours(naming.kind));
        return named.or_else(|| Naming::meant("background-internal")).map(alone);
    }
    // `**取扱注意** 九隻。`; what is in brackets or capitals is read as a mark.
    let is_word = !inner.contains(is_opening) && !is_shouted(inner) && rest.starts_with([' ', '\u{3000}']);
    let handling = || handling_naming(inner).filter(|_| is_word);
    let found = naming(inner).filter(|naming| is_ours(naming.kind)).or_else(handling)?;
    let is_sure = found.certainty != Certainty::Near || is_few_words(inner);
    is_sure.then_some(LabelLine { naming: found, is_alone: false })
}

/// A name of a private kind with a colon, dash or gap behind it, and the text behind that.
fn run_in(line: &str) -> Option<LabelLine> {
    run_in_naming(line).map(|naming| LabelLine { naming, is_alone: false })
}

/// The label of a list of definitions: a name with its words on a line of their own, behind a colon.
pub(super) fn term_label(source: &str) -> Option<LabelLine> {
    let (term, rest) = source.split_once('\n')?;
    let is_term = rest.trim_start_matches([' ', '>']).starts_with([':', '：']);
    if !is_term || term.len() > MAX_LABEL_BYTES {
        return None;
    }
    let naming = line_naming(&format!("{}:", term.trim_end()))?;
    Some(LabelLine { naming, is_alone: false })
}

/// Whether a line that begins so may be a name in a frame or behind a sign.
fn is_frame(c: char) -> bool {
    matches!(
        c,
        '【' | '〔' | '《' | '〈' | '「' | '『' | '≪' | '[' | '［' | '(' | '（' | '＜' | '<' | '\u{25a0}'
            ..='\u{25ff}' | '・' | '•' | '※' | '★' | '☆'
    )
}

/// What stands before a block on its line, as the lines below it must have it.
pub(super) fn indent_before(text: &str, start: usize) -> Option<String> {
    let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let before = &text[line_start..start];
    let kept = before.chars().map(|c| if c == '>' { '>' } else { ' ' });
    (before.len() < 80).then(|| kept.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Option<(&'static str, bool)> {
        label_line(line).map(|label| (label.naming.kind.name, label.is_alone))
    }

    #[test]
    fn lines_that_name_a_kind_are_labels() {
        for (line, kind) in [
            ("**Red line**", "red-line"),
            ("**Red line:**", "red-line"),
            ("__Red lines__:", "red-line"),
            ("IF RAISED", "if-raised"),
            ("応答要領：", "if-raised"),
            ("【応答要領】", "if-raised"),
            ("■ 応答要領", "if-raised"),
            ("Red line:", "red-line"),
            ("Talking points:", "say"),
            ("**Our red line**", "red-line"),
            ("Red lines", "red-line"),
            ("**Background**", "background"),
            ("【応答要領】関税", "if-raised"),
            ("*If pressed*", "if-pressed"),
        ] {
            assert_eq!(read(line), Some((kind, true)), "{line}");
        }
    }

    #[test]
    fn a_name_with_text_behind_it_is_for_its_own_line() {
        for (line, kind) in [
            ("**Red line:** nine vessels.", "red-line"),
            ("**If pressed** Islands are exempt", "if-pressed"),
            ("Red line: nine vessels", "red-line"),
            ("RED LINE: nine", "red-line"),
            ("応答要領：当面は", "if-raised"),
            ("Red line – nine vessels", "red-line"),
            ("メモ：九隻", "notes"),
        ] {
            assert_eq!(read(line), Some((kind, false)), "{line}");
        }
    }

    #[test]
    fn other_lines_are_text() {
        for line in [
            "We crossed no red line in this talk and will not.",
            "**Jobs:** 109,000",
            "Participants met in May.",
            "NATO",
            "**Note on the text** that follows",
            "Record: 2.3 million",
            "(a) the number of ships",
            "関税：25%",
            "",
            "**Background:** the treaty of 1960",
        ] {
            assert_eq!(read(line), None, "{line}");
        }
    }
}
