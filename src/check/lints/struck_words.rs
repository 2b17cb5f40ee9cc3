//! Words that are struck out.

use crate::brief::InlineContent;
use crate::check::{Lint, Subject};
use crate::text::{Diagnostic, Severity, message};

/// Finds words that are struck out in text that others read: they are shown struck in our own copies alone.
///
/// What was struck out is no longer meant, and would tell the other side what was.
///
/// Example: `We send ~~nine~~ twelve ships.`
pub const LINT: Lint = Lint {
    name: "struck-words",
    summary: "words that are struck out, which stay with us",
    severity: Severity::Info,
    run,
};

fn run(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let shared = subject.inlines_in_scope().filter(|(_, scope)| !scope.readers.are_ours());
    let struck = shared.filter(|(inline, _)| matches!(inline.content, InlineContent::Strikethrough(_)));
    for (inline, _) in struck {
        let message = message!(
            "words that are struck out are in no copy that leaves",
            "取り消し線を引いた語句は、外部に出る写しには載りません"
        );
        found.push(LINT.at(inline.span, message).with_hint(message!(
            "delete them, or take the ~~ away if everybody may read them",
            "削除するか、誰が読んでもよければ ~~ を取り除いてください"
        )));
    }
}
