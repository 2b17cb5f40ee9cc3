//! The text of a fact book that is being edited: read beside a brief, written only over what was read.

use std::io;
use std::path::{Path, PathBuf};

use crate::session::Files;
use crate::session::digest::digest;
use crate::session::encoding::Encoding;
use crate::session::files::folder_of;
use crate::session::identity::DocId;
use crate::session::reason::io_reason;
use crate::session::save::{SaveError, SaveOutcome, SaveTask};
use crate::text::Message;

/// The largest book that is edited.
const MAX_BYTES: u64 = 16_000_000;

/// Why a book cannot be edited.
#[derive(Debug, thiserror::Error)]
pub enum BookError {
    /// The file cannot be read.
    #[error("{path} cannot be read: {}; check that it lies beside the brief and that you may read it", .reason.en)]
    Unreadable {
        /// The file.
        path: String,
        /// What the system said.
        reason: Message,
    },
    /// The file is not text in UTF-8.
    #[error("{path} is not UTF-8 text; save it as UTF-8 and try again")]
    NotUtf8 {
        /// The file.
        path: String,
    },
}

impl BookError {
    /// What the user is told.
    pub fn message(&self) -> Message {
        let ja = match self {
            Self::Unreadable { path, reason } => format!(
                "{path} を読み込めません：{}。資料と同じフォルダーにあることと、読み取り権限を確認してください",
                reason.ja
            ),
            Self::NotUtf8 { path } => {
                format!("{path} は UTF-8 のテキストではありません。UTF-8 で保存してからやり直してください")
            }
        };
        Message { en: self.to_string(), ja }
    }
}

/// A fact book that is open to be edited, with the states that can be taken back.
#[derive(Clone, Debug)]
pub struct BookFile {
    id: DocId,
    path: PathBuf,
    text: String,
    on_disk: u64,
    revision: u64,
    undone: Vec<String>,
}

impl BookFile {
    /// Opens the book that a brief names; one that is not there yet is empty.
    ///
    /// # Errors
    /// The file cannot be read, lies outside the brief's folder, or is not UTF-8.
    pub fn open(brief: &Path, name: &str, files: &dyn Files) -> Result<Self, BookError> {
        let folder = folder_of(brief);
        let path = folder.join(name);
        let shown = || path.display().to_string();
        let bytes = match files.read_within(folder, name, MAX_BYTES) {
            Ok(bytes) => bytes,
            Err(err) if err.kind() == io::ErrorKind::NotFound && is_plain(name) => Vec::new(),
            Err(err) => return Err(BookError::Unreadable { path: shown(), reason: io_reason(&err) }),
        };
        let on_disk = digest(&bytes);
        let text = String::from_utf8(bytes).map_err(|_| BookError::NotUtf8 { path: shown() })?;
        Ok(Self { id: DocId::new(), path, text, on_disk, revision: 0, undone: Vec::new() })
    }

    /// What tells this book from every document.
    pub fn id(&self) -> DocId {
        self.id
    }

    /// Where it lies.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Its text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Grows with each change of the text.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// Takes a new text. The one before can be had back.
    pub fn change(&mut self, text: String) {
        self.undone.push(std::mem::replace(&mut self.text, text));
        self.revision += 1;
    }

    /// Whether a change can be taken back.
    pub fn can_undo(&self) -> bool {
        !self.undone.is_empty()
    }

    /// Takes back the last change; returns whether there was one.
    pub fn undo(&mut self) -> bool {
        let Some(text) = self.undone.pop() else { return false };
        self.text = text;
        self.revision += 1;
        true
    }

    /// The writing of the text to the book's file, unless another program has changed that.
    pub fn save_task(&self) -> SaveTask {
        let (doc, revision, path) = (self.id, self.revision, self.path.clone());
        SaveTask {
            doc,
            revision,
            path,
            based_on: Some(self.on_disk),
            text: self.text.clone(),
            seal: None,
            encoding: Encoding::Utf8,
        }
    }

    /// Takes in what became of a writing.
    ///
    /// # Errors
    /// It failed; the file is as it was.
    pub fn apply_save(&mut self, outcome: SaveOutcome) -> Result<(), SaveError> {
        if outcome.is_in_place {
            self.on_disk = outcome.own;
        }
        outcome.result
    }
}

/// Whether a name leads nowhere but into the folder itself, so that a file may be made of it.
fn is_plain(name: &str) -> bool {
    !name.is_empty() && !name.contains(['/', '\\', ':']) && !name.starts_with('.')
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::session::{Disk, Writing};

    #[test]
    fn a_book_is_written_only_over_what_was_read() {
        let folder = tempfile::tempdir().expect("a folder");
        let (brief, file) = (folder.path().join("brief.md"), folder.path().join("facts.toml"));
        let mut book = BookFile::open(&brief, "facts.toml", &Disk).expect("none yet is an empty one");
        book.change("[[fact]]\n".to_owned());
        let outcome = book.save_task().run(&Writing::default());
        book.apply_save(outcome).expect("written");
        book.change("# mine\n".to_owned());
        fs::write(&file, "# theirs\n").expect("written");
        let outcome = book.save_task().run(&Writing::default());
        assert!(matches!(book.apply_save(outcome), Err(SaveError::ChangedOnDisk { .. })));
        assert_eq!(fs::read_to_string(&file).expect("read"), "# theirs\n");
        assert!(book.undo() && book.undo() && !book.undo());
        assert_eq!(book.text(), "");
    }

    #[test]
    fn no_book_outside_the_folder_is_opened_or_made() {
        let folder = tempfile::tempdir().expect("a folder");
        let inner = folder.path().join("inner");
        fs::create_dir(&inner).expect("a folder");
        fs::write(folder.path().join("facts.toml"), "").expect("written");
        for name in ["../facts.toml", "/etc/hostname", "../new.toml", "a/b.toml", ""] {
            assert!(BookFile::open(&inner.join("brief.md"), name, &Disk).is_err(), "{name}");
        }
    }
}
