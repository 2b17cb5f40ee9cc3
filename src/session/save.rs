//! The writing of a brief to its file, apart from the session, so that a thread can do it while somebody types.

use std::path::{Path, PathBuf};

use unicode_segmentation::UnicodeSegmentation as _;

use crate::session::digest::digest;
use crate::session::encoding::{Encoding, NoLetter};
use crate::session::identity::DocId;
use crate::session::seal::{Seal, SealError, is_sealed};
use crate::session::store::store_brief;
use crate::session::{StoreError, Writing};
use crate::text::Message;

/// Why a brief was not saved. Its text is as it was.
#[derive(Debug, thiserror::Error)]
pub enum SaveError {
    /// Another program has changed the file.
    #[error(
        "{path} was changed by another program and was not overwritten; save under another name, or overwrite it"
    )]
    ChangedOnDisk {
        /// The file.
        path: String,
    },
    /// The brief has no file yet.
    #[error("the brief has no name yet; choose one")]
    NoName,
    /// It cannot be sealed.
    #[error("{path} was not written: {reason}")]
    Unsealed {
        /// The file.
        path: String,
        /// Why it cannot be sealed.
        reason: SealError,
    },
    /// It holds a letter that the encoding of its file lacks.
    #[error(
        "{path} was not written: {} has no letter “{letter}” (U+{code:04X}, line {line}); change it, or save the brief in UTF-8",
        .encoding.name()
    )]
    NoLetter {
        /// The file.
        path: String,
        /// How its letters are written.
        encoding: Encoding,
        /// The letter, with what it stands on.
        letter: String,
        /// Its number in Unicode.
        code: u32,
        /// The line, from 1.
        line: usize,
    },
    /// The file cannot be written.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl SaveError {
    /// What the user is told.
    pub fn message(&self) -> Message {
        let ja = match self {
            Self::ChangedOnDisk { path } => format!(
                "{path} は他のプログラムで変更されたため、上書きしませんでした。別の名前で保存するか、上書きしてください"
            ),
            Self::NoName => "資料にまだ名前がありません。名前を付けてください".to_owned(),
            Self::Unsealed { path, reason } => {
                format!("{path} に書き込みませんでした：{}", reason.message().ja)
            }
            Self::NoLetter { path, encoding, letter, code, line } => format!(
                "{path} に書き込みませんでした：{} には「{letter}」（U+{code:04X}、{line} 行目）がありません。別の字にするか、UTF-8 で保存してください",
                encoding.name()
            ),
            Self::Store(err) => return err.message(),
        };
        Message { en: self.to_string(), ja }
    }
}

/// A text that is to be written to a file.
#[derive(Debug)]
pub struct SaveTask {
    pub(super) doc: DocId,
    pub(super) revision: u64,
    pub(super) path: PathBuf,
    /// The digest of what the file must hold; nothing where it may hold anything.
    pub(super) based_on: Option<u64>,
    pub(super) text: String,
    pub(super) seal: Option<Seal>,
    /// How its letters are to be written.
    pub(super) encoding: Encoding,
}

/// What became of it.
#[derive(Debug)]
pub struct SaveOutcome {
    /// Which document it was.
    pub doc: DocId,
    /// Which state of its text.
    pub revision: u64,
    /// The file.
    pub path: PathBuf,
    /// What was to be written.
    pub text: String,
    pub(super) seal: Option<Seal>,
    pub(super) encoding: Encoding,
    pub(super) own: u64,
    pub(super) is_in_place: bool,
    pub(super) result: Result<(), SaveError>,
}

impl SaveTask {
    /// Writes the file. It may take as long as the disk does.
    pub fn run(self, writing: &Writing) -> SaveOutcome {
        let Self { doc, revision, path, based_on, text, seal, encoding } = self;
        let shown = || path.display().to_string();
        let sealed = |plain: Vec<u8>| match &seal {
            Some(seal) => seal.seal(&plain).map_err(|reason| SaveError::Unsealed { path: shown(), reason }),
            // A name that says it is sealed never stands for plain text.
            None if is_sealed(&path) => {
                Err(SaveError::Unsealed { path: shown(), reason: SealError::NothingToSealWith })
            }
            None => Ok(plain),
        };
        let plain = encoding.encode(&text).map_err(|none| no_letter(shown(), encoding, &text, none));
        let (own, result) = match plain.and_then(sealed) {
            Ok(bytes) => (digest(&bytes), store(&path, &bytes, based_on, writing)),
            Err(err) => (digest(text.as_bytes()), Err(err)),
        };
        let is_in_place = result.is_ok() || std::fs::read(&path).is_ok_and(|there| digest(&there) == own);
        SaveOutcome { doc, revision, path, text, seal, encoding, own, is_in_place, result }
    }
}

fn no_letter(path: String, encoding: Encoding, text: &str, none: NoLetter) -> SaveError {
    let NoLetter { letter, at } = none;
    let line = text[..at].matches('\n').count() + 1;
    // A mark is shown on the letter it belongs to.
    let around = text.grapheme_indices(true).take_while(|(start, _)| *start <= at);
    let shown = around.last().map_or_else(|| letter.to_string(), |(_, whole)| whole.to_owned());
    SaveError::NoLetter { path, encoding, letter: shown, code: letter.into(), line }
}

fn store(path: &Path, bytes: &[u8], based_on: Option<u64>, writing: &Writing) -> Result<(), SaveError> {
    store_brief(path, bytes, based_on, writing).map_err(|err| match err {
        StoreError::Changed { path } => SaveError::ChangedOnDisk { path },
        err => err.into(),
    })
}

impl SaveOutcome {
    /// Why the file was not written, if it was not.
    pub fn problem(&self) -> Option<&SaveError> {
        self.result.as_ref().err()
    }
}
