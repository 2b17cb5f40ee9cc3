//! Marks behind the words they are for: `Nine – SBU`, `Nine → internal`, `九隻、部内限り`, `Nine 🔒`.

use crate::brief::readers::brackets::MAX_MARK_BYTES;
use crate::brief::readers::cases::{is_case, is_case_in_japanese};
use crate::brief::readers::fold::fold_name;
use crate::brief::readers::kind::is_dash;
use crate::brief::readers::naming::{Certainty, exact_naming};
use crate::brief::readers::notice::is_handling_line;
use crate::brief::readers::phrase::lock_at_end;
use crate::brief::readers::portion::is_keeping_word;

/// Where a mark begins that stands behind the words it is for, parted from them by a dash or a stop: `Nine – SBU`,
/// `Nine. SBU`, `九隻。部外秘`.
pub(in crate::brief) fn mark_at_end(words: &str) -> Option<usize> {
    let words = words.trim_end();
    if let Some(at) = lock_at_end(words).or_else(|| order_at_end(words)) {
        return Some(at);
    }
    let bare = words.trim_end_matches(['.', '。', '/', '*']);
    // Most lines end in small letters, of which such a mark has none.
    if bare.ends_with(|c: char| c.is_ascii_lowercase()) {
        return None;
    }
    let start = bare.floor_char_boundary(bare.len().saturating_sub(MAX_MARK_BYTES));
    let tail = &bare[start..];
    let coined = || tail.rsplit_once(' ').filter(|(_, last)| is_coined(last)).map(|(before, _)| before.len());
    parted_mark(tail).or_else(coined).map(|at| start + at)
}

/// Where a mark begins at the end of some words with the dash or stop that parts it from them.
fn parted_mark(tail: &str) -> Option<usize> {
    /// Shorter ones are abbreviations of many things.
    const MIN_LETTERS: usize = 3;
    let is_end = |c: char| {
        is_dash(c) || matches!(c, '.' | '。' | '/' | '|' | '\u{3000}' | '※' | '→' | ';' | '!' | '?')
    };
    let (at, sign) = tail.char_indices().rev().find(|(at, c)| {
        // A dash or stop within a mark has words on both sides.
        is_end(*c) && (!c.is_ascii() || *c == '/' || tail[at + 1..].starts_with(' '))
    })?;
    let mark = tail[at + sign.len_utf8()..].trim();
    let n_letters = mark.chars().filter(|c| c.is_alphabetic()).count();
    let is_shouted = !mark.contains(char::is_lowercase);
    let is_long = if mark.is_ascii() { n_letters >= MIN_LETTERS } else { n_letters >= 2 };
    let before = tail[..at].trim_end_matches(['/', ' ']);
    let at = if sign == '/' { before.len() } else { at };
    let is_plain = mark.chars().all(|c| c.is_alphanumeric() || is_dash(c) || matches!(c, ' ' | '/'));
    (is_plain && is_shouted && is_long && is_keeping_word(mark)).then_some(at)
}

/// Whether a word is a mark that no sentence has for a word of its own: `TLP:RED`, `SBU`, `C//NF`.
fn is_coined(word: &str) -> bool {
    const COINED: [&str; 11] =
        ["SBU", "NOFORN", "LIMDIS", "EXDIS", "NODIS", "STADIS", "ORCON", "PROPIN", "OFFSEN", "UKEO", "FOUO"];
    (COINED.contains(&word) || word.contains(':') || word.contains("//"))
        && word.chars().all(|c| c.is_ascii_uppercase() || matches!(c, ':' | '/' | '+' | '-'))
        && is_keeping_word(word)
}

/// Where words begin that say how to handle those before them and are no mark in capitals, with the sign that parts both:
/// `→ do not share`, `, internal`, `※渡さない`, `– if raised`.
fn order_at_end(words: &str) -> Option<usize> {
    /// The longest of them, in bytes.
    const MAX_BYTES: usize = 60;
    let is_sign = |c: char| {
        matches!(
            c,
            ',' | '、'
                | '|'
                | '/'
                | '#'
                | '※'
                | '＊'
                | '*'
                | '・'
                | '―'
                | '–'
                | '—'
                | '～'
                | '〜'
                | '「'
                | '.'
                | '。'
                | '\u{3000}'
                | '\u{2190}'..='\u{21ff}'
        )
    };
    let is_stopped = words.ends_with(['.', '。']);
    let bare = words.trim_end_matches(|c: char| !c.is_alphanumeric());
    let start = bare.floor_char_boundary(bare.len().saturating_sub(MAX_BYTES));
    let (at, sign) = bare[start..].char_indices().rfind(|(_, c)| is_sign(*c))?;
    let (before, tail) = (&bare[..start + at], bare[start + at + sign.len_utf8()..].trim());
    // A word behind a comma may be one of several of a sentence, and one behind a stop or a slash another.
    let is_of_sentence = match sign {
        ',' | '、' => is_stopped,
        '.' | '。' => tail.starts_with(char::is_lowercase) || tail.chars().nth(1).is_none(),
        '/' => !before.ends_with(' '),
        '#' => !before.ends_with(' ') && !before.is_empty(),
        // `A – Secret` may be a title.
        '–' | '—' => !tail.contains(' ') && tail.starts_with(|c: char| c.is_ascii_uppercase()),
        _ => false,
    };
    // `Nine – in secret` says how something is done.
    let is_manner = ["in ", "by ", "as ", "under "].iter().any(|word| tail.starts_with(word));
    // Other signs are marks of Markdown, or those of a sentence.
    let is_plain = tail
        .chars()
        .all(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '/' | '.' | '\'' | '’' | '\u{3000}'));
    if !is_plain || tail.is_empty() || !before.contains(char::is_alphanumeric) || is_of_sentence || is_manner
    {
        return None;
    }
    // The last of several things may be called like what stays.
    let is_one_of_several = matches!(sign, ',' | '、')
        && !is_keeping_word(tail)
        && exact_naming(tail).is_some_and(|named| named.certainty == Certainty::Plain);
    let is_said = is_handling_line(tail) && !is_one_of_several
        || is_case(&fold_name(tail))
        || is_case_in_japanese(tail);
    is_said.then_some(before.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_behind_the_words_they_are_for_are_found() {
        for (words, at) in [
            ("Nine – SBU", "Nine ".len()),
            ("Nine ships. SBU.", "Nine ships".len()),
            ("Nine //SBU//", "Nine".len()),
            ("Nine - OFFICIAL-SENSITIVE", "Nine ".len()),
            ("九隻。部外秘", "九隻".len()),
            ("九隻　極秘", "九隻".len()),
            ("Nine ships TLP:RED", "Nine ships".len()),
            ("Nine ships SBU", "Nine ships".len()),
        ] {
            assert_eq!(mark_at_end(words), Some(at), "{words}");
        }
        for words in
            ["Nine – in secret", "Talks – US", "Go. Now", "上限。秘", "They met in private.", "A – Secret"]
        {
            assert_eq!(mark_at_end(words), None, "{words}");
        }
    }

    #[test]
    fn orders_behind_words_are_told_by_the_sign_between_them() {
        for (words, before) in [
            ("Ports → do not share", "Ports "),
            ("Nine, internal", "Nine"),
            ("Nine / not for them", "Nine "),
            ("九隻、部内限り", "九隻"),
            ("九隻　※渡さない", "九隻　"),
            ("Nine – if raised.", "Nine "),
            ("Nine 🔒", "Nine "),
        ] {
            assert_eq!(mark_at_end(words), Some(before.len()), "{words}");
        }
        for words in [
            "Roads, ports, internal.",
            "Nine/private",
            "Internal",
            "Nine – if ratified.",
            "Nine ports",
            "Trade, not aid",
        ] {
            assert_eq!(mark_at_end(words), None, "{words}");
        }
    }
}
