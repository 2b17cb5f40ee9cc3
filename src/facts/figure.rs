//! The figures in a text, with the words and signs that scale and measure them: $61.6 billion, 10万9,000, 3分の2.

use crate::brief::blank_groups_len;
use crate::facts::unit::Measure;

/// A figure as a text says it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Figure {
    /// Its value with the scale that was said.
    pub(super) value: f64,
    /// Whether a scale was said: "61.6 billion", 616億.
    pub(super) is_scaled: bool,
    /// What the signs around it say it measures.
    pub(super) measure: Measure,
}

/// Finds the figures that a folded text says in digits.
pub(super) fn figures_in_digits(text: &str) -> Vec<Figure> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(ahead) = text[at..].find(|c: char| c.is_ascii_digit()) {
        let start = at + ahead;
        let (before, rest) = text.split_at(start);
        let (number, len) = number(rest);
        at = start + len;
        found.extend(number.and_then(|number| figure(number, before, &text[at..])));
    }
    found
}

/// The scale that an English text goes on with after a number, and its length in bytes.
pub(super) fn scale_word(text: &str) -> Option<(f64, usize)> {
    const NAMES: [(&str, f64); 10] = [
        ("trillion", 1e12),
        ("billion", 1e9),
        ("million", 1e6),
        ("thousand", 1e3),
        ("trn", 1e12),
        ("tn", 1e12),
        ("bn", 1e9),
        ("mn", 1e6),
        ("m", 1e6),
        ("k", 1e3),
    ];
    let word = text.trim_start_matches([' ', '-']);
    let n_blanks = text.len() - word.len();
    let is_end = |rest: &str| !rest.starts_with(|c: char| c.is_ascii_alphanumeric());
    let is_named = |name: &str| word.strip_prefix(name).is_some_and(is_end);
    NAMES.iter().find(|(name, _)| is_named(name)).map(|(name, scale)| (*scale, n_blanks + name.len()))
}

/// What the words after a number, or after its scale, measure.
pub(super) fn measure_after(text: &str) -> Measure {
    const NAMES: [(&str, Measure); 19] = [
        ("%", Measure::Percent),
        ("percent", Measure::Percent),
        ("per cent", Measure::Percent),
        ("パーセント", Measure::Percent),
        ("dollar", Measure::Dollars),
        ("us dollar", Measure::Dollars),
        ("u.s. dollar", Measure::Dollars),
        ("usd", Measure::Dollars),
        ("ドル", Measure::Dollars),
        ("米ドル", Measure::Dollars),
        ("yen", Measure::Yen),
        ("jpy", Measure::Yen),
        ("円", Measure::Yen),
        ("euro", Measure::OtherMoney),
        ("eur", Measure::OtherMoney),
        ("pound", Measure::OtherMoney),
        ("gbp", Measure::OtherMoney),
        ("ユーロ", Measure::OtherMoney),
        ("ポンド", Measure::OtherMoney),
    ];
    let word = text.trim_start_matches([' ', '-']);
    let is_end = |rest: &str| {
        let rest = rest.strip_prefix('s').unwrap_or(rest);
        !rest.starts_with(|c: char| c.is_ascii_alphabetic())
    };
    let is_named = |name: &str| {
        let rest = word.strip_prefix(name);
        rest.is_some_and(|rest| !name.ends_with(|c: char| c.is_ascii_alphabetic()) || is_end(rest))
    };
    NAMES.iter().find(|(name, _)| is_named(name)).map_or(Measure::Unknown, |(_, measure)| *measure)
}

/// A number in digits, as far as its own signs go.
#[derive(Clone, Copy)]
struct Number {
    value: f64,
    is_scaled: bool,
    is_share: bool,
}

fn figure(number: Number, before: &str, after: &str) -> Option<Figure> {
    let (before, sign) = sign_before(before);
    let (before, prefix) = money_before(before);
    // Digits inside a name, as in F35 or FY2024, are no figure.
    if prefix == Measure::Unknown && before.ends_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let (_, outer_sign) = sign_before(before);
    let value = number.value * sign * outer_sign;
    if number.is_share {
        return Some(Figure { value, is_scaled: false, measure: Measure::Share });
    }
    if after.starts_with('割') {
        return Some(Figure { value: value * 10.0, is_scaled: false, measure: Measure::Percent });
    }
    let (scale, len) = scale_word(after).unwrap_or((1.0, 0));
    let measure = if prefix == Measure::Unknown { measure_after(&after[len..]) } else { prefix };
    Some(Figure { value: value * scale, is_scaled: number.is_scaled || len > 0, measure })
}

/// The sign that a text ends with; a dash after a letter or a digit is none.
fn sign_before(text: &str) -> (&str, f64) {
    let Some(rest) = text.strip_suffix(['-', '▲', '△']) else { return (text, 1.0) };
    let is_dash = text.ends_with('-') && rest.ends_with(|c: char| c.is_alphanumeric());
    if is_dash { (text, 1.0) } else { (rest, -1.0) }
}

fn money_before(text: &str) -> (&str, Measure) {
    const SIGNS: [(&str, Measure); 9] = [
        ("us$", Measure::Dollars),
        ("$", Measure::Dollars),
        ("usd", Measure::Dollars),
        ("¥", Measure::Yen),
        ("jpy", Measure::Yen),
        ("€", Measure::OtherMoney),
        ("eur", Measure::OtherMoney),
        ("£", Measure::OtherMoney),
        ("gbp", Measure::OtherMoney),
    ];
    let trimmed = text.trim_end();
    let found = SIGNS.iter().find_map(|(sign, measure)| Some((trimmed.strip_suffix(sign)?, *measure)));
    found.unwrap_or((text, Measure::Unknown))
}

/// The number that a text begins with and its length; nothing where the digits are no number, as in 2024.11.7.
fn number(text: &str) -> (Option<Number>, usize) {
    let (first, len) = myriads(text);
    let Some(first) = first else { return (None, len) };
    let of = text[len..].strip_prefix("分の").filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    match of.map(digits) {
        Some((Some(part), part_len)) if first.value > 0.0 => {
            let share = Number { value: part / first.value, is_scaled: false, is_share: true };
            (Some(share), len + "分の".len() + part_len)
        }
        _ => (Some(first), len),
    }
}

/// A number whose myriads are named, as in 1兆551億 or 2千300万, or a plain one.
fn myriads(text: &str) -> (Option<Number>, usize) {
    let mut total = 0.0;
    // What is said so far below the next myriad.
    let mut section = 0.0;
    let mut is_scaled = false;
    let mut at = 0;
    loop {
        let (value, len) = digits(&text[at..]);
        at += len;
        let Some(value) = value else { return (None, at) };
        let start = at;
        let (scale, len) = below_myriad(&text[at..]);
        section += value * scale;
        at += len;
        let names = [('兆', 1e12), ('億', 1e8), ('万', 1e4)];
        // The name may stand apart: 27 兆円.
        let rest = &text[at..];
        at += rest.strip_prefix(' ').map_or(0, |rest| usize::from(rest.starts_with(['兆', '億', '万'])));
        if let Some((name, scale)) = names.into_iter().find(|(name, _)| text[at..].starts_with(*name)) {
            total += section * scale;
            section = 0.0;
            at += name.len_utf8();
        }
        is_scaled |= at > start;
        if at == start || !text[at..].starts_with(|c: char| c.is_ascii_digit()) {
            return (Some(Number { value: total + section, is_scaled, is_share: false }), at);
        }
    }
}

/// The scale below a myriad that a text begins with, and its length: the 千 of 3千万.
fn below_myriad(text: &str) -> (f64, usize) {
    let names = [("千", 1e3), ("百万", 1e2), ("百億", 1e2), ("百兆", 1e2)];
    let found = names.into_iter().find(|(name, _)| text.starts_with(name));
    // Of 百万 only the 百 is taken: the myriad is read next.
    found.map_or((1.0, 0), |(_, scale)| (scale, "千".len()))
}

/// Digits with their thousands and their fraction; the length covers what is no number, too.
fn digits(text: &str) -> (Option<f64>, usize) {
    let n_digits = |text: &str| text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let first = n_digits(text);
    let mut len = first;
    while first <= 3 && text[len..].strip_prefix(',').is_some_and(|rest| n_digits(rest) == 3) {
        len += ",000".len();
    }
    if len == first && !text.starts_with('0') {
        len += blank_groups_len(&text[len..], first);
    }
    let mut n_points = 0;
    while let Some(n_decimals) = text[len..].strip_prefix('.').map(n_digits).filter(|&n| n > 0) {
        n_points += 1;
        len += ".".len() + n_decimals;
    }
    let value = text[..len].replace([',', ' '], "").parse().ok().filter(|_| n_points < 2);
    (value, len)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::fold::fold;

    fn values(text: &str) -> Vec<f64> {
        figures_in_digits(&fold(text)).iter().map(|figure| figure.value).collect()
    }

    fn measured(text: &str) -> Vec<(f64, Measure)> {
        figures_in_digits(&fold(text)).iter().map(|figure| (figure.value, figure.measure)).collect()
    }

    #[test]
    fn scales_of_both_languages_are_read() {
        for (text, expected) in [
            ("109,000", 109_000.0),
            ("109 thousand", 109_000.0),
            ("EUR 11 000", 11_000.0),
            ("40 000 000 tonnes", 40e6),
            ("1 280.5", 1_280.5),
            ("27 兆円", 27e12),
            ("10万9,000", 109_000.0),
            ("10万9千人", 109_000.0),
            ("１０．９万", 109_000.0),
            ("$61.6bn", 61.6e9),
            ("a 61.6-billion-dollar bill", 61.6e9),
            ("1兆551億円", 1_055.1e9),
            ("3千万", 30e6),
            ("2千300万", 23e6),
            ("5百万", 5e6),
            ("−5", -5.0),
            ("▲5", -5.0),
            ("-$5", -5.0),
            ("$-5", -5.0),
        ] {
            assert_eq!(values(text), [expected], "{text}");
        }
    }

    #[test]
    fn what_is_measured_is_read_from_the_signs() {
        assert_eq!(measured("$8 billion"), [(8e9, Measure::Dollars)]);
        assert_eq!(measured("US$8"), [(8.0, Measure::Dollars)]);
        assert_eq!(measured("87億円"), [(87e8, Measure::Yen)]);
        assert_eq!(measured("8 billion yen"), [(8e9, Measure::Yen)]);
        assert_eq!(measured("5 euros"), [(5.0, Measure::OtherMoney)]);
        assert_eq!(measured("70％"), [(70.0, Measure::Percent)]);
        assert_eq!(measured("7割"), [(70.0, Measure::Percent)]);
        assert_eq!(measured("2 percentage points"), [(2.0, Measure::Unknown)]);
        assert_eq!(measured("4分の1"), [(0.25, Measure::Share)]);
        assert_eq!(measured("5分の会談"), [(5.0, Measure::Unknown)]);
    }

    #[test]
    fn lists_names_and_dates_are_not_run_together() {
        assert_eq!(values("24,43 and 27"), [24.0, 43.0, 27.0]);
        assert_eq!(values("24–43"), [24.0, 43.0]);
        assert!(values("the F35 and the G7 in FY2024, 2024.11.7").is_empty());
    }
}
