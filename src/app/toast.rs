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
    /// Whether it is bad news, which stays until it is read.
    pub is_error: bool,
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
        self.toasts.push(Toast { words: words.into(), is_error: false, offer, since_millis });
    }

    /// Says what went wrong, in the language of the window.
    pub fn report(&mut self, problem: &Message) {
        self.complain(problem.in_lang(self.lang()));
    }

    /// Says what went wrong.
    pub fn complain(&mut self, words: impl Into<String>) {
        let (words, since_millis) = (words.into(), self.now_millis);
        if self.toasts.iter().all(|toast| toast.words != words) {
            self.toasts.push(Toast { words, is_error: true, offer: None, since_millis });
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
