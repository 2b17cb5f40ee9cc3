//! Whether a file may be written.

use std::fs;
use std::path::Path;

/// Whether a file is there that may only be read.
pub(super) fn is_write_protected(path: &Path) -> bool {
    let is_marked = fs::metadata(path).is_ok_and(|found| found.is_file() && found.permissions().readonly());
    is_marked || is_refused(path)
}

/// Whether the system would refuse to write a file that is there.
#[cfg(unix)]
fn is_refused(path: &Path) -> bool {
    use rustix::io::Errno;
    let asked = rustix::fs::access(path, rustix::fs::Access::WRITE_OK);
    matches!(asked, Err(Errno::ACCESS | Errno::PERM | Errno::ROFS))
}

#[cfg(not(unix))]
fn is_refused(_: &Path) -> bool {
    false
}
