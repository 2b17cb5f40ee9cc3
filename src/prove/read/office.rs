//! Office files: Word, PowerPoint, Excel and the open formats, part by part.

use crate::prove::ReadError;
use crate::prove::read::Reading;
use crate::prove::read::archive::{Part, open, packed_in};
use crate::prove::read::markup::read_xml;
use crate::prove::read::plain::letters;

/// What the folders and files of an Office file are for; the first that a path holds.
const PARTS: &[(&str, &str)] = &[
    ("comment", "comments"),
    ("notesslide", "speaker notes"),
    ("notesmaster", "the master of the speaker notes"),
    ("footnotes", "footnotes"),
    ("endnotes", "endnotes"),
    ("customxml", "custom XML"),
    ("docprops", "properties"),
    ("meta.xml", "properties"),
    ("header", "a header"),
    ("footer", "a footer"),
    ("people", "the list of people"),
    ("glossary", "building blocks"),
    ("settings", "settings and variables"),
    ("embeddings", "an embedded file"),
    ("media", "a picture"),
    ("thumbnail", "the thumbnail"),
    ("charts", "a chart"),
    ("slides/", "a slide"),
    ("document.xml", "the text"),
    ("content.xml", "the text"),
];

/// Parts that hold the names of fonts, styles and formats and no words for people.
const TECHNICAL: &[&str] = &[
    "styles",
    "fonttable",
    "theme",
    "numbering",
    "[content_types]",
    ".rels",
    "websettings",
    "slidelayout",
    "slidemaster",
    "presprops",
    "viewprops",
    "tablestyles",
    "mimetype",
    "manifest",
];

/// Reads an Office file.
pub(super) fn read(bytes: &[u8], reading: &mut Reading) -> Result<(), ReadError> {
    let archive = open(bytes).ok_or(ReadError::Damaged("an Office file"))?;
    reading.add("comment of the archive", letters(archive.comment), true);
    if archive.n_unread > 0 {
        reading
            .unread
            .push(format!("{} parts of the archive are packed in an unknown way", archive.n_unread));
    }
    for gap in &archive.between {
        reading.add("bytes between the parts", letters(gap), false);
        for packed in packed_in(gap) {
            let data = reading.inflate(packed, false)?;
            reading.add("a part that no directory names", letters(&data), true);
        }
    }
    let names: Vec<&str> = archive.parts.iter().map(|part| part.name.as_str()).collect();
    reading.add("names of the parts", names.join("\n"), false);
    for part in &archive.parts {
        read_part(part, reading)?;
    }
    Ok(())
}

fn read_part(part: &Part<'_>, reading: &mut Reading) -> Result<(), ReadError> {
    let bytes = part.unpack(reading)?;
    let small = part.name.to_lowercase();
    let what = PARTS.iter().find(|(sign, _)| small.contains(sign)).map_or("a part", |(_, what)| what);
    let place = format!("{what} ({})", part.name);
    reading.add(&format!("directory entry of {place}"), letters(&part.remark), false);
    let is_technical = TECHNICAL.iter().any(|sign| small.contains(sign));
    let is_xml = [".xml", ".rels", ".vml", ".xhtml", ".opf"].iter().any(|ending| small.ends_with(ending));
    match String::from_utf8(bytes) {
        Ok(text) if is_xml => {
            let is_hidden = small.contains("slides/slide") && text.contains("show=\"0\"");
            let place = if is_hidden { format!("a hidden slide ({})", part.name) } else { place };
            read_xml(&text, &place, !is_technical, reading)
        }
        Ok(text) => reading.open_within(text.as_bytes(), &place),
        Err(err) => reading.open_within(err.as_bytes(), &place),
    }
}
