//! One open brief over time: its text as it is edited, taken back, saved.

use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use crate::brief::{Block, Brief, InlineContent, Node, parse, reparse, walk_blocks};
use crate::session::history::History;
use crate::session::{Entry, Files, Loaded, OpenError, StoreError, Writing, open, reload, store_all};
use crate::text::{Diagnostic, Edit, EditKind, LineIndex, Selection};

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
    /// What the text referred to when it was read last.
    referred: Vec<String>,
    id: String,
}

/// Why a brief was not saved. Its text is as it was.
#[derive(Debug, thiserror::Error)]
pub enum SaveError {
    /// Another program has changed the file.
    #[error(
        "{path} was changed by another program and was not overwritten; save under another name, or overwrite it"
    )]
    ChangedOnDisk {
        /// The file.
        path: String,
    },
    /// The brief has no file yet.
    #[error("the brief has no name yet; choose one")]
    NoName,
    /// The file cannot be written.
    #[error(transparent)]
    Store(#[from] StoreError),
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

    /// Opens text that was kept when the program last ended: it is not saved.
    pub fn recovered(entry: Entry, files: &dyn Files) -> Self {
        let path = entry.path.clone();
        let shown = path.clone().unwrap_or_else(|| PathBuf::from("unnamed.md"));
        let mut session = Self::new(reload(&shown, entry.text, files), path);
        session.on_disk = entry.based_on;
        session
    }

    fn new(loaded: Loaded, path: Option<PathBuf>) -> Self {
        let lines = LineIndex::new(&loaded.text);
        let referred = referred(&loaded.brief);
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        let id = since.as_nanos().to_string();
        let history = History::default();
        Self { loaded, path, lines, revision: 0, history, saved: None, on_disk: None, referred, id }
    }

    /// Where the brief lies; nothing where it has no file yet.
    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// Whether a path leads to the brief's own file.
    pub fn is_at(&self, path: &Path) -> bool {
        let place = |path: &Path| path.canonicalize().ok();
        self.path
            .as_deref()
            .is_some_and(|own| own == path || (place(own).is_some() && place(own) == place(path)))
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

    /// Makes edits against the text as it is, all or none; returns whether they fit.
    pub fn edit(
        &mut self,
        edits: &[Edit],
        selections: (Selection, Selection),
        kind: EditKind,
        now_millis: u64,
    ) -> bool {
        let mut sorted: Vec<Edit> = edits.to_vec();
        sorted.sort_by_key(|edit| std::cmp::Reverse(edit.span));
        let fits = |edit: &Edit| self.text().get(edit.span.start..edit.span.end).is_some();
        let is_apart = sorted.windows(2).all(|pair| pair[1].span.end <= pair[0].span.start);
        if sorted.is_empty() || !is_apart || !sorted.iter().all(fits) {
            return false;
        }
        let inverse = self.apply(&sorted);
        self.history.push((sorted, inverse), selections, kind, now_millis);
        true
    }

    /// Takes back the last step; returns where the cursor was before it.
    pub fn undo(&mut self) -> Option<Selection> {
        let (edits, selection) = self.history.undo()?;
        self.apply(&edits);
        Some(selection)
    }

    /// Makes the step again that was taken back last; returns where the cursor was after it.
    pub fn redo(&mut self) -> Option<Selection> {
        let (edits, selection) = self.history.redo()?;
        self.apply(&edits);
        Some(selection)
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

    /// Whether the text refers to other files than when they were read last.
    pub fn refers_elsewhere(&self) -> bool {
        referred(&self.loaded.brief) != self.referred
    }

    /// Reads anew what the text refers to.
    pub fn refresh(&mut self, files: &dyn Files) {
        let path = self.path.clone().unwrap_or_else(|| PathBuf::from("unnamed.md"));
        let text = std::mem::take(&mut self.loaded.text);
        self.loaded = reload(&path, text, files);
        self.referred = referred(&self.loaded.brief);
    }

    /// Whether the file holds something else than it did when it was read or written last.
    pub fn is_changed_on_disk(&self, files: &dyn Files) -> bool {
        let Some(path) = &self.path else { return false };
        // A file that is gone can be written anew.
        files.read(path, u64::MAX).is_ok_and(|bytes| Some(digest(&bytes)) != self.on_disk)
    }

    /// Writes the text to the brief's file.
    ///
    /// # Errors
    /// Another program has changed the file, or it cannot be written.
    pub fn save(&mut self, files: &dyn Files, writing: &Writing) -> Result<(), SaveError> {
        let path = self.path.clone().ok_or(SaveError::NoName)?;
        if self.is_changed_on_disk(files) {
            return Err(SaveError::ChangedOnDisk { path: path.display().to_string() });
        }
        self.store(&path, writing)
    }

    /// Writes the text to the brief's file, whatever it holds now.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn save_over(&mut self, writing: &Writing) -> Result<(), SaveError> {
        let path = self.path.clone().ok_or(SaveError::NoName)?;
        self.store(&path, writing)
    }

    /// Writes the text to another file, which is the brief's from then on.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn save_as(&mut self, path: &Path, writing: &Writing) -> Result<(), SaveError> {
        self.store(path, writing)
    }

    fn store(&mut self, path: &Path, writing: &Writing) -> Result<(), SaveError> {
        let bytes = self.text().as_bytes().to_vec();
        let on_disk = digest(&bytes);
        store_all(&[(path.to_owned(), bytes)], true, writing)?;
        self.path = Some(path.to_owned());
        self.saved = Some(self.revision);
        self.on_disk = Some(on_disk);
        Ok(())
    }

    /// What is to be kept of the brief in case the program ends.
    pub fn entry(&self) -> Entry {
        Entry {
            id: self.id.clone(),
            path: self.path.clone(),
            based_on: self.on_disk,
            revision: self.revision,
            text: self.text().to_owned(),
        }
    }

    /// What the kept text of this brief is called.
    pub fn id(&self) -> &str {
        &self.id
    }
}

/// The files that a brief refers to.
fn referred(brief: &Brief) -> Vec<String> {
    let mut paths: Vec<String> = brief.front.facts.iter().cloned().collect();
    walk_blocks(&brief.blocks, &mut |node| match node {
        Node::Block(Block::Chart(chart)) => paths.extend(chart.chart.file().map(str::to_owned)),
        Node::Inline(inline) => match &inline.content {
            InlineContent::Image { dest, .. } | InlineContent::Link { dest, .. } => paths.push(dest.clone()),
            _ => {}
        },
        Node::Block(_) => {}
    });
    paths.sort();
    paths.dedup();
    paths
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
    use crate::text::Span;

    fn typed(session: &mut Session, at: usize, words: &str, now_millis: u64) {
        let after = Selection::at(at + words.len());
        let edit = Edit::insert(at, words);
        assert!(session.edit(&[edit], (Selection::at(at), after), EditKind::Typing, now_millis));
    }

    #[test]
    fn letters_of_a_word_are_taken_back_together() {
        let mut session = Session::unnamed(String::new(), &Disk);
        for (at, letter) in ["J", "o", "b", "s", " ", "n", "o", "w"].into_iter().enumerate() {
            typed(&mut session, at, letter, 100 * at as u64);
        }
        assert_eq!(session.undo(), Some(Selection::at(5)));
        assert_eq!(session.text(), "Jobs ");
        session.undo();
        assert_eq!(session.text(), "");
        assert!(session.is_saved() || !session.can_undo());
        session.redo();
        assert_eq!(session.redo(), Some(Selection::at(8)));
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
        session.save(&Disk, &Writing::default()).expect("saved");
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
        let err = session.save(&Disk, &Writing::default()).expect_err("changed");
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
        assert!(!session.edit(&[inside], none, EditKind::Other, 0));
        let overlap = [Edit::replace(Span::new(0, 6), "x"), Edit::replace(Span::new(3, 6), "y")];
        assert!(!session.edit(&overlap, none, EditKind::Other, 0));
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
                prop_assert!(session.edit(&[edit], none, EditKind::Other, 0));
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
