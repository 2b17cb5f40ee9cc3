//! What becomes of names where somebody says that all is ordinary text: `::: text`.

use crate::brief::{Block, Inline};
use crate::text::{Diagnostic, Span};

/// Takes from headings, lines and cells the kind that they seem to name.
pub(super) fn read_as_text(text: &str, blocks: &mut [Block], span: Span, diagnostics: &mut Vec<Diagnostic>) {
    let n_taken: usize = blocks.iter_mut().map(|block| take_names(text, block)).sum();
    if n_taken > 0 {
        diagnostics
            .retain(|found| !(matches!(found.code, "label" | "named-kind") && span.contains(found.span)));
    }
}

/// Takes the names off a block and what it holds, as far as no other kind holds it; returns how many there were.
fn take_names(text: &str, block: &mut Block) -> usize {
    match block {
        Block::Paragraph(paragraph) => {
            let inlines = std::mem::take(&mut paragraph.inlines);
            paragraph.inlines = inlines.into_iter().flat_map(|inline| without_name(text, inline)).collect();
            usize::from(paragraph.label.take().is_some())
        }
        Block::Heading(heading) => {
            heading.is_near = false;
            usize::from(heading.kind.take().is_some())
        }
        Block::Table(table) => {
            let cells = table.head.iter_mut().chain(table.rows.iter_mut().flatten());
            cells.map(|cell| usize::from(cell.label.take().is_some())).sum()
        }
        Block::List(list) => {
            list.items.iter_mut().flat_map(|item| &mut item.blocks).map(|block| take_names(text, block)).sum()
        }
        Block::Quote(quote) => quote.blocks.iter_mut().map(|block| take_names(text, block)).sum(),
        _ => 0,
    }
}

/// The words of a piece that is of a kind by what they say; any other piece as it is.
fn without_name(text: &str, mut inline: Inline) -> Vec<Inline> {
    if inline.is_kind_by_words(text) {
        let inner = inline.content.children_mut().map(std::mem::take).unwrap_or_default();
        return inner.into_iter().flat_map(|inline| without_name(text, inline)).collect();
    }
    vec![inline]
}
