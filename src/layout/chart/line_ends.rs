//! The words at the ends of lines: beside each other's lines as far as there is room, else moved apart with thin
//! leaders, in as many lines as they need. None is cut, and none stands on another.

use crate::layout::chart::apart::apart_by;
use crate::layout::chart::columns::as_f64;
use crate::layout::chart::drawing::{Drawing, Ink, Label, Line, Side};
use crate::layout::chart::width::{LINE_EMS, ems, n_lines, words};

/// How much of the width the words may take on one line each, and how much they take where they need several.
const MOST_ON_ONE_LINE: f64 = 0.35;
const SHARES: [f64; 4] = [0.28, 0.35, 0.42, 0.5];

/// The words at the end of one line.
#[derive(Clone, Debug)]
pub(super) struct End {
    pub text: String,
    /// Where the line ends, from the top.
    pub y: f64,
    pub is_lead: bool,
}

/// The words at the ends of all lines, with the places they have.
pub(super) struct Ends {
    /// The words from top to bottom, each with its middle and its height.
    placed: Vec<(End, f64, f64)>,
    /// The width of the words.
    width: f64,
    /// How far the words stand from the field of the lines.
    gap: f64,
}

impl Ends {
    /// Finds a place for the words at the ends of all lines between two heights; nothing where there is none.
    pub(super) fn new(
        mut ends: Vec<End>,
        (size, room_width): (f64, f64),
        (top, bottom): (f64, f64),
    ) -> Option<Self> {
        ends.sort_by(|a, b| a.y.total_cmp(&b.y));
        let line = size * 1.25;
        let bounds = (top - line * 0.5, bottom + line * 0.5);
        let natural = ends.iter().map(|end| ems(&end.text, true)).fold(0.0, f64::max) * size + size * 0.2;
        let longest = ends.iter().flat_map(|end| words(&end.text)).map(|word| ems(word.trim_end(), true));
        let longest = longest.fold(0.0, f64::max) * size;
        let one_line = (natural <= room_width * MOST_ON_ONE_LINE).then_some(natural);
        let widths = one_line.into_iter().chain(SHARES.map(|share| room_width * share));
        let heights_in = |width: f64| -> Vec<f64> {
            let n_lines = ends.iter().map(|end| n_lines(&end.text, width / size, true));
            n_lines.map(|n_lines| line + as_f64(n_lines - 1) * size * LINE_EMS).collect()
        };
        let fits = |(width, heights): &(f64, Vec<f64>)| {
            longest <= *width && heights.iter().sum::<f64>() <= bounds.1 - bounds.0 + 0.01
        };
        let (width, heights) = widths.map(|width| (width, heights_in(width))).find(fits)?;
        let wanted: Vec<f64> = ends.iter().map(|end| end.y).collect();
        let places = apart_by(&wanted, &heights, bounds);
        let is_moved = |(place, y): (&f64, &f64)| (place - y).abs() > size * 0.45;
        let has_leaders = places.iter().zip(&wanted).any(is_moved);
        let placed = ends.into_iter().zip(places).zip(heights);
        Some(Self {
            placed: placed.map(|((end, place), height)| (end, place, height)).collect(),
            width,
            gap: size * if has_leaders { 1.9 } else { 0.6 },
        })
    }

    /// How far the field of the lines ends before the edge of the drawing.
    pub(super) fn room(&self, size: f64) -> f64 {
        self.width + self.gap + size * 0.1
    }

    /// Draws the words beside the field of the lines, which ends at `right`.
    pub(super) fn draw(&self, drawing: &mut Drawing, right: f64, size: f64) {
        let x = right + self.gap;
        for (end, place, height) in &self.placed {
            if (place - end.y).abs() > size * 0.45 {
                let points = vec![(right + size * 0.4, end.y), (x - size * 0.3, *place)];
                drawing.lines.push(Line { points, width: size * 0.04, ink: Ink::Muted });
            }
            drawing.notes.push(Label {
                x,
                y: place - height / 2.0,
                width: drawing.width - x,
                height: *height,
                text: end.text.clone(),
                size,
                side: Side::Left,
                is_bold: end.is_lead,
                ink: if end.is_lead { Ink::Accent } else { Ink::Text },
            });
        }
    }
}
