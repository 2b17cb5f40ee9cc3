//! Writing files whole or not at all.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use tempfile::{NamedTempFile, TempPath};

/// Why files were not written. Nothing is left of them.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// A file of that name is there.
    #[error("{path} is there already and is left as it is; choose another name, or replace it with --force")]
    Exists {
        /// The file.
        path: String,
    },
    /// The system refused.
    #[error(
        "{path} cannot be written: {reason}; check that the folder exists, has room and may be written to"
    )]
    Unwritable {
        /// The file.
        path: String,
        /// What the system said.
        reason: String,
    },
}

/// Held while files are being put in place, so that whoever ends the program waits for the moment between.
#[derive(Clone, Debug, Default)]
pub struct Writing(Arc<Mutex<()>>);

impl Writing {
    /// Runs `act` while no file is half in place.
    pub fn between<T>(&self, act: impl FnOnce() -> T) -> T {
        let _guard = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        act()
    }
}

/// Writes all files or none: each under another name first, then all in place.
///
/// # Errors
/// A file is there and must not be replaced, or the system refuses. Then none is left.
pub fn store_all(
    files: &[(PathBuf, Vec<u8>)],
    may_replace: bool,
    writing: &Writing,
) -> Result<(), StoreError> {
    writing.between(|| {
        if !may_replace
            && let Some((path, _)) = files.iter().find(|(path, _)| path.symlink_metadata().is_ok())
        {
            return Err(StoreError::Exists { path: path.display().to_string() });
        }
        let unwritable = |path: &Path, err: &io::Error| StoreError::Unwritable {
            path: path.display().to_string(),
            reason: reason(err),
        };
        let mut staged: Vec<(&Path, TempPath)> = Vec::new();
        for (path, bytes) in files {
            let temporary = stage(path, bytes).map_err(|err| unwritable(path, &err))?;
            staged.push((path, temporary));
        }
        put_in_place(staged, may_replace).map_err(|(path, err)| unwritable(&path, &err))
    })
}

/// Writes a file of the program's own, and makes its folder where there is none.
///
/// # Errors
/// The system refuses.
pub fn store_own(path: &Path, bytes: Vec<u8>) -> Result<(), StoreError> {
    if let Some(folder) = path.parent() {
        // If this fails, so does the writing, and says why.
        fs::create_dir_all(folder).ok();
    }
    store_all(&[(path.to_owned(), bytes)], true, &Writing::default())
}

fn stage(path: &Path, bytes: &[u8]) -> io::Result<TempPath> {
    if path.is_dir() {
        return Err(io::Error::new(io::ErrorKind::IsADirectory, "it is a folder"));
    }
    let mut file = NamedTempFile::with_prefix_in(".demarche-", folder_of(path))?;
    file.write_all(bytes)?;
    set_mode(file.as_file(), path)?;
    file.as_file().sync_all()?;
    Ok(file.into_temp_path())
}

/// Gives a file the mode of the one it replaces, or the usual one.
#[cfg(unix)]
fn set_mode(file: &File, path: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    // Temporary files are for their owner alone; a handout is for others too, unless it replaces one that is not.
    const USUAL: u32 = 0o644;
    let mode = fs::metadata(path).map_or(USUAL, |metadata| metadata.permissions().mode());
    file.set_permissions(fs::Permissions::from_mode(mode))
}

#[cfg(not(unix))]
fn set_mode(_file: &File, _path: &Path) -> io::Result<()> {
    Ok(())
}

fn put_in_place(staged: Vec<(&Path, TempPath)>, may_replace: bool) -> Result<(), (PathBuf, io::Error)> {
    let mut placed: Vec<&Path> = Vec::new();
    for (path, temporary) in staged {
        let target = resolved(path);
        let result =
            if may_replace { temporary.persist(&target) } else { temporary.persist_noclobber(&target) };
        if let Err(err) = result {
            // What was new goes again; what replaced an older file is a good file and stays.
            if !may_replace {
                placed.iter().for_each(|path| drop(fs::remove_file(path)));
            }
            return Err((path.to_owned(), err.error));
        }
        placed.push(path);
    }
    for path in placed {
        sync_folder(folder_of(path));
    }
    Ok(())
}

/// A link is written through, so that it stays a link.
fn resolved(path: &Path) -> PathBuf {
    fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Makes the new names last through a power cut, where the system can.
fn sync_folder(folder: &Path) {
    File::open(folder).and_then(|folder| folder.sync_all()).ok();
}

fn reason(err: &io::Error) -> String {
    match err.kind() {
        io::ErrorKind::NotFound => "its folder does not exist".to_owned(),
        io::ErrorKind::PermissionDenied => "you may not write there".to_owned(),
        io::ErrorKind::StorageFull => "the disk is full".to_owned(),
        _ => err.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_files_are_written_or_none() {
        let folder = tempfile::tempdir().expect("a folder");
        let (first, second) = (folder.path().join("a.png"), folder.path().join("b.png"));
        fs::write(&second, "older").expect("written");
        let files = [(first.clone(), b"new".to_vec()), (second.clone(), b"new".to_vec())];
        let err = store_all(&files, false, &Writing::default()).expect_err("b.png is there");
        assert!(err.to_string().contains("b.png"), "{err}");
        assert!(!first.exists());
        assert_eq!(fs::read(&second).expect("read"), b"older");
        store_all(&files, true, &Writing::default()).expect("may replace");
        assert_eq!(fs::read(&second).expect("read"), b"new");
        assert_eq!(fs::read_dir(folder.path()).expect("listed").count(), 2);
    }

    #[test]
    fn a_missing_folder_is_said_in_words() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("missing").join("a.pdf");
        let err = store_all(&[(path, Vec::new())], false, &Writing::default()).expect_err("no folder");
        assert!(err.to_string().contains("folder does not exist"), "{err}");
    }
}
