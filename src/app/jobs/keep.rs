//! The thread that keeps text safe: it hears of each change at once and writes within half a second, however fast
//! somebody types.

use std::io;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::Duration;

use crate::app::jobs::{ClaimSide, ClaimWatch, KeepOrder, Post};
use crate::app::{ClaimNews, Event};
use crate::session::{Claims, DocId, Journal, Kept, TalkError, Timer, io_reason, store_json};
use crate::text::{Message, message};

/// How often, and how many times, it is looked whether a program that was just killed has let go of its lock.
const LOOK_EVERY: Duration = Duration::from_millis(500);
const N_LOOKS: usize = 20;
/// How often the claim of the open brief is looked at. Nothing tells of a program that was killed, and a window that is
/// covered or minimised draws no frame in which it could look itself.
const CLAIM_EVERY: Duration = Duration::from_secs(1);

pub(super) fn keep(journal: Result<Journal, Message>, orders: &Receiver<KeepOrder>, post: &Post) {
    let claims = journal.as_ref().ok().map(Journal::claims);
    let n_looks = if journal.is_ok() { N_LOOKS } else { 0 };
    let mut looks_at = Timer::default();
    looks_at.set((n_looks > 0).then_some(LOOK_EVERY));
    let mut keeper = Keeper { n_looks, looks_at, claims, claim: None, journal, post };
    loop {
        let due = keeper.journal.as_ref().ok().and_then(Journal::due_in);
        let look = keeper.looks_at.due_in();
        let order = match due.into_iter().chain(look).min() {
            Some(wait) if wait.is_zero() => Err(RecvTimeoutError::Timeout),
            Some(wait) => orders.recv_timeout(wait),
            None => orders.recv().map_err(|_| RecvTimeoutError::Disconnected),
        };
        match order {
            Ok(order) => keeper.apply(order),
            Err(RecvTimeoutError::Timeout) => {
                if due.is_some_and(|due| look.is_none_or(|look| due <= look)) {
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
    /// When it is looked next for what was left, and at the claim.
    looks_at: Timer,
    claims: Option<Claims>,
    claim: Option<ClaimWatch>,
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
            (KeepOrder::HandOver(doc), Ok(_)) => {
                self.hand_over(doc);
            }
            (KeepOrder::WatchClaim(claim), Ok(_)) => {
                self.claim = claim;
                self.looks_at.hasten(CLAIM_EVERY);
            }
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
                | KeepOrder::WatchClaim(_),
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

    /// Looks for what a program has left that ended only after this one began, and at the claim.
    fn look(&mut self) {
        let is_new = self.n_looks > 0;
        self.n_looks = self.n_looks.saturating_sub(1);
        // What is still owed now may come between the two looks, so this one is not the last.
        let is_owed = self.is_owed();
        if is_new || self.claim.as_ref().is_some_and(|claim| claim.side == ClaimSide::Owed) {
            self.take_left();
        }
        self.look_at_claim(is_owed);
        let every =
            if self.n_looks > 0 { Some(LOOK_EVERY) } else { self.claim.as_ref().map(|_| CLAIM_EVERY) };
        self.looks_at.set(every);
    }

    fn take_left(&mut self) {
        if let Ok(journal) = &mut self.journal {
            let (texts, unreadable) = journal.newly_left();
            if !texts.is_empty() || !unreadable.is_empty() {
                self.post.send(Event::Left { texts, unreadable });
            }
        }
    }

    fn is_owed(&self) -> bool {
        let claim = self.claims.as_ref().zip(self.claim.as_ref());
        claim.is_some_and(|(claims, claim)| claim.side == ClaimSide::Owed && claims.is_owed(&claim.path))
    }

    /// Hands over what is not saved once another window has claimed the brief, and tells what became of the claim.
    fn look_at_claim(&mut self, is_owed: bool) {
        let (Some(claims), Some(claim)) = (&self.claims, &mut self.claim) else { return };
        let doc = claim.doc;
        let is_foreign = claim.side == ClaimSide::Foreign;
        if is_foreign && claims.is_free(&claim.path) {
            self.claim = None;
            self.post.send(Event::Claim(doc, ClaimNews::Free));
        } else if !is_foreign && !claims.holds(&claim.path) {
            if let Some(revision) = self.hand_over(doc) {
                self.post.send(Event::Claim(doc, ClaimNews::Lost(revision)));
            }
        } else if claim.side == ClaimSide::Owed && !is_owed {
            claim.side = ClaimSide::Own;
            self.post.send(Event::Claim(doc, ClaimNews::HandedOver));
        }
    }

    /// Hands what is not saved of a document to the window that has claimed it; returns which revision that was.
    fn hand_over(&mut self, doc: DocId) -> Option<u64> {
        let Ok(journal) = &mut self.journal else { return None };
        match journal.hand_over(doc) {
            Ok(revision) => {
                if let (Some(claims), Some(claim)) =
                    (&self.claims, self.claim.as_mut().filter(|claim| claim.doc == doc))
                {
                    claim.side = ClaimSide::Foreign;
                    claims.handed_over(&claim.path);
                }
                revision
            }
            Err(err) => {
                // It stays in the journal of this program, where the other finds it when this one ends.
                self.claim = None;
                self.report_history(Err(err));
                None
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
