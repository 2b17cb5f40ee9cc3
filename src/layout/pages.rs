//! Pages as they come from the engine, and the typesetter that keeps what helps to make the next ones.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use typst::WorldExt as _;
use typst::diag::SourceDiagnostic;
use typst::syntax::Source;
use typst_layout::PagedDocument;

use crate::layout::document::{Deck, slide_width_pt, write_deck, write_handout};
use crate::layout::engine::{ClosedWorld, Engine, file_id};
use crate::layout::limits::check_limits;
use crate::layout::notes_pages::{SlidePicture, write_notes_pages};
use crate::layout::slide::{Place, end_in_picture};
use crate::layout::slide_starts::slide_starts;
use crate::layout::source::Writer;
use crate::layout::style::image_name;
use crate::layout::theme::MARK;
use crate::layout::tighten::{MOST_TIGHTNESS, runs_over};
use crate::layout::title::title_size;
use crate::layout::{Literal, Options, Shape, SlideInk, TypesetError};
use crate::release::{Released, Slide};

/// How many documents the engine's memory keeps alive: enough for one more keystroke.
const CACHE_AGE: usize = 3;

/// Finished pages.
pub struct Pages {
    document: PagedDocument,
    /// Which words of the brief stand in which literal of the source.
    pub literals: Vec<Literal>,
    source: Source,
}

/// A page drawn in pixels: red, green, blue and alpha, premultiplied, a byte each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bitmap {
    /// Width in pixels.
    pub width_px: u32,
    /// Height in pixels.
    pub height_px: u32,
    /// Four bytes a pixel, row by row.
    pub rgba: Vec<u8>,
}

impl Pages {
    /// How many pages there are.
    pub fn len(&self) -> usize {
        self.document.pages().len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.document.pages().is_empty()
    }

    /// The number of the page on which each slide begins, from 1, the title slide first; empty on paper.
    pub fn first_pages(&self) -> Vec<usize> {
        slide_starts(&self.document)
    }

    /// Width and height of a page in points.
    pub fn size_pt(&self, page_idx: usize) -> Option<(f64, f64)> {
        let size = self.document.pages().get(page_idx)?.frame.size();
        Some((size.x.to_pt(), size.y.to_pt()))
    }

    /// Draws a page.
    pub fn render(&self, page_idx: usize, pixels_per_pt: f64) -> Option<Bitmap> {
        let page = self.document.pages().get(page_idx)?;
        let options = typst_render::RenderOptions {
            pixel_per_pt: typst::utils::Scalar::new(pixels_per_pt),
            render_bleed: false,
        };
        let pixmap = typst_render::render(page, &options);
        Some(Bitmap { width_px: pixmap.width(), height_px: pixmap.height(), rgba: pixmap.take() })
    }

    /// The Typst source, for those who want to know how it was done.
    pub fn source(&self) -> &str {
        self.source.text()
    }

    /// The source with the places of its literals.
    pub(super) fn typst_source(&self) -> &Source {
        &self.source
    }

    /// The document, for `export`.
    pub(crate) fn document(&self) -> &PagedDocument {
        &self.document
    }
}

/// Makes the pages of one document.
///
/// # Errors
/// The brief holds more of something than pages can, or the program is at fault.
pub fn typeset(engine: &Engine, released: &Released, options: &Options) -> Result<Pages, TypesetError> {
    Typesetter::default().typeset(engine, released, options)
}

/// Makes the pages of one document, with what was drawn over its slides. Only copies for our own side have that,
/// whatever the caller asks for.
///
/// # Errors
/// As for [`typeset`].
pub fn typeset_with_ink(
    engine: &Engine,
    released: &Released,
    options: &Options,
    ink: &[SlideInk],
) -> Result<Pages, TypesetError> {
    let ink = if released.content().reader.is_ours() { ink.to_vec() } else { Vec::new() };
    Typesetter { ink, ..Typesetter::default() }.typeset(engine, released, options)
}

/// Lets go of what was kept for documents that are no longer set. Takes longer the more was kept, so it is for the
/// time after pages are delivered.
pub fn tidy() {
    comemo::evict(CACHE_AGE);
}

/// Lets go of all that was kept to set and draw pages faster, however new it is. A talk needs none of it: each letter
/// that is drawn leaves a picture behind, 200 MB for two hundred slides at 4K.
pub fn tidy_all() {
    comemo::evict(0);
}

/// Makes pages again and again, and keeps what helps: the last source, and how many pages it had.
#[derive(Default)]
pub struct Typesetter {
    last: Option<Source>,
    last_shape: Option<Shape>,
    /// How many pages the last document had; nothing where there was none.
    n_pages: Option<usize>,
    /// The cards that began within a frame of the card before.
    pub(super) continued_pages: Vec<usize>,
    /// What was drawn over the slides of a deck.
    pub(super) ink: Vec<SlideInk>,
}

impl Typesetter {
    /// Makes the pages of a document, quickly if it is much like the last one.
    ///
    /// # Errors
    /// The brief holds more than pages can; a fault of the program is told as one.
    pub fn typeset(
        &mut self,
        engine: &Engine,
        released: &Released,
        options: &Options,
    ) -> Result<Pages, TypesetError> {
        check_limits(released.content(), options.shape)?;
        self.turn_to(options.shape);
        let pages = catch_unwind(AssertUnwindSafe(|| match options.shape {
            Shape::Text => self.handout(engine, released, options),
            Shape::Cards => self.cards(engine, released, options),
            Shape::Slides => self.deck(engine, released, options, true),
            Shape::Notes => self.notes(engine, released, options),
        }));
        tidy();
        pages.unwrap_or_else(|_| Err(TypesetError::Fault("the engine stopped".to_owned())))
    }

    /// Makes the one slide of a document that has only one, as page `first_page` of `n_pages`.
    ///
    /// It tidies up nothing; call [`tidy`] when the pages are delivered.
    ///
    /// # Errors
    /// The brief holds more of something than pages can, or the program is at fault.
    pub fn typeset_slide(
        &mut self,
        engine: &Engine,
        released: &Released,
        options: &Options,
        (first_page, n_pages): (usize, usize),
    ) -> Result<Pages, TypesetError> {
        check_limits(released.content(), Shape::Slides)?;
        let options = Options { shape: Shape::Slides, ..*options };
        let pages = catch_unwind(AssertUnwindSafe(|| {
            let (title_lines, title_width_pt) = title_sizes(engine, released)
                .first()
                .copied()
                .unwrap_or((1, slide_width_pt(released.content())));
            let place = Place {
                first_page,
                last_page: first_page,
                n_pages,
                title_lines,
                title_width_pt,
                hidden_from: None,
                anchor: None,
            };
            let mut set = |place: Place| {
                let writer =
                    write_deck(released, &options, Deck { places: &[place], has_title: false, ink: &[] });
                self.compile(engine, released, &options, writer, &[])
            };
            let pages = set(place)?;
            // Sources stand on each page, and a picture may have one for itself.
            let is_same = |slide: &Slide| slide.notes.is_empty() && !end_in_picture(&slide.blocks);
            if pages.len() == 1 || released.content().screen.slides.iter().all(is_same) {
                return Ok(pages);
            }
            set(Place { last_page: first_page + pages.len() - 1, ..place })
        }));
        pages.unwrap_or_else(|_| Err(TypesetError::Fault("the engine stopped".to_owned())))
    }

    /// Lets go of what was kept of pages of another shape.
    pub(super) fn turn_to(&mut self, shape: Shape) {
        if self.last_shape.replace(shape) != Some(shape) {
            self.last = None;
            self.n_pages = None;
        }
    }

    /// Compiles until the number of pages that is printed is the one there are. For the first of many documents the
    /// engine counts them itself, which costs less than another round; for those that are much like the last one
    /// their number stands in the source, so that what is on a page is only set anew where it changes.
    pub(super) fn numbered(
        &mut self,
        engine: &Engine,
        released: &Released,
        options: &Options,
        files: &[(String, Arc<[u8]>)],
        write: impl Fn(Option<usize>) -> Writer,
    ) -> Result<Pages, TypesetError> {
        const MAX_ROUNDS: usize = 3;
        for _ in 1..MAX_ROUNDS {
            let pages = self.compile(engine, released, options, write(self.n_pages), files)?;
            let printed = self.n_pages.replace(pages.len());
            if printed.is_none_or(|n_pages| n_pages == pages.len()) {
                return Ok(pages);
            }
        }
        self.compile(engine, released, options, write(self.n_pages), files)
    }

    /// Makes the running handout. One that runs over by a few lines is set a little closer, as long as that saves the
    /// page: what was one page stays one page.
    fn handout(
        &mut self,
        engine: &Engine,
        released: &Released,
        options: &Options,
    ) -> Result<Pages, TypesetError> {
        let write = |n_pages, tightness| write_handout(released, options, n_pages, tightness);
        let usual = self.numbered(engine, released, options, &[], |n_pages| write(n_pages, 0))?;
        if !runs_over(&usual) {
            return Ok(usual);
        }
        for tightness in 1..=MOST_TIGHTNESS {
            // Pages that are none fewer are not shown, so what they would count as does not matter.
            let writer = write(Some(usual.len() - 1), tightness);
            let pages = Self::default().compile(engine, released, options, writer, &[])?;
            if pages.len() + 1 == usual.len() {
                return Ok(pages);
            }
        }
        Ok(usual)
    }

    pub(super) fn deck(
        &mut self,
        engine: &Engine,
        released: &Released,
        options: &Options,
        has_title: bool,
    ) -> Result<Pages, TypesetError> {
        let n_slides = released.content().screen.slides.len() + usize::from(has_title);
        let mut starts: Vec<usize> = (1..=n_slides).collect();
        let mut n_pages = n_slides;
        let mut title_sizes = title_sizes(engine, released);
        // The title slide makes room for its title by itself.
        title_sizes.splice(..0, has_title.then_some((1, 0.0)));
        // Slides that flow on move those after them, so the numbers are right after the second round.
        loop {
            let ends = starts.iter().skip(1).map(|next| next - 1).chain([n_pages]);
            let places: Vec<Place> = starts
                .iter()
                .zip(ends)
                .zip(&title_sizes)
                .map(|((&first_page, last_page), &(title_lines, title_width_pt))| Place {
                    first_page,
                    last_page,
                    n_pages,
                    title_lines,
                    title_width_pt,
                    hidden_from: None,
                    anchor: None,
                })
                .collect();
            let deck = Deck { places: &places, has_title, ink: &self.ink };
            let writer = write_deck(released, options, deck);
            let pages = self.compile(engine, released, options, writer, &[])?;
            let found = slide_starts(&pages.document);
            if (found == starts && pages.len() == n_pages) || found.len() != n_slides {
                return Ok(pages);
            }
            starts = found;
            n_pages = pages.len();
        }
    }

    fn notes(
        &mut self,
        engine: &Engine,
        released: &Released,
        options: &Options,
    ) -> Result<Pages, TypesetError> {
        let slide_options = Options { shape: Shape::Slides, ..*options };
        let mut slides = Self { ink: self.ink.clone(), ..Self::default() };
        let deck = slides.deck(engine, released, &slide_options, true)?;
        let starts = slide_starts(&deck.document);
        let mut files: Vec<(String, Arc<[u8]>)> = Vec::new();
        let mut pictures = Vec::new();
        // The title slide comes first and has no section of its own.
        for (slide_idx, slide) in released.content().screen.slides.iter().enumerate() {
            let Some(&first) = starts.get(slide_idx + 1) else { break };
            let end = starts.get(slide_idx + 2).map_or(deck.len(), |next| next - 1);
            let mut names = Vec::new();
            for page_idx in first - 1..end {
                let svg = typst_svg::svg(&deck.document.pages()[page_idx], &typst_svg::SvgOptions::default());
                let name = format!("slide-{page_idx}.svg");
                files.push((name.clone(), svg.into_bytes().into()));
                names.push(name);
            }
            pictures.push(SlidePicture { start: slide.start, files: names });
        }
        self.numbered(engine, released, options, &files, |n_pages| {
            write_notes_pages(released, options, &pictures, n_pages)
        })
    }

    pub(super) fn compile(
        &mut self,
        engine: &Engine,
        released: &Released,
        options: &Options,
        writer: Writer,
        files: &[(String, Arc<[u8]>)],
    ) -> Result<Pages, TypesetError> {
        let Writer { text, literals, files: drawn, .. } = writer;
        // A source that is changed in place is parsed again only where it changed.
        let source = match self.last.take() {
            Some(mut source) => {
                source.replace(&text);
                source
            }
            None => Source::new(file_id("main.typ"), text),
        };
        self.last = Some(source.clone());
        let mut world = ClosedWorld::new(engine, source.clone(), options.theme);
        for (idx, image) in released.content().images.iter().enumerate() {
            world.add_file(&image_name(idx), &image.bytes);
        }
        if let Some(mark) = &released.content().mark {
            world.add_file(MARK, &mark.bytes);
        }
        for (name, bytes) in files.iter().chain(&drawn) {
            world.add_file(name, bytes);
        }
        let document = typst::compile::<PagedDocument>(&world).output.map_err(|errors| {
            let first = errors.first().map(|error| fault(&world, error));
            TypesetError::Fault(first.unwrap_or_default())
        })?;
        Ok(Pages { document, literals, source })
    }
}

/// How many lines the title of each slide takes, and how wide they are.
pub(super) fn title_sizes(engine: &Engine, released: &Released) -> Vec<(usize, f64)> {
    let content = released.content();
    let width_pt = slide_width_pt(content);
    let advance = |c: char| engine.bold_advance(c);
    let size = |slide: &Slide| title_size(&slide.title, width_pt, &advance);
    content.screen.slides.iter().map(size).collect()
}

/// What went wrong, and where in our own source: file and byte, never the words of the brief.
fn fault(world: &ClosedWorld<'_>, error: &SourceDiagnostic) -> String {
    let file = error.span.id().map(|id| id.vpath().get_without_slash().to_owned()).unwrap_or_default();
    let at = world.range(error.span).map_or(0, |range| range.start);
    format!("{} ({file}, byte {at})", error.message)
}
