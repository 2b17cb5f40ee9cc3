//! A folder that another program syncs: nothing is written there without a change, and no storm of its events makes
//! one here.

use std::fs;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use demarche::session::{Call, Protection, Volume, Writing};
use egui::{Key, Modifiers};

use crate::gui::Desk;

/// A window of a brief, and how often its folder was written to.
fn watched() -> (Desk, impl Fn() -> usize) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("brief.md");
    fs::write(&path, "One.\n").expect("written");
    let calls: Arc<Mutex<usize>> = Arc::default();
    let seen = Arc::clone(&calls);
    let observer = move |call: &Call| {
        *seen.lock().expect("nothing panics") += usize::from(matches!(call, Call::Create(_)));
        Ok(())
    };
    let writing = Writing::on(Volume::observed(Arc::new(observer)));
    (Desk::on(folder, &path, writing), move || *calls.lock().expect("nothing panics"))
}

#[test]
fn a_brief_is_written_once_for_each_change_however_often_it_is_saved() {
    let (mut desk, n_written) = watched();
    desk.app().save();
    desk.step();
    assert_eq!(n_written(), 0, "the file holds it already");
    desk.go_behind("One");
    desk.type_text(" more");
    for _ in 0..20 {
        desk.key(Modifiers::COMMAND, Key::S);
        desk.app().save();
    }
    desk.wait(|app| app.protection == Protection::Saved);
    desk.step();
    assert_eq!(n_written(), 1);
    let file = desk.folder.path().join("brief.md");
    assert_eq!(fs::read_to_string(&file).expect("there"), "One more.\n");
    // A file that is gone is written again, though nothing was typed.
    fs::remove_file(&file).expect("removed");
    desk.app().save();
    desk.wait(|app| app.protection == Protection::Saved);
    assert_eq!(n_written(), 2);
    assert_eq!(fs::read_to_string(&file).expect("there"), "One more.\n");
}

#[test]
fn a_storm_of_events_reads_nothing_anew_that_did_not_change_and_writes_nothing() {
    let (mut desk, n_written) = watched();
    let (file, revision) = (desk.folder.path().join("brief.md"), desk.app().session.revision());
    let begun = Instant::now();
    let mut n = 0;
    while begun.elapsed() < Duration::from_millis(900) {
        // As sync programs do: the same text under the same name, new times, files of their own beside it.
        fs::write(desk.folder.path().join("copy"), "One.\n").expect("written");
        fs::rename(desk.folder.path().join("copy"), &file).expect("in place");
        fs::write(desk.folder.path().join(format!("log-{}", n % 7)), n.to_string()).expect("written");
        n += 1;
        desk.harness.step();
    }
    desk.wait(|app| app.next_update_millis().is_none());
    assert_eq!((desk.app().session.revision(), n_written()), (revision, 0), "after {n} rounds");
    assert!(desk.app().toasts.is_empty() && desk.app().view.dialog.is_none());
    // What does change is seen, once, and answered by no writing.
    fs::write(&file, "Two.\n").expect("written");
    desk.wait(|app| app.session.text() == "Two.\n");
    assert_eq!((desk.app().session.revision(), n_written()), (revision + 1, 0));
}
