//! The table of readings, and those that a text brings with it.

use super::*;

#[test]
fn terms_are_unique_and_the_longest_first() {
    for (idx, (term, reading)) in READINGS.iter().enumerate() {
        assert!(reading.chars().all(is_kana) && term.starts_with(is_kanji), "{term} {reading}");
        assert!(READINGS[..idx].iter().all(|(before, _)| before != term), "{term} twice");
        let n_letters = |term: &str| term.chars().count();
        assert!(READINGS[..idx].iter().all(|(before, _)| n_letters(before) >= n_letters(term)), "{term}");
    }
}

#[test]
fn a_text_gives_readings_in_brackets() {
    let text = "要旨（ようし）と駐留経費(ちゅうりゅうけいひ)、関税（25％）、あれ（これ）";
    let expected = [("要旨", "ようし"), ("駐留経費", "ちゅうりゅうけいひ")];
    let expected = expected.map(|(term, reading)| (term.to_owned(), reading.to_owned()));
    assert_eq!(readings_in(text), expected);
}
