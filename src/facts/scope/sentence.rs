//! The sentences of a run of words.

use crate::brief::{Inline, InlineContent};
use crate::text::Span;

/// Words before a stop that end no sentence.
const ABBREVIATIONS: [&str; 22] = [
    "mr", "mrs", "ms", "dr", "prof", "gov", "sen", "rep", "amb", "gen", "col", "st", "no", "vs", "co",
    "corp", "inc", "ltd", "art", "para", "approx", "cf",
];

/// Parts a run into its sentences; where it is not sure that one ends, they stay together.
pub(super) fn split(inlines: Vec<Inline>) -> Vec<Vec<Inline>> {
    let mut sentences: Vec<Vec<Inline>> = vec![Vec::new()];
    let mut inlines = inlines.into_iter().peekable();
    while let Some(inline) = inlines.next() {
        let InlineContent::Text(words) = &inline.content else {
            push(&mut sentences, inline);
            continue;
        };
        let is_last = inlines.peek().is_none_or(|next| matches!(next.content, InlineContent::SoftBreak));
        let ends = ends(words, is_last);
        let is_verbatim = words.len() == inline.span.len();
        let mut start = 0;
        for end in ends.iter().copied().chain([words.len()]) {
            if start < end {
                let at = inline.span.start;
                let span = if is_verbatim { Span::new(at + start, at + end) } else { inline.span };
                let content = InlineContent::Text(words[start..end].to_owned());
                push(&mut sentences, Inline { content, span, readers: inline.readers });
            }
            if ends.contains(&end) {
                sentences.push(Vec::new());
            }
            start = end;
        }
    }
    sentences.retain(|sentence| !sentence.is_empty());
    sentences
}

fn push(sentences: &mut [Vec<Inline>], inline: Inline) {
    if let Some(sentence) = sentences.last_mut() {
        sentence.push(inline);
    }
}

/// Where sentences end in some words, with the blanks behind them.
fn ends(words: &str, is_last: bool) -> Vec<usize> {
    let mut ends = Vec::new();
    for (at, c) in words.char_indices() {
        let after = &words[at + c.len_utf8()..];
        let closed = after.trim_start_matches(['”', '"', '’', ')', '」', '』', '）', '*']);
        let behind = closed.trim_start();
        let has_blank = behind.len() < closed.len();
        let is_end = match c {
            '。' | '！' | '？' => true,
            '.' | '!' | '?' if behind.is_empty() => has_blank || is_last,
            '.' | '!' | '?' => {
                has_blank && !behind.starts_with(char::is_lowercase) && !is_abbreviation(&words[..at])
            }
            _ => false,
        };
        if is_end {
            ends.push(words.len() - behind.len());
        }
    }
    ends.dedup();
    ends
}

fn is_abbreviation(before: &str) -> bool {
    let word = before.rsplit(|c: char| c.is_whitespace() || matches!(c, '.' | '(')).next().unwrap_or("");
    word.chars().count() == 1 && word.chars().all(char::is_alphabetic)
        || ABBREVIATIONS.contains(&word.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::brief::{Block, inline_text, parse};

    fn sentences(text: &str) -> Vec<String> {
        let (brief, _) = parse(text);
        let Some(Block::Paragraph(paragraph)) = brief.blocks.into_iter().next() else { return Vec::new() };
        split(paragraph.inlines).iter().map(|sentence| inline_text(sentence)).collect()
    }

    #[test]
    fn sentences_part_at_stops_and_not_at_abbreviations() {
        assert_eq!(
            sentences("One is here. Two is **there**. Three"),
            ["One is here.", "Two is there.", "Three"]
        );
        assert_eq!(
            sentences("Plants in the U.S. South. Gov. Kemp came."),
            ["Plants in the U.S. South.", "Gov. Kemp came."]
        );
        assert_eq!(sentences("A [1.5](fact:a) b.\nC d."), ["A 1.5 b.", "C d."]);
        assert_eq!(sentences("一つ。二つ。"), ["一つ。", "二つ。"]);
    }
}
