//! Lists, quotations and frames that lie too deep to be set in any further: what they hold stands below each other.

use crate::layout::inline::write_inlines;
use crate::layout::source::Writer;
use crate::layout::style::Style;
use crate::release::{Block, BlockContent, Inline, Item};
use crate::text::Span;

/// Writes blocks one after the other.
type WriteBlocks = fn(&mut Writer, &[Block], Style);

/// Writes what a block holds without setting it in; false for a block that sets nothing in.
pub(super) fn write_deep(writer: &mut Writer, block: &Block, style: Style, inner: WriteBlocks) -> bool {
    match &block.content {
        BlockContent::List { start, items, .. } => write_list(writer, *start, items, (style, inner)),
        BlockContent::Quote(blocks) => inner(writer, blocks, style),
        BlockContent::Columns(columns) => columns.iter().for_each(|column| inner(writer, column, style)),
        BlockContent::Callout { label, blocks } => {
            write_label(writer, Some(label), &[], style);
            inner(writer, blocks, style);
        }
        BlockContent::Panel { label, title, blocks, .. } => {
            write_label(writer, label.as_ref(), title, style);
            inner(writer, blocks, style);
        }
        _ => return false,
    }
    true
}

/// Writes a list; each item begins with its sign or number.
fn write_list(writer: &mut Writer, start: Option<u64>, items: &[Item], (style, inner): (Style, WriteBlocks)) {
    for (item, number) in items.iter().zip(start.unwrap_or(0)..) {
        let label = match (item.done, start) {
            (Some(true), _) => "[x]".to_owned(),
            (Some(false), _) => "[ ]".to_owned(),
            (None, Some(_)) => format!("{number}."),
            (None, None) => "•".to_owned(),
        };
        writer.code("#numbered(0, ");
        writer.own_content(&label);
        writer.code(")[");
        let rest = match item.blocks.as_slice() {
            [Block { content: BlockContent::Paragraph(inlines), .. }, rest @ ..] => {
                write_inlines(writer, inlines, style);
                rest
            }
            blocks => blocks,
        };
        writer.code("]\n");
        inner(writer, rest, style);
    }
}

/// Writes the label and the title of a frame above what it holds.
fn write_label(writer: &mut Writer, label: Option<&String>, title: &[Inline], style: Style) {
    if label.is_none() && title.is_empty() {
        return;
    }
    writer.code("#par-block(strong[");
    label.iter().for_each(|label| writer.words(label, Span::default()));
    writer.code(if label.is_some() && !title.is_empty() { " – " } else { "" });
    write_inlines(writer, title, style);
    writer.code("])\n");
}
