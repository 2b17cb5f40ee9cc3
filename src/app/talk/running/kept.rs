//! What is kept of a talk at each step, so that it can go on where it was.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::app::talk::clock::Clock;
use crate::app::talk::pen::PenStroke;
use crate::app::talk::plan::Begun;
use crate::app::talk::record::Mark;
use crate::app::talk::rehearsal::Rehearsal;
use crate::app::talk::running::{Talk, TalkForm};
use crate::app::talk::show::KeptShow;

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
    /// What the pen drew, slide by slide.
    pub ink: BTreeMap<usize, Vec<PenStroke>>,
    /// What became of the points.
    pub marks: Vec<Mark>,
    /// The rehearsal, where it was one.
    pub rehearsal: Option<Rehearsal>,
}

impl Talk {
    pub(super) fn restore(&mut self, left: KeptTalk) {
        self.show.restore(left.show);
        self.clock = left.clock;
        self.used = left.used;
        self.marks = left.marks;
        self.show.ink = left.ink;
        self.restore_ink();
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
            ink: self.show.ink.clone(),
            rehearsal: self.rehearsal.clone(),
        }
    }
}
