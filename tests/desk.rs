//! The seams of the desk, each by label and key: who has the keyboard, what became of the file, what gives way.

use std::fs;
use std::path::Path;
use std::thread::sleep;
use std::time::Duration;

use demarche::app::{App, Dialog, ExportChoice, Replacing, Request};
use demarche::brief::Reader;
use demarche::layout::Shape;
use demarche::session::Protection;
use demarche::text::Selection;
use egui::accesskit::Role;
use egui::{Event, Key, Modifiers};
use egui_kittest::kittest::Queryable as _;

use crate::gui::{Desk, HANDOUT};

const MARKED: &str = "---\ntitle: Jobs\ndate: 2024-11-20\nmarking: { scheme: uk, banner: OFFICIAL }\n---\n\n## Plants\n\n- They employ many people.\n\n## Next\n\nMore.\n";

/// Lets the threads finish what they were ordered, with nobody looking at what they deliver.
fn let_the_threads_finish() {
    sleep(Duration::from_millis(400));
}

fn has_label(desk: &Desk, label: &str) -> bool {
    desk.harness.query_all_by_label(label).next().is_some()
}

/// Types a word, and says whether it came into the text.
fn is_typed(desk: &mut Desk, word: &str) -> bool {
    desk.type_text(word);
    desk.text().contains(word)
}

#[test]
fn the_pages_of_a_brief_come_though_they_were_set_before_anybody_looked() {
    let mut desk = Desk::with(MARKED);
    desk.wait(|app| !app.preview.slots.is_empty() && !app.preview.is_stale);
    desk.app().begin("## Begun\n\nWords.\n".to_owned());
    let_the_threads_finish();
    desk.wait(|app| !app.preview.slots.is_empty() && !app.preview.is_stale);
    let words = |desk: &mut Desk| {
        desk.app().preview.slots.iter().map(|slot| slot.pages.words(slot.page_idx)).collect::<String>()
    };
    assert!(words(&mut desk).contains("Begun"));
    // What another program has written is read, and what a crash has left is brought back, in the same way.
    let path = desk.folder.path().join("brief.md");
    desk.app().leave(demarche::app::Leave::Open(path.clone()));
    let_the_threads_finish();
    desk.wait(|app| !app.preview.slots.is_empty() && !app.preview.is_stale);
    fs::write(&path, MARKED.replace("Plants", "Theirs")).expect("written");
    desk.app().reread();
    let_the_threads_finish();
    desk.wait(|app| {
        let words = |slot: &demarche::app::PageSlot| slot.pages.words(slot.page_idx);
        app.preview.slots.iter().any(|slot| words(slot).contains("Theirs")) && !app.preview.is_stale
    });
}

#[test]
fn the_text_keeps_the_keyboard_whatever_comes_and_goes() {
    let mut desk = Desk::with(MARKED);
    desk.go_behind("title: Jobs");
    for letter in [":", " ", "b", "c"] {
        desk.type_text(letter);
    }
    assert!(desk.text().contains("title: Jobs: bc"), "{}", desk.text());
    // The banner goes and comes.
    desk.go_behind("banner: OFFICIAL");
    for _ in 0.."banner: OFFICIAL".len() {
        desk.key(Modifiers::NONE, Key::Backspace);
    }
    assert!(is_typed(&mut desk, "banner: SECRET"));
    assert!(is_typed(&mut desk, " more"));
    desk.key(Modifiers::NONE, Key::Escape);
    assert!(is_typed(&mut desk, "after-escape"));
    desk.key(Modifiers::COMMAND, Key::Backslash);
    assert!(is_typed(&mut desk, "after-fold"));
    desk.key(Modifiers::COMMAND, Key::Backslash);
    assert!(is_typed(&mut desk, "after-unfold"));
    for control in ["Handout", "Undo", "Redo", "Slides", "Bullets", "Outline"] {
        desk.click(control);
        let word = format!("after-{}", control.to_lowercase());
        assert!(is_typed(&mut desk, &word), "after a click on {control}: {}", desk.text());
    }
}

#[test]
fn the_text_has_the_keyboard_after_menus_dialogs_and_fixes() {
    let mut desk = Desk::with(&MARKED.replace("title: Jobs", "title: A: b"));
    desk.wait(|app| app.analysis.findings.iter().any(|found| found.code == "front-matter"));
    desk.go_behind("many people");
    desk.click("View");
    desk.step();
    desk.click("Line numbers");
    assert!(desk.app().settings.shows_line_numbers);
    assert!(is_typed(&mut desk, "after-menu"));
    for key in [Key::E, Key::N, Key::Comma] {
        desk.key(Modifiers::COMMAND, key);
        assert!(desk.app().view.dialog.is_some(), "{key:?}");
        let before = desk.text();
        desk.type_text("x");
        assert_eq!(desk.text(), before, "a dialog keeps the keyboard from the text");
        desk.key(Modifiers::NONE, Key::Escape);
        assert!(is_typed(&mut desk, &format!("after-{}", key.name())));
    }
    desk.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::M);
    desk.wait(|app| app.analysis.findings.iter().any(|found| found.code == "front-matter"));
    desk.step();
    desk.click("Put it in quotes");
    assert!(desk.text().contains("title: \"A: b\""), "{}", desk.text());
    assert!(is_typed(&mut desk, "after-fix"));
}

#[test]
fn a_marking_stays_in_sight_though_the_front_matter_is_spoiled_and_nothing_leaves() {
    for title in ["A: b", "[Draft] Jobs", "\"Jobs", "*Jobs*"] {
        let mut desk = Desk::with(&MARKED.replace("title: Jobs", &format!("title: {title}")));
        assert_eq!(desk.harness.query_all_by_label("OFFICIAL").count(), 2, "{title}");
        let out = desk.folder.path().join("out.pdf");
        desk.app().export_to(out.clone(), HANDOUT);
        desk.wait(|app| app.toasts.iter().any(|toast| toast.words.contains("marking cannot be read")));
        assert!(!out.exists(), "{title}");
        desk.wait(|app| app.analysis.findings.iter().any(|found| found.code == "front-matter"));
        desk.go_behind(&format!("title: {title}"));
        desk.key(Modifiers::COMMAND, Key::Period);
        desk.wait(|app| app.analysis.findings.iter().all(|found| found.code != "front-matter"));
        desk.app().export_to(out.clone(), HANDOUT);
        desk.wait(|app| app.toasts.iter().any(|toast| toast.words.contains("was written")));
        assert!(out.exists(), "{title}");
    }
    // One that cannot be read at all is said to be there, and not even our own copy goes without it.
    let lost = MARKED.replace("{ scheme: uk, banner: OFFICIAL }", "[OFFICIAL]");
    let mut desk = Desk::with(&lost);
    assert_eq!(desk.harness.query_all_by_label("The marking cannot be read").count(), 2);
    let out = desk.folder.path().join("own.pdf");
    desk.app().export_to(out.clone(), ExportChoice { reader: Reader::Principal, ..HANDOUT });
    desk.wait(|app| app.toasts.iter().any(|toast| toast.words.contains("marking cannot be read")));
    assert!(!out.exists());
}

#[test]
fn what_is_undone_or_typed_back_to_the_file_is_saved() {
    let mut desk = Desk::with(MARKED);
    desk.go_behind("many people");
    desk.type_text("!");
    assert_ne!(desk.app().protection, Protection::Saved);
    desk.key(Modifiers::COMMAND, Key::Z);
    assert_eq!(desk.app().protection, Protection::Saved);
    desk.key(Modifiers::COMMAND, Key::Y);
    assert_ne!(desk.app().protection, Protection::Saved);
    desk.key(Modifiers::NONE, Key::Backspace);
    assert_eq!(desk.app().protection, Protection::Saved);
    desk.key(Modifiers::COMMAND, Key::Q);
    assert!(desk.app().is_leaving(), "nothing is asked");
}

#[test]
fn a_file_that_was_deleted_is_not_called_saved_and_is_written_again() {
    let mut desk = Desk::with(MARKED);
    let path = desk.folder.path().join("brief.md");
    fs::remove_file(&path).expect("removed");
    desk.harness.event(Event::WindowFocused(true));
    desk.step();
    assert!(has_label(&desk, "File deleted"));
    assert_ne!(desk.app().protection, Protection::Saved);
    desk.wait(|app| app.protection == Protection::Protected);
    desk.key(Modifiers::COMMAND, Key::S);
    desk.wait(|app| app.protection == Protection::Saved);
    assert_eq!(fs::read_to_string(&path).expect("there again"), MARKED);
    desk.step();
    assert!(!has_label(&desk, "File deleted"));
    // One that comes back by itself is saved, too.
    let aside = desk.folder.path().join("aside.txt");
    fs::rename(&path, &aside).expect("moved");
    desk.harness.event(Event::WindowFocused(true));
    desk.step();
    assert_ne!(desk.app().protection, Protection::Saved);
    fs::rename(&aside, &path).expect("moved back");
    desk.harness.event(Event::WindowFocused(true));
    desk.step();
    assert_eq!(desk.app().protection, Protection::Saved);
}

#[test]
fn a_file_that_may_only_be_read_is_shown_as_such_and_left_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("brief.md");
    fs::write(&path, MARKED).expect("written");
    let mut permissions = fs::metadata(&path).expect("there").permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&path, permissions).expect("set");
    let mut desk = Desk::at(folder, &path);
    assert!(has_label(&desk, "Read-only file"));
    desk.go_behind("many people");
    desk.type_text(" here");
    desk.key(Modifiers::COMMAND, Key::S);
    assert_eq!(fs::read_to_string(&path).expect("there"), MARKED);
    assert!(desk.harness.query_by_label("Save elsewhere…").is_some());
    let elsewhere = desk.folder.path().join("mine.md");
    desk.app().save_as(&elsewhere);
    desk.wait(|app| app.protection == Protection::Saved);
    assert!(fs::read_to_string(&elsewhere).expect("written").contains("people here"));
    // Nor is it replaced by another name's "save as".
    desk.app().save_as(&path);
    assert!(matches!(desk.app().view.dialog, Some(Dialog::Replace { .. })));
    desk.step();
    desk.click("Replace");
    desk.step();
    assert_eq!(fs::read_to_string(&path).expect("there"), MARKED);
}

#[test]
fn a_dot_in_a_name_is_part_of_it_and_every_file_is_asked_about() {
    let mut desk = Desk::with(MARKED);
    let doc = desk.app().session.id();
    let old = desk.folder.path().join("old.pdf");
    fs::write(&old, "mine").expect("written");
    let typed = desk.folder.path().join("old.v2");
    desk.app().picked(doc, &Request::PickExport(HANDOUT), typed);
    desk.wait(|app| app.toasts.iter().any(|toast| toast.words.contains("was written")));
    assert!(desk.folder.path().join("old.v2.pdf").is_file());
    assert_eq!(fs::read_to_string(&old).expect("there"), "mine");
    desk.app().picked(doc, &Request::PickExport(HANDOUT), old.clone());
    desk.wait(|app| matches!(app.view.dialog, Some(Dialog::Replace { .. })));
    assert_eq!(fs::read_to_string(&old).expect("there"), "mine");
    // Of a set, each that is there is named.
    desk.app().view.dialog = None;
    let pictures = ExportChoice { shape: Shape::Slides, extension: "png", ..HANDOUT };
    let out = desk.folder.path().join("slides.png");
    desk.app().export_to(out.clone(), pictures);
    desk.wait(|app| app.toasts.iter().any(|toast| toast.words.contains("more were written")));
    desk.app().export_to(out, pictures);
    desk.wait(|app| {
        let Some(Dialog::Replace { replacing: Replacing::Export(..), files }) = &app.view.dialog else {
            return false;
        };
        files.len() > 1
    });
}

#[test]
fn names_are_suggested_by_the_title_that_the_copy_shows() {
    let mut desk = Desk::with(&MARKED.replace("title: Jobs", "title: US jobs"));
    assert_eq!(desk.app().export_name(HANDOUT), "us-jobs-counterpart.pdf");
    let ours = ExportChoice { reader: Reader::Principal, ..HANDOUT };
    assert_eq!(desk.app().export_name(ours), "brief-principal.pdf");
    let mut desk = Desk::with(&MARKED.replace("title: Jobs", "title: (SECRET) US jobs"));
    assert_eq!(desk.app().export_name(HANDOUT), "paper-counterpart.pdf");
}

#[test]
fn the_find_bar_takes_the_keyboard_again_and_counts() {
    let mut desk = Desk::with("One two one.\n\nOnes and one.\n");
    desk.go_behind("two");
    desk.key(Modifiers::COMMAND, Key::F);
    desk.type_text("one");
    assert!(has_label(&desk, "4 matches"));
    desk.key(Modifiers::NONE, Key::Enter);
    assert!(has_label(&desk, "2 of 4"));
    desk.click("Whole words");
    assert!(has_label(&desk, "2 of 3"));
    // Back in the text, with the match selected, the key goes to the field: what is typed replaces nothing.
    desk.app().requests.push(Request::FocusEditor);
    desk.step();
    desk.step();
    let before = desk.text();
    desk.key(Modifiers::COMMAND, Key::F);
    desk.type_text("two");
    assert_eq!(desk.text(), before);
    assert_eq!(desk.app().find.pattern, "two");
    // Typing after a click on the bar is not meant for the text either.
    desk.click("Next");
    desk.type_text("x");
    assert_eq!(desk.text(), before);
}

#[test]
fn only_the_selection_is_replaced_in_and_a_pattern_may_break_lines() {
    let mut desk = Desk::with("a b\na b\na b\n");
    desk.app().select(Selection { anchor: 0, head: 7 });
    desk.app().requests.push(Request::FocusEditor);
    desk.step();
    desk.key(Modifiers::COMMAND, Key::F);
    desk.type_text(" b");
    assert!(has_label(&desk, "2 matches"));
    desk.click("Pattern");
    desk.app().find.replacement = r"\nc".to_owned();
    desk.click("Replace all");
    assert_eq!(desk.text(), "a\nc\na\nc\na b\n");
    assert!(has_label(&desk, "0 matches"), "what is looked through has grown with the text");
    desk.click("In the selection");
    assert!(has_label(&desk, "1 match"));
}

#[test]
fn bold_goes_line_by_line_and_leaves_what_stands_above_alone() {
    let mut desk = Desk::with(MARKED);
    desk.go_behind("many people");
    desk.app().select_all();
    desk.step();
    desk.step();
    desk.key(Modifiers::COMMAND, Key::B);
    let bold = MARKED
        .replace("## Plants", "## **Plants**")
        .replace("- They employ many people.", "- **They employ many people.**")
        .replace("## Next", "## **Next**")
        .replace("\nMore.", "\n**More.**");
    assert_eq!(desk.text(), bold);
    desk.key(Modifiers::COMMAND, Key::B);
    assert_eq!(desk.text(), MARKED);
    desk.go_behind("title: Jobs");
    desk.key(Modifiers::COMMAND, Key::B);
    assert_eq!(desk.text(), MARKED, "front matter has no bold");
    for id in ["bullets", "quote", "link", "italic", "insert-footnote"] {
        desk.app().run(id);
        assert_eq!(desk.text(), MARKED, "{id}");
    }
    desk.app().select_all();
    desk.app().run("bullets");
    assert!(desk.text().starts_with("---\ntitle: Jobs\n"), "{}", desk.text());
}

#[test]
fn enter_twice_leaves_a_block_for_good() {
    let mut desk = Desk::with("> [!RED-LINE]\n> No quota.");
    desk.go_behind("No quota.");
    desk.key(Modifiers::NONE, Key::Enter);
    desk.key(Modifiers::NONE, Key::Enter);
    desk.type_text("Shared.");
    assert_eq!(desk.text(), "> [!RED-LINE]\n> No quota.\n\nShared.");
    let brief = desk.app().session.brief();
    let last = brief.blocks.last().expect("a paragraph");
    assert!(last.scope().readers.contains(Reader::Counterpart), "it is no part of the red line");
}

#[test]
fn keys_that_are_held_are_not_taken_and_all_can_be_reset() {
    let mut desk = Desk::with(MARKED);
    desk.key(Modifiers::NONE, Key::F1);
    desk.click("Key of New…");
    desk.key(Modifiers::COMMAND, Key::AltLeft);
    assert!(desk.app().settings.keys.is_empty());
    desk.key(Modifiers::COMMAND | Modifiers::CTRL | Modifiers::ALT, Key::L);
    assert!(desk.app().settings.keys.is_empty(), "AltGr types letters");
    desk.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::U);
    assert_eq!(desk.app().settings.keys.get("new").map(String::as_str), Some("Ctrl+Shift+U"));
    desk.click("All keys as they were");
    assert!(desk.app().settings.keys.is_empty());
    desk.key(Modifiers::NONE, Key::Escape);
    // Letters of a Polish keyboard are typed.
    desk.go_behind("many people");
    let alt_gr = Modifiers::COMMAND | Modifiers::CTRL | Modifiers::ALT;
    for key in [Key::L, Key::S, Key::A, Key::E, Key::N, Key::X, Key::Z, Key::O] {
        desk.key(alt_gr, key);
    }
    assert_eq!(desk.text(), MARKED);
    assert!(desk.app().view.dialog.is_none());
    assert!(is_typed(&mut desk, "ł"));
}

#[test]
fn in_a_small_window_the_text_stays_and_what_was_asked_for_is_shown() {
    let mut desk = Desk::with(MARKED);
    for (width, height) in [(680.0, 430.0), (640.0, 400.0)] {
        desk.harness.set_size(egui::vec2(width, height));
        desk.step();
        let text_width = |desk: &Desk| desk.harness.get_by_role(Role::MultilineTextInput).rect().width();
        assert!(text_width(&desk) >= 400.0, "{}", text_width(&desk));
        desk.app().view.side = None;
        desk.step();
        desk.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::B);
        assert!(has_label(&desk, "Outline"), "the panel on the left is shown at {width}");
        assert!(text_width(&desk) >= 400.0, "{}", text_width(&desk));
        desk.key(Modifiers::COMMAND, Key::Backslash);
        assert!(has_label(&desk, "Handout"), "the pages are shown at {width}");
        assert!(!has_label(&desk, "Outline"));
        desk.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::O);
        assert!(has_label(&desk, "Outline"));
        desk.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::O);
        assert!(!has_label(&desk, "Outline"));
        desk.app().view.shows_preview = true;
        // Tools that have no room are in a menu.
        desk.click("More tools");
        desk.step();
        assert!(has_label(&desk, "Export…"));
        desk.key(Modifiers::NONE, Key::Escape);
        desk.step();
    }
    // The frame of the tests takes 16 points of what a window of 800 has.
    desk.harness.set_size(egui::vec2(816.0, 600.0));
    desk.app().view.side = Some(demarche::app::Side::Outline);
    desk.step();
    assert!(has_label(&desk, "Outline") && has_label(&desk, "Handout"));
    let width = desk.harness.get_by_role(Role::MultilineTextInput).rect().width();
    assert!(width >= 400.0, "{width}");
}

#[test]
fn the_library_is_a_tree_and_opens_at_what_was_sought() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("brief.md");
    fs::write(&path, MARKED).expect("written");
    fs::create_dir_all(folder.path().join("ohio")).expect("made");
    let long = format!("## Plants of Ohio\n\n{}The tariff is here.\n", "Words.\n\n".repeat(80));
    fs::write(folder.path().join("ohio/plants.md"), long).expect("written");
    fs::write(folder.path().join("paper-counterpart.md"), "# Jobs\n\nA copy.\n").expect("written");
    let mut desk = Desk::at(folder, &path);
    desk.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::B);
    desk.wait(|app| !app.view.library.is_listing);
    desk.step();
    assert!(has_label(&desk, "plants") && !has_label(&desk, "paper-counterpart"));
    desk.click("Folder ohio");
    assert!(!has_label(&desk, "plants"), "the folder is folded");
    desk.click("Folder ohio");
    desk.app().view.library_search = "ＴＡＲＩＦＦ".to_owned();
    desk.step();
    desk.wait(|app| app.view.library.shelf.len() == 2);
    desk.step();
    desk.app().view.library_search = "tariff".to_owned();
    desk.click("plants");
    let text = desk.text();
    assert_eq!(desk.app().selected().slice(&text), "tariff");
    desk.app().view.library_search.clear();
    desk.step();
    desk.wait(|app| !app.view.library.is_listing);
    desk.step();
    desk.click("Jobs");
    assert_eq!(desk.text(), MARKED);
}

#[test]
fn enter_in_the_search_of_the_library_opens_the_first_brief() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("brief.md");
    fs::write(&path, MARKED).expect("written");
    fs::write(folder.path().join("other.md"), "## Other\n\nOf tariffs.\n").expect("written");
    let mut desk = Desk::at(folder, &path);
    desk.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::B);
    desk.harness.get_all_by_role(Role::TextInput).next().expect("the search").click();
    desk.step();
    desk.type_text("tariffs");
    assert_eq!(desk.text(), MARKED, "a field has the keyboard");
    desk.key(Modifiers::NONE, Key::Enter);
    desk.wait(|app| app.session.text().contains("## Other"));
    desk.step();
    assert!(is_typed(&mut desk, "now-typed"));
}

#[test]
fn menus_are_reached_and_run_by_keys_alone() {
    let mut desk = Desk::with(MARKED);
    desk.go_behind("many people");
    desk.key(Modifiers::NONE, Key::F10);
    desk.key(Modifiers::NONE, Key::ArrowRight);
    desk.key(Modifiers::NONE, Key::ArrowDown);
    assert!(has_label(&desk, "Select all"), "the second menu is open");
    desk.key(Modifiers::NONE, Key::ArrowRight);
    assert!(has_label(&desk, "Footnote"), "the third menu is open");
    desk.key(Modifiers::NONE, Key::Escape);
    desk.key(Modifiers::NONE, Key::Escape);
    assert!(is_typed(&mut desk, "in-the-text"));
    let alt = |pressed, modifiers| Event::Key {
        key: Key::AltLeft,
        physical_key: None,
        pressed,
        repeat: false,
        modifiers,
    };
    desk.harness.event(alt(true, Modifiers::ALT));
    desk.step();
    desk.harness.event(alt(false, Modifiers::NONE));
    desk.step();
    let before = desk.text();
    desk.type_text("x");
    assert_eq!(desk.text(), before, "the menus have the keyboard");
    desk.key(Modifiers::NONE, Key::ArrowDown);
    assert!(has_label(&desk, "Save as…"));
    desk.key(Modifiers::NONE, Key::Escape);
    desk.key(Modifiers::NONE, Key::Escape);
    assert!(is_typed(&mut desk, "again"));
}

#[test]
fn misspelled_words_are_gone_to_and_mended_by_keys() {
    let mut desk = Desk::with("The goverment said so, and the comittee.\n");
    desk.wait(|app| app.analysis.misspellings.len() == 2);
    desk.go_behind("The");
    desk.app().select(Selection::at(0));
    desk.step();
    desk.app().analysis.findings.clear();
    desk.key(Modifiers::NONE, Key::F8);
    let text = desk.text();
    assert_eq!(desk.app().selected().slice(&text), "goverment");
    desk.key(Modifiers::COMMAND, Key::Period);
    assert!(desk.text().starts_with("The government said"), "{}", desk.text());
}

#[test]
fn slides_tables_and_footnotes_come_from_the_menu() {
    let mut desk = Desk::with("## One\n\nFirst words,\nin two lines.\n\n## Two\n");
    desk.go_behind("First words");
    desk.key(Modifiers::COMMAND, Key::M);
    desk.type_text("New claim");
    assert_eq!(desk.text(), "## One\n\nFirst words,\nin two lines.\n\n## New claim\n\n## Two\n");
    desk.go_behind("First");
    desk.app().run("insert-table");
    desk.step();
    desk.click("2 rows, 2 columns");
    desk.type_text("Plant");
    let table = "in two lines.\n\n| Plant | Column 2 |\n| --- | --- |\n|   |   |\n|   |   |\n\n## New claim";
    assert!(desk.text().contains(table), "{}", desk.text());
    desk.go_behind("First");
    desk.app().run("insert-footnote");
    desk.step();
    desk.type_text("See the report.");
    assert!(desk.text().starts_with("## One\n\nFirst[^1] words"), "{}", desk.text());
    assert!(desk.text().ends_with("\n\n[^1]: See the report.\n"), "{}", desk.text());
    desk.go_behind("in two");
    desk.app().run("insert-footnote");
    desk.step();
    assert!(desk.text().contains("\n[^1]: See the report.\n[^2]: "), "{}", desk.text());
}

#[test]
fn a_picture_that_was_copied_as_a_file_comes_into_the_text() {
    let mut desk = Desk::with("## One\n\nWords.\n");
    let aside = tempfile::tempdir().expect("a folder");
    let png: &Path = &aside.path().join("plant one.png");
    fs::write(png, b"\x89PNG\r\n\x1a\n").expect("written");
    desk.go_behind("Words.");
    let address = format!("file://{}", png.display().to_string().replace(' ', "%20"));
    desk.harness.event(Event::Paste(address));
    desk.step();
    assert!(desk.text().contains("(<plant one.png>)"), "{}", desk.text());
    assert!(desk.folder.path().join("plant one.png").is_file());
    desk.harness.event(Event::Paste("plain words".to_owned()));
    desk.step();
    assert!(desk.text().contains("plain words"));
}

#[test]
fn what_a_crash_left_is_named_and_can_be_given_up() {
    let mut desk = Desk::with(MARKED);
    desk.go_behind("many people");
    desk.type_text(" unsaved");
    desk.wait(|app| app.protection == Protection::Protected);
    let Desk { folder, harness } = desk;
    drop(harness);
    let other = folder.path().join("other.md");
    fs::write(&other, "## Other\n").expect("written");
    let mut desk = Desk::at(folder, &other);
    desk.wait(|app| !app.safety.recovered.is_empty());
    let file = desk.app().safety.recovered[0].file.clone();
    desk.step();
    assert!(desk.harness.query_by_label_contains("brief.md, not saved when the program ended").is_some());
    desk.click("Discard…");
    desk.click("Cancel");
    assert!(file.exists());
    desk.click("Discard…");
    desk.click("Discard");
    assert!(desk.app().safety.recovered.is_empty());
    desk.wait(|_| !file.exists());
}

#[test]
fn notes_begin_at_the_page_of_the_cursor() {
    let sections: Vec<String> =
        (1..=8).map(|n| format!("## Section {n}\n\n{}\n", "Some words of it. ".repeat(60))).collect();
    let mut desk = Desk::with(&sections.join("\n"));
    desk.wait(|app| app.preview.slots.len() >= 8 && !app.preview.is_stale);
    desk.go_behind("## Section 7");
    desk.key(Modifiers::ALT, Key::Num3);
    desk.wait(|app| app.preview.shape == Some(Shape::Notes) && !app.preview.is_stale);
    desk.harness.run_steps(6);
    let n = desk.app().preview.slots.len();
    let head = desk.app().selection.head;
    let page = desk.app().preview.page_of(head).expect("on a page") + 1;
    assert!(page > 2, "page {page} of {n}");
    assert!(has_label(&desk, &format!("{page} of {n}")));
}

#[test]
fn large_pictures_keep_no_window_waiting_and_no_file_goes_without_them() {
    let folder = tempfile::tempdir().expect("a folder");
    // What is drawn by chance does not become small.
    let mut state = 1_u32;
    let mut chance = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        state.to_be_bytes()[0]
    };
    let (width, height) = (640, 400);
    let rgba: Vec<u8> = (0..width * height).flat_map(|_| [chance(), chance(), chance(), 255]).collect();
    let png = demarche::export::png_of(width, height, rgba).expect("a picture");
    assert!(png.len() > 500_000, "{}", png.len());
    fs::write(folder.path().join("large.png"), png).expect("written");
    let path = folder.path().join("brief.md");
    fs::write(&path, format!("{MARKED}\n![A plant](large.png)\n")).expect("written");
    let session = demarche::session::Session::open(&path, &demarche::session::Disk).expect("opened");
    assert!(session.awaits_pictures() && session.loaded().assets.images.is_empty());
    assert_eq!(session.into_loaded().assets.images.len(), 1, "a shell waits for them");
    let mut desk = Desk::at(folder, &path);
    let out = desk.folder.path().join("out.html");
    desk.app().export_to(out.clone(), ExportChoice { extension: "html", ..HANDOUT });
    desk.wait(|app| app.toasts.iter().any(|toast| toast.words.contains("was written")));
    assert!(fs::read_to_string(&out).expect("written").contains("data:image/png"));
    desk.wait(|app| !app.session.awaits_pictures());
}

#[test]
fn what_is_too_much_for_pages_is_said_in_the_preview_and_found() {
    let row = "| one | two | three | four | five |\n";
    let table = format!("{row}|---|---|---|---|---|\n{}", row.repeat(2_000));
    let mut desk = Desk::with(&format!("## Ports\n\n{table}"));
    desk.wait(|app| app.preview.problem.is_some());
    desk.wait(|app| app.analysis.findings.iter().any(|found| found.code == "too-much-for-pages"));
    desk.step();
    let words = "With this table there are 10,005 cells, and pages take at most 6,500; keep it in a file beside the brief and show what matters";
    desk.harness.get_by_label(words);
    assert!(desk.harness.query_by_label("Setting the pages…").is_none());
    // Once it fits, the pages come.
    let start = desk.text().find("| one").expect("the table");
    let end = desk.text().len();
    desk.app().select(Selection { anchor: start, head: end });
    desk.type_text("x");
    desk.wait(|app| app.preview.problem.is_none() && !app.preview.slots.is_empty());
}

#[test]
fn of_more_slides_than_fit_into_memory_the_one_at_the_cursor_is_shown() {
    let slides: Vec<String> = (1..=601).map(|n| format!("## Port {n}\n\nBerth {n}.\n\n")).collect();
    let mut desk = Desk::with(&slides.concat());
    let shows = |app: &App, words: &str| {
        app.preview.slots.len() == 1 && app.preview.slots[0].pages.words(0).contains(words)
    };
    desk.wait(|app| shows(app, "Berth 1."));
    desk.wait(|app| app.analysis.findings.iter().any(|found| found.code == "too-much-for-pages"));
    desk.step();
    desk.harness.get_by_label("Only the slide at the cursor is shown: there are 601 slides, and one file or talk takes at most 600; make several briefs of it");
    desk.go_behind("Berth 300");
    desk.wait(|app| shows(app, "Berth 300"));
    desk.type_text("000");
    desk.wait(|app| shows(app, "Berth 300000"));
}
