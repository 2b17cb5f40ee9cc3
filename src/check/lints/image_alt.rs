//! Pictures and charts that say nothing to those who cannot see them.

use crate::brief::{Block, InlineContent};
use crate::check::{Lint, Subject};
use crate::text::{Diagnostic, Severity, Span, message};

/// Finds pictures and charts without a description.
///
/// A screen reader reads the description, and an accessible PDF must have one. It is also what an interpreter
/// says who has no slide to look at.
///
/// Example: `![](plant.jpg)`.
pub const LINT: Lint = Lint {
    name: "image-alt",
    summary: "a picture or chart without a description",
    severity: Severity::Warning,
    run,
};

fn run(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    for inline in subject.inlines() {
        let InlineContent::Image { alt, .. } = &inline.content else { continue };
        if alt.trim().is_empty() {
            found.push(
                LINT.at(
                    inline.span,
                    message!(
                        "this picture has no description for those who cannot see it",
                        "この画像に、見えない人のための説明がありません"
                    ),
                )
                .with_hint(message!(
                    "write between the square brackets what it shows",
                    "角括弧の中に、画像の内容を書いてください"
                )),
            );
        }
    }
    for (block, _) in subject.blocks() {
        let Block::Chart(chart) = block else { continue };
        if chart.chart.alt.as_deref().is_none_or(|alt| alt.trim().is_empty()) {
            found.push(
                LINT.at(
                    first_line(chart.span, subject.text),
                    message!(
                        "this chart has no description for those who cannot see it",
                        "この図表に、見えない人のための説明がありません"
                    ),
                )
                .with_hint(message!(
                    "add a line that begins with alt: and says what the chart shows",
                    "alt: で始まる行を加え、図表の内容を書いてください"
                )),
            );
        }
    }
}

/// The first line of a block.
pub(super) fn first_line(span: Span, text: &str) -> Span {
    let line = span.slice(text).lines().next().unwrap_or("");
    Span::new(span.start, span.start + line.trim_end().len())
}
