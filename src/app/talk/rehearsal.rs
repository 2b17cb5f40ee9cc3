//! Rehearsals: the time that each section took, run against run, and back into the text.

use std::collections::HashMap;
use std::ops::Range;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::app::talk::plan::Plan;
use crate::brief::{Block, Brief, Heading, inline_text};
use crate::facts::Date;
use crate::text::Edit;

/// One run through a talk, section by section.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rehearsal {
    /// The day, as `YYYY-MM-DD`.
    pub date: String,
    /// The sections of the brief, as they were on that day.
    pub sections: Vec<Spent>,
    /// The section that is spoken to, and since when.
    open: Option<(usize, u64)>,
}

/// The time that was spent on one section.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spent {
    /// The words of its heading; empty before the first.
    pub title: String,
    /// Where it began in the text.
    pub start: usize,
    /// The time, in milliseconds.
    pub millis: u64,
}

/// One section in a comparison: what was planned for it, and what each run took.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The words of its heading; empty before the first.
    pub title: String,
    /// What the plan gives it.
    pub planned: Duration,
    /// What each run took; nothing where the run did not have the section.
    pub runs: Vec<Option<Duration>>,
}

impl Rehearsal {
    /// Begins a run through a brief.
    pub fn new(brief: &Brief, date: Date) -> Self {
        let spent =
            |section: Section<'_>| Spent { title: section.title, start: section.bytes.start, millis: 0 };
        let sections = sections(brief).into_iter().map(spent).collect();
        Self { date: date.to_string(), sections, open: None }
    }

    /// Goes to the slide or point that begins at `place`. To come back to a section adds to its time.
    pub fn go_to(&mut self, place: usize, now_millis: u64) {
        let before = self.sections.partition_point(|section| section.start <= place);
        let idx = before.saturating_sub(1);
        if self.open.is_some_and(|(open, _)| open == idx) {
            return;
        }
        self.rest(now_millis);
        if idx < self.sections.len() {
            self.open = Some((idx, now_millis));
        }
    }

    /// Stops the time, for a pause or at the end; to go to a place goes on.
    pub fn rest(&mut self, now_millis: u64) {
        if let Some((idx, since_millis)) = self.open.take()
            && let Some(section) = self.sections.get_mut(idx)
        {
            section.millis += now_millis.saturating_sub(since_millis);
        }
    }

    /// The time of the whole run, up to where it last rested or went on to another section.
    pub fn total(&self) -> Duration {
        Duration::from_millis(self.sections.iter().map(|section| section.millis).sum())
    }
}

/// Compares runs with a plan and with one another, section by section.
///
/// Sections are known again by their headings. Those of the brief come first, in its order, then those that only
/// a run has; what is neither planned nor took any time is left out.
pub fn compare(brief: &Brief, plan: &Plan, runs: &[Rehearsal]) -> Vec<Row> {
    let by_key: Vec<Vec<(Key, Duration)>> = runs.iter().map(times_by_key).collect();
    let mut rows: Vec<(Key, Row)> = Vec::new();
    let brief_sections = sections(brief);
    let keys = keys(brief_sections.iter().map(|section| section.title.as_str()));
    for (key, section) in keys.into_iter().zip(&brief_sections) {
        let within = plan.said().filter(|point| section.bytes.contains(&point.start));
        let planned = within.map(|point| point.time).fold(Duration::ZERO, Duration::saturating_add);
        rows.push((key, Row { title: section.title.clone(), planned, runs: Vec::new() }));
    }
    for (key, _) in by_key.iter().flatten() {
        if rows.iter().all(|(known, _)| known != key) {
            rows.push((key.clone(), Row { title: key.0.clone(), planned: Duration::ZERO, runs: Vec::new() }));
        }
    }
    for (key, row) in &mut rows {
        let time = |run: &Vec<(Key, Duration)>| run.iter().find(|(of, _)| of == key).map(|&(_, time)| time);
        row.runs = by_key.iter().map(time).collect();
    }
    let took_time = |row: &Row| row.runs.iter().flatten().any(|time| !time.is_zero());
    rows.into_iter().map(|(_, row)| row).filter(|row| !row.planned.is_zero() || took_time(row)).collect()
}

/// Writes the times of a run to the headings as their minutes, rounded to halves and never less than one half.
///
/// Headings above the level of slides stay as they are: their time is that of the sections below them. So do those
/// that the run spent no time on.
pub fn times_as_edits(brief: &Brief, text: &str, run: &Rehearsal) -> Vec<Edit> {
    let times: HashMap<Key, Duration> = times_by_key(run).into_iter().collect();
    let sections = sections(brief);
    let keys = keys(sections.iter().map(|section| section.title.as_str()));
    let edits = keys.iter().zip(&sections).filter_map(|(key, section)| {
        let heading = section.heading.filter(|heading| heading.level == brief.front.slide_level)?;
        let time = times.get(key).filter(|time| !time.is_zero())?;
        let half_minutes = ((time.as_secs_f64() / 30.0).round()).max(1.0);
        heading.edit_minutes(text, half_minutes / 2.0)
    });
    edits.collect()
}

/// What a section is known by: the words of its heading, and how many before it have the same.
type Key = (String, usize);

fn keys<'t>(titles: impl Iterator<Item = &'t str>) -> Vec<Key> {
    let mut n_seen: HashMap<&str, usize> = HashMap::new();
    let key = |title: &'t str| {
        let n_before = n_seen.entry(title).or_default();
        let key = (title.to_owned(), *n_before);
        *n_before += 1;
        key
    };
    titles.map(key).collect()
}

fn times_by_key(run: &Rehearsal) -> Vec<(Key, Duration)> {
    let keys = keys(run.sections.iter().map(|section| section.title.as_str()));
    let times = run.sections.iter().map(|section| Duration::from_millis(section.millis));
    keys.into_iter().zip(times).collect()
}

/// A heading that begins a slide, with all up to the next.
struct Section<'b> {
    heading: Option<&'b Heading>,
    title: String,
    bytes: Range<usize>,
}

fn sections(brief: &Brief) -> Vec<Section<'_>> {
    let mut sections: Vec<Section<'_>> = Vec::new();
    for block in &brief.blocks {
        let heading = match block {
            Block::Heading(heading) if heading.level <= brief.front.slide_level => Some(heading),
            _ => None,
        };
        if heading.is_some() || sections.is_empty() {
            let title = heading.map(|heading| inline_text(&heading.inlines)).unwrap_or_default();
            sections.push(Section { heading, title, bytes: block.span().start..block.span().end });
        }
        if let Some(section) = sections.last_mut() {
            section.bytes.end = block.span().end;
        }
    }
    sections
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::talk::plan::plan;
    use crate::app::talk::points::points;
    use crate::brief::parse;
    use crate::text::apply_edits;

    const TEXT: &str = "# Title\n\n## One {must 2m}\n\n- a\n\n---\n\n- b\n\n## Two {.wide}\n\n- c\n\n## Two ##\n\n\
                        - d\n\nThree\n---\n\n- e\n\n## 四｛任意 ３分｝\n\n- f\n";

    const DATE: Date = Date { year: 2026, month: 11, day: 23 };

    /// A run that stays at each place for so many seconds.
    fn run(stays: &[(&str, u64)]) -> Rehearsal {
        let mut run = Rehearsal::new(&parse(TEXT).0, DATE);
        let mut now_millis = 1_000;
        for (words, seconds) in stays {
            run.go_to(TEXT.find(words).expect("it is there"), now_millis);
            now_millis += seconds * 1_000;
        }
        run.rest(now_millis);
        run
    }

    fn sample() -> Rehearsal {
        run(&[
            ("# Title", 10),
            ("## One", 60),
            ("- b", 30),
            ("## Two {", 5),
            ("## One", 20),
            ("## Two ##", 170),
            ("Three", 91),
            ("## 四", 1),
        ])
    }

    #[test]
    fn going_back_adds_to_the_time_of_a_section() {
        let run = sample();
        let spent: Vec<(&str, u64)> =
            run.sections.iter().map(|section| (section.title.as_str(), section.millis / 1_000)).collect();
        assert_eq!(spent, [("Title", 10), ("One", 110), ("Two", 5), ("Two", 170), ("Three", 91), ("四", 1)]);
        assert_eq!(run.total(), Duration::from_secs(387));
        assert_eq!(run.date, "2026-11-23");
    }

    #[test]
    fn a_pause_takes_no_time_and_a_run_can_be_kept() {
        let mut run = Rehearsal::new(&parse(TEXT).0, DATE);
        run.go_to(0, 0);
        run.rest(4_000);
        run.go_to(0, 60_000);
        let kept = serde_json::to_string(&run).expect("can be written");
        let mut run: Rehearsal = serde_json::from_str(&kept).expect("can be read");
        run.rest(61_000);
        assert_eq!(run.total(), Duration::from_secs(5));
    }

    #[test]
    fn runs_stand_beside_the_plan() {
        let (brief, _) = parse(TEXT);
        let plan = plan(&points(&brief), Duration::from_hours(1));
        let mut old = run(&[("## Two {", 40)]);
        old.sections.push(Spent { title: "Gone".to_owned(), start: 900, millis: 7_000 });
        old.sections.remove(1);
        let rows = compare(&brief, &plan, &[old, sample()]);
        let titles: Vec<&str> = rows.iter().map(|row| row.title.as_str()).collect();
        assert_eq!(titles, ["Title", "One", "Two", "Two", "Three", "四", "Gone"]);
        let seconds = Duration::from_secs;
        assert_eq!(rows[1].planned, seconds(120));
        assert_eq!(rows[1].runs, [None, Some(seconds(110))]);
        assert_eq!(rows[2].runs, [Some(seconds(40)), Some(seconds(5))]);
        assert_eq!(rows[6].runs, [Some(seconds(7)), None]);
    }

    #[test]
    fn times_go_back_into_the_headings() {
        let (brief, _) = parse(TEXT);
        let edits = times_as_edits(&brief, TEXT, &sample());
        let written = apply_edits(TEXT, &edits).expect("the edits fit");
        let headings: Vec<&str> =
            written.lines().filter(|line| line.starts_with('#') || line.starts_with("Three")).collect();
        assert_eq!(
            headings,
            [
                "# Title",
                "## One {must minutes=2}",
                "## Two {.wide minutes=0.5}",
                "## Two {minutes=3}",
                "Three {minutes=1.5}",
                "## 四 {任意 minutes=0.5}",
            ]
        );
        let (after, _) = parse(&written);
        let times: Vec<u64> = after
            .blocks
            .iter()
            .filter_map(|block| if let Block::Heading(heading) = block { heading.weight() } else { None })
            .filter_map(|weight| weight.time)
            .map(|time| time.as_secs())
            .collect();
        assert_eq!(times, [120, 30, 180, 90, 30]);
        let again = times_as_edits(&after, &written, &sample());
        assert_eq!(apply_edits(&written, &again).as_deref(), Some(written.as_str()));
    }
}
