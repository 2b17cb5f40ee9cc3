//! Walks over the tree in the order of the text; the one place that knows what holds what.

use crate::brief::{Block, Brief, Inline, InlineContent, Scope};
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

/// What a block holds directly.
#[derive(Clone, Copy, Debug)]
pub enum Part<'b> {
    /// Words in a line of their own: of a heading, a paragraph, a title, a cell.
    Run {
        /// The words.
        inlines: &'b [Inline],
        /// The block they stand in; of a cell, the cell.
        span: Span,
        /// Who may read them.
        scope: Scope,
    },
    /// Blocks one below the other: of an item, a quotation, a column.
    Blocks(&'b [Block]),
}

/// What a block holds directly, to be changed.
#[derive(Debug)]
pub enum PartMut<'b> {
    /// Words in a line of their own.
    Run(&'b mut Vec<Inline>),
    /// Blocks one below the other.
    Blocks(&'b mut Vec<Block>),
}

impl Block {
    /// The blocks that a list, quotation or callout ends in; of a list those of its last item.
    pub fn end_blocks(&self) -> &[Self] {
        match self {
            Self::List(list) => list.items.last().map_or(&[], |item| &item.blocks),
            Self::Quote(quote) => &quote.blocks,
            Self::Callout(callout) => &callout.blocks,
            _ => &[],
        }
    }

    /// Calls `visit` for each part it holds, in the order of the text.
    pub fn each_part<'b>(&'b self, visit: &mut dyn FnMut(Part<'b>)) {
        let run = |inlines: &'b [Inline]| Part::Run { inlines, span: self.span(), scope: self.scope() };
        match self {
            Self::Heading(heading) => visit(run(&heading.inlines)),
            Self::Paragraph(paragraph) => visit(run(&paragraph.inlines)),
            Self::List(list) => list.items.iter().for_each(|item| visit(Part::Blocks(&item.blocks))),
            Self::Quote(quote) => visit(Part::Blocks(&quote.blocks)),
            Self::Callout(callout) => {
                visit(run(&callout.title));
                visit(Part::Blocks(&callout.blocks));
            }
            Self::Kinded(kinded) => {
                visit(run(&kinded.title));
                visit(Part::Blocks(&kinded.blocks));
            }
            Self::Table(table) => {
                for cell in table.head.iter().chain(table.rows.iter().flatten()) {
                    visit(Part::Run { inlines: &cell.inlines, span: cell.span, scope: cell.scope });
                }
            }
            Self::Columns(columns) => columns.columns.iter().for_each(|column| visit(Part::Blocks(column))),
            Self::Footnote(footnote) => visit(Part::Blocks(&footnote.blocks)),
            Self::Code(_)
            | Self::Chart(_)
            | Self::Break(_)
            | Self::Rule(_)
            | Self::Pause(_)
            | Self::Page(_)
            | Self::Html(_)
            | Self::Comment(_)
            | Self::Definition(_) => {}
        }
    }

    /// Calls `visit` for each part it holds, to change it.
    pub(in crate::brief) fn each_part_mut(&mut self, visit: &mut dyn FnMut(PartMut<'_>)) {
        match self {
            Self::Heading(heading) => visit(PartMut::Run(&mut heading.inlines)),
            Self::Paragraph(paragraph) => visit(PartMut::Run(&mut paragraph.inlines)),
            Self::List(list) => {
                list.items.iter_mut().for_each(|item| visit(PartMut::Blocks(&mut item.blocks)));
            }
            Self::Quote(quote) => visit(PartMut::Blocks(&mut quote.blocks)),
            Self::Callout(callout) => {
                visit(PartMut::Run(&mut callout.title));
                visit(PartMut::Blocks(&mut callout.blocks));
            }
            Self::Kinded(kinded) => {
                visit(PartMut::Run(&mut kinded.title));
                visit(PartMut::Blocks(&mut kinded.blocks));
            }
            Self::Table(table) => {
                for cell in table.head.iter_mut().chain(table.rows.iter_mut().flatten()) {
                    visit(PartMut::Run(&mut cell.inlines));
                }
            }
            Self::Columns(columns) => {
                columns.columns.iter_mut().for_each(|column| visit(PartMut::Blocks(column)));
            }
            Self::Footnote(footnote) => visit(PartMut::Blocks(&mut footnote.blocks)),
            Self::Code(_)
            | Self::Chart(_)
            | Self::Break(_)
            | Self::Rule(_)
            | Self::Pause(_)
            | Self::Page(_)
            | Self::Html(_)
            | Self::Comment(_)
            | Self::Definition(_) => {}
        }
    }
}

/// Calls `visit` for every block and inline below `blocks`, in the order of the text.
pub fn walk_blocks<'b>(blocks: &'b [Block], visit: &mut dyn FnMut(Node<'b>)) {
    for block in blocks {
        visit(Node::Block(block));
        block.each_part(&mut |part| match part {
            Part::Run { inlines, .. } => walk_inlines(inlines, visit),
            Part::Blocks(blocks) => walk_blocks(blocks, visit),
        });
    }
}

/// Calls `visit` for every inline below `inlines`, in the order of the text.
pub fn walk_inlines<'b>(inlines: &'b [Inline], visit: &mut dyn FnMut(Node<'b>)) {
    for inline in inlines {
        visit(Node::Inline(inline));
        walk_inlines(inline.content.children(), visit);
    }
}

/// The words of some inlines as one line: no marks, no comments, no notes, breaks as spaces.
pub fn inline_text(inlines: &[Inline]) -> String {
    let mut out = String::new();
    push_words(inlines, &mut out);
    out.trim().to_owned()
}

fn push_words(inlines: &[Inline], out: &mut String) {
    for inline in inlines {
        match &inline.content {
            InlineContent::Text(text) | InlineContent::Code(text) | InlineContent::Html(text) => {
                out.push_str(text);
            }
            InlineContent::Image { alt, .. } => out.push_str(alt),
            InlineContent::SoftBreak | InlineContent::HardBreak => out.push(' '),
            // A note stands elsewhere, and what an edit puts in is not yet there.
            InlineContent::Note(_) | InlineContent::Inserted(_) => {}
            content => push_words(content.children(), out),
        }
    }
}

impl Brief {
    /// Whether a reviewer's edits stand in the text that nobody has accepted or thrown away.
    pub fn has_open_edits(&self) -> bool {
        let mut found = false;
        walk_blocks(&self.blocks, &mut |node| {
            if let Node::Inline(inline) = node {
                found |= matches!(inline.content, InlineContent::Inserted(_) | InlineContent::Deleted(_));
            }
        });
        found
    }
}
