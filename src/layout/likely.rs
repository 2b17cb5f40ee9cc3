//! In which size the text of a slide is likely to fit: where Typst looks first.

use crate::layout::chart::{Room, as_f64, n_lines};
use crate::layout::compose::{LEAST_TEXT_PT, height_of};
use crate::release::{Block, BlockContent, Inline, InlineContent, text_in_lines};

/// The type size in which text is likely to fill its room, in points: where Typst looks first for the largest that
/// fits. A wrong guess costs time and changes nothing.
pub(super) fn likely_size_pt(blocks: &[Block], room: Room) -> f64 {
    const SIZES_PT: [f64; 7] = [40.0, 36.0, 33.0, 30.0, 28.0, 26.0, LEAST_TEXT_PT];
    let height =
        |size: f64| blocks.iter().map(|block| likely_height(block, room.width / size)).sum::<f64>() * size;
    let share = |size: f64| if size > 28.0 { 0.84 } else { 0.92 };
    let fits = |size: &f64| height(*size) <= room.height * share(*size);
    SIZES_PT.into_iter().find(fits).unwrap_or(LEAST_TEXT_PT)
}

/// The height of any block in ems, in lines of so many ems.
fn likely_height(block: &Block, width: f64) -> f64 {
    const ROW: f64 = 1.9;
    let all = |blocks: &[Block], width: f64| {
        blocks.iter().map(|block| likely_height(block, width.max(1.0))).sum::<f64>()
    };
    match &block.content {
        BlockContent::Table { head, rows, .. } => {
            let column = width / as_f64(head.len().max(1)) - 1.0;
            let lines = |cell: &Vec<Inline>| n_lines(&text_in_lines(cell), column.max(1.0), false);
            let row = |cells: &Vec<Vec<Inline>>| cells.iter().map(lines).max().unwrap_or(1).saturating_sub(1);
            let more = rows.iter().chain([head]).map(row).sum::<usize>();
            as_f64(rows.len() + 1) * ROW + as_f64(more) * 1.25 + 1.5
        }
        BlockContent::Quote(inner) | BlockContent::Callout { blocks: inner, .. } => all(inner, width - 1.2),
        BlockContent::Panel { blocks: inner, .. } => all(inner, width - 2.0) + 3.0,
        BlockContent::Columns(columns) => {
            columns.iter().map(|column| all(column, width / as_f64(columns.len()))).fold(0.0, f64::max)
        }
        _ => height_of(block, width),
    }
}

/// Whether blocks grow as a whole with their type: nothing in them has a height of its own.
pub(super) fn scales(blocks: &[Block]) -> bool {
    let is_text = |inlines: &[Inline]| !inlines.iter().any(holds_picture);
    blocks.iter().all(|block| match &block.content {
        BlockContent::Paragraph(inlines)
        | BlockContent::Numbered { inlines, .. }
        | BlockContent::Heading { inlines, .. } => is_text(inlines),
        BlockContent::Table { head, rows, .. } => {
            rows.iter().chain([head]).flatten().all(|cell| is_text(cell))
        }
        BlockContent::List { items, .. } => items.iter().all(|item| scales(&item.blocks)),
        BlockContent::Quote(inner) | BlockContent::Callout { blocks: inner, .. } => scales(inner),
        BlockContent::Panel { title, blocks, .. } => is_text(title) && scales(blocks),
        BlockContent::Columns(columns) => columns.iter().all(|column| scales(column)),
        _ => false,
    })
}

pub(super) fn holds_picture(inline: &Inline) -> bool {
    matches!(inline.content, InlineContent::Picture(_)) || inline.content.children().iter().any(holds_picture)
}
