//! A map of the states: tints where there are figures, codes on the states, and the figures listed beside.

use crate::brief::Lang;
use crate::layout::chart::apart::apart;
use crate::layout::chart::bars::shown;
use crate::layout::chart::columns::as_f64;
use crate::layout::chart::drawing::{Drawing, Ink, Label, Line, Side};
use crate::layout::chart::plot::{Plot, Row};
use crate::layout::chart::room::Room;
use crate::layout::chart::states::{PLANE, State, map_svg, state_named};
use crate::layout::chart::width::{LINE_EMS, ems, n_lines};

/// How a list of figures is fitted in: a share of the type size, and whether it stands below the map.
const FITS: [(f64, bool); 9] = [
    (1.0, false),
    (0.88, false),
    (0.76, false),
    (0.66, false),
    (1.0, true),
    (0.85, true),
    (0.7, true),
    (0.55, true),
    (0.45, true),
];

/// The smallest share of the type size that is read from the back of a room: as long as it holds, a slide has the
/// arrangement with the largest map.
const LEAST_SHARE: f64 = 0.7;

/// How much larger a map must be for its list to be in smaller type.
const MUCH_LARGER: f64 = 1.12;

/// How many ems a page needs from side to side for a map and its list beside it.
const LEAST_EMS: f64 = 34.0;

/// Above this tint, words on a state are white.
const DARK: f64 = 0.6;

/// Draws a map, and the picture of its states; nothing where no row names a state, or the list is too long.
pub(super) fn map(plot: &Plot, room: Room, lang: Lang) -> Option<(Drawing, String)> {
    let states = states_of(plot);
    let mapped = Mapped { plot, states: &states, lang };
    mapped.drawn(room).map(|drawing| (drawing, mapped.svg()))
}

/// How wide the map would be in a room, in points, without its list.
pub(super) fn map_width(plot: &Plot, room: Room, lang: Lang) -> f64 {
    let states = states_of(plot);
    Mapped { plot, states: &states, lang }.drawn(room).map_or(0.0, |drawing| width_of(&drawing))
}

/// How wide the map of a drawing is.
fn width_of(drawing: &Drawing) -> f64 {
    drawing.under.as_ref().map_or(0.0, |(_, [_, _, width, _])| *width)
}

/// The state of each row.
fn states_of(plot: &Plot) -> Vec<Option<State>> {
    plot.rows.iter().map(|row| state_named(&row.label)).collect()
}

struct Mapped<'p> {
    plot: &'p Plot,
    /// The state of each row.
    states: &'p [Option<State>],
    lang: Lang,
}

impl Mapped<'_> {
    fn drawn(&self, room: Room) -> Option<Drawing> {
        if self.plot.series.len() != 1 || self.states.iter().all(Option::is_none) {
            return None;
        }
        // On a narrow page the list would be in small type to stand beside the map. On a slide it is the map that counts.
        let is_narrow = !room.fills && room.width < room.size * LEAST_EMS;
        let fits = FITS.iter().filter(|(_, is_below)| *is_below || !is_narrow);
        let fit = |&(share, is_below): &(f64, bool)| {
            let room = Room { size: room.size * share, ..room };
            if is_below { self.above(room) } else { self.beside(room) }
        };
        let legible = fits.clone().filter(|(share, _)| room.fills && *share >= LEAST_SHARE);
        let largest = legible
            .filter_map(fit)
            .reduce(|best, next| if width_of(&next) > width_of(&best) * MUCH_LARGER { next } else { best });
        largest.or_else(|| fits.clone().find_map(fit))
    }

    /// How dark a row is: by its value; where one is named, that one alone is dark.
    fn shade(&self, row_idx: usize) -> Option<f64> {
        let number = self.plot.rows[row_idx].cells.first()?.number?;
        let most = self.plot.numbers().fold(0.0_f64, |most, number| most.max(number.abs()));
        Some(match self.plot.emphasis {
            Some(led) if led == row_idx => 1.0,
            Some(_) => 0.4,
            None if most > 0.0 => {
                // Four steps are told apart; more are not.
                let steps = (number.abs() / most * 4.0).ceil().clamp(1.0, 4.0);
                0.2 * steps + 0.2
            }
            None => 0.4,
        })
    }

    fn svg(&self) -> String {
        map_svg(&|state| {
            let row_idx = self.states.iter().position(|one| one.is_some_and(|one| one.code == state.code))?;
            self.shade(row_idx)
        })
    }

    /// The map at the left, the list at the right.
    fn beside(&self, room: Room) -> Option<Drawing> {
        const LEAST_MAP: f64 = 0.32;
        const LEAST_HEIGHT: f64 = 90.0;
        let size = room.size;
        let list_width = self.list_width(size);
        let gap = size * 0.9;
        let note = size * 1.5;
        let widest = room.width - list_width - gap;
        let map_width = widest.min((room.height - note) * PLANE.0 / PLANE.1);
        let line = size * 1.4;
        let map_height = map_width * PLANE.1 / PLANE.0;
        let list_height = line * as_f64(self.plot.rows.len());
        // A low room makes the map small wherever the list stands, and smaller still where that is below.
        let is_crowded = widest < room.width * LEAST_MAP || map_height < LEAST_HEIGHT;
        if is_crowded || list_height > map_height + note {
            return None;
        }
        let mut drawing = self.drawing(room, [0.0, map_width, map_height + note]);
        let top = (map_height - list_height).max(0.0) / 2.0;
        for (idx, row) in self.plot.rows.iter().enumerate() {
            let at = [map_width + gap, top + line * as_f64(idx), list_width, line];
            drawing.rows.push(self.entry(idx, row, at, size));
        }
        Some(drawing)
    }

    /// The list below the map, in as many columns as there is room for.
    fn above(&self, room: Room) -> Option<Drawing> {
        const LEAST_HEIGHT: f64 = 90.0;
        let size = room.size;
        let (line, gutter) = (size * 1.4, size * 1.5);
        let list_width = self.list_width(size).min(room.width);
        let mut n_columns = 1;
        while as_f64(n_columns + 1) * (list_width + gutter) - gutter <= room.width {
            n_columns += 1;
        }
        let n_lines = self.plot.rows.len().div_ceil(n_columns);
        let line = line + self.further_lines(list_width, size);
        let list_height = line * as_f64(n_lines) + size * 0.8;
        let note = size * 1.5;
        let map_height = (room.height - list_height - note).min(room.width * PLANE.1 / PLANE.0);
        if map_height < LEAST_HEIGHT {
            return None;
        }
        let map_width = map_height * PLANE.0 / PLANE.1;
        let left = (room.width - map_width) / 2.0;
        let mut drawing = self.drawing(room, [left, map_width, map_height + note + list_height]);
        for (idx, row) in self.plot.rows.iter().enumerate() {
            let (column, at_line) = (idx / n_lines, idx % n_lines);
            let x = as_f64(column) * (list_width + gutter);
            let y = map_height + note + size * 0.8 + line * as_f64(at_line);
            drawing.rows.push(self.entry(idx, row, [x, y, list_width, line], size));
        }
        Some(drawing)
    }

    fn drawing(&self, room: Room, [left, map_width, height]: [f64; 3]) -> Drawing {
        let map_height = map_width * PLANE.1 / PLANE.0;
        let mut drawing = Drawing {
            width: room.width,
            height,
            under: Some((String::new(), [left, 0.0, map_width, map_height])),
            ..Drawing::default()
        };
        self.label_states(&mut drawing, room.size, [left, map_width / PLANE.0]);
        let hatched = match self.lang {
            Lang::En => "Hatched: no figure",
            Lang::Ja => "斜線：数値なし",
        };
        drawing.notes.push(Label {
            x: 0.0,
            y: map_height + room.size * 0.2,
            width: room.width * 0.5,
            height: room.size * 1.2,
            text: hatched.to_owned(),
            size: room.size * 0.8,
            side: Side::Left,
            is_bold: false,
            ink: Ink::Muted,
        });
        drawing
    }

    /// The code of each state on it, or at the end of a line beside it where it is too small.
    fn label_states(&self, drawing: &mut Drawing, size: f64, [left, scale]: [f64; 2]) {
        const EDGE: f64 = 958.0;
        let size = (size * 0.62).max(5.5);
        let line = size * LINE_EMS;
        let mut outside: Vec<(State, f64)> = Vec::new();
        for (row_idx, state) in self.states.iter().enumerate() {
            let Some(state) = state else { continue };
            if self.states[..row_idx].contains(&Some(*state)) {
                continue;
            }
            let Some(shade) = self.shade(row_idx) else { continue };
            let (x, y) = (left + state.middle.0 * scale, state.middle.1 * scale);
            let width = ems(state.code, true) * size;
            if state.clearance * scale < width * 0.42 {
                outside.push((*state, y));
                continue;
            }
            drawing.notes.push(Label {
                x: x - width / 2.0 - 1.0,
                y: y - line / 2.0,
                width: width + 2.0,
                height: line,
                text: state.code.to_owned(),
                size,
                side: Side::Center,
                is_bold: true,
                ink: if shade > DARK { Ink::White } else { Ink::Text },
            });
        }
        outside.sort_by(|a, b| a.1.total_cmp(&b.1));
        let wanted: Vec<f64> = outside.iter().map(|(_, y)| *y).collect();
        let bottom = PLANE.1 * scale;
        for ((state, y), at) in outside.iter().zip(apart(&wanted, line, (0.0, bottom))) {
            let x = left + EDGE * scale;
            let from = (left + state.middle.0 * scale, *y);
            drawing.lines.push(Line { points: vec![from, (x, at)], width: 0.6, ink: Ink::Muted });
            drawing.notes.push(Label {
                x: x + size * 0.15,
                y: at - line / 2.0,
                width: ems(state.code, true) * size + 1.0,
                height: line,
                text: state.code.to_owned(),
                size,
                side: Side::Left,
                is_bold: true,
                ink: Ink::Text,
            });
        }
    }

    fn value_width(&self, size: f64) -> f64 {
        self.plot.rows.iter().map(|row| ems(shown(&row.cells[0]), true)).fold(0.0, f64::max) * size
            + size * 0.2
    }

    fn list_width(&self, size: f64) -> f64 {
        let names = self.plot.rows.iter().zip(self.states).map(|(row, state)| {
            let names = name_of(row, *state, self.lang);
            ems(&names, true)
        });
        self.value_width(size) + size * 0.6 + names.fold(0.0, f64::max) * size + size * 0.2
    }

    /// The height that the longest name of the list takes beyond one line.
    fn further_lines(&self, list_width: f64, size: f64) -> f64 {
        let width = list_width - self.value_width(size) - size * 0.6;
        let lines = self
            .plot
            .rows
            .iter()
            .zip(self.states)
            .map(|(row, state)| n_lines(&name_of(row, *state, self.lang), width / size + 0.01, true));
        as_f64(lines.max().unwrap_or(1) - 1) * size * LINE_EMS
    }

    /// A line of the list: what it is worth, and where.
    fn entry(
        &self,
        row_idx: usize,
        row: &Row,
        [x, y, width, height]: [f64; 4],
        size: f64,
    ) -> Vec<Option<Label>> {
        let is_led = self.plot.emphasis == Some(row_idx);
        let value_width = self.value_width(size);
        let label = |x: f64, width: f64, text: String, side: Side, is_bold: bool| Label {
            x,
            y,
            width,
            height,
            text,
            size,
            side,
            is_bold,
            ink: if is_led { Ink::Accent } else { Ink::Text },
        };
        let names = x + value_width + size * 0.6;
        vec![
            Some(label(
                names,
                x + width - names,
                name_of(row, self.states[row_idx], self.lang),
                Side::Left,
                is_led,
            )),
            Some(label(x, value_width, shown(&row.cells[0]).to_owned(), Side::Right, true)),
        ]
    }
}

/// How a row is listed: as it was written, and by its name where that was a code; with its remark.
fn name_of(row: &Row, state: Option<State>, lang: Lang) -> String {
    let is_code = |state: &State| row.label.trim().eq_ignore_ascii_case(state.code);
    let name = match (state.filter(is_code), lang) {
        (Some(state), Lang::En) => format!("{} {}", row.label.trim(), state.name),
        (Some(state), Lang::Ja) => format!("{} {}", row.label.trim(), state.name_ja),
        (None, _) => row.label.clone(),
    };
    if row.remark.is_empty() { name } else { format!("{name}, {}", row.remark) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::brief::ChartType;
    use crate::layout::chart::drawing::tests::assert_clear;
    use crate::layout::chart::plot::plot;
    use crate::layout::chart::plot::tests::chart;
    use crate::layout::chart::states::states;

    const ROOMS: [Room; 3] = [
        Room { width: 840.0, height: 310.0, size: 20.0, fills: true },
        Room { width: 425.0, height: 560.0, size: 9.0, fills: false },
        Room { width: 246.0, height: 260.0, size: 9.5, fills: false },
    ];

    fn mapped(rows: &[&[&str]], room: Room) -> Option<(Drawing, String)> {
        map(&plot(&chart(ChartType::Map, rows)).expect("data"), room, Lang::En)
    }

    #[test]
    fn states_with_figures_are_tinted_named_and_listed() {
        let rows: &[&[&str]] = &[
            &["GA", "40,000"],
            &["Ohio", "72,860"],
            &["オハイオ", "1"],
            &["WI", ""],
            &["RI", "10"],
            &["CT", "20"],
        ];
        for room in ROOMS {
            let (drawing, svg) = mapped(rows, room).expect("a map");
            assert_eq!(svg.matches("fill-opacity").count(), 4, "Wisconsin has no figure");
            let words: Vec<&str> = drawing.labels().map(|label| label.text.as_str()).collect();
            for word in ["GA Georgia", "72,860", "WI Wisconsin", "–", "RI", "CT"] {
                assert!(words.contains(&word), "{word}: {words:?}");
            }
            assert_clear(&drawing, "a map");
        }
        assert!(mapped(&[&["Ontario", "5"]], ROOMS[0]).is_none());
    }

    #[test]
    fn in_a_low_room_the_list_stands_beside_the_map() {
        let rows: &[&[&str]] = &[&["GA", "40,000"], &["KY", "47,000"], &["MI", "39,890"], &["OH", "72,860"]];
        let room = Room { height: 150.0, ..ROOMS[0] };
        let (drawing, _) = mapped(rows, room).expect("a map");
        let (_, [_, _, _, map_height]) = drawing.under.expect("the states");
        assert!(map_height > room.height * 0.75, "{map_height}");
    }

    #[test]
    fn a_list_of_many_is_in_smaller_type_where_the_map_is_much_larger_for_it() {
        let codes: Vec<&str> = states().map(|state| state.code).take(18).collect();
        let rows: Vec<[&str; 2]> = codes.iter().map(|code| [*code, "12,345"]).collect();
        let rows: Vec<&[&str]> = rows.iter().map(<[_; 2]>::as_slice).collect();
        let plot = plot(&chart(ChartType::Map, &rows)).expect("data");
        let width = map_width(&plot, ROOMS[0], Lang::En);
        let (drawing, _) = map(&plot, ROOMS[0], Lang::En).expect("a map");
        let (_, [_, _, drawn, _]) = drawing.under.as_ref().expect("the states");
        assert!(width > 250.0 && (width - drawn).abs() < 0.01, "{width}");
        let least = drawing.rows.iter().flatten().flatten().map(|label| label.size).fold(f64::MAX, f64::min);
        assert!(least >= ROOMS[0].size * LEAST_SHARE, "{least}");
    }

    #[test]
    fn all_states_at_once_stand_clear_of_each_other() {
        let codes: Vec<&str> = states().map(|state| state.code).collect();
        let rows: Vec<[&str; 2]> = codes.iter().map(|code| [*code, "12,345"]).collect();
        let rows: Vec<&[&str]> = rows.iter().map(<[_; 2]>::as_slice).collect();
        for room in &ROOMS[..2] {
            let (drawing, _) = mapped(&rows, *room).expect("a map");
            assert!(drawing.height <= room.height + 0.01);
            assert_clear(&drawing, "all states");
        }
    }
}
