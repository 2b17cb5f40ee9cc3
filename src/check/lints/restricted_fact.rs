//! Facts that are cited where somebody reads who may not be given them.

use crate::brief::Reader;
use crate::check::{Lint, Subject};
use crate::text::{Diagnostic, Message, Severity, message};

/// Finds cited facts whose `readers` in the book leave out somebody who reads the text.
///
/// The copy of that reader is made without the figure, and its sentence says too little.
///
/// Example: `[](fact:k)` in ordinary text where the book says `readers = ["principal", "delegation"]`.
pub const LINT: Lint = Lint {
    name: "restricted-fact",
    summary: "a fact for fewer readers than its text",
    severity: Severity::Error,
    run,
};

fn run(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    for (inline, key, span) in subject.facts() {
        let Some(allowed) = subject.context.book.fact(key).and_then(|fact| fact.readers.as_ref()) else {
            continue;
        };
        let reads = |reader: &Reader| inline.readers.contains(*reader) && !allowed.contains(reader);
        let names: Vec<Message> = Reader::ALL.into_iter().filter(reads).map(Reader::in_words).collect();
        if !names.is_empty() {
            let list = Message::list(&names);
            let message =
                message!("{key} may not be given to: {list}", "{key} は次の相手に渡せません：{list}", list);
            found.push(LINT.at(span, message).with_hint(message!(
                "move it into a block for those who may have it, such as ::: background-internal",
                "渡してよい相手に限るブロック（::: background-internal など）に移してください"
            )));
        }
    }
}
