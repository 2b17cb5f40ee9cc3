//! What other programs write to the file of an open brief.

use std::io::ErrorKind;

use crate::session::clock::wall_time;
use crate::session::difference::difference;
use crate::session::digest::digest;
use crate::session::document::sealed::OnDisk;
use crate::session::document::{FileState, Session};
use crate::session::draft::Change;
use crate::session::merge::{Part, compare};
use crate::session::writable::is_write_protected;
use crate::session::{Encoding, Files, OpenError};
use crate::text::{Edit, EditKind, Selection};

impl Session {
    /// Whether the file holds something else than it did when it was read or written last.
    pub fn is_changed_on_disk(&self, files: &dyn Files) -> bool {
        let Some(path) = &self.path else { return false };
        // A file that is gone can be written anew.
        files.read(path, u64::MAX).is_ok_and(|bytes| Some(digest(&bytes)) != self.on_disk)
    }

    /// What became of the file, as it was looked at last.
    pub fn file_state(&self) -> FileState {
        self.state
    }

    /// Looks whether the file is still there and may be written; says whether that is another than before.
    pub fn look_at_file(&mut self) -> bool {
        let state = self.state_now();
        std::mem::replace(&mut self.state, state) != state
    }

    /// Whether [`Session::look_at_file`] would find something new.
    pub fn is_file_state_new(&self) -> bool {
        self.state_now() != self.state
    }

    fn state_now(&self) -> FileState {
        match self.path.as_deref().map(|path| (path, std::fs::metadata(path))) {
            None => FileState::Usual,
            Some((path, Ok(_))) if is_write_protected(path) => FileState::ReadOnly,
            Some((_, Ok(_))) => FileState::Usual,
            // One that was never written, or that a folder on another machine does not show just now, is not gone.
            Some((_, Err(err))) if err.kind() == ErrorKind::NotFound && self.on_disk.is_some() => {
                FileState::Gone
            }
            Some((_, Err(_))) => self.state,
        }
    }

    /// Whether the file is there and holds what it did when it was read or written last.
    pub fn is_in_file(&self, files: &dyn Files) -> bool {
        let bytes = self.path.as_ref().and_then(|path| files.read(path, u64::MAX).ok());
        bytes.is_some_and(|bytes| Some(digest(&bytes)) == self.on_disk)
    }

    /// Takes in what another program has written to the file, as one change of the part that differs. The file holds
    /// the text from then on.
    ///
    /// # Errors
    /// The file cannot be read, or is not UTF-8.
    pub fn read_changes(
        &mut self,
        files: &dyn Files,
        selection: Selection,
        now_millis: u64,
    ) -> Result<Option<Change>, OpenError> {
        if self.path.is_none() {
            return Ok(None);
        }
        let OnDisk { text: theirs, digest: on_disk, encoding } = self.read_file(files)?;
        self.encoding = encoding;
        let edit = difference(self.text(), &theirs);
        let mut span = selection.span();
        let head = if edit.carry(&mut span) { span.end } else { edit.span.start };
        let is_same = edit.span.is_empty() && edit.replacement.is_empty();
        let after = Selection::at(head);
        let change =
            if is_same { None } else { self.edit(&[edit], (selection, after), EditKind::Other, now_millis) };
        self.saved = Some(self.revision);
        self.accept_disk(theirs, on_disk);
        Ok(change)
    }

    /// The file is known to hold a text of another program: it is what the next save may replace. What is open stays
    /// as it is. `on_disk` is the digest of the file's bytes.
    pub fn accept_disk(&mut self, theirs: String, on_disk: u64) {
        self.on_disk = Some(on_disk);
        self.base = Some((theirs, wall_time().unix_millis));
    }

    /// How the letters of the file are written.
    pub fn encoding(&self) -> Encoding {
        self.encoding
    }

    /// From now on, the file is to be written in UTF-8: it is no longer as it should be.
    pub fn use_utf8(&mut self) {
        if self.encoding != Encoding::Utf8 {
            (self.encoding, self.saved, self.base) = (Encoding::Utf8, None, None);
        }
    }

    /// The text that the file held when it was read or written last, and since when, in milliseconds since 1970.
    pub fn base(&self) -> Option<(&str, u64)> {
        self.base.as_ref().map(|(text, at_unix_millis)| (text.as_str(), *at_unix_millis))
    }

    /// The edit that makes this text of the one that is open.
    pub fn edit_to(&self, text: &str) -> Edit {
        difference(self.text(), text)
    }

    /// Brings the text that the file holds and what is open together, by blocks; with the digest of the file's bytes.
    ///
    /// # Errors
    /// The file cannot be read, or is not UTF-8.
    pub fn compare_disk(&self, files: &dyn Files) -> Result<((String, u64), Vec<Part>), OpenError> {
        let OnDisk { text: theirs, digest: on_disk, .. } = self.read_file(files)?;
        let parts = compare(self.base.as_ref().map(|(text, _)| text.as_str()), self.text(), &theirs);
        Ok(((theirs, on_disk), parts))
    }
}
