//! What is still said when there is less time, and which slides are passed over for it.

use std::collections::BTreeSet;
use std::time::Duration;

use crate::app::talk::plan::{Begun, Planned, plan_from};
use crate::app::talk::running::Talk;

impl Talk {
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
    pub(super) fn plan_left(&mut self, out: BTreeSet<usize>) {
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

    pub(super) fn skip_dropped(&mut self) {
        let stops = self.show.stops().iter();
        let skipped = stops.filter(|stop| stop.place.start.is_some_and(|start| self.plan.skips(start)));
        self.show.skip(skipped.map(|stop| stop.place.slide_idx).collect());
    }
}
