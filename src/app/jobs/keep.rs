//! The thread that keeps text safe: it hears of each change at once and writes within half a second, however fast
//! somebody types.

use std::io;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::Duration;

use crate::app::Event;
use crate::app::jobs::{KeepOrder, Post};
use crate::session::{DocId, Journal, Kept, TalkError, io_reason, store_json};
use crate::text::{Message, message};

/// How often, and how many times, it is looked whether a program that was just killed has let go of its lock.
const LOOK_EVERY: Duration = Duration::from_millis(500);
const N_LOOKS: usize = 20;

pub(super) fn keep(journal: Result<Journal, Message>, orders: &Receiver<KeepOrder>, post: &Post) {
    let mut keeper = Keeper { n_looks: if journal.is_ok() { N_LOOKS } else { 0 }, journal, post };
    loop {
        let due = keeper.journal.as_ref().ok().and_then(Journal::due_in);
        let look = (keeper.n_looks > 0).then_some(LOOK_EVERY);
        let order = match due.into_iter().chain(look).min() {
            Some(wait) if wait.is_zero() => Err(RecvTimeoutError::Timeout),
            Some(wait) => orders.recv_timeout(wait),
            None => orders.recv().map_err(|_| RecvTimeoutError::Disconnected),
        };
        match order {
            Ok(order) => keeper.apply(order),
            Err(RecvTimeoutError::Timeout) => {
                if due.is_some_and(|due| due <= LOOK_EVERY) {
                    keeper.flush();
                } else {
                    keeper.look();
                }
            }
            Err(RecvTimeoutError::Disconnected) => {
                if due.is_some() {
                    keeper.flush();
                }
                return;
            }
        }
    }
}

struct Keeper<'p> {
    n_looks: usize,
    journal: Result<Journal, Message>,
    post: &'p Post,
}

impl Keeper<'_> {
    fn apply(&mut self, order: KeepOrder) {
        match (order, &mut self.journal) {
            (KeepOrder::Begin(begun), Ok(journal)) => journal.begin(*begun),
            (KeepOrder::Change(doc, change), Ok(journal)) => journal.change(doc, change),
            (KeepOrder::Saved { doc, path, revision, based_on }, Ok(journal)) => {
                journal.saved(doc, &path, (revision, based_on));
            }
            (KeepOrder::Forget(doc), Ok(journal)) => journal.forget(doc),
            (KeepOrder::ForgetLeft(file), Ok(journal)) => journal.forget_left(&file),
            (KeepOrder::Seal(doc, seal), Ok(journal)) => journal.seal(doc, seal),
            (KeepOrder::State(state, seal), Ok(journal)) => {
                let result = match &seal {
                    Some(seal) => journal.keep_sealed_state(&state, seal),
                    None => journal.keep_state(&state),
                };
                self.report_history(result);
            }
            (KeepOrder::Limit(limits), Ok(journal)) => journal.limit_history(limits),
            (KeepOrder::ForgetHistory(doc, path), Ok(journal)) => {
                let result = journal.forget_history(doc, &path);
                self.report_history(result);
            }
            (KeepOrder::HandOver(doc), Ok(journal)) => {
                let result = journal.hand_over(doc);
                self.report_history(result);
            }
            (KeepOrder::Look, Ok(_)) => self.n_looks = N_LOOKS,
            (KeepOrder::Begin(begun), Err(_)) if !begun.is_saved => self.refuse(begun.doc),
            (KeepOrder::Change(doc, _), Err(_)) => self.refuse(doc),
            (
                KeepOrder::Begin(_)
                | KeepOrder::Saved { .. }
                | KeepOrder::Forget(_)
                | KeepOrder::ForgetLeft(_)
                | KeepOrder::State(..)
                | KeepOrder::Seal(..)
                | KeepOrder::Limit(_)
                | KeepOrder::ForgetHistory(..)
                | KeepOrder::HandOver(_)
                | KeepOrder::Look,
                Err(_),
            ) => {}
            (KeepOrder::Talk(path, kept), _) => self.report_failure(store_json(&path, &kept)),
            (KeepOrder::Runs(path, runs), _) => self.report_failure(store_json(&path, &runs)),
            (KeepOrder::Drill(path, record), _) => self.report_failure(store_json(&path, &record)),
        }
    }

    fn flush(&mut self) {
        if let Ok(journal) = &mut self.journal {
            for kept in journal.flush() {
                self.post.send(Event::Kept(kept));
            }
        }
    }

    /// Looks for what a program has left that ended only after this one began.
    fn look(&mut self) {
        self.n_looks = self.n_looks.saturating_sub(1);
        if let Ok(journal) = &mut self.journal {
            let (texts, unreadable) = journal.newly_left();
            if !texts.is_empty() || !unreadable.is_empty() {
                self.post.send(Event::Left { texts, unreadable });
            }
        }
    }

    /// Without a journal nothing is safe, whatever its state.
    fn refuse(&self, doc: DocId) {
        if let Err(reason) = &self.journal {
            let kept = Kept { doc, revision: u64::MAX, result: Err(reason.clone()) };
            self.post.send(Event::Kept(kept));
        }
    }

    fn report_history(&self, result: io::Result<()>) {
        if let Err(err) = result {
            let reason = io_reason(&err);
            self.post.send(Event::Failed(message!(
                "the history of the brief could not be kept: {reason}",
                "資料の履歴を保存できません：{reason}",
                reason
            )));
        }
    }

    fn report_failure(&self, result: Result<(), TalkError>) {
        if let Err(err) = result {
            self.post.send(Event::Failed(err.message()));
        }
    }
}
