//! Tables of a document, and boxes that are tables of one cell.

use crate::brief::{Alignment, Block};
use crate::import::office::blocks::{Entry, nested};
use crate::import::office::docx::Word;
use crate::import::office::docx::around::Around;
use crate::import::office::docx::line::Line;
use crate::import::office::docx::styles::is_on;
use crate::import::office::grid::{GridCell, in_one_line, table};
use crate::import::office::words::Wrap;
use crate::office::{Element, Ground};

/// Reads a table.
pub(super) fn read_table(word: &mut Word<'_, '_>, element: &Element, around: &Around, lines: &mut Vec<Line>) {
    let last_item = word.last_item.take();
    let look = element.child("w:tblPr").and_then(|it| it.child("w:tblLook"));
    // The first bit that a table has for its head, in files of earlier versions.
    let by_bits =
        look.and_then(|it| it.attribute("w:val")).and_then(|bits| u32::from_str_radix(bits, 16).ok());
    let by_name = look.and_then(|it| it.attribute("w:firstRow")).map(|value| value == "1" || value == "true");
    let mut has_head = by_name.or(by_bits.map(|bits| bits & 0x20 != 0)).unwrap_or(true);
    let left = element.child("w:tblPr").and_then(|it| it.child("w:tblInd"));
    let left = left.and_then(|it| it.attribute("w:w")).and_then(|left| left.parse::<i32>().ok()).unwrap_or(0);
    let mut rows = Vec::new();
    for row in rows_of(element) {
        let properties = row.child("w:trPr");
        let has = |name: &str| properties.and_then(|it| it.child(name));
        has_head |= rows.is_empty() && has("w:tblHeader").is_some_and(is_on);
        let around = match (has("w:del"), has("w:ins")) {
            (Some(_), _) => around.with(Wrap::Deleted),
            (None, Some(_)) => around.with(Wrap::Inserted),
            (None, None) => around.clone(),
        };
        let before = has("w:gridBefore").and_then(|it| it.attribute("w:val")).and_then(|n| n.parse().ok());
        let mut cells =
            vec![(Vec::new(), GridCell { n_columns: 1, ..GridCell::default() }); before.unwrap_or(0).min(20)];
        cells.extend(cells_of(row).into_iter().map(|cell| read_cell(word, cell, &around)));
        rows.push(cells);
    }
    let is_box = rows.len() == 1 && rows[0].len() == 1;
    let blocks: Vec<Block> = if is_box {
        rows.pop().and_then(|mut row| row.pop()).map(|(blocks, _)| blocks).unwrap_or_default()
    } else {
        let grid = rows.into_iter().map(|row| row.into_iter().map(|(_, cell)| cell).collect()).collect();
        table(grid, has_head).into_iter().collect()
    };
    let ground = match (left > 0, lines.last()) {
        (true, Some(above)) if word.is_ours => above.ground,
        _ => Ground::None,
    };
    let continued = last_item.filter(|(_, item_left)| left > 0 && left >= *item_left && !is_box);
    lines.extend(blocks.into_iter().map(|block| {
        let entry = match continued {
            Some((level, _)) => Entry::Continued(level, block),
            None => Entry::Block(block),
        };
        Line::bare(entry, ground)
    }));
    word.last_item = continued;
}

/// The rows of a table, also those in controls and edits.
fn rows_of(table: &Element) -> Vec<&Element> {
    within(table, "w:tr")
}

fn cells_of(row: &Element) -> Vec<&Element> {
    within(row, "w:tc")
}

fn within<'e>(parent: &'e Element, name: &str) -> Vec<&'e Element> {
    let mut found = Vec::new();
    for element in parent.elements() {
        match element.name.as_str() {
            own if own == name => found.push(element),
            "w:sdt" | "w:sdtContent" | "w:customXml" | "w:ins" | "w:del" => {
                found.extend(within(element, name));
            }
            _ => {}
        }
    }
    found
}

/// What stands in a cell, as blocks and in one line.
fn read_cell(word: &mut Word<'_, '_>, cell: &Element, around: &Around) -> (Vec<Block>, GridCell) {
    let properties = cell.child("w:tcPr");
    let child = |name: &str| properties.and_then(|it| it.child(name));
    let value = |name: &str| child(name).and_then(|it| it.attribute("w:val"));
    let goes_on = child("w:vMerge").is_some_and(|it| it.attribute("w:val") != Some("restart"));
    let around = match (child("w:cellDel"), child("w:cellIns")) {
        (Some(_), _) => around.with(Wrap::Deleted),
        (None, Some(_)) => around.with(Wrap::Inserted),
        (None, None) => around.clone(),
    };
    // The style of a table sets white words of its head on a dark ground.
    let around = Around { is_dark: true, ..around };
    let inner = word.lines_of(cell, &around);
    word.last_item = None;
    let blocks = nested(inner.into_iter().map(|line| line.entry).collect());
    let alignment = cell.child("w:p").and_then(|it| it.child("w:pPr")).and_then(|it| it.child("w:jc"));
    let alignment = match alignment.and_then(|it| it.attribute("w:val")) {
        Some("center") => Alignment::Center,
        Some("right" | "end") => Alignment::Right,
        _ => Alignment::None,
    };
    let n_columns = value("w:gridSpan").and_then(|n| n.parse().ok()).unwrap_or(1);
    let inlines = in_one_line(&blocks);
    (blocks, GridCell { inlines, n_columns, goes_on, alignment })
}
