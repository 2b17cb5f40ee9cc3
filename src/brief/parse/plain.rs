//! What becomes of names where somebody says that all is ordinary text: `::: text`.

use crate::brief::Block;
use crate::text::{Diagnostic, Span};

/// Takes from headings and lines the kind that they seem to name: somebody said that they are ordinary text.
pub(super) fn read_as_text(blocks: &mut [Block], span: Span, diagnostics: &mut Vec<Diagnostic>) {
    let is_changed = blocks.iter_mut().fold(false, |is_changed, block| take_names(block) || is_changed);
    if !is_changed {
        return;
    }
    diagnostics.retain(|found| !(matches!(found.code, "label" | "named-kind") && span.contains(found.span)));
}

/// Takes the names off a block and what it holds, as far as no other kind holds it; returns whether it had any.
fn take_names(block: &mut Block) -> bool {
    match block {
        Block::Paragraph(paragraph) => paragraph.label.take().is_some(),
        Block::Heading(heading) => {
            heading.is_near = false;
            heading.kind.take().is_some()
        }
        Block::Table(table) => {
            let cells = table.head.iter_mut().chain(table.rows.iter_mut().flatten());
            cells.fold(false, |had, cell| cell.label.take().is_some() || had)
        }
        Block::List(list) => {
            let blocks = list.items.iter_mut().flat_map(|item| &mut item.blocks);
            blocks.fold(false, |had, block| take_names(block) || had)
        }
        Block::Quote(quote) => quote.blocks.iter_mut().fold(false, |had, block| take_names(block) || had),
        _ => false,
    }
}
