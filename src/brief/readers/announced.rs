//! What a paragraph or a list says of the blocks below it.

use crate::brief::{Block, Inline, InlineContent, Item, Kind, List, Paragraph, Readers, portion_of};

/// A paragraph that is kept, and with it what it introduces.
#[derive(Clone, Copy, Debug)]
pub(super) struct Announced {
    pub readers: Readers,
    pub end: usize,
    pub ends_in_colon: bool,
}

impl Announced {
    /// Whether a block belongs to it: a list, quotation or numbered line right below it, or a list that it announces.
    pub fn holds(&self, text: &str, block: &Block) -> bool {
        let is_list = matches!(block, Block::List(_));
        (is_list && self.ends_in_colon) || (may_belong(block) && is_right_below(text, self.end, block))
    }
}

/// Whether a block right below a paragraph may be a part of what it says.
pub(in crate::brief) fn may_belong(block: &Block) -> bool {
    match block {
        Block::List(_) | Block::Quote(_) => true,
        Block::Paragraph(paragraph) => paragraph.numbering.is_some(),
        _ => false,
    }
}

/// Whether a block begins on the line below what ends at byte `end`.
pub(in crate::brief) fn is_right_below(text: &str, end: usize, block: &Block) -> bool {
    let above = text.get(..end).map_or(end, |above| above.trim_end().len());
    let between = text.get(above..block.span().start.max(above)).unwrap_or("");
    between.matches('\n').count() == 1
}

/// Whether a mark or a name before its words keeps a paragraph, or a mark in its last sentence what it ends in.
pub(in crate::brief) fn keeps_what_follows(paragraph: &Paragraph) -> bool {
    let is_run_in = paragraph.label.is_some_and(|label| !label.is_alone);
    is_run_in || kept_at_end(&paragraph.inlines).is_some() || portion_of(&paragraph.inlines).is_some()
}

/// Who may read what follows some words, if a mark within them keeps what they end in.
pub(super) fn kept_at_end(inlines: &[Inline]) -> Option<Readers> {
    matches!(inlines.last()?.content, InlineContent::Sentence(_)).then_some(Readers::OURS)
}

/// A list whose last item is nothing but the name of a kind, as numbered headings come out of a word processor.
pub(super) struct NamingList {
    start: Option<u64>,
    n_items: u64,
}

impl NamingList {
    pub fn new(list: &List) -> Self {
        Self { start: list.start, n_items: list.items.len() as u64 }
    }

    /// Whether a list goes on counting, so that its item is the next heading.
    pub fn is_ended_by(&self, block: &Block) -> bool {
        let Block::List(list) = block else { return false };
        match (self.start, list.start) {
            (Some(start), Some(next)) => next == start + self.n_items,
            (None, None) => list.items.len() == 1 && is_bold_alone(&list.items[0]),
            _ => false,
        }
    }
}

fn is_bold_alone(item: &Item) -> bool {
    match item.blocks.as_slice() {
        [Block::Paragraph(paragraph)] => {
            matches!(paragraph.inlines.as_slice(), [Inline { content: InlineContent::Strong(_), .. }])
        }
        _ => false,
    }
}

/// The kind that the last item of a list names, if it does nothing else.
pub(super) fn kind_named_last(list: &List) -> Option<&'static Kind> {
    match list.items.last()?.blocks.as_slice() {
        [Block::Paragraph(Paragraph { label: Some(label), .. })] if label.is_alone => Some(label.kind),
        _ => None,
    }
}
