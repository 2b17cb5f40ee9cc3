//! The seam to the disk, so that tests need none.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Reads files; what a brief may refer to beside its text.
pub trait Files {
    /// Reads a whole file.
    ///
    /// # Errors
    /// The file is missing, may not be read, or is larger than `max_bytes`.
    fn read(&self, path: &Path, max_bytes: u64) -> io::Result<Vec<u8>>;

    /// Reads a file that must lie within `folder`, links resolved, and be a regular file.
    ///
    /// # Errors
    /// As [`Files::read`]; and the path leads out of the folder.
    fn read_within(&self, folder: &Path, path: &str, max_bytes: u64) -> io::Result<Vec<u8>>;

    /// Whether something lies at a path within `folder`.
    fn is_within(&self, folder: &Path, path: &str) -> bool;
}

/// The disk of this machine.
#[derive(Clone, Copy, Debug, Default)]
pub struct Disk;

impl Files for Disk {
    fn read(&self, path: &Path, max_bytes: u64) -> io::Result<Vec<u8>> {
        let metadata = fs::metadata(path)?;
        if metadata.is_dir() {
            return Err(io::Error::new(io::ErrorKind::IsADirectory, "it is a folder"));
        }
        // A pipe or device has no end that could be waited for.
        if !metadata.is_file() {
            return Err(io::Error::new(io::ErrorKind::InvalidInput, "it is not a regular file"));
        }
        if metadata.len() > max_bytes {
            let message = format!("it is larger than {} MB", max_bytes / 1_000_000);
            return Err(io::Error::new(io::ErrorKind::FileTooLarge, message));
        }
        fs::read(path)
    }

    fn read_within(&self, folder: &Path, path: &str, max_bytes: u64) -> io::Result<Vec<u8>> {
        self.read(&resolve_within(folder, path)?, max_bytes)
    }

    fn is_within(&self, folder: &Path, path: &str) -> bool {
        resolve_within(folder, path).is_ok()
    }
}

/// The real place of a path, if it lies within `folder`, links followed.
fn resolve_within(folder: &Path, path: &str) -> io::Result<PathBuf> {
    let outside = || io::Error::new(io::ErrorKind::PermissionDenied, "it lies outside the brief's folder");
    let is_plain = Path::new(path).is_relative() && !path.contains(':') && !path.contains('\\');
    if !is_plain {
        return Err(outside());
    }
    let folder = fs::canonicalize(folder)?;
    let resolved = fs::canonicalize(folder.join(path))?;
    if resolved.starts_with(&folder) { Ok(resolved) } else { Err(outside()) }
}
