//! The program minus the window: its state, its commands, what happens in its threads.
//!
//! Only [`App`] changes state, and only on the thread that draws. What a window alone can do leaves as a
//! [`Request`]; what takes time leaves as a job and comes back as an [`Event`].

mod analysis;
mod book;
mod charting;
mod claiming;
mod command;
mod complete;
mod concerns;
mod dialogs;
mod displays;
mod editing;
mod edits;
mod encoding;
mod event;
mod files;
mod find;
mod finding;
mod history;
mod importing;
mod inserting;
mod japanese;
mod jobs;
mod keys;
mod leaving;
mod library;
mod merging;
mod naming;
mod outline;
mod practice;
mod present;
mod preview;
mod quiet;
mod recover;
mod request;
mod resources;
mod room_check;
mod safety;
mod saving;
mod screens;
mod sealing;
mod settings;
mod show;
pub mod talk;
mod themes;
mod toast;
mod view;
mod welcome;
mod wheels_up;
mod wrapping;

use std::path::PathBuf;
use std::time::Duration;

use crate::app::claiming::Claiming;
use crate::app::saving::Writes;
use crate::app::talk::Talk;
use crate::brief::Lang;
use crate::facts::Date;
use crate::session::{Journal, Protection, Session, WallTime, Writing, asks_for_stillness};
use crate::text::{Message, Selection};

pub use self::{
    analysis::{Analysis, Checked},
    book::{BookDesk, BookFilter, BookIndex, BookRow},
    charting::{CHART_FIELDS, ChartForm, ChartPreview, RowsFrom},
    command::{COMMANDS, Command, Menu, command_named},
    complete::{Choice, Completion},
    concerns::Concern,
    displays::{DrawStamps, Stamp},
    encoding::EncodingAsked,
    event::{ClaimNews, Event},
    find::Find,
    history::HistoryView,
    importing::{ImportReport, imported_name},
    inserting::MAX_TABLE,
    japanese::JapaneseFont,
    jobs::{
        ClaimSide, ClaimWatch, ExportResult, Jobs, KeepOrder, LibraryOrder, LoadOrder, Makers, Order,
        PaintKey, PaintOrder, PaintPlace, Referred, Revision, Wake, Wanted,
    },
    library::{Found, Library, LibraryHit, LibraryNews, ShelfRow},
    merging::TwoTexts,
    outline::{Measures, OutlineRow, measures, outline, put_measures},
    practice::Practice,
    present::{NOTES_SIZE_PT, TalkAsked},
    preview::{PageSlot, Preview},
    quiet::{Quiet, SaverHold},
    request::{Clipboard, Request},
    room_check::{CheckedKey, CheckedScreen, RoomCheck},
    safety::Safety,
    screens::DisplayState,
    sealing::{SealAsked, SealPurpose},
    settings::{Appearance, ClockSize, ConsoleReader, Language, Settings, SettingsError, settings_path},
    talk::Screen,
    themes::ThemePicture,
    toast::{About, Offer, Toast},
    view::{Cues, Dialog, ExportChoice, Leave, Replacing, Side, View, Zoom},
    welcome::{NewBrief, TOUR, Welcome},
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

/// The program: a few states, each with a file of its own in which it changes.
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
    /// What is known of the text beyond its words.
    pub analysis: Analysis,
    /// The pages.
    pub preview: Preview,
    /// What happened lately.
    pub toasts: Vec<Toast>,
    /// What the window is to do.
    pub requests: Vec<Request>,
    /// Whether the text is safe.
    pub protection: Protection,
    /// The talk that is being given.
    pub talk: Option<Box<Talk>>,
    /// The talk that was asked for and whose slides are being set.
    pub talk_asked: Option<TalkAsked>,
    /// What lies before and after a talk.
    pub practice: Practice,
    /// The screens of this machine, and what is known of the display beside them.
    pub display: DisplayState,
    /// How far the text is in the journal.
    pub safety: Safety,
    environment: Environment,
    now_millis: u64,
    jobs: Jobs,
    claiming: Claiming,
    writes: Writes,
}

/// What the program runs in, as it was told at its start.
struct Environment {
    settings_path: Option<PathBuf>,
    writing: Writing,
    today: Date,
    wall_clock: fn() -> WallTime,
    state_folder: Option<PathBuf>,
    system_lang: Lang,
    /// The language that this start asked for, until another is chosen.
    asked_lang: Option<Lang>,
    /// Whether the system asks for no motion.
    is_still: bool,
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
    pub journal: Result<Journal, Message>,
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
    /// The language that this start asked for; it holds until another is chosen in the settings.
    pub asked_lang: Option<Lang>,
    /// What the threads make for themselves.
    pub makers: Makers,
    /// Calls the window.
    pub wake: Wake,
}

impl App {
    /// How long good news stays.
    const TOAST_MILLIS: u64 = 6_000;

    /// Starts the program and its threads.
    pub fn new(mut start: Start) -> Self {
        let (recovered, unreadable) = start.journal.as_mut().map(Journal::newly_left).unwrap_or_default();
        let claims = start.journal.as_ref().ok().map(Journal::claims);
        let has_sealed_left = start.journal.as_ref().is_ok_and(Journal::has_sealed_left);
        let mut app = Self {
            session: start.session,
            selection: Selection::default(),
            settings: start.settings,
            view: View::default(),
            find: Find::default(),
            analysis: Analysis::default(),
            preview: Preview::default(),
            toasts: Vec::new(),
            requests: Vec::new(),
            protection: Protection::Saved,
            talk: None,
            talk_asked: None,
            practice: Practice::default(),
            display: DisplayState::default(),
            safety: Safety::new(recovered),
            environment: Environment {
                settings_path: start.settings_path,
                writing: start.writing,
                today: start.today,
                wall_clock: start.wall_clock,
                state_folder: start.state_folder,
                system_lang: start.system_lang,
                asked_lang: start.asked_lang,
                is_still: asks_for_stillness(),
            },
            now_millis: 0,
            jobs: Jobs::start(start.makers, start.journal, start.wake),
            claiming: Claiming::new(claims),
            writes: Writes::default(),
        };
        app.limit_history();
        app.open_first(start.recovers_any);
        app.report_unreadable(&unreadable);
        if has_sealed_left {
            app.report_sealed_left();
        }
        app.list_library();
        app.resume_talk();
        app
    }

    /// The language of the window.
    pub fn lang(&self) -> Lang {
        let chosen = || self.settings.lang(self.environment.system_lang);
        self.environment.asked_lang.unwrap_or_else(chosen)
    }

    /// Speaks a language whatever the settings say, until another is chosen in them.
    pub fn speak(&mut self, lang: Lang) {
        self.environment.asked_lang = Some(lang);
    }

    /// Whether one slide may fade into the next: it is wished for, and the system asks for no stillness.
    pub fn fades(&self) -> bool {
        self.settings.fades && !self.environment.is_still
    }

    /// Words in the language of the window.
    pub fn word(&self, en: &'static str, ja: &'static str) -> &'static str {
        Words(en, ja).in_lang(self.lang())
    }

    /// The title of the brief, for window and lists.
    pub fn title(&self) -> String {
        // The titles of windows stand in lists that others see.
        if self.session.is_sealed() {
            return self.word("A sealed brief", "封印された資料").to_owned();
        }
        let title = self.session.brief().front.title.clone();
        let name = || self.session.path()?.file_stem().map(|name| name.to_string_lossy().into_owned());
        title.or_else(name).unwrap_or_else(|| self.word("A new brief", "新しい資料").to_owned())
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
        while let Some(event) = self.jobs.next_event() {
            self.apply_event(event);
        }
        self.look_at_changes();
        self.refresh_library();
        let own = (self.session.id(), self.session.revision());
        self.toasts.retain(|toast| {
            let is_young = toast.stays || toast.since_millis + Self::TOAST_MILLIS > now_millis;
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
        let toasts = self.toasts.iter().filter(|toast| !toast.stays);
        let toast =
            toasts.map(|toast| (toast.since_millis + Self::TOAST_MILLIS).saturating_sub(self.now_millis));
        let look = self.next_look_millis();
        let library = self.next_refresh_millis();
        safety.into_iter().chain(toast).chain(look).chain(library).min()
    }
}
