//! Titles that only our own copies bear.

use crate::brief::{Reader, kept_title};
use crate::check::{Lint, Subject};
use crate::text::{Diagnostic, Severity};

/// Finds a title or subtitle that bears a mark, or names what only the principal reads, behind its first words.
///
/// Copies that leave have a neutral word in its place.
///
/// Example: `title: Cars (SBU)`
pub const LINT: Lint =
    Lint { name: "kept-title", summary: "a title that no copy outside bears", severity: Severity::Info, run };

fn run(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let front = &subject.brief.front;
    for (key, words) in [("title", &front.title), ("subtitle", &front.subtitle)] {
        if !words.as_deref().is_some_and(|words| kept_title(words, front.marking.scheme)) {
            continue;
        }
        let message = format!("this {key} is kept from the {}’s copy", Reader::Counterpart);
        found.push(
            LINT.at(front.key_span(key), message).with_hint("write a title that may leave, or leave it so"),
        );
    }
}
