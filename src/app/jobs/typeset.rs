//! The thread that sets pages, checks the brief and writes exports.

mod look;
mod write;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use crate::app::analysis::Checked;
use crate::app::jobs::lead::{lead, show_options};
use crate::app::jobs::{ExportOrder, Makers, Order, PageOrder, Post, Referred, Revision, ShowOrder, Wanted};
use crate::app::outline::{Measures, measures};
use crate::app::preview::{slots_of, slots_of_slide};
use crate::app::talk::RoomSlides;
use crate::app::{Event, JapaneseFont};
use crate::brief::{Brief, Lang, Reader, parse, reparse};
use crate::check::{self, AssetState, DictionaryFiles, Speller};
use crate::layout::{Engine, Options, Shape, TypesetError, Typesetter, tidy, tidy_all};
use crate::release::{Context, project, slide_at};
use crate::session::{DocId, references, too_much};
use crate::text::{Diagnostic, Edit, message};

/// How long nobody types before the whole talk is set anew, beyond the slide at the cursor.
const QUIET: Duration = Duration::from_millis(250);
/// Beyond this many edits at once, the text is parsed anew rather than section by section.
const MANY_EDITS: usize = 8;

/// The typesetter's own copy of the brief.
struct Desk {
    engine: Arc<Engine>,
    dictionaries: fn() -> Vec<DictionaryFiles>,
    speller: Option<Speller>,
    typesetter: Typesetter,
    slide_typesetter: Typesetter,
    text: String,
    brief: Brief,
    diagnostics: Vec<Diagnostic>,
    doc: Option<DocId>,
    revision: Revision,
    referred: Arc<Referred>,
    wanted: Option<Wanted>,
    exports: Vec<ExportOrder>,
    show: Option<ShowOrder>,
    is_look_ordered: bool,
    pictures: Pictures,
    page_orders: Vec<PageOrder>,
    /// Sets the paper whose pages are limited, whatever is shown.
    paper_typesetter: Typesetter,
    deck: Deck,
}

/// What is known of the slides that were set last.
#[derive(Default)]
struct Deck {
    /// Where each slide begins in the brief, and the number of its first page.
    numbers: Vec<(usize, usize)>,
    n_pages: usize,
    /// Whether the slide at the cursor is set alone, because there are too many for all.
    is_alone: bool,
}

/// Sets pages with an engine that it makes, and which others may have from then on.
pub(super) fn set_pages(
    makers: Makers,
    orders: &Receiver<Order>,
    (post, engine): (&Post, &OnceLock<Arc<Engine>>),
) {
    let mut desk = Desk::new(makers);
    engine.set(Arc::clone(&desk.engine)).ok();
    let has_japanese = desk.engine.has_japanese();
    post.send(Event::Japanese(if has_japanese { JapaneseFont::Found } else { JapaneseFont::Missing }));
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
            // What was ordered of the text as it is must not be made of the next one.
            if matches!(order, Order::Text(..) | Order::Edits(..) | Order::Referred(_)) {
                desk.finish_ordered(post);
            }
            match &order {
                Order::Edits(..) => is_edited = true,
                Order::Text(..) | Order::Referred(_) => is_whole = true,
                Order::Wanted(wanted) => {
                    is_whole |= desk.wanted.as_ref() != Some(wanted);
                    // The cursor may be on another slide.
                    is_edited |= desk.deck.is_alone;
                }
                Order::Export(_) | Order::Show(_) | Order::Look | Order::Page(_) => {}
                Order::Themes(_) | Order::Chart(..) => {}
            }
            desk.apply(order);
        }
        desk.finish_ordered(post);
        let work = AssertUnwindSafe(|| if is_whole || is_edited { desk.work(is_whole, post) } else { owed });
        owed = catch_unwind(work).unwrap_or_else(|_| {
            post.send(Event::Failed(message!("the pages could not be made", "ページを作成できません")));
            false
        });
        // Each turn ages what is kept, so one in which nothing was set would take it from the next keystroke.
        if is_whole || is_edited {
            tidy();
        }
    }
}

/// Pictures that are to be drawn for a dialog.
#[derive(Default)]
struct Pictures {
    /// Where the slide stands that is to be drawn in every theme.
    themes_at: Option<usize>,
    /// The block of the chart that is to be drawn, and the language of its heading.
    chart: Option<(String, Lang)>,
}

impl Desk {
    fn new(makers: Makers) -> Self {
        let (brief, diagnostics) = parse("");
        Self {
            engine: Arc::new((makers.engine)()),
            dictionaries: makers.dictionaries,
            speller: None,
            typesetter: Typesetter::default(),
            slide_typesetter: Typesetter::default(),
            text: String::new(),
            brief,
            diagnostics,
            doc: None,
            revision: 0,
            referred: Arc::default(),
            wanted: None,
            exports: Vec::new(),
            show: None,
            is_look_ordered: false,
            pictures: Pictures::default(),
            page_orders: Vec::new(),
            paper_typesetter: Typesetter::default(),
            deck: Deck::default(),
        }
    }

    fn apply(&mut self, order: Order) {
        match order {
            Order::Text(doc, revision, text) => {
                (self.brief, self.diagnostics) = parse(&text);
                self.text = text;
                self.doc = Some(doc);
                self.revision = revision;
                self.deck.numbers.clear();
            }
            Order::Edits(doc, revision, edits) if self.doc == Some(doc) => {
                self.apply_edits(&edits);
                self.revision = revision;
            }
            Order::Edits(..) => {}
            Order::Referred(referred) => self.referred = referred,
            Order::Wanted(wanted) => self.wanted = Some(wanted),
            Order::Export(order) => self.exports.push(order),
            Order::Show(order) => self.show = Some(order),
            Order::Look => self.is_look_ordered = true,
            Order::Themes(at) => self.pictures.themes_at = Some(at),
            Order::Chart(block, lang) => self.pictures.chart = Some((block, lang)),
            Order::Page(order) => self.page_orders.push(order),
        }
    }

    fn apply_edits(&mut self, edits: &[Edit]) {
        let is_many = edits.len() > MANY_EDITS;
        for edit in edits {
            if edit.apply(&mut self.text).is_some() && !is_many {
                reparse(&mut self.brief, &mut self.diagnostics, edit, &self.text);
            }
        }
        if is_many {
            (self.brief, self.diagnostics) = parse(&self.text);
        }
    }

    /// Makes what was ordered of the text as it is now: exports and slides of a talk.
    fn finish_ordered(&mut self, post: &Post) {
        // Nothing is written or shown to a room with a gap where a picture belongs.
        if self.referred.awaits_pictures && self.referred.doc == self.doc {
            return;
        }
        self.export(post);
        self.look(post);
        if catch_unwind(AssertUnwindSafe(|| self.set_show(post))).is_err() {
            post.send(Event::ShowFailed(message!(
                "the slides could not be made",
                "スライドを作成できません"
            )));
        }
    }

    /// Sets the slides of the talk that was ordered.
    fn set_show(&mut self, post: &Post) {
        let Some(order) = self.show.take() else { return };
        let context = Context { book: &self.referred.book, assets: &self.referred.assets };
        // What the room sees is made of the text itself, read anew.
        let (brief, _) = parse(&self.text);
        if let Some((doc, slides)) = self.doc.zip(lead(&brief, &context, &self.engine, order)) {
            post.send(Event::ShowSet { doc, slides: Arc::new(slides) });
        }
        let options = show_options(&brief, &context, &self.engine, order);
        match set_whole(&brief, &context, &self.engine, &options) {
            Ok(slides) => {
                if let Some(doc) = self.doc {
                    post.send(Event::ShowSet { doc, slides: Arc::new(slides) });
                }
            }
            Err(err) => post.send(Event::ShowFailed(err.message())),
        }
    }

    /// Makes what is wanted; returns whether the whole is still owed because only the slide was made.
    fn work(&mut self, is_whole: bool, post: &Post) -> bool {
        let Some(doc) = self.doc else { return false };
        let Some(mut wanted) = self.wanted else {
            if is_whole {
                self.check(doc, post);
            }
            return !is_whole;
        };
        let referred = Arc::clone(&self.referred);
        // The facts and pictures of the brief before it are not this one's; its own are on their way.
        if referred.doc != Some(doc) {
            return false;
        }
        let context = Context { book: &referred.book, assets: &referred.assets };
        // Only here is it known what a ministry's own theme looks like.
        wanted.options.theme = self.engine.theme_of(self.brief.front.theme.as_deref(), &referred.assets);
        if wanted.options.shape == Shape::Slides && !is_whole {
            self.one_slide(doc, &wanted, &context, post);
            return true;
        }
        let is_short = self.text.len() < 100_000;
        if !is_whole && !is_short {
            return true;
        }
        let released = project(&self.brief, &context, wanted.reader);
        let starts: Vec<usize> = released.content().screen.slides.iter().map(|slide| slide.start).collect();
        let set = self.typesetter.typeset(&self.engine, &released, &wanted.options);
        self.deck.is_alone = wanted.options.shape == Shape::Slides && set.is_err();
        match set {
            Ok(pages) => {
                self.deck.numbers =
                    starts.iter().copied().zip(pages.first_pages().into_iter().skip(1)).collect();
                self.deck.n_pages = pages.len();
                post.send(Event::Typeset {
                    doc,
                    revision: self.revision,
                    reader: wanted.reader,
                    shape: wanted.options.shape,
                    slots: slots_of(wanted.options.shape, &Arc::new(pages), &starts),
                });
            }
            Err(err) => post.send(Event::NotTypeset {
                doc,
                reader: wanted.reader,
                shape: wanted.options.shape,
                problem: err.message(),
            }),
        }
        if self.deck.is_alone {
            // How many pages each slide takes is not known.
            self.deck.numbers = starts.iter().copied().zip(2..).collect();
            self.deck.n_pages = starts.len() + 1;
            self.one_slide(doc, &wanted, &context, post);
        }
        self.check(doc, post);
        false
    }

    fn one_slide(&mut self, doc: DocId, wanted: &Wanted, context: &Context<'_>, post: &Post) {
        let cursor = wanted.cursor.min(self.text.len());
        let Some(released) = slide_at(&self.brief, context, wanted.reader, cursor) else { return };
        let Some(start) = released.content().screen.slides.first().map(|slide| slide.start) else { return };
        let number = self.deck.numbers.iter().find(|(at, _)| *at == start).map_or(1, |(_, number)| *number);
        let place = (number, self.deck.n_pages);
        let set = self.slide_typesetter.typeset_slide(&self.engine, &released, &wanted.options, place);
        if let Ok(pages) = set {
            let slots = slots_of_slide(&Arc::new(pages), start);
            post.send(Event::Slide { doc, revision: self.revision, start, slots });
        }
    }

    fn check(&mut self, doc: DocId, post: &Post) {
        let referred = Arc::clone(&self.referred);
        let Some(today) = referred.today.filter(|_| referred.doc == Some(doc)) else { return };
        let context = check::Context {
            book: &referred.book,
            book_problem: referred.book_problem.as_ref(),
            today: check::reference_day(&self.brief.front, today),
            assets: AssetState { problems: &referred.problems, linked: &referred.linked },
            glyphs: Some(self.engine.glyphs()),
            parse_diagnostics: &self.diagnostics,
            reader: None,
        };
        let mut findings = check::check(&self.brief, &self.text, &context);
        let mut misspellings = Vec::new();
        if let Some(own) = &referred.own_words
            && self.brief.front.lang == Lang::En
        {
            let speller = self.speller.get_or_insert_with(|| Speller::new(&(self.dictionaries)()));
            misspellings = check::spelling(&self.brief, &self.text, speller, own);
        }
        let references = references(&self.brief);
        let (n_pages, over_limit) = self.paper_pages();
        findings.extend(over_limit);
        let context = Context { book: &referred.book, assets: &referred.assets };
        findings.extend(too_much(&self.brief, &self.text, &context, &Reader::ALL));
        findings.sort_by_key(|found| found.span);
        let measures = Measures { n_pages, ..measures(&self.brief) };
        let has_open_edits = self.brief.has_open_edits();
        let checked = Checked { findings, misspellings, references, measures, has_open_edits };
        post.send(Event::Checked { doc, revision: self.revision, checked: Box::new(checked) });
    }
}

/// Sets all slides of a show, in threads that end with it. Two hundred slides take half a gigabyte while they are set,
/// and threads that go on keep for themselves what was given back to them.
fn set_whole(
    brief: &Brief,
    context: &Context<'_>,
    engine: &Engine,
    options: &Options,
) -> Result<RoomSlides, TypesetError> {
    // Typst nests deep.
    const STACK_BYTES: usize = 16 << 20;
    let set = || {
        let slides = RoomSlides::set(brief, context, engine, options);
        tidy_all();
        slides
    };
    match rayon::ThreadPoolBuilder::new().stack_size(STACK_BYTES).build() {
        Ok(pool) => pool.install(set),
        Err(_) => set(),
    }
}
