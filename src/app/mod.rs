//! The program minus the window: its state, its commands, what happens in its threads.
//!
//! Only [`App`] changes state, and only on the thread that draws. What a window alone can do leaves as a
//! [`Request`]; what takes time leaves as a job and comes back as an [`Event`].

mod book;
mod claiming;
mod command;
mod complete;
mod displays;
mod edits;
mod files;
mod find;
mod history;
mod jobs;
mod keys;
mod leaving;
mod merging;
mod outline;
mod practice;
mod present;
mod preview;
mod quiet;
mod recover;
mod room_check;
mod safety;
mod saving;
mod screens;
mod settings;
mod show;
pub mod talk;
mod themes;
mod toast;
mod view;
mod wheels_up;

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Weak};
use std::time::Duration;

use crate::app::claiming::Claiming;
use crate::app::safety::Safety;
use crate::app::saving::Writes;
use crate::app::talk::{Drill, DrillRecord, KeptTalk, Rehearsal, RoomPicture, RoomSlides, Talk};
use crate::brief::{Lang, Measure, Reader};
use crate::check::Misspelling;
use crate::facts::Date;
use crate::layout::{Bitmap, Options, Paper, Shape, THEMES, Theme, theme_named};
use crate::session::{
    Change, DocId, Journal, Kept, LibraryRow, Protection, Recovered, References, Resources, Session,
    WallTime, Watch, Writing,
};
use crate::text::{Diagnostic, Edit, EditKind, Selection, Severity};

pub use self::{
    book::{BookDesk, BookFilter, BookIndex, BookRow},
    command::{COMMANDS, Command, Menu, command_named},
    complete::{Choice, Completion},
    displays::{DrawStamps, Stamp},
    find::Find,
    history::HistoryView,
    jobs::{
        ExportResult, Jobs, KeepOrder, LoadOrder, Makers, Order, PaintKey, PaintOrder, PaintPlace, Referred,
        Revision, Wake, Wanted,
    },
    merging::TwoTexts,
    outline::{Measures, OutlineRow, measures, outline, put_measures},
    present::{NOTES_SIZE_PT, TalkAsked},
    preview::{PageSlot, Preview},
    quiet::{Quiet, SaverHold},
    room_check::{CheckedKey, CheckedScreen, RoomCheck},
    screens::DisplayState,
    settings::{Appearance, ClockSize, ConsoleReader, Language, Settings, SettingsError, settings_path},
    talk::Screen,
    themes::ThemePicture,
    toast::{Offer, Toast},
    view::{Dialog, ExportChoice, Leave, Replacing, Side, View, Zoom},
    wheels_up::{Report, WheelsUp},
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

/// What a job or the system tells the program. What is made of a document names it: by the time it comes, another
/// may be open.
pub enum Event {
    /// The fonts were read.
    Fonts {
        /// A font with Japanese for the window: its bytes and the index of its face.
        japanese: Option<(Vec<u8>, u32)>,
    },
    /// All pages were set.
    Typeset {
        /// Of which document.
        doc: DocId,
        /// Of which text.
        revision: Revision,
        /// Whose copy.
        reader: Reader,
        /// Which pages.
        shape: Shape,
        /// The pages.
        slots: Vec<PageSlot>,
    },
    /// The slide at the cursor was set.
    Slide {
        /// Of which document.
        doc: DocId,
        /// Of which text.
        revision: Revision,
        /// Where in the brief it begins.
        start: usize,
        /// Its pages.
        slots: Vec<PageSlot>,
    },
    /// A page was drawn.
    Painted {
        /// Which, and how large.
        key: PaintKey,
        /// The drawing.
        bitmap: Bitmap,
    },
    /// A page was not drawn, because another drawing was ordered for its place.
    NotPainted {
        /// Which, and how large.
        key: PaintKey,
    },
    /// The brief was checked.
    Checked {
        /// Which document.
        doc: DocId,
        /// Which text.
        revision: Revision,
        /// What was found.
        findings: Vec<Diagnostic>,
        /// The words that are likely to be spelled wrong.
        misspellings: Vec<Misspelling>,
        /// What the text refers to.
        references: References,
        /// How long it is.
        measures: Measures,
    },
    /// What a brief refers to was read.
    Loaded {
        /// Of which document.
        doc: DocId,
        /// What was read.
        resources: Box<Resources>,
    },
    /// Text was kept safe, or could not be.
    Kept(Kept),
    /// Texts were found that a program left which ended only after this one began.
    Left {
        /// The texts.
        texts: Vec<Recovered>,
        /// The files that nothing can be read of.
        unreadable: Vec<PathBuf>,
    },
    /// Something was made beside pages, or goes on.
    Report(Report),
    /// An export has ended.
    Exported {
        /// Of which document.
        doc: DocId,
        /// How.
        result: ExportResult,
    },
    /// The slides of a talk were set.
    ShowSet {
        /// Of which document.
        doc: DocId,
        /// The slides.
        slides: Arc<RoomSlides>,
    },
    /// A slide of a talk was drawn.
    ShowDrawn {
        /// The slides it is one of.
        of: Weak<RoomSlides>,
        /// Its page.
        page_idx: usize,
        /// The size of the screen it was drawn for, in pixels.
        size_px: (u32, u32),
        /// The drawing.
        picture: RoomPicture,
    },
    /// The screens of this machine are these now.
    Screens(Vec<Screen>),
    /// A file beside a brief, or the brief's own, was changed by another program.
    ChangedOnDisk(DocId),
    /// A job failed.
    Failed(String),
    /// The slides of a talk could not be set, by a fault of the program.
    ShowFailed(String),
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
    /// Ask for a table of figures.
    PickTable,
    /// Ask where to write the page of a look before leaving.
    PickReport,
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
    /// Drawings that were ordered and will not come.
    pub not_painted: Vec<PaintKey>,
    /// A font with Japanese for the window, once it is known whether there is one. The window takes its bytes, which
    /// are many.
    pub japanese: Option<Option<(Vec<u8>, u32)>>,
    /// Whether the text is safe.
    pub protection: Protection,
    /// Further texts that were not saved when the program last ended.
    pub recovered: Vec<Recovered>,
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
    safety: Safety,
    claiming: Claiming,
    wanted: Option<Wanted>,
    watching: Option<Watch>,
    is_leaving: bool,
    writes: Writes,
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
    /// Where text that is not saved is kept, or why it cannot be.
    pub journal: Result<Journal, String>,
    /// Whether text that a crash left is opened whatever brief it is of, rather than only that of the brief.
    pub recovers_any: bool,
    /// The disk that briefs and exports are written to.
    pub writing: Writing,
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
    /// The longest brief that is measured at each key, in bytes.
    const MAX_MEASURED_BYTES: usize = 16_000;
    /// How long good news stays.
    const TOAST_MILLIS: u64 = 6_000;

    /// Starts the program and its threads.
    pub fn new(mut start: Start) -> Self {
        let (sender, events) = channel();
        let (recovered, unreadable) = start.journal.as_mut().map(Journal::newly_left).unwrap_or_default();
        let claims = start.journal.as_ref().ok().map(Journal::claims);
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
            not_painted: Vec::new(),
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
            writing: start.writing,
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
            safety: Safety::default(),
            claiming: Claiming::new(claims),
            wanted: None,
            watching: None,
            is_leaving: false,
            writes: Writes::default(),
            has_begun: false,
        };
        app.limit_history();
        app.open_first(start.recovers_any);
        app.report_unreadable(&unreadable);
        app.list_library();
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
        self.take_saved(Duration::ZERO);
        while let Ok(event) = self.events.try_recv() {
            self.apply_event(event);
        }
        let own = (self.session.id(), self.session.revision());
        self.toasts.retain(|toast| {
            let is_young = toast.is_error || toast.since_millis + Self::TOAST_MILLIS > now_millis;
            is_young && !matches!(toast.offer, Some(Offer::Undo(doc, revision)) if (doc, revision) != own)
        });
        self.order_pages();
        self.protection = self.safety.protection(self.session.is_saved(), now_millis);
        self.leave_after_talk();
        self.end_room_check();
    }

    /// When [`App::update`] must be called again even if nothing happens, in milliseconds from now; the clock of a talk
    /// apart, which may go on by itself.
    pub fn next_update_millis(&self) -> Option<u64> {
        let safety = self.safety.next_change_millis(self.now_millis);
        let toasts = self.toasts.iter().filter(|toast| !toast.is_error);
        let toast =
            toasts.map(|toast| (toast.since_millis + Self::TOAST_MILLIS).saturating_sub(self.now_millis));
        safety.into_iter().chain(toast).min()
    }

    fn apply_event(&mut self, event: Event) {
        let own = self.session.id();
        match event {
            Event::Fonts { japanese } => self.japanese = Some(japanese),
            Event::Typeset { doc, revision, reader, shape, slots } => {
                // The pages of a brief just opened may come before the window has said anew what it shows.
                let is_shown = |wanted: &Wanted| (wanted.reader, wanted.options.shape) == (reader, shape);
                if doc == own && self.wanted.as_ref().is_none_or(is_shown) {
                    self.preview.set_all(revision, shape, slots);
                }
            }
            Event::Slide { doc, revision, start, slots } => {
                if doc == own {
                    self.preview.set_slide(revision, start, slots);
                }
            }
            Event::Painted { key, bitmap } => self.painted.push((key, bitmap)),
            Event::NotPainted { key } => self.not_painted.push(key),
            Event::Checked { doc, revision, findings, misspellings, references, measures } => {
                if (doc, revision) == (own, self.session.revision()) {
                    self.take_findings(findings);
                    self.misspellings = misspellings;
                    self.take_measures(&measures);
                    if *self.session.references() != references {
                        self.session.expect_resources(references);
                        self.order_resources();
                    }
                }
            }
            Event::Loaded { doc, resources } => {
                if doc == own {
                    self.session.take_in(*resources);
                    self.send_resources();
                }
            }
            Event::Kept(Kept { doc, revision, result }) => {
                if doc == own {
                    self.safety.journal_written(revision, result);
                }
            }
            Event::Left { texts, unreadable } => {
                self.report_unreadable(&unreadable);
                self.take_left(texts);
            }
            Event::Report(event) => self.meet_report(event),
            Event::Exported { doc, result } => self.export_ended(doc, result),
            Event::Failed(problem) => self.complain(problem),
            Event::ShowSet { doc, slides } if doc == own => self.meet_show(slides),
            Event::ShowSet { .. } => self.talk_asked = None,
            Event::ShowFailed(problem) => {
                // The talk can be asked for again.
                self.talk_asked = None;
                self.complain(problem);
            }
            Event::ShowDrawn { of, page_idx, size_px, picture } => {
                let is_shown = |talk: &Talk| std::ptr::eq(of.as_ptr(), Arc::as_ptr(&talk.slides));
                if self.talk.as_deref().is_some_and(is_shown) {
                    self.meet_picture(page_idx, size_px, picture);
                }
            }
            Event::ChangedOnDisk(doc) => {
                if doc == own {
                    self.meet_change();
                }
            }
            Event::Screens(screens) => self.meet_screens(screens),
        }
    }

    /// Changes the text as the editor or a command wants it.
    pub fn edit(&mut self, edits: Vec<Edit>, after: Selection, kind: EditKind) {
        let before = self.selection;
        if self.refuses_change() {
            return;
        }
        if let Some(change) = self.session.edit(&edits, (before, after), kind, self.now_millis) {
            self.n_reveals += u64::from(kind == EditKind::Other);
            self.text_changed(change);
        }
    }

    /// Takes back the last change.
    pub fn undo(&mut self) {
        if !self.refuses_change()
            && let Some(change) = self.session.undo()
        {
            self.n_reveals += 1;
            self.text_changed(change);
        }
    }

    /// Makes the change again that was taken back.
    pub fn redo(&mut self) {
        if !self.refuses_change()
            && let Some(change) = self.session.redo()
        {
            self.n_reveals += 1;
            self.text_changed(change);
        }
    }

    /// The session has made a change: whatever hangs on the text follows, and both threads are told.
    fn text_changed(&mut self, change: Change) {
        let (doc, revision) = (self.session.id(), self.session.revision());
        self.selection = change.selection;
        self.carry_findings(&change.edits);
        self.jobs.order(Order::Edits(doc, revision, change.edits.clone()));
        self.jobs.keep(KeepOrder::Change(doc, change));
        self.safety.text_changed(revision, self.now_millis);
        self.protection = self.safety.protection(self.session.is_saved(), self.now_millis);
        self.read_outline();
    }

    /// Moves what was found along with the text, until the text is checked anew.
    fn carry_findings(&mut self, edits: &[Edit]) {
        for edit in edits {
            self.carry_stale(edit);
            self.findings.retain_mut(|found| edit.carry(&mut found.span));
            self.misspellings.retain_mut(|found| edit.carry(&mut found.span));
            for found in &mut self.findings {
                found.fixes.retain_mut(|fix| fix.edits.iter_mut().all(|fix| edit.carry(&mut fix.span)));
            }
        }
    }

    /// Moves the cursor and shows it.
    pub fn select(&mut self, selection: Selection) {
        self.selection = selection;
        self.n_reveals += 1;
    }

    fn read_outline(&mut self) {
        self.outline = outline(self.session.brief(), &self.outline);
        // Every word is read for it, so a long brief is measured when it is checked.
        if self.session.text().len() < Self::MAX_MEASURED_BYTES {
            let measures = measures(self.session.brief());
            self.measure = measures.whole;
            put_measures(&mut self.outline, &measures);
        }
    }

    /// A brief was opened or begun: everything about it is new. `continues` is the journal that it comes from.
    fn brief_opened(&mut self, selection: Selection, continues: Option<PathBuf>) {
        self.left = None;
        self.find.within = None;
        self.findings.clear();
        self.misspellings.clear();
        self.preview = Preview::default();
        self.view.begin();
        let (doc, revision) = (self.session.id(), self.session.revision());
        if let Some(folder) = &self.state_folder {
            self.session.restore_undo(folder);
        }
        self.jobs.keep(KeepOrder::Begin(Box::new(self.session.begun(selection, continues))));
        self.safety = Safety::default();
        if !self.session.is_saved() {
            self.safety.text_changed(revision, self.now_millis);
        }
        self.protection = self.safety.protection(self.session.is_saved(), self.now_millis);
        self.jobs.order(Order::Text(doc, revision, self.session.text().to_owned()));
        self.send_resources();
        self.outline.clear();
        self.measure = Measure::default();
        self.read_outline();
        self.wanted = None;
        self.watch();
        self.claim_brief();
        self.select(selection);
    }

    /// Reads anew what the brief refers to, in a thread of its own.
    fn order_resources(&mut self) {
        self.jobs.load(LoadOrder {
            doc: self.session.id(),
            path: self.session.path().map_or_else(|| PathBuf::from("unnamed.md"), PathBuf::from),
            references: self.session.references().clone(),
        });
    }

    /// Tells the typesetter what the brief refers to, as it was read last.
    fn send_resources(&mut self) {
        let loaded = self.session.loaded();
        let referred = Referred {
            doc: Some(self.session.id()),
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
        // Slides that the room waits for come first.
        if self.talk.is_some() || self.talk_asked.is_some() {
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

    /// How many findings there are of each severity: errors, warnings, remarks.
    pub fn count_findings(&self) -> (usize, usize, usize) {
        let count = |severity| self.findings.iter().filter(|found| found.severity == severity).count();
        (count(Severity::Error), count(Severity::Warning), count(Severity::Info))
    }
}
