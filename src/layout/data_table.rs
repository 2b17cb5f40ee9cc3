//! The data of a chart as a table, for what can be no honest drawing.

use crate::brief::is_number;
use crate::layout::chart::{write_heading, write_texts};
use crate::layout::column_widths::{Columns, LEAST_SCALE, n_row_lines, of_group};
use crate::layout::keep::{keeps_ends, keeps_together};
use crate::layout::source::Writer;
use crate::layout::style::Style;
use crate::layout::table::{FEW_LINES, TYPE, write_high};
use crate::release::ChartData;

/// The type of a table some of whose rows would take many lines.
const HIGH_SCALE: f64 = 0.75;

/// Writes the data of a chart as a table, with its title above and its source below; as several, where its columns are
/// wider than the page, or with its rows for columns, where its names are many and its rows few.
pub(super) fn write_data_table(writer: &mut Writer, chart: &ChartData, style: Style) {
    let turned = turned(chart);
    let width = style.width_ems() / TYPE;
    let n_groups = |chart: &ChartData| columns(chart).groups(width).len();
    let chart = match &turned {
        Some(turned) if n_groups(turned) == 1 && n_groups(chart) > 1 => turned,
        _ => chart,
    };
    let groups = columns(chart).groups(width);
    for (idx, group) in groups.iter().enumerate() {
        let (is_first, is_last) = (idx == 0, idx + 1 == groups.len());
        let part = ChartData {
            title: chart.title.clone().filter(|_| is_first),
            source: chart.source.clone().filter(|_| is_last),
            date: chart.date.clone().filter(|_| is_last),
            head: of_group(&chart.head, group),
            rows: chart.rows.iter().map(|row| of_group(row, group)).collect(),
            ..chart.clone()
        };
        write_part(writer, &part, style);
    }
}

fn write_part(writer: &mut Writer, chart: &ChartData, style: Style) {
    let n_columns = n_columns(chart);
    writer.code("#chart-table(");
    write_heading(writer, chart);
    writer.code(", (");
    for column in 0..n_columns {
        let holds_values = holds_values(chart, column, n_columns);
        writer.code(if holds_values { "\"right\"," } else { "\"left\"," });
    }
    writer.code("), (");
    write_texts(writer, &chart.head);
    writer.code("), (");
    for row in &chart.rows {
        writer.code("(");
        write_texts(writer, row);
        writer.code("),");
    }
    writer.code(")");
    write_fit(writer, chart, style);
    writer.code(")\n");
}

fn n_columns(chart: &ChartData) -> usize {
    chart.rows.iter().map(Vec::len).chain([chart.head.len()]).max().unwrap_or(0)
}

/// The names of all columns; those behind the end of the head have none.
fn names(chart: &ChartData) -> Vec<String> {
    let mut head = chart.head.clone();
    head.resize(n_columns(chart), String::new());
    head
}

fn columns(chart: &ChartData) -> Columns {
    Columns::of(&names(chart), &chart.rows)
}

/// The same data with a row for each column and a column for each row; nothing where columns have no names.
fn turned(chart: &ChartData) -> Option<ChartData> {
    let is_full = |row: &Vec<String>| row.len() == chart.head.len();
    if chart.head.len() < 2 || !chart.rows.iter().all(is_full) {
        return None;
    }
    let column = |idx: usize| chart.rows.iter().map(move |row| row[idx].clone());
    let line = |idx: usize| [chart.head[idx].clone()].into_iter().chain(column(idx)).collect::<Vec<String>>();
    Some(ChartData { head: line(0), rows: (1..chart.head.len()).map(line).collect(), ..chart.clone() })
}

/// Writes how wide the columns are and what keeps together.
fn write_fit(writer: &mut Writer, chart: &ChartData, style: Style) {
    let columns = columns(chart);
    let width = style.width_ems() / TYPE;
    let scale = (width / columns.least()).clamp(LEAST_SCALE, 1.0);
    let lines_in = |widths: Option<&[f64]>| -> Vec<usize> {
        chart.rows.iter().map(|row| n_row_lines(row, widths)).collect()
    };
    // Names that leave no room beside the figures stand on fewer lines in smaller type.
    let has_high = lines_in(columns.widths(width / scale).as_deref()).iter().any(|lines| *lines > FEW_LINES);
    let scale = if has_high { scale.min(HIGH_SCALE) } else { scale };
    let widths = columns.widths(width / scale);
    let lines = lines_in(widths.as_deref());
    if scale < 1.0 {
        writer.code(&format!(", scale: {scale:.2}"));
    }
    if keeps_together(&lines, style) {
        writer.code(", keeps: true");
    } else if keeps_ends(n_row_lines(&names(chart), widths.as_deref()) + 1, &lines, style) {
        writer.code(", keeps-ends: true");
    }
    write_high(writer, &lines);
    writer.code(&format!(", least: {:.1}", columns.least()));
    if let Some(widths) = &widths {
        let shares: Vec<String> = widths.iter().map(|width| format!("{width:.1}fr,")).collect();
        writer.code(&format!(", widths: ({})", shares.concat()));
        writer.code(if columns.least() > width / scale { ", parts: true" } else { "" });
    }
}

/// Whether a column of a chart holds values: numbers, and in the first column nothing but numbers without labels.
fn holds_values(chart: &ChartData, column: usize, n_columns: usize) -> bool {
    let mut cells =
        chart.rows.iter().filter_map(|row| row.get(column)).filter(|cell| !cell.trim().is_empty());
    if column == 0 {
        n_columns == 1 && cells.all(|cell| is_number(cell))
    } else {
        cells.any(|cell| is_number(cell))
    }
}
