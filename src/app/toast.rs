//! Lines that say what happened, and what can be done about it.

use std::path::PathBuf;

use crate::app::{App, Revision};
use crate::session::DocId;
use crate::text::Message;

/// A line that says what happened, and goes by itself.
#[derive(Clone, Debug, PartialEq)]
pub struct Toast {
    /// What happened.
    pub words: String,
    /// Whether it is bad news.
    pub is_error: bool,
    /// Whether it stays until it is read, rather than for its time.
    pub stays: bool,
    /// What can be done about it.
    pub offer: Option<Offer>,
    /// When it came, in milliseconds of the program's clock.
    pub since_millis: u64,
}

/// What can be done about what happened.
#[derive(Clone, Debug, PartialEq)]
pub enum Offer {
    /// A folder can be shown.
    ShowFolder(PathBuf),
    /// The last change can be taken back, while the text is still the one it made.
    Undo(DocId, Revision),
    /// The brief can be saved under another name.
    SaveElsewhere,
    /// The brief can be saved in UTF-8.
    SaveInUtf8,
}

impl App {
    /// Says what happened.
    pub fn tell(&mut self, words: impl Into<String>, offer: Option<Offer>) {
        let since_millis = self.now_millis;
        self.toasts.push(Toast { words: words.into(), is_error: false, stays: false, offer, since_millis });
    }

    /// Says what went wrong, in the language of the window.
    pub fn report(&mut self, problem: &Message) {
        self.complain(problem.in_lang(self.lang()));
    }

    /// Says what went wrong.
    pub fn complain(&mut self, words: impl Into<String>) {
        self.push_error(words.into(), true);
    }

    /// Says why nothing came of what was asked for, where nothing else has changed: it goes after its time.
    pub(super) fn report_in_passing(&mut self, problem: &Message) {
        self.push_error(problem.in_lang(self.lang()).to_owned(), false);
    }

    fn push_error(&mut self, words: String, stays: bool) {
        let since_millis = self.now_millis;
        match self.toasts.iter_mut().find(|toast| toast.words == words) {
            Some(toast) => toast.since_millis = since_millis,
            None => self.toasts.push(Toast { words, is_error: true, stays, offer: None, since_millis }),
        }
    }

    /// Says what went wrong, and offers what can be done about it.
    pub(super) fn complain_with(&mut self, words: &str, offer: &Offer) {
        self.complain(words);
        for toast in self.toasts.iter_mut().filter(|toast| toast.words == words) {
            toast.offer = Some(offer.clone());
        }
    }
}
