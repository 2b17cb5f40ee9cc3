//! Before and after: a line from the one to the other for each row, names and values at its ends.

use crate::layout::chart::bars::name;
use crate::layout::chart::drawing::{Drawing, Ink, Label, Line, Side};
use crate::layout::chart::line::apart;
use crate::layout::chart::plot::Plot;
use crate::layout::chart::room::Room;
use crate::layout::chart::scale::Scale;
use crate::layout::chart::width::ems;

/// Draws a change; nothing where there is no value before and after in each row, or where there is no room.
pub(super) fn change(plot: &Plot, room: Room) -> Option<Drawing> {
    let size = room.size;
    let line = size * 1.3;
    let height = room.landscape();
    let has_both = plot
        .rows
        .iter()
        .all(|row| row.cells.len() == 2 && row.cells.iter().all(|cell| cell.number.is_some()));
    let head = size * 1.8;
    let n_rows = f64::from(u32::try_from(plot.rows.len()).unwrap_or(u32::MAX));
    let names = plot.rows.iter().map(|row| ems(&name(row), true) * size).fold(0.0, f64::max) + size * 0.2;
    let values = plot.rows.iter().flat_map(|row| &row.cells).map(|cell| ems(&cell.shown, true) * size);
    let values = values.fold(0.0, f64::max) + size * 0.2;
    let (left, right) = (values + size * 0.5, room.width - values - names - size * 1.2);
    if !has_both || n_rows * line + head > height || right - left < size * 5.0 {
        return None;
    }
    let scale = Scale::from_zero(plot.numbers());
    let y_of = |value: f64| head + (height - head - line) * (1.0 - scale.place(value)) + line / 2.0;
    let side_places = |column: usize| {
        let mut order: Vec<(usize, f64)> = (0..plot.rows.len())
            .filter_map(|idx| plot.rows[idx].cells[column].number.map(|number| (idx, y_of(number))))
            .collect();
        order.sort_by(|a, b| a.1.total_cmp(&b.1));
        let wanted: Vec<f64> = order.iter().map(|(_, y)| *y).collect();
        let mut places = vec![0.0; plot.rows.len()];
        for ((idx, _), y) in order.iter().zip(apart(&wanted, line, (head, height))) {
            places[*idx] = y;
        }
        places
    };
    let (before, after) = (side_places(0), side_places(1));
    let mut drawing = Drawing { width: room.width, height, ..Drawing::default() };
    for (x, side, series_idx) in [(left, Side::Right, 0), (right, Side::Left, 1)] {
        drawing.lines.push(Line {
            points: vec![(x, head), (x, height)],
            width: size * 0.04,
            ink: Ink::Hairline,
        });
        let text = plot.series.get(series_idx).cloned().unwrap_or_default();
        let width = ems(&text, false) * size + size * 0.2;
        let x = if side == Side::Right { (x - width).max(0.0) } else { x };
        let width = width.min((right - left) / 2.0 + values);
        if !text.is_empty() {
            drawing.notes.push(label([x, 0.0, width, line], text, Side::Left, (size, false, Ink::Muted)));
        }
    }
    for (idx, row) in plot.rows.iter().enumerate() {
        let is_led = plot.emphasis.is_none_or(|led| led == idx);
        let is_alone = plot.emphasis.is_some() || plot.rows.len() == 1;
        let ink = if is_led { Ink::Accent } else { Ink::Mid };
        let look = (size, is_led && is_alone, if is_led && is_alone { Ink::Accent } else { Ink::Text });
        let ends = [0, 1].map(|column| row.cells[column].number.map_or(height, y_of));
        drawing.lines.push(Line { points: vec![(left, ends[0]), (right, ends[1])], width: size * 0.15, ink });
        drawing.dots.extend([(left, ends[0], size * 0.22, ink), (right, ends[1], size * 0.22, ink)]);
        let at = |y: f64| y - line / 2.0;
        drawing.rows.push(vec![
            Some(label(
                [right + size * 0.6 + values, at(after[idx]), names, line],
                name(row),
                Side::Left,
                look,
            )),
            Some(label([0.0, at(before[idx]), values, line], row.cells[0].shown.clone(), Side::Right, look)),
            Some(label(
                [right + size * 0.5, at(after[idx]), values, line],
                row.cells[1].shown.clone(),
                Side::Left,
                look,
            )),
        ]);
    }
    Some(drawing)
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
}
