//! Agreed words that do not stand as they were agreed.

use crate::brief::{Lang, inline_text};
use crate::check::wording::{Difference, differences};
use crate::check::{Lint, Run, Subject};
use crate::facts::Agreed;
use crate::text::{Diagnostic, Edit, Message, Severity, Span, message};

/// Finds text marked as agreed that is not, to the comma, what the fact book says was agreed.
///
/// One word can be the negotiation. The change stays a finding until the words are put back, or the book holds the
/// new ones.
///
/// Example: `> [!AGREED]` with "resolve" where the `[[agreed]]` of the book says "settle".
pub const LINT: Lint = Lint {
    name: "changed-agreed",
    summary: "agreed words that were changed",
    severity: Severity::Error,
    run,
};

fn run(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    report(&LINT, subject, true, found);
}

/// Reports what differs from the agreed words of the book, in text that is marked as agreed or in all other.
pub(super) fn report(lint: &Lint, subject: &Subject<'_>, is_agreed: bool, found: &mut Vec<Diagnostic>) {
    let book = subject.context.book;
    let is_marked = |run: &&Run<'_>| run.scope.kind.is_some_and(|kind| kind.name == "agreed") == is_agreed;
    if book.agreed.is_empty() {
        return;
    }
    for run in subject.runs.iter().filter(is_marked) {
        let words = inline_text(run.inlines);
        for agreed in &book.agreed {
            for difference in differences(&words, agreed, is_agreed) {
                found.push(finding(lint, subject, run, agreed, &difference));
            }
        }
    }
}

fn finding(
    lint: &Lint,
    subject: &Subject<'_>,
    run: &Run<'_>,
    agreed: &Agreed,
    difference: &Difference,
) -> Diagnostic {
    let within = run.words_span();
    let at = within.slice(subject.text).find(&difference.here);
    let span =
        at.map_or(within, |at| Span::new(within.start + at, within.start + at + difference.here.len()));
    let quote = |words: &str| {
        let en = match agreed.lang {
            Lang::En => format!("“{words}”"),
            Lang::Ja => format!("「{words}」"),
        };
        Message::new(en, format!("「{words}」"))
    };
    let (here, there, origin) =
        (quote(&difference.part_here), quote(&difference.part_agreed), &agreed.origin);
    let message = message!(
        "this says {here} where the words agreed in {origin} say {there}",
        "「{origin}」の合意文言は{there}ですが、ここでは{here}となっています",
        here,
        there
    );
    let diagnostic = lint.at(span, message).with_hint(message!(
        "put the agreed words back; if other words were agreed, enter them in the fact book",
        "合意した文言に戻してください。別の文言で合意した場合は、基礎データ集に登録してください"
    ));
    if at.is_none() {
        // Marks stand among the words, so nobody but the author knows what to replace.
        return diagnostic;
    }
    let edit = Edit::replace(span, difference.agreed.clone());
    diagnostic.with_fix(message!("Write the agreed words", "合意文言に戻す"), vec![edit])
}
