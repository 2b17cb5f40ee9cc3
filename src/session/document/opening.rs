//! A brief as it is opened: from its file, whatever its letters are written in, or from what a crash left of it.

use std::path::{Path, PathBuf};

use crate::session::clock::wall_time;
use crate::session::digest::digest;
use crate::session::document::Session;
use crate::session::journal::Recovered;
use crate::session::load::{decoded, reload_promptly};
use crate::session::{Encoding, Files, OpenError, read_bytes};

impl Session {
    /// Opens a brief.
    ///
    /// # Errors
    /// The file cannot be read, or is not UTF-8.
    pub fn open(path: &Path, files: &dyn Files) -> Result<Self, OpenError> {
        Self::open_in(path, Encoding::Utf8, files)
    }

    /// Opens a brief whose letters are written in some other way. So they are when it is saved.
    ///
    /// # Errors
    /// The file cannot be read, or is not written so.
    pub fn open_in(path: &Path, encoding: Encoding, files: &dyn Files) -> Result<Self, OpenError> {
        let bytes = read_bytes(path, files)?;
        let (loaded, awaits_pictures) = reload_promptly(path, decoded(path, &bytes, encoding)?, files);
        let on_disk = Some(digest(&bytes));
        let mut session = Self::new(loaded, Some(path.to_owned()));
        session.encoding = encoding;
        session.awaits_pictures = awaits_pictures;
        session.saved = Some(0);
        session.on_disk = on_disk;
        session.base = Some((session.text().to_owned(), wall_time().unix_millis));
        session.look_at_file();
        Ok(session)
    }

    /// Opens text that was kept when the program last ended. Unless its file holds it after all, it is not saved.
    pub fn recovered(recovered: Recovered, files: &dyn Files) -> Self {
        let Recovered { path, based_on, draft, encoding, .. } = recovered;
        let shown = path.clone().unwrap_or_else(|| PathBuf::from("unnamed.md"));
        let in_file = path.as_deref().and_then(|path| files.read(path, u64::MAX).ok());
        let in_file = in_file.and_then(|bytes| Some((encoding.decode(&bytes)?, digest(&bytes))));
        let is_in_file = in_file.as_ref().is_some_and(|(text, _)| *text == draft.text);
        let (loaded, awaits_pictures) = reload_promptly(&shown, draft.text, files);
        let mut session = Self::new(loaded, path);
        session.awaits_pictures = awaits_pictures;
        session.revision = draft.revision;
        session.history = draft.history;
        session.history.close();
        session.encoding = encoding;
        let on_disk = in_file.as_ref().map(|(_, on_disk)| *on_disk);
        session.on_disk = if is_in_file { on_disk } else { based_on };
        session.saved = is_in_file.then_some(draft.revision);
        let is_base = |(_, on_disk): &(String, u64)| session.on_disk == Some(*on_disk);
        session.base = in_file.filter(is_base).map(|(text, _)| (text, wall_time().unix_millis));
        session
    }
}
