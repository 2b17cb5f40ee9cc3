//! A whole text as the journal keeps it, and what is read back of a journal.

use std::path::PathBuf;

use crate::session::digest::digest;
use crate::session::draft::Draft;
use crate::session::encoding::Encoding;
use crate::session::history::History;
use crate::session::identity::DocId;
use crate::session::journal::codec::{Head, Record, records_of};
use crate::session::journal::log::{MAGIC, append, read};

/// How much text one record holds: what is damaged costs no more than it and what follows.
const TEXT_BYTES: usize = 4 * 1024;

/// What a journal gives back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recovered {
    /// The document as it was called by the program that kept it.
    pub doc: DocId,
    /// Its file; nothing where it has none yet.
    pub path: Option<PathBuf>,
    /// The digest of what its file held when it was read or written last.
    pub based_on: Option<u64>,
    /// How the letters of its file are written.
    pub encoding: Encoding,
    /// When its journal was begun, in milliseconds since 1970.
    pub at_unix_millis: u64,
    /// The text with its undo history.
    pub draft: Draft,
    /// Whether the journal was read to its end; else this is its longest good part.
    pub is_whole: bool,
    /// The journal.
    pub file: PathBuf,
}

/// The bytes of a journal that begins with a text, and the number of records in them.
pub(super) fn snapshot(head: &Head, text: &str) -> (Vec<u8>, u64) {
    let mut out = MAGIC.to_vec();
    append(&mut out, 0, &Record::Head(head.clone()));
    let mut n_records = 1;
    let mut rest = text;
    while !rest.is_empty() {
        let (part, behind) = rest.split_at(rest.floor_char_boundary(TEXT_BYTES.min(rest.len())));
        append(&mut out, n_records, &Record::Text(part.to_owned()));
        n_records += 1;
        rest = behind;
    }
    (out, n_records)
}

/// The bytes of a file that keeps an undo history beside the text it belongs to.
pub(super) fn undo_file(history: &History, text: &str) -> Vec<u8> {
    let mut out = MAGIC.to_vec();
    append(&mut out, 0, &Record::Digest(digest(text.as_bytes())));
    for (n, record) in records_of(history).enumerate() {
        append(&mut out, n as u64 + 1, &record);
    }
    out
}

/// Reads an undo history, if the file is whole and belongs to this text.
pub(super) fn read_undo(bytes: &[u8], text: &str) -> Option<History> {
    let mut records = read(bytes);
    let Some(Record::Digest(of)) = records.next() else { return None };
    if of != digest(text.as_bytes()) {
        return None;
    }
    let (mut done, mut undone) = (Vec::new(), Vec::new());
    for record in records.by_ref() {
        match record {
            Record::Step(false, step) => done.push(step),
            Record::Step(true, step) => undone.push(step),
            _ => return None,
        }
    }
    records.is_at_end().then(|| History::restored(done, undone))
}

/// Reads the longest good part of a journal, with the undo history of its beginning where that is there.
pub(super) fn read_journal(bytes: &[u8], undo: Option<&[u8]>, file: PathBuf) -> Option<Recovered> {
    let mut records = read(bytes);
    let Some(Record::Head(head)) = records.next() else { return None };
    let mut text = String::new();
    let mut changes = Vec::new();
    for record in records.by_ref() {
        match record {
            Record::Text(part) if changes.is_empty() => text.push_str(&part),
            Record::Change(revision, change) => changes.push((revision, change)),
            _ => break,
        }
    }
    let mut is_whole = records.is_at_end() && text.len() == head.n_bytes;
    let history = undo.and_then(|undo| read_undo(undo, &text)).unwrap_or_default();
    let Head { revision, selection, .. } = head;
    let mut draft = Draft { text, revision, selection, history };
    if draft.text.len() == head.n_bytes {
        for (revision, change) in changes {
            if revision != draft.revision + 1 || !draft.apply(&change) {
                is_whole = false;
                break;
            }
        }
    }
    let Head { doc, path, based_on, encoding, at_unix_millis, .. } = head;
    Some(Recovered { doc, path, based_on, encoding, at_unix_millis, draft, is_whole, file })
}
