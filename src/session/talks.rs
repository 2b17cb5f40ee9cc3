//! What is kept of a talk beside its brief: the place on the slides, the runs, the drill.
//!
//! Small files in the state folder. Their names tell nothing of the brief, and only their owner may read them.

use std::fs::{self, File};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::session::digest::digest;
use crate::session::reason::io_reason;
use crate::session::volume::Volume;
use crate::session::{StoreError, store_own};
use crate::text::{Message, message};

/// The largest file that is read.
const MAX_BYTES: u64 = 4_000_000;

/// Why something kept of a talk cannot be read or written.
#[derive(Debug, thiserror::Error)]
pub enum TalkError {
    /// The system refused to read it.
    #[error("what was kept of the talk cannot be read: {} ({path})", .reason.en)]
    Unreadable {
        /// What the system said.
        reason: Message,
        /// The file.
        path: String,
    },
    /// It holds something else than it should. It was set aside under another name.
    #[error("what was kept of the talk is damaged and was set aside: {} ({aside})", .reason.en)]
    Broken {
        /// What is wrong with it.
        reason: Message,
        /// The file as it is called now.
        aside: String,
    },
    /// It cannot be written.
    #[error("the talk cannot be kept: {}", .0.en)]
    Unwritable(Message),
    /// The system refused to write it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl TalkError {
    /// What the user is told.
    pub fn message(&self) -> Message {
        let ja = match self {
            Self::Unreadable { reason, path } => {
                format!("説明の記録を読み込めません：{}（{path}）", reason.ja)
            }
            Self::Broken { reason, aside } => {
                format!("説明の記録が壊れているため、別に保管しました：{}（{aside}）", reason.ja)
            }
            Self::Unwritable(reason) => format!("説明の記録を保存できません：{}", reason.ja),
            Self::Store(err) => return err.message(),
        };
        Message { en: self.to_string(), ja }
    }
}

/// The file that keeps one thing of the talks of one brief: its `place`, its `runs`, its `drill`.
pub fn talk_file(folder: &Path, brief_path: &Path, purpose: &str) -> PathBuf {
    // A brief that has no file yet goes by the name it will have.
    let path = fs::canonicalize(brief_path).unwrap_or_else(|_| brief_path.to_owned());
    let name = format!("{purpose}-{:016x}.json", digest(path.as_os_str().as_encoded_bytes()));
    folder.join("talks").join(name)
}

/// Reads what was kept; nothing where nothing was.
///
/// # Errors
/// The file cannot be read, or is not what it should be; then it is set aside, so that the next one can be kept.
pub fn load_json<T: DeserializeOwned>(path: &Path) -> Result<Option<T>, TalkError> {
    let bytes = match read_bounded(path) {
        Ok(bytes) => bytes,
        Err(err) if err.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(err) => {
            let path = path.display().to_string();
            return Err(TalkError::Unreadable { reason: io_reason(&err), path });
        }
    };
    if bytes.len() as u64 > MAX_BYTES {
        return Err(set_aside(
            path,
            message!("it is larger than {MAX_BYTES} bytes", "{MAX_BYTES} バイトを超えています"),
        ));
    }
    serde_json::from_slice(&bytes).map(Some).map_err(|err| {
        let (line, column) = (err.line(), err.column());
        let reason = message!(
            "line {line}, column {column} is not what belongs there",
            "{line} 行 {column} 桁目の内容が正しくありません"
        );
        set_aside(path, reason)
    })
}

/// Keeps something whole or not at all, in the place of what was kept before.
///
/// # Errors
/// The folder cannot be made or written to.
pub fn store_json<T: Serialize>(path: &Path, value: &T) -> Result<(), TalkError> {
    let bytes = serde_json::to_vec(value).map_err(|err| unwritable(&err.into()))?;
    if let Some(folder) = path.parent() {
        Volume::default().create_private_folder(folder).map_err(|err| unwritable(&err))?;
    }
    store_own(path, bytes)?;
    Ok(())
}

/// Adds something to a file that holds a line for each, and returns when the disk has it.
///
/// # Errors
/// The folder cannot be made or the file written to.
pub fn append_json_line<T: Serialize>(path: &Path, value: &T) -> Result<(), TalkError> {
    append_json_lines(path, std::slice::from_ref(value))
}

/// Adds several things to such a file.
///
/// # Errors
/// As for [`append_json_line`].
pub fn append_json_lines<T: Serialize>(path: &Path, values: &[T]) -> Result<(), TalkError> {
    append_lines(path, values).map(|_| ()).map_err(|err| unwritable(&err))
}

/// Deletes such a file; one that does not exist is no error.
///
/// # Errors
/// The system refuses to delete it.
pub fn clear_json_lines(path: &Path) -> Result<(), TalkError> {
    match fs::remove_file(path) {
        Err(err) if err.kind() != io::ErrorKind::NotFound => Err(unwritable(&err)),
        Ok(()) | Err(_) => Ok(()),
    }
}

/// Adds lines to such a file, and returns the length that it had before and has now.
pub(super) fn append_lines<T: Serialize>(path: &Path, values: &[T]) -> io::Result<(u64, u64)> {
    let mut lines = Vec::new();
    for value in values {
        // A line before this one may be torn; what is torn must not swallow what follows.
        lines.push(b'\n');
        serde_json::to_writer(&mut lines, value)?;
    }
    if let Some(folder) = path.parent() {
        Volume::default().create_private_folder(folder)?;
    }
    let mut options = File::options();
    options.create(true).append(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    let before = file.metadata()?.len();
    if let Err(err) = file.write_all(&lines).and_then(|()| file.sync_data()) {
        // Half a line says nothing; where it cannot be taken away, it is passed over when the file is read.
        file.set_len(before).ok();
        return Err(err);
    }
    Ok((before, before + lines.len() as u64))
}

fn unwritable(err: &io::Error) -> TalkError {
    TalkError::Unwritable(io_reason(err))
}

/// Reads the lines of such a file; nothing where there is none. A line that was torn is passed over.
///
/// # Errors
/// The file cannot be read.
pub fn load_json_lines<T: DeserializeOwned>(path: &Path) -> Result<Vec<T>, TalkError> {
    let bytes = match read_bounded(path) {
        Ok(bytes) => bytes,
        Err(err) if err.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(err) => {
            let path = path.display().to_string();
            return Err(TalkError::Unreadable { reason: io_reason(&err), path });
        }
    };
    Ok(bytes.split(|&byte| byte == b'\n').filter_map(|line| serde_json::from_slice(line).ok()).collect())
}

fn read_bounded(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(MAX_BYTES + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Gives a damaged file another name; it may still hold something that its owner wants.
fn set_aside(path: &Path, reason: Message) -> TalkError {
    let aside = path.with_extension("broken");
    let is_moved = fs::rename(path, &aside).is_ok();
    let aside = if is_moved { aside } else { path.to_owned() };
    TalkError::Broken { reason, aside: aside.display().to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, Default, PartialEq, serde::Serialize, serde::Deserialize)]
    struct Place {
        slide_idx: usize,
        step: usize,
    }

    fn place() -> Place {
        Place { slide_idx: 3, step: 1 }
    }

    #[test]
    fn what_is_kept_comes_back_and_only_the_newest() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = talk_file(folder.path(), Path::new("brief.md"), "place");
        assert_eq!(load_json::<Place>(&path).expect("nothing there"), None);
        store_json(&path, &Place::default()).expect("kept");
        store_json(&path, &place()).expect("kept");
        assert_eq!(load_json(&path).expect("read"), Some(place()));
        let n_files = fs::read_dir(path.parent().expect("a folder")).expect("listed").count();
        assert_eq!(n_files, 1);
    }

    #[test]
    fn lines_are_added_and_a_torn_one_takes_no_other_with_it() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = talk_file(folder.path(), Path::new("brief.md"), "marks");
        assert_eq!(load_json_lines::<Place>(&path).expect("nothing there"), []);
        append_json_line(&path, &place()).expect("added");
        let whole = fs::read(&path).expect("read");
        for n_bytes in 0..=whole.len() {
            fs::write(&path, [&whole[..], &whole[..n_bytes]].concat()).expect("written");
            append_json_line(&path, &Place::default()).expect("added");
            let lines = load_json_lines::<Place>(&path).expect("read");
            assert_eq!((lines.first(), lines.last()), (Some(&place()), Some(&Place::default())), "{n_bytes}");
        }
    }

    #[test]
    fn names_tell_briefs_and_purposes_apart_and_nothing_else() {
        let folder = tempfile::tempdir().expect("a folder");
        let brief = folder.path().join("red-line.md");
        fs::write(&brief, "text").expect("written");
        let place = talk_file(folder.path(), &brief, "place");
        let by_another_way = folder.path().join(".").join("red-line.md");
        assert_eq!(talk_file(folder.path(), &by_another_way, "place"), place);
        assert_ne!(talk_file(folder.path(), &brief, "drill"), place);
        assert_ne!(talk_file(folder.path(), &folder.path().join("b.md"), "place"), place);
        assert!(!place.file_name().expect("a name").to_string_lossy().contains("red"));
    }

    #[test]
    fn a_broken_file_is_told_set_aside_and_replaced() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = talk_file(folder.path(), Path::new("brief.md"), "runs");
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        for broken in ["{\"slide_idx\": 3, \"st", "[]]", "", "\u{0}"] {
            fs::write(&path, broken).expect("written");
            let err = load_json::<Place>(&path).expect_err("is broken");
            assert!(matches!(err, TalkError::Broken { .. }), "{err}");
            assert!(!path.exists() && path.with_extension("broken").exists());
            assert_eq!(load_json::<Place>(&path).expect("nothing there"), None);
        }
        store_json(&path, &place()).expect("kept");
        assert_eq!(load_json(&path).expect("read"), Some(place()));
    }

    #[test]
    fn a_file_without_end_is_not_read_to_its_end() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("place.json");
        let file = File::create(&path).expect("made");
        file.set_len(MAX_BYTES * 100).expect("sparse");
        assert!(matches!(load_json::<Place>(&path), Err(TalkError::Broken { .. })));
    }

    #[cfg(unix)]
    #[test]
    fn nobody_else_may_look_into_the_folder() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().expect("a folder");
        let path = talk_file(folder.path(), Path::new("brief.md"), "drill");
        store_json(&path, &vec!["a question"]).expect("kept");
        let mode = fs::metadata(path.parent().expect("a folder")).expect("is there").permissions().mode();
        assert_eq!(mode & 0o077, 0);
    }
}
