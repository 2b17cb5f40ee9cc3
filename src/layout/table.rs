//! Tables as Typst source: columns as wide as what they hold, rows that do not part, figures below each other.

use crate::brief::{Alignment, with_true_minus};
use crate::layout::column_widths::{Columns, LEAST_SCALE, of_group};
use crate::layout::inline::{in_direction, write_inlines};
use crate::layout::source::Writer;
use crate::layout::style::{Style, TableWidth};
use crate::layout::table_fit::{TableFit, table_width};
use crate::release::{Inline, InlineContent, plain_text, text_in_lines};

/// Writes a table.
pub(super) fn write_table(
    writer: &mut Writer,
    alignments: &[Alignment],
    head: &[Vec<Inline>],
    rows: &[Vec<Vec<Inline>>],
    style: Style,
) {
    let rows: Vec<Vec<Vec<Inline>>> =
        rows.iter().map(|row| row.iter().map(|cell| with_minus(cell)).collect()).collect();
    let rows = rows.as_slice();
    let n_columns = u16::try_from(head.len()).unwrap_or(u16::MAX).max(1);
    let scale = (f64::from(style.n_columns) / f64::from(n_columns)).clamp(LEAST_SCALE, 1.0);
    let texts = |row: &[Vec<Inline>]| row.iter().map(|cell| text_in_lines(cell)).collect::<Vec<String>>();
    let (head_texts, row_texts) = (texts(head), rows.iter().map(|row| texts(row)).collect::<Vec<_>>());
    let groups = Columns::of(&head_texts, &row_texts).groups(table_width(style));
    if groups.len() > 1 {
        for group in groups {
            let rows: Vec<Vec<Vec<Inline>>> = rows.iter().map(|row| of_group(row, &group)).collect();
            write_table(writer, &of_group(alignments, &group), &of_group(head, &group), &rows, style);
        }
        return;
    }
    let fit = TableFit::new(&head_texts, &row_texts, scale, style);
    let widths = fit.widths.as_deref();
    let cells = head.iter().chain(rows.iter().flatten());
    let words: String = cells.map(|cell| plain_text(cell)).collect();
    in_direction(writer, &words, style, |writer, style| {
        writer.code(&format!("#tbl({}, {:.2}, (", head.len(), fit.scale));
        write_alignments(writer, alignments, rows);
        writer.code("), (");
        write_cells(writer, head, style, widths);
        writer.code("), (");
        for row in rows {
            writer.code("(");
            write_cells(writer, row, style, widths);
            writer.code("),");
        }
        writer.code(")");
        fit.write(writer, 0, style);
        writer.code(if style.table_width == TableWidth::Full { ", fills: true)\n" } else { ")\n" });
    });
}

fn write_alignments(writer: &mut Writer, alignments: &[Alignment], rows: &[Vec<Vec<Inline>>]) {
    for alignment in shown_alignments(alignments, rows) {
        writer.code(match alignment {
            Alignment::None => "none,",
            Alignment::Left => "\"left\",",
            Alignment::Center => "\"center\",",
            Alignment::Right => "\"right\",",
        });
    }
}

/// How the columns of a table are aligned on a page: as it says, else figures to the right.
pub(crate) fn shown_alignments(alignments: &[Alignment], rows: &[Vec<Vec<Inline>>]) -> Vec<Alignment> {
    let shown = |(idx, alignment): (usize, &Alignment)| match alignment {
        Alignment::None if holds_figures(rows, idx) => Alignment::Right,
        alignment => *alignment,
    };
    alignments.iter().enumerate().map(shown).collect()
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

/// A cell that is a negative number, with a true minus, as charts have it; any other as it is. Words, ranges, dates
/// and codes keep their hyphens.
fn with_minus(cell: &[Inline]) -> Vec<Inline> {
    let mut cell = cell.to_vec();
    if let (typed, Some(shown)) = (plain_text(&cell), with_true_minus(&plain_text(&cell))) {
        let sign = typed.chars().zip(shown.chars()).find(|(typed, shown)| typed != shown);
        if let Some((sign, _)) = sign {
            set_minus(&mut cell, sign);
        }
    }
    cell
}

/// Puts a true minus in the place of the first such sign; says whether there is one.
fn set_minus(inlines: &mut [Inline], sign: char) -> bool {
    inlines.iter_mut().any(|inline| match &mut inline.content {
        InlineContent::Text(text) if text.contains(sign) => {
            *text = text.replacen(sign, "\u{2212}", 1);
            true
        }
        content => content.children_mut().is_some_and(|children| set_minus(children, sign)),
    })
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
    use crate::text::Span;

    fn row(cells: &[&str]) -> Vec<Vec<Inline>> {
        let inline =
            |text: &str| Inline { span: Span::default(), content: InlineContent::Text(text.to_owned()) };
        cells.iter().map(|cell| vec![inline(cell)]).collect()
    }

    #[test]
    fn negative_figures_have_a_true_minus_and_words_keep_their_hyphens() {
        let shown = |typed: &str| plain_text(&with_minus(&row(&[typed])[0]));
        for (typed, expected) in [
            ("-1,280", "−1,280"),
            ("-3.5%", "−3.5%"),
            ("-$5 billion", "−$5 billion"),
            ("$-5", "$−5"),
            ("−7", "−7"),
            ("2022-23", "2022-23"),
            ("03-5501-8000", "03-5501-8000"),
            ("2024-11-20", "2024-11-20"),
            ("- word", "- word"),
            ("-", "-"),
        ] {
            assert_eq!(shown(typed), expected, "{typed}");
        }
        let strong = |text: &str| Inline {
            span: Span::default(),
            content: InlineContent::Strong(row(&[text]).remove(0)),
        };
        let note = Inline { span: Span::default(), content: InlineContent::Ref(1) };
        let cell = with_minus(&[strong("-3.5%"), note.clone()]);
        assert_eq!(cell, [strong("−3.5%"), note]);
    }

    #[test]
    fn figures_are_told_from_years_and_words() {
        let rows = vec![row(&["93,000", "2019", "Ohio", "–"]), row(&["−3.5%", "2020", "12", ""])];
        let held: Vec<bool> = (0..4).map(|idx| holds_figures(&rows, idx)).collect();
        assert_eq!(held, [true, false, false, false]);
    }
}
