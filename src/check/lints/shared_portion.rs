//! Portions that may not leave, in text that is meant to.

use crate::brief::{InlineContent, Reader, Scope, Share, may_leave};
use crate::check::{Lint, RunOwner, Subject};
use crate::text::{Diagnostic, Severity};

/// Finds portions marked at a level that stays with us, in text that the counterpart, the press or the slide gets.
///
/// The portion is left out of those copies. That is safe, but the author may be counting on the other side having
/// read it.
///
/// Example: `- (SBU) We can start with three ports.` in ordinary text.
pub const LINT: Lint = Lint {
    name: "shared-portion",
    summary: "a portion that may not leave, in text that is shared",
    severity: Severity::Warning,
    run,
};

fn run(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let scheme = subject.scheme();
    if let Some(mark) = subject.title_mark().filter(|mark| !may_leave(mark, scheme))
        && subject.brief.front.share == Share::Text
    {
        found.push(
            LINT.at(
                subject.value_span("title"),
                format!("{mark} may not leave our side, so copies for others have another title"),
            )
            .with_hint("give the brief a title that may leave"),
        );
    }
    for run in &subject.runs {
        let Some((mark, span)) = run.portion().filter(|(mark, _)| !may_leave(mark, scheme)) else { continue };
        // What the text would be without its mark.
        let readers = match run.scope.kind.filter(|_| run.scope.in_kind) {
            Some(kind) => kind.readers,
            None if run.scope.in_kind => continue,
            None => Scope::ordinary(&subject.brief.front).readers,
        };
        let copies = match (readers.contains(Reader::Counterpart), readers.contains(Reader::Press)) {
            (true, true) => "the counterpart’s and the press’s copies leave",
            (true, false) => "the counterpart’s copy leaves",
            (false, true) => "the press’s copy leaves",
            (false, false) => continue,
        };
        let what = match run.owner {
            RunOwner::Heading => "this heading",
            RunOwner::Paragraph => "this portion",
            RunOwner::Title => "this block",
            RunOwner::Cell => "this cell",
        };
        found
            .push(LINT.at(span, format!("{mark} may not leave our side, so {copies} {what} out")).with_hint(
                "put it into a private block such as ::: notes, or mark it lower if it may leave",
            ));
    }
    for inline in subject.inlines() {
        let is_kept = match &inline.content {
            InlineContent::Sentence(_) => true,
            InlineContent::Image { is_kept, .. } => *is_kept,
            _ => false,
        };
        if is_kept && inline.readers.contains(Reader::Interpreter) {
            found.push(
                LINT.at(inline.span, "a mark within this paragraph keeps these words on our side")
                    .with_hint("put them into a private block such as ::: notes, or take the mark away"),
            );
        }
    }
}
