//! Captions and notices that say of a table, chart or picture beside them that it stays: `Table 2: Red lines`, `This
//! table is not for them.`

use std::ops::Range;

use crate::brief::readers::announced::is_captioned;
use crate::brief::readers::flow::is_passed_over;
use crate::brief::readers::fold::fold_name;
use crate::brief::readers::forbidding::is_plain_notice;
use crate::brief::readers::frame::remark_at_end;
use crate::brief::readers::marks::is_mark_alone;
use crate::brief::readers::naming::{Certainty, exact_naming, is_ours, naming};
use crate::brief::readers::note_signs::{SIGNS, kept_signs};
use crate::brief::readers::notice::{
    MAX_LINE_BYTES, is_handling_line, is_plainly_private, is_private, says_in_japanese,
};
use crate::brief::readers::phrase::begins_forbidding;
use crate::brief::readers::portion::is_keeping_word;
use crate::brief::readers::run_in::handling_naming;
use crate::brief::{Block, InlineContent, Paragraph, Readers, inline_text, portion_of};

/// What Japanese notices call a table or picture beside them.
const BESIDE_JA: [&str; 11] =
    ["本表", "上表", "上記", "本図", "上図", "この表", "この図", "同表", "下表", "次の表", "次表"];

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
        if let Some((at, readers)) = above.and_then(|at| Some((at, readers_above(paragraph(at)?)?))) {
            kept.push((at..idx + 1, readers));
        }
        let is_of_rows = || !kept_signs(&blocks[idx..]).is_empty();
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

/// What the words above a table or picture leave of its readers.
fn readers_above(paragraph: &Paragraph) -> Option<Readers> {
    let is_notice = || {
        let words = inline_text(&paragraph.inlines);
        let folded = fold_name(&words);
        (names_exhibit(&folded) && is_plain_notice(&folded))
            || (BESIDE_JA.iter().any(|beside| words.contains(beside)) && says_in_japanese(&words))
    };
    caption_readers(paragraph).or_else(|| is_notice().then_some(Readers::OURS))
}

/// What the words below a table or picture leave of its readers.
fn readers_below(paragraph: &Paragraph) -> Option<Readers> {
    // `Internal. Do not hand over.` begins with a mark, which is none of the words.
    let is_marked =
        || portion_of(&paragraph.inlines).is_some() && is_handling_line(&inline_text(&paragraph.inlines));
    let is_notice = || is_mark_alone(&paragraph.inlines) || is_private_notice(paragraph) || is_marked();
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

/// The words of a caption behind what says that it is one: `Table 2: `, `Exhibit A – `, `表１　`, and in Pandoc a colon
/// alone; or before it: `Red lines (Table 2)`.
fn caption_words(line: &str) -> Option<&str> {
    let line = line.trim_start_matches(['*', '_']);
    let behind = line.strip_prefix([':', '：']).or_else(|| behind_number(line));
    let words = if let Some(behind) = behind {
        behind.trim()
    } else {
        let (before, number) = remark_at_end(line.trim_end_matches(['*', '_', ':', '.']))?;
        behind_number(&format!("{number}:"))?;
        before
    };
    let bare = words.find(" {").filter(|_| words.ends_with('}')).map_or(words, |at| words[..at].trim_end());
    Some(bare.trim_end_matches(['*', '_']))
}

/// The words behind the name and number of a table or picture; those of a sentence that begins so are none.
fn behind_number(line: &str) -> Option<&str> {
    const HEADS: [&str; 15] = [
        "table",
        "tab.",
        "chart",
        "figure",
        "fig.",
        "box",
        "exhibit",
        "graph",
        "map",
        "diagram",
        "annex table",
        "表",
        "図",
        "別表",
        "別図",
    ];
    /// The longest number: `VIII`, `12a`.
    const MAX_NUMBER: usize = 4;
    let is_sign = |c: char| matches!(c, ':' | '：' | '.' | '．' | '–' | '—' | '\u{3000}' | ')' | '）' | '|');
    let head = HEADS
        .iter()
        .find(|head| line.get(..head.len()).is_some_and(|start| start.eq_ignore_ascii_case(head)))?;
    let rest = &line[head.len()..];
    let is_japanese = !head.is_ascii();
    if rest.starts_with(char::is_alphabetic) && !is_japanese {
        return None;
    }
    let number = rest.trim_start();
    let is_counting = |c: char| {
        c.is_numeric()
            || matches!(c, '-' | '－' | '一' | '二' | '三' | '四' | '五')
            || c.is_ascii_alphanumeric()
    };
    let end = number.find(|c: char| !is_counting(c)).unwrap_or(number.len());
    let is_number = end <= MAX_NUMBER * '一'.len_utf8()
        && (number[..end].contains(|c: char| !c.is_ascii_alphabetic())
            || number[..end].chars().all(|c| "IVXivx".contains(c))
            || end == 1);
    let behind = if is_number { number[end..].trim_start_matches(' ') } else { number };
    let words = behind.trim_start_matches(is_sign);
    // Without a sign the words may be those of a sentence.
    let is_apart = words.len() < behind.len() || (is_japanese && is_number && end > 0);
    is_apart.then_some(words)
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
    let words = inline_text(&paragraph.inlines);
    let words = words.trim();
    let is_emphasised = matches!(
        paragraph.inlines.first().map(|inline| &inline.content),
        Some(InlineContent::Emphasis(_) | InlineContent::Strong(_))
    );
    let is_set_off =
        is_emphasised && paragraph.inlines.len() == 1 || words.starts_with(['(', '（', '[', '［', '※', '【']);
    // `Source: Embassy. For internal use only.`
    let is_handling = |clause: &str| is_keeping_word(clause) || handling_naming(clause).is_some();
    if words.split(['.', ';', '。']).map(str::trim).filter(|clause| !clause.is_empty()).any(is_handling) {
        return true;
    }
    if is_set_off && is_plainly_private(words) {
        return true;
    }
    let folded = fold_name(words);
    let is_of_above = ABOVE.iter().any(|above| folded.starts_with(above));
    let is_japanese = BESIDE_JA.iter().any(|above| words.contains(above));
    (is_of_above && is_plain_notice(&folded))
        || (names_exhibit(&folded) && begins_forbidding(words))
        || (is_japanese && says_in_japanese(words))
}

/// Whether folded words speak of a table or picture right beside them.
fn names_exhibit(folded: &str) -> bool {
    const NAMES: [&str; 10] = [
        "thi table",
        "thi chart",
        "thi figure",
        "thi picture",
        "thi map",
        "the table below",
        "the following table",
        "the table above",
        "the chart below",
        "the figure below",
    ];
    NAMES.iter().any(|name| folded.contains(name))
}
