//! Which words of a text are of the other language: Japanese in English, and English in Japanese.
//!
//! A reader aloud has to know, or it spells kanji in English and reads English names as kana. Names in capitals, units
//! and numbers, which Japanese has taken in, are no other language.

use std::ops::Range;

use crate::brief::Lang;

/// The fewest letters of an English word in Japanese that is not just a unit or an abbreviation.
const LEAST_LETTERS: usize = 3;

/// The runs of a text that are not of its language, in bytes.
pub(super) fn foreign_runs(text: &str, lang: Lang) -> Vec<Range<usize>> {
    match lang {
        // Most text is ASCII, and is written at each keystroke.
        Lang::En if text.is_ascii() => Vec::new(),
        Lang::En => runs(text, is_japanese, is_japanese_mark, |run| run.chars().any(is_japanese)),
        Lang::Ja => runs(text, |c| c.is_ascii_alphabetic() || is_accented(c), is_latin_mark, holds_word),
    }
}

/// Runs that begin and end with letters, and between them hold letters and marks.
fn runs(
    text: &str,
    is_letter: impl Fn(char) -> bool,
    is_mark: impl Fn(char) -> bool,
    counts: impl Fn(&str) -> bool,
) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut open: Option<Range<usize>> = None;
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        if is_letter(c) {
            open = Some(open.map_or(at, |run| run.start)..end);
        } else if !is_mark(c) {
            found.extend(open.take());
        }
    }
    found.extend(open);
    found.retain(|run| counts(&text[run.clone()]));
    found
}

/// Kana and kanji.
fn is_japanese(c: char) -> bool {
    matches!(c, '\u{3005}'..='\u{3007}' | '\u{3041}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
        && c != '\u{30fb}'
}

/// What stands between Japanese words.
fn is_japanese_mark(c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{3004}' | '\u{3008}'..='\u{301f}' | '\u{30fb}' | '\u{ff01}'..='\u{ff5e}')
}

fn is_accented(c: char) -> bool {
    matches!(c, '\u{c0}'..='\u{24f}') && c.is_alphabetic()
}

/// What stands between English words.
fn is_latin_mark(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, ' ' | '\u{a0}' | '-' | '\'' | '’' | '–' | '.' | ',' | '&' | ':' | '/')
}

/// Whether a run of Latin letters holds a word of English, and not only names in capitals and units.
fn holds_word(run: &str) -> bool {
    let is_word = |word: &str| word.chars().count() >= LEAST_LETTERS && word.chars().any(char::is_lowercase);
    run.split(|c: char| !c.is_alphabetic()).any(is_word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str, lang: Lang) -> Vec<&str> {
        foreign_runs(text, lang).into_iter().map(|run| &text[run]).collect()
    }

    #[test]
    fn japanese_in_english_is_found_with_its_marks() {
        assert_eq!(
            found("The alliance (日米同盟) and 「自由で開かれたインド太平洋」.", Lang::En),
            ["日米同盟", "自由で開かれたインド太平洋"]
        );
        assert_eq!(found("外務省、防衛省 agree – so be it", Lang::En), ["外務省、防衛省"]);
        assert!(found("Seoul (서울) – “fine”, …", Lang::En).is_empty());
    }

    #[test]
    fn english_in_japanese_is_found_and_what_japanese_has_taken_in_is_not() {
        assert_eq!(found("国防長官Lloyd Austinと会談", Lang::Ja), ["Lloyd Austin"]);
        assert_eq!(found("“Free and Open Indo-Pacific”を推進", Lang::Ja), ["Free and Open Indo-Pacific"]);
        assert!(found("ASEAN 10か国、G7、F-35A、5 km、CO2", Lang::Ja).is_empty());
    }
}
