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
    let mut shared: Vec<Vec<Span>> = vec![Vec::new(); banner.unwrap_or(0)];
    for run in &subject.runs {
        let goes = run.owner == RunOwner::Paragraph && run.scope.readers.contains(Reader::Counterpart);
        let Some((mark, span)) = run.portion().filter(|_| goes) else { continue };
        let of_level = scheme.rank(mark).and_then(|rank| shared.get_mut(rank));
        if let Some(spans) = of_level.filter(|_| may_leave(mark, scheme)) {
            spans.push(span);
        }
    }
    for (level, spans) in scheme.levels.iter().zip(shared) {
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
