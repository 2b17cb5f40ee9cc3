//! The journal, cut at each byte and with each bit flipped.

use std::collections::BTreeSet;

use super::*;

/// What may come out of a damaged journal: a text it went through, or the beginning of its first.
fn expect_good_part(bytes: &[u8], texts: &[String], what: &str) -> Option<String> {
    let text = read_journal(bytes, None, PathBuf::new())?.draft.text;
    let is_good = texts.contains(&text) || texts[0].starts_with(&text);
    assert!(is_good, "{what} gave {text:?}");
    Some(text)
}

#[test]
fn a_journal_cut_anywhere_gives_its_longest_good_part() {
    let folder = tempfile::tempdir().expect("a folder");
    let (file, texts) = small_journal(folder.path());
    let bytes = fs::read(&file).expect("there");
    let mut seen = BTreeSet::new();
    let mut longest = 0;
    for n_bytes in 0..=bytes.len() {
        expect_good_part(&bytes[..n_bytes], &texts, &format!("cut at {n_bytes}"));
        let Some(read) = read_journal(&bytes[..n_bytes], None, PathBuf::new()) else { continue };
        let n_reached = usize::try_from(read.draft.revision - 3).expect("small");
        assert!(n_reached >= longest, "cut at {n_bytes}");
        if n_reached > 0 {
            assert_eq!(read.draft.text, texts[n_reached], "cut at {n_bytes}");
        }
        longest = n_reached;
        seen.insert(n_reached);
    }
    assert_eq!(seen.len(), texts.len(), "each change counts from its last byte on: {seen:?}");
    let whole = read_journal(&bytes, None, PathBuf::new()).expect("a text");
    assert!(whole.is_whole && Some(&whole.draft.text) == texts.last());
}

#[test]
fn a_journal_with_any_bit_flipped_gives_its_longest_good_part() {
    let folder = tempfile::tempdir().expect("a folder");
    let (file, texts) = small_journal(folder.path());
    let bytes = fs::read(&file).expect("there");
    let n_head = bytes.windows(TEXT.len()).position(|part| part == TEXT.as_bytes()).expect("its text");
    for bit in 0..bytes.len() * 8 {
        let mut damaged = bytes.clone();
        damaged[bit / 8] ^= 1 << (bit % 8);
        let text = expect_good_part(&damaged, &texts, &format!("bit {bit}"));
        assert!(text.is_some() || bit / 8 < n_head, "bit {bit} took everything");
        let is_whole = read_journal(&damaged, None, PathBuf::new()).is_some_and(|read| read.is_whole);
        assert!(!is_whole, "bit {bit} went unnoticed");
    }
}

/// Takes some minutes; the short test above does the same with less.
#[test]
fn a_large_journal_cut_or_flipped_anywhere_gives_its_longest_good_part() {
    let is_long = std::env::var_os("DEMARCHE_LONG").is_some();
    let n_bytes: usize = if is_long { 64_000 } else { 6_000 };
    let text = "A line of 日本語 and more.\n".repeat(n_bytes / 48);
    let head = Head {
        doc: DocId::new(),
        path: None,
        based_on: None,
        encoding: Encoding::Utf8,
        revision: 0,
        selection: Selection::default(),
        n_bytes: text.len(),
        at_unix_millis: 0,
    };
    let (mut bytes, mut n) = snapshot(&head, &text);
    let mut texts = vec![text.clone()];
    let mut draft = Draft { text, ..Draft::default() };
    while bytes.len() < n_bytes {
        let change = typed(draft.text.len() / 2 / 31 * 31, "words ");
        if draft.apply(&change) {
            texts.push(draft.text.clone());
            log::append(&mut bytes, n, &Record::Change(draft.revision, change));
            n += 1;
        }
    }
    let known: BTreeSet<&str> = texts.iter().map(String::as_str).collect();
    let mut n_lost = 0;
    let mut look = |bytes: &[u8], what: usize| {
        let Some(read) = read_journal(bytes, None, PathBuf::new()) else {
            n_lost += 1;
            return;
        };
        let text = read.draft.text.as_str();
        assert!(known.contains(text) || texts[0].starts_with(text), "{what}");
    };
    (0..=bytes.len()).for_each(|cut| look(&bytes[..cut], cut));
    for bit in 0..bytes.len() * 8 {
        bytes[bit / 8] ^= 1 << (bit % 8);
        look(&bytes, bit);
        bytes[bit / 8] ^= 1 << (bit % 8);
    }
    assert!(n_lost < 9 * 200, "only what stands before the text takes all of it: {n_lost}");
}
