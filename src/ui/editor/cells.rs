//! The cells of tables: Tab goes from one to the next, Enter to the row below, and behind the last a row is added.
//!
//! Only tables whose lines begin with a bar are known; a line without is left to the other keys of the text.

use crate::text::{Edit, EditKind, Selection, Span};
use crate::ui::editor::moves::{Step, line};

/// The lines of a table, without the one that rules off its head.
struct Table {
    rows: Vec<Span>,
    /// What stands before the first bar of each line: blanks, and the marks of a quotation.
    mark: String,
}

/// One cell.
#[derive(Clone, Copy)]
struct Cell {
    row_idx: usize,
    /// All between its bars.
    span: Span,
    /// Its words; where it has none, the place for them.
    words: Span,
}

/// Goes to the next cell or the one before and selects its words; nothing where the cursor is in no table. Behind the
/// last cell a row is added.
pub(super) fn next_cell(text: &str, selection: Selection, is_back: bool, line_end: &str) -> Option<Step> {
    let table = Table::around(text, selection.head)?;
    let cells = table.cells(text);
    let at = cells.iter().rposition(|cell| cell.span.start <= selection.head);
    let to = match (at, is_back) {
        (None, _) => 0,
        (Some(at), true) => at.saturating_sub(1),
        (Some(at), false) => at + 1,
    };
    match cells.get(to) {
        Some(cell) => Some(go_to(*cell)),
        None => table.add_row(text, line_end),
    }
}

/// Goes to the cell below; nothing where the cursor is in no cell. Below the last row one is added, and a last row with
/// no words ends the table.
pub(super) fn cell_below(text: &str, selection: Selection, line_end: &str) -> Option<Step> {
    let table = Table::around(text, selection.head)?;
    let cells = table.cells(text);
    let is_in = |cell: &&Cell| {
        cell.span.start <= selection.head
            && selection.head <= cell.span.end
            && text[cell.span.end..].starts_with('|')
    };
    let at = cells.iter().find(is_in)?;
    let of_row = |row_idx: usize| cells.iter().filter(move |cell| cell.row_idx == row_idx);
    let column = of_row(at.row_idx).position(|cell| cell.span == at.span)?;
    if let Some(below) = of_row(at.row_idx + 1).take(column + 1).last() {
        return Some(go_to(*below));
    }
    let is_empty = of_row(at.row_idx).all(|cell| cell.words.is_empty());
    if !is_empty || at.row_idx == 0 {
        return table.add_row(text, line_end);
    }
    // Without a blank line, what is written next would be a row.
    let row = table.rows[at.row_idx];
    let mark = table.mark.trim_end();
    let left = format!("{mark}{line_end}{}", table.mark);
    let after = Selection::at(row.start + left.len());
    Some(Step { edits: vec![Edit::replace(row, left)], after, kind: EditKind::Other })
}

fn go_to(cell: Cell) -> Step {
    let after = Selection { anchor: cell.words.start, head: cell.words.end };
    Step { edits: Vec::new(), after, kind: EditKind::Other }
}

impl Table {
    /// The table that holds `offset`.
    fn around(text: &str, offset: usize) -> Option<Self> {
        let here = line(text, offset);
        let first_bar = bars(here.slice(text)).first().copied()?;
        let mark = &here.slice(text)[..first_bar];
        let is_row = |line: &Span| {
            let rest = line.slice(text).strip_prefix(mark);
            rest.is_some_and(|rest| rest.starts_with('|'))
        };
        if !mark.chars().all(|c| matches!(c, ' ' | '>')) {
            return None;
        }
        let mut lines = vec![here];
        while let Some(above) = lines[0].start.checked_sub(1).map(|end| line(text, end)).filter(is_row) {
            lines.insert(0, above);
        }
        while let Some(below) = line_below(text, lines[lines.len() - 1]).filter(is_row) {
            lines.push(below);
        }
        let is_rule = |line: &Span| {
            let cells = line.slice(text)[first_bar..].trim_end().trim_matches('|').split('|');
            let mut cells = cells.map(str::trim);
            cells.all(|cell| cell.contains('-') && cell.trim_matches(':').chars().all(|c| c == '-'))
        };
        let rule_idx = lines.iter().position(is_rule).filter(|idx| *idx > 0)?;
        lines.remove(rule_idx);
        let rows = lines.split_off(rule_idx - 1);
        rows.first()
            .is_some_and(|first| first.start <= here.start)
            .then(|| Self { rows, mark: mark.to_owned() })
    }

    fn cells(&self, text: &str) -> Vec<Cell> {
        let mut cells = Vec::new();
        for (row_idx, row) in self.rows.iter().enumerate() {
            let bars = bars(row.slice(text));
            let ends = bars.iter().skip(1).copied();
            let open_end = row.slice(text).trim_end().len();
            let is_open = bars.last().is_some_and(|bar| bar + 1 < open_end);
            for (bar, end) in bars.iter().zip(ends.chain(is_open.then_some(open_end))) {
                let span = Span::new(row.start + bar + 1, row.start + end);
                let words = span.slice(text);
                let start = span.start + words.len() - words.trim_start().len();
                let end = span.start + words.trim_end().len();
                let place = span.start + usize::from(words.starts_with(' '));
                let words = if start < end { Span::new(start, end) } else { Span::at(place) };
                cells.push(Cell { row_idx, span, words });
            }
        }
        cells
    }

    /// Adds an empty row behind the last and goes into its first cell.
    fn add_row(&self, text: &str, line_end: &str) -> Option<Step> {
        let (first, last) = (self.rows.first()?, self.rows.last()?);
        // Behind the head comes its rule.
        let end = match self.rows.len() {
            1 => line_below(text, *last)?.end,
            _ => last.end,
        };
        let n_columns = bars(first.slice(text)).len().saturating_sub(1).max(1);
        let row = format!("{line_end}{}|{}", self.mark, "  |".repeat(n_columns));
        let after = Selection::at(end + line_end.len() + self.mark.len() + "| ".len());
        Some(Step { edits: vec![Edit::insert(end, row)], after, kind: EditKind::Other })
    }
}

fn line_below(text: &str, above: Span) -> Option<Span> {
    text[above.end..].find('\n').map(|at| line(text, above.end + at + 1))
}

/// Where the bars of a line stand that part its cells; one behind a backslash is a letter of its cell.
fn bars(line: &str) -> Vec<usize> {
    let mut is_escaped = false;
    let mut bars = Vec::new();
    for (at, c) in line.char_indices() {
        if c == '|' && !is_escaped {
            bars.push(at);
        }
        is_escaped = c == '\\' && !is_escaped;
    }
    bars
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::apply_edits;

    const TABLE: &str = "Text\n\n| State | Jobs |\n| --- | ---: |\n| Ohio | 93,000 |\n|  |  |\n\nEnd";

    /// The text after a step, with what is selected in brackets.
    fn shown(text: &str, step: Option<Step>) -> Option<String> {
        let step = step?;
        let text = apply_edits(text, &step.edits).expect("edits fit");
        let span = step.after.span();
        Some(format!("{}<{}>{}", &text[..span.start], span.slice(&text), &text[span.end..]))
    }

    fn behind(words: &str) -> Selection {
        Selection::at(TABLE.find(words).expect("there") + words.len())
    }

    #[test]
    fn tab_goes_from_cell_to_cell_and_adds_a_row_behind_the_last() {
        for (words, is_back, expected) in [
            ("| Sta", false, "<Jobs>"),
            ("| State | Jobs", false, "<Ohio>"),
            ("| Ohio", false, "<93,000>"),
            ("93,000", false, "93,000 |\n| <> |"),
            ("93,000", true, "<Ohio>"),
            ("| Ohio", true, "<Jobs>"),
            ("| Sta", true, "<State>"),
            ("93,000 |\n|  | ", false, "|  |  |\n| <> |  |\n\nEnd"),
        ] {
            let to = shown(TABLE, next_cell(TABLE, behind(words), is_back, "\n")).expect("a table");
            assert!(to.contains(expected), "{words}: {to}");
        }
    }

    #[test]
    fn enter_goes_to_the_row_below_and_leaves_the_table_at_an_empty_one() {
        let below = |words: &str| shown(TABLE, cell_below(TABLE, behind(words), "\n"));
        assert!(below("Jobs").expect("a cell").contains("<93,000>"));
        assert!(below("93,0").expect("a cell").contains("| Ohio | 93,000 |\n|  | <> |\n"));
        assert!(below("93,000 |\n| ").expect("a cell").contains("93,000 |\n\n<>\n\nEnd"));
        assert_eq!(below("| Ohio | 93,000 |"), None, "behind the row a line is broken as ever");
        let head = "> | a | b |\n> |---|---|";
        let added = shown(head, cell_below(head, Selection::at(5), "\n"));
        assert_eq!(added, Some(format!("{head}\n> | <> |  |")));
    }

    #[test]
    fn other_lines_are_left_to_other_keys() {
        for text in ["plain | words", "| a | b |", "- | a |\n- | --- |", "| a |\n|---|\n\n| x |", ""] {
            assert!(next_cell(text, Selection::at(text.len()), false, "\n").is_none(), "{text}");
            assert!(cell_below(text, Selection::at(text.len()), "\n").is_none(), "{text}");
        }
        let escaped = "| a \\| b | c |\n|---|---|";
        assert!(
            shown(escaped, next_cell(escaped, Selection::at(2), false, "\n"))
                .expect("a table")
                .contains("<c>")
        );
    }
}
