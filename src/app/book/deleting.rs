//! Entries that are deleted: at once where no brief cites them, else when it was asked.

use crate::app::App;
use crate::app::book::words::fault_words;
use crate::brief::Lang;
use crate::facts::{EntryId, remove_entry};
use crate::session::{Citing, Disk, citing, is_same_file};

/// How many places are named.
const MOST_PLACES: usize = 4;

impl App {
    /// Whether an entry is shown that can be deleted.
    pub fn may_delete_entry(&self) -> bool {
        self.view.book.problem().is_none() && self.view.book.chosen.is_some()
    }

    /// Whether the entry that is shown is to be deleted though briefs cite it.
    pub fn is_deletion_asked(&self) -> bool {
        self.view.book.is_deletion_asked
    }

    /// Deletes the entry that is shown. Where briefs cite it, it says where, and deletes it when it is asked again.
    pub fn delete_entry(&mut self) {
        self.view.book.news.clear();
        let (Ok(file), Some(id)) = (&self.view.book.file, self.view.book.chosen.clone()) else { return };
        let (lang, path, text) = (self.lang(), file.path().to_owned(), file.text().to_owned());
        if !self.is_deletion_asked() {
            let places = self.places_citing(&id, citing(&path, &text, &id, &Disk));
            if !places.is_empty() {
                self.view.book.fault = Some(cited_words(&id, &places, lang));
                self.view.book.is_deletion_asked = true;
                return;
            }
        }
        match remove_entry(&text, &id) {
            Ok(text) => {
                self.change_book(text);
                let words = self.word("was deleted", "を削除しました");
                self.view.book.news.push(format!("{} {words}", id.name));
            }
            Err(fault) => {
                self.view.book.is_deletion_asked = false;
                self.view.book.fault = Some(fault_words(&fault, lang));
            }
        }
    }

    /// Leaves the entry where it is.
    pub fn keep_entry(&mut self) {
        self.view.book.is_deletion_asked = false;
        self.view.book.fault = None;
    }

    /// Where an entry is cited: in this brief as it stands in the window, in all others as they lie on the disk.
    fn places_citing(&self, id: &EntryId, on_disk: Vec<Citing>) -> Vec<String> {
        let own = self.session.path();
        let of_others =
            on_disk.into_iter().filter(|citing| !own.is_some_and(|own| is_same_file(own, &citing.path)));
        let uses = id.key().and_then(|key| self.view.book.index.uses.get(&key).cloned()).unwrap_or_default();
        let here = uses.iter().map(|used| {
            let line = self.session.lines().line_col(self.session.text(), used.span.start).line;
            match self.lang() {
                Lang::En => format!("line {line} of this brief"),
                Lang::Ja => format!("この資料の {line} 行目"),
            }
        });
        let there = of_others.map(|citing| {
            let file = citing.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            format!("{file}:{}", citing.line)
        });
        here.chain(there).collect()
    }
}

/// Says where an entry is cited, and what becomes of that.
fn cited_words(id: &EntryId, places: &[String], lang: Lang) -> String {
    let n_more = places.len().saturating_sub(MOST_PLACES);
    let named = &places[..places.len() - n_more];
    let (named, more) = match (lang, n_more) {
        (Lang::En, 0) => (named.join(", "), String::new()),
        (Lang::En, n_more) => (named.join(", "), format!(" and {n_more} more")),
        (Lang::Ja, 0) => (named.join("、"), String::new()),
        (Lang::Ja, n_more) => (named.join("、"), format!("ほか {n_more} か所")),
    };
    let name = &id.name;
    match lang {
        Lang::En => format!("{name} is cited: {named}{more}; there its figure would have no source"),
        Lang::Ja => format!("{name} は引用されています（{named}{more}）。削除すると出典がなくなります"),
    }
}
