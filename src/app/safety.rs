//! How far the text of the open document is on the disk: what the status line says.

use std::collections::VecDeque;

use crate::app::Revision;
use crate::session::{Protection, Recovered};
use crate::text::{Message, message};

/// How long a change may be in no file before that is said, in milliseconds.
const MAX_WAIT_MILLIS: u64 = 1_000;

/// What the journal has confirmed of the open document.
#[derive(Debug, Default)]
pub struct Safety {
    /// Further texts that were not saved when the program last ended, of other documents.
    pub recovered: Vec<Recovered>,
    /// The states that are in no file yet, with the time they came, the oldest first.
    waiting: VecDeque<(Revision, u64)>,
    /// Whether anything of the document is in the journal since it was opened or saved.
    is_kept: bool,
    /// Why the journal could not be written.
    problem: Option<Message>,
}

impl Safety {
    pub(super) fn new(recovered: Vec<Recovered>) -> Self {
        Self { recovered, ..Self::default() }
    }

    /// Another document is open, or this one was saved or given up: the journal has still to confirm what comes.
    pub(super) fn reset(&mut self) {
        *self = Self::new(std::mem::take(&mut self.recovered));
    }

    /// The text has a new state.
    pub(super) fn text_changed(&mut self, revision: Revision, now_millis: u64) {
        self.waiting.push_back((revision, now_millis));
    }

    /// The journal has tried to keep the text up to a state.
    pub(super) fn journal_written(&mut self, revision: Revision, result: Result<(), Message>) {
        self.problem = result.err();
        if self.problem.is_none() {
            self.is_kept = true;
            while self.waiting.front().is_some_and(|(waiting, _)| *waiting <= revision) {
                self.waiting.pop_front();
            }
        }
    }

    /// What is to be said of a text at a time.
    pub(super) fn protection(&self, is_saved: bool, now_millis: u64) -> Protection {
        let oldest = self.waiting.front().map(|(_, since)| *since);
        if is_saved {
            Protection::Saved
        } else if let Some(problem) = &self.problem {
            Protection::NotProtected(problem.clone())
        } else if oldest.is_some_and(|since| since + MAX_WAIT_MILLIS <= now_millis) {
            Protection::NotProtected(message!("the disk does not answer", "ディスクが応答しません"))
        } else if self.is_kept {
            Protection::Protected
        } else {
            Protection::Pending
        }
    }

    /// When [`Safety::protection`] may say something else though nothing happens, in milliseconds from `now_millis`.
    pub(super) fn next_change_millis(&self, now_millis: u64) -> Option<u64> {
        let until = self.waiting.front().map(|(_, since)| since + MAX_WAIT_MILLIS)?;
        (until > now_millis).then(|| until - now_millis)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn full_disk() -> Message {
        message!("the disk is full", "ディスクの空きがありません")
    }

    #[test]
    fn the_status_line_tells_the_truth() {
        let mut safety = Safety::default();
        assert_eq!(safety.protection(true, 0), Protection::Saved);
        safety.text_changed(1, 0);
        assert_eq!(safety.protection(false, 0), Protection::Pending);
        safety.journal_written(1, Ok(()));
        assert_eq!(safety.protection(false, 300), Protection::Protected);
        // Letters come without a pause and the disk keeps up.
        safety.text_changed(2, 400);
        safety.text_changed(3, 900);
        safety.journal_written(2, Ok(()));
        assert_eq!(safety.protection(false, 1_400), Protection::Protected);
        // The disk does not keep up.
        assert!(matches!(safety.protection(false, 1_900), Protection::NotProtected(_)));
        assert_eq!(safety.next_change_millis(1_500), Some(400));
        safety.journal_written(3, Err(full_disk()));
        let full = Protection::NotProtected(full_disk());
        assert_eq!(safety.protection(false, 1_900), full);
        safety.journal_written(3, Ok(()));
        assert_eq!(safety.protection(false, 1_900), Protection::Protected);
    }
}
