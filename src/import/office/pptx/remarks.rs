//! What reviewers said of slides, in the old form and the new one.

use std::collections::BTreeMap;

use crate::brief::Block;
use crate::import::office::blocks::paragraph;
use crate::import::office::source::Source;
use crate::import::office::words::{Piece, Run, inlines};
use crate::office::{Element, Relation};

/// The names of reviewers by their ids.
pub(super) fn authors(source: &mut Source<'_>, relations: &[Relation]) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for sort in ["commentAuthors", "authors"] {
        let Some(part) = source.related(relations, sort) else { continue };
        let author = |it: &Element| Some((it.attribute("id")?.to_owned(), it.attribute("name")?.to_owned()));
        found.extend(part.elements().filter_map(author));
    }
    found
}

/// The remarks about a slide, each a paragraph that is ours.
pub(super) fn remarks(
    source: &mut Source<'_>,
    slide: &str,
    authors: &BTreeMap<String, String>,
) -> Vec<Block> {
    let relations = source.relations(slide);
    let parts = relations.iter().filter(|it| it.sort == "comments" && !it.is_external);
    let parts: Vec<String> = parts.map(|it| it.target.clone()).collect();
    let mut blocks = Vec::new();
    for part in parts {
        let Some(xml) = source.xml(&part) else { continue };
        xml.each(&mut |element| {
            // Remarks of the new form have no prefix that all files share.
            if !matches!(element.name.as_str(), "p:cm" | "cm" | "reply") {
                return;
            }
            let words = own_words(element);
            if words.trim().is_empty() {
                return;
            }
            let author = element.attribute("authorId").and_then(|id| authors.get(id));
            let author = author.map(|name| format!("{name}: ")).unwrap_or_default();
            let remark = Run::new(Piece::Remark(author + &words), Vec::new());
            blocks.push(paragraph(inlines(&[remark])));
        });
    }
    blocks
}

/// The words of a remark without those of the answers to it.
fn own_words(remark: &Element) -> String {
    let is_text = |it: &&Element| it.name == "p:text" || it.name.rsplit(':').next() == Some("txBody");
    let text = remark.elements().filter(is_text);
    let words = text.map(|text| {
        let lines = text.all("a:p");
        if lines.is_empty() {
            return text.text();
        }
        let line = |line: &&Element| line.all("a:t").iter().map(|words| words.text()).collect::<String>();
        lines.iter().map(line).collect::<Vec<_>>().join(" / ")
    });
    words.collect::<Vec<_>>().join(" ")
}
