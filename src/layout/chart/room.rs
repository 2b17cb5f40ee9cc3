//! The room that a page gives to a chart, and how large the words on it are.

use crate::brief::Lang;

/// The room for a chart.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::layout) struct Room {
    /// Its width, in points.
    pub width: f64,
    /// The most height it may take, in points.
    pub height: f64,
    /// The type size of its words, in points.
    pub size: f64,
    /// Whether the chart fills the height, as on a slide, or takes what it needs, as on paper.
    pub fills: bool,
}

impl Room {
    /// The height of a chart that has a form of its own, such as a line: all on a slide, a landscape on paper.
    pub(super) fn landscape(self) -> f64 {
        if self.fills {
            self.height
        } else {
            self.height.min((self.width * 0.36).max(self.size * 13.0).min(self.size * 17.0))
        }
    }
}

/// A number as an axis is marked with it: as short as it can be, with a true minus.
pub(super) fn tick_text(number: f64, n_decimals: usize, largest: f64, lang: Lang) -> String {
    const EN: [(f64, &str); 3] = [(1e12, " tn"), (1e9, " bn"), (1e6, " m")];
    const JA: [(f64, &str); 3] = [(1e12, "兆"), (1e8, "億"), (1e4, "万")];
    let (scales, from) = match lang {
        Lang::En => (EN, 1e7),
        Lang::Ja => (JA, 1e6),
    };
    if number != 0.0
        && largest >= from
        && let Some((scale, name)) = scales.iter().find(|(scale, _)| largest >= *scale)
    {
        let scaled = number / scale;
        let n_decimals = usize::from((scaled - scaled.round()).abs() > 1e-9);
        return format!("{}{name}", grouped(scaled, n_decimals));
    }
    grouped(number, n_decimals)
}

fn grouped(number: f64, n_decimals: usize) -> String {
    let text = format!("{:.n_decimals$}", number.abs());
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let mut out = String::new();
    if number < 0.0 {
        out.push('\u{2212}');
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_an_axis_are_short_in_both_languages() {
        assert_eq!(tick_text(80_000.0, 0, 110_000.0, Lang::En), "80,000");
        assert_eq!(tick_text(-0.5, 1, 1.0, Lang::En), "−0.5");
        assert_eq!(tick_text(60e9, 0, 80e9, Lang::En), "60 bn");
        assert_eq!(tick_text(43e12, 0, 43e12, Lang::Ja), "43兆");
        assert_eq!(tick_text(0.0, 0, 43e12, Lang::Ja), "0");
    }
}
