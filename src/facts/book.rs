//! What the fact book holds: facts, their sources, and whether one may still be used.

use std::collections::BTreeMap;

use crate::brief::{Lang, Reader};
use crate::facts::Date;
use crate::text::Span;

/// Facts by key and sources by id.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FactBook {
    /// The facts, by key.
    pub facts: BTreeMap<String, Fact>,
    /// The sources, by id.
    pub sources: BTreeMap<String, Source>,
    /// Other keys by which facts may be cited, with the key that the book has.
    pub other_keys: BTreeMap<String, String>,
    /// Words that were agreed with others.
    pub agreed: Vec<Agreed>,
    /// Words that must not be used.
    pub avoid: Vec<Avoid>,
    /// Further entries with a key that the book has already: what another source says, or a slip.
    pub rivals: Vec<Fact>,
}

impl FactBook {
    /// Finds a fact by its key, or by another one that it may be cited by.
    pub fn fact(&self, key: &str) -> Option<&Fact> {
        self.facts.get(key).or_else(|| self.facts.get(self.other_keys.get(key)?))
    }

    /// Finds the source of a fact; nothing where it has none, or one that the book does not hold.
    pub fn source_of(&self, fact: &Fact) -> Option<&Source> {
        self.sources.get(fact.source.as_deref()?)
    }

    /// Forgets where in its text each entry stands, so that books can be compared by what they say.
    pub(super) fn forget_places(&mut self) {
        let facts = self.facts.values_mut().chain(&mut self.rivals);
        facts.for_each(|fact| fact.span = Span::default());
        self.agreed.iter_mut().for_each(|agreed| agreed.span = Span::default());
    }
}

/// A figure, or a word for one.
#[derive(Clone, Debug, PartialEq)]
pub struct Fact {
    /// What citations call it.
    pub key: String,
    /// The figure.
    pub value: Value,
    /// What it counts, such as `jobs` or `USD billion`.
    pub unit: Option<String>,
    /// How it is to be shown, where formatting the value alone would read badly.
    pub display: Display,
    /// The time it speaks of, in words.
    pub as_of: String,
    /// The last day on which it may be used.
    pub good_until: Option<Date>,
    /// What the figure covers.
    pub scope: Option<String>,
    /// What it means, in neutral words.
    pub statement: Option<String>,
    /// The same in Japanese.
    pub statement_ja: Option<String>,
    /// The id of its source.
    pub source: Option<String>,
    /// The state of the United States that it speaks of, where its key does not tell.
    pub state: Option<String>,
    /// Who may be given it; nothing where anybody may.
    pub readers: Option<Vec<Reader>>,
    /// How it is said, of a name.
    pub says: Option<String>,
    /// What it was before, the latest first.
    pub history: Vec<Past>,
    /// The keys of facts that say otherwise of the same.
    pub conflicts: Vec<String>,
    /// Where it stands in the book: the line that begins it.
    pub span: Span,
}

/// What a fact was before.
#[derive(Clone, Debug, PartialEq)]
pub struct Past {
    /// The figure.
    pub value: Value,
    /// The time it spoke of, in words.
    pub as_of: String,
    /// The id of its source.
    pub source: Option<String>,
}

/// Words that were agreed with others and are quoted as they stand, to the comma.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agreed {
    /// What the book calls them.
    pub id: String,
    /// The words.
    pub text: String,
    /// Where they were agreed.
    pub origin: String,
    /// Their language.
    pub lang: Lang,
    /// Where they stand in the book: the line that begins them.
    pub span: Span,
}

/// A word that must not be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Avoid {
    /// The word or words.
    pub word: String,
    /// What to write in its place.
    pub instead: Option<String>,
    /// Why.
    pub why: Option<String>,
}

/// What a fact says.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// A number.
    Number(f64),
    /// Words, such as "more than two thirds".
    Text(String),
}

/// How a fact is shown in each language, where the book says so.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Display {
    /// In English.
    pub en: Option<String>,
    /// In Japanese.
    pub ja: Option<String>,
}

/// Where figures come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// What facts call it.
    pub id: String,
    /// Its title as published.
    pub title: String,
    /// Its title in Japanese, where it has one.
    pub title_ja: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// The name of the publisher in Japanese.
    pub publisher_ja: Option<String>,
    /// When, as printed: a year, a month or a day.
    pub date: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// What it is: official, industry, press, …
    pub kind: Option<String>,
}

impl Fact {
    /// What it means, in a language where the book has it, else in the other.
    pub fn statement_in(&self, lang: Lang) -> Option<&str> {
        in_language(self.statement.as_deref(), self.statement_ja.as_deref(), lang)
    }
}

impl Source {
    /// Its title, in a language where the book has it.
    pub fn title_in(&self, lang: Lang) -> &str {
        in_language(Some(&self.title), self.title_ja.as_deref(), lang).unwrap_or(&self.title)
    }

    /// Who published it, in a language where the book has it.
    pub fn publisher_in(&self, lang: Lang) -> Option<&str> {
        in_language(self.publisher.as_deref(), self.publisher_ja.as_deref(), lang)
    }
}

/// The words in a language, else those that there are.
fn in_language<'w>(usual: Option<&'w str>, ja: Option<&'w str>, lang: Lang) -> Option<&'w str> {
    match lang {
        Lang::En => usual.or(ja),
        Lang::Ja => ja.or(usual),
    }
}

/// A fact that a citation names, with what stands behind it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Resolved<'b> {
    /// The fact.
    pub fact: &'b Fact,
    /// Its source; a fact without one, or with one that the book does not hold, is unsourced.
    pub source: Option<&'b Source>,
}

/// Finds what a citation names; nothing where the book does not hold the key.
pub fn resolve<'b>(book: &'b FactBook, key: &str) -> Option<Resolved<'b>> {
    let fact = book.fact(key)?;
    Some(Resolved { fact, source: book.source_of(fact) })
}

/// Whether a fact may still be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FactState {
    /// It may.
    Current,
    /// Its time is past.
    Stale {
        /// The last day on which it was good.
        good_until: Date,
    },
}

/// Whether a fact may be used on a day.
pub fn state(fact: &Fact, today: Date) -> FactState {
    match fact.good_until {
        Some(good_until) if good_until < today => FactState::Stale { good_until },
        _ => FactState::Current,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::parse_book;

    const BOOK: &str = r#"
[[source]]
id = "jama"
title = "At a glance"

[[fact]]
key = "jobs"
value = 109000
as_of = "2023"
good_until = "2025-06-30"
source = "jama"

[[fact]]
key = "rumor"
value = 8
as_of = "2019"
"#;

    #[test]
    fn a_citation_finds_its_fact_and_source() {
        let (book, _) = parse_book(BOOK);
        let jobs = resolve(&book, "jobs").expect("is there");
        assert_eq!(jobs.source.map(|source| source.title.as_str()), Some("At a glance"));
        let rumor = resolve(&book, "rumor").expect("is there");
        assert_eq!(rumor.source, None);
        assert_eq!(resolve(&book, "job"), None);
    }

    #[test]
    fn a_fact_is_good_through_its_last_day() {
        let (book, _) = parse_book(BOOK);
        let last = Date { year: 2025, month: 6, day: 30 };
        let jobs = book.fact("jobs").expect("is there");
        assert_eq!(state(jobs, last), FactState::Current);
        assert_eq!(state(jobs, Date { month: 7, day: 1, ..last }), FactState::Stale { good_until: last });
        let rumor = book.fact("rumor").expect("is there");
        assert_eq!(state(rumor, Date { year: 2099, ..last }), FactState::Current);
    }
}
