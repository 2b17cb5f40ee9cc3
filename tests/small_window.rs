//! The window as small as a screen of 800 by 600 points at twice the size leaves it, and smaller.

use demarche::app::Dialog;
use demarche::session::{Protection, earlier_states};
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;

use crate::gui::{Desk, HANDOUT};

/// Where the dialog that is open stands.
fn place_of_dialog(desk: &Desk) -> egui::Rect {
    let place = desk.harness.ctx.memory(|memory| memory.area_rect(egui::Id::unique("dialog")));
    place.expect("a dialog is open")
}

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
    desk.wait(|app| app.analysis.findings.iter().any(|found| found.code == "placeholder"));
    desk.harness.set_size(egui::vec2(WIDTH, 316.0));
    desk.app().view.dialog = Some(Dialog::Export(HANDOUT));
    for _ in 0..4 {
        desk.step();
    }
    let mut remarks = desk.harness.query_all_by_label_contains("the skeleton");
    assert!(remarks.next().is_some(), "it is to be looked at first");
    let place = place_of_dialog(&desk);
    assert!(place.left() >= 0.0 && place.right() <= WIDTH, "{place:?}");
}

#[test]
fn what_differs_from_an_earlier_state_has_the_width_of_the_window() {
    let mut desk = Desk::with("One word.\n");
    desk.go_behind("One word.");
    desk.type_text(" First.");
    desk.key(Modifiers::COMMAND, Key::S);
    desk.wait(|app| app.protection == Protection::Saved);
    let folder = desk.folder.path().to_owned();
    desk.wait(|_| earlier_states(&folder.join("state"), &folder.join("brief.md")).len() > 1);
    desk.type_text(" Some more words that were added later.");
    desk.harness.set_size(egui::vec2(416.0, 616.0));
    desk.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::H);
    for _ in 0..4 {
        desk.step();
    }
    assert!(matches!(desk.app().view.dialog, Some(Dialog::History(_))));
    let place = place_of_dialog(&desk);
    assert!(place.left() >= 0.0 && place.right() <= 416.0, "{place:?}");
    let shown = desk.harness.query_all_by_label_contains("that were added later");
    let widths: Vec<f32> = shown.map(|node| node.rect().width()).collect();
    assert!(widths.iter().any(|width| *width > 200.0), "{widths:?}");
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
        place_of_dialog(desk).height()
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
