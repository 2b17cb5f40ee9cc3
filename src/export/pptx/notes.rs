//! Speaker notes: what a copy of our own side may read beyond its slides.

use crate::export::pptx::line::Lines;
use crate::export::pptx::text::{Frame, write_body, write_plain};
use crate::export::pptx::zone::{NAMESPACES, close_colors, open_tree};
use crate::layout::{Below, below_slides};
use crate::office::{Relations, Xml};
use crate::release::{BlockContent, Content};

/// The notes of each slide, the title slide first; none for those with nothing beyond them, and none at all in a copy
/// that leaves our side.
pub(super) fn notes_of<'b>(content: &'b Content, below: &'b [Below<'b>]) -> Vec<Option<Lines<'b>>> {
    let n_slides = content.screen.slides.len() + 1;
    let mut notes: Vec<Lines<'b>> = (0..n_slides).map(|_| Lines::in_words(content)).collect();
    let mut at = 0;
    for Below { slide_idx, heading, blocks } in below {
        at = slide_idx.map_or(at, |idx| idx + 1);
        let Some(lines) = notes.get_mut(at) else { continue };
        // A section that the screen does not show goes below the slide before it, by its name.
        if slide_idx.is_none()
            && let Some(BlockContent::Heading { inlines, .. }) = heading.map(|heading| &heading.content)
        {
            lines.push_heading(inlines);
        }
        lines.push_blocks(blocks, 0);
    }
    notes.into_iter().map(|lines| Some(lines).filter(|lines| !lines.text.is_empty())).collect()
}

/// What a copy may read beyond its slides; nothing in one that leaves our side.
pub(super) fn beyond(content: &Content) -> Vec<Below<'_>> {
    if content.reader.is_ours() { below_slides(content) } else { Vec::new() }
}

/// Writes the notes of one slide.
pub(super) fn write_notes(content: &Content, number: usize, lines: &Lines<'_>) -> (String, Relations) {
    let mut relations = Relations::default();
    relations.add("notesMaster", "../notesMasters/notesMaster1.xml");
    relations.add("slide", &format!("../slides/slide{number}.xml"));
    let mut xml = Xml::part();
    xml.open("p:notes", NAMESPACES);
    xml.open("p:cSld", &[]);
    open_tree(&mut xml);
    xml.raw(
        "<p:sp><p:nvSpPr><p:cNvPr id=\"2\" name=\"Slide Image 1\"/><p:cNvSpPr>\
        <a:spLocks noGrp=\"1\" noRot=\"1\" noChangeAspect=\"1\"/></p:cNvSpPr><p:nvPr><p:ph type=\"sldImg\"/></p:nvPr>\
        </p:nvSpPr><p:spPr/></p:sp>",
    );
    open_placeholder(&mut xml, ("3", "Notes 2"), &[("type", "body"), ("idx", "1")]);
    let mut frame = Frame {
        lang: content.lang,
        relations: &mut relations,
        n_slides: 0,
        footnotes: &[],
        // A page of notes has no signs of lists.
        levels: &[],
        is_box: true,
    };
    write_body(&mut xml, &mut frame, &lines.text, None);
    xml.close();
    if let Some(banner) = &content.banner {
        open_placeholder(&mut xml, ("4", "Header 3"), &[("type", "hdr"), ("sz", "quarter")]);
        xml.raw("<p:txBody><a:bodyPr/><a:lstStyle/>");
        write_plain(&mut xml, banner);
        xml.raw("</p:txBody>");
        xml.close();
    }
    xml.close();
    xml.close();
    close_colors(&mut xml);
    (xml.finish(), relations)
}

fn open_placeholder(xml: &mut Xml, (id, name): (&str, &str), placeholder: &[(&str, &str)]) {
    xml.open("p:sp", &[]);
    xml.open("p:nvSpPr", &[]);
    xml.empty("p:cNvPr", &[("id", id), ("name", name)]);
    xml.raw("<p:cNvSpPr><a:spLocks noGrp=\"1\"/></p:cNvSpPr>");
    xml.open("p:nvPr", &[]);
    xml.empty("p:ph", placeholder);
    xml.close();
    xml.close();
    xml.empty("p:spPr", &[]);
}
