//! Where the brief uses facts whose time is past: the same places are amber in text, pages and console.

use crate::app::App;
use crate::check::reference_day;
use crate::facts::{FactState, Use, state, uses};
use crate::text::Edit;

impl App {
    /// Finds the places anew, once the text was checked.
    pub(in crate::app) fn find_stale(&mut self) {
        self.view.book.stale.clear();
        // Mostly nothing is stale, and then nobody walks over the brief.
        if self.analysis.findings.iter().any(|found| found.code == "stale-fact") {
            let loaded = self.session.loaded();
            let today = reference_day(&loaded.brief.front, self.today());
            let is_stale = |key: &String| {
                loaded.book.fact(key).is_some_and(|fact| state(fact, today) != FactState::Current)
            };
            let mut stale: Vec<Use> = uses(&loaded.brief, &loaded.book)
                .into_iter()
                .filter(|(key, _)| is_stale(key))
                .flat_map(|(_, uses)| uses)
                .collect();
            stale.sort_by_key(|used| used.span);
            stale.dedup();
            self.view.book.stale = stale;
        }
    }

    /// Moves the places along with the text, until it is checked anew.
    pub(in crate::app) fn carry_stale(&mut self, edits: &[Edit]) {
        self.view.book.stale.retain_mut(|used| edits.iter().all(|edit| edit.carry(&mut used.span)));
    }
}
