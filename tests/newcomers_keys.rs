//! Keys as newcomers press them who know other programs: Tab in a table, Backspace behind a bullet, arrows in menus.

use demarche::app::Dialog;
use egui::{Event, Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use crate::gui::Desk;

const BRIEF: &str = "---\ntitle: Jobs\ndate: 2024-11-20\n---\n\n## Plants\n\n- They employ many people.\n";

fn press(desk: &mut Desk, keys: &[Key]) {
    for key in keys {
        desk.key(Modifiers::NONE, *key);
    }
}

fn is_focused(desk: &Desk, label: &str) -> bool {
    desk.harness.query_all_by_label(label).any(|node| node.accesskit_node().is_focused())
}

#[test]
fn a_wrong_date_keeps_the_keyboard_until_it_is_right() {
    let mut desk = Desk::with(BRIEF);
    desk.key(Modifiers::COMMAND, Key::N);
    desk.type_text("Ports");
    desk.harness.get_by_label("Date").focus();
    desk.step();
    desk.type_text("tomorrow");
    press(&mut desk, &[Key::Enter]);
    desk.step();
    assert!(is_focused(&desk, "Date"), "what is typed next mends the date");
    desk.key(Modifiers::COMMAND, Key::A);
    desk.type_text("2024-12-01");
    press(&mut desk, &[Key::Enter]);
    desk.step();
    assert!(desk.app().view.dialog.is_none());
    assert_eq!(desk.app().session.brief().front.date.as_deref(), Some("2024-12-01"));
}

#[test]
fn an_arrow_in_a_menu_goes_one_row_on_however_fast_it_comes() {
    for in_one_frame in [false, true] {
        let mut desk = Desk::with(BRIEF);
        desk.go_behind("people.");
        press(&mut desk, &[Key::F10, Key::ArrowRight, Key::ArrowRight]);
        for _ in 0..4 {
            if in_one_frame {
                let modifiers = Modifiers::NONE;
                let key = Key::ArrowDown;
                desk.harness.event(Event::Key {
                    key,
                    physical_key: None,
                    pressed: true,
                    repeat: false,
                    modifiers,
                });
            } else {
                press(&mut desk, &[Key::ArrowDown]);
            }
        }
        desk.step();
        desk.step();
        assert!(is_focused(&desk, "Table…"), "the fourth row, in one frame: {in_one_frame}");
        press(&mut desk, &[Key::ArrowUp, Key::ArrowUp]);
        assert!(is_focused(&desk, "Slide"));
        press(&mut desk, &[Key::ArrowUp, Key::ArrowUp]);
        assert!(is_focused(&desk, "Red line"), "above the first is the last");
        press(&mut desk, &[Key::ArrowDown, Key::ArrowDown, Key::ArrowDown, Key::ArrowDown, Key::Enter]);
        desk.step();
        assert!(matches!(desk.app().view.dialog, Some(Dialog::Table { .. })));
    }
}

#[test]
fn arrows_choose_the_size_of_a_table_and_leave_its_button_the_keyboard() {
    let mut desk = Desk::with(BRIEF);
    desk.go_behind("people.");
    desk.app().run("insert-table");
    desk.step();
    desk.step();
    press(&mut desk, &[Key::ArrowRight, Key::ArrowLeft, Key::ArrowDown]);
    assert!(is_focused(&desk, "Insert") && !is_focused(&desk, "Cancel"));
    press(&mut desk, &[Key::Enter]);
    assert!(desk.app().view.dialog.is_none());
    assert_eq!(desk.text().matches("\n|   |   |   |").count(), 4, "{}", desk.text());
}

#[test]
fn a_table_is_filled_by_tab_and_enter() {
    let mut desk = Desk::with("| A |   |\n| --- | --- |\n|   |   |\n");
    desk.go_behind("| A");
    for words in ["Jobs", "Ohio", "5"] {
        press(&mut desk, &[Key::Tab]);
        desk.type_text(words);
    }
    press(&mut desk, &[Key::Enter]);
    desk.type_text("Iowa");
    desk.key(Modifiers::SHIFT, Key::Tab);
    desk.type_text("7");
    assert_eq!(desk.text(), "| A | Jobs  |\n| --- | --- |\n| Ohio  | 57  |\n| Iowa |  |\n");
    press(&mut desk, &[Key::Tab, Key::Tab, Key::Tab, Key::Enter]);
    desk.type_text("After");
    assert_eq!(desk.text(), "| A | Jobs  |\n| --- | --- |\n| Ohio  | 57  |\n| Iowa |  |\n\nAfter\n");
    for _ in 0..30 {
        desk.key(Modifiers::COMMAND, Key::Z);
    }
    assert_eq!(desk.text(), "| A |   |\n| --- | --- |\n|   |   |\n");
}

#[test]
fn backspace_behind_a_bullet_takes_it_away() {
    let mut desk = Desk::with("- a");
    desk.go_behind("- a");
    press(&mut desk, &[Key::Enter, Key::Tab, Key::Backspace]);
    assert_eq!(desk.text(), "- a\n- ", "it moves out first");
    press(&mut desk, &[Key::Backspace]);
    assert_eq!(desk.text(), "- a\n");
    press(&mut desk, &[Key::Backspace]);
    assert_eq!(desk.text(), "- a");
}

#[test]
fn a_search_for_no_command_says_so() {
    let mut desk = Desk::with(BRIEF);
    desk.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::P);
    assert!(desk.harness.query_by_label("Nothing has these words").is_none());
    desk.type_text("qqq");
    desk.step();
    assert!(desk.harness.query_by_label("Nothing has these words").is_some());
}

#[test]
fn a_brief_made_of_another_file_is_named_although_it_is_not_opened() {
    let mut desk = Desk::with(BRIEF);
    desk.go_behind("people.");
    desk.type_text(" Many.");
    let deck = desk.folder.path().join("deck.md");
    std::fs::write(&deck, "---\nmarp: true\n---\n\n# Ports\n\n- One\n").expect("written");
    let out = desk.folder.path().join("deck-brief.md");
    desk.app().import_to(deck, out.clone());
    desk.wait(|app| app.view.dialog.is_some());
    desk.key(Modifiers::NONE, Key::Escape);
    assert!(desk.text().contains("people. Many."), "what is not saved stays open");
    let name = out.display().to_string();
    assert!(desk.harness.query_all_by_label_contains(&name).next().is_some(), "it says where the other lies");
}
