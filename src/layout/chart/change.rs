//! Before and after: a line from the one to the other for each row, names and values at its ends.

use crate::layout::chart::apart::apart;
use crate::layout::chart::bars::name;
use crate::layout::chart::columns::as_f64;
use crate::layout::chart::drawing::{Drawing, Ink, Label, Line, Side};
use crate::layout::chart::plot::Plot;
use crate::layout::chart::room::Room;
use crate::layout::chart::scale::Scale;
use crate::layout::chart::width::{LINE_EMS, ems, n_lines};

/// Draws a change; nothing where there is no value before and after in each row, or where there is no room.
pub(super) fn change(plot: &Plot, room: Room) -> Option<Drawing> {
    let size = room.size;
    let has_both = plot
        .rows
        .iter()
        .all(|row| row.cells.len() == 2 && row.cells.iter().all(|cell| cell.number.is_some()));
    let names = plot.rows.iter().map(|row| ems(&name(row), true) * size).fold(0.0, f64::max) + size * 0.2;
    let values = plot.rows.iter().flat_map(|row| &row.cells).map(|cell| ems(&cell.shown, true) * size);
    let values = values.fold(0.0, f64::max) + size * 0.2;
    let ends = (values + size * 0.5, room.width - values - names - size * 1.2);
    let scale = Scale::from_zero(plot.numbers());
    let mut slopes = Slopes { plot, room, scale, names, values, ends, head_lines: 1 };
    let head_lines = [0, 1].map(|idx| n_lines(slopes.head_name(idx), slopes.head_width(idx) / size, false));
    slopes.head_lines = head_lines[0].max(head_lines[1]);
    let n_rows = f64::from(u32::try_from(plot.rows.len()).unwrap_or(u32::MAX));
    let fits =
        n_rows * slopes.line() + slopes.head() <= room.landscape() && ends.1 - ends.0 >= size * LEAST_EMS;
    (has_both && fits && slopes.head_lines <= MOST_HEAD_LINES).then(|| slopes.draw())
}

/// How long the lines are at least from side to side, in ems.
const LEAST_EMS: f64 = 5.0;

/// How many lines the name of a side may take.
const MOST_HEAD_LINES: usize = 3;

struct Slopes<'p> {
    plot: &'p Plot,
    room: Room,
    scale: Scale,
    /// The widths of names and of values.
    names: f64,
    values: f64,
    /// Where the lines begin and end from left to right.
    ends: (f64, f64),
    /// How many lines the names of the sides take.
    head_lines: usize,
}

impl Slopes<'_> {
    fn line(&self) -> f64 {
        self.room.size * 1.3
    }

    fn head(&self) -> f64 {
        self.room.size * (1.8 + as_f64(self.head_lines - 1) * LINE_EMS)
    }

    fn head_name(&self, series_idx: usize) -> &str {
        self.plot.series.get(series_idx).map_or("", String::as_str)
    }

    /// The width of the name of a side: it must not reach that of the other, nor the edge.
    fn head_width(&self, series_idx: usize) -> f64 {
        let (size, (_, right)) = (self.room.size, self.ends);
        let most = if series_idx == 0 { right - size * 0.6 } else { self.room.width - right };
        (ems(self.head_name(series_idx), false) * size + size * 0.2).min(most)
    }

    fn y_of(&self, value: f64) -> f64 {
        let (head, line) = (self.head(), self.line());
        head + (self.room.landscape() - head - line) * (1.0 - self.scale.place(value)) + line / 2.0
    }

    fn draw(&self) -> Drawing {
        let mut drawing =
            Drawing { width: self.room.width, height: self.room.landscape(), ..Drawing::default() };
        self.draw_sides(&mut drawing);
        let places = (self.side_places(0), self.side_places(1));
        for row_idx in 0..self.plot.rows.len() {
            self.draw_row(&mut drawing, row_idx, (places.0[row_idx], places.1[row_idx]));
        }
        drawing
    }

    /// Where the words of each row stand on one side, clear of each other.
    fn side_places(&self, column: usize) -> Vec<f64> {
        let rows = &self.plot.rows;
        let mut order: Vec<(usize, f64)> = (0..rows.len())
            .filter_map(|idx| rows[idx].cells[column].number.map(|number| (idx, self.y_of(number))))
            .collect();
        order.sort_by(|a, b| a.1.total_cmp(&b.1));
        let wanted: Vec<f64> = order.iter().map(|(_, y)| *y).collect();
        let mut places = vec![0.0; rows.len()];
        let placed = apart(&wanted, self.line(), (self.head(), self.room.landscape()));
        for ((idx, _), y) in order.iter().zip(placed) {
            places[*idx] = y;
        }
        places
    }

    /// The two sides, each with its name above.
    fn draw_sides(&self, drawing: &mut Drawing) {
        let (size, (left, right)) = (self.room.size, self.ends);
        for (x, side, series_idx) in [(left, Side::Right, 0), (right, Side::Left, 1)] {
            drawing.lines.push(Line {
                points: vec![(x, self.head()), (x, self.room.landscape())],
                width: size * 0.04,
                ink: Ink::Hairline,
            });
            let text = self.head_name(series_idx).to_owned();
            let width = self.head_width(series_idx);
            let x = if side == Side::Right { (x - width).max(0.0) } else { x };
            if !text.is_empty() {
                let area = [x, 0.0, width, self.head() - size * 0.5];
                drawing.notes.push(label(area, text, Side::Left, (size, false, Ink::Muted)));
            }
        }
    }

    fn draw_row(&self, drawing: &mut Drawing, row_idx: usize, (before, after): (f64, f64)) {
        let (plot, size, line, (left, right)) = (self.plot, self.room.size, self.line(), self.ends);
        let row = &plot.rows[row_idx];
        let is_led = plot.emphasis.is_none_or(|led| led == row_idx);
        let is_alone = plot.emphasis.is_some() || plot.rows.len() == 1;
        let ink = if is_led { Ink::Accent } else { Ink::Mid };
        let look = (size, is_led && is_alone, if is_led && is_alone { Ink::Accent } else { Ink::Text });
        let ends =
            [0, 1].map(|column| row.cells[column].number.map_or(drawing.height, |number| self.y_of(number)));
        drawing.lines.push(Line { points: vec![(left, ends[0]), (right, ends[1])], width: size * 0.15, ink });
        drawing.dots.extend([(left, ends[0], size * 0.22, ink), (right, ends[1], size * 0.22, ink)]);
        let at = |y: f64| y - line / 2.0;
        let name_area = [right + size * 0.6 + self.values, at(after), self.names, line];
        let after_area = [right + size * 0.5, at(after), self.values, line];
        drawing.rows.push(vec![
            Some(label(name_area, name(row), Side::Left, look)),
            Some(label([0.0, at(before), self.values, line], row.cells[0].shown.clone(), Side::Right, look)),
            Some(label(after_area, row.cells[1].shown.clone(), Side::Left, look)),
        ]);
    }
}

fn label(
    [x, y, width, height]: [f64; 4],
    text: String,
    side: Side,
    (size, is_bold, ink): (f64, bool, Ink),
) -> Label {
    Label { x, y, width, height, text, size, side, is_bold, ink }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::brief::ChartType;
    use crate::layout::chart::drawing::tests::assert_clear;
    use crate::layout::chart::plot::plot;
    use crate::layout::chart::plot::tests::chart;

    #[test]
    fn each_row_goes_from_before_to_after_and_no_words_touch() {
        let rows: &[&[&str]] = &[
            &["#Country", "2014", "2023"],
            &["Japan", "88,000", "109,000"],
            &["Germany", "88,500", "108,000"],
            &["Korea", "20,000", "108,500"],
        ];
        let plot = plot(&chart(ChartType::Change, rows)).expect("data");
        for room in [
            Room { width: 840.0, height: 300.0, size: 22.0, fills: true },
            Room { width: 425.0, height: 560.0, size: 9.0, fills: false },
        ] {
            let drawing = change(&plot, room).expect("there is room");
            assert_clear(&drawing, "before and after");
            let slopes: Vec<&Line> = drawing.lines.iter().filter(|line| line.ink == Ink::Accent).collect();
            assert_eq!(slopes.len(), 3);
            assert!(slopes.iter().all(|line| line.points[1].1 < line.points[0].1), "all rise");
        }
    }

    #[test]
    fn long_names_of_the_sides_take_several_lines_and_touch_nothing() {
        let rows: &[&[&str]] = &[
            &["#Tariff", "Before the agreement", "After the agreement"],
            &["On beef", "38.5", "9"],
            &["On wine", "15", "0"],
        ];
        let plot = plot(&chart(ChartType::Change, rows)).expect("data");
        let mut n_drawn = 0;
        for width in [840.0, 600.0, 425.0] {
            let room = Room { width, height: 300.0, size: 20.0, fills: true };
            let Some(drawing) = change(&plot, room) else { continue };
            n_drawn += 1;
            assert_clear(&drawing, "names of the sides");
            assert!(rows[0][1..].iter().all(|name| drawing.notes.iter().any(|note| note.text == *name)));
        }
        assert!(n_drawn > 1);
    }
}
