//! Why a brief cannot be opened, in words.

use std::io;
use std::path::Path;

use crate::session::reason::unread_reason;
use crate::session::seal::SealError;
use crate::text::Message;

/// Why a brief cannot be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The file cannot be read.
    #[error("{path} cannot be opened: {}; check the name and that you may read it", .reason.en)]
    Unreadable {
        /// The file.
        path: String,
        /// What the system said.
        reason: Message,
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
        Self::Unreadable { path: path.display().to_string(), reason: unread_reason(err) }
    }

    /// What the user is told.
    pub fn message(&self) -> Message {
        let ja = match self {
            Self::Unreadable { path, reason } => {
                format!("{path} を開けません：{}。名前と読み取り権限を確認してください", reason.ja)
            }
            Self::NotUtf8 { path, at } => format!(
                "{path} は UTF-8 のテキストではありません（{at} バイト目を読み取れません）。UTF-8 で保存してからやり直してください"
            ),
            Self::Sealed { path, reason } => format!("{path} を開けません：{}", reason.message().ja),
        };
        Message { en: self.to_string(), ja }
    }
}
