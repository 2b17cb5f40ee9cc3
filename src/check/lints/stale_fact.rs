//! Facts whose time is past.

use crate::check::{Lint, Subject};
use crate::facts::{FactState, state};
use crate::text::{Diagnostic, Severity};

/// Finds cited facts that were good until a day that has passed.
///
/// A figure that was right in spring is quoted in autumn, and somebody on the other side has the new one.
///
/// Example: `[109,000](fact:jobs)` where the book says `good_until = "2024-06-30"`.
pub const LINT: Lint =
    Lint { name: "stale-fact", summary: "a fact whose time is past", severity: Severity::Warning, run };

fn run(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    for (_, key, span) in subject.facts() {
        let Some(fact) = subject.context.book.fact(key) else { continue };
        let FactState::Stale { good_until } = state(fact, subject.context.today) else { continue };
        found.push(LINT.at(span, format!("{key} was good until {good_until}")).with_hint(
            "look for a newer figure and bring the fact book up to date, or leave the figure out",
        ));
    }
}
