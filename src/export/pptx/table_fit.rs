//! How a table fits its place: its type, its columns and its rows, each as high as the lines of its fullest cell, so that
//! nothing lies over what stands below.

use crate::export::pptx::arrange::Rect;
use crate::layout::{Columns, PADDING_EMS, is_wide, n_row_lines};

/// The blank above and below the words of a cell, in ems of its type.
pub(super) const PADDING_ABOVE_EMS: f64 = 0.3;
/// How high a line is, in ems; the faces of Japanese are higher.
const LINE_EMS: (f64, f64) = (1.22, 1.5);
/// How much wider letters may be in a face that another computer puts in place of one that it lacks.
const FACE: f64 = 1.12;
/// The type sizes of tables, in points.
const SIZES: [f64; 18] =
    [26.0, 24.0, 22.0, 20.0, 18.0, 16.0, 15.0, 14.0, 13.0, 12.0, 11.0, 10.0, 9.0, 8.0, 7.0, 6.0, 5.0, 4.0];
/// The type down to which cells rather have one line each, in points.
const LARGE: f64 = 14.0;
/// Where words part rather than that the type is smaller, in points.
const READABLE: f64 = 10.0;

/// How a table stands in its place.
#[derive(Debug, PartialEq)]
pub(super) struct TableFit {
    /// Its type size, in points.
    pub size: f64,
    /// The widths of its columns, in points; together as wide as the place.
    pub widths: Vec<f64>,
    /// The heights of its rows, in points; the head is the first, where there is one.
    pub heights: Vec<f64>,
    /// Whether some cell of the head says something; where none does, there is none.
    pub has_head: bool,
}

impl TableFit {
    /// Fits a table, its head first, in the largest type in which it is no higher than its place and no word is wider
    /// than its column.
    pub(super) fn of(texts: &[Vec<String>], place: Rect) -> Self {
        let has_head = texts.first().is_some_and(|head| head.iter().any(|cell| !cell.trim().is_empty()));
        let n_columns = texts.iter().map(Vec::len).max().unwrap_or(0);
        let mut head = texts.first().cloned().unwrap_or_default();
        head.resize(n_columns, String::new());
        let rows = texts.get(1..).unwrap_or_default();
        let spaced = |row: &Vec<String>| row.iter().map(|cell| spaced(cell)).collect::<Vec<String>>();
        let (head, rows) = (spaced(&head), rows.iter().map(spaced).collect::<Vec<_>>());
        let columns = Columns::of(&head, &rows);
        let shown: Vec<&Vec<String>> = std::iter::once(&head).filter(|_| has_head).chain(&rows).collect();
        let fit = |size: f64| {
            let em_pt = size * FACE;
            let ems = columns.filling(place.width / em_pt);
            let heights = shown.iter().enumerate().map(|(idx, row)| {
                // The head is bold, and its letters wider.
                let scale = if idx == 0 && has_head { 1.0 / 1.06 } else { 1.0 };
                let room: Vec<f64> =
                    ems.iter().map(|em| (em - PADDING_EMS).mul_add(scale, PADDING_EMS)).collect();
                row_height(row, &room) * size
            });
            let heights = heights.collect();
            Self { size, widths: ems.iter().map(|em| em * em_pt).collect(), heights, has_head }
        };
        let fits = |fit: &Self| {
            let parts_words = columns.least() * FACE > place.width / fit.size;
            fit.height() <= place.height && (!parts_words || fit.size <= READABLE)
        };
        // Rows of one line each look better than larger type.
        let has_lines = |fit: &Self| fit.heights.iter().all(|height| *height < 2.0 * LINE_EMS.0 * fit.size);
        let in_lines = || SIZES.into_iter().take_while(|size| *size >= LARGE).map(fit);
        if let Some(fit) = in_lines().find(|fit| fits(fit) && has_lines(fit)) {
            return fit;
        }
        SIZES.into_iter().map(fit).find(fits).unwrap_or_else(|| fit(SIZES[SIZES.len() - 1]))
    }

    /// How high it is, in points.
    pub(super) fn height(&self) -> f64 {
        self.heights.iter().sum()
    }
}

/// A text with the blank that Office sets between the letters of Japanese and others.
fn spaced(text: &str) -> String {
    const BLANK: char = '\u{2009}';
    let mut out = String::with_capacity(text.len());
    let mut before = None::<char>;
    for c in text.chars() {
        let is_edge = |one: char, other: char| is_wide(one) && other.is_alphanumeric() && !is_wide(other);
        if before.is_some_and(|before| is_edge(before, c) || is_edge(c, before)) {
            out.push(BLANK);
        }
        out.push(c);
        before = Some(c);
    }
    out
}

/// How high a row is, in ems of its type.
fn row_height(row: &[String], widths: &[f64]) -> f64 {
    let height = |(cell, width): (&String, &f64)| {
        let n_lines =
            u32::try_from(n_row_lines(std::slice::from_ref(cell), Some(&[*width]))).unwrap_or(u32::MAX);
        let is_japanese = cell.chars().any(is_wide);
        f64::from(n_lines) * if is_japanese { LINE_EMS.1 } else { LINE_EMS.0 }
    };
    row.iter().zip(widths).map(height).fold(LINE_EMS.0, f64::max) + 2.0 * PADDING_ABOVE_EMS
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLACE: Rect = Rect { x: 60.0, y: 128.0, width: 400.0, height: 150.0 };

    fn table(rows: &[&[&str]]) -> Vec<Vec<String>> {
        rows.iter().map(|row| row.iter().map(|cell| (*cell).to_owned()).collect()).collect()
    }

    #[test]
    fn a_row_is_as_high_as_its_fullest_cell_and_the_table_no_higher_than_its_place() {
        let long = "Joint procurement of rare earths by both sides, with what that needs";
        let fit = TableFit::of(&table(&[&["Measure", "Year"], &[long, "2025"], &["One", "2026"]]), PLACE);
        assert!(fit.heights[1] > fit.heights[2], "{fit:?}");
        assert!(fit.height() <= PLACE.height && fit.size >= 14.0, "{fit:?}");
        assert!((fit.widths.iter().sum::<f64>() - PLACE.width).abs() < 0.01, "{fit:?}");
        let japanese = "安全保障協力の深化に向けた両国間の枠組みの下での共同調達の推進";
        let wide = TableFit::of(&table(&[&["項目", "年"], &[japanese, "2025"], &["一", "2026"]]), PLACE);
        assert!(wide.heights[1] > 2.0 * wide.size * LINE_EMS.1, "its letters are as wide as high: {wide:?}");
    }

    #[test]
    fn what_is_much_has_small_type_and_still_fits() {
        let cells = ["安全保障協力の深化に向けた枠組み"; 4];
        let texts = table(&[&cells[..]; 12]);
        let fit = TableFit::of(&texts, PLACE);
        assert!(fit.height() <= PLACE.height && fit.size < 9.0, "{fit:?}");
        let bare = TableFit::of(&table(&[&["", ""], &["a", "b"]]), PLACE);
        assert_eq!((bare.has_head, bare.heights.len(), bare.size), (false, 1, 26.0));
    }
}
