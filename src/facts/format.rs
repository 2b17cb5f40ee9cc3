//! Figures as a language writes them: 109,000 and 10万9,000, $61.6 billion and 616億ドル.
//!
//! Numbers are scaled by moving the point in their digits, so no binary fraction shows.

use crate::brief::Lang;
use crate::facts::unit::{Measure, currency_code, power_of_ten, scale_name};
use crate::facts::{Fact, Value, long_date};

/// The value of a fact as a text in `lang` shows it.
pub fn format_value(fact: &Fact, lang: Lang) -> String {
    let display = match lang {
        Lang::En => &fact.display.en,
        Lang::Ja => &fact.display.ja,
    };
    if let Some(display) = display {
        return display.clone();
    }
    match &fact.value {
        Value::Text(text) => text_or_date(text, lang),
        Value::Number(number) => with_unit(*number, fact, lang),
    }
}

/// A bare number as a text in `lang` writes it.
pub fn format_number(number: f64, lang: Lang) -> String {
    match lang {
        Lang::En => plain(&Decimal::new(number, 0)),
        Lang::Ja => myriads(&Decimal::new(number, 0)),
    }
}

/// A number that is typed in bare digits, as a text in `lang` writes it, with the sign and the decimals it has;
/// nothing for any other text.
pub fn format_typed(text: &str, lang: Lang) -> Option<String> {
    let text = text.trim();
    let digits = text.strip_prefix(['-', '+', '−']).unwrap_or(text);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let are_digits = |digits: &str| digits.bytes().all(|byte| byte.is_ascii_digit());
    // Zeros before a number make it a code.
    let is_code = whole.len() > 1 && whole.starts_with('0');
    if digits.ends_with('.') || whole.is_empty() || is_code || !are_digits(whole) || !are_digits(fraction) {
        return None;
    }
    let is_negative = text.starts_with(['-', '−']);
    let number = Decimal { is_negative, whole: whole.to_owned(), fraction: fraction.to_owned() };
    let plus = if text.starts_with('+') { "+" } else { "" };
    Some(match lang {
        Lang::En => format!("{plus}{}", plain(&number)),
        Lang::Ja => format!("{plus}{}", myriads(&number)),
    })
}

/// A day or month of the book is written out; other words stand as they are.
fn text_or_date(text: &str, lang: Lang) -> String {
    let has_month = text.len() >= "2016-11".len() && text.starts_with(|c: char| c.is_ascii_digit());
    if has_month { long_date(text, lang) } else { text.to_owned() }
}

fn with_unit(number: f64, fact: &Fact, lang: Lang) -> String {
    let unit = fact.unit.as_deref().unwrap_or("").trim();
    let amount = match lang {
        Lang::En => {
            let scale = scale_name(unit).map_or(String::new(), |name| format!(" {name}"));
            format!("{}{scale}", plain(&Decimal::new(number, 0)))
        }
        Lang::Ja => myriads(&Decimal::new(number, power_of_ten(unit))),
    };
    match (Measure::of(fact), lang) {
        (Measure::Percent, Lang::En) => format!("{amount}%"),
        (Measure::Percent, Lang::Ja) => format!("{amount}％"),
        (Measure::Dollars, Lang::En) => signed("$", &amount),
        (Measure::Dollars, Lang::Ja) => format!("{amount}ドル"),
        (Measure::Yen, Lang::En) => signed("¥", &amount),
        (Measure::Yen, Lang::Ja) => format!("{amount}円"),
        (Measure::OtherMoney, _) => format!("{} {amount}", currency_code(unit).unwrap_or("")),
        // A year is a name, not an amount.
        (Measure::Count, _) if unit == "year" => Decimal::new(number, 0).digits(),
        (Measure::Count | Measure::Share | Measure::Unknown, _) => amount,
    }
}

/// An amount of money with the sign of its currency, after the minus.
fn signed(currency: &str, amount: &str) -> String {
    match amount.strip_prefix('−') {
        Some(amount) => format!("−{currency}{amount}"),
        None => format!("{currency}{amount}"),
    }
}

/// A number as its digits, so that scaling it rounds nothing.
struct Decimal {
    is_negative: bool,
    whole: String,
    fraction: String,
}

impl Decimal {
    /// Takes a number times a power of ten; digits past the sixth decimal come of binary fractions and go.
    fn new(number: f64, power: i32) -> Self {
        let text = format!("{:.6}", number.abs());
        let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
        let n_moved = usize::try_from(power).unwrap_or(0);
        let fraction = format!("{fraction:0<n_moved$}");
        let (moved, fraction) = fraction.split_at(n_moved);
        let whole = format!("{whole}{moved}");
        let whole = match whole.trim_start_matches('0') {
            "" => "0",
            whole => whole,
        };
        let fraction = fraction.trim_end_matches('0');
        let is_zero = whole == "0" && fraction.is_empty();
        Self { is_negative: number < 0.0 && !is_zero, whole: whole.to_owned(), fraction: fraction.to_owned() }
    }

    fn sign(&self) -> &'static str {
        if self.is_negative { "−" } else { "" }
    }

    fn point_and_fraction(&self) -> String {
        if self.fraction.is_empty() { String::new() } else { format!(".{}", self.fraction) }
    }

    fn digits(&self) -> String {
        format!("{}{}{}", self.sign(), self.whole, self.point_and_fraction())
    }
}

/// A number with its thousands apart: 109,000 or 61.6.
fn plain(number: &Decimal) -> String {
    format!("{}{}{}", number.sign(), thousands(&number.whole), number.point_and_fraction())
}

/// A number with its myriads named, as Japanese does: 10万9,000 or 229万.
fn myriads(number: &Decimal) -> String {
    let mut out = number.sign().to_owned();
    let mut rest = number.whole.as_str();
    for (n_digits, name) in [(12, "兆"), (8, "億"), (4, "万")] {
        let (count, below) = rest.split_at(rest.len().saturating_sub(n_digits));
        let count = count.trim_start_matches('0');
        if !count.is_empty() {
            out.push_str(&thousands(count));
            out.push_str(name);
        }
        rest = below;
    }
    let is_whole_myriad = number.whole.len() > 4 && number.fraction.is_empty();
    match rest.trim_start_matches('0') {
        "" if is_whole_myriad => {}
        "" => out.push('0'),
        rest => out.push_str(&thousands(rest)),
    }
    out.push_str(&number.point_and_fraction());
    out
}

/// Digits with a comma between thousands.
pub fn thousands(digits: &str) -> String {
    let mut out = String::new();
    for (idx, digit) in digits.chars().enumerate() {
        if idx > 0 && (digits.len() - idx).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::samples::fact;

    #[test]
    fn typed_numbers_keep_their_sign_and_decimals() {
        for (typed, en, ja) in [
            ("12800", "12,800", "1万2,800"),
            ("-12800.50", "−12,800.50", "−1万2,800.50"),
            ("+4.20", "+4.20", "+4.20"),
            ("−5", "−5", "−5"),
            ("0", "0", "0"),
            ("12345678901234567890", "12,345,678,901,234,567,890", "12,345,678兆9,012億3,456万7,890"),
        ] {
            assert_eq!(format_typed(typed, Lang::En).as_deref(), Some(en));
            assert_eq!(format_typed(typed, Lang::Ja).as_deref(), Some(ja));
        }
        for text in ["007", "1,280", "a", "", "-", "1.", ".5", "1.2.3", "2024-11-20", "1e5", "NaN", "inf"] {
            assert_eq!(format_typed(text, Lang::En), None, "{text}");
        }
    }

    #[test]
    fn figures_read_as_the_language_writes_them() {
        for (number, en, ja) in [
            (0.0, "0", "0"),
            (-0.0, "0", "0"),
            (109_000.0, "109,000", "10万9,000"),
            (2_290_000.0, "2,290,000", "229万"),
            (3_687_282.0, "3,687,282", "368万7,282"),
            (61.6, "61.6", "61.6"),
            (0.1 + 0.2, "0.3", "0.3"),
            (9_999.0, "9,999", "9,999"),
            (10_000.0, "10,000", "1万"),
            (120_000.5, "120,000.5", "12万0.5"),
            (1_055_100_000_000.0, "1,055,100,000,000", "1兆551億"),
            (-5.0, "−5", "−5"),
        ] {
            assert_eq!(format_number(number, Lang::En), en);
            assert_eq!(format_number(number, Lang::Ja), ja);
        }
    }

    #[test]
    fn units_scale_and_measure_whatever_follows_them() {
        for (number, unit, en, ja) in [
            (61.6, "USD billion", "$61.6 billion", "616億ドル"),
            (211.0, "JPY billion", "¥211 billion", "2,110億円"),
            (43.0, "JPY trillion", "¥43 trillion", "43兆円"),
            (-55.41, "USD billion", "−$55.41 billion", "−554億1,000万ドル"),
            (8.0, "USD billion per year", "$8 billion", "80億ドル"),
            (10.0, "USD billion (nearly)", "$10 billion", "100億ドル"),
            (500.0, "USD", "$500", "500ドル"),
            (2.5, "EUR million", "EUR 2.5 million", "EUR 250万"),
            (3.2, "million vehicles", "3.2 million", "320万"),
            (70.0, "percent", "70%", "70％"),
            (1.6, "percent of GDP", "1.6%", "1.6％"),
            (2_024.0, "year", "2024", "2024"),
            (109_000.0, "jobs", "109,000", "10万9,000"),
        ] {
            assert_eq!(format_value(&fact(number, unit), Lang::En), en);
            assert_eq!(format_value(&fact(number, unit), Lang::Ja), ja);
        }
    }

    #[test]
    fn no_binary_fraction_shows_in_any_amount_of_hundredths() {
        for hundredths in 1..100_000_u32 {
            let shown = format_value(&fact(f64::from(hundredths) / 100.0, "USD billion"), Lang::Ja);
            assert!(!shown.contains('.'), "{shown}");
        }
    }

    #[test]
    fn the_book_may_say_how_a_fact_is_shown() {
        let mut vehicles = fact(3_200_000.0, "vehicles");
        vehicles.display.en = Some("3.2 million".to_owned());
        assert_eq!(format_value(&vehicles, Lang::En), "3.2 million");
        assert_eq!(format_value(&vehicles, Lang::Ja), "320万");
    }

    #[test]
    fn dates_are_written_out_and_other_words_stand() {
        let mut date = fact(0.0, "date");
        for (text, en, ja) in [
            ("2024-11-07", "7 November 2024", "2024年11月7日"),
            ("2016-11", "November 2016", "2016年11月"),
            ("2016", "2016", "2016"),
            ("nearly one third", "nearly one third", "nearly one third"),
        ] {
            date.value = Value::Text(text.to_owned());
            assert_eq!(format_value(&date, Lang::En), en);
            assert_eq!(format_value(&date, Lang::Ja), ja);
        }
    }
}
