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
mod sealed;
mod snapshot;
#[cfg(test)]
mod tests;
mod told;
mod writing;

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use crate::session::draft::{Change, Draft};
use crate::session::encoding::Encoding;
use crate::session::history::History;
use crate::session::identity::DocId;
use crate::session::journal::folder::{lock, prune, remove_pair, undo_path, write_new};
use crate::session::journal::snapshot::undo_file;
use crate::session::journal::writing::{Log, closed, write_whole};
use crate::session::reason::{refused, write_reason};
use crate::session::seal::Seal;
use crate::session::volume::Volume;
use crate::text::message;

pub use self::claims::Claims;
pub(super) use self::earlier::known_key;
pub use self::earlier::{EarlierState, HistoryLimits, NewState, Origin, earlier_states, forget_history};
pub use self::folder::state_folder;
pub use self::sealed::recover_sealed;
pub use self::snapshot::Recovered;
pub use self::told::{Begun, Kept, Protection};
pub(super) use self::writing::load_undo;

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
    /// How the documents are sealed that are.
    seals: BTreeMap<DocId, Seal>,
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
    encoding: Encoding,
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
            seals: BTreeMap::new(),
            due: None,
            limits: HistoryLimits::default(),
            told: BTreeSet::new(),
        };
        journal.remove_leftovers();
        Ok(journal)
    }

    /// From now on, what is kept of a document is sealed, or is not. To be told before the document is taken in.
    pub fn seal(&mut self, doc: DocId, seal: Option<Seal>) {
        match seal {
            Some(seal) => self.seals.insert(doc, seal),
            None => self.seals.remove(&doc),
        };
    }

    /// Takes in a document. One whose text is in no file is written soon.
    pub fn begin(&mut self, begun: Begun) {
        let Begun { doc, path, based_on, encoding, draft, is_saved, continues } = begun;
        // It is not to be told again before it is written anew.
        self.told.extend(continues.clone());
        let document = Document {
            path,
            based_on,
            encoding,
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
            kept.push(Kept { doc, revision, result: result.map_err(|err| write_reason(&err).0) });
        }
        kept
    }

    fn write(&mut self, doc: DocId) -> io::Result<()> {
        let file = self.file_of(doc, "journal");
        let Some(document) = self.documents.get_mut(&doc) else { return Ok(()) };
        if document.has_lost_track {
            let message = message!(
                "the journal does not fit the text; save the brief and open it again",
                "保護用の記録が本文と合いません。資料を保存して開き直してください"
            );
            return Err(refused(io::ErrorKind::Other, message));
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
        let seal = self.seals.get(&doc);
        let log = write_whole((doc, document), seal, &file, &self.volume);
        let log = match log {
            Err(err) if err.kind() == io::ErrorKind::NotFound => {
                // The folder is gone, and the lock with it.
                self.lock = lock(&self.folder, &self.instance, &self.volume)?;
                write_whole((doc, document), seal, &file, &self.volume)?
            }
            log => log?,
        };
        document.log = Some(log);
        document.must_write = false;
        let left = document.continues.take();
        self.remove_left(left);
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
        self.store_undo(path, bytes, self.seals.get(&doc)).ok();
        self.remove_files(doc);
        self.remove_left(left);
    }

    /// Removes the text that a document continues. A program that owes text a second time writes a file of that name.
    fn remove_left(&mut self, left: Option<PathBuf>) {
        if let Some(left) = left {
            remove_pair(&self.volume, &left);
            if !left.exists() {
                self.told.remove(&left);
            }
        }
    }

    /// Forgets a document: it was closed, and its text is saved or not wanted.
    pub fn forget(&mut self, doc: DocId) {
        if let Some(document) = self.documents.remove(&doc) {
            self.remove_left(document.continues);
        }
        self.remove_files(doc);
    }

    /// Keeps an earlier state of a brief.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn keep_state(&self, state: &NewState) -> io::Result<()> {
        earlier::keep_state(&self.folder, (state, None), self.limits, &self.volume)
    }

    /// Keeps an earlier state of a sealed brief, sealed.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn keep_sealed_state(&self, state: &NewState, seal: &Seal) -> io::Result<()> {
        earlier::keep_state(&self.folder, (state, Some(seal)), self.limits, &self.volume)
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

    /// Hands what is not saved of a document to the program that has taken it over, as a crash would leave it. Returns
    /// the revision that was handed over; nothing where the document is not known, or not any more.
    ///
    /// # Errors
    /// It cannot be written; then it is kept as it was.
    pub fn hand_over(&mut self, doc: DocId) -> io::Result<Option<u64>> {
        let Some(document) = self.documents.get(&doc) else { return Ok(None) };
        let revision = document.draft.revision;
        if document.log.is_some() || document.must_write {
            let file = self.folder.join(format!("{NOBODY}_{doc}.journal"));
            write_whole((doc, document), self.seals.get(&doc), &file, &self.volume)?;
            // It is not this program's to bring back.
            self.told.insert(file);
        }
        self.forget(doc);
        Ok(Some(revision))
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

    fn store_undo(&self, brief_path: &Path, bytes: Vec<u8>, seal: Option<&Seal>) -> io::Result<()> {
        let bytes = closed(bytes, seal, Some(brief_path))?;
        let path = undo_path(&self.folder, brief_path);
        let Some(folder) = path.parent() else { return Ok(()) };
        self.volume.create_private_folder(folder)?;
        write_new(&path, &bytes, &self.volume)?;
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

/// The text that the bytes of a journal give back.
#[cfg(test)]
pub(super) fn read_left(bytes: &[u8]) -> Option<String> {
    snapshot::read_journal(bytes, None, PathBuf::new()).map(|left| left.draft.text)
}
