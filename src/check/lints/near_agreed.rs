//! Words that are nearly, but not quite, those that were agreed.

use crate::check::lints::changed_agreed::report;
use crate::check::{Lint, Subject};
use crate::text::{Diagnostic, Severity};

/// Finds sentences outside agreed text that come close to words the fact book holds as agreed, and differ.
///
/// The other side reads a change of words as a change of position.
///
/// Example: "We will resolve the matter swiftly." where "We will settle the matter swiftly." was agreed.
pub const LINT: Lint =
    Lint { name: "near-agreed", summary: "words close to agreed ones", severity: Severity::Warning, run };

fn run(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    report(&LINT, subject, false, found);
}
