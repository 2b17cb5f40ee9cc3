//! What programs left in the journal's folder that no longer run.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::session::journal::Journal;
use crate::session::journal::claims::is_running;
use crate::session::journal::sealed::{begins_sealed, is_of, read_sealed};
use crate::session::journal::snapshot::{Recovered, read_journal};

/// How old a lock must be to be removed when nobody holds it.
pub(super) const MIN_LOCK_AGE: Duration = Duration::from_hours(24);
/// The largest journal that is read: the largest brief several times over.
const MAX_BYTES: u64 = 400_000_000;

impl Journal {
    /// The texts that programs left which no longer run, the newest first, and the files that nothing can be read of.
    pub fn left(&self) -> (Vec<Recovered>, Vec<PathBuf>) {
        let (mut texts, mut unreadable) = (Vec::new(), Vec::new());
        for file in self.left_files("journal") {
            if begins_sealed(&file) {
                // That of a sealed brief comes back when the brief is opened, or if it is open.
                texts.extend(self.left_of_open(&file));
                continue;
            }
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
        if self.left_files("journal").iter().all(|file| self.told.contains(file)) {
            return (Vec::new(), Vec::new());
        }
        let (mut texts, mut unreadable) = self.left();
        texts.retain(|text| !self.told.contains(&text.file));
        unreadable.retain(|file| !self.told.contains(file));
        self.told.extend(texts.iter().map(|text| text.file.clone()).chain(unreadable.iter().cloned()));
        (texts, unreadable)
    }

    /// Whether programs that no longer run have left text of sealed briefs, which comes back when they are opened.
    pub fn has_sealed_left(&self) -> bool {
        let mut files = self.left_files("journal").into_iter();
        files.any(|file| begins_sealed(&file))
    }

    /// What was left of a sealed brief that is open here. It may take a second to see, so each file is tried once.
    fn left_of_open(&self, file: &Path) -> Option<Recovered> {
        if self.told.contains(file) {
            return None;
        }
        let bytes = self.read_bounded(file)?;
        let seal = self.documents.iter().find_map(|(doc, document)| {
            let path = document.path.as_deref()?;
            self.seals.get(doc).filter(|_| is_of(&bytes, path))
        })?;
        read_sealed(&bytes, file, seal)
    }

    fn read_bounded(&self, path: &Path) -> Option<Vec<u8>> {
        let is_small = fs::metadata(path).ok()?.len() <= MAX_BYTES;
        if is_small { self.volume.read(path).ok() } else { None }
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
    pub(super) fn remove_leftovers(&self) {
        for file in self.left_files("new") {
            self.volume.remove(&file).ok();
        }
        for file in self.left_files("undo") {
            if !file.with_extension("journal").exists() {
                self.volume.remove(&file).ok();
            }
        }
        for entry in fs::read_dir(self.folder.join("claims")).into_iter().flatten().flatten() {
            let path = entry.path();
            if fs::read_to_string(&path).is_ok_and(|owner| !self.is_running(&owner)) {
                self.volume.remove(&path).ok();
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
        is_running(&self.folder, instance)
    }
}
