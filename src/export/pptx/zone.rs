//! The parts of a slide: where text and pictures may stand, and what frames all of them.

use crate::brief::Lang;
use crate::export::pptx::arrange::{Arrangement, Rect, arrange, stacked};
use crate::export::pptx::line::{Lines, Visual};
use crate::export::pptx::table_fit::TableFit;
use crate::office::Xml;
use crate::release::{Block, BlockContent, Content};

/// The vocabularies of slides.
pub(super) const NAMESPACES: &[(&str, &str)] = &[
    ("xmlns:a", "http://schemas.openxmlformats.org/drawingml/2006/main"),
    ("xmlns:r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
    ("xmlns:p", "http://schemas.openxmlformats.org/presentationml/2006/main"),
];

/// How high the line above or below a picture is, in points.
pub(super) const CAPTION: f64 = 26.0;
const GAP: f64 = 28.0;

/// What stands side by side on a slide: all in one place, or in columns.
pub(super) fn zones(blocks: &[Block]) -> Vec<&[Block]> {
    match blocks {
        [Block { content: BlockContent::Columns(columns), .. }] if columns.len() > 1 => {
            columns.iter().map(Vec::as_slice).collect()
        }
        _ => vec![blocks],
    }
}

/// The place of each zone in the room of a slide.
pub(super) fn zone_rooms(room: Rect, n: usize) -> Vec<Rect> {
    let count = |n: usize| f64::from(u32::try_from(n).unwrap_or(1));
    let width = (room.width - GAP * count(n.saturating_sub(1))) / count(n.max(1));
    (0..n).map(|idx| Rect { x: room.x + (width + GAP) * count(idx), width, ..room }).collect()
}

/// Arranges what stands in a zone, with type of `most` points at most.
pub(super) fn arranged<'b>(
    content: &'b Content,
    blocks: &'b [Block],
    (room, most): (Rect, u32),
) -> (Lines<'b>, Arrangement) {
    /// The largest type beside something else.
    const BESIDE: u32 = 28;
    let lines = Lines::on_slide(content, blocks);
    let most = if lines.visuals.is_empty() { most } else { most.min(BESIDE) };
    let is_visual = |block: &Block| {
        matches!(
            block.content,
            BlockContent::Table { .. } | BlockContent::Chart(_) | BlockContent::Picture(_)
        )
    };
    let text_first = blocks.first().is_none_or(|block| !is_visual(block));
    let mut arrangement = arrange((room, most), &lines.text, &lines.visuals, text_first);
    let has_table = lines.visuals.iter().any(|visual| matches!(visual, Visual::Table(_)));
    if has_table && !lines.text.is_empty() {
        // A table that would be small beside the text has the whole width.
        let wide = stacked((room, most), &lines.text, lines.visuals.len(), text_first);
        if smallest_type(&lines, &wide) > smallest_type(&lines, &arrangement) {
            arrangement = wide;
        }
    }
    // What stands below a table follows it, however much room the table leaves.
    if let (Some(text), [Visual::Table(table)], [place]) =
        (arrangement.text.as_mut(), lines.visuals.as_slice(), arrangement.visuals.as_slice())
        && text.y > place.y
    {
        let height = TableFit::of(&table.texts(), *place).height();
        text.y = text.y.min(place.y + height + CAPTION / 2.0);
    }
    (lines, arrangement)
}

/// The smallest type of text and tables, in points.
fn smallest_type(lines: &Lines<'_>, arrangement: &Arrangement) -> f64 {
    let tables = lines.visuals.iter().zip(&arrangement.visuals).filter_map(|(visual, place)| match visual {
        Visual::Table(table) => Some(TableFit::of(&table.texts(), *place).size),
        Visual::Chart(_) | Visual::Picture(_) => None,
    });
    tables.fold(f64::from(arrangement.size) / 100.0, f64::min)
}

/// Where a chart stands without the line above it.
pub(super) fn below_caption(rect: Rect) -> Rect {
    Rect { y: rect.y + CAPTION, height: (rect.height - CAPTION).max(1.0), ..rect }
}

/// Opens the tree of shapes.
pub(super) fn open_tree(xml: &mut Xml) {
    xml.open("p:spTree", &[]);
    xml.raw(
        "<p:nvGrpSpPr><p:cNvPr id=\"1\" name=\"\"/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm>\
        <a:off x=\"0\" y=\"0\"/><a:ext cx=\"0\" cy=\"0\"/><a:chOff x=\"0\" y=\"0\"/><a:chExt cx=\"0\" cy=\"0\"/>\
        </a:xfrm></p:grpSpPr>",
    );
}

/// Says that the colours are those of the master.
pub(super) fn close_colors(xml: &mut Xml) {
    xml.raw("<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr>");
}

/// The title of a slide that has none itself: that of the one before.
pub(super) fn continued(title: &str, lang: Lang) -> String {
    match lang {
        Lang::En => format!("{title} (continued)"),
        Lang::Ja => format!("{title}（続き）"),
    }
}
