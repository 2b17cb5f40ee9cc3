//! Blocks as paragraphs with styles, lists and tables of Word.

use crate::brief::Lang;
use crate::export::docx::numbering::{Numbering, STEP, Sort};
use crate::export::docx::paragraph::Paragraph;
use crate::export::docx::picture::{MAX_HEIGHT_PT, write_chart_picture, write_inline_picture};
use crate::export::docx::run::{write_inlines, write_words};
use crate::export::docx::story::{Piece, Story, empty_paragraph, paragraph};
use crate::export::docx::table::{write_table, write_word_table};
use crate::export::office_parts::{chart_rows, chart_source, chart_title};
use crate::export::runs::Look;
use crate::office::Ground;
use crate::release::{Block, BlockContent, ChartData, Inline, Item, Picture, panel_label};

/// How high a picture may be among the words of a line, in points.
const IN_LINE_PT: f64 = 300.0;

/// The space above the label of a heading, which takes that of the heading, in twentieths of a point.
const ABOVE_HEADING: i32 = 320;

/// Where blocks stand.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Place {
    /// How far in, in twentieths of a point.
    pub indent: i32,
    /// How many lists lie around.
    pub level: usize,
    pub ground: Ground,
    /// The style of paragraphs, where it is not the usual one.
    pub style: Option<&'static str>,
}

impl Place {
    /// A paragraph of running text here.
    fn paragraph(self) -> Paragraph {
        let indent = (self.indent != 0).then_some((self.indent, 0));
        Paragraph { style: self.style, ground: self.ground, indent, ..Paragraph::default() }
    }

    /// What stands on a ground stands in from its edge.
    fn on(self, ground: Ground) -> Self {
        let ground = if self.ground == Ground::Private { Ground::Private } else { ground };
        Self { ground, indent: self.indent + if self.ground == Ground::None { 227 } else { 0 }, ..self }
    }
}

/// Writes blocks one after the other; private ones that follow each other stand on one ground, below a word that says
/// so.
pub(super) fn write_blocks(story: &mut Story<'_>, blocks: &[Block], place: Place) {
    let mut was_private = false;
    for block in blocks {
        if place.ground == Ground::None {
            part_grounds(story, block, was_private);
        }
        let is_bare = block.is_private
            && place.ground != Ground::Private
            && !matches!(
                block.content,
                BlockContent::Panel { .. } | BlockContent::Break | BlockContent::Page
            );
        let is_labelled = is_bare && !was_private;
        if is_labelled {
            let label = match story.content.lang {
                Lang::En => "Private",
                Lang::Ja => "内部限り",
            };
            write_label(story, place.on(Ground::Private), Some(label), &[]);
        }
        was_private = is_bare;
        let from = story.pieces.len();
        write_block(story, block, if is_bare { place.on(Ground::Private) } else { place });
        // Nothing stands between the label of a heading and the heading.
        if let (BlockContent::Heading { .. }, true, Some(Piece::Paragraph { paragraph, .. })) =
            (&block.content, is_labelled, story.pieces.get_mut(from))
        {
            paragraph.above = Some(0);
            if let Some(Piece::Paragraph { paragraph: label, .. }) = story.pieces.get_mut(from - 1) {
                label.above = Some(ABOVE_HEADING);
            }
        }
    }
}

/// Lets a block with a ground of its own stand apart from one before it that has one, too: Word fills what is between
/// paragraphs on grounds.
fn part_grounds(story: &mut Story<'_>, block: &Block, was_private: bool) {
    let is_box = matches!(
        block.content,
        BlockContent::Panel { .. } | BlockContent::Callout { .. } | BlockContent::Quote(_)
    );
    // What is private and has no ground of its own goes on with what is so before it.
    let begins = if block.is_private && !matches!(block.content, BlockContent::Panel { .. }) {
        !was_private
    } else {
        is_box
    };
    let follows = match story.pieces.last() {
        Some(Piece::Paragraph { paragraph, section: None, .. }) => paragraph.ground != Ground::None,
        _ => false,
    };
    if begins && follows && !matches!(block.content, BlockContent::Break | BlockContent::Page) {
        empty_paragraph(story);
    }
}

fn write_block(story: &mut Story<'_>, block: &Block, place: Place) {
    match &block.content {
        BlockContent::Heading { level, anchor, inlines, .. } => {
            write_heading(story, (*level, *anchor), inlines, place);
        }
        BlockContent::Paragraph(inlines) => {
            paragraph(story, place.paragraph(), |story| write_inlines(story, inlines, IN_LINE_PT));
        }
        BlockContent::Numbered { label, depth, inlines } => {
            let left = place.indent + STEP * (i32::from(*depth) + 1);
            let hanging = Paragraph { indent: Some((left, STEP)), ..place.paragraph() };
            paragraph(story, hanging, |story| {
                write_words(story, label, Look::default());
                story.xml.open("w:r", &[]);
                story.xml.empty("w:tab", &[]);
                story.xml.close();
                write_inlines(story, inlines, IN_LINE_PT);
            });
        }
        BlockContent::List { start, tight, items } => write_list(story, (*start, *tight), items, place),
        BlockContent::Quote(blocks) => {
            write_blocks(story, blocks, Place { style: Some("Quote"), ..place.on(Ground::Quote) });
        }
        BlockContent::Callout { label, blocks } => {
            let place = place.on(Ground::Line);
            write_label(story, place, Some(label), &[]);
            write_blocks(story, blocks, place);
        }
        BlockContent::Panel { label, title, blocks, .. } => {
            let ground = if block.is_private { Ground::Private } else { Ground::Tint };
            write_panel(story, label.as_deref(), title, (blocks, place.on(ground)));
        }
        BlockContent::Code { text, .. } => write_code(story, text, place),
        BlockContent::Table { alignments, head, rows } => {
            write_table(story, alignments, (head, rows), place.indent);
        }
        BlockContent::Chart(chart) => write_chart(story, chart, place),
        BlockContent::Picture(picture) => write_picture(story, picture, place),
        // Side by side only where the text flows; elsewhere one below the other.
        BlockContent::Columns(columns) => {
            columns.iter().for_each(|column| write_blocks(story, column, place));
        }
        BlockContent::Break | BlockContent::Page => {}
        BlockContent::Rule => {
            let rule = Paragraph { style: Some("Rule"), ..Paragraph::default() };
            paragraph(story, rule, |_| {});
        }
    }
}

const HEADINGS: [&str; 6] = ["Heading1", "Heading2", "Heading3", "Heading4", "Heading5", "Heading6"];

fn write_heading(
    story: &mut Story<'_>,
    (level, anchor): (u8, Option<usize>),
    inlines: &[Inline],
    place: Place,
) {
    story.numbering.begin_section();
    let style = HEADINGS[usize::from(level.clamp(1, 6)) - 1];
    let heading = Paragraph { style: Some(style), ..place.paragraph() };
    paragraph(story, heading, |story| {
        let bookmark = anchor.map(|number| story.open_bookmark(&format!("_to{number}")));
        write_inlines(story, inlines, 14.0);
        bookmark.iter().for_each(|id| story.close_bookmark(id));
    });
}

fn write_list(story: &mut Story<'_>, (start, tight): (Option<u64>, bool), items: &[Item], place: Place) {
    let level = Numbering::level(place.level);
    let numbers = start.map(|start| story.numbering.numbers(level, start, items.len()));
    let left = place.indent + STEP;
    for item in items {
        let list = match (numbers, item.done) {
            (Some(list), _) => list,
            (None, Some(true)) => Numbering::signs(Sort::Done),
            (None, Some(false)) => Numbering::signs(Sort::Open),
            (None, None) => Numbering::signs(Sort::Bullets),
        };
        let first = Paragraph {
            style: Some(place.style.unwrap_or("ListParagraph")),
            list: Some((list, level)),
            indent: Some((left, STEP)),
            is_loose: !tight,
            ..place.paragraph()
        };
        let (inlines, rest) = match item.blocks.as_slice() {
            [Block { content: BlockContent::Paragraph(inlines), .. }, rest @ ..] => {
                (inlines.as_slice(), rest)
            }
            blocks => (&[][..], blocks),
        };
        let done = item.done.filter(|_| numbers.is_some());
        paragraph(story, first, |story| {
            if let Some(is_done) = done {
                write_words(story, if is_done { "☑ " } else { "☐ " }, Look::default());
            }
            write_inlines(story, inlines, IN_LINE_PT);
        });
        write_blocks(story, rest, Place { indent: left, level: place.level + 1, ..place });
    }
}

fn write_panel(
    story: &mut Story<'_>,
    label: Option<&str>,
    title: &[Inline],
    (blocks, place): (&[Block], Place),
) {
    let is_private = place.ground == Ground::Private;
    let label = label.map(|label| panel_label(label, is_private, story.content.lang));
    write_label(story, place, label.as_deref(), title);
    write_blocks(story, blocks, place);
}

/// Writes the name and the title of a block above what it holds.
fn write_label(story: &mut Story<'_>, place: Place, label: Option<&str>, title: &[Inline]) {
    let style = if place.ground == Ground::Private { "PrivateLabel" } else { "BlockLabel" };
    let above = Some(160);
    let head = Paragraph { keeps_next: true, above, ..place.paragraph() };
    if let Some(label) = label {
        let head = Paragraph { style: Some(style), ..head };
        paragraph(story, head, |story| write_words(story, label, Look::default()));
    }
    if !title.is_empty() {
        let head = Paragraph { style: Some("BlockTitle"), above: above.filter(|_| label.is_none()), ..head };
        paragraph(story, head, |story| write_inlines(story, title, 14.0));
    }
}

fn write_code(story: &mut Story<'_>, text: &str, place: Place) {
    let code = Paragraph { style: Some("Code"), ..place.paragraph() };
    paragraph(story, code, |story| {
        for (idx, line) in text.trim_end_matches('\n').split('\n').enumerate() {
            if idx > 0 {
                story.xml.open("w:r", &[]);
                story.xml.empty("w:br", &[]);
                story.xml.close();
            }
            write_words(story, &line.replace('\t', "    "), Look::default());
        }
    });
}

fn write_chart(story: &mut Story<'_>, chart: &ChartData, place: Place) {
    let drawn = story.charts.get(chart);
    if let Some(title) = chart_title(chart, story.content.lang) {
        let head = Paragraph { style: Some("ChartTitle"), keeps_next: true, ..place.paragraph() };
        paragraph(story, head, |story| write_words(story, &title, Look::default()));
    }
    let source = chart_source(chart, story.content.lang);
    match drawn {
        Some((number, drawn)) => {
            let body = Paragraph { keeps_next: source.is_some(), ..place.paragraph() };
            paragraph(story, body, |story| write_chart_picture(story, number, drawn));
        }
        None => write_word_table(story, &chart_rows(chart), place.indent),
    }
    if let Some(source) = source {
        let foot = Paragraph { style: Some("Source"), ..place.paragraph() };
        paragraph(story, foot, |story| write_words(story, &source, Look::default()));
    }
}

fn write_picture(story: &mut Story<'_>, picture: &Picture, place: Place) {
    let caption = picture.caption.as_deref().filter(|_| picture.image.is_some());
    let body = Paragraph { keeps_next: caption.is_some(), ..place.paragraph() };
    paragraph(story, body, |story| {
        write_inline_picture(story, picture, MAX_HEIGHT_PT);
    });
    if let Some(caption) = caption {
        let foot = Paragraph { style: Some("Caption"), ..place.paragraph() };
        paragraph(story, foot, |story| write_words(story, caption, Look::default()));
    }
}
