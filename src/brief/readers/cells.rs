//! Who may read the cells of a table.

use crate::brief::readers::announced::kept_at_end;
use crate::brief::readers::around::Around;
use crate::brief::readers::head_words::{
    is_answer, is_column_of_kept, is_for_outside, is_marking_column, is_of_facts, is_question_head,
    is_their_question, plain_words, says_yes,
};
use crate::brief::readers::marks::{is_mark_alone, mark_readers};
use crate::brief::readers::note_signs::ends_in_sign;
use crate::brief::readers::notice::is_handling_line;
use crate::brief::readers::phrase::is_locked;
use crate::brief::readers::portion::is_place;
use crate::brief::readers::resolve::{Resolver, read_inlines};
use crate::brief::readers::run_in::{head_naming, is_of_range, is_shouted, names_private};
use crate::brief::{Cell, Inline, InlineContent, Kind, Readers, Table, inline_text};

impl Resolver<'_> {
    /// A mark or name at the head of a column, and a name or a mark alone at the head of a row, are for the cells without
    /// a mark; a row that holds nothing else is for the rows below it.
    pub(super) fn table(&self, table: &mut Table, around: Around) {
        table.scope = around.container();
        let mut columns = columns_below(&table.head, |cell| self.cell_readers(cell, around));
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
        let banner = table.head.first().filter(|_| table.head.iter().skip(1).all(is_blank));
        let last = table.rows.last().and_then(|row| row.first().filter(|_| is_title(row)));
        let whole = [banner, last].into_iter().flatten().map(|cell| self.banner_readers(cell));
        let whole = whole.fold(Readers::EVERYBODY, Readers::intersect);
        let mut section = whole;
        let marking = Marking::of(&table.head);
        let heads = head_rows(table);
        for (row, is_head) in table.rows.iter_mut().zip(heads) {
            if is_head {
                // In the middle of a table a mark is for the words it stands before, unless it has none.
                let below = columns_below(row, |cell| self.row_readers(cell));
                columns.iter_mut().zip(below).for_each(|(column, below)| *column = column.intersect(below));
            }
            let first = row.first().map_or(Readers::EVERYBODY, |first| self.row_readers(first));
            let first = first.intersect(marking.row_readers(row)).intersect(self.noted_row(row));
            if is_title(row) {
                section = whole.intersect(first);
            } else if let Some(only) = only_said(row) {
                section = section.intersect(self.row_readers(only));
            }
            for (idx, cell) in row.iter_mut().enumerate() {
                let column = columns.get(idx).copied().unwrap_or(Readers::EVERYBODY);
                read(cell, column.intersect(first).intersect(section));
            }
        }
    }

    /// Who may read a table that a cell stands over or below as its title.
    fn banner_readers(&self, cell: &Cell) -> Readers {
        let named =
            names_private(&inline_text(&cell.inlines)).map_or(Readers::EVERYBODY, |kind| kind.readers);
        let own = mark_readers(&cell.inlines, self.front).unwrap_or(Readers::EVERYBODY);
        self.row_readers(cell).intersect(named).intersect(own)
    }

    /// What a note below a table leaves of the readers of a row that bears its sign.
    fn noted_row(&self, row: &[Cell]) -> Readers {
        let is_noted = |cell: &Cell| {
            self.kept_signs.iter().any(|sign| ends_in_sign(&cell.inlines, sign))
                || self.refers_to_kept(&cell.inlines)
        };
        if row.iter().any(is_noted) { Readers::OURS } else { Readers::EVERYBODY }
    }

    /// Who may read the row or column that a cell begins, as far as the cell says.
    fn row_readers(&self, cell: &Cell) -> Readers {
        // A cell is a portion, so its mark is for its own words unless it has none.
        let marked = mark_readers(&cell.inlines, self.front).filter(|_| is_mark_alone(&cell.inlines));
        marked.unwrap_or(Readers::EVERYBODY).intersect(cell.heads())
    }

    /// Who may read the column that a cell is the head of, as far as the cell says.
    fn cell_readers(&self, cell: &Cell, around: Around) -> Readers {
        let is_noted = || self.refers_to_kept(&cell.inlines).then_some(Readers::OURS);
        let marked = mark_readers(&cell.inlines, self.front).or(kept_at_end(&cell.inlines)).or_else(is_noted);
        let marked = marked.unwrap_or(around.section);
        marked.intersect(cell.heads())
    }
}

/// Who may read the columns below some heads, of which each says what `own` gives. What stands behind a question is its
/// answer, and so is what its head says is one.
fn columns_below(heads: &[Cell], own: impl Fn(&Cell) -> Readers) -> Vec<Readers> {
    let asks = |cell: &&Cell| cell.label.is_some_and(Kind::wants_answer);
    let question = heads.iter().find(asks).map_or(Readers::EVERYBODY, Cell::heads);
    let is_parted = heads.iter().any(is_for_outside);
    // What stands behind the name of what stays is said of it.
    let first = heads.first().map_or(Readers::EVERYBODY, Cell::heads);
    let mut answers = Readers::EVERYBODY;
    let mut merged = Readers::EVERYBODY;
    let column = |(idx, cell): (usize, &Cell)| {
        answers = if asks(&cell) { answers.intersect(cell.heads()) } else { answers };
        let beside = if is_answer(cell) { question } else { Readers::EVERYBODY };
        let is_inside = is_parted && idx > 0 && !is_for_outside(cell) && !is_of_facts(cell);
        let parted = if is_inside { Readers::OURS } else { Readers::EVERYBODY };
        let of_first = if is_for_outside(cell) || heads.len() < 3 { Readers::EVERYBODY } else { first };
        // A head that is empty is that to its left, set over several columns.
        merged = if is_blank(cell) && idx > 0 { merged } else { cell.heads() };
        own(cell).intersect(answers).intersect(beside).intersect(parted).intersect(of_first).intersect(merged)
    };
    heads.iter().enumerate().map(column).collect()
}

/// Which rows of a table are heads of its columns.
pub(in crate::brief) fn head_rows(table: &Table) -> Vec<bool> {
    (0..table.rows.len()).map(|idx| is_head_row(table, idx)).collect()
}

/// Whether a row of a table is a head of its columns: below a head that is empty or a title, or as bold as one, below a
/// row that is a title, or with the words of
/// a head.
fn is_head_row(table: &Table, idx: usize) -> bool {
    let row = &table.rows[idx];
    // Some of the cells of the head may stand over several columns.
    let is_merged = || table.head.iter().skip(1).any(is_blank);
    if idx == 0 && (row.first().is_some_and(is_blank) || is_title(&table.head) || is_merged()) {
        return true;
    }
    let said = || row.iter().filter(|cell| !is_blank(cell));
    let is_same =
        |(cell, head): (&Cell, &Cell)| plain_words(cell).is_some() && plain_words(cell) == plain_words(head);
    said().count() > 1
        && ((idx > 0 && is_title(&table.rows[idx - 1]))
            || said().all(is_bold)
            || said().any(is_answer)
            || row.iter().zip(&table.head).any(is_same))
}

/// Whether a row holds nothing but its first cell.
fn is_title(row: &[Cell]) -> bool {
    row.len() > 1 && row[1..].iter().all(is_blank)
}

/// The cell of a row that holds no other words, in one cell or in all.
fn only_said(row: &[Cell]) -> Option<&Cell> {
    let mut said = row.iter().filter(|cell| !is_blank(cell));
    let only = said.next().filter(|_| row.len() > 1)?;
    said.all(|cell| plain_words(cell).is_some() && plain_words(cell) == plain_words(only)).then_some(only)
}

fn is_blank(cell: &Cell) -> bool {
    plain_words(cell).is_none() && inline_text(&cell.inlines).trim().is_empty()
}

fn is_bold(cell: &Cell) -> bool {
    matches!(cell.inlines.as_slice(), [Inline { content: InlineContent::Strong(_), .. }])
}

/// What each column of a table says of its rows.
struct Marking(Vec<Column>);

/// What the cells of a column say of their rows.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Column {
    /// No more than marks do anywhere.
    Words,
    /// How each is handled: `internal`, `no`.
    Marks,
    /// Whether each stays: `yes`, `✓`.
    Kept,
}

impl Marking {
    /// By the heads of the columns; the last of several may have none.
    fn of(heads: &[Cell]) -> Self {
        let n_heads = heads.len();
        let column = |(idx, head): (usize, &Cell)| {
            if idx == 0 {
                Column::Words
            } else if is_column_of_kept(head) {
                Column::Kept
            } else if is_marking_column(head) || (idx + 1 == n_heads && n_heads > 2 && is_blank(head)) {
                Column::Marks
            } else {
                Column::Words
            }
        };
        Self(heads.iter().enumerate().map(column).collect())
    }

    /// What its cells leave of the readers of a row.
    fn row_readers(&self, row: &[Cell]) -> Readers {
        let is_kept = |(cell, column): (&Cell, &Column)| says_kept(cell, *column);
        if row.iter().zip(&self.0).skip(1).any(is_kept) { Readers::OURS } else { Readers::EVERYBODY }
    }
}

/// Whether a cell says of its row that it stays, in a column that says so much of its rows.
fn says_kept(cell: &Cell, column: Column) -> bool {
    #[rustfmt::skip]
    const NO: [&str; 27] = [
        "no", "n", "internal", "private", "secret", "not", "never", "not yet", "not public", "none", "us", "ours", "s",
        "c", "ts", "int", "不可", "否", "無", "非公開", "×", "✗", "✘", "✕", "✖", "☓", "❌",
    ];
    /// The longest words that are read, in bytes.
    const MAX_BYTES: usize = 60;
    let words = inline_text(&cell.inlines);
    let words = words.trim();
    if words.is_empty() || words.len() > MAX_BYTES || is_place(words) {
        return false;
    }
    let is_sure = is_shouted(words) || !words.is_ascii() || words.contains(' ');
    let is_order = || is_handling_line(words) || is_locked(words);
    match column {
        Column::Words => is_sure && is_order(),
        Column::Marks => {
            is_order()
                || cell.label.is_some_and(|kind| kind.readers.are_ours())
                || NO.contains(&words.to_lowercase().as_str())
        }
        Column::Kept => says_yes(words) || (is_sure && is_order()),
    }
}

impl Cell {
    /// Who may read the row or column that it heads, by the kind that its words name and nothing else.
    fn heads(&self) -> Readers {
        let words = inline_text(&self.inlines);
        let is_named = || {
            head_naming(&words).is_some()
                || is_of_range(&words)
                || is_their_question(&words)
                || is_question_head(self)
        };
        let is_head = self.label.is_some() && is_named();
        if is_head { self.named() } else { Readers::EVERYBODY }
    }

    /// Who may read it by the kind that its words name.
    fn named(&self) -> Readers {
        self.label.map_or(Readers::EVERYBODY, |kind| kind.readers)
    }
}
