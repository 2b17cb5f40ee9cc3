//! Documents of Word: headings by their styles, lists as they count, tables, notes, tracked changes, comments.

mod around;
mod body;
mod drawing;
mod fold;
mod line;
mod numbering;
mod own;
mod runs;
mod styles;
mod table;

use std::collections::{BTreeMap, BTreeSet};

use crate::brief::{Block, Columns, PageTurn, Scope};
use crate::import::office::block_text;
use crate::import::office::blocks::{Entry, footnote, notes, paragraph};
use crate::import::office::docx::around::{Around, Field, PAGE_NUMBER};
use crate::import::office::docx::body::{lines_of, read_blocks};
use crate::import::office::docx::fold::folded;
use crate::import::office::docx::line::Line;
use crate::import::office::docx::numbering::Numbering;
use crate::import::office::docx::own::{kind_of, lower_headings, own_row};
use crate::import::office::docx::styles::{Styles, Use};
use crate::import::office::front::{Front, date_of};
use crate::import::office::source::{Source, target};
use crate::import::office::words::{Piece, Run, Wrap, inlines, plain_words};
use crate::office::{Element, PackageError, Relation};
use crate::text::{Span, message};

/// A document under reading.
pub(super) struct Word<'s, 'b> {
    source: &'s mut Source<'b>,
    styles: Styles,
    numbering: Numbering,
    notes: Notes,
    /// What reviewers said, by the ids of their remarks.
    comments: BTreeMap<String, String>,
    used_comments: BTreeSet<String>,
    /// The bookmarks around references to notes: whether it is an endnote, and its id.
    note_bookmarks: BTreeMap<String, (bool, String)>,
    /// Those of the part that is read.
    relations: Vec<Relation>,
    /// The fields that are open.
    fields: Vec<Field>,
    /// The level of the last item of a list, and how far in its words stand.
    last_item: Option<(usize, i32)>,
    /// How far in the words of the items stand that the last one lies within, by level.
    item_lefts: Vec<i32>,
    /// At which level each list begins that lies within another.
    bases: BTreeMap<String, usize>,
    /// How many changes of looks alone are tracked.
    n_formats: usize,
    in_margin: bool,
    is_ours: bool,
}

impl Word<'_, '_> {
    /// Reads text that stands within other text: in a cell or a box.
    fn lines_of(&mut self, parent: &Element, around: &Around) -> Vec<Line> {
        lines_of(self, parent, around)
    }
}

/// The notes that were referred to, each with its label, in order.
#[derive(Debug, Default)]
struct Notes {
    all: Vec<(bool, String)>,
}

impl Notes {
    /// The label of a note.
    fn label(&mut self, is_end: bool, id: &str) -> String {
        let known = self.all.iter().position(|(end, known)| *end == is_end && known == id);
        let idx = known.unwrap_or_else(|| {
            self.all.push((is_end, id.to_owned()));
            self.all.len() - 1
        });
        (idx + 1).to_string()
    }
}

/// Reads a document.
pub(super) fn read(
    source: &mut Source<'_>,
    part: &str,
    document: &Element,
) -> Result<(Front, Vec<Block>), PackageError> {
    let body = document.child("w:body").ok_or_else(|| PackageError::Malformed(part.to_owned()))?;
    let relations = source.relations(part);
    let styles = source.related(&relations, "styles").map(|part| Styles::of(&part)).unwrap_or_default();
    let numbering = source.related(&relations, "numbering").map(|part| Numbering::of(&part));
    let comments = source.related(&relations, "comments").map(|part| comments(&part)).unwrap_or_default();
    let is_ours = ["PrivateLabel", "BlockLabel"].iter().all(|id| styles.name(id).ends_with(" label"));
    let mut word = Word {
        source,
        styles,
        numbering: numbering.unwrap_or_default(),
        notes: Notes::default(),
        comments,
        used_comments: BTreeSet::new(),
        note_bookmarks: note_bookmarks(body),
        relations,
        fields: Vec::new(),
        last_item: None,
        item_lefts: Vec::new(),
        bases: BTreeMap::new(),
        n_formats: 0,
        in_margin: false,
        is_ours,
    };
    let mut front = Front::default();
    let mut blocks = read_sections(&mut word, body, &mut front);
    if word.is_ours {
        lower_headings(&mut blocks);
    }
    blocks.extend(read_notes(&mut word));
    blocks.extend(unplaced_comments(&word));
    front.margins = margins(&mut word, body);
    if word.n_formats > 0 {
        let n = word.n_formats;
        word.source.look(message!("{n} tracked changes of looks alone", "書式のみの変更履歴 {n} 件"));
    }
    Ok((front, blocks))
}

/// What reviewers said, each with who did, by ids.
fn comments(part: &Element) -> BTreeMap<String, String> {
    let comment = |comment: &Element| {
        let lines: Vec<String> = comment
            .all("w:p")
            .iter()
            .map(|line| line.all("w:t").iter().map(|words| words.text()).collect::<String>())
            .filter(|line| !line.trim().is_empty())
            .collect();
        let author = comment.attribute("w:author").unwrap_or_default().trim();
        // Our own files name nobody.
        let author = if matches!(author, "" | "Démarche" | "Unknown") {
            String::new()
        } else {
            format!("{author}: ")
        };
        Some((comment.attribute("w:id")?.to_owned(), author + &lines.join(" / ")))
    };
    part.elements().filter(|it| it.name == "w:comment").filter_map(comment).collect()
}

/// The bookmarks that stand right before a reference to a note.
fn note_bookmarks(body: &Element) -> BTreeMap<String, (bool, String)> {
    let mut found = BTreeMap::new();
    let mut names: Vec<String> = Vec::new();
    body.each(&mut |element| match element.name.as_str() {
        "w:bookmarkStart" => names.extend(element.attribute("w:name").map(str::to_owned)),
        "w:bookmarkEnd" | "w:t" => names.clear(),
        "w:footnoteReference" | "w:endnoteReference" => {
            let is_end = element.name == "w:endnoteReference";
            for (name, id) in names.drain(..).zip(std::iter::repeat(element.attribute("w:id"))) {
                found.extend(id.map(|id| (name, (is_end, id.to_owned()))));
            }
        }
        _ => {}
    });
    found
}

/// Reads the text section by section, since columns and sheets that lie on their side are told at their ends.
fn read_sections(word: &mut Word<'_, '_>, body: &Element, front: &mut Front) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut section: Vec<&Element> = Vec::new();
    let mut was_turned = false;
    let mut is_first = true;
    let elements: Vec<&Element> = body.elements().collect();
    for (idx, element) in elements.iter().enumerate() {
        let own = element.child("w:pPr").and_then(|it| it.child("w:sectPr"));
        let ending = own.or_else(|| (element.name == "w:sectPr").then_some(*element));
        if element.name != "w:sectPr" {
            section.push(element);
        }
        if ending.is_none() && idx + 1 < elements.len() {
            continue;
        }
        let mut lines = Vec::new();
        read_blocks(word, &section, &Around::default(), &mut lines);
        section.clear();
        if std::mem::take(&mut is_first) {
            take_titles(word, &mut lines, front);
        }
        let is_turned = ending.and_then(|it| it.child("w:pgSz")).is_some_and(lies);
        if is_turned && !was_turned {
            turn_first_heading(&mut lines);
        }
        was_turned = is_turned;
        let has_columns = ending.and_then(|it| it.child("w:cols")).and_then(|it| it.attribute("w:num"));
        if has_columns.is_some_and(|num| num != "1") && lines.iter().any(|line| line.begins_column) {
            blocks.push(columns(lines, word.is_ours));
        } else {
            blocks.extend(folded(lines, word.is_ours));
        }
    }
    blocks
}

fn lies(sheet: &Element) -> bool {
    sheet.attribute("w:orient") == Some("landscape")
}

/// Says of a section whose sheets lie on their side that they do.
fn turn_first_heading(lines: &mut [Line]) {
    if let Some(Entry::Block(Block::Heading(heading))) = lines.first_mut().map(|line| &mut line.entry) {
        heading.attributes = Some(".landscape".to_owned());
        debug_assert_eq!(heading.turn(), PageTurn::Landscape);
    }
}

fn columns(lines: Vec<Line>, is_ours: bool) -> Block {
    let mut columns: Vec<Vec<Line>> = vec![Vec::new()];
    for line in lines {
        if line.begins_column {
            columns.push(Vec::new());
        }
        columns.last_mut().iter_mut().for_each(|column| column.push(line.clone()));
    }
    let columns = columns.into_iter().map(|lines| folded(lines, is_ours)).filter(|column| !column.is_empty());
    let (columns, span, scope) = (columns.collect(), Span::default(), Scope::default());
    Block::Columns(Columns { columns, span, scope })
}

/// Takes title, line below it and rows off the top of the text.
fn take_titles(word: &Word<'_, '_>, lines: &mut Vec<Line>, front: &mut Front) {
    let has_title = lines.iter().take(12).any(|line| line.purpose == Use::Title);
    let mut kept = Vec::new();
    let mut is_above = has_title;
    for (idx, line) in std::mem::take(lines).into_iter().enumerate() {
        let words = plain_words(&line.runs);
        let is_whole = !line
            .runs
            .iter()
            .any(|run| run.wraps.iter().any(|it| matches!(it, Wrap::Deleted | Wrap::Hidden)));
        match line.purpose {
            Use::Title if front.title.is_none() && idx < 12 && !words.is_empty() => {
                front.title = Some(words);
                is_above = false;
                kept.extend((!is_whole || has_remark(&line)).then_some(line));
            }
            Use::Subtitle
                if front.subtitle.is_none() && !words.is_empty() && is_whole && !has_remark(&line) =>
            {
                front.subtitle = Some(words);
            }
            _ if word.is_ours && line.style == "brief row" => match own_row(&line.words()) {
                Some(row) => front.keys.push(row),
                None => kept.push(line),
            },
            _ if word.is_ours && is_above && line.style == "block label" => {
                front.keys.extend(kind_of(&words).map(|kind| ("kind", kind.to_owned())));
            }
            _ if word.is_ours && is_above && line.style == "copy number" => {}
            _ => kept.push(line),
        }
    }
    *lines = kept;
}

fn has_remark(line: &Line) -> bool {
    line.runs.iter().any(|run| matches!(run.piece, Piece::Remark(_)))
}

/// Reads the notes that the text refers to, and those that they refer to.
fn read_notes(word: &mut Word<'_, '_>) -> Vec<Block> {
    let of_document = word.relations.clone();
    let mut parts: BTreeMap<bool, (Element, Vec<Relation>)> = BTreeMap::new();
    for (is_end, sort) in [(false, "footnotes"), (true, "endnotes")] {
        let relation = of_document.iter().find(|it| it.sort == sort && !it.is_external);
        let Some(name) = relation.map(|it| it.target.clone()) else { continue };
        let relations = word.source.relations(&name);
        parts.extend(word.source.xml(&name).map(|part| (is_end, (part, relations))));
    }
    let mut blocks = Vec::new();
    let mut idx = 0;
    while let Some((is_end, id)) = word.notes.all.get(idx).cloned() {
        idx += 1;
        let Some((part, relations)) = parts.get(&is_end) else { continue };
        let note = part.elements().find(|it| it.attribute("w:id") == Some(&id));
        word.relations.clone_from(relations);
        word.last_item = None;
        let lines = note.map(|note| lines_of(word, note, &Around::default())).unwrap_or_default();
        let text = folded(lines, word.is_ours);
        let text = if text.is_empty() { vec![paragraph(inlines(&[Run::plain("…")]))] } else { text };
        blocks.push(footnote(idx.to_string(), text));
    }
    word.relations = of_document;
    blocks
}

/// Remarks that no word of the text refers to.
fn unplaced_comments(word: &Word<'_, '_>) -> Option<Block> {
    let left =
        word.comments.iter().filter(|(id, words)| !word.used_comments.contains(*id) && !words.is_empty());
    let left: Vec<Block> = left.map(|(_, words)| paragraph(inlines(&[Run::plain(words)]))).collect();
    (!left.is_empty()).then(|| notes(left))
}

/// The lines at the top and the foot of the pages, each once, without the numbers of pages.
fn margins(word: &mut Word<'_, '_>, body: &Element) -> Vec<String> {
    let of_document = word.relations.clone();
    let mut lines: Vec<String> = Vec::new();
    let mut parts: Vec<String> = Vec::new();
    for name in ["w:headerReference", "w:footerReference"] {
        for reference in body.all(name) {
            let part = target(&of_document, reference.attribute("r:id")).filter(|it| !it.is_external);
            parts.extend(part.map(|it| it.target.clone()).filter(|part| !parts.contains(part)));
        }
    }
    word.in_margin = true;
    for part in parts {
        let Some(xml) = word.source.xml(&part) else { continue };
        word.relations = word.source.relations(&part);
        for line in lines_of(word, &xml, &Around::default()) {
            // Whose copy it is, which this one is not.
            if word.is_ours && line.style == "header" {
                continue;
            }
            let words = if line.runs.is_empty() { block_words(&line.entry) } else { line.words() };
            for words in words.split('\t').map(str::trim).filter(|words| !words.is_empty()) {
                if word.is_ours && line.style == "footer" && date_of(words).is_some() {
                    // The date of the brief, which stands below its title.
                } else if words.contains(PAGE_NUMBER) {
                    word.source.look(message!("numbers of pages", "ページ番号"));
                } else if !lines.iter().any(|known| known == words) {
                    lines.push(words.to_owned());
                }
            }
        }
    }
    word.in_margin = false;
    word.relations = of_document;
    lines
}

/// The words of a table or a box in a margin.
fn block_words(entry: &Entry) -> String {
    let blocks = match entry {
        Entry::Block(block) | Entry::Continued(_, block) => std::slice::from_ref(block),
        Entry::Item(_, _, blocks) => blocks.as_slice(),
    };
    blocks.iter().map(block_text).collect::<Vec<_>>().join("\t")
}
