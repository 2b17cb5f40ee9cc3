//! The cells of tables: Tab goes from one to the next, Enter to the row below, and behind the last a row is added.
//!
//! The parser says which lines are a table and how many columns it has. A line that only looks like one, such as in code,
//! is left to the other keys of the text. Tab selects the words that an inserted table has at its heads, which wait for
//! others; no other words, so that what is typed next replaces none.

use crate::brief::{Block, Part, Placeholder, Table};
use crate::text::{Edit, EditKind, Selection, Span};
use crate::ui::editor::moves::{Step, line};

/// The rows of a table in the text, its head first.
struct Grid {
    rows: Vec<Row>,
    n_columns: usize,
    /// The end of the line behind which a row is added.
    end: usize,
    /// What stands before each row: blanks, and the marks of a quotation.
    mark: String,
    /// Whether its rows end without a bar.
    is_open: bool,
}

/// One row.
struct Row {
    /// Its line, without the marks before it and the blanks behind it.
    span: Span,
    cells: Vec<Cell>,
    /// Whether a bar stands behind the last cell.
    is_closed: bool,
}

/// One cell.
#[derive(Clone, Copy)]
struct Cell {
    /// All between its bars.
    span: Span,
    /// Its words; where it has none, the place for them.
    words: Span,
    /// Whether those are the words of an inserted table.
    holds_place: bool,
}

/// Goes to the next cell or the one before; nothing where the selection is in no table, or not in one cell. Behind the
/// last cell a row is added, and a row that is too short gets the cell it lacks.
pub(super) fn next_cell(
    (text, blocks): (&str, &[Block]),
    selection: Selection,
    is_back: bool,
    line_end: &str,
) -> Option<Step> {
    let grid = Grid::around(text, blocks, selection)?;
    let is_before = |cell: &Cell| cell.span.start <= selection.head;
    let row_idx = grid.rows.iter().rposition(|row| row.span.start <= selection.head).unwrap_or(0);
    let row = &grid.rows[row_idx];
    let column = row.cells.iter().rposition(is_before);
    match (column, is_back) {
        (None, _) => Some(select_cell(row.cells.first()?)),
        (Some(0), true) => {
            let above = row_idx.checked_sub(1).and_then(|idx| grid.rows[idx].cells.last());
            Some(select_cell(above.unwrap_or(&row.cells[0])))
        }
        (Some(column), true) => Some(select_cell(&row.cells[column - 1])),
        (Some(column), false) if column + 1 < grid.n_columns && row_idx > 0 => {
            Some(row.select_column(column + 1))
        }
        (Some(column), false) => match (row.cells.get(column + 1), grid.rows.get(row_idx + 1)) {
            (Some(next), _) => Some(select_cell(next)),
            (None, Some(below)) => Some(below.select_column(0)),
            (None, None) => Some(grid.add_row(line_end)),
        },
    }
}

/// Goes to the cell below; nothing where the cursor is in no cell. Below the last row one is added, and a last row with
/// no words ends the table.
pub(super) fn cell_below(
    (text, blocks): (&str, &[Block]),
    selection: Selection,
    line_end: &str,
) -> Option<Step> {
    let grid = Grid::around(text, blocks, selection)?;
    let row_idx = grid.rows.iter().position(|row| row.holds(selection.head))?;
    let row = &grid.rows[row_idx];
    let column = row.cells.iter().position(|cell| cell.holds(selection.head))?;
    // Behind a row that is typed without its last bar, the next one is begun.
    let is_behind = selection.head == row.span.end && column + 1 == row.cells.len();
    if is_behind && !row.is_closed && !grid.is_open {
        return None;
    }
    if let Some(below) = grid.rows.get(row_idx + 1) {
        return Some(below.go_to_column(column));
    }
    let is_empty = row.cells.iter().all(|cell| cell.span.slice(text).trim().is_empty());
    if !is_empty || row_idx == 0 {
        return Some(grid.add_row(line_end));
    }
    // Without a blank line, what is written next would be a row.
    let whole = line(text, row.span.start);
    let left = format!("{}{line_end}{}", grid.mark.trim_end(), grid.mark);
    let after = Selection::at(whole.start + left.len());
    Some(Step { edits: vec![Edit::replace(whole, left)], after, kind: EditKind::Other })
}

/// Goes behind the words of a cell; selects those that hold the place of others.
fn select_cell(cell: &Cell) -> Step {
    let Span { start, end } = cell.words;
    let anchor = if cell.holds_place { start } else { end };
    Step { edits: Vec::new(), after: Selection { anchor, head: end }, kind: EditKind::Other }
}

fn go_to(offset: usize) -> Step {
    Step { edits: Vec::new(), after: Selection::at(offset), kind: EditKind::Other }
}

impl Grid {
    /// The table around a selection that is in one cell.
    fn around(text: &str, blocks: &[Block], selection: Selection) -> Option<Self> {
        let table = table_at(text, blocks, line(text, selection.head))?;
        let grid = Self::of(text, table)?;
        let is_within = |cell: &Cell| cell.holds(selection.head) && cell.holds(selection.anchor);
        let is_in_one = selection.is_empty() || grid.rows.iter().flat_map(|row| &row.cells).any(is_within);
        is_in_one.then_some(grid)
    }

    fn of(text: &str, table: &Table) -> Option<Self> {
        let head = line(text, table.span.start);
        let rule = line_below(text, head)?;
        let mut rows = vec![Row::of(text, Span::new(table.span.start, head.end))];
        let mut last = rule;
        for _ in &table.rows {
            last = line_below(text, last)?;
            rows.push(Row::of(text, Span::new(last.start + mark_of(last.slice(text)).len(), last.end)));
        }
        let is_open = !rows[0].is_closed;
        let mark = mark_of(last.slice(text)).to_owned();
        Some(Self { rows, n_columns: table.head.len().max(1), end: last.end, mark, is_open })
    }

    /// Adds an empty row behind the last and goes into its first cell.
    fn add_row(&self, line_end: &str) -> Step {
        let row = format!("{line_end}{}|{}", self.mark, "  |".repeat(self.n_columns));
        let after = Selection::at(self.end + line_end.len() + self.mark.len() + "| ".len());
        Step { edits: vec![Edit::insert(self.end, row)], after, kind: EditKind::Other }
    }
}

impl Row {
    fn of(text: &str, behind_mark: Span) -> Self {
        let words = behind_mark.slice(text);
        let start = behind_mark.start + words.len() - words.trim_start().len();
        let span = Span::new(start, start.max(behind_mark.start + words.trim_end().len()));
        let bars = bars(span.slice(text));
        let first = span.start + usize::from(bars.first() == Some(&0));
        let is_closed =
            bars.last().is_some_and(|bar| span.start + bar + 1 == span.end && first <= span.start + bar);
        let ends = bars.iter().map(|bar| span.start + bar).filter(|bar| *bar >= first);
        let mut cells = Vec::new();
        let mut start = first;
        for end in ends.chain((!is_closed).then_some(span.end)) {
            cells.push(Cell::of(text, Span::new(start, end)));
            start = end + 1;
        }
        Self { span, cells, is_closed }
    }

    fn holds(&self, offset: usize) -> bool {
        self.span.start <= offset && offset <= self.span.end
    }

    /// Goes to a cell as Tab does, and adds those that the row lacks before it.
    fn select_column(&self, column: usize) -> Step {
        self.cells.get(column).map_or_else(|| self.go_to_column(column), select_cell)
    }

    /// Goes to a cell, and adds those that the row lacks before it.
    fn go_to_column(&self, column: usize) -> Step {
        if let Some(cell) = self.cells.get(column) {
            return go_to(cell.words.end);
        }
        let bar = if self.is_closed { "" } else { " |" };
        let added = format!("{bar}{}", "  |".repeat(column + 1 - self.cells.len()));
        let after = Selection::at(self.span.end + added.len() - " |".len());
        Step { edits: vec![Edit::insert(self.span.end, added)], after, kind: EditKind::Other }
    }
}

impl Cell {
    fn of(text: &str, span: Span) -> Self {
        let words = span.slice(text);
        if words.trim().is_empty() {
            let place = Span::at(span.start + usize::from(words.starts_with(' ')));
            return Self { span, words: place, holds_place: false };
        }
        let start = span.end - words.trim_start().len();
        Self {
            span,
            words: Span::new(start, span.start + words.trim_end().len()),
            holds_place: Placeholder::is_column(words),
        }
    }

    fn holds(&self, offset: usize) -> bool {
        self.span.start <= offset && offset <= self.span.end
    }
}

/// The table that a line is part of, as the parser has it.
fn table_at<'b>(text: &str, blocks: &'b [Block], at: Span) -> Option<&'b Table> {
    let mut found = None;
    for block in blocks {
        let span = block.span();
        let end = span.start + span.slice(text).trim_end().len();
        if span.start > at.end || end < at.start {
            continue;
        }
        if let Block::Table(table) = block {
            found = Some(table);
        }
        block.each_part(&mut |part| {
            if let Part::Blocks(blocks) = part {
                found = found.or_else(|| table_at(text, blocks, at));
            }
        });
    }
    found
}

fn line_below(text: &str, above: Span) -> Option<Span> {
    text[above.end..].find('\n').map(|at| line(text, above.end + at + 1))
}

/// What a line begins with before the words of a row: blanks, and the marks of quotations.
fn mark_of(line: &str) -> &str {
    &line[..line.len() - line.trim_start_matches([' ', '\t', '>']).len()]
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
    use crate::brief::parse;
    use crate::text::apply_edits;

    const TABLE: &str = "Text\n\n| State | Jobs |\n| --- | ---: |\n| Ohio | 93,000 |\n|  |  |\n\nEnd";

    /// The text after a key, with a sign at the cursor.
    fn shown(text: &str, step: Option<Step>) -> Option<String> {
        let step = step?;
        let text = apply_edits(text, &step.edits).expect("edits fit");
        let selected = step.after.span().slice(&text);
        assert!(!selected.contains('|') && selected == selected.trim(), "the words of a cell are selected");
        Some(format!("{}‸{}", &text[..step.after.head], &text[step.after.head..]))
    }

    /// What a key makes of a text, in which a sign stands at the cursor.
    fn pressed(marked: &str, key: fn((&str, &[Block]), Selection) -> Option<Step>) -> Option<String> {
        let at = Selection::at(marked.find('‸').expect("a cursor"));
        let text = marked.replace('‸', "");
        let (brief, _) = parse(&text);
        shown(&text, key((&text, &brief.blocks), at))
    }

    fn tab(marked: &str) -> Option<String> {
        pressed(marked, |from, at| next_cell(from, at, false, "\n"))
    }

    fn back(marked: &str) -> Option<String> {
        pressed(marked, |from, at| next_cell(from, at, true, "\n"))
    }

    fn enter(marked: &str) -> Option<String> {
        pressed(marked, |from, at| cell_below(from, at, "\n"))
    }

    /// The table above, with the cursor behind some words.
    fn behind(words: &str) -> String {
        TABLE.replacen(words, &format!("{words}‸"), 1)
    }

    #[test]
    fn tab_goes_from_cell_to_cell_and_adds_a_row_behind_the_last() {
        for (words, is_back, expected) in [
            ("| Sta", false, "Jobs‸"),
            ("| State | Jobs", false, "Ohio‸"),
            ("| Ohio", false, "93,000‸"),
            ("93,000", false, "93,000 |\n| ‸ |"),
            ("93,000", true, "Ohio‸"),
            ("| Ohio", true, "Jobs‸"),
            ("| Sta", true, "State‸"),
            ("93,000 |\n|  | ", false, "|  |  |\n| ‸ |  |\n\nEnd"),
        ] {
            let key = if is_back { back } else { tab };
            let to = key(&behind(words)).expect("a table");
            assert!(to.contains(expected), "{words}: {to}");
        }
    }

    #[test]
    fn tab_selects_the_heads_of_an_inserted_table_and_no_words_that_were_typed() {
        let table = "| Column 1 | 列 2 | Jobs | Column of steel |\n|---|---|---|---|\n| Ohio | 5 | | |\n";
        let (brief, _) = parse(table);
        let from = (table, &*brief.blocks);
        let mut at = Selection::at(2);
        let mut selected = || {
            at = next_cell(from, at, false, "\n").expect("a table").after;
            at.span().slice(table)
        };
        assert_eq!([selected(), selected(), selected(), selected()], ["列 2", "", "", ""]);
    }

    #[test]
    fn enter_goes_to_the_row_below_and_leaves_the_table_at_an_empty_one() {
        let below = |words: &str| enter(&behind(words));
        assert!(below("Jobs").expect("a cell").contains("93,000‸ |"));
        assert!(below("93,0").expect("a cell").contains("| Ohio | 93,000 |\n|  | ‸ |\n"));
        assert!(below("93,000 |\n| ").expect("a cell").contains("93,000 |\n\n‸\n\nEnd"));
        assert_eq!(below("| Ohio | 93,000 |"), None, "behind the row a line is broken as ever");
        assert_eq!(
            enter("> | a‸ | b |\n> |---|---|").as_deref(),
            Some("> | a | b |\n> |---|---|\n> | ‸ |  |")
        );
        assert_eq!(
            enter("- | a‸ | b |\n  |---|---|").as_deref(),
            Some("- | a | b |\n  |---|---|\n  | ‸ |  |"),
            "a table of an item goes on below it"
        );
    }

    #[test]
    fn other_lines_are_left_to_other_keys() {
        for text in [
            "plain | words‸",
            "| a | b |‸",
            "- | a |\n- | --- |‸",
            "| a |\n|---|\n\n| x |‸",
            "‸",
            "```\n| a‸ | b |\n|---|---|\n| c | d |\n```",
            "~~~ md\n| a | b |\n|---|---|\n| c‸ | d |\n~~~",
            "    | a | b |\n    |---|---|\n    | c‸ | d |",
            "<!--\n| a | b |\n|---|---|\n| c‸ | d |\n-->",
            "| a | b |\n|---|\n| c‸ | d |",
        ] {
            assert_eq!(tab(text), None, "{text}");
            assert_eq!(enter(text), None, "{text}");
        }
        assert!(tab("| a‸ \\| b | c |\n|---|---|").expect("a table").contains("c‸"));
    }

    #[test]
    fn a_selection_that_is_not_in_one_cell_is_left_to_other_keys() {
        let (brief, _) = parse(TABLE);
        let from = (TABLE, &*brief.blocks);
        let at = |words: &str| TABLE.find(words).expect("there");
        let cell = Selection { anchor: at("Ohio"), head: at("Ohio") + 4 };
        for anchor in [0, at("State"), at("93,000"), at("End")] {
            let selection = Selection { anchor, ..cell };
            assert!(next_cell(from, selection, false, "\n").is_none(), "{anchor}");
            assert!(cell_below(from, selection, "\n").is_none(), "{anchor}");
        }
        assert!(next_cell(from, cell, false, "\n").is_some());
        assert!(cell_below(from, cell, "\n").is_some());
    }

    #[test]
    fn cells_are_counted_as_the_parser_counts_them() {
        for (key, before, after) in [
            // A head without its last bar.
            (enter as fn(&str) -> Option<String>, "| a | b‸\n|---|---", "| a | b\n|---|---\n| ‸ |  |"),
            (tab, "| a | b‸\n|---|---", "| a | b\n|---|---\n| ‸ |  |"),
            // No bars at the edges.
            (tab, "a‸ | b\n---|---\n1 | 2", "a | b‸\n---|---\n1 | 2"),
            (tab, "a | b‸\n---|---\n1 | 2", "a | b\n---|---\n1‸ | 2"),
            (tab, "a | b\n---|---\n1 | 2‸", "a | b\n---|---\n1 | 2\n| ‸ |  |"),
            (back, "a | b\n---|---\n1‸ | 2", "a | b‸\n---|---\n1 | 2"),
            (enter, "a | b‸\n---|---\n1 | 2", "a | b\n---|---\n1 | 2‸"),
            (enter, "> a | b\n> ---|---\n> 1‸ | 2", "> a | b\n> ---|---\n> 1 | 2\n> | ‸ |  |"),
            // Rows that are shorter than their head, and longer.
            (tab, "| a | b |\n|---|---|\n| 1‸ |\n| 2 | 3 |", "| a | b |\n|---|---|\n| 1 | ‸ |\n| 2 | 3 |"),
            (tab, "| a | b |\n|---|---|\n| 1‸", "| a | b |\n|---|---|\n| 1 | ‸ |"),
            (enter, "| a | b‸ |\n|---|---|\n| 1 |", "| a | b |\n|---|---|\n| 1 | ‸ |"),
            (tab, "| a | b |\n|---|---|\n| 1 | 2 | 3‸ |", "| a | b |\n|---|---|\n| 1 | 2 | 3 |\n| ‸ |  |  |"),
            (tab, "| a | b‸ |\n|---|---|\n| 1 | 2 | 3 |", "| a | b |\n|---|---|\n| 1‸ | 2 | 3 |"),
        ] {
            assert_eq!(key(before).as_deref(), Some(after), "{before}");
        }
        assert_eq!(enter("| a | b |\n|---|---|\n| 1 | 2‸"), None, "the next row is begun by hand");
    }
}
