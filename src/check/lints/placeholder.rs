//! Words of a skeleton, or of what the program inserts, that nobody has replaced.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use crate::brief::{Block, LASTING_HEADINGS, Lang, Placeholder, SKELETONS, skeleton};
use crate::check::{Lint, Subject};
use crate::text::{Diagnostic, Message, Severity, Span, message};

/// The longest sentence that is quoted whole, in letters.
const MAX_QUOTED: usize = 60;

/// The keys of the front matter in whose place a skeleton says what belongs there.
const KEYS: [&str; 5] = ["title", "principal", "audience", "deliver-to", "deliver-by"];

/// Finds sentences that stand in a skeleton, or that the program inserts with a slide, a picture, a note or a table, to
/// the letter, and so say what is to be written there.
///
/// A brief that is begun is full of them, which is no fault; a copy that is handed over with one of them is. Headings
/// that name a kind, and those that are as good in a finished brief, may stay.
///
/// Example: `- Three points are better than six.`
pub const LINT: Lint = Lint {
    name: "placeholder",
    summary: "a sentence of the skeleton, or an inserted one, that nobody has replaced",
    severity: Severity::Info,
    run,
};

/// The lines of all skeletons, and the words of their bodies; read once, since each check asks for them.
static OF_SKELETONS: LazyLock<[BTreeSet<&str>; 2]> = LazyLock::new(|| {
    let texts = || SKELETONS.iter().map(|&(kind, lang)| skeleton(kind, lang));
    let bodies = texts().filter_map(|text| text.split_once("\n---\n"));
    [
        texts().flat_map(str::lines).map(str::trim).collect(),
        bodies.flat_map(|(_, body)| body.lines()).filter_map(words_of).collect(),
    ]
});

fn run(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let [lines, words] = &*OF_SKELETONS;
    let front = &subject.brief.front;
    for key in KEYS.into_iter().filter(|key| front.has_key(key)) {
        let start = front.key_span(key).start;
        let line = subject.text[start..].lines().next().unwrap_or("");
        if lines.contains(line.trim()) {
            found.push(finding(subject, subject.value_span(key)));
        }
    }
    let lasting = lasting_headings(subject);
    let mut at = front.span.end.min(subject.text.len());
    for line in subject.text[at..].split_inclusive('\n') {
        let start = at;
        at += line.len();
        for span in inserted(line) {
            let span = Span::new(start + span.start, start + span.end);
            found.push(finding_of_inserted(subject, span));
        }
        let Some(own) = words_of(line).filter(|own| words.contains(own)) else { continue };
        let start = start + line.rfind(own).unwrap_or(0);
        let span = Span::new(start, start + own.len());
        if lasting.iter().all(|heading| !heading.contains(span)) {
            found.push(finding(subject, span));
        }
    }
}

/// What the program has inserted into a line to be written over.
fn inserted(line: &str) -> Vec<Span> {
    let mut spans = Vec::new();
    for lang in [Lang::En, Lang::Ja] {
        for placeholder in Placeholder::ALL {
            let words = placeholder.words(lang);
            let places = line.match_indices(words).map(|(at, _)| Span::new(at, at + words.len()));
            spans.extend(places.filter_map(|span| whole(placeholder, line, span)));
        }
    }
    spans
}

/// The place of a placeholder where it is all that stands in its heading, description, note or cell.
fn whole(placeholder: Placeholder, line: &str, span: Span) -> Option<Span> {
    let (before, behind) = (line[..span.start].trim(), line[span.end..].trim());
    let is_whole = match placeholder {
        Placeholder::Slide => before.ends_with('#') && behind.is_empty(),
        Placeholder::Picture => before.ends_with("![") && behind.starts_with("]("),
        Placeholder::Note => before.starts_with("[^") && before.ends_with("]:") && behind.is_empty(),
        Placeholder::Column => {
            let rest = behind.trim_start_matches(|sign: char| sign.is_ascii_digit());
            let end = line.len() - line[span.end..].trim_start().len() + behind.len() - rest.len();
            let is_cell = before.ends_with('|') && rest.trim_start().starts_with('|');
            return (is_cell && rest.len() < behind.len()).then(|| Span::new(span.start, end));
        }
    };
    is_whole.then_some(span)
}

fn finding_of_inserted(subject: &Subject<'_>, span: Span) -> Diagnostic {
    let quoted = Message::quoted(span.slice(subject.text));
    let message = message!(
        "“{quoted}” was inserted to be written over",
        "「{quoted}」は挿入時の仮の語句のままです",
        quoted
    );
    LINT.at(span, message).with_hint(message!(
        "write in its place what belongs there, or remove it",
        "ここに書くべき内容に置き換えるか、削除してください"
    ))
}

fn finding(subject: &Subject<'_>, span: Span) -> Diagnostic {
    let words = span.slice(subject.text);
    let cut = words.char_indices().nth(MAX_QUOTED).map(|(at, _)| &words[..at]);
    let quoted = Message::quoted(cut.map_or_else(|| words.to_owned(), |cut| format!("{cut}…")));
    let message = message!(
        "the skeleton’s words “{quoted}” are still here",
        "「{quoted}」はひな形の文のままです",
        quoted
    );
    LINT.at(span, message).with_hint(message!(
        "write in their place what they ask for, or remove them",
        "ここに書くべき内容に置き換えるか、削除してください"
    ))
}

/// The headings that may stay as a skeleton has them.
fn lasting_headings(subject: &Subject<'_>) -> Vec<Span> {
    let headings = subject.blocks().filter_map(|(block, _)| match block {
        Block::Heading(heading) => Some(heading),
        _ => None,
    });
    let is_lasting = |words: &str| LASTING_HEADINGS.iter().any(|lasting| words.ends_with(lasting));
    headings
        .filter(|heading| heading.kind.is_some() || is_lasting(heading.span.slice(subject.text).trim()))
        .map(|heading| heading.span)
        .collect()
}

/// The words of a line without the marks of its block and its portion mark; nothing where there are none, or where the
/// line is a comment or a setting.
fn words_of(line: &str) -> Option<&str> {
    let mut rest = line.trim();
    if rest.starts_with("<!--") || rest.starts_with("---") {
        return None;
    }
    rest = rest.trim_start_matches(['>', ' ', '#']);
    if let Some((_, title)) = rest.strip_prefix("[!").and_then(|rest| rest.split_once(']')) {
        rest = title.trim_start();
    }
    let number = rest.trim_start_matches(|sign: char| sign.is_ascii_digit());
    rest = number.strip_prefix(". ").or_else(|| rest.strip_prefix("- ")).unwrap_or(rest).trim_start();
    if rest.starts_with(['(', '（'])
        && let Some((_, behind)) = rest.split_once([')', '）'])
    {
        rest = behind.trim_start();
    }
    (!rest.is_empty()).then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_inserted_is_found_where_nothing_else_was_written() {
        for (line, words) in [
            ("## What this slide says\n", vec!["What this slide says"]),
            ("## このスライドの主張", vec!["このスライドの主張"]),
            ("## What this slide says to Ohio", vec![]),
            ("He asked what this slide says", vec![]),
            ("- ![What the picture shows](<a.png>)", vec!["What the picture shows"]),
            ("![What the picture shows of Ohio](<a.png>)", vec![]),
            ("[^2]: The note\n", vec!["The note"]),
            ("[^2]: The note of 2024", vec![]),
            ("| Column 1 | Jobs | Column 3 |\n", vec!["Column 1", "Column 3"]),
            ("| 列 1 | 州 |", vec!["列 1"]),
            ("| Column of cars | Column |", vec![]),
        ] {
            let found: Vec<&str> = inserted(line).into_iter().map(|span| span.slice(line)).collect();
            assert_eq!(found, words, "{line}");
        }
    }

    #[test]
    fn marks_of_blocks_are_no_words() {
        for (line, words) in [
            ("- (SBU) Three at most.", "Three at most."),
            ("> [!ASK]", ""),
            ("> (U) One verb, one date.", "One verb, one date."),
            ("> [!IF-RAISED] (U) The question they will ask", "The question they will ask"),
            ("3. (U) What we add if they join.", "What we add if they join."),
            ("## Make the first claim in the heading", "Make the first claim in the heading"),
            ("<!-- A comment -->", ""),
            ("2024 was a year", "2024 was a year"),
        ] {
            assert_eq!(words_of(line).unwrap_or(""), words, "{line}");
        }
    }
}
