//! What stands around a piece of text: kinds, and marks above it.

use crate::brief::{Kind, KindRef, Readers, Scope, Share};

/// What stands around a piece of text, as far as it decides who may read it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Around {
    /// What the kinds around it say.
    pub scope: Scope,
    /// What marks around it leave, whatever it says itself.
    pub firm: Readers,
    /// What the mark of its heading leaves, unless it bears a mark of its own.
    pub section: Readers,
    /// Whether its author said that it is ordinary text, whatever its words seem to say.
    pub is_text: bool,
}

impl Around {
    pub fn new(scope: Scope) -> Self {
        Self { scope, firm: Readers::EVERYBODY, section: Readers::EVERYBODY, is_text: false }
    }

    /// The scope of a portion, with what its own mark leaves.
    pub fn portion(self, own: Option<Readers>) -> Scope {
        self.scope.narrowed(self.firm).narrowed(own.unwrap_or(self.section))
    }

    /// The scope of what only holds portions: a mark of the section is for them to bear.
    pub fn container(self) -> Scope {
        self.scope.narrowed(self.firm)
    }

    /// What stands around all that a marked portion holds.
    pub fn below(self, own: Option<Readers>) -> Self {
        let Some(own) = own else { return self };
        Self { firm: self.firm.intersect(own), section: Readers::EVERYBODY, ..self }
    }

    /// What stands around a block below a mark that stands alone.
    pub fn marked(self, above: Option<Readers>) -> Self {
        Self { section: above.map_or(self.section, |above| self.section.intersect(above)), ..self }
    }

    /// What stands around what a heading or label names, in a brief that shares so.
    pub fn named(self, kind: &'static Kind, share: Share) -> Self {
        Self { scope: self.scope.named(kind, share), ..self }
    }

    pub fn within(self, kind: &KindRef) -> Self {
        Self { scope: self.scope.within(kind), is_text: *kind == KindRef::Ordinary, ..self }
    }
}
