//! Tables as Typst source: columns as wide as what they hold, rows that do not part, figures below each other.

use crate::brief::Alignment;
use crate::layout::chart::{ems, n_lines, words};
use crate::layout::inline::{in_direction, write_inlines};
use crate::layout::keep::keeps_together;
use crate::layout::no_break::with_no_breaks;
use crate::layout::source::Writer;
use crate::layout::style::{Style, TableWidth};
use crate::release::{Inline, plain_text};

/// The blank at both sides of a cell, in ems of its type.
const PADDING_EMS: f64 = 1.2;

/// The type of tables against that of the text around them.
const TYPE: f64 = 0.92;

/// The smallest type of a table against its usual one.
const LEAST_SCALE: f64 = 0.6;

/// How many rows are looked at for the widths of columns; those of a longer table are seldom others.
const MOST_LOOKED_AT: usize = 500;

/// A row of so few lines does not part.
const MOST_WHOLE_LINES: usize = 8;

/// Writes a table.
pub(super) fn write_table(
    writer: &mut Writer,
    alignments: &[Alignment],
    head: &[Vec<Inline>],
    rows: &[Vec<Vec<Inline>>],
    style: Style,
) {
    let n_columns = u16::try_from(head.len()).unwrap_or(u16::MAX).max(1);
    let scale = (f64::from(style.n_columns) / f64::from(n_columns)).clamp(LEAST_SCALE, 1.0);
    let columns = Columns::of(head, rows);
    let width = style.width_ems() / TYPE;
    // A word wider than its column would stand on the next.
    let scale = scale.min(width / columns.least()).max(LEAST_SCALE);
    let widths = columns.widths(width / scale);
    let cells = head.iter().chain(rows.iter().flatten());
    let words: String = cells.map(|cell| plain_text(cell)).collect();
    in_direction(writer, &words, style, |writer, style| {
        writer.code(&format!("#tbl({}, {scale:.2}, (", head.len()));
        for (idx, alignment) in alignments.iter().enumerate() {
            writer.code(match alignment {
                Alignment::None if holds_figures(rows, idx) => "\"right\",",
                Alignment::None => "none,",
                Alignment::Left => "\"left\",",
                Alignment::Center => "\"center\",",
                Alignment::Right => "\"right\",",
            });
        }
        writer.code("), (");
        write_cells(writer, head, style, widths.as_deref());
        writer.code("), (");
        for row in rows {
            writer.code("(");
            write_cells(writer, row, style, widths.as_deref());
            writer.code("),");
        }
        writer.code(if keeps_together(head, rows, style) { "), keeps: true" } else { ")" });
        if let Some(widths) = &widths {
            let shares: Vec<String> = widths.iter().map(|width| format!("{width:.1}fr,")).collect();
            writer.code(&format!(", widths: ({})", shares.concat()));
            let is_low = |row: &Vec<Vec<Inline>>| {
                let lines = row
                    .iter()
                    .zip(widths)
                    .map(|(cell, width)| n_lines(&plain_text(cell), (width - PADDING_EMS).max(1.0), false));
                lines.max().unwrap_or(1) <= MOST_WHOLE_LINES
            };
            writer.code(if columns.least() > width / scale { ", parts: true" } else { "" });
            writer.code(if rows.iter().all(is_low) { ", whole: true" } else { "" });
        }
        writer.code(if style.table_width == TableWidth::Full { ", fills: true)\n" } else { ")\n" });
    });
}

fn write_cells(writer: &mut Writer, cells: &[Vec<Inline>], style: Style, widths: Option<&[f64]>) {
    for (idx, cell) in cells.iter().enumerate() {
        let width = widths.and_then(|widths| widths.get(idx)).copied();
        let style = style.in_cell(width.unwrap_or_else(|| style.share_of_line(cells.len())));
        writer.code("[");
        write_inlines(writer, cell, style);
        writer.code("],");
    }
}

/// How wide the columns of a table are, in ems of its type.
struct Columns {
    /// The widest word of each, which must not reach into the next column.
    least: Vec<f64>,
    /// Each as wide as its widest cell on one line.
    natural: Vec<f64>,
}

impl Columns {
    fn of(head: &[Vec<Inline>], rows: &[Vec<Vec<Inline>>]) -> Self {
        let mut columns = Self { least: vec![0.0; head.len()], natural: vec![0.0; head.len()] };
        let rows = rows.iter().take(MOST_LOOKED_AT).map(|row| (row.as_slice(), false));
        for (row, is_bold) in std::iter::once((head, true)).chain(rows) {
            for (idx, cell) in row.iter().take(head.len()).enumerate() {
                let text = with_no_breaks(&plain_text(cell));
                let natural = ems(&text, is_bold);
                let word = words(&text).into_iter().map(|word| ems(word.trim_end(), is_bold));
                // A phrase of Japanese has no blanks and should not fall apart either.
                let least = word.fold(0.0, f64::max).max(natural.min(5.0));
                columns.least[idx] = columns.least[idx].max(least + PADDING_EMS);
                columns.natural[idx] = columns.natural[idx].max(natural + PADDING_EMS);
            }
        }
        columns
    }

    /// The least width of all of them.
    fn least(&self) -> f64 {
        self.least.iter().sum::<f64>().max(1.0)
    }

    /// The width of each where they do not stand side by side on one line each, which needs no reckoning: none is less
    /// than its widest word, and the rest goes to those that hold more.
    fn widths(&self, width: f64) -> Option<Vec<f64>> {
        let natural: f64 = self.natural.iter().sum();
        if natural <= width || self.least.len() < 2 {
            return None;
        }
        let rest = (width - self.least()).max(0.0);
        let wanted = (natural - self.least.iter().sum::<f64>()).max(1.0);
        let columns = self.least.iter().zip(&self.natural);
        Some(columns.map(|(least, natural)| least + rest * (natural - least) / wanted).collect())
    }
}

/// Whether a column holds nothing but figures, which are compared where their ends stand below each other; years are
/// names.
fn holds_figures(rows: &[Vec<Vec<Inline>>], idx: usize) -> bool {
    let mut n_figures = 0;
    let mut are_years = true;
    for row in rows {
        let text = row.get(idx).map(|cell| plain_text(cell)).unwrap_or_default();
        let text = text.trim();
        let is_figure = text.chars().all(|c| {
            c.is_ascii_digit()
                || matches!(c, ',' | '.' | '%' | '-' | '−' | '–' | '+' | '$' | '¥' | '€' | '£' | ' ')
        });
        if text.is_empty() || matches!(text, "-" | "–" | "—" | "…") {
            continue;
        }
        if !is_figure || !text.contains(|c: char| c.is_ascii_digit()) {
            return false;
        }
        n_figures += 1;
        are_years &= text.len() == 4 && (text.starts_with("19") || text.starts_with("20"));
    }
    n_figures > 0 && !are_years
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::release::InlineContent;
    use crate::text::Span;

    fn row(cells: &[&str]) -> Vec<Vec<Inline>> {
        let inline =
            |text: &str| Inline { span: Span::default(), content: InlineContent::Text(text.to_owned()) };
        cells.iter().map(|cell| vec![inline(cell)]).collect()
    }

    #[test]
    fn columns_are_as_wide_as_what_they_hold_and_no_narrower_than_a_word() {
        let head = row(&["Measure", "Budget", "Begins"]);
        let rows =
            vec![row(&["Joint procurement of rare earths by both sides", "31,000", "October 1, 2025"])];
        let columns = Columns::of(&head, &rows);
        assert_eq!(columns.widths(100.0), None, "all stand on one line");
        let widths = columns.widths(24.0).expect("they do not");
        assert!((widths.iter().sum::<f64>() - 24.0).abs() < 0.01, "{widths:?}");
        assert!(widths.iter().zip(&columns.least).all(|(width, least)| width >= least), "{widths:?}");
        assert!(widths[0] > widths[2] && widths[2] > widths[1], "{widths:?}");
    }

    #[test]
    fn figures_are_told_from_years_and_words() {
        let rows = vec![row(&["93,000", "2019", "Ohio", "–"]), row(&["−3.5%", "2020", "12", ""])];
        let held: Vec<bool> = (0..4).map(|idx| holds_figures(&rows, idx)).collect();
        assert_eq!(held, [true, false, false, false]);
    }
}
