//! The parts of a slide: where text and pictures may stand, and what frames all of them.

use crate::brief::Lang;
use crate::export::pptx::arrange::{Arrangement, Rect, arrange};
use crate::export::pptx::line::Lines;
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

/// The room for text and pictures below the title of a slide.
pub(super) fn room(content: &Content) -> Rect {
    let width = if content.is_four_to_three { 630.0 } else { 840.0 };
    Rect { x: if content.is_four_to_three { 45.0 } else { 60.0 }, y: 128.0, width, height: 326.0 }
}

/// What stands side by side on a slide: all in one place, or in columns.
pub(super) fn zones(blocks: &[Block]) -> Vec<&[Block]> {
    match blocks {
        [Block { content: BlockContent::Columns(columns), .. }] if columns.len() > 1 => {
            columns.iter().map(Vec::as_slice).collect()
        }
        _ => vec![blocks],
    }
}

/// The place of each zone.
pub(super) fn zone_rooms(content: &Content, n: usize) -> Vec<Rect> {
    let room = room(content);
    let count = |n: usize| f64::from(u32::try_from(n).unwrap_or(1));
    let width = (room.width - GAP * count(n.saturating_sub(1))) / count(n.max(1));
    (0..n).map(|idx| Rect { x: room.x + (width + GAP) * count(idx), width, ..room }).collect()
}

/// Arranges what stands in a zone.
pub(super) fn arranged<'b>(
    content: &'b Content,
    blocks: &'b [Block],
    room: Rect,
) -> (Lines<'b>, Arrangement) {
    let lines = Lines::on_slide(content, blocks);
    let is_visual = |block: &Block| {
        matches!(
            block.content,
            BlockContent::Table { .. } | BlockContent::Chart(_) | BlockContent::Picture(_)
        )
    };
    let text_first = blocks.first().is_none_or(|block| !is_visual(block));
    let arrangement = arrange(room, &lines.text, &lines.visuals, text_first);
    (lines, arrangement)
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
