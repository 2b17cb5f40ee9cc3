//! The thread that sets pages, checks the brief and writes exports.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::Duration;

use crate::app::analysis::Checked;
use crate::app::jobs::{
    ExportOrder, ExportResult, Makers, Order, Post, Referred, Revision, ShowOrder, Wanted,
};
use crate::app::outline::measures;
use crate::app::preview::{slots_of, slots_of_slide};
use crate::app::talk::RoomSlides;
use crate::app::{Event, ExportChoice};
use crate::brief::{Brief, Lang, parse, reparse};
use crate::check::{self, AssetState, DictionaryFiles, Speller};
use crate::export::{Job, PdfStandard, export, format_named, named_files};
use crate::layout::{Engine, Options, Paper, Shape, THEMES, Typesetter, theme_named, tidy};
use crate::release::{Context, project, refusals, slide_at};
use crate::session::{DocId, is_same_file, references, store_all};
use crate::text::{Diagnostic, Edit};

/// How long nobody types before the whole talk is set anew, beyond the slide at the cursor.
const QUIET: Duration = Duration::from_millis(250);
/// Beyond this many edits at once, the text is parsed anew rather than section by section.
const MANY_EDITS: usize = 8;

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
    doc: Option<DocId>,
    revision: Revision,
    referred: Arc<Referred>,
    wanted: Option<Wanted>,
    exports: Vec<ExportOrder>,
    show: Option<ShowOrder>,
    /// Where each slide begins in the brief, and the number of its first page, when all were set last.
    numbers: Vec<(usize, usize)>,
    n_pages: usize,
}

pub(super) fn set_pages(makers: Makers, orders: &Receiver<Order>, post: &Post) {
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
        doc: None,
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
            // What was ordered of the text as it is must not be made of the next one.
            if matches!(order, Order::Text(..) | Order::Edits(..) | Order::Referred(_)) {
                desk.finish_ordered(post);
            }
            match &order {
                Order::Edits(..) => is_edited = true,
                Order::Text(..) | Order::Referred(_) => is_whole = true,
                Order::Wanted(wanted) => is_whole |= desk.wanted.as_ref() != Some(wanted),
                Order::Export(_) | Order::Show(_) => {}
            }
            desk.apply(order);
        }
        desk.finish_ordered(post);
        let work = AssertUnwindSafe(|| if is_whole || is_edited { desk.work(is_whole, post) } else { owed });
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
            Order::Text(doc, revision, text) => {
                (self.brief, self.diagnostics) = parse(&text);
                self.text = text;
                self.doc = Some(doc);
                self.revision = revision;
                self.numbers.clear();
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
        self.export(post);
        if catch_unwind(AssertUnwindSafe(|| self.set_show(post))).is_err() {
            post.send(Event::Failed("the slides could not be made".to_owned()));
        }
    }

    /// Writes the files that were ordered. Each order has its answer, since quitting waits for it.
    fn export(&mut self, post: &Post) {
        for order in std::mem::take(&mut self.exports) {
            let made = catch_unwind(AssertUnwindSafe(|| self.export_one(&order)));
            let result = made.unwrap_or_else(|_| Err("the file could not be made".to_owned()));
            let result = result.unwrap_or_else(ExportResult::Failed);
            post.send(Event::Exported { doc: order.doc, result });
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
            Ok(slides) => {
                if let Some(doc) = self.doc {
                    post.send(Event::ShowSet { doc, slides: Arc::new(slides) });
                }
            }
            Err(err) => post.send(Event::Failed(err.to_string())),
        }
    }

    fn export_one(&self, order: &ExportOrder) -> Result<ExportResult, String> {
        if self.doc != Some(order.doc) || self.referred.doc != self.doc {
            return Err("another brief was opened meanwhile; nothing was written".to_owned());
        }
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
        let paths: Vec<PathBuf> = files.iter().map(|(path, _)| path.clone()).collect();
        let is_own = |path: &&PathBuf| order.own.as_ref().is_some_and(|own| is_same_file(own, path));
        if let Some(path) = paths.iter().find(is_own) {
            return Err(format!("{} is the brief itself; choose another name", path.display()));
        }
        let is_unasked = |path: &&PathBuf| path.symlink_metadata().is_ok() && !order.replaces.contains(path);
        let there: Vec<PathBuf> = paths.iter().filter(is_unasked).cloned().collect();
        if !there.is_empty() {
            let (path, choice) = (order.path.clone(), order.choice);
            return Ok(ExportResult::WouldReplace { path, choice, files: there });
        }
        // A file that came there meanwhile is not replaced either.
        store_all(&files, !order.replaces.is_empty(), &order.writing).map_err(|err| err.to_string())?;
        Ok(ExportResult::Written(paths, exported.warnings))
    }

    /// Makes what is wanted; returns whether the whole is still owed because only the slide was made.
    fn work(&mut self, is_whole: bool, post: &Post) -> bool {
        let Some(doc) = self.doc else { return false };
        let Some(wanted) = self.wanted else {
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
        match self.typesetter.typeset(&self.engine, &released, &wanted.options) {
            Ok(pages) => {
                self.numbers = starts.iter().copied().zip(pages.first_pages().into_iter().skip(1)).collect();
                self.n_pages = pages.len();
                post.send(Event::Typeset {
                    doc,
                    revision: self.revision,
                    reader: wanted.reader,
                    shape: wanted.options.shape,
                    slots: slots_of(wanted.options.shape, &Arc::new(pages), &starts),
                });
            }
            Err(err) => post.send(Event::Failed(err.to_string())),
        }
        self.check(doc, post);
        false
    }

    fn one_slide(&mut self, doc: DocId, wanted: &Wanted, context: &Context<'_>, post: &Post) {
        let cursor = wanted.cursor.min(self.text.len());
        let Some(released) = slide_at(&self.brief, context, wanted.reader, cursor) else { return };
        let Some(start) = released.content().screen.slides.first().map(|slide| slide.start) else { return };
        let number = self.numbers.iter().find(|(at, _)| *at == start).map_or(1, |(_, number)| *number);
        let place = (number, self.n_pages);
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
        let references = references(&self.brief);
        let measures = measures(&self.brief);
        let has_open_edits = self.brief.has_open_edits();
        let checked = Checked { findings, misspellings, references, measures, has_open_edits };
        post.send(Event::Checked { doc, revision: self.revision, checked: Box::new(checked) });
    }
}
