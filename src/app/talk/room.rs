//! What the room can see: the slides of the counterpart's copy, and nothing else.
//!
//! The window of the room is given a [`RoomView`] and no more. A [`RoomPicture`] can only be drawn from
//! [`RoomSlides`], and those can only be made of the counterpart's copy, so that no private word has a way there.

use std::ops::Range;

use crate::app::talk::area::{SlideArea, SlidePoint};
use crate::app::talk::pen::{PenStroke, PointerLook};
use crate::app::talk::picture::RoomPicture;
use crate::app::talk::show::{Cover, Stop};
use crate::brief::{Brief, Reader};
use crate::layout::{Engine, Options, ShowPages, TypesetError, Typesetter};
use crate::release::{Context, project};

/// The pages of a show for the room.
pub struct RoomSlides {
    show: ShowPages,
    /// The slides that are set so far, where not all are: each is one page.
    lead: Option<Range<usize>>,
}

/// The slide that a talk begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LeadAt {
    /// Its number, from 0, the title counted.
    Slide(usize),
    /// A byte of the brief that it holds.
    Offset(usize),
}

impl RoomSlides {
    /// Sets the slides of the counterpart's copy.
    ///
    /// # Errors
    /// Never because of what a brief says; a fault of the program is told as one.
    pub fn set(
        brief: &Brief,
        context: &Context<'_>,
        engine: &Engine,
        options: &Options,
    ) -> Result<Self, TypesetError> {
        let released = project(brief, context, Reader::Counterpart);
        let show = Typesetter::default().typeset_show(engine, &released, options)?;
        Ok(Self { show, lead: None })
    }

    /// Sets the slides of the counterpart's copy that a talk begins with, from one slide on; of the others only their
    /// places are known. Nothing where there are too few slides to gain time by it.
    ///
    /// # Errors
    /// Never because of what a brief says; a fault of the program is told as one.
    pub fn set_lead(
        brief: &Brief,
        context: &Context<'_>,
        engine: &Engine,
        (options, first): (&Options, LeadAt),
    ) -> Result<Option<Self>, TypesetError> {
        const MIN_SLIDES: usize = 12;
        let released = project(brief, context, Reader::Counterpart);
        let slides = &released.content().screen.slides;
        if slides.len() < MIN_SLIDES {
            return Ok(None);
        }
        let first = match first {
            LeadAt::Slide(slide_idx) => slide_idx.min(slides.len()),
            LeadAt::Offset(offset) => slides.iter().filter(|slide| slide.start <= offset).count(),
        };
        let lead = Typesetter::default().typeset_lead(engine, &released, options, first)?;
        let turns = (0..lead.places.len()).collect();
        let show = ShowPages { pages: lead.pages, places: lead.places, turns };
        Ok(Some(Self { show, lead: Some(lead.first..lead.first + lead.n_set) }))
    }

    /// Whether all slides are set.
    pub fn is_whole(&self) -> bool {
        self.lead.is_none()
    }

    /// The page among those that are set.
    fn set_page(&self, page_idx: usize) -> Option<usize> {
        match &self.lead {
            None => Some(page_idx),
            Some(lead) => lead.contains(&page_idx).then(|| page_idx - lead.start),
        }
    }

    /// The stops of the show in their order.
    pub fn stops(&self) -> Vec<Stop> {
        let stop = |&page_idx: &usize| Some(Stop { page_idx, place: *self.show.places.get(page_idx)? });
        self.show.turns.iter().filter_map(stop).collect()
    }

    /// How many slides there are, the title slide with them.
    pub fn n_slides(&self) -> usize {
        self.stops().last().map_or(0, |stop| stop.place.slide_idx + 1)
    }

    /// Draws a page as large as it fits into a screen of so many pixels.
    pub fn draw(&self, page_idx: usize, (width_px, height_px): (u32, u32)) -> Option<RoomPicture> {
        let set_page = self.set_page(page_idx)?;
        let (width_pt, height_pt) = self.show.pages.size_pt(set_page)?;
        let scale = (f64::from(width_px) / width_pt).min(f64::from(height_px) / height_pt);
        self.show.pages.render(set_page, scale).map(|bitmap| RoomPicture::pack(&bitmap))
    }

    /// The links on a page that lead to slides of the show, in the order of the text.
    pub fn links(&self, page_idx: usize) -> Vec<RoomLink> {
        // Links of the first slides have nowhere to lead to before the others are there.
        let Some((width_pt, height_pt)) = self.show.pages.size_pt(page_idx).filter(|_| self.is_whole())
        else {
            return Vec::new();
        };
        #[expect(clippy::cast_possible_truncation, reason = "parts of a slide")]
        let point = |(x_pt, y_pt): (f64, f64)| [(x_pt / width_pt) as f32, (y_pt / height_pt) as f32];
        let links = self.show.pages.links(page_idx).into_iter().filter_map(|link| {
            let area = SlideArea { min: point(link.min_pt), max: point(link.max_pt) };
            Some(RoomLink { area, slide_idx: self.show.places.get(link.to_page_idx)?.slide_idx })
        });
        links.collect()
    }

    /// The title on a page; empty where it has none.
    pub fn title(&self, page_idx: usize) -> String {
        let Some(set_page) = self.set_page(page_idx) else { return String::new() };
        let first = self.show.pages.headings(set_page).into_iter().next();
        first.map(|heading| heading.words).unwrap_or_default()
    }

    /// The words on a page, line by line; empty as long as it is not set.
    pub fn words(&self, page_idx: usize) -> String {
        self.set_page(page_idx).map(|set_page| self.show.pages.words(set_page)).unwrap_or_default()
    }

    /// Width by height.
    pub fn ratio(&self) -> f32 {
        let (width_pt, height_pt) = self.show.pages.size_pt(0).unwrap_or((16.0, 9.0));
        #[expect(clippy::cast_possible_truncation, reason = "a ratio of two lengths of paper")]
        let ratio = (width_pt / height_pt) as f32;
        ratio
    }
}

/// A link on a slide that leads to another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RoomLink {
    /// Where it stands.
    pub area: SlideArea,
    /// The slide it leads to, from 0.
    pub slide_idx: usize,
}

/// What the room's window shows now.
#[derive(Clone, Default)]
pub struct RoomView {
    /// The slide, by its page; nothing until it is drawn.
    pub picture: Option<(usize, RoomPicture)>,
    /// The links on it.
    pub links: Vec<RoomLink>,
    /// The pictures that may come next, to have them ready.
    pub near: Vec<(usize, RoomPicture)>,
    /// What covers it.
    pub cover: Option<Cover>,
    /// Small words on what covers it: which key does what.
    pub note: Option<&'static str>,
    /// Where the pointer is.
    pub pointer: Option<SlidePoint>,
    /// What the pointer looks like.
    pub pointer_look: PointerLook,
    /// What the pen drew.
    pub ink: Vec<PenStroke>,
    /// The part that is shown large.
    pub zoom: Option<SlideArea>,
}

impl RoomView {
    /// Nothing but black, with small words on it where there are some.
    #[must_use]
    pub fn blackened(self, note: Option<&'static str>) -> Self {
        let (links, ink) = (Vec::new(), Vec::new());
        Self { links, ink, cover: Some(Cover::Black), pointer: None, zoom: None, note, ..self }
    }

    /// The slide, from 0, that a link at a point leads to.
    pub fn link_at(&self, at: SlidePoint) -> Option<usize> {
        self.links.iter().find(|link| link.area.holds(at)).map(|link| link.slide_idx)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::brief::parse;
    use crate::facts::FactBook;
    use crate::layout::{Paper, Shape, THEMES};
    use crate::release::Assets;

    #[test]
    fn the_first_slides_are_there_before_the_others() {
        let slide = |n: usize| format!("## Slide {n}\n\n- word{n}.\n\n");
        let text: String = (0..20).map(slide).collect();
        let (brief, _) = parse(&text);
        let (book, assets) = (FactBook::default(), Assets::default());
        let context = Context { book: &book, assets: &assets };
        let options = Options { shape: Shape::Slides, paper: Paper::A4, theme: &THEMES[0] };
        let engine = Engine::with_own_fonts();
        let whole = RoomSlides::set(&brief, &context, &engine, &options).expect("set");
        let seventh = text.find("word7").expect("it is there");
        for (at, first) in [
            (LeadAt::Slide(0), 0),
            (LeadAt::Slide(12), 12),
            (LeadAt::Offset(seventh), 8),
            (LeadAt::Offset(text.len()), 20),
        ] {
            let lead = RoomSlides::set_lead(&brief, &context, &engine, (&options, at)).expect("set");
            let lead = lead.expect("there are many slides");
            assert!(whole.is_whole() && !lead.is_whole());
            assert_eq!(lead.stops(), whole.stops());
            let drawn = |slides: &RoomSlides, page_idx| {
                slides.draw(page_idx, (480, 270)).map(|picture| picture.unpack().rgba)
            };
            assert!(drawn(&lead, first).is_some(), "from {at:?}");
            assert!(drawn(&lead, first) == drawn(&whole, first), "from {at:?}");
            assert!(first < 10 || drawn(&lead, 0).is_none(), "it is not set yet");
            assert_eq!(lead.title(first), whole.title(first));
        }
        let (brief, _) = parse("## One\n\nA\n\n## Two\n\nB\n");
        let lead =
            RoomSlides::set_lead(&brief, &context, &engine, (&options, LeadAt::Slide(0))).expect("set");
        assert!(lead.is_none(), "two slides are set at once");
    }

    #[test]
    fn what_is_packed_comes_out_as_it_was() {
        let (brief, _) = parse("## One\n\n- first\n\n. . .\n\n- second\n\n> [!RED-LINE]\n> secret\n");
        let (book, assets) = (FactBook::default(), Assets::default());
        let context = Context { book: &book, assets: &assets };
        let options = Options { shape: Shape::Slides, paper: Paper::A4, theme: &THEMES[0] };
        let engine = Engine::with_own_fonts();
        let slides = RoomSlides::set(&brief, &context, &engine, &options).expect("set");
        let stops = slides.stops();
        assert_eq!(stops.len(), 3);
        let picture = slides.draw(stops[2].page_idx, (640, 480)).expect("drawn");
        assert_eq!(picture.size_px(), (640, 360));
        let drawn = slides.show.pages.render(stops[2].page_idx, 640.0 / 960.0).expect("drawn");
        assert!(picture.unpack().rgba == drawn.rgba, "the pixels differ");
        assert!(picture.n_bytes() < drawn.rgba.len() / 8, "{} bytes", picture.n_bytes());
        let words: String = (0..slides.show.pages.len()).map(|idx| slides.show.pages.words(idx)).collect();
        assert!(words.contains("second") && !words.contains("secret"));
    }
}
