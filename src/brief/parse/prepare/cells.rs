//! Tables whose rows hold more cells than their head.

use crate::brief::parse::prepare::Changes;
use crate::text::{Diagnostic, Edit, Severity, Span, message};

/// A line of a table.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row<'t> {
    pub text: &'t str,
    /// Where it begins, behind the marks of its containers.
    pub start: usize,
}

impl Row<'_> {
    fn end(self) -> usize {
        self.start + self.text.trim_end().len()
    }
}

/// Whether a line is the one below the head of a table.
pub(super) fn is_delimiter(line: &str) -> bool {
    let line = line.trim();
    line.contains('-')
        && line.contains('|')
        && line.chars().all(|c| matches!(c, '-' | ':' | '|' | ' ' | '\t'))
}

/// Gives the head of a table as many cells as its longest row, so that no cell is lost.
pub(super) fn widen(head: Row<'_>, delimiter: Row<'_>, rows: &[Row<'_>], changes: &mut Changes) {
    let n_columns = n_cells(head.text);
    let n_most = rows.iter().map(|row| n_cells(row.text)).max().unwrap_or(0);
    if n_columns != n_cells(delimiter.text) || n_most <= n_columns {
        return;
    }
    let n_more = n_most - n_columns;
    let has_end = head.text.trim_end().ends_with('|');
    changes.edits.push(Edit::insert(
        head.end(),
        format!("{}{}", if has_end { "" } else { " |" }, " |".repeat(n_more)),
    ));
    let has_end = delimiter.text.trim_end().ends_with('|');
    let more = if has_end { "---|".repeat(n_more) } else { "|---".repeat(n_more) };
    changes.edits.push(Edit::insert(delimiter.end(), more));
    for row in rows.iter().filter(|row| n_cells(row.text) > n_columns) {
        let message = message!(
            "this row has more cells than the head of its table, so the table gets another column",
            "この行のセルが見出し行より多いため、表に列を加えています"
        );
        changes.diagnostics.push(
            Diagnostic::new(Severity::Warning, "extra-cell", Span::new(row.start, row.end()), message)
                .with_hint(message!(
                    "give the head a cell for it, or write \\| for a bar that is text",
                    "見出し行にセルを足すか、文字としての縦線を \\| と書いてください"
                )),
        );
    }
}

fn n_cells(row: &str) -> usize {
    let row = row.trim();
    let row = row.strip_prefix('|').unwrap_or(row);
    let mut n_cells = 1;
    let mut is_escaped = false;
    let mut ends_in_bar = false;
    for c in row.chars() {
        ends_in_bar = c == '|' && !is_escaped;
        n_cells += usize::from(ends_in_bar);
        is_escaped = c == '\\' && !is_escaped;
    }
    n_cells - usize::from(ends_in_bar)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_counted_without_their_outer_bars() {
        for (row, n) in [("| a | b |", 2), ("a | b", 2), ("| a \\| b |", 1), ("| a | b | c", 3), ("||", 1)] {
            assert_eq!(n_cells(row), n, "{row}");
        }
        assert!(is_delimiter("|---|--:|") && !is_delimiter("| a |"));
    }
}
