//! Text that is not in its file yet, kept in the state folder so that it outlives a crash.
//!
//! Each document has a file of its own: the text as it was, then every change, appended within half a second. Each
//! running program has a lock in the folder. What a program left that no longer runs is what a crash left behind.
//! After a failed write nothing is appended to that file any more: the whole text goes to a new one.

mod codec;
mod log;
mod snapshot;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use etcetera::{AppStrategy as _, AppStrategyArgs, choose_app_strategy};

use crate::session::clock::wall_time;
use crate::session::document::digest;
use crate::session::draft::{Change, Draft};
use crate::session::history::History;
use crate::session::identity::DocId;
use crate::session::journal::codec::{Head, Record};
use crate::session::journal::snapshot::{read_journal, read_undo, snapshot, undo_file};
use crate::session::store::why;
use crate::session::volume::{Access, OpenFile, Volume};

pub use self::snapshot::Recovered;

/// How long a change may wait for others to be written with it.
const GATHER: Duration = Duration::from_millis(200);
/// How long to wait after a failure before trying again.
const RETRY: Duration = Duration::from_millis(500);
/// How much may be appended to a text before the text is written anew, in bytes.
const MAX_APPENDED: u64 = 64 * 1024;
/// How many undo histories of saved briefs are kept, and how much they may take, in bytes.
const MAX_UNDO_FILES: usize = 200;
const MAX_UNDO_BYTES: u64 = 100_000_000;
/// How old a lock must be to be removed when nobody holds it.
const MIN_LOCK_AGE: Duration = Duration::from_hours(24);
/// The largest journal that is read: the largest brief several times over.
const MAX_BYTES: u64 = 400_000_000;

/// Whether the text is safe.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Protection {
    /// The file holds it.
    Saved,
    /// The file does not, and it is on its way to where it outlives a crash.
    Pending,
    /// The file does not, but all that is older than a second outlives a crash.
    Protected,
    /// It would be lost; the words say why.
    NotProtected(String),
}

/// A document that the journal is told of.
#[derive(Debug)]
pub struct Begun {
    /// The document.
    pub doc: DocId,
    /// Its file; nothing where it has none yet.
    pub path: Option<PathBuf>,
    /// The digest of what its file holds.
    pub based_on: Option<u64>,
    /// Its text.
    pub draft: Draft,
    /// Whether its file holds the text: then nothing is written until it is changed.
    pub is_saved: bool,
    /// A journal that a program left behind and that this one continues: it goes once the text is written anew.
    pub continues: Option<PathBuf>,
}

/// What became of the changes of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// The document.
    pub doc: DocId,
    /// The newest state that is on the disk, or was to be.
    pub revision: u64,
    /// Why it could not be written.
    pub result: Result<(), String>,
}

/// The folder in which this program keeps text.
#[derive(Debug)]
pub struct Journal {
    folder: PathBuf,
    instance: String,
    volume: Volume,
    /// Held as long as the program runs.
    lock: File,
    documents: BTreeMap<DocId, Document>,
    due: Option<Instant>,
    /// The files that [`Journal::newly_left`] has told of.
    told: BTreeSet<PathBuf>,
}

/// A document and its file.
#[derive(Debug)]
struct Document {
    path: Option<PathBuf>,
    based_on: Option<u64>,
    draft: Draft,
    continues: Option<PathBuf>,
    /// The file to which changes are appended; nothing where the next write is of the whole text.
    log: Option<Log>,
    /// Changes that are not written yet.
    pending: Vec<(u64, Change)>,
    must_write: bool,
    /// Whether a change did not fit: until the brief is opened again, nothing is said to be kept.
    has_lost_track: bool,
}

#[derive(Debug)]
struct Log {
    file: OpenFile,
    n_records: u64,
    n_appended: u64,
}

impl Journal {
    /// Opens the folder, and makes it where it is not there.
    ///
    /// # Errors
    /// The folder cannot be made or written to.
    pub fn open(folder: &Path) -> io::Result<Self> {
        Self::open_on(folder, Volume::default())
    }

    /// Opens the folder on a disk that somebody looks at.
    ///
    /// # Errors
    /// The folder cannot be made or written to.
    pub fn open_on(folder: &Path, volume: Volume) -> io::Result<Self> {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        let instance = since.as_nanos().to_string();
        let lock = lock(folder, &instance, &volume)?;
        let journal = Self {
            folder: folder.to_owned(),
            instance,
            volume,
            lock,
            documents: BTreeMap::new(),
            due: None,
            told: BTreeSet::new(),
        };
        journal.remove_leftovers();
        Ok(journal)
    }

    /// Takes in a document. One whose text is in no file is written soon.
    pub fn begin(&mut self, begun: Begun) {
        let Begun { doc, path, based_on, draft, is_saved, continues } = begun;
        let document = Document {
            path,
            based_on,
            draft,
            continues,
            log: None,
            pending: Vec::new(),
            must_write: !is_saved,
            has_lost_track: false,
        };
        if document.must_write {
            self.due.get_or_insert_with(|| Instant::now() + GATHER);
        }
        self.documents.insert(doc, document);
    }

    /// Takes in a change of a document, to be written soon.
    pub fn change(&mut self, doc: DocId, change: Change) {
        let Some(document) = self.documents.get_mut(&doc) else { return };
        // The session has made it already, so it fits; else what is kept here is another text.
        document.has_lost_track |= !document.draft.apply(&change);
        document.must_write = true;
        if document.log.is_some() {
            document.pending.push((document.draft.revision, change));
        }
        self.due.get_or_insert_with(|| Instant::now() + GATHER);
    }

    /// How long [`Journal::flush`] may wait; nothing where there is nothing to write.
    pub fn due_in(&self) -> Option<Duration> {
        self.due.map(|due| due.saturating_duration_since(Instant::now()))
    }

    /// Writes what has changed, and tells of each document how far it is on the disk.
    pub fn flush(&mut self) -> Vec<Kept> {
        self.due = None;
        let docs: Vec<DocId> =
            self.documents.iter().filter(|(_, document)| document.must_write).map(|(doc, _)| *doc).collect();
        let mut kept = Vec::new();
        for doc in docs {
            let result = self.write(doc);
            if result.is_err() {
                self.due = Some(Instant::now() + RETRY);
            }
            let revision = self.documents.get(&doc).map_or(0, |document| document.draft.revision);
            kept.push(Kept { doc, revision, result: result.map_err(|err| why(&err)) });
        }
        kept
    }

    fn write(&mut self, doc: DocId) -> io::Result<()> {
        let file = self.file_of(doc, "journal");
        let Some(document) = self.documents.get_mut(&doc) else { return Ok(()) };
        if document.has_lost_track {
            return Err(io::Error::other(
                "the journal does not fit the text; save the brief and open it again",
            ));
        }
        if let Some(log) = document.log.as_mut().filter(|log| log.n_appended < MAX_APPENDED) {
            match log.append(&std::mem::take(&mut document.pending)) {
                Ok(()) => {
                    document.must_write = false;
                    return Ok(());
                }
                // What was appended may be torn or not there at all. The whole text is written elsewhere.
                Err(_) => document.log = None,
            }
        }
        document.pending.clear();
        let log = write_whole(doc, document, &file, &self.volume);
        let log = match log {
            Err(err) if err.kind() == io::ErrorKind::NotFound => {
                // The folder is gone, and the lock with it.
                self.lock = lock(&self.folder, &self.instance, &self.volume)?;
                write_whole(doc, document, &file, &self.volume)?
            }
            log => log?,
        };
        document.log = Some(log);
        document.must_write = false;
        if let Some(left) = document.continues.take() {
            remove_pair(&self.volume, &left);
        }
        Ok(())
    }

    /// The document's file holds a state of its text. If that is the newest, its journal goes and its undo history
    /// stays for the next time.
    pub fn saved(&mut self, doc: DocId, path: &Path, (revision, based_on): (u64, u64)) {
        let Some(document) = self.documents.get_mut(&doc) else { return };
        document.path = Some(path.to_owned());
        document.based_on = Some(based_on);
        document.log = None;
        document.pending.clear();
        document.must_write = document.draft.revision != revision;
        if document.must_write {
            // Somebody typed on while it was saved: the whole text is written anew, with what its file holds now.
            self.due.get_or_insert_with(|| Instant::now() + GATHER);
            return;
        }
        let left = document.continues.take();
        let bytes = undo_file(&document.draft.history, &document.draft.text);
        // Without it there is less to undo after a restart, which is no loss of text.
        self.store_undo(path, &bytes).ok();
        self.remove_files(doc);
        left.iter().for_each(|left| remove_pair(&self.volume, left));
    }

    /// Forgets a document: it was closed, and its text is saved or not wanted.
    pub fn forget(&mut self, doc: DocId) {
        if let Some(document) = self.documents.remove(&doc) {
            document.continues.iter().for_each(|left| remove_pair(&self.volume, left));
        }
        self.remove_files(doc);
    }

    fn remove_files(&self, doc: DocId) {
        remove_pair(&self.volume, &self.file_of(doc, "journal"));
    }

    /// Removes a text that another program left and that nobody wants.
    pub fn forget_left(&self, file: &Path) {
        remove_pair(&self.volume, file);
    }

    fn store_undo(&self, brief_path: &Path, bytes: &[u8]) -> io::Result<()> {
        let path = undo_path(&self.folder, brief_path);
        let Some(folder) = path.parent() else { return Ok(()) };
        self.volume.create_private_folder(folder)?;
        write_new(&path, bytes, &self.volume)?;
        prune(folder, &self.volume);
        Ok(())
    }

    /// The texts that programs left which no longer run, the newest first, and the files that nothing can be read of.
    pub fn left(&self) -> (Vec<Recovered>, Vec<PathBuf>) {
        let (mut texts, mut unreadable) = (Vec::new(), Vec::new());
        for file in self.left_files("journal") {
            let bytes = self.read_bounded(&file);
            let undo = self.read_bounded(&file.with_extension("undo"));
            match bytes.and_then(|bytes| read_journal(&bytes, undo.as_deref(), file.clone())) {
                Some(text) => texts.push(text),
                None => unreadable.push(file),
            }
        }
        texts.sort_by_key(|text| std::cmp::Reverse(text.at_unix_millis));
        (texts, unreadable)
    }

    /// The same, but of those that were not told before. A program that was killed may hold its lock for a moment
    /// longer, so what it left comes to light a little later.
    pub fn newly_left(&mut self) -> (Vec<Recovered>, Vec<PathBuf>) {
        let (mut texts, mut unreadable) = self.left();
        texts.retain(|text| !self.told.contains(&text.file));
        unreadable.retain(|file| !self.told.contains(file));
        self.told.extend(texts.iter().map(|text| text.file.clone()).chain(unreadable.iter().cloned()));
        (texts, unreadable)
    }

    fn read_bounded(&self, path: &Path) -> Option<Vec<u8>> {
        let is_small = fs::metadata(path).ok()?.len() <= MAX_BYTES;
        if is_small { self.volume.read(path).ok() } else { None }
    }

    fn file_of(&self, doc: DocId, extension: &str) -> PathBuf {
        self.folder.join(format!("{}_{doc}.{extension}", self.instance))
    }

    /// The files with an ending of programs that no longer run.
    fn left_files(&self, ending: &str) -> Vec<PathBuf> {
        let Ok(entries) = fs::read_dir(&self.folder) else { return Vec::new() };
        let mut files: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
        files.sort();
        let is_left = |path: &PathBuf| {
            let name = path.file_name().and_then(|name| name.to_str()).unwrap_or("");
            let Some((instance, _)) = name.split_once('_') else { return false };
            let is_kept = path.extension().is_some_and(|extension| extension == ending);
            is_kept && instance != self.instance && !self.is_running(instance)
        };
        files.retain(is_left);
        files
    }

    /// Removes what programs left that is of no use: what they had begun to write when they ended, where the text
    /// before it is still there; undo histories whose text is gone; and locks that nobody holds.
    fn remove_leftovers(&self) {
        for file in self.left_files("new") {
            self.volume.remove(&file).ok();
        }
        for file in self.left_files("undo") {
            if !file.with_extension("journal").exists() {
                self.volume.remove(&file).ok();
            }
        }
        for entry in fs::read_dir(&self.folder).into_iter().flatten().flatten() {
            let path = entry.path();
            let is_lock = path.extension().is_some_and(|extension| extension == "lock");
            let age = entry.metadata().and_then(|metadata| metadata.modified()).map(|since| since.elapsed());
            // A program that is just starting has made its lock and may not hold it yet.
            let is_old = age.is_ok_and(|age| age.is_ok_and(|age| age > MIN_LOCK_AGE));
            let is_free = || File::open(&path).is_ok_and(|lock| lock.try_lock().is_ok());
            if is_lock && is_old && is_free() {
                self.volume.remove(&path).ok();
            }
        }
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
        self.lock.unlock().ok();
        fs::remove_file(self.folder.join(format!("{}.lock", self.instance))).ok();
    }
}

impl Log {
    fn append(&mut self, changes: &[(u64, Change)]) -> io::Result<()> {
        // To a file that somebody has removed, writing succeeds and keeps nothing.
        if !self.file.is_named() {
            return Err(io::ErrorKind::NotFound.into());
        }
        let mut bytes = Vec::new();
        for (revision, change) in changes {
            log::append(&mut bytes, self.n_records, &Record::Change(*revision, change.clone()));
            self.n_records += 1;
        }
        self.n_appended += bytes.len() as u64;
        self.file.write(&bytes)?;
        self.file.sync()
    }
}

/// Writes the text with its undo history to new files and puts them in the place of those before.
fn write_whole(doc: DocId, document: &Document, file: &Path, volume: &Volume) -> io::Result<Log> {
    let draft = &document.draft;
    let head = Head {
        doc,
        path: document.path.clone(),
        based_on: document.based_on,
        revision: draft.revision,
        selection: draft.selection,
        n_bytes: draft.text.len(),
        at_unix_millis: wall_time().unix_millis,
    };
    let (bytes, n_records) = snapshot(&head, &draft.text);
    // Of an older text than the one beside it, an undo history is passed over.
    write_new(&file.with_extension("undo"), &undo_file(&draft.history, &draft.text), volume)?;
    let file = write_new(file, &bytes, volume)?;
    Ok(Log { file, n_records, n_appended: 0 })
}

/// Writes a private file whole or not at all, and leaves it open.
fn write_new(path: &Path, bytes: &[u8], volume: &Volume) -> io::Result<OpenFile> {
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
fn remove_pair(volume: &Volume, file: &Path) {
    for path in [file.to_owned(), file.with_extension("undo")] {
        if path.symlink_metadata().is_ok() {
            volume.remove(&path).ok();
        }
    }
}

/// Makes the folder and a lock of one's own in it.
fn lock(folder: &Path, instance: &str, volume: &Volume) -> io::Result<File> {
    volume.create_private_folder(folder)?;
    // No two programs have the same lock: it must not be there yet.
    let lock = File::create_new(folder.join(format!("{instance}.lock")))?;
    lock.lock()?;
    Ok(lock)
}

/// Removes the oldest undo histories where there are too many.
fn prune(folder: &Path, volume: &Volume) {
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
fn undo_path(folder: &Path, brief_path: &Path) -> PathBuf {
    let place = fs::canonicalize(brief_path).unwrap_or_else(|_| brief_path.to_owned());
    folder.join("undo").join(format!("{:016x}.undo", digest(place.as_os_str().as_encoded_bytes())))
}

/// The text that the bytes of a journal give back.
#[cfg(test)]
pub(super) fn read_left(bytes: &[u8]) -> Option<String> {
    read_journal(bytes, None, PathBuf::new()).map(|left| left.draft.text)
}

/// Reads the undo history that was kept of a saved brief, if it belongs to this text.
pub(super) fn load_undo(folder: &Path, brief_path: &Path, text: &str) -> Option<History> {
    read_undo(&fs::read(undo_path(folder, brief_path)).ok()?, text)
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
