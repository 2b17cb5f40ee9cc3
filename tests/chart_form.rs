//! The form of a chart, by label and key: filled in, drawn, written, opened again.

use std::fs;

use demarche::app::{ChartForm, Dialog, Request};
use demarche::text::Selection;
use egui::accesskit::Role;
use egui::{Event, Key, Modifiers};
use egui_kittest::kittest::Queryable as _;

use crate::gui::Desk;

fn form(desk: &mut Desk) -> ChartForm {
    match desk.app().view.dialog.clone() {
        Some(Dialog::Chart(form)) => *form,
        other => panic!("the form is not open: {other:?}"),
    }
}

fn focus(desk: &mut Desk, label: &str) {
    desk.harness.get_by_role_and_label(Role::TextInput, label).focus();
    desk.step();
}

#[test]
fn a_chart_is_filled_in_by_keys_drawn_and_written_as_a_person_would() {
    let mut desk = Desk::open();
    desk.go_behind("many people");
    desk.app().run("insert-chart");
    desk.step();
    // The first cell has the keyboard.
    desk.type_text("2014");
    desk.key(Modifiers::NONE, Key::Tab);
    desk.type_text("88000");
    desk.key(Modifiers::NONE, Key::Enter);
    desk.type_text("109,000");
    desk.key(Modifiers::SHIFT, Key::Tab);
    desk.type_text("2023");
    focus(&mut desk, "Title");
    desk.type_text("People employed: directly");
    assert!(matches!(desk.app().view.dialog, Some(Dialog::Chart(_))), "Enter in a cell closes nothing");
    let block = form(&mut desk).block();
    desk.wait(|app| {
        let drawn = app.view.cues.chart.as_ref();
        drawn.is_some_and(|drawn| drawn.block == block && drawn.bitmap.is_some())
    });
    desk.step();
    desk.harness.get_by_label("The chart as it would look");
    desk.harness.get_by_role_and_label(Role::Button, "Insert").click();
    desk.step();
    let wanted = "- They employ many people.\n\n```chart\ntype: bar\ntitle: \"People employed: directly\"\ndata:\n  \"2014\": 88000\n  \"2023\": 109,000\n```\n\n\n\n> [!RED-LINE]";
    assert!(desk.text().contains(wanted), "{}", desk.text());
    let inserted = desk.text();
    // Where the cursor stands on it, the form opens on it again, and what was not changed stays as it was.
    desk.go_behind("type: bar");
    desk.app().run("insert-chart");
    desk.step();
    assert!(form(&mut desk).is_change());
    desk.harness.get_by_role_and_label(Role::RadioButton, "Line").click();
    desk.step();
    desk.harness.get_by_role_and_label(Role::Button, "Change").click();
    desk.step();
    assert_eq!(desk.text(), inserted.replace("type: bar", "type: line"));
    desk.key(Modifiers::COMMAND, Key::Z);
    assert_eq!(desk.text(), inserted, "one step");
}

#[test]
fn cells_of_a_spreadsheet_are_pasted_and_a_table_of_a_file_is_taken() {
    let mut desk = Desk::open();
    desk.app().run("insert-chart");
    desk.step();
    desk.harness.event(Event::Paste("Ohio\t1\t2\nTexas\t3\t4\n".to_owned()));
    desk.step();
    assert_eq!(form(&mut desk).rows[..2], [["Ohio", "1", "2"], ["Texas", "3", "4"]]);
    assert_eq!(form(&mut desk).head.len(), 3);
    let path = desk.folder.path().join("rows.csv");
    let bytes =
        demarche::session::Encoding::ShiftJis.encode("国,人数\n日本,120\n米国,340\n").expect("written");
    fs::write(&path, bytes).expect("written");
    let asked = Request::PickRows(Box::new(form(&mut desk)));
    let doc = desk.app().session.id();
    desk.app().picked(doc, &asked, path);
    desk.step();
    let filled = form(&mut desk);
    assert_eq!(filled.head, ["国", "人数"]);
    assert_eq!(filled.rows[..2], [["日本", "120"], ["米国", "340"]]);
    assert!(filled.block().contains("  - { 国: 日本, 人数: 120 }\n"), "{}", filled.block());
    desk.key(Modifiers::NONE, Key::Escape);
    assert!(desk.app().view.dialog.is_none());
    assert!(!desk.text().contains("chart"), "nothing was written");
}

#[test]
fn a_chart_in_a_callout_and_one_of_facts_keep_what_the_form_does_not_know() {
    let text = "---\ntitle: T\ndate: 2024-11-20\nmarking: { scheme: none }\nfacts: facts.toml\n---\n\n## A\n\n> [!BACKGROUND]\n> ```chart\n> type: bar\n> # counted by hand\n> facts: jobs\n> height: 3\n> ```\n>\n> More.\n";
    let mut desk = Desk::with(text);
    let at = text.find("counted").expect("there");
    desk.app().select(Selection::at(at));
    desk.app().run("insert-chart");
    desk.step();
    assert_eq!(form(&mut desk).facts, ["jobs"]);
    focus(&mut desk, "Unit");
    desk.type_text("jobs");
    desk.harness.get_by_role_and_label(Role::Button, "Change").click();
    desk.step();
    let wanted = "> ```chart\n> type: bar\n> unit: jobs\n> facts: jobs\n> # counted by hand\n> height: 3\n> ```\n>\n> More.\n";
    assert!(desk.text().ends_with(wanted), "{}", desk.text());
}
