//! The pages of a show: the deck, with each slide as often as it has steps.
//!
//! What comes later is hidden and keeps its room, so nothing moves; the numbers printed are those of the deck.

use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::layout::document::{Sheet, write_show};
use crate::layout::limits::check_limits;
use crate::layout::pages::title_sizes;
use crate::layout::slide::Place;
use crate::layout::{Engine, Options, Pages, Shape, TypesetError, Typesetter, tidy};
use crate::release::Released;

/// The pages of a show, and what stands on each.
pub struct ShowPages {
    /// Slide by slide, step by step, each step with all pages of its slide.
    pub pages: Pages,
    /// What stands on each page.
    pub places: Vec<ShowPlace>,
    /// The pages in the order in which they are shown. On a slide of several pages the steps of the first come
    /// before the second, so some pages look like one that was just seen and are left out.
    pub turns: Vec<usize>,
}

/// What stands on one page of a show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ShowPlace {
    /// Where the slide begins in the brief; nothing for the title slide.
    pub start: Option<usize>,
    /// The slide, from 0; the title slide is the first.
    pub slide_idx: usize,
    /// The step, from 0.
    pub step: usize,
    /// How many steps the slide has; at least one.
    pub n_steps: usize,
    /// The page of the slide, from 0; what did not fit on the first stands on those after it.
    pub continuation: usize,
    /// How many pages the slide has.
    pub n_continuations: usize,
    /// The number that is printed on the page.
    pub number: usize,
}

impl Typesetter {
    /// Makes the pages of a show; the shape of the options does not matter.
    ///
    /// # Errors
    /// The brief holds more of something than pages can, or the program is at fault.
    pub fn typeset_show(
        &mut self,
        engine: &Engine,
        released: &Released,
        options: &Options,
    ) -> Result<ShowPages, TypesetError> {
        check_limits(released.content(), Shape::Slides)?;
        let options = Options { shape: Shape::Slides, ..*options };
        self.turn_to(Shape::Slides);
        let show = catch_unwind(AssertUnwindSafe(|| self.show(engine, released, &options)));
        tidy();
        show.unwrap_or_else(|_| Err(TypesetError::Fault("the engine stopped".to_owned())))
    }

    fn show(
        &mut self,
        engine: &Engine,
        released: &Released,
        options: &Options,
    ) -> Result<ShowPages, TypesetError> {
        let deck = self.deck(engine, released, options, true)?;
        let places = places(released, &deck);
        if places.len() == deck.len() {
            return Ok(ShowPages { turns: (0..deck.len()).collect(), pages: deck, places });
        }
        let sheets = sheets(released, &places, (deck.len(), &title_sizes(engine, released)));
        let writer = write_show(released, options, &sheets);
        let pages = self.compile(engine, released, options, writer, &[])?;
        if pages.len() != places.len() {
            // What is hidden keeps its room, so this is a fault of ours; a show without steps is still a show.
            let places = plain_places(released, &deck);
            return Ok(ShowPages { turns: (0..deck.len()).collect(), pages: deck, places });
        }
        let turns = turns(released, &pages, &places);
        Ok(ShowPages { pages, places, turns })
    }
}

/// The places of a show with its steps, by the pages of its deck.
fn places(released: &Released, deck: &Pages) -> Vec<ShowPlace> {
    let slides = &released.content().screen.slides;
    let of_slide = |page: &ShowPlace| {
        let n_pauses =
            page.slide_idx.checked_sub(1).and_then(|idx| slides.get(idx)).map_or(0, |s| s.pauses.len());
        n_pauses + 1
    };
    let plain = plain_places(released, deck);
    let mut places = Vec::new();
    for pages in plain.chunk_by(|a, b| a.slide_idx == b.slide_idx) {
        let n_steps = pages.first().map_or(1, of_slide);
        for step in 0..n_steps {
            places.extend(pages.iter().map(|page| ShowPlace { step, n_steps, ..*page }));
        }
    }
    places
}

/// The places of a deck, each slide in one step.
fn plain_places(released: &Released, deck: &Pages) -> Vec<ShowPlace> {
    let slides = &released.content().screen.slides;
    let firsts = deck.first_pages();
    let place = |page_idx: usize| {
        let slide_idx = firsts.iter().filter(|&&first| first <= page_idx + 1).count().saturating_sub(1);
        let first = firsts.get(slide_idx).map_or(0, |first| first - 1);
        let end = firsts.get(slide_idx + 1).map_or(deck.len(), |next| next - 1);
        ShowPlace {
            start: slide_idx.checked_sub(1).and_then(|idx| slides.get(idx)).map(|slide| slide.start),
            slide_idx,
            step: 0,
            n_steps: 1,
            continuation: page_idx - first,
            n_continuations: end - first,
            number: page_idx + 1,
        }
    };
    (0..deck.len()).map(place).collect()
}

/// What is written for each step of each slide, in a deck of so many pages with titles of so many lines.
fn sheets(
    released: &Released,
    places: &[ShowPlace],
    (n_pages, title_sizes): (usize, &[(usize, f64)]),
) -> Vec<Sheet> {
    let begins = places.iter().enumerate().filter(|(_, place)| place.continuation == 0);
    let on_page = |(page_idx, place): (usize, &ShowPlace)| Sheet {
        page_offset: signed(place.number) - signed(page_idx + 1),
        ..sheet(released, place, (n_pages, title_sizes))
    };
    begins.map(on_page).collect()
}

/// A slide at one of its steps, as if its page were the one that it says.
pub(super) fn sheet(
    released: &Released,
    place: &ShowPlace,
    (n_pages, title_sizes): (usize, &[(usize, f64)]),
) -> Sheet {
    let slide_idx = place.slide_idx.checked_sub(1);
    let slide = slide_idx.and_then(|idx| released.content().screen.slides.get(idx));
    let (title_lines, title_width_pt) =
        slide_idx.and_then(|idx| title_sizes.get(idx)).copied().unwrap_or((1, 0.0));
    Sheet {
        slide_idx,
        place: Place {
            first_page: place.number,
            last_page: place.number + place.n_continuations.saturating_sub(1),
            n_pages,
            title_lines,
            title_width_pt,
            hidden_from: slide.and_then(|slide| slide.pauses.get(place.step)).copied(),
            // A slide is reached at its first step.
            anchor: slide_idx.map(|idx| idx + 1).filter(|_| place.step == 0),
        },
        page_offset: 0,
    }
}

/// A count that is taken from another.
pub(super) fn signed(n: usize) -> isize {
    isize::try_from(n).unwrap_or(isize::MAX)
}

/// The pages in the order in which they are shown.
fn turns(released: &Released, pages: &Pages, places: &[ShowPlace]) -> Vec<usize> {
    let slides = &released.content().screen.slides;
    let mut turns = Vec::new();
    let mut first = 0;
    for slide in places.chunk_by(|a, b| a.slide_idx == b.slide_idx) {
        let n_steps = slide.first().map_or(1, |place| place.n_steps);
        let n_continuations = slide.len() / n_steps;
        let text_start = slides
            .get(slide.first().map_or(0, |place| place.slide_idx).wrapping_sub(1))
            .and_then(|slide| slide.blocks.first())
            .map_or(0, |block| block.span.start);
        let mut reached = 0;
        for continuation in 0..n_continuations {
            let page_of = |step: usize| first + step * n_continuations + continuation;
            // A page after the first that is empty as yet is not shown before it has something to show.
            if continuation > 0 && !pages.shows_from(page_of(reached), text_start) {
                reached = (reached + 1).min(n_steps - 1);
            }
            turns.push(page_of(reached));
            for step in reached + 1..n_steps {
                // A step only ever adds to a page.
                if pages.n_drawn(page_of(step)) != pages.n_drawn(page_of(step - 1)) {
                    turns.push(page_of(step));
                    reached = step;
                }
            }
        }
        first += slide.len();
    }
    turns
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::brief::{Reader, parse};
    use crate::facts::FactBook;
    use crate::layout::{Paper, THEMES, typeset};
    use crate::release::{Assets, Context, project};

    const OPTIONS: Options = Options { shape: Shape::Slides, paper: Paper::A4, theme: &THEMES[0] };

    fn released(text: &str) -> Released {
        let (book, assets) = (FactBook::default(), Assets::default());
        project(&parse(text).0, &Context { book: &book, assets: &assets }, Reader::Principal)
    }

    fn show(text: &str) -> ShowPages {
        let engine = Engine::with_own_fonts();
        Typesetter::default().typeset_show(&engine, &released(text), &OPTIONS).expect("set")
    }

    fn deck(text: &str) -> Pages {
        typeset(&Engine::with_own_fonts(), &released(text), &OPTIONS).expect("set")
    }

    /// The bodies of the pages in the order of the show: which of the words each holds.
    fn seen(show: &ShowPages, words: &[&str]) -> Vec<String> {
        let held = |page_idx: &usize| {
            let page = show.pages.words(*page_idx);
            words.iter().filter(|word| page.contains(**word)).copied().collect::<Vec<_>>().join(" ")
        };
        show.turns.iter().map(held).collect()
    }

    const STEPS: &str = "# Talk\n\n## One\n\nalpha\n\n. . .\n\n- beta\n  - inner\n\n. . .\n\n- gamma that \
        runs on\n\n## Two\n\n1. delta\n\n. . .\n\n2. epsilon\n\n## Three\n\nzeta\n";

    #[test]
    fn each_pause_adds_a_step_with_the_number_of_its_slide() {
        let show = show(STEPS);
        let words = ["alpha", "beta", "gamma", "delta", "epsilon", "zeta"];
        let expected = ["", "alpha", "alpha beta", "alpha beta gamma", "delta", "delta epsilon", "zeta"]
            .map(str::to_owned);
        assert_eq!(seen(&show, &words), expected);
        let numbers: Vec<(usize, usize, usize, usize)> = show
            .places
            .iter()
            .map(|place| (place.slide_idx, place.step, place.n_steps, place.number))
            .collect();
        let expected = [
            (0, 0, 1, 1),
            (1, 0, 3, 2),
            (1, 1, 3, 2),
            (1, 2, 3, 2),
            (2, 0, 2, 3),
            (2, 1, 2, 3),
            (3, 0, 1, 4),
        ];
        assert_eq!(numbers, expected);
        for (page_idx, place) in show.places.iter().enumerate() {
            assert!(show.pages.words(page_idx).contains(&format!("{} / 4", place.number)), "page {page_idx}");
        }
        assert_eq!(show.places[1].start, STEPS.find("## One"));
        assert_eq!(show.places[0].start, None);
    }

    #[test]
    fn nothing_moves_and_the_last_step_is_the_slide_of_the_deck() {
        let show = show(STEPS);
        let deck = deck(STEPS);
        let step_lefts = |page_idx: usize, word: &str| {
            let place = show.pages.place_of(STEPS.find(word).expect("is there")).expect("is set");
            (place.page_idx <= page_idx, place.x_pt, place.y_pt)
        };
        for (page_idx, place) in show.places.iter().enumerate() {
            if place.step + 1 == place.n_steps {
                let image = |pages: &Pages, page_idx: usize| pages.render(page_idx, 0.5).expect("drawn");
                let is_same = image(&show.pages, page_idx) == image(&deck, place.number - 1);
                assert!(is_same, "page {page_idx} is not page {} of the deck", place.number);
            }
        }
        for word in ["alpha", "beta", "inner", "gamma", "delta", "epsilon"] {
            let place = deck.place_of(STEPS.find(word).expect("is there")).expect("is set");
            assert_eq!(step_lefts(usize::MAX, word), (true, place.x_pt, place.y_pt), "{word}");
        }
    }

    /// Where a line of the brief stands on a page from top to bottom, its marks above and below the letters included.
    fn line_of(pages: &Pages, offset: usize) -> (f64, f64) {
        let place = pages.place_of(offset).expect("it is set");
        (place.y_pt - place.size_pt, place.y_pt + place.size_pt * 0.35)
    }

    /// The rows of pixels of a page, two points a row, between two heights.
    fn rows(pages: &Pages, page_idx: usize, (from_pt, to_pt): (f64, f64)) -> Vec<Vec<u8>> {
        let bitmap = pages.render(page_idx, 0.5).expect("drawn");
        let row_len = bitmap.rgba.len() / usize::try_from(bitmap.height_px).expect("small");
        let is_between = |idx: usize| {
            let y_pt = f64::from(u32::try_from(idx).expect("small")) * 2.0;
            y_pt >= from_pt && y_pt <= to_pt
        };
        let rows = bitmap.rgba.chunks(row_len).enumerate().filter(|(idx, _)| is_between(*idx));
        rows.map(|(_, row)| row.to_vec()).collect()
    }

    /// Whether nothing is drawn in rows of pixels.
    fn are_blank(rows: &[Vec<u8>]) -> bool {
        rows.iter().all(|row| row.chunks(4).all(|pixel| *pixel == row[..4]))
    }

    const FOOT_PT: f64 = 480.0;

    #[test]
    fn bullets_come_with_their_words_and_keep_their_place() {
        let long = "that takes more than one line ".repeat(4);
        let first_items = [
            "- one".to_owned(),
            "1. one\n2. two".to_owned(),
            "- [ ] one\n- [x] two".to_owned(),
            format!("- one {long}\n  - below\n    - deeper\n- two"),
            format!("1. one {long}\n   - below\n\n   A paragraph."),
            "7. one".to_owned(),
        ];
        for first in first_items {
            let marker = first.split_once("one").map_or("- ", |(marker, _)| marker);
            let text = format!("## A\n\n{first}\n\n. . .\n\n{marker}last\n");
            let show = show(&text);
            assert_eq!(show.places.len(), 3, "{first}");
            // What comes later is seen on the last page alone, bullet and all; above it the steps are the same.
            let (top, _) = line_of(&show.pages, text.rfind("last").expect("is there"));
            let above = |page_idx: usize| rows(&show.pages, page_idx, (0.0, top));
            assert!(above(1) == above(2), "{first}");
            assert!(are_blank(&rows(&show.pages, 1, (top, FOOT_PT))), "{first}");
            assert!(!are_blank(&rows(&show.pages, 2, (top, FOOT_PT))), "{first}");
        }
    }

    #[test]
    fn nothing_is_drawn_of_what_comes_later() {
        let later = [
            "> quoted",
            "> [!NOTE]\n> noted",
            "| a | b |\n|---|---|\n| c | d |",
            "- [ ] task\n- [x] done",
            "```\ncode\n```",
            "***\n\n### Heading",
            "```chart\ntype: bar\ntitle: T\ndata:\n  - [a, 1]\n  - [b, 2]\n```",
            "::: columns\n::: column\nleft\n:::\n::: column\nright\n:::\n:::",
            "![A picture](missing.png)",
            "> [!ASK]\n> asked [there](https://example.org)",
        ];
        for later in later {
            let text = format!("## A\n\nfirst\n\n. . .\n\n{later}\n\nlast\n");
            let show = show(&text);
            let (top, bottom) = line_of(&show.pages, text.find("first").expect("is there"));
            // Below the title nothing stands but the first line.
            let around = [(124.0, top), (bottom, FOOT_PT)].map(|between| rows(&show.pages, 1, between));
            assert!(show.places.len() == 3 && around.iter().all(|rows| are_blank(rows)), "{later}");
            assert!(show.pages.render(2, 0.5) != show.pages.render(1, 0.5), "{later}");
        }
    }

    #[test]
    fn a_pause_changes_no_page_of_the_deck() {
        let without = STEPS.replace(". . .", "<!-- a -->").replace("<!-- a -->\n\n", "");
        let (with, without) = (deck(STEPS), deck(&without));
        let drawn = |pages: &Pages| (0..pages.len()).map(|idx| pages.render(idx, 0.5)).collect::<Vec<_>>();
        assert!(drawn(&with) == drawn(&without));
        assert_eq!(with.len(), 4);
    }

    #[test]
    fn private_text_between_pauses_makes_no_step() {
        let text = "## A\n\none\n\n. . .\n\n> [!SAY]\n> hidden\n\n. . .\n\ntwo\n\n. . .\n";
        assert_eq!(seen(&show(text), &["one", "two", "hidden"]), ["", "one", "one two"]);
    }

    #[test]
    fn pauses_count_where_only_marked_text_is_shared_and_not_in_a_private_section() {
        let text = "---\nshare: marked\n---\n\n## A\n\n> [!ASK]\n> one\n\n. . .\n\n> [!ASK]\n> two\n";
        let steps = |text: &str| show(text).places.iter().map(|place| place.n_steps).max();
        assert_eq!(steps(text), Some(2));
        let text = "## A\n\none\n\n### Red line\n\nno\n\n. . .\n\nnever\n\n### Open\n\ntwo\n";
        assert_eq!(steps(text), Some(1));
        assert_eq!(steps(&text.replace("### Red line", "### A name")), Some(2));
    }

    #[test]
    fn the_steps_of_a_page_come_before_the_page_after_it() {
        let many = (0..30).map(|n| format!("- point {n:02}")).collect::<Vec<_>>().join("\n");
        let text = format!("## A\n\nfirst\n\n. . .\n\n{many}\n\n. . .\n\nlast\n");
        let seen = seen(&show(&text), &["first", "point 00", "point 29", "last"]);
        let begin = ["", "first", "first point 00"].map(str::to_owned);
        assert_eq!(seen[..3], begin);
        assert_eq!(seen[seen.len() - 2..], ["point 29", "point 29 last"].map(str::to_owned));
    }
}
