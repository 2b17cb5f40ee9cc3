//! Bars that lie, one below the other: names at the left, values at their ends, all from one line that is zero.

use crate::layout::chart::drawing::{Bar, Drawing, Ink, Label, Line, Side};
use crate::layout::chart::inks::{has_quiet, ink_of, series_ink};
use crate::layout::chart::legend::legend;
use crate::layout::chart::plot::{Cell, Plot, Row};
use crate::layout::chart::room::Room;
use crate::layout::chart::scale::Scale;
use crate::layout::chart::width::{LINE_EMS, ems, n_lines, words};

/// How bars are fitted into a room: a share of its type size, and how many stacks of them stand side by side.
const FITS: [(f64, u32); 8] =
    [(1.0, 1), (0.88, 1), (0.76, 1), (0.76, 2), (0.7, 3), (0.6, 3), (0.55, 4), (0.45, 4)];

/// How much of the width names may take, and where values are long as well.
const MOST_FOR_NAMES: f64 = 0.4;
const LEAST_FOR_NAMES: f64 = 0.2;

/// How much of the width bars have at least beside names and values, and where values are long.
const LEAST_FOR_BARS: f64 = 1.0 / 3.0;
const LEAST_BESIDE_VALUES: f64 = 0.15;

/// How many bars a stack has at least that stands beside others: of fewer, the names are what is high.
const LEAST_BARS: usize = 4;

/// How many ems a stack of bars needs at least from side to side.
const LEAST_WIDTH: f64 = 13.0;

/// Draws bars; nothing where there are more than the room can hold.
pub(super) fn bars(plot: &Plot, room: Room) -> Option<Drawing> {
    FITS.iter().find_map(|&(share, n_stacks)| {
        let stacked = Stacked::new(plot, Room { size: room.size * share, ..room }, n_stacks)?;
        stacked.fits().then(|| stacked.draw())
    })
}

/// Bars of one type size, in so many stacks.
struct Stacked<'p> {
    plot: &'p Plot,
    room: Room,
    scale: Scale,
    /// The width of one stack.
    stack_width: f64,
    label_width: f64,
    /// Room for values left of bars below zero, and right of all others.
    value_widths: (f64, f64),
    stacks: Vec<Vec<(usize, f64)>>,
    legend_height: f64,
}

impl<'p> Stacked<'p> {
    fn new(plot: &'p Plot, room: Room, n_stacks: u32) -> Option<Self> {
        let size = room.size;
        let gutter = size * 1.6;
        let stack_width = (room.width - gutter * f64::from(n_stacks - 1)) / f64::from(n_stacks);
        if n_stacks > 1 && stack_width < size * LEAST_WIDTH {
            return None;
        }
        let widest = plot.rows.iter().map(|row| ems(&name(row), true)).fold(0.0, f64::max) * size;
        let width_of = |is_negative: bool| {
            let cells = plot.rows.iter().flat_map(|row| &row.cells);
            let cells = cells.filter(move |cell| cell.number.is_some_and(|n| n < 0.0) == is_negative);
            cells.map(|cell| ems(shown(cell), true)).fold(0.0, f64::max) * size
        };
        let gap = |width: f64| if width > 0.0 { width + size * 0.45 } else { 0.0 };
        let value_widths = (gap(width_of(true)), gap(width_of(false)));
        let beside = (value_widths.0 + value_widths.1 + size * 0.6) / stack_width;
        let for_names = (1.0 - LEAST_FOR_BARS - beside).clamp(LEAST_FOR_NAMES, MOST_FOR_NAMES);
        let label_width = (widest + size * 0.1).min(stack_width * for_names);
        let row_height = |row: &Row| {
            let lines = n_lines(&name(row), label_width / size, true);
            let words = f64::from(u32::try_from(lines).unwrap_or(u32::MAX)) * size * LINE_EMS;
            let n_bars = f64::from(u32::try_from(row.cells.len()).unwrap_or(1));
            words.max(n_bars * size * 1.12) + size * if room.fills { 0.3 } else { 0.42 }
        };
        let heights: Vec<(usize, f64)> =
            plot.rows.iter().enumerate().map(|(idx, row)| (idx, row_height(row))).collect();
        let per_stack = heights.len().div_ceil(usize::try_from(n_stacks).unwrap_or(1)).max(1);
        Some(Self {
            plot,
            room,
            scale: Scale::from_zero(plot.numbers()),
            stack_width,
            label_width,
            value_widths,
            stacks: heights.chunks(per_stack).map(<[_]>::to_vec).collect(),
            legend_height: legend(plot, room.width, size, &series_ink).1,
        })
    }

    fn natural_height(&self) -> f64 {
        let stack = |stack: &Vec<(usize, f64)>| stack.iter().map(|(_, height)| height).sum::<f64>();
        self.stacks.iter().map(stack).fold(0.0, f64::max)
    }

    fn fits(&self) -> bool {
        let bars = self.stack_width - self.label_width - self.value_widths.0 - self.value_widths.1;
        let least = if self.stacks.len() > 1 { LEAST_FOR_BARS } else { LEAST_BESIDE_VALUES };
        let is_stack = |stack: &Vec<(usize, f64)>| stack.len() >= LEAST_BARS;
        let are_stacks = self.stacks.len() == 1 || self.stacks.first().is_some_and(is_stack);
        self.natural_height() + self.legend_height <= self.room.height
            && bars >= self.stack_width * least
            && are_stacks
            && self.names_fit()
    }

    /// Whether no word of a name is wider than what names have. One that is longer than words are is parted.
    fn names_fit(&self) -> bool {
        const LONGEST: usize = 24;
        let names = self.plot.rows.iter().map(name);
        let fits = |word: &str| {
            let width = ems(word.trim_end(), true) * self.room.size;
            word.chars().count() >= LONGEST || width <= self.label_width + self.room.size * 0.2
        };
        names.into_iter().all(|name| words(&name).into_iter().all(fits))
    }

    fn draw(&self) -> Drawing {
        /// How far bars are spread where there is room.
        const MOST_SPREAD: f64 = 2.4;
        let natural = self.natural_height();
        let spread = if self.room.fills {
            ((self.room.height - self.legend_height) / natural).clamp(1.0, MOST_SPREAD)
        } else {
            1.0
        };
        let mut drawing = Drawing {
            width: self.room.width,
            height: natural * spread + self.legend_height,
            rows: vec![Vec::new(); self.plot.rows.len()],
            ..Drawing::default()
        };
        (drawing.bars, drawing.notes) = legend(self.plot, self.room.width, self.room.size, &series_ink).0;
        let gutter = self.room.size * 1.6;
        let mut left = 0.0;
        for stack in &self.stacks {
            let mut y = self.legend_height;
            for &(row_idx, height) in stack {
                self.draw_row(&mut drawing, row_idx, [left, y, height * spread]);
                y += height * spread;
            }
            let zero = self.x_of(left, 0.0);
            let points = vec![(zero, self.legend_height), (zero, y)];
            drawing.lines.push(Line { points, width: self.room.size * 0.06, ink: Ink::Text });
            left += self.stack_width + gutter;
        }
        drawing
    }

    fn x_of(&self, left: f64, value: f64) -> f64 {
        let gap = if self.label_width > 0.0 { self.room.size * 0.6 } else { 0.0 };
        let begin = left + self.label_width + gap + self.value_widths.0;
        let length = self.stack_width - (begin - left) - self.value_widths.1;
        begin + length * self.scale.place(value)
    }

    fn draw_row(&self, drawing: &mut Drawing, row_idx: usize, [left, top, height]: [f64; 3]) {
        let (plot, size) = (self.plot, self.room.size);
        let row = &plot.rows[row_idx];
        let is_led = plot.emphasis == Some(row_idx);
        let words = name(row);
        let cells = &mut drawing.rows[row_idx];
        cells.push((!words.is_empty()).then_some(Label {
            x: left,
            y: top,
            width: self.label_width,
            height,
            text: words,
            size,
            side: Side::Left,
            is_bold: is_led,
            ink: Ink::Text,
        }));
        let n_bars = f64::from(u32::try_from(row.cells.len()).unwrap_or(1));
        let zero = self.x_of(left, 0.0);
        let step = (height - size * 0.34).min(n_bars * size * 1.9) / n_bars;
        let first = top + (height - step * n_bars) / 2.0;
        for (idx, cell) in row.cells.iter().enumerate() {
            let y = first + step * f64::from(u32::try_from(idx).unwrap_or(0));
            let ink = ink_of(plot, row_idx, idx);
            let end = cell.number.map_or(zero, |number| self.x_of(left, number));
            if cell.number.is_some() {
                let thickness = step * if row.cells.len() > 1 { 0.84 } else { 0.9 };
                let (x, width) = (zero.min(end), (end - zero).abs());
                drawing.bars.push(Bar { x, y: y + (step - thickness) / 2.0, width, height: thickness, ink });
            }
            cells.push(Some(self.value_label(cell, [end, y, step], (row_idx, idx))));
        }
    }

    fn value_label(&self, cell: &Cell, [end, y, step]: [f64; 3], (row_idx, idx): (usize, usize)) -> Label {
        let size = self.room.size;
        let is_led = ink_of(self.plot, row_idx, idx) == Ink::Accent && has_quiet(self.plot);
        let is_negative = cell.number.is_some_and(|number| number < 0.0);
        let width = ems(shown(cell), true) * size + size * 0.1;
        Label {
            x: if is_negative { end - size * 0.3 - width } else { end + size * 0.3 },
            y,
            width,
            height: step,
            text: shown(cell).to_owned(),
            size,
            side: if is_negative { Side::Right } else { Side::Left },
            is_bold: is_led,
            ink: match (cell.number, is_led) {
                (None, _) => Ink::Muted,
                (Some(_), true) => Ink::Accent,
                (Some(_), false) => Ink::Text,
            },
        }
    }
}

/// What stands beside a bar.
pub(super) fn name(row: &Row) -> String {
    match (row.label.is_empty(), row.remark.is_empty()) {
        (false, false) => format!("{}, {}", row.label, row.remark),
        (true, _) => row.remark.clone(),
        (false, true) => row.label.clone(),
    }
}

/// What stands at the end of a bar; a value that is missing is said to be.
pub(super) fn shown(cell: &Cell) -> &str {
    if cell.shown.is_empty() { "–" } else { &cell.shown }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::brief::ChartType;
    use crate::layout::chart::drawing::tests::assert_clear;
    use crate::layout::chart::plot::plot;
    use crate::layout::chart::plot::tests::chart;

    const SLIDE: Room = Room { width: 840.0, height: 300.0, size: 22.0, fills: true };
    const PAPER: Room = Room { width: 425.0, height: 560.0, size: 9.0, fills: false };
    const CARD: Room = Room { width: 246.0, height: 260.0, size: 9.5, fills: false };

    fn drawn(rows: &[&[&str]], room: Room) -> Drawing {
        let plot = plot(&chart(ChartType::Bar, rows)).expect("it can be drawn");
        bars(&plot, room).expect("it fits")
    }

    #[test]
    fn bars_are_as_long_as_their_values_from_one_zero() {
        let rows: &[&[&str]] =
            &[&["Yearone", "−1,280"], &["Yeartwo", "640"], &["Yearthree", "−35.5"], &["Yearfour", "1,920"]];
        for room in [SLIDE, PAPER, CARD] {
            let drawing = drawn(rows, room);
            let scale = drawing.bars[3].width / 1_920.0;
            for (bar, value) in drawing.bars.iter().zip([-1_280.0_f64, 640.0, -35.5, 1_920.0]) {
                assert!((bar.width - value.abs() * scale).abs() < 1e-6, "{value}: {bar:?}");
            }
            let zero = drawing.bars[3].x;
            assert!(
                (drawing.bars[0].x + drawing.bars[0].width - zero).abs() < 1e-6,
                "below zero ends at zero"
            );
            assert_clear(&drawing, "below zero");
        }
    }

    #[test]
    fn one_row_and_forty_rows_and_long_names_fit_without_touching() {
        let names: Vec<String> = (0..40).map(|n| format!("State number {n}")).collect();
        let values: Vec<String> = (0..40).map(|n| format!("{},000", 10 + n)).collect();
        let forty: Vec<Vec<&str>> =
            names.iter().zip(&values).map(|(a, b)| vec![a.as_str(), b.as_str()]).collect();
        let forty: Vec<&[&str]> = forty.iter().map(Vec::as_slice).collect();
        let long = "A very long name of an office that nobody would put on a slide but somebody did";
        let cases: [&[&[&str]]; 4] = [
            &[&["Ohio", "72,860"]],
            &forty,
            &[&[long, "1"], &["Short", "2"], &["自動車産業における現地生産の割合（推計を含む）", "3"]],
            &[&["a", "1"], &["b", ""], &["c", "n/a"]],
        ];
        for rows in cases {
            for room in [SLIDE, PAPER, CARD] {
                if rows.len() == 40 && room == CARD {
                    continue;
                }
                let drawing = drawn(rows, room);
                assert!(drawing.height <= room.height + 0.01, "{} of {room:?}", drawing.height);
                assert_clear(&drawing, &format!("{} rows in {room:?}", rows.len()));
            }
        }
    }

    #[test]
    fn names_of_two_hundred_letters_leave_the_bars_a_third_of_the_width() {
        let name = "The share of firms of each kind that say they have grown since the agreement came into force, \
                    as the ministries of both sides counted them in the first half of the year after the last count";
        let names: Vec<String> = (0..6).map(|n| format!("{name} {n}")).collect();
        let rows: Vec<[&str; 2]> = names.iter().map(|name| [name.as_str(), "5"]).collect();
        let drawing = drawn(&rows.iter().map(<[_; 2]>::as_slice).collect::<Vec<_>>(), PAPER);
        assert_clear(&drawing, "long names");
        assert!(drawing.bars.iter().all(|bar| bar.width >= PAPER.width / 3.0), "{:?}", drawing.bars);
        let plot = plot(&chart(ChartType::Bar, &rows.iter().map(<[_; 2]>::as_slice).collect::<Vec<_>>()));
        assert_eq!(bars(&plot.expect("data"), SLIDE), None, "a slide has no such height");
    }

    #[test]
    fn a_missing_value_has_no_bar_and_says_so() {
        let drawing = drawn(&[&["2019", "5"], &["2020", ""], &["2021", "7"]], PAPER);
        assert_eq!(drawing.bars.len(), 2);
        let shown: Vec<&str> =
            drawing.rows.iter().flatten().flatten().map(|label| label.text.as_str()).collect();
        assert!(shown.contains(&"–"), "{shown:?}");
    }

    #[test]
    fn series_are_grouped_and_named_and_one_is_in_the_accent() {
        let rows: &[&[&str]] = &[
            &["#State", "Before", "After"],
            &["Ohio", "10", "12"],
            &["Texas", "7", "9"],
            &["Iowa", "1", "−2"],
        ];
        let drawing = drawn(rows, SLIDE);
        let accents = drawing.bars.iter().filter(|bar| bar.ink == Ink::Accent && bar.width > 30.0).count();
        assert_eq!(accents, 3, "one a group");
        assert!(["Before", "After"].iter().all(|name| drawing.notes.iter().any(|note| note.text == *name)));
        assert_clear(&drawing, "groups");
    }
}
