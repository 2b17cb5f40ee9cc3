//! The window as small as a screen of 800 by 600 points at twice the size leaves it, and smaller.

use demarche::app::Dialog;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use crate::gui::{Desk, HANDOUT};

#[test]
fn a_window_with_no_room_left_for_the_text_stays_open() {
    let text = format!("---\ntitle: Jobs\ndate: 2024-11-20\n---\n\n{}", "A line of words.\n\n".repeat(80));
    let mut desk = Desk::with(&text);
    desk.go_behind("A line");
    desk.key(Modifiers::COMMAND, Key::H);
    for height in [400.0, 300.0, 260.0, 220.0, 180.0, 140.0, 100.0] {
        desk.harness.set_size(egui::vec2(400.0, height));
        desk.step();
        desk.step();
    }
    desk.harness.set_size(egui::vec2(1280.0, 800.0));
    desk.key(Modifiers::NONE, Key::Escape);
    desk.type_text("!");
    assert!(desk.text().contains("A line!"));
}

#[test]
fn long_remarks_do_not_push_the_export_dialog_out_of_the_window() {
    const WIDTH: f32 = 416.0;
    let text = "---\ntitle: Jobs\ndate: 2024-11-20\n---\n\n## Give each slide one thought\n\n- Ordinary text like this stands on the slide and in the handout: write it so that it may.\n";
    let mut desk = Desk::with(text);
    desk.harness.set_size(egui::vec2(WIDTH, 316.0));
    desk.app().view.dialog = Some(Dialog::Export(HANDOUT));
    for _ in 0..4 {
        desk.step();
    }
    let remarks = desk.harness.query_all_by_label_contains("Ordinary text like this");
    let remarks: Vec<egui::Rect> = remarks.map(|node| node.rect()).collect();
    assert!(!remarks.is_empty(), "it is to be looked at first");
    let title = desk.harness.query_all_by_label("Export").last().expect("the title of the dialog");
    assert!(title.rect().left() >= 0.0, "{:?}", title.rect());
    let button = desk.harness.get_by_label("Write the file…");
    assert!(button.rect().left() >= 0.0 && button.rect().right() <= WIDTH, "{:?}", button.rect());
    assert!(button.accesskit_node().bounding_box().is_some());
}

#[test]
fn what_differs_from_an_earlier_state_has_the_width_of_the_window() {
    let mut desk = Desk::with("One word.\n");
    desk.go_behind("One word.");
    desk.type_text(" Some more words that were added later.");
    desk.harness.set_size(egui::vec2(416.0, 616.0));
    desk.app().run("history");
    desk.wait(|app| matches!(app.view.dialog, Some(Dialog::History(_))));
    for _ in 0..3 {
        desk.step();
    }
    let shown = desk.harness.query_all_by_label_contains("that were added later");
    let widths: Vec<f32> = shown.map(|node| node.rect().width()).collect();
    assert!(widths.iter().any(|width| *width > 200.0), "{widths:?}");
    let restore = desk.harness.get_by_label("Restore this state");
    assert!(restore.rect().left() >= 0.0 && restore.rect().right() <= 416.0, "{:?}", restore.rect());
}

#[test]
fn a_dialog_behind_a_small_one_has_the_height_of_the_window() {
    let mut desk = Desk::with("---\ntitle: Jobs\ndate: 2024-11-20\n---\n\n## One\n\n- Words\n");
    desk.harness.set_size(egui::vec2(816.0, 616.0));
    let height = |desk: &mut Desk, dialog: Dialog| {
        desk.app().view.dialog = Some(dialog);
        for _ in 0..4 {
            desk.step();
        }
        desk.harness.get_by_role(egui::accesskit::Role::Dialog).rect().height()
    };
    let small = height(&mut desk, Dialog::DiscardLeft);
    assert!(small < 200.0, "{small}");
    for dialog in [Dialog::Export(HANDOUT), Dialog::Settings] {
        let high = height(&mut desk, dialog);
        assert!((300.0..616.0).contains(&high), "{high}");
        let small = height(&mut desk, Dialog::DiscardLeft);
        assert!(small < 200.0, "{small}");
    }
}
