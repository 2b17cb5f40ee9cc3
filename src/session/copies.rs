//! The register of numbered copies: which file went to whom, and when. It stays on this machine.

use std::fs::File;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::brief::Reader;
use crate::release::{Copy, CopyNumber};
use crate::session::reason::write_reason;
use crate::session::sha256::sha256;
use crate::session::talks::append_lines;
use crate::session::{TalkError, load_json_lines, shown_time, state_folder, wall_time};
use crate::text::Message;

/// One copy that was written for somebody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NotedCopy {
    /// When, in the time of the place.
    pub time: String,
    /// The file.
    pub file: String,
    /// The brief it was made of.
    pub brief: String,
    /// Whose copy it is.
    pub reader: String,
    /// Its number among how many.
    pub copy: Option<(u32, u32)>,
    /// Who got it.
    pub to: Option<String>,
    /// The SHA-256 of the file, as other programs print it.
    pub sha256: String,
}

impl NotedCopy {
    /// A copy that was written just now.
    pub fn new((path, bytes): (&Path, &[u8]), brief: &Path, reader: Reader, copy: &Copy) -> Self {
        let shown =
            |path: &Path| std::path::absolute(path).unwrap_or_else(|_| path.to_owned()).display().to_string();
        Self {
            time: shown_time(wall_time().unix_millis),
            file: shown(path),
            brief: shown(brief),
            reader: reader.name().to_owned(),
            copy: copy.number.map(|CopyNumber { number, total }| (number, total)),
            to: copy.to.clone(),
            sha256: sha256(bytes),
        }
    }
}

/// Why copies could not be noted. Nothing is left of them in the register.
#[derive(Debug, thiserror::Error)]
pub enum RegisterError {
    /// There is nowhere to keep it.
    #[error(
        "a copy with a number or a name must be noted, and the system has no home folder for the register; set HOME"
    )]
    NoFolder,
    /// The system refused to write it.
    #[error(
        "a copy with a number or a name must be noted, and the register {path} cannot be written: {}; {}",
        .reason.en, .advice.en
    )]
    Unwritable {
        /// The register.
        path: String,
        /// What the system said.
        reason: Message,
        /// What to do about it.
        advice: Message,
    },
}

impl RegisterError {
    /// What the user is told.
    pub fn message(&self) -> Message {
        let ja = match self {
            Self::NoFolder => "番号又は宛名のある写しは配布先の記録が必要ですが、記録を置くホームフォルダーがありません。HOME を設定してください".to_owned(),
            Self::Unwritable { path, reason, advice } => format!(
                "番号又は宛名のある写しは配布先の記録が必要ですが、{path} に書き込めません：{}。{}",
                reason.ja, advice.ja
            ),
        };
        Message { en: self.to_string(), ja }
    }
}

/// Copies that stand in the register.
#[derive(Debug)]
pub struct Noted {
    /// The register.
    pub register: PathBuf,
    /// Its length before they were added, and behind them.
    lengths: (u64, u64),
}

impl Noted {
    /// Strikes the copies out again, since their files did not come to be. Where something was noted behind them,
    /// they stay: a copy too many in the register is better than one too few.
    pub fn take_back(self) {
        let (before, behind) = self.lengths;
        let Ok(file) = File::options().write(true).open(&self.register) else { return };
        if file.metadata().is_ok_and(|metadata| metadata.len() == behind) {
            file.set_len(before).and_then(|()| file.sync_data()).ok();
        }
    }
}

/// Adds copies to the register before their files get their names, so that no copy is about that is not in it.
///
/// # Errors
/// There is no folder for the register, or it cannot be written to.
pub fn note_copies(copies: &[NotedCopy]) -> Result<Noted, RegisterError> {
    let register = state_folder().ok_or(RegisterError::NoFolder)?.join("copies.jsonl");
    match append_lines(&register, copies) {
        Ok(lengths) => Ok(Noted { register, lengths }),
        Err(err) => {
            let (reason, advice) = write_reason(&err);
            Err(RegisterError::Unwritable { path: register.display().to_string(), reason, advice })
        }
    }
}

/// The copies in a register, in the order in which they were written.
///
/// # Errors
/// The register cannot be read.
pub fn noted_copies(register: &Path) -> Result<Vec<NotedCopy>, TalkError> {
    load_json_lines(register)
}
