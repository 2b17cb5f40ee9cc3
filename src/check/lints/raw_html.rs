//! Raw HTML that is not understood.

use crate::brief::{Block, InlineContent};
use crate::check::{Lint, Subject};
use crate::text::{Diagnostic, Severity};

/// Finds raw HTML beyond the few tags that are understood.
///
/// It is never run, and only the principal's copy shows it: what it was meant to do, and to whom, nobody can tell.
///
/// Example: `<center>We agree.</center>`
pub const LINT: Lint = Lint {
    name: "raw-html",
    summary: "raw HTML that only the principal reads",
    severity: Severity::Warning,
    run,
};

fn run(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let hint = "write it in Markdown; of HTML, br, sub, sup, u, mark, kbd and ruby are understood";
    let mut end = 0;
    for (block, _) in subject.blocks() {
        if let Block::Html(raw) = block
            && raw.span.start >= end
        {
            end = raw.span.end;
            found.push(
                LINT.at(raw.span, "this HTML is not understood, so only the principal reads it")
                    .with_hint(hint),
            );
        }
    }
    for inline in subject.inlines() {
        if let InlineContent::Html(_) = &inline.content {
            found.push(
                LINT.at(inline.span, "this tag is not understood, so only the principal reads it")
                    .with_hint(hint),
            );
        }
        if let InlineContent::Kinded { .. } = &inline.content {
            let message = "these words are marked as private within their line";
            found.push(LINT.at(inline.span, message).with_hint("write a comment, or a block of a kind"));
        }
    }
}
