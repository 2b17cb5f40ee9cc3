//! Makes a text ready for the Markdown parser, which knows neither our syntax nor how people type.
//!
//! Each change is an [`Edit`] with its place, so that every offset of the parser leads back to the brief. Words are
//! never taken from the prepared text: where a change stands in words, the builder takes them from the brief.

mod addresses;
mod cells;
mod comments;
mod lines;
mod prefix;
mod settings;
mod signs;
mod strong;

use std::borrow::Cow;
use std::cell::Cell;

pub(super) use self::signs::fence_signs;

use crate::text::{Diagnostic, Edit, Span};

/// What was changed in a text, and what of it is a fence.
#[derive(Debug, Default)]
pub(super) struct Changes {
    /// In the order of their places; none overlaps another.
    pub edits: Vec<Edit>,
    /// Where lines begin that may be fences of colons.
    pub fences: Vec<usize>,
    /// Lines that were looked at and name no kind, without what stands before their words; in order.
    pub plain_lines: Vec<Span>,
    pub diagnostics: Vec<Diagnostic>,
}

/// Finds all that must be changed in the body of a brief before Markdown is read in it.
pub(super) fn changes(body: &str) -> Changes {
    let mut changes = Changes::default();
    lines::read_lines(body, &mut changes);
    comments::read_comments(body, &mut changes.edits);
    strong::read_strong(body, &mut changes.edits);
    addresses::read_addresses(body, &mut changes.edits);
    changes.sort();
    changes
}

impl Changes {
    /// Puts the edits in order; of two that overlap the first stays.
    pub fn sort(&mut self) {
        self.edits.sort_by_key(|edit| (edit.span.start, edit.span.end));
        let mut end = 0;
        self.edits.retain(|edit| {
            let is_free = edit.span.start >= end;
            if is_free {
                end = edit.span.end;
            }
            is_free
        });
    }
}

/// A text as the Markdown parser reads it, with the way back to the brief.
#[derive(Debug)]
pub(super) struct Prepared<'t> {
    pub text: Cow<'t, str>,
    /// For each edit: where its replacement begins and ends in `text`, and the span of the body it stands for.
    pieces: Vec<(Span, Span)>,
    /// The piece behind which was looked last: the parser goes on from there.
    last: Cell<usize>,
}

impl<'t> Prepared<'t> {
    /// Applies `edits`, which are in order and do not overlap.
    pub fn new(body: &'t str, edits: &[Edit]) -> Self {
        if edits.is_empty() {
            return Self { text: Cow::Borrowed(body), pieces: Vec::new(), last: Cell::default() };
        }
        let mut text = String::with_capacity(body.len() + edits.len() * 4);
        let mut pieces = Vec::with_capacity(edits.len());
        let mut at = 0;
        for edit in edits {
            text.push_str(&body[at..edit.span.start]);
            let start = text.len();
            text.push_str(&edit.replacement);
            pieces.push((Span::new(start, text.len()), edit.span));
            at = edit.span.end;
        }
        text.push_str(&body[at..]);
        Self { text: Cow::Owned(text), pieces, last: Cell::default() }
    }

    /// The bytes of the body that a range of the prepared text stands for.
    pub fn span(&self, start: usize, end: usize) -> Span {
        let start = self.offset(start, false);
        Span::new(start, self.offset(end, true).max(start))
    }

    fn offset(&self, at: usize, is_end: bool) -> usize {
        let is_before = |(made, _): &(Span, Span)| made.start < at || (!is_end && made.start == at);
        let is_idx = |idx: usize| {
            idx.checked_sub(1).is_none_or(|last| self.pieces.get(last).is_some_and(is_before))
                && !self.pieces.get(idx).is_some_and(is_before)
        };
        let near = self.last.get();
        let idx = (near..near + 2).find(|&idx| is_idx(idx));
        let idx = idx.unwrap_or_else(|| self.pieces.partition_point(is_before));
        self.last.set(idx);
        let Some((made, origin)) = idx.checked_sub(1).and_then(|idx| self.pieces.get(idx)) else { return at };
        if at >= made.end {
            return origin.end + (at - made.end);
        }
        if is_end { origin.end } else { origin.start }
    }

    /// Whether some of a range was changed.
    pub fn is_changed(&self, start: usize, end: usize) -> bool {
        let idx = self.pieces.partition_point(|(made, _)| made.end < start);
        self.pieces[idx..].iter().take_while(|(made, _)| made.start <= end).next().is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_leads_back() {
        let edits = [Edit::insert(2, "XY"), Edit::replace(Span::new(4, 7), "-")];
        let prepared = Prepared::new("ab\ncdefg", &edits);
        assert_eq!(prepared.text, "abXY\nc-g");
        assert_eq!(prepared.span(0, 2), Span::new(0, 2));
        assert_eq!(prepared.span(4, 6), Span::new(2, 4));
        assert_eq!(prepared.span(6, 7), Span::new(4, 7));
        assert_eq!(prepared.span(7, 8), Span::new(7, 8));
        assert!(prepared.is_changed(5, 8) && !prepared.is_changed(0, 1));
    }
}
