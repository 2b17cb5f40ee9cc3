//! Shares: parts of a whole in one bar from end to end, or each share against a hundred percent.

use crate::layout::chart::bars::name;
use crate::layout::chart::columns::as_f64;
use crate::layout::chart::drawing::{Bar, Drawing, Ink, Label, Side};
use crate::layout::chart::plot::{Plot, Row};
use crate::layout::chart::room::Room;
use crate::layout::chart::value::value_of;
use crate::layout::chart::width::{LINE_EMS, ems, n_lines};

/// How many parts of a whole are told apart.
const MOST_PARTS: usize = 5;

/// Draws shares; nothing where values are below zero, or there are several series.
pub(super) fn share(plot: &Plot, room: Room, unit: Option<&str>) -> Option<Drawing> {
    let values: Option<Vec<f64>> = plot.rows.iter().map(|row| row.cells.first()?.number).collect();
    let values = values.filter(|values| values.iter().all(|value| *value >= 0.0))?;
    if plot.series.len() != 1 || values.is_empty() {
        return None;
    }
    let total: f64 = values.iter().sum();
    let is_percent = is_percent(plot, unit);
    // A little more than a hundred is due to rounding.
    let is_whole = plot.rows.len() > 1 && plot.rows.len() <= MOST_PARTS && (!is_percent || total <= 101.0);
    match (is_whole, is_percent) {
        (true, true) => fitted_parts(plot, room, &values, total.max(100.0)),
        (true, false) if total > 0.0 => fitted_parts(plot, room, &values, total),
        (false, true) if values.iter().all(|value| *value <= 100.0) => tracks(plot, room, &values),
        _ => None,
    }
}

fn is_percent(plot: &Plot, unit: Option<&str>) -> bool {
    let names_percent = |words: &str| {
        let words = words.to_lowercase();
        words.contains(['%', '％'])
            || words.contains("percent")
            || words.contains("per cent")
            || words.contains("パーセント")
    };
    let cell_unit = plot.rows.first().and_then(|row| value_of(&row.cells.first()?.shown));
    unit.is_some_and(names_percent) || cell_unit.is_some_and(|value| names_percent(&value.unit))
}

/// The parts of a whole in the largest type in which they are no higher than the room; nothing where there is none.
fn fitted_parts(plot: &Plot, room: Room, values: &[f64], whole: f64) -> Option<Drawing> {
    let sized = |share: f64| parts(plot, Room { size: room.size * share, ..room }, values, whole);
    [1.0, 0.85, 0.7, 0.6].into_iter().map(sized).find(|drawing| drawing.height <= room.height)
}

/// One bar, and below it a line for each of its parts.
fn parts(plot: &Plot, room: Room, values: &[f64], whole: f64) -> Drawing {
    let size = room.size;
    let bar_height = size * 2.4;
    let line = size * 1.5;
    let value_width =
        plot.rows.iter().map(|row| ems(&row.cells[0].shown, true)).fold(0.0, f64::max) * size + size * 0.2;
    let begin = size * 1.3;
    let names = begin + value_width + size * 0.6;
    // A name that is longer than its line goes on below.
    let height_of = |row: &Row| line + further_lines(row, room.width - names, size);
    let heights: Vec<f64> = plot.rows.iter().map(height_of).collect();
    let mut drawing = Drawing {
        width: room.width,
        height: bar_height + size * 0.6 + heights.iter().sum::<f64>(),
        ..Drawing::default()
    };
    // What no part takes up shows as the ground of the bar.
    drawing.bars.push(Bar { x: 0.0, y: 0.0, width: room.width, height: bar_height, ink: Ink::Track });
    let gap = size * 0.08;
    let (mut x, mut y) = (0.0, bar_height + size * 0.6);
    for (idx, (row, value)) in plot.rows.iter().zip(values).enumerate() {
        let width = room.width * value / whole;
        let height = heights[idx];
        let ink = ink_of_part(plot, idx);
        drawing.bars.push(Bar { x, y: 0.0, width: (width - gap).max(width * 0.5), height: bar_height, ink });
        x += width;
        let patch = line * 0.5;
        drawing.bars.push(Bar {
            x: 0.0,
            y: y + (height - patch) / 2.0,
            width: size * 0.8,
            height: patch,
            ink,
        });
        let is_led = ink == Ink::Accent;
        let label = |x: f64, width: f64, text: &str, side: Side| Label {
            x,
            y,
            width,
            height,
            text: text.to_owned(),
            size,
            side,
            is_bold: is_led,
            ink: if is_led { Ink::Accent } else { Ink::Text },
        };
        drawing.rows.push(vec![
            Some(label(names, room.width - names, &name(row), Side::Left)),
            Some(label(begin, value_width, &row.cells[0].shown, Side::Right)),
        ]);
        y += height;
    }
    drawing
}

/// The height that the name of a row takes beyond one line in a width.
fn further_lines(row: &Row, width: f64, size: f64) -> f64 {
    as_f64(n_lines(&name(row), width / size, true) - 1) * size * LINE_EMS
}

/// The part that the eye is led to in the accent; the first, where none is named.
fn ink_of_part(plot: &Plot, idx: usize) -> Ink {
    const OTHERS: [Ink; 4] = [Ink::Quiet, Ink::Mid, Ink::Muted, Ink::Hairline];
    let led = plot.emphasis.unwrap_or(0);
    if idx == led {
        return Ink::Accent;
    }
    OTHERS[if idx < led { idx } else { idx - 1 } % OTHERS.len()]
}

/// A bar for each share, on a ground that ends at a hundred percent.
fn tracks(plot: &Plot, room: Room, values: &[f64]) -> Option<Drawing> {
    // Names that are longer than a line go on below, all by as much.
    let further = |size: f64| {
        let further = plot.rows.iter().map(|row| further_lines(row, room.width, size));
        further.fold(0.0, f64::max)
    };
    let natural = |size: f64| (size * 3.0 + further(size)) * as_f64(values.len());
    let size = [1.0, 0.85, 0.7, 0.6].map(|share| room.size * share).into_iter();
    let size = size.into_iter().find(|size| natural(*size) <= room.height)?;
    let value_width = plot.rows.iter().map(|row| ems(&row.cells[0].shown, true)).fold(0.0, f64::max) * size;
    let track_width = room.width - value_width - size * 0.6;
    let line = size * 1.35 + further(size);
    let least = size * 3.0 + further(size);
    let pitch = if room.fills {
        (room.height / as_f64(values.len())).clamp(least, least + size * 1.2)
    } else {
        least
    };
    let mut drawing = Drawing {
        width: room.width,
        height: pitch * as_f64(values.len() - 1) + line + size * 1.4,
        ..Drawing::default()
    };
    for (idx, (row, value)) in plot.rows.iter().zip(values).enumerate() {
        let y = pitch * as_f64(idx);
        let is_quiet = plot.emphasis.is_some_and(|led| led != idx);
        let ink = if is_quiet { Ink::Quiet } else { Ink::Accent };
        let height = size * 1.2;
        drawing.bars.push(Bar { x: 0.0, y: y + line, width: track_width, height, ink: Ink::Track });
        let width = track_width * value / 100.0;
        drawing.bars.push(Bar { x: 0.0, y: y + line, width, height, ink });
        let label = |[x, y, width, height]: [f64; 4], text: String, is_bold: bool| Label {
            x,
            y,
            width,
            height,
            text,
            size,
            side: Side::Left,
            is_bold,
            ink: if is_bold && !is_quiet { Ink::Accent } else { Ink::Text },
        };
        let words = name(row);
        let words = (!words.is_empty()).then(|| label([0.0, y, room.width, line], words, false));
        let at = [track_width + size * 0.5, y + line - size * 0.08, value_width + size * 0.1, size * 1.35];
        let value = label(at, row.cells[0].shown.clone(), true);
        drawing.rows.push(vec![words, Some(value)]);
    }
    Some(drawing)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::brief::ChartType;
    use crate::layout::chart::drawing::tests::assert_clear;
    use crate::layout::chart::plot::plot;
    use crate::layout::chart::plot::tests::chart;

    const PAPER: Room = Room { width: 425.0, height: 560.0, size: 9.0, fills: false };

    fn drawn(rows: &[&[&str]], unit: Option<&str>) -> Option<Drawing> {
        share(&plot(&chart(ChartType::Share, rows)).expect("data"), PAPER, unit)
    }

    #[test]
    fn parts_of_a_whole_are_as_long_as_they_are_large() {
        let drawing = drawn(&[&["Area", "70"], &["Rest", "30"]], Some("percent")).expect("drawn");
        assert!((drawing.bars[1].width - 425.0 * 0.7).abs() < 1.0, "{:?}", drawing.bars[1]);
        assert_clear(&drawing, "parts");
        let counted = drawn(&[&["A", "300"], &["B", "100"]], None).expect("drawn");
        assert!((counted.bars[1].width - 425.0 * 0.75).abs() < 1.0);
    }

    #[test]
    fn shares_of_different_wholes_each_have_their_own_hundred() {
        let drawing = drawn(&[&["Area", "70 %"], &["Facilities", "45 %"]], None).expect("drawn");
        let ratio = drawing.bars[1].width / drawing.bars[0].width;
        assert!((ratio - 0.7).abs() < 1e-9 && drawing.bars.len() == 4, "{ratio}");
        assert_clear(&drawing, "tracks");
        assert_eq!(drawn(&[&["Area", "170 %"]], None), None);
        assert_eq!(drawn(&[&["a", "−5"], &["b", "3"]], Some("%")), None);
    }

    #[test]
    fn long_names_of_shares_go_on_below() {
        let long = "In North America by Japanese automakers with plants in all of its states and provinces";
        let narrow = Room { width: 246.0, height: 260.0, size: 9.5, fills: false };
        for (rows, unit) in [
            ([["A", "70"], [long, "20"], [long, "10"]], Some("percent")),
            ([[long, "70 %"], ["B", "45 %"], [long, "60 %"]], None),
        ] {
            let rows: Vec<&[&str]> = rows.iter().map(<[_; 2]>::as_slice).collect();
            let plot = plot(&chart(ChartType::Share, &rows)).expect("data");
            assert_clear(&share(&plot, narrow, unit).expect("drawn"), "long shares");
        }
    }
}
