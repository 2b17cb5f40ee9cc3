//! Blocks as Markdown.

use crate::brief::{Alignment, Lang};
use crate::export::markdown::code::fenced;
use crate::export::markdown::inline::{
    Source, cell, cell_of_words, emphasis, heading, numbered, paragraph, paragraph_of, picture, pieces_of,
    strong, words_of,
};
use crate::export::markdown::list::{Marker, list};
use crate::export::markdown::marks::{Mark, Piece, marked};
use crate::export::markdown::table::table;
use crate::release::{Block, BlockContent, ChartData, Inline, Item, Picture, panel_label, with_unit};

/// A block that is written, with what its neighbours must know of it.
pub(super) struct Written {
    pub text: String,
    pub sort: Sort,
}

/// What a block is to its neighbours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    Paragraph,
    Heading,
    Fence,
    Table,
    Quote,
    Rule,
    /// A list, and whether it is read as one right under a line of text.
    List {
        marker: Marker,
        interrupts: bool,
    },
}

impl Written {
    pub(super) fn paragraph(text: String) -> Self {
        Self { text, sort: Sort::Paragraph }
    }

    fn marker(&self) -> Option<Marker> {
        match self.sort {
            Sort::List { marker, .. } => Some(marker),
            _ => None,
        }
    }
}

/// Blocks with an empty line between each two.
pub(super) fn spaced(blocks: &[Written]) -> String {
    blocks.iter().map(|block| block.text.as_str()).collect::<Vec<_>>().join("\n\n")
}

/// Blocks of a tight list, with an empty line only where one would run into the next without it.
fn close(blocks: &[Written]) -> String {
    let mut out = String::new();
    let mut before: Option<Sort> = None;
    for block in blocks {
        let ends = matches!(before, Some(Sort::Heading | Sort::Fence | Sort::Rule));
        let begins = match block.sort {
            Sort::List { interrupts, .. } => interrupts,
            Sort::Heading | Sort::Fence | Sort::Quote | Sort::Rule => true,
            Sort::Paragraph | Sort::Table => false,
        };
        // One quotation right under another is the same.
        let joins = before == Some(Sort::Quote) && block.sort == Sort::Quote;
        if before.is_some() {
            out.push_str(if (ends || begins) && !joins { "\n" } else { "\n\n" });
        }
        out.push_str(&block.text);
        before = Some(block.sort);
    }
    out
}

/// Writes blocks; `parent` is the marker of the item whose first blocks they are.
pub(super) fn written(source: Source<'_>, blocks: &[Block], parent: Option<Marker>) -> Vec<Written> {
    let mut out = Vec::new();
    push_blocks(source, blocks, parent, &mut out);
    out
}

fn push_blocks(source: Source<'_>, blocks: &[Block], parent: Option<Marker>, out: &mut Vec<Written>) {
    for block in blocks {
        match &block.content {
            BlockContent::Heading { level, inlines, .. } => {
                let marks = "#".repeat(usize::from(level + 1).min(6));
                let text = format!("{marks} {}", heading(source, inlines)).trim_end().to_owned();
                out.push(Written { text, sort: Sort::Heading });
            }
            BlockContent::Paragraph(inlines) => push_paragraph(paragraph(source, inlines), out),
            BlockContent::Numbered { label, depth, inlines } => {
                push_paragraph(numbered(source, label, *depth, inlines), out);
            }
            BlockContent::List { start, tight, items } => {
                let other = if out.is_empty() { parent } else { out.last().and_then(Written::marker) };
                let marker = Marker::unlike(start.is_some(), other);
                out.push(written_list(source, marker, start.unwrap_or(1), *tight, items));
            }
            BlockContent::Quote(blocks) => push_quote(written(source, blocks, None), out),
            BlockContent::Callout { label, blocks } => {
                let mut inner = Vec::new();
                push_paragraph(paragraph_of(source, strong(label)), &mut inner);
                push_blocks(source, blocks, None, &mut inner);
                push_quote(inner, out);
            }
            BlockContent::Panel { label, title, blocks, .. } => {
                let mut inner = Vec::new();
                if label.is_some() || !title.is_empty() {
                    let head = panel_head(source, label.as_deref(), title, block.is_private);
                    push_paragraph(head, &mut inner);
                }
                push_blocks(source, blocks, None, &mut inner);
                push_quote(inner, out);
            }
            BlockContent::Code { lang, text } => {
                out.push(Written { text: fenced(lang, text), sort: Sort::Fence });
            }
            BlockContent::Table { alignments, head, rows } => {
                let cells = |row: &Vec<Vec<Inline>>| row.iter().map(|one| cell(source, one)).collect();
                let text = table(alignments, cells(head), rows.iter().map(cells).collect());
                out.push(Written { text, sort: Sort::Table });
            }
            BlockContent::Chart(chart) => push_chart(source, chart, out),
            BlockContent::Picture(shown) => push_paragraph(picture_block(source, shown), out),
            BlockContent::Columns(columns) => {
                columns.iter().for_each(|column| push_blocks(source, column, parent, out));
            }
            BlockContent::Break | BlockContent::Page => {}
            BlockContent::Rule => {
                // Behind a bullet of the same sign it would be one longer rule.
                let text = if out.is_empty() { "___" } else { "***" };
                out.push(Written { text: text.to_owned(), sort: Sort::Rule });
            }
        }
    }
}

fn push_paragraph(text: String, out: &mut Vec<Written>) {
    if !text.is_empty() {
        out.push(Written::paragraph(text));
    }
}

fn push_quote(inner: Vec<Written>, out: &mut Vec<Written>) {
    if inner.is_empty() {
        return;
    }
    let text = spaced(&inner);
    let lines =
        text.split('\n').map(|line| if line.is_empty() { ">".to_owned() } else { format!("> {line}") });
    out.push(Written { text: lines.collect::<Vec<_>>().join("\n"), sort: Sort::Quote });
}

fn written_list(source: Source<'_>, marker: Marker, start: u64, is_tight: bool, items: &[Item]) -> Written {
    let bodies: Vec<String> = items.iter().map(|item| item_body(source, marker, is_tight, item)).collect();
    let is_numbered = matches!(marker, Marker::Stop | Marker::Bracket);
    let interrupts = bodies.first().is_some_and(|body| !body.is_empty()) && (!is_numbered || start == 1);
    Written { text: list(marker, start, is_tight, &bodies), sort: Sort::List { marker, interrupts } }
}

fn item_body(source: Source<'_>, marker: Marker, is_tight: bool, item: &Item) -> String {
    let mut blocks = written(source, &item.blocks, Some(marker));
    if let Some(is_done) = item.done {
        match blocks.first_mut().filter(|first| first.sort == Sort::Paragraph) {
            Some(first) if is_done => first.text.insert_str(0, "[x] "),
            Some(first) => first.text = format!("[ ] {}", without_tick(&first.text)),
            // A box is read as one only before words.
            None => blocks.insert(0, Written::paragraph(if is_done { "☑" } else { "☐" }.to_owned())),
        }
    }
    if is_tight { close(&blocks) } else { spaced(&blocks) }
}

/// Words behind an empty box. A ticked one among them would tick it for some readers.
fn without_tick(text: &str) -> String {
    let (first, rest) = text.split_at(text.find('\n').unwrap_or(text.len()));
    if first.contains('`') || first.contains("[x](") || first.contains("[X](") {
        return text.to_owned();
    }
    format!("{}{rest}", first.replace("[x]", "[x\\]").replace("[X]", "[X\\]"))
}

/// The first line of a block of a kind.
fn panel_head(source: Source<'_>, label: Option<&str>, title: &[Inline], is_private: bool) -> String {
    let title = pieces_of(source, title);
    let Some(label) = label.map(|label| panel_label(label, is_private, source.content.lang)) else {
        return paragraph_of(source, marked(Mark::Strong, title));
    };
    let mut head = match source.content.lang {
        Lang::En if !title.is_empty() => strong(&format!("{label}:")),
        _ => strong(&label),
    };
    if !title.is_empty() {
        head.push(words_of(" "));
        head.extend(title);
    }
    paragraph_of(source, head)
}

/// A picture that stands alone, with its caption below it.
fn picture_block(source: Source<'_>, shown: &Picture) -> String {
    let mut pieces = picture(source, shown, None);
    let is_said = |caption: &&String| shown.image.is_some() || **caption != shown.alt;
    if let Some(caption) = shown.caption.as_ref().filter(is_said) {
        pieces.push(Piece::HardBreak);
        pieces.extend(emphasis(caption));
    }
    paragraph_of(source, pieces)
}

fn push_chart(source: Source<'_>, chart: &ChartData, out: &mut Vec<Written>) {
    if let Some(title) = &chart.title {
        let unit = chart.unit.as_deref();
        let title = unit.map_or_else(|| title.clone(), |unit| with_unit(title, unit, source.content.lang));
        push_paragraph(paragraph_of(source, strong(&title)), out);
    }
    let n_columns = chart.rows.iter().map(Vec::len).chain([chart.head.len()]).max().unwrap_or(0);
    if n_columns > 0 {
        let cells = |row: &Vec<String>| row.iter().map(|words| cell_of_words(source, words)).collect();
        let mut alignments = vec![Alignment::Right; n_columns];
        alignments[0] = Alignment::Left;
        let text = table(&alignments, cells(&chart.head), chart.rows.iter().map(cells).collect());
        out.push(Written { text, sort: Sort::Table });
    }
    let parts = [&chart.source, &chart.date].into_iter().flatten().map(|part| part.trim());
    let words = parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
    if !words.is_empty() {
        let label = match source.content.lang {
            Lang::En => "Source: ",
            Lang::Ja => "出典：",
        };
        push_paragraph(paragraph_of(source, emphasis(&format!("{label}{words}"))), out);
    }
}
