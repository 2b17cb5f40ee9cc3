//! The journal, killed, continued, and broken at each call to the disk.

use std::sync::{Arc, Mutex};

use super::codec::{Head, Record};
use super::left::MIN_LOCK_AGE;
use super::snapshot::{read_journal, snapshot};
use super::*;
use crate::session::draft::Act;
use crate::session::volume::Call;
use crate::text::{Edit, EditKind, Selection, Span};

mod damage;

const TEXT: &str = "## 譲れない一線\n\nNo quota.\n";

fn begun(text: &str) -> Begun {
    Begun {
        doc: DocId::new(),
        path: Some(PathBuf::from("/briefs/jobs.md")),
        based_on: Some(7),
        encoding: Encoding::EucJp,
        draft: Draft { text: text.to_owned(), revision: 3, ..Draft::default() },
        is_saved: false,
        continues: None,
    }
}

fn typed(at: usize, words: &str) -> Change {
    let act = Act::Edit { kind: EditKind::Typing, before: Selection::at(at), at_millis: 5 };
    Change { act, edits: vec![Edit::insert(at, words)], selection: Selection::at(at + words.len()) }
}

fn undone(at: usize, n_bytes: usize) -> Change {
    let edits = vec![Edit::replace(Span::new(at, at + n_bytes), "")];
    Change { act: Act::Undo, edits, selection: Selection::at(at) }
}

/// Writes until all is written, as the keeper's thread does, but without its pauses.
fn settle(journal: &mut Journal) -> Vec<Kept> {
    let mut kept = Vec::new();
    while journal.due_in().is_some() {
        kept = journal.flush();
    }
    kept
}

/// A journal with a text and some changes, and the texts on the way.
fn small_journal(folder: &Path) -> (PathBuf, Vec<String>) {
    let mut journal = Journal::open(folder).expect("opened");
    let begun = begun(TEXT);
    let (doc, mut draft) = (begun.doc, begun.draft.clone());
    let mut texts = vec![draft.text.clone()];
    journal.begin(begun);
    settle(&mut journal);
    for (n, letter) in ["関", "t", "a", "r", "i", "f", "f"].into_iter().enumerate() {
        let at = draft.text.len();
        let change = if n == 4 { undone(at - 3, 3) } else { typed(at, letter) };
        if draft.clone().apply(&change) {
            draft.apply(&change);
            texts.push(draft.text.clone());
            journal.change(doc, change);
        }
        settle(&mut journal);
    }
    let file = journal.file_of(doc, "journal");
    (file, texts)
}

#[test]
fn what_a_crash_left_comes_back_with_cursor_and_undo_and_what_still_runs_is_left_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut crashed = Journal::open(folder.path()).expect("opened");
    let begun = begun(TEXT);
    let (doc, mut session) = (begun.doc, begun.draft.clone());
    crashed.begin(begun);
    for (n, letter) in ["a", "b", " ", "c"].into_iter().enumerate() {
        let change = typed(TEXT.len() + n, letter);
        session.apply(&change);
        crashed.change(doc, change);
        settle(&mut crashed);
    }
    let mut second = Journal::open(folder.path()).expect("opened");
    assert!(second.left().0.is_empty(), "the first still runs");
    drop(crashed);
    let (left, unreadable) = second.left();
    assert_eq!((left.len(), unreadable.len()), (1, 0));
    assert_eq!(left[0].draft, session, "text, cursor and undo history");
    assert_eq!((left[0].path.as_deref(), left[0].based_on), (Some(Path::new("/briefs/jobs.md")), Some(7)));
    let continues = Some(left[0].file.clone());
    let draft = left[0].draft.clone();
    second.begin(Begun { draft, continues, ..self::begun("") });
    assert_eq!(second.left().0.len(), 1, "it stays until it is written anew");
    settle(&mut second);
    assert!(second.left().0.is_empty());
    drop(second);
    let third = Journal::open(folder.path()).expect("opened");
    let (left, _) = third.left();
    assert_eq!(left[0].draft.text, session.text);
    let (done, undone) = left[0].draft.history.steps();
    assert_eq!((done.len(), undone.len()), (2, 0), "what can be undone outlives a second crash");
}

#[test]
fn letters_without_a_pause_are_written_in_time() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut journal = Journal::open(folder.path()).expect("opened");
    let begun = begun("");
    let doc = begun.doc;
    journal.begin(Begun { is_saved: true, ..begun });
    assert_eq!(journal.due_in(), None, "nothing to write");
    let started = Instant::now();
    let mut n_typed = 0;
    while started.elapsed() < Duration::from_millis(700) {
        journal.change(doc, typed(n_typed, "x"));
        n_typed += 1;
        let due = journal.due_in().expect("there is something to write");
        assert!(due <= GATHER, "a letter does not put off what waits");
        if due.is_zero() {
            assert!(journal.flush().iter().all(|kept| kept.result.is_ok()));
            let bytes = fs::read(journal.file_of(doc, "journal")).expect("there");
            let read = read_journal(&bytes, None, PathBuf::new()).expect("a text");
            assert_eq!(read.draft.text.len(), n_typed);
        }
        let letter = Instant::now();
        while letter.elapsed() < Duration::from_millis(5) {
            std::hint::spin_loop();
        }
    }
    assert!(n_typed > 20);
}

#[cfg(unix)]
#[test]
fn nobody_else_may_look_into_a_journal() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path().join("state/kept");
    let (file, _) = small_journal(&folder);
    for path in [&folder, &file, &file.with_extension("undo")] {
        let mode = fs::metadata(path).expect("there").permissions().mode();
        assert_eq!(mode & 0o077, 0, "{}", path.display());
    }
}

#[test]
fn a_folder_that_is_gone_is_made_again() {
    let parent = tempfile::tempdir().expect("a folder");
    let folder = parent.path().join("kept");
    let mut journal = Journal::open(&folder).expect("opened");
    let begun = begun("text");
    let doc = begun.doc;
    journal.begin(begun);
    settle(&mut journal);
    fs::remove_dir_all(&folder).expect("removed");
    journal.change(doc, typed(4, "!"));
    assert!(settle(&mut journal).iter().all(|kept| kept.result.is_ok()));
    drop(journal);
    let (left, _) = Journal::open(&folder).expect("opened").left();
    assert_eq!(left.iter().map(|left| left.draft.text.as_str()).collect::<Vec<_>>(), ["text!"]);
}

#[test]
fn what_is_saved_leaves_no_journal_and_what_could_be_undone_stays() {
    let folder = tempfile::tempdir().expect("a folder");
    let brief = folder.path().join("jobs.md");
    let mut journal = Journal::open(folder.path()).expect("opened");
    let begun = begun("text");
    let doc = begun.doc;
    journal.begin(begun);
    journal.change(doc, typed(4, "!"));
    settle(&mut journal);
    fs::write(&brief, "text!").expect("written");
    journal.saved(doc, &brief, (3, 1));
    assert!(journal.due_in().is_some(), "a letter was typed while it was saved");
    settle(&mut journal);
    assert!(journal.file_of(doc, "journal").exists());
    journal.saved(doc, &brief, (4, 1));
    assert!(load_undo(folder.path(), &brief, "text!", None).is_some_and(|history| history.can_undo()));
    assert!(load_undo(folder.path(), &brief, "text of another program", None).is_none());
    drop(journal);
    let journal = Journal::open(folder.path()).expect("opened");
    assert!(journal.left().0.is_empty());
    assert_eq!(journal.due_in(), None);
}

/// A disk on which the `n`th call of those that change it fails, and all after it while `lasts` is so.
fn failing(n: usize, kind: io::ErrorKind, lasts: bool) -> (Volume, Arc<Mutex<Vec<Call>>>) {
    let calls: Arc<Mutex<Vec<Call>>> = Arc::default();
    let seen = Arc::clone(&calls);
    let observer = move |call: &Call| {
        let mut calls = seen.lock().expect("nothing panics");
        calls.push(call.clone());
        let is_broken = if lasts { calls.len() > n } else { calls.len() == n + 1 };
        if is_broken { Err(kind.into()) } else { Ok(()) }
    };
    (Volume::observed(Arc::new(observer)), calls)
}

#[test]
fn whichever_call_fails_the_journal_says_so_and_what_it_confirmed_comes_back() {
    let kinds = [io::ErrorKind::StorageFull, io::ErrorKind::PermissionDenied, io::ErrorKind::Other];
    for (n, kind) in (1..40).flat_map(|n| kinds.map(|kind| (n, kind))) {
        let folder = tempfile::tempdir().expect("a folder");
        let (volume, calls) = failing(n, kind, false);
        let Ok(mut journal) = Journal::open_on(folder.path(), volume) else { continue };
        let begun = begun(TEXT);
        let (doc, mut draft) = (begun.doc, begun.draft.clone());
        journal.begin(begun);
        let mut confirmed = None;
        for letter in ["a", "b", "c"] {
            let change = typed(draft.text.len(), letter);
            draft.apply(&change);
            journal.change(doc, change);
            let kept = journal.flush();
            assert_eq!(kept.len(), 1);
            if kept[0].result.is_ok() {
                confirmed = Some(draft.text.clone());
            }
        }
        let is_lasting = settle(&mut journal).iter().any(|kept| kept.result.is_err());
        assert!(!is_lasting, "the disk is well again, and so is the journal");
        expect_no_sync_after_failure(&calls.lock().expect("nothing panics"), n);
        drop(journal);
        let (left, _) = Journal::open(folder.path()).expect("opened").left();
        assert_eq!(left.len(), 1, "call {n}");
        assert_eq!(left[0].draft.text, draft.text, "call {n}; {confirmed:?} was confirmed");
    }
}

/// After a failed sync, nothing more is written to that file.
fn expect_no_sync_after_failure(calls: &[Call], n: usize) {
    let Some(Call::SyncFile(path)) = calls.get(n) else { return };
    for call in &calls[n + 1..] {
        match call {
            Call::Remove(removed) if removed == path => return,
            Call::Create(made) if made == path => return,
            Call::Rename(_, over) if over == path => return,
            Call::SyncFile(again) | Call::Write(again, _) => {
                assert_ne!(again, path, "call {n} was tried again");
            }
            _ => {}
        }
    }
}

#[test]
fn a_disk_that_stays_full_is_never_said_to_protect() {
    for n in 2..12 {
        let folder = tempfile::tempdir().expect("a folder");
        let (volume, _) = failing(n, io::ErrorKind::StorageFull, true);
        let mut journal = Journal::open_on(folder.path(), volume).expect("opened");
        let begun = begun(TEXT);
        let (doc, mut draft) = (begun.doc, begun.draft.clone());
        journal.begin(begun);
        let mut confirmed = None;
        for letter in ["a", "b", "c", "d"] {
            let change = typed(draft.text.len(), letter);
            draft.apply(&change);
            journal.change(doc, change);
            match &journal.flush()[0].result {
                Ok(()) => confirmed = Some(draft.text.clone()),
                Err(reason) => assert_eq!(reason.en, "the disk is full"),
            }
        }
        drop(journal);
        let (left, _) = Journal::open(folder.path()).expect("opened").left();
        let text = left.first().map(|left| left.draft.text.clone());
        let is_kept = confirmed
            .as_ref()
            .is_none_or(|confirmed| text.as_ref().is_some_and(|text| text.starts_with(confirmed.as_str())));
        assert!(is_kept, "call {n}: {confirmed:?} was confirmed, {text:?} came back");
    }
}

#[test]
fn fifty_unsaved_briefs_are_read_within_a_second() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = "A line of what a crash left behind.\n".repeat(100_000 / 36);
    for n in 0..50 {
        let head = Head {
            doc: DocId::new(),
            path: None,
            based_on: None,
            encoding: Encoding::Utf8,
            revision: 0,
            selection: Selection::default(),
            n_bytes: text.len(),
            at_unix_millis: n,
        };
        let (mut bytes, n_records) = snapshot(&head, &text);
        for revision in 0..100 {
            log::append(&mut bytes, n_records + revision, &Record::Change(revision + 1, typed(0, "x")));
        }
        fs::write(folder.path().join(format!("1_{}.journal", head.doc)), bytes).expect("written");
    }
    let begun = Instant::now();
    let (left, unreadable) = Journal::open(folder.path()).expect("opened").left();
    let took = begun.elapsed();
    assert_eq!((left.len(), unreadable.len()), (50, 0));
    assert!(left[0].at_unix_millis == 49 && left[0].draft.text.starts_with(&"x".repeat(100)));
    assert!(took < Duration::from_secs(1), "{took:?}");
}

#[test]
fn what_is_of_no_use_goes_and_what_may_be_stays() {
    let folder = tempfile::tempdir().expect("a folder");
    let (kept, _) = small_journal(folder.path());
    let place = |name: &str| folder.path().join(name);
    for name in ["1_a.journal.new", "1_a.undo", "2.lock", "3.lock"] {
        fs::write(place(name), "").expect("written");
    }
    let yesterday = SystemTime::now() - 2 * MIN_LOCK_AGE;
    let old = File::options().write(true).open(place("2.lock")).expect("there");
    old.set_modified(yesterday).expect("set");
    drop(Journal::open(folder.path()).expect("opened"));
    let is_there = |name: &str| place(name).exists();
    assert!(!is_there("1_a.journal.new") && !is_there("1_a.undo") && !is_there("2.lock"));
    assert!(is_there("3.lock") && kept.exists() && kept.with_extension("undo").exists());
}
