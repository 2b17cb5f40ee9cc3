//! Commands about files: opening, leaving, exporting, and what other programs write.

use std::path::{Path, PathBuf};

use crate::app::importing::imported_name;
use crate::app::inserting::PICTURES;
use crate::app::jobs::{ExportOrder, ExportResult, KeepOrder};
use crate::app::{About, App, Dialog, ExportChoice, Find, Leave, Offer, Order, Replacing, Request, Side};
use crate::brief::Lang;
use crate::session::{Disk, DocId, Encoding, Origin, Session, Watch, is_office, is_sealed};
use crate::text::Selection;

impl App {
    /// Opens a brief, once the text of the one before is saved or given up.
    pub fn open(&mut self, path: PathBuf) {
        self.leave_when_saved(Leave::Open(path));
    }

    /// Opens a brief where some words stand in it.
    pub fn open_at(&mut self, path: PathBuf, words: &str) {
        self.view.cues.sought = Some(words.trim().to_owned()).filter(|words| !words.is_empty());
        if self.session.is_at(&path) {
            let found = self.place_of_sought();
            self.view.cues.shows_what_follows = true;
            self.select(found);
            self.requests.push(Request::FocusEditor);
        } else {
            self.open(path);
        }
    }

    /// Where the words stand that were sought when the brief was opened; where one begins to write where they do not.
    pub(super) fn place_of_sought(&mut self) -> Selection {
        let Some(pattern) = self.view.cues.sought.take() else { return self.first_place() };
        let find = Find { pattern, ..Find::default() };
        let found = find.matches(self.session.text()).unwrap_or_default();
        found
            .first()
            .map_or_else(|| self.first_place(), |span| Selection { anchor: span.start, head: span.end })
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
        if self.session.is_saved() || self.is_read_only() {
            self.leave(leave);
        } else {
            self.view.dialog = Some(Dialog::Unsaved(leave));
        }
    }

    /// Leaves the brief as it is, saved or not.
    pub fn leave(&mut self, leave: Leave) {
        self.view.dialog = None;
        match leave {
            Leave::Quit if self.writes.n_exports + self.writes.n_saves > 0 => {
                self.writes.quits_when_written = true;
                self.tell(
                    self.word(
                        "The window closes when the file is written",
                        "書き込みが終わりしだい終了します",
                    ),
                    None,
                );
            }
            Leave::Quit => {
                self.forget_kept();
                self.release_claim();
                self.writes.is_leaving = true;
                self.requests.push(Request::Close);
            }
            Leave::Open(path) if is_sealed(&path) => self.open_sealed(path),
            Leave::Open(path) => self.open_in(path, Encoding::Utf8),
            Leave::New(text) => {
                self.forget_kept();
                self.session = Session::unnamed(text, &Disk);
                self.brief_opened(self.first_place(), None);
                self.requests.push(Request::FocusEditor);
            }
        }
    }

    /// Another program changed a file: what the brief refers to is read anew, the brief itself only if it is saved,
    /// and then as a change that can be taken back.
    pub(super) fn meet_change(&mut self) {
        self.look_at_claims();
        if self.writes.n_saves == 0 && self.session.look_at_file() {
            self.file_state_changed();
        }
        // What is being saved at this moment looks like another program's doing.
        if self.writes.n_saves > 0 || !self.session.is_changed_on_disk(&Disk) {
            self.order_resources();
            return;
        }
        if !self.session.is_saved() {
            self.ask_about_disk();
            return;
        }
        self.reread();
        if self.session.is_saved() {
            self.tell(
                self.word(
                    "The file was changed elsewhere and read anew; Ctrl+Z takes it back",
                    "ファイルが他で変更されたため読み直しました（Ctrl+Z で元に戻せます）",
                ),
                None,
            );
        }
    }

    /// Writes the file of a copy; asks first where files of that name are there.
    pub fn export_to(&mut self, path: PathBuf, choice: ExportChoice) {
        self.view.dialog = None;
        self.forget_about(About::Export);
        if self.session.is_at(&path) {
            let words = self
                .word("is the brief itself; choose another name", "は資料本体です。別の名前にしてください");
            let words = format!("{} {words}", path.display());
            self.tell_about(About::Export, |app| app.complain(words));
            return;
        }
        self.order_export(path, choice, Vec::new());
    }

    fn order_export(&mut self, path: PathBuf, choice: ExportChoice, replaces: Vec<PathBuf>) {
        self.writes.n_exports += 1;
        self.jobs.order(Order::Export(ExportOrder {
            doc: self.session.id(),
            path,
            choice,
            states: self.view.export_states.clone(),
            drawn: if choice.has_ink && choice.can_have_ink() {
                self.practice.drawn.clone()
            } else {
                Vec::new()
            },
            own: self.session.path().map(Path::to_owned),
            replaces,
            house: self.settings.house_files(),
            writing: self.environment.writing.clone(),
        }));
    }

    /// Does what was asked about files that are there already: they are replaced.
    pub fn replace(&mut self, replacing: Replacing, files: Vec<PathBuf>) {
        self.view.dialog = None;
        match replacing {
            Replacing::Save(path) => self.save_to(&path),
            Replacing::Export(doc, path, choice) if doc == self.session.id() => {
                self.order_export(path, choice, files);
            }
            Replacing::Export(..) => {}
        }
    }

    /// An export has ended, perhaps of a brief that was closed since.
    pub(super) fn export_ended(&mut self, doc: DocId, result: ExportResult) {
        self.writes.n_exports = self.writes.n_exports.saturating_sub(1);
        let is_written = matches!(result, ExportResult::Written(..));
        self.view.export_progress = None;
        self.tell_about(About::Export, |app| app.tell_export(doc, result));
        self.quit_if_written(is_written);
    }

    fn tell_export(&mut self, doc: DocId, result: ExportResult) {
        match result {
            ExportResult::Written(paths, warnings) => {
                warnings.iter().for_each(|warning| self.report(warning));
                let path = paths.first().cloned().unwrap_or_default();
                let words = match (self.lang(), paths.len()) {
                    (Lang::En, 0 | 1) => format!("{} was written", path.display()),
                    (Lang::En, n) => format!("{} and {} more were written", path.display(), n - 1),
                    (Lang::Ja, 0 | 1) => format!("{} を書き出しました", path.display()),
                    (Lang::Ja, n) => format!("{} ほか {} 件を書き出しました", path.display(), n - 1),
                };
                self.tell(words, path.parent().map(|folder| Offer::ShowFolder(folder.to_owned())));
            }
            ExportResult::WouldReplace { path, choice, files } => {
                let replacing = Replacing::Export(doc, path, choice);
                self.view.dialog = Some(Dialog::Replace { replacing, files });
            }
            ExportResult::Failed(problem) => self.report(&problem),
        }
    }

    /// Ends the program, if it waits for this; what went wrong is to be read before the window closes.
    pub(super) fn quit_if_written(&mut self, is_written: bool) {
        let quits = std::mem::take(&mut self.writes.quits_when_written) && is_written;
        if quits && self.writes.n_exports + self.writes.n_saves > 0 {
            self.writes.quits_when_written = true;
        } else if quits {
            self.leave(Leave::Quit);
        }
    }

    /// Does what a path was asked for, unless another brief was opened meanwhile.
    pub fn picked(&mut self, doc: DocId, request: &Request, path: PathBuf) {
        let is_of_brief = matches!(
            request,
            Request::PickSave
                | Request::PickExport(_)
                | Request::PickTable
                | Request::PickBook
                | Request::PickRows(_)
                | Request::PickPicture
                | Request::PickReport
        );
        if is_of_brief && doc != self.session.id() {
            self.complain(self.word(
                "Another brief was opened meanwhile; nothing was written",
                "別の資料が開かれたため、書き込みませんでした",
            ));
            return;
        }
        match request {
            Request::PickBrief => self.open(path),
            Request::PickImport => self.import_from(path),
            Request::PickImported(source) => self.import_to(source.clone(), with_ending(path, &["md"])),
            Request::PickFolder => self.begin_with_folder(path),
            Request::PickTable => self.import_table(&path),
            Request::PickBook => self.choose_book(&path),
            Request::PickRows(form) => self.fill_chart((**form).clone(), &path),
            Request::PickPicture => {
                self.forget_about(About::Picture);
                self.insert_picture(&path);
            }
            Request::PickReport => self.write_report(with_ending(path, &["pdf"])),
            Request::PickSave => self.save_as(&with_ending(path, &["md", "markdown", "txt", "age"])),
            Request::PickExport(choice) => self.export_to(with_ending(path, &[choice.extension]), *choice),
            Request::Close
            | Request::FocusEditor
            | Request::NextPanel { .. }
            | Request::Clipboard(_)
            | Request::ShowFolder(_)
            | Request::ToggleFullScreen => {}
        }
    }

    /// Does what a path was asked for, with one that was typed; a tilde stands for the home folder, as in a shell.
    pub fn path_typed(&mut self, request: &Request, typed: &str) {
        self.view.dialog = None;
        let typed = typed.trim();
        let home = typed.strip_prefix("~/").and_then(|rest| Some(etcetera::home_dir().ok()?.join(rest)));
        self.picked(self.session.id(), request, home.unwrap_or_else(|| PathBuf::from(typed)));
    }

    /// Where a path begins that is typed: in the folder of the brief, else in that of the library, else at home.
    fn usual_folder(&self) -> PathBuf {
        let beside = self.session.path().and_then(Path::parent).map(Path::to_owned);
        let folder = beside.or_else(|| self.settings.library.clone()).or_else(|| etcetera::home_dir().ok());
        let folder = folder.unwrap_or_default();
        std::path::absolute(&folder).unwrap_or(folder)
    }

    /// Asks for a path to be typed, where the system shows no dialog for files.
    pub fn ask_path(&mut self, request: Request) {
        let folder = self.usual_folder();
        let path = match &request {
            Request::PickSave => folder.join(self.suggested_name()),
            Request::PickExport(choice) => folder.join(self.export_name(*choice)),
            Request::PickReport => folder.join(self.report_name()),
            Request::PickImported(source) => source.with_file_name(imported_name(source)),
            _ => folder.join(""),
        };
        self.view.dialog = Some(Dialog::Path { request, path: path.display().to_string() });
    }

    /// Reads the brief's file anew. What was typed since can be had back: it is the step that can be undone.
    pub fn reread(&mut self) {
        self.keep_base();
        self.keep_given_up();
        match self.session.read_changes(&Disk, self.selection, self.now_millis) {
            Ok(change) => {
                if let Some(change) = change {
                    self.view.n_reveals += 1;
                    self.text_changed(change);
                }
                self.note_saved(self.session.revision());
                self.keep_state(Origin::Theirs, self.session.text());
                self.order_resources();
            }
            Err(err) => self.report(&err.message()),
        }
    }

    /// The window has the keyboard again: other programs may have written meanwhile, and not every disk says so.
    pub fn focus_gained(&mut self) {
        self.note_library_change();
        let is_free = self.view.dialog.is_none() && self.writes.n_saves == 0;
        if self.talk.is_some() {
            // It is looked at when nobody speaks any more.
            self.note_change();
        } else if is_free && (self.session.is_file_state_new() || self.session.is_changed_on_disk(&Disk)) {
            self.meet_change();
        }
    }

    /// Lets go of what was kept of the brief in case the program ends.
    pub(super) fn forget_kept(&mut self) {
        self.keep_given_up();
        self.jobs.keep(KeepOrder::Forget(self.session.id()));
    }

    /// Text that is in no file and is given up stays in the history.
    pub(super) fn keep_given_up(&self) {
        if !self.session.is_saved() {
            self.keep_state(Origin::Unsaved, self.session.text());
        }
    }

    /// Whether the window may close: the program was told to end.
    pub fn is_leaving(&self) -> bool {
        self.writes.is_leaving
    }

    /// Lists the briefs of another folder from now on.
    pub fn choose_library(&mut self, folder: PathBuf) {
        self.change_settings(|settings| settings.library = Some(folder));
        self.list_library();
        self.view.side = Some(Side::Library);
    }

    /// Meets a file that was dropped on the window.
    pub fn drop_file(&mut self, path: &Path) {
        let extension =
            path.extension().and_then(|extension| extension.to_str()).unwrap_or("").to_lowercase();
        match extension.as_str() {
            "md" | "markdown" | "txt" | "age" => self.open(path.to_owned()),
            _ if is_office(path) => self.import_from(path.to_owned()),
            ending if PICTURES.contains(&ending) => self.insert_picture(path),
            _ => {
                let words = self.word("is neither a brief nor a picture", "は資料でも画像でもありません");
                self.complain(format!("{} {words}", path.display()));
            }
        }
    }

    /// Watches the brief's folder from now on.
    pub(super) fn watch(&mut self) {
        let tell = self.jobs.change_notice(self.session.id());
        // Without a watch, a change is still noticed before it would be overwritten.
        self.claiming.brief_watch = self.session.path().and_then(|path| Watch::new(path, tell).ok());
    }
}

/// A path with an ending that says what the file is. What stands behind the last dot of a name may be part of it.
fn with_ending(path: PathBuf, endings: &[&str]) -> PathBuf {
    let typed = path.extension().and_then(|ending| ending.to_str()).unwrap_or("");
    let is_one = endings.iter().any(|ending| ending.eq_ignore_ascii_case(typed));
    match (is_one, path.file_name(), endings.first()) {
        (false, Some(name), Some(ending)) => {
            let mut name = name.to_owned();
            name.push(".");
            name.push(ending);
            path.with_file_name(name)
        }
        _ => path,
    }
}
