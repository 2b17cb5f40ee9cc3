//! Commands of the find bar.

use crate::app::{App, Dialog, Offer};
use crate::text::{Edit, EditKind, Selection, Span};

impl App {
    /// Opens the find bar, with the selection as what is looked for, and gives its field the keyboard.
    pub fn open_find(&mut self) {
        let text = self.session.text();
        let selected = self.selected();
        let words = selected.slice(text);
        // What was found by a pattern does not take its place.
        let is_match =
            self.is_finding() && self.find.matches(text).is_ok_and(|found| found.contains(&selected));
        if words.contains('\n') {
            self.find.within = Some(selected);
        } else if !words.is_empty() && !is_match {
            self.find.pattern = words.to_owned();
            self.find.within = None;
        }
        self.view.dialog = Some(Dialog::Find);
        self.view.cues.asks_find = true;
    }

    /// Whether the find bar is open.
    pub fn is_finding(&self) -> bool {
        matches!(self.view.dialog, Some(Dialog::Find))
    }

    /// Looks in the selected part alone from now on, or in the whole text again.
    pub fn find_within(&mut self, is_within: bool) {
        let selected = self.selected();
        self.find.within = Some(selected).filter(|span| is_within && !span.is_empty());
        if is_within && self.find.within.is_none() {
            self.tell(self.word("Select a part of the text first", "先に範囲を選択してください"), None);
        }
    }

    /// Selects the next match after the cursor, or the one before it, round the end of the text.
    pub fn find_next(&mut self, is_backward: bool) {
        let matches = self.find.matches(self.session.text()).unwrap_or_default();
        let selected = self.selected();
        let found = if is_backward {
            matches.iter().rev().find(|span| span.end <= selected.start).or(matches.last())
        } else {
            matches.iter().find(|span| span.start >= selected.end).or(matches.first())
        };
        if let Some(&Span { start, end }) = found {
            self.select(Selection { anchor: start, head: end });
        }
    }

    /// Replaces the match that is selected, and goes to the next.
    pub fn replace_next(&mut self) {
        let selected = self.selected();
        if let Ok(Some(edit)) = self.find.replace_one(self.session.text(), selected) {
            let end = edit.span.start + edit.replacement.len();
            self.edit(vec![edit], Selection { anchor: end, head: end }, EditKind::Other);
        }
        self.find_next(false);
    }

    /// Replaces every match, as one step that can be taken back; says how many.
    pub fn replace_all(&mut self) {
        let Ok(edits) = self.find.replace_all(self.session.text()) else { return };
        let n_edits = edits.len();
        let start = edits.first().map_or(self.selection.head, |edit| edit.span.start);
        self.edit(edits, Selection { anchor: start, head: start }, EditKind::Other);
        let offer = (n_edits > 0).then_some(Offer::Undo(self.session.id(), self.session.revision()));
        self.tell(format!("{n_edits} {}", self.word("replaced", "件を置換しました")), offer);
    }

    /// The part that alone is looked through follows the text.
    pub(super) fn carry_find(&mut self, edits: &[Edit]) {
        let Some(within) = &mut self.find.within else { return };
        for edit in edits {
            let is_inside = within.start <= edit.span.start && edit.span.end <= within.end;
            if is_inside {
                within.end = within.end - edit.span.len() + edit.replacement.len();
            } else if !edit.carry(within) {
                self.find.within = None;
                return;
            }
        }
    }
}
