//! What the brief refers to, read by one thread and given to another.

use std::path::PathBuf;
use std::sync::Arc;

use crate::app::{App, LoadOrder, Order, Referred};

impl App {
    /// Reads anew what the brief refers to, in a thread of its own.
    pub(super) fn order_resources(&mut self) {
        self.jobs.load(LoadOrder {
            doc: self.session.id(),
            path: self.session.path().map_or_else(|| PathBuf::from("unnamed.md"), PathBuf::from),
            references: self.session.references().clone(),
        });
    }

    /// Tells the typesetter what the brief refers to, as it was read last.
    pub(super) fn send_resources(&mut self) {
        let loaded = self.session.loaded();
        let referred = Referred {
            doc: Some(self.session.id()),
            awaits_pictures: self.session.awaits_pictures(),
            book: loaded.book.clone(),
            book_problem: loaded.book_problem.clone(),
            assets: loaded.assets.clone(),
            problems: loaded.problems.clone(),
            linked: loaded.linked.clone(),
            today: Some(self.environment.today),
            own_words: self.settings.own_words(),
        };
        self.jobs.order(Order::Referred(Arc::new(referred)));
    }
}
