//! Words that must not be used.

use crate::brief::{InlineContent, escape_markdown};
use crate::check::{Lint, Subject};
use crate::text::{Diagnostic, Edit, Message, Severity, Span, message};

/// Finds words that the fact book or the front matter says to avoid.
///
/// A word that is harmless at home may be a position at the table.
///
/// Example: "concession" under `avoid: [concession]`, or with an `[[avoid]]` in the book.
pub const LINT: Lint =
    Lint { name: "avoided-word", summary: "a word to avoid", severity: Severity::Warning, run };

fn run(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let typed = subject.brief.front.avoid.iter().map(|word| (word.as_str(), None, None));
    let booked = subject.context.book.avoid.iter();
    let booked = booked.map(|avoid| (avoid.word.as_str(), avoid.instead.as_deref(), avoid.why.as_deref()));
    let words: Vec<(&str, Option<&str>, Option<&str>)> = typed.chain(booked).collect();
    if words.is_empty() {
        return;
    }
    for inline in subject.inlines() {
        let InlineContent::Text(text) = &inline.content else { continue };
        let is_verbatim = text.len() == inline.span.len();
        for &(word, instead, why) in &words {
            for at in places(text, word) {
                let start = inline.span.start + at;
                let span = if is_verbatim { Span::new(start, start + word.len()) } else { inline.span };
                let hint = match (instead, why) {
                    (Some(instead), Some(why)) => {
                        message!("write {instead}: {why}", "「{instead}」と書いてください（{why}）")
                    }
                    (Some(instead), None) => message!("write {instead}", "「{instead}」と書いてください"),
                    (None, Some(why)) => Message::quoted(why),
                    (None, None) => message!("say it in other words", "別の言葉で表現してください"),
                };
                let mut diagnostic = LINT
                    .at(span, message!("{word} is a word to avoid", "「{word}」は避けるべき語です"))
                    .with_hint(hint);
                if let Some(instead) = instead.filter(|_| is_verbatim) {
                    let edit = Edit::replace(span, escape_markdown(instead));
                    diagnostic =
                        diagnostic.with_fix(message!("Write {instead}", "「{instead}」と書く"), vec![edit]);
                }
                found.push(diagnostic);
            }
        }
    }
}

/// Where a word stands as a whole one, in any case; of Japanese, anywhere.
fn places(text: &str, word: &str) -> Vec<usize> {
    if word.trim().is_empty() {
        return Vec::new();
    }
    let (lower, wanted) = (text.to_ascii_lowercase(), word.to_ascii_lowercase());
    let is_letter = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() && c.is_ascii());
    let found = lower.match_indices(&wanted).map(|(at, _)| at);
    let whole = found.filter(|&at| {
        let after = &lower[at + wanted.len()..];
        let after = after
            .strip_prefix("es")
            .or_else(|| after.strip_prefix('s'))
            .filter(|rest| !is_letter(rest.chars().next()))
            .unwrap_or(after);
        !is_letter(lower[..at].chars().next_back()) && !is_letter(after.chars().next())
    });
    whole.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_words_are_found_in_any_case_and_number() {
        assert_eq!(places("Concession, concessions; a concessionary rate", "concession"), [0, 12]);
        assert_eq!(places("譲歩はしない", "譲歩"), [0]);
        assert_eq!(places("anything", ""), [0_usize; 0]);
    }
}
