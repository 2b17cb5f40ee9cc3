//! Text that two lines set off, or one from which on all stays: `[BEGIN INTERNAL]` … `[END INTERNAL]`.

use std::ops::Range;

use crate::brief::readers::brackets::{is_closing, is_opening};
use crate::brief::readers::edge::{Side, is_of_place, side};
use crate::brief::readers::fold::fold_name;
use crate::brief::readers::forbidding::is_plain_notice;
use crate::brief::readers::marks::{is_mark_alone, mark_readers};
use crate::brief::readers::naming::{exact_naming, is_ours};
use crate::brief::readers::portion::is_keeping_word;
use crate::brief::readers::run_in::handling_naming;
use crate::brief::{
    Block, FrontMatter, Inline, InlineContent, Kind, Paragraph, Part, Readers, inline_text, kind_named,
    portion_of,
};

/// The longest line that is read as one that sets off others, in bytes.
const MAX_LINE_BYTES: usize = 100;

/// The longest that begins with a mark, in bytes.
const MAX_MARKED_BYTES: usize = 40;

/// What a line says of the text around it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Edge {
    /// All that follows stays, past headings, until a line says that it ends.
    Begins,
    /// What follows in its section is of a kind.
    Next(&'static Kind),
    /// What stands above it in its section stays, from the last mark on or from the heading.
    Ends,
}

/// Whether a paragraph says of the text around it where what stays begins or ends.
pub fn edge(paragraph: &Paragraph) -> Option<Edge> {
    if paragraph.span.len() > MAX_LINE_BYTES {
        return edge_of_end(&paragraph.inlines);
    }
    if let [Inline { content: InlineContent::Comment(words), .. }] = paragraph.inlines.as_slice() {
        return edge_of_words(words);
    }
    let marked = portion_of(&paragraph.inlines);
    if let Some((mark, _)) = marked.filter(|_| is_mark_alone(&paragraph.inlines)) {
        return edge_of_line(mark)
            .or(is_for_several(mark).then(|| kind_named("background-internal").map(Edge::Next)).flatten());
    }
    let is_short = || marked.is_some() && paragraph.span.len() <= MAX_MARKED_BYTES;
    let edge = (is_short() || may_set_off(&paragraph.inlines)).then(|| {
        let words = inline_text(&paragraph.inlines);
        // `秘　開始` begins with a mark that is none of the words.
        edge_of_line(&marked.map_or_else(|| words.clone(), |(mark, _)| format!("{mark} {words}")))
    });
    let edge = edge.flatten();
    edge.or_else(|| notice(paragraph)).or_else(|| edge_of_end(&paragraph.inlines))
}

/// What the lines within a block say, in their order, of what follows the block.
pub(super) fn edges_within(block: &Block, found: &mut Vec<Edge>) {
    match block {
        Block::Paragraph(paragraph) => found.extend(edge(paragraph)),
        Block::Heading(heading) => found.extend(edge_of_heading(&heading.inlines)),
        Block::Comment(raw) => found.extend(edge_of_comment(&raw.text)),
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

/// What a comment says that does nothing but set off what follows it.
fn edge_of_comment(words: &str) -> Option<Edge> {
    if words.len() > MAX_LINE_BYTES {
        return None;
    }
    let bare = words.trim_matches(|c: char| !c.is_alphanumeric());
    // It ends what one above it began, if one did.
    if ["endif", "endregion", "end if", "end region"].iter().any(|end| bare.eq_ignore_ascii_case(end)) {
        return Some(Edge::Ends);
    }
    edge_of_words(words).filter(|edge| !matches!(edge, Edge::Next(_)))
}

/// Whether some words may say where something begins or ends, told by the first and the last of them: few lines of a text
/// do, and each is asked several times.
fn may_set_off(inlines: &[Inline]) -> bool {
    let (Some(first), Some(last)) = (first_text(inlines), last_text(inlines)) else { return false };
    let is_sign = |c: char| !c.is_alphanumeric() && c != '/';
    let begun = first.split(is_sign).find(|word| !word.is_empty());
    let ended = last.rsplit(is_sign).find(|word| !word.is_empty());
    // Signs that were escaped stand in pieces of their own.
    begun.is_none_or(|word| word.starts_with('/') || is_of_place(word))
        || ended.is_none_or(is_of_place)
        || last.ends_with(is_closing)
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
    let line = line.trim();
    // What ends blocks of other tools says nothing of the text around it.
    if ["{{", "{%", "<", "\\", ":::"].iter().any(|sign| line.starts_with(sign)) {
        return None;
    }
    let bare = line.trim_matches(|c: char| !c.is_alphanumeric());
    let is_unopened = line.ends_with(is_closing) && !line.contains(is_opening);
    if is_unopened && names_ours(bare) {
        return Some(Edge::Ends);
    }
    edge_of_words(line)
}

/// Whether a line speaks of what stands below the next heading.
fn speaks_of_slide(words: &str) -> bool {
    const NEXT: [&str; 5] = ["next slide", "next page", "next section", "次のスライド", "次の頁"];
    let lower = words.to_lowercase();
    NEXT.iter().any(|next| lower.contains(next))
}

/// What words say that are a name and words of place.
pub(super) fn edge_of_words(words: &str) -> Option<Edge> {
    let (side, name) = side(words, |name| names_ours(name) || is_for_all(name))?;
    match side {
        Side::Next if is_for_all(name) => None,
        // `The next slide is internal.`
        Side::Next if speaks_of_slide(words) => Some(Edge::Begins),
        Side::Next => kind_named("background-internal").map(Edge::Next),
        Side::Above if is_for_all(name) => Some(Edge::Begins),
        // Where it begins, what stands above it is not for everybody by its own marks.
        Side::Below if is_for_all(name) => None,
        Side::Above => Some(Edge::Ends),
        Side::Below if is_handling(name) => Some(Edge::Begins),
        // `Our red lines start here.`
        Side::Below => exact_naming(name).map(|named| Edge::Next(named.kind)),
    }
}

/// Whether words name what stays on our side.
fn names_ours(words: &str) -> bool {
    is_handling(words) || exact_naming(words).is_some_and(|named| is_ours(named.kind))
}

/// Whether words say how to handle what stays on our side.
fn is_handling(words: &str) -> bool {
    is_keeping_word(words) || handling_naming(words).is_some()
}

/// Whether words name what may leave: `[END OF PUBLIC TEXT]`.
fn is_for_all(name: &str) -> bool {
    const NAMES: [&str; 16] = [
        "handout",
        "hand-out",
        "handing over",
        "for them",
        "public version",
        "配布",
        "配布資料",
        "public",
        "unclassified",
        "releasable",
        "shareable",
        "release",
        "counterpart",
        "other side",
        "公開",
        "対外使用可",
    ];
    NAMES.iter().any(|known| name.eq_ignore_ascii_case(known))
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
            (_, Some(Edge::Begins | Edge::Next(_))) => marked = Some(idx),
            (Block::Paragraph(paragraph), None) if marked.is_none() => {
                let is_kept = mark_readers(&paragraph.inlines, front).is_some_and(Readers::are_ours);
                marked = is_kept.then_some(idx);
            }
            _ => {}
        }
    }
    regions
}
