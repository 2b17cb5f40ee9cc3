//! Tables as lines of cells.

use crate::brief::Alignment;

/// A table. Every row gets as many cells as the longest has: readers drop what goes beyond the head.
pub(super) fn table(alignments: &[Alignment], head: Vec<String>, rows: Vec<Vec<String>>) -> String {
    let n_columns = rows.iter().map(Vec::len).chain([head.len(), alignments.len()]).max().unwrap_or(0);
    let row = |mut cells: Vec<String>| {
        cells.resize(n_columns, String::new());
        format!("| {} |", cells.join(" | "))
    };
    let rule = |idx: usize| match alignments.get(idx) {
        None | Some(Alignment::None) => "---".to_owned(),
        Some(Alignment::Left) => ":--".to_owned(),
        Some(Alignment::Center) => ":-:".to_owned(),
        Some(Alignment::Right) => "--:".to_owned(),
    };
    let mut lines = vec![row(head), row((0..n_columns).map(rule).collect())];
    lines.extend(rows.into_iter().map(row));
    lines.join("\n")
}
