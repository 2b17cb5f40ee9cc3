//! Work that takes longer than a frame: one thread sets pages, one draws them, one keeps text safe.
//!
//! The typesetter keeps its own copy of the brief and is told of edits, so nothing large crosses between threads.
//! The newest order wins: what was asked before it and is not begun is never done.

use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use crate::app::displays::{MainPlace, watch};
use crate::app::talk::{DrillRecord, KeptTalk, Rehearsal, RoomSlides};
use crate::app::{Event, ExportChoice};
use crate::brief::{Brief, Lang, Reader, parse, reparse};
use crate::check::{self, AssetState, DictionaryFiles, Speller};
use crate::export::{Job, PdfStandard, export, format_named, named_files};
use crate::facts::{Date, FactBook};
use crate::layout::{Engine, Options, Pages, Paper, Shape, THEMES, Theme, Typesetter, theme_named, tidy};
use crate::release::{Assets, Context, project, refusals, slide_at};
use crate::session::{Entry, Journal, TalkError, Writing, store_all, store_json};
use crate::text::{Diagnostic, Edit};

/// Counts the states of the text, so that what was made of an older one is known as such.
pub type Revision = u64;

/// How long nobody types before the whole talk is set anew, beyond the slide at the cursor.
const QUIET: Duration = Duration::from_millis(250);

/// What the brief refers to, as it was read last.
#[derive(Clone, Debug, Default)]
pub struct Referred {
    /// The fact book.
    pub book: FactBook,
    /// Why the fact book cannot be read, if it cannot.
    pub book_problem: Option<String>,
    /// Pictures and data.
    pub assets: Assets,
    /// What cannot be had, with the reason.
    pub problems: BTreeMap<String, String>,
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
    /// The text is another one.
    Text(Revision, String),
    /// The text was edited.
    Edits(Revision, Vec<Edit>),
    /// What the brief refers to was read.
    Referred(Arc<Referred>),
    /// Something else is to be shown.
    Wanted(Wanted),
    /// A file is to be written.
    Export(ExportOrder),
    /// The slides of a talk are to be set.
    Show(ShowOrder),
}

/// The slides of a talk.
#[derive(Clone, Copy)]
pub struct ShowOrder {
    /// How they look.
    pub theme: &'static Theme,
}

/// A file to be written, replacing one of the same name: the dialog has asked.
pub struct ExportOrder {
    /// Where.
    pub path: PathBuf,
    /// What.
    pub choice: ExportChoice,
    /// Held while the file is put in its place.
    pub writing: Writing,
}

/// An order to the keeper of texts that are not saved.
pub enum KeepOrder {
    /// A text is to be kept.
    Write(Entry),
    /// A text of this program need not be kept any more.
    Remove(String),
    /// Where a talk stands is to be kept.
    Talk(PathBuf, Box<KeptTalk>),
    /// The rehearsals of a brief are to be kept.
    Runs(PathBuf, Vec<Rehearsal>),
    /// How the drill of a brief went is to be kept.
    Drill(PathBuf, DrillRecord),
    /// A text that another program left is kept by this one now; it stays if keeping it failed.
    RemoveLeft(String),
}

/// A page to be drawn.
pub struct PaintOrder {
    /// The pages it is one of.
    pub pages: Arc<Pages>,
    /// Which of them.
    pub page_idx: usize,
    /// How large.
    pub pixels_per_pt: f64,
    /// What the drawing is kept under.
    pub key: PaintKey,
}

/// What tells one drawing from another: what is on the page, and how large it is, in thousandths of a pixel a point.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PaintKey {
    /// The hash of the page.
    pub hash: u128,
    /// Thousandths of a pixel a point.
    pub scale: u32,
}

/// Calls the window when an event waits.
pub type Wake = Arc<dyn Fn() + Send + Sync>;

/// The threads, by the ends of their channels. They stop when this is dropped.
pub struct Jobs {
    post: Post,
    orders: Sender<Order>,
    paints: Sender<PaintOrder>,
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
    pub fn start(makers: Makers, journal: Option<Journal>, events: &Sender<Event>, wake: &Wake) -> Self {
        let (orders, ordered) = channel();
        let (paints, painted) = channel();
        let (keeps, kept) = channel();
        let post = Post { events: events.clone(), wake: Arc::clone(wake) };
        let own_post = post.clone();
        let painter_post = post.clone();
        let keeper_post = post.clone();
        spawn("typesetter", move || set_pages(makers, &ordered, &post));
        spawn("painter", move || paint(&painted, &painter_post));
        let keeper = spawn("keeper", move || keep(journal, &kept, &keeper_post));
        Self { post: own_post, orders, paints, keeps: Some(keeps), keeper: Some(keeper) }
    }

    /// Orders pages.
    pub fn order(&self, order: Order) {
        self.orders.send(order).ok();
    }

    /// Orders a drawing.
    pub fn paint(&self, order: PaintOrder) {
        self.paints.send(order).ok();
    }

    /// Draws the slides of a talk as large as a screen, in an order; stops when nobody holds the slides any more.
    pub fn draw_show(&self, slides: &Arc<RoomSlides>, pages: Vec<usize>, size_px: (u32, u32)) {
        let (slides, post) = (Arc::downgrade(slides), self.post.clone());
        spawn("drawer", move || {
            for page_idx in pages {
                let Some(slides) = slides.upgrade() else { return };
                let draw = AssertUnwindSafe(|| slides.draw(page_idx, size_px));
                if let Ok(Some(picture)) = catch_unwind(draw) {
                    post.send(Event::ShowDrawn { page_idx, size_px, picture });
                }
            }
        });
    }

    /// Watches the screens and keeps the main window where it is ordered to be, until the orders' end is dropped.
    pub(super) fn watch_screens(&self, main_window: u32) -> Sender<MainPlace> {
        let (orders, ordered) = channel();
        let post = self.post.clone();
        spawn("screens", move || watch(main_window, &ordered, |screens| post.send(Event::Screens(screens))));
        orders
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
    builder.spawn(run).expect("the system has room for three threads")
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

/// The typesetter's own copy of the brief.
struct Desk {
    engine: Engine,
    dictionaries: fn() -> Vec<DictionaryFiles>,
    speller: Option<Speller>,
    typesetter: Typesetter,
    slide_typesetter: Typesetter,
    text: String,
    brief: Brief,
    diagnostics: Vec<Diagnostic>,
    revision: Revision,
    referred: Arc<Referred>,
    wanted: Option<Wanted>,
    exports: Vec<ExportOrder>,
    show: Option<ShowOrder>,
    /// Where each slide begins in the brief, and the number of its first page, when all were set last.
    numbers: Vec<(usize, usize)>,
    n_pages: usize,
}

fn set_pages(makers: Makers, orders: &Receiver<Order>, post: &Post) {
    let engine = (makers.engine)();
    post.send(Event::Fonts { japanese: engine.japanese_font() });
    let (brief, diagnostics) = parse("");
    let mut desk = Desk {
        engine,
        dictionaries: makers.dictionaries,
        speller: None,
        typesetter: Typesetter::default(),
        slide_typesetter: Typesetter::default(),
        text: String::new(),
        brief,
        diagnostics,
        revision: 0,
        referred: Arc::default(),
        wanted: None,
        exports: Vec::new(),
        show: None,
        numbers: Vec::new(),
        n_pages: 0,
    };
    let mut owed = false;
    loop {
        let first = if owed {
            match orders.recv_timeout(QUIET) {
                Ok(order) => Some(order),
                Err(RecvTimeoutError::Timeout) => None,
                Err(RecvTimeoutError::Disconnected) => return,
            }
        } else {
            let Ok(order) = orders.recv() else { return };
            Some(order)
        };
        // Nobody has typed for a while, so there is time for the whole.
        let mut is_whole = first.is_none();
        let mut is_edited = false;
        for order in first.into_iter().chain(orders.try_iter()) {
            match &order {
                Order::Edits(..) => is_edited = true,
                Order::Text(..) | Order::Referred(_) => is_whole = true,
                Order::Wanted(wanted) => is_whole |= desk.wanted.as_ref() != Some(wanted),
                Order::Export(_) | Order::Show(_) => {}
            }
            desk.apply(order);
        }
        let work = AssertUnwindSafe(|| {
            desk.export(post);
            desk.set_show(post);
            if is_whole || is_edited { desk.work(is_whole, post) } else { owed }
        });
        owed = catch_unwind(work).unwrap_or_else(|_| {
            post.send(Event::Failed("the pages could not be made".to_owned()));
            false
        });
        tidy();
    }
}

impl Desk {
    fn apply(&mut self, order: Order) {
        match order {
            Order::Text(revision, text) => {
                (self.brief, self.diagnostics) = parse(&text);
                self.text = text;
                self.revision = revision;
            }
            Order::Edits(revision, edits) => {
                for edit in &edits {
                    if edit.apply(&mut self.text).is_some() {
                        reparse(&mut self.brief, &mut self.diagnostics, edit, &self.text);
                    }
                }
                self.revision = revision;
            }
            Order::Referred(referred) => self.referred = referred,
            Order::Wanted(wanted) => self.wanted = Some(wanted),
            Order::Export(order) => self.exports.push(order),
            Order::Show(order) => self.show = Some(order),
        }
    }

    /// Writes the files that were ordered.
    fn export(&mut self, post: &Post) {
        for order in std::mem::take(&mut self.exports) {
            let result = self.export_one(&order);
            post.send(Event::Exported(result));
        }
    }

    /// Sets the slides of the talk that was ordered.
    fn set_show(&mut self, post: &Post) {
        let Some(order) = self.show.take() else { return };
        let context = Context { book: &self.referred.book, assets: &self.referred.assets };
        let options = Options { shape: Shape::Slides, paper: Paper::A4, theme: order.theme };
        // What the room sees is made of the text itself, read anew.
        let (brief, _) = parse(&self.text);
        match RoomSlides::set(&brief, &context, &self.engine, &options) {
            Ok(slides) => post.send(Event::ShowSet(Arc::new(slides))),
            Err(err) => post.send(Event::Failed(err.to_string())),
        }
    }

    fn export_one(&self, order: &ExportOrder) -> Result<(Vec<PathBuf>, Vec<String>), String> {
        let ExportChoice { reader, shape, extension, is_letter } = order.choice;
        let referred = &self.referred;
        let context = Context { book: &referred.book, assets: &referred.assets };
        // What leaves is made of the text itself, read anew.
        let (brief, _) = parse(&self.text);
        let released = project(&brief, &context, reader);
        if let Some(refusal) = refusals(&released, &brief.front).first() {
            return Err(refusal.to_string());
        }
        let theme = brief.front.theme.as_deref().and_then(theme_named).unwrap_or(&THEMES[0]);
        let paper = if is_letter { Paper::Letter } else { Paper::A4 };
        let format = format_named(extension).ok_or("no such format")?;
        let stem = order.path.file_stem().and_then(|stem| stem.to_str()).unwrap_or("handout");
        let job = Job {
            engine: &self.engine,
            released: &released,
            options: Options { shape, paper, theme },
            pdf_standard: PdfStandard::default(),
            stem,
        };
        let exported = export(format, &job).map_err(|err| err.to_string())?;
        let files = named_files(&order.path, exported.files);
        store_all(&files, true, &order.writing).map_err(|err| err.to_string())?;
        Ok((files.into_iter().map(|(path, _)| path).collect(), exported.warnings))
    }

    /// Makes what is wanted; returns whether the whole is still owed because only the slide was made.
    fn work(&mut self, is_whole: bool, post: &Post) -> bool {
        let Some(wanted) = self.wanted else { return false };
        let referred = Arc::clone(&self.referred);
        let context = Context { book: &referred.book, assets: &referred.assets };
        if wanted.options.shape == Shape::Slides && !is_whole {
            self.one_slide(&wanted, &context, post);
            return true;
        }
        let is_short = self.text.len() < 100_000;
        if !is_whole && !is_short {
            return true;
        }
        let released = project(&self.brief, &context, wanted.reader);
        let starts: Vec<usize> = released.content().screen.slides.iter().map(|slide| slide.start).collect();
        match self.typesetter.typeset(&self.engine, &released, &wanted.options) {
            Ok(pages) => {
                self.numbers = starts.iter().copied().zip(pages.first_pages().into_iter().skip(1)).collect();
                self.n_pages = pages.len();
                post.send(Event::Typeset {
                    revision: self.revision,
                    reader: wanted.reader,
                    shape: wanted.options.shape,
                    pages: Arc::new(pages),
                    slide_starts: starts,
                });
            }
            Err(err) => post.send(Event::Failed(err.to_string())),
        }
        self.check(post);
        false
    }

    fn one_slide(&mut self, wanted: &Wanted, context: &Context<'_>, post: &Post) {
        let cursor = wanted.cursor.min(self.text.len());
        let Some(released) = slide_at(&self.brief, context, wanted.reader, cursor) else { return };
        let Some(start) = released.content().screen.slides.first().map(|slide| slide.start) else { return };
        let number = self.numbers.iter().find(|(at, _)| *at == start).map_or(1, |(_, number)| *number);
        let place = (number, self.n_pages);
        let set = self.slide_typesetter.typeset_slide(&self.engine, &released, &wanted.options, place);
        if let Ok(pages) = set {
            post.send(Event::Slide { revision: self.revision, start, pages: Arc::new(pages) });
        }
    }

    fn check(&mut self, post: &Post) {
        let referred = Arc::clone(&self.referred);
        let Some(today) = referred.today else { return };
        let context = check::Context {
            book: &referred.book,
            book_problem: referred.book_problem.as_deref(),
            today: check::reference_day(&self.brief.front, today),
            assets: AssetState { problems: &referred.problems, linked: &referred.linked },
            glyphs: Some(self.engine.glyphs()),
            parse_diagnostics: &self.diagnostics,
            reader: None,
        };
        let findings = check::check(&self.brief, &self.text, &context);
        let mut misspellings = Vec::new();
        if let Some(own) = &referred.own_words
            && self.brief.front.lang == Lang::En
        {
            let speller = self.speller.get_or_insert_with(|| Speller::new(&(self.dictionaries)()));
            misspellings = check::spelling(&self.brief, &self.text, speller, own);
        }
        post.send(Event::Checked { revision: self.revision, findings, misspellings });
    }
}

fn paint(orders: &Receiver<PaintOrder>, post: &Post) {
    while let Ok(order) = orders.recv() {
        let draw = AssertUnwindSafe(|| order.pages.render(order.page_idx, order.pixels_per_pt));
        if let Ok(Some(bitmap)) = catch_unwind(draw) {
            post.send(Event::Painted { key: order.key, bitmap });
        }
    }
}

fn keep(journal: Option<Journal>, orders: &Receiver<KeepOrder>, post: &Post) {
    let mut is_kept = false;
    while let Ok(order) = orders.recv() {
        match (order, &journal) {
            (KeepOrder::Write(entry), Some(journal)) => {
                let result = journal.write(&entry).map_err(|err| err.to_string());
                is_kept = result.is_ok();
                post.send(Event::Kept { revision: entry.revision, result });
            }
            (KeepOrder::Write(entry), None) => {
                let result = Err("there is no folder to keep it in".to_owned());
                post.send(Event::Kept { revision: entry.revision, result });
            }
            (KeepOrder::Talk(path, kept), _) => tell_failure(post, store_json(&path, &kept)),
            (KeepOrder::Runs(path, runs), _) => tell_failure(post, store_json(&path, &runs)),
            (KeepOrder::Drill(path, record), _) => tell_failure(post, store_json(&path, &record)),
            (KeepOrder::Remove(id), Some(journal)) => journal.remove(&id),
            (KeepOrder::RemoveLeft(id), Some(journal)) if is_kept => journal.remove_left(&id),
            (KeepOrder::Remove(_) | KeepOrder::RemoveLeft(_), _) => {}
        }
    }
}

fn tell_failure(post: &Post, result: Result<(), TalkError>) {
    if let Err(err) = result {
        post.send(Event::Failed(err.to_string()));
    }
}
