//! Footnotes, remarks in the margin, and notes that the text does not refer to.

use crate::brief::Lang;
use crate::export::docx::block::{Place, write_blocks};
use crate::export::docx::paragraph::Paragraph;
use crate::export::docx::run::{AUTHOR, write_raised, write_words};
use crate::export::docx::story::{Piece, Story, paragraph};
use crate::export::runs::Look;
use crate::office::Xml;
use crate::release::Note;

/// Writes the part of footnotes from the notes that the text referred to. Their relations are left in the story.
pub(super) fn footnotes(story: &mut Story<'_>, namespaces: &[(&str, &str)]) -> String {
    let mut xml = Xml::part();
    xml.open("w:footnotes", namespaces);
    for (id, sort, mark) in
        [("-1", "separator", "w:separator"), ("0", "continuationSeparator", "w:continuationSeparator")]
    {
        xml.open("w:footnote", &[("w:type", sort), ("w:id", id)]);
        xml.open("w:p", &[]);
        xml.open("w:r", &[]);
        xml.empty(mark, &[]);
        (0..3).for_each(|_| xml.close());
    }
    let referred = story.referred.clone();
    for (idx, number) in referred.iter().enumerate() {
        let Some(note) = story.content.notes.iter().find(|note| note.number == *number) else { continue };
        xml.open("w:footnote", &[("w:id", &(idx + 1).to_string())]);
        xml.raw(&note_text(story, note));
        xml.close();
    }
    xml.finish()
}

/// A note with its number before its first words.
fn note_text(story: &mut Story<'_>, note: &Note) -> String {
    let place = Place { style: Some("FootnoteText"), ..Place::default() };
    let outer = std::mem::take(&mut story.pieces);
    write_blocks(story, &note.blocks, place);
    if !matches!(story.pieces.first(), Some(Piece::Paragraph { .. })) {
        let first = Paragraph { style: Some("FootnoteText"), ..Paragraph::default() };
        paragraph(story, first, |_| {});
        story.pieces.rotate_right(1);
    }
    if let Some(Piece::Paragraph { content, .. }) = story.pieces.first_mut() {
        content.insert_str(0, FOOTNOTE_NUMBER);
    }
    Story::finished(std::mem::replace(&mut story.pieces, outer), story.look)
}

const FOOTNOTE_NUMBER: &str = "<w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr><w:footnoteRef/></w:r>\
    <w:r><w:t xml:space=\"preserve\"> </w:t></w:r>";

/// Writes the notes that the text does not refer to, so that they are not lost: those of notes, and of titles.
pub(super) fn write_unreferred(story: &mut Story<'_>) {
    let content = story.content;
    let is_left = |note: &&Note| !story.referred.contains(&note.number);
    let left: Vec<&Note> = content.notes.iter().filter(is_left).collect();
    if left.is_empty() {
        return;
    }
    let title = match content.lang {
        Lang::En => "Further notes",
        Lang::Ja => "その他の注",
    };
    let head = Paragraph { style: Some("BlockTitle"), keeps_next: true, ..Paragraph::default() };
    paragraph(story, head, |story| write_words(story, title, Look::default()));
    let n_referred = story.referred.len();
    // They have no footnotes of their own, so nothing in them may ask for one.
    let was_note = std::mem::replace(&mut story.is_note, true);
    for (idx, note) in left.into_iter().enumerate() {
        let from = story.pieces.len();
        write_blocks(story, &note.blocks, Place { style: Some("FootnoteText"), ..Place::default() });
        let mut number = Xml::default();
        write_raised(&mut number, &format!("{} ", n_referred + idx + 1));
        if let Some(Piece::Paragraph { content, .. }) = story.pieces.get_mut(from) {
            content.insert_str(0, &number.finish());
        }
    }
    story.is_note = was_note;
}

/// The part of the remarks in the margin.
pub(super) fn comments(story: &mut Story<'_>, namespaces: &[(&str, &str)]) -> String {
    let mut xml = Xml::part();
    xml.open("w:comments", namespaces);
    for (id, remark) in story.remarks.clone().iter().enumerate() {
        let attributes = [("w:id", &*id.to_string()), ("w:author", AUTHOR), ("w:initials", "D")];
        xml.open("w:comment", &attributes);
        // A comment has a paragraph, also where nothing was remarked.
        let lines = if remark.trim().is_empty() { vec![""] } else { remark.trim().lines().collect() };
        for (line_idx, line) in lines.into_iter().enumerate() {
            xml.open("w:p", &[]);
            xml.open("w:pPr", &[]);
            xml.empty("w:pStyle", &[("w:val", "CommentText")]);
            xml.close();
            if line_idx == 0 {
                xml.open("w:r", &[]);
                xml.open("w:rPr", &[]);
                xml.empty("w:rStyle", &[("w:val", "CommentReference")]);
                xml.close();
                xml.empty("w:annotationRef", &[]);
                xml.close();
            }
            let outer = std::mem::take(&mut story.xml);
            write_words(story, line, Look::default());
            xml.raw(&std::mem::replace(&mut story.xml, outer).finish());
            xml.close();
        }
        xml.close();
    }
    xml.finish()
}
