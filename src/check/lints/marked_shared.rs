//! How many marked paragraphs the counterpart gets.

use crate::brief::{Reader, may_leave};
use crate::check::{Lint, RunOwner, Subject};
use crate::text::{Diagnostic, Severity, Span, message};

/// Counts the marked paragraphs that the counterpart gets, level by level, in a brief whose banner is higher than they
/// are.
///
/// They were marked one by one as fit to leave a paper that is not. That is what marks are for, and still worth a look
/// before the paper is handed over.
///
/// Example: `- (U) The talks begin in May.` under the banner `SBU`.
pub const LINT: Lint = Lint {
    name: "marked-shared",
    summary: "marked paragraphs that go to the counterpart",
    severity: Severity::Info,
    run,
};

fn run(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let scheme = subject.scheme();
    let banner = subject.brief.front.marking.banner.as_deref().and_then(|banner| scheme.rank(banner));
    for (rank, level) in scheme.levels.iter().enumerate() {
        if banner.is_none_or(|banner| banner <= rank) {
            continue;
        }
        let shared = subject.runs.iter().filter_map(|run| {
            let (mark, span) = run.portion()?;
            let is_of_level = scheme.rank(mark) == Some(rank) && may_leave(mark, scheme);
            let goes = run.owner == RunOwner::Paragraph && run.scope.readers.contains(Reader::Counterpart);
            (is_of_level && goes).then_some(span)
        });
        let spans: Vec<Span> = shared.collect();
        let (Some(&first), n) = (spans.first(), spans.len()) else { continue };
        let level = &level.banner;
        let message = if n == 1 {
            message!(
                "one paragraph of this brief marked {level} goes to the counterpart",
                "{level} と表示した段落 1 件が先方用に載ります"
            )
        } else {
            message!(
                "{n} paragraphs of this brief marked {level} go to the counterpart",
                "{level} と表示した段落 {n} 件が先方用に載ります"
            )
        };
        found.push(LINT.at(first, message).with_hint(message!(
            "see the preview as read by the counterpart",
            "プレビューを先方用に切り替えて確認してください"
        )));
    }
}
