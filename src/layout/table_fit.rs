//! How a table fits the line: how small its type is, how wide its columns are, and which rows keep together.

use crate::layout::column_widths::{Columns, LEAST_SCALE, n_row_lines};
use crate::layout::keep::{keeps_ends, keeps_together};
use crate::layout::source::Writer;
use crate::layout::style::Style;

/// The type of tables against that of the text around them.
const TYPE: f64 = 0.92;

/// A row of so few lines is surely lower than any page.
const FEW_LINES: usize = 3;

/// The width that a table has on a line, in the type of tables.
pub(super) fn table_width(style: Style) -> f64 {
    style.width_ems() / TYPE
}

/// How a table fits the line.
pub(super) struct TableFit {
    /// Its type against that of other tables.
    pub scale: f64,
    /// The widths of its columns; nothing where all of them fit on one line each.
    pub widths: Option<Vec<f64>>,
    /// The width below which a word stands out of its column.
    least: f64,
    /// Whether a word is wider than its column all the same, and parts.
    parts_words: bool,
    n_head_lines: usize,
    row_lines: Vec<usize>,
}

impl TableFit {
    /// Fits a table whose type is at most `scale` times that of others.
    pub fn new(head: &[String], rows: &[Vec<String>], scale: f64, style: Style) -> Self {
        let columns = Columns::of(head, rows);
        let (width, least) = (table_width(style), columns.least());
        // A word wider than its column would stand on the next.
        let scale = scale.min(width / least).max(LEAST_SCALE);
        let widths = columns.widths(width / scale);
        let n_lines = |row: &[String]| n_row_lines(row, widths.as_deref());
        Self {
            n_head_lines: n_lines(head),
            row_lines: rows.iter().map(|row| n_lines(row)).collect(),
            parts_words: widths.is_some() && least > width / scale,
            scale,
            widths,
            least,
        }
    }

    /// Whether a row may be so high that it has to part.
    pub fn has_high_rows(&self) -> bool {
        self.row_lines.iter().any(|lines| *lines > FEW_LINES)
    }

    /// Writes all but the scale as named arguments. `n_lines_above` are those of a title that stays with the head.
    pub fn write(&self, writer: &mut Writer, n_lines_above: usize, style: Style) {
        if keeps_together(&self.row_lines, style) {
            writer.code(", keeps: true");
        } else if keeps_ends(n_lines_above + self.n_head_lines, &self.row_lines, style) {
            writer.code(", keeps-ends: true");
        }
        let high = self.row_lines.iter().enumerate().filter(|(_, lines)| **lines > FEW_LINES);
        let high: Vec<String> = high.map(|(idx, _)| format!("{idx},")).collect();
        if !high.is_empty() {
            writer.code(&format!(", high: ({})", high.concat()));
        }
        writer.code(&format!(", least: {:.1}", self.least));
        if let Some(widths) = &self.widths {
            let shares: Vec<String> = widths.iter().map(|width| format!("{width:.1}fr,")).collect();
            writer.code(&format!(", widths: ({})", shares.concat()));
        }
        if self.parts_words {
            writer.code(", parts: true");
        }
    }
}
