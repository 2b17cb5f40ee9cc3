//! Briefs without a title.

use crate::brief::Block;
use crate::check::lints::missing_marking::front_line;
use crate::check::{Lint, Subject};
use crate::text::{Diagnostic, Severity, message};

/// Finds briefs with neither a `title` in the front matter nor a heading of the first level.
///
/// The title slide, the head of the paper and the name of the PDF would be taken from a heading, or say that there
/// is none.
///
/// Example: a brief that begins with `## Points`.
pub const LINT: Lint =
    Lint { name: "missing-title", summary: "a brief without a title", severity: Severity::Warning, run };

fn run(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let is_title = |block: &Block| matches!(block, Block::Heading(heading) if heading.level == 1 && heading.kind.is_none());
    if subject.brief.front.title.is_none() && !subject.brief.blocks.iter().any(is_title) {
        found.push(
            LINT.at(front_line(subject), message!("the brief has no title", "資料に題名がありません"))
                .with_hint(message!(
                    "add a line title: to the front matter, or begin with a heading of one #",
                    "冒頭の設定に title: の行を加えるか、# 1 個の見出しで始めてください"
                )),
        );
    }
}
