//! What the journal is told of documents, and what it tells of them.

use std::path::PathBuf;

use crate::session::draft::Draft;
use crate::session::encoding::Encoding;
use crate::session::identity::DocId;
use crate::text::Message;

/// Whether the text is safe.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Protection {
    /// The file holds it.
    Saved,
    /// The file does not, and it is on its way to where it outlives a crash.
    Pending,
    /// The file does not, but all that is older than a second outlives a crash.
    Protected,
    /// It would be lost; the words say why.
    NotProtected(Message),
}

/// A document that the journal is told of.
#[derive(Debug)]
pub struct Begun {
    /// The document.
    pub doc: DocId,
    /// Its file; nothing where it has none yet.
    pub path: Option<PathBuf>,
    /// The digest of what its file holds.
    pub based_on: Option<u64>,
    /// How the letters of its file are written.
    pub encoding: Encoding,
    /// Its text.
    pub draft: Draft,
    /// Whether its file holds the text: then nothing is written until it is changed.
    pub is_saved: bool,
    /// A journal that a program left behind and that this one continues: it goes once the text is written anew.
    pub continues: Option<PathBuf>,
}

/// What became of the changes of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// The document.
    pub doc: DocId,
    /// The newest state that is on the disk, or was to be.
    pub revision: u64,
    /// Why it could not be written.
    pub result: Result<(), Message>,
}
