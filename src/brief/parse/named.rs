//! Headings, lines and cells that name a kind, and what is said of them.

use crate::brief::parse::builder::{Builder, Frame};
use crate::brief::parse::fence::{Fence, Meaning};
use crate::brief::parse::label::{indent_before, label_line};
use crate::brief::parse::marker::{Marker, read_marker};
use crate::brief::parse::opened::Open;
use crate::brief::readers::kind::{ALERTS, KindRef, fence_alert};
use crate::brief::readers::naming::{Certainty, Naming, is_long_name, naming};
use crate::brief::{Block, Cell, Inline, Label, Paragraph, Table, inline_text};
use crate::text::{Diagnostic, Edit, Severity, Span};

impl Builder<'_> {
    /// Reads the kind that the first line of a paragraph names.
    pub(super) fn label(&mut self, paragraph: &mut Paragraph) {
        let source = paragraph.span.slice(self.text);
        let line = source.lines().next().unwrap_or("");
        let Some(found) = label_line(line) else { return };
        let is_alone = found.is_alone && source.trim().lines().count() == 1;
        if !found.naming.kind.readers.are_ours() && !is_alone {
            return;
        }
        paragraph.label = Some(Label { kind: found.naming.kind, is_alone });
        if self.is_in_private_kind() {
            // Where nobody else reads it, the name decides nothing that one must be told of.
            return;
        }
        self.diagnostics.extend(label_read(self.text, paragraph.span, found.naming.kind.name, is_alone));
    }

    /// Whether a kind of ours holds the current block, as far as one can tell before all blocks are grouped.
    fn is_in_private_kind(&self) -> bool {
        let holds = |frame: &Frame| {
            let marker = frame.blocks.first().and_then(|first| {
                let span = first.span();
                read_marker(self.text, span.start, span.end).filter(Marker::is_certain_in_quote)
            });
            let is_marked = matches!(frame.open, Open::Quote)
                && marker.is_some_and(|marker| {
                    !is_alert(&marker.name) && KindRef::named(&marker.name).readers().are_ours()
                });
            let is_in_fence = holds_private_fence(&frame.fences);
            let mut level = 7;
            // How far back a heading is looked for; it matters only for what is said.
            let headings = frame.blocks.iter().rev().take(500).filter_map(|block| match block {
                Block::Heading(heading) => Some(heading),
                _ => None,
            });
            let is_below = headings.into_iter().any(|heading| {
                let is_above = heading.level < level;
                level = level.min(heading.level);
                is_above && heading.kind.is_some_and(|kind| kind.readers.are_ours())
            });
            is_marked || is_in_fence || is_below
        };
        self.frames.iter().any(holds)
    }
}

/// Whether a fence among these is still open that only our own side reads.
fn holds_private_fence(fences: &[(usize, Fence)]) -> bool {
    let mut open: Vec<bool> = Vec::new();
    for (_, fence) in fences {
        match &fence.meaning {
            Meaning::Open { name, .. } => {
                let is_shared = matches!(name.as_str(), "columns" | "column") || fence_alert(name).is_some();
                open.push(!is_shared && KindRef::named(name).readers().are_ours());
            }
            Meaning::Close => {
                open.pop();
            }
            Meaning::Unclear(_) | Meaning::Continued => open.push(true),
        }
    }
    open.contains(&true)
}

fn is_alert(name: &str) -> bool {
    ALERTS.iter().any(|alert| alert.name.eq_ignore_ascii_case(name.trim_start_matches("callout-")))
}

/// Gives the cells at the head of columns and rows the private kind that they name.
pub(super) fn name_cells(table: &mut Table) {
    let named = |cell: &mut Cell| {
        let words = inline_text(&cell.inlines);
        let found = if is_long_name(&words) { naming(&words) } else { None };
        let is_ours = |named: &Naming| named.kind.readers.are_ours();
        cell.label = found
            .filter(|named| is_ours(named) && named.certainty != Certainty::Near)
            .map(|named| named.kind);
    };
    table.head.iter_mut().for_each(named);
    table.rows.iter_mut().filter_map(|row| row.first_mut()).for_each(named);
}

pub(super) fn named_heading(
    text: &str,
    named: Naming,
    inlines: &[Inline],
    span: Span,
    has_attributes: bool,
) -> Option<Diagnostic> {
    if !named.kind.readers.are_ours() {
        return None;
    }
    let words = inlines.iter().map(|inline| inline.span).reduce(Span::join)?;
    let severity = if named.certainty == Certainty::Near { Severity::Warning } else { Severity::Info };
    let name = named.kind.label_en;
    let message = format!("this heading is read as “{name}”, so its section is private");
    let found = Diagnostic::new(severity, "named-kind", words, message).with_hint(format!(
        "write “{name}” alone or add {{.{}}}; add {{.text}} if it is ordinary text",
        named.kind.name
    ));
    let is_atx = span.slice(text).trim_start().starts_with(['#', '＃']);
    if !is_atx || has_attributes {
        return Some(found);
    }
    let level = span.slice(text).trim_start().chars().take_while(|c| matches!(c, '#' | '＃')).count();
    let mark = format!("{} ", "#".repeat(level));
    let edits = |class: &str| {
        vec![
            Edit::replace(Span::new(span.start, words.start), mark.clone()),
            Edit::insert(words.end, format!(" {{.{class}}}")),
        ]
    };
    Some(
        found
            .with_fix(format!("Give the section the kind {}", named.kind.name), edits(named.kind.name))
            .with_fix("Say that it is ordinary text", edits("text")),
    )
}

fn label_read(text: &str, span: Span, kind: &str, is_alone: bool) -> Option<Diagnostic> {
    let line = span.slice(text).lines().next()?.trim_end();
    let label = Span::new(span.start, span.start + line.len());
    let whole = Span::new(span.start, span.start + span.slice(text).trim_end().len());
    let what = if is_alone { "what follows" } else { "this paragraph" };
    let message = format!("this line is read as the name of the kind {kind}, so {what} is of that kind");
    let indent = indent_before(text, span.start)?;
    let open = |name: &str| Edit::insert(span.start, format!("::: {name}\n{indent}"));
    let close = Edit::insert(whole.end, format!("\n{indent}:::"));
    let found = Diagnostic::new(Severity::Info, "label", label, message).with_hint(format!(
        "write ::: {kind} above it and ::: below what belongs to it; write ::: text if it is ordinary text"
    ));
    let found = if is_alone {
        found
    } else {
        found.with_fix(format!("Make it a block of the kind {kind}"), vec![open(kind), close.clone()])
    };
    Some(found.with_fix("Say that it is ordinary text", vec![open("text"), close]))
}
