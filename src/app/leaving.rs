//! What leaves with a copy, summed up before its file is written; made once for each state of the text.

use std::cell::RefCell;
use std::sync::Arc;

use crate::app::App;
use crate::brief::{Lang, Reader};
use crate::release::{Leaving, leaving, project};
use crate::session::DocId;

/// The summary that was asked for last, and of what it is.
#[derive(Debug, Default)]
pub(super) struct LeavingCache(RefCell<Option<Kept>>);

/// A summary, and the document, its revision and the reader it was made for.
type Kept = ((DocId, u64, Reader), Arc<Leaving>);

impl App {
    /// What a reader's copy of the text as it is now holds.
    pub fn leaving(&self, reader: Reader) -> Arc<Leaving> {
        let key = (self.session.id(), self.session.revision(), reader);
        let mut cache = self.preview.leaving.0.borrow_mut();
        if let Some((_, leaving)) = cache.as_ref().filter(|(of, _)| *of == key) {
            return Arc::clone(leaving);
        }
        let loaded = self.session.loaded();
        let made = Arc::new(leaving(&project(self.session.brief(), &loaded.context(), reader)));
        *cache = Some((key, Arc::clone(&made)));
        made
    }

    /// The same in lines for people: a label and what it says.
    pub fn leaving_rows(&self, leaving: &Leaving) -> Vec<(&'static str, String)> {
        let none = || self.word("none", "なし").to_owned();
        let links = match leaving.links.as_slice() {
            [] => none(),
            links => links.join(self.word(", ", "、")),
        };
        let comma = self.word(", ", "、");
        let date = leaving.date.as_ref().map(|date| format!("{comma}{date}")).unwrap_or_default();
        let made = match self.lang() {
            Lang::En => format!("title “{}”{date}, language, Démarche", leaving.title),
            Lang::Ja => format!("題名「{}」{date}、言語、Démarche", leaving.title),
        };
        vec![
            (self.word("Marking", "表示"), leaving.marking.clone().unwrap_or_else(none)),
            (self.word("Pictures", "図"), leaving.n_pictures.to_string()),
            (self.word("Links", "リンク"), links),
            (self.word("Metadata", "ファイル情報"), made),
        ]
    }
}
