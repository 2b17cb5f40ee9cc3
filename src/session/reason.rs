//! Why the system refused something, in the words of the user.

use std::error::Error;
use std::{fmt, io};

use crate::text::{Message, message};

/// Why reading or writing failed, where it was this program that refused.
#[derive(Debug)]
struct Refused(Message);

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.en)
    }
}

impl Error for Refused {}

/// Makes an error of reading or writing that says why in every language.
pub(super) fn refused(kind: io::ErrorKind, message: Message) -> io::Error {
    io::Error::new(kind, Refused(message))
}

/// Why reading or writing failed, in words; what has no usual words is said as the system says it.
pub fn io_reason(err: &io::Error) -> Message {
    if let Some(Refused(message)) = err.get_ref().and_then(|inner| inner.downcast_ref()) {
        return message.clone();
    }
    let (en, ja) = match err.kind() {
        io::ErrorKind::NotFound => ("there is no such file or folder", "ファイル又はフォルダーがありません"),
        io::ErrorKind::PermissionDenied => ("permission denied", "権限がありません"),
        io::ErrorKind::AlreadyExists => ("something of that name is there", "同じ名前のものが既にあります"),
        io::ErrorKind::StorageFull => ("the disk is full", "ディスクの空きがありません"),
        io::ErrorKind::QuotaExceeded => {
            ("your share of the disk is used up", "使用できる容量を使い切っています")
        }
        io::ErrorKind::ReadOnlyFilesystem => ("the disk can only be read", "ディスクが読み取り専用です"),
        io::ErrorKind::IsADirectory => ("it is a folder", "フォルダーです"),
        io::ErrorKind::NotADirectory => ("it is no folder", "フォルダーではありません"),
        io::ErrorKind::FileTooLarge => ("the file is too large", "ファイルが大きすぎます"),
        io::ErrorKind::InvalidFilename => ("the name cannot be used", "使えない名前です"),
        io::ErrorKind::ResourceBusy | io::ErrorKind::ExecutableFileBusy => {
            ("another program is using it", "他のプログラムが使用中です")
        }
        io::ErrorKind::TimedOut
        | io::ErrorKind::StaleNetworkFileHandle
        | io::ErrorKind::HostUnreachable
        | io::ErrorKind::NetworkUnreachable
        | io::ErrorKind::NetworkDown => ("the network share does not answer", "共有フォルダーが応答しません"),
        io::ErrorKind::UnexpectedEof | io::ErrorKind::InvalidData => {
            // A reader of ours says more of it.
            let en = err.get_ref().map_or_else(|| "what it holds is damaged".to_owned(), ToString::to_string);
            return Message::new(en, "内容が壊れています");
        }
        _ => {
            let code = err.raw_os_error().map_or_else(String::new, |code| format!("（番号 {code}）"));
            return Message::new(err.to_string(), format!("システムのエラーです{code}"));
        }
    };
    Message::new(en, ja)
}

/// Why a file cannot be read, with the usual reasons in our own words.
pub(super) fn unread_reason(err: &io::Error) -> Message {
    match err.kind() {
        io::ErrorKind::NotFound => message!("there is no such file", "ファイルがありません"),
        io::ErrorKind::PermissionDenied if err.raw_os_error().is_some() => {
            message!("you may not read it", "読み取る権限がありません")
        }
        _ => io_reason(err),
    }
}

/// Why something cannot be written, and what to do about it.
pub fn write_reason(err: &io::Error) -> (Message, Message) {
    match err.kind() {
        io::ErrorKind::NotFound => (
            message!("its folder does not exist", "フォルダーがありません"),
            message!(
                "make the folder again, or choose another",
                "フォルダーを作り直すか、別の場所を選んでください"
            ),
        ),
        io::ErrorKind::PermissionDenied => {
            (message!("you may not write there", "書き込む権限がありません"), other_folder())
        }
        io::ErrorKind::ReadOnlyFilesystem => {
            (message!("the disk can only be read", "ディスクが読み取り専用です"), other_folder())
        }
        io::ErrorKind::StorageFull => {
            (message!("the disk is full", "ディスクの空きがありません"), make_room())
        }
        io::ErrorKind::QuotaExceeded => {
            (message!("your share of the disk is used up", "使用できる容量を使い切っています"), make_room())
        }
        io::ErrorKind::StaleNetworkFileHandle
        | io::ErrorKind::HostUnreachable
        | io::ErrorKind::NetworkUnreachable
        | io::ErrorKind::NetworkDown
        | io::ErrorKind::TimedOut => (
            message!("the network share does not answer", "共有フォルダーが応答しません"),
            message!(
                "look whether you are connected, or choose a folder on this machine",
                "接続を確認するか、この端末のフォルダーを選んでください"
            ),
        ),
        _ => (
            io_reason(err),
            message!(
                "check the disk, or choose a folder on another",
                "ディスクを確認するか、別のディスクを選んでください"
            ),
        ),
    }
}

fn other_folder() -> Message {
    message!("choose a folder that you may write to", "書き込めるフォルダーを選んでください")
}

fn make_room() -> Message {
    message!("make room, or choose another disk", "空きを作るか、別のディスクを選んでください")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_of_our_own_keeps_its_words_and_others_are_named_by_their_kind() {
        let own = refused(io::ErrorKind::Other, message!("it is a folder", "フォルダーです"));
        assert_eq!(io_reason(&own), Message::new("it is a folder", "フォルダーです"));
        assert_eq!(unread_reason(&io::ErrorKind::NotFound.into()).ja, "ファイルがありません");
        // Too many links from one to the next, which has no kind of its own that is stable.
        let odd = io::Error::from_raw_os_error(40);
        assert!(io_reason(&odd).ja.starts_with("システムのエラーです"), "{odd:?}");
    }
}
