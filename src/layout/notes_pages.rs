//! Notes pages as Typst source: each slide above, and below it what its copy may read beyond it.

use crate::brief::Lang;
use crate::layout::Options;
use crate::layout::block::{named, needs_ground, write_blocks};
use crate::layout::document::{paper_style, text_writer, write_notes, write_preamble, write_title_block};
use crate::layout::inline::{direction_of, write_inlines};
use crate::layout::numbers::renumbered;
use crate::layout::source::Writer;
use crate::layout::style::Style;
use crate::release::{
    Block, BlockContent, Content, InlineContent, Item, Released, Slide, each_run, plain_text,
};

/// How high a picture may be below a slide, in points.
const PICTURE_PT: f64 = 200.0;

/// The picture of one slide's pages, as virtual files with the words to read in their place.
pub(super) struct SlidePicture {
    /// Where the slide begins in the brief.
    pub start: usize,
    /// One virtual file a page.
    pub files: Vec<String>,
}

/// Writes notes pages: each slide above, what this copy may read beyond it below.
pub(super) fn write_notes_pages(
    released: &Released,
    options: &Options,
    pictures: &[SlidePicture],
    n_pages: Option<usize>,
) -> Writer {
    let content = released.content();
    let mut writer = text_writer(content);
    write_preamble(&mut writer, content, options, "notes-doc", n_pages);
    let style = Style { max_picture_pt: PICTURE_PT, ..paper_style(content, options) };
    write_title_block(&mut writer, content, style);
    // What stands before the first heading belongs to the title.
    let n_intro = content.blocks.iter().position(begins_unit).unwrap_or(content.blocks.len());
    let (intro, rest) = content.blocks.split_at(n_intro);
    write_blocks(&mut writer, intro, style);
    for unit in units(rest) {
        write_unit(&mut writer, content, unit, pictures, style);
    }
    write_notes(&mut writer, content.lang, &content.notes, style);
    writer
}

/// What a copy may read beyond one slide.
#[derive(Clone, Debug)]
pub struct Below<'c> {
    /// The slide's place among those of the screen; nothing for what stands before the first, and for sections that
    /// the screen does not show.
    pub slide_idx: Option<usize>,
    /// The heading of the section.
    pub heading: Option<&'c Block>,
    /// What stands there and not on the slide, without the numbers of notes.
    pub blocks: Vec<Block>,
}

/// What a copy may read beyond its slides, section by section.
pub fn below_slides(content: &Content) -> Vec<Below<'_>> {
    let n_intro = content.blocks.iter().position(begins_unit).unwrap_or(content.blocks.len());
    let (intro, rest) = content.blocks.split_at(n_intro);
    let all = std::iter::once(intro).filter(|intro| !intro.is_empty()).chain(units(rest));
    let below = all.map(|unit| {
        let start = unit.first().map(|first| first.span.start);
        let slide_idx = content.screen.slides.iter().position(|slide| Some(slide.start) == start);
        let is_heading = |block: &&Block| matches!(block.content, BlockContent::Heading { .. });
        let heading = unit.first().filter(is_heading);
        let slide = slide_idx.map(|idx| &content.screen.slides[idx]);
        let blocks = beyond(&unit[usize::from(heading.is_some())..], slide);
        Below { slide_idx, heading, blocks: without_numbers(&blocks) }
    });
    below.collect()
}

/// The blocks of a section that do not stand on its slide, and of lists, quotations and frames what does not.
fn beyond(blocks: &[Block], slide: Option<&Slide>) -> Vec<Block> {
    let shown = slide.map_or_else(Vec::new, |slide| as_shown(&slide.blocks));
    beyond_shown(blocks, &shown)
}

fn beyond_shown(blocks: &[Block], shown: &[Block]) -> Vec<Block> {
    blocks.iter().filter_map(|block| rest_of(block, shown)).collect()
}

/// What of a block does not stand among those shown: nothing, or all of a paragraph of which a part does not.
fn rest_of(block: &Block, shown: &[Block]) -> Option<Block> {
    if shown.contains(&as_shown(std::slice::from_ref(block))[0]) {
        return None;
    }
    let Some(same) = shown.iter().find(|same| same.span.start == block.span.start) else {
        return Some(block.clone());
    };
    let mut rest = block.clone();
    match (&mut rest.content, &same.content) {
        (BlockContent::List { start, items, .. }, BlockContent::List { items: shown, .. }) => {
            let is_new = |item: &Item| !shown.contains(&item_as_shown(item));
            let first = items.iter().position(is_new)?;
            let last = items.iter().rposition(is_new)?;
            // Points that are numbered keep their numbers, so of those only the first and the last give way.
            if let Some(start) = start {
                *start += u64::try_from(first).unwrap_or(0);
                *items = items[first..=last].to_vec();
            } else {
                items.retain(is_new);
            }
        }
        (BlockContent::Quote(blocks), BlockContent::Quote(shown))
        | (BlockContent::Callout { blocks, .. }, BlockContent::Callout { blocks: shown, .. }) => {
            *blocks = beyond_shown(blocks, shown);
        }
        (
            BlockContent::Panel { title, blocks, .. },
            BlockContent::Panel { title: shown_title, blocks: shown, .. },
        ) => {
            *blocks = beyond_shown(blocks, shown);
            if title == shown_title {
                title.clear();
            }
            if blocks.is_empty() && title.is_empty() {
                return None;
            }
        }
        _ => {}
    }
    Some(rest)
}

/// Blocks without what is not the same on a slide: the numbers of notes, the names of kinds and where links lead.
fn as_shown(blocks: &[Block]) -> Vec<Block> {
    let mut blocks = without_numbers(blocks);
    each_run(&mut blocks, &mut |run| {
        for inline in run {
            if let InlineContent::Jump { to, .. } = &mut inline.content {
                *to = 0;
            }
        }
    });
    blocks.iter_mut().for_each(strip_labels);
    blocks
}

fn item_as_shown(item: &Item) -> Item {
    Item { blocks: as_shown(&item.blocks), ..item.clone() }
}

/// Takes off the names of kinds.
fn strip_labels(block: &mut Block) {
    match &mut block.content {
        BlockContent::Panel { label, blocks, .. } => {
            *label = None;
            blocks.iter_mut().for_each(strip_labels);
        }
        BlockContent::Heading { anchor, .. } => *anchor = None,
        BlockContent::Quote(blocks) | BlockContent::Callout { blocks, .. } => {
            blocks.iter_mut().for_each(strip_labels);
        }
        BlockContent::List { items, .. } => {
            items.iter_mut().flat_map(|item| &mut item.blocks).for_each(strip_labels);
        }
        BlockContent::Columns(columns) => columns.iter_mut().flatten().for_each(strip_labels),
        BlockContent::Paragraph(_)
        | BlockContent::Numbered { .. }
        | BlockContent::Code { .. }
        | BlockContent::Table { .. }
        | BlockContent::Chart(_)
        | BlockContent::Picture(_)
        | BlockContent::Break
        | BlockContent::Page
        | BlockContent::Rule => {}
    }
}

/// Parts of a text that begin at a slide's boundary.
fn units(blocks: &[Block]) -> impl Iterator<Item = &[Block]> {
    let mut rest = blocks;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let n_blocks = rest.iter().skip(1).position(begins_unit).map_or(rest.len(), |at| at + 1);
        let (unit, after) = rest.split_at(n_blocks);
        rest = after;
        Some(unit)
    })
}

fn begins_unit(block: &Block) -> bool {
    matches!(block.content, BlockContent::Heading { begins_slide: true, .. } | BlockContent::Break)
}

fn write_unit(
    writer: &mut Writer,
    content: &Content,
    unit: &[Block],
    pictures: &[SlidePicture],
    style: Style,
) {
    let Some(first) = unit.first() else { return };
    let picture = pictures.iter().find(|picture| picture.start == first.span.start);
    let slide = content.screen.slides.iter().find(|slide| slide.start == first.span.start);
    let slide = slide.filter(|_| picture.is_some());
    let alt = slide.map(words_of_slide).unwrap_or_default();
    writer.code("#note-page((");
    for file in picture.iter().flat_map(|picture| &picture.files) {
        writer.code(&format!("(path: {file:?}, alt: "));
        let word = match content.lang {
            Lang::En => "Slide",
            Lang::Ja => "スライド",
        };
        writer.own_string(&format!("{word}: {alt}"));
        writer.code("),");
    }
    writer.code("), ");
    let (heading, below) = match &first.content {
        // A private heading stands on the ground of what it heads.
        BlockContent::Heading { level, inlines, anchor, .. } if !needs_ground(first) => {
            (Some((*level, *anchor, inlines)), &unit[1..])
        }
        _ => (None, unit),
    };
    match heading {
        Some((level, anchor, inlines)) => {
            writer.code(&format!("{level}{}{}, [", named(anchor), direction_of(inlines, "dir")));
            write_inlines(writer, inlines, style.in_heading());
            writer.code("])[\n");
        }
        None => writer.code("1, none)[\n"),
    }
    write_blocks(writer, &beyond(below, slide), style);
    writer.code("]\n");
}

/// Blocks without the numbers of notes, which are not the same on a slide and on paper.
fn without_numbers(blocks: &[Block]) -> Vec<Block> {
    renumbered(blocks, &|_| None)
}

/// What stands on a slide, for those who cannot see its picture.
fn words_of_slide(slide: &Slide) -> String {
    let mut words = vec![plain_text(&slide.title)];
    let mut blocks = slide.blocks.clone();
    each_run(&mut blocks, &mut |run| words.push(plain_text(run)));
    for block in &slide.blocks {
        if let BlockContent::Chart(chart) = &block.content {
            words.extend(chart.title.clone());
            words.extend(chart.rows.iter().map(|row| row.join(" ")));
        }
    }
    words.retain(|words| !words.is_empty());
    words.join("\n")
}
