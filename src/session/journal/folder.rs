//! The folder of the journal: its lock, files written whole or not at all, and how many of them stay.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use etcetera::{AppStrategy as _, AppStrategyArgs, choose_app_strategy};

use crate::session::digest::digest;
use crate::session::volume::{Access, OpenFile, Volume};

/// How many undo histories of saved briefs are kept, and how much they may take, in bytes.
const MAX_UNDO_FILES: usize = 200;
const MAX_UNDO_BYTES: u64 = 100_000_000;

/// Writes a private file whole or not at all, and leaves it open.
pub(super) fn write_new(path: &Path, bytes: &[u8], volume: &Volume) -> io::Result<OpenFile> {
    let mut name = path.as_os_str().to_owned();
    name.push(".new");
    let temporary = PathBuf::from(name);
    // What an earlier try left is nobody's.
    if temporary.symlink_metadata().is_ok() {
        volume.remove(&temporary)?;
    }
    let mut file = volume.create(&temporary, Access::Private)?;
    let written = file.write(bytes).and_then(|()| file.sync()).and_then(|()| volume.rename(&temporary, path));
    if let Err(err) = written {
        volume.remove(&temporary).ok();
        return Err(err);
    }
    file.renamed(path.to_owned());
    volume.sync_folder(path.parent().unwrap_or(Path::new(".")))?;
    Ok(file)
}

/// Removes a journal and the undo history beside it.
pub(super) fn remove_pair(volume: &Volume, file: &Path) {
    for path in [file.to_owned(), file.with_extension("undo")] {
        if path.symlink_metadata().is_ok() {
            volume.remove(&path).ok();
        }
    }
}

/// Makes the folder and a lock of one's own in it.
pub(super) fn lock(folder: &Path, instance: &str, volume: &Volume) -> io::Result<File> {
    volume.create_private_folder(folder)?;
    // No two programs have the same lock: it must not be there yet.
    let lock = File::create_new(folder.join(format!("{instance}.lock")))?;
    lock.lock()?;
    Ok(lock)
}

/// Removes the oldest undo histories where there are too many.
pub(super) fn prune(folder: &Path, volume: &Volume) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    let mut files: Vec<(SystemTime, u64, PathBuf)> = entries
        .flatten()
        .filter_map(|entry| {
            let metadata = entry.metadata().ok()?;
            Some((metadata.modified().ok()?, metadata.len(), entry.path()))
        })
        .collect();
    files.sort_by_key(|(modified, ..)| std::cmp::Reverse(*modified));
    let mut n_bytes = 0;
    for (idx, (_, len, path)) in files.into_iter().enumerate() {
        n_bytes += len;
        if idx > 0 && (idx >= MAX_UNDO_FILES || n_bytes > MAX_UNDO_BYTES) {
            volume.remove(&path).ok();
        }
    }
}

/// Where the undo history of a saved brief lies. The name tells nothing of it.
pub(super) fn undo_path(folder: &Path, brief_path: &Path) -> PathBuf {
    let place = place_of(brief_path);
    folder.join("undo").join(format!("{:016x}.undo", digest(place.as_os_str().as_encoded_bytes())))
}

/// What a brief is known by, links followed; the same whether its file is there or not.
pub(super) fn place_of(brief_path: &Path) -> PathBuf {
    let absolute = || std::path::absolute(brief_path).unwrap_or_else(|_| brief_path.to_owned());
    fs::canonicalize(brief_path).unwrap_or_else(|_| {
        let (folder, name) = (brief_path.parent(), brief_path.file_name());
        let folder = folder.map(|folder| if folder.as_os_str().is_empty() { Path::new(".") } else { folder });
        match (folder.map(fs::canonicalize), name) {
            (Some(Ok(folder)), Some(name)) => folder.join(name),
            _ => absolute(),
        }
    })
}

/// Where this user's kept texts lie; nothing where the system has no home folder.
pub fn state_folder() -> Option<PathBuf> {
    let names = AppStrategyArgs {
        top_level_domain: String::new(),
        author: String::new(),
        app_name: "demarche".to_owned(),
    };
    let strategy = choose_app_strategy(names).ok()?;
    Some(strategy.state_dir().unwrap_or_else(|| strategy.data_dir()).join("kept"))
}
