//! Files of other programs made into briefs: read, and written beside their pictures without replacing anything.

use std::fs;
use std::path::{Path, PathBuf};

use crate::import::{Imported, import_markdown, import_office};
use crate::office::PackageError;
use crate::session::load::decoded;
use crate::session::reason::unread_reason;
use crate::session::{Disk, Encoding, OpenError, StoreError, Writing, guess, read_bytes, store_all};
use crate::text::{Message, message};

/// The endings of decks in Markdown that are read.
const DECKS: [&str; 4] = ["md", "markdown", "qmd", "rmd"];
/// The endings of files of Office that are read, templates and those with macros, which are not run, included.
pub const OFFICE_ENDINGS: [&str; 8] = ["docx", "docm", "dotx", "dotm", "pptx", "pptm", "ppsx", "potx"];
/// The endings of files of Office from before 2007.
const OLD_ENDINGS: [&str; 6] = ["doc", "dot", "ppt", "pps", "pot", "rtf"];
/// The largest file of Office that is read.
const MAX_BYTES: u64 = 200_000_000;
/// How many names are tried for the folder of the pictures.
const MAX_FOLDERS: usize = 1_000;

/// Why a file could not be made into a brief.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// It is nothing that is read.
    #[error(
        "{path} is neither Word, PowerPoint nor a deck in Markdown ({endings}); save it as one of them first"
    )]
    Unknown {
        /// The file.
        path: String,
        /// What is read.
        endings: String,
    },
    /// It cannot be read.
    #[error("{path} cannot be read: {}", .reason.en)]
    Unreadable {
        /// The file.
        path: String,
        /// Why not.
        reason: Message,
    },
    /// A deck cannot be read.
    #[error(transparent)]
    Text(#[from] OpenError),
    /// The brief cannot be written.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl ImportError {
    /// What the user is told.
    pub fn message(&self) -> Message {
        let ja = match self {
            Self::Unknown { path, endings } => format!(
                "{path} は Word、PowerPoint、Markdown のスライドのいずれでもありません。先に {endings} のいずれかで保存してください"
            ),
            Self::Unreadable { path, reason } => format!("{path} を読み込めません：{}", reason.ja),
            Self::Text(err) => return err.message(),
            Self::Store(StoreError::Exists { path }) => {
                return message!(
                    "{path} is there already and is left as it is; choose another name",
                    "{path} は既にあるため、そのまま残しました。別の名前にしてください"
                );
            }
            Self::Store(err) => return err.message(),
        };
        Message { en: self.to_string(), ja }
    }
}

/// Makes a brief of a file, and writes it with its pictures in a folder beside it. Nothing is replaced, so what a deck
/// is written in is guessed where nobody says it.
///
/// # Errors
/// The file cannot be read or is of another sort, or the brief cannot be written; then nothing is left of it.
pub fn import_file(
    source: &Path,
    out: &Path,
    encoding: Option<Encoding>,
    writing: &Writing,
) -> Result<Imported, ImportError> {
    let (folder, name) = picture_folder(out);
    let imported = imported(source, &name, encoding)?;
    let mut files = vec![(out.to_owned(), imported.text.clone().into_bytes())];
    let pictures = imported.pictures.iter().map(|it| (folder.join(&it.name), it.bytes.clone()));
    files.extend(pictures);
    if files.len() == 1 {
        store_all(&files, false, writing)?;
        return Ok(imported);
    }
    // The folder has to be there before what lies in it; where the brief cannot be, it goes again.
    let is_free = out.symlink_metadata().is_err();
    if is_free && let Err(err) = fs::create_dir(&folder) {
        let (path, reason) = (folder.display().to_string(), unread_reason(&err));
        return Err(ImportError::Unreadable { path, reason });
    }
    store_all(&files, false, writing).inspect_err(|_| {
        if is_free {
            fs::remove_dir(&folder).ok();
        }
    })?;
    Ok(imported)
}

/// Whether a file is one of Office, by its name.
pub fn is_office(path: &Path) -> bool {
    OFFICE_ENDINGS.contains(&ending(path).as_str())
}

fn ending(path: &Path) -> String {
    path.extension().and_then(|ending| ending.to_str()).unwrap_or("").to_lowercase()
}

fn imported(source: &Path, folder: &str, encoding: Option<Encoding>) -> Result<Imported, ImportError> {
    let path = || source.display().to_string();
    let unreadable = |reason: Message| ImportError::Unreadable { path: path(), reason };
    if is_office(source) {
        let size = fs::metadata(source).map_err(|err| unreadable(unread_reason(&err)))?.len();
        if size > MAX_BYTES {
            return Err(unreadable(PackageError::TooLarge("more than 200 MB").message()));
        }
        let bytes = fs::read(source).map_err(|err| unreadable(unread_reason(&err)))?;
        return import_office(&bytes, folder).map_err(|err| unreadable(err.message()));
    }
    if OLD_ENDINGS.contains(&ending(source).as_str()) {
        return Err(unreadable(PackageError::Old.message()));
    }
    if !DECKS.contains(&ending(source).as_str()) {
        let endings = ["docx", "pptx"].iter().chain(&DECKS).copied().collect::<Vec<_>>().join(", ");
        return Err(ImportError::Unknown { path: path(), endings });
    }
    let bytes = read_bytes(source, &Disk)?;
    let text = decoded(source, &bytes, encoding.or_else(|| guess(&bytes)).unwrap_or_default())?;
    if let Some(at) = text.bytes().position(|byte| byte == 0) {
        return Err(unreadable(message!(
            "it is not text (byte {at} is no character); save it as Markdown first",
            "テキストではありません（{at} バイト目）。先に Markdown で保存してください"
        )));
    }
    Ok(import_markdown(&text))
}

/// A folder that is not there yet for the pictures of a brief, and what the brief calls it.
fn picture_folder(out: &Path) -> (PathBuf, String) {
    let stem = out.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    // A link has to be written without escapes that other programs may not know.
    let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    let stem: String = stem.chars().map(|c| if is_plain(c) { c } else { '-' }).collect();
    let names = (1..MAX_FOLDERS).map(|number| match number {
        1 => format!("{stem}-pictures"),
        _ => format!("{stem}-pictures-{number}"),
    });
    let mut folders = names.map(|name| (out.with_file_name(&name), name));
    let free = folders.find(|(folder, _)| folder.symlink_metadata().is_err());
    free.unwrap_or_else(|| (out.with_file_name("pictures"), "pictures".to_owned()))
}
