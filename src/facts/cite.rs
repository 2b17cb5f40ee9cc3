//! A source as one line of print.

use std::fmt;

use crate::brief::Lang;
use crate::facts::as_of::as_of_words;
use crate::facts::{Fact, Source, Value};

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
    /// The time the figure speaks of, with the words that lead up to it: "figure as of 2023", 2023年時点.
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
        publisher: source.publisher_in(lang).map(str::to_owned),
        title: source.title_in(lang).to_owned(),
        date: source.date.as_deref().map(|date| long_date(date, lang)),
        as_of: time_words(fact, lang),
        scope: fact.scope.clone(),
        url: source.url.clone(),
    }
}

/// The time a fact speaks of; what is said in a sentence is not called a figure.
fn time_words(fact: &Fact, lang: Lang) -> String {
    let words = as_of_words(&fact.as_of, lang);
    let is_sentence = matches!(&fact.value, Value::Text(text) if text.split_whitespace().count() > 5);
    match words.strip_prefix("figure ") {
        Some(time) if is_sentence && time.starts_with("as of") => time.to_owned(),
        _ => words,
    }
}

impl Citation {
    /// The words before the title.
    pub fn before_title(&self) -> String {
        match (&self.publisher, self.lang) {
            (Some(publisher), Lang::En) => format!("{publisher}, "),
            (Some(publisher), Lang::Ja) if self.title.contains(is_japanese) => publisher.clone(),
            (Some(publisher), Lang::Ja) => format!("{publisher}、"),
            (None, _) => String::new(),
        }
    }

    /// The title with the marks it has in its language.
    pub fn marked_title(&self) -> String {
        match self.lang {
            Lang::En => self.title.clone(),
            // A title in Latin letters keeps the marks of its own language.
            Lang::Ja if self.title.contains(is_japanese) => format!("「{}」", self.title),
            Lang::Ja => format!("“{}”", self.title),
        }
    }

    /// The words after the title: date, time of the figure, scope.
    pub fn after_title(&self) -> String {
        let date = self.date.as_deref().unwrap_or("");
        let scope = self.scope.as_deref().unwrap_or("").trim_end_matches(['.', '。']);
        let with = |before: &str, words: &str, after: &str| match words {
            "" => String::new(),
            words => format!("{before}{words}{after}"),
        };
        match self.lang {
            Lang::En => {
                format!("{}. {}{}.", with(", ", date, ""), capital(&self.as_of), with("; ", scope, ""))
            }
            Lang::Ja => format!("{}。{}{}。", with("（", date, "）"), self.as_of, with("、", scope, "")),
        }
    }

    /// The source in one short line, for the foot of a slide.
    pub fn short(&self) -> String {
        let name = self.publisher.as_deref().unwrap_or(&self.title);
        match (self.lang, &self.date) {
            (Lang::En, Some(date)) => format!("{name}, {date}; {}", self.as_of),
            (Lang::En, None) => format!("{name}; {}", self.as_of),
            (Lang::Ja, Some(date)) => format!("{name}（{date}）、{}", self.as_of),
            (Lang::Ja, None) => format!("{name}、{}", self.as_of),
        }
    }
}

fn is_japanese(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}')
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
    use crate::facts::{parse_book, resolve};

    const BOOK: &str = r#"
[[source]]
id = "jama"
title = "Driving America’s Future"
publisher = "JAMA USA"
date = "2024-05"

[[fact]]
key = "jobs"
value = 109000
as_of = "2023"
scope = "JAMA members."
source = "jama"
"#;

    fn citation(lang: Lang) -> Citation {
        let (book, _) = parse_book(BOOK);
        let jobs = resolve(&book, "jobs").expect("is there");
        format_source(jobs.source.expect("is there"), jobs.fact, lang)
    }

    #[test]
    fn a_source_is_one_line_in_either_language() {
        assert_eq!(
            citation(Lang::En).to_string(),
            "JAMA USA, Driving America’s Future, May 2024. Figure as of 2023; JAMA members."
        );
        assert_eq!(
            citation(Lang::Ja).to_string(),
            "JAMA USA、“Driving America’s Future”（2024年5月）。2023年時点、JAMA members。"
        );
    }

    #[test]
    fn a_source_is_cited_in_the_language_of_the_paper_where_the_book_has_it() {
        let book = BOOK.replace(
            "publisher = \"JAMA USA\"",
            "title_ja = \"米国における歩み\"\npublisher = \"JAMA USA\"\npublisher_ja = \"日本自動車工業会\"",
        );
        let book = book.replace("scope =", "statement = \"Jobs\"\nstatement_ja = \"雇用者数\"\nscope =");
        let (book, problems) = parse_book(&book);
        assert!(problems.is_empty(), "{problems:?}");
        let jobs = resolve(&book, "jobs").expect("is there");
        let cited = |lang| format_source(jobs.source.expect("is there"), jobs.fact, lang).to_string();
        assert!(
            cited(Lang::Ja).starts_with("日本自動車工業会「米国における歩み」（2024年5月）"),
            "{}",
            cited(Lang::Ja)
        );
        assert!(cited(Lang::En).starts_with("JAMA USA, Driving America’s Future, May 2024"));
        assert_eq!(jobs.fact.statement_in(Lang::Ja), Some("雇用者数"));
        assert_eq!(jobs.fact.statement_in(Lang::En), Some("Jobs"));
    }

    #[test]
    fn the_short_form_leaves_out_title_and_scope() {
        assert_eq!(citation(Lang::En).short(), "JAMA USA, May 2024; figure as of 2023");
        assert_eq!(citation(Lang::Ja).short(), "JAMA USA（2024年5月）、2023年時点");
        let bare = Citation { publisher: None, date: None, scope: None, ..citation(Lang::En) };
        assert_eq!(bare.short(), "Driving America’s Future; figure as of 2023");
        assert_eq!(bare.to_string(), "Driving America’s Future. Figure as of 2023.");
    }

    #[test]
    fn dates_are_written_out_as_far_as_they_are_known() {
        assert_eq!(long_date("2024-11-07", Lang::En), "7 November 2024");
        assert_eq!(long_date("2024-05", Lang::En), "May 2024");
        assert_eq!(long_date("2024", Lang::En), "2024");
        assert_eq!(long_date("2024-11-07", Lang::Ja), "2024年11月7日");
        assert_eq!(long_date("FY2022-26", Lang::Ja), "FY2022-26");
    }
}
