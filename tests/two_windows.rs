//! One brief in two windows, of which one is covered and draws nothing, or is killed.

use std::thread::sleep;
use std::time::Duration;

use demarche::app::Dialog;
use demarche::session::Protection;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;

use crate::gui::Desk;

/// Longer than the keeper waits between two looks at a claim.
const LOOKED: Duration = Duration::from_millis(1_600);

fn says(desk: &mut Desk, words: &str) -> bool {
    desk.app().toasts.iter().any(|toast| toast.words.contains(words))
}

#[test]
fn a_covered_window_hands_over_what_it_has_not_saved() {
    let mut first = Desk::with("One.\n");
    first.go_behind("One");
    first.type_text(" unsaved");
    let mut second = first.second();
    second.step();
    second.click("Take over");
    // The first draws no frame.
    second.wait(|app| app.session.text() == "One unsaved.\n");
    assert!(!second.app().is_read_only());
    first.step();
    first.wait(|app| app.is_read_only());
    assert_eq!(first.text(), "One unsaved.\n", "what went to the other window is still shown");
    assert!(!says(&mut first, "read anew"));
    second.key(Modifiers::COMMAND, Key::S);
    first.wait(|app| app.session.is_saved());
    // It goes back and forth without a loss, also while nobody draws.
    second.go_behind("unsaved");
    second.type_text(" twice");
    first.click("Write in this window");
    first.wait(|app| app.session.text() == "One unsaved twice.\n");
    first.go_behind("twice");
    first.type_text(", thrice");
    second.wait(|app| app.is_read_only());
    second.click("Write in this window");
    second.wait(|app| app.session.text() == "One unsaved twice, thrice.\n");
    second.go_behind("thrice");
    second.type_text("!");
    second.wait(|app| app.protection == Protection::Protected);
}

#[test]
fn the_question_who_writes_closes_when_the_other_window_is_killed() {
    let first = Desk::with("One.\n");
    let mut second = first.second();
    second.step();
    assert!(matches!(second.app().view.dialog, Some(Dialog::OpenElsewhere)));
    let Desk { folder: _folder, harness } = first;
    // Its claim stays and its lock goes, as when it is killed.
    drop(harness);
    second.wait(|app| app.view.dialog.is_none());
    assert!(!second.app().is_read_only());
    second.go_behind("One");
    second.type_text("!");
    assert_eq!(second.text(), "One!.\n");
    second.wait(|app| app.protection == Protection::Protected);
}

#[test]
fn who_chose_to_read_only_writes_nothing_until_that_is_said() {
    let first = Desk::with("One.\n");
    let mut second = first.second();
    second.step();
    second.click("Read only");
    let Desk { folder: _folder, harness } = first;
    drop(harness);
    sleep(LOOKED);
    second.step();
    second.go_behind("One");
    second.type_text("!");
    assert_eq!(second.text(), "One.\n");
    assert!(says(&mut second, "You chose to read this brief only"));
    second.harness.get_all_by_label("Write in this window").last().expect("a button").click();
    second.step();
    second.go_behind("One");
    second.type_text("!");
    assert_eq!(second.text(), "One!.\n");
}

#[test]
fn words_of_a_window_that_was_killed_come_to_the_one_that_waits() {
    let mut first = Desk::with("One.\n");
    let mut second = first.second();
    second.step();
    second.click("Take over");
    second.go_behind("One");
    second.type_text(" saved");
    second.key(Modifiers::COMMAND, Key::S);
    first.wait(|app| app.is_read_only() && app.session.text() == "One saved.\n");
    first.click("Write in this window");
    first.go_behind("saved");
    first.type_text(" and not");
    first.wait(|app| app.protection == Protection::Protected);
    second.wait(|app| app.is_read_only());
    let Desk { folder: _folder, harness } = first;
    drop(harness);
    second.wait(|app| app.session.text() == "One saved and not.\n");
    assert!(!second.app().is_read_only());
    assert!(second.app().view.dialog.is_none(), "nothing is asked about two texts");
    second.key(Modifiers::COMMAND, Key::S);
    second.wait(|app| app.session.is_saved());
    assert!(second.app().left_text().is_none(), "nothing is left to be brought back");
}
