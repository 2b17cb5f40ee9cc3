//! A talk while it runs: the show, the clock, the plan, the answers, and what is kept of it in case the program ends.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;
use std::sync::Arc;
use std::time::Duration;

mod inking;
mod kept;
mod pictures;
mod planning;
mod text;

pub use self::kept::KeptTalk;
use self::text::{ranges, seen_alike};
use crate::app::talk::area::SlidePoint;
use crate::app::talk::clock::Clock;
use crate::app::talk::pace::{Pace, pace};
use crate::app::talk::pen::PointerLook;
use crate::app::talk::picture::RoomPicture;
use crate::app::talk::plan::{Begun, Plan, plan};
use crate::app::talk::points::{Point, points};
use crate::app::talk::raised::Answers;
use crate::app::talk::raising::Raising;
use crate::app::talk::record::{Mark, MarkKind};
use crate::app::talk::rehearsal::Rehearsal;
use crate::app::talk::room::{RoomLink, RoomSlides, RoomView};
use crate::app::talk::show::{Show, Stop};
use crate::app::talk::stage::{MainView, Stage, StageKind};
use crate::brief::{Brief, Reader};
use crate::facts::{Date, FactBook};
use crate::release::{Assets, Block, Context, Released, project};

/// Where a talk is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TalkForm {
    /// Slides on another screen, or in a window of their own, and the console in the main window.
    TwoWindows,
    /// Slides in the main window; the console on a key.
    SlidesAlone,
    /// The console in the main window, and no slides.
    ConsoleAlone,
}

/// What is asked of the speaker, over the console.
#[derive(Clone, Debug)]
pub enum TalkAsk {
    /// The answer to what was raised.
    Raising(Raising),
    /// How many minutes there are, and what that means.
    Shrink(String),
    /// The number of a slide.
    GoTo(String),
    /// Nothing: all keys are shown.
    Keys,
}

/// How a talk begins.
#[derive(Clone, Debug, Default)]
pub struct TalkStart {
    /// The number of the first slide; nothing for the beginning.
    pub from_number: Option<usize>,
    /// The byte of the brief whose slide comes first; nothing for the beginning.
    pub from_offset: Option<usize>,
    /// The time there is; nothing for what the brief says.
    pub available: Option<Duration>,
    /// Where it was left.
    pub left: Option<KeptTalk>,
    /// Whether it is a rehearsal.
    pub is_rehearsal: bool,
    /// The time now, in milliseconds since 1970.
    pub now_millis: u64,
}

/// A talk that is being given.
pub struct Talk {
    /// Where the show stands.
    pub show: Show,
    /// What the room can see.
    pub slides: Arc<RoomSlides>,
    /// The slides that are drawn, by their pages.
    pub pictures: HashMap<usize, RoomPicture>,
    /// The most that they may take of memory.
    pub max_bytes: usize,
    /// The size of the screen that they are drawn for, in pixels.
    pub drawn_for_px: (u32, u32),
    /// The slides that memory has no room for, drawn small, by their pages.
    pub thumbnails: HashMap<usize, RoomPicture>,
    /// Held as long as slides are being drawn small; to drop it stops that.
    pub drawing_small: Option<Arc<()>>,
    /// Held as long as slides are being drawn; to drop it stops that.
    pub drawing: Option<Arc<()>>,
    /// The pages that are drawn at that size.
    fresh: BTreeSet<usize>,
    /// Whether the talk has begun, rather than being drawn.
    pub is_ready: bool,
    /// Which screen shows what.
    pub stage: Stage,
    /// Where it is shown, as the stage has it.
    pub form: TalkForm,
    /// Whether the console is shown where there is one screen.
    pub is_console_shown: bool,
    /// The clock.
    pub clock: Clock,
    /// What there is to say.
    pub points: Vec<Point>,
    /// What of it is said.
    pub plan: Plan,
    /// The time there is in all, where it was said.
    pub available: Option<Duration>,
    /// Where the talk stood when that was said.
    planned: Begun,
    /// The row of the plan that a key would take out or bring back.
    pub chosen_point: usize,
    /// When the talk began, in milliseconds since 1970.
    pub begun_millis: u64,
    /// What can be found.
    pub answers: Answers,
    /// The answers that were used.
    pub used: BTreeSet<u64>,
    /// What is asked of the speaker.
    pub ask: Option<TalkAsk>,
    /// What became of the points.
    pub marks: Vec<Mark>,
    /// The rehearsal, where it is one.
    pub rehearsal: Option<Rehearsal>,
    /// Where the pointer is.
    pub pointer: Option<SlidePoint>,
    /// What it looks like.
    pub pointer_look: PointerLook,
    /// How many strokes of each slide are written down.
    n_written: BTreeMap<usize, usize>,
    /// How often the text of the console was asked to go on, less how often to go back.
    pub n_scrolls: i32,
    released: Released,
    parts: Vec<Range<usize>>,
    /// What stands on the slides, as it does in the speaker's copy.
    on_slides: Vec<Block>,
}

/// What a talk is made of.
pub struct TalkParts<'p> {
    /// The brief.
    pub brief: &'p Brief,
    /// Its fact book.
    pub book: &'p FactBook,
    /// Its pictures and data.
    pub assets: &'p Assets,
    /// Whose copy the console shows.
    pub reader: Reader,
    /// Today's date.
    pub today: Date,
}

impl Talk {
    /// Makes a talk of the slides that were set.
    pub fn new(slides: Arc<RoomSlides>, parts: &TalkParts<'_>, stage: Stage, start: TalkStart) -> Self {
        let released =
            project(parts.brief, &Context { book: parts.book, assets: parts.assets }, parts.reader);
        let on_screen = released.content().screen.slides.iter();
        let on_slides = on_screen.flat_map(|slide| slide.blocks.iter().map(seen_alike)).collect();
        let show = begun_show(slides.stops(), &start);
        let ranges = ranges(&released.content().blocks, &show);
        let points = points(parts.brief);
        // Nothing is dropped unless somebody says how much time there is.
        let said: Duration = points.iter().map(|point| point.time).sum();
        let given = parts.brief.front.duration.unwrap_or(said).max(said);
        let rehearsal = start.is_rehearsal.then(|| Rehearsal::new(parts.brief, parts.today));
        let mut talk = Self {
            show,
            slides,
            pictures: HashMap::new(),
            max_bytes: Self::MAX_BYTES,
            drawn_for_px: (0, 0),
            thumbnails: HashMap::new(),
            drawing_small: None,
            drawing: None,
            fresh: BTreeSet::new(),
            is_ready: false,
            stage,
            form: TalkForm::SlidesAlone,
            is_console_shown: false,
            clock: Clock::default(),
            plan: plan(&points, given),
            points,
            available: None,
            planned: Begun::default(),
            chosen_point: 0,
            begun_millis: start.now_millis,
            answers: Answers::of(parts.brief, parts.book, parts.reader),
            used: BTreeSet::new(),
            ask: None,
            marks: Vec::new(),
            rehearsal,
            pointer: None,
            pointer_look: PointerLook::default(),
            n_written: BTreeMap::new(),
            n_scrolls: 0,
            released,
            parts: ranges,
            on_slides,
        };
        if let Some(available) = start.available {
            talk.shrink(available, start.now_millis);
        }
        if let Some(left) = start.left {
            talk.restore(left);
        }
        talk.follow_stage();
        talk
    }

    /// Takes over from the stage where the talk is shown.
    pub fn follow_stage(&mut self) {
        let has_two = self.stage.screens().len() > 1;
        self.form = match self.stage.kind() {
            StageKind::ConsoleAlone => TalkForm::ConsoleAlone,
            StageKind::Window => TalkForm::TwoWindows,
            StageKind::Screens if has_two => TalkForm::TwoWindows,
            StageKind::Screens => TalkForm::SlidesAlone,
        };
        self.is_console_shown = self.form == TalkForm::SlidesAlone && !self.is_room_on_main();
    }

    /// Adds what was typed elsewhere to what is asked.
    pub fn type_into_ask(&mut self, words: &str) {
        match &mut self.ask {
            Some(TalkAsk::Raising(raising)) => raising.typed.push_str(words),
            Some(TalkAsk::Shrink(typed) | TalkAsk::GoTo(typed)) => typed.push_str(words),
            Some(TalkAsk::Keys) | None => {}
        }
    }

    /// Whether the main window shows slides or black, so that nothing else may come on it.
    pub fn is_room_on_main(&self) -> bool {
        self.stage.main_view() != MainView::Console
    }

    /// Whether there is a slide to begin with; the others may still be being drawn.
    pub fn can_begin(&self) -> bool {
        let stop = self.show.stop(self.show.room_at());
        self.is_ready || stop.is_some_and(|stop| self.pictures.contains_key(&stop.page_idx))
    }

    /// How the talk stands against its plan.
    pub fn pace(&self, now_unix_millis: u64) -> Pace {
        let start = self.show.stop(self.show.at()).and_then(|stop| stop.place.start).unwrap_or(0);
        pace(&self.plan, self.clock.elapsed(now_unix_millis), start)
    }

    /// Marks the point of the slide.
    pub fn mark(&mut self, kind: MarkKind, now_unix_millis: u64) -> String {
        let start = self.show.stop(self.show.at()).and_then(|stop| stop.place.start).unwrap_or(0);
        // An answer that stands on the screen is what is being talked about.
        let answer = match &self.ask {
            Some(TalkAsk::Raising(raising)) => raising.shown.as_ref().map(|hit| hit.question.clone()),
            _ => None,
        };
        let heading = || {
            let of_slide = self.points.iter().find(|point| point.slide_start == start);
            of_slide.map(|point| point.section.clone()).filter(|section| !section.is_empty())
        };
        let title = answer.or_else(heading).unwrap_or_else(|| format!("{}", self.show.slide_idx() + 1));
        self.marks.push(Mark { kind, start, title: title.clone(), at_millis: now_unix_millis });
        title
    }

    /// The links on the slide of the console, in the order of its text.
    pub fn links(&self) -> Vec<RoomLink> {
        self.show.stop(self.show.at()).map(|stop| self.links_of(stop)).unwrap_or_default()
    }

    /// The links of a stop that lead to another slide.
    fn links_of(&self, stop: Stop) -> Vec<RoomLink> {
        let leads_away = |link: &RoomLink| link.slide_idx != stop.place.slide_idx;
        self.slides.links(stop.page_idx).into_iter().filter(leads_away).collect()
    }

    /// What the room's window shows now. It is made of nothing but the slides of the counterpart's copy.
    pub fn room_view(&self) -> RoomView {
        let at = self.show.room_at();
        let picture = |at: usize| {
            let page_idx = self.show.stop(at)?.page_idx;
            Some((page_idx, self.pictures.get(&page_idx)?.clone()))
        };
        let near = [Some(at + 1), at.checked_sub(1), self.show.next_stop(), Some(self.show.at())];
        let slide_idx = self.show.stop(at).map_or(0, |stop| stop.place.slide_idx);
        let is_live = !self.show.is_frozen();
        let view = RoomView {
            picture: picture(at),
            links: self.show.stop(at).map(|stop| self.links_of(stop)).unwrap_or_default(),
            near: near.into_iter().flatten().filter_map(picture).collect(),
            cover: self.show.cover(),
            pointer: self.pointer.filter(|_| is_live && self.show.is_pointing),
            pointer_look: self.pointer_look,
            ink: self.show.ink.get(&slide_idx).cloned().unwrap_or_default(),
            zoom: self.show.zoom.filter(|_| is_live),
            note: None,
        };
        if self.show.is_ending() && is_live { view.blackened(None) } else { view }
    }
}

/// A show at the slide that it begins with.
fn begun_show(stops: Vec<Stop>, start: &TalkStart) -> Show {
    let mut show = Show::new(stops);
    let is_first = |stop: &&Stop| Some(stop.place.number) == start.from_number;
    if let Some(stop) = show.stops().iter().find(is_first).copied() {
        show.go_to_slide(stop.place.slide_idx);
    }
    if let Some(offset) = start.from_offset {
        show.go_to_start(offset);
    }
    show
}
