//! The fact book as TOML: what a fact and a source are, read entry by entry so that one bad entry spoils no other.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use crate::facts::Date;
use crate::text::{Diagnostic, Severity, Span};

/// Facts by key and sources by id.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FactBook {
    /// The facts, by key.
    pub facts: BTreeMap<String, Fact>,
    /// The sources, by id.
    pub sources: BTreeMap<String, Source>,
}

impl FactBook {
    /// Finds a fact by key.
    pub fn fact(&self, key: &str) -> Option<&Fact> {
        self.facts.get(key)
    }

    /// Finds the source of a fact; nothing where it has none, or one that the book does not hold.
    pub fn source_of(&self, fact: &Fact) -> Option<&Source> {
        self.sources.get(fact.source.as_deref()?)
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
    /// The id of its source.
    pub source: Option<String>,
    /// Where it stands in the book.
    pub span: Span,
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
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
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
    /// Who published it.
    pub publisher: Option<String>,
    /// When, as printed: a year, a month or a day.
    pub date: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// What it is: official, industry, press, …
    pub kind: Option<String>,
}

#[derive(Deserialize)]
struct RawBook {
    #[serde(default)]
    fact: Vec<Spanned<toml::Table>>,
    #[serde(default)]
    source: Vec<Spanned<toml::Table>>,
}

/// Reads a fact book. What cannot be read is left out, and a diagnostic says so.
pub fn parse_book(text: &str) -> (FactBook, Vec<Diagnostic>) {
    let mut book = FactBook::default();
    let mut diagnostics = Vec::new();
    let raw: RawBook = match toml::from_str(text) {
        Ok(raw) => raw,
        Err(err) => {
            let span = err.span().map_or(Span::default(), Span::from);
            diagnostics.push(problem(span, format!("the fact book is not valid TOML: {}", err.message())));
            return (book, diagnostics);
        }
    };
    for entry in raw.source {
        let span = Span::from(entry.span());
        match source(entry.into_inner()) {
            Ok(source) if book.sources.contains_key(&source.id) => {
                diagnostics.push(problem(span, format!("two sources have the id {}", source.id)));
            }
            Ok(source) => drop(book.sources.insert(source.id.clone(), source)),
            Err(message) => diagnostics.push(problem(span, message)),
        }
    }
    for entry in raw.fact {
        let span = Span::from(entry.span());
        match fact(entry.into_inner(), span, &mut diagnostics) {
            Ok(fact) if book.facts.contains_key(&fact.key) => {
                diagnostics.push(problem(span, format!("two facts have the key {}", fact.key)));
            }
            Ok(fact) => {
                if let Some(id) = fact.source.as_ref().filter(|id| !book.sources.contains_key(*id)) {
                    let message = format!("the source {id} of {} is not in the book", fact.key);
                    diagnostics.push(problem(span, message));
                }
                book.facts.insert(fact.key.clone(), fact);
            }
            Err(message) => diagnostics.push(problem(span, message)),
        }
    }
    (book, diagnostics)
}

fn problem(span: Span, message: String) -> Diagnostic {
    Diagnostic::new(Severity::Warning, "fact-book", span, message)
}

fn source(mut table: toml::Table) -> Result<Source, String> {
    let id = text(&mut table, "id").ok_or("a source has no id")?;
    let title = text(&mut table, "title").ok_or_else(|| format!("the source {id} has no title"))?;
    Ok(Source {
        title,
        publisher: text(&mut table, "publisher"),
        date: text(&mut table, "date").or_else(|| text(&mut table, "year").filter(|year| year != "0")),
        url: text(&mut table, "url"),
        kind: text(&mut table, "kind"),
        id,
    })
}

fn fact(mut table: toml::Table, span: Span, diagnostics: &mut Vec<Diagnostic>) -> Result<Fact, String> {
    let key = text(&mut table, "key").ok_or("a fact has no key")?;
    let value = match table.remove("value") {
        Some(toml::Value::Integer(number)) => Value::Number(precise(number)),
        Some(toml::Value::Float(number)) if number.is_finite() => Value::Number(number),
        Some(toml::Value::String(words)) if !words.trim().is_empty() => Value::Text(words.trim().to_owned()),
        _ => return Err(format!("the fact {key} has no value: a number, or words in quotes")),
    };
    let as_of = text(&mut table, "as_of").ok_or_else(|| format!("the fact {key} does not say as_of when"))?;
    let display = match table.remove("display") {
        Some(toml::Value::String(both)) => Display { en: Some(both.clone()), ja: Some(both) },
        Some(display) => display.try_into().unwrap_or_default(),
        None => Display::default(),
    };
    let good_until = text(&mut table, "good_until").and_then(|date| match date.parse() {
        Ok(date) => Some(date),
        Err(message) => {
            diagnostics.push(problem(span, format!("good_until of {key}: {message}")));
            None
        }
    });
    Ok(Fact {
        value,
        unit: text(&mut table, "unit"),
        display,
        as_of,
        good_until,
        scope: text(&mut table, "scope"),
        statement: text(&mut table, "statement"),
        source: text(&mut table, "source"),
        key,
        span,
    })
}

/// Figures of briefs are far below the whole numbers that a float can no longer tell apart.
#[expect(clippy::cast_precision_loss, reason = "exact below 2^53")]
fn precise(number: i64) -> f64 {
    number as f64
}

fn text(table: &mut toml::Table, key: &str) -> Option<String> {
    let text = match table.remove(key)? {
        toml::Value::String(text) => text,
        toml::Value::Integer(number) => number.to_string(),
        toml::Value::Datetime(date) => date.to_string(),
        _ => return None,
    };
    Some(text.trim().to_owned()).filter(|text| !text.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOOK: &str = r#"
[[source]]
id = "jama"
title = "At a glance"
publisher = "JAMA"
date = "2024-05"

[[fact]]
key = "jobs"
value = 109000
as_of = "2023"
source = "jama"
display = { ja = "10万9,000" }

[[fact]]
key = "plants"
as_of = "2023"

[[fact]]
key = "share"
value = "more than two thirds"
as_of = "2022"
good_until = "soon"
source = "nobody"
"#;

    #[test]
    fn one_bad_entry_spoils_no_other() {
        let (book, diagnostics) = parse_book(BOOK);
        assert_eq!(book.facts.len(), 2);
        let jobs = book.fact("jobs").expect("is there");
        assert_eq!(book.source_of(jobs).map(|source| source.title.as_str()), Some("At a glance"));
        assert_eq!(jobs.display.ja.as_deref(), Some("10万9,000"));
        let messages: Vec<&str> = diagnostics.iter().map(|diagnostic| diagnostic.message.as_str()).collect();
        assert_eq!(messages.len(), 3, "{messages:?}");
        assert!(messages[0].contains("plants"));
    }

    #[test]
    fn what_is_not_toml_is_said_where() {
        let (book, diagnostics) = parse_book("[[fact]]\nkey = \n");
        assert_eq!(book, FactBook::default());
        assert_eq!(diagnostics[0].span.start, 15);
    }
}
