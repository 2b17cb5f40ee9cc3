//! The time a figure speaks of, in words: a point ("figure as of 2023", 2023年時点) or a period.

use crate::brief::Lang;
use crate::facts::long_date;

/// The time a figure speaks of, with the words that lead up to it; words that name no time stand as they are.
pub(super) fn as_of_words(as_of: &str, lang: Lang) -> String {
    let as_of = as_of.trim();
    let year_after = |word| as_of.strip_prefix(word).filter(|year| is_year(year));
    let (en, ja) = if let Some(period) = period(as_of) {
        (format!(" for {}", period.in_english()), period.in_japanese())
    } else if let Some((first, last)) = as_of.split_once(" to ") {
        let ends = |lang| (long_date(first, lang), long_date(last, lang));
        let ((en_first, en_last), (ja_first, ja_last)) = (ends(Lang::En), ends(Lang::Ja));
        (format!(" for {en_first} to {en_last}"), format!("{ja_first}～{ja_last}"))
    } else if let Some(year) = year_after("to ") {
        (format!(" up to {year}"), format!("{year}年まで"))
    } else if let Some(year) = year_after("end ") {
        (format!(" as of end {year}"), format!("{year}年末時点"))
    } else if as_of.starts_with(|c: char| c.is_ascii_digit()) || as_of.starts_with("FY") {
        (format!(" as of {}", long_date(as_of, Lang::En)), format!("{}時点", long_date(as_of, Lang::Ja)))
    } else {
        (format!(": {as_of}"), as_of.to_owned())
    };
    match lang {
        Lang::En => format!("figure{en}"),
        Lang::Ja => ja,
    }
}

/// A year or more, of the calendar or of the budget.
struct Period<'t> {
    is_fiscal: bool,
    first: &'t str,
    last: Option<&'t str>,
}

impl Period<'_> {
    fn in_english(&self) -> String {
        let prefix = if self.is_fiscal { "FY" } else { "" };
        let last = self.last.map_or(String::new(), |last| format!("–{last}"));
        format!("{prefix}{}{last}", self.first)
    }

    fn in_japanese(&self) -> String {
        let suffix = if self.is_fiscal { "年度" } else { "年" };
        let last = self.last.map_or(String::new(), |last| format!("～{last}"));
        format!("{}{last}{suffix}", self.first)
    }
}

/// Reads `FY2024`, `FY2022-FY2026`, `2016-2019`, `2022-23`; a single calendar year is a point in time.
fn period(as_of: &str) -> Option<Period<'_>> {
    let (years, is_fiscal) = as_of.strip_prefix("FY").map_or((as_of, false), |years| (years, true));
    let Some((first, last)) = years.split_once(['-', '–']) else {
        return (is_fiscal && is_year(years)).then_some(Period { is_fiscal, first: years, last: None });
    };
    let last = last.strip_prefix("FY").unwrap_or(last);
    let is_short = last.len() == 2 && last.bytes().all(|byte| byte.is_ascii_digit());
    // 2024-11 is a month, FY2024-11 and 2022-23 are not.
    let is_month = is_short && !is_fiscal && last <= "12";
    let is_period = is_year(first) && (is_year(last) || is_short) && !is_month;
    is_period.then_some(Period { is_fiscal, first, last: Some(last) })
}

fn is_year(text: &str) -> bool {
    text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_read_as_the_language_writes_them() {
        for (as_of, en, ja) in [
            ("2023", "figure as of 2023", "2023年時点"),
            ("2024-06", "figure as of June 2024", "2024年6月時点"),
            ("2024-11-07", "figure as of 7 November 2024", "2024年11月7日時点"),
            ("end 2023", "figure as of end 2023", "2023年末時点"),
            ("2016-2019", "figure for 2016–2019", "2016～2019年"),
            ("2022-23", "figure for 2022–23", "2022～23年"),
            ("FY2024", "figure for FY2024", "2024年度"),
            ("FY2022-FY2026", "figure for FY2022–2026", "2022～2026年度"),
            ("FY2022-26", "figure for FY2022–26", "2022～26年度"),
            ("to 2018", "figure up to 2018", "2018年まで"),
            ("2022-02 to 2023-12", "figure for February 2022 to December 2023", "2022年2月～2023年12月"),
            ("announced 2022", "figure: announced 2022", "announced 2022"),
        ] {
            assert_eq!(as_of_words(as_of, Lang::En), en);
            assert_eq!(as_of_words(as_of, Lang::Ja), ja);
        }
    }
}
