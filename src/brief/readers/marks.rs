//! What portion marks leave of the readers of the words that bear them.

use crate::brief::readers::counting::mark_behind_number;
use crate::brief::{Block, FrontMatter, Inline, InlineContent, Paragraph, Readers, may_leave, portion_of};

/// What the mark that some words begin with leaves of their readers; nothing where they have none.
pub(super) fn mark_readers(inlines: &[Inline], front: &FrontMatter) -> Option<Readers> {
    let portion = portion_of(inlines).map(|(mark, _)| readers_of_mark(mark, front));
    portion.or_else(|| code_mark(inlines, front))
}

/// What the mark leaves that code begins with which some words begin with.
fn code_mark(inlines: &[Inline], front: &FrontMatter) -> Option<Readers> {
    let InlineContent::Code(words) = &inlines.first()?.content else { return None };
    let (_, mark, _) = mark_behind_number(words, front.marking.scheme)?;
    (!may_leave(mark, front.marking.scheme)).then_some(Readers::OURS)
}

fn readers_of_mark(mark: &str, front: &FrontMatter) -> Readers {
    if may_leave(mark, front.marking.scheme) { Readers::EVERYBODY } else { Readers::OURS }
}

/// Whether a paragraph is a mark and nothing else.
pub(super) fn is_mark_alone(inlines: &[Inline]) -> bool {
    let mut pieces = inlines.iter().filter(|inline| match &inline.content {
        InlineContent::Comment(_) | InlineContent::SoftBreak | InlineContent::HardBreak => false,
        InlineContent::Text(words) => !words.trim().is_empty(),
        _ => true,
    });
    // A whole sentence in brackets is for itself.
    let is_mark = |inline: &Inline| matches!(&inline.content, InlineContent::Portion(mark) if !mark.contains([':', '：']));
    pieces.next().is_some_and(is_mark) && pieces.all(is_mark)
}

/// What the mark leaves that the first paragraph of some blocks begins with.
pub(super) fn first_mark(blocks: &[Block], front: &FrontMatter) -> Option<Readers> {
    mark_readers(&first_paragraph(blocks)?.inlines, front)
}

pub(super) fn first_paragraph(blocks: &[Block]) -> Option<&Paragraph> {
    match blocks.iter().find(|block| !matches!(block, Block::Comment(_) | Block::Definition(_)))? {
        Block::Paragraph(paragraph) => Some(paragraph),
        _ => None,
    }
}
