//! Writing files whole or not at all, and saying so only when they are.
//!
//! Each is written under another name in the folder where it will lie, made to last, put in place, and read back. A
//! file that a link leads to is written where it lies. One with several names keeps them: it is written over, with
//! the whole new text beside it until that is done.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use crate::session::digest::digest;
use crate::session::files::folder_of;
use crate::session::identity::DocId;
use crate::session::reason::{refused, write_reason};
use crate::session::volume::{Access, Volume};
use crate::session::writable::is_write_protected;
use crate::text::{Message, message};

/// How often a file that another program writes all the time is put back.
const MAX_SWAPS: usize = 8;
/// How many links are followed from one to the next.
const MAX_LINKS: usize = 40;

/// Why files were not written. Nothing is left of them.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// A file of that name is there.
    #[error("{path} is there already and is left as it is; choose another name, or replace it with --force")]
    Exists {
        /// The file.
        path: String,
    },
    /// The file holds something else than it should: another program has written it.
    #[error("{path} was changed by another program and is left as it is")]
    Changed {
        /// The file.
        path: String,
    },
    /// The system refused.
    #[error("{path} cannot be written: {}; {}", .reason.en, .advice.en)]
    Unwritable {
        /// The file.
        path: String,
        /// What the system said.
        reason: Message,
        /// What to do about it.
        advice: Message,
    },
}

impl StoreError {
    /// What the user is told.
    pub fn message(&self) -> Message {
        let ja = match self {
            Self::Exists { path } => format!(
                "{path} は既にあるため、そのまま残しました。別の名前にするか、--force で置き換えてください"
            ),
            Self::Changed { path } => {
                format!("{path} は他のプログラムで変更されたため、そのまま残しました")
            }
            Self::Unwritable { path, reason, advice } => {
                format!("{path} に書き込めません：{}。{}", reason.ja, advice.ja)
            }
        };
        Message { en: self.to_string(), ja }
    }
}

/// Held while files are being put in place, so that whoever ends the program waits for the moment between. Also the
/// disk that they are written to.
#[derive(Clone, Debug, Default)]
pub struct Writing {
    guard: Arc<Mutex<()>>,
    volume: Volume,
}

impl Writing {
    /// Writes to a disk that somebody looks at.
    pub fn on(volume: Volume) -> Self {
        Self { guard: Arc::default(), volume }
    }

    /// Runs `act` while no file is half in place.
    pub fn between<T>(&self, act: impl FnOnce() -> T) -> T {
        let _guard = self.guard.lock().unwrap_or_else(PoisonError::into_inner);
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
        let volume = &writing.volume;
        let mut staged = Vec::new();
        for (path, bytes) in files {
            staged.push(Staged::new(path, bytes, volume).map_err(|err| unwritable(path, &err))?);
        }
        put_in_place(&mut staged, may_replace).map_err(|(path, err)| unwritable(&path, &err))
    })
}

/// Writes a brief over the file it was read from, unless that holds something else than `based_on` by now.
///
/// # Errors
/// Another program has written the file, or the system refuses. Then the file is as it was, unless the system fails
/// after the new text is in place: the new text is whole, but may not outlive a power cut.
pub(super) fn store_brief(
    path: &Path,
    bytes: &[u8],
    based_on: Option<u64>,
    writing: &Writing,
) -> Result<(), StoreError> {
    // Put in place of it, the new file would not be, though nobody has said that it may be changed.
    if is_write_protected(path) {
        return Err(unwritable(path, &io::ErrorKind::PermissionDenied.into()));
    }
    let Some(based_on) = based_on else {
        return store_all(&[(path.to_owned(), bytes.to_vec())], true, writing);
    };
    writing.between(|| {
        let mut staged = Staged::new(path, bytes, &writing.volume).map_err(|err| unwritable(path, &err))?;
        match staged.swap_in(based_on) {
            Ok(true) => Ok(()),
            Ok(false) => Err(StoreError::Changed { path: path.display().to_string() }),
            Err(err) => Err(unwritable(path, &err)),
        }
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

fn unwritable(path: &Path, err: &io::Error) -> StoreError {
    if err.kind() == io::ErrorKind::AlreadyExists {
        return StoreError::Exists { path: path.display().to_string() };
    }
    let (reason, advice) = write_reason(err);
    StoreError::Unwritable { path: path.display().to_string(), reason, advice }
}

/// A file that lies ready beside its place. It goes when this does.
struct Staged<'f> {
    /// The path as it was given.
    path: &'f Path,
    /// Where the file lies, links followed.
    target: PathBuf,
    temporary: PathBuf,
    /// Whether `temporary` holds something that must not be removed.
    is_gone: bool,
    bytes: &'f [u8],
    volume: &'f Volume,
}

impl<'f> Staged<'f> {
    fn new(path: &'f Path, bytes: &'f [u8], volume: &'f Volume) -> io::Result<Self> {
        let target = resolved(path)?;
        if target.is_dir() {
            return Err(refused(io::ErrorKind::IsADirectory, message!("it is a folder", "フォルダーです")));
        }
        let is_there = target.exists();
        let temporary = temporary_beside(&target);
        // What replaces a private file is never open to others, not even for a moment.
        let access = if is_there { Access::Private } else { Access::Usual };
        let mut file = volume.create(&temporary, access)?;
        let staged = Self { path, target, temporary, is_gone: false, bytes, volume };
        file.write(bytes)?;
        if is_there {
            file.copy_attributes(&staged.target)?;
        }
        file.sync()?;
        Ok(staged)
    }

    fn folder(&self) -> &Path {
        folder_of(&self.target)
    }

    /// Puts the file in its place.
    fn put(&mut self, may_replace: bool) -> io::Result<()> {
        if !may_replace {
            self.volume.rename_new(&self.temporary, &self.target)?;
        } else if has_other_names(&self.target) {
            return self.write_over();
        } else {
            self.volume.rename(&self.temporary, &self.target)?;
        }
        self.is_gone = true;
        Ok(())
    }

    /// Makes the new name last, and looks whether the file holds what it should.
    fn confirm(&self) -> io::Result<()> {
        self.volume.sync_folder(self.folder())?;
        self.read_back()
    }

    fn read_back(&self) -> io::Result<()> {
        if self.volume.read(&self.target)? == self.bytes {
            return Ok(());
        }
        Err(refused(
            io::ErrorKind::Other,
            message!("what was read back is not what was written", "書き込んだ内容を正しく読み戻せません"),
        ))
    }

    /// Puts the file in the place of one that must hold what `based_on` stands for; returns whether it did. Where it
    /// does not, it stays.
    fn swap_in(&mut self, based_on: u64) -> io::Result<bool> {
        if !self.target.exists() {
            // A file that is gone can be written anew.
            self.put(true)?;
            return self.confirm().map(|()| true);
        }
        if digest(&self.volume.read(&self.target)?) != based_on {
            return Ok(false);
        }
        // Between this look and the moment when the new file is in place, another program may write the old one. So
        // they change places, and what comes out is looked at again.
        if has_other_names(&self.target) || !self.volume.exchange(&self.temporary, &self.target)? {
            self.put(true)?;
            return self.confirm().map(|()| true);
        }
        let came_out = self.volume.read(&self.temporary);
        if !came_out.as_ref().is_ok_and(|old| digest(old) == based_on) {
            self.swap_back()?;
            came_out?;
            return Ok(false);
        }
        self.volume.sync_folder(self.folder())?;
        // A program that had the old file open before they changed places may have written to it since.
        if digest(&self.volume.read(&self.temporary)?) != based_on {
            self.swap_back()?;
            return Ok(false);
        }
        self.read_back().map(|()| true)
    }

    /// Puts back what came out, which another program has written.
    fn swap_back(&mut self) -> io::Result<()> {
        // It is not ours to remove, whatever happens next.
        self.is_gone = true;
        for _ in 0..MAX_SWAPS {
            let theirs = self.volume.read(&self.temporary);
            self.volume.exchange(&self.temporary, &self.target)?;
            if self.volume.read(&self.temporary)? == self.bytes {
                self.is_gone = false;
                return Ok(());
            }
            // It has written once more meanwhile: the newer text goes back, and the older it has replaced itself.
            self.volume.exchange(&self.temporary, &self.target)?;
            if theirs.is_ok_and(|theirs| self.volume.read(&self.temporary).is_ok_and(|old| old == theirs)) {
                self.is_gone = false;
                return Ok(());
            }
        }
        Ok(())
    }

    /// Writes over a file that has other names, which it keeps. The whole new text lies beside it meanwhile.
    fn write_over(&mut self) -> io::Result<()> {
        self.volume.sync_folder(self.folder())?;
        let before = self.volume.read(&self.target)?;
        if let Err(err) = self.overwrite(self.bytes) {
            // If the old text cannot be brought back either, the new one stays beside it.
            self.is_gone = self.overwrite(&before).is_err();
            return Err(err);
        }
        Ok(())
    }

    fn overwrite(&self, bytes: &[u8]) -> io::Result<()> {
        let mut file = self.volume.open_in_place(&self.target)?;
        file.write(bytes)?;
        file.set_len(bytes.len() as u64)?;
        file.sync()
    }
}

impl Drop for Staged<'_> {
    fn drop(&mut self) {
        if !self.is_gone {
            self.volume.remove(&self.temporary).ok();
        }
    }
}

fn put_in_place(staged: &mut [Staged<'_>], may_replace: bool) -> Result<(), (PathBuf, io::Error)> {
    for idx in 0..staged.len() {
        if let Err(err) = staged[idx].put(may_replace) {
            remove_new(&staged[..idx], may_replace);
            return Err((staged[idx].path.to_owned(), err));
        }
    }
    for idx in 0..staged.len() {
        if let Err(err) = staged[idx].confirm() {
            remove_new(staged, may_replace);
            return Err((staged[idx].path.to_owned(), err));
        }
    }
    Ok(())
}

/// What was new goes again; what replaced an older file is a good file and stays.
fn remove_new(placed: &[Staged<'_>], may_replace: bool) {
    if !may_replace {
        placed.iter().for_each(|staged| drop(staged.volume.remove(&staged.target)));
    }
}

/// Whether a file has other names than this one.
#[cfg(unix)]
fn has_other_names(path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    fs::metadata(path).is_ok_and(|metadata| metadata.nlink() > 1)
}

#[cfg(not(unix))]
fn has_other_names(_path: &Path) -> bool {
    false
}

/// Where a path leads. A link is written through, so that it stays a link, also where nothing lies at its end yet.
fn resolved(path: &Path) -> io::Result<PathBuf> {
    let mut place = path.to_owned();
    for _ in 0..MAX_LINKS {
        let Ok(next) = fs::read_link(&place) else { return Ok(place) };
        place = folder_of(&place).join(next);
    }
    Err(refused(io::ErrorKind::Other, message!("its links lead round in a circle", "リンクが循環しています")))
}

/// A name that nothing has, hidden, in the folder of a file.
fn temporary_beside(target: &Path) -> PathBuf {
    folder_of(target).join(format!(".demarche-{}", DocId::new()))
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
