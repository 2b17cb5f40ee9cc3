//! A source as one line of print.

use std::fmt;

use crate::brief::Lang;
use crate::facts::{Fact, Source};

/// A source as it is cited for one fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citation {
    /// The language of the words around it.
    pub lang: Lang,
    /// Who published it.
    pub publisher: Option<String>,
    /// Its title.
    pub title: String,
    /// When it was published, in words.
    pub date: Option<String>,
    /// The time the figure speaks of.
    pub as_of: String,
    /// What the figure covers.
    pub scope: Option<String>,
    /// Its address.
    pub url: Option<String>,
}

/// Cites the source of a fact.
pub fn format_source(source: &Source, fact: &Fact, lang: Lang) -> Citation {
    Citation {
        lang,
        publisher: source.publisher.clone(),
        title: source.title.clone(),
        date: source.date.as_deref().map(|date| long_date(date, lang)),
        as_of: long_date(&fact.as_of, lang),
        scope: fact.scope.clone(),
        url: source.url.clone(),
    }
}

impl Citation {
    /// The words before the title.
    pub fn before_title(&self) -> String {
        match (&self.publisher, self.lang) {
            (Some(publisher), Lang::En) => format!("{publisher}, "),
            (Some(publisher), Lang::Ja) => publisher.clone(),
            (None, _) => String::new(),
        }
    }

    /// The title with the marks it has in its language.
    pub fn marked_title(&self) -> String {
        match self.lang {
            Lang::En => self.title.clone(),
            Lang::Ja => format!("「{}」", self.title),
        }
    }

    /// The words after the title: date, time of the figure, scope.
    pub fn after_title(&self) -> String {
        let mut out = String::new();
        let scope = self.scope.as_deref().unwrap_or("").trim_end_matches('.');
        match self.lang {
            Lang::En => {
                if let Some(date) = &self.date {
                    out.push_str(&format!(", {date}"));
                }
                out.push_str(&format!(". {}", capital(&self.time())));
                if !scope.is_empty() {
                    out.push_str(&format!("; {scope}"));
                }
                out.push('.');
            }
            Lang::Ja => {
                if let Some(date) = &self.date {
                    out.push_str(&format!("（{date}）"));
                }
                out.push_str(&format!("。{}時点", self.as_of));
                if !scope.is_empty() {
                    out.push_str(&format!("、{scope}"));
                }
                out.push('。');
            }
        }
        out
    }

    /// The time of the figure, in English.
    fn time(&self) -> String {
        let is_time = self.as_of.starts_with(|c: char| c.is_ascii_digit()) || self.as_of.starts_with("FY");
        if is_time { format!("figure as of {}", self.as_of) } else { format!("figure: {}", self.as_of) }
    }

    /// The source in one short line, for the foot of a slide.
    pub fn short(&self) -> String {
        let name = self.publisher.as_deref().unwrap_or(&self.title);
        match (self.lang, &self.date) {
            (Lang::En, Some(date)) => format!("{name}, {date}; {}", self.time()),
            (Lang::En, None) => format!("{name}; {}", self.time()),
            (Lang::Ja, Some(date)) => format!("{name}（{date}）、{}時点", self.as_of),
            (Lang::Ja, None) => format!("{name}、{}時点", self.as_of),
        }
    }
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

impl fmt::Display for Citation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}{}", self.before_title(), self.marked_title(), self.after_title())
    }
}

/// An ISO date, or the year and month of one, in words; any other text as it is.
pub fn long_date(date: &str, lang: Lang) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let parts: Vec<Option<usize>> = date.split('-').map(|part| part.parse().ok()).collect();
    let month_name = |month: usize| MONTHS.get(month.wrapping_sub(1)).copied();
    match (parts.as_slice(), lang) {
        ([Some(year), Some(month @ 1..=12)], Lang::Ja) => format!("{year}年{month}月"),
        ([Some(year), Some(month @ 1..=12), Some(day @ 1..=31)], Lang::Ja) => {
            format!("{year}年{month}月{day}日")
        }
        ([Some(year)], Lang::Ja) => format!("{year}年"),
        ([Some(year), Some(month)], Lang::En) => {
            month_name(*month).map_or_else(|| date.to_owned(), |month| format!("{month} {year}"))
        }
        ([Some(year), Some(month), Some(day @ 1..=31)], Lang::En) => {
            month_name(*month).map_or_else(|| date.to_owned(), |month| format!("{day} {month} {year}"))
        }
        _ => date.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_written_out_as_far_as_they_are_known() {
        assert_eq!(long_date("2024-11-07", Lang::En), "7 November 2024");
        assert_eq!(long_date("2024-05", Lang::En), "May 2024");
        assert_eq!(long_date("2024", Lang::En), "2024");
        assert_eq!(long_date("2024-11-07", Lang::Ja), "2024年11月7日");
        assert_eq!(long_date("FY2022-26", Lang::Ja), "FY2022-26");
    }
}
