//! Editing, undo and saving of an open brief.

use std::fs;

use proptest::prelude::*;

use super::*;
use crate::session::Disk;
use crate::text::Span;

fn typed(session: &mut Session, at: usize, words: &str, now_millis: u64) {
    let after = Selection::at(at + words.len());
    let edit = Edit::insert(at, words);
    assert!(session.edit(&[edit], (Selection::at(at), after), EditKind::Typing, now_millis).is_some());
}

#[test]
fn letters_of_a_word_are_taken_back_together() {
    let mut session = Session::unnamed(String::new(), &Disk);
    for (at, letter) in ["J", "o", "b", "s", " ", "n", "o", "w"].into_iter().enumerate() {
        typed(&mut session, at, letter, 100 * at as u64);
    }
    assert_eq!(session.undo().map(|change| change.selection), Some(Selection::at(5)));
    assert_eq!(session.text(), "Jobs ");
    session.undo();
    assert_eq!(session.text(), "");
    assert!(session.is_saved() || !session.can_undo());
    session.redo();
    assert_eq!(session.redo().map(|change| change.selection), Some(Selection::at(8)));
    assert_eq!(session.text(), "Jobs now");
}

#[test]
fn a_pause_begins_a_step() {
    let mut session = Session::unnamed(String::new(), &Disk);
    typed(&mut session, 0, "a", 0);
    typed(&mut session, 1, "b", 5_000);
    session.undo();
    assert_eq!(session.text(), "a");
}

#[test]
fn saving_keeps_line_ends_and_byte_order_mark_and_can_be_undone_past() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("brief.md");
    fs::write(&path, "\u{feff}# A\r\n\r\ntext\r\n").expect("written");
    let mut session = Session::open(&path, &Disk).expect("read");
    assert_eq!(session.line_ending(), "\r\n");
    let at = session.text().len();
    typed(&mut session, at, "more", 0);
    assert!(!session.is_saved());
    session.save(&Writing::default()).expect("saved");
    assert!(session.is_saved());
    assert_eq!(fs::read_to_string(&path).expect("read"), "\u{feff}# A\r\n\r\ntext\r\nmore");
    session.undo();
    assert!(!session.is_saved() && session.text().ends_with("text\r\n"));
}

#[test]
fn a_file_that_another_program_wrote_is_not_overwritten() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("brief.md");
    fs::write(&path, "mine").expect("written");
    let mut session = Session::open(&path, &Disk).expect("read");
    typed(&mut session, 4, "!", 0);
    fs::write(&path, "theirs").expect("written");
    let err = session.save(&Writing::default()).expect_err("changed");
    assert!(matches!(err, SaveError::ChangedOnDisk { .. }), "{err}");
    assert_eq!(fs::read_to_string(&path).expect("read"), "theirs");
    assert_eq!(session.text(), "mine!");
    session.save_over(&Writing::default()).expect("asked for");
    assert_eq!(fs::read_to_string(&path).expect("read"), "mine!");
}

#[test]
fn edits_that_do_not_fit_change_nothing() {
    let mut session = Session::unnamed("秘密".to_owned(), &Disk);
    let none = (Selection::default(), Selection::default());
    let inside = Edit::replace(Span::new(1, 2), "x");
    assert!(session.edit(&[inside], none, EditKind::Other, 0).is_none());
    let overlap = [Edit::replace(Span::new(0, 6), "x"), Edit::replace(Span::new(3, 6), "y")];
    assert!(session.edit(&overlap, none, EditKind::Other, 0).is_none());
    assert_eq!(session.text(), "秘密");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, rng_seed: proptest::test_runner::RngSeed::Fixed(1), failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn what_is_taken_back_is_as_it_was(edits in prop::collection::vec(("[a-z#>\n\\- ]{0,6}", any::<prop::sample::Index>(), any::<prop::sample::Index>()), 1..12)) {
        let mut session = Session::unnamed("## One\n\ntext\n\n## Two\n".to_owned(), &Disk);
        let mut texts = vec![session.text().to_owned()];
        for (words, from, to) in edits {
            let n = session.text().len() + 1;
            let (from, to) = (from.index(n), to.index(n));
            let edit = Edit::replace(Span::new(from.min(to), from.max(to)), words);
            let none = (Selection::default(), Selection::default());
            prop_assert!(session.edit(&[edit], none, EditKind::Other, 0).is_some());
            let (brief, _) = parse(session.text());
            prop_assert_eq!(session.brief(), &brief, "{:?}", session.text());
            let index = LineIndex::new(session.text());
            prop_assert_eq!(session.lines(), &index);
            texts.push(session.text().to_owned());
        }
        while let Some(text) = texts.pop() {
            prop_assert_eq!(session.text(), text);
            session.undo();
        }
        prop_assert!(!session.can_undo());
    }
}
