//! A disk that may lose its power: of what was not made to last, any part may be there afterwards.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::session::volume::Call;

/// The names of a folder tree, each with the number of its file.
type Names = BTreeMap<PathBuf, usize>;
/// A change of names that happens as a whole: each gets the number of a file, or goes.
type Renaming = Vec<(PathBuf, Option<usize>)>;
/// What lies where after a crash.
pub(super) type Found = BTreeMap<PathBuf, Vec<u8>>;

/// At most how many parts of what is not made to last are taken apart; beyond them, all is there or nothing.
const MAX_PARTS: usize = 10;

#[derive(Clone, Default)]
struct File {
    lasting: Vec<u8>,
    /// Parts that were written and may be lost, each with its place.
    pending: Vec<(usize, Vec<u8>)>,
    n_bytes: usize,
}

/// A disk: what lasts, and what was done since.
#[derive(Clone, Default)]
pub(super) struct Model {
    files: Vec<File>,
    names: Names,
    lasting: Names,
    /// Changes of names that may be lost, each as a whole.
    pending: Vec<(PathBuf, Renaming)>,
    /// How much is written or lost as a whole, in bytes.
    block: usize,
}

impl Model {
    pub(super) fn new(block: usize) -> Self {
        Self { block, ..Self::default() }
    }

    /// Puts a file there that lasts.
    pub(super) fn put(&mut self, path: &Path, bytes: &[u8]) {
        self.files.push(File { lasting: bytes.to_vec(), pending: Vec::new(), n_bytes: bytes.len() });
        self.names.insert(path.to_owned(), self.files.len() - 1);
        self.lasting = self.names.clone();
    }

    /// Does what a call does.
    pub(super) fn apply(&mut self, call: &Call) {
        match call {
            Call::Create(path) => {
                self.files.push(File::default());
                self.rename(path, vec![(path.clone(), Some(self.files.len() - 1))]);
            }
            Call::OpenInPlace(path) => {
                if let Some(&file) = self.names.get(path) {
                    self.files[file].n_bytes = 0;
                }
            }
            Call::Write(path, bytes) => {
                let Some(&file) = self.names.get(path) else { return };
                let file = &mut self.files[file];
                for part in bytes.chunks(self.block) {
                    file.pending.push((file.n_bytes, part.to_vec()));
                    file.n_bytes += part.len();
                }
            }
            Call::SyncFile(path) => {
                let Some(&file) = self.names.get(path) else { return };
                let file = &mut self.files[file];
                let all = vec![true; file.pending.len()];
                file.lasting = contents(file, &all);
                file.pending.clear();
            }
            Call::Rename(from, to) | Call::RenameNew(from, to) => {
                let file = self.names.get(from).copied();
                self.rename(to, vec![(from.clone(), None), (to.clone(), file)]);
            }
            Call::Exchange(from, to) => {
                let (first, second) = (self.names.get(from).copied(), self.names.get(to).copied());
                self.rename(to, vec![(from.clone(), second), (to.clone(), first)]);
            }
            Call::Remove(path) => self.rename(path, vec![(path.clone(), None)]),
            Call::SyncFolder(folder) => {
                let (kept, done): (Vec<_>, Vec<_>) =
                    self.pending.drain(..).partition(|(of, _)| of.parent() != Some(folder.as_path()));
                self.pending = kept;
                done.iter().for_each(|(_, change)| set(&mut self.lasting, change));
            }
            Call::CreateFolder(_) | Call::SetLen(..) | Call::CopyAttributes(..) | Call::Read(_) => {}
        }
    }

    fn rename(&mut self, of: &Path, change: Renaming) {
        set(&mut self.names, &change);
        self.pending.push((of.to_owned(), change));
    }

    /// Shows what may be there if the power goes now; returns how many states that were.
    pub(super) fn crash(&self, show: &mut dyn FnMut(&Found)) -> usize {
        let mut n_states = 0;
        for kept in subsets(self.pending.len()) {
            let mut names = self.lasting.clone();
            for ((_, change), _) in self.pending.iter().zip(&kept).filter(|(_, kept)| **kept) {
                set(&mut names, change);
            }
            n_states += self.crash_files(&names, show);
        }
        n_states
    }

    /// The same for one state of the names: each file that has one may have lost some of what was written.
    fn crash_files(&self, names: &Names, show: &mut dyn FnMut(&Found)) -> usize {
        let whole: Found = names
            .iter()
            .map(|(path, &file)| {
                let file = &self.files[file];
                (path.clone(), contents(file, &vec![true; file.pending.len()]))
            })
            .collect();
        let mut n_states = 0;
        for (path, &file) in names {
            for kept in subsets(self.files[file].pending.len()) {
                let mut found = whole.clone();
                found.insert(path.clone(), contents(&self.files[file], &kept));
                show(&found);
                n_states += 1;
            }
        }
        if names.is_empty() {
            show(&whole);
            n_states += 1;
        }
        n_states
    }
}

fn set(names: &mut Names, change: &[(PathBuf, Option<usize>)]) {
    for (path, file) in change {
        match file {
            Some(file) => names.insert(path.clone(), *file),
            None => names.remove(path),
        };
    }
}

/// What is in a file of which some parts were written: where one is missing, zeros.
fn contents(file: &File, kept: &[bool]) -> Vec<u8> {
    let mut bytes = file.lasting.clone();
    for ((at, part), _) in file.pending.iter().zip(kept).filter(|(_, kept)| **kept) {
        let end = at + part.len();
        if bytes.len() < end {
            bytes.resize(end, 0);
        }
        bytes[*at..end].copy_from_slice(part);
    }
    bytes
}

/// All ways to keep some of `n` things; of many, only the first so many apart.
fn subsets(n: usize) -> impl Iterator<Item = Vec<bool>> {
    let n_apart = n.min(MAX_PARTS);
    (0..1_usize << n_apart).map(move |bits| (0..n).map(|idx| bits >> idx.min(n_apart - 1) & 1 == 1).collect())
}
