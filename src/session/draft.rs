//! The text of a document with its undo history, as a series of changes makes it: what the journal keeps.
//!
//! The session and the journal's thread each have one and are told of the same changes, so no text crosses between
//! them while somebody types.

use crate::session::history::History;
use crate::text::{Edit, EditKind, Selection};

/// One change of a text. Its edits are made one after the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// How it came about.
    pub act: Act,
    /// What was replaced, in the order it was done.
    pub edits: Vec<Edit>,
    /// The cursor after it.
    pub selection: Selection,
}

/// How a change came about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// Somebody wrote.
    Edit {
        /// What it was meant as.
        kind: EditKind,
        /// The cursor before it.
        before: Selection,
        /// When, by the program's clock.
        at_millis: u64,
    },
    /// The last step was taken back.
    Undo,
    /// The step taken back last was made again.
    Redo,
}

/// A text with its undo history.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    /// The text.
    pub text: String,
    /// The number of its state.
    pub revision: u64,
    /// The cursor.
    pub selection: Selection,
    pub(super) history: History,
}

impl Draft {
    /// Makes a change, all of it or nothing; returns whether it fits the text.
    pub fn apply(&mut self, change: &Change) -> bool {
        let mut inverse = Vec::with_capacity(change.edits.len());
        for edit in &change.edits {
            let Some(back) = edit.apply(&mut self.text) else {
                inverse.iter().rev().for_each(|back: &Edit| drop(back.apply(&mut self.text)));
                return false;
            };
            inverse.push(back);
        }
        match change.act {
            Act::Edit { kind, before, at_millis } => {
                let edits = (change.edits.clone(), inverse);
                self.history.push(edits, (before, change.selection), kind, at_millis);
            }
            Act::Undo => {
                let undone = self.history.undo();
                self.expect_same(undone, change);
            }
            Act::Redo => {
                let redone = self.history.redo();
                self.expect_same(redone, change);
            }
        }
        self.revision += 1;
        self.selection = change.selection;
        true
    }

    /// A history that would have led elsewhere is of no use.
    fn expect_same(&mut self, step: Option<(Vec<Edit>, Selection)>, change: &Change) {
        if step.is_none_or(|(edits, _)| edits != change.edits) {
            self.history = History::default();
        }
    }
}
