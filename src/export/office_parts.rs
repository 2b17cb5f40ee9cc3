//! What Word and PowerPoint files have in common: their properties, their theme and their charts.

use std::collections::BTreeMap;

use crate::brief::{ChartType, Lang};
use crate::export::{ExportError, Job, missing_letters, png_of};
use crate::layout::{ChartRoom, OfficeLook, draw_charts};
use crate::office::{PackageWriter, Relations, Xml, sort};
use crate::release::{Block, BlockContent, ChartData, with_unit};
use crate::text::Message;

const CORE: &str = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties";
const EXTENDED: &str = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties";
const DC: &str = "http://purl.org/dc/elements/1.1/";
pub(super) const THEME_TYPE: &str = "application/vnd.openxmlformats-officedocument.theme+xml";
const THEME: &str = include_str!("../../assets/office/theme.xml");

/// A chart that was drawn.
pub(super) struct DrawnChart {
    pub png: Vec<u8>,
    pub width_pt: f64,
    pub height_pt: f64,
    pub alt: String,
}

/// The charts of a copy, by their place in memory; those that stay tables are not among them.
#[derive(Default)]
pub(super) struct Charts<'c> {
    drawn: Vec<(&'c ChartData, DrawnChart)>,
    /// What is to be said of them.
    pub warnings: Vec<Message>,
}

impl<'c> Charts<'c> {
    /// Draws charts, each for its room.
    pub(super) fn draw(job: &Job<'_>, charts: &[(&'c ChartData, ChartRoom)]) -> Result<Self, ExportError> {
        let mut out = Self::default();
        let pictures = draw_charts(job.engine, job.released, charts, &job.options)?;
        let mut words = String::new();
        for ((chart, _), picture) in charts.iter().zip(pictures) {
            let Some(picture) = picture else { continue };
            let bitmap = picture.bitmap;
            let Some(png) = png_of(bitmap.width_px, bitmap.height_px, bitmap.rgba) else { continue };
            words.push_str(&picture.alt);
            let (width_pt, height_pt) = (picture.width_pt, picture.height_pt);
            out.drawn.push((chart, DrawnChart { png, width_pt, height_pt, alt: picture.alt }));
        }
        out.warnings = missing_letters(job.engine, &words, true);
        Ok(out)
    }

    /// A chart that was drawn, with its number from 1.
    pub(super) fn get(&self, chart: &ChartData) -> Option<(usize, &DrawnChart)> {
        let idx = self.drawn.iter().position(|(known, _)| std::ptr::eq(*known, chart))?;
        Some((idx + 1, &self.drawn[idx].1))
    }

    /// All that were drawn, in order.
    pub(super) fn all(&self) -> impl Iterator<Item = &DrawnChart> {
        self.drawn.iter().map(|(_, drawn)| drawn)
    }
}

/// Calls `visit` for each chart in some blocks, at any depth.
pub(super) fn each_chart<'b>(blocks: &'b [Block], visit: &mut dyn FnMut(&'b ChartData)) {
    for block in blocks {
        match &block.content {
            BlockContent::Chart(chart) => visit(chart),
            BlockContent::List { items, .. } => {
                items.iter().for_each(|item| each_chart(&item.blocks, visit));
            }
            BlockContent::Quote(blocks)
            | BlockContent::Callout { blocks, .. }
            | BlockContent::Panel { blocks, .. } => each_chart(blocks, visit),
            BlockContent::Columns(columns) => columns.iter().for_each(|column| each_chart(column, visit)),
            BlockContent::Heading { .. }
            | BlockContent::Paragraph(_)
            | BlockContent::Numbered { .. }
            | BlockContent::Code { .. }
            | BlockContent::Table { .. }
            | BlockContent::Picture(_)
            | BlockContent::Break
            | BlockContent::Page
            | BlockContent::Rule => {}
        }
    }
}

/// The rows of a chart that stays a table, its head first.
pub(super) fn chart_rows(chart: &ChartData) -> Vec<Vec<String>> {
    let n_columns = chart.rows.iter().map(Vec::len).chain([chart.head.len()]).max().unwrap_or(0);
    let filled = |row: &Vec<String>| {
        let mut row = row.clone();
        row.resize(n_columns, String::new());
        row
    };
    std::iter::once(&chart.head).chain(&chart.rows).map(filled).collect()
}

/// The title of a chart with its unit, where no figure bears it.
pub(super) fn chart_title(chart: &ChartData, lang: Lang) -> Option<String> {
    let bears_unit = chart.chart_type == ChartType::Number && chart.rows.len() <= 1;
    let unit = chart.unit.as_deref().filter(|_| !bears_unit);
    let title = chart.title.as_deref()?;
    Some(unit.map_or_else(|| title.to_owned(), |unit| with_unit(title, unit, lang)))
}

/// Where the numbers of a chart come from, and when they were counted.
pub(super) fn chart_source(chart: &ChartData, lang: Lang) -> Option<String> {
    let parts = [&chart.source, &chart.date].into_iter().flatten().map(|part| part.trim());
    let words = parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
    let label = match lang {
        Lang::En => "Source: ",
        Lang::Ja => "出典：",
    };
    (!words.is_empty()).then(|| format!("{label}{words}"))
}

/// Adds title and language, which are all that a file says of itself, and the program. Returns the relations of the
/// package, of which `main` is the document.
pub(super) fn add_properties(package: &mut PackageWriter, title: &str, lang: Lang, main: &str) -> Relations {
    let mut relations = Relations::default();
    relations.add(sort::DOCUMENT, main);
    relations.add(sort::CORE, "docProps/core.xml");
    relations.add(sort::EXTENDED, "docProps/app.xml");
    let mut core = Xml::part();
    core.open("cp:coreProperties", &[("xmlns:cp", CORE), ("xmlns:dc", DC)]);
    core.words("dc:language", &[], language(lang));
    core.words("dc:title", &[], title);
    let core_type = "application/vnd.openxmlformats-package.core-properties+xml";
    package.add("docProps/core.xml", core_type, core.finish(), Relations::default());
    let mut app = Xml::part();
    app.open("Properties", &[("xmlns", EXTENDED)]);
    app.words("Application", &[], "Démarche");
    let app_type = "application/vnd.openxmlformats-officedocument.extended-properties+xml";
    package.add("docProps/app.xml", app_type, app.finish(), Relations::default());
    relations
}

/// Adds colours and fonts as a part of a name; `major` is the face of titles, `minor` that of the text.
pub(super) fn add_theme(package: &mut PackageWriter, name: &str, look: &OfficeLook, faces: (&str, &str)) {
    let mut values: BTreeMap<&str, &str> =
        look.colors.iter().map(|(name, hex)| (*name, hex.as_str())).collect();
    values.extend([("major", faces.0), ("minor", faces.1)]);
    package.add(name, THEME_TYPE, filled(THEME, &values), Relations::default());
}

/// A part of XML from `assets/`, with values for the names in double braces.
pub(super) fn filled(template: &str, values: &BTreeMap<&str, &str>) -> String {
    let mut out = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, after)) = rest.split_once("{{") {
        out.push_str(before);
        let (name, behind) = after.split_once("}}").unwrap_or((after, ""));
        let mut value = Xml::default();
        value.text(values.get(name).copied().unwrap_or_default());
        // A value may stand in an attribute.
        out.push_str(&value.finish().replace('"', "&quot;"));
        rest = behind;
    }
    out.push_str(rest);
    out
}

/// The language as Office has it.
pub(super) fn language(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "en-US",
        Lang::Ja => "ja-JP",
    }
}

/// A length in English metric units, of which a point has 12,700.
pub(super) fn emu(pt: f64) -> i64 {
    #[expect(clippy::cast_possible_truncation, reason = "pages are some hundred points wide")]
    let emu = (pt * 12_700.0).round() as i64;
    emu
}
