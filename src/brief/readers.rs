//! Who may read each block: the one rule that copies, lints and times are made by.
//!
//! A kind restricts what it holds, and kinds within kinds restrict further. What stands in no kind is ordinary
//! text. A heading that names a kind restricts its whole section.

use crate::brief::{Block, FrontMatter, Kind, KindRef, Readers, Share};

/// The kinds that hold a block, as far as they matter.
#[derive(Clone, Copy, Debug)]
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
