//! What the last words of a paragraph, point or section say of all that stands above them in it: a mark on the last line,
//! `This is confidential.` at the end, `(internal)` below the last paragraph.

use crate::brief::readers::flow::is_passed_over;
use crate::brief::readers::marks::is_mark_alone;
use crate::brief::readers::notice::is_handling_line;
use crate::brief::{
    Block, FrontMatter, Inline, InlineContent, Paragraph, inline_text, may_leave, portion_of,
};

/// The longest sentence or line that is read so, in bytes.
const MAX_BYTES: usize = 100;

/// Whether the last line or the last sentence of a paragraph, of several, does nothing but say how to handle it.
pub fn closes(inlines: &[Inline]) -> bool {
    let is_break =
        |inline: &Inline| matches!(inline.content, InlineContent::SoftBreak | InlineContent::HardBreak);
    if let Some(at) = inlines.iter().rposition(is_break).filter(|at| *at > 0) {
        let last = &inlines[at + 1..];
        if is_comment_on_handling(last) || (is_short(last) && is_handling_line(&inline_text(last))) {
            return true;
        }
    }
    is_comment_on_handling(&inlines[inlines.len().saturating_sub(1)..]) && inlines.len() > 1
        || last_sentence(inlines).is_some_and(|last| is_sentence_on_handling(&last))
}

fn is_short(inlines: &[Inline]) -> bool {
    let span = inlines.first().zip(inlines.last()).map(|(first, last)| last.span.end - first.span.start);
    span.is_some_and(|len| len <= MAX_BYTES)
}

/// Whether inlines are one comment that does nothing but say how to handle what it stands at.
fn is_comment_on_handling(inlines: &[Inline]) -> bool {
    matches!(inlines, [Inline { content: InlineContent::Comment(words), .. }] if is_handling_line(words.trim()))
}

/// The last of several sentences.
fn last_sentence(inlines: &[Inline]) -> Option<String> {
    let InlineContent::Text(words) = &inlines.last()?.content else { return None };
    let bare = words.trim_end().trim_end_matches(['.', '。', '!']);
    let start = bare.floor_char_boundary(bare.len().saturating_sub(MAX_BYTES));
    let at = bare[start..].rfind(['.', '。', '!', '?'])?;
    Some(bare[start + at..].trim_start_matches(['.', '。', '!', '?', ' ']).to_owned())
}

/// Whether a sentence says of what it stands at that it is internal, with a verb, as a mark has none.
fn is_sentence_on_handling(sentence: &str) -> bool {
    const BEGINNINGS: [&str; 7] = ["this", "please", "keep", "it ", "these", "treat", "do not"];
    let lower = sentence.get(..sentence.floor_char_boundary(8)).unwrap_or("").to_ascii_lowercase();
    let begins = BEGINNINGS.iter().any(|beginning| lower.starts_with(beginning));
    let begins_in_japanese =
        || ["これ", "この", "本項", "本件", "以上", "上記"].iter().any(|it| sentence.starts_with(it));
    (begins || (!sentence.is_ascii() && begins_in_japanese())) && is_handling_line(sentence)
}

/// Whether the last of some blocks that stand below each other, of several, does nothing but say how to handle those above
/// it; given those up to the next heading or the end of what holds them.
pub(super) fn is_closing(block: &Block, front: &FrontMatter) -> bool {
    match block {
        Block::Paragraph(paragraph) => is_on_handling(paragraph, front),
        Block::List(list) => match list.items.as_slice() {
            [only] => {
                matches!(only.blocks.as_slice(), [Block::Paragraph(words)] if is_on_handling(words, front))
            }
            _ => false,
        },
        _ => false,
    }
}

fn is_on_handling(paragraph: &Paragraph, front: &FrontMatter) -> bool {
    if paragraph.span.len() > MAX_BYTES {
        return false;
    }
    if is_mark_alone(&paragraph.inlines) {
        let mark = portion_of(&paragraph.inlines);
        return mark.is_some_and(|(mark, _)| !may_leave(mark, front.marking.scheme));
    }
    // What begins with a mark is the mark and what it is for.
    portion_of(&paragraph.inlines).is_none() && is_handling_line(&inline_text(&paragraph.inlines))
}

/// The places among some blocks of those that keep what stands above them: the last before a heading, a break or the end.
pub fn closing_blocks(blocks: &[Block], front: &FrontMatter) -> Vec<usize> {
    let is_end = |block: &Block| matches!(block, Block::Heading(_) | Block::Break(_));
    let mut closing = Vec::new();
    let mut n_above = 0;
    for (idx, block) in blocks.iter().enumerate() {
        if is_end(block) {
            n_above = 0;
            continue;
        }
        if is_passed_over(block) {
            continue;
        }
        let is_last = || blocks[idx + 1..].iter().find(|block| !is_passed_over(block)).is_none_or(is_end);
        if n_above > 0 && is_last() && is_closing(block, front) {
            closing.push(idx);
        }
        n_above += 1;
    }
    closing
}
