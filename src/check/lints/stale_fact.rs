//! Facts whose time is past.

use crate::brief::{Block, ChartBlock};
use crate::check::{Lint, Subject};
use crate::facts::{Fact, FactState, chart_facts, state};
use crate::text::{Diagnostic, Severity, Span, message};

/// Finds facts, cited in words or drawn in a chart, that were good until a day that has passed.
///
/// A figure that was right in spring is quoted in autumn, and somebody on the other side has the new one.
///
/// Example: `[109,000](fact:jobs)` where the book says `good_until = "2024-06-30"`.
pub const LINT: Lint =
    Lint { name: "stale-fact", summary: "a fact whose time is past", severity: Severity::Warning, run };

fn run(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let book = subject.context.book;
    for (_, key, span) in subject.facts() {
        found.extend(book.fact(key).and_then(|fact| finding(subject, fact, key, span)));
    }
    for (block, _) in subject.blocks() {
        if let Block::Chart(chart) = block {
            let facts = chart_facts(&chart.chart, book, subject.brief.front.state);
            let span = facts_span(chart, subject.text);
            found.extend(facts.into_iter().filter_map(|fact| finding(subject, fact, &fact.key, span)));
        }
    }
}

fn finding(subject: &Subject<'_>, fact: &Fact, key: &str, span: Span) -> Option<Diagnostic> {
    let FactState::Stale { good_until } = state(fact, subject.context.today) else { return None };
    let hint = message!(
        "look for a newer figure and bring the fact book up to date, or leave the figure out",
        "新しい数値を調べて基礎データ集を更新するか、数値を外してください"
    );
    Some(
        LINT.at(
            span,
            message!("{key} was good until {good_until}", "{key} の有効期限は {good_until} でした"),
        )
        .with_hint(hint),
    )
}

/// The line of a chart that names its facts.
fn facts_span(chart: &ChartBlock, text: &str) -> Span {
    let mut start = chart.span.start;
    for line in chart.span.slice(text).split_inclusive('\n') {
        if line.trim_start().starts_with("facts") {
            return Span::new(start, start + line.trim_end().len());
        }
        start += line.len();
    }
    chart.span
}
