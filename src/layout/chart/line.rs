//! A line through the years: marks at round values, the ends of the line said, gaps where values are missing.

use crate::brief::Lang;
use crate::layout::chart::columns::as_f64;
use crate::layout::chart::drawing::{Drawing, Ink, Label, Line, Side};
use crate::layout::chart::inks::line_ink;
use crate::layout::chart::legend::legend;
use crate::layout::chart::line_ends::{End, Ends};
use crate::layout::chart::line_names::{Name, Named, height_ems};
use crate::layout::chart::line_values::draw_values;
use crate::layout::chart::plot::{MOST_SERIES, Plot, year_of};
use crate::layout::chart::room::{Room, tick_text};
use crate::layout::chart::scale::{Scale, n_decimals};
use crate::layout::chart::width::{LINE_EMS, ems, n_lines};

/// How many points of a line are marked.
const MOST_MARKS: usize = 12;

/// Draws lines; nothing where there are no two values to draw one through, or no room for their names.
pub(super) fn line(plot: &Plot, room: Room, lang: Lang) -> Option<Drawing> {
    let n_most = (0..plot.series.len()).map(|idx| values(plot, idx).count()).max()?;
    if n_most < 2 {
        return None;
    }
    let named = Lines::new(plot, room, lang, false);
    // Where the names find no room beside the lines, they stand above them.
    let lines = named.or_else(|| {
        let is_told_apart = (2..=MOST_SERIES).contains(&plot.series.len());
        is_told_apart.then(|| Lines::new(plot, room, lang, true)).flatten()
    });
    lines.map(|lines| lines.draw())
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
    /// The sentence that says where an axis begins that does not begin at zero, and how many lines it takes.
    remark: Option<(String, usize)>,
    /// Whether the names of the series stand above the field.
    has_legend: bool,
    ends: Ends,
    names: Vec<Name>,
}

/// The type of the sentence about the axis.
const REMARK: f64 = 0.85;

impl<'p> Lines<'p> {
    fn new(plot: &'p Plot, room: Room, lang: Lang, has_legend: bool) -> Option<Self> {
        let size = room.size;
        let (scale, ticks) = Scale::of_line(plot.numbers());
        let n_decimals = n_decimals(&ticks);
        let largest = ticks.iter().fold(0.0_f64, |most, tick| most.max(tick.abs()));
        let ticks: Vec<(f64, String)> =
            ticks.into_iter().map(|tick| (tick, tick_text(tick, n_decimals, largest, lang))).collect();
        let remark = remark(scale, &ticks, room, lang);
        let tick_width = ticks.iter().map(|(_, words)| ems(words, false)).fold(0.0, f64::max) * size;
        let left = tick_width + size * 0.7;
        let legend_height = if has_legend { legend(plot, room.width, size, &line_ink).1 } else { 0.0 };
        let above = remark.as_ref().map_or(0.9, |(_, n_lines)| 1.0 + as_f64(*n_lines));
        let top = legend_height + size * above;
        // The names below take a share of the height, and the words at the ends one of the width.
        let mut name_lines = 1;
        for _ in 0..4 {
            let most = room.landscape() - size * height_ems(name_lines);
            // On paper a drawing may be higher than others, and on a slide it may not.
            if room.fills && has_legend && most < top + size * 4.0 {
                return None;
            }
            let bottom = most.max(top + size * 4.0);
            let y = |value: f64| bottom - (bottom - top) * scale.place(value);
            let ends = Ends::new(ends(plot, has_legend, y), (size, room.width), (top, bottom))?;
            let field = [left, room.width - ends.room(size), top, bottom];
            let places = places(plot);
            let x = |place: &f64| field[0] + (field[1] - field[0]) * place;
            let names = plot.rows.iter().zip(&places).map(|(row, place)| (row.label.as_str(), x(place)));
            let named = Named {
                names: names.collect(),
                emphasis: plot.emphasis,
                are_times: plot.are_times(),
                room_width: room.width,
                size,
            };
            let names = named.placed()?;
            let most = names.iter().map(|name| name.n_lines).max().unwrap_or(1);
            if most <= name_lines {
                return Some(Self {
                    plot,
                    room,
                    scale,
                    ticks,
                    field,
                    places,
                    remark,
                    has_legend,
                    ends,
                    names,
                });
            }
            name_lines = most;
        }
        None
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
        let [_, right, _, bottom] = self.field;
        let name_lines = self.names.iter().map(|name| name.n_lines).max().unwrap_or(1);
        let height = bottom + size * height_ems(name_lines);
        let mut drawing = Drawing { width: self.room.width, height, ..Drawing::default() };
        if self.has_legend {
            (drawing.bars, drawing.notes) = legend(self.plot, self.room.width, size, &line_ink).0;
        }
        self.draw_axis(&mut drawing);
        // The line that the eye is led to is drawn last, above all others.
        let order = (0..self.plot.series.len()).filter(|idx| *idx != self.plot.lead).chain([self.plot.lead]);
        for series_idx in order {
            self.draw_series(&mut drawing, series_idx);
        }
        self.ends.draw(&mut drawing, right, size);
        // Of several lines, each has its last value alone.
        if self.plot.series.len() == 1 {
            let shown =
                |row_idx: usize| self.plot.rows[row_idx].cells.first().map(|cell| cell.shown.as_str());
            let point =
                |(row_idx, value): (usize, f64)| Some((shown(row_idx)?, self.x(row_idx), self.y(value)));
            let points: Vec<_> = values(self.plot, 0).filter_map(point).collect();
            draw_values(&mut drawing, &points, self.field, size);
        }
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
        if let Some((remark, n_lines)) = &self.remark {
            let height = size * (0.2 + as_f64(*n_lines));
            drawing.notes.push(Label {
                x: 0.0,
                y: self.field[2] - size * (1.0 + as_f64(*n_lines)),
                width: self.room.width,
                height,
                text: remark.clone(),
                size: size * REMARK,
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

    fn draw_names(&self, drawing: &mut Drawing) {
        let size = self.room.size;
        let [.., bottom] = self.field;
        for name in &self.names {
            drawing.notes.push(Label {
                x: name.left,
                y: bottom + size * 0.4,
                width: name.right - name.left,
                height: size * (0.05 + as_f64(name.n_lines) * LINE_EMS),
                text: self.plot.rows[name.row_idx].label.clone(),
                size,
                side: Side::Center,
                is_bold: self.plot.emphasis == Some(name.row_idx),
                ink: Ink::Muted,
            });
        }
    }
}

/// The sentence that says where an axis begins that does not begin at zero, and how many lines it takes.
fn remark(scale: Scale, ticks: &[(f64, String)], room: Room, lang: Lang) -> Option<(String, usize)> {
    if scale.holds_zero() {
        return None;
    }
    let from = ticks.first().map_or("", |(_, words)| words.as_str());
    let words = match lang {
        Lang::En => format!("The axis begins at {from}, not at zero"),
        Lang::Ja => format!("縦軸は0ではなく{from}から始まる"),
    };
    let n_lines = n_lines(&words, room.width / (room.size * REMARK), false);
    Some((words, n_lines))
}

/// The words at the end of each line that has one, without the names where these stand above.
fn ends(plot: &Plot, has_legend: bool, y: impl Fn(f64) -> f64) -> Vec<End> {
    let end = |series_idx: usize| {
        let (_, value) = values(plot, series_idx).last()?;
        let text = end_words(plot, series_idx, has_legend);
        Some(End { text, y: y(value), is_lead: series_idx == plot.lead })
    };
    (0..plot.series.len()).filter_map(end).collect()
}

/// What stands at the end of a line.
fn end_words(plot: &Plot, series_idx: usize, has_legend: bool) -> String {
    let last = values(plot, series_idx).last();
    let shown = last.and_then(|(row_idx, _)| plot.rows[row_idx].cells.get(series_idx));
    let shown = shown.map_or("", |cell| cell.shown.as_str());
    match plot.series.get(series_idx).filter(|name| plot.series.len() > 1 && !has_legend && !name.is_empty())
    {
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
}
