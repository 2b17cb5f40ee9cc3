//! A talk while it runs: the show, the clock, the plan, the answers, and what is kept of it in case the program ends.

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;
use std::sync::Arc;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::app::talk::clock::Clock;
use crate::app::talk::pace::{Pace, pace};
use crate::app::talk::plan::{Begun, Plan, Planned, plan, plan_from};
use crate::app::talk::points::{Point, points};
use crate::app::talk::raised::Answers;
use crate::app::talk::raising::Raising;
use crate::app::talk::record::{Mark, MarkKind};
use crate::app::talk::rehearsal::Rehearsal;
use crate::app::talk::room::{RoomLink, RoomPicture, RoomSlides, RoomView};
use crate::app::talk::show::{KeptShow, Show, SlidePoint, Stop};
use crate::app::talk::stage::{MainView, Stage, StageKind};
use crate::brief::{Brief, Reader};
use crate::facts::{Date, FactBook};
use crate::release::{Assets, Block, BlockContent, Context, Inline, InlineContent, Released, project};

/// How many slides around the one that is shown are always held.
const N_NEAR: usize = 7;

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

/// What is kept of a talk at each step.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct KeptTalk {
    /// Whether the talk was going on when this was written.
    pub is_live: bool,
    /// Whether slides were shown, or the console alone.
    pub has_slides: bool,
    /// Where the show stood.
    pub show: KeptShow,
    /// The clock.
    pub clock: Clock,
    /// When this was written, in milliseconds since 1970.
    pub at_millis: u64,
    /// When the talk began, in milliseconds since 1970.
    pub begun_millis: u64,
    /// The time there is in all, in seconds, where it was said.
    pub available_seconds: Option<u64>,
    /// How much of the talk had passed when it was said, in seconds.
    pub planned_at_seconds: u64,
    /// The slide that was shown when it was said, by where it begins.
    pub planned_from: usize,
    /// The points that were brought back, by where they begin.
    pub brought_back: BTreeSet<usize>,
    /// The points that were taken out, by where they begin.
    pub taken_out: BTreeSet<usize>,
    /// The answers that were used, by their digests.
    pub used: BTreeSet<u64>,
    /// What became of the points.
    pub marks: Vec<Mark>,
    /// The rehearsal, where it was one.
    pub rehearsal: Option<Rehearsal>,
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
        let mut show = Show::new(slides.stops());
        let ranges = ranges(&released.content().blocks, &show);
        let points = points(parts.brief);
        let said: Duration = points.iter().map(|point| point.time).sum();
        // Nothing is dropped unless somebody says how much time there is.
        let given = parts.brief.front.duration.unwrap_or(said).max(said);
        if let Some(number) = start.from_number
            && let Some(stop) = show.stops().iter().find(|stop| stop.place.number == number)
        {
            let slide_idx = stop.place.slide_idx;
            show.go_to_slide(slide_idx);
        }
        if let Some(offset) = start.from_offset {
            show.go_to_start(offset);
        }
        let rehearsal = start.is_rehearsal.then(|| Rehearsal::new(parts.brief, parts.today));
        let mut talk = Self {
            show,
            slides,
            pictures: HashMap::new(),
            max_bytes: Self::MAX_BYTES,
            drawn_for_px: (0, 0),
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

    fn restore(&mut self, left: KeptTalk) {
        self.show.restore(left.show);
        self.clock = left.clock;
        self.used = left.used;
        self.marks = left.marks;
        self.rehearsal = left.rehearsal;
        if left.begun_millis > 0 {
            self.begun_millis = left.begun_millis;
        }
        if let Some(seconds) = left.available_seconds {
            let elapsed = Duration::from_secs(left.planned_at_seconds);
            self.available = Some(Duration::from_secs(seconds));
            self.planned = Begun { slide_start: left.planned_from, elapsed };
        }
        self.plan_left(left.taken_out);
        left.brought_back.into_iter().for_each(|start| self.plan.bring_back(start));
        self.skip_dropped();
    }

    /// What is to be kept, so that the talk can go on where it is.
    pub fn kept(&self, is_live: bool, now_unix_millis: u64) -> KeptTalk {
        KeptTalk {
            is_live,
            at_millis: now_unix_millis,
            begun_millis: self.begun_millis,
            planned_at_seconds: self.planned.elapsed.as_secs(),
            planned_from: self.planned.slide_start,
            taken_out: self.plan.taken_out().clone(),
            has_slides: self.form != TalkForm::ConsoleAlone,
            show: self.show.kept(),
            clock: self.clock,
            available_seconds: self.available.map(|available| available.as_secs()),
            brought_back: self.plan.kept().clone(),
            used: self.used.clone(),
            marks: self.marks.clone(),
            rehearsal: self.rehearsal.clone(),
        }
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

    /// What the speaker may read on a slide: the blocks of their copy that belong to it.
    pub fn blocks(&self, slide_idx: usize) -> &[Block] {
        let range = self.parts.get(slide_idx).cloned().unwrap_or(0..0);
        self.released.content().blocks.get(range).unwrap_or(&[])
    }

    /// What the speaker may read on a slide beyond what stands on it: what is to be said, asked and not conceded.
    pub fn blocks_to_say(&self, slide_idx: usize) -> Vec<&Block> {
        let is_title =
            |block: &Block| matches!(block.content, BlockContent::Heading { begins_slide: true, .. });
        let is_seen = |block: &Block| !block.is_private && self.on_slides.contains(&seen_alike(block));
        self.blocks(slide_idx).iter().filter(|block| !is_title(block) && !is_seen(block)).collect()
    }

    /// Makes what is left of the talk, from the slide that is shown, fit a time from now on; the slides of which
    /// nothing is left are passed over.
    pub fn shrink(&mut self, left: Duration, now_unix_millis: u64) {
        let elapsed = self.clock.elapsed(now_unix_millis);
        let slide_start = self.show.stop(self.show.at()).and_then(|stop| stop.place.start).unwrap_or(0);
        // The clock shows seconds, and what it shows agrees with what was said.
        let elapsed = Duration::from_secs(elapsed.as_secs());
        self.available = Some(elapsed.saturating_add(left));
        self.planned = Begun { slide_start, elapsed };
        self.plan_left(BTreeSet::new());
        // What is left comes first to the hand; what was said stands above it.
        let is_left = |planned: &Planned| !self.plan.is_past(&planned.point);
        self.chosen_point = self.plan.points.iter().position(is_left).unwrap_or(0);
        self.skip_dropped();
    }

    /// Plans over what is left, without what the speaker took out.
    fn plan_left(&mut self, out: BTreeSet<usize>) {
        let left = match self.available {
            Some(available) => available.saturating_sub(self.planned.elapsed),
            None => self.plan.available,
        };
        self.plan = plan_from(&self.points, left, self.planned, out);
    }

    /// Says a point after all that is dropped or was said, or takes out one that was to be said.
    pub fn toggle_point(&mut self, start: usize) {
        let is_said = self.plan.said().any(|point| point.start == start);
        let mut kept = self.plan.kept().clone();
        let mut out = self.plan.taken_out().clone();
        if is_said {
            kept.remove(&start);
            out.insert(start);
        } else {
            out.remove(&start);
            kept.insert(start);
        }
        // The room that a point leaves is for what was dropped; what is brought back drops nothing else.
        if is_said {
            self.plan_left(out);
        } else {
            let still_dropped: BTreeSet<usize> =
                self.plan.dropped().map(|point| point.start).filter(|&other| other != start).collect();
            self.plan_left(out);
            let newly = self.plan.dropped().map(|point| point.start);
            kept.extend(newly.filter(|other| !still_dropped.contains(other)).collect::<Vec<_>>());
        }
        kept.into_iter().for_each(|start| self.plan.bring_back(start));
        self.skip_dropped();
    }

    fn skip_dropped(&mut self) {
        let stops = self.show.stops().iter();
        let skipped = stops.filter(|stop| stop.place.start.is_some_and(|start| self.plan.skips(start)));
        self.show.skip(skipped.map(|stop| stop.place.slide_idx).collect());
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

    /// The pages that are to be drawn, those nearest to where the talk stands first.
    pub fn pages_to_draw(&self) -> Vec<usize> {
        let at = self.show.at();
        let mut order: Vec<usize> = (0..self.show.stops().len()).collect();
        order.sort_by_key(|&idx| idx.abs_diff(at));
        let mut seen = BTreeSet::new();
        let pages = order.into_iter().filter_map(|idx| self.show.stop(idx)).map(|stop| stop.page_idx);
        pages.filter(|page_idx| seen.insert(*page_idx)).collect()
    }

    /// The most that drawn slides take of memory. Beyond it, only those near to where the talk stands are held.
    pub const MAX_BYTES: usize = 512_000_000;

    /// Takes in a drawn slide. The talk begins when all are drawn, or as many as may be held.
    pub fn take_in(&mut self, page_idx: usize, picture: RoomPicture) {
        self.pictures.insert(page_idx, picture);
        let order = self.pages_to_draw();
        let is_full = self.n_bytes() > self.max_bytes;
        if is_full {
            // What is farthest from where the talk stands goes; what stands next to it stays in any case.
            let farthest =
                order.iter().skip(N_NEAR).rev().find(|page_idx| self.pictures.contains_key(page_idx));
            if let Some(farthest) = farthest {
                self.pictures.remove(farthest);
            }
        }
        self.is_ready |= is_full || self.pictures.len() >= order.len();
    }

    /// The pages near to where the talk stands that are not drawn, and were let go for want of memory.
    pub fn missing_pages(&self) -> Vec<usize> {
        let near = self.pages_to_draw().into_iter().take(N_NEAR);
        near.filter(|page_idx| self.is_ready && !self.pictures.contains_key(page_idx)).collect()
    }

    /// What the drawn slides take of memory.
    pub fn n_bytes(&self) -> usize {
        self.pictures.values().map(RoomPicture::n_bytes).sum()
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
            ink: self.show.ink.get(&slide_idx).cloned().unwrap_or_default(),
            zoom: self.show.zoom.filter(|_| is_live),
            note: None,
        };
        if self.show.is_ending() && is_live { view.blackened(None) } else { view }
    }
}

/// A block without the numbers of its notes, which every copy counts for itself.
fn seen_alike(block: &Block) -> Block {
    let mut block = block.clone();
    let each = |blocks: &mut Vec<Block>| *blocks = blocks.iter().map(seen_alike).collect();
    match &mut block.content {
        BlockContent::Paragraph(inlines) | BlockContent::Numbered { inlines, .. } => drop_numbers(inlines),
        BlockContent::List { items, .. } => items.iter_mut().for_each(|item| each(&mut item.blocks)),
        BlockContent::Quote(blocks) => each(blocks),
        BlockContent::Heading { .. }
        | BlockContent::Callout { .. }
        | BlockContent::Panel { .. }
        | BlockContent::Code { .. }
        | BlockContent::Table { .. }
        | BlockContent::Chart(_)
        | BlockContent::Picture(_)
        | BlockContent::Columns(_)
        | BlockContent::Break
        | BlockContent::Page
        | BlockContent::Rule => {}
    }
    block
}

fn drop_numbers(inlines: &mut Vec<Inline>) {
    inlines.retain(|inline| !matches!(inline.content, InlineContent::Ref(_)));
    for inline in inlines {
        if let InlineContent::Emphasis(children)
        | InlineContent::Strong(children)
        | InlineContent::Link { children, .. }
        | InlineContent::Styled { children, .. } = &mut inline.content
        {
            drop_numbers(children);
        }
    }
}

/// The blocks of each slide, by the bytes they came from.
fn ranges(blocks: &[Block], show: &Show) -> Vec<Range<usize>> {
    let starts: Vec<usize> = {
        let mut starts: Vec<usize> = Vec::new();
        for stop in show.stops() {
            if stop.place.slide_idx >= starts.len() {
                starts.push(stop.place.start.unwrap_or(0));
            }
        }
        starts
    };
    let first_block = |start: usize| blocks.partition_point(|block| block.span.start < start);
    let ends = starts.iter().skip(1).map(|&start| first_block(start)).chain([blocks.len()]);
    starts.iter().map(|&start| first_block(start)).zip(ends).map(|(from, to)| from..to.max(from)).collect()
}
