//! Work that takes longer than a frame: one thread sets pages, one draws them, one reads what the
//! brief refers to, one keeps text safe, one saves.
//!
//! The typesetter and the journal keep their own copies of the brief and are told of edits, so nothing large crosses
//! between threads. The newest order wins: what was asked before it and is not begun is never done.

mod import;
mod keep;
mod lead;
mod library;
mod load;
mod orders;
mod paint;
mod seal;
mod typeset;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::AtomicU64;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, OnceLock};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use crate::app::displays::{MainPlace, Stamping, stamp, watch};
use crate::app::jobs::keep::keep;
use crate::app::jobs::library::keep_library;
use crate::app::jobs::load::load;
use crate::app::jobs::paint::paint;
use crate::app::jobs::typeset::set_pages;
use crate::app::quiet::{Quiet, QuietHold};
use crate::app::talk::RoomSlides;
use crate::app::{Event, JapaneseFont};
use crate::layout::{Engine, tidy_all};
use crate::session::{DocId, Journal, SaveOutcome, SaveTask, WallTime, Writing};
use crate::text::Message;

pub use self::lead::LeadOrder;
pub use self::library::LibraryOrder;
pub use self::load::LoadOrder;
pub use self::orders::{
    ClaimSide, ClaimWatch, ExportOrder, ExportResult, KeepOrder, LookOrder, Makers, Order, PageOrder,
    Referred, Revision, ShowOrder, Wanted,
};
pub use self::paint::{PaintKey, PaintOrder, PaintPlace};

/// Calls the window when an event waits.
pub type Wake = Arc<dyn Fn() + Send + Sync>;

/// The threads, by the ends of their channels. They stop when this is dropped.
pub struct Jobs {
    post: Post,
    /// Fonts and functions, once the typesetter has read them.
    engine: Arc<OnceLock<Arc<Engine>>>,
    events: Receiver<Event>,
    orders: Sender<Order>,
    paints: Sender<PaintOrder>,
    loads: Sender<LoadOrder>,
    shelves: Sender<LibraryOrder>,
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
        let (shelves, shelved) = channel();
        let (saves, to_save) = channel::<(SaveTask, Writing)>();
        let (outcomes, saved) = channel();
        let (keeps, kept) = channel();
        let post = Post { events, wake };
        let own_post = post.clone();
        let painter_post = post.clone();
        let loader_post = post.clone();
        let keeper_post = post.clone();
        let librarian_post = post.clone();
        let engine = Arc::new(OnceLock::new());
        let own_engine = Arc::clone(&engine);
        spawn("typesetter", move || set_pages(makers, &ordered, (&post, &own_engine)));
        spawn("painter", move || paint(&painted, &painter_post));
        let saver_wake = Arc::clone(&own_post.wake);
        spawn("saver", move || {
            while let Ok((task, writing)) = to_save.recv() {
                outcomes.send(task.run(&writing)).ok();
                saver_wake();
            }
        });
        spawn("loader", move || load(&loaded, &loader_post));
        spawn("librarian", move || keep_library(&shelved, &librarian_post));
        let keeper = spawn("keeper", move || keep(journal, &kept, &keeper_post));
        Self {
            post: own_post,
            engine,
            events: received,
            orders,
            paints,
            loads,
            shelves,
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

    /// What tells the program that the folder of the library was changed.
    pub(super) fn library_notice(&self) -> impl Fn() + Send + 'static {
        let post = self.post.clone();
        move || post.send(Event::LibraryChanged)
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

    /// Orders that a folder be listed, or its briefs be searched.
    pub fn shelve(&self, order: LibraryOrder) {
        self.shelves.send(order).ok();
    }

    /// Orders that a brief be written to its file.
    pub fn save(&self, task: SaveTask, writing: &Writing) {
        self.saves.send((task, writing.clone())).ok();
    }

    /// What became of a brief that was to be written; waits for it, but not long.
    pub fn saved(&self, wait: Duration) -> Option<SaveOutcome> {
        self.saved.recv_timeout(wait).ok()
    }

    /// Reads the font with Japanese; returns whether that can be done, which it cannot before the fonts are listed.
    pub(super) fn read_japanese_font(&self) -> bool {
        let Some(engine) = self.engine.get().cloned() else { return false };
        let post = self.post.clone();
        spawn("font", move || {
            let font = engine.japanese_font();
            let font =
                font.map_or(JapaneseFont::Missing, |(bytes, face_idx)| JapaneseFont::Read(bytes, face_idx));
            post.send(Event::Japanese(font));
        });
        true
    }

    /// Reads the fonts that have some letters; returns whether that can be done, which it cannot before the fonts are
    /// listed.
    pub(super) fn read_fonts_with(&self, letters: Vec<char>) -> bool {
        let Some(engine) = self.engine.get().cloned() else { return false };
        let post = self.post.clone();
        spawn("font", move || {
            for (bytes, face_idx) in letters.into_iter().filter_map(|letter| engine.font_with(letter)) {
                post.send(Event::Font(bytes, face_idx));
            }
        });
        true
    }

    /// Draws the slides of a talk as large as a screen, in an order; stops when nobody holds the slides, or what is
    /// returned, any more.
    #[must_use]
    pub fn draw_show(&self, slides: &Arc<RoomSlides>, pages: Vec<usize>, size_px: (u32, u32)) -> Arc<()> {
        let (slides, post) = (Arc::downgrade(slides), self.post.clone());
        let hold = Arc::new(());
        let held = Arc::downgrade(&hold);
        spawn("drawer", move || {
            for (n_done, page_idx) in pages.into_iter().enumerate() {
                let Some(slides) = slides.upgrade().filter(|_| held.strong_count() > 0) else { return };
                let draw = AssertUnwindSafe(|| slides.draw(page_idx, size_px));
                let drawn = catch_unwind(draw);
                tidy_all();
                if let Ok(Some(picture)) = drawn {
                    let of = Arc::downgrade(&slides);
                    post.leave(Event::ShowDrawn { of, page_idx, size_px, picture });
                    // A frame on a large screen costs as much as a slide, and far slides change none.
                    if n_done < N_AWAITED || n_done.is_multiple_of(N_AWAITED) {
                        (post.wake)();
                    }
                }
            }
            (post.wake)();
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

/// How many drawn slides somebody waits for, those nearest to where the talk stands; the others are told by as many.
const N_AWAITED: usize = 8;

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
        self.leave(event);
        (self.wake)();
    }

    /// Sends what can wait for the next frame.
    fn leave(&self, event: Event) {
        // Nobody is left to be told once the window is closed.
        self.events.send(event).ok();
    }
}
