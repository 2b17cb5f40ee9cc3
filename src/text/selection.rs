//! Where the cursor stands, and what an edit was meant as.

/// A cursor, or the text between where it was set down and where it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// The byte where the selection began.
    pub anchor: usize,
    /// The byte where the cursor stands.
    pub head: usize,
}

impl Selection {
    /// A cursor with nothing selected.
    pub fn at(offset: usize) -> Self {
        Self { anchor: offset, head: offset }
    }

    /// The bytes that are selected.
    pub fn span(self) -> crate::text::Span {
        crate::text::Span::new(self.anchor.min(self.head), self.anchor.max(self.head))
    }

    /// Whether nothing is selected.
    pub fn is_empty(self) -> bool {
        self.anchor == self.head
    }
}

/// What an edit was meant as, which decides whether it is taken back alone or with those before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EditKind {
    /// A letter that was typed.
    Typing,
    /// A letter that was deleted.
    Deleting,
    /// Anything else.
    Other,
}
