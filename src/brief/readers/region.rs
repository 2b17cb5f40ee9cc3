//! Text that two lines set off, or one from which on all stays: `[BEGIN INTERNAL]` … `[END INTERNAL]`.

use std::ops::Range;

use crate::brief::readers::brackets::{is_closing, is_opening};
use crate::brief::readers::edge::{without_begin, without_end, without_tail};
use crate::brief::readers::fold::fold_name;
use crate::brief::readers::forbidding::is_plain_notice;
use crate::brief::readers::marks::{is_mark_alone, mark_readers};
use crate::brief::readers::naming::{exact_naming, is_ours};
use crate::brief::readers::portion::is_keeping_word;
use crate::brief::readers::run_in::handling_naming;
use crate::brief::{
    Block, FrontMatter, Inline, InlineContent, Paragraph, Part, Readers, inline_text, portion_of,
};

/// The longest line that is read as one that sets off others, in bytes.
const MAX_LINE_BYTES: usize = 100;

/// What a line says of the text around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edge {
    /// All that follows stays, past headings, until a line says that it ends.
    Begins,
    /// What follows in its section stays.
    Next,
    /// What stands above it in its section stays, from the last mark on or from the heading.
    Ends,
}

/// Whether a paragraph says of the text around it where what stays begins or ends.
pub fn edge(paragraph: &Paragraph) -> Option<Edge> {
    if paragraph.span.len() > MAX_LINE_BYTES {
        return edge_of_end(&paragraph.inlines);
    }
    if let Some((mark, _)) = portion_of(&paragraph.inlines).filter(|_| is_mark_alone(&paragraph.inlines)) {
        return edge_of_line(mark).or(is_for_several(mark).then_some(Edge::Next));
    }
    let line = || may_set_off(&paragraph.inlines).then(|| inline_text(&paragraph.inlines));
    let edge = line().and_then(|line| edge_of_line(&line));
    edge.or_else(|| notice(paragraph)).or_else(|| edge_of_end(&paragraph.inlines))
}

/// What the lines within a block say, in their order, of what follows the block.
pub(super) fn edges_within(block: &Block, found: &mut Vec<Edge>) {
    match block {
        Block::Paragraph(paragraph) => found.extend(edge(paragraph)),
        Block::Heading(heading) => found.extend(edge_of_heading(&heading.inlines)),
        block => block.each_part(&mut |part| {
            if let Part::Blocks(blocks) = part {
                blocks.iter().for_each(|block| edges_within(block, found));
            }
        }),
    }
}

/// What a heading says that does nothing but set off what follows it, past the headings below.
pub(super) fn edge_of_heading(inlines: &[Inline]) -> Option<Edge> {
    let line = may_set_off(inlines).then(|| inline_text(inlines))?;
    edge_of_line(&line)
}

/// Whether some words may say where something begins or ends, told by the first and the last of them: nearly no line of a
/// text does, and each is asked several times.
fn may_set_off(inlines: &[Inline]) -> bool {
    const FIRST: [&str; 8] = ["begin", "beginning", "start", "end", "ends", "close", "stop", "fin"];
    const LAST: [&str; 11] =
        ["begins", "starts", "start", "here", "on", "point", "below", "line", "ends", "end", "stops"];
    const JAPANESE: [&str; 8] = ["以上", "以下", "以降", "ここ", "これ", "開始", "終わり", "終了"];
    let (Some(first), Some(last)) = (first_text(inlines), last_text(inlines)) else { return false };
    let is_sign = |c: char| !c.is_alphanumeric() && c != '/';
    let is_one_of = |word: Option<&str>, words: &[&str]| {
        word.is_some_and(|word| words.iter().any(|it| word.eq_ignore_ascii_case(it)))
    };
    let begun = first.split(is_sign).find(|word| !word.is_empty());
    let ended = last.rsplit(is_sign).find(|word| !word.is_empty());
    // Signs that were escaped stand in pieces of their own.
    begun.is_none_or(|word| word.starts_with('/'))
        || ended.is_none()
        || is_one_of(begun, &FIRST)
        || is_one_of(ended, &LAST)
        || last.ends_with(is_closing)
        || (!first.is_ascii() && JAPANESE.iter().any(|word| first.contains(word)))
}

/// The first words of some inlines, as far as no mark of Markdown parts them.
fn first_text(inlines: &[Inline]) -> Option<&str> {
    match &inlines.first()?.content {
        InlineContent::Text(words) => Some(words),
        content => first_text(content.children()),
    }
}

/// The last words of some inlines.
fn last_text(inlines: &[Inline]) -> Option<&str> {
    match &inlines.last()?.content {
        InlineContent::Text(words) => Some(words),
        content => last_text(content.children()),
    }
}

/// Whether a mark says of several paragraphs or points below it that they stay: `(SBU – next two bullets)`.
fn is_for_several(mark: &str) -> bool {
    const SEVERAL: [&str; 7] = ["next", "following", "paras", "paragraphs", "bullets", "points", "two"];
    mark.split(|c: char| !c.is_alphanumeric())
        .any(|word| SEVERAL.iter().any(|it| word.eq_ignore_ascii_case(it)))
}

/// A line in brackets that a paragraph ends in: `十隻。【以上、秘】`.
fn edge_of_end(inlines: &[Inline]) -> Option<Edge> {
    let InlineContent::Sentence(words) = &inlines.last()?.content else { return None };
    let words = inline_text(words);
    let at = words.rfind(is_opening)?;
    edge_of_line(&words[at..]).filter(|edge| *edge == Edge::Ends)
}

fn edge_of_line(line: &str) -> Option<Edge> {
    /// What a part of a paper may be called behind its mark: `CONFIDENTIAL SECTION`.
    const PARTS: [&str; 6] = [" section", " part", " text", " block", " material", "部分"];
    let line = line.trim();
    // What ends blocks of other tools says nothing of the text around it.
    if ["{{", "{%", "<", "\\", ":::"].iter().any(|sign| line.starts_with(sign)) {
        return None;
    }
    let is_unopened = line.ends_with(is_closing) && !line.contains(is_opening);
    let bare = line.trim_matches(|c: char| !c.is_alphanumeric() && c != '/');
    let bare = bare.trim_end_matches('/');
    let bare = without_tail(bare, &PARTS).unwrap_or(bare);
    let is_private = |words: &str| {
        let words = words.trim_matches(|c: char| !c.is_alphanumeric());
        !words.is_empty()
            && (is_keeping_word(words)
                || handling_naming(words).is_some()
                || exact_naming(words).is_some_and(|named| is_ours(named.kind)))
    };
    if let Some(rest) = without_end(bare)
        && is_private(rest)
    {
        return Some(Edge::Ends);
    }
    if is_unopened && is_private(bare) {
        return Some(Edge::Ends);
    }
    let rest = without_begin(bare);
    (rest.len() < bare.len() && (is_keeping_word(rest) || handling_naming(rest).is_some()))
        .then_some(Edge::Begins)
}

/// A sentence that says that what follows it stays.
fn notice(paragraph: &Paragraph) -> Option<Edge> {
    const OF_ALL: [&str; 10] = [
        "below",
        "the rest",
        "from here",
        "here on",
        "hereafter",
        "what follows",
        "beyond this",
        "以下",
        "ここから",
        "以降",
    ];
    let label = paragraph.label?;
    if !label.is_alone || label.kind.name != "background-internal" {
        return None;
    }
    let words = inline_text(&paragraph.inlines);
    let lower = words.to_lowercase();
    let is_plain = !words.is_ascii() || is_plain_notice(&fold_name(&words));
    (is_plain && OF_ALL.iter().any(|of_all| lower.contains(of_all))).then_some(Edge::Begins)
}

/// The blocks that stay since a line below them in their section says that they do: from the last mark above that line,
/// or from their heading on. `edges` says of each block what it says of those around it.
pub(super) fn closed_regions(
    blocks: &[Block],
    edges: &[Option<Edge>],
    front: &FrontMatter,
) -> Vec<Range<usize>> {
    let mut regions = Vec::new();
    let mut section = 0;
    let mut marked = None;
    for (idx, (block, edge)) in blocks.iter().zip(edges).enumerate() {
        match (block, edge) {
            (Block::Heading(_), _) => (section, marked) = (idx + 1, None),
            (_, Some(Edge::Ends)) => {
                regions.push(marked.unwrap_or(section)..idx + 1);
                (section, marked) = (idx + 1, None);
            }
            (_, Some(Edge::Begins | Edge::Next)) => marked = Some(idx),
            (Block::Paragraph(paragraph), None) if marked.is_none() => {
                let is_kept = mark_readers(&paragraph.inlines, front).is_some_and(Readers::are_ours);
                marked = is_kept.then_some(idx);
            }
            _ => {}
        }
    }
    regions
}
