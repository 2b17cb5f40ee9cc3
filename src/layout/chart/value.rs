//! What a cell of a chart is worth: `−1,280`, `EUR 11 000`, `10万9,000人`, `$61.6 billion`.
//!
//! Whether a text is a number at all is said by `brief`; here it gets a value and a unit, so that bars can be drawn,
//! and so that none is drawn where units differ.

use crate::brief::is_number;
use crate::text;

/// A number as a chart needs it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Value {
    /// Its value, with the scale that was said.
    pub number: f64,
    /// What it is counted in, as far as its own text tells: `eur`, `%`, `人`; empty where nothing does.
    pub unit: String,
}

/// Reads a cell; nothing where it holds no number.
pub(super) fn value_of(cell: &str) -> Option<Value> {
    if !is_number(cell) {
        return None;
    }
    let text = narrow(cell);
    let text = text.split(['(', '[']).next().unwrap_or("").trim();
    let is_negative =
        text.starts_with(['-', '\u{2212}', '▲', '△']) || sign_behind_currency(text) || false_minus(text);
    let digits_at = text.find(|c: char| c.is_ascii_digit())?;
    let currency = text[..digits_at].trim_matches(|c: char| !c.is_alphabetic() && !is_money(c));
    let (number, rest) = scaled(&text[digits_at..])?;
    let unit = format!("{}{}", currency.to_lowercase(), rest.trim().trim_end_matches('.').to_lowercase());
    Some(Value { number: if is_negative { -number } else { number }, unit })
}

/// Full-width digits and signs as their narrow twins.
fn narrow(cell: &str) -> String {
    let fold = |c: char| match c {
        '\u{a0}' | '\u{2009}' | '\u{202f}' => ' ',
        '‐' | '‑' | '–' | '﹣' => '-',
        '’' => '\'',
        c => text::narrow(c),
    };
    cell.trim().chars().map(fold).collect()
}

fn sign_behind_currency(text: &str) -> bool {
    let before = text.split(|c: char| c.is_ascii_digit()).next().unwrap_or("");
    before.contains(['-', '\u{2212}'])
}

/// The long vowel of kana, typed for a minus.
fn false_minus(text: &str) -> bool {
    text.starts_with('ー')
}

fn is_money(c: char) -> bool {
    matches!(c, '$' | '¢' | '£' | '¥' | '\u{20a0}'..='\u{20cf}')
}

/// A number with the scales behind it, and what is left of the text.
fn scaled(text: &str) -> Option<(f64, &str)> {
    const MYRIADS: [(char, f64); 3] = [('兆', 1e12), ('億', 1e8), ('万', 1e4)];
    const WORDS: [(&str, f64); 9] = [
        ("trillion", 1e12),
        ("billion", 1e9),
        ("million", 1e6),
        ("thousand", 1e3),
        ("trn", 1e12),
        ("tn", 1e12),
        ("bn", 1e9),
        ("mn", 1e6),
        ("k", 1e3),
    ];
    let (mut total, mut rest) = (0.0, text);
    loop {
        let (number, after) = plain(rest)?;
        let trimmed = after.trim_start();
        let Some((sign, scale)) = MYRIADS.iter().find(|(sign, _)| trimmed.starts_with(*sign)) else {
            let is_end = |rest: &str| !rest.starts_with(|c: char| c.is_alphanumeric());
            let word = WORDS
                .iter()
                .find(|(name, _)| strip_word(trimmed, name).is_some_and(is_end))
                .filter(|_| total == 0.0);
            return Some(match word {
                Some((name, scale)) => (number * scale, &trimmed[name.len()..]),
                None => (total + number, after),
            });
        };
        total += number * scale;
        rest = &trimmed[sign.len_utf8()..];
        if !rest.starts_with(|c: char| c.is_ascii_digit()) {
            return Some((total, rest));
        }
    }
}

fn strip_word<'t>(text: &'t str, name: &str) -> Option<&'t str> {
    let head = text.get(..name.len())?;
    head.eq_ignore_ascii_case(name).then(|| &text[name.len()..])
}

/// The digits that a text begins with, thousands and fraction understood, and what is left.
fn plain(text: &str) -> Option<(f64, &str)> {
    let mut groups: Vec<(char, String)> = Vec::new();
    let (mut separator, mut rest) = ('0', text);
    loop {
        let n_digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        groups.push((separator, rest[..n_digits].to_owned()));
        rest = &rest[n_digits..];
        let mut chars = rest.chars();
        let Some(next) = chars.next().filter(|c| matches!(c, '.' | ',' | '\'' | ' ')) else { break };
        let n_next = chars.as_str().chars().take_while(char::is_ascii_digit).count();
        if n_next == 0 || (next == ' ' && n_next != 3) {
            break;
        }
        (separator, rest) = (next, chars.as_str());
    }
    let (last, whole) = groups.split_last()?;
    let is_repeated = whole.iter().skip(1).any(|(c, _)| *c == last.0);
    let is_fraction = match last.0 {
        '.' => !is_repeated,
        // 1,280 is a thousand; 1,28 and 1.280,5 have a fraction.
        ',' => last.1.len() != 3 || whole.iter().any(|(c, _)| *c == '.'),
        _ => false,
    };
    let digits: String = whole.iter().map(|(_, digits)| digits.as_str()).collect();
    let joined = if is_fraction { format!("{digits}.{}", last.1) } else { format!("{digits}{}", last.1) };
    joined.parse().ok().map(|number| (number, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_worth_what_they_say() {
        for (cell, number, unit) in [
            ("88,000", 88_000.0, ""),
            ("−1,280", -1_280.0, ""),
            ("-35.5", -35.5, ""),
            ("EUR 11 000", 11_000.0, "eur"),
            ("−EUR 11 000", -11_000.0, "eur"),
            ("$−5", -5.0, "$"),
            ("$61.6 billion", 61.6e9, "$"),
            ("¥211bn", 211e9, "¥"),
            ("10万9,000人", 109_000.0, "人"),
            ("27兆5,000億円", 27.5e12, "円"),
            ("１，２８０億円", 1_280e8, "円"),
            ("2 %", 2.0, "%"),
            ("+4.2％", 4.2, "%"),
            ("1.280,50", 1_280.5, ""),
            ("1,234,567", 1_234_567.0, ""),
            ("3,5", 3.5, ""),
            ("40 000 tonnes", 40_000.0, "tonnes"),
            ("▲5", -5.0, ""),
            ("3.5 (2023)", 3.5, ""),
            ("7.1 Billion", 7.1e9, ""),
        ] {
            let value = value_of(cell).unwrap_or_else(|| panic!("{cell} is a number"));
            assert!((value.number - number).abs() < 1e-6 * number.abs().max(1.0), "{cell}: {value:?}");
            assert_eq!(value.unit, unit, "{cell}");
        }
    }

    #[test]
    fn what_is_no_number_has_no_value() {
        for cell in ["", "n/a", "–", "10–12", "2024-11-20", "about 5", "F-35"] {
            assert_eq!(value_of(cell), None, "{cell}");
        }
    }
}
