//! The talk that fits the time: what to say, what to drop, and what that saves.

use std::collections::BTreeSet;
use std::time::Duration;

use crate::app::talk::points::Point;
use crate::brief::{Importance, parse_duration};

/// What is said and what is dropped, in the order of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// Every point, said or dropped.
    pub points: Vec<Planned>,
    /// The time there is, from when it was made.
    pub available: Duration,
    /// How much of the talk had passed when it was made.
    pub begun_at: Duration,
    /// Where the points begin that were brought back.
    keep: BTreeSet<usize>,
    /// Where the points begin that the speaker took out.
    out: BTreeSet<usize>,
    /// The slide with which it begins; what stands before it was said and is no longer planned.
    first_slide: usize,
}

/// A point of a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Planned {
    /// What there is to say.
    pub point: Point,
    /// Whether the plan leaves it out.
    pub is_dropped: bool,
}

/// Makes a talk fit the time.
///
/// What must be said stays. What could be said goes before what should: none of it is said while anything that
/// should be said is dropped. Of what matters alike, the longest goes first, so that few points are lost; once
/// one point alone is enough, the shortest that is enough goes. Of two that are as long, the later one goes.
pub fn plan(points: &[Point], available: Duration) -> Plan {
    plan_from(points, available, Begun::default(), BTreeSet::new())
}

/// Where a talk stands when a plan is made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Begun {
    /// Where the slide begins that is shown: what stands before it has been said.
    pub slide_start: usize,
    /// The time that has passed.
    pub elapsed: Duration,
}

/// Makes what is left of a talk fit the time that is left; `out` are the points that the speaker took out.
pub fn plan_from(points: &[Point], available: Duration, begun: Begun, out: BTreeSet<usize>) -> Plan {
    let planned = |point: &Point| Planned { point: point.clone(), is_dropped: false };
    let mut plan = Plan {
        points: points.iter().map(planned).collect(),
        available,
        begun_at: begun.elapsed,
        keep: BTreeSet::new(),
        out,
        first_slide: begun.slide_start,
    };
    for importance in [Importance::Could, Importance::Should] {
        while let Some(idx) = plan.next_to_drop(importance) {
            plan.points[idx].is_dropped = true;
        }
    }
    plan
}

impl Plan {
    /// The points that are still to be said.
    pub fn said(&self) -> impl Iterator<Item = &Point> {
        self.points.iter().filter(|planned| self.is_said(planned)).map(|planned| &planned.point)
    }

    /// The points that are not said.
    pub fn dropped(&self) -> impl Iterator<Item = &Point> {
        let left = self.points.iter().filter(|planned| !self.is_past(&planned.point));
        left.filter(|planned| !self.is_said(planned)).map(|planned| &planned.point)
    }

    /// Whether a point was said before the plan was made.
    pub fn is_past(&self, point: &Point) -> bool {
        point.slide_start < self.first_slide && !self.keep.contains(&point.start)
    }

    /// The time that it takes.
    pub fn time(&self) -> Duration {
        time_of(self.said())
    }

    /// The time that is saved by what is dropped.
    pub fn saved(&self) -> Duration {
        time_of(self.dropped())
    }

    /// By how much it is too long all the same: what must be said and what was brought back takes more than
    /// there is.
    pub fn too_long_by(&self) -> Option<Duration> {
        self.time().checked_sub(self.available).filter(|over| !over.is_zero())
    }

    /// Whether a slide is skipped: it has points, and all are dropped.
    pub fn skips(&self, slide_start: usize) -> bool {
        let mut of_slide = self.points.iter().filter(|planned| planned.point.slide_start == slide_start);
        let first = of_slide.next();
        let is_left_out = |planned: &Planned| !self.is_said(planned) && !self.is_past(&planned.point);
        first.is_some_and(|first| is_left_out(first) && of_slide.all(is_left_out))
    }

    /// Says a dropped point after all. Nothing else is dropped for it; the plan may become too long.
    pub fn bring_back(&mut self, start: usize) {
        self.keep.insert(start);
    }

    /// Says all the points of a slide after all.
    pub fn bring_back_slide(&mut self, slide_start: usize) {
        let of_slide = self.points.iter().filter(|planned| planned.point.slide_start == slide_start);
        self.keep.extend(of_slide.map(|planned| planned.point.start));
    }

    /// Drops again what was brought back.
    pub fn let_go(&mut self, start: usize) {
        self.keep.remove(&start);
    }

    /// Where the points begin that were brought back, to be kept on disk and brought back again.
    pub fn kept(&self) -> &BTreeSet<usize> {
        &self.keep
    }

    /// Where the points begin that the speaker took out.
    pub fn taken_out(&self) -> &BTreeSet<usize> {
        &self.out
    }

    fn is_said(&self, planned: &Planned) -> bool {
        let start = planned.point.start;
        let is_in = !planned.is_dropped && !self.out.contains(&start) && !self.is_past(&planned.point);
        is_in || self.keep.contains(&start)
    }

    /// The point of some importance that is to go next, if the plan is too long.
    fn next_to_drop(&self, importance: Importance) -> Option<usize> {
        let excess = self.too_long_by()?;
        let droppable = self.points.iter().enumerate().filter_map(|(idx, planned)| {
            let point = &planned.point;
            let may_go = self.is_said(planned) && point.importance == importance && !point.time.is_zero();
            may_go.then_some((point.time, idx))
        });
        let enough = droppable.clone().filter(|(time, _)| *time >= excess);
        let shortest = enough.min_by_key(|&(time, idx)| (time, std::cmp::Reverse(idx)));
        shortest.or_else(|| droppable.max()).map(|(_, idx)| idx)
    }
}

/// Reads a time as somebody types it: `10`, `10m`, `1h30m`, `90s`, `10分`; nothing for no time at all.
pub fn parse_time(text: &str) -> Option<Duration> {
    const LONGEST: Duration = Duration::from_hours(24);
    parse_duration(text).filter(|time| !time.is_zero() && *time <= LONGEST)
}

fn time_of<'p>(points: impl Iterator<Item = &'p Point>) -> Duration {
    points.map(|point| point.time).fold(Duration::ZERO, Duration::saturating_add)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn minutes(n: u64) -> Duration {
        Duration::from_mins(n)
    }

    fn point(start: usize, importance: Importance, time: Duration) -> Point {
        let title = format!("point {start}");
        let (section, section_start) = ("Section".to_owned(), 0);
        Point { start, slide_start: start / 10 * 10, title, importance, time, section, section_start }
    }

    fn sample() -> Vec<Point> {
        use Importance::{Could, Must, Should};
        let points = [(Must, 3), (Should, 2), (Could, 4), (Should, 5), (Could, 1), (Could, 4), (Must, 1)];
        let point =
            |(idx, (importance, n)): (usize, (Importance, u64))| point(idx * 5, importance, minutes(n));
        points.into_iter().enumerate().map(point).collect()
    }

    /// Where the points begin that are dropped.
    fn dropped(plan: &Plan) -> Vec<usize> {
        plan.dropped().map(|point| point.start).collect()
    }

    #[test]
    fn what_could_be_said_goes_first_and_the_longest_before_the_rest() {
        for (available, gone) in [
            (20, vec![]),
            (19, vec![20]),
            (17, vec![25]),
            (15, vec![20, 25]),
            (14, vec![10, 25]),
            (11, vec![10, 20, 25]),
            (10, vec![5, 10, 20, 25]),
            (7, vec![10, 15, 20, 25]),
            (4, vec![5, 10, 15, 20, 25]),
        ] {
            let plan = plan(&sample(), minutes(available));
            assert_eq!(dropped(&plan), gone, "in {available} minutes");
            assert_eq!(plan.too_long_by(), None);
            assert_eq!(plan.time() + plan.saved(), minutes(20));
        }
    }

    #[test]
    fn what_must_be_said_stays_and_the_plan_says_by_how_much_it_is_too_long() {
        let plan = plan(&sample(), minutes(3));
        assert_eq!(plan.said().map(|point| point.start).collect::<Vec<_>>(), [0, 30]);
        assert_eq!(plan.too_long_by(), Some(minutes(1)));
    }

    #[test]
    fn what_is_left_is_planned_over_the_time_that_is_left() {
        let begun = Begun { slide_start: 10, elapsed: minutes(5) };
        // Left are 4 that could, 5 that should, 1 and 4 that could and 1 that must be said.
        let plan = plan_from(&sample(), minutes(11), begun, BTreeSet::new());
        assert_eq!((dropped(&plan), plan.time()), (vec![25], minutes(11)));
        assert_eq!(plan.begun_at, minutes(5));
        assert!(!plan.skips(0), "a slide that was shown can be gone back to");
        assert!(plan.is_past(&sample()[0]) && !plan.is_past(&sample()[2]));
        // What the speaker takes out makes room for what was dropped.
        let plan = plan_from(&sample(), minutes(11), begun, BTreeSet::from([15]));
        assert_eq!((dropped(&plan), plan.time()), (vec![15], minutes(10)));
        let mut again = plan_from(&sample(), minutes(11), begun, BTreeSet::new());
        again.bring_back(0);
        assert_eq!(again.time(), minutes(14), "what was said can be said again");
    }

    #[test]
    fn a_slide_is_skipped_until_it_is_brought_back() {
        let mut plan = plan(&sample(), minutes(10));
        assert!(plan.skips(20) && !plan.skips(0) && !plan.skips(10));
        assert!(!plan.skips(40), "a slide without points is shown");
        plan.bring_back_slide(20);
        assert!(!plan.skips(20));
        assert_eq!(dropped(&plan), [5, 10]);
        assert_eq!(plan.too_long_by(), Some(minutes(4)));
        assert!(plan.kept().iter().eq(&[20, 25]));
        plan.let_go(25);
        assert_eq!(plan.too_long_by(), None);
        plan.let_go(20);
        assert!(plan.skips(20));
    }

    #[test]
    fn times_are_read_as_they_are_typed() {
        for (text, seconds) in [("10", 600), ("10m", 600), ("1h30m", 5400), ("１０分", 600), (" 90s ", 90)]
        {
            assert_eq!(parse_time(text), Some(Duration::from_secs(seconds)), "{text}");
        }
        for text in ["", "0", "soon", "-5", "99h"] {
            assert_eq!(parse_time(text), None, "{text}");
        }
    }

    fn any_point() -> impl Strategy<Value = (Importance, u64)> {
        (prop::sample::select(&Importance::ALL), 0..400u64)
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn a_plan_fits_unless_what_must_be_said_does_not(
            drafts in prop::collection::vec(any_point(), 0..40),
            available in 0..4_000u64,
        ) {
            let available = Duration::from_secs(available);
            let new = |(idx, (importance, seconds)): (usize, (Importance, u64))| {
                point(idx, importance, Duration::from_secs(seconds))
            };
            let points: Vec<Point> = drafts.into_iter().enumerate().map(new).collect();
            let plan = plan(&points, available);
            let musts = time_of(points.iter().filter(|point| point.importance == Importance::Must));
            prop_assert!(plan.time() <= available.max(musts));
            prop_assert!(plan.said().is_sorted_by_key(|point| point.start));
            prop_assert!(plan.dropped().all(|point| point.importance != Importance::Must));
            let drops_should = plan.dropped().any(|point| point.importance == Importance::Should);
            let says_could = plan.said().any(|p| p.importance == Importance::Could && !p.time.is_zero());
            prop_assert!(!(drops_should && says_could));
            let kept: Vec<&Point> = plan.points.iter().map(|planned| &planned.point).collect();
            prop_assert_eq!(kept, points.iter().collect::<Vec<_>>());
            let slack = available.saturating_sub(plan.time());
            if plan.dropped().count() > 0 && plan.too_long_by().is_none() {
                prop_assert!(slack < plan.saved());
            }
        }
    }
}
