//! Portions that may not leave, in text that is meant to.

use crate::brief::{Reader, Share, may_leave};
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
        let readers = run.scope.readers;
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
}
