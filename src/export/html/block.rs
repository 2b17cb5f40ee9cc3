//! Blocks as tags: headings, lists, tables, quotations, and what is private on a ground of its own.

use crate::brief::{Alignment, PageTurn};
use crate::export::html::chart::write_chart;
use crate::export::html::inline::{says_anything, write_image, write_inlines};
use crate::export::html::page::Page;
use crate::export::html::words::write_words;
use crate::release::{Block, BlockContent, Inline, Item, Picture, panel_label, plain_text};

/// From how many columns, or characters in the widest rows, a table may be wider than the window.
const WIDE_COLUMNS: usize = 6;
const WIDE_CHARS: usize = 110;

/// A lock, as a drawing: few fonts have the sign. It stands beside words that say the same.
const LOCK: &str = "<svg class=\"dmicon\" viewBox=\"0 0 16 16\" aria-hidden=\"true\">\
    <path d=\"M3 7h10v8H3zM5 7V5a3 3 0 0 1 6 0v2h-2V5a1 1 0 0 0-2 0v2z\"/></svg> ";

/// Writes blocks; those that are private and have no ground of their own get one together.
pub(super) fn write_blocks(page: &mut Page<'_>, blocks: &[Block]) {
    let mut rest = blocks;
    while let Some(first) = rest.first() {
        let n_private = rest.iter().take_while(|block| needs_ground(block)).count();
        if n_private == 0 {
            write_block(page, first);
            rest = &rest[1..];
            continue;
        }
        page.html.open("div", &[("class", "dmprivate")]);
        write_lock(page);
        write_inner(page, &rest[..n_private]);
        page.html.close();
        rest = &rest[n_private..];
    }
}

/// Writes blocks that stand on a private ground already.
fn write_inner(page: &mut Page<'_>, blocks: &[Block]) {
    blocks.iter().for_each(|block| write_block(page, block));
}

/// Whether a block is private and has no ground of its own to show it. New pages lie between grounds.
fn needs_ground(block: &Block) -> bool {
    let has_own =
        matches!(block.content, BlockContent::Panel { .. } | BlockContent::Break | BlockContent::Page);
    block.is_private && !has_own
}

/// Says in words that what follows is private.
fn write_lock(page: &mut Page<'_>) {
    let words = page.word("Private", "内部限り");
    page.html.open("p", &[("class", "dmlock")]);
    page.html.raw(LOCK);
    page.html.text(words);
    page.html.close();
}

fn write_block(page: &mut Page<'_>, block: &Block) {
    match &block.content {
        BlockContent::Heading { level, anchor, turn, inlines, .. } => {
            write_heading(page, *level, *anchor, *turn, inlines);
        }
        BlockContent::Paragraph(inlines) => write_paragraph(page, &[], inlines),
        BlockContent::Numbered { label, depth, inlines } => write_numbered(page, label, *depth, inlines),
        BlockContent::List { start, tight, items } => {
            write_list(page, (*start, *tight), block.is_private, items);
        }
        BlockContent::Quote(blocks) => {
            page.html.open("blockquote", &[]);
            write_inside(page, block.is_private, blocks);
            page.html.close();
        }
        BlockContent::Callout { label, blocks } => {
            page.html.open("div", &[("class", "dmcallout"), ("role", "note")]);
            write_label(page, label, &[], false);
            write_inside(page, block.is_private, blocks);
            page.html.close();
        }
        BlockContent::Panel { label, title, blocks, .. } => {
            write_panel(page, block.is_private, (label.as_deref(), title), blocks);
        }
        BlockContent::Code { text, .. } => {
            page.html.open("pre", &[]);
            page.html.leaf("code", &[], text.trim_end_matches(['\n', '\r']));
            page.html.close();
        }
        BlockContent::Table { alignments, head, rows } => write_table(page, alignments, head, rows),
        BlockContent::Chart(chart) => write_chart(page, chart),
        BlockContent::Picture(picture) => write_picture(page, picture),
        BlockContent::Columns(columns) => {
            page.html.open("div", &[("class", "dmcolumns")]);
            for column in columns {
                page.html.open("div", &[]);
                write_inside(page, block.is_private, column);
                page.html.close();
            }
            page.html.close();
        }
        BlockContent::Break => {}
        BlockContent::Page => page.html.leaf("div", &[("class", "dmturn")], ""),
        BlockContent::Rule => page.html.void("hr", &[]),
    }
}

/// Writes what stands within a block.
fn write_inside(page: &mut Page<'_>, is_private: bool, blocks: &[Block]) {
    if is_private { write_inner(page, blocks) } else { write_blocks(page, blocks) }
}

/// Writes a heading below the title of the page, or of the slide.
fn write_heading(page: &mut Page<'_>, level: u8, anchor: Option<usize>, turn: PageTurn, inlines: &[Inline]) {
    const TAGS: [&str; 5] = ["h2", "h3", "h4", "h5", "h6"];
    // On a slide the title has the second level.
    let level = (level + 1).max(if page.is_screen { 3 } else { 2 }).min(page.last_level + 1).min(6);
    if !says_anything(inlines) {
        return;
    }
    page.last_level = level;
    let id = anchor.map(|number| format!("dmto{number}"));
    let mut attributes: Vec<(&str, &str)> = id.iter().map(|id| ("id", id.as_str())).collect();
    match turn {
        PageTurn::None => {}
        PageTurn::NewPage => attributes.push(("class", "dmturn")),
        PageTurn::Landscape => attributes.push(("class", "dmturn dmwide")),
    }
    page.html.open(TAGS[usize::from(level.clamp(2, 6)) - 2], &attributes);
    write_inlines(page, inlines);
    page.html.close();
}

pub(super) fn write_paragraph(page: &mut Page<'_>, attributes: &[(&str, &str)], inlines: &[Inline]) {
    if says_anything(inlines) {
        page.html.open("p", attributes);
        write_inlines(page, inlines);
        page.html.close();
    }
}

/// Writes a paragraph that hangs from its number, which stays as it was typed.
fn write_numbered(page: &mut Page<'_>, label: &str, depth: u8, inlines: &[Inline]) {
    let class = format!("dmnumbered dmdepth{}", depth.min(5));
    page.html.open("p", &[("class", &class)]);
    page.html.leaf("span", &[("class", "dmnumber")], label);
    page.html.text(" ");
    write_inlines(page, inlines);
    page.html.close();
}

/// Writes a list; one that is private stands on a private ground already.
fn write_list(page: &mut Page<'_>, (start, is_tight): (Option<u64>, bool), is_private: bool, items: &[Item]) {
    let first = start.filter(|start| *start != 1).map(|start| start.to_string());
    let mut attributes: Vec<(&str, &str)> = first.iter().map(|first| ("start", first.as_str())).collect();
    if is_tight {
        attributes.push(("class", "dmtight"));
    }
    page.html.open(if start.is_some() { "ol" } else { "ul" }, &attributes);
    for item in items {
        page.html.open("li", if item.done.is_some() { &[("class", "dmtask")] } else { &[] });
        if let Some(is_done) = item.done {
            let (sign, words) = if is_done {
                ("☑ ", page.word("Done: ", "済："))
            } else {
                ("☐ ", page.word("To do: ", "未："))
            };
            page.html.leaf("span", &[("aria-hidden", "true")], sign);
            page.html.leaf("span", &[("class", "dmaloud")], words);
        }
        match item.blocks.as_slice() {
            [Block { content: BlockContent::Paragraph(inlines), is_private: is_own, .. }, behind @ ..]
                if is_tight && (is_private || !is_own) =>
            {
                write_inlines(page, inlines);
                write_inside(page, is_private, behind);
            }
            blocks => write_inside(page, is_private, blocks),
        }
        page.html.close();
    }
    page.html.close();
}

/// Writes the line that opens a block with a name.
fn write_label(page: &mut Page<'_>, label: &str, title: &[Inline], is_private: bool) {
    page.html.open("p", &[("class", "dmlabel")]);
    page.html.raw(if is_private { LOCK } else { "" });
    page.html.open("strong", &[]);
    let lang = page.lang();
    write_words(&mut page.html, label, lang);
    page.html.close();
    if says_anything(title) {
        page.html.text(page.word(": ", "："));
        write_inlines(page, title);
    }
    page.html.close();
}

/// Writes a block of a kind.
fn write_panel(
    page: &mut Page<'_>,
    is_private: bool,
    (label, title): (Option<&str>, &[Inline]),
    blocks: &[Block],
) {
    page.html.open("div", &[("class", if is_private { "dmpanel dmprivate" } else { "dmpanel" })]);
    if let Some(label) = label {
        write_label(page, &panel_label(label, is_private, page.lang()), title, is_private);
    } else if says_anything(title) {
        page.html.open("p", &[("class", "dmlabel")]);
        page.html.open("strong", &[]);
        write_inlines(page, title);
        page.html.close();
        page.html.close();
    }
    write_inside(page, is_private, blocks);
    page.html.close();
}

fn write_table(
    page: &mut Page<'_>,
    alignments: &[Alignment],
    head: &[Vec<Inline>],
    rows: &[Vec<Vec<Inline>>],
) {
    let n_chars =
        |row: &[Vec<Inline>]| row.iter().map(|cell| plain_text(cell).chars().count()).sum::<usize>();
    let most = rows.iter().map(|row| n_chars(row)).chain([n_chars(head)]).max().unwrap_or(0);
    let is_wide = head.len() >= WIDE_COLUMNS || (head.len() > 3 && most > WIDE_CHARS);
    if is_wide {
        page.n_wide += 1;
        let label = format!("{} {}", page.word("Table", "表"), page.n_wide);
        page.html.open("section", &[("class", "dmscroll"), ("tabindex", "0"), ("aria-label", &label)]);
    }
    page.html.open("table", &[]);
    if head.iter().any(|cell| says_anything(cell)) {
        page.html.open("thead", &[]);
        page.html.open("tr", &[]);
        for (idx, cell) in head.iter().enumerate() {
            let is_named = says_anything(cell);
            let mut attributes = side(alignments, idx);
            attributes.extend(is_named.then_some(("scope", "col")));
            page.html.open(if is_named { "th" } else { "td" }, &attributes);
            write_inlines(page, cell);
            page.html.close();
        }
        page.html.close();
        page.html.close();
    }
    page.html.open("tbody", &[]);
    for row in rows {
        page.html.open("tr", &[]);
        for (idx, cell) in row.iter().enumerate() {
            page.html.open("td", &side(alignments, idx));
            write_inlines(page, cell);
            page.html.close();
        }
        page.html.close();
    }
    (0..if is_wide { 3 } else { 2 }).for_each(|_| page.html.close());
}

fn side(alignments: &[Alignment], idx: usize) -> Vec<(&'static str, &'static str)> {
    match alignments.get(idx) {
        Some(Alignment::Right) => vec![("class", "dmright")],
        Some(Alignment::Center) => vec![("class", "dmcenter")],
        Some(Alignment::None | Alignment::Left) | None => Vec::new(),
    }
}

/// Writes a picture that stands alone, with its caption; one that is missing is said in words.
fn write_picture(page: &mut Page<'_>, picture: &Picture) {
    page.html.open("figure", &[]);
    if let Some(image) = picture.image.and_then(|idx| page.content.images.get(idx)) {
        write_image(page, image, &picture.alt);
    } else {
        page.html.open("p", &[("class", "dmmissing")]);
        write_words(&mut page.html, &picture.alt, page.content.lang);
        page.html.close();
    }
    let is_said = |caption: &&String| picture.image.is_some() || **caption != picture.alt;
    if let Some(caption) = picture.caption.as_ref().filter(is_said) {
        page.html.open("figcaption", &[]);
        let lang = page.lang();
        write_words(&mut page.html, caption, lang);
        page.html.close();
    }
    page.html.close();
}
