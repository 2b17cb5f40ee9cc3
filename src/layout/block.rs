//! Blocks as Typst source, the same for every shape.

use unicode_segmentation::UnicodeSegmentation as _;

use crate::layout::chart::write_chart;
use crate::layout::data_table::write_data_table;
use crate::layout::deep::write_deep;
use crate::layout::inline::{direction_of, in_direction, write_inlines};
use crate::layout::keep::{is_short, n_in_tail};
use crate::layout::picture::{Piece, pieces, write_picture, write_row};
use crate::layout::source::Writer;
use crate::layout::style::{Style, target_name};
use crate::layout::table::write_table;
use crate::release::{Block, BlockContent, Inline, InlineContent, Item, each_run, plain_text, text_in_lines};
use crate::text::Span;

/// Lists of so few points stay on one page where they are short.
const MOST_KEPT_ITEMS: usize = 6;

/// Writes blocks one after the other; private ones that follow each other stand on one ground.
pub(super) fn write_blocks(writer: &mut Writer, blocks: &[Block], style: Style) {
    let mut rest = blocks;
    while let Some(first) = rest.first() {
        let n_private = rest.iter().take_while(|block| needs_ground(block)).count();
        if n_private == 0 {
            write_block(writer, first, style);
            rest = &rest[1..];
            continue;
        }
        let (private, after) = rest.split_at(n_private);
        // Headings at the end belong to what follows them, so they have a ground of their own that goes with it.
        let is_heading = |block: &&Block| matches!(block.content, BlockContent::Heading { .. });
        let n_headings = private.iter().rev().take_while(is_heading).count();
        let (text, headings) = private.split_at(n_private - n_headings);
        write_ground(writer, text, false, style);
        write_ground(writer, headings, true, style);
        rest = after;
    }
}

/// Writes private blocks on one ground; `is_sticky` says whether it stays with what follows.
fn write_ground(writer: &mut Writer, blocks: &[Block], is_sticky: bool, style: Style) {
    if blocks.is_empty() {
        return;
    }
    let keeps = is_sticky || is_short(blocks, style);
    let leads = !keeps && blocks.first().is_some_and(may_follow_sign);
    writer.code(&format!("#private({is_sticky}, {keeps}"));
    writer.code(if leads { ", leads: true" } else { "" });
    writer.code(if leads && style.is_card() { ", goes-on: true)[\n" } else { ")[\n" });
    match blocks {
        [Block { content: BlockContent::Heading { level, anchor, inlines, .. }, .. }, rest @ ..] if leads => {
            write_heading(writer, "hd-first", (*level, *anchor), (inlines, style));
            write_inner(writer, rest, style);
        }
        _ => write_inner(writer, blocks, style),
    }
    writer.code("]\n");
}

/// Whether a block may stand below the sign of a ground without a gap that would show.
fn may_follow_sign(block: &Block) -> bool {
    matches!(
        block.content,
        BlockContent::Heading { .. }
            | BlockContent::Paragraph(_)
            | BlockContent::Numbered { .. }
            | BlockContent::List { .. }
    )
}

fn write_heading(
    writer: &mut Writer,
    function: &str,
    (level, anchor): (u8, Option<usize>),
    (inlines, style): (&[Inline], Style),
) {
    writer.code(&format!("#{function}({level}{}{})[", named(anchor), direction_of(inlines, "dir")));
    write_inlines(writer, inlines, style.in_heading());
    writer.code("]\n");
}

/// Whether a block is private and has no ground of its own to show it.
pub(super) fn needs_ground(block: &Block) -> bool {
    block.is_private && !matches!(block.content, BlockContent::Panel { .. } | BlockContent::Break)
}

/// Writes blocks that stand on a private ground already.
fn write_inner(writer: &mut Writer, blocks: &[Block], style: Style) {
    for block in blocks {
        write_block(writer, block, style);
    }
}

fn write_block(writer: &mut Writer, block: &Block, style: Style) {
    if style.is_deepest() && write_deep(writer, block, style, write_inner) {
        return;
    }
    match &block.content {
        BlockContent::Heading { level, anchor, inlines, .. } => {
            write_heading(writer, "hd", (*level, *anchor), (inlines, style));
        }
        BlockContent::Paragraph(inlines) => {
            for piece in pieces(writer, inlines) {
                write_piece(writer, &piece, style);
            }
        }
        BlockContent::Numbered { label, depth, inlines } => {
            in_direction(writer, &plain_text(inlines), style, |writer, style| {
                writer.code(&format!("#numbered({depth}, "));
                writer.own_content(label);
                writer.code(")[");
                write_inlines(writer, inlines, style);
                writer.code("]\n");
            });
        }
        BlockContent::List { start, tight, items } => {
            let keeps = items.len() <= MOST_KEPT_ITEMS && is_short(std::slice::from_ref(block), style);
            write_list(writer, (*start, *tight, keeps), items, style);
        }
        BlockContent::Quote(blocks) => wrapped(writer, "#quote-block[\n", blocks, style),
        BlockContent::Callout { label, blocks } => {
            writer.code("#callout(");
            writer.own_content(label);
            wrapped(writer, ")[\n", blocks, style);
        }
        BlockContent::Panel { .. } => write_panel(writer, block, style),
        BlockContent::Code { lang, text } => {
            writer.code("#code-block(");
            writer.string(text.trim_end_matches('\n'), block.span);
            writer.code(", ");
            writer.own_string(lang);
            writer.code(")\n");
        }
        BlockContent::Table { alignments, head, rows } => write_table(writer, alignments, head, rows, style),
        BlockContent::Chart(chart) => {
            if !write_chart(writer, chart, style) {
                write_data_table(writer, chart, style);
            }
        }
        BlockContent::Picture(picture) => write_picture(writer, picture, style),
        BlockContent::Columns(columns) => write_columns(writer, columns, style),
        // Only where text flows can a page end; `flow` sees to that.
        BlockContent::Break | BlockContent::Page => {}
        BlockContent::Rule => writer.code("#rule()\n"),
    }
}

/// Writes blocks side by side; the first stand at the side where reading begins.
fn write_columns(writer: &mut Writer, columns: &[Vec<Block>], style: Style) {
    let words = columns.iter().flatten().map(words_in).collect::<String>();
    in_direction(writer, &words, style.in_columns(columns.len()), |writer, style| {
        writer.code("#cols((");
        for column in columns {
            wrapped(writer, "[\n", column, style);
            writer.code(",");
        }
        writer.code("))\n");
    });
}

/// The running text of a block.
fn words_in(block: &Block) -> String {
    let mut words = String::new();
    each_run(&mut [block.clone()], &mut |run| words.push_str(&plain_text(run)));
    words
}

/// Writes a block of a kind.
fn write_panel(writer: &mut Writer, block: &Block, style: Style) {
    let BlockContent::Panel { label, title, blocks, .. } = &block.content else { return };
    writer.code("#panel(");
    match label {
        Some(label) => writer.own_content(label),
        None => writer.code("none"),
    }
    writer.code(&format!(", {}, ", block.is_private));
    write_optional(writer, title, style.in_title());
    writer.code(&direction_of(title, "title-dir"));
    // A question stays on the page of its answer, where both are short.
    let keeps = is_short(blocks, style);
    writer.code(if keeps { ", keeps: true" } else { "" });
    writer.code(if style.is_card() && !keeps { ", goes-on: true" } else { "" });
    let n_tail = n_in_tail(blocks, style);
    if n_tail == 0 || keeps {
        return wrapped(writer, ")[\n", blocks, style);
    }
    writer.code(")[\n");
    let (before, tail) = blocks.split_at(blocks.len() - n_tail);
    write_inner(writer, before, style);
    wrapped(writer, "#kept[\n", tail, style);
    writer.code("]\n");
}

/// The argument that gives a heading its label, if links lead to it.
pub(super) fn named(anchor: Option<usize>) -> String {
    anchor.map(|number| format!(", name: {:?}", target_name(number))).unwrap_or_default()
}

fn wrapped(writer: &mut Writer, opening: &str, blocks: &[Block], style: Style) {
    writer.code(opening);
    write_inner(writer, blocks, style.deeper());
    writer.code("]\n");
}

fn write_optional(writer: &mut Writer, inlines: &[Inline], style: Style) {
    if inlines.is_empty() {
        writer.code("none");
        return;
    }
    writer.code("[");
    write_inlines(writer, inlines, style);
    writer.code("]");
}

/// Writes a list; `start` is its first number, `tight` whether it has no space between its items, and `keeps` whether
/// it stays on one page.
fn write_list(
    writer: &mut Writer,
    (start, tight, keeps): (Option<u64>, bool, bool),
    items: &[Item],
    style: Style,
) {
    let are_tasks = items.iter().all(|item| item.done.is_some());
    in_direction(writer, &first_words(items), style, |writer, style| {
        match start {
            Some(start) => writer.code(&format!("#ol({start}, {tight}, (")),
            None if are_tasks => writer.code(&format!("#tasks({tight}, (")),
            None => writer.code(&format!("#ul({tight}, (")),
        }
        for item in items {
            writer.code("[");
            write_item(writer, item, style.deeper());
            writer.code("],");
        }
        writer.code(if keeps { "), keeps: true)\n" } else { "))\n" });
    });
}

/// The words beside the bullets of a list.
fn first_words(items: &[Item]) -> String {
    let words = |item: &Item| match item.blocks.first().map(|block| &block.content) {
        Some(BlockContent::Paragraph(inlines)) => plain_text(inlines),
        _ => String::new(),
    };
    items.iter().map(words).collect()
}

/// A list of which only the first items are shown.
pub(super) struct ListStep {
    /// The first number of a numbered list.
    pub start: Option<u64>,
    /// Whether its items are set without space between them.
    pub tight: bool,
    /// How many items are shown.
    pub n_items: usize,
}

/// Writes a list whose later items are hidden with their bullets, and keep their room.
pub(super) fn write_list_step(writer: &mut Writer, step: ListStep, items: &[Item], style: Style) {
    let ListStep { start, tight, n_items } = step;
    if n_items >= items.len() {
        return write_list(writer, (start, tight, false), items, style);
    }
    let are_tasks = items.iter().all(|item| item.done.is_some());
    in_direction(writer, &first_words(items), style, |writer, style| {
        match start {
            Some(start) => writer.code(&format!("#ol-step({start}, {tight}, {n_items}, (")),
            // The boxes of tasks stand in their text, and go with it.
            None if are_tasks => writer.code(&format!("#tasks({tight}, (")),
            None => writer.code(&format!("#ul-step({tight}, {n_items}, (")),
        }
        for (idx, item) in items.iter().enumerate() {
            writer.code(if idx < n_items { "[" } else { "[#hide[" });
            write_item(writer, item, style);
            writer.code(if idx < n_items { "]," } else { "]]," });
        }
        writer.code("))\n");
    });
}

fn write_item(writer: &mut Writer, item: &Item, style: Style) {
    if let Some(done) = item.done {
        writer.code(&format!("#task({done})["));
    }
    write_item_blocks(writer, &item.blocks, style);
    if item.done.is_some() {
        writer.code("]");
    }
}

/// The first paragraph of an item stands beside its bullet; what follows stands below.
fn write_item_blocks(writer: &mut Writer, blocks: &[Block], style: Style) {
    match blocks {
        [Block { content: BlockContent::Paragraph(inlines), .. }, rest @ ..] => {
            let pieces = pieces(writer, inlines);
            let (first, below) = match pieces.split_first() {
                Some((Piece::Words(words), below)) if style.whole_width.is_none() => {
                    write_inlines(writer, words, style);
                    (None, below)
                }
                Some((first, below)) => (Some(first), below),
                None => (None, pieces.as_slice()),
            };
            if first.is_none() && !below.is_empty() {
                writer.code("\n");
            }
            for piece in first.into_iter().chain(below) {
                write_piece(writer, piece, style);
            }
            if !rest.is_empty() {
                writer.code("\n");
                write_inner(writer, rest, style);
            }
        }
        blocks => write_inner(writer, blocks, style),
    }
}

fn write_piece(writer: &mut Writer, piece: &Piece<'_>, style: Style) {
    match (piece, style.whole_width) {
        (Piece::Pictures(row), _) => write_row(writer, row, style),
        (Piece::Words(words), Some(max_width)) => write_whole(writer, words, max_width, style),
        (Piece::Words(words), None) => write_paragraph(writer, "#par-block[", words, style),
    }
}

fn write_paragraph(writer: &mut Writer, opening: &str, inlines: &[Inline], style: Style) {
    in_direction(writer, &plain_text(inlines), style, |writer, style| {
        writer.code(opening);
        write_inlines(writer, inlines, style);
        writer.code("]\n");
    });
}

/// Writes a paragraph in parts that do not break, each of whole sentences; a Japanese letter is as wide as two.
fn write_whole(writer: &mut Writer, inlines: &[Inline], max_width: usize, style: Style) {
    for part in sentences(inlines, max_width) {
        let fits = width(&text_in_lines(&part)) <= max_width;
        write_paragraph(writer, if fits { "#par-whole[" } else { "#par-block[" }, &part, style);
    }
}

/// Splits a paragraph after sentences so that no part is wider than `max_width`, if its sentences allow.
fn sentences(inlines: &[Inline], max_width: usize) -> Vec<Vec<Inline>> {
    let mut parts: Vec<Vec<Inline>> = vec![Vec::new()];
    let mut part_width = 0;
    for inline in inlines {
        for piece in sentence_pieces(inline) {
            let piece_width = width(&text_in_lines(std::slice::from_ref(&piece)));
            let ends_sentence = parts.last().and_then(|part| part.last()).is_some_and(ends_sentence);
            if ends_sentence && part_width + piece_width > max_width {
                parts.push(Vec::new());
                part_width = 0;
            }
            part_width += piece_width;
            if let Some(part) = parts.last_mut() {
                part.push(piece);
            }
        }
    }
    parts.retain(|part| !part.is_empty());
    parts
}

/// The sentences of a run of words; anything else stays whole.
fn sentence_pieces(inline: &Inline) -> Vec<Inline> {
    let InlineContent::Text(text) = &inline.content else { return vec![inline.clone()] };
    let is_verbatim = text.len() == inline.span.len();
    let mut start = 0;
    text.split_sentence_bounds()
        .map(|sentence| {
            let span = Span::new(inline.span.start + start, inline.span.start + start + sentence.len());
            start += sentence.len();
            let content = InlineContent::Text(sentence.to_owned());
            Inline { span: if is_verbatim { span } else { inline.span }, content }
        })
        .collect()
}

fn ends_sentence(inline: &Inline) -> bool {
    match &inline.content {
        InlineContent::Text(text) => {
            text.trim_end().ends_with(['.', '!', '?', '。', '！', '？', '…', '”', '」', ')'])
        }
        InlineContent::Ref(_) => true,
        _ => false,
    }
}

/// How wide a text is in Latin letters; a line that is broken on purpose is a whole one.
fn width(text: &str) -> usize {
    const LINE: usize = 40;
    let letter = |c: char| match c {
        '\n' => LINE,
        c if c.is_ascii() => 1,
        _ => 2,
    };
    text.chars().map(letter).sum()
}
