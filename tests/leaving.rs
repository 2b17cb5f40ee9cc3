//! The last look in the window: ordered from the palette, green or red, gone through, printed; and the limit of pages.

use std::fs;

use demarche::app::{App, Dialog, Request};
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;

use crate::gui::Desk;

const SOUND: &str = "---\ntitle: Jobs\ndate: 2024-11-20\nmarking: { scheme: uk, banner: OFFICIAL }\nlimit: 1\n---\n\n\
    ## Plants\n\n- They employ many people.\n\n> [!SAY]\n> Name the plants.\n";

fn looked(desk: &mut Desk) {
    desk.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::P);
    desk.type_text("wheels");
    desk.key(Modifiers::NONE, Key::Enter);
    assert!(matches!(desk.app().view.dialog, Some(Dialog::WheelsUp)));
    desk.wait(|app| !app.view.look.is_looking);
    desk.step();
}

#[test]
fn a_sound_brief_is_green_and_the_look_prints_as_one_page() {
    let mut desk = Desk::with(SOUND);
    looked(&mut desk);
    desk.harness.get_by_label("GREEN: ready to leave");
    desk.harness.get_by_label("The paper keeps to its pages");
    let path = desk.folder.path().join("out.pdf");
    let doc = desk.app().session.id();
    desk.app().picked(doc, &Request::PickReport, path.clone());
    desk.wait(|app| app.toasts.iter().any(|toast| toast.words.contains("was written")));
    let pdf = fs::read(&path).expect("written");
    assert!(pdf.starts_with(b"%PDF"));
    // A file that is not an earlier page of the look is not replaced.
    desk.app().picked(doc, &Request::PickReport, path.clone());
    desk.wait(|app| app.toasts.iter().any(|toast| toast.words.contains("is there already")));
    assert_eq!(fs::read(&path).expect("there"), pdf);
}

#[test]
fn a_fault_is_red_with_what_to_do_and_a_way_to_its_place() {
    let mut desk = Desk::with(
        &SOUND
            .replace("many people", "[190,000](fact:jobs) people")
            .replace("limit", "facts: facts.toml\nlimit"),
    );
    desk.wait(|app| app.analysis.findings.iter().any(|found| found.code == "drifted-fact"));
    looked(&mut desk);
    desk.harness.get_by_label("RED: 1 thing to do");
    desk.harness.get_by_label("Update all uses from the fact book, or correct the book");
    desk.click("line 11: the text says 190,000 and the fact book says 109,000 for jobs");
    assert!(desk.app().view.dialog.is_none());
    let head = desk.app().selection.head;
    assert!(desk.text()[head..].starts_with("190,000"));
    desk.app().update_all_uses();
    assert!(desk.text().contains("[109,000](fact:jobs)"));
    desk.app().wheels_up();
    desk.wait(|app| !app.view.look.is_looking);
    desk.step();
    desk.harness.get_by_label("GREEN: ready to leave");
    desk.key(Modifiers::NONE, Key::Escape);
}

#[test]
fn the_pages_of_the_paper_are_counted_where_they_are_limited() {
    let page = "A line that fills the page and says little beyond that.\n\n".repeat(60);
    let mut desk = Desk::with(&format!("{SOUND}\n## More\n\n{page}"));
    let over = |app: &mut App| app.analysis.findings.iter().any(|found| found.code == "page-limit");
    desk.wait(over);
    desk.step();
    let n_pages = desk.app().analysis.n_paper_pages.expect("counted");
    assert!(n_pages > 1);
    desk.harness.get_by_label(&format!("{n_pages} of 1 page"));
    let found =
        desk.app().analysis.findings.iter().find(|found| found.code == "page-limit").cloned().expect("there");
    assert_eq!(found.message.en, format!("the paper has {n_pages} pages, and its limit is 1 page"));
    let text = desk.text();
    assert_eq!(found.span.slice(&text), "limit");
    let mut desk = Desk::with(&SOUND.replace("limit: 1\n", ""));
    desk.wait(|app| app.analysis.measure.words > 0 && !app.preview.slots.is_empty());
    assert_eq!(desk.app().analysis.n_paper_pages, None);
}

#[test]
fn each_state_has_a_copy_of_its_own_with_its_own_figures() {
    let folder = tempfile::tempdir().expect("a folder");
    let fact = |code: &str, value: u32| {
        format!("[[fact]]\nkey = \"state.{code}.jobs\"\nvalue = {value}\nas_of = \"2024\"\n\n")
    };
    let book = fact("oh", 72860) + &fact("ky", 47000) + &fact("us", 970_000);
    fs::write(folder.path().join("facts.toml"), book).expect("written");
    let path = folder.path().join("brief.md");
    let text = SOUND
        .replace("limit: 1", "facts: facts.toml")
        .replace("many people", "[](fact:state.*.jobs@{state}) people");
    fs::write(&path, text).expect("written");
    let mut desk = Desk::at(folder, &path);
    desk.wait(|app| !app.session.loaded().book.facts.is_empty());
    desk.key(Modifiers::COMMAND, Key::E);
    desk.click("One copy for each state");
    desk.click("KY");
    desk.click("OH");
    assert_eq!(desk.app().view.export_states, ["KY", "OH"]);
    let Some(Dialog::Export(choice)) = desk.app().view.dialog.clone() else { panic!("the dialog is open") };
    let out = desk.folder.path().join("jobs.md");
    let choice = demarche::app::ExportChoice { extension: "md", ..choice };
    desk.app().export_to(out.clone(), choice);
    desk.wait(|app| app.toasts.iter().any(|toast| toast.words.contains("and 1 more were written")));
    let read = |name: &str| fs::read_to_string(out.with_file_name(name)).expect("written");
    let (ohio, kentucky) = (read("jobs-oh.md"), read("jobs-ky.md"));
    assert!(ohio.contains("72,860 (Ohio, 2024)") && !ohio.contains("47,000"), "{ohio}");
    assert!(kentucky.contains("47,000 (Kentucky, 2024)") && !kentucky.contains("72,860"), "{kentucky}");
    assert!(!out.exists());
}
