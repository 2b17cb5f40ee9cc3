//! Words as names are compared: narrow, in small letters, without signs, numbers and frames around them.

use unicode_normalization::UnicodeNormalization as _;

use crate::brief::readers::frame::{leading_frame, strip_number};
use crate::brief::readers::kind::{is_invisible, narrow};

/// Where `name` stands in `words` as whole words.
pub(super) fn find_words(words: &str, name: &str) -> Option<usize> {
    words.match_indices(name).map(|(at, _)| at).find(|&at| {
        let begins = !words[..at].ends_with(char::is_alphanumeric);
        let ends = !words[at + name.len()..].starts_with(char::is_alphanumeric);
        begins && ends
    })
}

/// Words in narrow letters, without what cannot be seen; letters of other sets, such as those of half width or for
/// formulas, as the usual ones.
pub(super) fn tidy(text: &str) -> String {
    if text.is_ascii() {
        let kept = text.chars().filter(|c| *c != '\\');
        let tidy: String = kept.map(|c| if c.is_whitespace() { ' ' } else { c }).collect();
        return closed_up(tidy.trim()).unwrap_or_else(|| tidy.trim().to_owned());
    }
    let kept = text.chars().filter(|c| !is_invisible(*c) && *c != '\\').map(narrow);
    let tidy: String = kept.nfkc().map(|c| if c.is_whitespace() { ' ' } else { c }).collect();
    closed_up(tidy.trim()).unwrap_or_else(|| tidy.trim().to_owned())
}

/// Words that are set with a blank between their letters, closed up: `R E D   L I N E S`.
fn closed_up(words: &str) -> Option<String> {
    let is_spaced = words.split_whitespace().all(|word| word.chars().count() == 1);
    let is_word = || words.chars().filter(|c| c.is_alphabetic()).count() >= 4;
    (is_spaced && is_word()).then(|| {
        let words = words.split("  ").map(|word| word.chars().filter(|c| *c != ' ').collect::<String>());
        words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
    })
}

/// Words as names are compared: small letters, one blank between words, no hyphens and apostrophes, no plural.
pub(super) fn fold_name(text: &str) -> String {
    if text.is_ascii() {
        return fold_ascii(text);
    }
    let is_japanese = text.chars().any(|c| ('\u{3040}'..='\u{9fff}').contains(&c));
    let mut words: Vec<String> = Vec::new();
    let seen = text.chars().filter(|c| !is_invisible(*c) && !matches!(c, '\'' | '’' | '‘' | '`')).map(narrow);
    let folded: String =
        seen.nfkc().flat_map(char::to_lowercase).map(|c| if is_gap_in_name(c) { ' ' } else { c }).collect();
    words.extend(folded.split_whitespace().map(singular));
    words.join(if is_japanese { "" } else { " " })
}

/// The same for the letters that nearly all names are made of, in one walk.
fn fold_ascii(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for word in text.split(is_gap_in_name) {
        if !folded.is_empty() {
            folded.push(' ');
        }
        let start = folded.len();
        let letters = word.chars().filter(|c| !matches!(c, '\'' | '`'));
        folded.extend(letters.map(|c| c.to_ascii_lowercase()));
        let n_letters = folded.len() - start;
        if n_letters == 0 {
            folded.pop();
        } else if n_letters >= MIN_PLURAL {
            if folded.ends_with("ies") {
                folded.truncate(folded.len() - 3);
                folded.push('y');
            } else if folded.ends_with('s') && !folded.ends_with("ss") {
                folded.pop();
            }
        }
    }
    folded
}

/// Whether a sign parts the words of a name.
fn is_gap_in_name(c: char) -> bool {
    c.is_whitespace() || matches!(c, '-' | '_' | '‐' | '‑' | '(' | ')')
}

/// The shortest word that may be a plural, in letters.
const MIN_PLURAL: usize = 4;

/// A word in small letters without the sign of the plural.
pub(super) fn singular(word: &str) -> String {
    if !word.is_ascii() || word.len() < MIN_PLURAL {
        return word.to_owned();
    }
    match word.strip_suffix("ies") {
        Some(stem) => format!("{stem}y"),
        None if word.ends_with("ss") => word.to_owned(),
        None => word.strip_suffix('s').unwrap_or(word).to_owned(),
    }
}

/// Words without numbers and signs before them, frames around them, and a colon behind them.
pub(super) fn unframed(words: &str) -> &str {
    let mut bare = words;
    loop {
        let before = bare.len();
        bare = trim_end(trim_signs(bare));
        bare = strip_number(bare).unwrap_or(bare);
        if let Some((frame, rest)) = leading_frame(bare)
            && rest.trim().is_empty()
        {
            bare = frame.trim();
        }
        if bare.len() == before {
            return bare;
        }
    }
}

fn trim_signs(words: &str) -> &str {
    let is_sign = |c: char| {
        c.is_whitespace()
            || matches!(c, '*' | '_' | '~' | '"' | '“' | '”' | '\'' | '#' | '>' | '§' | '•' | '▪' | '・' | '-' | '–'
                | '—' | '+' | '=' | '!' | '.' | '@' | ';' | '〜' | '～' | '※' | '\u{2190}'..='\u{21ff}' | '\u{25a0}'..='\u{27bf}' | '\u{1f000}'..='\u{1faff}')
    };
    let trimmed = words.trim_start_matches(is_sign);
    let trimmed = trimmed.trim_end_matches(['*', '_', '~', '"', '“', '”', '#', '=', '-', '–', '—', ' ']);
    if trimmed.is_empty() { words } else { trimmed }
}

pub(super) fn trim_end(words: &str) -> &str {
    let trimmed = words.trim_end_matches([':', '.', '。', ' ', '…', '!', '！', '〜', '～']);
    let trimmed = ["は次のとおり", "は次の通り", "は以下のとおり", "は以下の通り"]
        .iter()
        .find_map(|ending| trimmed.strip_suffix(ending))
        .unwrap_or(trimmed);
    let trimmed = trimmed.strip_suffix("について").unwrap_or(trimmed);
    if trimmed.is_empty() { words } else { trimmed }
}
