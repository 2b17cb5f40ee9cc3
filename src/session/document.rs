//! One open brief over time: its text as it is edited, taken back, saved.

mod disk;
mod opening;
mod resources;
mod sealed;
#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};

use crate::brief::{Brief, parse, reparse};
use crate::session::clock::wall_time;
use crate::session::digest::digest;
use crate::session::draft::{Act, Change, Draft};
use crate::session::encoding::Encoding;
use crate::session::history::History;
use crate::session::identity::DocId;
use crate::session::journal::{Begun, load_undo};
use crate::session::save::{SaveError, SaveOutcome, SaveTask};
use crate::session::seal::{Seal, is_sealed};
use crate::session::{Files, Loaded, References, Writing, is_same_file, references, reload};
use crate::text::{Diagnostic, Edit, EditKind, LineIndex, Selection};

pub use self::sealed::{OpenedSealed, asks_passphrase, open_sealed, seal_for};

/// An open brief.
///
/// The text is in memory as it is in the file, line ends and byte order mark with it, so that saving changes
/// nothing that was not typed.
pub struct Session {
    loaded: Loaded,
    path: Option<PathBuf>,
    lines: LineIndex,
    revision: u64,
    history: History,
    /// The revision that the file holds.
    saved: Option<u64>,
    /// What the file held when it was read or written last.
    on_disk: Option<u64>,
    /// The text that goes with it, where it is known, and since when the file has held it.
    base: Option<(String, u64)>,
    /// What the text referred to when that was read last, or is being read.
    references: References,
    /// How the file is sealed, if it is.
    seal: Option<Seal>,
    /// How the letters of the file are written.
    encoding: Encoding,
    /// What the file is not, though the text may be as it was written.
    state: FileState,
    /// Whether pictures of the brief have still to be read.
    awaits_pictures: bool,
    id: DocId,
}

/// What became of the file of a brief outside this program.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FileState {
    /// It is there, or there is none yet.
    #[default]
    Usual,
    /// It was deleted or moved away.
    Gone,
    /// It may only be read.
    ReadOnly,
}

impl Session {
    /// Begins a brief that has no file yet. Unless it is empty, it is not saved.
    pub fn unnamed(text: String, files: &dyn Files) -> Self {
        let is_empty = text.is_empty();
        let mut session = Self::new(reload(Path::new("unnamed.md"), text, files), None);
        session.saved = is_empty.then_some(0);
        session
    }

    fn new(loaded: Loaded, path: Option<PathBuf>) -> Self {
        let lines = LineIndex::new(&loaded.text);
        let references = references(&loaded.brief);
        let history = History::default();
        Self {
            loaded,
            path,
            lines,
            revision: 0,
            history,
            saved: None,
            on_disk: None,
            base: None,
            references,
            seal: None,
            encoding: Encoding::Utf8,
            state: FileState::Usual,
            awaits_pictures: false,
            id: DocId::new(),
        }
    }

    /// Brings back the undo history that was kept beside the brief when it was saved last, if nothing else has
    /// written it since.
    pub fn restore_undo(&mut self, state_folder: &Path) {
        let Some(path) = self.path.as_deref().filter(|_| !self.history.can_undo()) else { return };
        if let Some(history) = load_undo(state_folder, path, self.text(), self.seal.as_ref()) {
            self.history = history;
            self.history.close();
        }
    }

    /// Where the brief lies; nothing where it has no file yet.
    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// Whether a path leads to the brief's own file.
    pub fn is_at(&self, path: &Path) -> bool {
        self.path.as_deref().is_some_and(|own| is_same_file(own, path))
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.loaded.text
    }

    /// The tree of the text.
    pub fn brief(&self) -> &Brief {
        &self.loaded.brief
    }

    /// The brief with what it refers to, as it was read last.
    pub fn loaded(&self) -> &Loaded {
        &self.loaded
    }

    /// What the parser says of the text.
    pub fn parse_diagnostics(&self) -> &[Diagnostic] {
        &self.loaded.diagnostics
    }

    /// Where the lines of the text begin.
    pub fn lines(&self) -> &LineIndex {
        &self.lines
    }

    /// Grows with each change of the text.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// Whether the file holds the text as it is.
    pub fn is_saved(&self) -> bool {
        self.saved == Some(self.revision) && self.state != FileState::Gone
    }

    /// Whether there is a step to take back.
    pub fn can_undo(&self) -> bool {
        self.history.can_undo()
    }

    /// Whether there is a step to make again.
    pub fn can_redo(&self) -> bool {
        self.history.can_redo()
    }

    /// How lines end in this brief.
    pub fn line_ending(&self) -> &'static str {
        let text = self.text();
        let is_crlf = text.find('\n').is_some_and(|at| text[..at].ends_with('\r'));
        if is_crlf { "\r\n" } else { "\n" }
    }

    /// Makes edits against the text as it is, all or none; returns what was done, unless they do not fit.
    pub fn edit(
        &mut self,
        edits: &[Edit],
        selections: (Selection, Selection),
        kind: EditKind,
        now_millis: u64,
    ) -> Option<Change> {
        let mut sorted: Vec<Edit> = edits.to_vec();
        sorted.sort_by_key(|edit| std::cmp::Reverse(edit.span));
        let fits = |edit: &Edit| self.text().get(edit.span.start..edit.span.end).is_some();
        let is_apart = sorted.windows(2).all(|pair| pair[1].span.end <= pair[0].span.start);
        if sorted.is_empty() || !is_apart || !sorted.iter().all(fits) {
            return None;
        }
        let inverse = self.apply(&sorted);
        self.history.push((sorted.clone(), inverse), selections, kind, now_millis);
        let (before, selection) = selections;
        Some(Change { act: Act::Edit { kind, before, at_millis: now_millis }, edits: sorted, selection })
    }

    /// Takes back the last step; returns what was done.
    pub fn undo(&mut self) -> Option<Change> {
        let (edits, selection) = self.history.undo()?;
        self.apply(&edits);
        Some(Change { act: Act::Undo, edits, selection })
    }

    /// Makes the step again that was taken back last; returns what was done.
    pub fn redo(&mut self) -> Option<Change> {
        let (edits, selection) = self.history.redo()?;
        self.apply(&edits);
        Some(Change { act: Act::Redo, edits, selection })
    }

    /// Makes edits one after the other, and returns what takes each back.
    fn apply(&mut self, edits: &[Edit]) -> Vec<Edit> {
        let mut inverse = Vec::with_capacity(edits.len());
        let is_one = edits.len() == 1;
        for edit in edits {
            let Some(back) = edit.apply(&mut self.loaded.text) else { continue };
            inverse.push(back);
            if is_one {
                let Loaded { brief, diagnostics, text, .. } = &mut self.loaded;
                reparse(brief, diagnostics, edit, text);
                self.lines.edit(edit);
            }
        }
        if !is_one {
            (self.loaded.brief, self.loaded.diagnostics) = parse(&self.loaded.text);
            self.lines = LineIndex::new(&self.loaded.text);
        }
        self.revision += 1;
        // Whoever undoes or types back what the file holds has nothing to save.
        let is_base = |(base, _): &(String, u64)| *base == self.loaded.text;
        let is_nothing = self.path.is_none() && self.loaded.text.is_empty();
        if is_nothing || self.base.as_ref().is_some_and(is_base) {
            self.saved = Some(self.revision);
        }
        inverse
    }

    /// Nobody wants what the file does not hold: it was handed over, and this program shows the brief only.
    pub fn give_up(&mut self) {
        self.saved = Some(self.revision);
        self.base = None;
    }

    /// Forgets what could be undone.
    pub fn forget_undo(&mut self) {
        self.history = History::default();
    }

    /// Writes the text to the brief's file.
    ///
    /// # Errors
    /// Another program has changed the file, or it cannot be written.
    pub fn save(&mut self, writing: &Writing) -> Result<(), SaveError> {
        let outcome = self.save_task()?.run(writing);
        self.apply_save(outcome)
    }

    /// Writes the text to the brief's file, whatever it holds now.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn save_over(&mut self, writing: &Writing) -> Result<(), SaveError> {
        let path = self.path.clone().ok_or(SaveError::NoName)?;
        self.save_as(&path, writing)
    }

    /// Writes the text to another file, which is the brief's from then on.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn save_as(&mut self, path: &Path, writing: &Writing) -> Result<(), SaveError> {
        let outcome = self.save_as_task(path).run(writing);
        self.apply_save(outcome)
    }

    /// The writing of the text to the brief's file, unless another program has changed that.
    ///
    /// # Errors
    /// The brief has no file yet.
    pub fn save_task(&self) -> Result<SaveTask, SaveError> {
        let path = self.path.clone().ok_or(SaveError::NoName)?;
        // Where nothing is known of the file, only an empty one may be replaced.
        let based_on = self.on_disk.unwrap_or_else(|| digest(&[]));
        Ok(SaveTask { based_on: Some(based_on), ..self.save_as_task(&path) })
    }

    /// The writing of the text to a file, sealed from then on.
    pub fn save_sealed_task(&self, path: &Path, seal: Seal) -> SaveTask {
        SaveTask { seal: Some(seal), ..self.save_as_task(path) }
    }

    /// The writing of the text to a file that must not be there yet, or be empty.
    pub fn save_new_task(&self, path: &Path) -> SaveTask {
        SaveTask { based_on: Some(digest(&[])), ..self.save_as_task(path) }
    }

    /// The writing of the text to a file, whatever that holds.
    pub fn save_as_task(&self, path: &Path) -> SaveTask {
        let (doc, revision, text) = (self.id, self.revision, self.text().to_owned());
        let seal = self.seal.clone().filter(|_| is_sealed(path));
        // What is sealed is UTF-8, so that every program that opens it can read it.
        let encoding = if is_sealed(path) { Encoding::Utf8 } else { self.encoding };
        SaveTask { doc, revision, path: path.to_owned(), based_on: None, text, seal, encoding }
    }

    /// Takes in what became of a writing of this text, which may have been changed since.
    ///
    /// # Errors
    /// It failed; what the session holds is as it was.
    pub fn apply_save(&mut self, outcome: SaveOutcome) -> Result<(), SaveError> {
        let SaveOutcome { revision, path, text, seal, encoding, own, is_in_place, result, .. } = outcome;
        if result.is_ok() {
            self.path = Some(path);
            (self.seal, self.encoding) = (seal, encoding);
            self.saved = Some(revision);
            self.on_disk = Some(own);
            self.base = Some((text, wall_time().unix_millis));
            self.look_at_file();
        } else if is_in_place && self.path.as_ref() == Some(&path) {
            // The disk failed after the text was in place: nobody else has changed the file.
            self.on_disk = Some(own);
            self.base = Some((text, wall_time().unix_millis));
        }
        result
    }

    /// What the journal is told when the brief is opened. `continues` is the journal that it was recovered from.
    pub fn begun(&self, selection: Selection, continues: Option<PathBuf>) -> Begun {
        Begun {
            doc: self.id,
            path: self.path.clone(),
            based_on: self.on_disk,
            draft: Draft {
                text: self.text().to_owned(),
                revision: self.revision,
                selection,
                history: self.history.clone(),
            },
            encoding: self.encoding,
            is_saved: self.is_saved(),
            continues,
        }
    }

    /// What tells this document from every other.
    pub fn id(&self) -> DocId {
        self.id
    }

    /// The digest of what the file holds; nothing where there is none.
    pub fn on_disk(&self) -> Option<u64> {
        self.on_disk
    }
}
