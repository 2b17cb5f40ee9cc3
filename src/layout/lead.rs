//! The first slides of a show, set before all the others: a talk of hundreds of slides begins as soon as one of six.

use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::layout::document::{Sheet, write_show};
use crate::layout::limits::check_limits;
use crate::layout::pages::title_sizes;
use crate::layout::show::{sheet, signed};
use crate::layout::slide::Place;
use crate::layout::{Engine, Options, Pages, Shape, ShowPlace, TypesetError, Typesetter};
use crate::release::Released;

/// Some slides of a show at their first steps, and what would stand on every page if each slide had one.
pub struct LeadPages {
    /// The pages, one a slide.
    pub pages: Pages,
    /// The slide that the first of them is, from 0.
    pub first: usize,
    /// How many slides are set.
    pub n_set: usize,
    /// What stands on each page of the show, as far as that is known: whether a slide takes more than a page is seen
    /// when it is set.
    pub places: Vec<ShowPlace>,
}

/// How many slides are set at first: enough for who looks through the first ones while the others are set, and few
/// enough not to be waited for.
const N_SLIDES: usize = 6;

impl Typesetter {
    /// Makes the slide `first`, counted from 0 with the title slide, and those after it, as the whole show will have
    /// them; the shape of the options does not matter.
    ///
    /// # Errors
    /// The brief holds more of something than pages can, or the program is at fault.
    pub fn typeset_lead(
        &mut self,
        engine: &Engine,
        released: &Released,
        options: &Options,
        first: usize,
    ) -> Result<LeadPages, TypesetError> {
        check_limits(released.content(), Shape::Slides)?;
        let options = Options { shape: Shape::Slides, ..*options };
        self.turn_to(Shape::Slides);
        let lead = catch_unwind(AssertUnwindSafe(|| self.lead(engine, released, &options, first)));
        lead.unwrap_or_else(|_| Err(TypesetError::Fault("the engine stopped".to_owned())))
    }

    fn lead(
        &mut self,
        engine: &Engine,
        released: &Released,
        options: &Options,
        first: usize,
    ) -> Result<LeadPages, TypesetError> {
        let places = places(released);
        let title_sizes = title_sizes(engine, released);
        let sheets: Vec<Sheet> = places
            .iter()
            .skip(first)
            .take(N_SLIDES)
            .map(|place| {
                let sheet = sheet(released, place, (places.len(), &title_sizes));
                // Nothing leads to a slide before all are there.
                Sheet { place: Place { anchor: None, ..sheet.place }, page_offset: signed(first), ..sheet }
            })
            .collect();
        let n_sheets = sheets.len();
        let writer = write_show(released, options, &sheets);
        let pages = self.compile(engine, released, options, writer, &[])?;
        // Behind a slide of several pages no number is known any more.
        let starts = pages.first_pages();
        let n_set = (1..).zip(&starts).take_while(|(page, start)| page == *start).count();
        if starts.len() != n_sheets {
            return Err(TypesetError::Fault("a slide has no page".to_owned()));
        }
        Ok(LeadPages { pages, first, n_set, places })
    }
}

/// What stands on each page, if each slide has one.
fn places(released: &Released) -> Vec<ShowPlace> {
    let slides = &released.content().screen.slides;
    let place = |slide_idx: usize| ShowPlace {
        start: slide_idx.checked_sub(1).and_then(|idx| slides.get(idx)).map(|slide| slide.start),
        slide_idx,
        step: 0,
        n_steps: 1,
        continuation: 0,
        n_continuations: 1,
        number: slide_idx + 1,
    };
    (0..=slides.len()).map(place).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::brief::{Reader, parse};
    use crate::facts::FactBook;
    use crate::layout::{Paper, THEMES};
    use crate::release::{Assets, Context, project};

    const TEXT: &str = "# Talk\n\n## One\n\nalpha\n\n. . .\n\nbeta\n\n## Two\n\nSee [three](#three).\n\n## Three\n\n\
        gamma\n\n## Four\n\ndelta\n\n## Five\n\nepsilon\n";

    #[test]
    fn the_first_slides_are_those_of_the_whole_show_at_their_first_steps() {
        let (book, assets) = (FactBook::default(), Assets::default());
        let options = Options { shape: Shape::Slides, paper: Paper::A4, theme: &THEMES[0] };
        let engine = Engine::with_own_fonts();
        let point = |n| format!("- point {n}\n");
        let many: String = (0..40).map(point).collect();
        for text in [TEXT.to_owned(), TEXT.replace("gamma", &many)] {
            let released =
                project(&parse(&text).0, &Context { book: &book, assets: &assets }, Reader::Counterpart);
            let show = Typesetter::default().typeset_show(&engine, &released, &options).expect("set");
            for first in 0..6 {
                let lead =
                    Typesetter::default().typeset_lead(&engine, &released, &options, first).expect("set");
                assert!(lead.n_set > 0 && lead.places.len() == 6, "from {first}");
                for set in 0..lead.n_set {
                    let slide_idx = first + set;
                    let is_it = |turn: &&usize| show.places[**turn].slide_idx == slide_idx;
                    let whole = *show.turns.iter().find(is_it).expect("is there");
                    let image = |pages: &Pages, page_idx: usize| pages.render(page_idx, 0.5).expect("drawn");
                    // Numbers differ where a slide takes more than a page.
                    let is_same = image(&lead.pages, set) == image(&show.pages, whole);
                    assert!(is_same || text != TEXT, "slide {slide_idx} from {first}");
                    assert_eq!(lead.places[slide_idx].start, show.places[whole].start);
                    assert!(!lead.pages.words(set).contains("beta"), "what comes later is hidden");
                }
            }
        }
    }
}
