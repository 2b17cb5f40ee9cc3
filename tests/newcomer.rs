//! What newcomers met in their first hour, each by label and key.

use std::fs;

use demarche::app::{Dialog, ExportChoice, Leave};
use demarche::brief::{BriefKind, Lang, Reader};
use egui::{Event, Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use crate::gui::Desk;

const BRIEF: &str = "---\ntitle: Jobs\ndate: 2024-11-20\nmarking: { scheme: uk, banner: OFFICIAL }\n---\n\n## Plants\n\n- They employ many people.\n";

fn has(desk: &Desk, label: &str) -> bool {
    desk.harness.query_by_label_contains(label).is_some()
}

#[test]
fn a_brief_that_a_crash_left_is_gone_on_with_where_the_caret_was() {
    let mut desk = Desk::with(BRIEF);
    desk.go_behind("many");
    desk.type_text(" more");
    desk.wait(|app| app.protection == demarche::session::Protection::Protected);
    let mut desk = desk.started_anew();
    desk.wait(|app| app.session.text().contains("many more"));
    desk.step();
    desk.type_text("!");
    assert!(desk.text().contains("many more! people"), "{}", desk.text());
}
