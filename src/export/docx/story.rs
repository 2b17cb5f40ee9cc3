//! What is known while the text of a document is written: its finished paragraphs, and all that counts within it.

use crate::export::docx::numbering::Numbering;
use crate::export::docx::paragraph::{Paragraph, write_properties};
use crate::export::docx::template::Template;
use crate::export::office_parts::Charts;
use crate::layout::OfficeLook;
use crate::office::{Relations, Xml};
use crate::release::Content;

/// The text of one part under construction. Numbers and ids count within the copy, so they tell nothing.
pub(super) struct Story<'c> {
    pub content: &'c Content,
    pub charts: &'c Charts<'c>,
    pub look: &'c OfficeLook,
    /// What the paragraph holds that is being written.
    pub xml: Xml,
    /// Finished paragraphs and tables.
    pub pieces: Vec<Piece>,
    /// What the part refers to.
    pub relations: Relations,
    pub numbering: Numbering,
    /// The notes that the text refers to, by their numbers in the copy, in the order in which it does so first.
    pub referred: Vec<usize>,
    /// The remarks of our own side, in order.
    pub remarks: Vec<String>,
    /// The pictures that are shown, each once.
    pub images: Vec<usize>,
    pub is_note: bool,
    /// Whether the style of the paragraph that is being written may slant its letters.
    pub is_slanted: bool,
    /// The pattern that a ministry gave.
    pub template: Option<&'c Template>,
    /// The width of the text, in twentieths of a point.
    pub width: i32,
    ids: Ids,
}

/// How many ids were given out of each sort.
#[derive(Clone, Copy, Default)]
struct Ids {
    pictures: usize,
    bookmarks: usize,
    blocks: usize,
    edits: usize,
}

/// What stands in the text one after the other.
pub(super) enum Piece {
    Paragraph {
        /// How it is set.
        paragraph: Paragraph,
        content: String,
        /// The section that ends with it.
        section: Option<String>,
    },
    Table(String),
}

impl<'c> Story<'c> {
    pub(super) fn new(
        content: &'c Content,
        charts: &'c Charts<'c>,
        look: &'c OfficeLook,
        width: i32,
    ) -> Self {
        Self {
            content,
            charts,
            look,
            xml: Xml::default(),
            pieces: Vec::new(),
            relations: Relations::default(),
            numbering: Numbering::default(),
            referred: Vec::new(),
            remarks: Vec::new(),
            images: Vec::new(),
            is_note: false,
            is_slanted: false,
            template: None,
            width,
            ids: Ids::default(),
        }
    }

    pub(super) fn next_picture(&mut self) -> String {
        self.ids.pictures += 1;
        self.ids.pictures.to_string()
    }

    pub(super) fn next_edit(&mut self) -> String {
        self.ids.edits += 1;
        self.ids.edits.to_string()
    }

    /// Opens a bookmark; returns the id that closes it.
    pub(super) fn open_bookmark(&mut self, name: &str) -> String {
        let id = self.ids.bookmarks.to_string();
        self.ids.bookmarks += 1;
        self.xml.empty("w:bookmarkStart", &[("w:id", &id), ("w:name", name)]);
        id
    }

    pub(super) fn close_bookmark(&mut self, id: &str) {
        self.xml.empty("w:bookmarkEnd", &[("w:id", id)]);
    }

    /// Opens the hidden bookmark of a block, by which it is found again in a file that comes back.
    pub(super) fn open_block(&mut self) -> String {
        self.ids.blocks += 1;
        self.open_bookmark(&format!("_dm{}", self.ids.blocks))
    }

    /// The text with all pieces one after the other.
    pub(super) fn finished(pieces: Vec<Piece>, look: &OfficeLook) -> String {
        let mut out = Xml::default();
        for piece in pieces {
            match piece {
                Piece::Table(xml) => out.raw(&xml),
                Piece::Paragraph { paragraph, content, section } => {
                    let mut properties = Xml::default();
                    write_properties(&mut properties, &paragraph, look);
                    let properties = properties.finish();
                    out.open("w:p", &[]);
                    if !properties.is_empty() || section.is_some() {
                        out.open("w:pPr", &[]);
                        out.raw(&properties);
                        out.raw(section.as_deref().unwrap_or_default());
                        out.close();
                    }
                    out.raw(&content);
                    out.close();
                }
            }
        }
        out.finish()
    }
}

/// The styles whose letters slant, in our own documents and in those of most ministries.
const SLANTED: [&str; 4] = ["Quote", "Heading4", "Heading5", "Heading6"];

/// Writes a paragraph, with the bookmark of its block.
pub(super) fn paragraph(story: &mut Story<'_>, paragraph: Paragraph, write: impl FnOnce(&mut Story<'_>)) {
    let outer = std::mem::take(&mut story.xml);
    let block = (!story.is_note).then(|| story.open_block());
    story.is_slanted = paragraph.style.is_some_and(|style| SLANTED.contains(&style));
    write(story);
    story.is_slanted = false;
    block.iter().for_each(|id| story.close_bookmark(id));
    let content = std::mem::replace(&mut story.xml, outer).finish();
    push(story, paragraph, content);
}

/// Adds a paragraph with nothing in it, where Word needs one.
pub(super) fn empty_paragraph(story: &mut Story<'_>) {
    push(story, Paragraph { style: Some("Gap"), ..Paragraph::default() }, String::new());
}

fn push(story: &mut Story<'_>, mut paragraph: Paragraph, content: String) {
    if matches!(story.pieces.last(), Some(Piece::Table(_))) && paragraph.style != Some("Gap") {
        // A table has no space below it.
        paragraph.above = Some(paragraph.above.unwrap_or(160).max(160));
    }
    story.pieces.push(Piece::Paragraph { paragraph, content, section: None });
}
