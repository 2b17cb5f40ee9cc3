//! Words within a paragraph that stay by what they say.

use crate::brief::{Inline, InlineContent, Kind, Node, walk_inlines};
use crate::check::{Lint, Run, RunOwner, Subject};
use crate::text::{Diagnostic, Edit, Severity, Span, message};

/// Finds words that are read as private by what they say, in a paragraph that others read.
///
/// Nobody marked them, so their writer is asked: they may be a remark to us, or a sentence for everybody.
///
/// Example: `Nine ships; not to be raised with them.`
pub const LINT: Lint = Lint {
    name: "named-words",
    summary: "words that are private by what they say",
    severity: Severity::Info,
    run,
};

fn run(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let mut said_to = 0;
    for run in subject.runs.iter().filter(|run| !run.scope.readers.are_ours()) {
        walk_inlines(run.inlines, &mut |node| {
            let Node::Inline(Inline { content: InlineContent::Clause { kind, .. }, span, .. }) = node else {
                return;
            };
            // What stands within words that are named is said with them.
            if span.start >= said_to {
                said_to = span.end;
                found.push(finding(subject, run, kind, *span));
            }
        });
    }
}

fn finding(subject: &Subject<'_>, run: &Run<'_>, kind: &Kind, span: Span) -> Diagnostic {
    let name = kind.name;
    let end = span.start + span.slice(subject.text).trim_end().len();
    let message = message!(
        "these words read as private, so they are treated as {name}",
        "内容から外部に出さない語句と判断し、種別 {name} として扱っています"
    );
    let wrapped = vec![Edit::insert(span.start, "["), Edit::insert(end, format!("]{{.{name}}}"))];
    let said = LINT
        .at(span, message)
        .with_hint(message!(
            "write […]{{.{name}}} around them to say so, or ::: text around the paragraph if it is ordinary text",
            "その趣旨であれば […]{{.{name}}} で囲み、通常の本文であれば段落を ::: text で囲んでください"
        ))
        .with_fix(message!("Mark the words as {name}", "語句を種別 {name} とする"), wrapped);
    // A heading or a cell cannot stand in a block.
    if run.owner != RunOwner::Paragraph {
        return said;
    }
    said.with_fix(message!("Say that it is ordinary text", "通常の本文とする"), as_text(subject, run.span))
}

/// What puts a paragraph into a block of ordinary text, with what stands before its lines.
fn as_text(subject: &Subject<'_>, paragraph: Span) -> Vec<Edit> {
    let line_start = subject.text[..paragraph.start].rfind('\n').map_or(0, |at| at + 1);
    let before = &subject.text[line_start..paragraph.start];
    let indent: String = before.chars().map(|c| if c == '>' { '>' } else { ' ' }).collect();
    let last = paragraph.start + paragraph.slice(subject.text).trim_end().len();
    vec![
        Edit::insert(paragraph.start, format!("::: text\n{indent}")),
        Edit::insert(last, format!("\n{indent}:::")),
    ]
}
