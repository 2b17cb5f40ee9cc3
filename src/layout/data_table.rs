//! The data of a chart as a table, for what can be no honest drawing.

use crate::brief::is_number;
use crate::layout::chart::{write_heading, write_texts};
use crate::layout::column_widths::{Columns, of_group};
use crate::layout::source::Writer;
use crate::layout::style::Style;
use crate::layout::table_fit::{TableFit, table_width};
use crate::release::ChartData;

/// The type of a table some of whose rows would take many lines.
const HIGH_SCALE: f64 = 0.75;

/// Writes the data of a chart as a table, with its title above and its source below; as several, where its columns are
/// wider than the page, or with its rows for columns, where its names are many and its rows few.
pub(super) fn write_data_table(writer: &mut Writer, chart: &ChartData, style: Style) {
    let turned = turned(chart);
    let width = table_width(style);
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

/// Writes how the table fits the line; names that leave no room beside the figures stand on fewer lines in smaller type.
fn write_fit(writer: &mut Writer, chart: &ChartData, style: Style) {
    let fit = |scale| TableFit::new(&names(chart), &chart.rows, scale, style);
    let usual = fit(1.0);
    let fit = if usual.has_high_rows() { fit(HIGH_SCALE) } else { usual };
    if fit.scale < 1.0 {
        writer.code(&format!(", scale: {:.2}", fit.scale));
    }
    fit.write(writer, 1, style);
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
