//! How a talk stands against its plan, in words as well as in time.

use std::time::Duration;

use crate::app::Words;
use crate::app::talk::clock::minutes_and_seconds;
use crate::app::talk::plan::Plan;
use crate::brief::Lang;

/// So far from the plan, nobody needs to hurry.
const TOLERANCE: Duration = Duration::from_mins(1);

/// How a talk stands against its plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pace {
    /// The section that is being spoken to; empty before the first.
    pub section: String,
    /// What the plan gives that section.
    pub section_planned: Duration,
    /// The time that the plan gives to all that comes before the slide.
    pub planned_before: Duration,
    /// The time that the plan gives to all up to the end of the slide.
    pub planned_after: Duration,
    /// Ahead of the plan, behind it, or neither.
    pub standing: Standing,
}

/// Ahead of the plan, behind it, or neither.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Within a minute of the plan.
    OnPace,
    /// Earlier than planned, by so much.
    Ahead(Duration),
    /// Later than planned, by so much.
    Behind(Duration),
}

/// Tells how a talk stands after `elapsed`, on the slide that begins at `slide_start`.
///
/// While a slide is shown the plan moves on from its beginning to its end, so a talk is ahead where it came to the
/// slide too early, and behind where it should have left it. The times are the plan's, so interpretation counts.
///
/// What was said before the plan was made does not count, nor does the time it took.
pub fn pace(plan: &Plan, elapsed: Duration, slide_start: usize) -> Pace {
    let elapsed = elapsed.saturating_sub(plan.begun_at);
    let sum =
        |times: &mut dyn Iterator<Item = Duration>| times.fold(Duration::ZERO, Duration::saturating_add);
    let before = plan.said().filter(|point| point.slide_start < slide_start);
    let planned_before = sum(&mut before.map(|point| point.time));
    let here = plan.said().filter(|point| point.slide_start == slide_start);
    let planned_after = planned_before.saturating_add(sum(&mut here.map(|point| point.time)));
    let all = || plan.points.iter().map(|planned| &planned.point);
    let current = all().find(|point| point.slide_start == slide_start);
    let current = current.or_else(|| all().rfind(|point| point.slide_start < slide_start));
    let section = current.map(|point| point.section.clone()).unwrap_or_default();
    let section_start = current.map(|point| point.section_start);
    let of_section = plan.said().filter(|point| Some(point.section_start) == section_start);
    let section_planned = sum(&mut of_section.map(|point| point.time));
    let standing = standing(elapsed, planned_before, planned_after);
    Pace { section, section_planned, planned_before, planned_after, standing }
}

fn standing(elapsed: Duration, before: Duration, after: Duration) -> Standing {
    let (early, late) = (before.saturating_sub(elapsed), elapsed.saturating_sub(after));
    if early > TOLERANCE {
        Standing::Ahead(early)
    } else if late > TOLERANCE {
        Standing::Behind(late)
    } else {
        Standing::OnPace
    }
}

impl Standing {
    /// What it is called.
    pub fn label(self) -> Words {
        match self {
            Self::OnPace => Words("On pace", "時間どおり"),
            Self::Ahead(_) => Words("Ahead", "早い"),
            Self::Behind(_) => Words("Behind", "遅れ"),
        }
    }

    /// What it is called, with how much it is.
    pub fn words(self, lang: Lang) -> String {
        let label = self.label().in_lang(lang);
        match (self, lang) {
            (Self::OnPace, _) => label.to_owned(),
            (Self::Ahead(time), Lang::En) => format!("{} ahead", minutes_and_seconds(time)),
            (Self::Behind(time), Lang::En) => format!("{} behind", minutes_and_seconds(time)),
            (Self::Ahead(time) | Self::Behind(time), Lang::Ja) => {
                format!("{}分{:02}秒{label}", time.as_secs() / 60, time.as_secs() % 60)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::talk::plan::plan;
    use crate::app::talk::points::points;
    use crate::brief::parse;

    const TEXT: &str = "## One\n\n- a {must 2m}\n\n---\n\n- b {could 4m}\n\n## Two\n\n- c {should 3m}\n";

    fn place(words: &str) -> usize {
        TEXT.find(words).expect("it is there")
    }

    fn standing_at(words: &str, seconds: u64) -> Standing {
        let plan = plan(&points(&parse(TEXT).0), Duration::from_mins(15));
        pace(&plan, Duration::from_secs(seconds), place(words)).standing
    }

    #[test]
    fn within_a_minute_of_the_plan_is_on_pace() {
        let seconds = Duration::from_secs;
        for (slide, elapsed, expected) in [
            ("## One", 0, Standing::OnPace),
            ("## One", 180, Standing::OnPace),
            ("## One", 181, Standing::Behind(seconds(61))),
            ("---", 60, Standing::OnPace),
            ("---", 59, Standing::Ahead(seconds(61))),
            ("---", 420, Standing::OnPace),
            ("## Two", 200, Standing::Ahead(seconds(160))),
            ("## Two", 700, Standing::Behind(seconds(160))),
        ] {
            assert_eq!(standing_at(slide, elapsed), expected, "{slide} after {elapsed} s");
        }
    }

    #[test]
    fn what_is_dropped_takes_no_time() {
        let plan = plan(&points(&parse(TEXT).0), Duration::from_mins(5));
        let pace = pace(&plan, Duration::from_mins(2), place("## Two"));
        assert_eq!(
            (pace.planned_before, pace.planned_after),
            (Duration::from_mins(2), Duration::from_mins(5))
        );
        assert_eq!((pace.section.as_str(), pace.section_planned), ("Two", Duration::from_mins(3)));
        assert_eq!(pace.standing, Standing::OnPace);
    }

    #[test]
    fn it_is_said_in_words() {
        let behind = Standing::Behind(Duration::from_secs(130));
        assert_eq!(
            (behind.words(Lang::En).as_str(), behind.words(Lang::Ja).as_str()),
            ("2:10 behind", "2分10秒遅れ")
        );
        assert_eq!(Standing::OnPace.words(Lang::En), "On pace");
        assert_eq!(Standing::Ahead(Duration::from_secs(61)).words(Lang::En), "1:01 ahead");
    }
}
