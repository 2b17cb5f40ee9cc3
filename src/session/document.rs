//! One open brief over time: its text as it is edited, taken back, saved.

use std::path::{Path, PathBuf};

use crate::brief::{Brief, parse, reparse};
use crate::session::draft::{Act, Change, Draft};
use crate::session::history::History;
use crate::session::identity::DocId;
use crate::session::journal::{Begun, Recovered, load_undo};
use crate::session::save::{SaveError, SaveOutcome, SaveTask};
use crate::session::{
    Files, Loaded, OpenError, References, Resources, Writing, is_same_file, open, read_text, references,
    reload,
};
use crate::text::{Diagnostic, Edit, EditKind, LineIndex, Selection, Span};

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
    /// What the text referred to when that was read last, or is being read.
    references: References,
    id: DocId,
}

impl Session {
    /// Opens a brief.
    ///
    /// # Errors
    /// The file cannot be read, or is not UTF-8.
    pub fn open(path: &Path, files: &dyn Files) -> Result<Self, OpenError> {
        let loaded = open(path, files)?;
        let on_disk = Some(digest(loaded.text.as_bytes()));
        let mut session = Self::new(loaded, Some(path.to_owned()));
        session.saved = Some(0);
        session.on_disk = on_disk;
        Ok(session)
    }

    /// Begins a brief that has no file yet. Unless it is empty, it is not saved.
    pub fn unnamed(text: String, files: &dyn Files) -> Self {
        let is_empty = text.is_empty();
        let mut session = Self::new(reload(Path::new("unnamed.md"), text, files), None);
        session.saved = is_empty.then_some(0);
        session
    }

    /// Opens text that was kept when the program last ended. Unless its file holds it after all, it is not saved.
    pub fn recovered(recovered: Recovered, files: &dyn Files) -> Self {
        let Recovered { path, based_on, draft, .. } = recovered;
        let shown = path.clone().unwrap_or_else(|| PathBuf::from("unnamed.md"));
        let own = digest(draft.text.as_bytes());
        let in_file = path.as_deref().and_then(|path| files.read(path, u64::MAX).ok());
        let is_in_file = in_file.is_some_and(|bytes| digest(&bytes) == own);
        let mut session = Self::new(reload(&shown, draft.text, files), path);
        session.revision = draft.revision;
        session.history = draft.history;
        session.history.close();
        session.on_disk = if is_in_file { Some(own) } else { based_on };
        session.saved = is_in_file.then_some(draft.revision);
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
            references,
            id: DocId::new(),
        }
    }

    /// Brings back the undo history that was kept beside the brief when it was saved last, if nothing else has
    /// written it since.
    pub fn restore_undo(&mut self, state_folder: &Path) {
        let Some(path) = self.path.as_deref().filter(|_| !self.history.can_undo()) else { return };
        if let Some(history) = load_undo(state_folder, path, self.text()) {
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
        self.saved == Some(self.revision)
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
        inverse
    }

    /// What the text referred to when that was read last, or is being read.
    pub fn references(&self) -> &References {
        &self.references
    }

    /// What the text refers to is being read anew.
    pub fn expect_resources(&mut self, references: References) {
        self.references = references;
    }

    /// Takes in what the text refers to, read anew.
    pub fn take_in(&mut self, resources: Resources) {
        self.loaded.take_in(resources);
    }

    /// Whether the file holds something else than it did when it was read or written last.
    pub fn is_changed_on_disk(&self, files: &dyn Files) -> bool {
        let Some(path) = &self.path else { return false };
        // A file that is gone can be written anew.
        files.read(path, u64::MAX).is_ok_and(|bytes| Some(digest(&bytes)) != self.on_disk)
    }

    /// Takes in what another program has written to the file, as one change of the part that differs. The file holds
    /// the text from then on.
    ///
    /// # Errors
    /// The file cannot be read, or is not UTF-8.
    pub fn read_changes(
        &mut self,
        files: &dyn Files,
        selection: Selection,
        now_millis: u64,
    ) -> Result<Option<Change>, OpenError> {
        let Some(path) = self.path.clone() else { return Ok(None) };
        let theirs = read_text(&path, files)?;
        let edit = difference(self.text(), &theirs);
        let mut span = selection.span();
        let head = if edit.carry(&mut span) { span.end } else { edit.span.start };
        let is_same = edit.span.is_empty() && edit.replacement.is_empty();
        let after = Selection::at(head);
        let change =
            if is_same { None } else { self.edit(&[edit], (selection, after), EditKind::Other, now_millis) };
        self.saved = Some(self.revision);
        self.on_disk = Some(digest(theirs.as_bytes()));
        Ok(change)
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

    /// The writing of the text to a file, whatever that holds.
    pub fn save_as_task(&self, path: &Path) -> SaveTask {
        let (doc, revision, text) = (self.id, self.revision, self.text().to_owned());
        SaveTask { doc, revision, path: path.to_owned(), based_on: None, text }
    }

    /// Takes in what became of a writing of this text, which may have been changed since.
    ///
    /// # Errors
    /// It failed; what the session holds is as it was.
    pub fn apply_save(&mut self, outcome: SaveOutcome) -> Result<(), SaveError> {
        let SaveOutcome { revision, path, own, is_in_place, result, .. } = outcome;
        if result.is_ok() {
            self.path = Some(path);
            self.saved = Some(revision);
            self.on_disk = Some(own);
        } else if is_in_place && self.path.as_ref() == Some(&path) {
            // The disk failed after the text was in place: nobody else has changed the file.
            self.on_disk = Some(own);
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

/// The one edit that makes one text of another, as short as it can be without looking inside.
fn difference(from: &str, to: &str) -> Edit {
    let n_same = from.bytes().zip(to.bytes()).take_while(|(from, to)| from == to).count();
    let start = from.floor_char_boundary(n_same).min(to.floor_char_boundary(n_same));
    let (from_rest, to_rest) = (&from.as_bytes()[start..], &to.as_bytes()[start..]);
    let n_tail = from_rest.iter().rev().zip(to_rest.iter().rev()).take_while(|(from, to)| from == to).count();
    let tail = |text: &str| text.len() - text.ceil_char_boundary(text.len() - n_tail);
    let n_tail = tail(from).min(tail(to));
    let span = Span::new(start, from.len() - n_tail);
    Edit::replace(span, &to[start..to.len() - n_tail])
}

/// A number that differs where bytes do (FNV-1a), the same in every version; it is compared, never trusted.
pub fn digest(bytes: &[u8]) -> u64 {
    let fold = |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
    bytes.iter().fold(0xcbf2_9ce4_8422_2325 ^ bytes.len() as u64, fold)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use proptest::prelude::*;

    use super::*;
    use crate::session::Disk;

    fn typed(session: &mut Session, at: usize, words: &str, now_millis: u64) {
        let after = Selection::at(at + words.len());
        let edit = Edit::insert(at, words);
        assert!(session.edit(&[edit], (Selection::at(at), after), EditKind::Typing, now_millis).is_some());
    }

    #[test]
    fn letters_of_a_word_are_taken_back_together() {
        let mut session = Session::unnamed(String::new(), &Disk);
        for (at, letter) in ["J", "o", "b", "s", " ", "n", "o", "w"].into_iter().enumerate() {
            typed(&mut session, at, letter, 100 * at as u64);
        }
        assert_eq!(session.undo().map(|change| change.selection), Some(Selection::at(5)));
        assert_eq!(session.text(), "Jobs ");
        session.undo();
        assert_eq!(session.text(), "");
        assert!(session.is_saved() || !session.can_undo());
        session.redo();
        assert_eq!(session.redo().map(|change| change.selection), Some(Selection::at(8)));
        assert_eq!(session.text(), "Jobs now");
    }

    #[test]
    fn a_pause_begins_a_step() {
        let mut session = Session::unnamed(String::new(), &Disk);
        typed(&mut session, 0, "a", 0);
        typed(&mut session, 1, "b", 5_000);
        session.undo();
        assert_eq!(session.text(), "a");
    }

    #[test]
    fn saving_keeps_line_ends_and_byte_order_mark_and_can_be_undone_past() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("brief.md");
        fs::write(&path, "\u{feff}# A\r\n\r\ntext\r\n").expect("written");
        let mut session = Session::open(&path, &Disk).expect("read");
        assert_eq!(session.line_ending(), "\r\n");
        let at = session.text().len();
        typed(&mut session, at, "more", 0);
        assert!(!session.is_saved());
        session.save(&Writing::default()).expect("saved");
        assert!(session.is_saved());
        assert_eq!(fs::read_to_string(&path).expect("read"), "\u{feff}# A\r\n\r\ntext\r\nmore");
        session.undo();
        assert!(!session.is_saved() && session.text().ends_with("text\r\n"));
    }

    #[test]
    fn a_file_that_another_program_wrote_is_not_overwritten() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("brief.md");
        fs::write(&path, "mine").expect("written");
        let mut session = Session::open(&path, &Disk).expect("read");
        typed(&mut session, 4, "!", 0);
        fs::write(&path, "theirs").expect("written");
        let err = session.save(&Writing::default()).expect_err("changed");
        assert!(matches!(err, SaveError::ChangedOnDisk { .. }), "{err}");
        assert_eq!(fs::read_to_string(&path).expect("read"), "theirs");
        assert_eq!(session.text(), "mine!");
        session.save_over(&Writing::default()).expect("asked for");
        assert_eq!(fs::read_to_string(&path).expect("read"), "mine!");
    }

    #[test]
    fn edits_that_do_not_fit_change_nothing() {
        let mut session = Session::unnamed("秘密".to_owned(), &Disk);
        let none = (Selection::default(), Selection::default());
        let inside = Edit::replace(Span::new(1, 2), "x");
        assert!(session.edit(&[inside], none, EditKind::Other, 0).is_none());
        let overlap = [Edit::replace(Span::new(0, 6), "x"), Edit::replace(Span::new(3, 6), "y")];
        assert!(session.edit(&overlap, none, EditKind::Other, 0).is_none());
        assert_eq!(session.text(), "秘密");
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 600, rng_seed: proptest::test_runner::RngSeed::Fixed(1), failure_persistence: None, ..ProptestConfig::default() })]
        #[test]
        fn what_is_taken_back_is_as_it_was(edits in prop::collection::vec(("[a-z#>\n\\- ]{0,6}", any::<prop::sample::Index>(), any::<prop::sample::Index>()), 1..12)) {
            let mut session = Session::unnamed("## One\n\ntext\n\n## Two\n".to_owned(), &Disk);
            let mut texts = vec![session.text().to_owned()];
            for (words, from, to) in edits {
                let n = session.text().len() + 1;
                let (from, to) = (from.index(n), to.index(n));
                let edit = Edit::replace(Span::new(from.min(to), from.max(to)), words);
                let none = (Selection::default(), Selection::default());
                prop_assert!(session.edit(&[edit], none, EditKind::Other, 0).is_some());
                let (brief, _) = parse(session.text());
                prop_assert_eq!(session.brief(), &brief, "{:?}", session.text());
                let index = LineIndex::new(session.text());
                prop_assert_eq!(session.lines(), &index);
                texts.push(session.text().to_owned());
            }
            while let Some(text) = texts.pop() {
                prop_assert_eq!(session.text(), text);
                session.undo();
            }
            prop_assert!(!session.can_undo());
        }
    }
}
