//! What the book says of facts beside their figures: people with their titles, who may be given a fact, what it was.
//!
//! A person is a fact whose figure is a name with its title, so citing, checking and growing stale are the same.

use crate::brief::Reader;
use crate::facts::entry::{Entry, Findings, good_until, value};
use crate::facts::{Display, Fact, Past, Value};
use crate::text::message;

#[rustfmt::skip]
const PERSON_FIELDS: [&str; 10] = [
    "id", "name", "title", "ja", "says", "as_of", "good_until", "source", "readers", "note",
];

/// Reads a `[[person]]`, which briefs cite as `fact:person.ID`.
pub(super) fn person(entry: &Entry<'_>, found: &mut Findings) -> Option<Fact> {
    entry.report_unknown(&PERSON_FIELDS, found);
    let (Some(id), Some(name)) = (entry.text("id", found), entry.text("name", found)) else {
        let hint = message!("add id = \"…\" and name = \"…\"", "id = \"…\" と name = \"…\" を加えてください");
        found.add(
            entry.span,
            message!("a person has no id or no name", "人物に id 又は name がありません"),
            hint,
        );
        return None;
    };
    let title = entry.text("title", found);
    let full = title.map_or_else(|| name.clone(), |title| format!("{title} {name}"));
    Some(Fact {
        value: Value::Text(full.clone()),
        unit: None,
        display: Display { en: Some(full), ja: entry.text("ja", found) },
        as_of: entry.text("as_of", found).unwrap_or_default(),
        good_until: good_until(entry, &id, found),
        scope: None,
        statement: entry.text("note", found),
        statement_ja: None,
        source: entry.text("source", found),
        state: None,
        readers: readers(entry, &id, found),
        says: entry.text("says", found),
        history: Vec::new(),
        conflicts: Vec::new(),
        key: format!("person.{id}"),
        span: entry.span,
    })
}

/// Who may be given a fact, by the names of copies. A name that no copy has counts for nobody.
pub(super) fn readers(entry: &Entry<'_>, key: &str, found: &mut Findings) -> Option<Vec<Reader>> {
    entry.table.get("readers")?;
    let mut readers = Vec::new();
    for name in entry.texts("readers", found) {
        let named = Reader::ALL.into_iter().find(|reader| reader.name().eq_ignore_ascii_case(&name));
        if named.is_none() {
            let listed = Reader::ALL.map(Reader::name).join(", ");
            let message = message!(
                "no copy is called {name}, in the readers of {key}",
                "{key} の readers にある {name} という写しはありません"
            );
            found.add(
                entry.at("readers"),
                message,
                message!("use {listed}", "{listed} のいずれかにしてください"),
            );
        }
        readers.extend(named);
    }
    Some(readers)
}

/// What a fact was before.
pub(super) fn history(entry: &Entry<'_>, found: &mut Findings) -> Vec<Past> {
    let mut history = Vec::new();
    for past in entry.tables("history", found) {
        past.report_unknown(&["value", "as_of", "source"], found);
        match (value(&past), past.text("as_of", found)) {
            (Some(value), Some(as_of)) => {
                history.push(Past { value, as_of, source: past.text("source", found) });
            }
            _ => found.add(
                past.span,
                message!("an earlier value needs value and as_of", "過去の値には value と as_of が必要です"),
                message!("add both", "両方を書いてください"),
            ),
        }
    }
    history
}

#[cfg(test)]
mod tests {
    use crate::brief::{Lang, Reader};
    use crate::facts::{agrees, format_value, parse_book};

    #[test]
    fn a_person_is_cited_with_title_and_checked_like_a_figure() {
        let (book, found) = parse_book(
            "[[person]]\nid = \"iwaya\"\nname = \"Iwaya Takeshi\"\ntitle = \"Minister\"\nja = \"岩屋毅外務大臣\"\n\
             says = \"ee-wah-yah\"\nas_of = \"2024-10\"\n",
        );
        assert_eq!(found, []);
        let person = book.fact("person.iwaya").expect("is there");
        assert_eq!(format_value(person, Lang::Ja), "岩屋毅外務大臣");
        assert_eq!(person.says.as_deref(), Some("ee-wah-yah"));
        assert!(agrees("Minister Iwaya Takeshi", person) && agrees("Iwaya Takeshi", person));
        assert!(!agrees("Ambassador Iwaya Takeshi of Japan", person) && !agrees("Minister Kamikawa", person));
    }

    #[test]
    fn who_may_be_given_a_fact_and_what_it_was_are_read() {
        let (book, found) = parse_book(
            "[[fact]]\nkey = \"k\"\nvalue = 3\nas_of = \"2024\"\nreaders = [\"principal\", \"Delegation\"]\n\
             also = [\"other.k\"]\nhistory = [{ value = 2, as_of = \"2023\" }]\n",
        );
        assert_eq!(found, []);
        let fact = book.fact("other.k").expect("by its other key");
        assert_eq!(fact.readers.as_deref(), Some([Reader::Principal, Reader::Delegation].as_slice()));
        assert_eq!(fact.history.len(), 1);
        let (book, found) =
            parse_book("[[fact]]\nkey = \"k\"\nvalue = 3\nas_of = \"2024\"\nreaders = \"everyone\"\n");
        assert_eq!(found.len(), 1);
        assert_eq!(book.fact("k").and_then(|fact| fact.readers.clone()), Some(Vec::new()));
    }
}
