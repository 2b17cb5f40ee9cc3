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
    /// What it is about, where the same can be tried again: then it goes.
    pub about: Option<About>,
    /// When it came, in milliseconds of the program's clock.
    pub since_millis: u64,
}

/// What a message is about, where the same can be tried again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    /// A file that was to be written for a reader.
    Export,
    /// A brief that was to be made of another file.
    Import,
    /// A picture that was to go into the text.
    Picture,
    /// A talk that was to begin.
    Talk,
    /// Text that was to be brought back.
    Recovery,
    /// The right to write the brief in this window.
    Claim,
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
        let words = words.into();
        self.toasts.push(Toast { words, is_error: false, stays: false, offer, about: None, since_millis });
    }

    /// Takes back what was said about something, since it is tried again.
    pub(super) fn forget_about(&mut self, about: About) {
        self.toasts.retain(|toast| toast.about != Some(about));
    }

    /// Does something, and notes what is said meanwhile as being about it. What was said before stays: of two files that
    /// are written at the same time, either can fail.
    pub(super) fn tell_about(&mut self, about: About, act: impl FnOnce(&mut Self)) {
        let before = self.toasts.clone();
        act(self);
        for toast in self.toasts.iter_mut().filter(|toast| !before.contains(toast)) {
            toast.about = toast.about.or(Some(about));
        }
    }

    /// Takes away the oldest message.
    pub fn dismiss_oldest(&mut self) {
        if !self.toasts.is_empty() {
            self.toasts.remove(0);
        }
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
        if let Some(toast) = self.toasts.iter_mut().find(|toast| toast.words == words) {
            toast.since_millis = since_millis;
            return;
        }
        let (offer, about) = (None, None);
        self.toasts.push(Toast { words, is_error: true, stays, offer, about, since_millis });
    }

    /// Says what went wrong, and offers what can be done about it.
    pub(super) fn complain_with(&mut self, words: &str, offer: &Offer) {
        self.complain(words);
        for toast in self.toasts.iter_mut().filter(|toast| toast.words == words) {
            toast.offer = Some(offer.clone());
        }
    }
}
