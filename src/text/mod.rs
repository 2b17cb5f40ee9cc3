//! Places in a text and what is said about them: spans, lines, edits, diagnostics.
//!
//! Nothing here knows what a brief is.

mod char_set;
mod diagnostic;
mod direction;
mod edit;
mod levels;
mod line_index;
mod message;
mod nearest;
mod selection;
mod slips;
mod width;

pub use self::{
    char_set::CharSet,
    diagnostic::{Diagnostic, Fix, Severity},
    direction::{mostly_runs_left, turns_text},
    edit::{Edit, apply_edits},
    levels::{levels, mirrored, runs_left, visual_order},
    line_index::{LineCol, LineIndex},
    message::Message,
    nearest::{distance, nearest},
    selection::{EditKind, Selection},
    slips::slip_for,
    width::narrow,
};

pub(crate) use self::message::message;

/// A range of bytes in one text, both ends on character boundaries, `start <= end`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// Offset of the first byte.
    pub start: usize,
    /// Offset after the last byte.
    pub end: usize,
}

impl Span {
    /// Makes a span; an end before the start is moved up to it.
    pub fn new(start: usize, end: usize) -> Self {
        Self { start, end: end.max(start) }
    }

    /// Makes the empty span at `offset`.
    pub fn at(offset: usize) -> Self {
        Self { start: offset, end: offset }
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether the span covers no byte.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether `other` lies within this span.
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The smallest span that covers both.
    #[must_use]
    pub fn join(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The part of `text` it covers, or nothing where it does not fit the text.
    pub fn slice(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or("")
    }
}

impl From<std::ops::Range<usize>> for Span {
    fn from(range: std::ops::Range<usize>) -> Self {
        Self::new(range.start, range.end)
    }
}
