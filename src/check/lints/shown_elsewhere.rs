//! Private words that other tools would show.

use crate::brief::InlineContent;
use crate::check::{Lint, Subject};
use crate::text::{Diagnostic, Edit, Severity, message};

/// Finds comments between two `%%`, which are private here and plain text in most other tools.
///
/// A colleague who opens the file on a web page reads them. Comments of HTML are hidden everywhere. Notes in the
/// syntax of other tools have a finding of their own, `foreign-notes`.
///
/// Example: `We are ready. %%Not before May.%%`
pub const LINT: Lint = Lint {
    name: "shown-elsewhere",
    summary: "private words that other tools would show",
    severity: Severity::Info,
    run,
};

fn run(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    for inline in subject.inlines() {
        let InlineContent::Comment(words) = &inline.content else { continue };
        if !inline.span.slice(subject.text).starts_with("%%") {
            continue;
        }
        let comment = format!("<!-- {} -->", words.trim());
        let diagnostic = LINT
            .at(
                inline.span,
                message!(
                    "this comment is private here, and plain text in most other tools",
                    "このコメントはここでは外部に出ませんが、他の多くのツールでは本文として表示されます"
                ),
            )
            .with_hint(message!("write <!-- and --> around it", "<!-- と --> で囲んでください"));
        found.push(if words.contains("--") {
            diagnostic
        } else {
            diagnostic.with_fix(
                message!("Make it a comment of HTML", "HTML のコメントにする"),
                vec![Edit::replace(inline.span, comment)],
            )
        });
    }
}
