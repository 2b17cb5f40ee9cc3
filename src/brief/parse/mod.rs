//! From Markdown to the tree of a brief, all at once or after an edit. No text makes it fail.
//!
//! A text is made ready for the Markdown parser ([`prepare`]), its events become blocks ([`builder`], [`close`]),
//! words become pieces ([`run`]), blocks that belong together find each other ([`group`]), and who may read each is
//! written on it last.

mod builder;
mod clause;
mod close;
mod code;
mod comment;
mod counted;
mod critic;
mod fence;
mod fence_line;
mod findings;
mod grid;
mod group;
mod handling_line;
mod html;
mod label;
mod label_fix;
mod marker;
mod named;
mod notes;
mod numbering;
mod open_end;
mod opened;
mod plain;
mod plain_line;
mod portion;
mod prepare;
mod reparse;
mod review;
mod run;
mod split;
mod tool_line;

use std::collections::HashSet;

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag};

pub use self::reparse::reparse;

use crate::brief::front::{FrontMatter, read_front};
use crate::brief::parse::builder::Builder;
use crate::brief::parse::prepare::{Changes, Prepared, changes};
use crate::brief::readers::flow::Flow;
use crate::brief::readers::note_signs::kept_notes;
use crate::brief::readers::resolve::{Whole, resolve};
use crate::brief::{Block, Brief};
use crate::text::{Diagnostic, Edit, Span};

/// How often to look again which lines are fences and which are definitions.
const MAX_READINGS: usize = 4;

/// Parses a brief. What is unclear becomes private, and a diagnostic says so.
pub fn parse(text: &str) -> (Brief, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let (front, body_start) = read_front(text, &mut diagnostics);
    let mut body = parse_body(&front, text, body_start, diagnostics);
    let kept_notes = kept_notes(&body.blocks);
    let whole = Whole { text, front: &front, kept_notes: &kept_notes };
    resolve(whole, &mut body.blocks, &mut Flow::new(&front));
    let Body { blocks, has_link_definitions, .. } = body;
    let brief = Brief { front, blocks, has_link_definitions, kept_notes };
    (brief, body.diagnostics)
}

/// Parses one section, from its heading to the next, where footnotes with these labels are defined elsewhere. Who may
/// read it is still to be resolved.
///
/// Returns nothing where the section is not one by itself: where it does not begin with its heading, or something in
/// it goes on beyond its end.
fn parse_part(front: &FrontMatter, part: &str, labels: &[&str]) -> Option<(Vec<Block>, Vec<Diagnostic>)> {
    // Whatever ends at this heading would have ended at the one that follows in the brief.
    let mut text = format!("{part}{} end\n\n", "#".repeat(usize::from(front.slide_level)));
    for label in labels {
        text.push_str(&format!("[^{label}]: x\n\n"));
    }
    let (mut blocks, diagnostics) = parse_section(front, &text)?;
    let end = blocks.iter().rposition(|block| matches!(block, Block::Heading(_)))?;
    let is_sentinel = end > 0 && blocks[end].span().start == part.len();
    blocks.truncate(end);
    is_sentinel.then_some((blocks, diagnostics))
}

/// Parses text that begins with the heading of a section, if nothing in it reaches beyond it.
fn parse_section(front: &FrontMatter, text: &str) -> Option<(Vec<Block>, Vec<Diagnostic>)> {
    let body = parse_body(front, text, 0, Vec::new());
    let begins = matches!(body.blocks.first(), Some(Block::Heading(heading))
        if heading.span.start == 0 && heading.level <= front.slide_level);
    let is_plain = !body.diagnostics.iter().any(is_open_ended) && !body.has_link_definitions;
    (begins && is_plain).then_some((body.blocks, body.diagnostics))
}

/// Whether a finding says that what follows depends on it, up to the end of the text.
fn is_open_ended(diagnostic: &Diagnostic) -> bool {
    matches!(
        diagnostic.code,
        "unclosed-fence"
            | "stray-fence"
            | "unclear-fence"
            | "unclosed-comment"
            | "unclosed-front-matter"
            | "odd-front-matter"
            | "unclosed-html"
            | "split-review"
    )
}

struct Body {
    blocks: Vec<Block>,
    diagnostics: Vec<Diagnostic>,
    has_link_definitions: bool,
}

fn parse_body(front: &FrontMatter, text: &str, body_start: usize, mut diagnostics: Vec<Diagnostic>) -> Body {
    let body = &text[body_start..];
    let mut changes = changes(body);
    let plain_lines = std::mem::take(&mut changes.plain_lines);
    let found = changes.diagnostics.iter().cloned();
    diagnostics.extend(found.map(|diagnostic| diagnostic.moved(body_start)));
    let reading = read(body, changes);
    let prepared = Prepared::new(body, &reading.edits);
    let mut builder = Builder::new(text, body_start, front, &prepared, diagnostics);
    builder.fences = reading.fences;
    builder.unmasked = reading.unmasked;
    builder.plain_lines = plain_lines;
    builder.definitions = reading.definitions.into_iter().rev().collect();
    let has_link_definitions = reading.n_definitions > 0;
    for (event, range) in Parser::new_ext(&prepared.text, options()).into_offset_iter() {
        builder.event(event, range);
    }
    let (blocks, diagnostics) = builder.finish();
    Body { blocks, diagnostics, has_link_definitions }
}

/// Each option is chosen; definition lists stay off, since they take `:::` for their own and can panic. Attributes of
/// headings are read by [`run`], since the parser would take what is none.
fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
}

/// How a body is to be read.
struct Reading {
    edits: Vec<Edit>,
    /// Where fences stand.
    fences: HashSet<usize>,
    /// Where lines stand that only look like fences.
    unmasked: Vec<usize>,
    /// The definitions of link targets, in order.
    definitions: Vec<Span>,
    /// How many lines looked like definitions, whether they are or not.
    n_definitions: usize,
}

/// Finds out which fences the parser sees as lines of their own, and which definitions are none.
///
/// A line that is masked and did not become a rule was code or the like, and is left as it is. That may change what
/// others are, so look again, but not for ever.
fn read(body: &str, changes: Changes) -> Reading {
    let Changes { mut edits, fences, .. } = changes;
    let all: Vec<usize> = fences.clone();
    let mut fences: HashSet<usize> = fences.into_iter().collect();
    let mut n_definitions = 0;
    let mut definitions = Vec::new();
    let has_bracket_colon = body.contains("]:");
    for attempt in 0..=MAX_READINGS {
        if fences.is_empty() && !has_bracket_colon {
            break;
        }
        let prepared = Prepared::new(body, &edits);
        let (rules, found) = look(&prepared);
        let kept: HashSet<usize> = fences.intersection(&rules).copied().collect();
        let (real, text): (Vec<Span>, Vec<Span>) =
            found.into_iter().partition(|span| is_definition(span.slice(body)));
        n_definitions += text.len();
        let is_settled = kept.len() == fences.len() && text.is_empty();
        definitions = real;
        if is_settled {
            break;
        }
        let lost: HashSet<usize> = if attempt == MAX_READINGS { fences.clone() } else { &fences - &kept };
        edits.retain(|edit| edit.replacement != "___" || !lost.contains(&edit.span.start));
        edits.extend(text.iter().map(|span| Edit::insert(span.start, "\\")));
        edits.sort_by_key(|edit| (edit.span.start, edit.span.end));
        fences = if attempt == MAX_READINGS { HashSet::new() } else { kept };
    }
    n_definitions += definitions.len();
    let unmasked = all.into_iter().filter(|start| !fences.contains(start)).collect();
    Reading { edits, fences, unmasked, definitions, n_definitions }
}

/// Where the parser sees rules and definitions.
fn look(prepared: &Prepared<'_>) -> (HashSet<usize>, Vec<Span>) {
    let events = Parser::new_ext(&prepared.text, options()).into_offset_iter();
    let mut definitions: Vec<Span> = events
        .reference_definitions()
        .iter()
        .map(|(_, definition)| prepared.span(definition.span.start, definition.span.end))
        .collect();
    definitions.sort();
    let rules = events.filter(|(event, _)| *event == Event::Rule);
    (rules.map(|(_, range)| prepared.span(range.start, range.end).start).collect(), definitions)
}

/// Whether a line that Markdown takes for the definition of a link has an address, and is not `[Chair]: Agreed.`
fn is_definition(source: &str) -> bool {
    let Some((_, dest)) = source.split_once("]:") else { return false };
    let dest = dest.trim_start();
    dest.starts_with('<') || is_address(dest.split_whitespace().next().unwrap_or(""))
}

/// Whether a word can be where a link leads to: it has a scheme, a path, a name of a file or of a place.
fn is_address(word: &str) -> bool {
    let inner = word.trim_end_matches(['.', ',', ';', ':', '!', '?']);
    let has_ending = inner.rsplit_once('.').is_some_and(|(stem, ending)| {
        !stem.is_empty()
            && (1..=5).contains(&ending.len())
            && ending.chars().all(|c| c.is_ascii_alphanumeric())
    });
    inner.contains(['/', '#', '@']) || inner.contains(':') || has_ending
}

/// Whether a link typed as `[words](address)` has an address, and is not `[paragraph 1](b)`.
fn is_link(link_type: LinkType, dest: &str) -> bool {
    link_type != LinkType::Inline
        || dest.is_empty()
        || dest.contains(':')
        || is_address(dest)
        || dest.chars().count() > 24
}

/// Whether a tag begins a link of either sort.
fn is_link_tag(tag: &Tag<'_>) -> bool {
    matches!(tag, Tag::Link { link_type, dest_url, .. } if !is_link(*link_type, dest_url))
}
