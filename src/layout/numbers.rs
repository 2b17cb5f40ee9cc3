//! The numbers of notes in a text, changed or taken off.

use crate::release::{Block, BlockContent, Inline, InlineContent};

/// Blocks whose references have the numbers that `number` gives them; those without one are taken off.
pub(super) fn renumbered(blocks: &[Block], number: &dyn Fn(usize) -> Option<usize>) -> Vec<Block> {
    let mut blocks = blocks.to_vec();
    blocks.iter_mut().for_each(|block| renumber_block(block, number));
    blocks
}

fn renumber_block(block: &mut Block, number: &dyn Fn(usize) -> Option<usize>) {
    let all = |blocks: &mut Vec<Block>| blocks.iter_mut().for_each(|block| renumber_block(block, number));
    match &mut block.content {
        BlockContent::Heading { inlines, .. } | BlockContent::Paragraph(inlines) => {
            renumber_inlines(inlines, number);
        }
        BlockContent::List { items, .. } => items.iter_mut().for_each(|item| all(&mut item.blocks)),
        BlockContent::Quote(blocks) | BlockContent::Callout { blocks, .. } => all(blocks),
        BlockContent::Panel { title, blocks, .. } => {
            all(blocks);
            renumber_inlines(title, number);
        }
        BlockContent::Table { head, rows, .. } => {
            let cells = head.iter_mut().chain(rows.iter_mut().flatten());
            cells.for_each(|cell| renumber_inlines(cell, number));
        }
        BlockContent::Columns(columns) => columns.iter_mut().for_each(all),
        BlockContent::Code { .. }
        | BlockContent::Chart(_)
        | BlockContent::Picture(_)
        | BlockContent::Break
        | BlockContent::Rule => {}
    }
}

fn renumber_inlines(inlines: &mut Vec<Inline>, number: &dyn Fn(usize) -> Option<usize>) {
    inlines.retain_mut(|inline| match &mut inline.content {
        InlineContent::Ref(reference) => match number(*reference) {
            Some(number) => {
                *reference = number;
                true
            }
            None => false,
        },
        InlineContent::Emphasis(children)
        | InlineContent::Strong(children)
        | InlineContent::Strikethrough(children)
        | InlineContent::Link { children, .. } => {
            renumber_inlines(children, number);
            true
        }
        InlineContent::Text(_)
        | InlineContent::Code(_)
        | InlineContent::Picture(_)
        | InlineContent::Portion(_)
        | InlineContent::Private(_)
        | InlineContent::SoftBreak
        | InlineContent::HardBreak => true,
    });
}
