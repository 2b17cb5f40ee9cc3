//! Rows of tables that were set by blanks, tabs or drawn lines: `Item    Red line`, `│ Item │ Red line │`.

use crate::brief::readers::naming::{Naming, exact_naming, is_long_name, is_ours};

/// The longest cell that is read as the head of a column, in bytes.
const MAX_HEAD_BYTES: usize = 40;

/// The private kind that a cell of such a row names, so that what stands below the row stays with it.
pub(in crate::brief) fn row_naming(line: &str) -> Option<Naming> {
    let line = line.trim();
    // Most lines have nothing that parts cells.
    if !line.contains('\t') && !line.contains("  ") && !line.contains(is_drawn) {
        return None;
    }
    let cells =
        || line.split(|c: char| c == '\t' || is_drawn(c)).flat_map(|part| part.split("  ")).map(str::trim);
    let said = || cells().filter(|cell| !cell.is_empty());
    let is_row = said().count() > 1 && said().all(|cell| cell.len() <= MAX_HEAD_BYTES);
    if !is_row {
        return None;
    }
    said().filter_map(|cell| Some((cell, exact_naming(cell)?))).find_map(|(cell, named)| {
        let is_sure = is_long_name(cell) || named.kind.is_telling();
        (is_sure && is_ours(named.kind) && named.kind.name != "notes").then(|| Naming::dressed(named.kind))
    })
}

/// Whether a rule is in several pieces, as below the heads of such a table: `------  --------`.
pub(in crate::brief) fn is_below_heads(rule: &str) -> bool {
    let mut pieces = rule.split_whitespace();
    pieces.clone().count() > 1 && pieces.all(|piece| piece.len() > 1)
}

/// Whether a sign is one of those that the sides of cells are drawn with.
fn is_drawn(c: char) -> bool {
    matches!(c, '│' | '┃' | '║')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_head_of_a_column_is_found_between_what_parts_them() {
        for line in ["Item    Red line", "Item\tRed lines", "│ Item │ Red line │", "項目  譲れない一線"]
        {
            assert_eq!(row_naming(line).map(|named| named.kind.name), Some("red-line"), "{line}");
        }
        for line in [
            "Red line",
            "The  red line runs from the port to the market and back",
            "Item    Line",
            "Year  Notes",
        ] {
            assert_eq!(row_naming(line), None, "{line}");
        }
    }
}
