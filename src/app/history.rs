//! Earlier states of the open brief: shown with what differs, restored as a change that can be taken back, forgotten.

use std::path::Path;
use std::sync::Arc;

use crate::app::jobs::KeepOrder;
use crate::app::{App, Dialog};
use crate::session::{
    EarlierState, HistoryLimits, NewState, Origin, Piece, compare_words, earlier_states, io_reason,
    shown_time,
};
use crate::text::{EditKind, Message, Selection};

/// The earlier states of a brief as they are looked at.
#[derive(Clone, Debug)]
pub struct HistoryView {
    /// The states, the newest first.
    pub states: Vec<EarlierState>,
    /// The one that is looked at.
    pub chosen: usize,
    /// Its text, or why there is none.
    pub text: Result<String, Message>,
    /// What has changed since, by words.
    pub pieces: Vec<Piece>,
}

impl App {
    /// Shows the earlier states of the brief.
    pub fn show_history(&mut self) {
        let states = match (&self.environment.state_folder, self.session.path()) {
            (Some(folder), Some(path)) => earlier_states(folder, path),
            _ => Vec::new(),
        };
        if states.is_empty() {
            self.tell(
                self.word(
                    "There are no earlier states of this brief yet; each time it is saved, one is kept",
                    "履歴はまだありません。保存するたびに残ります",
                ),
                None,
            );
            return;
        }
        self.look_at_state(states, 0);
    }

    /// Looks at another earlier state.
    pub fn choose_state(&mut self, chosen: usize) {
        if let Some(Dialog::History(view)) = &self.view.dialog {
            let states = view.states.clone();
            self.look_at_state(states, chosen);
        }
    }

    fn look_at_state(&mut self, states: Vec<EarlierState>, chosen: usize) {
        let Some(state) = states.get(chosen) else { return };
        let text = state.read_with(self.session.seal()).map_err(|err| io_reason(&err));
        let pieces = text.as_ref().map(|text| compare_words(text, self.session.text())).unwrap_or_default();
        self.view.dialog = Some(Dialog::History(Arc::new(HistoryView { states, chosen, text, pieces })));
    }

    /// Makes the earlier state that is looked at the text of the brief. That can be taken back like any change.
    pub fn restore_state(&mut self) {
        let Some(Dialog::History(view)) = self.view.dialog.clone() else { return };
        let (Ok(text), Some(state)) = (&view.text, view.states.get(view.chosen)) else { return };
        self.view.dialog = None;
        if self.refuses_change() {
            return;
        }
        let at = shown_time(state.at_unix_millis);
        self.replace_text(text);
        let words =
            self.word("is here again; Ctrl+Z takes it back", "の状態に戻しました（Ctrl+Z で取り消せます）");
        self.tell(format!("{at} {words}"), None);
    }

    /// Changes the whole text, as one step of the undo history that changes no more than it must.
    pub(super) fn replace_text(&mut self, text: &str) {
        let edit = self.session.edit_to(text);
        let head = self.selection.head.min(edit.span.start);
        if !edit.span.is_empty() || !edit.replacement.is_empty() {
            self.edit(vec![edit], Selection::at(head), EditKind::Other);
        }
    }

    /// Forgets the earlier states of the brief and what could be undone. The text stays.
    pub fn forget_history(&mut self) {
        self.view.dialog = None;
        let Some(path) = self.session.path().map(Path::to_owned) else { return };
        self.session.forget_undo();
        self.jobs.keep(KeepOrder::ForgetHistory(self.session.id(), path));
        self.tell(self.word("The earlier states were forgotten", "履歴を消去しました"), None);
    }

    /// Keeps a text as an earlier state of the brief.
    pub(super) fn keep_state(&self, origin: Origin, text: &str) {
        if let Some(path) = self.session.path() {
            let at_unix_millis = (self.environment.wall_clock)().unix_millis;
            let state = NewState { path: path.to_owned(), text: text.to_owned(), origin, at_unix_millis };
            self.jobs.keep(KeepOrder::State(Box::new(state), self.session.seal().cloned()));
        }
    }

    /// Keeps what the brief's file held when it was read or written last, which is about to be replaced.
    pub(super) fn keep_base(&self) {
        if let (Some(path), Some((text, at_unix_millis))) = (self.session.path(), self.session.base()) {
            let (path, text, origin) = (path.to_owned(), text.to_owned(), Origin::Opened);
            let state = NewState { path, text, origin, at_unix_millis };
            self.jobs.keep(KeepOrder::State(Box::new(state), self.session.seal().cloned()));
        }
    }

    /// Tells the journal within which limits earlier states are to be kept.
    pub(super) fn limit_history(&self) {
        let (days, megabytes) = (self.settings.history_days, self.settings.history_megabytes);
        self.jobs.keep(KeepOrder::Limit(HistoryLimits { days, megabytes }));
    }
}
