//! Figures that nobody could show the source of.

use std::ops::Range;

use crate::brief::{Block, Scope, escape_markdown};
use crate::check::figures::figure::figures;
use crate::check::figures::flat::{Flat, SOURCE};
use crate::check::{Lint, Run, RunOwner, Subject};
use crate::facts::{Value, agrees};
use crate::text::{Diagnostic, Edit, Severity, Span, message};

/// How many figures are looked up in the fact book; more would be felt while typing.
const MAX_LOOKUPS: usize = 16;
/// Kinds whose figures are positions, names or instructions, and not claims.
const NO_CLAIMS: &[&str] = &[
    "agreed",
    "ask",
    "clearance",
    "do-not-raise",
    "flow",
    "notes",
    "objective",
    "offer",
    "people",
    "record",
    "red-line",
    "sensitive",
    "their-aims",
];
/// What begins a line that names a source.
const SOURCE_WORDS: &[&str] =
    &["source:", "sources:", "source：", "出典", "出所", "figures of ", "figures from "];

/// Finds figures that are neither cited from the fact book nor followed by a footnote or a link.
///
/// "Where does that come from?" is the question that sinks a meeting. Years, dates, times, names with numbers in
/// them and counts below ten are left alone, and so are quotations, code, and kinds that claim nothing, such as
/// `ask` and `red-line`.
///
/// Example: `They employ 109,000 people.`
pub const LINT: Lint =
    Lint { name: "unsourced-figure", summary: "a figure without a source", severity: Severity::Warning, run };

fn run(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let exempt = exempt_spans(subject);
    let mut n_lookups = 0;
    for run in &subject.runs {
        if !claims(run) || exempt.iter().any(|span| span.contains(run.span)) {
            continue;
        }
        let flat = Flat::of(run.inlines);
        if names_source(&flat.text) {
            continue;
        }
        for sentence in sentences(&flat.text) {
            let words = &flat.text[sentence.clone()];
            if words.contains(SOURCE) {
                continue;
            }
            for figure in figures(words) {
                let range = sentence.start + figure.start..sentence.start + figure.end;
                let span = flat.span(range.start, range.end);
                let shown = &flat.text[range];
                n_lookups += 1;
                let key = if n_lookups <= MAX_LOOKUPS { key_for(shown, subject) } else { None };
                found.push(finding(shown, span, key));
            }
        }
    }
}

fn finding(shown: &str, span: Span, key: Option<&str>) -> Diagnostic {
    let diagnostic = LINT.at(span, message!("{shown} stands without a source", "{shown} に出典がありません"));
    match key {
        Some(key) => {
            let link = format!("[{}](fact:{key})", escape_markdown(shown));
            diagnostic
                .with_hint(message!(
                    "the fact book has it as {key}: cite it as {link}",
                    "基礎データ集の {key} に当たります。{link} の形で引用してください"
                ))
                .with_fix(message!("Cite {key}", "{key} を引用する"), vec![Edit::replace(span, link)])
        }
        None => diagnostic.with_hint(message!(
            "cite it from the fact book as [{shown}](fact:key), or add a footnote with its source",
            "基礎データ集から [{shown}](fact:キー) の形で引用するか、出典の脚注を付けてください"
        )),
    }
}

/// The only fact of the book that says this figure, where the figure is not one that many things share.
fn key_for<'s>(shown: &str, subject: &Subject<'s>) -> Option<&'s str> {
    if shown.chars().filter(|c| c.is_numeric()).count() < 2 {
        return None;
    }
    let is_number = |value: &Value| matches!(value, Value::Number(_));
    let mut facts =
        subject.context.book.facts.values().filter(|fact| is_number(&fact.value) && agrees(shown, fact));
    let first = facts.next()?;
    facts.next().is_none().then_some(first.key.as_str())
}

/// Whether figures in a run are claims of ours.
fn claims(run: &Run<'_>) -> bool {
    let is_claim = |scope: Scope| match (scope.in_kind, scope.kind) {
        (false, _) => true,
        (true, Some(kind)) => !NO_CLAIMS.contains(&kind.name),
        (true, None) => false,
    };
    // The words after a marker are the question of the other side.
    run.owner != RunOwner::Title && is_claim(run.scope)
}

/// Quotations and footnotes, and tables whose head, or the line below, names their source.
fn exempt_spans(subject: &Subject<'_>) -> Vec<Span> {
    let mut exempt = Vec::new();
    let mut last_table: Option<Span> = None;
    for (block, _) in subject.blocks() {
        if matches!(block, Block::Quote(_) | Block::Footnote(_)) {
            exempt.push(block.span());
        } else if let Block::Table(table) = block {
            last_table = Some(table.span);
            let head: String = table.head.iter().map(|cell| Flat::of(&cell.inlines).text).collect();
            if head.contains(SOURCE) {
                exempt.push(table.span);
            }
            for row in &table.rows {
                let is_sourced = row.iter().any(|cell| Flat::of(&cell.inlines).text.contains(SOURCE));
                exempt.extend(row.iter().map(|cell| cell.span).filter(|_| is_sourced));
            }
        } else if let Block::Paragraph(paragraph) = block
            && let Some(table) = last_table.take()
        {
            let gap = Span::new(table.end, paragraph.span.start);
            let text = Flat::of(&paragraph.inlines).text;
            let is_next = gap.slice(subject.text).trim_matches([' ', '\n', '\r', '\t', '>']).is_empty();
            if is_next && (names_source(&text) || text.contains(SOURCE)) {
                exempt.push(table);
            }
        }
    }
    exempt
}

fn names_source(text: &str) -> bool {
    let lower = text.to_lowercase();
    SOURCE_WORDS.iter().any(|word| lower.trim_start_matches(['(', '（', '*', '※']).starts_with(word))
        || lower.contains("source: ")
        || lower.contains("出典：")
}

/// The sentences of a text; what says the source of a sentence may stand right after its stop.
fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut sentences = Vec::new();
    let mut start = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let is_stop = match c {
            '。' | '！' | '？' => true,
            '.' | '!' | '?' => ends_sentence(&text[..at], &text[at + 1..]),
            _ => false,
        };
        if !is_stop {
            continue;
        }
        let mut end = at + c.len_utf8();
        while let Some((at, next)) =
            chars.next_if(|(_, next)| *next == SOURCE || matches!(next, '”' | '"' | '」' | ')'))
        {
            end = at + next.len_utf8();
        }
        sentences.push(start..end);
        start = end;
    }
    sentences.push(start..text.len());
    sentences
}

/// Whether a stop between these words ends a sentence: no initial, abbreviation or decimal point.
fn ends_sentence(before: &str, after: &str) -> bool {
    let word = before.rsplit(|c: char| c.is_whitespace() || c == '.').next().unwrap_or("");
    let is_initial = word.chars().count() == 1 && word.starts_with(char::is_uppercase);
    let next = after.trim_start_matches([SOURCE, '”', '"', ')', '’']);
    !is_initial && (next.is_empty() || next.starts_with(char::is_whitespace))
}
