//! Bars that stand, one beside the other: for years, which go from left to right.

use crate::layout::chart::bars::shown;
use crate::layout::chart::drawing::{Bar, Drawing, Ink, Label, Line, Side};
use crate::layout::chart::inks::{has_quiet, ink_of, series_ink};
use crate::layout::chart::legend::legend;
use crate::layout::chart::plot::Plot;
use crate::layout::chart::room::Room;
use crate::layout::chart::scale::Scale;
use crate::layout::chart::width::{LINE_EMS, ems, n_lines};

/// The widest a column and the room around it may be on a slide and on paper, in ems.
const MOST_SLOT: (f64, f64) = (10.0, 7.5);

/// The height of the words above a column, in ems.
const VALUE_HEIGHT: f64 = 1.45;

/// Draws columns; nothing where names or values would touch each other, or the rows are no times.
pub(super) fn columns(plot: &Plot, room: Room) -> Option<Drawing> {
    let size = room.size;
    let n_rows = as_f64(plot.rows.len());
    let n_series = as_f64(plot.series.len());
    if !plot.are_times() || plot.rows.iter().any(|row| !row.remark.is_empty()) {
        return None;
    }
    let most = if room.fills { MOST_SLOT.0 } else { MOST_SLOT.1 };
    let slot = (room.width / n_rows).min(size * most * n_series.sqrt());
    // The words above a column may be as wide as the column and half the room to the next.
    let column = slot * 0.72 / n_series;
    let value_room = if plot.series.len() == 1 { slot * 0.96 } else { column };
    let widest = plot.rows.iter().flat_map(|row| &row.cells).map(|cell| ems(shown(cell), true) * size);
    if widest.fold(0.0, f64::max) > value_room {
        return None;
    }
    let name_width = slot * 0.94;
    let longest_word =
        |label: &str| label.split([' ', '–', '-']).map(|word| ems(word, true) * size).fold(0.0, f64::max);
    if plot.rows.iter().any(|row| longest_word(&row.label) > name_width) {
        return None;
    }
    let name_lines =
        plot.rows.iter().map(|row| n_lines(&row.label, name_width / size, true)).max().unwrap_or(1);
    if name_lines > 3 {
        return None;
    }
    Some(
        Standing {
            plot,
            room,
            slot,
            column,
            name_height: as_f64(name_lines) * size * LINE_EMS + size * 0.35,
        }
        .draw(),
    )
}

struct Standing<'p> {
    plot: &'p Plot,
    room: Room,
    /// The width of a row: its columns, and half the room to its neighbours.
    slot: f64,
    /// The width of a column.
    column: f64,
    name_height: f64,
}

impl Standing<'_> {
    fn draw(&self) -> Drawing {
        let (plot, size) = (self.plot, self.room.size);
        let scale = Scale::from_zero(plot.numbers());
        let ((bars, notes), legend_height) = legend(plot, self.room.width, size, &series_ink);
        let value_height = size * VALUE_HEIGHT;
        let height = self.room.landscape();
        let above = legend_height + value_height;
        let below = if scale.min < 0.0 { value_height } else { 0.0 };
        let plot_height = (height - above - below - self.name_height).max(size * 4.0);
        let y_of = |value: f64| above + plot_height * (1.0 - scale.place(value));
        let name_top = above + plot_height + below;
        let mut drawing = Drawing {
            width: self.room.width,
            height: name_top + self.name_height,
            bars,
            notes,
            rows: Vec::new(),
            ..Drawing::default()
        };
        let zero = y_of(0.0);
        for row_idx in 0..plot.rows.len() {
            let mut cells = vec![Some(self.name_label(row_idx, name_top))];
            for idx in 0..plot.rows[row_idx].cells.len() {
                let end = plot.rows[row_idx].cells[idx].number.map_or(zero, y_of);
                drawing.bars.extend(self.bar((row_idx, idx), end, zero));
                cells.push(Some(self.value_label((row_idx, idx), end)));
            }
            drawing.rows.push(cells);
        }
        let right = as_f64(plot.rows.len()) * self.slot;
        let points = vec![(self.slot * 0.04, zero), (right - self.slot * 0.04, zero)];
        drawing.lines.push(Line { points, width: size * 0.06, ink: Ink::Text });
        drawing
    }

    fn name_label(&self, row_idx: usize, top: f64) -> Label {
        let is_led = self.plot.emphasis == Some(row_idx);
        Label {
            x: as_f64(row_idx) * self.slot + self.slot * 0.03,
            y: top,
            width: self.slot * 0.94,
            height: self.name_height,
            text: self.plot.rows[row_idx].label.clone(),
            size: self.room.size,
            side: Side::Center,
            is_bold: is_led,
            ink: if is_led { Ink::Text } else { Ink::Muted },
        }
    }

    /// The column of a value that ends at `end`; nothing where the value is missing.
    fn bar(&self, (row_idx, idx): (usize, usize), end: f64, zero: f64) -> Option<Bar> {
        let plot = self.plot;
        plot.rows[row_idx].cells[idx].number?;
        Some(Bar {
            x: self.left_of((row_idx, idx)),
            y: end.min(zero),
            width: self.column * if plot.series.len() > 1 { 0.92 } else { 1.0 },
            height: (end - zero).abs(),
            ink: ink_of(plot, row_idx, idx),
        })
    }

    fn value_label(&self, (row_idx, idx): (usize, usize), end: f64) -> Label {
        let plot = self.plot;
        let cell = &plot.rows[row_idx].cells[idx];
        let is_negative = cell.number.is_some_and(|number| number < 0.0);
        let is_led = ink_of(plot, row_idx, idx) == Ink::Accent && has_quiet(plot);
        let value_height = self.room.size * VALUE_HEIGHT;
        let (x, width) = match plot.series.len() {
            1 => (as_f64(row_idx) * self.slot, self.slot),
            _ => (self.left_of((row_idx, idx)), self.column),
        };
        Label {
            x,
            y: if is_negative { end } else { end - value_height },
            width,
            height: value_height,
            text: shown(cell).to_owned(),
            size: self.room.size,
            side: Side::Center,
            is_bold: cell.number.is_some() && is_led,
            ink: match (cell.number, is_led) {
                (None, _) => Ink::Muted,
                (Some(_), true) => Ink::Accent,
                (Some(_), false) => Ink::Text,
            },
        }
    }

    fn left_of(&self, (row_idx, idx): (usize, usize)) -> f64 {
        as_f64(row_idx) * self.slot + self.slot * 0.14 + self.column * as_f64(idx)
    }
}

pub(in crate::layout) fn as_f64(n: usize) -> f64 {
    f64::from(u32::try_from(n).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::brief::ChartType;
    use crate::layout::chart::drawing::tests::assert_clear;
    use crate::layout::chart::plot::plot;
    use crate::layout::chart::plot::tests::chart;

    const SLIDE: Room = Room { width: 560.0, height: 300.0, size: 22.0, fills: true };
    const CARD: Room = Room { width: 246.0, height: 260.0, size: 9.5, fills: false };

    fn drawn(rows: &[&[&str]], room: Room) -> Option<Drawing> {
        columns(&plot(&chart(ChartType::Bar, rows)).expect("it can be drawn"), room)
    }

    #[test]
    fn columns_are_as_high_as_their_values_and_the_last_is_in_the_accent() {
        let rows: &[&[&str]] =
            &[&["2014", "88,000"], &["2018", "93,000"], &["2022", "107,000"], &["2023", "109,000"]];
        for room in [SLIDE, CARD] {
            let drawing = drawn(rows, room).expect("there is room");
            let scale = drawing.bars[3].height / 109_000.0;
            for (bar, value) in drawing.bars.iter().zip([88_000.0, 93_000.0, 107_000.0, 109_000.0]) {
                assert!((bar.height - value * scale).abs() < 1e-6, "{bar:?}");
            }
            let inks: Vec<Ink> = drawing.bars.iter().map(|bar| bar.ink).collect();
            assert_eq!(inks, [Ink::Quiet, Ink::Quiet, Ink::Quiet, Ink::Accent]);
            assert_clear(&drawing, "years");
        }
    }

    #[test]
    fn columns_below_zero_hang_from_it() {
        let rows: &[&[&str]] = &[&["2019", "−20"], &["2020", "10"], &["2021", ""], &["2022", "30"]];
        let drawing = drawn(rows, SLIDE).expect("there is room");
        assert_eq!(drawing.bars.len(), 3);
        assert!((drawing.bars[0].y - (drawing.bars[1].y + drawing.bars[1].height)).abs() < 1e-6);
        assert_clear(&drawing, "below zero");
    }

    #[test]
    fn where_names_or_values_would_touch_there_are_no_columns() {
        let many: Vec<String> = (1980..2020).map(|year| year.to_string()).collect();
        let many: Vec<Vec<&str>> = many.iter().map(|year| vec![year.as_str(), "1,000,000"]).collect();
        let many: Vec<&[&str]> = many.iter().map(Vec::as_slice).collect();
        assert_eq!(drawn(&many, SLIDE), None);
        assert_eq!(drawn(&[&["Ohio", "3"], &["Texas", "2"]], SLIDE), None, "names lie");
    }
}
