//! Earlier states of a brief, two windows of it, and two texts of it brought together: in the window and from a shell.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use demarche::app::Dialog;
use demarche::session::{Origin, Protection, earlier_states};
use demarche::text::{Edit, EditKind, Selection, Span};
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;

use crate::gui::Desk;

fn states(desk: &Desk) -> Vec<(Origin, String)> {
    let folder = desk.folder.path();
    let states = earlier_states(&folder.join("state"), &folder.join("brief.md"));
    states.into_iter().map(|state| (state.origin, state.read().expect("whole"))).collect()
}

/// A brief that was saved twice by the window.
fn saved_twice() -> Desk {
    let mut desk = Desk::with("One.\n\nTwo.\n");
    for words in [" here", " again"] {
        desk.go_behind("Two");
        desk.type_text(words);
        desk.key(Modifiers::COMMAND, Key::S);
        desk.wait(|app| app.protection == Protection::Saved);
    }
    wait_for_states(&mut desk, 3);
    desk
}

fn wait_for_states(desk: &mut Desk, n_states: usize) {
    let folder = desk.folder.path().to_owned();
    desk.wait(|_| earlier_states(&folder.join("state"), &folder.join("brief.md")).len() >= n_states);
}

#[test]
fn each_save_leaves_a_state_that_can_be_restored_and_the_restoring_taken_back() {
    let mut desk = saved_twice();
    let now = desk.text();
    let kept: Vec<_> = states(&desk);
    assert_eq!(kept[0], (Origin::Saved, now.clone()));
    assert_eq!(kept[2], (Origin::Opened, "One.\n\nTwo.\n".to_owned()));
    desk.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::H);
    desk.harness.get_by_label("This is the text as it stands now");
    assert!(matches!(desk.app().view.dialog, Some(Dialog::History(_))));
    desk.app().choose_state(2);
    desk.step();
    let shown = desk.app().view.dialog.clone();
    let Some(Dialog::History(view)) = shown else { panic!("it is shown") };
    assert_eq!((view.chosen, view.text.as_deref()), (2, Ok("One.\n\nTwo.\n")));
    desk.click("Restore this state");
    assert_eq!(desk.text(), "One.\n\nTwo.\n");
    assert_ne!(desk.app().protection, Protection::Saved, "the file is as it was");
    desk.key(Modifiers::COMMAND, Key::Z);
    assert_eq!(desk.text(), now);
}

#[test]
fn what_is_left_without_saving_stays_in_the_history() {
    let mut desk = Desk::with("One.\n");
    desk.go_behind("One");
    desk.type_text(" that nobody saved");
    desk.key(Modifiers::COMMAND, Key::Q);
    desk.click("Leave without saving");
    wait_for_states(&mut desk, 1);
    assert_eq!(states(&desk)[0], (Origin::Unsaved, "One that nobody saved.\n".to_owned()));
}

#[test]
fn what_is_forgotten_is_nowhere_in_the_state_folder() {
    let mut desk = Desk::with("One, as the minister told nobody.\n");
    let secret = Edit::replace(Span::new(3, 32), "");
    desk.app().edit(vec![secret], Selection::at(3), EditKind::Other);
    assert_eq!(desk.text(), "One.\n");
    desk.key(Modifiers::COMMAND, Key::S);
    wait_for_states(&mut desk, 2);
    desk.go_behind("One");
    desk.type_text(" kept");
    desk.wait(|app| app.protection == Protection::Protected);
    let folder = desk.folder.path().join("state");
    assert!(holds(&folder, "minister"));
    desk.app().run("forget-history");
    desk.step();
    desk.click("Forget them");
    desk.wait(|_| !holds(&folder, "minister") && holds(&folder, "One kept"));
    assert!(states(&desk).is_empty());
    desk.key(Modifiers::COMMAND, Key::Z);
    assert_eq!(desk.text(), "One kept.\n", "nothing is left to undo");
}

/// Whether a folder holds some words in plain text.
fn holds(folder: &Path, words: &str) -> bool {
    fs::read_dir(folder).into_iter().flatten().flatten().any(|entry| {
        let path = entry.path();
        let is_in = |bytes: Vec<u8>| bytes.windows(words.len()).any(|part| part == words.as_bytes());
        if path.is_dir() { holds(&path, words) } else { fs::read(&path).is_ok_and(is_in) }
    })
}

#[test]
fn a_second_window_reads_until_it_takes_over_and_gets_what_was_not_saved() {
    let mut first = Desk::with("One.\n");
    first.go_behind("One");
    first.type_text(" of the first");
    first.wait(|app| app.protection == Protection::Protected);
    let mut second = first.second();
    assert!(second.app().is_read_only() && !first.app().is_read_only());
    second.step();
    second.click("Read only");
    second.go_behind("One");
    second.type_text("!");
    assert_eq!(second.text(), "One.\n", "nothing is changed there");
    assert!(second.app().toasts.iter().any(|toast| toast.words.contains("another window")));
    // What the first saves, the second shows.
    first.key(Modifiers::COMMAND, Key::S);
    second.wait(|app| app.session.text() == "One of the first.\n");
    first.go_behind("first");
    first.type_text(", unsaved");
    first.wait(|app| app.protection == Protection::Protected);
    second.click("Write in this window");
    assert!(!second.app().is_read_only());
    first.wait(|app| app.is_read_only());
    second.wait(|app| app.session.text().contains("first, unsaved"));
    second.go_behind("unsaved");
    second.type_text(" until now");
    second.key(Modifiers::COMMAND, Key::S);
    let path = first.folder.path().join("brief.md");
    assert_eq!(fs::read_to_string(path).expect("there"), "One of the first, unsaved until now.\n");
    first.wait(|app| app.session.text().contains("until now"));
    first.type_text("!");
    assert!(!first.text().contains('!'));
    // When the second is closed, the first may write again.
    second.key(Modifiers::COMMAND, Key::Q);
    assert!(second.app().is_leaving());
    first.wait(|app| !app.is_read_only());
    first.go_behind("now");
    first.type_text("!");
    assert!(first.text().contains("now!"));
}

#[test]
fn a_window_that_was_killed_stops_nobody() {
    let first = Desk::with("One.\n");
    let Desk { folder, harness } = first;
    // Its claim stays and its lock goes, as when it is killed.
    drop(harness);
    let claims = fs::read_dir(folder.path().join("state/claims")).expect("listed").count();
    assert_eq!(claims, 1);
    let path = folder.path().join("brief.md");
    let mut second = Desk::at(folder, &path);
    assert!(!second.app().is_read_only() && second.app().view.dialog.is_none());
    second.go_behind("One");
    second.type_text("!");
    assert_eq!(second.text(), "One!.\n");
}

/// A window in which a brief was changed, and its file changed otherwise.
fn two_texts(mine: (&str, &str), theirs: &str) -> Desk {
    let mut desk = Desk::with("One.\n\nTwo.\n\nThree.\n");
    desk.go_behind(mine.0);
    desk.type_text(mine.1);
    fs::write(desk.folder.path().join("brief.md"), theirs).expect("written");
    desk.key(Modifiers::COMMAND, Key::S);
    desk.step();
    desk
}

#[test]
fn two_texts_are_brought_together_by_blocks() {
    let mut desk = two_texts(("Three", " of mine"), "One.\n\nTwo of theirs.\n\nThree.\n");
    let path = desk.folder.path().join("brief.md");
    // Each side changed another block: all is chosen already.
    desk.click("Save what is chosen");
    let merged = "One.\n\nTwo of theirs.\n\nThree of mine.\n";
    assert_eq!(fs::read_to_string(&path).expect("there"), merged);
    assert_eq!((desk.text().as_str(), desk.app().protection.clone()), (merged, Protection::Saved));
    desk.key(Modifiers::COMMAND, Key::Z);
    assert_eq!(desk.text(), "One.\n\nTwo.\n\nThree of mine.\n", "the merge can be taken back");
    wait_for_states(&mut desk, 3);
    let kept = states(&desk);
    assert!(kept.iter().any(|(origin, text)| *origin == Origin::Theirs && text.contains("Two of theirs")));
}

#[test]
fn of_a_block_that_both_changed_one_or_both_are_taken() {
    for (label, wanted) in [
        ("Take mine 2", "One.\n\nTwo of mine.\n\nThree.\n"),
        ("Take theirs 2", "One.\n\nTwo of theirs.\n\nThree.\n"),
        ("Take both 2", "One.\n\nTwo of mine.\n\nTwo of theirs.\n\nThree.\n"),
    ] {
        let mut desk = two_texts(("Two", " of mine"), "One.\n\nTwo of theirs.\n\nThree.\n");
        let path = desk.folder.path().join("brief.md");
        desk.harness.get_by_label("Choose for each block first (1)");
        desk.click(label);
        desk.click("Save what is chosen");
        assert_eq!(fs::read_to_string(&path).expect("there"), wanted, "{label}");
    }
}

#[test]
fn a_third_text_while_two_are_brought_together_is_not_overwritten() {
    let mut desk = two_texts(("Three", " of mine"), "One.\n\nTwo of theirs.\n\nThree.\n");
    let path = desk.folder.path().join("brief.md");
    // They write once more while the two are looked at, and nobody hears of it.
    desk.app().view.dialog.clone().expect("it is asked");
    fs::write(&path, "One of theirs.\n\nTwo of theirs.\n\nThree.\n").expect("written");
    desk.app().merge();
    assert!(matches!(desk.app().view.dialog, Some(Dialog::ChangedOnDisk(_))));
    assert!(fs::read_to_string(&path).expect("there").starts_with("One of theirs."));
    desk.step();
    desk.click("Save what is chosen");
    let merged = "One of theirs.\n\nTwo of theirs.\n\nThree of mine.\n";
    assert_eq!(fs::read_to_string(&path).expect("there"), merged);
}

#[test]
fn both_files_can_be_kept() {
    let mut desk = two_texts(("Two", " of mine"), "Theirs.\n");
    let folder = desk.folder.path().to_owned();
    fs::write(folder.join("brief-mine.md"), "somebody's").expect("written");
    desk.click("Keep both files");
    assert_eq!(fs::read_to_string(folder.join("brief.md")).expect("there"), "Theirs.\n");
    assert_eq!(fs::read_to_string(folder.join("brief-mine.md")).expect("there"), "somebody's");
    let mine = fs::read_to_string(folder.join("brief-mine-2.md")).expect("there");
    assert_eq!((mine, desk.app().protection.clone()), (desk.text(), Protection::Saved));
}

/// Runs the program from a shell.
fn demarche(home: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_demarche"));
    command.args(arguments).current_dir(home).env("HOME", home);
    for name in ["XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "DISPLAY", "WAYLAND_DISPLAY"] {
        command.env_remove(name);
    }
    command.output().expect("it runs")
}

#[test]
fn from_a_shell_states_are_listed_shown_restored_and_forgotten() {
    let desk = saved_twice();
    let home = tempfile::tempdir().expect("a folder");
    let brief = home.path().join("brief.md");
    fs::write(&brief, "Now.\n").expect("written");
    let run = |arguments: &[&str]| {
        let output = demarche(home.path(), arguments);
        let out = String::from_utf8_lossy(&output.stdout).into_owned();
        let err = String::from_utf8_lossy(&output.stderr).into_owned();
        (output.status.code(), out, err)
    };
    let (code, out, err) = run(&["history", "brief.md"]);
    assert_eq!((code, out.as_str()), (Some(0), ""));
    assert!(err.contains("no earlier states"), "{err}");
    let (code, _, err) = run(&["history", "brief.md", "--show", "2024-11-20"]);
    assert!(code == Some(2) && err.contains("none is kept"), "{err}");
    let (code, _, err) = run(&["history", "brief.md", "--show", "yesterday"]);
    assert!(code == Some(2) && err.contains("is no time") && err.lines().count() == 1, "{err}");
    // Two states: the one that is restored over, and the one before.
    let folder = home.path().join(".local/state/demarche/kept");
    let journal = demarche::session::Journal::open(&folder).expect("opened");
    let keep = |text: &str, at_unix_millis| {
        let (path, text) = (brief.clone(), text.to_owned());
        let state = demarche::session::NewState { path, text, origin: Origin::Saved, at_unix_millis };
        journal.keep_state(&state).expect("kept");
    };
    let now = demarche::session::wall_time().unix_millis;
    keep("Three days ago.\n", now - 3 * 86_400_000);
    keep("An hour ago.", now - 3_600_000);
    drop(journal);
    let (code, out, _) = run(&["history", "brief.md"]);
    assert_eq!((code, out.lines().count()), (Some(0), 2), "{out}");
    assert!(out.lines().all(|line| line.contains("saved") && line.contains("words since")), "{out}");
    let newest = out.lines().next().and_then(|line| line.split('\t').next()).expect("a time").to_owned();
    assert_eq!(
        run(&["history", "brief.md", "--show", &newest]),
        (Some(0), "An hour ago.".to_owned(), String::new())
    );
    let day = demarche::session::shown_time(now - 3 * 86_400_000)[..10].to_owned();
    let (code, _, err) = run(&["history", "brief.md", "--restore", &day]);
    assert_eq!(code, Some(0), "{err}");
    assert_eq!(fs::read_to_string(&brief).expect("there"), "Three days ago.\n");
    let (_, out, _) = run(&["history", "brief.md", "--show", "2999-01-01"]);
    assert_eq!(out, "Now.\n", "what was restored over is kept");
    fs::remove_file(&brief).expect("removed");
    let (code, _, err) = run(&["history", "brief.md", "--restore", &newest]);
    assert_eq!((code, fs::read_to_string(&brief).ok().as_deref()), (Some(0), Some("An hour ago.")), "{err}");
    let (code, ..) = run(&["history", "brief.md", "--forget"]);
    assert_eq!((code, run(&["history", "brief.md"]).1), (Some(0), String::new()));
    assert!(!holds(&folder, "days ago"));
    drop(desk);
}
