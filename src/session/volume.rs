//! Every call that changes the disk, in one place, so that a test can record, break and replay it.
//!
//! Nothing here decides what is written when; that is `store` and `journal`.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// How much is written by one call. A disk that fills up does so between two of them.
const CHUNK_BYTES: usize = 64 * 1024;

/// One call to the disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Call {
    /// A folder is made that only its owner may look into.
    CreateFolder(PathBuf),
    /// A file is made that must not be there yet.
    Create(PathBuf),
    /// A file that is there is opened to be written over.
    OpenInPlace(PathBuf),
    /// Bytes are written behind those that were written last.
    Write(PathBuf, Vec<u8>),
    /// A file is cut or grown to a length.
    SetLen(PathBuf, u64),
    /// A file is given mode, owner and attributes of another.
    CopyAttributes(PathBuf, PathBuf),
    /// What was written to a file is made to last.
    SyncFile(PathBuf),
    /// The names in a folder are made to last.
    SyncFolder(PathBuf),
    /// A file takes the place of another, which goes.
    Rename(PathBuf, PathBuf),
    /// A file gets a name that must be free.
    RenameNew(PathBuf, PathBuf),
    /// Two files change places.
    Exchange(PathBuf, PathBuf),
    /// A file goes.
    Remove(PathBuf),
    /// A file is read.
    Read(PathBuf),
}

/// Sees each call before it is made; where it returns an error, the call is not made and fails with it.
pub type Observer = Arc<dyn Fn(&Call) -> io::Result<()> + Send + Sync>;

/// The disk, to be written to.
#[derive(Clone, Default)]
pub struct Volume {
    observer: Option<Observer>,
}

impl std::fmt::Debug for Volume {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Volume").finish_non_exhaustive()
    }
}

/// Who may look into a file that is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Its owner alone.
    Private,
    /// Whoever the user's umask lets.
    Usual,
}

impl Volume {
    /// The disk, with somebody who sees each call and may make it fail.
    pub fn observed(observer: Observer) -> Self {
        Self { observer: Some(observer) }
    }

    fn before(&self, call: impl FnOnce() -> Call) -> io::Result<()> {
        self.observer.as_ref().map_or(Ok(()), |observer| observer(&call()))
    }

    /// Makes a folder that nobody else may look into, and those above it.
    pub(super) fn create_private_folder(&self, path: &Path) -> io::Result<()> {
        self.before(|| Call::CreateFolder(path.to_owned()))?;
        let mut builder = fs::DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        {
            use std::os::unix::fs::{DirBuilderExt as _, PermissionsExt as _};
            builder.mode(0o700);
            builder.create(path)?;
            let mode = fs::metadata(path)?.permissions().mode();
            // A folder that was there already, and is open to others, is closed.
            if mode & 0o077 != 0 {
                fs::set_permissions(path, fs::Permissions::from_mode(0o700))?;
            }
            Ok(())
        }
        #[cfg(not(unix))]
        builder.create(path)
    }

    /// Makes a file that must not be there yet.
    pub(super) fn create(&self, path: &Path, access: Access) -> io::Result<OpenFile> {
        self.before(|| Call::Create(path.to_owned()))?;
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        {
            use std::os::unix::fs::OpenOptionsExt as _;
            // The system takes the umask away from this.
            options.mode(if access == Access::Private { 0o600 } else { 0o666 });
        }
        #[cfg(not(unix))]
        let _ = access;
        Ok(OpenFile { file: options.open(path)?, path: path.to_owned(), volume: self.clone() })
    }

    /// Opens a file that is there, to write over it from its beginning.
    pub(super) fn open_in_place(&self, path: &Path) -> io::Result<OpenFile> {
        self.before(|| Call::OpenInPlace(path.to_owned()))?;
        let file = OpenOptions::new().write(true).open(path)?;
        Ok(OpenFile { file, path: path.to_owned(), volume: self.clone() })
    }

    /// Gives the file `from` the place of `to`; what was there goes.
    pub(super) fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.before(|| Call::Rename(from.to_owned(), to.to_owned()))?;
        fs::rename(from, to)
    }

    /// Gives a file a name that must be free.
    pub(super) fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.before(|| Call::RenameNew(from.to_owned(), to.to_owned()))?;
        match system::rename_new(from, to) {
            Err(err) if is_unsupported(&err) => {
                // A second name and then one less: the first fails where the name is taken.
                match fs::hard_link(from, to) {
                    Ok(()) => fs::remove_file(from),
                    Err(err) if err.kind() == io::ErrorKind::AlreadyExists => Err(err),
                    // A file system with neither: the name is looked at, which leaves a gap that nothing can close.
                    Err(_) if to.symlink_metadata().is_err() => fs::rename(from, to),
                    Err(_) => Err(io::ErrorKind::AlreadyExists.into()),
                }
            }
            result => result,
        }
    }

    /// Lets two files change places; says whether this disk can.
    pub(super) fn exchange(&self, from: &Path, to: &Path) -> io::Result<bool> {
        self.before(|| Call::Exchange(from.to_owned(), to.to_owned()))?;
        match system::exchange(from, to) {
            Ok(()) => Ok(true),
            Err(err) if is_unsupported(&err) => Ok(false),
            Err(err) => Err(err),
        }
    }

    /// Removes a file.
    pub(super) fn remove(&self, path: &Path) -> io::Result<()> {
        self.before(|| Call::Remove(path.to_owned()))?;
        fs::remove_file(path)
    }

    /// Reads a file.
    pub(super) fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        self.before(|| Call::Read(path.to_owned()))?;
        fs::read(path)
    }

    /// Makes the names in a folder last through a power cut. Where the system cannot, nothing can be done about it.
    pub(super) fn sync_folder(&self, path: &Path) -> io::Result<()> {
        self.before(|| Call::SyncFolder(path.to_owned()))?;
        #[cfg(unix)]
        match File::open(path).and_then(|folder| folder.sync_all()) {
            Err(err) if !is_unsupported(&err) && err.kind() != io::ErrorKind::PermissionDenied => Err(err),
            _ => Ok(()),
        }
        #[cfg(not(unix))]
        Ok(())
    }
}

/// A file that is being written.
#[derive(Debug)]
pub(super) struct OpenFile {
    file: File,
    path: PathBuf,
    volume: Volume,
}

impl OpenFile {
    /// Whether the file can still be found by a name.
    pub(super) fn is_named(&self) -> bool {
        #[cfg(unix)]
        {
            use std::os::unix::fs::MetadataExt as _;
            self.file.metadata().is_ok_and(|metadata| metadata.nlink() > 0)
        }
        #[cfg(not(unix))]
        self.path.exists()
    }

    /// Calls the file by the name it has now; what is open stays open.
    pub(super) fn renamed(&mut self, path: PathBuf) {
        self.path = path;
    }

    /// Writes bytes behind those that were written last.
    pub(super) fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        for chunk in bytes.chunks(CHUNK_BYTES) {
            self.volume.before(|| Call::Write(self.path.clone(), chunk.to_vec()))?;
            self.file.write_all(chunk)?;
        }
        Ok(())
    }

    pub(super) fn set_len(&mut self, n_bytes: u64) -> io::Result<()> {
        self.volume.before(|| Call::SetLen(self.path.clone(), n_bytes))?;
        self.file.set_len(n_bytes)
    }

    /// Makes what was written last. After an error it must not be called again on this file: the system may have
    /// forgotten what it could not write, and would say that all is well.
    pub(super) fn sync(&mut self) -> io::Result<()> {
        self.volume.before(|| Call::SyncFile(self.path.clone()))?;
        self.file.sync_all()
    }

    /// Gives the file mode, owner, access list and further attributes of another, as far as the system lets.
    pub(super) fn copy_attributes(&mut self, from: &Path) -> io::Result<()> {
        self.volume.before(|| Call::CopyAttributes(from.to_owned(), self.path.clone()))?;
        system::copy_attributes(&self.file, from)
    }
}

/// Whether this system or this disk does not know a call at all.
fn is_unsupported(err: &io::Error) -> bool {
    matches!(err.kind(), io::ErrorKind::Unsupported | io::ErrorKind::InvalidInput)
}

#[cfg(unix)]
mod system {
    use std::fs::{self, File};
    use std::io;
    use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, fchown};
    use std::path::Path;

    use rustix::fs::{XattrFlags, fgetxattr, flistxattr, fsetxattr};

    #[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
    fn rename_with(from: &Path, to: &Path, flags: rustix::fs::RenameFlags) -> io::Result<()> {
        rustix::fs::renameat_with(rustix::fs::CWD, from, rustix::fs::CWD, to, flags)?;
        Ok(())
    }

    #[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
    pub(super) fn rename_new(from: &Path, to: &Path) -> io::Result<()> {
        rename_with(from, to, rustix::fs::RenameFlags::NOREPLACE)
    }

    #[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
    pub(super) fn exchange(from: &Path, to: &Path) -> io::Result<()> {
        rename_with(from, to, rustix::fs::RenameFlags::EXCHANGE)
    }

    #[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
    pub(super) fn rename_new(_from: &Path, _to: &Path) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }

    #[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
    pub(super) fn exchange(_from: &Path, _to: &Path) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }

    pub(super) fn copy_attributes(file: &File, from: &Path) -> io::Result<()> {
        let there = fs::metadata(from)?;
        let own = file.metadata()?;
        if (own.uid(), own.gid()) != (there.uid(), there.gid()) {
            // Only the system's keeper may give files away; a group of one's own can be kept.
            let is_kept = fchown(file, Some(there.uid()), Some(there.gid())).is_ok();
            if !is_kept {
                fchown(file, None, Some(there.gid())).ok();
            }
        }
        file.set_permissions(fs::Permissions::from_mode(there.permissions().mode() & 0o7777))?;
        // The access list is one of these; a disk that has none lists none, and a label may not be ours to set.
        copy_extended(file, from).ok();
        Ok(())
    }

    fn copy_extended(file: &File, from: &Path) -> io::Result<()> {
        let source = File::open(from)?;
        let mut names = vec![0_u8; 64 * 1024];
        let n_bytes = flistxattr(&source, &mut names)?;
        let mut value = vec![0_u8; 64 * 1024];
        for name in names[..n_bytes].split(|&byte| byte == 0).filter(|name| !name.is_empty()) {
            if let Ok(n_bytes) = fgetxattr(&source, name, &mut value) {
                fsetxattr(file, name, &value[..n_bytes], XattrFlags::empty()).ok();
            }
        }
        Ok(())
    }
}

#[cfg(not(unix))]
mod system {
    use std::fs::File;
    use std::io;
    use std::path::Path;

    pub(super) fn rename_new(_from: &Path, _to: &Path) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }

    pub(super) fn exchange(_from: &Path, _to: &Path) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }

    pub(super) fn copy_attributes(_file: &File, _from: &Path) -> io::Result<()> {
        Ok(())
    }
}
