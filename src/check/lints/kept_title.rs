//! Titles that only our own copies bear.

use crate::brief::{kept_title, portion_mark};
use crate::check::{Lint, Subject};
use crate::text::{Diagnostic, Severity, message};

/// Finds a title or subtitle that bears a mark, or names what only the principal reads, behind its first words.
///
/// Copies that leave have a neutral word in its place.
///
/// Example: `title: Cars (SBU)`
pub const LINT: Lint =
    Lint { name: "kept-title", summary: "a title that no copy outside bears", severity: Severity::Info, run };

fn run(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let front = &subject.brief.front;
    // A mark before the first word is another finding.
    let begins_marked = |words: &str| portion_mark(words.trim_start(), front.marking.scheme).is_some();
    let names = [message!("title", "題名"), message!("subtitle", "副題")];
    for ((key, words), what) in
        [("title", &front.title), ("subtitle", &front.subtitle)].into_iter().zip(names)
    {
        if !words
            .as_deref()
            .is_some_and(|words| !begins_marked(words) && kept_title(words, front.marking.scheme))
        {
            continue;
        }
        let message = message!(
            "this {what} is kept from the counterpart’s copy",
            "この{what}は先方用に載りません",
            what
        );
        found.push(LINT.at(front.key_span(key), message).with_hint(message!(
            "write a title that may leave, or leave it so",
            "外部に出せる題名に改めるか、このままにしてください"
        )));
    }
}
