//! What stands beside the text of a slide: tables, and pictures with what they show for those who cannot see it.

use crate::export::office_parts::{DrawnChart, chart_rows, emu};
use crate::export::pptx::arrange::Rect;
use crate::export::pptx::line::{Tone, texts_of};
use crate::export::pptx::stage::Placeholder;
use crate::export::pptx::text::{Frame, write_plain, write_run};
use crate::export::runs::runs;
use crate::office::Xml;
use crate::release::{ChartData, Inline};

/// The style of tables that every PowerPoint has: a head in the accent, and bands.
pub(super) const TABLE_STYLE: &str = "{5C22544A-7EE6-4342-B048-85BDC9FD1C3A}";
const TABLE: &str = "http://schemas.openxmlformats.org/drawingml/2006/table";

/// The cells of a row.
type Row<'r> = &'r [Vec<Inline>];

/// How a shape is called on its slide.
pub(super) struct Shape<'s> {
    pub id: usize,
    pub name: &'s str,
    /// What it shows.
    pub alt: &'s str,
    /// The placeholder of the layout that it fills.
    pub placeholder: Option<&'s Placeholder>,
}

/// Writes place and size.
pub(super) fn write_place(xml: &mut Xml, tag: &'static str, rect: Rect) {
    xml.open(tag, &[]);
    let [x, y] = [rect.x, rect.y].map(|pt| emu(pt).to_string());
    let [cx, cy] = [rect.width, rect.height].map(|pt| emu(pt).max(1).to_string());
    xml.empty("a:off", &[("x", &x), ("y", &y)]);
    xml.empty("a:ext", &[("cx", &cx), ("cy", &cy)]);
    xml.close();
}

fn write_names(xml: &mut Xml, shape: &Shape<'_>) {
    let mut attributes = vec![("name", shape.name)];
    let id = shape.id.to_string();
    attributes.insert(0, ("id", &id));
    if !shape.alt.is_empty() {
        attributes.push(("descr", shape.alt));
    }
    xml.empty("p:cNvPr", &attributes);
}

fn write_placeholder(xml: &mut Xml, shape: &Shape<'_>) {
    match shape.placeholder {
        Some(placeholder) => {
            xml.open("p:nvPr", &[]);
            xml.empty("p:ph", &placeholder.attributes());
            xml.close();
        }
        None => xml.empty("p:nvPr", &[]),
    }
}

/// Writes a picture as large as its place allows.
pub(super) fn write_picture(
    xml: &mut Xml,
    shape: &Shape<'_>,
    relation: &str,
    (place, (width, height)): (Rect, (f64, f64)),
) {
    let scale = (place.width / width.max(1.0)).min(place.height / height.max(1.0));
    let (width, height) = (width * scale, height * scale);
    let (x, y) = (place.x + (place.width - width) / 2.0, place.y + (place.height - height) / 2.0);
    xml.open("p:pic", &[]);
    xml.open("p:nvPicPr", &[]);
    write_names(xml, shape);
    xml.open("p:cNvPicPr", &[]);
    xml.empty("a:picLocks", &[("noChangeAspect", "1")]);
    xml.close();
    write_placeholder(xml, shape);
    xml.close();
    xml.open("p:blipFill", &[]);
    xml.empty("a:blip", &[("r:embed", relation)]);
    xml.open("a:stretch", &[]);
    xml.empty("a:fillRect", &[]);
    xml.close();
    xml.close();
    xml.open("p:spPr", &[]);
    write_place(xml, "a:xfrm", Rect { x, y, width, height });
    xml.open("a:prstGeom", &[("prst", "rect")]);
    xml.empty("a:avLst", &[]);
    xml.close();
    xml.close();
    xml.close();
}

/// Writes a chart that was drawn.
pub(super) fn write_chart(
    xml: &mut Xml,
    shape: &Shape<'_>,
    relation: &str,
    (place, chart): (Rect, &DrawnChart),
) {
    write_picture(xml, shape, relation, (place, (chart.width_pt, chart.height_pt)));
}

/// Writes a table of running text.
pub(super) fn write_table(
    xml: &mut Xml,
    frame: &mut Frame<'_>,
    shape: &Shape<'_>,
    (place, head, rows): (Rect, Row<'_>, &[Vec<Vec<Inline>>]),
) {
    let all: Vec<Row<'_>> = std::iter::once(head).chain(rows.iter().map(Vec::as_slice)).collect();
    let texts = texts_of(head, rows);
    write_rows(xml, shape, (place, &texts), &mut |xml, row, column| {
        let Some(cell) = all.get(row).and_then(|row| row.get(column)) else { return write_plain(xml, "") };
        xml.open("a:p", &[]);
        runs(cell, frame.lang).iter().for_each(|run| write_run(xml, frame, run, Tone::Plain));
        xml.close();
    });
}

/// Writes the data of a chart that stays a table.
pub(super) fn write_data(xml: &mut Xml, shape: &Shape<'_>, (place, chart): (Rect, &ChartData)) {
    let rows = chart_rows(chart);
    write_rows(xml, shape, (place, &rows), &mut |xml, row, column| {
        write_plain(xml, rows.get(row).and_then(|row| row.get(column)).map_or("", String::as_str));
    });
}

/// Writes a table around its cells; `texts` say how wide and high they are.
fn write_rows(
    xml: &mut Xml,
    shape: &Shape<'_>,
    (place, texts): (Rect, &[Vec<String>]),
    write_cell: &mut dyn FnMut(&mut Xml, usize, usize),
) {
    let has_head = has_head(texts);
    let first = usize::from(!has_head);
    let widths = widths(texts, place.width);
    let size = size(texts.get(first..).unwrap_or_default(), &widths, place.height);
    xml.open("p:graphicFrame", &[]);
    xml.open("p:nvGraphicFramePr", &[]);
    write_names(xml, shape);
    xml.open("p:cNvGraphicFramePr", &[]);
    xml.empty("a:graphicFrameLocks", &[("noGrp", "1")]);
    xml.close();
    write_placeholder(xml, shape);
    xml.close();
    let row_height = size * 1.9;
    let n_rows = f64::from(u32::try_from(texts.len() - first).unwrap_or(1));
    write_place(xml, "p:xfrm", Rect { height: row_height * n_rows, ..place });
    xml.open("a:graphic", &[]);
    xml.open("a:graphicData", &[("uri", TABLE)]);
    xml.open("a:tbl", &[]);
    xml.open("a:tblPr", if has_head { &[("firstRow", "1"), ("bandRow", "1")] } else { &[("bandRow", "1")] });
    xml.words("a:tableStyleId", &[], TABLE_STYLE);
    xml.close();
    xml.open("a:tblGrid", &[]);
    widths.iter().for_each(|width| xml.empty("a:gridCol", &[("w", &emu(*width).to_string())]));
    xml.close();
    for row in first..texts.len() {
        xml.open("a:tr", &[("h", &emu(row_height).to_string())]);
        for column in 0..widths.len() {
            xml.open("a:tc", &[]);
            xml.open("a:txBody", &[]);
            xml.empty("a:bodyPr", &[]);
            xml.open("a:lstStyle", &[]);
            xml.close();
            let mut cell = Xml::default();
            write_cell(&mut cell, row, column);
            // Cells take their size from their runs alone.
            let size = format!("{:.0}", size * 100.0);
            let cell = cell.finish();
            if cell == "<a:p></a:p>" {
                // An empty one would be as high as the largest type.
                xml.open("a:p", &[]);
                xml.empty("a:endParaRPr", &[("sz", &size)]);
                xml.close();
            } else {
                xml.raw(&cell.replace("<a:rPr lang=", &format!("<a:rPr sz=\"{size}\" lang=")));
            }
            xml.close();
            xml.empty("a:tcPr", &[("anchor", "ctr")]);
            xml.close();
        }
        xml.close();
    }
    (0..4).for_each(|_| xml.close());
}

fn letters(text: &str) -> f64 {
    text.chars().map(|c| if c.is_ascii() { 1.0 } else { 2.0 }).sum()
}

/// The widths of columns by their longest cells, together as wide as the place.
fn widths(texts: &[Vec<String>], total: f64) -> Vec<f64> {
    let n_columns = texts.iter().map(Vec::len).max().unwrap_or(0);
    let longest = |column: usize| {
        let cells = texts.iter().filter_map(|row| row.get(column));
        cells.map(|cell| letters(cell)).fold(6.0, f64::max).min(40.0)
    };
    let shares: Vec<f64> = (0..n_columns).map(longest).collect();
    let sum: f64 = shares.iter().sum();
    shares.iter().map(|share| total * share / sum).collect()
}

/// The largest type size in which the rows fit a height.
fn size(texts: &[Vec<String>], widths: &[f64], height: f64) -> f64 {
    const SIZES: [f64; 8] = [20.0, 18.0, 16.0, 14.0, 12.0, 11.0, 10.0, 9.0];
    let fits = |size: &f64| rows_height(texts, widths, *size) <= height;
    SIZES.into_iter().find(fits).unwrap_or(9.0)
}

/// About how high rows are in one size.
fn rows_height(texts: &[Vec<String>], widths: &[f64], size: f64) -> f64 {
    let row_height = |row: &Vec<String>| {
        let lines = row
            .iter()
            .zip(widths)
            .map(|(cell, width)| (letters(cell) * 0.55 * size / (width - 15.0).max(size)).ceil().max(1.0));
        lines.fold(1.0, f64::max) * size * 1.2 + size * 0.7
    };
    texts.iter().map(row_height).sum()
}

/// About how high a table is in its place.
pub(super) fn table_height(place: Rect, head: Row<'_>, rows: &[Vec<Vec<Inline>>]) -> f64 {
    let texts = texts_of(head, rows);
    let widths = widths(&texts, place.width);
    let texts = if has_head(&texts) { texts.as_slice() } else { &texts[1..] };
    rows_height(texts, &widths, size(texts, &widths, place.height))
}

fn has_head(texts: &[Vec<String>]) -> bool {
    texts.first().is_some_and(|head| head.iter().any(|cell| !cell.trim().is_empty()))
}
