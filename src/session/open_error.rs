//! Why a brief cannot be opened, in words.

use std::io;
use std::path::Path;

use crate::session::encoding::Encoding;
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
    /// The file is text in another encoding than UTF-8.
    #[error(
        "{path} is not in UTF-8; it seems to be in {}: name it, --encoding {}, or open it in the window, which asks",
        .guess.name(), .guess.id()
    )]
    OtherEncoding {
        /// The file.
        path: String,
        /// What it is likely to be in.
        guess: Encoding,
    },
    /// The file is not text in the encoding that was named.
    #[error("{path} is not text in {}; name another encoding, or none for UTF-8", .encoding.name())]
    NotInEncoding {
        /// The file.
        path: String,
        /// What was named.
        encoding: Encoding,
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
            Self::OtherEncoding { path, guess } => format!(
                "{path} は UTF-8 ではなく、{} のようです。--encoding {} を付けるか、ウィンドウで開いてください（確認の上で開けます）",
                guess.name(),
                guess.id()
            ),
            Self::NotInEncoding { path, encoding } => format!(
                "{path} は {} のテキストではありません。別の文字コードを指定するか、UTF-8 の場合は指定を外してください",
                encoding.name()
            ),
            Self::Sealed { path, reason } => format!("{path} を開けません：{}", reason.message().ja),
        };
        Message { en: self.to_string(), ja }
    }
}
