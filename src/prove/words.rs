//! What a proof says, for the user: what was found, and why a file cannot be read. Where in the file something stands
//! is said by whoever reads it.

use crate::prove::{Claimed, ReadError, Sort};
use crate::text::{Message, message};

/// What was found.
pub fn sort_words(sort: Sort) -> Message {
    match sort {
        Sort::Words => message!("private words", "非公開の文言"),
        Sort::Name => {
            message!("a name that stands only in private text", "非公開の部分にのみある名前")
        }
        Sort::Figure => {
            message!("a figure that stands only in private text", "非公開の部分にのみある数値")
        }
        Sort::Mark => message!("a marking that may not leave", "外部に出せない取扱表示"),
        Sort::Path => message!("a path on a machine", "端末上のパス"),
        Sort::User => message!("the name of a user", "利用者名"),
        Sort::Host => message!("the name of a machine", "端末名"),
    }
}

/// Why a file cannot be proved.
pub fn error_words(err: &ReadError) -> Message {
    let ja = match err {
        ReadError::Unknown => {
            "PDF、画像、テキスト、メール、Office のいずれのファイルでもなく、圧縮形式も不明です".to_owned()
        }
        ReadError::Damaged(format) => {
            let format = claimed_words(*format).ja;
            format!("{format}として読み込めません。壊れているか、パスワードで保護されています")
        }
        ReadError::TooLarge(most) => {
            format!("展開すると {most} MB を超えます。紙面ではあり得ない大きさです")
        }
    };
    Message::new(err.to_string(), ja)
}

/// What a file says it is.
pub(super) fn claimed_words(claimed: Claimed) -> Message {
    match claimed {
        Claimed::Pdf => message!("a PDF", "PDF ファイル"),
        Claimed::OpenPdf => message!("a PDF without a password", "パスワードのない PDF ファイル"),
        Claimed::Office => message!("an Office file", "Office ファイル"),
        Claimed::Unknown => message!("what its first bytes say", "先頭のデータが示す形式"),
    }
}
