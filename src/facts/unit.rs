//! What a unit such as `USD billion` says: what is measured, and in what scale.

use crate::facts::Fact;

/// What a number measures, as far as its unit or the signs around it tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Measure {
    /// Nothing says.
    Unknown,
    /// Things that are counted: jobs, plants.
    Count,
    /// Hundredths of something.
    Percent,
    /// A part of something, in whatever form: "two thirds", 0.67.
    Share,
    /// United States dollars.
    Dollars,
    /// Japanese yen.
    Yen,
    /// Any other money.
    OtherMoney,
}

/// The scales that English units name, the largest first.
const SCALES: [(&str, i32); 7] =
    [("trillion", 12), ("billion", 9), ("million", 6), ("thousand", 3), ("tn", 12), ("bn", 9), ("mn", 6)];

impl Measure {
    /// Reads the unit of a fact.
    pub(super) fn of(fact: &Fact) -> Self {
        let unit = fact.unit.as_deref().unwrap_or("").trim();
        let lower = unit.to_lowercase();
        let first = lower.split_whitespace().next().unwrap_or("");
        match first {
            "" => Self::Unknown,
            "usd" | "dollar" | "dollars" | "us$" | "$" => Self::Dollars,
            "jpy" | "yen" | "¥" => Self::Yen,
            "percent" | "%" | "％" => Self::Percent,
            "share" | "of" | "ratio" => Self::Share,
            _ if currency_code(unit).is_some() => Self::OtherMoney,
            _ => Self::Count,
        }
    }

    /// Whether a figure of this measure can stand for a figure of the other.
    pub(super) fn fits(self, other: Self) -> bool {
        let is_part = |measure| matches!(measure, Self::Percent | Self::Share);
        self == other || self == Self::Unknown || other == Self::Unknown || (is_part(self) && is_part(other))
    }
}

/// The power of ten in a unit: 9 for `USD billion`, 0 where it names none.
pub(super) fn power_of_ten(unit: &str) -> i32 {
    let lower = unit.to_lowercase();
    let mut words = lower.split(|c: char| !c.is_alphabetic());
    words.find_map(power_of_word).unwrap_or(0)
}

/// The name of the scale of a unit, such as `billion`.
pub(super) fn scale_name(unit: &str) -> Option<&'static str> {
    let power = power_of_ten(unit);
    SCALES.iter().find(|(_, scale)| *scale == power).map(|(name, _)| *name)
}

/// The code that a unit of money begins with: `EUR` in `EUR billion`.
pub(super) fn currency_code(unit: &str) -> Option<&str> {
    let first = unit.split_whitespace().next()?;
    let is_code = first.len() == 3 && first.bytes().all(|byte| byte.is_ascii_uppercase());
    is_code.then_some(first)
}

fn power_of_word(word: &str) -> Option<i32> {
    SCALES.iter().find(|(name, _)| *name == word).map(|(_, power)| *power)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::samples::fact;

    fn measure(unit: &str) -> Measure {
        Measure::of(&fact(1.0, unit))
    }

    #[test]
    fn a_unit_tells_measure_and_scale_whatever_follows() {
        assert_eq!(measure("USD billion (up to)"), Measure::Dollars);
        assert_eq!(measure("JPY trillion"), Measure::Yen);
        assert_eq!(measure("EUR million"), Measure::OtherMoney);
        assert_eq!(measure("percent of GDP"), Measure::Percent);
        assert_eq!(measure("of U.S. sales"), Measure::Share);
        assert_eq!(measure("jobs (planned)"), Measure::Count);
        assert_eq!(measure(""), Measure::Unknown);
        assert_eq!(power_of_ten("USD billion per year"), 9);
        assert_eq!(power_of_ten("billionaires"), 0);
        assert_eq!(scale_name("JPY trillion"), Some("trillion"));
        assert_eq!(scale_name("jobs"), None);
    }

    #[test]
    fn dollars_are_no_yen_and_jobs_no_percent() {
        assert!(!Measure::Dollars.fits(Measure::Yen));
        assert!(!Measure::Percent.fits(Measure::Count));
        assert!(Measure::Percent.fits(Measure::Share));
        assert!(Measure::Unknown.fits(Measure::Yen));
    }
}
