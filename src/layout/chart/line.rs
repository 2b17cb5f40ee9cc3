//! A line through the years: marks at round values, the ends of the line said, gaps where values are missing.

use crate::brief::Lang;
use crate::layout::chart::apart::{apart, crosses, overlaps};
use crate::layout::chart::columns::as_f64;
use crate::layout::chart::drawing::{Drawing, Ink, Label, Line, Side};
use crate::layout::chart::inks::line_ink;
use crate::layout::chart::plot::{Plot, year_of};
use crate::layout::chart::room::{Room, tick_text};
use crate::layout::chart::scale::{Scale, n_decimals};
use crate::layout::chart::width::{cut, ems};

/// How many points of a line are marked.
const MOST_MARKS: usize = 12;

/// Draws lines; nothing where there are no two values to draw one through.
pub(super) fn line(plot: &Plot, room: Room, lang: Lang) -> Option<Drawing> {
    let n_most = (0..plot.series.len()).map(|idx| values(plot, idx).count()).max()?;
    (n_most > 1).then(|| Lines::new(plot, room, lang).draw())
}

/// The values of a series with the rows they stand in.
fn values(plot: &Plot, series_idx: usize) -> impl Iterator<Item = (usize, f64)> + '_ {
    let number = move |row_idx: usize| plot.rows[row_idx].cells.get(series_idx)?.number;
    (0..plot.rows.len()).filter_map(move |row_idx| number(row_idx).map(|number| (row_idx, number)))
}

struct Lines<'p> {
    plot: &'p Plot,
    room: Room,
    scale: Scale,
    /// The marks of the axis: values and words.
    ticks: Vec<(f64, String)>,
    /// Where the field of the lines begins and ends from left to right, and from top to bottom.
    field: [f64; 4],
    /// Where each row stands, as a share of the field.
    places: Vec<f64>,
    /// The sentence that says where an axis begins that does not begin at zero.
    remark: Option<String>,
}

impl<'p> Lines<'p> {
    fn new(plot: &'p Plot, room: Room, lang: Lang) -> Self {
        let size = room.size;
        let (scale, ticks) = Scale::of_line(plot.numbers());
        let n_decimals = n_decimals(&ticks);
        let largest = ticks.iter().fold(0.0_f64, |most, tick| most.max(tick.abs()));
        let ticks: Vec<(f64, String)> =
            ticks.into_iter().map(|tick| (tick, tick_text(tick, n_decimals, largest, lang))).collect();
        let remark = (!scale.holds_zero()).then(|| {
            let from = ticks.first().map_or("", |(_, words)| words.as_str());
            match lang {
                Lang::En => format!("The axis begins at {from}, not at zero"),
                Lang::Ja => format!("縦軸は0ではなく{from}から始まる"),
            }
        });
        let tick_width = ticks.iter().map(|(_, words)| ems(words, false)).fold(0.0, f64::max) * size;
        let end_width =
            (0..plot.series.len()).map(|idx| ems(&end_words(plot, idx), true)).fold(0.0, f64::max);
        let end_width = (end_width * size + size * 0.2).min(room.width * 0.35);
        let height = room.landscape();
        let top = if remark.is_some() { size * 2.0 } else { size * 0.9 };
        let field = [
            tick_width + size * 0.7,
            room.width - end_width - size * 0.7,
            top,
            (height - size * 1.7).max(top + size * 4.0),
        ];
        Self { plot, room, scale, ticks, field, places: places(plot), remark }
    }

    fn x(&self, row_idx: usize) -> f64 {
        let [left, right, ..] = self.field;
        left + (right - left) * self.places.get(row_idx).copied().unwrap_or(0.0)
    }

    fn y(&self, value: f64) -> f64 {
        let [.., top, bottom] = self.field;
        bottom - (bottom - top) * self.scale.place(value)
    }

    fn draw(&self) -> Drawing {
        let size = self.room.size;
        let [_, _, _, bottom] = self.field;
        let mut drawing =
            Drawing { width: self.room.width, height: bottom + size * 1.7, ..Drawing::default() };
        self.draw_axis(&mut drawing);
        // The line that the eye is led to is drawn last, above all others.
        let order = (0..self.plot.series.len()).filter(|idx| *idx != self.plot.lead).chain([self.plot.lead]);
        for series_idx in order {
            self.draw_series(&mut drawing, series_idx);
        }
        self.draw_ends(&mut drawing);
        self.draw_values(&mut drawing);
        self.draw_names(&mut drawing);
        drawing
    }

    fn draw_axis(&self, drawing: &mut Drawing) {
        let size = self.room.size;
        let [left, right, ..] = self.field;
        for (value, words) in &self.ticks {
            let y = self.y(*value);
            let is_zero = *value == 0.0;
            let ink = if is_zero { Ink::Text } else { Ink::Hairline };
            let width = size * if is_zero { 0.06 } else { 0.04 };
            drawing.lines.push(Line { points: vec![(left, y), (right, y)], width, ink });
            drawing.notes.push(Label {
                x: 0.0,
                y: y - size * 0.6,
                width: left - size * 0.5,
                height: size * 1.2,
                text: words.clone(),
                size: size * 0.9,
                side: Side::Right,
                is_bold: false,
                ink: Ink::Muted,
            });
        }
        if let Some(remark) = &self.remark {
            drawing.notes.push(Label {
                x: 0.0,
                y: 0.0,
                width: self.room.width,
                height: size * 1.2,
                text: cut(remark, self.room.width / (size * 0.85), false),
                size: size * 0.85,
                side: Side::Left,
                is_bold: false,
                ink: Ink::Muted,
            });
        }
    }

    fn draw_series(&self, drawing: &mut Drawing, series_idx: usize) {
        let is_lead = series_idx == self.plot.lead;
        let ink = line_ink(self.plot, series_idx);
        let width = self.room.size * if is_lead { 0.17 } else { 0.12 };
        let mut points: Vec<(f64, f64)> = Vec::new();
        let mut last = None;
        for (row_idx, value) in values(self.plot, series_idx) {
            // Nothing is drawn across a value that is missing.
            if last.is_some_and(|last: usize| last + 1 != row_idx) {
                Self::end_line(drawing, std::mem::take(&mut points), (width, ink));
            }
            points.push((self.x(row_idx), self.y(value)));
            last = Some(row_idx);
        }
        // A few points are marked, so that nobody takes the line between them for counts.
        if self.plot.series.len() == 1 && self.plot.rows.len() <= MOST_MARKS {
            let marks =
                values(self.plot, series_idx).map(|(row_idx, value)| (self.x(row_idx), self.y(value)));
            drawing.dots.extend(marks.map(|(x, y)| (x, y, width * 1.15, ink)));
        }
        if let Some(&(x, y)) = points.last() {
            drawing.dots.push((x, y, width * 1.5, ink));
        }
        Self::end_line(drawing, points, (width, ink));
        if is_lead
            && let Some(row_idx) = self.plot.emphasis
            && let Some(number) = self.plot.rows[row_idx].cells.get(series_idx).and_then(|cell| cell.number)
        {
            drawing.dots.push((self.x(row_idx), self.y(number), width * 1.5, Ink::Accent));
        }
    }

    fn end_line(drawing: &mut Drawing, points: Vec<(f64, f64)>, (width, ink): (f64, Ink)) {
        match points.as_slice() {
            [] => {}
            [(x, y)] => drawing.dots.push((*x, *y, width * 1.2, ink)),
            _ => drawing.lines.push(Line { points, width, ink }),
        }
    }

    /// The last value of each line, with its name where there are several, moved apart where they would touch.
    fn draw_ends(&self, drawing: &mut Drawing) {
        let size = self.room.size;
        let line = size * 1.25;
        let [_, right, top, bottom] = self.field;
        let mut ends: Vec<(usize, f64)> = (0..self.plot.series.len())
            .filter_map(|idx| values(self.plot, idx).last().map(|(_, value)| (idx, self.y(value))))
            .collect();
        ends.sort_by(|a, b| a.1.total_cmp(&b.1));
        let wanted: Vec<f64> = ends.iter().map(|(_, y)| *y).collect();
        let placed = apart(&wanted, line, (top - line * 0.5, bottom + line * 0.5));
        for ((series_idx, _), y) in ends.into_iter().zip(placed) {
            let is_lead = series_idx == self.plot.lead;
            let x = right + size * 0.6;
            drawing.notes.push(Label {
                x,
                y: y - line / 2.0,
                width: self.room.width - x,
                height: line,
                text: cut(&end_words(self.plot, series_idx), (self.room.width - x) / size, true),
                size,
                side: Side::Left,
                is_bold: is_lead,
                ink: if is_lead { Ink::Accent } else { Ink::Text },
            });
        }
    }

    /// The values of a single line at its points, each on a side that the line and other words leave free.
    fn draw_values(&self, drawing: &mut Drawing) {
        let size = self.room.size;
        let [left, right, top, bottom] = self.field;
        if self.plot.series.len() > 1 {
            return;
        }
        let points: Vec<(usize, f64, f64)> =
            values(self.plot, 0).map(|(row_idx, value)| (row_idx, self.x(row_idx), self.y(value))).collect();
        let segments: Vec<&[(f64, f64)]> = drawing
            .lines
            .iter()
            .filter(|line| line.ink == Ink::Accent)
            .flat_map(|line| line.points.windows(2))
            .collect();
        let mut taken: Vec<[f64; 4]> = Vec::new();
        let mut labels = Vec::new();
        let Some((_, but_last)) = points.split_last() else { return };
        for &(row_idx, x, y) in but_last {
            let Some(cell) = self.plot.rows[row_idx].cells.first() else { continue };
            let width = ems(&cell.shown, false) * size + size * 0.2;
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
                text: cell.shown.clone(),
                size: size * 0.95,
                side: Side::Center,
                is_bold: false,
                ink: Ink::Text,
            });
        }
        drawing.notes.extend(labels);
    }

    /// As many names of rows below the field as stand clear of each other, the first and the last among them.
    fn draw_names(&self, drawing: &mut Drawing) {
        let size = self.room.size;
        let [.., bottom] = self.field;
        let Some(last) = self.plot.rows.len().checked_sub(1) else { return };
        let extent = |row_idx: usize| {
            let width =
                (ems(&self.plot.rows[row_idx].label, true) * size + size * 0.2).min(self.room.width * 0.3);
            let middle = self.x(row_idx).clamp(width / 2.0, self.room.width - width / 2.0);
            (middle - width / 2.0, middle + width / 2.0)
        };
        let gap = size * 0.7;
        let mut taken: Vec<(usize, (f64, f64))> = vec![(last, extent(last))];
        let wanted = [0].into_iter().chain(self.plot.emphasis).chain(0..last);
        for row_idx in wanted {
            let (left, right) = extent(row_idx);
            if taken.iter().all(|(_, other)| right + gap <= other.0 || other.1 + gap <= left) {
                taken.push((row_idx, (left, right)));
            }
        }
        for (row_idx, (left, right)) in taken {
            let label = &self.plot.rows[row_idx].label;
            drawing.notes.push(Label {
                x: left,
                y: bottom + size * 0.4,
                width: right - left,
                height: size * 1.2,
                text: cut(label, (right - left) / size + 0.01, true),
                size,
                side: Side::Center,
                is_bold: self.plot.emphasis == Some(row_idx),
                ink: Ink::Muted,
            });
        }
    }
}

/// What stands at the end of a line.
fn end_words(plot: &Plot, series_idx: usize) -> String {
    let last = values(plot, series_idx).last();
    let shown = last.and_then(|(row_idx, _)| plot.rows[row_idx].cells.get(series_idx));
    let shown = shown.map_or("", |cell| cell.shown.as_str());
    match plot.series.get(series_idx).filter(|name| plot.series.len() > 1 && !name.is_empty()) {
        Some(name) => format!("{shown} {name}"),
        None => shown.to_owned(),
    }
}

/// Where rows stand from left to right: by their years where they have such, else one as far from the next.
fn places(plot: &Plot) -> Vec<f64> {
    let years: Option<Vec<f64>> = plot.rows.iter().map(|row| year_of(&row.label)).collect();
    let by_year = years.filter(|years| years.windows(2).all(|pair| pair[0] < pair[1]) && years.len() > 1);
    let (Some(first), Some(last)) =
        (by_year.as_ref().and_then(|years| years.first()), by_year.as_ref().and_then(|years| years.last()))
    else {
        let most = as_f64(plot.rows.len().saturating_sub(1)).max(1.0);
        return (0..plot.rows.len()).map(|idx| as_f64(idx) / most).collect();
    };
    by_year.iter().flatten().map(|year| (year - first) / (last - first)).collect()
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
        line(&plot(&chart(ChartType::Line, rows)).expect("data"), room, Lang::En).expect("a line")
    }

    #[test]
    fn years_stand_as_far_apart_as_they_are() {
        let rows: &[&[&str]] = &[&["1990", "6.2"], &["2018", "51"], &["2022", "60.4"], &["2023", "61.6"]];
        let drawing = drawn(rows, SLIDE);
        let points = &drawing.lines.last().expect("a line").points;
        let share = (points[1].0 - points[0].0) / (points[3].0 - points[0].0);
        assert!((share - 28.0 / 33.0).abs() < 1e-9, "{share}");
        for room in [SLIDE, PAPER, CARD] {
            assert_clear(&drawn(rows, room), "investment");
        }
    }

    #[test]
    fn a_missing_year_leaves_a_gap() {
        let rows: &[&[&str]] =
            &[&["2019", "5"], &["2020", "6"], &["2021", ""], &["2022", "4"], &["2023", "9"]];
        let drawing = drawn(rows, PAPER);
        let lines = drawing.lines.iter().filter(|line| line.ink == Ink::Accent).count();
        assert_eq!(lines, 2, "one before the gap, one behind it");
        assert_clear(&drawing, "gap");
    }

    #[test]
    fn an_axis_that_does_not_begin_at_zero_says_so() {
        let drawing = drawn(&[&["2019", "93,000"], &["2020", "107,000"], &["2021", "109,000"]], PAPER);
        assert!(drawing.notes.iter().any(|note| note.text.contains("not at zero")));
        let drawing = drawn(&[&["2019", "0.1"], &["2020", "107"]], PAPER);
        assert!(!drawing.notes.iter().any(|note| note.text.contains("not at zero")));
    }

    #[test]
    fn many_years_and_close_series_keep_their_words_apart() {
        let years: Vec<String> = (1984..2024).map(|year| year.to_string()).collect();
        let rows: Vec<[&str; 4]> = years.iter().map(|year| [year.as_str(), "10", "10.1", "9.9"]).collect();
        let head: [&str; 4] = ["#Year", "Japan", "Germany", "Republic of Korea"];
        let rows: Vec<&[&str]> =
            [head.as_slice()].into_iter().chain(rows.iter().map(<[_; 4]>::as_slice)).collect();
        for room in [SLIDE, PAPER, CARD] {
            assert_clear(&drawn(&rows, room), "close series");
        }
    }

    #[test]
    fn places_are_moved_apart_and_stay_inside() {
        assert_eq!(apart(&[10.0, 10.0, 10.0], 5.0, (0.0, 30.0)), [10.0, 15.0, 20.0]);
        assert_eq!(apart(&[28.0, 29.0], 10.0, (0.0, 30.0)), [15.0, 25.0]);
    }
}
