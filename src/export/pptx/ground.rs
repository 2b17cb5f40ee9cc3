//! What blocks stand on: the ground and the line of a panel, the line of a quotation.
//!
//! The ground is the fill of the placeholder that holds the text, so it moves and grows with it. The line is a shape of
//! its own beside it, which says of itself that it is decoration. Paragraphs have no grounds in PowerPoint: where a
//! slide has more pieces of text than its layout has places, none of them has a ground.

use std::ops::Range;

use crate::export::office_parts::emu;
use crate::export::pptx::arrange::{Rect, SIZES, height};
use crate::export::pptx::line::Line;
use crate::export::pptx::visual::write_place;
use crate::export::runs::any_east_asian;
use crate::office::{Ground, Xml};

/// How wide the line is, in points.
pub(super) const RULE: f64 = 3.0;
/// What is between two pieces, in points.
const BETWEEN: f64 = 16.0;
/// How far text stands from the edges of its ground, in points: at its left, above and below, at its right.
const WITHIN: (f64, f64, f64) = (15.0, 10.0, 12.0);
/// The same where there is a line and no fill.
const BESIDE_LINE: (f64, f64, f64) = (15.0, 4.0, 0.0);

/// Some lines of a text that stand in a place of their own.
pub(super) struct Piece {
    pub lines: Range<usize>,
    pub ground: Ground,
}

/// The pieces of a text, each with one ground or none. With `most` places or fewer for them; where they are more, the
/// text stays in one.
pub(super) fn pieces(lines: &[Line<'_>], most: usize) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut last = None;
    for (idx, line) in lines.iter().enumerate() {
        match pieces.last_mut() {
            Some(piece) if last == Some(line.ground) => piece.lines.end = idx + 1,
            _ => {
                let ground = line.ground.map_or(Ground::None, |(ground, _)| ground);
                pieces.push(Piece { lines: idx..idx + 1, ground });
            }
        }
        last = Some(line.ground);
    }
    if pieces.len() > most.max(1) {
        return vec![Piece { lines: 0..lines.len(), ground: Ground::None }];
    }
    pieces
}

/// The places of pieces in the room of their text, with type of `size` points at most, and the size that they have.
pub(super) fn places(pieces: &[Piece], lines: &[Line<'_>], (room, size): (Rect, u32)) -> (Vec<Rect>, u32) {
    let sizes = std::iter::once(size).chain(SIZES.into_iter().filter(|smaller| *smaller < size));
    let n_between = f64::from(u32::try_from(pieces.len().saturating_sub(1)).unwrap_or(0));
    let free = (room.height - BETWEEN * n_between).max(1.0);
    let heights = |size: u32| -> Vec<f64> {
        pieces
            .iter()
            .map(|piece| piece_height(&lines[piece.lines.clone()], piece.ground, (room, size)))
            .collect()
    };
    let fits = |size: &u32| heights(*size).iter().sum::<f64>() <= free;
    let size = sizes.into_iter().find(fits).unwrap_or(SIZES[SIZES.len() - 1].min(size));
    let mut heights = heights(size);
    let total: f64 = heights.iter().sum();
    heights.iter_mut().for_each(|height| *height *= (free / total).min(1.0));
    // What has no ground ends where the room ends.
    if let (Some(last), Some(Ground::None)) = (heights.last_mut(), pieces.last().map(|piece| piece.ground)) {
        *last += (free - total).max(0.0);
    }
    let mut y = room.y;
    let mut place = |height: &f64| {
        let place = Rect { y, height: *height, ..room };
        y += height + BETWEEN;
        place
    };
    (heights.iter().map(&mut place).collect(), size)
}

fn piece_height(lines: &[Line<'_>], ground: Ground, (room, size): (Rect, u32)) -> f64 {
    let (left, above, right) = within(ground);
    let is_wide = lines.iter().any(|line| any_east_asian(&line.runs));
    let text = height(lines, size, room.width - left - right);
    // The lines of Japanese faces are higher.
    text * if is_wide { 1.15 } else { 1.0 } + 2.0 * above
}

/// The place of text beside the line of its ground.
pub(super) fn beside_rule(place: Rect) -> Rect {
    Rect { x: place.x + RULE, width: (place.width - RULE).max(1.0), ..place }
}

/// How far text on a ground stands from its edges, as a text frame says it.
pub(super) fn margins(ground: Ground) -> Vec<(&'static str, String)> {
    if ground == Ground::None {
        return Vec::new();
    }
    let (left, above, right) = within(ground);
    let [left, above, right] = [left, above, right].map(|pt| emu(pt).to_string());
    let edges = [("lIns", &left), ("tIns", &above), ("rIns", &right), ("bIns", &above)];
    let edges = edges.into_iter().map(|(name, value)| (name, value.clone()));
    edges.chain([("anchor", "ctr".to_owned())]).collect()
}

fn within(ground: Ground) -> (f64, f64, f64) {
    match ground.theme_colors() {
        (None, _) => (0.0, 0.0, 0.0),
        (Some(_), None) => BESIDE_LINE,
        (Some(_), Some(_)) => WITHIN,
    }
}

/// Writes the fill of a ground; in a template its colours may be any, so it is a trace of that of the text.
pub(super) fn write_fill(xml: &mut Xml, ground: Ground, is_house: bool) {
    if let (_, Some(fill)) = ground.theme_colors() {
        if is_house { write_color(xml, "tx1", Some("7000")) } else { write_color(xml, fill, None) }
    }
}

/// Writes the line of a ground, at the left of its place.
pub(super) fn write_rule(xml: &mut Xml, (id, ground): (usize, Ground), place: Rect, is_house: bool) {
    let (Some(color), _) = ground.theme_colors() else { return };
    xml.open("p:sp", &[]);
    xml.open("p:nvSpPr", &[]);
    xml.open("p:cNvPr", &[("id", &id.to_string()), ("name", &format!("Rule {id}"))]);
    xml.raw(
        "<a:extLst><a:ext uri=\"{C183D7F6-B498-43B3-948B-1728B52AA6E4}\"><adec:decorative \
        xmlns:adec=\"http://schemas.microsoft.com/office/drawing/2017/decorative\" val=\"1\"/></a:ext></a:extLst>",
    );
    xml.close();
    xml.empty("p:cNvSpPr", &[]);
    xml.empty("p:nvPr", &[]);
    xml.close();
    xml.open("p:spPr", &[]);
    write_place(xml, "a:xfrm", Rect { width: RULE, ..place });
    xml.raw("<a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom>");
    match (is_house, ground) {
        (true, Ground::Quote) => write_color(xml, "tx1", Some("40000")),
        (true, _) => write_color(xml, "accent1", None),
        (false, _) => write_color(xml, color, None),
    }
    xml.raw("<a:ln><a:noFill/></a:ln>");
    xml.close();
    xml.close();
}

/// Writes a colour as a fill; `alpha` is how much of it is there, in thousandths of a percent.
fn write_color(xml: &mut Xml, name: &str, alpha: Option<&str>) {
    xml.open("a:solidFill", &[]);
    xml.open("a:schemeClr", &[("val", name)]);
    alpha.iter().for_each(|alpha| xml.empty("a:alpha", &[("val", alpha)]));
    xml.close();
    xml.close();
}
