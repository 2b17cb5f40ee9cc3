//! The writing of a brief to its file, apart from the session, so that a thread can do it while somebody types.

use std::path::PathBuf;

use crate::session::digest::digest;
use crate::session::identity::DocId;
use crate::session::store::store_brief;
use crate::session::{StoreError, Writing};

/// Why a brief was not saved. Its text is as it was.
#[derive(Debug, thiserror::Error)]
pub enum SaveError {
    /// Another program has changed the file.
    #[error(
        "{path} was changed by another program and was not overwritten; save under another name, or overwrite it"
    )]
    ChangedOnDisk {
        /// The file.
        path: String,
    },
    /// The brief has no file yet.
    #[error("the brief has no name yet; choose one")]
    NoName,
    /// The file cannot be written.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// A text that is to be written to a file.
#[derive(Debug)]
pub struct SaveTask {
    pub(super) doc: DocId,
    pub(super) revision: u64,
    pub(super) path: PathBuf,
    /// The digest of what the file must hold; nothing where it may hold anything.
    pub(super) based_on: Option<u64>,
    pub(super) text: String,
}

/// What became of it.
#[derive(Debug)]
pub struct SaveOutcome {
    /// Which document it was.
    pub doc: DocId,
    /// Which state of its text.
    pub revision: u64,
    /// The file.
    pub path: PathBuf,
    /// What was to be written.
    pub text: String,
    pub(super) own: u64,
    pub(super) is_in_place: bool,
    pub(super) result: Result<(), SaveError>,
}

impl SaveTask {
    /// Writes the file. It may take as long as the disk does.
    pub fn run(self, writing: &Writing) -> SaveOutcome {
        let Self { doc, revision, path, based_on, text } = self;
        let bytes = text.as_bytes();
        let own = digest(bytes);
        let result = store_brief(&path, bytes, based_on, writing).map_err(|err| match err {
            StoreError::Changed { path } => SaveError::ChangedOnDisk { path },
            err => err.into(),
        });
        let is_in_place = result.is_ok() || std::fs::read(&path).is_ok_and(|there| digest(&there) == own);
        SaveOutcome { doc, revision, path, text, own, is_in_place, result }
    }
}

impl SaveOutcome {
    /// Why the file was not written, if it was not.
    pub fn problem(&self) -> Option<&SaveError> {
        self.result.as_ref().err()
    }
}
