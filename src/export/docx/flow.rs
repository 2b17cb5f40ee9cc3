//! Text over its pages: where a new one begins, which lie on their side, and what stands side by side.

use crate::brief::PageTurn;
use crate::export::docx::block::{Place, write_blocks};
use crate::export::docx::paragraph::Paragraph;
use crate::export::docx::story::{Piece, Story, empty_paragraph};
use crate::layout::Paper;
use crate::office::Xml;
use crate::release::{Block, BlockContent};

/// The size of a sheet and the margins at its sides, above and below, in twentieths of a point.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sheet {
    width: i32,
    height: i32,
    /// Above, at the right, below, at the left.
    margins: [i32; 4],
}

const MARGIN: i32 = 1_531;
const EDGE: i32 = 567;

impl Sheet {
    pub(super) fn of(paper: Paper) -> Self {
        match paper {
            Paper::A4 => Self::with(([11_906, 16_838], [MARGIN, 1_701, MARGIN, 1_701])),
            Paper::Letter => Self::with(([12_240, 15_840], [MARGIN, 1_800, MARGIN, 1_800])),
        }
    }

    /// A sheet by its width and height and its margins.
    pub(super) fn with(([width, height], margins): ([i32; 2], [i32; 4])) -> Self {
        Self { width, height, margins }
    }

    /// The width of its text.
    pub(super) fn text_width(self) -> i32 {
        self.width - self.margins[1] - self.margins[3]
    }

    fn turned(self) -> Self {
        Self { width: self.height, height: self.width, margins: self.margins }
    }
}

/// How the text of a section is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Section {
    is_turned: bool,
    n_columns: usize,
    /// Whether it begins on a new page.
    begins_page: bool,
}

const PLAIN: Section = Section { is_turned: false, n_columns: 1, begins_page: true };

/// Writes the text of a document, section by section; returns what ends the last one.
pub(super) fn write_flow(story: &mut Story<'_>, blocks: &[Block], sheet: Sheet) -> String {
    let mut section = PLAIN;
    // The level of the heading whose section lies on its side.
    let mut turned: Option<u8> = None;
    let mut breaks_page = false;
    let mut rest = blocks;
    while let Some((block, after)) = rest.split_first() {
        match &block.content {
            BlockContent::Page => {
                breaks_page = true;
                rest = after;
                continue;
            }
            BlockContent::Heading { level, turn, .. } => {
                let ends = turned.is_some_and(|turned| *level <= turned);
                if ends || *turn != PageTurn::None {
                    turned = (*turn == PageTurn::Landscape).then_some(*level).or(turned.filter(|_| !ends));
                    breaks_page = true;
                }
            }
            _ => {}
        }
        let is_turned = turned.is_some();
        let n_columns = match &block.content {
            BlockContent::Columns(columns) => columns.len().clamp(1, 4),
            _ => 1,
        };
        if is_turned != section.is_turned || n_columns != section.n_columns {
            let begins_page = breaks_page || is_turned != section.is_turned;
            end_section(story, section, sheet);
            section = Section { is_turned, n_columns, begins_page };
            breaks_page = false;
        }
        story.width = if is_turned { sheet.turned().text_width() } else { sheet.text_width() };
        let from = story.pieces.len();
        let is_first = rest.len() == blocks.len();
        if let BlockContent::Columns(columns) = &block.content {
            write_columns(story, columns);
            rest = after;
        } else {
            // Private blocks that follow each other stand on one ground, so they are written together.
            let n_blocks = 1 + after.iter().take_while(|next| goes_on(next)).count();
            write_blocks(story, &rest[..n_blocks], Place::default());
            rest = &rest[n_blocks..];
        }
        if std::mem::take(&mut breaks_page) && !is_first {
            break_page_before(story, from);
        }
    }
    if matches!(story.pieces.last(), Some(Piece::Table(_)) | None) {
        empty_paragraph(story);
    }
    ending(section, sheet)
}

/// Whether a block stands below the one before it, whatever that is.
fn goes_on(block: &Block) -> bool {
    !matches!(block.content, BlockContent::Heading { .. } | BlockContent::Page | BlockContent::Columns(_))
}

/// Writes blocks side by side: one column below the other, parted by breaks.
fn write_columns(story: &mut Story<'_>, columns: &[Vec<Block>]) {
    let width = story.width;
    let n_columns = i32::try_from(columns.len().max(1)).unwrap_or(1);
    story.width = (width - 425 * (n_columns - 1)) / n_columns;
    for (idx, column) in columns.iter().enumerate() {
        let from = story.pieces.len();
        write_blocks(story, column, Place::default());
        if idx == 0 {
            continue;
        }
        let mut begin = Xml::default();
        begin.open("w:r", &[]);
        begin.empty("w:br", &[("w:type", "column")]);
        let begin = begin.finish();
        if let Some(Piece::Paragraph { content, .. }) = story.pieces.get_mut(from) {
            content.insert_str(0, &begin);
        } else {
            let piece = Piece::Paragraph { paragraph: Paragraph::default(), content: begin, section: None };
            story.pieces.insert(from.min(story.pieces.len()), piece);
        }
    }
    story.width = width;
}

/// Lets the first paragraph from a place on begin a page.
fn break_page_before(story: &mut Story<'_>, from: usize) {
    match story.pieces.get_mut(from) {
        Some(Piece::Paragraph { paragraph, .. }) => paragraph.breaks_page = true,
        Some(Piece::Table(_)) => {
            let paragraph = Paragraph { style: Some("Gap"), breaks_page: true, ..Paragraph::default() };
            story.pieces.insert(from, Piece::Paragraph { paragraph, content: String::new(), section: None });
        }
        None => {}
    }
}

/// Lets a section end with the last paragraph there is.
fn end_section(story: &mut Story<'_>, section: Section, sheet: Sheet) {
    if !matches!(story.pieces.last(), Some(Piece::Paragraph { section: None, .. })) {
        empty_paragraph(story);
    }
    if let Some(Piece::Paragraph { section: ends, .. }) = story.pieces.last_mut() {
        *ends = Some(ending(section, sheet));
    }
}

fn ending(section: Section, sheet: Sheet) -> String {
    let mut xml = Xml::default();
    xml.open("w:sectPr", &[]);
    xml.empty("w:headerReference", &[("w:type", "default"), ("r:id", HEADER_ID)]);
    xml.empty("w:footerReference", &[("w:type", "default"), ("r:id", FOOTER_ID)]);
    xml.empty("w:type", &[("w:val", if section.begins_page { "nextPage" } else { "continuous" })]);
    let lying = if section.is_turned { sheet.turned() } else { sheet };
    let (width, height) = (lying.width.to_string(), lying.height.to_string());
    let mut attributes = vec![("w:w", width.as_str()), ("w:h", &height)];
    attributes.extend(section.is_turned.then_some(("w:orient", "landscape")));
    xml.empty("w:pgSz", &attributes);
    let ([top, right, bottom, left], edge) = (lying.margins.map(|it| it.to_string()), EDGE.to_string());
    let attributes = [
        ("w:top", top.as_str()),
        ("w:right", &right),
        ("w:bottom", &bottom),
        ("w:left", &left),
        ("w:header", &edge),
        ("w:footer", &edge),
        ("w:gutter", "0"),
    ];
    xml.empty("w:pgMar", &attributes);
    if section.n_columns > 1 {
        xml.empty("w:cols", &[("w:num", &section.n_columns.to_string()), ("w:space", "425")]);
    } else {
        xml.empty("w:cols", &[("w:space", "425")]);
    }
    xml.finish()
}

/// The relations of the document to its header and footer, which are added before all others.
pub(super) const HEADER_ID: &str = "rId1";
pub(super) const FOOTER_ID: &str = "rId2";
