//! Facts that say different things of the same: two sources, two figures.
//!
//! Whether two figures are of the same is not guessed from their keys: the book says so (`conflicts`, or one key
//! twice), or statement, scope, unit and time are the same to the letter.

use std::collections::BTreeMap;

use crate::facts::{Fact, FactBook};

/// The facts that say otherwise, by the key of each fact that has some.
pub fn conflicts(book: &FactBook) -> BTreeMap<String, Vec<Fact>> {
    let mut found: BTreeMap<String, Vec<Fact>> = BTreeMap::new();
    let mut add = |one: &Fact, other: &Fact| {
        let others = found.entry(one.key.clone()).or_default();
        let is_new = others.iter().all(|known| known.span != other.span) && one.span != other.span;
        if is_new && one.value != other.value {
            others.push(other.clone());
        }
    };
    let mut by_subject: BTreeMap<[String; 4], Vec<&Fact>> = BTreeMap::new();
    for fact in book.facts.values() {
        if let Some(subject) = subject(fact) {
            by_subject.entry(subject).or_default().push(fact);
        }
        for other in fact.conflicts.iter().filter_map(|key| book.fact(key)) {
            add(fact, other);
            add(other, fact);
        }
    }
    for group in by_subject.values().filter(|group| group.len() > 1) {
        for one in group {
            group.iter().for_each(|other| add(one, other));
        }
    }
    for rival in &book.rivals {
        if let Some(first) = book.facts.get(&rival.key) {
            add(first, rival);
        }
    }
    found.retain(|_, others| !others.is_empty());
    found
}

/// What a fact speaks of; nothing where the book does not say.
fn subject(fact: &Fact) -> Option<[String; 4]> {
    let statement = fact.statement.as_deref()?;
    let part = |words: &Option<String>| words.as_deref().unwrap_or("").trim().to_lowercase();
    Some([statement.trim().to_lowercase(), part(&fact.scope), part(&fact.unit), fact.as_of.clone()])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::parse_book;

    fn book(entries: &[(&str, u32, &str)]) -> FactBook {
        let text: Vec<String> = entries
            .iter()
            .map(|(key, value, more)| {
                format!("[[fact]]\nkey = \"{key}\"\nvalue = {value}\nas_of = \"2021\"\n{more}\n")
            })
            .collect();
        parse_book(&text.join("\n")).0
    }

    fn found(book: &FactBook) -> Vec<(String, Vec<String>)> {
        let names = |facts: Vec<Fact>| facts.into_iter().map(|fact| fact.value).collect::<Vec<_>>();
        let shown = |facts| names(facts).iter().map(|value| format!("{value:?}")).collect();
        conflicts(book).into_iter().map(|(key, facts)| (key, shown(facts))).collect()
    }

    #[test]
    fn two_sources_of_the_same_are_found_however_the_book_says_so() {
        let said = book(&[("troops.gao", 55, "conflicts = [\"troops.crs\"]"), ("troops.crs", 54, "")]);
        assert_eq!(found(&said).len(), 2, "each names the other");
        let twice = book(&[("troops", 55, ""), ("troops", 54, "source = \"x\"")]);
        assert_eq!(found(&twice), [("troops".to_owned(), vec!["Number(54.0)".to_owned()])]);
        let same =
            book(&[("a", 55, "statement = \"U.S. troops\""), ("b", 54, "statement = \"u.s. troops \"")]);
        assert_eq!(found(&same).len(), 2);
    }

    #[test]
    fn figures_of_other_things_and_times_do_not_conflict() {
        let apart = book(&[
            ("a", 70, "statement = \"Share\"\nscope = \"by area\""),
            ("b", 25, "statement = \"Share\"\nscope = \"by number\""),
            ("c", 24, ""),
            ("d", 25, ""),
            ("e", 54, "statement = \"Troops\""),
            ("f", 54, "statement = \"Troops\""),
        ]);
        assert_eq!(found(&apart), []);
    }
}
