//! Why a brief cannot be opened, in words.

use std::io;
use std::path::Path;

use crate::session::seal::SealError;

/// Why a brief cannot be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The file cannot be read.
    #[error("{path} cannot be opened: {reason}; check the name and that you may read it")]
    Unreadable {
        /// The file.
        path: String,
        /// What the system said.
        reason: String,
    },
    /// The file is not text in UTF-8.
    #[error("{path} is not UTF-8 text (byte {at} cannot be read); save it as UTF-8 and try again")]
    NotUtf8 {
        /// The file.
        path: String,
        /// The first byte that makes no character.
        at: usize,
    },
    /// The file is sealed, and was not opened.
    #[error("{path} cannot be opened: {reason}")]
    Sealed {
        /// The file.
        path: String,
        /// Why not.
        reason: SealError,
    },
}

impl OpenError {
    pub(super) fn unreadable(path: &Path, err: &io::Error) -> Self {
        Self::Unreadable { path: path.display().to_string(), reason: reason(err) }
    }
}

/// What the system said, in words that a reader of the message needs.
pub(super) fn reason(err: &io::Error) -> String {
    match err.kind() {
        io::ErrorKind::NotFound => "there is no such file".to_owned(),
        io::ErrorKind::PermissionDenied if err.raw_os_error().is_some() => "you may not read it".to_owned(),
        _ => err.to_string(),
    }
}
