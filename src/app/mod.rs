//! The program minus the window: its state, its commands, what happens in its threads.
//!
//! Only [`App`] changes state, and only on the thread that draws. What a window alone can do leaves as a
//! [`Request`]; what takes time leaves as a job and comes back as an [`Event`].

mod command;
mod complete;
mod displays;
mod edits;
mod files;
mod find;
mod jobs;
mod keys;
mod outline;
mod practice;
mod present;
mod preview;
mod screens;
mod settings;
mod show;
pub mod talk;
mod view;

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};

use crate::app::talk::{Drill, DrillRecord, KeptTalk, Rehearsal, RoomPicture, RoomSlides, Talk};
use crate::brief::{Lang, Measure, Reader, measure};
use crate::check::Misspelling;
use crate::facts::Date;
use crate::layout::{Bitmap, Options, Pages, Paper, Shape, THEMES, Theme, theme_named};
use crate::session::{Disk, Entry, Journal, LibraryRow, Protection, Session, WallTime, Watch, Writing};
use crate::text::{Diagnostic, Edit, EditKind, Selection, Severity};

pub use self::{
    command::{COMMANDS, Command, Menu, command_named},
    complete::{Choice, Completion},
    find::Find,
    jobs::{Jobs, KeepOrder, Makers, Order, PaintKey, PaintOrder, Referred, Revision, Wake, Wanted},
    outline::{OutlineRow, outline},
    present::{NOTES_SIZE_PT, TalkAsked},
    preview::{PageSlot, Preview},
    screens::DisplayState,
    settings::{Appearance, ConsoleReader, Language, Settings, SettingsError, settings_path},
    talk::Screen,
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
        /// The words that are likely to be spelled wrong.
        misspellings: Vec<Misspelling>,
    },
    /// Text was kept safe, or could not be.
    Kept {
        /// Which text.
        revision: Revision,
        /// Why it could not be.
        result: Result<(), String>,
    },
    /// Files were written, with what is to be said of them, or could not be.
    Exported(Result<(Vec<PathBuf>, Vec<String>), String>),
    /// The slides of a talk were set.
    ShowSet(Arc<RoomSlides>),
    /// A slide of a talk was drawn.
    ShowDrawn {
        /// Its page.
        page_idx: usize,
        /// The size of the screen it was drawn for, in pixels.
        size_px: (u32, u32),
        /// The drawing.
        picture: RoomPicture,
    },
    /// The screens of this machine are these now.
    Screens(Vec<Screen>),
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
    /// Turn full screen on or off.
    ToggleFullScreen,
}

/// A line that says what happened, and goes by itself.
#[derive(Clone, Debug, PartialEq)]
pub struct Toast {
    /// What happened.
    pub words: String,
    /// Whether it is bad news, which stays until it is read.
    pub is_error: bool,
    /// What can be done about it.
    pub offer: Option<Offer>,
    /// When it came, in milliseconds of the program's clock.
    pub since_millis: u64,
}

/// What can be done about what happened.
#[derive(Clone, Debug, PartialEq)]
pub enum Offer {
    /// A folder can be shown.
    ShowFolder(PathBuf),
    /// The last change can be taken back, while the text is still the one it made.
    Undo(Revision),
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
    /// The words that are likely to be spelled wrong, in the order of the text.
    pub misspellings: Vec<Misspelling>,
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
    /// The talk that is being given.
    pub talk: Option<Box<Talk>>,
    /// The talk that was asked for and whose slides are being set.
    pub talk_asked: Option<TalkAsked>,
    /// The drill that goes on, and how its questions went.
    pub drill: Option<Box<(Drill, DrillRecord)>>,
    /// The rehearsals of the brief, as they were when the last one ended.
    pub last_runs: Vec<Rehearsal>,
    /// The screens of this machine.
    pub screens: Vec<Screen>,
    /// The screen that the shell asked for, from 0.
    pub asked_screen: Option<usize>,
    /// Whether the slides are to be in a window rather than on a screen of their own.
    pub is_windowed: bool,
    /// What is known of the display beside its screens.
    pub display: DisplayState,
    /// Counts what the editor must look at: the cursor was moved from outside it.
    pub n_reveals: u64,
    settings_path: Option<PathBuf>,
    writing: Writing,
    jobs: Jobs,
    events: Receiver<Event>,
    sender: Sender<Event>,
    wake: Wake,
    today: Date,
    wall_clock: fn() -> WallTime,
    state_folder: Option<PathBuf>,
    /// Where the last talk was left, until it goes on or another brief is opened.
    left: Option<KeptTalk>,
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
    /// Where talks are kept; nothing where there is no folder for it.
    pub state_folder: Option<PathBuf>,
    /// Today's date.
    pub today: Date,
    /// Tells the time.
    pub wall_clock: fn() -> WallTime,
    /// The language of the system.
    pub system_lang: Lang,
    /// What the threads make for themselves.
    pub makers: Makers,
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
        let jobs = Jobs::start(start.makers, start.journal, &sender, &start.wake);
        let mut app = Self {
            session: start.session,
            selection: Selection::default(),
            settings: start.settings,
            view: View::default(),
            find: Find::default(),
            findings: Vec::new(),
            misspellings: Vec::new(),
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
            talk: None,
            talk_asked: None,
            drill: None,
            last_runs: Vec::new(),
            screens: Vec::new(),
            asked_screen: None,
            is_windowed: false,
            display: DisplayState::default(),
            n_reveals: 0,
            settings_path: start.settings_path,
            writing: Writing::default(),
            jobs,
            events,
            sender,
            wake: start.wake,
            today: start.today,
            wall_clock: start.wall_clock,
            state_folder: start.state_folder,
            left: None,
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
        app.resume_talk();
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
        let revision = self.session.revision();
        self.toasts.retain(|toast| {
            let is_young = toast.is_error || toast.since_millis + Self::TOAST_MILLIS > now_millis;
            is_young && !matches!(toast.offer, Some(Offer::Undo(made)) if made != revision)
        });
        self.order_pages();
        self.keep_if_due();
        self.leave_after_talk();
    }

    /// When [`App::update`] must be called again even if nothing happens, in milliseconds from now.
    pub fn next_update_millis(&self) -> Option<u64> {
        let keep = (!self.session.is_saved() && self.kept != self.session.revision())
            .then(|| (self.changed_millis + Self::KEEP_AFTER_MILLIS).saturating_sub(self.now_millis));
        let toasts = self.toasts.iter().filter(|toast| !toast.is_error);
        let toast =
            toasts.map(|toast| (toast.since_millis + Self::TOAST_MILLIS).saturating_sub(self.now_millis));
        let clock = self.talk_update_millis();
        keep.into_iter().chain(toast).chain(clock).min()
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
            Event::Checked { revision, findings, misspellings } => {
                if revision == self.session.revision() {
                    self.findings = findings;
                    self.misspellings = misspellings;
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
            Event::Exported(Ok((paths, warnings))) => {
                warnings.into_iter().for_each(|warning| self.complain(warning));
                let path = paths.first().cloned().unwrap_or_default();
                let words = format!("{} {}", path.display(), self.word("was written", "を書き出しました"));
                self.tell(words, path.parent().map(|folder| Offer::ShowFolder(folder.to_owned())));
            }
            Event::Exported(Err(problem)) | Event::Failed(problem) => self.complain(problem),
            Event::ShowSet(slides) => self.meet_show(slides),
            Event::ShowDrawn { page_idx, size_px, picture } => self.meet_picture(page_idx, size_px, picture),
            Event::Screens(screens) => self.meet_screens(screens),
            Event::ChangedOnDisk => self.meet_change(),
        }
    }

    /// Says what happened.
    pub fn tell(&mut self, words: impl Into<String>, offer: Option<Offer>) {
        let since_millis = self.now_millis;
        self.toasts.push(Toast { words: words.into(), is_error: false, offer, since_millis });
    }

    /// Says what went wrong.
    pub fn complain(&mut self, words: impl Into<String>) {
        let (words, since_millis) = (words.into(), self.now_millis);
        if self.toasts.iter().all(|toast| toast.words != words) {
            self.toasts.push(Toast { words, is_error: true, offer: None, since_millis });
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
        self.carry_findings(&edits);
        self.jobs.order(Order::Edits(self.session.revision(), in_reverse(edits)));
        self.text_changed();
    }

    /// Moves what was found along with the text, until the text is checked anew.
    fn carry_findings(&mut self, edits: &[Edit]) {
        for edit in in_reverse(edits.to_vec()) {
            self.findings.retain_mut(|found| edit.carry(&mut found.span));
            self.misspellings.retain_mut(|found| edit.carry(&mut found.span));
            for found in &mut self.findings {
                found.fixes.retain_mut(|fix| fix.edits.iter_mut().all(|fix| edit.carry(&mut fix.span)));
            }
        }
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
        self.left = None;
        self.findings.clear();
        self.misspellings.clear();
        self.preview = Preview::default();
        self.protection = if self.session.is_saved() {
            Protection::Saved
        } else {
            // It is protected when the keeper says so.
            self.kept = self.session.revision();
            self.jobs.keep(KeepOrder::Write(self.session.entry()));
            Protection::NotProtected(self.word("it is being kept", "保存処理中").to_owned())
        };
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
            own_words: self.settings.own_words(),
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
        let theme = self.theme();
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

    /// The theme of the brief.
    fn theme(&self) -> &'static Theme {
        self.session.brief().front.theme.as_deref().and_then(theme_named).unwrap_or(&THEMES[0])
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
