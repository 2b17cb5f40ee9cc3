//! What a text says of how its figure was rounded: "about", "more than", 約, 弱.

use crate::facts::fold::holds;

/// On which side of the figure said the book's figure lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Leaning {
    /// The figure is said as it is.
    Exact,
    /// Either side: "about".
    About,
    /// The book's figure is the larger: "more than".
    Over,
    /// The book's figure is the smaller: "nearly".
    Under,
}

/// Words that lean, in the order in which they are looked for: "no more than" before "more than".
const HEDGES: [(Leaning, &[&str]); 4] = [
    (
        Leaning::Under,
        &["no more than", "not more than", "not over", "no greater than", "以下", "未満", "足らず", "を下回"],
    ),
    (Leaning::Over, &["no less than", "not less than", "no fewer than", "not fewer than", "not under"]),
    (
        Leaning::Over,
        &["more than", "over", "at least", "above", "upwards of", "in excess of", "以上", "を超", "を上回"],
    ),
    (
        Leaning::Under,
        &[
            "nearly",
            "almost",
            "close to",
            "up to",
            "just under",
            "under",
            "below",
            "less than",
            "fewer than",
            "近く",
            "最大",
        ],
    ),
];

const ABOUT: [&str; 11] =
    ["about", "some", "around", "roughly", "approximately", "~", "約", "およそ", "ほぼ", "程度", "前後"];

/// Signs that lean only where they close a figure: 11万人弱, but not 弱い.
const AFTER_FIGURE: [(char, Leaning); 4] =
    [('弱', Leaning::Under), ('超', Leaning::Over), ('余', Leaning::Over), ('強', Leaning::Over)];

/// How many characters of unit may stand between the last digit and such a sign: 億ドル and one more.
const MAX_UNIT_CHARS: usize = 4;

/// Reads which way a folded text leans.
pub(super) fn leaning(text: &str) -> Leaning {
    let has = |words: &[&str]| words.iter().any(|word| holds(text, word));
    let named = HEDGES.iter().find(|(_, words)| has(words)).map(|(leaning, _)| *leaning);
    if let Some(leaning) = named.or_else(|| after_figure(text)) {
        return leaning;
    }
    if has(&ABOUT) { Leaning::About } else { Leaning::Exact }
}

fn after_figure(text: &str) -> Option<Leaning> {
    let chars: Vec<char> = text.chars().collect();
    chars.iter().enumerate().find_map(|(idx, c)| {
        let (_, leaning) = AFTER_FIGURE.iter().find(|(sign, _)| sign == c)?;
        let before = &chars[idx.saturating_sub(MAX_UNIT_CHARS + 1)..idx];
        before.iter().any(char::is_ascii_digit).then_some(*leaning)
    })
}

/// Whether the figure said lies no further from the book's than `tolerance`, a part of the book's, and on the
/// side that the words around it claim.
///
/// The words are read only if the figures lie that near: most do not.
pub(super) fn is_close(said: f64, book: f64, leaning: impl Fn() -> Leaning, tolerance: f64) -> bool {
    let distance = (said - book).abs();
    let is_equal = distance <= book.abs() * 1e-9;
    let is_near = distance <= book.abs() * tolerance * (1.0 + 1e-9);
    let is_on_side = || match leaning() {
        Leaning::Exact => false,
        Leaning::About => true,
        Leaning::Over => said < book,
        Leaning::Under => said > book,
    };
    is_equal || (is_near && is_on_side())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_lean_as_they_are_meant() {
        for (text, expected) in [
            ("109,000", Leaning::Exact),
            ("moreover 109,000", Leaning::Exact),
            ("handsome 109,000", Leaning::Exact),
            ("弱い 5", Leaning::Exact),
            ("about 110,000", Leaning::About),
            ("some 110,000", Leaning::About),
            ("約11万人", Leaning::About),
            ("more than 105,000", Leaning::Over),
            ("no more than 110,000", Leaning::Under),
            ("no fewer than 105,000", Leaning::Over),
            ("fewer than 110,000", Leaning::Under),
            ("11万人弱", Leaning::Under),
            ("616億ドル超", Leaning::Over),
            ("10万人以上", Leaning::Over),
            ("10万人を超える", Leaning::Over),
            ("11万人未満", Leaning::Under),
        ] {
            assert_eq!(leaning(text), expected, "{text}");
        }
    }

    #[test]
    fn only_the_side_that_is_claimed_is_close() {
        let is_close = |said, leaning| is_close(said, 100.0, || leaning, 0.02);
        assert!(is_close(98.0, Leaning::Over) && !is_close(102.0, Leaning::Over));
        assert!(is_close(102.0, Leaning::Under) && !is_close(98.0, Leaning::Under));
        assert!(is_close(98.0, Leaning::About) && !is_close(97.0, Leaning::About));
        assert!(is_close(100.0, Leaning::Exact) && !is_close(99.0, Leaning::Exact));
        assert!(super::is_close(0.0, 0.0, || Leaning::Exact, 0.02));
    }
}
