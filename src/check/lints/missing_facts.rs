//! Citations without a fact book to cite.

use crate::check::{Lint, Subject};
use crate::text::{Diagnostic, Severity};

/// Finds cited facts where the brief names no fact book, or one that cannot be read.
///
/// Without the book no figure can be checked, no source can be printed, and `[](fact:key)` shows its key.
///
/// Example: `[24](fact:autos.us.plants)` in a brief without `facts:` in its front matter.
pub const LINT: Lint = Lint {
    name: "missing-facts",
    summary: "facts are cited and there is no fact book",
    severity: Severity::Error,
    run,
};

fn run(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    if let Some(problem) = subject.context.book_problem {
        found.push(
            LINT.at(subject.value_span("facts"), format!("the fact book cannot be read: {problem}"))
                .with_hint("check the name, or copy the fact book into the folder of the brief"),
        );
        return;
    }
    let Some((_, _, span)) = subject.facts().next().filter(|_| subject.brief.front.facts.is_none()) else {
        return;
    };
    found.push(
        LINT.at(span, "facts are cited here and the brief names no fact book")
            .with_hint("add a line such as facts: facts.toml to the front matter"),
    );
}
