//! How a slide is composed: by what stands on it, so that its frame is filled and its evidence takes the room.
//!
//! Only the plan is made here, from counts and widths. Typst chooses the largest type that fits, and sets it.

use crate::brief::{ChartType, Lang, SlideLayout, with_true_minus};
use crate::layout::chart::{Room, ems, frame_height, is_drawn, map_width, n_lines};
use crate::release::{
    Block, BlockContent, Inline, InlineContent, Item, Picture, Slide, plain_text, text_in_lines,
};

/// The least size of text on a slide, in points.
pub(super) const LEAST_TEXT_PT: f64 = 24.0;

/// The usual size of text on a slide, and that of themes in large type, in points.
const USUAL_TEXT_PT: f64 = 28.0;
const LARGE_TEXT_PT: f64 = 32.0;

/// What a chart may be made to share its slide with, at most, as a share of the height.
const MOST_TEXT: f64 = 0.48;

/// How far the text beside a chart is from it, in points.
pub(super) const GUTTER_PT: f64 = 36.0;

/// How a slide is laid out.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Plan {
    /// Divides the talk.
    Section,
    /// Text, as large as fits, its points spread.
    Points,
    /// Figures that are the point, side by side.
    Figures(Vec<Figure>),
    /// A quotation, large.
    Quote,
    /// What the other side is asked for, on the accent.
    Ask,
    /// A table, as large as fits.
    Table,
    /// A picture with the room that it has.
    Picture,
    /// A photograph that fills the slide; its caption stands on a band.
    Photo,
    /// Blocks side by side.
    Columns,
    /// A chart or picture among text: `idx` is its block.
    Evidence {
        /// Which block it is.
        idx: usize,
        /// The room it has.
        room: Room,
        /// Whether the text stands beside it, and in which size.
        beside_pt: Option<f64>,
    },
}

/// A figure that is a point by itself.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Figure {
    /// The figure.
    pub value: Vec<Inline>,
    /// What it counts.
    pub words: Vec<Inline>,
    /// Where its point begins in the brief.
    pub start: usize,
}

impl Plan {
    /// The name by which the Typst side knows it.
    pub(super) fn name(&self) -> &'static str {
        match self {
            Self::Section => "section",
            Self::Points => "points",
            Self::Figures(_) => "figure",
            Self::Quote => "quote",
            Self::Ask => "ask",
            Self::Table => "table",
            Self::Picture => "picture",
            Self::Photo => "photo",
            Self::Columns => "columns",
            Self::Evidence { beside_pt: Some(_), .. } => "beside",
            Self::Evidence { beside_pt: None, .. } => "evidence",
        }
    }
}

/// Chooses how a slide is laid out; `room` is what is left of it below its title and above its small print.
///
/// A layout that the heading asks for is taken where what stands there can be set so; `is_photo` says whether a picture
/// alone is one that may be cut at its edges.
pub(super) fn compose(slide: &Slide, room: Room, is_photo: bool, lang: Lang) -> Plan {
    if let Some(plan) = slide.layout.and_then(|layout| asked_for(layout, slide, room, lang)) {
        return plan;
    }
    let is_alone = matches!(slide.blocks.as_slice(), [Block { content: BlockContent::Picture(_), .. }]);
    if is_alone && is_photo && slide.layout.is_none() {
        return Plan::Photo;
    }
    if slide.is_section && slide.blocks.len() <= 1 {
        return Plan::Section;
    }
    let shown: Vec<&Block> = shown(&slide.blocks).collect();
    let figures = figures(&slide.blocks);
    if !figures.is_empty() {
        return Plan::Figures(figures);
    }
    if let Some(plan) = evidence(&slide.blocks, room, lang) {
        return plan;
    }
    let is_line = |block: &&&Block| matches!(block.content, BlockContent::Paragraph(_));
    let has_at_most_line =
        shown.len() <= 1 || (shown.len() == 2 && shown.get(1).as_ref().is_some_and(is_line));
    match shown.first().map(|first| &first.content) {
        Some(BlockContent::Panel { is_request: true, .. }) if is_plain(&slide.blocks) => Plan::Ask,
        Some(BlockContent::Table { .. }) if has_at_most_line => Plan::Table,
        Some(BlockContent::Quote(_)) if has_at_most_line => Plan::Quote,
        Some(BlockContent::Picture(_)) if has_at_most_line => Plan::Picture,
        Some(BlockContent::Columns(_)) if has_at_most_line => Plan::Columns,
        _ => Plan::Points,
    }
}

/// The blocks of a slide but its rules.
fn shown(blocks: &[Block]) -> impl Iterator<Item = &Block> {
    blocks.iter().filter(|block| !matches!(block.content, BlockContent::Rule))
}

/// Whether a slide is a request to the other side, which stands on a ground of its own.
pub(crate) fn is_request(slide: &Slide) -> bool {
    let first = shown(&slide.blocks).next().map(|first| &first.content);
    let begins_with_one = matches!(first, Some(BlockContent::Panel { is_request: true, .. }));
    let is_asked_for = match slide.layout {
        None => begins_with_one && !(slide.is_section && slide.blocks.len() <= 1),
        layout => layout == Some(SlideLayout::Ask),
    };
    is_asked_for && !slide.blocks.is_empty() && is_plain(&slide.blocks)
}

/// The layout that a heading asks for; nothing where what stands on the slide cannot be set so.
fn asked_for(layout: SlideLayout, slide: &Slide, room: Room, lang: Lang) -> Option<Plan> {
    let blocks = &slide.blocks;
    let first = blocks.first().map(|block| &block.content);
    let is_plain_text = blocks.iter().all(|block| {
        matches!(
            block.content,
            BlockContent::Paragraph(_) | BlockContent::Quote(_) | BlockContent::List { .. }
        )
    });
    match layout {
        SlideLayout::Points => Some(Plan::Points),
        SlideLayout::Section => (is_plain_text && blocks.len() <= 2).then_some(Plan::Section),
        SlideLayout::Quote => (is_plain_text && !blocks.is_empty()).then_some(Plan::Quote),
        SlideLayout::Ask => (is_plain(blocks) && !blocks.is_empty()).then_some(Plan::Ask),
        SlideLayout::Figures => Some(figures(blocks)).filter(|found| !found.is_empty()).map(Plan::Figures),
        SlideLayout::Table => matches!(first, Some(BlockContent::Table { .. })).then_some(Plan::Table),
        SlideLayout::Picture => {
            (matches!(first, Some(BlockContent::Picture(_))) && blocks.len() <= 2).then_some(Plan::Picture)
        }
        SlideLayout::Photo => match blocks.as_slice() {
            [Block { content: BlockContent::Picture(picture), .. }]
                if picture.image.is_some() && has_low_caption(picture) =>
            {
                Some(Plan::Photo)
            }
            _ => None,
        },
        SlideLayout::Chart => match evidence(blocks, room, lang)? {
            Plan::Evidence { idx, beside_pt: Some(_), .. } => below(blocks, idx, room),
            plan => Some(plan),
        },
    }
}

/// Whether the caption of a photograph is so short that it fits on the band below it.
pub(super) fn has_low_caption(picture: &Picture) -> bool {
    const MOST_EMS: f64 = 80.0;
    picture.caption.as_ref().is_none_or(|caption| ems(caption, false) <= MOST_EMS)
}

/// How many gaps there are between points and the paragraphs within them, at the most, that can be made wider.
pub(super) fn n_gaps(blocks: &[Block]) -> usize {
    n_parts(blocks).saturating_sub(1)
}

fn n_parts(blocks: &[Block]) -> usize {
    let parts = |block: &Block| match &block.content {
        BlockContent::List { items, .. } => items.iter().map(|item| n_parts(&item.blocks).max(1)).sum(),
        BlockContent::Table { rows, .. } => rows.len() + 1,
        BlockContent::Quote(inner)
        | BlockContent::Callout { blocks: inner, .. }
        | BlockContent::Panel { blocks: inner, .. } => n_parts(inner) + 1,
        BlockContent::Columns(columns) => columns.iter().map(|column| n_parts(column)).sum(),
        _ => 1,
    };
    blocks.iter().map(parts).sum()
}

/// How much of the width a chart takes that has text beside it, and in which size the text is.
const BESIDE: [(f64, f64); 7] = [
    (0.66, 30.0),
    (0.64, 28.0),
    (0.62, 26.0),
    (0.62, LEAST_TEXT_PT),
    (0.56, 26.0),
    (0.54, LEAST_TEXT_PT),
    (0.5, LEAST_TEXT_PT),
];

/// A chart among text, where the text fits beside it or below it.
fn evidence(blocks: &[Block], room: Room, lang: Lang) -> Option<Plan> {
    let mut charts = blocks.iter().enumerate().filter_map(|(idx, block)| match &block.content {
        BlockContent::Chart(chart) if chart.chart_type != ChartType::Number => Some((idx, chart)),
        _ => None,
    });
    let (Some((idx, chart)), None) = (charts.next(), charts.next()) else { return None };
    let is_text = |block: &Block| {
        matches!(
            block.content,
            BlockContent::Paragraph(_)
                | BlockContent::List { .. }
                | BlockContent::Numbered { .. }
                | BlockContent::Rule
        )
    };
    let text: Vec<&Block> =
        blocks.iter().enumerate().filter(|(at, _)| *at != idx).map(|(_, block)| block).collect();
    let drawn = |room: Room| Room { height: room.height - frame_height(chart, room), ..room };
    if text.is_empty() {
        return Some(Plan::Evidence { idx, room: drawn(room), beside_pt: None });
    }
    if !text.iter().all(|block| is_text(block)) {
        return None;
    }
    let rooms = rooms_beside(&text, room).into_iter().map(|(room, size)| (drawn(room), size));
    let standing = |(room, size): (Room, f64)| Plan::Evidence { idx, room, beside_pt: Some(size) };
    let below = below(blocks, idx, room);
    match chart.chart_type {
        // Shares are long and low.
        ChartType::Share => below,
        ChartType::Map => {
            let width_in = |room: Room| map_width(chart, room, lang);
            // A map has its list beside it as well, and its text stands aside where the map is larger for it.
            let widest = rooms.rev().max_by(|a, b| width_in(a.0).total_cmp(&width_in(b.0)));
            let has_room = height_in(&text, room.width, LEAST_TEXT_PT) + 24.0 <= room.height * MOST_TEXT;
            let width_below = match &below {
                Some(Plan::Evidence { room, .. }) if has_room => width_in(*room),
                _ => 0.0,
            };
            widest.filter(|(room, _)| width_in(*room) > width_below * 1.1).map(standing).or(below)
        }
        // What can only be a table beside them has the whole width.
        _ => rooms.filter(|(room, _)| is_drawn(chart, *room, lang)).map(standing).next().or(below),
    }
}

/// The rooms for a chart that has its text beside it, with the size of the text: those in which it can be read and is
/// no higher than the slide.
fn rooms_beside(text: &[&Block], room: Room) -> Vec<(Room, f64)> {
    /// The least width of text beside a chart, in ems: narrower lines hold two words or three.
    const LEAST_EMS: f64 = 11.5;
    // Words that are longer than the line would be parted.
    let longest =
        text.iter().flat_map(|block| words_of(block)).map(|word| ems(&word, true)).fold(0.0, f64::max);
    let rooms = BESIDE.into_iter().filter_map(|(share, size)| {
        let width = (room.width - GUTTER_PT) * share;
        let text_width = room.width - GUTTER_PT - width;
        let is_readable = text_width >= size * LEAST_EMS && longest * size <= text_width - size * 1.4;
        let fits = height_in(text, text_width, size) <= room.height * 0.94;
        (is_readable && fits).then_some((Room { width, ..room }, size))
    });
    rooms.collect()
}

/// How high blocks of text are in a column of so many points, in a size.
fn height_in(text: &[&Block], width: f64, size: f64) -> f64 {
    text.iter().map(|block| height_of(block, width / size)).sum::<f64>() * size
}

/// A chart with the whole width, its text below it.
fn below(blocks: &[Block], idx: usize, room: Room) -> Option<Plan> {
    let BlockContent::Chart(chart) = &blocks.get(idx)?.content else { return None };
    let text = blocks.iter().enumerate().filter(|(at, _)| *at != idx).map(|(_, block)| block);
    let text: Vec<&Block> = text.collect();
    let height = match chart.chart_type {
        // The text stands in the usual size there, and the map has what that leaves.
        ChartType::Map => height_in(&text, room.width * USUAL_TEXT_PT / LARGE_TEXT_PT, USUAL_TEXT_PT),
        _ => height_in(&text, room.width, LEAST_TEXT_PT) + 24.0,
    };
    let rest = if height <= room.height * MOST_TEXT { room.height - height } else { room.height };
    let room = Room { height: rest, ..room };
    let drawn = Room { height: room.height - frame_height(chart, room), ..room };
    Some(Plan::Evidence { idx, room: drawn, beside_pt: None })
}

/// The height of a block of text in ems, in lines of so many ems, with the gap below it.
pub(super) fn height_of(block: &Block, width: f64) -> f64 {
    const LINE: f64 = 1.25;
    const GAP: f64 = 0.8;
    let lines =
        |text: &str, width: f64| f64::from(u32::try_from(n_lines(text, width, false)).unwrap_or(1)) * LINE;
    match &block.content {
        BlockContent::Paragraph(inlines) => lines(&text_in_lines(inlines), width) + GAP,
        BlockContent::Numbered { inlines, .. } => lines(&text_in_lines(inlines), width - 2.0) + GAP,
        BlockContent::List { items, .. } => {
            let item =
                |item: &Item| item.blocks.iter().map(|block| height_of(block, width - 1.4)).sum::<f64>();
            items.iter().map(item).sum()
        }
        _ => LINE,
    }
}

fn words_of(block: &Block) -> Vec<String> {
    match &block.content {
        BlockContent::Paragraph(inlines) | BlockContent::Numbered { inlines, .. } => {
            let text = plain_text(inlines);
            // Japanese has no blanks and may be parted anywhere.
            text.split_whitespace().filter(|word| word.is_ascii()).map(str::to_owned).collect()
        }
        BlockContent::List { items, .. } => {
            items.iter().flat_map(|item| &item.blocks).flat_map(words_of).collect()
        }
        _ => Vec::new(),
    }
}

/// Points that are each a figure in strong type and a few words: one paragraph, or a list of two or three.
fn figures(blocks: &[Block]) -> Vec<Figure> {
    let found: Option<Vec<Figure>> = match blocks {
        [Block { content: BlockContent::Paragraph(inlines), span, .. }] => {
            figure(inlines, span.start, 160).map(|figure| vec![figure])
        }
        [Block { content: BlockContent::List { start: None, items, .. }, .. }]
            if (2..=3).contains(&items.len()) =>
        {
            let of_item = |item: &Item| match item.blocks.as_slice() {
                [Block { content: BlockContent::Paragraph(inlines), span, .. }] if item.done.is_none() => {
                    figure(inlines, span.start, 90)
                }
                _ => None,
            };
            items.iter().map(of_item).collect()
        }
        _ => None,
    };
    found.unwrap_or_default()
}

/// A paragraph that opens with a figure in strong type: the figure, and the words that say what it counts.
fn figure(inlines: &[Inline], start: usize, most_words: usize) -> Option<Figure> {
    let (Inline { content: InlineContent::Strong(value), .. }, words) = inlines.split_first()? else {
        return None;
    };
    let text = plain_text(value);
    let is_figure = text.chars().any(char::is_numeric) && text.chars().count() <= 14;
    let n_words = plain_text(words).chars().count();
    let mut words = words.to_vec();
    if let Some(Inline { content: InlineContent::Text(text), span }) = words.first_mut() {
        let n_blanks = text.len() - text.trim_start().len();
        text.drain(..n_blanks);
        span.start = (span.start + n_blanks).min(span.end);
    }
    (is_figure && (1..=most_words).contains(&n_words)).then(|| Figure { value: value.clone(), words, start })
}

/// How wide the widest of some figures is, in ems.
pub(super) fn widest(figures: &[Figure]) -> f64 {
    let width = |figure: &Figure| {
        let text = plain_text(&figure.value);
        ems(&with_true_minus(&text).unwrap_or(text), true)
    };
    figures.iter().map(width).fold(1.0, f64::max)
}

/// Whether blocks hold nothing that has a colour of its own, which could not be read on the accent.
fn is_plain(blocks: &[Block]) -> bool {
    blocks.iter().all(|block| match &block.content {
        BlockContent::Paragraph(inlines) => are_plain(inlines),
        BlockContent::Panel { title, blocks, .. } => are_plain(title) && is_plain(blocks),
        BlockContent::List { items, .. } => {
            items.iter().all(|item| item.done.is_none() && is_plain(&item.blocks))
        }
        _ => false,
    })
}

fn are_plain(inlines: &[Inline]) -> bool {
    inlines.iter().all(|inline| match &inline.content {
        InlineContent::Text(_) | InlineContent::SoftBreak | InlineContent::HardBreak => true,
        InlineContent::Strong(children) | InlineContent::Emphasis(children) => are_plain(children),
        _ => false,
    })
}
