//! What was changed, step by step, so that it can be taken back and made again. It outlives saving.

use crate::text::{Edit, EditKind, Selection};

/// How much removed and inserted text is remembered, in bytes; the oldest steps go first.
const MAX_BYTES: usize = 10_000_000;
/// How long a pause ends a step of typing.
const PAUSE_MILLIS: u64 = 1_000;

/// One step: edits in the order they were made, each with the one that takes it back.
#[derive(Clone, Debug)]
struct Step {
    made: Vec<Edit>,
    inverse: Vec<Edit>,
    before: Selection,
    after: Selection,
    kind: EditKind,
    at_millis: u64,
}

impl Step {
    fn n_bytes(&self) -> usize {
        let bytes = |edits: &[Edit]| edits.iter().map(|edit| edit.replacement.len() + 64).sum::<usize>();
        bytes(&self.made) + bytes(&self.inverse)
    }

    /// Whether `next` goes on where this step ended, as letters of one word do.
    fn is_continued_by(&self, next: &Self) -> bool {
        let ([.., last], [edit]) = (self.made.as_slice(), next.made.as_slice()) else { return false };
        let is_soon = next.at_millis.saturating_sub(self.at_millis) < PAUSE_MILLIS;
        let is_same = self.kind == next.kind && self.after == next.before && is_soon;
        match self.kind {
            EditKind::Typing => {
                let begins_word = last.replacement.ends_with(char::is_whitespace)
                    && !edit.replacement.starts_with(char::is_whitespace);
                is_same && edit.span.is_empty() && !begins_word
            }
            EditKind::Deleting => is_same && edit.replacement.is_empty(),
            EditKind::Other => false,
        }
    }
}

/// The steps that led here, and those that were taken back.
#[derive(Debug, Default)]
pub(super) struct History {
    done: Vec<Step>,
    undone: Vec<Step>,
    n_bytes: usize,
}

impl History {
    /// Remembers edits that were made one after the other, with what takes each back, in the same order.
    pub(super) fn push(
        &mut self,
        (made, inverse): (Vec<Edit>, Vec<Edit>),
        (before, after): (Selection, Selection),
        kind: EditKind,
        at_millis: u64,
    ) {
        self.undone.clear();
        let step = Step { made, inverse, before, after, kind, at_millis };
        self.n_bytes += step.n_bytes();
        match self.done.last_mut() {
            Some(last) if last.is_continued_by(&step) => {
                last.made.extend(step.made);
                last.inverse.extend(step.inverse);
                last.after = step.after;
                last.at_millis = step.at_millis;
            }
            _ => self.done.push(step),
        }
        let mut n_forgotten = 0;
        while self.n_bytes > MAX_BYTES && n_forgotten + 1 < self.done.len() {
            self.n_bytes -= self.done[n_forgotten].n_bytes();
            n_forgotten += 1;
        }
        self.done.drain(..n_forgotten);
    }

    /// The edits that take back the last step, in the order to make them, and where the cursor was before it.
    pub(super) fn undo(&mut self) -> Option<(Vec<Edit>, Selection)> {
        let step = self.done.pop()?;
        let edits = step.inverse.iter().rev().cloned().collect();
        let before = step.before;
        self.undone.push(step);
        Some((edits, before))
    }

    /// The edits that make the last step again, and where the cursor was after it.
    pub(super) fn redo(&mut self) -> Option<(Vec<Edit>, Selection)> {
        let step = self.undone.pop()?;
        let (edits, after) = (step.made.clone(), step.after);
        self.done.push(step);
        Some((edits, after))
    }

    pub(super) fn can_undo(&self) -> bool {
        !self.done.is_empty()
    }

    pub(super) fn can_redo(&self) -> bool {
        !self.undone.is_empty()
    }
}
