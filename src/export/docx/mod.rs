//! DOCX: the released text with Word's own styles, lists, tables, footnotes and comments, so that colleagues work on.
//!
//! What Word counts, Word counts: pages, lists, notes. Nothing is measured here but pictures, and nothing of our own
//! syntax is in the file. It names no author, no time, no template; hidden bookmarks number the blocks of this copy.

mod block;
mod flow;
mod notes;
mod numbering;
mod paragraph;
mod picture;
mod run;
mod story;
mod table;
mod template;

use std::collections::BTreeMap;

use crate::brief::Lang;
use crate::export::docx::flow::{FOOTER_ID, HEADER_ID, Sheet, write_flow};
use crate::export::docx::notes::{comments, footnotes, write_unreferred};
use crate::export::docx::paragraph::Paragraph;
use crate::export::docx::run::{write_inlines, write_words};
use crate::export::docx::story::{Story, paragraph};
use crate::export::docx::template::Template;
use crate::export::office_parts::{
    Charts, THEME_TYPE, add_properties, add_theme, each_chart, filled, language,
};
use crate::export::runs::{Look, Style};
use crate::export::{ExportError, Exported, File, Job, missing_letters};
use crate::layout::{ChartRoom, OfficeLook};
use crate::office::{PackageWriter, Relations, Xml, sort};
use crate::release::{Content, plain_text};
use crate::text::{Message, message};

const STYLES: &str = include_str!("../../../assets/office/styles.xml");
const SETTINGS: &str = include_str!("../../../assets/office/settings.xml");
const FONTS: &str = include_str!("../../../assets/office/font-table.xml");
const MAIN: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.";

/// The vocabularies of a part of text.
const NAMESPACES: &[(&str, &str)] = &[
    ("xmlns:w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    ("xmlns:r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
    ("xmlns:wp", "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"),
];

pub(super) fn write(job: &Job<'_>) -> Result<Exported, ExportError> {
    let content = job.released.content();
    let look = OfficeLook::of(job.options.theme);
    let reference = content.office.reference_doc.as_deref();
    let template = reference.and_then(|bytes| Template::read(bytes, &filled_styles(&look, None)));
    let sheet =
        template.as_ref().and_then(|it| it.sheet).map_or_else(|| Sheet::of(job.options.paper), Sheet::with);
    let charts = draw_charts(job, content, &look, sheet)?;
    let mut story = Story::new(content, &charts, &look, sheet.text_width());
    // The flow names them before anything else is related.
    let margins =
        [story.relations.add("header", "header1.xml"), story.relations.add("footer", "footer1.xml")];
    debug_assert_eq!(margins, [HEADER_ID, FOOTER_ID]);
    story.template = template.as_ref();
    let document = document(&mut story, sheet);
    let mut package = PackageWriter::default();
    let title = plain_text(&content.title);
    let relations = add_properties(&mut package, &title, content.lang, "word/document.xml");
    add_document(&mut package, &mut story, document);
    match template.as_ref().and_then(|it| it.theme.as_ref()) {
        Some(theme) => package.add("word/theme/theme1.xml", THEME_TYPE, theme.clone(), Relations::default()),
        None => add_theme(&mut package, "word/theme/theme1.xml", &look, (&look.title_font, &look.paper_font)),
    }
    let words = package.text_of(&["word/document", "word/footnotes", "word/comments"]);
    let bytes = package
        .finish(&relations)
        .map_err(|reason| ExportError::Write { extension: "docx", reason: Message::quoted(reason) })?;
    // The faces of the text are those of the reader's computer, which may lack the same letters as this one.
    let missing = missing_letters(job.engine, &words, false);
    let unread = (reference.is_some() && template.is_none()).then(|| {
        message!(
            "the Word template (reference-doc, or that of the settings) is no Word document whose styles can be read; the usual ones are used",
            "Word のひな形（reference-doc 又は設定のもの）のスタイルを読み取れないため、標準のスタイルを使いました"
        )
    });
    let warnings = charts.warnings.into_iter().chain(missing).chain(unread).collect();
    Ok(Exported { files: vec![File { suffix: ".docx".to_owned(), bytes }], warnings })
}

/// Draws the charts as wide as the text.
fn draw_charts<'c>(
    job: &Job<'_>,
    content: &'c Content,
    look: &OfficeLook,
    sheet: Sheet,
) -> Result<Charts<'c>, ExportError> {
    let room = ChartRoom {
        width_pt: f64::from(sheet.text_width()) / 20.0,
        height_pt: 560.0,
        type_pt: f64::from(look.half_points) * 0.41,
        fills: false,
        is_clear: false,
    };
    let mut charts = Vec::new();
    each_chart(&content.blocks, &mut |chart| charts.push((chart, room)));
    content.notes.iter().for_each(|note| each_chart(&note.blocks, &mut |chart| charts.push((chart, room))));
    Charts::draw(job, &charts)
}

/// The part of the text.
fn document(story: &mut Story<'_>, sheet: Sheet) -> String {
    write_title(story);
    let content = story.content;
    let ending = write_flow(story, &content.blocks, sheet);
    write_unreferred(story);
    let mut xml = Xml::part();
    xml.open("w:document", NAMESPACES);
    xml.open("w:body", &[]);
    xml.raw(&Story::finished(std::mem::take(&mut story.pieces), story.look));
    xml.raw(&ending);
    xml.finish()
}

/// Writes what stands above the text.
fn write_title(story: &mut Story<'_>) {
    let content = story.content;
    let styled = |style: &'static str| Paragraph { style: Some(style), ..Paragraph::default() };
    if let Some(number) = &content.copy_number {
        paragraph(story, styled("CopyNumber"), |story| write_words(story, number, Look::default()));
    }
    if let Some(label) = content.kind_label {
        paragraph(story, styled("BlockLabel"), |story| write_words(story, label, Look::default()));
    }
    paragraph(story, styled("Title"), |story| {
        let bookmark = story.open_bookmark("_to0");
        write_inlines(story, &content.title, 20.0);
        story.close_bookmark(&bookmark);
    });
    if let Some(subtitle) = &content.subtitle {
        paragraph(story, styled("Subtitle"), |story| write_words(story, subtitle, Look::default()));
    }
    for (label, text) in &content.rows {
        paragraph(story, styled("BriefRow"), |story| {
            write_words(story, label, Look::default().with(Style::Bold));
            story.xml.open("w:r", &[]);
            story.xml.empty("w:tab", &[]);
            story.xml.close();
            write_words(story, text, Look::default());
        });
    }
}

/// Adds the text with all parts that it refers to.
fn add_document(package: &mut PackageWriter, story: &mut Story<'_>, document: String) {
    let mut relations = std::mem::take(&mut story.relations);
    for (sort, target) in [
        ("styles", "styles.xml"),
        ("numbering", "numbering.xml"),
        ("settings", "settings.xml"),
        ("fontTable", "fontTable.xml"),
        (sort::THEME, "theme/theme1.xml"),
        ("footnotes", "footnotes.xml"),
    ] {
        relations.add(sort, target);
    }
    story.is_note = true;
    let footnotes = footnotes(story, NAMESPACES);
    let of_notes = std::mem::take(&mut story.relations);
    let comments = (!story.remarks.is_empty()).then(|| comments(story, NAMESPACES));
    if comments.is_some() {
        relations.add("comments", "comments.xml");
    }
    let template = story.template;
    let mut add = |name: &str, sort: &str, xml: String, relations: Relations| {
        let xml = template.map_or(xml.clone(), |template| template.restyled(&xml));
        package.add(&format!("word/{name}"), &format!("{MAIN}{sort}+xml"), xml, relations);
    };
    let values = values(story.look, Some(story.width));
    let values: BTreeMap<&str, &str> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
    add("document.xml", "document.main", document, relations);
    add("numbering.xml", "numbering", story.numbering.written(), Relations::default());
    add("settings.xml", "settings", filled(&settings(story.content), &values), Relations::default());
    add("fontTable.xml", "fontTable", filled(FONTS, &values), Relations::default());
    add("footnotes.xml", "footnotes", footnotes, of_notes);
    if let Some(comments) = comments {
        add("comments.xml", "comments", comments, Relations::default());
    }
    let styles = template.map_or_else(|| filled(STYLES, &values), |template| template.styles.clone());
    package.add("word/styles.xml", &format!("{MAIN}styles+xml"), styles, Relations::default());
    let mut add = |name: &str, sort: &str, xml: String, relations: Relations| {
        let xml = template.map_or(xml.clone(), |template| template.restyled(&xml));
        package.add(&format!("word/{name}"), &format!("{MAIN}{sort}+xml"), xml, relations);
    };
    add("header1.xml", "header", header(story), Relations::default());
    add("footer1.xml", "footer", footer(story), Relations::default());
    for (idx, image) in story.images.iter().enumerate() {
        let Some(image) = story.content.images.get(*image) else { continue };
        let name = format!("word/media/image{}.{}", idx + 1, image.format.extension());
        package.add_picture(&name, &image.bytes);
    }
    for (idx, chart) in story.charts.all().enumerate() {
        package.add_picture(&format!("word/media/chart{}.png", idx + 1), &chart.png);
    }
}

/// The settings, with what asks Word to track changes where the brief says so.
fn settings(content: &Content) -> String {
    let (before, rest) = SETTINGS.split_once("<!-- tracking -->").unwrap_or((SETTINGS, ""));
    let (tracking, after) = rest.split_once("<!-- end of tracking -->").unwrap_or(("", rest));
    format!("{before}{}{after}", if content.office.tracks_changes { tracking } else { "" })
}

/// Our styles; `width` is that of the text.
fn filled_styles(look: &OfficeLook, width: Option<i32>) -> String {
    let values = values(look, width);
    let values: BTreeMap<&str, &str> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
    filled(STYLES, &values)
}

/// What the parts of `assets/` are filled with: colours, faces, and sizes in half points.
fn values(look: &OfficeLook, width: Option<i32>) -> Vec<(&'static str, String)> {
    let width = width.unwrap_or(8_504);
    let mut values: Vec<(&'static str, String)> = look.colors.clone();
    let size = |share: u32| (look.half_points * share / 100).to_string();
    values.extend([
        ("text-size", size(100)),
        ("small-size", size(82)),
        ("note-size", size(86)),
        ("title-size", size(218)),
        ("subtitle-size", size(120)),
        ("heading1-size", size(133)),
        ("heading2-size", size(114)),
        ("paper-font", look.paper_font.clone()),
        ("title-font", look.title_font.clone()),
        ("language", language(Lang::En).to_owned()),
        ("tab", (width - 1).to_string()),
        ("center", (width / 2).to_string()),
        // The faces of Japanese that Word has, as fits the Latin one.
        ("east-asian", if look.paper_font == "Cambria" { "Yu Mincho" } else { "Yu Gothic" }.to_owned()),
        ("east-asian-title", if look.title_font == "Cambria" { "Yu Mincho" } else { "Yu Gothic" }.to_owned()),
    ]);
    values
}

/// What stands at the top of each page: the marking, and whose copy it is.
fn header(story: &mut Story<'_>) -> String {
    let content = story.content;
    margin(story, "w:hdr", |story, xml| {
        write_margin_line(story, xml, "Banner", content.banner.as_deref());
        if content.copy_line.is_some() || content.banner.is_none() {
            write_margin_line(story, xml, "Header", content.copy_line.as_deref().or(Some("")));
        }
    })
}

/// What stands at the foot of each page: its number, and the marking last.
fn footer(story: &mut Story<'_>) -> String {
    let content = story.content;
    let (before, between, after) = match content.lang {
        Lang::En => ("Page ", " of ", ""),
        Lang::Ja => ("", " / ", ""),
    };
    margin(story, "w:ftr", |story, xml| {
        xml.open("w:p", &[]);
        write_footer_style(story, xml);
        let date = content.rows.first().filter(|_| content.date.is_some());
        date.iter().for_each(|(_, date)| xml.raw(&words(story, date)));
        xml.raw("<w:r><w:tab/></w:r>");
        xml.raw(&words(story, before));
        write_count(xml, "PAGE");
        xml.raw(&words(story, between));
        write_count(xml, "NUMPAGES");
        xml.raw(&words(story, after));
        xml.close();
        write_margin_line(story, xml, "Banner", content.banner.as_deref());
    })
}

fn margin(story: &mut Story<'_>, tag: &'static str, write: impl FnOnce(&mut Story<'_>, &mut Xml)) -> String {
    let mut xml = Xml::part();
    xml.open(tag, NAMESPACES);
    write(story, &mut xml);
    xml.finish()
}

fn write_margin_line(story: &mut Story<'_>, xml: &mut Xml, style: &str, line: Option<&str>) {
    let Some(line) = line else { return };
    xml.open("w:p", &[]);
    write_margin_style(xml, style);
    xml.raw(&words(story, line));
    xml.close();
}

/// Opens the line of the page number. A pattern has tab stops for its own sheet and its own words: they go, and one is
/// where our text ends.
fn write_footer_style(story: &Story<'_>, xml: &mut Xml) {
    let Some(template) = story.template else { return write_margin_style(xml, "Footer") };
    let end = story.width - 1;
    xml.open("w:pPr", &[]);
    xml.empty("w:pStyle", &[("w:val", "Footer")]);
    xml.open("w:tabs", &[]);
    let mut stops: Vec<(i32, &str)> =
        template.footer_tabs.iter().map(|pos| (*pos, "clear")).filter(|(pos, _)| *pos != end).collect();
    stops.push((end, "right"));
    // Word wants them from left to right.
    stops.sort_unstable();
    for (pos, sort) in stops {
        xml.empty("w:tab", &[("w:val", sort), ("w:pos", &pos.to_string())]);
    }
    xml.close();
    xml.empty("w:ind", &[("w:left", "0"), ("w:right", "0"), ("w:firstLine", "0")]);
    xml.empty("w:jc", &[("w:val", "left")]);
    xml.close();
}

fn write_margin_style(xml: &mut Xml, style: &str) {
    xml.open("w:pPr", &[]);
    xml.empty("w:pStyle", &[("w:val", style)]);
    xml.close();
}

/// Words as runs.
fn words(story: &mut Story<'_>, words: &str) -> String {
    let outer = std::mem::take(&mut story.xml);
    write_words(story, words, Look::default());
    std::mem::replace(&mut story.xml, outer).finish()
}

/// Writes a field that Word counts.
fn write_count(xml: &mut Xml, name: &str) {
    xml.raw("<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>");
    xml.raw(&format!("<w:r><w:instrText xml:space=\"preserve\"> {name} </w:instrText></w:r>"));
    xml.raw("<w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>1</w:t></w:r>");
    xml.raw("<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>");
}
