//! Presentations of PowerPoint: slides in their order, with what stands on them, what is said to them, and what is
//! hidden.

mod outline;
mod remarks;
mod shapes;
mod slide;
mod text;

use crate::brief::Block;
use crate::import::Place;
use crate::import::office::blocks::notes;
use crate::import::office::front::Front;
use crate::import::office::labels::labelled_notes;
use crate::import::office::pptx::remarks::{authors, remarks};
use crate::import::office::pptx::slide::{Layouts, Slide, read_slide};
use crate::import::office::source::{Source, target};
use crate::office::Element;
use crate::text::message;

/// Reads a presentation. What is damaged of it is told of and left out.
pub(super) fn read(source: &mut Source<'_>, part: &str, presentation: &Element) -> (Front, Vec<Block>) {
    let relations = source.relations(part);
    let mut front = Front::default();
    let mut blocks = Vec::new();
    let mut layouts = Layouts::default();
    let authors = authors(source, &relations);
    let size = presentation.child("p:sldSz");
    let length = |name: &str| size.and_then(|it| it.attribute(name)).and_then(|it| it.parse().ok());
    let size = (length("cx").unwrap_or(12_192_000), length("cy").unwrap_or(6_858_000));
    let list = presentation.child("p:sldIdLst");
    let ids = list.map(|list| list.elements().collect::<Vec<_>>()).unwrap_or_default();
    let mut last_title = String::new();
    for (idx, id) in ids.iter().enumerate() {
        source.place = Place::Slide(idx + 1);
        let Some(relation) = target(&relations, id.attribute("r:id")).filter(|it| !it.is_external) else {
            source.remark(message!("the slide is missing", "スライドがありません"));
            continue;
        };
        let name = relation.target.clone();
        let Some(xml) = source.xml(&name) else { continue };
        let slide = read_slide(source, &mut layouts, (&name, &xml), size);
        let remarks = remarks(source, &name, &authors);
        push_slide(&mut blocks, (slide, remarks), &mut front, (idx == 0, &mut last_title));
    }
    source.place = Place::Whole;
    (front, blocks)
}

/// Adds a slide with its notes and remarks; one that is hidden is the speaker's.
fn push_slide(
    blocks: &mut Vec<Block>,
    (slide, remarks): (Slide, Vec<Block>),
    front: &mut Front,
    (is_first, last_title): (bool, &mut String),
) {
    for margin in slide.margins.iter().filter(|margin| !front.margins.contains(margin)).collect::<Vec<_>>() {
        front.margins.push(margin.clone());
    }
    let said = labelled_notes(slide.notes.clone());
    if slide.is_hidden {
        let mut inner: Vec<Block> = slide.title_words().into_iter().collect();
        inner.extend(slide.subtitle.clone());
        inner.extend(slide.blocks);
        inner.extend(slide.notes);
        inner.extend(remarks);
        blocks.push(Block::Break(super::blocks::mark()));
        blocks.push(notes(inner));
        return;
    }
    if is_first && slide.is_title && front.title.is_none() && slide.has_plain_title() {
        front.title = Some(slide.title_text());
        last_title.clone_from(front.title.as_ref().unwrap_or(&String::new()));
        match slide.subtitle_lines() {
            Some(lines) if front.subtitle.is_none() => take_subtitle(front, lines),
            _ => blocks.extend(slide.subtitle),
        }
    } else {
        let title = slide.title_text();
        let is_continued = ["(continued)", "（続き）"].iter().any(|ending| {
            title.strip_suffix(ending).is_some_and(|before| before.trim_end() == last_title.as_str())
        });
        if title.is_empty() || is_continued {
            blocks.push(Block::Break(super::blocks::mark()));
        } else {
            *last_title = title;
            blocks.extend(slide.heading());
        }
        blocks.extend(slide.subtitle);
    }
    blocks.extend(slide.blocks);
    blocks.extend(said);
    blocks.extend(remarks);
}

/// The lines below the title: the first is the subtitle, one that is a date is that of the brief.
fn take_subtitle(front: &mut Front, lines: Vec<String>) {
    let mut rest = Vec::new();
    for line in lines {
        match super::front::date_of(&line) {
            Some(date) if !front.keys.iter().any(|(key, _)| *key == "date") => {
                front.keys.push(("date", date));
            }
            _ => rest.extend(Some(line).filter(|line| !line.is_empty())),
        }
    }
    front.subtitle = (!rest.is_empty()).then(|| rest.join(" · "));
}
