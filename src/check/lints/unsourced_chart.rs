//! Charts that do not say where their numbers come from.

use crate::brief::Block;
use crate::check::lints::image_alt::first_line;
use crate::check::{Lint, Subject};
use crate::text::{Diagnostic, Severity, message};

/// Finds charts without a `source`.
///
/// A chart is quoted more readily than a sentence, and is asked for its source more often.
///
/// Example: a fenced block `chart` with `data:` and no `source:`.
pub const LINT: Lint = Lint {
    name: "unsourced-chart",
    summary: "a chart that does not name its source",
    severity: Severity::Warning,
    run,
};

fn run(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    for (block, _) in subject.blocks() {
        let Block::Chart(chart) = block else { continue };
        // The book names the sources of its facts.
        if !chart.chart.facts.is_empty() {
            continue;
        }
        if chart.chart.source.as_deref().is_none_or(|source| source.trim().is_empty()) {
            found.push(
                LINT.at(
                    first_line(chart.span, subject.text),
                    message!(
                        "this chart does not say where its numbers come from",
                        "この図表に数値の出典がありません"
                    ),
                )
                .with_hint(message!(
                    "add a line that begins with source:",
                    "source: で始まる行を加えてください"
                )),
            );
        }
    }
}
