//! What there is to say, point by point.
//!
//! A point is a bullet, a paragraph or a block of a kind that is said aloud. What a bullet holds belongs to it.

use std::ops::Range;
use std::time::Duration;

use crate::brief::{
    Block, Brief, FrontMatter, Heading, Importance, Inline, Interpreter, Kinded, Scope, Weight, inline_text,
    measure_blocks, sections,
};

/// One thing to say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Point {
    /// Where it begins in the text.
    pub start: usize,
    /// Where its slide begins.
    pub slide_start: usize,
    /// Its words on one line; of a block of a kind, its title where it has one.
    pub title: String,
    /// Its own importance, else that of the headings above it.
    pub importance: Importance,
    /// How long it takes, with the interpreter: as given, else as measured. What is given is the speaker's own time;
    /// an interpreter who speaks after them doubles it as they double the words.
    ///
    /// What is given to a heading is shared among the points below it that have no time of their own, in
    /// proportion to their length.
    pub time: Duration,
    /// The words of the heading that its section begins with; empty before the first.
    pub section: String,
    /// Where its section begins: at a heading that begins a slide, or with the text.
    pub section_start: usize,
}

/// Lists what there is to say, in the order of the text.
///
/// A heading with a time and nothing to say below it is a point as well: a chart, say, is spoken to.
pub fn points(brief: &Brief) -> Vec<Point> {
    let mut walk = Walk::new(brief);
    for (idx, block) in brief.blocks.iter().enumerate() {
        walk.step(idx, block);
    }
    let mut drafts = walk.drafts;
    for section in sections(brief).into_iter().rev() {
        let Some(heading) = section.heading else { continue };
        if let Some(time) = heading.weight().and_then(|weight| weight.time) {
            share(&mut drafts, &section.blocks, with_interpreter(time, &brief.front));
        }
    }
    drafts.retain(|draft| draft.is_settled || draft.block_of_heading.is_none());
    drafts.into_iter().map(|draft| draft.point).collect()
}

/// A time that was given, with what an interpreter adds to it.
fn with_interpreter(time: Duration, front: &FrontMatter) -> Duration {
    match front.interpreter {
        Interpreter::Consecutive => time.saturating_mul(2),
        Interpreter::None | Interpreter::Simultaneous => time,
    }
}

/// A point whose time may still change.
struct Draft {
    point: Point,
    /// The top-level block that it stands in.
    block_idx: usize,
    /// Of a point that is nothing but a heading: the same block.
    block_of_heading: Option<usize>,
    /// Whether its time was given.
    is_settled: bool,
}

/// Gives the points of a section a time in all; those that have one of their own keep it.
fn share(drafts: &mut [Draft], blocks: &Range<usize>, time: Duration) {
    let is_within = |draft: &&mut Draft| blocks.contains(&draft.block_idx);
    let has_words = drafts.iter().any(|d| blocks.contains(&d.block_idx) && d.block_of_heading.is_none());
    if !has_words {
        let own = drafts.iter_mut().find(|draft| draft.block_of_heading == Some(blocks.start));
        if let Some(draft) = own {
            (draft.point.time, draft.is_settled) = (time, true);
        }
        return;
    }
    let within = || drafts.iter().filter(|draft| blocks.contains(&draft.block_idx));
    let settled: Duration = within().filter(|draft| draft.is_settled).map(|draft| draft.point.time).sum();
    let is_open = |draft: &Draft| !draft.is_settled && draft.block_of_heading.is_none();
    let measured: Duration = within().filter(|draft| is_open(draft)).map(|draft| draft.point.time).sum();
    let rest = time.saturating_sub(settled);
    for draft in drafts.iter_mut().filter(is_within).filter(|draft| is_open(draft)) {
        let part = draft.point.time.as_secs_f64() / measured.as_secs_f64().max(f64::MIN_POSITIVE);
        draft.point.time = rest.mul_f64(part.min(1.0));
        draft.is_settled = true;
    }
}

/// Goes through the blocks of a brief and knows in which slide and section it is.
struct Walk<'b> {
    brief: &'b Brief,
    slide_start: usize,
    section: String,
    section_start: usize,
    /// The headings above the current block.
    headings: Vec<&'b Heading>,
    drafts: Vec<Draft>,
}

impl<'b> Walk<'b> {
    fn new(brief: &'b Brief) -> Self {
        let start = brief.blocks.first().map_or(0, |block| block.span().start);
        let (section, headings, drafts) = (String::new(), Vec::new(), Vec::new());
        Self { brief, slide_start: start, section, section_start: start, headings, drafts }
    }

    fn step(&mut self, idx: usize, block: &'b Block) {
        if block.begins_slide(self.brief.front.slide_level) {
            self.slide_start = block.span().start;
        }
        match block {
            Block::Heading(heading) => self.heading(idx, heading, heading.scope),
            Block::List(_) | Block::Paragraph(_) => self.parts(idx, std::slice::from_ref(block)),
            Block::Kinded(kinded) => {
                if kinded.weight.is_none() && weighs_parts(kinded) {
                    self.parts(idx, &kinded.blocks);
                } else {
                    let title = Some(inline_text(&kinded.title)).filter(|title| !title.is_empty());
                    let title = title.or_else(|| first_words(&kinded.blocks)).unwrap_or_default();
                    let weight = kinded.weight.or_else(|| only_weight(&kinded.blocks));
                    self.point(idx, (block.span().start, title), weight, &kinded.blocks);
                }
            }
            Block::Quote(_)
            | Block::Callout(_)
            | Block::Columns(_)
            | Block::Code(_)
            | Block::Chart(_)
            | Block::Table(_)
            | Block::Footnote(_)
            | Block::Break(_)
            | Block::Rule(_)
            | Block::Pause(_)
            | Block::Page(_)
            | Block::Html(_)
            | Block::Definition(_)
            | Block::Comment(_) => self.whole(idx, block),
        }
    }

    fn heading(&mut self, idx: usize, heading: &'b Heading, scope: Scope) {
        let words = inline_text(&heading.inlines);
        self.headings.retain(|above| above.level < heading.level);
        self.headings.push(heading);
        if heading.level <= self.brief.front.slide_level {
            self.section.clone_from(&words);
            self.section_start = heading.span.start;
        }
        if scope.is_spoken() {
            let point = self.new_point((heading.span.start, words), None, Duration::ZERO);
            let block_of_heading = Some(idx);
            self.drafts.push(Draft { point, block_idx: idx, block_of_heading, is_settled: false });
        }
    }

    /// Makes a point of each bullet and each other block.
    fn parts(&mut self, idx: usize, blocks: &'b [Block]) {
        for block in blocks {
            match block {
                Block::List(list) => {
                    for item in &list.items {
                        let title = first_words(&item.blocks).unwrap_or_default();
                        let weight = own_weight(item.blocks.first());
                        self.point(idx, (item.span.start, title), weight, &item.blocks);
                    }
                }
                Block::Paragraph(paragraph) => {
                    let title = inline_text(&paragraph.inlines);
                    let said = std::slice::from_ref(block);
                    self.point(idx, (paragraph.span.start, title), paragraph.weight, said);
                }
                block => self.whole(idx, block),
            }
        }
    }

    fn whole(&mut self, idx: usize, block: &Block) {
        let blocks = std::slice::from_ref(block);
        let title = first_words(blocks).unwrap_or_default();
        self.point(idx, (block.span().start, title), None, blocks);
    }

    /// Adds a point, if any of it is said aloud.
    fn point(&mut self, block_idx: usize, place: (usize, String), weight: Option<Weight>, blocks: &[Block]) {
        let measured = measure_blocks(blocks, &self.brief.front).spoken;
        if measured.is_zero() {
            return;
        }
        let given = weight.and_then(|weight| weight.time);
        let given = given.map(|time| with_interpreter(time, &self.brief.front));
        let importance = weight.and_then(|weight| weight.importance);
        let point = self.new_point(place, importance, given.unwrap_or(measured));
        let is_settled = given.is_some();
        self.drafts.push(Draft { point, block_idx, block_of_heading: None, is_settled });
    }

    fn new_point(
        &self,
        (start, title): (usize, String),
        importance: Option<Importance>,
        time: Duration,
    ) -> Point {
        let of_heading = |heading: &&Heading| heading.weight().and_then(|weight| weight.importance);
        let inherited = self.headings.iter().rev().find_map(of_heading);
        Point {
            start,
            slide_start: self.slide_start,
            title: one_line(&title),
            importance: importance.or(inherited).unwrap_or_default(),
            time,
            section: self.section.clone(),
            section_start: self.section_start,
        }
    }
}

/// Whether a block of a kind says of several things in it how much each matters.
fn weighs_parts(kinded: &Kinded) -> bool {
    let n_parts = kinded.blocks.len();
    kinded.blocks.iter().any(|block| match block {
        Block::List(list) => list.items.iter().any(|item| own_weight(item.blocks.first()).is_some()),
        block => n_parts > 1 && own_weight(Some(block)).is_some(),
    })
}

fn own_weight(block: Option<&Block>) -> Option<Weight> {
    if let Some(Block::Paragraph(paragraph)) = block { paragraph.weight } else { None }
}

/// The weight of the one paragraph that some blocks are.
fn only_weight(blocks: &[Block]) -> Option<Weight> {
    if let [block] = blocks { own_weight(Some(block)) } else { None }
}

/// The words of the first paragraph or title.
fn first_words(blocks: &[Block]) -> Option<String> {
    let words = |inlines: &[Inline]| Some(inline_text(inlines)).filter(|words| !words.is_empty());
    blocks.iter().find_map(|block| match block {
        Block::Heading(heading) => words(&heading.inlines),
        Block::Paragraph(paragraph) => words(&paragraph.inlines),
        Block::List(list) => list.items.iter().find_map(|item| first_words(&item.blocks)),
        Block::Quote(quote) => first_words(&quote.blocks),
        Block::Callout(callout) => words(&callout.title).or_else(|| first_words(&callout.blocks)),
        Block::Kinded(kinded) => words(&kinded.title).or_else(|| first_words(&kinded.blocks)),
        Block::Columns(columns) => columns.columns.iter().find_map(|blocks| first_words(blocks)),
        Block::Code(_)
        | Block::Chart(_)
        | Block::Table(_)
        | Block::Footnote(_)
        | Block::Break(_)
        | Block::Rule(_)
        | Block::Pause(_)
        | Block::Page(_)
        | Block::Html(_)
        | Block::Definition(_)
        | Block::Comment(_) => None,
    })
}

fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::brief::{measure, parse};

    fn points_of(text: &str) -> Vec<Point> {
        points(&parse(text).0)
    }

    #[test]
    fn bullets_paragraphs_and_spoken_kinds_are_points() {
        let text = "# Title\n\nOpening\nwords {must}\n\n## Jobs {could}\n\n- One {should 2m}\n  - below\n- Two\n\n\
                    > [!SAY] Pause {must 30s}\n> here\n\n> [!RED-LINE]\n> Never\n\n| a |\n|---|\n\n---\n\nLast\n";
        let points = points_of(text);
        let seen: Vec<(&str, Importance, &str)> = points
            .iter()
            .map(|point| (point.title.as_str(), point.importance, point.section.as_str()))
            .collect();
        assert_eq!(
            seen,
            [
                ("Opening words", Importance::Must, "Title"),
                ("One", Importance::Should, "Jobs"),
                ("Two", Importance::Could, "Jobs"),
                ("Pause", Importance::Must, "Jobs"),
                ("Last", Importance::Could, "Jobs"),
            ]
        );
        assert_eq!(points[1].time, Duration::from_mins(2));
        assert_eq!(points[1].slide_start, text.find("## Jobs").expect("it is there"));
        assert_eq!(points[4].slide_start, text.find("---\n\nLast").expect("it is there"));
        assert!(points.is_sorted_by_key(|point| point.start));
    }

    #[test]
    fn what_is_not_given_is_measured() {
        let text = "---\ninterpreter: consecutive\n---\n\n## A\n\n- four words are here\n\nAnd some more\n";
        let (brief, _) = parse(text);
        let total: Duration = points(&brief).iter().map(|point| point.time).sum();
        assert_eq!(total, measure(&brief).spoken);
    }

    #[test]
    fn an_interpreter_who_speaks_after_doubles_what_is_given_as_what_is_measured() {
        let text = |interpreter: &str| {
            format!(
                "---\ninterpreter: {interpreter}\n---\n\n## A {{6m}}\n\n- a b c\n- own {{must 1m}}\n\n## Chart {{2m}}\n\n| a |\n|---|\n\n## B\n\n- four words are here\n"
            )
        };
        let times = |interpreter: &str| -> Vec<Duration> {
            points_of(&text(interpreter)).iter().map(|point| point.time).collect()
        };
        let alone = times("none");
        assert_eq!(alone[..3], [Duration::from_mins(5), Duration::from_mins(1), Duration::from_mins(2)]);
        assert_eq!(times("simultaneous"), alone);
        assert_eq!(times("consecutive"), alone.iter().map(|&time| time * 2).collect::<Vec<_>>());
    }

    #[test]
    fn the_time_of_a_heading_is_shared_below_it() {
        let points =
            points_of("## A {minutes=5}\n\n- a b c\n- a\n- own {1m}\n- own {must 1m}\n\n### B\n\nd d d\n");
        let times: Vec<u64> = points.iter().map(|point| point.time.as_secs()).collect();
        assert_eq!(times.len(), 5);
        assert_eq!(times[3], 60);
        let total: f64 = points.iter().map(|point| point.time.as_secs_f64()).sum();
        assert!((total - 300.0).abs() < 0.001, "{total}");
        assert!(times[0] > times[1]);
    }

    #[test]
    fn a_heading_with_a_time_and_nothing_to_say_is_a_point() {
        let points =
            points_of("## Chart {must 90s}\n\n| a |\n|---|\n\n## Red line {5m}\n\nNo\n\n## Next\n\na\n");
        let seen: Vec<(&str, u64)> =
            points.iter().take(1).map(|point| (point.title.as_str(), point.time.as_secs())).collect();
        assert_eq!(seen, [("Chart", 90)]);
        assert_eq!((points.len(), points[1].title.as_str()), (2, "a"));
    }

    #[test]
    fn a_kind_that_weighs_its_bullets_is_as_many_points() {
        let points = points_of("> [!SAY]\n> - One {must}\n> - Two {could}\n\n> [!SAY]\n> Three {must}\n");
        let seen: Vec<(&str, Importance)> =
            points.iter().map(|point| (point.title.as_str(), point.importance)).collect();
        let expected = [("One", Importance::Must), ("Two", Importance::Could), ("Three", Importance::Must)];
        assert_eq!(seen, expected);
    }
}
