//! Entries changed and added, and what of the text stays.

use super::*;
use crate::facts::form::read_form;

const BOOK: &str = "# The book of the desk.\n\n[[source]]\nid = \"jama\"\ntitle = \"Report\"\n\n\
    [[fact]]\nkey = \"jobs\"  # counted by the industry\nvalue = 107_000\nas_of = \"2022\"\n\
    # do not round\nstatement = 'Direct jobs'\n\n[[fact]]\nkey = \"plants\"\nvalue = 24\nas_of = \"2023\"\n";

fn id() -> EntryId {
    EntryId::of_fact("jobs")
}

fn changed(text: &str, fields: &[(&'static str, &str)], keeps: bool) -> Result<String, FormFault> {
    let mut form = read_form(text, &id()).expect("is there");
    for (name, words) in fields {
        form.set(name, *words);
    }
    change_entry(text, Some(&id()), &form, keeps)
}

#[test]
fn a_change_leaves_everything_else_to_the_byte() {
    let fields = [("value", "109,000"), ("as_of", "2023"), ("source", "jama"), ("good_until", "2025-06-30")];
    let new = changed(BOOK, &fields, true).expect("can be changed");
    assert_eq!(
        new,
        BOOK.replace(
            "value = 107_000\nas_of = \"2022\"\n",
            "value = 109000\nas_of = \"2023\"\ngood_until = \"2025-06-30\"\n"
        )
        .replace(
            "statement = 'Direct jobs'\n",
            "statement = 'Direct jobs'\nsource = \"jama\"\nhistory = [{ value = 107_000, as_of = \"2022\" }]\n"
        )
    );
    let again = changed(&new, &[("value", "110000"), ("as_of", "2024")], true).expect("can be changed");
    let (book, found) = parse_book(&again);
    assert_eq!(found, []);
    let history = &book.fact("jobs").expect("is there").history;
    assert_eq!(history.iter().map(|past| past.as_of.as_str()).collect::<Vec<_>>(), ["2023", "2022"]);
    assert_eq!(history[0].source.as_deref(), Some("jama"));
}

#[test]
fn a_slip_is_corrected_without_a_history_and_a_field_can_go() {
    let new = changed(BOOK, &[("value", "107,500"), ("statement", "")], false).expect("can be changed");
    assert_eq!(
        new,
        BOOK.replace("107_000", "107500").replace("statement = 'Direct jobs'\n", ""),
        "the comment above a field stays"
    );
}

#[test]
fn lists_and_displays_are_written_as_the_book_has_them() {
    let fields = [("readers", "principal, delegation"), ("display.ja", "10万7,000"), ("also", "autos.jobs")];
    let new = changed(BOOK, &fields, true).expect("can be changed");
    let (book, found) = parse_book(&new);
    assert_eq!(found, []);
    let fact = book.fact("autos.jobs").expect("by its other key");
    assert_eq!(fact.readers.as_deref(), Some([Reader::Principal, Reader::Delegation].as_slice()));
    assert_eq!((fact.display.en.as_deref(), fact.display.ja.as_deref()), (None, Some("10万7,000")));
}

#[test]
fn a_new_entry_stands_at_the_end() {
    let mut form = EntryForm::new(EntryKind::Person);
    for (name, words) in
        [("id", "iwaya"), ("title", "Minister"), ("name", "Iwaya \"Take\" Takeshi"), ("says", "ee-wah-yah")]
    {
        form.set(name, words);
    }
    let new = change_entry(BOOK, None, &form, true).expect("can be added");
    assert!(new.starts_with(BOOK.trim_end()) && new.contains("\n\n[[person]]\nid = \"iwaya\"\n"), "{new}");
    let (book, found) = parse_book(&new);
    assert_eq!(found, []);
    assert_eq!(book.fact("person.iwaya").and_then(|fact| fact.says.as_deref()), Some("ee-wah-yah"));
    assert_eq!(change_entry(&new, None, &form, true), Err(FormFault::Taken("iwaya".to_owned())));
    assert!(change_entry("", None, &form, true).is_ok(), "a book begins with its first entry");
}

#[test]
fn what_is_filled_in_wrongly_is_said() {
    for (name, words, fault) in [
        ("value", "", FormFault::Missing("value")),
        ("value", "about 5", FormFault::NoNumber("about 5".to_owned())),
        ("value", "1,0900", FormFault::NoNumber("1,0900".to_owned())),
        ("good_until", "2025-02-30", FormFault::NoDay("2025-02-30".to_owned())),
        ("source", "nobody", FormFault::NoSource("nobody".to_owned())),
        ("readers", "everyone", FormFault::NoReader("everyone".to_owned())),
        ("key", "work", FormFault::Renamed("jobs".to_owned())),
    ] {
        assert_eq!(changed(BOOK, &[(name, words)], true), Err(fault));
    }
}

#[test]
fn ways_of_writing_that_a_form_would_spoil_are_left_alone() {
    for book in [
        "fact = [{ key = \"jobs\", value = 1, as_of = \"2023\" }]\n",
        "[[fact]]\nkey = \"jobs\"\nvalue = 1\nas_of = \"2023\"\n[fact.display]\nen = \"1\"\n",
    ] {
        let found = changed(book, &[("display.en", "about 1"), ("scope", "all")], true);
        assert_eq!(found, Err(FormFault::Unwritable("jobs".to_owned())), "{book}");
    }
    let dotted = "[[fact]]\nkey = \"jobs\"\nvalue = 1\nas_of = \"2023\"\ndisplay.en = \"1\"\n";
    let found = changed(dotted, &[("value", "2"), ("display.en", "2")], true);
    assert!(found.is_err() || parse_book(&found.expect("is one")).1.is_empty());
}

#[test]
fn line_ends_stay_those_of_the_file() {
    let book = BOOK.replace('\n', "\r\n");
    let new = changed(&book, &[("scope", "JAMA members"), ("value", "1")], true).expect("can be changed");
    assert_eq!(new.matches('\n').count(), new.matches("\r\n").count(), "{new:?}");
}
