//! Headings that skip a level.

use crate::brief::Block;
use crate::check::{Lint, Subject};
use crate::text::{Diagnostic, Edit, Severity, Span, message};

/// Finds headings more than one level below the heading before them.
///
/// Copies close the gap, so nothing goes wrong on paper; but the outline shows a step that is not there, and other
/// tools complain.
///
/// Example: `#### Costs` right below `## Tariffs`.
pub const LINT: Lint =
    Lint { name: "skipped-level", summary: "a heading that skips a level", severity: Severity::Info, run };

fn run(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let mut last: Option<u8> = None;
    for block in &subject.brief.blocks {
        let Block::Heading(heading) = block else { continue };
        if let Some(last) = last.filter(|last| heading.level > last + 1) {
            let (level, next) = (heading.level, last + 1);
            let n_marks = usize::from(level);
            let span = Span::new(heading.span.start, heading.span.start + n_marks);
            let marks = "#".repeat(usize::from(last) + 1);
            found.push(
                LINT.at(
                    span,
                    message!(
                        "a heading of level {level} follows one of level {last}",
                        "レベル {last} の見出しの次に、レベル {level} の見出しがあります"
                    ),
                )
                .with_hint(message!("write {marks}", "{marks} と書いてください"))
                .with_fix(
                    message!("Make it level {next}", "レベル {next} にする"),
                    vec![Edit::replace(span, marks)],
                ),
            );
        }
        last = Some(heading.level);
    }
}
