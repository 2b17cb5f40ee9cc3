//! Text that is not saved yet, kept in the state folder so that it outlives a crash.
//!
//! Each running program has a lock of its own in the folder. Text whose program still runs is left alone; text
//! whose program is gone is what a crash left behind.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use etcetera::{AppStrategy as _, AppStrategyArgs, choose_app_strategy};
use serde::{Deserialize, Serialize};
use tempfile::NamedTempFile;

/// The text of one brief as it is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Tells the briefs of one program apart.
    pub id: String,
    /// Where the brief lies; nothing where it has no file yet.
    pub path: Option<PathBuf>,
    /// What its file held when it was read or written last.
    pub based_on: Option<u64>,
    /// The state of the text.
    pub revision: u64,
    /// The text.
    pub text: String,
}

/// Whether the text is safe.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Protection {
    /// The file holds it.
    Saved,
    /// The file does not, but it outlives a crash.
    Protected,
    /// It would be lost; the words say why.
    NotProtected(String),
}

/// The folder in which this program keeps text.
#[derive(Debug)]
pub struct Journal {
    folder: PathBuf,
    instance: String,
    /// Held as long as the program runs.
    _lock: File,
}

impl Journal {
    /// Opens the folder, and makes it where it is not there.
    ///
    /// # Errors
    /// The folder cannot be made or written to.
    pub fn open(folder: &Path) -> io::Result<Self> {
        make_private(folder)?;
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        let instance = since.as_nanos().to_string();
        // No two programs have the same lock: it must not be there yet.
        let lock = File::create_new(folder.join(format!("{instance}.lock")))?;
        lock.lock()?;
        Ok(Self { folder: folder.to_owned(), instance, _lock: lock })
    }

    /// Keeps a text, in the place of what was kept of it before.
    ///
    /// # Errors
    /// The folder cannot be written to. What was kept before is still there.
    pub fn write(&self, entry: &Entry) -> io::Result<()> {
        let bytes = serde_json::to_vec(entry).map_err(io::Error::other)?;
        let mut file = NamedTempFile::with_prefix_in(".kept-", &self.folder)?;
        file.write_all(&bytes)?;
        file.as_file().sync_all()?;
        file.persist(self.file_of(&self.instance, &entry.id)).map_err(|err| err.error)?;
        // The new name lasts through a power cut where the system can.
        File::open(&self.folder).and_then(|folder| folder.sync_all()).ok();
        Ok(())
    }

    /// Lets go of a text of this program: it was saved, or is not wanted.
    pub fn remove(&self, id: &str) {
        fs::remove_file(self.file_of(&self.instance, id)).ok();
    }

    /// Takes over what programs left that are gone: returns their texts, which stay kept until
    /// [`Journal::remove_left`] is called. What cannot be read stays where it is.
    pub fn left(&self) -> Vec<Entry> {
        let files = self.left_files();
        files.iter().filter_map(|path| serde_json::from_slice(&fs::read(path).ok()?).ok()).collect()
    }

    /// Lets go of a text that another program left.
    pub fn remove_left(&self, id: &str) {
        for path in self.left_files() {
            let name = path.file_name().and_then(|name| name.to_str()).unwrap_or("");
            if name.ends_with(&format!("_{id}.json")) {
                fs::remove_file(path).ok();
            }
        }
    }

    fn file_of(&self, instance: &str, id: &str) -> PathBuf {
        self.folder.join(format!("{instance}_{id}.json"))
    }

    /// The kept texts of programs that no longer run.
    fn left_files(&self) -> Vec<PathBuf> {
        let Ok(entries) = fs::read_dir(&self.folder) else { return Vec::new() };
        let mut files: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
        files.sort();
        let is_left = |path: &PathBuf| {
            let name = path.file_name().and_then(|name| name.to_str()).unwrap_or("");
            let Some((instance, _)) = name.split_once('_') else { return false };
            let is_kept = path.extension().is_some_and(|extension| extension == "json");
            is_kept && instance != self.instance && !self.is_running(instance)
        };
        files.retain(is_left);
        files
    }

    fn is_running(&self, instance: &str) -> bool {
        match File::open(self.folder.join(format!("{instance}.lock"))) {
            Ok(lock) => lock.try_lock().is_err(),
            Err(_) => false,
        }
    }
}

impl Drop for Journal {
    fn drop(&mut self) {
        fs::remove_file(self.folder.join(format!("{}.lock", self.instance))).ok();
    }
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

/// Makes a folder that nobody else may look into.
pub(super) fn make_private(folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        fs::set_permissions(folder, fs::Permissions::from_mode(0o700))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(id: &str, text: &str) -> Entry {
        Entry { id: id.to_owned(), path: None, based_on: None, revision: 3, text: text.to_owned() }
    }

    #[test]
    fn what_a_crash_left_comes_back_and_what_still_runs_is_left_alone() {
        let folder = tempfile::tempdir().expect("a folder");
        let crashed = Journal::open(folder.path()).expect("opened");
        crashed.write(&entry("a", "older")).expect("kept");
        crashed.write(&entry("a", "譲れない一線")).expect("kept");
        let second = Journal::open(folder.path()).expect("opened");
        assert!(second.left().is_empty(), "the first still runs");
        drop(crashed);
        assert_eq!(second.left(), [entry("a", "譲れない一線")]);
        second.remove_left("a");
        assert!(second.left().is_empty());
    }

    #[test]
    fn a_torn_file_is_passed_over_and_not_removed() {
        let folder = tempfile::tempdir().expect("a folder");
        let torn = folder.path().join("1-1_x.json");
        fs::write(&torn, "{\"id\": \"x\", \"te").expect("written");
        let journal = Journal::open(folder.path()).expect("opened");
        assert!(journal.left().is_empty());
        assert!(torn.exists());
    }

    #[test]
    fn what_is_saved_is_let_go() {
        let folder = tempfile::tempdir().expect("a folder");
        let journal = Journal::open(folder.path()).expect("opened");
        journal.write(&entry("a", "text")).expect("kept");
        journal.remove("a");
        drop(journal);
        assert!(Journal::open(folder.path()).expect("opened").left().is_empty());
    }

    #[test]
    fn a_folder_that_is_gone_is_told() {
        let folder = tempfile::tempdir().expect("a folder");
        let journal = Journal::open(&folder.path().join("kept")).expect("opened");
        fs::remove_dir_all(folder.path().join("kept")).expect("removed");
        assert!(journal.write(&entry("a", "text")).is_err());
    }
}
