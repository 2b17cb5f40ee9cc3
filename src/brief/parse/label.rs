//! Labels: lines that name a kind without a marker, as people type who paste from a word processor.

use crate::brief::readers::kind::Kind;
use crate::brief::readers::naming::{Certainty, Naming, exact_naming, is_long_name, naming};
use crate::brief::readers::portion::kept_within;

/// The longest line that may be a label, and how far into a line a name may reach, in bytes.
const MAX_LABEL_BYTES: usize = 120;

/// A line that names a kind.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct LabelLine {
    pub naming: Naming,
    /// Whether it holds nothing but the name, so that it is for what follows.
    pub is_alone: bool,
}

/// Reads a line of Markdown as a label; nothing for any other line.
pub(super) fn label_line(line: &str) -> Option<LabelLine> {
    // A sign that is escaped is no mark, and may stand before a name all the same.
    let line =
        ["&#32;", "&nbsp;", "&#160;"].iter().fold(line.trim(), |line, blank| line.trim_start_matches(blank));
    let line = line.trim_start_matches('\\');
    let first = line.chars().next()?;
    let is_emphasised = emphasised(line).and_then(|(inner, rest)| emphasised_label(inner, rest));
    if is_emphasised.is_some() {
        return is_emphasised;
    }
    let behind = line[first.len_utf8()..].trim_start_matches([' ', '\\']);
    let is_marker = matches!(first, '[' | '［') && behind.starts_with(['!', '！']);
    let is_portion = kept_within(line).is_some_and(|len| !line[len..].trim().is_empty());
    if is_marker || is_portion {
        return None;
    }
    if is_frame(first) && line.len() <= MAX_LABEL_BYTES {
        return naming(line).map(alone);
    }
    let is_short = line.len() <= MAX_LABEL_BYTES;
    if line.ends_with("\\:") {
        return None;
    }
    if is_short && line.ends_with([':', '：']) {
        let found = naming(line).filter(|naming| naming.certainty != Certainty::Near || is_near_label(line));
        return found.map(alone);
    }
    if is_short && is_shouted(line) {
        let found = naming(line).filter(|naming| naming.certainty != Certainty::Near || is_near_label(line));
        return run_in(line).or_else(|| found.map(alone));
    }
    if is_short
        && let Some(found) = exact_naming(line)
        && is_ours(found.kind)
        && is_long_name(line)
    {
        return Some(alone(found));
    }
    run_in(line)
}

fn alone(naming: Naming) -> LabelLine {
    LabelLine { naming, is_alone: true }
}

fn is_ours(kind: &Kind) -> bool {
    kind.readers.are_ours()
}

/// Whether a line that nearly names a kind is a label: a few words, and not by a remark in brackets alone.
fn is_near_label(line: &str) -> bool {
    is_few_words(line)
        && !line.trim_end_matches([':', '：', ' ']).ends_with([')', '）', ']', '］', '】', '〕'])
}

fn is_few_words(line: &str) -> bool {
    line.split_whitespace().count() <= 6
}

/// The words between the marks of emphasis that a line begins with, and what follows them.
fn emphasised(line: &str) -> Option<(&str, &str)> {
    const MARKS: [(&str, &str); 8] = [
        ("***", "***"),
        ("**", "**"),
        ("__", "__"),
        ("*", "*"),
        ("_", "_"),
        ("<b>", "</b>"),
        ("<strong>", "</strong>"),
        ("<u>", "</u>"),
    ];
    let (open, close) = MARKS.into_iter().find(|(open, _)| line.starts_with(open))?;
    let (inner, rest) = line[open.len()..].split_once(close)?;
    let is_words = !inner.is_empty() && !inner.starts_with(' ') && inner.len() <= MAX_LABEL_BYTES;
    is_words.then_some((inner, rest))
}

fn emphasised_label(inner: &str, rest: &str) -> Option<LabelLine> {
    let is_whole = rest.trim_matches([' ', ':', '：', '.', '*', '_']).is_empty();
    if is_whole {
        return naming(inner).map(alone);
    }
    let found = naming(inner).filter(|naming| is_ours(naming.kind))?;
    let is_sure = found.certainty != Certainty::Near || is_few_words(inner);
    is_sure.then_some(LabelLine { naming: found, is_alone: false })
}

/// A name of a private kind with a colon or dash behind it, and the text behind that.
fn run_in(line: &str) -> Option<LabelLine> {
    let head_end =
        line.char_indices().map(|(at, _)| at).find(|&at| at > MAX_LABEL_BYTES / 2).unwrap_or(line.len());
    let head = &line[..head_end];
    let colon = head.find([':', '：']);
    let dash = [" - ", " – ", " — "].iter().filter_map(|dash| head.find(dash)).min();
    let end = match (colon, dash) {
        (Some(colon), Some(dash)) => colon.min(dash),
        (colon, dash) => colon.or(dash)?,
    };
    let words = &line[..end];
    if words.ends_with('\\') {
        return None;
    }
    let found = exact_naming(words).filter(|naming| is_ours(naming.kind))?;
    let is_sure = is_long_name(words) || is_shouted(words) || found.kind.name == "notes";
    is_sure.then_some(LabelLine { naming: found, is_alone: false })
}

/// Whether some words are in capitals.
fn is_shouted(words: &str) -> bool {
    let n_capitals = words.chars().filter(|c| c.is_uppercase()).count();
    n_capitals >= 2 && !words.chars().any(char::is_lowercase)
}

/// Whether a line that begins so may be a name in a frame or behind a sign.
fn is_frame(c: char) -> bool {
    matches!(
        c,
        '【' | '〔' | '《' | '〈' | '「' | '『' | '≪' | '[' | '［' | '(' | '（' | '＜' | '<' | '\u{25a0}'
            ..='\u{25ff}' | '・' | '•' | '※' | '★' | '☆'
    )
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
