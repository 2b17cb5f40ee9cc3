//! Figures as a language writes them: 109,000 and 10万9,000.

use crate::brief::Lang;
use crate::facts::{Fact, Value};

/// The value of a fact as a text in `lang` shows it.
pub fn format_value(fact: &Fact, lang: Lang) -> String {
    let display = match lang {
        Lang::En => &fact.display.en,
        Lang::Ja => &fact.display.ja,
    };
    if let Some(display) = display {
        return display.clone();
    }
    let number = match &fact.value {
        Value::Text(text) => return text.clone(),
        Value::Number(number) => *number,
    };
    let unit = fact.unit.as_deref().unwrap_or("");
    match (unit, lang) {
        ("percent" | "%", _) => format!("{}%", plain(number)),
        ("USD billion", Lang::En) => format!("${} billion", plain(number)),
        ("USD billion", Lang::Ja) => format!("{}ドル", myriads(number * 1e9)),
        ("USD million", Lang::En) => format!("${} million", plain(number)),
        ("USD million", Lang::Ja) => format!("{}ドル", myriads(number * 1e6)),
        ("JPY billion", Lang::En) => format!("¥{} billion", plain(number)),
        ("JPY billion", Lang::Ja) => format!("{}円", myriads(number * 1e9)),
        ("JPY trillion", Lang::En) => format!("¥{} trillion", plain(number)),
        ("JPY trillion", Lang::Ja) => format!("{}円", myriads(number * 1e12)),
        (_, lang) => format_number(number, lang),
    }
}

/// A bare number as a text in `lang` writes it.
pub fn format_number(number: f64, lang: Lang) -> String {
    match lang {
        Lang::En => plain(number),
        Lang::Ja => myriads(number),
    }
}

/// A number with its thousands apart: 109,000 or 61.6.
fn plain(number: f64) -> String {
    let text = format!("{}", round(number));
    let (sign, digits) = text.strip_prefix('-').map_or(("", text.as_str()), |digits| ("−", digits));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let mut out = sign.to_owned();
    for (idx, digit) in whole.chars().enumerate() {
        if idx > 0 && (whole.len() - idx).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    if !fraction.is_empty() {
        out.push('.');
        out.push_str(fraction);
    }
    out
}

/// A number with its myriads named, as Japanese does: 10万9,000 or 229万.
fn myriads(number: f64) -> String {
    const NAMES: [(f64, &str); 3] = [(1e12, "兆"), (1e8, "億"), (1e4, "万")];
    let mut rest = round(number.abs());
    if rest < 1e4 {
        return plain(number);
    }
    let mut out = if number < 0.0 { "−".to_owned() } else { String::new() };
    for (scale, name) in NAMES {
        let count = (rest / scale).floor();
        if count >= 1.0 {
            out.push_str(&plain(count));
            out.push_str(name);
            rest = round(rest - count * scale);
        }
    }
    if rest > 0.0 {
        out.push_str(&plain(rest));
    }
    out
}

/// Takes off what comes from binary fractions.
fn round(number: f64) -> f64 {
    (number * 1e6).round() / 1e6
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_read_as_the_language_writes_them() {
        for (number, en, ja) in [
            (109_000.0, "109,000", "10万9,000"),
            (2_290_000.0, "2,290,000", "229万"),
            (61.6, "61.6", "61.6"),
            (9_999.0, "9,999", "9,999"),
            (1_055_100_000_000.0, "1,055,100,000,000", "1兆551億"),
            (-5.0, "−5", "−5"),
        ] {
            assert_eq!(plain(number), en);
            assert_eq!(myriads(number), ja);
        }
        assert_eq!(myriads(61.6 * 1e9), "616億");
    }
}
