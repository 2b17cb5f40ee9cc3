//! Released text as plain words.

use crate::brief::Lang;
use crate::release::{Block, BlockContent, ChartData, Inline, InlineContent, Item, Note, Picture};

/// The name of a kind above its block, which says of private text that it is.
pub fn panel_label(label: &str, is_private: bool, lang: Lang) -> String {
    match (is_private, lang) {
        (true, Lang::En) => format!("{label} (private)"),
        (true, Lang::Ja) => format!("{label}（内部限り）"),
        (false, _) => label.to_owned(),
    }
}

/// The title of a chart with its unit in the brackets of its language.
pub fn with_unit(title: &str, unit: &str, lang: Lang) -> String {
    match lang {
        Lang::En => format!("{title} ({unit})"),
        Lang::Ja => format!("{title}（{unit}）"),
    }
}

/// What stands above the notes of a copy.
pub fn notes_title(notes: &[Note], lang: Lang) -> &'static str {
    let has_sources = notes.iter().any(|note| note.is_source);
    let has_footnotes = notes.iter().any(|note| !note.is_source);
    match (lang, has_sources, has_footnotes) {
        (Lang::En, true, true) => "Notes and sources",
        (Lang::En, true, false) => "Sources",
        (Lang::En, false, _) => "Notes",
        (Lang::Ja, true, true) => "注・出典",
        (Lang::Ja, true, false) => "出典",
        (Lang::Ja, false, _) => "注",
    }
}

/// What is said in place of a picture that is not there: what it shows, and its caption.
pub fn picture_words(picture: &Picture) -> String {
    match &picture.caption {
        Some(caption) if *caption != picture.alt => format!("{} ({caption})", picture.alt),
        _ => picture.alt.clone(),
    }
}

/// The words of some inlines as one line, without marks and numbers.
pub fn plain_text(inlines: &[Inline]) -> String {
    plain_words(inlines).trim().to_owned()
}

/// All that some inlines show, with a line feed where a line is broken on purpose: to reckon how many lines they take.
pub fn text_in_lines(inlines: &[Inline]) -> String {
    let mut out = String::new();
    push_shown(inlines, &mut out);
    out.trim_matches(' ').to_owned()
}

fn push_shown(inlines: &[Inline], out: &mut String) {
    for inline in inlines {
        match &inline.content {
            InlineContent::HardBreak => out.push('\n'),
            InlineContent::Private(text) | InlineContent::Portion(text) => out.push_str(text),
            content if content.children().is_empty() => push_plain(std::slice::from_ref(inline), out),
            content => push_shown(content.children(), out),
        }
    }
}

/// The plain text with the blanks at both ends.
pub(super) fn plain_words(inlines: &[Inline]) -> String {
    let mut out = String::new();
    push_plain(inlines, &mut out);
    out
}

fn push_plain(inlines: &[Inline], out: &mut String) {
    for inline in inlines {
        match &inline.content {
            InlineContent::Text(text) | InlineContent::Code(text) => out.push_str(text),
            InlineContent::Picture(picture) => out.push_str(&picture.alt),
            InlineContent::SoftBreak | InlineContent::HardBreak => out.push(' '),
            InlineContent::Inserted(_) => {}
            content => push_plain(content.children(), out),
        }
    }
}

/// All words of some blocks as one line of small print.
pub(super) fn words_of_blocks(blocks: &[Block]) -> String {
    let mut pieces = Vec::new();
    push_blocks(blocks, &mut pieces);
    let mut out = String::new();
    for piece in pieces.iter().map(|piece| piece.trim()).filter(|piece| !piece.is_empty()) {
        // Japanese sets no blank behind its stops, which are as wide as a letter.
        if !out.is_empty() && !out.ends_with(['。', '！', '？', '」', '）']) {
            out.push(' ');
        }
        out.push_str(piece);
    }
    out
}

fn push_blocks(blocks: &[Block], pieces: &mut Vec<String>) {
    for block in blocks {
        match &block.content {
            BlockContent::Heading { inlines, .. } | BlockContent::Paragraph(inlines) => {
                pieces.push(plain_text(inlines));
            }
            BlockContent::Numbered { label, inlines, .. } => {
                pieces.push(format!("{label} {}", plain_text(inlines)));
            }
            BlockContent::List { start, items, .. } => push_items(*start, items, pieces),
            BlockContent::Quote(blocks) => push_blocks(blocks, pieces),
            BlockContent::Callout { label, blocks } => {
                pieces.push(label.clone());
                push_blocks(blocks, pieces);
            }
            BlockContent::Panel { label, title, blocks, .. } => {
                pieces.extend(label.clone());
                pieces.push(plain_text(title));
                push_blocks(blocks, pieces);
            }
            BlockContent::Code { text, .. } => pieces.push(text.replace('\n', " ")),
            BlockContent::Table { head, rows, .. } => {
                let row = |cells: &Vec<Vec<Inline>>| joined(cells.iter().map(|cell| plain_text(cell)));
                let rows = [row(head)].into_iter().chain(rows.iter().map(row));
                pieces.push(rows.filter(|row| !row.is_empty()).collect::<Vec<_>>().join("; "));
            }
            BlockContent::Chart(chart) => push_chart(chart, pieces),
            BlockContent::Picture(picture) => {
                pieces.push(picture.alt.clone());
                pieces.extend(picture.caption.clone());
            }
            BlockContent::Columns(columns) => columns.iter().for_each(|column| push_blocks(column, pieces)),
            BlockContent::Break | BlockContent::Page | BlockContent::Rule => {}
        }
    }
}

fn push_items(start: Option<u64>, items: &[Item], pieces: &mut Vec<String>) {
    for (number, item) in (start.unwrap_or(0)..).zip(items) {
        pieces.push(if start.is_some() { format!("{number}.") } else { "•".to_owned() });
        push_blocks(&item.blocks, pieces);
    }
}

fn push_chart(chart: &ChartData, pieces: &mut Vec<String>) {
    pieces.extend([&chart.title, &chart.unit].into_iter().flatten().cloned());
    let rows = chart.rows.iter().map(|row| joined(row.iter().cloned()));
    pieces.push(rows.collect::<Vec<_>>().join("; "));
    pieces.extend([&chart.source, &chart.date].into_iter().flatten().cloned());
}

fn joined(cells: impl Iterator<Item = String>) -> String {
    cells.filter(|cell| !cell.is_empty()).collect::<Vec<_>>().join(", ")
}
