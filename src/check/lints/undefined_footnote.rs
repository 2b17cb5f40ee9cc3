//! References to footnotes that nobody wrote.

use crate::brief::InlineContent;
use crate::check::{Lint, Subject};
use crate::text::{Diagnostic, Severity, Span, message};

/// Finds `[^name]` where no line `[^name]: …` says what the footnote is.
///
/// The copy would show the brackets as they are typed.
///
/// Example: `All of it is counted.[^1]`
pub const LINT: Lint = Lint {
    name: "undefined-footnote",
    summary: "a reference to a footnote that does not exist",
    severity: Severity::Warning,
    run,
};

fn run(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    for inline in subject.inlines() {
        let InlineContent::Text(_) = &inline.content else { continue };
        let source = inline.span.slice(subject.text);
        for (at, _) in source.match_indices("[^") {
            let start = inline.span.start + at;
            let is_escaped = subject.text[..start].ends_with('\\');
            let Some(len) = source[at..].find(']').filter(|&len| len > 2 && !is_escaped) else { continue };
            let label = &source[at + 2..at + len];
            if label.contains(char::is_whitespace) {
                continue;
            }
            found.push(
                LINT.at(
                    Span::new(start, start + len + 1),
                    message!("no footnote is called {label}", "{label} という脚注はありません"),
                )
                .with_hint(message!(
                    "add a line [^{label}]: with the words of the note, or remove the reference",
                    "[^{label}]: の行に脚注の本文を書くか、参照を削除してください"
                )),
            );
        }
    }
}
