//! Tables with merged cells as those of a brief, which has none.

use crate::brief::{Alignment, Block, Cell, Inline, InlineContent, Scope, Table};
use crate::import::office::words::inline;
use crate::text::Span;

/// The most columns and cells that a table may have; what is beyond is no table that anybody reads.
const MAX_COLUMNS: usize = 120;
const MAX_CELLS: usize = 60_000;

/// A cell as Office has it.
#[derive(Clone, Debug, Default)]
pub(super) struct GridCell {
    pub inlines: Vec<Inline>,
    /// How many columns it takes, at least 1.
    pub n_columns: usize,
    /// Whether it is part of the one above.
    pub goes_on: bool,
    pub alignment: Alignment,
}

/// Rows as a table; what a merged cell says stands in each of its cells. Nothing where no cell says anything.
pub(super) fn table(rows: Vec<Vec<GridCell>>, has_head: bool) -> Option<Block> {
    let mut n_cells = 0;
    let mut grid: Vec<Vec<Vec<Inline>>> = Vec::new();
    let mut alignments = Vec::new();
    for row in rows {
        let is_whole_row = row.len() == 1;
        let mut cells: Vec<Vec<Inline>> = Vec::new();
        for cell in row {
            let column = cells.len();
            let above = grid.last().and_then(|row| row.get(column));
            let words = if cell.goes_on && cell.inlines.is_empty() {
                above.map(|above| repeated(above)).unwrap_or_default()
            } else {
                cell.inlines
            };
            let n_columns = cell.n_columns.clamp(1, MAX_COLUMNS.saturating_sub(column).max(1));
            let again = if is_whole_row { Vec::new() } else { repeated(&words) };
            cells.push(words);
            (1..n_columns).for_each(|_| cells.push(again.clone()));
            alignments.resize(alignments.len().max(cells.len()), Alignment::None);
            if cell.alignment != Alignment::None {
                alignments[column] = cell.alignment;
            }
        }
        n_cells += cells.len();
        grid.push(cells);
        if n_cells > MAX_CELLS {
            break;
        }
    }
    let n_columns = grid.iter().map(Vec::len).max().unwrap_or(0);
    if grid.iter().flatten().all(Vec::is_empty) {
        return None;
    }
    let mut rows = grid.into_iter().map(|mut row| {
        row.resize(n_columns, Vec::new());
        row.into_iter().map(cell).collect::<Vec<Cell>>()
    });
    let bare = || (0..n_columns).map(|_| cell(Vec::new())).collect();
    let head = if has_head { rows.next().unwrap_or_else(bare) } else { bare() };
    let rows = rows.collect();
    Some(Block::Table(Table { alignments, head, rows, span: Span::default(), scope: Scope::default() }))
}

fn cell(inlines: Vec<Inline>) -> Cell {
    Cell { inlines, label: None, span: Span::default(), scope: Scope::default() }
}

/// Words said again: without remarks, notes and pictures, which are there once.
fn repeated(inlines: &[Inline]) -> Vec<Inline> {
    let is_words = |inline: &&Inline| {
        !matches!(
            inline.content,
            InlineContent::Html(_) | InlineContent::FootnoteRef(_) | InlineContent::Image { .. }
        )
    };
    inlines.iter().filter(is_words).cloned().collect()
}

/// Blocks of a cell as one line of words.
pub(super) fn in_one_line(blocks: &[Block]) -> Vec<Inline> {
    let mut lines: Vec<Vec<Inline>> = Vec::new();
    push_lines(blocks, "", &mut lines);
    let mut out = Vec::new();
    for line in lines.into_iter().filter(|line| !line.is_empty()) {
        if !out.is_empty() {
            out.push(inline(InlineContent::HardBreak));
        }
        out.extend(line);
    }
    out
}

fn push_lines(blocks: &[Block], before: &str, lines: &mut Vec<Vec<Inline>>) {
    let mut before = before.to_owned();
    let mut push = |inlines: &[Inline], lines: &mut Vec<Vec<Inline>>| {
        let marker = std::mem::take(&mut before);
        let words = (!marker.is_empty()).then(|| inline(InlineContent::Text(marker)));
        lines.push(words.into_iter().chain(inlines.iter().cloned()).collect());
    };
    for block in blocks {
        match block {
            Block::Paragraph(words) => push(&words.inlines, lines),
            Block::Heading(heading) => {
                let strong = InlineContent::Strong(heading.inlines.clone());
                push(&[inline(strong)], lines);
            }
            Block::List(list) => {
                for (idx, item) in list.items.iter().enumerate() {
                    let number = list.start.map(|start| format!("{}. ", start.saturating_add(idx as u64)));
                    push_lines(&item.blocks, number.as_deref().unwrap_or("• "), lines);
                }
            }
            Block::Quote(quote) => push_lines(&quote.blocks, "", lines),
            Block::Kinded(kinded) => {
                // A cell holds no blocks, so what is the speaker's is so word by word.
                let mut inner = Vec::new();
                push_lines(&kinded.blocks, "", &mut inner);
                for children in inner {
                    let kind = kinded.kind.clone();
                    push(&[inline(InlineContent::Kinded { kind, children })], lines);
                }
            }
            Block::Code(code) => {
                let words = code.text.split_whitespace().collect::<Vec<_>>().join(" ");
                push(&[inline(InlineContent::Code(words))], lines);
            }
            Block::Table(table) => {
                for row in std::iter::once(&table.head).chain(&table.rows) {
                    let mut line = Vec::new();
                    for cell in row.iter().filter(|cell| !cell.inlines.is_empty()) {
                        if !line.is_empty() {
                            line.push(inline(InlineContent::Text(" · ".to_owned())));
                        }
                        line.extend(cell.inlines.iter().cloned());
                    }
                    push(&line, lines);
                }
            }
            Block::Columns(columns) => columns.columns.iter().for_each(|it| push_lines(it, "", lines)),
            Block::Callout(callout) => push_lines(&callout.blocks, "", lines),
            Block::Footnote(_)
            | Block::Chart(_)
            | Block::Break(_)
            | Block::Rule(_)
            | Block::Page(_)
            | Block::Pause(_)
            | Block::Html(_)
            | Block::Comment(_)
            | Block::Definition(_) => {}
        }
    }
}
