//! The text of the open brief changes: by the editor, by a command, or because another brief is opened.

use std::path::PathBuf;

use crate::app::jobs::KeepOrder;
use crate::app::{Analysis, App, Order};
use crate::brief::Block;
use crate::session::Change;
use crate::text::{Edit, EditKind, Selection};

impl App {
    /// Changes the text as the editor or a command wants it.
    pub fn edit(&mut self, edits: Vec<Edit>, after: Selection, kind: EditKind) {
        let before = self.selection;
        if self.refuses_change() {
            return;
        }
        if let Some(change) = self.session.edit(&edits, (before, after), kind, self.now_millis) {
            self.view.n_reveals += u64::from(kind == EditKind::Other);
            self.text_changed(change);
        }
    }

    /// Takes back the last change.
    pub fn undo(&mut self) {
        if !self.refuses_change()
            && let Some(change) = self.session.undo()
        {
            self.view.n_reveals += 1;
            self.text_changed(change);
        }
    }

    /// Makes the change again that was taken back.
    pub fn redo(&mut self) {
        if !self.refuses_change()
            && let Some(change) = self.session.redo()
        {
            self.view.n_reveals += 1;
            self.text_changed(change);
        }
    }

    /// The session has made a change: whatever hangs on the text follows, and both threads are told.
    pub(super) fn text_changed(&mut self, change: Change) {
        let (doc, revision) = (self.session.id(), self.session.revision());
        self.selection = change.selection;
        self.analysis.carry(&change.edits);
        self.carry_stale(&change.edits);
        self.carry_find(&change.edits);
        self.jobs.order(Order::Edits(doc, revision, change.edits.clone()));
        match change.edits.as_slice() {
            [edit] => self.carry_outline(edit),
            _ => self.read_outline(),
        }
        self.jobs.keep(KeepOrder::Change(doc, change));
        self.safety.text_changed(revision, self.now_millis);
        if self.session.is_saved() {
            // It was undone or typed back to what the file holds.
            self.note_saved(revision);
        }
        self.protection = self.safety.protection(self.session.is_saved(), self.now_millis);
    }

    /// Moves the cursor and shows it.
    pub fn select(&mut self, selection: Selection) {
        self.selection = selection;
        self.view.n_reveals += 1;
    }

    /// Where one begins to write in a brief that was opened: behind the heading that it begins with, else where its
    /// body begins. Typed above the front matter, the first letter would take all that stands there for text.
    pub(super) fn first_place(&self) -> Selection {
        let (brief, text) = (self.session.brief(), self.session.text());
        let is_shown = |block: &&Block| !matches!(block, Block::Comment(_) | Block::Definition(_));
        let at = match brief.blocks.iter().find(is_shown) {
            Some(Block::Heading(heading)) => {
                let line = heading.span.slice(text).lines().next().unwrap_or("");
                heading.span.start + line.trim_end().len()
            }
            Some(block) => block.span().start,
            None => text.len(),
        };
        Selection::at(at)
    }

    /// A brief was opened or begun: everything about it is new. `continues` is the journal that it comes from.
    pub(super) fn brief_opened(&mut self, selection: Selection, continues: Option<PathBuf>) {
        self.practice.left_talk = None;
        self.practice.drawn.clear();
        self.find.within = None;
        self.analysis = Analysis { n_changes: self.analysis.n_changes + 1, ..Analysis::default() };
        self.preview.reset();
        self.view.begin(self.session.path());
        let (doc, revision) = (self.session.id(), self.session.revision());
        if let Some(folder) = &self.environment.state_folder {
            self.session.restore_undo(folder);
        }
        self.jobs.keep(KeepOrder::Seal(doc, self.session.seal().cloned()));
        self.jobs.keep(KeepOrder::Begin(Box::new(self.session.begun(selection, continues))));
        self.safety.reset();
        if !self.session.is_saved() {
            self.safety.text_changed(revision, self.now_millis);
        }
        self.protection = self.safety.protection(self.session.is_saved(), self.now_millis);
        self.jobs.order(Order::Text(doc, revision, self.session.text().to_owned()));
        self.send_resources();
        if self.session.awaits_pictures() {
            self.order_resources();
        }
        self.read_outline();
        self.watch();
        self.claim_brief();
        self.select(selection);
    }
}
