//! The fact book as TOML, read entry by entry so that one bad entry spoils no other.
//!
//! An entry that is not valid TOML is left out whole: a figure read out of a broken line could be a wrong one.

use std::collections::{BTreeMap, BTreeSet, btree_map};

use toml::de::{DeTable, DeValue};

use crate::facts::agree::agrees_with_value;
use crate::facts::entry::{Entry, Findings, entries, good_until, value};
use crate::facts::people::{history, person, readers};
use crate::facts::wording::{read_agreed, read_avoid};
use crate::facts::{Display, Fact, FactBook, Source, Value};
use crate::text::{Diagnostic, Message, Span, message};

#[rustfmt::skip]
const FACT_FIELDS: [&str; 16] = [
    "key", "value", "unit", "display", "as_of", "good_until", "scope", "statement", "statement_ja", "source", "state",
    "also", "readers", "says", "history", "conflicts",
];
const SOURCE_FIELDS: [&str; 9] =
    ["id", "title", "title_ja", "publisher", "publisher_ja", "date", "year", "url", "kind"];

/// Reads a fact book. What cannot be read is left out, and a diagnostic says so.
pub fn parse_book(text: &str) -> (FactBook, Vec<Diagnostic>) {
    let (root, errors) = DeTable::parse_recoverable(text);
    let root = root.get_ref();
    let mut found = Findings::default();
    report_strangers(root, &mut found);
    let mut sources = entries(root, "source", &mut found);
    let mut facts = entries(root, "fact", &mut found);
    let people = entries(root, "person", &mut found);
    let agreed = entries(root, "agreed", &mut found);
    let avoid = entries(root, "avoid", &mut found);

    let all = sources.iter().chain(&facts).chain(&people).chain(&agreed).chain(&avoid);
    let starts: BTreeSet<usize> = all.map(|entry| entry.span.start).collect();
    let broken: BTreeSet<usize> =
        errors.iter().filter_map(|error| report_error(error, &starts, &mut found)).collect();
    sources.retain(|entry| !broken.contains(&entry.span.start));
    facts.retain(|entry| !broken.contains(&entry.span.start));

    let mut book = FactBook::default();
    for entry in &sources {
        let Some(source) = source(entry, &mut found) else { continue };
        let name = (message!("sources have the id", "出典の id"), entry.at("id"));
        keep(&mut book.sources, source.id.clone(), source, name, &mut found);
    }
    for entry in &facts {
        let Some(fact) = fact(entry, &mut found) else { continue };
        report_unknown_source(entry, &fact, &book, &mut found);
        let name = (message!("facts have the key", "項目の key"), entry.at("key"));
        for other in entry.texts("also", &mut found) {
            book.other_keys.insert(other, fact.key.clone());
        }
        if book.facts.contains_key(&fact.key) {
            book.rivals.push(fact.clone());
        }
        keep(&mut book.facts, fact.key.clone(), fact, name, &mut found);
    }
    for entry in people.iter().filter(|entry| !broken.contains(&entry.span.start)) {
        let Some(person) = person(entry, &mut found) else { continue };
        report_unknown_source(entry, &person, &book, &mut found);
        let name = (message!("people have the id", "人物の id"), entry.at("id"));
        keep(&mut book.facts, person.key.clone(), person, name, &mut found);
    }
    let whole = |entry: &&Entry<'_>| !broken.contains(&entry.span.start);
    book.agreed = agreed.iter().filter(whole).filter_map(|entry| read_agreed(entry, &mut found)).collect();
    book.avoid = avoid.iter().filter(whole).filter_map(|entry| read_avoid(entry, &mut found)).collect();
    found.diagnostics.sort_by_key(|diagnostic| diagnostic.span);
    (book, found.diagnostics)
}

/// Says what is no fact and no source.
fn report_strangers(root: &DeTable<'_>, found: &mut Findings) {
    const ENTRIES: [&str; 5] = ["fact", "source", "person", "agreed", "avoid"];
    for (name, value) in root.iter().filter(|(name, _)| !ENTRIES.contains(&name.get_ref().as_ref())) {
        let name = name.get_ref();
        let message = message!(
            "a fact book holds facts and sources, and {name} is neither",
            "基礎データ集に書けるのは項目と出典で、{name} はどちらでもありません"
        );
        let hint = message!(
            "begin an entry with [[fact]], [[source]], [[person]], [[agreed]] or [[avoid]]",
            "項目は [[fact]]、[[source]]、[[person]]、[[agreed]]、[[avoid]] のいずれかで始めてください"
        );
        found.add(value.span().into(), message, hint);
    }
}

/// Says what is not valid TOML and returns where its entry begins: the last one that began before it.
fn report_error(error: &toml::de::Error, starts: &BTreeSet<usize>, found: &mut Findings) -> Option<usize> {
    let (span, reason) = (error.span().map_or(Span::default(), Span::from), error.message());
    let message = message!("this is not valid TOML: {reason}", "TOML として正しくありません");
    found.add(
        span,
        message,
        message!("mend the line; its entry is left out", "行を直してください。その項目は除外しています"),
    );
    starts.range(..=span.start).next_back().copied()
}

fn report_unknown_source(entry: &Entry<'_>, fact: &Fact, book: &FactBook, found: &mut Findings) {
    if let Some(id) = fact.source.as_ref().filter(|id| !book.sources.contains_key(*id)) {
        let key = &fact.key;
        let message = message!(
            "the source {id} of {key} is not in the book",
            "{key} の出典 {id} が基礎データ集にありません"
        );
        let hint = message!(
            "add a [[source]] with this id; until then the fact has no source",
            "この id の [[source]] を加えてください。それまで項目は出典なしになります"
        );
        found.add(entry.at("source"), message, hint);
    }
}

fn keep<T>(
    kept: &mut BTreeMap<String, T>,
    name: String,
    value: T,
    (what, span): (Message, Span),
    found: &mut Findings,
) {
    match kept.entry(name) {
        btree_map::Entry::Vacant(place) => drop(place.insert(value)),
        btree_map::Entry::Occupied(first) => {
            let name = first.key();
            let hint = message!(
                "rename or remove one; the first counts",
                "一方の名前を変えるか削除してください。先のものが有効です"
            );
            found.add(span, message!("two {what} {name}", "{what} {name} が重複しています", what), hint);
        }
    }
}

fn source(entry: &Entry<'_>, found: &mut Findings) -> Option<Source> {
    entry.report_unknown(&SOURCE_FIELDS, found);
    let Some(id) = entry.text("id", found) else {
        found.add(
            entry.at("id"),
            message!("a source has no id", "出典に id がありません"),
            message!(
                "add id = \"…\", by which facts name it",
                "項目から参照するための id = \"…\" を加えてください"
            ),
        );
        return None;
    };
    let Some(title) = entry.text("title", found) else {
        found.add(
            entry.at("title"),
            message!("the source {id} has no title", "出典 {id} に title がありません"),
            message!("add title = \"…\", as published", "公表された表題を title = \"…\" に書いてください"),
        );
        return None;
    };
    let year = entry.text("year", found).filter(|year| year != "0");
    let date =
        entry.text("date", found).inspect(|date| entry.report_false_date("date", date, found)).or(year);
    Some(Source {
        title,
        title_ja: entry.text("title_ja", found),
        publisher: entry.text("publisher", found),
        publisher_ja: entry.text("publisher_ja", found),
        date,
        url: entry.text("url", found),
        kind: entry.text("kind", found),
        id,
    })
}

fn fact(entry: &Entry<'_>, found: &mut Findings) -> Option<Fact> {
    entry.report_unknown(&FACT_FIELDS, found);
    let Some(key) = entry.text("key", found) else {
        found.add(
            entry.at("key"),
            message!("a fact has no key", "項目に key がありません"),
            message!(
                "add key = \"…\", by which briefs cite it",
                "資料から引用するための key = \"…\" を加えてください"
            ),
        );
        return None;
    };
    let Some(value) = value(entry) else {
        let hint = message!(
            "add value = …: a number, or words in quotes",
            "value = … に、数値か引用符で囲んだ文字列を書いてください"
        );
        let message = message!("the fact {key} has no value", "項目 {key} に value がありません");
        found.add(entry.at("value"), message, hint);
        return None;
    };
    let Some(as_of) = entry.text("as_of", found) else {
        let hint = message!(
            "add as_of = \"…\": a year, a month, a day or words",
            "as_of = \"…\" に、年・月・日又は文字列で時点を書いてください"
        );
        let message = message!(
            "the fact {key} does not say as of when it holds",
            "項目 {key} に時点（as_of）がありません"
        );
        found.add(entry.at("as_of"), message, hint);
        return None;
    };
    entry.report_false_date("as_of", &as_of, found);
    let fact = Fact {
        value,
        unit: entry.text("unit", found),
        display: display(entry, found),
        as_of,
        good_until: good_until(entry, &key, found),
        scope: entry.text("scope", found),
        statement: entry.text("statement", found),
        statement_ja: entry.text("statement_ja", found),
        source: entry.text("source", found),
        state: entry.text("state", found),
        readers: readers(entry, &key, found),
        says: entry.text("says", found),
        history: history(entry, found),
        conflicts: entry.texts("conflicts", found),
        key,
        span: entry.span,
    };
    report_false_display(entry, &fact, found);
    Some(fact)
}

fn display(entry: &Entry<'_>, found: &mut Findings) -> Display {
    let Some(value) = entry.table.get("display") else { return Display::default() };
    let DeValue::Table(table) = value.get_ref() else {
        let both = entry.text("display", found);
        return Display { en: both.clone(), ja: both };
    };
    let display = Entry { table, span: value.span().into() };
    display.report_unknown(&["en", "ja"], found);
    Display { en: display.text("en", found), ja: display.text("ja", found) }
}

/// Warns where the display of a number says another number: what is printed would be wrong in every brief.
fn report_false_display(entry: &Entry<'_>, fact: &Fact, found: &mut Findings) {
    let Value::Number(number) = fact.value else { return };
    let key = &fact.key;
    let is_false =
        |shown: &&String| shown.contains(|c: char| c.is_ascii_digit()) && !agrees_with_value(shown, fact);
    for shown in [&fact.display.en, &fact.display.ja].into_iter().flatten().filter(is_false) {
        let message = message!(
            "the display of {key} says {shown}, its value {number}",
            "{key} の display は {shown} ですが、value は {number} です"
        );
        found.add(
            entry.at("display"),
            message,
            message!(
                "correct one of them, or mark the rounding, as in “about 70”",
                "どちらかを直すか、「約70」のように概数と分かるようにしてください"
            ),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn findings(text: &str) -> Vec<(&str, String)> {
        let (_, diagnostics) = parse_book(text);
        diagnostics.into_iter().map(|found| (found.span.slice(text), found.message.en)).collect()
    }

    fn fact_with(fields: &str) -> String {
        format!("[[fact]]\nkey = \"k\"\nvalue = 109000\nas_of = \"2023\"\n{fields}\n")
    }

    #[test]
    fn one_bad_entry_spoils_no_other() {
        let text = "[[fact]]\nkey = \"a\"\nvalue = 1\nas_of = \"2023\"\n\
                    [[fact]]\nkey = \"b\nvalue = 2\nas_of = \"2023\"\n\
                    [[fact]]\nkey = \"c\"\nvalue = 3\nas_of = \"2023\"\n";
        let (book, diagnostics) = parse_book(text);
        assert_eq!(book.facts.keys().collect::<Vec<_>>(), ["a", "c"]);
        assert_eq!(diagnostics.len(), 1);
        assert!(diagnostics[0].message.en.contains("TOML"), "{diagnostics:?}");
    }

    #[test]
    fn what_is_not_toml_is_said_where_and_its_fact_left_out() {
        let (book, diagnostics) = parse_book("[[fact]]\nkey = \n");
        assert_eq!(book, FactBook::default());
        assert_eq!(diagnostics[0].span.start, 15);
        let (book, _) = parse_book("[[fact]]\nkey = \"k\"\nas_of = \"2023\"\nvalue = 109 000\n");
        assert!(book.facts.is_empty(), "{book:?}");
    }

    #[test]
    fn a_fact_needs_key_value_and_time() {
        for (text, expected) in [
            ("[[fact]]\nvalue = 1\nas_of = \"2023\"", "a fact has no key"),
            ("[[fact]]\nkey = \"k\"\nas_of = \"2023\"", "the fact k has no value"),
            ("[[fact]]\nkey = \"k\"\nvalue = 1", "the fact k does not say as of when it holds"),
            ("[[source]]\ntitle = \"t\"", "a source has no id"),
            ("[[source]]\nid = \"s\"", "the source s has no title"),
        ] {
            assert_eq!(findings(text).iter().map(|(_, message)| message).collect::<Vec<_>>(), [expected]);
        }
        assert_eq!(findings("[[fact]]\nkey = \"k\"\nvalue = inf\nas_of = \"2023\"")[0].0, "inf");
    }

    #[test]
    fn findings_stand_at_the_field_that_is_wrong() {
        for (fields, at) in [
            ("source = \"nobody\"", "\"nobody\""),
            ("good_until = \"soon\"", "\"soon\""),
            ("good_until = \"2023-02-30\"", "\"2023-02-30\""),
            ("good_untill = \"2024-01-01\"", "good_untill"),
            ("scope = true", "true"),
            ("display = { en = \"190,000\" }", "{ en = \"190,000\" }"),
            ("display = { en = \"109,000\", fr = \"109 000\" }", "fr"),
        ] {
            let text = fact_with(fields);
            let found = findings(&text);
            assert_eq!(found.iter().map(|(at, _)| *at).collect::<Vec<_>>(), [at], "{found:?}");
            assert_eq!(parse_book(&text).0.facts.len(), 1);
        }
    }

    #[test]
    fn an_unknown_source_leaves_the_fact_unsourced() {
        let (book, _) = parse_book(&fact_with("source = \"nobody\""));
        let fact = book.fact("k").expect("is there");
        assert_eq!((fact.source.as_deref(), book.source_of(fact)), (Some("nobody"), None));
    }

    #[test]
    fn of_two_entries_with_one_name_the_first_counts() {
        let text = fact_with("") + &fact_with("scope = \"later\"");
        let (book, diagnostics) = parse_book(&text);
        assert_eq!(book.fact("k").and_then(|fact| fact.scope.as_deref()), None);
        assert_eq!(diagnostics[0].message.en, "two facts have the key k");
        assert!(diagnostics[0].span.start > fact_with("").len());
    }

    #[test]
    fn what_is_no_list_of_entries_is_said_and_left_out() {
        assert_eq!(findings("fact = 3\n[[source]]\nid = \"a\"\ntitle = \"t\"\n")[0].0, "3");
        assert_eq!(parse_book("[[facts]]\nkey = \"k\"").1.len(), 1);
        assert_eq!(parse_book("[fact]\nkey = \"k\"\nvalue = 1\nas_of = \"2023\"").0.facts.len(), 1);
        assert_eq!(parse_book(""), (FactBook::default(), Vec::new()));
    }

    #[test]
    fn dates_of_toml_are_dates() {
        let text = "[[fact]]\nkey = \"k\"\nvalue = 1\nas_of = 2023-11-07\ngood_until = 2025-06-30";
        let (book, _) = parse_book(text);
        assert_eq!(book.fact("k").and_then(|fact| fact.good_until), "2025-06-30".parse().ok());
    }

    #[test]
    fn no_text_makes_reading_fail() {
        for text in [
            "\0",
            "[[",
            "]]",
            "[[fact]",
            "\u{feff}[[fact]]",
            "a.b.c = [[[",
            "\"",
            "[[fact]]\nkey = '''",
            "=",
            "値",
        ] {
            parse_book(text);
        }
        parse_book(&"[".repeat(10_000));
        parse_book(&format!("[[fact]]\nvalue = {}", "[{a=".repeat(5_000)));
    }
}
