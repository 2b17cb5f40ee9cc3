//! Facts without a source.

use std::collections::HashSet;

use crate::check::{Lint, Subject};
use crate::text::{Diagnostic, Severity, message};

/// Finds cited facts for which the book names no source, at their first use.
///
/// A figure from the book prints its source in every copy. This one prints none, and whoever is asked has no
/// answer.
///
/// Example: `[24](fact:plants)` where the book says no `source` for `plants`.
pub const LINT: Lint =
    Lint { name: "unsourced-fact", summary: "a fact without a source", severity: Severity::Warning, run };

fn run(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let book = subject.context.book;
    let mut seen = HashSet::new();
    for (_, key, span) in subject.facts() {
        let Some(fact) = book.fact(key).filter(|_| seen.insert(key)) else { continue };
        if book.source_of(fact).is_none() {
            found.push(
                LINT.at(
                    span,
                    message!(
                        "the fact book names no source for {key}",
                        "基礎データ集の {key} に出典がありません"
                    ),
                )
                .with_hint(message!(
                    "add its source to the fact book, or leave the figure out",
                    "基礎データ集に出典を加えるか、数値を外してください"
                )),
            );
        }
    }
}
