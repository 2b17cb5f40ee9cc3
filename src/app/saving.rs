//! Saving, in a thread of its own: a share that does not answer stops nobody from typing.

use std::path::Path;
use std::time::Duration;

use crate::app::jobs::KeepOrder;
use crate::app::{App, Dialog, Offer, Replacing, Request};
use crate::session::{Disk, FileState, Origin, SaveError, SaveOutcome, SaveTask, Seal, is_sealed};

/// How long a save is waited for before the window goes on without: as long as nobody notices.
const AT_ONCE: Duration = Duration::from_millis(400);

/// What is being written at this moment, and what waits for it.
#[derive(Debug, Default)]
pub(super) struct Writes {
    /// How many exports are under way.
    pub(super) n_exports: usize,
    /// How many saves are.
    pub(super) n_saves: usize,
    /// Whether the brief is to be saved once more when the save under way has ended.
    pub(super) saves_again: bool,
    /// Whether the window may close.
    pub(super) is_leaving: bool,
    /// Whether the program ends when all is written.
    pub(super) quits_when_written: bool,
}

impl App {
    /// Whether there is something to save.
    pub fn may_save(&self) -> bool {
        !self.session.is_saved() || self.session.path().is_none()
    }

    /// Saves to the brief's own file, or asks for one.
    pub fn save(&mut self) {
        if self.refuses_change() {
            return;
        }
        // A folder that is synced sends each write on: what the file holds already is not written again.
        if self.writes.n_saves == 0 && self.session.is_saved() && self.session.is_in_file(&Disk) {
            return;
        }
        self.session.look_at_file();
        if self.session.file_state() == FileState::ReadOnly {
            let words = self.word(
                "The file can only be read and was left as it is. The text is still here: save it elsewhere",
                "ファイルが読み取り専用のため書き込みませんでした。本文は失われていません。別の場所に保存してください",
            );
            self.complain_with(words, &Offer::SaveElsewhere);
            return;
        }
        // What the file holds when this one begins is known only when the one under way has ended.
        if self.writes.n_saves > 0 {
            self.writes.saves_again = true;
            return;
        }
        match self.session.save_task() {
            Ok(task) => self.order_save(task),
            Err(_) => self.requests.push(Request::PickSave),
        }
    }

    /// Saves to a file that is not there yet.
    pub(super) fn save_to_new(&mut self, path: &Path) {
        self.order_save(self.session.save_new_task(path));
    }

    /// Saves to the brief's own file, though another program has changed it. What that program wrote can be had back:
    /// it is the step that can be made again.
    pub fn save_over(&mut self) {
        match self.session.read_changes(&Disk, self.selection, self.now_millis) {
            Ok(theirs) => {
                if let Some((text, _)) = self.session.base() {
                    self.keep_state(Origin::Theirs, text);
                }
                if let Some(change) = theirs {
                    self.text_changed(change);
                    self.undo();
                    self.tell(
                        self.word(
                            "Ctrl+Y shows what the other program wrote",
                            "Ctrl+Y で相手の内容を表示できます",
                        ),
                        None,
                    );
                }
                // Should it write once more, that is asked about again.
                self.save();
            }
            // What it wrote is no text, or cannot be read.
            Err(_) => {
                if let Some(path) = self.session.path().map(Path::to_owned) {
                    self.order_save(self.session.save_as_task(&path));
                }
            }
        }
    }

    /// Saves to a file that was chosen; asks first where one of that name is there.
    pub fn save_as(&mut self, path: &Path) {
        if self.session.is_at(path) {
            self.save();
        } else if path.symlink_metadata().is_ok() {
            let files = vec![path.to_owned()];
            self.view.dialog = Some(Dialog::Replace { replacing: Replacing::Save(path.to_owned()), files });
        } else {
            self.save_to(path);
        }
    }

    /// Saves to a file that was chosen, whatever it holds.
    pub(super) fn save_to(&mut self, path: &Path) {
        if is_sealed(path) && self.session.seal().is_none() {
            self.ask_seal(path);
            return;
        }
        self.order_save(self.session.save_as_task(path));
    }

    /// Saves to a file that was chosen, sealed, which the brief was not before.
    pub(super) fn save_sealed(&mut self, path: &Path, seal: Seal) {
        self.order_save(self.session.save_sealed_task(path, seal));
    }

    /// Orders that a file be written, and waits for it as long as nobody notices.
    pub(super) fn order_save(&mut self, task: SaveTask) {
        self.writes.n_saves += 1;
        self.jobs.save(task, &self.environment.writing);
        self.take_saved(AT_ONCE);
    }

    /// Takes in what became of saves.
    pub(super) fn take_saved(&mut self, wait: Duration) {
        let mut wait = wait;
        while self.writes.n_saves > 0
            && let Some(outcome) = self.jobs.saved(wait)
        {
            wait = Duration::ZERO;
            self.writes.n_saves -= 1;
            self.save_ended(outcome);
        }
    }

    fn save_ended(&mut self, outcome: SaveOutcome) {
        let is_written = outcome.problem().is_none();
        let Some(outcome) = self.book_saved(outcome) else {
            self.quit_if_written(is_written);
            return;
        };
        let (doc, revision, path) = (outcome.doc, outcome.revision, outcome.path.clone());
        if doc == self.session.id() {
            let is_moved = self.session.path() != Some(&path);
            if is_written {
                // What is there no more is in the history.
                self.keep_base();
            }
            match self.session.apply_save(outcome) {
                Ok(()) => self.saved_to(&path, revision, is_moved),
                Err(err) => self.report_unsaved(&err),
            }
        } else if let Some(problem) = outcome.problem() {
            // The brief was closed meanwhile, and its text given up; still, it is told.
            self.report(&problem.message());
        }
        if std::mem::take(&mut self.writes.saves_again) && is_written && doc == self.session.id() {
            self.save();
        }
        self.quit_if_written(is_written);
    }

    /// The brief's file holds a state of its text.
    fn saved_to(&mut self, path: &Path, revision: u64, is_moved: bool) {
        self.note_saved(revision);
        if let Some((text, _)) = self.session.base() {
            self.keep_state(Origin::Saved, text);
        }
        self.toasts.retain(|toast| !matches!(toast.offer, Some(Offer::SaveElsewhere | Offer::SaveInUtf8)));
        self.change_settings(|settings| settings.remember(path));
        if is_moved {
            self.view.cues.look_of = Some(path.to_owned());
            self.watch();
            self.claim_brief();
            self.order_resources();
            self.list_library();
        }
        if !self.session.is_saved() {
            // Somebody typed on; what waits for the save to leave the brief waits for that, too.
            return;
        }
        if let Some(Dialog::Unsaved(leave)) = self.view.dialog.take() {
            self.leave(leave);
        }
    }

    fn report_unsaved(&mut self, err: &SaveError) {
        if let SaveError::ChangedOnDisk { .. } = err {
            self.ask_about_disk();
            return;
        }
        if let SaveError::NoLetter { .. } = err {
            self.offer_utf8(err);
            return;
        }
        let words = self.word(
            "The text is still here, and Ctrl+Shift+S saves it elsewhere",
            "本文は失われていません。Ctrl+Shift+S で別の場所に保存できます",
        );
        let stop = self.word(". ", "。");
        let words = format!("{}{stop}{words}", err.message().in_lang(self.lang()));
        self.complain_with(&words, &Offer::SaveElsewhere);
    }

    /// The file was deleted, has come back, or may be written or not by now.
    pub(super) fn file_state_changed(&mut self) {
        let revision = self.session.revision();
        match self.session.file_state() {
            FileState::Gone => {
                // The journal holds nothing of a text that was saved.
                let begun = self.session.begun(self.selection, None);
                self.jobs.keep(KeepOrder::Begin(Box::new(begun)));
                self.safety.text_changed(revision, self.now_millis);
                self.tell(
                    self.word(
                        "The file was deleted or moved elsewhere; the text is still here, and Ctrl+S writes it again",
                        "ファイルが削除又は移動されました。本文は失われていません。Ctrl+S で再度保存できます",
                    ),
                    None,
                );
            }
            FileState::Usual | FileState::ReadOnly => {
                if self.session.is_saved() && !self.session.is_changed_on_disk(&Disk) {
                    self.note_saved(revision);
                }
            }
        }
        self.protection = self.safety.protection(self.session.is_saved(), self.now_millis);
    }

    /// The file holds a state of the text: the journal and the status line are told.
    pub(super) fn note_saved(&mut self, revision: u64) {
        if self.session.is_saved() {
            self.safety.reset();
        }
        self.protection = self.safety.protection(self.session.is_saved(), self.now_millis);
        let path = self.session.path().map(Path::to_owned);
        if let (Some(path), Some(based_on)) = (path, self.session.on_disk()) {
            self.jobs.keep(KeepOrder::Seal(self.session.id(), self.session.seal().cloned()));
            self.jobs.keep(KeepOrder::Saved { doc: self.session.id(), path, revision, based_on });
        }
    }
}
