//! The dictionaries of English that this system has.

use std::path::{Path, PathBuf};

use crate::check::DictionaryFiles;
use crate::session::{Disk, Files as _};

/// The largest file of a dictionary that is read.
const MAX_BYTES: u64 = 20_000_000;

/// Reads the dictionaries of British and American English, each from the first folder that has it.
pub fn english_dictionaries() -> Vec<DictionaryFiles> {
    ["en_GB", "en_US"].into_iter().filter_map(read).collect()
}

fn read(name: &str) -> Option<DictionaryFiles> {
    folders().iter().find_map(|folder| {
        let part = |extension: &str| text(&folder.join(format!("{name}.{extension}")));
        Some(DictionaryFiles { rules: part("aff")?, words: part("dic")? })
    })
}

/// Where systems keep them, the user's own first.
fn folders() -> Vec<PathBuf> {
    let home = std::env::var_os("HOME").map(|home| Path::new(&home).join(".local/share/hunspell"));
    let shared =
        ["/usr/local/share/hunspell", "/usr/share/hunspell", "/usr/share/myspell/dicts", "/Library/Spelling"];
    home.into_iter().chain(shared.into_iter().map(PathBuf::from)).collect()
}

fn text(path: &Path) -> Option<String> {
    String::from_utf8(Disk.read(path, MAX_BYTES).ok()?).ok()
}
