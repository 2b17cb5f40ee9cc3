//! The seam to the disk, so that tests need none.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use unicode_normalization::UnicodeNormalization as _;

use crate::session::reason::refused;
use crate::text::message;

/// Reads files; what a brief may refer to beside its text.
pub trait Files {
    /// Reads a whole file.
    ///
    /// # Errors
    /// The file is missing, may not be read, or is larger than `max_bytes`.
    fn read(&self, path: &Path, max_bytes: u64) -> io::Result<Vec<u8>>;

    /// Reads a file that must lie within `folder`, links resolved, and be a regular file. A name composed of other
    /// characters of the same letters is the same name.
    ///
    /// # Errors
    /// As [`Files::read`]; and the path leads out of the folder.
    fn read_within(&self, folder: &Path, path: &str, max_bytes: u64) -> io::Result<Vec<u8>>;

    /// Whether something lies at a path within `folder`.
    fn is_within(&self, folder: &Path, path: &str) -> bool;
}

/// The folder that a file lies in.
pub(in crate::session) fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// The disk of this machine.
#[derive(Clone, Copy, Debug, Default)]
pub struct Disk;

impl Files for Disk {
    fn read(&self, path: &Path, max_bytes: u64) -> io::Result<Vec<u8>> {
        let metadata = fs::metadata(path)?;
        if metadata.is_dir() {
            return Err(refused(io::ErrorKind::IsADirectory, message!("it is a folder", "フォルダーです")));
        }
        // A pipe or device has no end that could be waited for.
        if !metadata.is_file() {
            return Err(refused(
                io::ErrorKind::InvalidInput,
                message!("it is not a regular file", "通常のファイルではありません"),
            ));
        }
        if metadata.len() > max_bytes {
            let most = max_bytes / 1_000_000;
            let message = message!("it is larger than {most} MB", "{most} MB を超えています");
            return Err(refused(io::ErrorKind::FileTooLarge, message));
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

/// Whether two paths lead to the same file, by whatever name and link.
pub fn is_same_file(first: &Path, second: &Path) -> bool {
    let place = |path: &Path| fs::canonicalize(path).ok();
    first == second || place(first).is_some_and(|first| Some(first) == place(second)) || {
        #[cfg(unix)]
        {
            use std::os::unix::fs::MetadataExt as _;
            let inode = |path: &Path| fs::metadata(path).ok().map(|file| (file.dev(), file.ino()));
            inode(first).is_some_and(|first| Some(first) == inode(second))
        }
        #[cfg(not(unix))]
        false
    }
}

/// The real place of a path that lies within `folder` and is there, links followed.
pub(super) fn place_within(folder: &Path, path: &str) -> Option<PathBuf> {
    resolve_within(folder, path).ok()
}

/// The real place of a path, if it lies within `folder`, links followed.
fn resolve_within(folder: &Path, path: &str) -> io::Result<PathBuf> {
    let is_plain = Path::new(path).is_relative() && !path.contains(':') && !path.contains('\\');
    if !is_plain {
        return Err(outside());
    }
    let folder = fs::canonicalize(folder)?;
    match fs::canonicalize(folder.join(path)) {
        Ok(resolved) => within(&folder, resolved),
        Err(err) if err.kind() == io::ErrorKind::NotFound => find_composed(&folder, path),
        Err(err) => Err(err),
    }
}

/// Finds a path whose names are composed of other characters than they are written with: が may be one character or
/// two. Names that only look alike are not the same. No folder outside `folder` is listed.
fn find_composed(folder: &Path, path: &str) -> io::Result<PathBuf> {
    let mut place = folder.to_owned();
    for component in Path::new(path).components() {
        place = match component {
            Component::CurDir => continue,
            Component::ParentDir => within(folder, place.parent().map(Path::to_owned).unwrap_or_default())?,
            Component::Normal(name) => {
                let exact = place.join(name);
                let found = if exact.exists() { exact } else { entry_composed(&place, name)? };
                within(folder, fs::canonicalize(found)?)?
            }
            Component::Prefix(_) | Component::RootDir => return Err(outside()),
        };
    }
    Ok(place)
}

/// The first entry of a folder that has this name once both are composed.
fn entry_composed(folder: &Path, name: &OsStr) -> io::Result<PathBuf> {
    let wanted: String = name.to_string_lossy().nfc().collect();
    let entries = fs::read_dir(folder)?.filter_map(Result::ok).map(|entry| entry.file_name());
    let mut same: Vec<OsString> =
        entries.filter(|name| name.to_str().is_some_and(|name| name.nfc().eq(wanted.chars()))).collect();
    same.sort();
    let first = same.into_iter().next().ok_or(io::ErrorKind::NotFound)?;
    Ok(folder.join(first))
}

fn within(folder: &Path, place: PathBuf) -> io::Result<PathBuf> {
    if place.starts_with(folder) { Ok(place) } else { Err(outside()) }
}

fn outside() -> io::Error {
    refused(
        io::ErrorKind::PermissionDenied,
        message!("it lies outside the brief's folder", "資料のフォルダーの外にあります"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const COMPOSED: &str = "\u{304c}";
    const DECOMPOSED: &str = "\u{304b}\u{3099}";

    /// A folder with a brief's folder in it, and a secret beside that.
    fn folders() -> (tempfile::TempDir, PathBuf) {
        let parent = tempfile::tempdir().expect("a folder");
        let folder = parent.path().join("brief");
        fs::create_dir(&folder).expect("a folder");
        fs::write(parent.path().join(format!("{DECOMPOSED}.txt")), "secret").expect("written");
        (parent, folder)
    }

    fn read(folder: &Path, path: &str) -> Option<String> {
        let bytes = Disk.read_within(folder, path, 1_000).ok()?;
        String::from_utf8(bytes).ok()
    }

    #[test]
    fn letters_of_two_characters_are_those_of_one() {
        let (_parent, folder) = folders();
        fs::create_dir(folder.join(DECOMPOSED)).expect("a folder");
        fs::write(folder.join(DECOMPOSED).join("e\u{301} x.txt"), "two").expect("written");
        fs::write(folder.join("\u{fc}.txt"), "one").expect("written");
        assert_eq!(read(&folder, &format!("{COMPOSED}/\u{e9} x.txt")).as_deref(), Some("two"));
        assert_eq!(read(&folder, &format!("./{DECOMPOSED}/../u\u{308}.txt")).as_deref(), Some("one"));
        assert!(Disk.is_within(&folder, COMPOSED));
    }

    #[test]
    fn the_name_as_written_is_taken_first_and_what_only_looks_alike_is_not() {
        let (_parent, folder) = folders();
        fs::write(folder.join(format!("{DECOMPOSED}.txt")), "two").expect("written");
        fs::write(folder.join(format!("{COMPOSED}.txt")), "one").expect("written");
        fs::write(folder.join("A1.txt"), "narrow").expect("written");
        assert_eq!(read(&folder, &format!("{COMPOSED}.txt")).as_deref(), Some("one"));
        assert_eq!(read(&folder, &format!("{DECOMPOSED}.txt")).as_deref(), Some("two"));
        assert_eq!(read(&folder, "Ａ１.txt"), None);
        assert_eq!(read(&folder, "a1.txt"), None);
    }

    #[test]
    fn nothing_outside_the_folder_is_read_however_it_is_written() {
        let (parent, folder) = folders();
        for path in
            [format!("../{COMPOSED}.txt"), format!("../{DECOMPOSED}.txt"), format!("x/../../{COMPOSED}.txt")]
        {
            assert_eq!(read(&folder, &path), None, "{path}");
        }
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink(parent.path(), folder.join("e\u{301}")).expect("a link");
            let err = resolve_within(&folder, &format!("\u{e9}/{COMPOSED}.txt")).expect_err("it leads out");
            assert_eq!(err.kind(), io::ErrorKind::PermissionDenied);
        }
        drop(parent);
    }
}
