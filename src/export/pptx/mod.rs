//! PPTX: the slides of the screen in the layouts of a master, so that colleagues change them as they would their own.
//!
//! Text stands in placeholders, lists and tables are real, charts are pictures whose words tell their data. Steps of a
//! slide are not kept: each slide is there once, whole. Speaker notes are in copies of our own side alone; in others
//! there is no part for them.

mod arrange;
mod canvas;
mod frame;
mod ground;
mod line;
mod notes;
mod slide;
mod stage;
mod table;
mod table_fit;
mod template;
mod text;
mod visual;
mod zone;

use crate::export::office_parts::{Charts, add_properties};
use crate::export::pptx::canvas::Deck;
use crate::export::pptx::frame::{House, add_frame, add_notes_master};
use crate::export::pptx::line::Visual;
use crate::export::pptx::notes::{beyond, notes_of, write_notes};
use crate::export::pptx::slide::{arrange_slide, layout_of, write_slide, write_title};
use crate::export::pptx::stage::{Layout, Stage};
use crate::export::pptx::zone::{below_caption, continued};
use crate::export::{ExportError, Exported, File, Job, missing_letters};
use crate::layout::{ChartRoom, OfficeLook};
use crate::office::PackageWriter;
use crate::release::{ChartData, Content, plain_text};
use crate::text::Message;

const MAIN: &str = "application/vnd.openxmlformats-officedocument.presentationml.";

pub(super) fn write(job: &Job<'_>) -> Result<Exported, ExportError> {
    let content = job.released.content();
    let look = OfficeLook::of(job.options.theme);
    let house = House::of(content, &look);
    let stage = house.stage();
    demand_layouts(content, stage)?;
    let charts = draw_charts(job, content, stage)?;
    let mut package = PackageWriter::default();
    let relations = add_properties(
        &mut package,
        &plain_text(&content.screen.title),
        content.lang,
        "ppt/presentation.xml",
    );
    let below = beyond(content);
    let notes = notes_of(content, &below);
    let has_notes = notes.iter().any(Option::is_some);
    add_frame(&mut package, content, &house, has_notes);
    let mut deck = Deck { content, charts: &charts, stage, images: Vec::new() };
    add_slides(&mut package, &mut deck, &house, &notes);
    if has_notes {
        add_notes_master(&mut package, &house);
    }
    let images = deck.images;
    add_pictures(&mut package, content, (&charts, &images));
    let words = package.text_of(&["ppt/slides/", "ppt/notesSlides/"]);
    let bytes = package.finish(&relations).map_err(|reason| unwritten(Message::quoted(reason)))?;
    // The faces of the text are those of the reader's computer, which may lack the same letters as this one.
    let missing = missing_letters(job.engine, &words, false);
    let warnings = charts.warnings.into_iter().chain(missing).chain(house.warnings()).collect();
    Ok(Exported { files: vec![File { suffix: ".pptx".to_owned(), bytes }], warnings })
}

fn unwritten(reason: Message) -> ExportError {
    ExportError::Write { extension: "pptx", reason }
}

/// Refuses a template that has no layout for some of the slides, and names them.
fn demand_layouts(content: &Content, stage: &Stage) -> Result<(), ExportError> {
    const MOST_NAMED: usize = 5;
    if stage.is_whole() {
        return Ok(());
    }
    let title = Some((1, plain_text(&content.screen.title), Layout::Title));
    let slides = content.screen.slides.iter().zip(2..).map(|(slide, number)| {
        let layout = layout_of(stage, slide, &arrange_slide(content, stage, slide));
        (number, plain_text(&slide.title), layout)
    });
    let homeless = title.into_iter().chain(slides).filter(|(.., layout)| stage.layout(*layout).is_none());
    let homeless: Vec<(usize, String, Layout)> = homeless.collect();
    let Some((.., layout)) = homeless.iter().max_by_key(|(.., layout)| layout.needs().0.len()) else {
        return Ok(());
    };
    let named = |open: &str, close: &str, between: &str| {
        let name = |(number, title, _): &(usize, String, Layout)| match title.trim() {
            "" => number.to_string(),
            title => format!("{number} {open}{title}{close}"),
        };
        let more = if homeless.len() > MOST_NAMED { " …" } else { "" };
        homeless.iter().take(MOST_NAMED).map(name).collect::<Vec<_>>().join(between) + more
    };
    let (en, ja) = (named("“", "”", ", "), named("「", "」", "、"));
    let (needed, needed_ja) = layout.needs();
    Err(unwritten(Message {
        en: format!(
            "the template has no layout for slide {en}; it needs one with {needed}: add it to the template, or choose another"
        ),
        ja: format!(
            "ひな形にスライド {ja} のレイアウトがありません。{needed_ja}のあるレイアウトを加えるか、別のひな形を指定してください"
        ),
    }))
}

/// Adds the slides, each with its notes.
fn add_slides(
    package: &mut PackageWriter,
    deck: &mut Deck<'_>,
    house: &House<'_>,
    notes: &[Option<line::Lines<'_>>],
) {
    let content = deck.content;
    let mut last_title = plain_text(&content.screen.title);
    for number in 1..=content.screen.slides.len() + 1 {
        let written = match number.checked_sub(2).and_then(|idx| content.screen.slides.get(idx)) {
            None => write_title(deck),
            Some(slide) => {
                let other_title = continued(&last_title, content.lang);
                let own = plain_text(&slide.title);
                last_title = if own.is_empty() { last_title } else { own };
                write_slide(deck, slide, number, &other_title)
            }
        };
        let (xml, mut relations) = written.expect("each slide was found a layout before");
        if let Some(Some(lines)) = notes.get(number - 1) {
            relations.add("notesSlide", &format!("../notesSlides/notesSlide{number}.xml"));
            let (xml, relations) = write_notes(content, number, lines);
            let name = format!("ppt/notesSlides/notesSlide{number}.xml");
            package.add(&name, &typed("notesSlide"), house.restyled(xml), relations);
        }
        let name = format!("ppt/slides/slide{number}.xml");
        package.add(&name, &typed("slide"), house.restyled(xml), relations);
    }
}

fn typed(sort: &str) -> String {
    format!("{MAIN}{sort}+xml")
}

/// Draws each chart for the place where it will stand.
fn draw_charts<'c>(job: &Job<'_>, content: &'c Content, stage: &Stage) -> Result<Charts<'c>, ExportError> {
    let mut charts: Vec<(&'c ChartData, ChartRoom)> = Vec::new();
    for slide in &content.screen.slides {
        for (lines, arrangement) in arrange_slide(content, stage, slide) {
            for (visual, rect) in lines.visuals.iter().zip(&arrangement.visuals) {
                let Visual::Chart(chart) = visual else { continue };
                let place = if chart.title.is_some() { below_caption(*rect) } else { *rect };
                let type_pt = if place.width > 600.0 { 20.0 } else { 15.0 };
                // Its ink is dark: on what may be dark it has a ground of its own.
                let room = ChartRoom {
                    width_pt: place.width,
                    height_pt: place.height,
                    type_pt,
                    fills: true,
                    is_clear: stage.is_light,
                };
                charts.push((chart, room));
            }
        }
    }
    Charts::draw(job, &charts)
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
