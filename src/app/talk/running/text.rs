//! What the speaker may read on each slide, and what of it stands there for all to see.

use std::ops::Range;

use crate::app::talk::running::Talk;
use crate::app::talk::show::Show;
use crate::release::{Block, BlockContent, Inline, InlineContent};

impl Talk {
    /// What the speaker may read on a slide: the blocks of their copy that belong to it.
    pub fn blocks(&self, slide_idx: usize) -> &[Block] {
        let range = self.parts.get(slide_idx).cloned().unwrap_or(0..0);
        self.released.content().blocks.get(range).unwrap_or(&[])
    }

    /// What the speaker may read on a slide beyond what stands on it: what is to be said, asked and not conceded.
    pub fn blocks_to_say(&self, slide_idx: usize) -> Vec<&Block> {
        let is_title =
            |block: &Block| matches!(block.content, BlockContent::Heading { begins_slide: true, .. });
        let is_seen = |block: &Block| !block.is_private && self.on_slides.contains(&seen_alike(block));
        self.blocks(slide_idx).iter().filter(|block| !is_title(block) && !is_seen(block)).collect()
    }
}

/// A block without what copies differ in: the numbers of its notes, which each counts for itself, and the marks of its
/// portions, which only ours show.
pub(super) fn seen_alike(block: &Block) -> Block {
    let mut block = block.clone();
    let each = |blocks: &mut Vec<Block>| *blocks = blocks.iter().map(seen_alike).collect();
    match &mut block.content {
        BlockContent::Paragraph(inlines) | BlockContent::Numbered { inlines, .. } => drop_own(inlines),
        BlockContent::List { items, .. } => items.iter_mut().for_each(|item| each(&mut item.blocks)),
        BlockContent::Quote(blocks) | BlockContent::Callout { blocks, .. } => each(blocks),
        BlockContent::Columns(columns) => columns.iter_mut().for_each(each),
        BlockContent::Table { head, rows, .. } => {
            head.iter_mut().chain(rows.iter_mut().flatten()).for_each(drop_own);
        }
        BlockContent::Heading { .. }
        | BlockContent::Panel { .. }
        | BlockContent::Code { .. }
        | BlockContent::Chart(_)
        | BlockContent::Picture(_)
        | BlockContent::Break
        | BlockContent::Page
        | BlockContent::Rule => {}
    }
    block
}

fn drop_own(inlines: &mut Vec<Inline>) {
    let is_own =
        |inline: &Inline| matches!(inline.content, InlineContent::Ref(_) | InlineContent::Portion(_));
    let begins_with_mark = inlines.first().is_some_and(is_own);
    inlines.retain(|inline| !is_own(inline));
    if begins_with_mark && let Some(Inline { content: InlineContent::Text(words), .. }) = inlines.first_mut()
    {
        *words = words.trim_start().to_owned();
    }
    for inline in inlines {
        if let InlineContent::Emphasis(children)
        | InlineContent::Strong(children)
        | InlineContent::Link { children, .. }
        | InlineContent::Styled { children, .. } = &mut inline.content
        {
            drop_own(children);
        }
    }
}

/// The blocks of each slide, by the bytes they came from.
pub(super) fn ranges(blocks: &[Block], show: &Show) -> Vec<Range<usize>> {
    let starts: Vec<usize> = {
        let mut starts: Vec<usize> = Vec::new();
        for stop in show.stops() {
            if stop.place.slide_idx >= starts.len() {
                starts.push(stop.place.start.unwrap_or(0));
            }
        }
        starts
    };
    let first_block = |start: usize| blocks.partition_point(|block| block.span.start < start);
    let ends = starts.iter().skip(1).map(|&start| first_block(start)).chain([blocks.len()]);
    starts.iter().map(|&start| first_block(start)).zip(ends).map(|(from, to)| from..to.max(from)).collect()
}
