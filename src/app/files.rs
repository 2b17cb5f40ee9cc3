//! Commands about files: opening, saving, leaving, bringing back, exporting.

use std::path::{Path, PathBuf};

use crate::app::jobs::{ExportOrder, KeepOrder};
use crate::app::{App, Dialog, Event, ExportChoice, Leave, Order, Request, Side};
use crate::brief::Lang;
use crate::session::{Disk, Protection, SaveError, Session, Watch, library};

impl App {
    /// Whether there is something to save.
    pub fn may_save(&self) -> bool {
        !self.session.is_saved() || self.session.path().is_none()
    }

    /// Saves to the brief's own file, or asks for one.
    pub fn save(&mut self) {
        if self.session.path().is_none() {
            self.requests.push(Request::PickSave);
            return;
        }
        let result = self.session.save(&Disk, &self.writing);
        self.meet_saving(result);
    }

    /// Saves to the brief's own file, though another program has changed it.
    pub fn save_over(&mut self) {
        let result = self.session.save_over(&self.writing);
        self.meet_saving(result);
    }

    /// Saves to a file that was chosen.
    pub fn save_as(&mut self, path: &Path) {
        let result = self.session.save_as(path, &self.writing);
        self.meet_saving(result);
        self.list_library();
    }

    fn meet_saving(&mut self, result: Result<(), SaveError>) {
        match result {
            Ok(()) => {
                self.protection = Protection::Saved;
                let path = self.session.path().map(Path::to_owned);
                if let Some(path) = path {
                    self.change_settings(|settings| settings.remember(&path));
                }
                self.forget_kept();
                if let Some(Dialog::Unsaved(leave)) = self.view.dialog.take() {
                    self.leave(leave);
                }
            }
            Err(SaveError::ChangedOnDisk { .. }) => self.view.dialog = Some(Dialog::ChangedOnDisk),
            Err(err) => self.complain(err.to_string()),
        }
    }

    /// Opens a brief, once the text of the one before is saved or given up.
    pub fn open(&mut self, path: PathBuf) {
        self.leave_when_saved(Leave::Open(path));
    }

    /// Begins a brief.
    pub fn begin(&mut self, text: String) {
        self.leave_when_saved(Leave::New(text));
    }

    /// Ends the program.
    pub fn quit(&mut self) {
        self.leave_when_saved(Leave::Quit);
    }

    fn leave_when_saved(&mut self, leave: Leave) {
        if self.session.is_saved() {
            self.leave(leave);
        } else {
            self.view.dialog = Some(Dialog::Unsaved(leave));
        }
    }

    /// Leaves the brief as it is, saved or not.
    pub fn leave(&mut self, leave: Leave) {
        self.view.dialog = None;
        match leave {
            Leave::Quit => {
                self.forget_kept();
                self.is_leaving = true;
                self.requests.push(Request::Close);
            }
            Leave::Open(path) => match Session::open(&path, &Disk) {
                Ok(session) => {
                    self.forget_kept();
                    self.session = session;
                    self.change_settings(|settings| settings.remember(&path));
                    self.brief_opened();
                    self.watch();
                    self.requests.push(Request::FocusEditor);
                }
                Err(err) => self.complain(err.to_string()),
            },
            Leave::New(text) => {
                self.forget_kept();
                self.session = Session::unnamed(text, &Disk);
                self.brief_opened();
                self.requests.push(Request::FocusEditor);
            }
        }
    }

    /// Another program changed a file: what the brief refers to is read anew, the brief itself only if it is saved.
    pub(super) fn meet_change(&mut self) {
        if self.session.is_changed_on_disk(&Disk) {
            match self.session.path().map(Path::to_owned) {
                Some(path) if self.session.is_saved() => {
                    self.leave(Leave::Open(path));
                    self.tell(
                        self.word(
                            "The file was changed elsewhere and read anew",
                            "ファイルが他で変更されたため読み直しました",
                        ),
                        None,
                    );
                }
                _ => self.view.dialog = Some(Dialog::ChangedOnDisk),
            }
        } else {
            self.refresh();
        }
    }

    /// Lists the briefs of the library's folder anew.
    pub fn list_library(&mut self) {
        let beside = self.session.path().and_then(Path::parent).map(Path::to_owned);
        self.library = match self.settings.library.clone().or(beside) {
            Some(folder) if folder.as_os_str().is_empty() => library(Path::new(".")),
            Some(folder) => library(&folder),
            None => Ok(Vec::new()),
        };
    }

    /// A name for the file of a copy. It tells nothing that the copy does not.
    pub fn export_name(&self, choice: ExportChoice) -> String {
        let stem =
            self.session.path().and_then(Path::file_stem).map(|stem| stem.to_string_lossy().into_owned());
        let stem = stem.filter(|_| choice.reader.is_ours()).unwrap_or_else(|| {
            let title = self.session.brief().front.lang;
            match title {
                Lang::En => "paper".to_owned(),
                Lang::Ja => "資料".to_owned(),
            }
        });
        format!("{stem}-{}.{}", choice.reader.name(), choice.extension)
    }

    /// Writes the file of a copy.
    pub fn export_to(&mut self, path: PathBuf, choice: ExportChoice) {
        self.view.dialog = None;
        if self.session.is_at(&path) {
            let words = self.word(
                "is the brief itself; choose another name",
                "はブリーフ本体です。別の名前にしてください",
            );
            self.complain(format!("{} {words}", path.display()));
            return;
        }
        self.jobs.order(Order::Export(ExportOrder { path, choice, writing: self.writing.clone() }));
    }

    /// Does what a path was asked for.
    pub fn picked(&mut self, request: &Request, path: PathBuf) {
        match request {
            Request::PickBrief => self.open(path),
            Request::PickFolder => self.choose_library(path),
            Request::PickSave => self.save_as(&with_ending(path, "md")),
            Request::PickExport(choice) => self.export_to(with_ending(path, choice.extension), *choice),
            Request::Close | Request::FocusEditor | Request::ShowFolder(_) | Request::ToggleFullScreen => {}
        }
    }

    /// Asks for a path to be typed, where the system shows no dialog for files.
    pub fn ask_path(&mut self, request: Request) {
        let folder = self.session.path().and_then(Path::parent).map(Path::to_owned).unwrap_or_default();
        let path = match &request {
            Request::PickSave => folder.join(self.suggested_name()),
            Request::PickExport(choice) => folder.join(self.export_name(*choice)),
            _ => folder.join(""),
        };
        self.view.dialog = Some(Dialog::Path { request, path: path.display().to_string() });
    }

    /// Brings back the first text that was not saved when the program last ended.
    pub fn recover(&mut self) {
        if self.recovered.is_empty() {
            return;
        }
        if !self.session.is_saved() {
            let words = self.word(
                "Save this brief first, then bring the other back",
                "先に現在のブリーフを保存してください",
            );
            self.complain(words);
            return;
        }
        let entry = self.recovered.remove(0);
        let left = entry.id.clone();
        self.forget_kept();
        self.session = Session::recovered(entry, &Disk);
        self.brief_opened();
        // What was left is let go only when the same text is kept anew.
        self.jobs.keep(KeepOrder::Write(self.session.entry()));
        self.jobs.keep(KeepOrder::RemoveLeft(left));
        self.tell(self.word("Brought back, not yet saved", "復元しました（未保存）"), None);
    }

    /// Reads the brief's file anew, giving up what was typed since.
    pub fn reread(&mut self) {
        if let Some(path) = self.session.path().map(Path::to_owned) {
            self.leave(Leave::Open(path));
        }
    }

    /// Lets go of what was kept of the brief in case the program ends.
    pub(super) fn forget_kept(&mut self) {
        self.jobs.keep(KeepOrder::Remove(self.session.id().to_owned()));
    }

    /// Whether the window may close: the program was told to end.
    pub fn is_leaving(&self) -> bool {
        self.is_leaving
    }

    /// Lists the briefs of another folder from now on.
    pub fn choose_library(&mut self, folder: PathBuf) {
        self.change_settings(|settings| settings.library = Some(folder));
        self.list_library();
        self.view.side = Some(Side::Library);
    }

    /// A name for a brief that has none.
    pub fn suggested_name(&self) -> String {
        if let Some(name) = self.session.path().and_then(Path::file_name) {
            return name.to_string_lossy().into_owned();
        }
        let title = self.session.brief().front.title.clone().unwrap_or_default().to_lowercase();
        let words: Vec<&str> =
            title.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
        let stem = words.join("-");
        format!("{}.md", if stem.is_empty() { "brief" } else { &stem })
    }

    /// Meets a file that was dropped on the window.
    pub fn drop_file(&mut self, path: &Path) {
        let extension =
            path.extension().and_then(|extension| extension.to_str()).unwrap_or("").to_lowercase();
        match extension.as_str() {
            "md" | "markdown" | "txt" => self.open(path.to_owned()),
            "png" | "jpg" | "jpeg" | "gif" | "webp" => self.insert_picture(path),
            _ => {
                let words = self.word("is neither a brief nor a picture", "はブリーフでも画像でもありません");
                self.complain(format!("{} {words}", path.display()));
            }
        }
    }

    /// Watches the brief's folder from now on.
    pub(super) fn watch(&mut self) {
        let (sender, wake) = (self.sender.clone(), std::sync::Arc::clone(&self.wake));
        let tell = move || {
            sender.send(Event::ChangedOnDisk).ok();
            wake();
        };
        // Without a watch, a change is still noticed before it would be overwritten.
        self.watching = self.session.path().and_then(|path| Watch::new(path, tell).ok());
    }
}

fn with_ending(mut path: PathBuf, extension: &str) -> PathBuf {
    if path.extension().is_none() {
        path.set_extension(extension);
    }
    path
}
