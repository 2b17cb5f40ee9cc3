//! The text of a brief alone, out of the bytes of its file.

use std::path::Path;

use crate::session::Files;
use crate::session::encoding::{Encoding, decode_guessed, guess};
use crate::session::load::MAX_BRIEF_BYTES;
use crate::session::open_error::OpenError;
use crate::session::seal::{SealError, is_sealed};

/// Reads the text of a brief alone.
///
/// # Errors
/// The file cannot be read, or is not UTF-8.
pub fn read_text(path: &Path, files: &dyn Files) -> Result<String, OpenError> {
    decoded(path, &read_bytes(path, files)?, Encoding::Utf8)
}

/// Reads the bytes of a brief alone.
///
/// # Errors
/// The file cannot be read, or is sealed.
pub fn read_bytes(path: &Path, files: &dyn Files) -> Result<Vec<u8>, OpenError> {
    let bytes = files.read(path, MAX_BRIEF_BYTES).map_err(|err| OpenError::unreadable(path, &err))?;
    if is_sealed(path) {
        let path = path.display().to_string();
        return Err(OpenError::Sealed { path, reason: SealError::NeedsPassphrase });
    }
    Ok(bytes)
}

/// The text of bytes that were read from a file.
pub(in crate::session) fn decoded(
    path: &Path,
    bytes: &[u8],
    encoding: Encoding,
) -> Result<String, OpenError> {
    let shown = || path.display().to_string();
    if encoding != Encoding::Utf8 {
        return encoding.decode(bytes).ok_or_else(|| OpenError::NotInEncoding { path: shown(), encoding });
    }
    // English in UTF-16 is UTF-8 as well, with zeros between its letters.
    if let Some(guess) = guess(bytes).filter(|guess| *guess != Encoding::Utf8) {
        return Err(OpenError::OtherEncoding { path: shown(), guess });
    }
    encoding.decode(bytes).ok_or_else(|| {
        let at = std::str::from_utf8(bytes).map_or_else(|err| err.valid_up_to(), str::len);
        OpenError::NotUtf8 { path: shown(), at }
    })
}

/// The text of a table of figures. Spreadsheets in Japan write theirs in `Shift_JIS` without a word.
pub fn table_text(bytes: &[u8]) -> String {
    decode_guessed(bytes).unwrap_or_else(|| String::from_utf8_lossy(bytes).into_owned())
}
