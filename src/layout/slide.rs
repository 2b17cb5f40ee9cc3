//! Slides as Typst source: which layout a slide gets by what stands on it.

use crate::brief::{ChartType, with_true_minus};
use crate::layout::block::{ListStep, write_blocks, write_list_step};
use crate::layout::inline::{is_wide, write_inlines};
use crate::layout::no_break::with_no_breaks;
use crate::layout::numbers::renumbered;
use crate::layout::source::Writer;
use crate::layout::style::{Style, target_name};
use crate::release::{Block, BlockContent, Content, Inline, InlineContent, Item, Slide, plain_text};
use crate::text::Span;

/// How high a picture may be on a slide that is all its own, in points.
const PICTURE_ALONE_PT: u16 = 300;

/// How a slide is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum SlideLayout {
    Section,
    Points,
    Figure,
    Quote,
    Table,
    Picture,
    Columns,
}

impl SlideLayout {
    fn name(self) -> &'static str {
        match self {
            Self::Section => "section",
            Self::Points => "points",
            Self::Figure => "figure",
            Self::Quote => "quote",
            Self::Table => "table",
            Self::Picture => "picture",
            Self::Columns => "columns",
        }
    }
}

/// Where a slide stands in its deck.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    /// The number of its first page, from 1.
    pub first_page: usize,
    /// How many pages the deck has.
    pub n_pages: usize,
    /// How many lines its title takes.
    pub title_lines: usize,
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
    writer.code("], subtitle: ");
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
    let layout = choose_layout(slide);
    let style = match layout {
        SlideLayout::Picture => Style { max_picture_pt: PICTURE_ALONE_PT, ..style },
        _ => style,
    };
    writer.code(&format!("#slide(options, {:?}, ", layout.name()));
    write_place(writer, place);
    writer.code(", title: ");
    if slide.title.is_empty() {
        writer.code("none");
    } else {
        writer.code("[");
        write_inlines(writer, &slide.title, style.in_heading());
        writer.code("]");
    }
    writer.code(&format!(", title-lines: {}", place.title_lines));
    let is_numbered = slide.notes.len() > 1;
    writer.code(", sources: (");
    for note in &slide.notes {
        writer.code("[");
        if is_numbered {
            writer.code(&format!("#ref-mark({});", note.number));
        }
        writer.unbroken_words(&note.short, Span::default(), ("", ""));
        writer.code("],");
    }
    writer.code("))[\n");
    // A single source in the small print needs no number.
    let blocks = if is_numbered { slide.blocks.clone() } else { renumbered(&slide.blocks, &|_| None) };
    match (layout, big_figure(&blocks)) {
        (SlideLayout::Figure, Some((value, words))) => {
            let is_hidden = place.hidden_from.is_some();
            writer.code(if is_hidden { "#hide[\n" } else { "" });
            write_figure(writer, value, &words, style);
            writer.code(if is_hidden { "]\n" } else { "" });
        }
        _ => write_step(writer, &blocks, place.hidden_from, style),
    }
    writer.code("]\n");
}

/// How many lines a title takes, for a line of `width_pt` points; `advance` is the width of a letter in ems.
///
/// Setting it to find out would cost more than the slide. What is not plain text may be wider than its letters.
pub(super) fn title_lines(title: &[Inline], width_pt: f64, advance: &dyn Fn(char) -> f64) -> usize {
    const SIZE_PT: f64 = 34.0;
    let is_plain = title.iter().all(|inline| matches!(inline.content, InlineContent::Text(_)));
    let line = width_pt / SIZE_PT * if is_plain { 0.995 } else { 0.95 };
    let mut n_lines = 1;
    // The widths of what stands on the line, of the blanks at its end, and of the word that may not be parted.
    let (mut taken, mut blanks, mut word) = (0.0, 0.0, 0.0);
    let mut before = ' ';
    for c in with_no_breaks(&plain_text(title)).chars() {
        let is_blank = c == ' ';
        if is_blank || is_wide(c) || is_wide(before) || matches!(before, '-' | '–' | '—') {
            (taken, blanks, word) = (taken + blanks + word, 0.0, 0.0);
        }
        // Between Japanese and Latin letters stands a quarter of a blank.
        let gap = if is_wide(c) != is_wide(before) && c.is_alphanumeric() && before.is_alphanumeric() {
            0.25
        } else {
            0.0
        };
        if is_blank {
            blanks += advance(c);
        } else {
            word += advance(c) + gap;
        }
        if taken + blanks + word > line && taken > 0.0 && !is_blank {
            n_lines += 1;
            (taken, blanks) = (0.0, 0.0);
        }
        before = c;
    }
    n_lines
}

fn write_place(writer: &mut Writer, place: Place) {
    writer.code(&format!("first-page: {}, n-pages: {}", place.first_page, place.n_pages));
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

fn write_figure(writer: &mut Writer, value: &[Inline], words: &[Inline], style: Style) {
    writer.code("#big-number([");
    match with_true_minus(&plain_text(value)) {
        Some(shown) => {
            let span = value.iter().map(|inline| inline.span).reduce(Span::join).unwrap_or_default();
            writer.unbroken_words(&shown, span, ("", ""));
        }
        None => write_inlines(writer, value, style),
    }
    writer.code("], [");
    write_inlines(writer, words, style);
    writer.code("], none)\n");
}

fn choose_layout(slide: &Slide) -> SlideLayout {
    if slide.is_section && slide.blocks.len() <= 1 {
        return SlideLayout::Section;
    }
    let is_rule = |block: &&Block| matches!(block.content, BlockContent::Rule);
    let mut shown = slide.blocks.iter().filter(|block| !is_rule(block));
    let (Some(first), second, None) = (shown.next(), shown.next(), shown.next()) else {
        return SlideLayout::Points;
    };
    let stands_alone = second.is_none();
    let is_line = |block: &Block| matches!(block.content, BlockContent::Paragraph(_));
    let has_line = stands_alone || second.is_some_and(is_line);
    match &first.content {
        BlockContent::Chart(chart) if chart.chart_type == ChartType::Number && stands_alone => {
            SlideLayout::Figure
        }
        BlockContent::Chart(_) | BlockContent::Table { .. } if has_line => SlideLayout::Table,
        BlockContent::Quote(_) if has_line => SlideLayout::Quote,
        BlockContent::Picture(_) if has_line => SlideLayout::Picture,
        BlockContent::Columns(_) if has_line => SlideLayout::Columns,
        BlockContent::Paragraph(_) if stands_alone && big_figure(&slide.blocks).is_some() => {
            SlideLayout::Figure
        }
        _ => SlideLayout::Points,
    }
}

/// A paragraph that opens with a figure in strong type: the figure, and the words that say what it counts.
fn big_figure(blocks: &[Block]) -> Option<(&[Inline], Vec<Inline>)> {
    let [Block { content: BlockContent::Paragraph(inlines), .. }] = blocks else { return None };
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
    (is_figure && (1..=160).contains(&n_words)).then_some((value.as_slice(), words))
}
