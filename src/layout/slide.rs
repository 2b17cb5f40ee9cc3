//! Slides as Typst source: which layout a slide gets by what stands on it.

use crate::brief::{ChartType, with_true_minus};
use crate::layout::block::{ListStep, write_blocks, write_list_step};
use crate::layout::chart::{LINE_EMS, Room, ems, n_lines, write_figures};
use crate::layout::compose::{Figure, GUTTER_PT, LEAST_TEXT_PT, Plan, compose, height_of, n_gaps, widest};
use crate::layout::inline::{direction_of, write_inlines};
use crate::layout::likely::{likely_size_pt, scales};
use crate::layout::numbers::renumbered;
use crate::layout::picture::{is_photo, write_photo};
use crate::layout::small_print::{number_on_slide, small_print};
use crate::layout::source::Writer;
use crate::layout::style::{Style, TableWidth, target_name};
use crate::layout::title::fitted_title;
use crate::release::{Block, BlockContent, Content, Inline, InlineContent, Item, Slide, plain_text};
use crate::text::Span;

/// Where the text of a slide begins, by the lines of its title, in points; `base.typ` says the same.
const BODY_TOPS_PT: [f64; 4] = [60.0, 124.0, 164.0, 206.0];

/// How high a picture may be on a slide that is all its own, or has a line of text as well, in points.
const PICTURE_ALONE_PT: f64 = 310.0;
const PICTURE_WITH_LINE_PT: f64 = 250.0;
/// What the line below a picture takes up, with the gap above it, in points.
const CAPTION_PT: f64 = 46.0;

/// The type sizes of the title of a talk, of those of its parts, and of those of slides, with the height that each may
/// take at the most, in points.
const TALK_TITLE_PT: (f64, f64) = (52.0, 250.0);
const PART_TITLE_PT: (f64, f64) = (48.0, 250.0);
const SLIDE_TITLE_PT: (f64, f64) = (34.0, 125.0);

/// The height of a slide, in points.
pub(super) const HEIGHT_PT: f64 = 540.0;

/// Where a slide stands in its deck.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Place {
    /// The number of its first page, from 1.
    pub first_page: usize,
    /// The number of its last page, as far as it is known: sources stand on each of them.
    pub last_page: usize,
    /// How many pages the deck has.
    pub n_pages: usize,
    /// How many lines its title takes.
    pub title_lines: usize,
    /// How wide the lines of its title are, in points, so that they are about as long as each other.
    pub title_width_pt: f64,
    /// The byte of the brief from which on its text is hidden, and only keeps its room.
    pub hidden_from: Option<usize>,
    /// The number by which links lead to it, if one does.
    pub anchor: Option<usize>,
}

/// Writes the slide that opens the deck: the title, and when and where.
pub(super) fn write_title_slide(writer: &mut Writer, content: &Content, place: Place, style: Style) {
    writer.code("#title-slide(options, ");
    write_place(writer, place);
    writer.code(", title: [");
    write_inlines(writer, &content.screen.title, style.in_heading());
    let (size_pt, width_pt) = fitted_title(&content.screen.title, style.chart.width, TALK_TITLE_PT);
    writer.code(&format!("], title-size: {size_pt:.1}pt, title-width: {width_pt:.1}pt"));
    writer.code(&direction_of(&content.screen.title, "title-dir"));
    writer.code(", subtitle: ");
    match &content.screen.subtitle {
        Some(subtitle) => writer.own_content(subtitle),
        None => writer.code("none"),
    }
    writer.code(", lines: (");
    // The screen is the room's: of what stands below the title only the date is for everybody.
    if let Some((_, date)) = content.rows.first().filter(|_| content.date.is_some()) {
        writer.own_content(date);
        writer.code(",");
    }
    writer.code("))\n");
}

/// Writes one slide; what does not fit flows on to a further page with the same title.
pub(super) fn write_slide(writer: &mut Writer, slide: &Slide, place: Place, style: Style) {
    // Figures stand without the numbers of their sources, which would read as exponents. Footnotes keep theirs.
    let number_of = |number: usize| number_on_slide(&slide.notes, number);
    let blocks = with_sources_once(renumbered(&slide.blocks, &number_of));
    let room = body_room(slide, place, style);
    let is_photo = is_photo(writer, &blocks);
    let plan = compose(&Slide { blocks: blocks.clone(), ..slide.clone() }, room, is_photo, style.lang);
    writer.code(&format!("#slide(options, {:?}, ", plan.name()));
    write_place(writer, place);
    writer.code(", title: ");
    if slide.title.is_empty() {
        writer.code("none");
    } else {
        writer.code("[");
        write_inlines(writer, &slide.title, style.in_heading());
        writer.code("]");
    }
    let (title_pt, title_width_pt) = match plan {
        Plan::Section => fitted_title(&slide.title, style.chart.width, PART_TITLE_PT),
        // One of more lines than there is room for above the text.
        _ if place.title_lines > 3 => fitted_title(&slide.title, style.chart.width, SLIDE_TITLE_PT),
        _ => (SLIDE_TITLE_PT.0, place.title_width_pt),
    };
    let n_lines = place.title_lines;
    writer.code(&format!(
        ", title-lines: {n_lines}, title-size: {title_pt:.1}pt, title-width: {title_width_pt:.1}pt"
    ));
    writer.code(&direction_of(&slide.title, "title-dir"));
    writer.code(&format!(", n-gaps: {}", gaps_of(&plan, &blocks)));
    let (likely_pt, scales) = (likely_size_pt(&blocks, room), scales(&blocks));
    writer.code(&format!(", likely: {likely_pt}pt, scales: {scales}, sources: ("));
    for note in small_print(&slide.notes) {
        writer.code("[");
        if let Some(number) = number_of(note.number) {
            writer.code(&format!("\\[{number}\\] "));
        }
        writer.unbroken_words(&note.words, Span::default(), ("", ""));
        writer.code("],");
    }
    writer.code(")");
    if let (Plan::Photo, Some(BlockContent::Picture(picture))) =
        (&plan, blocks.first().map(|block| &block.content))
    {
        write_photo(writer, picture);
    }
    writer.code(")[\n");
    write_body(writer, &blocks, &plan, (place, Style { chart: room, ..style }));
    writer.code("]\n");
}

fn write_body(writer: &mut Writer, blocks: &[Block], plan: &Plan, (place, style): (Place, Style)) {
    let hidden_from = place.hidden_from;
    match plan {
        Plan::Figures(figures) => {
            write_figures(writer, figures.len(), widest(figures), style);
            for figure in figures {
                write_figure(writer, figure, hidden_from, style);
            }
            writer.code("))\n");
        }
        Plan::Evidence { idx, room, beside_pt: Some(size_pt) } => {
            let (before, rest) = blocks.split_at(*idx);
            let chart = Style { chart: *room, ..style };
            writer.code(&format!("#beside({:.1}pt, {size_pt:.1}pt, [", room.width));
            write_step(writer, &rest[..1], hidden_from, chart);
            writer.code("], [");
            let left = Room { width: (style.chart.width - GUTTER_PT - room.width).max(1.0), ..style.chart };
            let style = Style { chart: left, ..style };
            write_step(writer, before, hidden_from, style);
            write_step(writer, &rest[1..], hidden_from, style);
            writer.code("])\n");
        }
        Plan::Evidence { room, beside_pt: None, .. } => {
            write_step(writer, blocks, hidden_from, Style { chart: *room, ..style });
        }
        // It is an argument of the slide, which sets the title below it.
        Plan::Photo => {}
        Plan::Ask => write_step(writer, &ask_in_words(blocks), hidden_from, style),
        Plan::Picture => {
            // A line of text stands below it.
            let max_picture_pt = if blocks.len() > 1 { PICTURE_WITH_LINE_PT } else { PICTURE_ALONE_PT };
            write_step(writer, blocks, hidden_from, Style { max_picture_pt, ..style });
        }
        Plan::Table => {
            let is_narrow = is_narrow(blocks, style.chart.width);
            let table_width = if is_narrow { TableWidth::Full } else { TableWidth::Natural };
            write_step(writer, blocks, hidden_from, Style { table_width, ..style });
        }
        _ if stands_alone_behind(blocks, place, style.chart) => {
            let (before, picture) = blocks.split_at(blocks.len() - 1);
            write_step(writer, before, hidden_from, share_of_room(blocks, style));
            // All that the page has, but for a line of words below the picture.
            let max_picture_pt = (style.chart.height - CAPTION_PT).max(style.max_picture_pt);
            write_step(writer, picture, hidden_from, Style { max_picture_pt, ..style });
        }
        _ => write_step(writer, blocks, hidden_from, share_of_room(blocks, style)),
    }
}

/// Whether the last of some blocks is a picture.
pub(super) fn end_in_picture(blocks: &[Block]) -> bool {
    matches!(blocks.last(), Some(Block { content: BlockContent::Picture(_), .. }))
}

/// Whether a slide ends in a picture that finds no room below its text and so has the next page for itself. `place` says
/// by what was set before whether there is a next page; the text must be one that fills no more than the first.
fn stands_alone_behind(blocks: &[Block], place: Place, room: Room) -> bool {
    let Some((_, before)) = blocks.split_last().filter(|_| end_in_picture(blocks)) else { return false };
    let is_text = |block: &Block| {
        matches!(
            block.content,
            BlockContent::Paragraph(_) | BlockContent::List { .. } | BlockContent::Numbered { .. }
        )
    };
    let lines: f64 = before.iter().map(|block| height_of(block, room.width / LEAST_TEXT_PT)).sum();
    place.last_page > place.first_page
        && !before.is_empty()
        && before.iter().all(is_text)
        && lines * LEAST_TEXT_PT <= room.height
}

/// Whether a table in large type is surely narrower than the slide, so that it can be made as wide.
fn is_narrow(blocks: &[Block], width_pt: f64) -> bool {
    const SIZE_PT: f64 = 32.0;
    let Some(BlockContent::Table { head, rows, .. }) = blocks.first().map(|block| &block.content) else {
        return false;
    };
    let cell = |row: &Vec<Vec<Inline>>, column: usize| {
        row.get(column).map_or(0.0, |cell| ems(&plain_text(cell), true))
    };
    let column =
        |column: usize| rows.iter().chain([head]).map(|row| cell(row, column)).fold(0.0, f64::max) + 1.0;
    (0..head.len()).map(column).sum::<f64>() * SIZE_PT <= width_pt
}

/// What is asked for, in strong words without a ground of its own, and what follows.
fn ask_in_words(blocks: &[Block]) -> Vec<Block> {
    let strong = |inlines: &[Inline], block: &Block| {
        let inline = Inline { span: block.span, content: InlineContent::Strong(inlines.to_vec()) };
        Block { content: BlockContent::Paragraph(vec![inline]), ..block.clone() }
    };
    let mut out = Vec::new();
    for block in blocks {
        let BlockContent::Panel { title, blocks: inner, .. } = &block.content else {
            out.push(block.clone());
            continue;
        };
        out.extend((!title.is_empty()).then(|| strong(title, block)));
        for inner in inner {
            match &inner.content {
                BlockContent::Paragraph(inlines) => out.push(strong(inlines, inner)),
                _ => out.push(inner.clone()),
            }
        }
    }
    out
}

/// Charts of one slide that cite the same source name it once, below the last of them.
fn with_sources_once(mut blocks: Vec<Block>) -> Vec<Block> {
    let mut said: Vec<(Option<String>, Option<String>)> = Vec::new();
    for block in blocks.iter_mut().rev() {
        let BlockContent::Chart(chart) = &mut block.content else { continue };
        let cited = (chart.source.clone(), chart.date.clone());
        if chart.source.is_some() && said.contains(&cited) {
            (chart.source, chart.date) = (None, None);
        } else {
            said.push(cited);
        }
    }
    blocks
}

/// How many gaps Typst may spread; none beside a chart that fills its room, which is dear to set again and again.
fn gaps_of(plan: &Plan, blocks: &[Block]) -> usize {
    let fills_room = |block: &Block| match &block.content {
        BlockContent::Chart(chart) => chart.chart_type != ChartType::Share,
        _ => false,
    };
    match plan {
        Plan::Evidence { idx, .. } if blocks.get(*idx).is_some_and(fills_room) => 0,
        _ => n_gaps(blocks),
    }
}

/// Charts that share a slide with each other, or with more than text, share its height.
fn share_of_room(blocks: &[Block], style: Style) -> Style {
    const LEAST_PT: f64 = 96.0;
    let n_charts = blocks.iter().filter(|block| matches!(block.content, BlockContent::Chart(_))).count();
    let share = f64::from(u32::try_from(n_charts.max(1)).unwrap_or(1)) + 0.4;
    let height = (style.chart.height / share - style.chart.size * 3.0).max(LEAST_PT);
    Style { chart: Room { height, ..style.chart }, ..style }
}

/// What is left of a slide for its text: below the title, above the small print and the foot.
fn body_room(slide: &Slide, place: Place, style: Style) -> Room {
    const FOOT_PT: f64 = 60.0;
    const PRINT_PT: f64 = 13.0;
    let title_lines = if slide.title.is_empty() { 0 } else { place.title_lines.min(3) };
    let top = BODY_TOPS_PT.get(title_lines).copied().unwrap_or(0.0);
    let print: Vec<String> = small_print(&slide.notes).into_iter().map(|print| print.words).collect();
    let n_notes = f64::from(u32::try_from(print.len().div_ceil(2)).unwrap_or(0));
    let bottom = if print.is_empty() {
        FOOT_PT
    } else {
        let lines = n_lines(&print.join(" · "), style.chart.width / PRINT_PT, false);
        let height = f64::from(u32::try_from(lines).unwrap_or(1)) * PRINT_PT * LINE_EMS;
        (FOOT_PT + n_notes * 18.0).max(height + 68.0).min(HEIGHT_PT / 2.0)
    };
    Room { height: (HEIGHT_PT - top - bottom).max(120.0), ..style.chart }
}

fn write_place(writer: &mut Writer, place: Place) {
    writer.code(&format!("first-page: {}, n-pages: {}", place.first_page, place.n_pages));
    if place.last_page > place.first_page {
        writer.code(&format!(", last-page: {}", place.last_page));
    }
    if let Some(number) = place.anchor {
        writer.code(&format!(", name: {:?}", target_name(number)));
    }
}

/// Writes blocks, those hidden that begin behind `hidden_from`.
fn write_step(writer: &mut Writer, blocks: &[Block], hidden_from: Option<usize>, style: Style) {
    let is_shown = |block: &&Block| hidden_from.is_none_or(|from| block.span.start < from);
    let n_shown = blocks.iter().take_while(is_shown).count();
    let (shown, hidden) = blocks.split_at(n_shown);
    match (shown, hidden_from) {
        ([before @ .., Block { content: BlockContent::List { start, tight, items }, .. }], Some(from)) => {
            write_blocks(writer, before, style);
            let begins_before =
                |item: &&Item| item.blocks.first().is_none_or(|block| block.span.start < from);
            let n_items = items.iter().take_while(begins_before).count();
            write_list_step(writer, ListStep { start: *start, tight: *tight, n_items }, items, style);
        }
        _ => write_blocks(writer, shown, style),
    }
    if !hidden.is_empty() {
        writer.code("#hide[\n");
        write_blocks(writer, hidden, style);
        writer.code("]\n");
    }
}

fn write_figure(writer: &mut Writer, figure: &Figure, hidden_from: Option<usize>, style: Style) {
    let is_hidden = hidden_from.is_some_and(|from| figure.start >= from);
    let (open, close) = if is_hidden { ("#hide[", "]") } else { ("", "") };
    let value = &figure.value;
    writer.code(&format!("([{open}"));
    match with_true_minus(&plain_text(value)) {
        Some(shown) => {
            let span = value.iter().map(|inline| inline.span).reduce(Span::join).unwrap_or_default();
            writer.unbroken_words(&shown, span, ("", ""));
        }
        None => write_inlines(writer, value, style),
    }
    writer.code(&format!("{close}], [{open}"));
    write_inlines(writer, &figure.words, style);
    writer.code(&format!("{close}]),"));
}
