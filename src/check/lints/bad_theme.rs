//! A theme beside the brief that cannot be used.

use crate::check::{Lint, Subject};
use crate::text::{Diagnostic, Severity, message};

/// Finds a ministry's own theme that is missing, holds a value that is none, or colours that cannot be read.
///
/// The pages are then set in the usual theme, and nobody sees why.
///
/// Example: `theme: themes/mofa` where the accent is too light for white words.
pub const LINT: Lint = Lint {
    name: "bad-theme",
    summary: "a theme beside the brief that cannot be used",
    severity: Severity::Warning,
    run,
};

fn run(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let Some(theme) = &subject.brief.front.theme else { return };
    if let Some(problem) = subject.context.assets.problems.get(theme) {
        let message = message!(
            "the theme {theme} cannot be used as it is: {problem}",
            "テーマ {theme} はこのままでは使えません：{problem}",
            problem
        );
        let hint = message!(
            "correct its theme.toml, or choose a theme of the program",
            "theme.toml を直すか、付属のテーマを選んでください"
        );
        found.push(LINT.at(subject.value_span("theme"), message).with_hint(hint));
    }
}
