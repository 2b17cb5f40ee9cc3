//! Captions and notices that say of a table, chart or picture beside them that it stays, and notes below a table that
//! say so of some of its rows: `Table 2: Red lines`, `This table is not for them.`, `¹ Internal only.`

use std::ops::Range;

use crate::brief::readers::announced::is_captioned;
use crate::brief::readers::flow::is_passed_over;
use crate::brief::readers::fold::fold_name;
use crate::brief::readers::forbidding::is_plain_notice;
use crate::brief::readers::marks::is_mark_alone;
use crate::brief::readers::naming::{Certainty, exact_naming, is_ours, naming};
use crate::brief::readers::phrase::begins_forbidding;
use crate::brief::readers::portion::is_keeping_word;
use crate::brief::readers::run_in::{handling_naming, names_private};
use crate::brief::{Block, Inline, InlineContent, Paragraph, Readers, inline_text};

/// The longest line that is read as a caption or notice, in bytes.
const MAX_LINE_BYTES: usize = 200;

/// How many paragraphs below a table are looked at for its notes.
const MAX_NOTES: usize = 4;

/// The signs that a note below a table begins with, and a cell ends in.
const SIGNS: &str = "*＊†‡§¹²³⁴⁵⁶⁷⁸⁹※#";

/// What stands beside each other and is kept for a caption or notice: the places of both, and what the words leave of
/// their readers.
pub fn kept_by_captions(blocks: &[Block]) -> Vec<(Range<usize>, Readers)> {
    let mut kept = Vec::new();
    for (idx, block) in blocks.iter().enumerate() {
        if !is_exhibit(block) {
            continue;
        }
        let above = blocks[..idx].iter().rposition(|block| !is_passed_over(block));
        let below = blocks[idx + 1..].iter().position(|block| !is_passed_over(block)).map(|at| idx + 1 + at);
        let paragraph = |at: usize| match &blocks[at] {
            Block::Paragraph(paragraph) if paragraph.span.len() <= MAX_LINE_BYTES => Some(paragraph),
            _ => None,
        };
        if let Some((at, readers)) = above.and_then(|at| Some((at, caption_readers(paragraph(at)?)?))) {
            kept.push((at..idx + 1, readers));
        }
        let is_of_rows = || matches!(block, Block::Table(_)) && !private_signs(&blocks[idx..]).is_empty();
        if let Some((at, readers)) = below.and_then(|at| Some((at, readers_below(paragraph(at)?)?)))
            && !is_of_rows()
        {
            kept.push((idx..at + 1, readers));
        }
    }
    kept
}

/// Whether a block is one that a caption or notice beside it speaks of: a table, a chart, a picture, code.
fn is_exhibit(block: &Block) -> bool {
    is_captioned(block) && !matches!(block, Block::List(_))
}

/// Whether the last of some blocks is a note or notice that says something of the table or picture above it, and nothing of
/// what follows it.
pub(in crate::brief) fn is_note_above(blocks: &[Block]) -> bool {
    let Some((Block::Paragraph(paragraph), above)) = blocks.split_last() else { return false };
    let is_below = || {
        let above = above.iter().rfind(|block| !is_passed_over(block));
        above.is_some_and(is_exhibit)
    };
    let is_note = || inline_text(&paragraph.inlines).trim_start().starts_with(|c| SIGNS.contains(c));
    paragraph.span.len() <= MAX_LINE_BYTES
        && is_below()
        && !is_mark_alone(&paragraph.inlines)
        && (is_note() || is_private_notice(paragraph))
}

/// The signs in the cells of the table that some blocks begin with whose notes below it say that they stay.
pub(super) fn private_signs(blocks: &[Block]) -> Vec<char> {
    let Some((Block::Table(table), below)) = blocks.split_first() else { return Vec::new() };
    let sign_of = |block: &Block| match block {
        Block::Paragraph(paragraph) if paragraph.span.len() <= MAX_LINE_BYTES => {
            let words = inline_text(&paragraph.inlines);
            let sign = words.trim_start().chars().next().filter(|c| SIGNS.contains(*c))?;
            let note =
                words.trim_start().trim_start_matches(sign).trim_start_matches(['\\', ' ', '\u{3000}']);
            Some((sign, is_plainly_private(note)))
        }
        _ => None,
    };
    let notes = below.iter().filter(|block| !is_passed_over(block)).take(MAX_NOTES).filter_map(sign_of);
    let cells = || table.rows.iter().flatten();
    let is_used = |sign: char| cells().any(|cell| ends_in_sign(&cell.inlines, sign));
    notes.filter(|&(sign, is_kept)| is_kept && is_used(sign)).map(|(sign, _)| sign).collect()
}

/// Whether the words of a cell end in the sign of a note.
pub(super) fn ends_in_sign(inlines: &[Inline], sign: char) -> bool {
    inline_text(inlines).trim_end().ends_with(sign)
}

/// What the words below a table or picture leave of its readers.
fn readers_below(paragraph: &Paragraph) -> Option<Readers> {
    let is_notice = || is_mark_alone(&paragraph.inlines) || is_private_notice(paragraph);
    caption_readers(paragraph).or_else(|| is_notice().then_some(Readers::OURS))
}

/// What a caption leaves of the readers of what it stands at: a paragraph that is one by the words it begins with.
fn caption_readers(paragraph: &Paragraph) -> Option<Readers> {
    let words = inline_text(&paragraph.inlines);
    let words = caption_words(words.trim())?;
    let named = exact_naming(words).or_else(|| naming(words)).filter(|named| is_ours(named.kind));
    let named = named.filter(|named| named.certainty != Certainty::Near || is_private(words));
    named.map(|named| named.kind.readers).or_else(|| is_private(words).then_some(Readers::OURS))
}

/// The words of a caption behind what says that it is one: `Table 2: `, `表１　`, and in Pandoc a colon alone.
fn caption_words(line: &str) -> Option<&str> {
    const HEADS: [&str; 9] = ["table", "tab.", "chart", "figure", "fig.", "box", "表", "図", "別表"];
    let line = line.trim_start_matches(['*', '_']);
    let behind = if let Some(behind) = line.strip_prefix([':', '：']) {
        behind
    } else {
        let head = HEADS
            .iter()
            .find(|head| line.get(..head.len()).is_some_and(|start| start.eq_ignore_ascii_case(head)))?;
        let rest = &line[head.len()..];
        let counted = rest.trim_start_matches(|c: char| {
            c.is_numeric() || matches!(c, ' ' | '-' | '－' | '一' | '二' | '三' | '四' | '五')
        });
        let behind = counted.trim_start_matches([':', '：', '.', '．', '–', '—', '\u{3000}', ')', '）', '|']);
        // A sentence that begins with the word is no caption.
        (behind.len() < rest.len() && (behind.len() < counted.len() || !head.is_ascii())).then_some(behind)?
    };
    let words = behind.trim();
    let bare = words.find(" {").filter(|_| words.ends_with('}')).map_or(words, |at| words[..at].trim_end());
    Some(bare.trim_end_matches(['*', '_']))
}

/// Whether a paragraph says of what stands above it that it stays: in italics or brackets, or by naming it.
fn is_private_notice(paragraph: &Paragraph) -> bool {
    /// Folded, as words lose the sign of the plural.
    const ABOVE: [&str; 12] = [
        "thi table",
        "the table",
        "table above",
        "above table",
        "thi chart",
        "the chart",
        "thi figure",
        "thi picture",
        "figure above",
        "thi slide",
        "thi map",
        "the above",
    ];
    const ABOVE_JA: [&str; 8] = ["本表", "上表", "上記", "本図", "上図", "この表", "この図", "同表"];
    let words = inline_text(&paragraph.inlines);
    let words = words.trim();
    let is_emphasised = matches!(
        paragraph.inlines.first().map(|inline| &inline.content),
        Some(InlineContent::Emphasis(_) | InlineContent::Strong(_))
    );
    let is_set_off =
        is_emphasised && paragraph.inlines.len() == 1 || words.starts_with(['(', '（', '[', '［', '※', '【']);
    let clause = words.split(['.', ';', '。']).next().unwrap_or(words);
    if is_keeping_word(clause) || handling_naming(clause).is_some() {
        return true;
    }
    if is_set_off && is_plainly_private(words) {
        return true;
    }
    let folded = fold_name(words);
    let is_of_above = ABOVE.iter().any(|above| folded.starts_with(above));
    let is_japanese = ABOVE_JA.iter().any(|above| words.contains(above));
    (is_of_above && is_plain_notice(&folded))
        || (names_above(&folded) && begins_forbidding(words))
        || (is_japanese && says_in_japanese(words))
}

/// Whether folded words speak of what stands right beside them.
fn names_above(folded: &str) -> bool {
    ["thi table", "thi chart", "thi figure", "thi picture", "thi map"]
        .iter()
        .any(|name| folded.contains(name))
}

/// Whether a clause of a Japanese sentence is a mark: `本表は部内限り。`
fn says_in_japanese(words: &str) -> bool {
    let clauses = words.split(['は', 'を', 'も', '、', '。', '（', '）', '：', '　', ' ']);
    clauses.map(|clause| clause.trim_end_matches("とする").trim_end_matches("です")).any(is_keeping_word)
        || begins_forbidding(words)
}

/// Whether some words are the name of what stays or begin with it, or say so of what they stand beside.
fn is_private(words: &str) -> bool {
    // A note below a table is nearly always one on its figures.
    let named = names_private(first_clause(words)).filter(|kind| is_ours(kind) && kind.name != "notes");
    named.is_some() || is_plainly_private(words)
}

/// Whether some words are the name of what stays and nothing else, or say so of what they stand beside.
fn is_plainly_private(words: &str) -> bool {
    let clause = first_clause(words);
    if clause.is_empty() {
        return false;
    }
    let named = exact_naming(clause).filter(|named| is_ours(named.kind) && named.kind.name != "notes");
    named.is_some()
        || is_keeping_word(clause)
        || handling_naming(clause).is_some()
        || (words.is_ascii() && begins_forbidding(clause))
        || (!words.is_ascii() && says_in_japanese(words))
}

/// The words up to the first stop, without what stands around them.
fn first_clause(words: &str) -> &str {
    let is_around =
        |c: char| c.is_whitespace() || matches!(c, '*' | '_' | '(' | ')' | '（' | '）' | '[' | ']' | '※');
    let words = words.trim_matches(is_around);
    words.split(['.', ';', '。']).next().unwrap_or(words).trim()
}
