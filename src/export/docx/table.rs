//! Tables with a row of headings that is repeated on each page.

use crate::brief::Alignment;
use crate::export::docx::run::{write_inlines, write_words};
use crate::export::docx::story::{Piece, Story, empty_paragraph};
use crate::export::runs::Look;
use crate::office::Xml;
use crate::release::{Inline, plain_text};

/// How high a picture may be in a cell, in points.
const IN_CELL_PT: f64 = 60.0;

/// Writes a table of running text.
pub(super) fn write_table(
    story: &mut Story<'_>,
    alignments: &[Alignment],
    (head, rows): (&[Vec<Inline>], &[Vec<Vec<Inline>>]),
    indent: i32,
) {
    let all: Vec<&[Vec<Inline>]> = std::iter::once(head).chain(rows.iter().map(Vec::as_slice)).collect();
    let n_columns = all.iter().map(|row| row.len()).max().unwrap_or(0);
    let letters = |column: usize| {
        let cells = all.iter().filter_map(|row| row.get(column));
        cells.map(|cell| width(&plain_text(cell))).max().unwrap_or(0)
    };
    let widths = widths(&(0..n_columns).map(letters).collect::<Vec<_>>(), story.width - indent);
    // A table without a word in its head has none.
    let has_head = head.iter().any(|cell| !plain_text(cell).is_empty());
    let rows = if has_head { &all[..] } else { &all[1..] };
    open_table(story, &widths, (indent, has_head), |story| {
        for (row_idx, row) in rows.iter().enumerate() {
            open_row(&mut story.xml, row_idx == 0 && has_head);
            for (column, width) in widths.iter().enumerate() {
                let alignment = alignments.get(column).copied().unwrap_or(Alignment::None);
                open_cell(&mut story.xml, *width, alignment);
                if let Some(cell) = row.get(column) {
                    write_inlines(story, cell, IN_CELL_PT);
                }
                close_cell(&mut story.xml);
            }
            story.xml.close();
        }
    });
}

/// Writes a table of plain words, numbers to the right.
pub(super) fn write_word_table(story: &mut Story<'_>, rows: &[Vec<String>], indent: i32) {
    let n_columns = rows.first().map_or(0, Vec::len);
    let letters = |column: usize| rows.iter().map(|row| width(&row[column])).max().unwrap_or(0);
    let widths = widths(&(0..n_columns).map(letters).collect::<Vec<_>>(), story.width - indent);
    let has_head = rows.first().is_some_and(|head| head.iter().any(|cell| !cell.trim().is_empty()));
    let rows = if has_head { rows } else { rows.get(1..).unwrap_or_default() };
    open_table(story, &widths, (indent, has_head), |story| {
        for (row_idx, row) in rows.iter().enumerate() {
            open_row(&mut story.xml, row_idx == 0 && has_head);
            for (column, (cell, width)) in row.iter().zip(&widths).enumerate() {
                let alignment = if column == 0 { Alignment::Left } else { Alignment::Right };
                open_cell(&mut story.xml, *width, alignment);
                write_words(story, cell, Look::default());
                close_cell(&mut story.xml);
            }
            story.xml.close();
        }
    });
}

/// How wide words are, in Latin letters; those of Japanese are as wide as two.
fn width(text: &str) -> usize {
    text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
}

/// The widths of columns by the letters of their longest cells, together as wide as the text.
fn widths(letters: &[usize], total: i32) -> Vec<i32> {
    const LEAST: usize = 6;
    const MOST: usize = 40;
    let shares: Vec<i32> =
        letters.iter().map(|n| i32::try_from((*n).clamp(LEAST, MOST)).unwrap_or(1)).collect();
    let sum: i32 = shares.iter().sum::<i32>().max(1);
    shares.iter().map(|share| (total * share / sum).max(1)).collect()
}

/// Writes a table around its rows, with its bookmark.
fn open_table(
    story: &mut Story<'_>,
    widths: &[i32],
    (indent, has_head): (i32, bool),
    write_rows: impl FnOnce(&mut Story<'_>),
) {
    if widths.is_empty() {
        return;
    }
    // Two tables without a paragraph between them would be one.
    if matches!(story.pieces.last(), Some(Piece::Table(_)) | None) {
        empty_paragraph(story);
    }
    let outer = std::mem::take(&mut story.xml);
    let block = (!story.is_note).then(|| story.open_block());
    let xml = &mut story.xml;
    xml.open("w:tbl", &[]);
    xml.open("w:tblPr", &[]);
    xml.empty("w:tblStyle", &[("w:val", "BriefTable")]);
    let sum: i32 = widths.iter().sum();
    xml.empty("w:tblW", &[("w:w", &sum.to_string()), ("w:type", "dxa")]);
    if indent != 0 {
        xml.empty("w:tblInd", &[("w:w", &indent.to_string()), ("w:type", "dxa")]);
    }
    let (look, first) = if has_head { ("0420", "1") } else { ("0400", "0") };
    let attributes = [
        ("w:val", look),
        ("w:firstRow", first),
        ("w:lastRow", "0"),
        ("w:firstColumn", "0"),
        ("w:lastColumn", "0"),
        ("w:noHBand", "0"),
        ("w:noVBand", "1"),
    ];
    xml.empty("w:tblLook", &attributes);
    xml.close();
    xml.open("w:tblGrid", &[]);
    for width in widths {
        xml.empty("w:gridCol", &[("w:w", &width.to_string())]);
    }
    xml.close();
    write_rows(story);
    story.xml.close();
    block.iter().for_each(|id| story.close_bookmark(id));
    let table = std::mem::replace(&mut story.xml, outer).finish();
    story.pieces.push(Piece::Table(table));
}

fn open_row(xml: &mut Xml, is_head: bool) {
    xml.open("w:tr", &[]);
    xml.open("w:trPr", &[]);
    xml.empty("w:cantSplit", &[]);
    if is_head {
        xml.empty("w:tblHeader", &[]);
    }
    xml.close();
}

fn open_cell(xml: &mut Xml, width: i32, alignment: Alignment) {
    xml.open("w:tc", &[]);
    xml.open("w:tcPr", &[]);
    xml.empty("w:tcW", &[("w:w", &width.to_string()), ("w:type", "dxa")]);
    xml.close();
    xml.open("w:p", &[]);
    xml.open("w:pPr", &[]);
    xml.empty("w:pStyle", &[("w:val", "TableText")]);
    let side = match alignment {
        Alignment::None | Alignment::Left => "left",
        Alignment::Center => "center",
        Alignment::Right => "right",
    };
    xml.empty("w:jc", &[("w:val", side)]);
    xml.close();
}

fn close_cell(xml: &mut Xml) {
    xml.close();
    xml.close();
}
