//! Where a show stands and what each act of the speaker does to it: a machine that knows no keys and no pictures.
//!
//! The room sees the slide of the console unless it is covered or frozen. To go on or back only uncovers what is
//! covered: nobody is taken past the slide they were on. Behind the last slide, and where Escape has nothing else
//! to leave, stands a black slide; only a second Escape, on it, ends the show.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

pub use self::acts::ShowAct;
use crate::app::talk::area::{SlideArea, SlidePoint};
use crate::app::talk::pen::{Pen, PenStroke};
use crate::layout::ShowPlace;

mod acts;

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

/// The state of a show.
#[derive(Clone, Debug)]
pub struct Show {
    stops: Vec<Stop>,
    at: usize,
    /// The stop that was kept, where only the slide it is on is known yet.
    wanted: Option<KeptStop>,
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
    pub ink: BTreeMap<usize, Vec<PenStroke>>,
    /// What the pen draws with.
    pub pen: Pen,
    /// Whether the pen is on the slide.
    is_pen_down: bool,
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
            wanted: None,
            frozen_at: None,
            cover: None,
            chosen: None,
            typed: String::new(),
            visited: Vec::new(),
            skipped: BTreeSet::new(),
            is_pointing: false,
            is_drawing: false,
            ink: BTreeMap::new(),
            pen: Pen::default(),
            is_pen_down: false,
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

    /// Closes the overview; where the show stands, it stays.
    pub fn close_overview(&mut self) {
        self.chosen = None;
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

    /// Draws on with the pen, where it is on; nowhere, and it is lifted. Returns whether a stroke is finished by that.
    pub fn draw(&mut self, at: Option<SlidePoint>) -> bool {
        let Some(at) = at.filter(|_| self.is_drawing && !self.is_ending()) else {
            return std::mem::take(&mut self.is_pen_down);
        };
        let slide_idx = self.slide_idx();
        let strokes = self.ink.entry(slide_idx).or_default();
        match strokes.last_mut().filter(|_| self.is_pen_down) {
            Some(stroke) if stroke.points.last() == Some(&at) => {}
            Some(stroke) => stroke.points.push(at),
            None => strokes.push(PenStroke { pen: self.pen, points: vec![at] }),
        }
        self.is_pen_down = true;
        false
    }

    /// The strokes on a slide, without one that is still being drawn.
    pub fn finished_strokes(&self, slide_idx: usize) -> &[PenStroke] {
        let strokes = self.ink.get(&slide_idx).map_or(&[][..], Vec::as_slice);
        let n_open = usize::from(self.is_pen_down && slide_idx == self.slide_idx());
        &strokes[..strokes.len().saturating_sub(n_open)]
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
        self.wanted = Some(kept.at);
        self.frozen_at = kept.frozen_at.map(|stop| self.nearest(stop));
        self.cover = kept.cover;
    }

    /// Takes other stops of the same slides, and goes to the one of them that shows what was shown.
    pub fn replace_stops(&mut self, stops: Vec<Stop>) {
        let mut kept = self.kept();
        // Whoever has not moved since goes on to the very step.
        kept.at = self.wanted.take().filter(|&wanted| self.nearest(wanted) == self.at).unwrap_or(kept.at);
        let visited: Vec<KeptStop> =
            self.visited.iter().filter_map(|&at| self.stop(at)).map(KeptStop::of).collect();
        self.stops = stops;
        self.restore(kept);
        self.visited = visited.into_iter().map(|stop| self.nearest(stop)).collect();
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
}

#[cfg(test)]
mod tests;
