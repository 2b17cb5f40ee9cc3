//! The file of one document: written whole, then appended to; sealed where the brief is.

use std::fs;
use std::io;
use std::path::Path;

use crate::session::clock::wall_time;
use crate::session::draft::Change;
use crate::session::history::History;
use crate::session::identity::DocId;
use crate::session::journal::Document;
use crate::session::journal::codec::{Head, Record};
use crate::session::journal::folder::{undo_path, write_new};
use crate::session::journal::log;
use crate::session::journal::sealed::{append_part, is_sealed_file, load_sealed_undo, sealed_file};
use crate::session::journal::snapshot::{read_undo, snapshot, undo_file};
use crate::session::seal::Seal;
use crate::session::volume::{OpenFile, Volume};

/// The file to which changes of a document are appended.
#[derive(Debug)]
pub(super) struct Log {
    file: OpenFile,
    seal: Option<Seal>,
    n_records: u64,
    /// How much was appended to the whole text, in bytes.
    pub(super) n_appended: u64,
}

impl Log {
    pub(super) fn append(&mut self, changes: &[(u64, Change)]) -> io::Result<()> {
        // To a file that somebody has removed, writing succeeds and keeps nothing.
        if !self.file.is_named() {
            return Err(io::ErrorKind::NotFound.into());
        }
        let mut bytes = Vec::new();
        for (revision, change) in changes {
            log::append(&mut bytes, self.n_records, &Record::Change(*revision, change.clone()));
            self.n_records += 1;
        }
        if let Some(seal) = &self.seal {
            let plain = std::mem::take(&mut bytes);
            append_part(&mut bytes, seal, &plain)?;
        }
        self.n_appended += bytes.len() as u64;
        self.file.write(&bytes)?;
        self.file.sync()
    }
}

/// Writes the text with its undo history to new files and puts them in the place of those before.
pub(super) fn write_whole(
    (doc, document): (DocId, &Document),
    seal: Option<&Seal>,
    file: &Path,
    volume: &Volume,
) -> io::Result<Log> {
    let draft = &document.draft;
    let head = Head {
        doc,
        path: document.path.clone(),
        based_on: document.based_on,
        encoding: document.encoding,
        revision: draft.revision,
        selection: draft.selection,
        n_bytes: draft.text.len(),
        at_unix_millis: wall_time().unix_millis,
    };
    let (bytes, n_records) = snapshot(&head, &draft.text);
    let place = document.path.as_deref();
    let undo = closed(undo_file(&draft.history, &draft.text), seal, place)?;
    // Of an older text than the one beside it, an undo history is passed over.
    write_new(&file.with_extension("undo"), &undo, volume)?;
    let file = write_new(file, &closed(bytes, seal, place)?, volume)?;
    Ok(Log { file, seal: seal.cloned(), n_records, n_appended: 0 })
}

/// The bytes of a file as they are written: sealed where the brief is.
pub(super) fn closed(bytes: Vec<u8>, seal: Option<&Seal>, brief_path: Option<&Path>) -> io::Result<Vec<u8>> {
    match seal {
        Some(seal) => sealed_file(seal, brief_path, &bytes),
        None => Ok(bytes),
    }
}

/// Reads the undo history that was kept of a saved brief, if it belongs to this text.
pub(in crate::session) fn load_undo(
    folder: &Path,
    brief_path: &Path,
    text: &str,
    seal: Option<&Seal>,
) -> Option<History> {
    let bytes = fs::read(undo_path(folder, brief_path)).ok()?;
    match seal {
        Some(seal) if is_sealed_file(&bytes) => load_sealed_undo(&bytes, seal, text),
        _ => read_undo(&bytes, text),
    }
}
