//! Who may read each block: the one rule that copies, lints and times are made by.
//!
//! A kind restricts what it holds, and kinds within kinds restrict further. What stands in no kind is ordinary
//! text. A heading that names a kind restricts its whole section.

use crate::brief::{
    Block, Brief, FrontMatter, Inline, InlineContent, Kind, KindRef, Node, Readers, Share, walk_inlines,
};

/// The kinds that hold a block, as far as they matter.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scope {
    /// Who may read it.
    pub readers: Readers,
    /// The innermost kind it stands in; nothing for ordinary text, and for a kind nobody knows.
    pub kind: Option<&'static Kind>,
    /// Whether it stands in a kind at all.
    pub in_kind: bool,
}

impl Scope {
    /// The scope of ordinary text in a brief with this front matter.
    pub fn ordinary(front: &FrontMatter) -> Self {
        let readers = match front.share {
            Share::Text => Readers::ROOM,
            Share::Marked => Readers::DELEGATION,
        };
        Self { readers, kind: None, in_kind: false }
    }

    /// The scope of what stands in a block of `kind` in this scope.
    #[must_use]
    pub fn within(self, kind: &KindRef) -> Self {
        let readers = if self.in_kind { self.readers.intersect(kind.readers()) } else { kind.readers() };
        let kind = match kind {
            KindRef::Known(kind) => Some(*kind),
            KindRef::Unknown(_) => None,
        };
        Self { readers, kind, in_kind: true }
    }

    /// The scope of a comment in this scope: the principal's alone.
    #[must_use]
    pub fn of_comment(self) -> Self {
        self.within(&KindRef::Unknown(String::new()))
    }

    /// Whether it is said aloud: ordinary text, and text whose innermost kind is.
    pub fn is_spoken(self) -> bool {
        if self.in_kind { self.kind.is_some_and(|kind| kind.spoken) } else { true }
    }
}

/// Follows the headings of a brief, to tell the scope of each top-level block.
#[derive(Clone, Debug)]
pub struct Sections {
    ordinary: Scope,
    /// The headings that hold the current block and have a kind, with their levels.
    stack: Vec<(u8, Scope)>,
}

impl Sections {
    /// Begins at the start of a brief.
    pub fn new(front: &FrontMatter) -> Self {
        Self { ordinary: Scope::ordinary(front), stack: Vec::new() }
    }

    /// The scope of the next top-level block. A heading with a kind belongs to the section it begins.
    pub fn scope(&mut self, block: &Block) -> Scope {
        if let Block::Heading(heading) = block {
            self.stack.retain(|&(level, _)| level < heading.level);
            if let Some(kind) = heading.kind {
                let scope = self.current().within(&KindRef::Known(kind));
                self.stack.push((heading.level, scope));
            }
        }
        self.current()
    }

    fn current(&self) -> Scope {
        self.stack.last().map_or(self.ordinary, |&(_, scope)| scope)
    }
}

/// Calls `visit` for each top-level block of a brief with its scope.
pub fn top_level_scopes<'b>(
    front: &FrontMatter,
    blocks: &'b [Block],
    mut visit: impl FnMut(&'b Block, Scope),
) {
    let mut sections = Sections::new(front);
    for block in blocks {
        let scope = sections.scope(block);
        visit(block, scope);
    }
}

/// Calls `visit` for every block and inline of a brief with its scope, in the order of the text.
///
/// The title of a block of a kind has the scope of what the block holds.
pub fn walk_scopes<'b>(brief: &'b Brief, visit: &mut dyn FnMut(Node<'b>, Scope)) {
    top_level_scopes(&brief.front, &brief.blocks, |block, scope| walk_block(block, scope, visit));
}

fn walk_block<'b>(block: &'b Block, scope: Scope, visit: &mut dyn FnMut(Node<'b>, Scope)) {
    let inner = if let Block::Kinded(kinded) = block {
        scope.within(&kinded.kind)
    } else if matches!(block, Block::Comment(_)) {
        scope.of_comment()
    } else {
        scope
    };
    visit(Node::Block(block), inner);
    let mut inlines = |inlines: &'b [Inline]| {
        walk_inlines(inlines, &mut |node| {
            let is_comment = matches!(node, Node::Inline(Inline { content: InlineContent::Comment(_), .. }));
            visit(node, if is_comment { inner.of_comment() } else { inner });
        });
    };
    match block {
        Block::Heading(heading) => inlines(&heading.inlines),
        Block::Paragraph(paragraph) => inlines(&paragraph.inlines),
        Block::List(list) => {
            let blocks = list.items.iter().flat_map(|item| &item.blocks);
            blocks.for_each(|block| walk_block(block, inner, visit));
        }
        Block::Quote(quote) => quote.blocks.iter().for_each(|block| walk_block(block, inner, visit)),
        Block::Callout(callout) => {
            inlines(&callout.title);
            callout.blocks.iter().for_each(|block| walk_block(block, inner, visit));
        }
        Block::Kinded(kinded) => {
            inlines(&kinded.title);
            kinded.blocks.iter().for_each(|block| walk_block(block, inner, visit));
        }
        Block::Table(table) => {
            table.head.iter().chain(table.rows.iter().flatten()).for_each(|cell| inlines(&cell.inlines));
        }
        Block::Columns(columns) => {
            columns.columns.iter().flatten().for_each(|block| walk_block(block, inner, visit));
        }
        Block::Footnote(footnote) => footnote.blocks.iter().for_each(|block| walk_block(block, inner, visit)),
        Block::Code(_)
        | Block::Chart(_)
        | Block::Break(_)
        | Block::Rule(_)
        | Block::Pause(_)
        | Block::Html(_)
        | Block::Comment(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::brief::{Reader, inline_text, parse};

    /// Who reads each paragraph and heading, as letters: p d i c m, and s for the slide.
    fn readers(text: &str) -> Vec<(String, String)> {
        let (brief, _) = parse(text);
        let mut out = Vec::new();
        walk_scopes(&brief, &mut |node, scope| {
            let inlines = match node {
                Node::Block(Block::Paragraph(paragraph)) => &paragraph.inlines,
                Node::Block(Block::Heading(heading)) => &heading.inlines,
                _ => return,
            };
            let mut letters: String = Reader::ALL
                .into_iter()
                .zip("pdicm".chars())
                .filter(|(reader, _)| scope.readers.contains(*reader))
                .map(|(_, letter)| letter)
                .collect();
            letters.extend(scope.readers.on_slide().then_some('s'));
            out.push((inline_text(inlines), letters));
        });
        out
    }

    #[test]
    fn a_kind_restricts_what_it_holds_and_its_section() {
        let text = "Open\n\n## Red line\n\nLimit\n\n> [!ASK]\n> Within\n\n## Next\n\n> [!PRESS]\n> Line\n";
        let expected = [
            ("Open", "pdics"),
            ("Red line", "p"),
            ("Limit", "p"),
            ("Within", "p"),
            ("Next", "pdics"),
            ("Line", "pdm"),
        ];
        let expected = expected.map(|(words, letters)| (words.to_owned(), letters.to_owned()));
        assert_eq!(readers(text), expected);
    }

    #[test]
    fn ordinary_text_stays_home_where_only_marked_text_is_shared() {
        let text = "---\nshare: marked\n---\n\nOurs\n\n> [!ASK]\n> Theirs\n";
        let expected = [("Ours", "pd"), ("Theirs", "pdics")];
        assert_eq!(readers(text), expected.map(|(words, letters)| (words.to_owned(), letters.to_owned())));
    }
}
