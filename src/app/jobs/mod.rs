//! Work that takes longer than a frame: one thread sets pages, one draws them, one reads what the
//! brief refers to, one keeps text safe, one saves.
//!
//! The typesetter and the journal keep their own copies of the brief and are told of edits, so nothing large crosses
//! between threads. The newest order wins: what was asked before it and is not begun is never done.

mod keep;
mod load;
mod paint;
mod seal;
mod typeset;

use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use crate::app::displays::{MainPlace, Stamping, stamp, watch};
use crate::app::jobs::keep::keep;
use crate::app::jobs::load::load;
use crate::app::jobs::paint::paint;
use crate::app::jobs::typeset::set_pages;
use crate::app::quiet::{Quiet, QuietHold};
use crate::app::talk::{DrillRecord, KeptTalk, Rehearsal, RoomSlides};
use crate::app::{Event, ExportChoice};
use crate::brief::{Lang, Reader};
use crate::check::DictionaryFiles;
use crate::facts::{Date, FactBook};
use crate::layout::{Engine, Options, Theme, tidy_all};
use crate::release::Assets;
use crate::session::{
    Begun, Change, DocId, HistoryLimits, Journal, NewState, ReadyRow, SaveOutcome, SaveTask, Seal, WallTime,
    Writing,
};
use crate::text::{Edit, Message};

pub use self::load::LoadOrder;
pub use self::paint::{PaintKey, PaintOrder, PaintPlace};

/// Counts the states of the text, so that what was made of an older one is known as such.
pub type Revision = u64;

/// What the brief refers to, as it was read last.
#[derive(Clone, Debug, Default)]
pub struct Referred {
    /// Which brief; nothing before one was opened.
    pub doc: Option<DocId>,
    /// The fact book.
    pub book: FactBook,
    /// Why the fact book cannot be read, if it cannot.
    pub book_problem: Option<Message>,
    /// Pictures and data.
    pub assets: Assets,
    /// What cannot be had, with the reason.
    pub problems: BTreeMap<String, Message>,
    /// Relative links whose file exists.
    pub linked: BTreeSet<String>,
    /// The day on which facts must be good.
    pub today: Option<Date>,
    /// The user's own words in small letters; nothing where spelling is not to be checked.
    pub own_words: Option<BTreeSet<String>>,
}

/// Makes what a thread needs for itself, since it takes time.
#[derive(Clone, Copy)]
pub struct Makers {
    /// Makes the engine, with the fonts it is to have.
    pub engine: fn() -> Engine,
    /// Reads the dictionaries of English.
    pub dictionaries: fn() -> Vec<DictionaryFiles>,
}

/// What is to be shown, and of which copy.
#[derive(Clone, Copy, Debug)]
pub struct Wanted {
    /// Whose copy.
    pub reader: Reader,
    /// Which pages.
    pub options: Options,
    /// Where the cursor stands in the brief, in bytes.
    pub cursor: usize,
}

/// Two are equal if the same pages are wanted, wherever the cursor stands.
impl PartialEq for Wanted {
    fn eq(&self, other: &Self) -> bool {
        self.reader == other.reader
            && self.options.shape == other.options.shape
            && self.options.paper == other.options.paper
            && self.options.theme.name == other.options.theme.name
    }
}

/// An order to the typesetter.
pub enum Order {
    /// Another document was opened.
    Text(DocId, Revision, String),
    /// The text was edited, by edits that are made one after the other.
    Edits(DocId, Revision, Vec<Edit>),
    /// What the brief refers to was read.
    Referred(Arc<Referred>),
    /// Something else is to be shown.
    Wanted(Wanted),
    /// A file is to be written.
    Export(ExportOrder),
    /// The slides of a talk are to be set.
    Show(ShowOrder),
    /// Everything that must be so before leaving is to be looked at.
    Look,
    /// The slide at a byte of the brief is to be drawn in every theme.
    Themes(usize),
    /// What was found is to be printed.
    Page(PageOrder),
}

/// The slides of a talk.
#[derive(Clone, Copy)]
pub struct ShowOrder {
    /// How they look.
    pub theme: &'static Theme,
    /// Which of them is wanted before the others are set.
    pub first: FirstSlide,
}

/// The slide that a talk begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FirstSlide {
    /// It is not known before all are set.
    Unknown,
    /// The title.
    Title,
    /// The one that holds this byte of the brief.
    At(usize),
}

/// What a look before leaving has found, to be printed.
pub struct LookOrder {
    /// What must be so.
    pub rows: Vec<ReadyRow>,
    /// What the brief is called.
    pub name: String,
    /// The day.
    pub today: Date,
    /// The language of the page.
    pub lang: Lang,
}

/// One page to be written.
pub struct PageOrder {
    /// Of which document.
    pub doc: DocId,
    /// Where.
    pub path: PathBuf,
    /// What stands on it.
    pub look: LookOrder,
    /// Whether a file that is there may go.
    pub replaces: bool,
    /// Held while the file is put in its place.
    pub writing: Writing,
}

/// A file to be written.
pub struct ExportOrder {
    /// Of which document.
    pub doc: DocId,
    /// Where.
    pub path: PathBuf,
    /// What.
    pub choice: ExportChoice,
    /// The states that each have a copy of their own, by their codes; one copy where there are none.
    pub states: Vec<&'static str>,
    /// The brief's own file, which no export ever replaces.
    pub own: Option<PathBuf>,
    /// The files that the user has agreed to lose.
    pub replaces: Vec<PathBuf>,
    /// Held while the file is put in its place.
    pub writing: Writing,
}

/// What became of an export.
#[derive(Clone, Debug)]
pub enum ExportResult {
    /// Files were written; the second part is what is to be said of them.
    Written(Vec<PathBuf>, Vec<Message>),
    /// Nothing was written, because these files are there already and nobody was asked.
    WouldReplace {
        /// Where to, as it was ordered.
        path: PathBuf,
        /// What.
        choice: ExportChoice,
        /// The files that are there.
        files: Vec<PathBuf>,
    },
    /// Nothing was written; the words say why.
    Failed(Message),
}

/// An order to the keeper of texts that are not saved.
pub enum KeepOrder {
    /// A document was opened.
    Begin(Box<Begun>),
    /// It was changed.
    Change(DocId, Change),
    /// Its file holds a state of its text.
    Saved {
        /// The document.
        doc: DocId,
        /// Its file.
        path: PathBuf,
        /// Which state.
        revision: Revision,
        /// The digest of what its file holds.
        based_on: u64,
    },
    /// It was closed; its text is saved or not wanted.
    Forget(DocId),
    /// A text becomes an earlier state of a brief.
    State(Box<NewState>, Option<Seal>),
    /// From now on, what is kept of a document is sealed, or is not; before the document is opened.
    Seal(DocId, Option<Seal>),
    /// Earlier states are to be kept within these limits.
    Limit(HistoryLimits),
    /// The earlier states of a document are to be forgotten.
    ForgetHistory(DocId, PathBuf),
    /// Another program has taken over a document.
    HandOver(DocId),
    /// Another program is about to hand over what it has not saved.
    Look,
    /// Where a talk stands is to be kept.
    Talk(PathBuf, Box<KeptTalk>),
    /// The rehearsals of a brief are to be kept.
    Runs(PathBuf, Vec<Rehearsal>),
    /// How the drill of a brief went is to be kept.
    Drill(PathBuf, DrillRecord),
}

/// Calls the window when an event waits.
pub type Wake = Arc<dyn Fn() + Send + Sync>;

/// The threads, by the ends of their channels. They stop when this is dropped.
pub struct Jobs {
    post: Post,
    events: Receiver<Event>,
    orders: Sender<Order>,
    paints: Sender<PaintOrder>,
    loads: Sender<LoadOrder>,
    saves: Sender<(SaveTask, Writing)>,
    saved: Receiver<SaveOutcome>,
    keeps: Option<Sender<KeepOrder>>,
    keeper: Option<JoinHandle<()>>,
}

impl Drop for Jobs {
    /// Waits for the keeper, so that what was saved is not offered as lost when the program starts next.
    fn drop(&mut self) {
        self.keeps = None;
        if let Some(keeper) = self.keeper.take() {
            keeper.join().ok();
        }
    }
}

impl Jobs {
    /// Starts the threads.
    pub fn start(makers: Makers, journal: Result<Journal, Message>, wake: Wake) -> Self {
        let (events, received) = channel();
        let (orders, ordered) = channel();
        let (paints, painted) = channel();
        let (loads, loaded) = channel();
        let (saves, to_save) = channel::<(SaveTask, Writing)>();
        let (outcomes, saved) = channel();
        let (keeps, kept) = channel();
        let post = Post { events, wake };
        let own_post = post.clone();
        let painter_post = post.clone();
        let loader_post = post.clone();
        let keeper_post = post.clone();
        spawn("typesetter", move || set_pages(makers, &ordered, &post));
        spawn("painter", move || paint(&painted, &painter_post));
        let saver_wake = Arc::clone(&own_post.wake);
        spawn("saver", move || {
            while let Ok((task, writing)) = to_save.recv() {
                outcomes.send(task.run(&writing)).ok();
                saver_wake();
            }
        });
        spawn("loader", move || load(&loaded, &loader_post));
        let keeper = spawn("keeper", move || keep(journal, &kept, &keeper_post));
        Self {
            post: own_post,
            events: received,
            orders,
            paints,
            loads,
            saves,
            saved,
            keeps: Some(keeps),
            keeper: Some(keeper),
        }
    }

    /// The next of the events that wait, if one does.
    pub fn next_event(&self) -> Option<Event> {
        self.events.try_recv().ok()
    }

    /// What tells the program that a file of a document was changed by another program.
    pub(super) fn change_notice(&self, doc: DocId) -> impl Fn() + Send + 'static {
        let post = self.post.clone();
        move || post.send(Event::ChangedOnDisk(doc))
    }

    /// Orders pages.
    pub fn order(&self, order: Order) {
        self.orders.send(order).ok();
    }

    /// Orders a drawing.
    pub fn paint(&self, order: PaintOrder) {
        self.paints.send(order).ok();
    }

    /// Orders what a brief refers to.
    pub fn load(&self, order: LoadOrder) {
        self.loads.send(order).ok();
    }

    /// Orders that a brief be written to its file.
    pub fn save(&self, task: SaveTask, writing: &Writing) {
        self.saves.send((task, writing.clone())).ok();
    }

    /// What became of a brief that was to be written; waits for it, but not long.
    pub fn saved(&self, wait: Duration) -> Option<SaveOutcome> {
        self.saved.recv_timeout(wait).ok()
    }

    /// Draws the slides of a talk as large as a screen, in an order; stops when nobody holds the slides, or what is
    /// returned, any more.
    #[must_use]
    pub fn draw_show(&self, slides: &Arc<RoomSlides>, pages: Vec<usize>, size_px: (u32, u32)) -> Arc<()> {
        let (slides, post) = (Arc::downgrade(slides), self.post.clone());
        let hold = Arc::new(());
        let held = Arc::downgrade(&hold);
        spawn("drawer", move || {
            for page_idx in pages {
                let Some(slides) = slides.upgrade().filter(|_| held.strong_count() > 0) else { return };
                let draw = AssertUnwindSafe(|| slides.draw(page_idx, size_px));
                let drawn = catch_unwind(draw);
                tidy_all();
                if let Ok(Some(picture)) = drawn {
                    let of = Arc::downgrade(&slides);
                    post.send(Event::ShowDrawn { of, page_idx, size_px, picture });
                }
            }
        });
        hold
    }

    /// Watches the screens and keeps the main window where it is ordered to be, until the orders' end is dropped.
    pub(super) fn watch_screens(&self, main_window: u32) -> Sender<MainPlace> {
        let (orders, ordered) = channel();
        let post = self.post.clone();
        spawn("screens", move || watch(main_window, &ordered, |screens| post.send(Event::Screens(screens))));
        orders
    }

    /// Changes small parts of the main window between its frames, which are counted, until the orders' end is dropped.
    pub(super) fn stamp_main_window(
        &self,
        main_window: u32,
        n_frames: &Arc<AtomicU64>,
        clock: fn() -> WallTime,
    ) -> Sender<Stamping> {
        let (orders, ordered) = channel();
        let (n_frames, wake) = (Arc::clone(n_frames), Arc::clone(&self.post.wake));
        spawn("stamps", move || stamp((main_window, &n_frames), &ordered, clock, || wake()));
        orders
    }

    /// Holds screen saver and notifications back, until the first end is dropped; the second one says what came of it.
    pub(super) fn hold_quiet(&self) -> (Sender<()>, Receiver<Quiet>) {
        let (release, released) = channel::<()>();
        let (reports, reported) = channel();
        let wake = Arc::clone(&self.post.wake);
        spawn("quiet", move || {
            let hold = QuietHold::ask();
            reports.send(hold.state()).ok();
            wake();
            released.recv().ok();
        });
        (release, reported)
    }

    /// Orders that text be kept.
    pub fn keep(&self, order: KeepOrder) {
        if let Some(keeps) = &self.keeps {
            keeps.send(order).ok();
        }
    }
}

fn spawn(name: &str, run: impl FnOnce() + Send + 'static) -> JoinHandle<()> {
    // Typst nests deep, and so may a brief.
    const STACK_BYTES: usize = 16 << 20;
    let builder = thread::Builder::new().name(name.to_owned()).stack_size(STACK_BYTES);
    builder.spawn(run).expect("the system has room for a few threads")
}

#[derive(Clone)]
struct Post {
    events: Sender<Event>,
    wake: Wake,
}

impl Post {
    fn send(&self, event: Event) {
        // Nobody is left to be told once the window is closed.
        self.events.send(event).ok();
        (self.wake)();
    }
}
