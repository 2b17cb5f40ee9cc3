//! Briefs that do not say how they are to be handled.

use crate::check::{Lint, Subject};
use crate::text::{Diagnostic, Severity};

/// Finds briefs without a `marking` in the front matter.
///
/// Without it no page carries a banner, and nobody can tell a paper that needs none from one whose author forgot.
///
/// Example: front matter that ends after `title` and `date`.
pub const LINT: Lint = Lint {
    name: "missing-marking",
    summary: "a brief that does not say how it is marked",
    severity: Severity::Warning,
    run,
};

fn run(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let front = &subject.brief.front;
    if !front.has_key("marking") {
        found.push(
            LINT.at(front_line(subject), "the brief does not say how it is marked")
                .with_hint("add a line such as marking: { scheme: uk, banner: OFFICIAL } or marking: none"),
        );
    }
}

/// The first line of the front matter, or the start of the text.
pub(super) fn front_line(subject: &Subject<'_>) -> crate::text::Span {
    super::image_alt::first_line(subject.brief.front.span, subject.text)
}
