//! PPTX: the slides of the screen in the layouts of a master, so that colleagues change them as they would their own.
//!
//! Text stands in placeholders, lists and tables are real, charts are pictures whose words tell their data. Steps of a
//! slide are not kept: each slide is there once, whole. Speaker notes are in copies of our own side alone; in others
//! there is no part for them.

mod arrange;
mod line;
mod notes;
mod slide;
mod text;
mod visual;
mod zone;

use std::collections::BTreeMap;

use crate::export::office_parts::{Charts, add_properties, add_theme, filled};
use crate::export::pptx::line::Visual;
use crate::export::pptx::notes::{beyond, notes_of, write_notes};
use crate::export::pptx::slide::{Deck, Layout, write_slide, write_title};
use crate::export::pptx::zone::{NAMESPACES, arranged, below_caption, continued, zone_rooms, zones};
use crate::export::{ExportError, Exported, File, Job, missing_letters};
use crate::layout::{ChartRoom, OfficeLook};
use crate::office::{PackageWriter, Relations, Xml};
use crate::release::{ChartData, Content, plain_text};
use crate::text::Message;

const MAIN: &str = "application/vnd.openxmlformats-officedocument.presentationml.";
const MASTER: &str = include_str!("../../../assets/office/slide-master.xml");
const NOTES_MASTER: &str = include_str!("../../../assets/office/notes-master.xml");
const LAYOUTS: [(Layout, &str); 5] = [
    (Layout::Title, include_str!("../../../assets/office/layout-title.xml")),
    (Layout::Content, include_str!("../../../assets/office/layout-content.xml")),
    (Layout::Section, include_str!("../../../assets/office/layout-section.xml")),
    (Layout::Two, include_str!("../../../assets/office/layout-two.xml")),
    (Layout::TitleOnly, include_str!("../../../assets/office/layout-title-only.xml")),
];

pub(super) fn write(job: &Job<'_>) -> Result<Exported, ExportError> {
    let content = job.released.content();
    let look = OfficeLook::of(job.options.theme);
    let charts = draw_charts(job, content)?;
    let mut package = PackageWriter::default();
    let title = plain_text(&content.screen.title);
    let relations = add_properties(&mut package, &title, content.lang, "ppt/presentation.xml");
    let below = beyond(content);
    let notes = notes_of(content, &below);
    let has_notes = notes.iter().any(Option::is_some);
    add_presentation(&mut package, content, has_notes);
    add_master(&mut package, content, &look);
    let mut deck = Deck { content, charts: &charts, images: Vec::new() };
    let mut last_title = title.clone();
    for number in 1..=content.screen.slides.len() + 1 {
        let (xml, mut relations) = match number.checked_sub(2).and_then(|idx| content.screen.slides.get(idx))
        {
            None => write_title(&mut deck),
            Some(slide) => {
                let other_title = continued(&last_title, content.lang);
                let own = plain_text(&slide.title);
                last_title = if own.is_empty() { last_title } else { own };
                write_slide(&mut deck, slide, number, &other_title)
            }
        };
        if let Some(Some(lines)) = notes.get(number - 1) {
            relations.add("notesSlide", &format!("../notesSlides/notesSlide{number}.xml"));
            let (xml, relations) = write_notes(content, number, lines);
            let name = format!("ppt/notesSlides/notesSlide{number}.xml");
            package.add(&name, &typed("notesSlide"), xml, relations);
        }
        package.add(&format!("ppt/slides/slide{number}.xml"), &typed("slide"), xml, relations);
    }
    if has_notes {
        add_notes_master(&mut package, &look);
    }
    let images = deck.images;
    add_pictures(&mut package, content, (&charts, &images));
    let words = package.text_of(&["ppt/slides/", "ppt/notesSlides/"]);
    let bytes = package
        .finish(&relations)
        .map_err(|reason| ExportError::Write { extension: "pptx", reason: Message::quoted(reason) })?;
    // The faces of the text are those of the reader's computer, which may lack the same letters as this one.
    let missing = missing_letters(job.engine, &words, false);
    let warnings = charts.warnings.into_iter().chain(missing).collect();
    Ok(Exported { files: vec![File { suffix: ".pptx".to_owned(), bytes }], warnings })
}

fn typed(sort: &str) -> String {
    format!("{MAIN}{sort}+xml")
}

/// Draws each chart for the place where it will stand.
fn draw_charts<'c>(job: &Job<'_>, content: &'c Content) -> Result<Charts<'c>, ExportError> {
    let mut charts: Vec<(&'c ChartData, ChartRoom)> = Vec::new();
    for slide in &content.screen.slides {
        let zones = zones(&slide.blocks);
        let rooms = zone_rooms(content, zones.len());
        for (zone, room) in zones.into_iter().zip(rooms) {
            let (lines, arrangement) = arranged(content, zone, room);
            for (visual, rect) in lines.visuals.iter().zip(&arrangement.visuals) {
                let Visual::Chart(chart) = visual else { continue };
                let place = if chart.title.is_some() { below_caption(*rect) } else { *rect };
                let type_pt = if place.width > 600.0 { 20.0 } else { 15.0 };
                let room = ChartRoom { width_pt: place.width, height_pt: place.height, type_pt, fills: true };
                charts.push((chart, room));
            }
        }
    }
    Charts::draw(job, &charts)
}

/// Adds the presentation, which lists masters and slides, and what goes with it.
fn add_presentation(package: &mut PackageWriter, content: &Content, has_notes: bool) {
    let mut relations = Relations::default();
    let mut xml = Xml::part();
    xml.open("p:presentation", NAMESPACES);
    xml.open("p:sldMasterIdLst", &[]);
    let master = relations.add("slideMaster", "slideMasters/slideMaster1.xml");
    xml.empty("p:sldMasterId", &[("id", "2147483648"), ("r:id", &master)]);
    xml.close();
    if has_notes {
        xml.open("p:notesMasterIdLst", &[]);
        let master = relations.add("notesMaster", "notesMasters/notesMaster1.xml");
        xml.empty("p:notesMasterId", &[("r:id", &master)]);
        xml.close();
    }
    xml.open("p:sldIdLst", &[]);
    for number in 1..=content.screen.slides.len() + 1 {
        let slide = relations.add("slide", &format!("slides/slide{number}.xml"));
        xml.empty("p:sldId", &[("id", &(255 + number).to_string()), ("r:id", &slide)]);
    }
    xml.close();
    if content.is_four_to_three {
        xml.empty("p:sldSz", &[("cx", "9144000"), ("cy", "6858000"), ("type", "screen4x3")]);
    } else {
        xml.empty("p:sldSz", &[("cx", "12192000"), ("cy", "6858000")]);
    }
    xml.empty("p:notesSz", &[("cx", "6858000"), ("cy", "9144000")]);
    for (sort, target) in [
        ("presProps", "presProps.xml"),
        ("viewProps", "viewProps.xml"),
        ("theme", "theme/theme1.xml"),
        ("tableStyles", "tableStyles.xml"),
    ] {
        relations.add(sort, target);
    }
    package.add("ppt/presentation.xml", &typed("presentation.main"), xml.finish(), relations);
    for (sort, tag) in [("presProps", "p:presentationPr"), ("viewProps", "p:viewPr")] {
        let mut xml = Xml::part();
        xml.empty(tag, NAMESPACES);
        package.add(&format!("ppt/{sort}.xml"), &typed(sort), xml.finish(), Relations::default());
    }
    let mut xml = Xml::part();
    let usual = "{5C22544A-7EE6-4342-B048-85BDC9FD1C3A}";
    xml.empty("a:tblStyleLst", &[NAMESPACES[0], ("def", usual)]);
    package.add("ppt/tableStyles.xml", &typed("tableStyles"), xml.finish(), Relations::default());
}

/// Adds master, layouts and theme.
fn add_master(package: &mut PackageWriter, content: &Content, look: &OfficeLook) {
    let banner = content.screen.banner.as_deref().unwrap_or_default();
    let values = BTreeMap::from([("banner", banner)]);
    let fitted = |xml: &str| {
        let xml = filled(xml, &values);
        if content.is_four_to_three { narrowed(&xml) } else { xml }
    };
    let mut relations = Relations::default();
    for (layout, xml) in LAYOUTS {
        let number = layout as usize;
        relations.add("slideLayout", &format!("../slideLayouts/slideLayout{number}.xml"));
        let mut of_layout = Relations::default();
        of_layout.add("slideMaster", "../slideMasters/slideMaster1.xml");
        let name = format!("ppt/slideLayouts/slideLayout{number}.xml");
        package.add(&name, &typed("slideLayout"), fitted(xml), of_layout);
    }
    relations.add("theme", "../theme/theme1.xml");
    // A place for the marking only where there is one.
    let master = match MASTER.split_once("<!-- banner -->").zip(MASTER.split_once("<!-- end of banner -->")) {
        Some(((before, _), (_, after))) if banner.is_empty() => format!("{before}{after}"),
        _ => MASTER.replace("<!-- banner -->", "").replace("<!-- end of banner -->", ""),
    };
    package.add("ppt/slideMasters/slideMaster1.xml", &typed("slideMaster"), fitted(&master), relations);
    add_theme(package, "ppt/theme/theme1.xml", look, (&look.slide_font, &look.slide_font));
}

fn add_notes_master(package: &mut PackageWriter, look: &OfficeLook) {
    let mut relations = Relations::default();
    relations.add("theme", "../theme/theme2.xml");
    let xml = NOTES_MASTER.to_owned();
    package.add("ppt/notesMasters/notesMaster1.xml", &typed("notesMaster"), xml, relations);
    add_theme(package, "ppt/theme/theme2.xml", look, (&look.slide_font, &look.slide_font));
}

fn add_pictures(package: &mut PackageWriter, content: &Content, (charts, images): (&Charts<'_>, &[usize])) {
    for (idx, image) in images.iter().enumerate() {
        let Some(image) = content.images.get(*image) else { continue };
        let name = format!("ppt/media/image{}.{}", idx + 1, image.format.extension());
        package.add_picture(&name, &image.bytes);
    }
    for (idx, chart) in charts.all().enumerate() {
        package.add_picture(&format!("ppt/media/chart{}.png", idx + 1), &chart.png);
    }
}

/// A part for slides of 4:3: what it places stands closer together from left to right.
fn narrowed(xml: &str) -> String {
    let mut out = String::with_capacity(xml.len());
    let mut rest = xml;
    while let Some(at) =
        ["<a:off x=\"", "<a:ext cx=\""].iter().filter_map(|tag| Some(rest.find(tag)? + tag.len())).min()
    {
        let (before, after) = rest.split_at(at);
        out.push_str(before);
        let len = after.find('"').unwrap_or(after.len());
        let number: i64 = after[..len].parse().unwrap_or(0);
        out.push_str(&(number * 3 / 4).to_string());
        rest = &after[len..];
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_of_layouts_are_narrowed_and_nothing_else() {
        let xml = "<a:off x=\"400\" y=\"400\"/><a:ext cx=\"800\" cy=\"800\"/><p:x cx=\"4\"/>";
        let expected = "<a:off x=\"300\" y=\"400\"/><a:ext cx=\"600\" cy=\"800\"/><p:x cx=\"4\"/>";
        assert_eq!(narrowed(xml), expected);
    }
}
