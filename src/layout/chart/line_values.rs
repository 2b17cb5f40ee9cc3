//! The values of a single line at its points.

use crate::layout::chart::apart::{crosses, overlaps};
use crate::layout::chart::drawing::{Drawing, Ink, Label, Side};
use crate::layout::chart::width::ems;

/// Writes the values of a line at its points but the last, each on a side that the line and other words leave free.
/// `points` are the words with their places, and `field` is where the line is drawn: left, right, top and bottom.
pub(super) fn draw_values(
    drawing: &mut Drawing,
    points: &[(&str, f64, f64)],
    [left, right, top, bottom]: [f64; 4],
    size: f64,
) {
    let segments: Vec<&[(f64, f64)]> = drawing
        .lines
        .iter()
        .filter(|line| line.ink == Ink::Accent)
        .flat_map(|line| line.points.windows(2))
        .collect();
    let mut taken: Vec<[f64; 4]> = Vec::new();
    let mut labels = Vec::new();
    let Some((_, but_last)) = points.split_last() else { return };
    for &(shown, x, y) in but_last {
        let width = ems(shown, false) * size + size * 0.2;
        let (above, below) = (y - size * 1.35, y + size * 0.35);
        let places = [
            (x - width / 2.0, above),
            (x - width - size * 0.1, above),
            (x + size * 0.2, above),
            (x + size * 0.3, below),
            (x - width / 2.0, below),
            (x - width, below),
        ];
        let is_free = |&(x, y): &(f64, f64)| {
            let area = [x, y, x + width, y + size];
            x >= left
                && x + width <= right
                && y >= top - size
                && y + size <= bottom
                && taken.iter().all(|other| !overlaps(*other, area))
                && segments.iter().all(|segment| !crosses(segment, area))
        };
        let Some((x, y)) = places.into_iter().find(is_free) else { continue };
        taken.push([x, y, x + width, y + size]);
        labels.push(Label {
            x,
            y,
            width,
            height: size,
            text: shown.to_owned(),
            size: size * 0.95,
            side: Side::Center,
            is_bold: false,
            ink: Ink::Text,
        });
    }
    drawing.notes.extend(labels);
}
