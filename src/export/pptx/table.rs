//! Tables of slides, as PowerPoint has them.

use crate::brief::{Alignment, Lang};
use crate::export::office_parts::{chart_rows, emu};
use crate::export::pptx::arrange::Rect;
use crate::export::pptx::line::{Table, Tone};
use crate::export::pptx::table_fit::{PADDING_ABOVE_EMS, TableFit};
use crate::export::pptx::text::{Frame, write_plain, write_run};
use crate::export::pptx::visual::{Shape, write_names, write_place, write_placeholder};
use crate::export::runs::runs;
use crate::layout::{PADDING_EMS, shown_alignments};
use crate::office::Xml;
use crate::release::{ChartData, Inline};

/// The style of tables that every PowerPoint has: a head in the accent, and bands.
pub(super) const TABLE_STYLE: &str = "{5C22544A-7EE6-4342-B048-85BDC9FD1C3A}";
const TABLE: &str = "http://schemas.openxmlformats.org/drawingml/2006/table";

/// Writes a table of running text.
pub(super) fn write_table(
    xml: &mut Xml,
    frame: &mut Frame<'_>,
    shape: &Shape<'_>,
    (place, table): (Rect, &Table<'_>),
) {
    let all: Vec<&[Vec<Inline>]> =
        std::iter::once(table.head).chain(table.rows.iter().map(Vec::as_slice)).collect();
    let alignments = shown_alignments(table.alignments, table.rows);
    let sides: Vec<&str> =
        alignments.iter().zip(table.alignments).map(|(shown, said)| side(*shown, *said)).collect();
    write_rows(xml, shape, (place, &table.texts(), &sides), &mut |xml, row, column| {
        let Some(cell) = all.get(row).and_then(|row| row.get(column)) else { return write_plain(xml, "") };
        xml.open("a:p", &[]);
        runs(cell, frame.lang).iter().for_each(|run| write_run(xml, frame, run, Tone::Plain));
        xml.close();
    });
}

/// What a table shows, for those who cannot see it: the heads of its columns, which its cells do not say of themselves.
pub(super) fn table_alt(heads: &[String], lang: Lang) -> String {
    let heads: Vec<String> = heads.iter().map(|head| head.trim().replace('\n', " ")).collect();
    let heads: Vec<&str> = heads.iter().map(String::as_str).filter(|head| !head.is_empty()).collect();
    match lang {
        Lang::En if heads.is_empty() => "Table".to_owned(),
        Lang::En => format!("Table: {}", heads.join(", ")),
        Lang::Ja if heads.is_empty() => "表".to_owned(),
        Lang::Ja => format!("表：{}", heads.join("、")),
    }
}

/// Writes the data of a chart that stays a table, numbers to the right.
pub(super) fn write_data(xml: &mut Xml, shape: &Shape<'_>, (place, chart): (Rect, &ChartData)) {
    let rows = chart_rows(chart);
    let mut sides = vec![side(Alignment::Right, Alignment::None); rows.first().map_or(0, Vec::len)];
    sides.iter_mut().take(1).for_each(|first| *first = "");
    write_rows(xml, shape, (place, &rows, &sides), &mut |xml, row, column| {
        write_plain(xml, rows.get(row).and_then(|row| row.get(column)).map_or("", String::as_str));
    });
}

/// Writes a table around its cells; `texts` say how wide and high they are.
fn write_rows(
    xml: &mut Xml,
    shape: &Shape<'_>,
    (place, texts, sides): (Rect, &[Vec<String>], &[&str]),
    write_cell: &mut dyn FnMut(&mut Xml, usize, usize),
) {
    let fit = TableFit::of(texts, place);
    xml.open("p:graphicFrame", &[]);
    xml.open("p:nvGraphicFramePr", &[]);
    write_names(xml, shape);
    xml.open("p:cNvGraphicFramePr", &[]);
    xml.empty("a:graphicFrameLocks", &[("noGrp", "1")]);
    xml.close();
    write_placeholder(xml, shape);
    xml.close();
    write_place(xml, "p:xfrm", Rect { height: fit.height(), ..place });
    xml.open("a:graphic", &[]);
    xml.open("a:graphicData", &[("uri", TABLE)]);
    xml.open("a:tbl", &[]);
    xml.open(
        "a:tblPr",
        if fit.has_head { &[("firstRow", "1"), ("bandRow", "1")] } else { &[("bandRow", "1")] },
    );
    xml.words("a:tableStyleId", &[], TABLE_STYLE);
    xml.close();
    xml.open("a:tblGrid", &[]);
    fit.widths.iter().for_each(|width| xml.empty("a:gridCol", &[("w", &emu(*width).to_string())]));
    xml.close();
    let first = usize::from(!fit.has_head);
    for (row, height) in (first..).zip(&fit.heights) {
        xml.open("a:tr", &[("h", &emu(*height).to_string())]);
        for column in 0..fit.widths.len() {
            let mut cell = Xml::default();
            write_cell(&mut cell, row, column);
            write_framed(xml, &cell.finish(), fit.size, sides.get(column).copied().unwrap_or_default());
        }
        xml.close();
    }
    (0..4).for_each(|_| xml.close());
}

/// How the paragraphs of a column say where they stand, if they do. What the brief does not `say` itself is told apart by
/// a margin of nothing, so that a file that comes back gives the same brief.
fn side(shown: Alignment, said: Alignment) -> &'static str {
    match (shown, said) {
        (Alignment::None, _) => "",
        (Alignment::Left, _) => "<a:pPr algn=\"l\"/>",
        (Alignment::Center, _) => "<a:pPr algn=\"ctr\"/>",
        (Alignment::Right, Alignment::Right) => "<a:pPr algn=\"r\"/>",
        (Alignment::Right, _) => "<a:pPr marR=\"0\" algn=\"r\"/>",
    }
}

/// Writes a cell around its one paragraph; `side` says where it stands.
fn write_framed(xml: &mut Xml, paragraph: &str, size: f64, side: &str) {
    xml.open("a:tc", &[]);
    xml.open("a:txBody", &[]);
    xml.empty("a:bodyPr", &[]);
    xml.open("a:lstStyle", &[]);
    xml.close();
    let paragraph = paragraph.replacen("<a:p>", &format!("<a:p>{side}"), 1);
    // Cells take their size from their runs alone; an empty one would be as high as the largest type.
    let hundredths = format!("{:.0}", size * 100.0);
    let paragraph = match paragraph.strip_suffix("</a:p>") {
        Some(empty) if !empty.contains("<a:r>") => {
            format!("{empty}<a:endParaRPr sz=\"{hundredths}\"/></a:p>")
        }
        _ => paragraph.replace("<a:rPr lang=", &format!("<a:rPr sz=\"{hundredths}\" lang=")),
    };
    xml.raw(&paragraph);
    xml.close();
    let [beside, above] = [PADDING_EMS / 2.0, PADDING_ABOVE_EMS].map(|ems| emu(ems * size).to_string());
    let margins =
        [("marL", beside.as_str()), ("marR", &beside), ("marT", &above), ("marB", &above), ("anchor", "ctr")];
    xml.empty("a:tcPr", &margins);
    xml.close();
}
