//! Parsing after an edit: only the section that was typed into is read anew.
//!
//! It is done where it is certain to give what [`parse`] would give; in every other case all is parsed.

use std::ops::Range;

use crate::brief::parse::{is_open_ended, parse, parse_part, parse_section};
use crate::brief::readers::flow::Flow;
use crate::brief::readers::resolve::{Whole, resolve};
use crate::brief::readers::review::is_parted;
use crate::brief::readers::section_text::begins_heading;
use crate::brief::readers::tool_comment::holds_comment_mark;
use crate::brief::{Block, Brief, Inline, Part, PartMut, Weight};
use crate::text::{Diagnostic, Edit, Span};

/// Brings `brief` and its diagnostics, parsed from the text before `edit`, up to `text`, the text after it.
pub fn reparse(brief: &mut Brief, diagnostics: &mut Vec<Diagnostic>, edit: &Edit, text: &str) {
    if try_part(brief, diagnostics, edit, text).is_none() {
        (*brief, *diagnostics) = parse(text);
    }
}

/// Reads anew the one section that holds the edit; nothing where others may depend on it.
fn try_part(brief: &mut Brief, diagnostics: &mut Vec<Diagnostic>, edit: &Edit, text: &str) -> Option<()> {
    if diagnostics.iter().any(is_open_ended) {
        return None;
    }
    let slide_level = brief.front.slide_level;
    let begins = |block: &Block| matches!(block, Block::Heading(heading) if heading.level <= slide_level);
    let after = brief.blocks.partition_point(|block| block.span().start < edit.span.start);
    let first = brief.blocks[..after].iter().rposition(begins)?;
    let last = brief.blocks[after..].iter().position(begins).map_or(brief.blocks.len(), |at| after + at);
    let start = brief.blocks[first].span().start;
    let old_len = text.len() + edit.span.len() - edit.replacement.len();
    let old_end = brief.blocks.get(last).map_or(old_len, |next| next.span().start);
    // The line break before the next section must stay what it is.
    if edit.span.end >= old_end && last < brief.blocks.len() {
        return None;
    }
    let shift = Shift { added: edit.replacement.len(), removed: edit.span.len() };
    let end = shift.offset(old_end);
    let part = text.get(start..end)?;
    // A heading that is underlined may take in the lines before it, and ends no block of another tool.
    if !begins_heading(part) || (last < brief.blocks.len() && !begins_heading(&text[end..])) {
        return None;
    }
    let labels = labels_if_independent(brief, first..last, part, text)?;
    let is_last = last == brief.blocks.len();
    let (mut blocks, mut found) = match (is_last, labels.is_empty()) {
        // At the end of a text some spans end elsewhere than before a heading.
        (true, true) => parse_section(&brief.front, part)?,
        (true, false) => return None,
        (false, _) => parse_part(&brief.front, part, &labels)?,
    };
    let to_place = Shift { added: start, removed: 0 };
    blocks.iter_mut().for_each(|block| shift_block(block, to_place));
    found.iter_mut().for_each(|diagnostic| shift_diagnostic(diagnostic, to_place));
    for block in &mut brief.blocks[last..] {
        shift_block(block, shift);
    }
    let n_blocks = blocks.len();
    let flow_above = Flow::behind(&brief.front, &brief.blocks[..first]);
    let flow_before = flow_above.clone().past(&brief.front, &brief.blocks[first..last]);
    brief.blocks.splice(first..last, blocks);
    resolve_from(text, brief, first..first + n_blocks, (flow_above, &flow_before));
    diagnostics.retain(|diagnostic| diagnostic.span.end <= start || diagnostic.span.start >= old_end);
    for diagnostic in diagnostics.iter_mut().filter(|diagnostic| diagnostic.span.start >= old_end) {
        shift_diagnostic(diagnostic, shift);
    }
    diagnostics.append(&mut found);
    diagnostics.sort_by_key(|diagnostic| diagnostic.span);
    Some(())
}

/// The labels of the footnotes of a brief, where a section of it depends on no other: what defines a name may be referred
/// to from anywhere, and a review mark or a comment may go on into another section.
fn labels_if_independent<'b>(
    brief: &'b Brief,
    section: Range<usize>,
    part: &str,
    text: &str,
) -> Option<Vec<&'b str>> {
    let mut labels = Vec::new();
    push_labels(&brief.blocks[section], &mut labels);
    if holds_definition(part) || is_parted(part) || holds_comment_mark(part) || !labels.is_empty() {
        return None;
    }
    // Without this sign there are no footnotes, and nothing to look for in all of the brief.
    if text.contains('^') {
        push_labels(&brief.blocks, &mut labels);
    }
    (!brief.has_link_definitions || !part.contains('[')).then_some(labels)
}

/// The labels of the footnotes that some blocks define, at any depth.
fn push_labels<'b>(blocks: &'b [Block], labels: &mut Vec<&'b str>) {
    for block in blocks {
        if let Block::Footnote(footnote) = block {
            labels.push(&footnote.label);
        }
        block.each_part(&mut |part| {
            if let Part::Blocks(blocks) = part {
                push_labels(blocks, labels);
            }
        });
    }
}

/// Whether a line may define the target of links or a footnote, in whatever container.
fn holds_definition(part: &str) -> bool {
    part.lines().any(|line| line.contains("]:"))
}

/// How far places after an edit move.
#[derive(Clone, Copy)]
struct Shift {
    added: usize,
    removed: usize,
}

impl Shift {
    fn offset(self, offset: usize) -> usize {
        offset + self.added - self.removed
    }

    fn span(self, span: &mut Span) {
        *span = Span::new(self.offset(span.start), self.offset(span.end));
    }
}

fn shift_diagnostic(diagnostic: &mut Diagnostic, shift: Shift) {
    shift.span(&mut diagnostic.span);
    let edits = diagnostic.fixes.iter_mut().flat_map(|fix| &mut fix.edits);
    edits.for_each(|edit| shift.span(&mut edit.span));
}

fn shift_block(block: &mut Block, shift: Shift) {
    match block {
        Block::Heading(heading) => shift.span(&mut heading.span),
        Block::Paragraph(paragraph) => {
            shift.span(&mut paragraph.span);
            shift_weight(&mut paragraph.weight, shift);
        }
        Block::List(list) => {
            shift.span(&mut list.span);
            list.items.iter_mut().for_each(|item| shift.span(&mut item.span));
        }
        Block::Quote(quote) => shift.span(&mut quote.span),
        Block::Callout(callout) => {
            shift.span(&mut callout.span);
            shift_weight(&mut callout.weight, shift);
        }
        Block::Kinded(kinded) => {
            shift.span(&mut kinded.span);
            shift.span(&mut kinded.marker_span);
            shift_weight(&mut kinded.weight, shift);
        }
        Block::Table(table) => {
            shift.span(&mut table.span);
            let cells = table.head.iter_mut().chain(table.rows.iter_mut().flatten());
            cells.for_each(|cell| shift.span(&mut cell.span));
        }
        Block::Columns(columns) => shift.span(&mut columns.span),
        Block::Footnote(footnote) => shift.span(&mut footnote.span),
        Block::Code(code) => shift.span(&mut code.span),
        Block::Chart(chart) => shift.span(&mut chart.span),
        Block::Break(mark) | Block::Rule(mark) | Block::Pause(mark) | Block::Page(mark) => {
            shift.span(&mut mark.span);
        }
        Block::Html(raw) | Block::Comment(raw) => shift.span(&mut raw.span),
        Block::Definition(definition) => shift.span(&mut definition.span),
    }
    block.each_part_mut(&mut |part| match part {
        PartMut::Run(inlines) => shift_inlines(inlines, shift),
        PartMut::Blocks(blocks) => blocks.iter_mut().for_each(|block| shift_block(block, shift)),
    });
}

fn shift_weight(weight: &mut Option<Weight>, shift: Shift) {
    if let Some(weight) = weight {
        shift.span(&mut weight.span);
    }
}

fn shift_inlines(inlines: &mut [Inline], shift: Shift) {
    for inline in inlines {
        shift.span(&mut inline.span);
        if let Some(children) = inline.content.children_mut() {
            shift_inlines(children, shift);
        }
    }
}

/// Writes who may read it on the blocks that are new, and on what follows if their headings hold it: the place above the
/// new blocks is given, and that behind those that stood there before.
fn resolve_from(text: &str, brief: &mut Brief, new: Range<usize>, (above, before): (Flow, &Flow)) {
    let mut flow = above.clone();
    let whole = Whole { text, front: &brief.front, kept_notes: &brief.kept_notes };
    resolve(whole, &mut brief.blocks[new.clone()], &mut flow);
    // The next block is a heading, so labels and notes end before it.
    if above.past(&brief.front, &brief.blocks[new.clone()]) != *before {
        resolve(whole, &mut brief.blocks[new.end..], &mut flow);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "---\ntitle: T\n---\n\n## One {must}\n\n- a {could}\n- a [1](fact:x) and[^n]\n\n> [!SAY] t {must 2m}\n> words\n\n## Two\n\nText **bold**. {should}\n\n| a | b |\n|---|---|\n| (SBU) c | d |\n\nSetext\n---\n\nText.\n\n## Three\n\n[^n]: note\n";

    #[test]
    fn every_single_edit_gives_what_parsing_all_would_give() {
        let inserted = [
            "x",
            "\n",
            "#",
            "`",
            "```\n",
            ":::\n",
            "> ",
            "<!--",
            "%%",
            "[",
            "]: y",
            "**",
            "\n\n## N\n\n",
            "|",
            "\n:LOG:\n",
            "\n:END:\n",
            "\n[note]\n--\n",
            "\n--\n",
            "\n\n[BEGIN INTERNAL]\n\n",
            "\n\n[END INTERNAL]\n\n",
            "\n\n- [BEGIN SBU]\n\n",
        ];
        for at in (0..=TEXT.len()).filter(|&at| TEXT.is_char_boundary(at)) {
            let edits = inserted.iter().map(|words| Edit::insert(at, *words));
            let removal = Edit::replace(Span::new(at, (at + 3).min(TEXT.len())), "");
            for edit in edits.chain([removal]) {
                let (mut brief, mut diagnostics) = parse(TEXT);
                let mut text = TEXT.to_owned();
                edit.apply(&mut text).expect("fits");
                reparse(&mut brief, &mut diagnostics, &edit, &text);
                assert_eq!((brief, diagnostics), parse(&text), "after {edit:?}");
            }
        }
    }
}
