//! Sealed briefs in the window: the passphrase is asked for, and a thread opens or seals.

use std::path::{Path, PathBuf};

use crate::app::{App, Dialog, Request};
use crate::session::{DocId, Keyring, OpenError, OpenedSealed, Passphrase, Seal, SealError, asks_passphrase};

/// The passphrase of a brief as it is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SealAsked {
    /// What it is asked for.
    pub purpose: SealPurpose,
    /// What is typed.
    pub passphrase: String,
    /// What is typed the second time, where a brief is sealed.
    pub repeated: String,
    /// Whether the field was given the keyboard since it was shown, or since it was spoiled.
    pub is_focused: bool,
    /// Whether a thread is at work with it.
    pub is_busy: bool,
    /// Why the last one was not taken.
    pub problem: Option<String>,
}

/// What a passphrase is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SealPurpose {
    /// To open a brief.
    Open(PathBuf),
    /// To save the open brief sealed.
    Save(PathBuf),
}

impl SealAsked {
    fn new(purpose: SealPurpose) -> Self {
        let (passphrase, repeated) = (String::new(), String::new());
        Self { purpose, passphrase, repeated, is_focused: false, is_busy: false, problem: None }
    }
}

impl App {
    /// What the user has to open and seal briefs with.
    fn keyring(&self, passphrase: Option<String>) -> Keyring {
        self.settings.keyring(passphrase.map(Passphrase::new))
    }

    /// Whether briefs can be sealed with keys, without a passphrase.
    pub fn has_keys(&self) -> bool {
        !self.settings.identities.is_empty()
    }

    /// Opens a sealed brief: with the keys of the settings, or once its passphrase is typed.
    pub(super) fn open_sealed(&mut self, path: PathBuf) {
        match asks_passphrase(&path) {
            Ok(true) => self.view.dialog = Some(Dialog::Seal(SealAsked::new(SealPurpose::Open(path)))),
            Ok(false) => self.jobs.unseal(path, self.keyring(None), self.environment.state_folder.clone()),
            Err(err) => self.report(&err.message()),
        }
    }

    /// Saves the brief sealed, which it was not before: asks with what.
    pub(super) fn ask_seal(&mut self, path: &Path) {
        self.view.dialog = Some(Dialog::Seal(SealAsked::new(SealPurpose::Save(path.to_owned()))));
    }

    /// Does what a passphrase was asked for, with what was typed; without one, with the keys of the settings.
    pub fn use_seal(&mut self, mut asked: SealAsked, with_keys: bool) {
        let keyring = self.keyring((!with_keys).then(|| asked.passphrase.clone()));
        match &asked.purpose {
            SealPurpose::Open(path) => {
                self.jobs.unseal(path.clone(), keyring, self.environment.state_folder.clone());
            }
            SealPurpose::Save(_) if !with_keys && asked.passphrase != asked.repeated => {
                let words = self.word("The two are not the same", "二つの入力が一致しません");
                (asked.problem, asked.is_focused) = (Some(words.to_owned()), false);
                self.view.dialog = Some(Dialog::Seal(asked));
                return;
            }
            SealPurpose::Save(path) => self.jobs.make_seal(self.session.id(), path.clone(), keyring),
        }
        (asked.is_busy, asked.problem) = (true, None);
        self.view.dialog = Some(Dialog::Seal(asked));
    }

    /// A sealed brief was opened, or not.
    pub(super) fn sealed_opened(&mut self, is_asked: bool, result: Result<OpenedSealed, OpenError>) {
        let asked = match self.view.dialog.take_if(|dialog| matches!(dialog, Dialog::Seal(_))) {
            Some(Dialog::Seal(asked)) => Some(asked),
            _ => None,
        };
        match result {
            // It was closed by Escape before it was opened.
            Ok(_) if is_asked && asked.is_none() => {}
            Ok(OpenedSealed { session, left }) => {
                self.forget_kept();
                self.session = session;
                let n_lost = self.session.seal().map_or(0, Seal::n_readers_lost);
                match left {
                    Some(left) => self.open_recovered(left),
                    None => self.brief_opened(self.first_place(), None),
                }
                if n_lost > 0 {
                    self.complain(self.word(
                        "Others can read this brief whose keys are not known here; once it is saved they no longer can. Name their keys in .age-recipients beside it, or in the settings",
                        "この資料を読める人のうち、鍵が分からない人がいます。保存するとその人は読めなくなります。同じフォルダーの .age-recipients か設定に公開鍵を書いてください",
                    ));
                }
                self.requests.push(Request::FocusEditor);
            }
            Err(err) => match (err, asked) {
                (OpenError::Sealed { reason, .. }, Some(asked)) => {
                    let problem = Some(self.seal_problem(&reason));
                    let passphrase = String::new();
                    let asked = SealAsked { passphrase, is_focused: false, is_busy: false, problem, ..asked };
                    self.view.dialog = Some(Dialog::Seal(asked));
                }
                (err, _) => self.report(&err.message()),
            },
        }
    }

    /// Shows a sealed brief that the shell has opened.
    pub fn show_sealed(&mut self, opened: OpenedSealed) {
        self.sealed_opened(false, Ok(opened));
    }

    /// The seal was made under which the open brief is to be saved, or was not.
    pub(super) fn seal_made(&mut self, doc: DocId, path: &Path, result: Result<Seal, SealError>) {
        let is_asked = |dialog: &mut Dialog| matches!(dialog, Dialog::Seal(_));
        let Some(Dialog::Seal(asked)) = self.view.dialog.take_if(is_asked) else { return };
        match result {
            Ok(seal) if doc == self.session.id() => self.save_sealed(path, seal),
            Ok(_) => {}
            Err(reason) => {
                let problem = Some(self.seal_problem(&reason));
                self.view.dialog =
                    Some(Dialog::Seal(SealAsked { is_focused: false, is_busy: false, problem, ..asked }));
            }
        }
    }

    fn seal_problem(&self, reason: &SealError) -> String {
        match reason {
            SealError::WrongPassphrase | SealError::NeedsPassphrase => {
                self.word("This passphrase does not open it", "このパスフレーズでは開けません").to_owned()
            }
            SealError::NothingToSealWith => self
                .word(
                    "Type a passphrase, or name a key file in the settings",
                    "パスフレーズを入力するか、設定で鍵ファイルを指定してください",
                )
                .to_owned(),
            reason => reason.message().into_lang(self.lang()),
        }
    }

    /// Says that a sealed brief has text that was not saved. Which it is, nobody can tell before it is opened.
    pub(super) fn report_sealed_left(&mut self) {
        self.tell(
            self.word(
                "A sealed brief has text that was not saved; it is back when the brief is opened",
                "封印された資料に未保存の内容があります。開くと復元されます",
            ),
            None,
        );
    }
}
