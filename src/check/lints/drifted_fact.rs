//! Figures in the text that are not those of the fact book.

use std::collections::{BTreeMap, BTreeSet};

use crate::brief::{Brief, InlineContent, escape_markdown, inline_text};
use crate::check::{AssetState, Context, Lint, Subject};
use crate::facts::{Date, FactBook, Value, agrees, for_state, format_value};
use crate::text::{Diagnostic, Edit, Severity, Span, message};

/// How many characters beside a figure may say that it is rounded: "about", "more than", 以上.
const NEARBY: usize = 16;

/// Finds cited figures whose words do not say what the fact book says.
///
/// The source that the copy names then does not hold the figure that it is named for. The book may have been
/// brought up to date, or the text mistyped.
///
/// Example: `[110,000](fact:autos.us.direct_jobs)` where the book says 109,000.
pub const LINT: Lint = Lint {
    name: "drifted-fact",
    summary: "a cited figure that the fact book does not say",
    severity: Severity::Error,
    run,
};

/// A cited figure that the book does not say.
struct Drift<'s> {
    key: &'s str,
    span: Span,
    shown: String,
    value: String,
}

fn run(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    for Drift { key, span, shown, value } in drifts(subject) {
        found.push(
            LINT.at(
                span,
                message!(
                    "the text says {shown} and the fact book says {value} for {key}",
                    "本文は「{shown}」ですが、基礎データ集の {key} は「{value}」です"
                ),
            )
            .with_hint(message!(
                "write what the book says, or correct the book if the text is right",
                "基礎データ集のとおりに書くか、本文が正しければ基礎データ集を直してください"
            ))
            .with_fix(
                message!("Write {value}", "「{value}」と書く"),
                vec![Edit::replace(span, escape_markdown(&value))],
            ),
        );
    }
}

/// What brings the words of a brief up to date with a fact book: the key of each fact that drifted, and the edit.
pub fn drifted_uses(brief: &Brief, text: &str, book: &FactBook) -> Vec<(String, Edit)> {
    let scoped = for_state(brief, book, brief.front.state);
    let (problems, linked) = (BTreeMap::new(), BTreeSet::new());
    let context = Context {
        book,
        book_problem: None,
        // No day matters to what a figure says.
        today: Date { year: 2000, month: 1, day: 1 },
        assets: AssetState { problems: &problems, linked: &linked },
        glyphs: None,
        parse_diagnostics: &[],
        reader: None,
    };
    let subject = Subject::new(&scoped, text, &context);
    let edit =
        |drift: Drift<'_>| (drift.key.to_owned(), Edit::replace(drift.span, escape_markdown(&drift.value)));
    drifts(&subject).into_iter().map(edit).collect()
}

fn drifts<'s>(subject: &Subject<'s>) -> Vec<Drift<'s>> {
    let mut found = Vec::new();
    for (inline, key, _) in subject.facts() {
        let InlineContent::Fact { children, .. } = &inline.content else { continue };
        let Some(fact) = subject.context.book.fact(key) else { continue };
        let shown = inline_text(children);
        let Some(span) = children.iter().map(|child| child.span).reduce(Span::join) else { continue };
        let is_number = matches!(fact.value, Value::Number(_));
        if agrees(&shown, fact)
            || (is_number && agrees(&with_neighbours(&shown, inline.span, subject.text), fact))
        {
            continue;
        }
        let value = format_value(fact, subject.brief.front.lang);
        found.push(Drift { key, span, shown, value });
    }
    found
}

/// The words shown, with those of their phrase that may say how the figure is rounded; no other figures.
fn with_neighbours(shown: &str, span: Span, text: &str) -> String {
    let is_of_phrase = |c: &char| !c.is_ascii_digit() && !",;.:!?[]()、。，；（）「」\n".contains(*c);
    let before = text.get(..span.start).unwrap_or("");
    let mut lead: Vec<char> = before.chars().rev().take(NEARBY).take_while(is_of_phrase).collect();
    lead.reverse();
    let after = text.get(span.end..).unwrap_or("");
    let trail = after.chars().take(NEARBY).take_while(is_of_phrase);
    lead.into_iter().chain(shown.chars()).chain(trail).collect()
}
