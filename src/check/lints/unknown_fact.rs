//! Citations of facts that the book does not hold.

use crate::check::{Lint, Subject};
use crate::facts::FactBook;
use crate::text::{Diagnostic, Edit, Severity, message, nearest};

/// Finds cited facts whose key is not in the fact book.
///
/// The figure then has no source in any copy, and `[](fact:key)` shows its key instead of a figure.
///
/// Example: `[24](fact:autos.us.plant)` where the book calls it `autos.us.plants`.
pub const LINT: Lint = Lint {
    name: "unknown-fact",
    summary: "a fact that the book does not hold",
    severity: Severity::Error,
    run,
};

fn run(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let book = subject.context.book;
    if subject.brief.front.facts.is_none() || subject.context.book_problem.is_some() {
        // That there is no book is one finding, not one for each citation.
        return;
    }
    for (inline, key, span) in subject.facts() {
        if book.fact(key).is_some() {
            continue;
        }
        if key.is_empty() {
            let hint = message!(
                "write the key of a fact after fact:",
                "fact: の後に、基礎データのキーを書いてください"
            );
            found.push(
                LINT.at(inline.span, message!("this citation names no fact", "この引用にはキーがありません"))
                    .with_hint(hint),
            );
            continue;
        }
        let diagnostic =
            LINT.at(span, message!("the fact book holds no {key}", "基礎データ集に {key} がありません"));
        found.push(match meant(key, book) {
            Some(meant) => diagnostic
                .with_hint(message!("did you mean {meant}", "{meant} ではありませんか"))
                .with_fix(message!("Cite {meant}", "{meant} を引用する"), vec![Edit::replace(span, meant)]),
            None => diagnostic.with_hint(message!(
                "add it to the fact book with its source, or correct the key",
                "出典とともに基礎データ集に追加するか、キーを直してください"
            )),
        });
    }
}

/// The key that was probably meant: the nearest, or the only one that ends so.
fn meant<'b>(key: &str, book: &'b FactBook) -> Option<&'b str> {
    let keys = || book.facts.keys().map(String::as_str);
    let ending = format!(".{}", key.to_lowercase());
    let mut ends_so = keys().filter(|name| name.ends_with(&ending));
    nearest(key, keys()).or(ends_so.next().filter(|_| ends_so.next().is_none()))
}
