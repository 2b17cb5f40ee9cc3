//! The undo history: what was changed, step by step. It outlives saving and, with the journal, the program.

use crate::text::{Edit, EditKind, Selection, Span};

/// How much removed and inserted text is remembered, in bytes; the oldest steps go first.
const MAX_BYTES: usize = 10_000_000;
/// How long a pause ends a step of typing.
const PAUSE_MILLIS: u64 = 1_000;
/// What a step and each of its edits take beside their text, in bytes.
const EDIT_BYTES: usize = 64;

/// One step: edits in the order they were made, each with the one that takes it back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Step {
    /// The edits in the order they were made.
    pub(super) made: Vec<Edit>,
    /// What takes each of them back, in the same order.
    pub(super) inverse: Vec<Edit>,
    /// The cursor before the step.
    pub(super) before: Selection,
    /// The cursor after it.
    pub(super) after: Selection,
    /// What it was meant as.
    pub(super) kind: EditKind,
    /// When it was made or continued last, by the program's clock.
    pub(super) at_millis: u64,
}

impl Step {
    fn n_bytes(&self) -> usize {
        let bytes =
            |edits: &[Edit]| edits.iter().map(|edit| edit.replacement.len() + EDIT_BYTES).sum::<usize>();
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

    /// Takes in a step that continues this one. Letters that follow one another become one edit.
    fn extend(&mut self, next: Self) {
        if let (Some(last), Some(inverse), [edit]) =
            (self.made.last_mut(), self.inverse.last_mut(), next.made.as_slice())
            && join_typed(last, edit)
        {
            inverse.span = Span::new(inverse.span.start, inverse.span.end + edit.replacement.len());
        } else {
            self.made.extend(next.made);
            self.inverse.extend(next.inverse);
        }
        self.after = next.after;
        self.at_millis = next.at_millis;
    }
}

/// Adds text that was typed right behind what `last` put there; returns whether it was.
fn join_typed(last: &mut Edit, edit: &Edit) -> bool {
    let is_behind = edit.span.is_empty() && edit.span.start == last.span.start + last.replacement.len();
    if is_behind {
        last.replacement.push_str(&edit.replacement);
    }
    is_behind
}

/// The steps that led here, and those that were taken back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct History {
    done: Vec<Step>,
    undone: Vec<Step>,
    n_bytes: usize,
}

impl History {
    /// Makes a history of steps that were kept.
    pub(super) fn restored(done: Vec<Step>, undone: Vec<Step>) -> Self {
        let n_bytes = done.iter().chain(&undone).map(Step::n_bytes).sum();
        let mut history = Self { done, undone, n_bytes };
        history.forget_oldest();
        history
    }

    /// Ends the last step: what is typed from now on begins one of its own. The clock has begun anew, so it cannot tell
    /// how long ago that step was.
    pub(super) fn close(&mut self) {
        if let Some(last) = self.done.last_mut() {
            last.kind = EditKind::Other;
        }
    }

    /// The steps that led here, the oldest first, and those that were taken back, the last one first.
    pub(super) fn steps(&self) -> (&[Step], &[Step]) {
        (&self.done, &self.undone)
    }

    /// Remembers edits that were made one after the other, with what takes each back, in the same order.
    pub(super) fn push(
        &mut self,
        (made, inverse): (Vec<Edit>, Vec<Edit>),
        (before, after): (Selection, Selection),
        kind: EditKind,
        at_millis: u64,
    ) {
        self.n_bytes -= self.undone.drain(..).map(|step| step.n_bytes()).sum::<usize>();
        let step = Step { made, inverse, before, after, kind, at_millis };
        match self.done.last_mut() {
            Some(last) if last.is_continued_by(&step) => {
                self.n_bytes -= last.n_bytes();
                last.extend(step);
                self.n_bytes += last.n_bytes();
            }
            _ => {
                self.n_bytes += step.n_bytes();
                self.done.push(step);
            }
        }
        self.forget_oldest();
    }

    fn forget_oldest(&mut self) {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn replace_all(history: &mut History, n_edits: usize) {
        let edit = Edit::replace(Span::new(0, 6), "persons");
        let inverse = Edit::replace(Span::new(0, 7), "people");
        let none = (Selection::default(), Selection::default());
        history.push((vec![edit; n_edits], vec![inverse; n_edits]), none, EditKind::Other, 0);
    }

    #[test]
    fn steps_that_are_given_up_do_not_count() {
        let mut history = History::default();
        (0..3).for_each(|_| replace_all(&mut history, 10));
        // Each of these takes a quarter of what is remembered.
        for _ in 0..40 {
            replace_all(&mut history, 18_000);
            history.undo();
        }
        assert_eq!(history.done.len(), 3, "older steps are still there");
        let counted: usize = history.done.iter().chain(&history.undone).map(Step::n_bytes).sum();
        assert_eq!(history.n_bytes, counted);
    }

    #[test]
    fn letters_of_a_word_are_one_edit() {
        let mut history = History::default();
        let mut text = String::new();
        for (at, letter) in "jobs".chars().enumerate() {
            let edit = Edit::insert(at, letter);
            let inverse = edit.apply(&mut text).expect("fits");
            let cursors = (Selection::at(at), Selection::at(at + 1));
            history.push((vec![edit], vec![inverse]), cursors, EditKind::Typing, 0);
        }
        assert_eq!(history.done[0].made, [Edit::insert(0, "jobs")]);
        let (edits, _) = history.undo().expect("a step");
        edits.iter().for_each(|edit| drop(edit.apply(&mut text)));
        assert_eq!(text, "");
    }
}
