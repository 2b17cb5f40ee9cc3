//! Facts for the tests of this module.
//!
//! The shipped book and briefs are read as they are, so that what ships agrees with itself.

use crate::facts::{Display, Fact, Value};
use crate::text::Span;

/// A fact with a number and a unit, and nothing else that matters.
pub(super) fn fact(number: f64, unit: &str) -> Fact {
    Fact {
        key: "key".to_owned(),
        value: Value::Number(number),
        unit: Some(unit.to_owned()),
        display: Display::default(),
        as_of: "2023".to_owned(),
        good_until: None,
        scope: None,
        statement: None,
        statement_ja: None,
        source: None,
        state: None,
        readers: None,
        says: None,
        history: Vec::new(),
        conflicts: Vec::new(),
        span: Span::default(),
    }
}

/// A fact in words.
pub(super) fn words(text: &str, unit: &str) -> Fact {
    Fact { value: Value::Text(text.to_owned()), ..fact(0.0, unit) }
}

/// The shipped fact book, and what the shipped briefs show for its facts.
mod shipped {
    use crate::brief::Lang;
    use crate::facts::{Display, Fact, Value, agrees, format_value, parse_book, resolve};

    const BOOK: &str = include_str!("../../briefs/facts.toml");
    const BRIEFS: [&str; 7] = [
        include_str!("../../briefs/auto-tariffs.md"),
        include_str!("../../briefs/countermeasures.md"),
        include_str!("../../briefs/host-nation-support.md"),
        include_str!("../../briefs/leaders-call.md"),
        include_str!("../../briefs/regional-stability.ja.md"),
        include_str!("../../briefs/regional-stability.md"),
        include_str!("../../briefs/us-jobs.md"),
    ];

    #[test]
    fn the_shipped_book_is_read_without_a_finding_and_every_fact_has_its_source() {
        let (book, diagnostics) = parse_book(BOOK);
        assert_eq!(diagnostics, []);
        assert!(book.facts.len() > 100);
        let unsourced = book.facts.values().filter(|fact| book.source_of(fact).is_none());
        assert_eq!(unsourced.count(), 0);
    }

    #[test]
    fn what_the_book_shows_agrees_with_the_book() {
        let (book, _) = parse_book(BOOK);
        for fact in book.facts.values() {
            let formatted = Fact { display: Display::default(), ..fact.clone() };
            for lang in [Lang::En, Lang::Ja] {
                for shown in [format_value(fact, lang), format_value(&formatted, lang)] {
                    assert!(agrees(&shown, fact), "{shown} for {}", fact.key);
                }
            }
        }
    }

    #[test]
    fn every_citation_of_the_shipped_briefs_agrees() {
        let (book, _) = parse_book(BOOK);
        let mut n_citations = 0;
        for brief in BRIEFS {
            for (before, _) in brief.match_indices("](fact:") {
                let shown = brief[..before].rsplit('[').next().unwrap_or("");
                let key = brief[before + "](fact:".len()..].split(')').next().unwrap_or("");
                // Which fact is meant is only known once the state is.
                if key.contains('@') {
                    continue;
                }
                let cited = resolve(&book, key).expect("the book holds it");
                assert!(agrees(shown, cited.fact), "{shown} for {key}");
                n_citations += 1;
            }
        }
        assert!(n_citations > 100);
    }

    #[test]
    fn no_figure_agrees_with_another_fact_of_another_value() {
        let (book, _) = parse_book(BOOK);
        let is_number = |fact: &&Fact| matches!(fact.value, Value::Number(_));
        let facts: Vec<_> = book.facts.values().filter(is_number).collect();
        for fact in &facts {
            for other in facts.iter().filter(|other| other.value != fact.value) {
                let shown = format_value(other, Lang::En);
                assert!(!agrees(&shown, fact), "{shown} ({}) for {}", other.key, fact.key);
            }
        }
    }
}
