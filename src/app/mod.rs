//! The program minus the window: its state, its commands, what happens in its threads.
//!
//! Only [`App`] changes state, and only on the thread that draws. What a window alone can do leaves as a
//! [`Request`]; what takes time leaves as a job and comes back as an [`Event`].

mod command;
mod edits;
mod files;
mod find;
mod jobs;
mod outline;
mod preview;
mod settings;
mod show;
pub mod talk;
mod view;

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};

use crate::brief::{Lang, Measure, Reader, measure};
use crate::facts::Date;
use crate::layout::{Bitmap, Engine, Options, Pages, Paper, Shape, THEMES, theme_named};
use crate::session::{Disk, Entry, Journal, LibraryRow, Protection, Session, Watch, Writing};
use crate::text::{Diagnostic, Edit, EditKind, Selection, Severity};

pub use self::{
    command::{COMMANDS, Command, Menu, command_named},
    find::Find,
    jobs::{Jobs, KeepOrder, Order, PaintKey, PaintOrder, Referred, Revision, Wake, Wanted},
    outline::{OutlineRow, outline},
    preview::{PageSlot, Preview},
    settings::{Appearance, Language, Settings, SettingsError, settings_path},
    view::{Dialog, ExportChoice, Leave, Side, View, Zoom},
};

/// Words of the window in English and Japanese.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Words(pub &'static str, pub &'static str);

impl Words {
    /// The words in one language.
    pub fn in_lang(self, lang: Lang) -> &'static str {
        match lang {
            Lang::En => self.0,
            Lang::Ja => self.1,
        }
    }
}

/// What a job or the system tells the program.
pub enum Event {
    /// The fonts were read.
    Fonts {
        /// A font with Japanese for the window: its bytes and the index of its face.
        japanese: Option<(Arc<[u8]>, u32)>,
    },
    /// All pages were set.
    Typeset {
        /// Of which text.
        revision: Revision,
        /// Whose copy.
        reader: Reader,
        /// Which pages.
        shape: Shape,
        /// The pages.
        pages: Arc<Pages>,
        /// Where in the brief each slide begins.
        slide_starts: Vec<usize>,
    },
    /// The slide at the cursor was set.
    Slide {
        /// Of which text.
        revision: Revision,
        /// Where in the brief it begins.
        start: usize,
        /// Its pages.
        pages: Arc<Pages>,
    },
    /// A page was drawn.
    Painted {
        /// Which, and how large.
        key: PaintKey,
        /// The drawing.
        bitmap: Bitmap,
    },
    /// The brief was checked.
    Checked {
        /// Which text.
        revision: Revision,
        /// What was found.
        findings: Vec<Diagnostic>,
    },
    /// Text was kept safe, or could not be.
    Kept {
        /// Which text.
        revision: Revision,
        /// Why it could not be.
        result: Result<(), String>,
    },
    /// A file was written, or could not be.
    Exported(Result<Vec<PathBuf>, String>),
    /// A file beside the brief, or the brief's own, was changed by another program.
    ChangedOnDisk,
    /// A job failed.
    Failed(String),
}

/// What only a window can do.
#[derive(Clone, Debug, PartialEq)]
pub enum Request {
    /// Ask for a brief to open.
    PickBrief,
    /// Ask for the library's folder.
    PickFolder,
    /// Ask where to save.
    PickSave,
    /// Ask where to export to.
    PickExport(ExportChoice),
    /// Close the window.
    Close,
    /// Give the editor the keyboard.
    FocusEditor,
    /// Show a folder in the system's file manager.
    ShowFolder(PathBuf),
}

/// A line that says what happened, and goes by itself.
#[derive(Clone, Debug, PartialEq)]
pub struct Toast {
    /// What happened.
    pub words: String,
    /// Whether it is bad news, which stays until it is read.
    pub is_error: bool,
    /// A folder that can be shown.
    pub folder: Option<PathBuf>,
    /// When it came, in milliseconds of the program's clock.
    pub since_millis: u64,
}

/// The program.
pub struct App {
    /// The open brief.
    pub session: Session,
    /// Where the cursor stands.
    pub selection: Selection,
    /// The user's choices.
    pub settings: Settings,
    /// What the window shows.
    pub view: View,
    /// What is looked for.
    pub find: Find,
    /// What is likely to go wrong, in the order of the text.
    pub findings: Vec<Diagnostic>,
    /// The headings.
    pub outline: Vec<OutlineRow>,
    /// How long the brief is.
    pub measure: Measure,
    /// The pages.
    pub preview: Preview,
    /// The briefs of the library's folder, or why there are none.
    pub library: Result<Vec<LibraryRow>, String>,
    /// What happened lately.
    pub toasts: Vec<Toast>,
    /// What the window is to do.
    pub requests: Vec<Request>,
    /// Drawings that have come and are not yet on the screen.
    pub painted: Vec<(PaintKey, Bitmap)>,
    /// A font with Japanese for the window, once it is known whether there is one.
    pub japanese: Option<Option<(Arc<[u8]>, u32)>>,
    /// Whether the text is safe.
    pub protection: Protection,
    /// Text that was not saved when the program last ended.
    pub recovered: Vec<Entry>,
    /// Counts what the editor must look at: the cursor was moved from outside it.
    pub n_reveals: u64,
    settings_path: Option<PathBuf>,
    writing: Writing,
    jobs: Jobs,
    events: Receiver<Event>,
    sender: Sender<Event>,
    wake: Wake,
    today: Date,
    system_lang: Lang,
    now_millis: u64,
    kept: Revision,
    changed_millis: u64,
    wanted: Option<Wanted>,
    watching: Option<Watch>,
    is_leaving: bool,
    /// Whether the user chose to write without a skeleton.
    has_begun: bool,
}

/// What the program is given by whoever starts it.
pub struct Start {
    /// The brief.
    pub session: Session,
    /// The user's choices.
    pub settings: Settings,
    /// Where they are kept; nothing in tests.
    pub settings_path: Option<PathBuf>,
    /// Where text that is not saved is kept; nothing where there is no folder for it.
    pub journal: Option<Journal>,
    /// Today's date.
    pub today: Date,
    /// The language of the system.
    pub system_lang: Lang,
    /// Makes the engine, on the typesetter's thread.
    pub engine: fn() -> Engine,
    /// Calls the window.
    pub wake: Wake,
}

impl App {
    /// How long text may be unsafe before it is kept.
    const KEEP_AFTER_MILLIS: u64 = 400;
    /// How long good news stays.
    const TOAST_MILLIS: u64 = 6_000;

    /// Starts the program and its threads.
    pub fn new(start: Start) -> Self {
        let (sender, events) = channel();
        let recovered = start.journal.as_ref().map(Journal::left).unwrap_or_default();
        let jobs = Jobs::start(start.engine, start.journal, &sender, &start.wake);
        let mut app = Self {
            session: start.session,
            selection: Selection::default(),
            settings: start.settings,
            view: View::default(),
            find: Find::default(),
            findings: Vec::new(),
            outline: Vec::new(),
            measure: Measure::default(),
            preview: Preview::default(),
            library: Ok(Vec::new()),
            toasts: Vec::new(),
            requests: Vec::new(),
            painted: Vec::new(),
            japanese: None,
            protection: Protection::Saved,
            recovered,
            n_reveals: 0,
            settings_path: start.settings_path,
            writing: Writing::default(),
            jobs,
            events,
            sender,
            wake: start.wake,
            today: start.today,
            system_lang: start.system_lang,
            now_millis: 0,
            kept: 0,
            changed_millis: 0,
            wanted: None,
            watching: None,
            is_leaving: false,
            has_begun: false,
        };
        app.list_library();
        app.brief_opened();
        app.watch();
        app
    }

    /// The language of the window.
    pub fn lang(&self) -> Lang {
        match self.settings.language {
            Language::En => Lang::En,
            Language::Ja => Lang::Ja,
            Language::System => self.system_lang,
        }
    }

    /// Words in the language of the window.
    pub fn word(&self, en: &'static str, ja: &'static str) -> &'static str {
        Words(en, ja).in_lang(self.lang())
    }

    /// The title of the brief, for window and lists.
    pub fn title(&self) -> String {
        let title = self.session.brief().front.title.clone();
        let name = || self.session.path()?.file_stem().map(|name| name.to_string_lossy().into_owned());
        title.or_else(name).unwrap_or_else(|| self.word("A new brief", "新しいブリーフ").to_owned())
    }

    /// Runs a command, if it can be run now.
    pub fn run(&mut self, id: &str) {
        if let Some(command) = command_named(id)
            && (command.enabled)(self)
        {
            (command.act)(self);
        }
    }

    /// Takes in what the threads have told, and does what is due. To be called before each frame.
    pub fn update(&mut self, now_millis: u64) {
        self.now_millis = now_millis;
        while let Ok(event) = self.events.try_recv() {
            self.meet(event);
        }
        self.toasts.retain(|toast| toast.is_error || toast.since_millis + Self::TOAST_MILLIS > now_millis);
        self.order_pages();
        self.keep_if_due();
    }

    /// When [`App::update`] must be called again even if nothing happens, in milliseconds from now.
    pub fn next_update_millis(&self) -> Option<u64> {
        let keep = (!self.session.is_saved() && self.kept != self.session.revision())
            .then(|| (self.changed_millis + Self::KEEP_AFTER_MILLIS).saturating_sub(self.now_millis));
        let toasts = self.toasts.iter().filter(|toast| !toast.is_error);
        let toast =
            toasts.map(|toast| (toast.since_millis + Self::TOAST_MILLIS).saturating_sub(self.now_millis));
        keep.into_iter().chain(toast).min()
    }

    fn meet(&mut self, event: Event) {
        match event {
            Event::Fonts { japanese } => self.japanese = Some(japanese),
            Event::Typeset { revision, reader, shape, pages, slide_starts } => {
                let is_wanted = self
                    .wanted
                    .as_ref()
                    .is_some_and(|wanted| wanted.reader == reader && wanted.options.shape == shape);
                if is_wanted {
                    self.preview.set_all(revision, shape, &pages, &slide_starts);
                }
            }
            Event::Slide { revision, start, pages } => self.preview.set_slide(revision, start, &pages),
            Event::Painted { key, bitmap } => self.painted.push((key, bitmap)),
            Event::Checked { revision, findings } => {
                if revision == self.session.revision() {
                    self.findings = findings;
                }
            }
            Event::Kept { revision, result } => {
                if revision == self.session.revision() && !self.session.is_saved() {
                    self.protection = match result {
                        Ok(()) => Protection::Protected,
                        Err(reason) => Protection::NotProtected(reason),
                    };
                }
            }
            Event::Exported(Ok(paths)) => {
                let path = paths.first().cloned().unwrap_or_default();
                let words = format!("{} {}", path.display(), self.word("was written", "を書き出しました"));
                self.tell(words, path.parent().map(PathBuf::from));
            }
            Event::Exported(Err(problem)) | Event::Failed(problem) => self.complain(problem),
            Event::ChangedOnDisk => self.meet_change(),
        }
    }

    /// Says what happened.
    pub fn tell(&mut self, words: impl Into<String>, folder: Option<PathBuf>) {
        let since_millis = self.now_millis;
        self.toasts.push(Toast { words: words.into(), is_error: false, folder, since_millis });
    }

    /// Says what went wrong.
    pub fn complain(&mut self, words: impl Into<String>) {
        let (words, since_millis) = (words.into(), self.now_millis);
        if self.toasts.iter().all(|toast| toast.words != words) {
            self.toasts.push(Toast { words, is_error: true, folder: None, since_millis });
        }
    }

    /// Changes the text as the editor or a command wants it.
    pub fn edit(&mut self, edits: Vec<Edit>, after: Selection, kind: EditKind) {
        let before = self.selection;
        if edits.is_empty() || !self.session.edit(&edits, (before, after), kind, self.now_millis) {
            return;
        }
        self.selection = after;
        self.n_reveals += u64::from(kind == EditKind::Other);
        self.jobs.order(Order::Edits(self.session.revision(), in_reverse(edits)));
        self.text_changed();
    }

    /// Takes back the last change.
    pub fn undo(&mut self) {
        let selection = self.session.undo();
        self.text_replaced(selection);
    }

    /// Makes the change again that was taken back.
    pub fn redo(&mut self) {
        let selection = self.session.redo();
        self.text_replaced(selection);
    }

    fn text_replaced(&mut self, selection: Option<Selection>) {
        let Some(selection) = selection else { return };
        self.jobs.order(Order::Text(self.session.revision(), self.session.text().to_owned()));
        self.select(selection);
        self.text_changed();
    }

    /// Moves the cursor and shows it.
    pub fn select(&mut self, selection: Selection) {
        self.selection = selection;
        self.n_reveals += 1;
    }

    fn text_changed(&mut self) {
        self.outline = outline(self.session.brief());
        self.measure = measure(self.session.brief());
        self.changed_millis = self.now_millis;
        if self.session.is_saved() {
            self.protection = Protection::Saved;
        }
        if self.session.refers_elsewhere() {
            self.refresh();
        }
    }

    /// A brief was opened or begun: everything about it is new.
    fn brief_opened(&mut self) {
        self.selection = Selection::default();
        self.findings.clear();
        self.preview = Preview::default();
        self.protection = if self.session.is_saved() { Protection::Saved } else { Protection::Protected };
        self.jobs.order(Order::Text(self.session.revision(), self.session.text().to_owned()));
        self.refresh();
        self.text_changed();
        self.wanted = None;
    }

    /// Reads anew what the brief refers to.
    fn refresh(&mut self) {
        self.session.refresh(&Disk);
        let loaded = self.session.loaded();
        let referred = Referred {
            book: loaded.book.clone(),
            book_problem: loaded.book_problem.clone(),
            assets: loaded.assets.clone(),
            problems: loaded.problems.clone(),
            linked: loaded.linked.clone(),
            today: Some(self.today),
        };
        self.jobs.order(Order::Referred(Arc::new(referred)));
    }

    /// Orders the pages that the window shows, if they are other ones than before.
    fn order_pages(&mut self) {
        if !self.view.shows_preview && !matches!(self.view.dialog, Some(Dialog::Export(_))) {
            return;
        }
        let (reader, shape, is_letter) = match &self.view.dialog {
            Some(Dialog::Export(choice)) => (choice.reader, choice.shape, choice.is_letter),
            _ => (self.view.reader, self.view.shape, false),
        };
        let theme = self.session.brief().front.theme.as_deref().and_then(theme_named).unwrap_or(&THEMES[0]);
        let paper = if is_letter { Paper::Letter } else { Paper::A4 };
        let options = Options { shape, paper, theme };
        let wanted = Wanted { reader, options, cursor: self.selection.head };
        let is_same = self.wanted.as_ref() == Some(&wanted);
        let has_moved = self.wanted.as_ref().is_none_or(|before| before.cursor != wanted.cursor);
        if is_same && !has_moved {
            return;
        }
        if !is_same {
            self.preview.is_stale = true;
        }
        self.wanted = Some(wanted);
        self.jobs.order(Order::Wanted(wanted));
    }

    /// Orders the drawing of a page.
    pub fn paint(&self, order: PaintOrder) {
        self.jobs.paint(order);
    }

    fn keep_if_due(&mut self) {
        let revision = self.session.revision();
        let is_due = !self.session.is_saved()
            && self.kept != revision
            && self.now_millis >= self.changed_millis + Self::KEEP_AFTER_MILLIS;
        if is_due {
            self.kept = revision;
            self.jobs.keep(KeepOrder::Write(self.session.entry()));
        }
    }

    /// How many findings there are of each severity: errors, warnings, remarks.
    pub fn count_findings(&self) -> (usize, usize, usize) {
        let count = |severity| self.findings.iter().filter(|found| found.severity == severity).count();
        (count(Severity::Error), count(Severity::Warning), count(Severity::Info))
    }
}

/// Edits against one text in the order in which they can be made one after the other.
fn in_reverse(mut edits: Vec<Edit>) -> Vec<Edit> {
    edits.sort_by_key(|edit| std::cmp::Reverse(edit.span));
    edits
}
