//! What becomes of names where somebody says that all is ordinary text: `::: text`.

use crate::brief::{Block, Inline, InlineContent};
use crate::text::{Diagnostic, Span};

/// Takes from headings, lines and cells the kind that they seem to name.
pub(super) fn read_as_text(blocks: &mut [Block], span: Span, diagnostics: &mut Vec<Diagnostic>) {
    let n_taken: usize = blocks.iter_mut().map(take_names).sum();
    if n_taken > 0 {
        diagnostics
            .retain(|found| !(matches!(found.code, "label" | "named-kind") && span.contains(found.span)));
    }
}

/// Takes the names off a block and what it holds, as far as no other kind holds it; returns how many there were.
fn take_names(block: &mut Block) -> usize {
    match block {
        Block::Paragraph(paragraph) => {
            take_clauses(&mut paragraph.inlines);
            usize::from(paragraph.label.take().is_some())
        }
        Block::Heading(heading) => {
            take_clauses(&mut heading.inlines);
            heading.is_near = false;
            usize::from(heading.kind.take().is_some())
        }
        Block::Table(table) => {
            let cells = table.head.iter_mut().chain(table.rows.iter_mut().flatten());
            cells
                .map(|cell| {
                    take_clauses(&mut cell.inlines);
                    usize::from(cell.label.take().is_some())
                })
                .sum()
        }
        Block::List(list) => list.items.iter_mut().flat_map(|item| &mut item.blocks).map(take_names).sum(),
        Block::Quote(quote) => quote.blocks.iter_mut().map(take_names).sum(),
        _ => 0,
    }
}

/// Takes off words what keeps them by what they say alone.
fn take_clauses(inlines: &mut Vec<Inline>) {
    let taken = std::mem::take(inlines);
    for mut inline in taken {
        if let Some(children) = inline.content.children_mut() {
            take_clauses(children);
        }
        match inline.content {
            InlineContent::Clause { children, .. } => inlines.extend(children),
            _ => inlines.push(inline),
        }
    }
}
