//! Where a show stands and what each act of the speaker does to it: a machine that knows no keys and no pictures.
//!
//! The room sees the slide of the console unless it is covered or frozen. To go on or back only uncovers what is
//! covered: nobody is taken past the slide they were on. Behind the last slide, and where Escape has nothing else
//! to leave, stands a black slide; only a second Escape, on it, ends the show.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::layout::ShowPlace;

/// One stop of a show: a page, and what stands on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stop {
    /// The page among those that were set.
    pub page_idx: usize,
    /// What stands on it.
    pub place: ShowPlace,
}

/// What covers the slide in the room.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Cover {
    /// Nothing can be seen.
    Black,
    /// A white board.
    White,
}

/// Where a show stands, as it is kept in case the program ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct KeptShow {
    /// The stop of the console.
    pub at: KeptStop,
    /// What the room sees while it is frozen.
    pub frozen_at: Option<KeptStop>,
    /// What covers the slide in the room.
    pub cover: Option<Cover>,
}

/// A stop that can be found again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct KeptStop {
    /// The slide, from 0.
    pub slide_idx: usize,
    /// The step on it, from 0.
    pub step: usize,
    /// The page of the slide, from 0.
    pub page: usize,
}

impl KeptStop {
    fn of(stop: Stop) -> Self {
        let place = stop.place;
        Self { slide_idx: place.slide_idx, step: place.step, page: place.continuation }
    }
}

/// What the speaker does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ShowAct {
    /// To the next step.
    Next,
    /// To the step before.
    Back,
    /// To the next slide, whatever steps this one has.
    NextSlide,
    /// To the beginning of the slide before.
    BackSlide,
    /// To the first slide.
    First,
    /// To the last slide.
    Last,
    /// A digit of the number of a slide.
    Digit(u8),
    /// To the slide whose number was typed, or that is chosen in the overview; else to the next step.
    Enter,
    /// To a slide, from 0, that a link leads to.
    Slide(usize),
    /// Back to where one was before one jumped.
    Return,
    /// Black on, black off.
    Black,
    /// White on, white off.
    White,
    /// The room keeps what it sees while the console moves on; once more, and it sees what the console shows.
    Freeze,
    /// All slides at once, to choose from.
    Overview,
    /// The pointer on and off.
    Pointer,
    /// The pen on and off.
    Pen,
    /// What the pen drew on this slide goes.
    Wipe,
    /// The whole slide again, after a part of it was shown large.
    ZoomOut,
    /// From the black slide at the end to where one was.
    GoOn,
    /// Out of whatever stands over the slide; where nothing does, to the black slide at the end; there, out of the
    /// show.
    Escape,
}

/// A place on a slide, in parts of its width and height.
pub type SlidePoint = [f32; 2];

/// A part of a slide, in parts of its width and height.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SlideArea {
    /// The upper left corner.
    pub min: SlidePoint,
    /// The lower right corner.
    pub max: SlidePoint,
}

impl SlideArea {
    /// Whether a place lies within it.
    pub fn holds(self, at: SlidePoint) -> bool {
        (0..2).all(|axis| (self.min[axis]..=self.max[axis]).contains(&at[axis]))
    }
}

/// The state of a show.
#[derive(Clone, Debug)]
pub struct Show {
    stops: Vec<Stop>,
    at: usize,
    /// What the room sees while it is frozen.
    frozen_at: Option<usize>,
    cover: Option<Cover>,
    /// The slide that is chosen in the overview, while it is open.
    chosen: Option<usize>,
    typed: String,
    visited: Vec<usize>,
    skipped: BTreeSet<usize>,
    /// Whether the pointer is on.
    pub is_pointing: bool,
    /// Whether the pen is on.
    pub is_drawing: bool,
    /// What the pen drew, slide by slide.
    pub ink: BTreeMap<usize, Vec<Vec<SlidePoint>>>,
    /// The part of the slide that is shown large.
    pub zoom: Option<SlideArea>,
    phase: Phase,
}

/// How far a show has come to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Phase {
    /// Slides are shown.
    Slides,
    /// The black slide at the end is.
    End,
    /// The speaker has left the show.
    Over,
}

impl Show {
    /// How many jumps can be taken back.
    const MAX_VISITED: usize = 64;

    /// Begins a show at its first stop. There is always one: the title slide.
    pub fn new(stops: Vec<Stop>) -> Self {
        Self {
            stops,
            at: 0,
            frozen_at: None,
            cover: None,
            chosen: None,
            typed: String::new(),
            visited: Vec::new(),
            skipped: BTreeSet::new(),
            is_pointing: false,
            is_drawing: false,
            ink: BTreeMap::new(),
            zoom: None,
            phase: Phase::Slides,
        }
    }

    /// The stops in their order.
    pub fn stops(&self) -> &[Stop] {
        &self.stops
    }

    /// The stop of the console.
    pub fn at(&self) -> usize {
        self.at
    }

    /// The stop that the room sees, or would see if nothing covered it.
    pub fn room_at(&self) -> usize {
        self.frozen_at.unwrap_or(self.at)
    }

    /// What covers the slide in the room.
    pub fn cover(&self) -> Option<Cover> {
        self.cover
    }

    /// Whether the room keeps what it sees while the console moves on.
    pub fn is_frozen(&self) -> bool {
        self.frozen_at.is_some()
    }

    /// The slide chosen in the overview, while that is open.
    pub fn chosen(&self) -> Option<usize> {
        self.chosen
    }

    /// The digits that were typed.
    pub fn typed(&self) -> &str {
        &self.typed
    }

    /// Whether the show stands on the black slide at its end.
    pub fn is_ending(&self) -> bool {
        self.phase == Phase::End
    }

    /// Whether the speaker has left the show.
    pub fn has_ended(&self) -> bool {
        self.phase == Phase::Over
    }

    /// Goes on where the show was left.
    pub fn resume(&mut self) {
        self.phase = Phase::Slides;
    }

    /// The stop at an index, where there is one.
    pub fn stop(&self, at: usize) -> Option<Stop> {
        self.stops.get(at).copied()
    }

    /// The slide of the console, from 0.
    pub fn slide_idx(&self) -> usize {
        self.stop(self.at).map_or(0, |stop| stop.place.slide_idx)
    }

    /// How many slides there are, the title slide with them.
    pub fn n_slides(&self) -> usize {
        self.stops.last().map_or(0, |stop| stop.place.slide_idx + 1)
    }

    /// The slides that are left out, from 0.
    pub fn skipped(&self) -> &BTreeSet<usize> {
        &self.skipped
    }

    /// Leaves slides out from now on; one that is gone to by number or name is shown all the same.
    pub fn skip(&mut self, slides: BTreeSet<usize>) {
        self.skipped = slides;
    }

    /// The stop that comes next, if one does.
    pub fn next_stop(&self) -> Option<usize> {
        (self.at + 1..self.stops.len()).find(|&at| self.is_shown(at))
    }

    /// The last stop of a slide: all of it.
    pub fn whole_slide(&self, slide_idx: usize) -> Option<usize> {
        let stops = self.stops.iter().enumerate();
        let of_slide =
            stops.filter(|(_, stop)| stop.place.slide_idx == slide_idx && stop.place.continuation == 0);
        of_slide.map(|(at, _)| at).next_back()
    }

    /// Goes to the slide that holds a byte of the brief.
    pub fn go_to_start(&mut self, start: usize) {
        let begins_before = |stop: &Stop| stop.place.start.is_none_or(|begins| begins <= start);
        if let Some(found) = self.stops.iter().rposition(begins_before) {
            let slide_idx = self.stops[found].place.slide_idx;
            self.go_to_slide(slide_idx);
        }
    }

    /// Goes to the first stop of a slide.
    pub fn go_to_slide(&mut self, slide_idx: usize) {
        if let Some(at) = self.first_stop(slide_idx) {
            self.jump(at);
        }
    }

    /// Where the show stands, to be kept.
    pub fn kept(&self) -> KeptShow {
        KeptShow {
            at: self.stop(self.at).map(KeptStop::of).unwrap_or_default(),
            frozen_at: self.frozen_at.and_then(|at| self.stop(at)).map(KeptStop::of),
            cover: self.cover,
        }
    }

    /// Puts the show where it was left, or at the nearest stops there are now.
    pub fn restore(&mut self, kept: KeptShow) {
        self.at = self.nearest(kept.at);
        self.frozen_at = kept.frozen_at.map(|stop| self.nearest(stop));
        self.cover = kept.cover;
    }

    /// The stop that was kept, or the nearest before it on its slide.
    fn nearest(&self, kept: KeptStop) -> usize {
        let is_at = |stop: &Stop| {
            let KeptStop { slide_idx, step, page } = kept;
            stop.place.slide_idx == slide_idx && stop.place.step <= step && stop.place.continuation <= page
        };
        let found = self.stops.iter().rposition(is_at);
        found.or_else(|| self.first_stop(kept.slide_idx)).unwrap_or(0)
    }

    /// Does what the speaker does; returns whether another stop is shown now.
    pub fn act(&mut self, act: ShowAct) -> bool {
        let before = self.at;
        if !matches!(act, ShowAct::Digit(_) | ShowAct::Enter) {
            self.typed.clear();
        }
        match act {
            ShowAct::Next | ShowAct::Back | ShowAct::NextSlide | ShowAct::BackSlide => self.go(act),
            ShowAct::First => self.choose_or_jump(0),
            ShowAct::Last => self.choose_or_jump(self.n_slides().saturating_sub(1)),
            ShowAct::Digit(digit) => {
                if self.typed.len() < 4 {
                    self.typed.push(char::from(b'0' + digit.min(9)));
                }
            }
            ShowAct::Enter => self.enter(),
            ShowAct::Slide(slide_idx) => self.go_to_slide(slide_idx),
            ShowAct::Return => {
                if let Some(at) = self.visited.pop() {
                    self.end_if(false);
                    self.arrive(at);
                }
            }
            ShowAct::GoOn => self.end_if(false),
            ShowAct::Escape => self.escape(),
            ShowAct::Overview => {
                self.chosen = if self.chosen.is_some() { None } else { Some(self.slide_idx()) };
            }
            // What is black stays black, and nothing is drawn on it.
            _ if self.is_ending() => {}
            ShowAct::Black => self.toggle_cover(Cover::Black),
            ShowAct::White => self.toggle_cover(Cover::White),
            ShowAct::Freeze => self.frozen_at = if self.is_frozen() { None } else { Some(self.at) },
            ShowAct::Pointer => (self.is_pointing, self.is_drawing) = (!self.is_pointing, false),
            ShowAct::Pen => (self.is_drawing, self.is_pointing) = (!self.is_drawing, false),
            ShowAct::Wipe => {
                self.ink.remove(&self.slide_idx());
            }
            ShowAct::ZoomOut => self.zoom = None,
        }
        self.at != before
    }

    fn is_shown(&self, at: usize) -> bool {
        self.stop(at).is_some_and(|stop| !self.skipped.contains(&stop.place.slide_idx))
    }

    fn first_stop(&self, slide_idx: usize) -> Option<usize> {
        self.stops.iter().position(|stop| stop.place.slide_idx == slide_idx)
    }

    fn go(&mut self, act: ShowAct) {
        let is_on = matches!(act, ShowAct::Next | ShowAct::NextSlide);
        if let Some(chosen) = self.chosen {
            let last = self.n_slides().saturating_sub(1);
            self.chosen = Some(if is_on { (chosen + 1).min(last) } else { chosen.saturating_sub(1) });
            return;
        }
        if self.cover.take().is_some() {
            return;
        }
        if self.is_ending() {
            self.end_if(is_on);
            return;
        }
        let slide_idx = self.slide_idx();
        let is_other = |&at: &usize| self.stops[at].place.slide_idx != slide_idx;
        let to = match act {
            ShowAct::Next => self.next_stop(),
            ShowAct::Back => (0..self.at).rev().find(|&at| self.is_shown(at)),
            ShowAct::NextSlide => (self.at..self.stops.len()).filter(is_other).find(|&at| self.is_shown(at)),
            _ => {
                let before = (0..self.at).rev().filter(is_other).find(|&at| self.is_shown(at));
                before.and_then(|at| self.first_stop(self.stops[at].place.slide_idx))
            }
        };
        match to {
            Some(to) => self.arrive(to),
            None => self.end_if(is_on),
        }
    }

    fn enter(&mut self) {
        if let Some(slide_idx) = self.chosen.take() {
            self.go_to_slide(slide_idx);
            return;
        }
        let typed = std::mem::take(&mut self.typed);
        if typed.is_empty() {
            self.go(ShowAct::Next);
        } else if let Ok(number) = typed.parse::<usize>()
            && let Some(at) = self.stops.iter().position(|stop| stop.place.number == number)
        {
            self.jump(at);
        }
    }

    fn choose_or_jump(&mut self, slide_idx: usize) {
        if self.chosen.is_some() {
            self.chosen = Some(slide_idx);
        } else {
            self.go_to_slide(slide_idx);
        }
    }

    fn jump(&mut self, at: usize) {
        if at != self.at {
            self.visited.push(self.at);
            if self.visited.len() > Self::MAX_VISITED {
                self.visited.remove(0);
            }
        }
        self.cover = None;
        self.end_if(false);
        self.arrive(at);
    }

    fn arrive(&mut self, at: usize) {
        if at != self.at {
            self.zoom = None;
        }
        self.at = at.min(self.stops.len().saturating_sub(1));
    }

    /// Goes to the black slide at the end, or back from it.
    fn end_if(&mut self, is_end: bool) {
        self.phase = if is_end { Phase::End } else { Phase::Slides };
    }

    fn toggle_cover(&mut self, cover: Cover) {
        self.cover = if self.cover == Some(cover) { None } else { Some(cover) };
    }

    fn escape(&mut self) {
        if self.is_ending() && self.chosen.is_none() && !self.is_frozen() {
            self.phase = Phase::Over;
            return;
        }
        let stood_over = self.chosen.take().is_some()
            || self.zoom.take().is_some()
            || std::mem::take(&mut self.is_drawing)
            || self.cover.take().is_some()
            || self.frozen_at.take().is_some();
        self.end_if(!stood_over || self.is_ending());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A title slide, a slide of three steps, a plain slide, a slide of two pages.
    fn show() -> Show {
        let place = |slide_idx, step, n_steps, continuation, number| ShowPlace {
            start: (slide_idx > 0).then_some(slide_idx * 100),
            slide_idx,
            step,
            n_steps,
            continuation,
            n_continuations: continuation + 1,
            number,
        };
        let places = [
            place(0, 0, 1, 0, 1),
            place(1, 0, 3, 0, 2),
            place(1, 1, 3, 0, 2),
            place(1, 2, 3, 0, 2),
            place(2, 0, 1, 0, 3),
            place(3, 0, 1, 0, 4),
            place(3, 0, 1, 1, 5),
        ];
        let stops = places.into_iter().enumerate().map(|(page_idx, place)| Stop { page_idx, place });
        Show::new(stops.collect())
    }

    fn after(show: &mut Show, acts: &[ShowAct]) -> usize {
        for &act in acts {
            show.act(act);
        }
        show.at()
    }

    #[test]
    fn steps_are_gone_through_and_slides_can_be_skipped_over() {
        let mut show = show();
        assert_eq!(after(&mut show, &[ShowAct::Next; 3]), 3);
        assert_eq!(after(&mut show, &[ShowAct::Back]), 2);
        assert_eq!(after(&mut show, &[ShowAct::NextSlide]), 4);
        assert_eq!(after(&mut show, &[ShowAct::BackSlide]), 1);
        assert_eq!(after(&mut show, &[ShowAct::Last]), 5);
        assert_eq!(after(&mut show, &[ShowAct::Next, ShowAct::Next]), 6);
        assert_eq!(after(&mut show, &[ShowAct::First, ShowAct::Back]), 0);
    }

    #[test]
    fn what_is_covered_is_uncovered_and_nobody_is_taken_past_it() {
        let mut show = show();
        for cover in [ShowAct::Black, ShowAct::White] {
            for act in [ShowAct::Next, ShowAct::Back, ShowAct::NextSlide] {
                after(&mut show, &[ShowAct::First, ShowAct::Next, cover]);
                assert!(show.cover().is_some());
                assert_eq!(after(&mut show, &[act]), 1, "{act:?}");
                assert_eq!(show.cover(), None);
            }
        }
    }

    #[test]
    fn the_room_keeps_what_it_sees_while_the_console_moves_on() {
        let mut show = show();
        after(&mut show, &[ShowAct::Next, ShowAct::Freeze, ShowAct::Next, ShowAct::Next]);
        assert_eq!((show.at(), show.room_at()), (3, 1));
        show.act(ShowAct::Freeze);
        assert_eq!(show.room_at(), 3);
    }

    #[test]
    fn numbers_lead_to_slides_and_one_gets_back() {
        let mut show = show();
        assert_eq!(after(&mut show, &[ShowAct::Digit(4), ShowAct::Enter]), 5);
        assert_eq!(after(&mut show, &[ShowAct::Return]), 0);
        assert_eq!(after(&mut show, &[ShowAct::Digit(9), ShowAct::Digit(9), ShowAct::Enter]), 0);
        assert_eq!(after(&mut show, &[ShowAct::Digit(4), ShowAct::Next]), 1, "other keys forget the digits");
        assert_eq!(after(&mut show, &[ShowAct::Enter]), 2, "without digits it goes on");
    }

    #[test]
    fn escape_leaves_what_stands_over_the_slide_first() {
        let mut show = show();
        after(&mut show, &[ShowAct::Next, ShowAct::Freeze, ShowAct::Black, ShowAct::Overview]);
        for _ in 0..3 {
            show.act(ShowAct::Escape);
            assert!(!show.has_ended());
        }
        assert!(show.chosen().is_none() && show.cover().is_none() && !show.is_frozen());
        show.act(ShowAct::Escape);
        assert!(show.is_ending() && !show.has_ended(), "black first");
        show.act(ShowAct::Escape);
        assert!(show.has_ended());
        show.resume();
        assert_eq!((show.has_ended(), show.at()), (false, 1));
    }

    #[test]
    fn the_end_is_black_and_only_escape_ends_it() {
        use ShowAct::{Back, Black, Digit, Enter, Escape, First, Freeze, GoOn, Last, Next, NextSlide, White};
        for to_end in [&[Last, Next, Next][..], &[Last, Next, NextSlide], &[Last, Next, Enter], &[Escape]] {
            for stays in [Next, NextSlide, Enter, Black, White, Freeze, ShowAct::Pen, ShowAct::Pointer] {
                let mut show = show();
                after(&mut show, to_end);
                after(&mut show, &[stays, stays]);
                assert!(show.is_ending() && !show.has_ended(), "{to_end:?}, {stays:?}");
                assert!(show.cover().is_none() && !show.is_frozen() && !show.is_drawing);
            }
            for goes_on in [&[Back][..], &[ShowAct::BackSlide], &[GoOn], &[First], &[Digit(2), Enter]] {
                let mut show = show();
                let before = after(&mut show, to_end);
                let at = after(&mut show, goes_on);
                assert!(!show.is_ending(), "{to_end:?}, {goes_on:?}");
                let is_jump = matches!(goes_on[0], First | Digit(_));
                assert!(is_jump || at == before, "one goes on where one was");
            }
        }
        let mut show = show();
        after(&mut show, &[Escape, ShowAct::Overview, Escape]);
        assert!(show.is_ending() && !show.has_ended(), "Escape leaves the overview first");
    }

    #[test]
    fn what_was_dropped_is_passed_over_but_can_be_gone_to() {
        let mut show = show();
        show.skip(BTreeSet::from([1]));
        assert_eq!(after(&mut show, &[ShowAct::Next]), 4);
        assert_eq!(after(&mut show, &[ShowAct::Back]), 0);
        assert_eq!(after(&mut show, &[ShowAct::Digit(2), ShowAct::Enter]), 1);
        show.go_to_start(250);
        assert_eq!(show.slide_idx(), 2);
    }

    #[test]
    fn the_overview_is_gone_through_and_chosen_from() {
        let mut show = show();
        assert_eq!(after(&mut show, &[ShowAct::Overview, ShowAct::Next, ShowAct::Next, ShowAct::Enter]), 4);
        assert_eq!(show.chosen(), None);
    }

    #[test]
    fn a_show_goes_on_where_it_was_left() {
        let mut show = show();
        after(
            &mut show,
            &[ShowAct::Digit(4), ShowAct::Enter, ShowAct::Freeze, ShowAct::Back, ShowAct::Black],
        );
        for at in 0..show.stops().len() {
            show.at = at;
            let mut again = self::show();
            again.restore(show.kept());
            assert_eq!((again.at(), again.room_at(), again.cover()), (at, 5, Some(Cover::Black)));
        }
        let restored = |slide_idx, step| {
            let mut show = self::show();
            show.restore(KeptShow { at: KeptStop { slide_idx, step, page: 0 }, ..KeptShow::default() });
            show.at()
        };
        assert_eq!(restored(1, 9), 3, "a step that is gone");
        assert_eq!(restored(9, 0), 0, "a slide that is gone");
    }
}
