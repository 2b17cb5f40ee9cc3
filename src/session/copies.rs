//! The register of numbered copies: which file went to whom, and when. It stays on this machine.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::brief::Reader;
use crate::release::{Copy, CopyNumber};
use crate::session::sha256::sha256;
use crate::session::{TalkError, append_json_line, load_json_lines, shown_time, state_folder, wall_time};
use crate::text::message;

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

/// Adds a copy to the register, and says where it is.
///
/// # Errors
/// There is no folder for it, or it cannot be written to.
pub fn note_copy(copy: &NotedCopy) -> Result<PathBuf, TalkError> {
    let folder = state_folder().ok_or(TalkError::Unwritable(message!(
        "the system has no home folder",
        "ホームフォルダーがありません"
    )))?;
    let register = folder.join("copies.jsonl");
    append_json_line(&register, copy)?;
    Ok(register)
}

/// The copies in a register, in the order in which they were written.
///
/// # Errors
/// The register cannot be read.
pub fn noted_copies(register: &Path) -> Result<Vec<NotedCopy>, TalkError> {
    load_json_lines(register)
}
