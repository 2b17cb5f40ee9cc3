//! Briefs that do not say how they are to be handled.

use crate::check::{Lint, Subject};
use crate::text::{Diagnostic, Severity, message};

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
            LINT.at(
                front_line(subject),
                message!("the brief does not say how it is marked", "資料の取扱区分が示されていません"),
            )
            .with_hint(message!(
                "add a line such as marking: {{ scheme: uk, banner: OFFICIAL }} or marking: none",
                "marking: {{ scheme: jp, banner: 取扱注意 }} か marking: none のような行を加えてください"
            )),
        );
    }
}

/// The first line of the front matter, or the start of the text.
pub(super) fn front_line(subject: &Subject<'_>) -> crate::text::Span {
    super::image_alt::first_line(subject.brief.front.span, subject.text)
}
