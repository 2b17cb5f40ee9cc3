//! Portions that may not leave, in text that is meant to.

use crate::brief::{InlineContent, Reader, Scope, Share, may_leave};
use crate::check::{Lint, Run, RunOwner, Subject};
use crate::text::{Diagnostic, Message, Severity, message};

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
    look_at_title(subject, found);
    for run in &subject.runs {
        let Some((mark, span)) = run.portion().filter(|(mark, _)| !may_leave(mark, scheme)) else { continue };
        let Some(copies) = copies_without(run, subject) else { continue };
        let what = match run.owner {
            RunOwner::Heading => message!("this heading", "この見出し"),
            RunOwner::Paragraph => message!("this portion", "この部分"),
            RunOwner::Title => message!("this block", "このブロック"),
            RunOwner::Cell => message!("this cell", "このセル"),
        };
        let message = message!(
            "{mark} may not leave our side, so {copies} {what} out",
            "{mark} は外部に出せないため、{copies}では{what}が除かれます",
            copies,
            what
        );
        found.push(LINT.at(span, message).with_hint(message!(
            "put it into a private block such as ::: notes, or mark it lower if it may leave",
            "::: notes などの非公開ブロックに移すか、外部に出せるのであれば取扱表示を下げてください"
        )));
    }
    look_within(subject, found);
}

/// Looks at the mark of the title.
fn look_at_title(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let scheme = subject.scheme();
    if let Some(mark) = subject.title_mark().filter(|mark| !may_leave(mark, scheme))
        && subject.brief.front.share == Share::Text
    {
        found.push(
            LINT.at(
                subject.value_span("title"),
                message!(
                    "{mark} may not leave our side, so copies for others have another title",
                    "{mark} は外部に出せないため、外部向けの写しでは題名が替わります"
                ),
            )
            .with_hint(message!("give the brief a title that may leave", "外部に出せる題名を付けてください")),
        );
    }
}

/// Which copies a mark takes a portion from, in words; nothing where they would not have it without its mark either.
fn copies_without(run: &Run<'_>, subject: &Subject<'_>) -> Option<Message> {
    let readers = match run.scope.kind.filter(|_| run.scope.in_kind) {
        Some(kind) => kind.readers,
        None if run.scope.in_kind => return None,
        None => Scope::ordinary(&subject.brief.front).readers,
    };
    match (readers.contains(Reader::Counterpart), readers.contains(Reader::Press)) {
        (true, true) => Some(message!("the counterpart’s and the press’s copies leave", "先方用と報道用")),
        (true, false) => Some(message!("the counterpart’s copy leaves", "先方用")),
        (false, true) => Some(message!("the press’s copy leaves", "報道用")),
        (false, false) => None,
    }
}

/// Looks at marks within paragraphs.
fn look_within(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    for inline in subject.inlines() {
        let is_kept = match &inline.content {
            InlineContent::Sentence(_) => true,
            InlineContent::Image { is_kept, .. } => *is_kept,
            _ => false,
        };
        if is_kept && inline.readers.contains(Reader::Interpreter) {
            found.push(
                LINT.at(
                    inline.span,
                    message!(
                        "a mark within this paragraph keeps these words on our side",
                        "段落内の取扱表示により、この部分は外部に出ません"
                    ),
                )
                .with_hint(message!(
                    "put them into a private block such as ::: notes, or take the mark away",
                    "::: notes などの非公開ブロックに移すか、取扱表示を取り除いてください"
                )),
            );
        }
    }
}
