//! Numbers in English words: "twenty-four", "one hundred and nine thousand", "two thirds", "half a million".

use crate::facts::figure::{Figure, measure_after};
use crate::facts::unit::Measure;

#[rustfmt::skip]
const SMALL: [&str; 20] = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
];

const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

const SCALES: [(&str, f64); 4] = [("thousand", 1e3), ("million", 1e6), ("billion", 1e9), ("trillion", 1e12)];

#[rustfmt::skip]
const PARTS: [(&str, f64); 11] = [
    ("half", 2.0), ("third", 3.0), ("quarter", 4.0), ("fourth", 4.0), ("fifth", 5.0), ("sixth", 6.0),
    ("seventh", 7.0), ("eighth", 8.0), ("ninth", 9.0), ("tenth", 10.0), ("halve", 2.0),
];

/// Finds the numbers that a folded text says in words.
pub(super) fn figures(text: &str) -> Vec<Figure> {
    let mut found = Vec::new();
    if !text.contains(|c: char| c.is_ascii_alphabetic()) {
        return found;
    }
    let words = words(text);
    let mut idx = 0;
    while idx < words.len() {
        let Some((figure, n_words)) = figure_at(&words[idx..]) else {
            idx += 1;
            continue;
        };
        idx += n_words;
        let end = words[idx - 1].end;
        let is_share = figure.measure == Measure::Share;
        let measure = if is_share { Measure::Share } else { measure_after(&text[end..]) };
        found.push(Figure { measure, ..figure });
    }
    found
}

/// A word and where it ends in the text.
#[derive(Clone, Copy)]
struct Word<'t> {
    text: &'t str,
    end: usize,
}

/// The words of a text; a number in digits is a word, too, so that no number in words reaches across it.
fn words(text: &str) -> Vec<Word<'_>> {
    let pieces = text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|piece| !piece.is_empty());
    let end_of = |piece: &str| piece.as_ptr().addr() - text.as_ptr().addr() + piece.len();
    pieces.map(|piece| Word { text: piece, end: end_of(piece) }).collect()
}

/// The number that some words begin with, and how many of them it takes.
fn figure_at(words: &[Word<'_>]) -> Option<(Figure, usize)> {
    let whole = cardinal(words);
    let article = words.first().filter(|word| matches!(word.text, "a" | "an")).map(|_| (1.0, 1, false));
    if let Some((share, n_words)) = share(whole.or(article), words) {
        return Some(of_a_million(share, n_words, words));
    }
    let (value, n_words, is_scaled) = whole?;
    Some((Figure { value, is_scaled, measure: Measure::Unknown }, n_words))
}

/// A part of a whole: "two thirds", "a quarter", "half".
fn share(count: Option<(f64, usize, bool)>, words: &[Word<'_>]) -> Option<(f64, usize)> {
    let (count, n_words, _) = count.unwrap_or((1.0, 0, false));
    let part = words.get(n_words)?.text;
    let (_, parts) = PARTS.iter().find(|(name, _)| part == *name || part.strip_suffix('s') == Some(name))?;
    // Without a count only a half is a part: "third" alone is a rank, "quarter" a time of the year.
    (n_words > 0 || part == "half").then_some((count / parts, n_words + 1))
}

/// "Half a million" is a number, "half" alone a share.
fn of_a_million(share: f64, n_words: usize, words: &[Word<'_>]) -> (Figure, usize) {
    let word = |idx: usize| words.get(idx).map_or("", |word| word.text);
    let n_articles = usize::from(word(n_words) == "a");
    match scale(word(n_words + n_articles)) {
        Some(scale) => {
            let figure = Figure { value: share * scale, is_scaled: true, measure: Measure::Unknown };
            (figure, n_words + n_articles + 1)
        }
        None => (Figure { value: share, is_scaled: false, measure: Measure::Share }, n_words),
    }
}

/// A whole number, how many words it takes, and whether a scale was among them.
fn cardinal(words: &[Word<'_>]) -> Option<(f64, usize, bool)> {
    let word = |idx: usize| words.get(idx).map_or("", |word| word.text);
    let is_large = |word: &str| word == "hundred" || scale(word).is_some();
    let has_article = word(0) == "a" && is_large(word(1));
    let mut total = 0.0;
    let mut group = if has_article { 1.0 } else { 0.0 };
    let mut n_words = usize::from(has_article);
    let mut is_scaled = false;
    loop {
        let next = word(n_words);
        let is_joined = next == "and" && n_words > 0 && is_large(word(n_words - 1));
        if is_joined && below_hundred(word(n_words + 1)).is_some() {
            n_words += 1;
        } else if let Some(value) = below_hundred(next).filter(|&value| fits_into(value, group)) {
            group += value;
            n_words += 1;
        } else if next == "hundred" && (1.0..100.0).contains(&group) {
            group *= 100.0;
            n_words += 1;
        } else if let Some(scale) = scale(next).filter(|_| group > 0.0) {
            total += group * scale;
            group = 0.0;
            is_scaled = true;
            n_words += 1;
        } else {
            break;
        }
    }
    (n_words > 0).then_some((total + group, n_words, is_scaled))
}

/// Whether a number below a hundred can be said after what was said: 4 after 20 or 100, not after 4.
fn fits_into(value: f64, group: f64) -> bool {
    let rest = group % 100.0;
    rest == 0.0 || (rest >= 20.0 && rest % 10.0 == 0.0 && value < 10.0)
}

fn below_hundred(word: &str) -> Option<f64> {
    let small = SMALL.iter().position(|name| *name == word);
    let tens = || TENS.iter().position(|name| *name == word).map(|idx| (idx + 2) * 10);
    small.or_else(tens).and_then(|value| u8::try_from(value).ok()).map(f64::from)
}

fn scale(word: &str) -> Option<f64> {
    SCALES.iter().find(|(name, _)| *name == word).map(|(_, scale)| *scale)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> Vec<(f64, Measure)> {
        figures(text).iter().map(|figure| (figure.value, figure.measure)).collect()
    }

    #[test]
    fn whole_numbers_are_read_in_words() {
        for (text, expected) in [
            ("twenty-four plants", 24.0),
            ("twenty four", 24.0),
            ("one hundred and nine thousand people", 109_000.0),
            ("a hundred", 100.0),
            ("two million two hundred ninety thousand", 2_290_000.0),
        ] {
            assert_eq!(said(text), [(expected, Measure::Unknown)], "{text}");
        }
        assert_eq!(said("eight billion dollars"), [(8e9, Measure::Dollars)]);
        assert_eq!(said("seventy percent"), [(70.0, Measure::Percent)]);
    }

    #[test]
    fn parts_are_read_in_words() {
        for (text, expected) in
            [("two-thirds", 2.0 / 3.0), ("a quarter", 0.25), ("half", 0.5), ("three quarters", 0.75)]
        {
            assert_eq!(said(text), [(expected, Measure::Share)], "{text}");
        }
        assert_eq!(said("half a million"), [(500_000.0, Measure::Unknown)]);
        assert!(said("the third quarter").is_empty());
    }

    #[test]
    fn numbers_side_by_side_stay_apart() {
        let values: Vec<f64> =
            said("two three, twenty thirty 5 six").iter().map(|(value, _)| *value).collect();
        assert_eq!(values, [2.0, 3.0, 20.0, 30.0, 6.0]);
    }
}
