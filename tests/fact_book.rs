//! The fact book in the window: searched, changed, added to, imported; and what the brief and its pages make of it.

use std::fs;
use std::path::Path;

use demarche::app::{App, Dialog, Request};
use demarche::facts::Use;
use demarche::text::Selection;
use egui::accesskit::Role;
use egui::{Event, Key, Modifiers};
use egui_kittest::kittest::Queryable as _;

use crate::gui::Desk;

const BRIEF: &str = "---\ntitle: Jobs\ndate: 2024-11-20\nmarking: { scheme: uk, banner: OFFICIAL }\nfacts: facts.toml\n---\n\n\
    ## Plants\n\n- They employ [109,000](fact:jobs) people.\n- That is [109,000](fact:jobs) families, in [](fact:plants) plants.\n\n\
    > [!SAY]\n> Name all [24](fact:plants) plants.\n\n## Over the years\n\n```chart\ntype: bar\ntitle: Jobs\nfacts: jobs.*\n```\n";
const BOOK: &str = "# The desk's own book.\n[[source]]\nid = \"s\"\ntitle = \"Report\"\npublisher = \"JAMA\"\ndate = \"2024\"\n\n\
    [[source]]\nid = \"other\"\ntitle = \"Census\"\npublisher = \"Census Bureau\"\n\n\
    [[fact]]\nkey = \"jobs\"  # the industry's count\nvalue = 109000\nunit = \"jobs\"\nas_of = \"2023\"\nstatement = \"Direct jobs\"\nsource = \"s\"\n\n\
    [[fact]]\nkey = \"jobs.2014\"\nvalue = 88000\nunit = \"jobs\"\nas_of = \"2014\"\nsource = \"s\"\n\n\
    [[fact]]\nkey = \"plants\"\nvalue = 24\nas_of = \"2020\"\ngood_until = \"2022-12-31\"\nsource = \"s\"\n\n\
    [[fact]]\nkey = \"plants.census\"\nvalue = 26\nas_of = \"2020\"\nsource = \"other\"\nconflicts = [\"plants\"]\n";

fn desk() -> Desk {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("facts.toml"), BOOK).expect("written");
    let path = folder.path().join("brief.md");
    fs::write(&path, BRIEF).expect("written");
    let mut desk = Desk::at(folder, &path);
    desk.wait(|app| app.analysis.findings.iter().any(|found| found.code == "stale-fact"));
    desk.key(Modifiers::ALT | Modifiers::SHIFT, Key::F);
    assert!(matches!(desk.app().view.dialog, Some(Dialog::FactBook)));
    desk
}

fn book(desk: &Desk) -> String {
    fs::read_to_string(desk.folder.path().join("facts.toml")).expect("read")
}

/// Types into a field in place of what stands there.
fn fill(desk: &mut Desk, label: &str, words: &str) {
    desk.harness.get_all_by_label(label).last().expect("a field of that name").focus();
    desk.step();
    desk.key(Modifiers::COMMAND, Key::A);
    desk.harness.event(Event::Text(words.to_owned()));
    desk.step();
}

/// The words of all pages.
fn words(app: &App) -> String {
    app.preview.slots.iter().map(|slot| slot.pages.words(slot.page_idx)).collect()
}

#[test]
fn one_changed_figure_changes_every_use_and_every_chart() {
    let mut desk = desk();
    desk.wait(|app| words(app).contains("88,000"));
    desk.click("jobs 109,000");
    fill(&mut desk, "Value", "110,500");
    fill(&mut desk, "As of", "2024");
    desk.click("Write to the book");
    assert_eq!(desk.app().view.book.fault, None);
    let expected = BOOK.replace(
        "value = 109000\nunit = \"jobs\"\nas_of = \"2023\"\nstatement = \"Direct jobs\"\nsource = \"s\"\n",
        "value = 110500\nunit = \"jobs\"\nas_of = \"2024\"\nstatement = \"Direct jobs\"\nsource = \"s\"\n\
         history = [{ value = 109000, as_of = \"2023\", source = \"s\" }]\n",
    );
    assert_eq!(book(&desk), expected, "nothing else in the file has changed");
    let text = desk.text();
    assert_eq!(text.matches("[110,500](fact:jobs)").count(), 2, "{text}");
    // It is there for some seconds, and the pages may take longer.
    let offered = desk.app().toasts.iter().any(|toast| toast.words.contains("2 uses in the brief"));
    assert!(offered);
    desk.wait(|app| words(app).contains("110,500") && !words(app).contains("109,000"));
    desk.harness.get_by_label("What it was");
    desk.harness.get_by_label("109,000");
    // All uses are one change.
    desk.key(Modifiers::NONE, Key::Escape);
    desk.key(Modifiers::COMMAND, Key::Z);
    assert_eq!(desk.text(), BRIEF);
    desk.app().update_all_uses();
    assert_eq!(desk.text(), text);
    desk.app().show_book();
    desk.step();
    desk.click("Take back the last change");
    assert_eq!(book(&desk), BOOK);
}

#[test]
fn entries_are_found_by_words_state_and_conflict() {
    let mut desk = desk();
    desk.click("Stale 1");
    assert!(desk.harness.query_by_label("jobs 109,000").is_none());
    desk.click("plants 24, stale, conflicting");
    desk.harness.get_by_label("Stale: it was good until 2022-12-31");
    desk.harness.get_by_label("Sources differ");
    desk.harness.get_by_label_contains("Census Bureau");
    desk.click("plants.census");
    assert_eq!(desk.app().view.book.form.get("value"), "26");
    desk.click("All");
    // The first field of the dialog is that of the search.
    desk.harness.get_all_by_role(Role::TextInput).next().expect("a field").focus();
    desk.step();
    desk.type_text("direct jobs");
    assert!(desk.harness.query_by_label("plants 24, stale, conflicting").is_none());
    desk.click("jobs 109,000");
    desk.click("line 10");
    assert!(desk.app().view.dialog.is_none());
    let head = desk.app().selection.head;
    assert!(desk.text()[head..].starts_with("[109,000](fact:jobs) people"), "{head}");
}

#[test]
fn what_is_stale_is_known_to_text_pages_and_console() {
    let mut desk = desk();
    desk.key(Modifiers::NONE, Key::Escape);
    desk.wait(|app| words(app).contains("24 plants"));
    let text = desk.text();
    let stale: Vec<Use> = desk.app().view.book.stale.clone();
    let cited: Vec<&str> = stale.iter().map(|used| used.span.slice(&text)).collect();
    assert_eq!(cited, ["[](fact:plants)", "[24](fact:plants)"]);
    let spans: Vec<_> = stale.iter().map(|used| used.span).collect();
    let slots = desk.app().preview.slots.clone();
    let marked: usize = slots.iter().map(|slot| slot.pages.words_of(slot.page_idx, &spans).len()).sum();
    assert!(marked >= 1, "the figure on the slide is found");
    // Typing above moves the places along.
    desk.app().select(Selection::at(text.find("## Plants").expect("there")));
    desk.app().requests.push(Request::FocusEditor);
    desk.step();
    desk.type_text("x");
    let moved = desk.app().view.book.stale.first().map(|used| used.span.start);
    assert_eq!(moved, stale.first().map(|used| used.span.start + 1));
}

#[test]
fn people_and_sources_are_added_and_faults_are_said() {
    let mut desk = desk();
    desk.click("Add");
    desk.click("Person");
    fill(&mut desk, "Id", "iwaya");
    desk.click("Write to the book");
    assert_eq!(desk.app().view.book.fault.as_deref(), Some("name is empty; fill it in"));
    assert_eq!(book(&desk), BOOK);
    fill(&mut desk, "Name", "Iwaya Takeshi");
    fill(&mut desk, "Title", "Minister");
    fill(&mut desk, "How to say it", "ee-wah-yah");
    desk.click("Principal");
    desk.click("Write to the book");
    assert_eq!(desk.app().view.book.fault, None);
    let expected = "[[person]]\nid = \"iwaya\"\ntitle = \"Minister\"\nname = \"Iwaya Takeshi\"\nsays = \"ee-wah-yah\"\n\
        readers = [\"principal\"]\n";
    let written = book(&desk);
    assert!(written.ends_with(expected), "{written}");
    desk.click("People");
    desk.harness.get_by_label("iwaya Minister Iwaya Takeshi");
}

#[test]
fn a_book_that_somebody_else_has_changed_is_not_overwritten() {
    let mut desk = desk();
    desk.click("jobs 109,000");
    fill(&mut desk, "Value", "111000");
    let theirs = BOOK.replace("88000", "88500");
    fs::write(desk.folder.path().join("facts.toml"), &theirs).expect("written");
    desk.click("Write to the book");
    assert_eq!(book(&desk), theirs);
    assert!(desk.app().view.book.fault.as_deref().is_some_and(|fault| fault.contains("Another program")));
    assert_eq!(desk.app().view.book.form.get("value"), "111000", "what was typed is still there");
    desk.click("Write to the book");
    assert_eq!(book(&desk).contains("value = 111000"), book(&desk).contains("88500"));
    assert!(book(&desk).contains("value = 111000"));
}

#[test]
fn a_table_is_imported_once() {
    let mut desk = desk();
    let table = desk.folder.path().join("figures.csv");
    fs::write(
        &table,
        "key,value,as_of,source\njobs,\"112,000\",2024,s\nnew.one,5,2024,other\nbad,6,2024,nobody\n",
    )
    .expect("written");
    {
        // Where no file dialog answers, a path is asked for: in a window of its own, which is not needed any more.
        let mut asking = self::desk();
        asking.click("Import a table…");
        let asked = asking.app().requests.contains(&Request::PickTable)
            || matches!(
                asking.app().view.dialog,
                Some(Dialog::Path { request: Request::PickTable, .. } | Dialog::FactBook)
            );
        assert!(asked);
    }
    import(&mut desk, &table);
    assert_eq!(
        desk.app().view.book.news,
        [
            "1 added, 1 changed, 1 as they were".replace("1 as they were", "0 as they were"),
            "row 4 was left out: the book has no source called nobody; add the source first".to_owned(),
        ]
    );
    assert!(book(&desk).contains("key = \"new.one\"\nvalue = 5\n"));
    desk.harness.get_by_label("Update all uses (2)");
    desk.click("Update all uses (2)");
    assert_eq!(desk.text().matches("[112,000](fact:jobs)").count(), 2);
    let after = book(&desk);
    import(&mut desk, &table);
    assert_eq!(book(&desk), after);
}

fn import(desk: &mut Desk, table: &Path) {
    let doc = desk.app().session.id();
    desk.app().picked(doc, &Request::PickTable, table.to_owned());
    desk.step();
}

#[test]
fn a_brief_without_a_book_can_begin_one() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("brief.md");
    fs::write(&path, "---\ntitle: A\n---\n\n## B\n\nWords.\n").expect("written");
    let mut desk = Desk::at(folder, &path);
    desk.app().show_book();
    desk.step();
    desk.click("Begin a fact book…");
    assert!(desk.text().contains("facts: facts.toml"));
    for (label, words) in [("Key", "a.b"), ("Value", "5"), ("As of", "2024")] {
        fill(&mut desk, label, words);
    }
    desk.click("Write to the book");
    assert_eq!(book(&desk), "[[fact]]\nkey = \"a.b\"\nvalue = 5\nas_of = \"2024\"\n");
}

#[test]
fn an_entry_that_is_cited_is_deleted_only_when_it_was_asked() {
    let mut desk = desk();
    let other = "---\ntitle: Other\nfacts: facts.toml\n---\n\n- In [24](fact:plants) plants.\n";
    fs::write(desk.folder.path().join("other.md"), other).expect("written");
    desk.click("plants 24, stale, conflicting");
    desk.click("Delete");
    let fault = desk.app().view.book.fault.clone().unwrap_or_default();
    for place in ["line 11 of this brief", "line 14 of this brief", "other.md:6"] {
        assert!(fault.contains(place), "{place}: {fault}");
    }
    assert_eq!(book(&desk), BOOK, "it was only asked");
    desk.click("Keep it");
    assert_eq!(desk.app().view.book.fault, None);
    desk.click("Delete");
    desk.click("Delete all the same");
    // Another entry says that it differs from this one, which would then be nothing.
    let fault = desk.app().view.book.fault.clone().unwrap_or_default();
    assert!(fault.contains("plants.census refers to plants"), "{fault}");
    assert_eq!(book(&desk), BOOK);
    desk.click("plants.census");
    desk.click("Delete");
    assert_eq!(desk.app().view.book.fault, None);
    assert_eq!(book(&desk), BOOK.split("\n[[fact]]\nkey = \"plants.census\"").next().expect("all before it"));
    desk.click("Take back the last change");
    desk.wait(|app| app.view.book.index().book.facts.contains_key("plants.census"));
    assert_eq!(book(&desk), BOOK);
}
