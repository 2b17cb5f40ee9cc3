//! Links within a copy: which heading of that copy each leads to.
//!
//! A link can only be followed to what its reader may have, and the names of headings are counted among those
//! alone. So no copy tells by its links what was left out.

use std::collections::{BTreeSet, HashMap};

use crate::brief::{self, AnchorNames, own_anchor};
use crate::release::{Block, BlockContent, Inline, InlineContent, Note, Slide, plain_text};

/// The links and headings that a projection comes by.
#[derive(Debug, Default)]
pub(super) struct Jumps {
    /// The names that links ask for. Until they are resolved, links bear their index in here.
    wanted: Vec<String>,
    names: AnchorNames,
    /// Where each heading begins in the brief, by its names.
    starts: HashMap<String, usize>,
    /// Where the heading begins that is the title.
    title_start: Option<usize>,
}

impl Jumps {
    /// Takes in the heading that is the title, with what the reader sees of it.
    pub fn meet_title(&mut self, heading: &brief::Heading, inlines: &[Inline]) {
        self.meet_heading(heading, inlines);
        self.title_start = Some(heading.span.start);
    }

    /// Takes in a heading with what its reader sees of it.
    pub fn meet_heading(&mut self, heading: &brief::Heading, inlines: &[Inline]) {
        let name = self.names.name(&plain_text(inlines));
        let start = heading.span.start;
        // A name that a heading gives itself goes before one that is made of its words.
        self.starts.entry(name).or_insert(start);
        if let Some(name) = own_anchor(heading) {
            self.starts.insert(name, start);
        }
    }

    /// Takes in a link; returns what it bears until it is resolved.
    pub fn meet_link(&mut self, name: String) -> usize {
        self.wanted.push(name);
        self.wanted.len() - 1
    }

    /// Whether there is a link to resolve.
    pub fn has_links(&self) -> bool {
        !self.wanted.is_empty()
    }

    /// Where the heading begins that a link leads to, by what the link bears.
    fn start(&self, link: usize) -> Option<usize> {
        self.starts.get(self.wanted.get(link)?).copied()
    }
}

/// Leads the links of a text to its headings, and numbers those that are led to; returns their names, first that of
/// the title.
pub(super) fn number_anchors(
    jumps: &Jumps,
    title: &str,
    blocks: &mut [Block],
    notes: &mut [Note],
) -> Vec<String> {
    if !jumps.has_links() {
        return Vec::new();
    }
    let starts: BTreeSet<usize> = (0..jumps.wanted.len()).filter_map(|link| jumps.start(link)).collect();
    let mut numbers: HashMap<usize, usize> = jumps.title_start.map(|start| (start, 0)).into_iter().collect();
    let mut names = AnchorNames::default();
    let mut anchors = vec![names.name(title)];
    let mut number_heading = |start: usize, words: &[Inline], anchor: &mut Option<usize>| {
        let name = names.name(&plain_text(words));
        if starts.contains(&start) {
            numbers.insert(start, anchors.len());
            *anchor = Some(anchors.len());
            anchors.push(name);
        }
    };
    each_heading(blocks, &mut number_heading);
    notes.iter_mut().for_each(|note| each_heading(&mut note.blocks, &mut number_heading));
    let number = |link: usize| numbers.get(&jumps.start(link)?).copied();
    let mut resolve = |run: &mut Vec<Inline>| lead(run, &number);
    each_run(blocks, &mut resolve);
    notes.iter_mut().for_each(|note| each_run(&mut note.blocks, &mut resolve));
    anchors
}

/// Leads the links of slides to the slides that hold their headings; returns the numbers of those slides.
pub(super) fn lead_to_slides(jumps: &Jumps, slides: &mut [Slide]) -> BTreeSet<usize> {
    if !jumps.has_links() {
        return BTreeSet::new();
    }
    let begins: Vec<usize> = slides.iter().map(|slide| slide.start).collect();
    let number = |link: usize| {
        let start = jumps.start(link)?;
        Some(begins.partition_point(|&begins| begins <= start))
    };
    let mut resolve = |run: &mut Vec<Inline>| lead(run, &number);
    for slide in slides {
        resolve(&mut slide.title);
        each_run(&mut slide.blocks, &mut resolve);
        slide.notes.iter_mut().for_each(|note| each_run(&mut note.blocks, &mut resolve));
    }
    (0..jumps.wanted.len()).filter_map(number).collect()
}

/// Gives the links of a run their numbers; of a link that leads nowhere only the words stay.
fn lead(run: &mut Vec<Inline>, number: &dyn Fn(usize) -> Option<usize>) {
    if !run.iter().any(|inline| matches!(inline.content, InlineContent::Jump { .. })) {
        return;
    }
    for mut inline in std::mem::take(run) {
        match inline.content {
            InlineContent::Jump { to, children } => match number(to) {
                Some(to) => {
                    inline.content = InlineContent::Jump { to, children };
                    run.push(inline);
                }
                None => run.extend(children),
            },
            _ => run.push(inline),
        }
    }
}

/// Calls `visit` for every run of inlines below `blocks`, outer runs before those within them.
pub fn each_run(blocks: &mut [Block], visit: &mut dyn FnMut(&mut Vec<Inline>)) {
    for block in blocks {
        match &mut block.content {
            BlockContent::Heading { inlines, .. }
            | BlockContent::Paragraph(inlines)
            | BlockContent::Numbered { inlines, .. } => {
                each_run_within(inlines, visit);
            }
            BlockContent::List { items, .. } => {
                items.iter_mut().for_each(|item| each_run(&mut item.blocks, visit));
            }
            BlockContent::Quote(blocks) | BlockContent::Callout { blocks, .. } => each_run(blocks, visit),
            BlockContent::Panel { title, blocks, .. } => {
                each_run_within(title, visit);
                each_run(blocks, visit);
            }
            BlockContent::Table { head, rows, .. } => {
                let cells = head.iter_mut().chain(rows.iter_mut().flatten());
                cells.for_each(|cell| each_run_within(cell, visit));
            }
            BlockContent::Columns(columns) => columns.iter_mut().for_each(|column| each_run(column, visit)),
            BlockContent::Code { .. }
            | BlockContent::Chart(_)
            | BlockContent::Picture(_)
            | BlockContent::Break
            | BlockContent::Page
            | BlockContent::Rule => {}
        }
    }
}

fn each_run_within(inlines: &mut Vec<Inline>, visit: &mut dyn FnMut(&mut Vec<Inline>)) {
    visit(inlines);
    for inline in inlines {
        if let Some(children) = inline.content.children_mut() {
            each_run_within(children, visit);
        }
    }
}

/// What is done with a heading: where it begins in the brief, its words, its anchor.
type VisitHeading<'v> = dyn FnMut(usize, &[Inline], &mut Option<usize>) + 'v;

/// Calls `visit` for every heading below `blocks`.
fn each_heading(blocks: &mut [Block], visit: &mut VisitHeading<'_>) {
    for block in blocks {
        match &mut block.content {
            BlockContent::Heading { anchor, inlines, .. } => visit(block.span.start, inlines, anchor),
            BlockContent::List { items, .. } => {
                items.iter_mut().for_each(|item| each_heading(&mut item.blocks, visit));
            }
            BlockContent::Quote(blocks)
            | BlockContent::Callout { blocks, .. }
            | BlockContent::Panel { blocks, .. } => each_heading(blocks, visit),
            BlockContent::Columns(columns) => {
                columns.iter_mut().for_each(|column| each_heading(column, visit));
            }
            BlockContent::Paragraph(_)
            | BlockContent::Numbered { .. }
            | BlockContent::Table { .. }
            | BlockContent::Code { .. }
            | BlockContent::Chart(_)
            | BlockContent::Picture(_)
            | BlockContent::Break
            | BlockContent::Page
            | BlockContent::Rule => {}
        }
    }
}
