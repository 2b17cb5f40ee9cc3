//! Words with the braces that say how much they matter.

use crate::brief::weight::weight_at_end;
use crate::brief::{Lang, Weight};

/// Words with their mark, or kept from being read as words with one.
pub(super) fn weighed(words: String, weight: Option<&Weight>, lang: Lang) -> String {
    match weight {
        Some(weight) if words.is_empty() => weight.written(lang),
        Some(weight) => format!("{words} {}", weight.written(lang)),
        None => {
            let n_shown = without_comments(&words).len();
            let is_taken = weight_at_end(&words[..n_shown]).is_some();
            if is_taken { seal_brace(&words, n_shown) } else { words }
        }
    }
}

/// What is written before the comments at the end.
fn without_comments(words: &str) -> &str {
    let mut shown = words.trim_end();
    while shown.ends_with("-->")
        && let Some(at) = shown.rfind("<!--")
    {
        shown = shown[..at].trim_end();
    }
    shown
}

/// Writes the brace before byte `end` so that it is text and nothing else.
fn seal_brace(words: &str, end: usize) -> String {
    match words[..end].char_indices().next_back() {
        Some((at, brace)) => format!("{}&#{};{}", &words[..at], u32::from(brace), &words[end..]),
        None => words.to_owned(),
    }
}
