//! The fact book on its screen: looked through, changed entry by entry, and what the brief makes of it.
//!
//! Each change is written at once, over the text it was made of and nothing else, and can be taken back.

mod deleting;
mod index;
mod saving;
mod stale;
mod words;

pub use self::index::{BookFilter, BookIndex, BookRow};

use std::collections::BTreeSet;

use crate::app::{App, Dialog, Request};
use crate::facts::{EntryForm, EntryId, EntryKind, Use, read_form, state_of};
use crate::session::{BookFile, Disk, DocId};
use crate::text::Selection;

/// What the screen of the fact book holds.
#[derive(Clone, Debug)]
pub struct BookDesk {
    /// What is looked for.
    pub search: String,
    /// Which entries are listed.
    pub filter: BookFilter,
    /// The entry that is looked at; nothing where a new one is begun.
    pub chosen: Option<EntryId>,
    /// What stands in its fields.
    pub form: EntryForm,
    /// Whether a figure that changes stays in the history.
    pub keeps_history: bool,
    /// Whether the brief follows where a figure changes.
    pub updates_uses: bool,
    /// Whether the entry that is looked at is to be deleted though briefs cite it: asked once.
    pub is_deletion_asked: bool,
    /// Why the last change was not made.
    pub fault: Option<String>,
    /// What the last change did, line by line.
    pub news: Vec<String>,
    /// Where the brief uses facts whose time is past, in the order of the text.
    pub stale: Vec<Use>,
    /// The book that is open, or why none is.
    file: Result<BookFile, String>,
    index: BookIndex,
    /// The form as the book has it.
    form_in_book: EntryForm,
    /// The fact whose uses follow as soon as the book is written.
    follows: Option<String>,
}

impl Default for BookDesk {
    fn default() -> Self {
        Self {
            search: String::new(),
            filter: BookFilter::All,
            chosen: None,
            form: EntryForm::new(EntryKind::Fact),
            keeps_history: true,
            updates_uses: true,
            is_deletion_asked: false,
            fault: None,
            news: Vec::new(),
            stale: Vec::new(),
            file: Err(String::new()),
            index: BookIndex::default(),
            form_in_book: EntryForm::new(EntryKind::Fact),
            follows: None,
        }
    }
}

impl BookDesk {
    /// Why no book is open, if none is.
    pub fn problem(&self) -> Option<&str> {
        self.file.as_ref().err().map(String::as_str)
    }

    /// The name of the book's file.
    pub fn file_name(&self) -> String {
        let name = self.file.as_ref().ok().and_then(|file| file.path().file_name());
        name.map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
    }

    /// What the book holds, and what the brief uses of it.
    pub fn index(&self) -> &BookIndex {
        &self.index
    }

    /// Whether the form says something else than the book.
    pub fn is_changed(&self) -> bool {
        let fields = self.form.kind.fields();
        fields.iter().any(|field| self.form.get(field.name) != self.form_in_book.get(field.name))
    }

    /// Whether the last change of the book can be taken back.
    pub fn can_undo(&self) -> bool {
        self.file.as_ref().is_ok_and(BookFile::can_undo)
    }

    fn is_of(&self, doc: DocId) -> bool {
        self.file.as_ref().is_ok_and(|file| file.id() == doc)
    }

    /// Shows an entry as the book has it.
    fn show(&mut self, id: Option<EntryId>, kind: EntryKind) {
        let text = self.file.as_ref().map_or("", BookFile::text);
        let form = id.as_ref().and_then(|id| read_form(text, id));
        self.chosen = id.filter(|_| form.is_some());
        self.form = form.unwrap_or_else(|| EntryForm::new(kind));
        self.form_in_book = self.form.clone();
        self.is_deletion_asked = false;
        self.fault = None;
    }
}

impl App {
    /// Shows the fact book of the brief on a screen of its own.
    pub fn show_book(&mut self) {
        let before = self.view.book.file.as_ref().map(|file| file.text().to_owned()).ok();
        self.open_book();
        let is_same = self.view.book.file.as_ref().is_ok_and(|file| before.as_deref() == Some(file.text()));
        self.view.book.news.clear();
        // What was typed when the screen was left is still there, unless the book is another one by now.
        if !(is_same && self.view.book.is_changed()) {
            let id = self.view.book.chosen.clone().or_else(|| self.cited_near_cursor());
            self.view.book.show(id, EntryKind::Fact);
        }
        self.view.dialog = Some(Dialog::FactBook);
    }

    /// The fact that is cited at the cursor or next before it, else the first that the brief uses.
    fn cited_near_cursor(&self) -> Option<EntryId> {
        let uses = &self.view.book.index.uses;
        let all = uses.iter().flat_map(|(key, uses)| uses.iter().map(move |used| (used.span.start, key)));
        let head = self.selection.head;
        // What stands before the cursor comes first, the nearest of it; then what stands behind.
        let nearest = all.min_by_key(|(start, _)| (*start > head, start.abs_diff(head)))?;
        Some(EntryId::of_fact(nearest.1))
    }

    /// Shows one entry of the fact book on the book's screen.
    pub fn show_in_book(&mut self, id: EntryId) {
        self.show_book();
        self.choose_entry(id);
    }

    /// Opens the book that the brief names, unless it is open and the file is as it was read.
    fn open_book(&mut self) {
        let name = self.session.brief().front.facts.clone();
        let file = match (self.session.path(), name) {
            (None, _) => Err(self
                .word(
                    "Save the brief first, so that the book can lie beside it",
                    "先に資料を保存してください（基礎データ集はその隣に置かれます）",
                )
                .to_owned()),
            (_, None) => Err(self
                .word(
                    "This brief names no fact book: a file of figures with their sources, beside the brief",
                    "基礎データ集（出典付きの数値を収めたファイル）が指定されていません",
                )
                .to_owned()),
            (Some(path), Some(name)) => {
                let lang = self.lang();
                BookFile::open(path, &name, &Disk).map_err(|err| err.message().into_lang(lang))
            }
        };
        let is_same = match (&self.view.book.file, &file) {
            (Ok(open), Ok(read)) => open.path() == read.path() && open.text() == read.text(),
            _ => false,
        };
        if !is_same {
            self.view.book.file = file;
        }
        self.refresh_book();
    }

    /// Brings the list of the book up to date with book and brief.
    pub fn refresh_book(&mut self) {
        let today = crate::check::reference_day(&self.session.brief().front, self.today());
        if let Ok(file) = &self.view.book.file {
            self.view.book.index.refresh(file, &self.session, today);
        } else {
            self.view.book.index = BookIndex::default();
        }
    }

    /// Looks at an entry. What stands in the form and is not written is given up.
    pub fn choose_entry(&mut self, id: EntryId) {
        let kind = id.kind;
        self.view.book.news.clear();
        self.view.book.show(Some(id), kind);
    }

    /// Begins an entry.
    pub fn begin_entry(&mut self, kind: EntryKind) {
        self.view.book.news.clear();
        self.view.book.show(None, kind);
    }

    /// The states of which the brief's book has figures, by their codes.
    pub fn states_of_book(&self) -> Vec<&'static str> {
        let book = &self.session.loaded().book;
        let codes = book.facts.keys().filter_map(|key| state_of(book, key)).map(|state| state.code);
        let codes: BTreeSet<&'static str> = codes.collect();
        codes.into_iter().collect()
    }

    /// Asks for a table to be imported.
    pub fn pick_table(&mut self) {
        self.requests.push(Request::PickTable);
    }

    /// Leaves the book and goes to a place where a fact is used.
    pub fn go_to_use(&mut self, at: usize) {
        self.view.dialog = None;
        self.select(Selection::at(at.min(self.session.text().len())));
        self.requests.push(Request::FocusEditor);
    }
}
