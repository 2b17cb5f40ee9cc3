//! The first minutes with the program: three doors, a tour of five hints, the guide as a copy.

use std::fs;
use std::path::PathBuf;

use demarche::app::{App, Dialog, Language, Leave, Settings, Side, TOUR, command_named};
use demarche::brief::Lang;
use demarche::session::{guide, sample};
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;

use crate::gui::Desk;

/// The window with nothing open, as at the first start.
fn first_start() -> Desk {
    let mut desk = Desk::with("");
    desk.app().leave(Leave::New(String::new()));
    desk.step();
    desk.step();
    assert!(desk.app().is_blank());
    desk
}

fn has(desk: &Desk, label: &str) -> bool {
    desk.harness.query_by_label_contains(label).is_some()
}

fn path(app: &App) -> PathBuf {
    app.session.path().expect("a file is open").to_owned()
}

#[test]
fn the_first_door_opens_a_copy_of_the_sample() {
    let mut desk = first_start();
    assert!(!has(&desk, "Tour: 1 of 5"), "there is nothing to show yet");
    desk.app().view.side = Some(Side::Library);
    desk.click("See the sample");
    assert_eq!(desk.app().view.side, Some(Side::Outline), "a library without a folder lists nothing");
    assert_eq!(desk.text().as_bytes(), sample(Lang::En).brief.1);
    assert_eq!(path(desk.app()), desk.folder.path().join("sample/us-jobs.md"));
    assert!(desk.folder.path().join("sample/facts.toml").is_file(), "its figures come along");
    // What is changed is the copy; the next copy is as the first one was.
    desk.go_behind("American employer");
    desk.type_text("!");
    desk.key(Modifiers::COMMAND, Key::S);
    desk.app().run("sample");
    desk.step();
    assert_eq!(desk.text().as_bytes(), sample(Lang::En).brief.1);
    assert_eq!(path(desk.app()), desk.folder.path().join("sample-2/us-jobs.md"));
}

#[test]
fn the_second_door_asks_for_title_and_date() {
    let mut desk = first_start();
    desk.click("New brief…");
    desk.type_text("Ports: who waits?");
    desk.harness.get_by_label("Date").focus();
    desk.step();
    desk.type_text("2024-11-31");
    assert!(has(&desk, "2024-11-31 is no date"));
    desk.click("Create the brief");
    assert!(matches!(desk.app().view.dialog, Some(Dialog::New)), "a wrong date begins nothing");
    desk.harness.get_by_label("Date").focus();
    desk.step();
    desk.key(Modifiers::NONE, Key::End);
    desk.key(Modifiers::NONE, Key::Backspace);
    desk.key(Modifiers::NONE, Key::Backspace);
    desk.type_text("29");
    desk.click("Create the brief");
    let front = desk.app().session.brief().front.clone();
    assert_eq!(front.title.as_deref(), Some("Ports: who waits?"));
    assert_eq!(front.date.as_deref(), Some("2024-11-29"));
    // The next brief begins with neither.
    desk.app().leave(Leave::New(String::new()));
    desk.key(Modifiers::COMMAND, Key::N);
    desk.key(Modifiers::NONE, Key::Enter);
    let front = desk.app().session.brief().front.clone();
    assert_eq!(front.title.as_deref(), Some("The claim of this talk, in one line"));
    assert_eq!(front.date.as_deref(), Some("2024-11-20"), "today");
}

#[test]
fn the_third_door_asks_for_a_folder_and_lists_it() {
    let mut desk = first_start();
    let folder = desk.folder.path().join("briefs");
    fs::create_dir(&folder).expect("made");
    fs::write(folder.join("ports.md"), "---\ntitle: Ports\n---\n").expect("written");
    let id = desk.app().session.id();
    // The dialog of the system stands in no test; what it answers does.
    desk.app().picked(id, &demarche::app::Request::PickFolder, folder);
    desk.wait(|app| !app.view.library.is_listing);
    desk.step();
    desk.click("Ports");
    assert_eq!(desk.text(), "---\ntitle: Ports\n---\n");
    assert!(has(&desk, "Tour: 1 of 5"));
}

#[test]
fn the_tour_has_five_hints_and_comes_once() {
    let mut desk = first_start();
    desk.click("See the sample");
    for number in 1..=TOUR.len() {
        assert!(has(&desk, &format!("Tour: {number} of 5")));
        desk.click(if number == TOUR.len() { "Done" } else { "Next hint" });
    }
    assert!(!has(&desk, "Tour:"));
    assert!(desk.app().settings.has_toured);
    let saved = Settings::load(&desk.folder.path().join("config/settings.toml")).expect("settings");
    assert!(saved.has_toured, "the next start knows it, too");
    desk.app().run("sample");
    desk.step();
    assert!(!has(&desk, "Tour:"));
    desk.app().run("tour");
    desk.step();
    assert!(has(&desk, "Tour: 1 of 5"), "who asks for it has it again");
}

#[test]
fn the_tour_can_be_left_and_takes_no_key_from_the_text() {
    let mut desk = first_start();
    desk.click("See the sample");
    desk.go_behind("American employer");
    desk.type_text("!");
    assert!(desk.text().contains("American employer!"));
    desk.app().settings.keys.insert("insert-red-line".to_owned(), String::new());
    desk.click("Next hint");
    let key = command_named("insert-say").expect("a command").keys[0];
    assert!(has(&desk, &format!("Red line begins a red line, {key} points to make")), "keys are the user’s");
    desk.type_text("?");
    assert!(desk.text().contains("American employer!?"), "the text has the keyboard again");
    desk.click("Leave the tour");
    assert!(!has(&desk, "Tour:") && desk.app().settings.has_toured);
    desk.type_text(".");
    assert!(desk.text().contains("American employer!?."));
}

#[test]
fn help_opens_the_guide_in_the_language_of_the_window() {
    for (language, lang) in [(Language::En, Lang::En), (Language::Ja, Lang::Ja)] {
        let mut desk = first_start();
        desk.app().settings.language = language;
        desk.app().run("guide");
        desk.step();
        assert_eq!(desk.text().as_bytes(), guide(lang).brief.1);
        for (name, _) in guide(lang).files() {
            assert!(desk.folder.path().join("guide").join(name).is_file(), "{name}");
        }
    }
}
