//! Text that is not in its file yet, kept in the state folder so that it outlives a crash.
//!
//! Each document has a file of its own: the text as it was, then every change, appended within half a second. Each
//! running program has a lock in the folder. What a program left that no longer runs is what a crash left behind.
//! After a failed write nothing is appended to that file any more: the whole text goes to a new one.

mod claims;
mod codec;
mod earlier;
mod folder;
mod left;
mod log;
mod snapshot;
#[cfg(test)]
mod tests;
mod told;

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use crate::session::clock::wall_time;
use crate::session::draft::{Change, Draft};
use crate::session::history::History;
use crate::session::identity::DocId;
use crate::session::journal::codec::{Head, Record};
use crate::session::journal::folder::{lock, prune, remove_pair, undo_path, write_new};
use crate::session::journal::snapshot::{read_undo, snapshot, undo_file};
use crate::session::store::why;
use crate::session::volume::{OpenFile, Volume};

pub use self::claims::Claims;
pub use self::earlier::{EarlierState, HistoryLimits, NewState, Origin, earlier_states, forget_history};
pub use self::folder::state_folder;
pub use self::snapshot::Recovered;
pub use self::told::{Begun, Kept, Protection};

/// How long a change may wait for others to be written with it.
const GATHER: Duration = Duration::from_millis(200);
/// How long to wait after a failure before trying again.
const RETRY: Duration = Duration::from_millis(500);
/// How much may be appended to a text before the text is written anew, in bytes.
const MAX_APPENDED: u64 = 64 * 1024;

/// The program that a text belongs to which was handed over: none that runs.
const NOBODY: &str = "0";

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
    limits: HistoryLimits,
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
            limits: HistoryLimits::default(),
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

    /// Keeps an earlier state of a brief.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn keep_state(&self, state: &NewState) -> io::Result<()> {
        earlier::keep_state(&self.folder, state, self.limits, &self.volume)
    }

    /// From now on, earlier states are kept within these limits.
    pub fn limit_history(&mut self, limits: HistoryLimits) {
        self.limits = limits;
    }

    /// Forgets the earlier states of a document, and what could be undone in it; its text stays.
    ///
    /// # Errors
    /// A file cannot be removed.
    pub fn forget_history(&mut self, doc: DocId, path: &Path) -> io::Result<()> {
        forget_history(&self.folder, path)?;
        if let Some(document) = self.documents.get_mut(&doc) {
            document.draft.history = History::default();
            if document.log.take().is_some() || document.must_write {
                // What was appended holds older states, too: the text is written anew without them.
                document.must_write = true;
                self.due.get_or_insert_with(|| Instant::now() + GATHER);
            }
        }
        Ok(())
    }

    /// Hands what is not saved of a document to the program that has taken it over, as a crash would leave it.
    ///
    /// # Errors
    /// It cannot be written; then it is kept as it was.
    pub fn hand_over(&mut self, doc: DocId) -> io::Result<()> {
        let Some(document) = self.documents.get(&doc) else { return Ok(()) };
        if document.log.is_some() || document.must_write {
            let file = self.folder.join(format!("{NOBODY}_{doc}.journal"));
            write_whole(doc, document, &file, &self.volume)?;
            // It is not this program's to bring back.
            self.told.insert(file);
        }
        self.forget(doc);
        Ok(())
    }

    /// The claims of this program: which briefs are its to write.
    pub fn claims(&self) -> Claims {
        Claims::new(self.folder.clone(), self.instance.clone(), self.volume.clone())
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

    fn file_of(&self, doc: DocId, extension: &str) -> PathBuf {
        self.folder.join(format!("{}_{doc}.{extension}", self.instance))
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

/// The text that the bytes of a journal give back.
#[cfg(test)]
pub(super) fn read_left(bytes: &[u8]) -> Option<String> {
    snapshot::read_journal(bytes, None, PathBuf::new()).map(|left| left.draft.text)
}

/// Reads the undo history that was kept of a saved brief, if it belongs to this text.
pub(super) fn load_undo(folder: &Path, brief_path: &Path, text: &str) -> Option<History> {
    read_undo(&fs::read(undo_path(folder, brief_path)).ok()?, text)
}
