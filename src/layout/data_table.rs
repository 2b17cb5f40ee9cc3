//! The data of a chart as a table, for what can be no honest drawing.

use crate::brief::is_number;
use crate::layout::chart::{write_heading, write_texts};
use crate::layout::column_widths::{Columns, n_row_lines};
use crate::layout::keep::{keeps_ends, keeps_together};
use crate::layout::source::Writer;
use crate::layout::style::Style;
use crate::layout::table::{LEAST_SCALE, TYPE, write_high};
use crate::release::ChartData;

/// Writes the data of a chart as a table, with its title above and its source below.
pub(super) fn write_data_table(writer: &mut Writer, chart: &ChartData, style: Style) {
    let n_columns = chart.rows.iter().map(Vec::len).chain([chart.head.len()]).max().unwrap_or(0);
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
    write_form(writer, chart, n_columns, style);
    writer.code(")\n");
}

/// Writes how wide the columns are and what keeps together.
fn write_form(writer: &mut Writer, chart: &ChartData, n_columns: usize, style: Style) {
    // A head that is shorter than the rows leaves its last columns without a name.
    let mut head = chart.head.clone();
    head.resize(n_columns, String::new());
    let columns = Columns::of(&head, &chart.rows);
    let width = style.width_ems() / TYPE;
    let scale = (width / columns.least()).clamp(LEAST_SCALE, 1.0);
    let widths = columns.widths(width / scale);
    let lines: Vec<usize> = chart.rows.iter().map(|row| n_row_lines(row, widths.as_deref())).collect();
    if scale < 1.0 {
        writer.code(&format!(", scale: {scale:.2}"));
    }
    if keeps_together(&lines, style) {
        writer.code(", keeps: true");
    } else if keeps_ends(n_row_lines(&head, widths.as_deref()) + 1, &lines, style) {
        writer.code(", keeps-ends: true");
    }
    write_high(writer, &lines);
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
