//! A sealed brief as it is opened: its text, how it is sealed, and what a crash left of it.

use std::path::Path;

use crate::session::clock::wall_time;
use crate::session::digest::digest;
use crate::session::document::Session;
use crate::session::files::folder_of;
use crate::session::journal::{Recovered, known_key, recover_sealed};
use crate::session::load::{MAX_BRIEF_BYTES, decoded, reload_promptly};
use crate::session::seal::{Keyring, Seal, SealError, is_sealed, needs_passphrase};
use crate::session::{Disk, Encoding, Files, OpenError, read_bytes, references};
use crate::text::LineIndex;

/// A sealed brief that was opened.
pub struct OpenedSealed {
    /// The brief, as its file holds it.
    pub session: Session,
    /// Its text that was not saved when the program last ended.
    pub left: Option<Recovered>,
}

/// Opens a sealed brief, and what a crash left of it in the state folder. It takes as long as a passphrase is made to
/// take, so a thread does it where there is a window.
///
/// # Errors
/// The file cannot be read, the keyring does not open it, or what it holds is not UTF-8.
pub fn open_sealed(
    path: &Path,
    keyring: &Keyring,
    state_folder: Option<&Path>,
) -> Result<OpenedSealed, OpenError> {
    let shown = path.display().to_string();
    let bytes = Disk.read(path, MAX_BRIEF_BYTES).map_err(|err| OpenError::unreadable(path, &err))?;
    let known_key = state_folder.and_then(|folder| known_key(folder, path));
    let opened = Seal::open(&bytes, (keyring, known_key.as_deref()), folder_of(path), &Disk);
    let (text, seal) = opened.map_err(|reason| OpenError::Sealed { path: shown.clone(), reason })?;
    let text = String::from_utf8(text)
        .map_err(|err| OpenError::NotUtf8 { path: shown, at: err.utf8_error().valid_up_to() })?;
    let (loaded, awaits_pictures) = reload_promptly(path, text.clone(), &Disk);
    let mut session = Session::new(loaded, Some(path.to_owned()));
    session.awaits_pictures = awaits_pictures;
    session.saved = Some(0);
    session.on_disk = Some(digest(&bytes));
    session.base = Some((text, wall_time().unix_millis));
    let left = state_folder.and_then(|folder| recover_sealed(folder, path, &seal));
    session.seal = Some(seal);
    Ok(OpenedSealed { session, left })
}

/// Makes the seal of a brief that is to be saved to a path.
///
/// # Errors
/// There is nothing to seal with, or a key is none.
pub fn seal_for(path: &Path, keyring: &Keyring) -> Result<Seal, SealError> {
    Seal::new(keyring, folder_of(path), &Disk)
}

/// Whether a passphrase is to be asked for before a sealed brief can be opened.
///
/// # Errors
/// The file cannot be read, or is no age file.
pub fn asks_passphrase(path: &Path) -> Result<bool, OpenError> {
    let bytes = Disk.read(path, MAX_BRIEF_BYTES).map_err(|err| OpenError::unreadable(path, &err))?;
    let sealed = |reason| OpenError::Sealed { path: path.display().to_string(), reason };
    needs_passphrase(&bytes).map_err(sealed)
}

/// What the file of a brief holds.
pub(super) struct OnDisk {
    /// Its text.
    pub text: String,
    /// The digest of its bytes.
    pub digest: u64,
    /// How its letters are written.
    pub encoding: Encoding,
}

/// How a file is written by now that was written so: another program may have made UTF-8 of it, which often can be
/// read as `Shift_JIS` as well and is nonsense then.
fn encoding_now(before: Encoding, bytes: &[u8]) -> Encoding {
    let is_before = || before.decode(bytes).is_some();
    let has_long = |text: &str| text.chars().any(|c| c.len_utf8() > 2);
    match std::str::from_utf8(bytes) {
        Ok(text) if !text.contains('\0') && (has_long(text) || !is_before()) => Encoding::Utf8,
        _ => before,
    }
}

impl Session {
    /// How the brief is sealed, if it is.
    pub fn seal(&self) -> Option<&Seal> {
        self.seal.as_ref()
    }

    /// Whether nothing of the brief may be shown in lists or lie open on the disk.
    pub fn is_sealed(&self) -> bool {
        self.seal.is_some() || self.path.as_deref().is_some_and(is_sealed)
    }

    /// Takes in the text that was not saved when the program last ended, over the one that the file holds.
    pub fn bring_back(&mut self, left: Recovered, files: &dyn Files) {
        let Recovered { based_on, draft, .. } = left;
        let is_in_file = draft.text == self.text();
        if !is_in_file {
            let path = self.path.clone().unwrap_or_default();
            let loaded;
            (loaded, self.awaits_pictures) = reload_promptly(&path, draft.text, files);
            self.loaded = loaded;
            self.lines = LineIndex::new(&self.loaded.text);
            self.references = references(&self.loaded.brief);
            if based_on != self.on_disk {
                // Another program has written the file since: the next save says so.
                (self.on_disk, self.base) = (based_on, None);
            }
        }
        self.revision = draft.revision;
        self.history = draft.history;
        self.history.close();
        self.saved = is_in_file.then_some(draft.revision);
    }

    /// What the file holds by now.
    pub(super) fn read_file(&self, files: &dyn Files) -> Result<OnDisk, OpenError> {
        let path = self.path.clone().unwrap_or_default();
        let Some(seal) = &self.seal else {
            let bytes = read_bytes(&path, files)?;
            let encoding = encoding_now(self.encoding, &bytes);
            return Ok(OnDisk { text: decoded(&path, &bytes, encoding)?, digest: digest(&bytes), encoding });
        };
        let shown = path.display().to_string();
        let bytes = files.read(&path, MAX_BRIEF_BYTES).map_err(|err| OpenError::unreadable(&path, &err))?;
        let text = seal.open_again(&bytes);
        let text = text.map_err(|reason| OpenError::Sealed { path: shown.clone(), reason })?;
        let not_text = |at| OpenError::NotUtf8 { path: shown, at };
        let text = String::from_utf8(text).map_err(|err| not_text(err.utf8_error().valid_up_to()))?;
        Ok(OnDisk { text, digest: digest(&bytes), encoding: Encoding::Utf8 })
    }
}
