//! Walks over the tree in the order of the text.

use crate::brief::{Block, Inline, InlineContent};
use crate::text::Span;

/// What a walk comes by.
#[derive(Clone, Copy, Debug)]
pub enum Node<'b> {
    /// A block, before what it holds.
    Block(&'b Block),
    /// An inline, before what it holds.
    Inline(&'b Inline),
}

impl Node<'_> {
    /// The bytes it came from.
    pub fn span(self) -> Span {
        match self {
            Self::Block(block) => block.span(),
            Self::Inline(inline) => inline.span,
        }
    }
}

/// Calls `visit` for every block and inline below `blocks`, in the order of the text.
pub fn walk_blocks<'b>(blocks: &'b [Block], visit: &mut dyn FnMut(Node<'b>)) {
    for block in blocks {
        visit(Node::Block(block));
        match block {
            Block::Heading(heading) => walk_inlines(&heading.inlines, visit),
            Block::Paragraph(paragraph) => walk_inlines(&paragraph.inlines, visit),
            Block::List(list) => {
                for item in &list.items {
                    walk_blocks(&item.blocks, visit);
                }
            }
            Block::Quote(quote) => walk_blocks(&quote.blocks, visit),
            Block::Callout(callout) => {
                walk_inlines(&callout.title, visit);
                walk_blocks(&callout.blocks, visit);
            }
            Block::Kinded(kinded) => {
                walk_inlines(&kinded.title, visit);
                walk_blocks(&kinded.blocks, visit);
            }
            Block::Table(table) => {
                for cell in table.head.iter().chain(table.rows.iter().flatten()) {
                    walk_inlines(&cell.inlines, visit);
                }
            }
            Block::Columns(columns) => {
                for column in &columns.columns {
                    walk_blocks(column, visit);
                }
            }
            Block::Footnote(footnote) => walk_blocks(&footnote.blocks, visit),
            Block::Code(_)
            | Block::Chart(_)
            | Block::Break(_)
            | Block::Rule(_)
            | Block::Pause(_)
            | Block::Html(_)
            | Block::Comment(_) => {}
        }
    }
}

/// Calls `visit` for every inline below `inlines`, in the order of the text.
pub fn walk_inlines<'b>(inlines: &'b [Inline], visit: &mut dyn FnMut(Node<'b>)) {
    for inline in inlines {
        visit(Node::Inline(inline));
        match &inline.content {
            InlineContent::Emphasis(children)
            | InlineContent::Strong(children)
            | InlineContent::Strikethrough(children)
            | InlineContent::Link { children, .. }
            | InlineContent::Fact { children, .. } => walk_inlines(children, visit),
            InlineContent::Text(_)
            | InlineContent::Code(_)
            | InlineContent::Image { .. }
            | InlineContent::FootnoteRef(_)
            | InlineContent::Portion(_)
            | InlineContent::SoftBreak
            | InlineContent::HardBreak
            | InlineContent::Html(_)
            | InlineContent::Comment(_) => {}
        }
    }
}

/// The words of some inlines as one line: no marks, no comments, breaks as spaces.
pub fn inline_text(inlines: &[Inline]) -> String {
    let mut out = String::new();
    walk_inlines(inlines, &mut |node| {
        let Node::Inline(inline) = node else { return };
        match &inline.content {
            InlineContent::Text(text) | InlineContent::Code(text) | InlineContent::Html(text) => {
                out.push_str(text);
            }
            InlineContent::Image { alt, .. } => out.push_str(alt),
            InlineContent::SoftBreak | InlineContent::HardBreak => out.push(' '),
            InlineContent::Emphasis(_)
            | InlineContent::Strong(_)
            | InlineContent::Strikethrough(_)
            | InlineContent::Link { .. }
            | InlineContent::Fact { .. }
            | InlineContent::FootnoteRef(_)
            | InlineContent::Portion(_)
            | InlineContent::Comment(_) => {}
        }
    });
    out.trim().to_owned()
}
