//! What is drawn beside or in a paragraph: pictures, text boxes, charts, diagrams.

use crate::brief::Block;
use crate::import::office::blocks::{nested, notes, paragraph};
use crate::import::office::docx::Word;
use crate::import::office::docx::around::{Around, Parsed, chosen};
use crate::import::office::drawn::{chart, diagram};
use crate::import::office::source::target;
use crate::import::office::words::{Piece, Run, Wrap, inlines};
use crate::office::Element;
use crate::text::message;

/// Reads a drawing, with all that stands in it.
pub(super) fn read_drawing(word: &mut Word<'_, '_>, drawing: &Element, around: &Around, out: &mut Parsed) {
    let properties = drawing.all("wp:docPr");
    let words = |name: &str| properties.iter().find_map(|it| it.attribute(name)).unwrap_or_default();
    let alt = if words("descr").is_empty() { words("title") } else { words("descr") };
    let n_before = (out.runs.len(), out.boxes.len());
    let is_hidden = properties.iter().any(|it| matches!(it.attribute("hidden"), Some("1" | "true")));
    let mut inner = around.clone();
    if is_hidden {
        inner.wraps.push(Wrap::Hidden);
    }
    read_shapes(word, drawing, (&inner, alt.trim()), out);
    let found = (out.runs.len(), out.boxes.len()) != n_before;
    if !found && !alt.trim().is_empty() {
        // Nothing is left of it but what it shows.
        let words = format!("[{}]", alt.trim());
        out.runs.push(Run::new(Piece::Text(words), inner.wraps.clone()));
    }
}

fn read_shapes(word: &mut Word<'_, '_>, parent: &Element, (around, alt): (&Around, &str), out: &mut Parsed) {
    for element in parent.elements() {
        match element.name.as_str() {
            "w:txbxContent" => {
                let lines = word.lines_of(element, &Around { is_dark: true, ..around.clone() });
                let entries = lines.into_iter().map(|line| line.entry).collect();
                push_box(nested(entries), around, out);
            }
            "mc:AlternateContent" => read_shapes(word, chosen(element), (around, alt), out),
            "a:blip" => read_picture(word, element.attribute("r:embed"), (around, alt), out),
            "v:imagedata" => {
                let title = element.attributes.iter().find(|(name, _)| name.ends_with("title"));
                let alt = if alt.is_empty() { title.map_or("", |(_, title)| title) } else { alt };
                read_picture(word, element.attribute("r:id"), (around, alt), out);
            }
            "c:chart" => {
                let part = part(word, element.attribute("r:id"));
                let blocks = part.map(|part| chart(&part)).unwrap_or_default();
                if blocks.is_empty() {
                    word.source.remark(message!("a chart without data", "データのないグラフ"));
                }
                push_box(blocks, around, out);
            }
            "dgm:relIds" => {
                let part = part(word, element.attribute("r:dm"));
                push_box(part.map(|part| diagram(&part)).unwrap_or_default(), around, out);
            }
            "v:textpath" => {
                let words = element.attribute("string").unwrap_or_default();
                if !words.trim().is_empty() {
                    push_box(vec![paragraph(inlines(&[Run::plain(words)]))], around, out);
                }
            }
            "o:OLEObject" | "OLEObject" => {
                let name = element.attribute("ProgID").unwrap_or("?");
                word.source.remark(message!(
                    "an object of {name}, of which only its picture is taken",
                    "{name} のオブジェクト（画像のみ取り込みました）"
                ));
            }
            _ => read_shapes(word, element, (around, alt), out),
        }
    }
}

fn part(word: &mut Word<'_, '_>, id: Option<&str>) -> Option<Element> {
    let target = target(&word.relations, id).filter(|it| !it.is_external)?.target.clone();
    word.source.xml(&target)
}

/// What stands in a box stands below the paragraph; what nobody sees of it is the speaker's.
fn push_box(blocks: Vec<Block>, around: &Around, out: &mut Parsed) {
    if blocks.is_empty() {
        return;
    }
    if around.is_unseen() {
        out.boxes.push(notes(blocks));
    } else {
        out.boxes.extend(blocks);
    }
}

fn read_picture(word: &mut Word<'_, '_>, id: Option<&str>, (around, alt): (&Around, &str), out: &mut Parsed) {
    let Some(relation) = target(&word.relations, id) else { return };
    if relation.is_external {
        word.source.remark(message!(
            "a picture outside the file, which is not fetched",
            "ファイルの外にある画像（取得しません）"
        ));
        return;
    }
    let part = relation.target.clone();
    if let Some(dest) = word.source.picture(&part) {
        let alt = alt.split_whitespace().collect::<Vec<_>>().join(" ");
        out.runs.push(Run::new(Piece::Picture { dest, alt }, around.wraps.clone()));
    }
}
