//! Nothing typed is lost and nothing of one brief is applied to another: the window, killed and started again.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use demarche::app::{Dialog, ExportChoice, Leave};
use demarche::layout::Shape;
use demarche::session::{Call, Journal, Protection, Volume, Writing};
use demarche::text::{EditKind, Selection};
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;

use crate::gui::{Desk, HANDOUT};

const MARKDOWN: ExportChoice = ExportChoice { extension: "md", ..HANDOUT };

/// Copies a folder as a crash leaves it: all but the locks, which end with the program.
fn as_a_crash_leaves_it(folder: &Path) -> tempfile::TempDir {
    let copy = tempfile::tempdir().expect("a folder");
    copy_into(folder, copy.path());
    copy
}

fn copy_into(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("made");
    for entry in fs::read_dir(from).expect("listed").flatten() {
        let (path, name) = (entry.path(), entry.file_name());
        if path.is_dir() {
            copy_into(&path, &to.join(name));
        } else if path.extension().is_none_or(|extension| extension != "lock") {
            // What is being renamed at this moment may be gone the next.
            fs::copy(&path, to.join(name)).ok();
        }
    }
}

/// The texts that a folder would give back.
fn left_in(folder: &Path) -> Vec<String> {
    let copy = as_a_crash_leaves_it(&folder.join("state"));
    let journal = Journal::open(copy.path()).expect("opened");
    journal.left().0.into_iter().map(|left| left.draft.text).collect()
}

fn brief_in(folder: &Path) -> PathBuf {
    folder.join("brief.md")
}

#[test]
fn typing_without_a_pause_is_on_the_disk_within_a_second() {
    let mut desk = Desk::with("");
    desk.go_behind("");
    let started = Instant::now();
    let mut typed: Vec<(Instant, usize)> = Vec::new();
    while started.elapsed() < Duration::from_millis(2_500) {
        desk.harness.event(egui::Event::Text("x".to_owned()));
        desk.harness.step();
        typed.push((Instant::now(), desk.text().len()));
        assert_ne!(desk.app().protection, Protection::Saved, "the file does not hold what was typed");
    }
    let killed = Instant::now();
    let left = left_in(desk.folder.path());
    let must = typed.iter().rev().find(|(at, _)| killed - *at > Duration::from_secs(1));
    let n_must = must.map_or(0, |(_, n_bytes)| *n_bytes);
    assert!(n_must > 5, "something was typed more than a second ago");
    assert!(left.iter().any(|text| text.len() >= n_must), "{n_must} bytes: {left:?}");
    desk.wait(|app| app.protection == Protection::Protected);
}

#[test]
fn after_a_crash_the_text_stands_there_without_a_click_and_is_saved_by_its_key() {
    let mut desk = Desk::open();
    desk.go_behind("many people");
    desk.type_text(" unsaved");
    let typed = desk.text();
    let cursor = desk.app().selection;
    desk.wait(|app| app.protection == Protection::Protected);
    assert!(left_in(desk.folder.path()).contains(&typed));
    let crashed = as_a_crash_leaves_it(desk.folder.path());
    rebase(desk.folder.path(), crashed.path());
    let path = brief_in(crashed.path());
    let mut again = Desk::at(crashed, &path);
    assert_eq!(again.text(), typed);
    assert_eq!(again.app().selection, cursor);
    assert!(again.app().toasts.iter().any(|toast| toast.words.contains("Ctrl+S saves it")));
    assert!(again.app().protection != Protection::Saved);
    again.key(Modifiers::COMMAND, Key::S);
    assert_eq!(fs::read_to_string(&path).expect("read"), typed);
    again.wait(|app| app.protection == Protection::Saved);
    again.key(Modifiers::COMMAND, Key::Z);
    assert!(!again.text().contains("unsaved"), "what was typed before the crash can be taken back");
}

/// The journal names the brief by its path, and a copy of the folder lies elsewhere: the copy takes its place.
fn rebase(from: &Path, to: &Path) {
    let journal = Journal::open(&to.join("state")).expect("opened");
    let left = journal.left().0.remove(0);
    let path = left.path.clone().map(|path| to.join(path.strip_prefix(from).expect("below")));
    let file = left.file.clone();
    let begun = demarche::session::Begun {
        doc: demarche::session::DocId::new(),
        path,
        based_on: left.based_on,
        encoding: left.encoding,
        draft: left.draft,
        is_saved: false,
        continues: Some(file),
    };
    let mut journal = journal;
    journal.begin(begun);
    assert!(journal.flush().iter().all(|kept| kept.result.is_ok()));
}

#[test]
fn a_second_brief_in_the_window_is_kept_like_the_first() {
    let mut desk = Desk::open();
    let second = desk.folder.path().join("second.md");
    fs::write(&second, "Second.\n").expect("written");
    desk.go_behind("many people");
    desk.type_text("!");
    desk.wait(|app| app.protection == Protection::Protected);
    desk.app().leave(Leave::Open(second));
    // The same number of changes as in the first, as soon as it is open.
    desk.app().edit(vec![demarche::text::Edit::insert(0, "My ")], Selection::at(3), EditKind::Typing);
    assert_ne!(desk.app().protection, Protection::Saved);
    assert_ne!(desk.app().protection, Protection::Protected);
    desk.wait(|app| app.protection == Protection::Protected);
    assert_eq!(left_in(desk.folder.path()), ["My Second.\n"]);
}

#[test]
fn findings_and_pages_of_one_brief_never_stand_in_another() {
    let mut desk =
        Desk::with("---\nfacts: facts.toml\n---\n\n## First\n\nThe goverment has [110,000](fact:jobs).\n");
    let second = desk.folder.path().join("second.md");
    fs::write(&second, "## Second\n\nAll is well here, and this is long enough for a span of the other.\n")
        .expect("written");
    for _ in 0..20 {
        let path = brief_in(desk.folder.path());
        desk.app().leave(Leave::Open(path));
        desk.harness.step();
        // What was ordered of the first comes while the second is open.
        desk.app().leave(Leave::Open(second.clone()));
        for _ in 0..6 {
            desk.harness.step();
            let app = desk.app();
            assert!(
                app.analysis.findings.iter().all(|found| found.code != "drifted-fact"),
                "{:?}",
                app.analysis.findings
            );
            assert!(app.analysis.misspellings.is_empty());
            let words: String =
                app.preview.slots.iter().map(|slot| slot.pages.words(slot.page_idx)).collect();
            assert!(!words.contains("First"), "{words}");
        }
    }
    desk.wait(|app| app.preview.slots.iter().any(|slot| slot.pages.words(slot.page_idx).contains("Second")));
}

#[test]
fn pages_that_are_ready_before_the_window_draws_again_are_shown() {
    let mut desk = Desk::open();
    let second = desk.folder.path().join("second.md");
    fs::write(&second, "## Second\n\nOther words.\n").expect("written");
    desk.wait(|app| !app.preview.slots.is_empty());
    for _ in 0..3 {
        desk.app().leave(Leave::Open(second.clone()));
        // The frame after it comes late, as on a slow disk.
        std::thread::sleep(Duration::from_millis(300));
        let is_second = |app: &mut demarche::app::App| {
            let mut slots = app.preview.slots.iter();
            slots.any(|slot| slot.pages.words(slot.page_idx).contains("Second"))
        };
        desk.wait(is_second);
    }
}

#[test]
fn an_export_is_made_of_the_brief_it_was_ordered_of() {
    let mut desk = Desk::open();
    let second = desk.folder.path().join("second.md");
    fs::write(&second, "## Second\n\nOther words.\n").expect("written");
    let out = desk.folder.path().join("out.md");
    desk.app().export_to(out.clone(), MARKDOWN);
    desk.app().leave(Leave::Open(second));
    desk.wait(|app| !app.toasts.is_empty());
    let written = fs::read_to_string(out).expect("written");
    assert!(written.contains("They employ") && !written.contains("Other"), "{written}");
}

#[test]
fn no_export_writes_over_the_brief_whatever_it_is_called() {
    let mut desk = Desk::open();
    let folder = desk.folder.path().to_owned();
    let before = desk.text();
    let names = ["brief.counterpart", "brief.md", "./brief.md", "sub/../brief.md", "link.md", "hard.md"];
    fs::create_dir(folder.join("sub")).expect("made");
    #[cfg(unix)]
    std::os::unix::fs::symlink("brief.md", folder.join("link.md")).expect("a link");
    fs::hard_link(folder.join("brief.md"), folder.join("hard.md")).expect("a second name");
    for name in names {
        desk.app().toasts.clear();
        desk.app().export_to(folder.join(name), MARKDOWN);
        desk.wait(|app| app.toasts.iter().any(|toast| toast.is_error));
        assert!(desk.app().toasts[0].words.contains("is the brief itself"), "{name}");
        assert_eq!(fs::read_to_string(brief_in(&folder)).expect("read"), before, "{name}");
    }
    // Nor over what the brief is made of.
    let book = fs::read(folder.join("facts.toml")).expect("a fact book");
    fs::hard_link(folder.join("facts.toml"), folder.join("facts.md")).expect("a second name");
    desk.app().toasts.clear();
    desk.app().export_to(folder.join("facts.md"), MARKDOWN);
    desk.wait(|app| app.toasts.iter().any(|toast| toast.is_error));
    assert!(desk.app().toasts[0].words.contains("is a file that the brief is made of"));
    assert_eq!(fs::read(folder.join("facts.toml")).expect("read"), book);
}

#[test]
fn files_that_are_there_are_replaced_only_when_that_is_said() {
    let mut desk = Desk::open();
    let folder = desk.folder.path().to_owned();
    let choice = ExportChoice { shape: Shape::Slides, extension: "png", ..MARKDOWN };
    fs::write(folder.join("x-2.png"), "mine").expect("written");
    desk.app().export_to(folder.join("x.png"), choice);
    desk.wait(|app| app.view.dialog.is_some());
    assert!(matches!(&desk.app().view.dialog, Some(Dialog::Replace { files, .. }) if files.len() == 1));
    desk.step();
    desk.harness.step();
    desk.click("Cancel");
    assert_eq!(fs::read(folder.join("x-2.png")).expect("read"), b"mine");
    assert!(!folder.join("x-1.png").exists());
    desk.app().export_to(folder.join("x.png"), choice);
    desk.wait(|app| app.view.dialog.is_some());
    desk.step();
    desk.click("Replace");
    desk.wait(|app| app.toasts.iter().any(|toast| toast.words.ends_with("more were written")));
    assert_ne!(fs::read(folder.join("x-2.png")).expect("read"), b"mine");
    // Saving under another name asks in the same way.
    let other = folder.join("other.md");
    fs::write(&other, "theirs").expect("written");
    desk.app().save_as(&other);
    assert_eq!(fs::read(&other).expect("read"), b"theirs");
    desk.step();
    desk.click("Replace");
    assert_eq!(fs::read_to_string(&other).expect("read"), desk.text());
}

#[test]
fn quitting_waits_for_an_export() {
    let mut desk = Desk::open();
    let path = desk.folder.path().join("out.pdf");
    desk.app().export_to(path.clone(), ExportChoice { extension: "pdf", ..MARKDOWN });
    desk.app().quit();
    assert!(!desk.app().is_leaving());
    desk.wait(|app| app.is_leaving());
    assert!(fs::read(path).expect("written").starts_with(b"%PDF"));
}

#[test]
fn quitting_stays_where_the_export_fails() {
    let mut desk = Desk::open();
    let path = desk.folder.path().join("missing/out.md");
    desk.app().export_to(path, MARKDOWN);
    desk.app().quit();
    desk.wait(|app| app.toasts.iter().any(|toast| toast.is_error));
    assert!(!desk.app().is_leaving());
    desk.app().quit();
    assert!(desk.app().is_leaving());
}

#[test]
fn what_can_be_undone_outlives_the_program() {
    let mut desk = Desk::open();
    desk.go_behind("many people");
    desk.type_text(" here");
    desk.key(Modifiers::COMMAND, Key::S);
    desk.key(Modifiers::COMMAND, Key::Q);
    assert!(desk.app().is_leaving());
    let Desk { folder, harness } = desk;
    drop(harness);
    let path = brief_in(folder.path());
    let mut again = Desk::at(folder, &path);
    assert_eq!(again.app().protection, Protection::Saved);
    again.key(Modifiers::COMMAND, Key::Z);
    assert!(again.text().contains("many people.") && again.app().session.can_redo(), "{}", again.text());
    // A history of another text is none.
    let Desk { folder, harness } = again;
    drop(harness);
    fs::write(&path, "Written by another program.\n").expect("written");
    let mut third = Desk::at(folder, &path);
    assert!(!third.app().session.can_undo());
}

#[test]
fn without_a_place_for_it_the_status_says_that_text_is_not_protected_and_why() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = brief_in(folder.path());
    fs::write(&path, "text").expect("written");
    fs::write(folder.path().join("state"), "a file where the folder should be").expect("written");
    let mut desk = Desk::at(folder, &path);
    assert_eq!(desk.app().protection, Protection::Saved);
    desk.go_behind("text");
    desk.type_text("!");
    desk.wait(|app| matches!(app.protection, Protection::NotProtected(_)));
    desk.harness.get_by_label_contains("Not protected");
}

#[test]
fn what_another_program_wrote_is_read_anew_and_can_be_taken_back() {
    let mut desk = Desk::with("One.\n\nTwo.\n\nThree.\n");
    let path = brief_in(desk.folder.path());
    desk.go_behind("Three");
    fs::write(&path, "One.\n\nTwo and a half.\n\nThree.\n").expect("written");
    desk.wait(|app| app.session.text().contains("half"));
    assert_eq!(desk.app().protection, Protection::Saved);
    let head = desk.app().selection.head;
    assert!(desk.text()[..head].ends_with("Three"), "the cursor stays where it was");
    desk.key(Modifiers::COMMAND, Key::Z);
    assert_eq!(desk.text(), "One.\n\nTwo.\n\nThree.\n");
    assert_ne!(desk.app().protection, Protection::Saved);
}

/// The window asks which of two texts to keep: ours in memory, theirs in the file.
fn two_texts() -> (Desk, PathBuf, String, String) {
    let mut desk = Desk::with("One.\n\nTwo.\n\nThree.\n");
    let path = brief_in(desk.folder.path());
    desk.go_behind("Three");
    desk.type_text(" here");
    let ours = desk.text();
    let theirs = "One.\n\nTwo of theirs.\n\nThree.\n".to_owned();
    fs::write(&path, &theirs).expect("written");
    desk.key(Modifiers::COMMAND, Key::S);
    assert!(matches!(desk.app().view.dialog, Some(Dialog::ChangedOnDisk(_))));
    assert_eq!(fs::read_to_string(&path).expect("read"), theirs, "nothing is overwritten unasked");
    desk.step();
    (desk, path, ours, theirs)
}

#[test]
fn of_two_texts_the_one_that_was_not_chosen_can_be_had_back() {
    let (mut desk, path, ours, theirs) = two_texts();
    desk.click("Overwrite with mine");
    assert_eq!(fs::read_to_string(&path).expect("read"), ours);
    desk.wait(|app| app.protection == Protection::Saved);
    desk.key(Modifiers::COMMAND, Key::Y);
    assert_eq!(desk.text(), theirs);
    let (mut desk, path, ours, theirs) = two_texts();
    desk.click("Read theirs");
    assert_eq!((desk.text(), desk.app().protection.clone()), (theirs.clone(), Protection::Saved));
    desk.key(Modifiers::COMMAND, Key::Z);
    assert_eq!(desk.text(), ours);
    assert_eq!(fs::read_to_string(&path).expect("read"), theirs);
}

/// A window with a brief on a disk that does something at each call.
fn desk_on(observe: impl Fn(&Call) -> std::io::Result<()> + Send + Sync + 'static) -> Desk {
    let folder = tempfile::tempdir().expect("a folder");
    let path = brief_in(folder.path());
    fs::write(&path, "Text").expect("written");
    let writing = Writing::on(Volume::observed(Arc::new(observe)));
    let mut desk = Desk::on(folder, &path, writing);
    desk.go_behind("Text");
    desk
}

#[test]
fn a_slow_disk_stops_nobody_from_typing() {
    const SLOW: Duration = Duration::from_millis(1_500);
    let mut desk = desk_on(|call| {
        if matches!(call, Call::SyncFile(_)) {
            std::thread::sleep(SLOW);
        }
        Ok(())
    });
    let path = brief_in(desk.folder.path());
    desk.type_text(" one");
    let begun = Instant::now();
    desk.app().save();
    desk.type_text(" two");
    assert!(begun.elapsed() < SLOW, "the window does not wait for the disk");
    assert_ne!(desk.app().protection, Protection::Saved);
    desk.wait(|app| app.session.path().is_some_and(|path| fs::read(path).is_ok_and(|it| it == b"Text one")));
    desk.wait(|app| app.protection == Protection::Protected);
    assert!(left_in(desk.folder.path()).contains(&"Text one two".to_owned()), "what came later is kept");
    // Whoever closes the window meanwhile is asked about what came later, and the file is written to its end.
    desk.app().save();
    desk.app().leave(Leave::Quit);
    assert!(!desk.app().is_leaving());
    desk.wait(|app| app.is_leaving());
    assert_eq!(fs::read_to_string(path).expect("there"), "Text one two");
}

#[test]
fn a_full_disk_leaves_the_text_and_says_what_to_do() {
    let mut desk = desk_on(|call| match call {
        Call::Write(..) => Err(std::io::ErrorKind::StorageFull.into()),
        _ => Ok(()),
    });
    desk.type_text(" more");
    desk.key(Modifiers::COMMAND, Key::S);
    assert_ne!(desk.app().protection, Protection::Saved);
    assert_eq!(desk.text(), "Text more");
    let words = desk.app().toasts.iter().map(|toast| toast.words.clone()).collect::<String>();
    assert!(words.contains("the disk is full; make room, or choose another disk"), "{words}");
    desk.step();
    desk.click("Save elsewhere…");
    assert_eq!(fs::read_to_string(brief_in(desk.folder.path())).expect("there"), "Text");
}

#[test]
fn what_a_program_left_that_was_still_ending_comes_a_moment_later() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = brief_in(folder.path());
    fs::write(&path, "Text").expect("written");
    let mut ending = Journal::open(&folder.path().join("state")).expect("opened");
    let mut draft = demarche::session::Draft::default();
    draft.text.push_str("Text, unsaved");
    let (doc, based_on) = (demarche::session::DocId::new(), Some(demarche::session::digest(b"Text")));
    let begun = demarche::session::Begun {
        doc,
        path: Some(path.clone()),
        based_on,
        encoding: demarche::session::Encoding::Utf8,
        draft,
        is_saved: false,
        continues: None,
    };
    ending.begin(begun);
    assert!(ending.flush().iter().all(|kept| kept.result.is_ok()));
    let mut desk = Desk::at(folder, &path);
    assert_eq!(desk.text(), "Text", "its lock is still held");
    drop(ending);
    desk.wait(|app| app.session.text() == "Text, unsaved");
    desk.key(Modifiers::COMMAND, Key::S);
    assert_eq!(fs::read_to_string(&path).expect("there"), "Text, unsaved");
}
