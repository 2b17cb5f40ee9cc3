//! The thread that keeps text safe: it hears of each change at once and writes within half a second, however fast
//! somebody types.

use std::sync::mpsc::{Receiver, RecvTimeoutError};

use crate::app::Event;
use crate::app::jobs::{KeepOrder, Post};
use crate::session::{DocId, Journal, Kept, TalkError, store_json};

pub(super) fn keep(journal: Result<Journal, String>, orders: &Receiver<KeepOrder>, post: &Post) {
    let mut keeper = Keeper { journal, post };
    loop {
        let due = keeper.journal.as_ref().ok().and_then(Journal::due_in);
        let order = match due {
            Some(wait) if wait.is_zero() => Err(RecvTimeoutError::Timeout),
            Some(wait) => orders.recv_timeout(wait),
            None => orders.recv().map_err(|_| RecvTimeoutError::Disconnected),
        };
        match order {
            Ok(order) => keeper.apply(order),
            Err(RecvTimeoutError::Timeout) => keeper.flush(),
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
    journal: Result<Journal, String>,
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
            (KeepOrder::Begin(begun), Err(_)) if !begun.is_saved => self.refuse(begun.doc),
            (KeepOrder::Change(doc, _), Err(_)) => self.refuse(doc),
            (KeepOrder::Begin(_) | KeepOrder::Saved { .. } | KeepOrder::Forget(_), Err(_)) => {}
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

    /// Without a journal nothing is safe, whatever its state.
    fn refuse(&self, doc: DocId) {
        if let Err(reason) = &self.journal {
            let kept = Kept { doc, revision: u64::MAX, result: Err(reason.clone()) };
            self.post.send(Event::Kept(kept));
        }
    }

    fn report_failure(&self, result: Result<(), TalkError>) {
        if let Err(err) = result {
            self.post.send(Event::Failed(err.to_string()));
        }
    }
}
