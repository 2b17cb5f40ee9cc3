//! The form of a chart: opened on the chart at the cursor or for a new one, and written into the text as a block.

mod block;

use std::path::Path;

use crate::app::jobs::Order;
use crate::app::{App, Dialog, Request};
use crate::brief::{Block, Chart, ChartBlock, ChartType, DataTable, Node, walk_blocks};
use crate::layout::Bitmap;
use crate::session::{Disk, DocId, Files as _, decode_guessed, io_reason};
use crate::text::{Edit, EditKind, Selection, Span};

/// The most rows and columns that the form takes; what is larger belongs into a file beside the brief.
const MAX_CELLS: (usize, usize) = (60, 8);
/// The largest file whose rows are taken.
const MAX_TABLE_BYTES: u64 = 1_000_000;

/// A chart as it is filled in.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ChartForm {
    /// Its form.
    pub chart_type: ChartType,
    /// The fields of one line, by their keys in the block.
    pub fields: [String; CHART_FIELDS.len()],
    /// Where the rows come from.
    pub rows_from: RowsFrom,
    /// The names of the columns; empty where nobody needs them.
    pub head: Vec<String>,
    /// The rows, of as many cells as there are names.
    pub rows: Vec<Vec<String>>,
    /// The keys of facts, where they are the rows.
    pub facts: Vec<String>,
    /// The file beside the brief, where it holds the rows.
    pub file: String,
    /// The cell that is to have the keyboard: row and column.
    pub goes_to: Option<(usize, usize)>,
    /// Lines of the block that the form has no field for, as they were typed.
    kept: String,
    /// The block that the form was opened on, and what stands before each of its lines.
    place: Option<(Span, String)>,
}

/// The keys of the fields of one line, in the order of the block.
pub const CHART_FIELDS: [&str; 6] = ["title", "unit", "source", "date", "emphasis", "alt"];

/// Where the rows of a chart come from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RowsFrom {
    /// They are typed.
    #[default]
    Cells,
    /// They are facts of the fact book, and follow it.
    Facts,
    /// They stand in a file beside the brief.
    File,
}

/// A chart as it would look.
#[derive(Clone, Debug)]
pub struct ChartPreview {
    /// The block it was drawn from.
    pub block: String,
    /// The picture, or nothing where it cannot be drawn.
    pub bitmap: Option<std::sync::Arc<Bitmap>>,
}

impl App {
    /// Opens the form of a chart: of the one at the cursor, or of a new one.
    pub fn ask_chart(&mut self) {
        let at = self.selected();
        let mut found = None;
        walk_blocks(&self.session.brief().blocks, &mut |node| {
            if let Node::Block(Block::Chart(chart)) = node
                && chart.span.start <= at.start
                && at.end <= chart.span.end
            {
                found = Some(chart.clone());
            }
        });
        let begun = found.map_or_else(ChartForm::empty, |chart| ChartForm::of(&chart, self.session.text()));
        self.view.cues.chart = None;
        self.view.cues.chart_asked.clear();
        let own = self.session.id();
        let left = self.view.cues.chart_left.take();
        let left = left.filter(|(doc, before, _)| *doc == own && begun.is_like(before));
        let form = left.map_or_else(|| begun.clone(), |(_, _, left)| left);
        self.view.cues.chart_begun = Some(begun);
        self.change_chart(form);
    }

    /// Shows the form as it is filled in now, and has the chart drawn.
    pub fn change_chart(&mut self, form: ChartForm) {
        let block = form.block();
        if self.view.cues.chart_asked != block {
            self.view.cues.chart_asked.clone_from(&block);
            self.jobs.order(Order::Chart(block, self.lang()));
        }
        self.view.dialog = Some(Dialog::Chart(Box::new(form)));
    }

    /// A chart was drawn.
    pub(super) fn chart_drawn(&mut self, doc: DocId, drawn: ChartPreview) {
        if doc == self.session.id() {
            self.view.cues.chart = Some(drawn);
        }
    }

    /// Writes the chart into the text: in the place of the one it was opened on, else below the paragraph.
    pub fn insert_chart(&mut self, form: &ChartForm) {
        self.view.dialog = None;
        if self.refuses_change() {
            return;
        }
        let block = form.block();
        match &form.place {
            None => self.put_block_and_go_on(&block),
            Some((span, lead)) => {
                let line_end = self.session.line_ending();
                let mut block = block.replace('\n', &format!("{line_end}{lead}"));
                // The cursor goes to the next line: what is typed behind a fence would be a part of it.
                let next_line = self.session.text()[span.end..].find('\n').map(|at| at + 1);
                if next_line.is_none() {
                    block.push_str(line_end);
                }
                let behind = span.start + block.len() + next_line.unwrap_or(0);
                let edit = Edit::replace(*span, block);
                let after = Selection::at(behind);
                self.edit(vec![edit], after, EditKind::Other);
                self.requests.push(Request::FocusEditor);
            }
        }
    }

    /// Fills the form with the rows of a table that was read.
    pub(super) fn fill_chart(&mut self, mut form: ChartForm, path: &Path) {
        match Disk.read(path, MAX_TABLE_BYTES) {
            Ok(bytes) => match decode_guessed(&bytes) {
                Some(text) => form.fill(&text),
                None => self.complain(self.word("The file is no table", "表として読み込めません")),
            },
            Err(err) => self.report(&io_reason(&err)),
        }
        self.change_chart(form);
    }
}

impl ChartForm {
    /// The form of a new chart: a label and a value a row.
    fn empty() -> Self {
        let row = || vec![String::new(); 2];
        Self { head: row(), rows: vec![row(), row(), row()], goes_to: Some((0, 0)), ..Self::default() }
    }

    /// The form of a chart that is there.
    fn of(block: &ChartBlock, text: &str) -> Self {
        let chart = &block.chart;
        let field = |value: &Option<String>| value.clone().unwrap_or_default();
        let Chart { title, unit, source, date, emphasis, alt, .. } = chart;
        let line_start = text[..block.span.start].rfind('\n').map_or(0, |at| at + 1);
        // A mark of quotation stands before each line, that of a list before the first alone.
        let lead = &text[line_start..block.span.start];
        let lead = lead.chars().map(|c| if matches!(c, '>' | '＞' | '\t') { c } else { ' ' }).collect();
        let end = block.span.start + block.span.slice(text).trim_end().len();
        let mut form = Self {
            chart_type: chart.chart_type,
            fields: [title, unit, source, date, emphasis, alt].map(field),
            rows_from: match (chart.facts.is_empty(), chart.file()) {
                (false, _) => RowsFrom::Facts,
                (true, Some(_)) => RowsFrom::File,
                (true, None) => RowsFrom::Cells,
            },
            facts: chart.facts.clone(),
            file: chart.file().unwrap_or_default().to_owned(),
            goes_to: None,
            kept: block::kept_lines(&block.text),
            place: Some((Span::new(block.span.start, end), lead)),
            ..Self::default()
        };
        form.take_rows(chart.table(None));
        form
    }

    fn take_rows(&mut self, table: DataTable) {
        let n_columns = table.rows.iter().map(Vec::len).chain([table.head.len(), 2]).max().unwrap_or(2);
        (self.head, self.rows) = (table.head, table.rows);
        self.set_columns(n_columns);
    }

    /// Whether two say the same, whichever cell has the keyboard.
    pub(super) fn is_like(&self, other: &Self) -> bool {
        let own = Self { goes_to: other.goes_to, ..self.clone() };
        own == *other
    }

    /// Whether the form was opened on a chart that is there.
    pub fn is_change(&self) -> bool {
        self.place.is_some()
    }

    /// Gives the table so many columns, and one empty row at its end to type in.
    pub fn set_columns(&mut self, n_columns: usize) {
        let n_columns = n_columns.clamp(1, MAX_CELLS.1);
        self.head.resize(n_columns, String::new());
        self.rows.truncate(MAX_CELLS.0);
        let is_full = self.rows.last().is_none_or(|row| row.iter().any(|cell| !cell.is_empty()));
        if is_full && self.rows.len() < MAX_CELLS.0 {
            self.rows.push(Vec::new());
        }
        self.rows.iter_mut().for_each(|row| row.resize(n_columns, String::new()));
    }

    /// Puts cells that were copied from a spreadsheet where they were pasted, and makes room for them.
    pub fn paste(&mut self, (row, column): (usize, usize), pasted: &str) {
        let cells: Vec<Vec<&str>> = pasted.lines().map(|line| line.split('\t').collect()).collect();
        let n_columns = cells.iter().map(Vec::len).max().unwrap_or(0) + column;
        let n_rows = (row + cells.len()).min(MAX_CELLS.0);
        self.rows.resize(self.rows.len().max(n_rows), Vec::new());
        self.set_columns(self.head.len().max(n_columns));
        for (offset, line) in cells.iter().enumerate() {
            for (shift, cell) in line.iter().enumerate() {
                let place = self.rows.get_mut(row + offset).and_then(|row| row.get_mut(column + shift));
                if let Some(place) = place {
                    cell.trim().clone_into(place);
                }
            }
        }
        self.set_columns(self.head.len());
    }

    /// Takes the rows of a table in a file; its first line names the columns.
    fn fill(&mut self, text: &str) {
        self.rows_from = RowsFrom::Cells;
        self.take_rows(DataTable::from_csv(text));
    }
}
