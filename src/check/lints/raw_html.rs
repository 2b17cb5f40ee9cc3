//! Raw HTML that is not understood.

use crate::brief::{Block, InlineContent};
use crate::check::{Lint, Subject};
use crate::text::{Diagnostic, Severity, message};

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
    let hint = || {
        message!(
            "write it in Markdown; of HTML, br, sub, sup, u, mark, kbd and ruby are understood",
            "Markdown で書いてください。HTML は br、sub、sup、u、mark、kbd、ruby のみ使えます"
        )
    };
    let mut end = 0;
    for (block, _) in subject.blocks() {
        if let Block::Html(raw) = block
            && raw.span.start >= end
        {
            end = raw.span.end;
            found.push(
                LINT.at(
                    raw.span,
                    message!(
                        "this HTML is not understood, so only the principal reads it",
                        "この HTML は解釈できないため、発言者用にのみ載ります"
                    ),
                )
                .with_hint(hint()),
            );
        }
    }
    for (inline, scope) in subject.inlines_in_scope() {
        if let InlineContent::Html(_) = &inline.content {
            found.push(
                LINT.at(
                    inline.span,
                    message!(
                        "this tag is not understood, so only the principal reads it",
                        "このタグは解釈できないため、発言者用にのみ載ります"
                    ),
                )
                .with_hint(hint()),
            );
        }
        // What is a tag is said everywhere; words that are named are no news in text that is as private.
        let is_news = inline.readers != scope.readers || inline.span.slice(subject.text).starts_with('<');
        if is_news && matches!(inline.content, InlineContent::Kinded { .. }) {
            let message = message!(
                "these words are marked as private within their line",
                "行の中のこの部分は、外部に出さない指定です"
            );
            found.push(LINT.at(inline.span, message).with_hint(message!(
                "write a comment, or a block of a kind",
                "コメントか種別付きブロックで書いてください"
            )));
        }
    }
}
