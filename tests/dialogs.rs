//! Dialogs, panels and toasts as newcomers use them: what is typed stays, what is chosen is seen, all of it fits.

use std::collections::BTreeSet;
use std::fs;

use demarche::app::{Dialog, Leave, Request, Side};
use demarche::brief::Lang;
use demarche::session::Protection;
use demarche::text::Selection;
use egui::{Event, Key, Modifiers, PointerButton, Pos2, ViewportCommand, ViewportId};
use egui_kittest::Node;
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use crate::gui::{Desk, HANDOUT};

const BRIEF: &str = "---\ntitle: Jobs\ndate: 2024-11-20\n---\n\n## Plants\n\n- They employ many people.\n";

fn has(desk: &Desk, label: &str) -> bool {
    desk.harness.query_all_by_label_contains(label).next().is_some()
}

fn name_of(node: &Node<'_>) -> Option<String> {
    node.accesskit_node().label().or(node.accesskit_node().value())
}

/// Clicks where nothing of a dialog is.
fn click_beside(desk: &mut Desk) {
    let pos = Pos2::new(9.0, 400.0);
    desk.harness.event(Event::PointerMoved(pos));
    desk.step();
    for pressed in [true, false] {
        let button = PointerButton::Primary;
        desk.harness.event(Event::PointerButton { pos, button, pressed, modifiers: Modifiers::NONE });
        desk.step();
    }
}

fn fill(desk: &mut Desk, label: &str, words: &str) {
    desk.harness.get_all_by_label(label).last().expect("a field of that name").focus();
    desk.step();
    desk.type_text(words);
}

fn title_of_chart(desk: &mut Desk) -> Option<String> {
    match &desk.app().view.dialog {
        Some(Dialog::Chart(form)) => Some(form.fields[0].clone()),
        _ => None,
    }
}

#[test]
fn a_click_beside_a_form_leaves_it_open_and_escape_keeps_what_was_typed() {
    let mut desk = Desk::with(BRIEF);
    desk.go_behind("people.");
    desk.app().ask_chart();
    desk.step();
    click_beside(&mut desk);
    assert!(desk.app().view.dialog.is_none(), "nothing was typed");
    desk.app().ask_chart();
    desk.step();
    fill(&mut desk, "Title", "Jobs by state");
    click_beside(&mut desk);
    assert_eq!(title_of_chart(&mut desk).as_deref(), Some("Jobs by state"));
    desk.key(Modifiers::NONE, Key::Escape);
    assert!(desk.app().view.dialog.is_none());
    desk.app().ask_chart();
    desk.step();
    assert_eq!(title_of_chart(&mut desk).as_deref(), Some("Jobs by state"), "it is there again");
    desk.click("Cancel");
    desk.app().ask_chart();
    desk.step();
    assert_eq!(title_of_chart(&mut desk).as_deref(), Some(""), "what was cancelled is gone");
    // A title that was typed for a new brief, and an entry of the fact book.
    desk.key(Modifiers::NONE, Key::Escape);
    desk.key(Modifiers::COMMAND, Key::N);
    desk.type_text("Ports");
    click_beside(&mut desk);
    assert!(matches!(desk.app().view.dialog, Some(Dialog::New)));
}

#[test]
fn an_entry_that_was_left_with_words_in_it_is_there_again() {
    let mut desk = Desk::with(&BRIEF.replace("date:", "facts: facts.toml\ndate:"));
    desk.app().show_book();
    desk.step();
    desk.app().begin_entry(demarche::facts::EntryKind::Fact);
    desk.step();
    fill(&mut desk, "Key", "ports");
    click_beside(&mut desk);
    assert!(matches!(desk.app().view.dialog, Some(Dialog::FactBook)));
    desk.key(Modifiers::NONE, Key::Escape);
    assert!(desk.app().view.dialog.is_none());
    desk.app().show_book();
    assert_eq!(desk.app().view.book.form.get("key"), "ports");
}

#[test]
fn return_in_a_field_of_the_chart_inserts_it() {
    let mut desk = Desk::with(BRIEF);
    desk.go_behind("people.");
    desk.app().ask_chart();
    desk.step();
    fill(&mut desk, "Title", "Jobs by state");
    desk.key(Modifiers::NONE, Key::Enter);
    assert!(desk.app().view.dialog.is_none());
    assert!(desk.text().contains("title: Jobs by state"), "{}", desk.text());
}

#[test]
fn enter_and_tab_keep_a_callout_together() {
    let mut desk = Desk::with("- > [!SAY] x");
    desk.go_behind("] x");
    desk.key(Modifiers::NONE, Key::Enter);
    desk.type_text("y");
    assert_eq!(desk.text(), "- > [!SAY] x\n  > y");
    let mut desk = Desk::with("- a\n\n> [!RED-LINE]\n> No quota.\n");
    desk.go_behind("RED-LINE]");
    desk.key(Modifiers::NONE, Key::Tab);
    assert_eq!(desk.text(), "- a\n\n  > [!RED-LINE]\n  > No quota.\n");
}

#[test]
fn two_stars_go_round_what_is_selected() {
    for in_one_frame in [false, true] {
        let mut desk = Desk::with("One word here.\n");
        desk.go_behind("One ");
        desk.app().select(Selection { anchor: 4, head: 8 });
        desk.app().requests.push(Request::FocusEditor);
        desk.step();
        desk.step();
        if in_one_frame {
            desk.harness.event(Event::Text("*".to_owned()));
            desk.harness.event(Event::Text("*".to_owned()));
            desk.step();
        } else {
            desk.type_text("*");
            desk.type_text("*");
        }
        assert_eq!(desk.text(), "One **word** here.\n", "{in_one_frame}");
    }
    let mut desk = Desk::with("One word here.\n");
    desk.go_behind("One ");
    desk.app().select(Selection { anchor: 4, head: 8 });
    desk.app().requests.push(Request::FocusEditor);
    desk.step();
    desk.step();
    for _ in 0..2 {
        desk.harness.event(Event::Ime(egui::ImeEvent::Commit("*".to_owned())));
        desk.step();
    }
    assert_eq!(desk.text(), "One **word** here.\n", "from an input method");
}

#[test]
fn what_is_inserted_and_not_written_over_is_warned_of() {
    let mut desk = Desk::with(BRIEF);
    desk.go_behind("people.");
    desk.app().insert_slide();
    desk.wait(|app| app.analysis.findings.iter().any(|found| found.code == "placeholder"));
    desk.step();
    desk.step();
    desk.type_text("Ports employ more");
    desk.wait(|app| app.analysis.findings.iter().all(|found| found.code != "placeholder"));
    desk.app().insert_table(1, 2);
    desk.wait(|app| app.analysis.findings.iter().filter(|found| found.code == "placeholder").count() == 2);
}

#[test]
fn what_a_crash_left_is_told_in_the_language_of_the_start() {
    let mut desk = Desk::with(BRIEF);
    desk.go_behind("many");
    desk.type_text(" more");
    desk.wait(|app| app.protection == Protection::Protected);
    let mut desk = desk.started_in(Lang::Ja);
    desk.wait(|app| app.session.text().contains("many more"));
    assert!(desk.app().toasts.iter().any(|toast| toast.words.contains("復元しました")));
    assert!(desk.app().toasts.iter().all(|toast| !toast.words.contains("here again")));
}

#[test]
fn the_library_shows_what_lies_in_its_folder_now() {
    let mut desk = Desk::with(BRIEF);
    let folder = desk.folder.path().to_owned();
    for n in [10, 2] {
        fs::write(folder.join(format!("{n}.md")), format!("---\ntitle: Visit {n}\n---\n")).expect("written");
    }
    desk.app().view.side = Some(Side::Library);
    desk.app().list_library();
    let titles = |app: &mut demarche::app::App| {
        app.view.library.rows.iter().map(|row| row.title.clone()).collect::<Vec<_>>()
    };
    desk.wait(|app| titles(app) == ["Jobs", "Visit 2", "Visit 10"]);
    // Another program renames one and removes the other.
    fs::rename(folder.join("2.md"), folder.join("3.md")).expect("renamed");
    fs::remove_file(folder.join("10.md")).expect("removed");
    desk.harness.event(Event::WindowFocused(true));
    desk.wait(|app| {
        let rows = &app.view.library.rows;
        rows.len() == 2 && rows.iter().any(|row| row.path.ends_with("3.md"))
    });
    // One that cannot be opened is not listed any more, and what was said of it goes by itself.
    fs::remove_file(folder.join("3.md")).expect("removed");
    desk.app().leave(Leave::Open(folder.join("3.md")));
    assert!(desk.app().toasts.iter().any(|toast| toast.words.contains("3.md")));
    desk.wait(|app| titles(app) == ["Jobs"]);
    desk.wait(|app| app.toasts.iter().all(|toast| !toast.words.contains("3.md")));
}

/// What the main window was told in the last frame.
fn commands(desk: &Desk) -> Vec<ViewportCommand> {
    let output = &desk.harness.output().viewport_output;
    output.get(&ViewportId::ROOT).map(|output| output.commands.clone()).unwrap_or_default()
}

fn set_viewport(desk: &mut Desk, set: impl FnOnce(&mut egui::ViewportInfo)) {
    set(desk.harness.input_mut().viewports.entry(ViewportId::ROOT).or_default());
}

#[test]
fn a_maximised_window_is_maximised_again_after_full_screen() {
    let mut desk = Desk::with(BRIEF);
    set_viewport(&mut desk, |viewport| viewport.maximized = Some(true));
    desk.app().requests.push(Request::ToggleFullScreen);
    desk.harness.step();
    assert!(commands(&desk).contains(&ViewportCommand::Fullscreen(true)));
    set_viewport(&mut desk, |viewport| (viewport.fullscreen, viewport.maximized) = (Some(true), Some(false)));
    desk.app().requests.push(Request::ToggleFullScreen);
    desk.harness.step();
    let told = commands(&desk);
    assert!(told.contains(&ViewportCommand::Fullscreen(false)), "{told:?}");
    assert!(told.contains(&ViewportCommand::Maximized(true)), "{told:?}");
}

#[test]
fn a_first_window_that_its_screen_cannot_hold_is_maximised() {
    for (screen, is_maximized) in [([1280.0, 800.0], true), ([1920.0, 1080.0], false)] {
        let mut desk = Desk::with(BRIEF);
        set_viewport(&mut desk, |viewport| {
            viewport.monitor_size = Some(screen.into());
            viewport.inner_rect = Some(egui::Rect::from_min_size(Pos2::ZERO, egui::vec2(1360.0, 860.0)));
        });
        desk.harness.step();
        assert_eq!(commands(&desk).contains(&ViewportCommand::Maximized(true)), is_maximized, "{screen:?}");
        desk.harness.step();
        assert!(!commands(&desk).contains(&ViewportCommand::Maximized(true)), "it is told once");
    }
}

#[test]
fn a_click_anywhere_on_a_problem_goes_to_its_place() {
    let mut desk = Desk::with(&format!("{BRIEF}\n![A plant](nowhere.png)\n"));
    desk.wait(|app| app.analysis.findings.iter().any(|found| found.code == "missing-image"));
    desk.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::M);
    desk.app().select(Selection::at(0));
    let found = desk.app().analysis.findings.iter().find(|found| found.code == "missing-image").cloned();
    let found = found.expect("there");
    let words = desk.harness.get_by_label_contains(&found.message.en).rect();
    assert!(words.height() < 30.0, "one line in a wide window: {words:?}");
    desk.harness.event(Event::PointerMoved(words.center()));
    desk.step();
    for pressed in [true, false] {
        let (pos, button) = (words.center(), PointerButton::Primary);
        desk.harness.event(Event::PointerButton { pos, button, pressed, modifiers: Modifiers::NONE });
        desk.step();
    }
    assert_eq!(desk.app().selected(), found.span);
}

#[test]
fn a_fact_book_can_be_chosen_from_below_the_brief_and_from_nowhere_else() {
    let mut desk = Desk::with(BRIEF);
    let folder = desk.folder.path().to_owned();
    fs::create_dir(folder.join("our figures")).expect("made");
    let book = folder.join("our figures/book.toml");
    fs::copy(folder.join("facts.toml"), &book).expect("copied");
    desk.app().view.side = Some(Side::Facts);
    desk.step();
    assert!(has(&desk, "Use facts.toml") && has(&desk, "Choose a fact book…"));
    let outside = tempfile::NamedTempFile::new().expect("a file");
    desk.app().path_typed(&Request::PickBook, &outside.path().display().to_string());
    assert!(desk.app().session.brief().front.facts.is_none());
    assert!(desk.app().toasts.iter().any(|toast| toast.words.contains("copy it there first")));
    desk.app().path_typed(&Request::PickBook, &book.display().to_string());
    assert_eq!(desk.app().session.brief().front.facts.as_deref(), Some("our figures/book.toml"));
    desk.wait(|app| !app.session.loaded().book.facts.is_empty());
}

#[test]
fn a_path_is_offered_whole_with_the_caret_behind_it() {
    let mut desk = Desk::with(BRIEF);
    let folder = desk.folder.path().to_owned();
    desk.app().ask_path(Request::PickSave);
    desk.step();
    let typed = |desk: &mut Desk| match &desk.app().view.dialog {
        Some(Dialog::Path { path, .. }) => path.clone(),
        _ => String::new(),
    };
    assert_eq!(typed(&mut desk), folder.join("brief.md").display().to_string());
    desk.type_text("x");
    assert_eq!(typed(&mut desk), folder.join("brief.mdx").display().to_string());
    desk.key(Modifiers::NONE, Key::Home);
    desk.key(Modifiers::NONE, Key::Escape);
    // A brief without a file goes to the library's folder, and the last dialog is forgotten.
    desk.app().choose_library(folder.clone());
    desk.app().leave(Leave::New(BRIEF.to_owned()));
    desk.app().ask_path(Request::PickSave);
    desk.step();
    desk.type_text("x");
    assert_eq!(typed(&mut desk), folder.join("jobs.mdx").display().to_string());
}

#[test]
fn nothing_of_the_export_dialog_lies_beyond_the_window() {
    for lang in [Lang::En, Lang::Ja] {
        for percent in [100.0, 200.0, 300.0] {
            let mut desk = Desk::with(BRIEF).started_in(lang);
            let width = 1280.0 * 100.0 / percent;
            desk.harness.set_size(egui::vec2(width, 800.0 * 100.0 / percent));
            desk.step();
            let names_now = |desk: &Desk| {
                let nodes = desk.harness.root().children_recursive();
                nodes.filter_map(|node| name_of(&node)).collect::<BTreeSet<_>>()
            };
            let behind = names_now(&desk);
            desk.app().view.dialog = Some(Dialog::Export(HANDOUT));
            desk.step();
            desk.step();
            let names = match lang {
                Lang::En => ["Export", "Letter", "Write the file…", "Cancel"],
                Lang::Ja => ["書き出し", "Letter", "ファイルに書き出す…", "キャンセル"],
            };
            for name in names {
                assert!(has(&desk, name), "{name} at {percent} %");
            }
            let nodes = desk.harness.root().children_recursive();
            let mut beyond: Vec<(Option<String>, egui::Rect)> = nodes
                .filter(|node| node.accesskit_node().bounding_box().is_some())
                .filter(|node| {
                    let role = node.accesskit_node().role();
                    matches!(role, egui::accesskit::Role::Button | egui::accesskit::Role::Label)
                })
                .filter(|node| node.rect().left() < 0.0 || node.rect().right() > width + 0.5)
                .map(|node| (name_of(&node), node.rect()))
                .collect();
            // What the window behind tells can change while the dialog stands, as when problems are found.
            desk.app().view.dialog = None;
            desk.step();
            desk.step();
            let behind: BTreeSet<_> = behind.union(&names_now(&desk)).cloned().collect();
            beyond.retain(|(name, _)| name.as_ref().is_some_and(|name| !behind.contains(name)));
            assert!(beyond.is_empty(), "of {lang:?} at {percent} %: {beyond:?}");
        }
    }
}

#[test]
fn the_panel_on_the_left_keeps_its_width_and_its_tabs_stand_in_one_line() {
    for lang in [Lang::En, Lang::Ja] {
        let mut desk = Desk::with(&BRIEF.replace("date:", "facts: facts.toml\ndate:")).started_in(lang);
        desk.wait(|app| !app.session.loaded().book.facts.is_empty());
        let tabs = match lang {
            Lang::En => ["Library", "Outline", "Facts"],
            Lang::Ja => ["ライブラリ", "構成", "基礎データ集"],
        };
        let mut lefts = Vec::new();
        for side in Side::ALL {
            desk.app().view.side = Some(side);
            desk.step();
            desk.step();
            lefts.push(desk.harness.get_by_role(egui::accesskit::Role::MultilineTextInput).rect().left());
            let tops: Vec<f32> = tabs
                .iter()
                .map(|tab| {
                    let mut named = desk.harness.get_all_by_label(tab);
                    let shown = named.find(|node| node.accesskit_node().bounding_box().is_some());
                    shown.expect("a tab").rect().top()
                })
                .collect();
            assert!(tops.iter().all(|top| (top - tops[0]).abs() < 1.0), "{lang:?}: {tops:?}");
        }
        assert!(lefts.iter().all(|left| (left - lefts[0]).abs() < 1.0), "{lang:?}: {lefts:?}");
    }
}
