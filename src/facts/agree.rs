//! Whether what a text says of a figure is what the book says.

use crate::facts::{Fact, Value};

/// How far a figure that is said to be rounded may lie from the book's.
const ROUNDING: f64 = 0.05;

/// Whether the words shown for a fact agree with the book.
///
/// Figures agree by value, however they are written: `109,000`, `10万9,000`, `109 thousand`. A rounded figure
/// agrees if it says so ("about", "more than", 約, 以上) and lies on the right side.
pub fn agrees(shown: &str, fact: &Fact) -> bool {
    let shown = fold(shown);
    let displays = [&fact.display.en, &fact.display.ja];
    if displays.into_iter().flatten().any(|display| shown.contains(&fold(display))) {
        return true;
    }
    match &fact.value {
        Value::Text(text) => {
            let text = fold(text);
            shown.contains(&text) || text.contains(shown.trim())
        }
        Value::Number(number) => {
            let unit_scale = scale_of_unit(fact.unit.as_deref().unwrap_or(""));
            let targets = [*number, *number * unit_scale];
            let leaning = leaning(&shown);
            numbers(&shown).iter().any(|&said| targets.iter().any(|&book| is_close(said, book, leaning)))
        }
    }
}

/// What a text says of how its figure was rounded.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Leaning {
    Exact,
    About,
    /// The book's figure is the larger: "more than".
    Over,
    /// The book's figure is the smaller: "nearly".
    Under,
}

fn leaning(text: &str) -> Leaning {
    let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
    if has(&["more than", "over ", "at least", "above", "以上", "超", "余り"]) {
        Leaning::Over
    } else if has(&["nearly", "almost", "close to", "up to", "just under", "弱", "近く"]) {
        Leaning::Under
    } else if has(&["about", "some ", "around", "roughly", "approximately", "約", "およそ", "ほぼ", "程度"])
    {
        Leaning::About
    } else {
        Leaning::Exact
    }
}

fn is_close(said: f64, book: f64, leaning: Leaning) -> bool {
    let tolerance = book.abs() * ROUNDING;
    let is_equal = (said - book).abs() <= book.abs() * 1e-9;
    is_equal
        || match leaning {
            Leaning::Exact => false,
            Leaning::About => (said - book).abs() <= tolerance,
            Leaning::Over => said <= book && book - said <= tolerance,
            Leaning::Under => said >= book && said - book <= tolerance,
        }
}

fn scale_of_unit(unit: &str) -> f64 {
    let unit = unit.to_lowercase();
    let scales = [("trillion", 1e12), ("billion", 1e9), ("million", 1e6), ("thousand", 1e3)];
    scales.iter().find(|(name, _)| unit.contains(name)).map_or(1.0, |&(_, scale)| scale)
}

/// Lower case, narrow digits and signs, no separators within numbers.
fn fold(text: &str) -> String {
    let narrow: String = text
        .chars()
        .map(|c| match c {
            '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
            '\u{2009}' | '\u{202f}' | '\u{a0}' | '\u{3000}' => ' ',
            '−' => '-',
            _ => c,
        })
        .collect();
    let chars: Vec<char> = narrow.to_lowercase().chars().collect();
    let is_separator = |idx: usize| {
        let digit = |at: Option<usize>| at.and_then(|at| chars.get(at)).is_some_and(char::is_ascii_digit);
        chars[idx] == ',' && digit(idx.checked_sub(1)) && digit(idx.checked_add(1))
    };
    (0..chars.len()).filter(|&idx| !is_separator(idx)).map(|idx| chars[idx]).collect()
}

/// The numbers in a folded text, with the words and signs that scale them.
fn numbers(text: &str) -> Vec<f64> {
    let mut found = Vec::new();
    let mut rest = text;
    // Japanese names each myriad: what is named so far, and not yet ended.
    let mut sum: Option<f64> = None;
    while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
        if at > 0 {
            found.extend(sum.take());
        }
        let digits_len =
            rest[at..].find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(rest.len() - at);
        let digits = rest[at..at + digits_len].trim_end_matches('.');
        let number: f64 = digits.parse().unwrap_or(f64::NAN);
        rest = &rest[at + digits.len()..];
        let (scale, len) = scale_word(rest);
        rest = &rest[len..];
        let value = number * scale;
        // Digits right after a named myriad go on with the same number.
        if scale > 1.0 && rest.starts_with(|c: char| c.is_ascii_digit()) {
            sum = Some(sum.unwrap_or(0.0) + value);
        } else {
            found.push(sum.take().unwrap_or(0.0) + value);
        }
    }
    found.extend(sum);
    found.extend(number_words(text));
    found.retain(|number| number.is_finite());
    found
}

/// The scale that a text begins with, and its length in bytes.
fn scale_word(text: &str) -> (f64, usize) {
    for (scale, name) in [(1e12, '兆'), (1e8, '億'), (1e4, '万'), (1e3, '千')] {
        if text.starts_with(name) {
            return (scale, name.len_utf8());
        }
    }
    let trimmed = text.trim_start_matches([' ', '-']);
    let blanks = text.len() - trimmed.len();
    let words = [
        ("trillion", 1e12),
        ("billion", 1e9),
        ("million", 1e6),
        ("thousand", 1e3),
        ("bn", 1e9),
        ("tn", 1e12),
        ("m", 1e6),
        ("k", 1e3),
    ];
    for (word, scale) in words {
        let after = trimmed.strip_prefix(word);
        if after.is_some_and(|after| !after.starts_with(|c: char| c.is_ascii_alphabetic())) {
            return (scale, blanks + word.len());
        }
    }
    (1.0, 0)
}

/// Numbers written as English words, up to ninety-nine.
fn number_words(text: &str) -> Vec<f64> {
    const SMALL: [&str; 20] = [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];
    const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    let value_of = |word: &str| -> Option<f64> {
        let small = |word: &str| SMALL.iter().position(|name| *name == word);
        let tens = |word: &str| TENS.iter().position(|name| *name == word).map(|idx| (idx + 2) * 10);
        let (first, second) = word.split_once('-').unwrap_or((word, ""));
        let value = match (tens(first), small(first)) {
            (Some(tens), _) => tens + small(second).filter(|&ones| ones < 10).unwrap_or(0),
            (None, Some(small)) if second.is_empty() => small,
            _ => return None,
        };
        u32::try_from(value).ok().map(f64::from)
    };
    let words: Vec<&str> = text.split(|c: char| !c.is_ascii_alphabetic() && c != '-').collect();
    words
        .iter()
        .enumerate()
        .filter_map(|(idx, word)| {
            let scale = words.get(idx + 1).map_or(1.0, |next| scale_word(next).0);
            value_of(word).map(|value| value * scale)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::Display;
    use crate::text::Span;

    fn fact(value: f64, unit: &str) -> Fact {
        Fact {
            key: "key".to_owned(),
            value: Value::Number(value),
            unit: Some(unit.to_owned()),
            display: Display::default(),
            as_of: "2023".to_owned(),
            good_until: None,
            scope: None,
            statement: None,
            source: None,
            span: Span::default(),
        }
    }

    #[test]
    fn the_same_figure_agrees_however_it_is_written() {
        let jobs = fact(109_000.0, "jobs");
        for shown in
            ["109,000", "109 thousand", "10万9,000", "１０万９，０００人", "109,000 people", "10万9千人"]
        {
            assert!(agrees(shown, &jobs), "{shown}");
        }
        let money = fact(61.6, "USD billion");
        for shown in ["$61.6 billion", "61.6", "616億ドル", "$61.6bn", "61,600 million"] {
            assert!(agrees(shown, &money), "{shown}");
        }
        let host = fact(1055.1, "JPY billion");
        assert!(agrees("1兆551億円", &host) && agrees("¥1,055.1 billion", &host));
        assert!(agrees("twenty-four plants", &fact(24.0, "plants")));
        assert!(agrees("75%", &fact(75.0, "percent")));
    }

    #[test]
    fn another_figure_does_not_agree() {
        let jobs = fact(109_000.0, "jobs");
        for shown in ["110,000", "10万8,000", "190,000", "many", "109", "1,090,000"] {
            assert!(!agrees(shown, &jobs), "{shown}");
        }
        assert!(!agrees("1.54兆円", &fact(1055.1, "JPY billion")));
    }

    #[test]
    fn rounded_figures_must_say_so_and_lie_on_the_right_side() {
        let jobs = fact(109_000.0, "jobs");
        assert!(agrees("about 110,000", &jobs) && agrees("約11万人", &jobs));
        assert!(agrees("more than 105,000", &jobs) && !agrees("more than 110,000", &jobs));
        assert!(agrees("nearly 110,000", &jobs) && !agrees("nearly 108,000", &jobs));
        assert!(!agrees("about 130,000", &jobs));
    }

    #[test]
    fn words_agree_by_their_words() {
        let mut share = fact(0.0, "");
        share.value = Value::Text("more than two thirds".to_owned());
        assert!(agrees("More than two thirds", &share));
        assert!(!agrees("half", &share));
    }
}
