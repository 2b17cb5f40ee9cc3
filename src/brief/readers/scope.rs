//! Who may read a piece of text: the rule for one step inwards. [`resolve`](super::resolve) follows it through a
//! brief.

use crate::brief::{FrontMatter, Kind, KindRef, Readers, Share};

/// Who may read a piece of text, and in which kind it stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scope {
    /// Who may read it.
    pub readers: Readers,
    /// The innermost kind it stands in; nothing for ordinary text, and for a kind nobody knows.
    pub kind: Option<&'static Kind>,
    /// Whether a kind decides who may read it.
    pub in_kind: bool,
}

/// What nobody has looked at is the principal's alone.
impl Default for Scope {
    fn default() -> Self {
        Self { readers: Readers::PRINCIPAL, kind: None, in_kind: true }
    }
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
        let known = match kind {
            KindRef::Known(kind) => Some(*kind),
            KindRef::Unknown(_) => None,
            KindRef::Ordinary => return self,
        };
        let readers = if self.in_kind { self.readers.intersect(kind.readers()) } else { kind.readers() };
        Self { readers, kind: known, in_kind: true }
    }

    /// The scope of what stands below a heading or label that names `kind` in this scope.
    ///
    /// Where only marked text is shared, a name releases nothing unless it says that the text leaves.
    #[must_use]
    pub fn named(self, kind: &'static Kind, share: Share) -> Self {
        let releases = share == Share::Text || kind.says_it_leaves() || kind.readers.are_ours();
        if releases {
            return self.within(&KindRef::Known(kind));
        }
        Self { kind: Some(kind), ..self }
    }

    /// The same scope with fewer readers.
    #[must_use]
    pub fn narrowed(self, readers: Readers) -> Self {
        Self { readers: self.readers.intersect(readers), ..self }
    }

    /// Whether it is said aloud: ordinary text, and text whose innermost kind is.
    pub fn is_spoken(self) -> bool {
        self.kind.map_or(!self.in_kind, |kind| kind.spoken)
    }
}
