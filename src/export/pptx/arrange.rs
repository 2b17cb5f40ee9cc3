//! Where the text of a slide and what stands beside it have their places, and how large the text is.

use crate::export::pptx::line::{Bullet, Line, Visual};

/// A place on a slide, in points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Rect {
    pub x: f64,
    pub y: f64,
    pub width: f64,
    pub height: f64,
}

/// What is between two things, in points.
const GAP: f64 = 24.0;
/// How high text may be above or below something, as a share of the room.
const MOST_BESIDE: f64 = 0.4;
/// What is too narrow to have anything side by side, in points.
const NARROW: f64 = 500.0;
/// How much of its room text fills at the most: another face may be wider, and what is full looks so.
const FULL: f64 = 0.9;
/// The largest type of words above or below something, in points.
const LINE_BESIDE: u32 = 22;
/// What is above each line, in ems.
const ABOVE_EMS: f64 = 0.3;
/// The type sizes of text on slides, in points; what a layout has is not exceeded.
pub(super) const SIZES: [u32; 13] = [40, 36, 32, 28, 26, 24, 22, 20, 18, 16, 14, 12, 11];

/// The layout of a slide.
#[derive(Clone, Debug)]
pub(super) struct Arrangement {
    /// Where the text stands; nothing where there is none.
    pub text: Option<Rect>,
    /// Where each thing beside it stands, in order.
    pub visuals: Vec<Rect>,
    /// The type size of the text, in hundredths of a point.
    pub size: u32,
}

/// Arranges a slide in its room, with type of `most` points at most; `text_first` says whether the text comes before
/// what stands beside it.
pub(super) fn arrange(
    (room, most): (Rect, u32),
    lines: &[Line<'_>],
    visuals: &[Visual<'_>],
    text_first: bool,
) -> Arrangement {
    if visuals.is_empty() {
        return Arrangement { text: Some(room), visuals: Vec::new(), size: size(lines, (room, most)) * 100 };
    }
    if lines.is_empty() {
        return Arrangement { text: None, visuals: split(room, visuals.len()), size: 2_000 };
    }
    let wide_pt = height(lines, 20, room.width);
    let has_table = visuals.iter().any(|visual| matches!(visual, Visual::Table(_)));
    let is_narrow = room.width < NARROW;
    if is_narrow || (wide_pt <= room.height * MOST_BESIDE && (has_table || wide_pt <= 60.0)) {
        return stacked((room, most), lines, visuals.len(), text_first);
    }
    let text_width = room.width * 0.44;
    let text = Rect { width: text_width, ..room };
    let beside = Rect { x: room.x + text_width + GAP, width: room.width - text_width - GAP, ..room };
    let n = visuals.len();
    let each = (beside.height - GAP * count(n - 1)) / count(n);
    let rect = |idx: usize| Rect { y: beside.y + (each + GAP) * count(idx), height: each, ..beside };
    Arrangement {
        text: Some(text),
        visuals: (0..n).map(rect).collect(),
        size: size(lines, (text, most)) * 100,
    }
}

/// Arranges text and what goes with it one above the other.
pub(super) fn stacked(
    (room, most): (Rect, u32),
    lines: &[Line<'_>],
    n_visuals: usize,
    text_first: bool,
) -> Arrangement {
    let text_height = (height(lines, 22, room.width) / FULL).clamp(32.0, room.height * 0.5);
    let rest = room.height - text_height - GAP / 2.0;
    let (text_y, rest_y) = if text_first {
        (room.y, room.y + text_height + GAP / 2.0)
    } else {
        (room.y + rest + GAP / 2.0, room.y)
    };
    let text = Rect { y: text_y, height: text_height, ..room };
    let below = Rect { y: rest_y, height: rest, ..room };
    // What goes with something in the whole width is not larger than it.
    let size = size(lines, (text, most.min(LINE_BESIDE)));
    Arrangement { text: Some(text), visuals: split(below, n_visuals), size: size * 100 }
}

/// Places side by side, two rows of them where there are more than three.
fn split(room: Rect, n: usize) -> Vec<Rect> {
    let n_columns = if n <= 3 { n } else { n.div_ceil(2) };
    let n_rows = n.div_ceil(n_columns.max(1));
    let width = (room.width - GAP * count(n_columns - 1)) / count(n_columns);
    let height = (room.height - GAP * count(n_rows - 1)) / count(n_rows);
    let rect = |idx: usize| Rect {
        x: room.x + (width + GAP) * count(idx % n_columns),
        y: room.y + (height + GAP) * count(idx / n_columns),
        width,
        height,
    };
    (0..n).map(rect).collect()
}

fn count(n: usize) -> f64 {
    f64::from(u32::try_from(n).unwrap_or(u32::MAX))
}

/// How far apart points stand, in points, so that few of them fill their room; at most a little less than a line.
pub(super) fn gap(lines: &[Line<'_>], room: Rect, size: u32) -> f64 {
    const MOST_EMS: f64 = 0.9;
    let n_gaps = lines.iter().skip(1).filter(|line| line.level == 0).count();
    let free = (room.height * 0.95 - height(lines, size, room.width)).max(0.0);
    let usual = f64::from(size) * ABOVE_EMS;
    if n_gaps == 0 {
        usual
    } else {
        usual + (free / count(n_gaps)).min(f64::from(size) * (MOST_EMS - ABOVE_EMS))
    }
}

/// The largest size in which lines fit.
fn size(lines: &[Line<'_>], (room, most): (Rect, u32)) -> u32 {
    let fits = |size: &u32| height(lines, *size, room.width) <= room.height * FULL;
    let sizes = std::iter::once(most).chain(SIZES.into_iter().filter(|size| *size < most));
    sizes.into_iter().find(fits).unwrap_or(SIZES[SIZES.len() - 1].min(most))
}

/// About how high lines are in one size.
pub(super) fn height(lines: &[Line<'_>], size: u32, width: f64) -> f64 {
    const LETTER_EMS: f64 = 0.57;
    let size = f64::from(size);
    let line_height = |line: &Line<'_>| {
        let has_bullet = line.bullet != Bullet::None;
        let inner = width - 14.0 - 27.0 * (count(line.level) + if has_bullet { 1.0 } else { 0.0 });
        let n_lines = (count(line.n_letters()) * LETTER_EMS * size / inner.max(size * 4.0)).ceil().max(1.0);
        n_lines * size * 1.2 + size * ABOVE_EMS
    };
    lines.iter().map(line_height).sum::<f64>() + 8.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_lie_within_their_room_and_apart() {
        let room = Rect { x: 60.0, y: 128.0, width: 840.0, height: 330.0 };
        for n in 1..8 {
            let rects = split(room, n);
            assert_eq!(rects.len(), n);
            for (idx, one) in rects.iter().enumerate() {
                assert!(one.x >= 60.0 && one.x + one.width <= 900.1, "{n}: {one:?}");
                assert!(one.y >= 128.0 && one.y + one.height <= 458.1, "{n}: {one:?}");
                let apart = |other: &Rect| {
                    one.x + one.width < other.x
                        || one.y + one.height < other.y
                        || other.x + other.width < one.x
                        || other.y + other.height < one.y
                };
                assert!(rects[idx + 1..].iter().all(apart), "{n}: {rects:?}");
            }
        }
    }
}
