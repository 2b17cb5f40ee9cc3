//! Changes of the fact book: written over the text they were made of, and followed by the brief.

use std::path::{Path, PathBuf};

use crate::app::book::words::{fault_words, import_fault_words, import_words};
use crate::app::jobs::KeepOrder;
use crate::app::{App, Dialog, Offer, Request};
use crate::brief::Lang;
use crate::facts::{EntryKind, change_entry, import_csv};
use crate::session::{Disk, Files as _, NewState, Origin, SaveError, SaveOutcome, io_reason, table_text};
use crate::text::{Edit, EditKind, Selection, Span, message};

/// The largest table that is imported.
const MAX_TABLE_BYTES: u64 = 16_000_000;

impl App {
    /// Writes what stands in the form into the book.
    pub fn save_entry(&mut self) {
        self.view.book.news.clear();
        let Ok(file) = &self.view.book.file else { return };
        let (id, form) = (self.view.book.chosen.clone(), self.view.book.form.clone());
        match change_entry(file.text(), id.as_ref(), &form, self.view.book.keeps_history) {
            Ok(text) => {
                self.view.book.follows =
                    form.id().key().filter(|_| self.view.book.updates_uses && id.is_some());
                let words = self.word("is in the book", "を基礎データ集に保存しました");
                self.view.book.news.push(format!("{} {words}", form.id().name));
                self.change_book(text);
            }
            Err(fault) => self.view.book.fault = Some(fault_words(&fault, self.lang())),
        }
    }

    /// Takes back the last change of the book. What the brief made of it has an undo of its own.
    pub fn undo_book(&mut self) {
        let Ok(file) = &mut self.view.book.file else { return };
        let before = file.text().to_owned();
        if file.undo() {
            self.view.book.news = vec![
                self.word(
                    "The last change of the book was taken back",
                    "基礎データ集の直前の変更を取り消しました",
                )
                .to_owned(),
            ];
            self.write_book(&before);
        }
    }

    /// Takes the figures of a table into the book.
    pub fn import_table(&mut self, path: &Path) {
        self.show_book();
        let Ok(file) = &self.view.book.file else { return };
        let lang = self.lang();
        let csv = match Disk.read(path, MAX_TABLE_BYTES) {
            Ok(bytes) => table_text(&bytes),
            Err(err) => {
                self.view.book.fault =
                    Some(format!("{}: {}", path.display(), io_reason(&err).into_lang(lang)));
                return;
            }
        };
        match import_csv(file.text(), &csv) {
            Ok(import) => {
                self.view.book.news = import_words(&import, lang);
                if import.text != file.text() {
                    self.change_book(import.text);
                }
            }
            Err(fault) => self.view.book.fault = Some(import_fault_words(&fault, lang)),
        }
    }

    pub(super) fn change_book(&mut self, text: String) {
        let Ok(file) = &mut self.view.book.file else { return };
        let before = file.text().to_owned();
        file.change(text);
        self.write_book(&before);
    }

    /// Orders that the book be written; what it was is an earlier state of its file.
    fn write_book(&mut self, before: &str) {
        let Ok(file) = &self.view.book.file else { return };
        let (path, task) = (file.path().to_owned(), file.save_task());
        self.keep_book(path, before, Origin::Opened);
        self.view.book.fault = None;
        let chosen = self.view.book.form.id();
        self.view.book.show(Some(chosen), self.view.book.form.kind);
        self.order_save(task);
        self.refresh_book();
    }

    fn keep_book(&self, path: PathBuf, text: &str, origin: Origin) {
        let at_unix_millis = (self.environment.wall_clock)().unix_millis;
        let state = NewState { path, text: text.to_owned(), origin, at_unix_millis };
        self.jobs.keep(KeepOrder::State(Box::new(state), None));
    }

    /// Takes in what became of the writing of a book; returns whether it was one.
    pub(in crate::app) fn book_saved(&mut self, outcome: SaveOutcome) -> Option<SaveOutcome> {
        if !self.view.book.is_of(outcome.doc) {
            return Some(outcome);
        }
        let Ok(file) = &mut self.view.book.file else { return None };
        let (path, text) = (outcome.path.clone(), outcome.text.clone());
        match file.apply_save(outcome) {
            Ok(()) => {
                self.keep_book(path, &text, Origin::Saved);
                // Charts, and figures that the brief leaves to the book, follow by themselves.
                self.order_resources();
                self.refresh_book();
                if let Some(key) = self.view.book.follows.take() {
                    self.update_uses(Some(&key));
                }
            }
            Err(err) => self.report_book_unsaved(&err),
        }
        None
    }

    /// The book was not written: it is as its file has it, and what stands in the form can be written again.
    fn report_book_unsaved(&mut self, err: &SaveError) {
        self.view.book.follows = None;
        self.view.book.news.clear();
        let form = self.view.book.form.clone();
        let fault = match err {
            SaveError::ChangedOnDisk { .. } => {
                self.view.book.file = Err(String::new());
                self.open_book();
                let words = self.word(
                    "Another program has changed the book; it was read anew. Look at the entry and write it again",
                    "基礎データ集が他のプログラムで変更されたため読み直しました。内容を確認して、もう一度保存してください",
                );
                words.to_owned()
            }
            err => {
                if let Ok(file) = &mut self.view.book.file {
                    file.undo();
                }
                self.refresh_book();
                err.message().into_lang(self.lang())
            }
        };
        let chosen = self.view.book.chosen.clone();
        self.view.book.show(chosen, form.kind);
        self.view.book.fault = Some(fault);
        self.view.book.form = form;
        if self.view.dialog.is_none() {
            self.view.dialog = Some(Dialog::FactBook);
        }
    }

    /// Writes the figures of the brief as the book has them, of one fact or of all, as one change that can be taken
    /// back.
    pub fn update_uses(&mut self, key: Option<&str>) {
        self.refresh_book();
        let edits = self.view.book.index.drifted_of(key);
        if edits.is_empty() {
            return;
        }
        let n_uses = edits.len();
        let before = self.session.revision();
        let after = Selection {
            anchor: carried(self.selection.anchor, &edits),
            head: carried(self.selection.head, &edits),
        };
        self.edit(edits, after, EditKind::Other);
        if self.session.revision() == before {
            return;
        }
        self.refresh_book();
        let words = match self.lang() {
            Lang::En if n_uses == 1 => "1 use in the brief was brought up to date".to_owned(),
            Lang::En => format!("{n_uses} uses in the brief were brought up to date"),
            Lang::Ja => format!("資料内の {n_uses} か所を更新しました"),
        };
        self.view.book.news.push(words.clone());
        self.tell(words, Some(Offer::Undo(self.session.id(), self.session.revision())));
    }

    /// Brings every figure of the brief up to date with the book, without its screen.
    pub fn update_all_uses(&mut self) {
        self.open_book();
        if self.view.book.index.drifted.is_empty() {
            self.tell(
                self.word("Every figure is as the book has it", "数値はすべて基礎データ集のとおりです"),
                None,
            );
        }
        self.update_uses(None);
    }

    /// Whether a fact form may be written: something was typed.
    pub fn may_save_entry(&self) -> bool {
        self.view.book.problem().is_none() && self.view.book.is_changed()
    }

    /// Names a fact book where the brief has none, and shows it with a figure to fill in. One that lies there already
    /// and has figures is listed on the left.
    pub fn add_first_entry(&mut self) {
        let is_named = self.session.brief().front.facts.is_some();
        if !is_named {
            self.name_fact_book(Self::USUAL_BOOK);
        }
        self.show_book();
        if is_named || self.view.book.index().book.facts.is_empty() {
            self.begin_entry(EntryKind::Fact);
        } else {
            self.view.dialog = None;
        }
    }

    /// Names a fact book in the front matter of the brief and begins it.
    pub fn begin_book(&mut self) {
        if self.session.brief().front.facts.is_none() {
            self.name_fact_book(Self::USUAL_BOOK);
        }
        self.open_book();
        self.begin_entry(EntryKind::Fact);
    }

    /// What a fact book is called where nobody has called it otherwise.
    const USUAL_BOOK: &str = "facts.toml";

    /// Whether a fact book lies beside the brief that it does not name.
    pub fn has_book_beside(&mut self) -> bool {
        let Some(path) = self.session.path().map(|path| path.with_file_name(Self::USUAL_BOOK)) else {
            return false;
        };
        if self.session.brief().front.facts.is_some() {
            return false;
        }
        // It is asked in each frame, and the disk only when something may have changed there.
        match &self.view.cues.book_beside {
            Some((known, is_there)) if *known == path => *is_there,
            _ => {
                let is_there = path.is_file();
                self.view.cues.book_beside = Some((path, is_there));
                is_there
            }
        }
    }

    /// Asks for a fact book.
    pub fn pick_book(&mut self) {
        self.requests.push(Request::PickBook);
    }

    /// Takes a fact book for the brief: one in its folder, or in one below, so that both can be moved together.
    pub(in crate::app) fn choose_book(&mut self, path: &Path) {
        let Some(folder) = self.session.path().and_then(Path::parent) else { return };
        let within = [std::path::absolute(path), std::path::absolute(folder.join(path))];
        let folder = std::path::absolute(folder).unwrap_or_default();
        let found = within.into_iter().flatten().find(|path| path.is_file());
        let name = found.as_deref().and_then(|path| path.strip_prefix(&folder).ok());
        match name {
            Some(name) => {
                self.name_fact_book(&name.to_string_lossy().replace('\\', "/"));
                self.requests.push(Request::FocusEditor);
            }
            None if found.is_some() => self.complain(self.word(
                "A fact book lies in the folder of its brief or in one below; copy it there first",
                "基礎データ集は資料と同じフォルダーかその下に置きます。先にそこへコピーしてください",
            )),
            None => {
                let path = path.display();
                self.report(&message!("{path} does not exist", "{path} がありません"));
            }
        }
    }
}

/// Where a place of the text stands after edits; within one, where that begins.
fn carried(at: usize, edits: &[Edit]) -> usize {
    let mut sorted: Vec<&Edit> = edits.iter().collect();
    sorted.sort_by_key(|edit| std::cmp::Reverse(edit.span));
    let mut span = Span::at(at);
    for edit in sorted {
        if !edit.carry(&mut span) {
            span = Span::at(edit.span.start);
        }
    }
    span.start
}
