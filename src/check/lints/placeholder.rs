//! Sentences of a skeleton that nobody has replaced.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use crate::brief::{Block, LASTING_HEADINGS, SKELETONS, skeleton};
use crate::check::{Lint, Subject};
use crate::text::{Diagnostic, Message, Severity, Span, message};

/// The longest sentence that is quoted whole, in letters.
const MAX_QUOTED: usize = 60;

/// The keys of the front matter in whose place a skeleton says what belongs there.
const KEYS: [&str; 5] = ["title", "principal", "audience", "deliver-to", "deliver-by"];

/// Finds sentences that stand in a skeleton, to the letter, and so say what is to be written there.
///
/// A brief that is begun is full of them, which is no fault; a copy that is handed over with one of them is. Headings
/// that name a kind, and those that are as good in a finished brief, may stay.
///
/// Example: `- Three points are better than six.`
pub const LINT: Lint = Lint {
    name: "placeholder",
    summary: "a sentence of the skeleton that nobody has replaced",
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
        let Some(own) = words_of(line).filter(|own| words.contains(own)) else { continue };
        let start = start + line.rfind(own).unwrap_or(0);
        let span = Span::new(start, start + own.len());
        if lasting.iter().all(|heading| !heading.contains(span)) {
            found.push(finding(subject, span));
        }
    }
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
