//! Who may read the cells of a table.

use crate::brief::readers::announced::kept_at_end;
use crate::brief::readers::around::Around;
use crate::brief::readers::fold::fold_name;
use crate::brief::readers::marks::{is_mark_alone, mark_readers};
use crate::brief::readers::portion::{is_keeping_word, is_place};
use crate::brief::readers::resolve::{Resolver, read_inlines};
use crate::brief::readers::run_in::{head_naming, is_of_range, is_shouted};
use crate::brief::{Cell, Kind, Readers, Table, inline_text};

impl Resolver<'_> {
    /// A mark or name at the head of a column, and a name or a mark alone at the head of a row, are for the cells without
    /// a mark; a row that holds nothing else is for the rows below it.
    pub(super) fn table(&self, table: &mut Table, around: Around) {
        table.scope = around.container();
        let mut columns: Vec<Readers> =
            table.head.iter().map(|cell| self.cell_readers(cell, around)).collect();
        // What stands behind a question is its answer.
        let mut answers = Readers::EVERYBODY;
        for (column, cell) in columns.iter_mut().zip(&table.head) {
            let is_question = cell.label.is_some_and(Kind::wants_answer);
            answers = if is_question { answers.intersect(cell.heads()) } else { answers };
            *column = column.intersect(answers);
        }
        let read = |cell: &mut Cell, section: Readers| {
            let around = Around { section: around.section.intersect(section), ..around };
            cell.scope = around.portion(mark_readers(&cell.inlines, self.front)).narrowed(cell.named());
            read_inlines(&mut cell.inlines, cell.scope.readers);
        };
        // In a table of two columns the first is often a name, and the second what it names, in the head too.
        let head_row =
            table.head.first().filter(|_| columns.len() == 2).map_or(Readers::EVERYBODY, Cell::named);
        for (cell, &column) in table.head.iter_mut().zip(&columns) {
            read(cell, column.intersect(head_row));
        }
        // A mark that stands alone in the head is for the whole table.
        let is_blank = |cell: &Cell| inline_text(&cell.inlines).trim().is_empty();
        let banner = table.head.first().filter(|_| table.head.iter().skip(1).all(is_blank));
        let mut section = banner.map_or(Readers::EVERYBODY, |cell| self.row_readers(cell));
        let marking = table.head.iter().position(is_marking_column);
        for (n_row, row) in table.rows.iter_mut().enumerate() {
            // A row below the head that begins with nothing may be a second head.
            let is_head = n_row == 0 && row.first().is_some_and(is_blank);
            if is_head {
                for (column, cell) in columns.iter_mut().zip(&*row) {
                    *column = column.intersect(cell.heads());
                }
            }
            let first = row.first().map_or(Readers::EVERYBODY, |first| self.row_readers(first));
            let first = first.intersect(row_mark(row, marking));
            if row.len() > 1 && row[1..].iter().all(is_blank) {
                section = first;
            }
            for (idx, cell) in row.iter_mut().enumerate() {
                let column = columns.get(idx).copied().unwrap_or(Readers::EVERYBODY);
                read(cell, column.intersect(first).intersect(section));
            }
        }
    }

    /// Who may read the row that a cell begins, as far as the cell says.
    fn row_readers(&self, cell: &Cell) -> Readers {
        // A cell is a portion, so its mark is for its own words unless it has none.
        let marked = mark_readers(&cell.inlines, self.front).filter(|_| is_mark_alone(&cell.inlines));
        marked.unwrap_or(Readers::EVERYBODY).intersect(cell.heads())
    }

    /// Who may read the column that a cell is the head of, as far as the cell says.
    fn cell_readers(&self, cell: &Cell, around: Around) -> Readers {
        let marked =
            mark_readers(&cell.inlines, self.front).or(kept_at_end(&cell.inlines)).unwrap_or(around.section);
        marked.intersect(cell.heads())
    }
}

/// Whether a column holds marks for the rows, by the words at its head.
fn is_marking_column(head: &Cell) -> bool {
    const HEADS: [&str; 16] = [
        "mark",
        "marking",
        "classification",
        "handling",
        "release",
        "releasability",
        "releasable",
        "shareable",
        "share",
        "distribution",
        "sensitivity",
        "取扱",
        "取扱区分",
        "区分",
        "公開",
        "開示",
    ];
    let words = inline_text(&head.inlines);
    HEADS.contains(&fold_name(words.trim_matches(|c: char| !c.is_alphanumeric())).as_str())
}

/// What a cell leaves of the readers of its row that holds nothing but a mark, or says no in the column of marks.
fn row_mark(row: &[Cell], marking: Option<usize>) -> Readers {
    const NO: [&str; 10] = ["no", "internal", "private", "secret", "not", "不可", "否", "非公開", "×", "✗"];
    let is_kept = |(idx, cell): (usize, &Cell)| {
        let words = inline_text(&cell.inlines);
        let words = words.trim();
        let is_mark = words.len() > 1 && is_keeping_word(words);
        let is_sure = is_shouted(words) || !words.is_ascii();
        (is_mark && is_sure && idx > 0 && !is_place(words))
            || (marking == Some(idx) && (is_mark || NO.contains(&words.to_lowercase().as_str())))
    };
    if row.iter().enumerate().any(is_kept) { Readers::OURS } else { Readers::EVERYBODY }
}

impl Cell {
    /// Who may read the row or column that it heads, by the kind that its words name and nothing else.
    fn heads(&self) -> Readers {
        let words = inline_text(&self.inlines);
        let is_head = self.label.is_some() && (head_naming(&words).is_some() || is_of_range(&words));
        if is_head { self.named() } else { Readers::EVERYBODY }
    }

    /// Who may read it by the kind that its words name.
    fn named(&self) -> Readers {
        self.label.map_or(Readers::EVERYBODY, |kind| kind.readers)
    }
}
