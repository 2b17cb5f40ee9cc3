//! The bytes of what the journal keeps: numbers are little-endian, texts are their length and their bytes.
//!
//! Whatever the bytes are, reading them neither panics nor takes more memory than they have.

use std::ffi::OsStr;
use std::path::PathBuf;

use crate::session::draft::{Act, Change};
use crate::session::encoding::Encoding;
use crate::session::history::{History, Step};
use crate::session::identity::DocId;
use crate::text::{Edit, EditKind, Selection, Span};

/// What stands before the text in a journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Head {
    /// The document.
    pub doc: DocId,
    /// Its file; nothing where it has none yet.
    pub path: Option<PathBuf>,
    /// The digest of what its file held when it was read or written last.
    pub based_on: Option<u64>,
    /// How the letters of its file are written.
    pub encoding: Encoding,
    /// The state of the text that follows.
    pub revision: u64,
    /// The cursor in it.
    pub selection: Selection,
    /// How long it is, in bytes.
    pub n_bytes: usize,
    /// When this was written, in milliseconds since 1970.
    pub at_unix_millis: u64,
}

/// One record of a journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Record {
    /// A text begins.
    Head(Head),
    /// A part of it.
    Text(String),
    /// It was changed; the number is that of its state from then on.
    Change(u64, Change),
    /// A step of the undo history: one that was taken back, or one that led to the text.
    Step(bool, Step),
    /// The digest of the text that an undo history belongs to.
    Digest(u64),
}

impl Record {
    /// Appends the bytes of the record.
    pub(super) fn encode(&self, out: &mut Vec<u8>) {
        match self {
            Self::Head(head) => encode_head(head, out),
            Self::Text(text) => {
                out.push(1);
                put_bytes(out, text.as_bytes());
            }
            Self::Change(revision, change) => {
                out.push(2);
                put(out, *revision);
                encode_change(change, out);
            }
            Self::Step(is_undone, step) => {
                out.push(3);
                out.push(u8::from(*is_undone));
                encode_step(step, out);
            }
            Self::Digest(digest) => {
                out.push(4);
                put(out, *digest);
            }
        }
    }

    /// Reads a record; nothing where the bytes are none, or are more than one.
    pub(super) fn decode(bytes: &[u8]) -> Option<Self> {
        let mut bytes = Bytes(bytes);
        let record = match bytes.byte()? {
            0 => Self::Head(decode_head(&mut bytes)?),
            1 => Self::Text(bytes.text()?),
            2 => Self::Change(bytes.number()?, decode_change(&mut bytes)?),
            3 => Self::Step(bytes.byte()? != 0, decode_step(&mut bytes)?),
            4 => Self::Digest(bytes.number()?),
            _ => return None,
        };
        bytes.0.is_empty().then_some(record)
    }
}

/// The records of an undo history.
pub(super) fn records_of(history: &History) -> impl Iterator<Item = Record> {
    let (done, undone) = history.steps();
    let done = done.iter().map(|step| Record::Step(false, step.clone()));
    done.chain(undone.iter().map(|step| Record::Step(true, step.clone())))
}

fn encode_head(head: &Head, out: &mut Vec<u8>) {
    out.push(0);
    out.extend(head.doc.to_bits().to_le_bytes());
    let path = head.path.as_ref().map(|path| path.as_os_str().as_encoded_bytes());
    out.push(u8::from(path.is_some()));
    put_bytes(out, path.unwrap_or_default());
    // Journals of older versions have 0 or 1 here, which is UTF-8.
    let mut numbered = (0_u8..).zip(Encoding::ALL);
    let encoding = numbered.find(|(_, encoding)| *encoding == head.encoding).map_or(0, |(number, _)| number);
    out.push(u8::from(head.based_on.is_some()) | (encoding << 1));
    put(out, head.based_on.unwrap_or(0));
    put(out, head.revision);
    put_selection(out, head.selection);
    put(out, head.n_bytes as u64);
    put(out, head.at_unix_millis);
}

fn decode_head(bytes: &mut Bytes<'_>) -> Option<Head> {
    let doc = DocId::from_bits(u128::from_le_bytes(bytes.take(16)?.try_into().ok()?));
    let has_path = bytes.byte()? != 0;
    let path = bytes.sized()?;
    let path = if has_path { Some(PathBuf::from(os_text(path)?)) } else { None };
    let flags = bytes.byte()?;
    let has_base = flags & 1 != 0;
    let encoding = *Encoding::ALL.get(usize::from(flags >> 1))?;
    let base = bytes.number()?;
    Some(Head {
        doc,
        path,
        based_on: has_base.then_some(base),
        encoding,
        revision: bytes.number()?,
        selection: bytes.selection()?,
        n_bytes: bytes.size()?,
        at_unix_millis: bytes.number()?,
    })
}

#[cfg(unix)]
fn os_text(bytes: &[u8]) -> Option<&OsStr> {
    use std::os::unix::ffi::OsStrExt as _;
    // A name never holds a zero byte.
    (!bytes.contains(&0)).then(|| OsStr::from_bytes(bytes))
}

#[cfg(not(unix))]
fn os_text(bytes: &[u8]) -> Option<&OsStr> {
    std::str::from_utf8(bytes).ok().map(OsStr::new)
}

fn encode_change(change: &Change, out: &mut Vec<u8>) {
    match change.act {
        Act::Edit { kind, before, at_millis } => {
            out.push(kind_as_byte(kind));
            put_selection(out, before);
            put(out, at_millis);
        }
        Act::Undo => out.push(10),
        Act::Redo => out.push(11),
    }
    put_edits(out, &change.edits);
    put_selection(out, change.selection);
}

fn decode_change(bytes: &mut Bytes<'_>) -> Option<Change> {
    let act = match bytes.byte()? {
        10 => Act::Undo,
        11 => Act::Redo,
        kind => {
            let kind = kind_of_byte(kind)?;
            Act::Edit { kind, before: bytes.selection()?, at_millis: bytes.number()? }
        }
    };
    Some(Change { act, edits: bytes.edits()?, selection: bytes.selection()? })
}

fn encode_step(step: &Step, out: &mut Vec<u8>) {
    put_edits(out, &step.made);
    put_edits(out, &step.inverse);
    put_selection(out, step.before);
    put_selection(out, step.after);
    out.push(kind_as_byte(step.kind));
    put(out, step.at_millis);
}

fn decode_step(bytes: &mut Bytes<'_>) -> Option<Step> {
    Some(Step {
        made: bytes.edits()?,
        inverse: bytes.edits()?,
        before: bytes.selection()?,
        after: bytes.selection()?,
        kind: kind_of_byte(bytes.byte()?)?,
        at_millis: bytes.number()?,
    })
}

fn kind_as_byte(kind: EditKind) -> u8 {
    match kind {
        EditKind::Typing => 0,
        EditKind::Deleting => 1,
        EditKind::Other => 2,
    }
}

fn kind_of_byte(byte: u8) -> Option<EditKind> {
    match byte {
        0 => Some(EditKind::Typing),
        1 => Some(EditKind::Deleting),
        2 => Some(EditKind::Other),
        _ => None,
    }
}

fn put(out: &mut Vec<u8>, number: u64) {
    out.extend(number.to_le_bytes());
}

fn put_bytes(out: &mut Vec<u8>, bytes: &[u8]) {
    put(out, bytes.len() as u64);
    out.extend(bytes);
}

fn put_selection(out: &mut Vec<u8>, selection: Selection) {
    put(out, selection.anchor as u64);
    put(out, selection.head as u64);
}

fn put_edits(out: &mut Vec<u8>, edits: &[Edit]) {
    put(out, edits.len() as u64);
    for edit in edits {
        put(out, edit.span.start as u64);
        put(out, edit.span.end as u64);
        put_bytes(out, edit.replacement.as_bytes());
    }
}

/// Bytes that are read from their beginning.
struct Bytes<'b>(&'b [u8]);

impl<'b> Bytes<'b> {
    fn take(&mut self, n_bytes: usize) -> Option<&'b [u8]> {
        let (taken, rest) = self.0.split_at_checked(n_bytes)?;
        self.0 = rest;
        Some(taken)
    }

    fn byte(&mut self) -> Option<u8> {
        self.take(1).map(|taken| taken[0])
    }

    fn number(&mut self) -> Option<u64> {
        self.take(8)?.try_into().ok().map(u64::from_le_bytes)
    }

    fn size(&mut self) -> Option<usize> {
        usize::try_from(self.number()?).ok()
    }

    fn sized(&mut self) -> Option<&'b [u8]> {
        let n_bytes = self.size()?;
        self.take(n_bytes)
    }

    fn text(&mut self) -> Option<String> {
        std::str::from_utf8(self.sized()?).ok().map(str::to_owned)
    }

    fn selection(&mut self) -> Option<Selection> {
        Some(Selection { anchor: self.size()?, head: self.size()? })
    }

    fn edits(&mut self) -> Option<Vec<Edit>> {
        let n_edits = self.size()?;
        let edit = |bytes: &mut Self| {
            let (start, end) = (bytes.size()?, bytes.size()?);
            (start <= end).then_some(())?;
            Some(Edit::replace(Span::new(start, end), bytes.text()?))
        };
        // Collected one by one: a number that is wrong asks for no memory.
        (0..n_edits).map(|_| edit(self)).collect()
    }
}
