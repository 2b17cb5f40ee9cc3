//! The library in the window: what the thread has listed and found, as the lines of a tree.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::app::App;
use crate::app::jobs::LibraryOrder;
use crate::session::{LibraryRow, Watch};
use crate::text::Message;

/// The briefs of the library's folder, as far as they are listed.
#[derive(Clone, Debug, Default)]
pub struct Library {
    /// The briefs, folder by folder, each by title.
    pub rows: Arc<Vec<LibraryRow>>,
    /// Why there are none.
    pub problem: Option<Message>,
    /// Whether more are still being read.
    pub is_listing: bool,
    /// What is shown of them.
    pub shelf: Vec<ShelfRow>,
    found: Option<Found>,
    /// The words that the thread was asked for last.
    asked: String,
    /// Whether the first that is found is to be opened.
    opens_first: bool,
    folder: Option<PathBuf>,
    /// Whether the folder may hold other briefs by now, and when it was listed last.
    is_due: bool,
    listed_millis: u64,
}

/// A brief that holds what is sought.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LibraryHit {
    /// Which of the rows.
    pub row_idx: usize,
    /// The line it stands in, as it was typed; nothing where it is in the title.
    pub line: Option<String>,
}

/// The briefs that hold some words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The words.
    pub wanted: String,
    /// The briefs, among the rows that were told last.
    pub hits: Vec<LibraryHit>,
}

/// What the thread tells.
pub enum LibraryNews {
    /// The briefs of a folder, all of them or those that were read so far.
    Listed {
        /// The folder.
        folder: PathBuf,
        /// The briefs.
        rows: Arc<Vec<LibraryRow>>,
        /// Whether these are all.
        is_all: bool,
        /// What is sought is found among them.
        found: Option<Found>,
    },
    /// The briefs that hold some words.
    Found(PathBuf, Found),
    /// A folder cannot be listed.
    Failed(PathBuf, Message),
}

/// A line of the tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ShelfRow {
    /// A folder, as a path below that of the library, and how deep it lies.
    Folder(PathBuf, usize),
    /// A brief, with the line that holds what is sought, and how deep it lies.
    Brief(LibraryHit, usize),
}

impl App {
    /// Lists the briefs of the library's folder anew.
    pub fn list_library(&mut self) {
        let beside = self.session.path().and_then(Path::parent).map(Path::to_owned);
        let here = |folder: PathBuf| if folder.as_os_str().is_empty() { PathBuf::from(".") } else { folder };
        let Some(folder) = self.settings.library.clone().or(beside).map(here) else {
            self.view.library = Library::default();
            return;
        };
        self.list_folder(folder);
    }

    fn list_folder(&mut self, folder: PathBuf) {
        if self.view.library.folder.as_ref() != Some(&folder) {
            self.view.library = Library { folder: Some(folder.clone()), ..Library::default() };
            // Without a watch, the folder is still listed anew when the window has the keyboard again.
            self.claiming.library_watch =
                Watch::new(&folder.join("brief.md"), self.jobs.library_notice()).ok();
        }
        // What is shown stays until all is read anew.
        self.view.library.is_listing = self.view.library.rows.is_empty();
        (self.view.library.is_due, self.view.library.listed_millis) = (false, self.now_millis);
        self.jobs.shelve(LibraryOrder::List(folder));
    }

    /// Files were moved, renamed, deleted or added: the folder is listed anew now or a little later.
    pub(super) fn note_library_change(&mut self) {
        self.view.library.is_due = self.view.library.folder.is_some();
        self.view.cues.book_beside = None;
    }

    /// Lists the folder anew, if that is due.
    pub(super) fn refresh_library(&mut self) {
        if self.next_refresh_millis() == Some(0)
            && !self.view.library.is_listing
            && let Some(folder) = self.view.library.folder.clone()
        {
            self.list_folder(folder);
        }
    }

    /// When the folder is to be listed anew, in milliseconds from now; not while somebody speaks.
    pub(super) fn next_refresh_millis(&self) -> Option<u64> {
        /// How often the folder is listed while other programs write in it without a pause.
        const LIST_MILLIS: u64 = 2_000;
        let library = &self.view.library;
        let until = library.listed_millis + LIST_MILLIS;
        (library.is_due && self.talk.is_none()).then(|| until.saturating_sub(self.now_millis))
    }

    /// Lists the folder of the brief that was opened, where none was chosen and none is listed yet.
    pub(super) fn follow_brief(&mut self) {
        if self.view.library.folder.is_none() {
            self.list_library();
        }
    }

    /// Has the library searched for what is typed, unless it was.
    pub fn search_library(&mut self) {
        let wanted = self.view.library_search.trim();
        if wanted != self.view.library.asked {
            wanted.clone_into(&mut self.view.library.asked);
            self.jobs.shelve(LibraryOrder::Search(wanted.to_owned()));
            if wanted.is_empty() {
                self.view.library.found = None;
                self.set_shelf();
            }
        }
    }

    /// Opens the first brief that is found, as soon as it is.
    pub fn open_first_found(&mut self) {
        self.search_library();
        self.view.library.opens_first = true;
        self.open_if_found();
    }

    /// Folds a folder of the library, or opens it.
    pub fn fold_folder(&mut self, folder: PathBuf) {
        if !self.view.cues.folded.remove(&folder) {
            self.view.cues.folded.insert(folder);
        }
        self.set_shelf();
    }

    /// Takes in what the thread has told.
    pub(super) fn meet_library(&mut self, news: LibraryNews) {
        let library = &mut self.view.library;
        let own = library.folder.clone();
        let is_own = |folder: &PathBuf| own.as_ref() == Some(folder);
        match news {
            LibraryNews::Listed { folder, rows, is_all, found } if is_own(&folder) => {
                library.rows = rows;
                library.is_listing = !is_all;
                library.problem = None;
                // Hits of before point into another list.
                library.found = match (library.found.take(), found) {
                    (_, Some(found)) if found.wanted == library.asked => Some(found),
                    (Some(before), _) => Some(Found { hits: Vec::new(), ..before }),
                    (None, _) => None,
                };
            }
            LibraryNews::Found(folder, found) if is_own(&folder) => {
                if !found.wanted.is_empty() && found.wanted == library.asked {
                    library.found = Some(found);
                }
            }
            LibraryNews::Failed(folder, problem) if is_own(&folder) => {
                *library = Library { folder: Some(folder), problem: Some(problem), ..Library::default() };
            }
            // Another folder was chosen meanwhile.
            LibraryNews::Listed { .. } | LibraryNews::Found(..) | LibraryNews::Failed(..) => return,
        }
        self.set_shelf();
        self.open_if_found();
    }

    fn open_if_found(&mut self) {
        let library = &self.view.library;
        let is_told = library.found.as_ref().map_or("", |found| &found.wanted) == library.asked;
        if !library.opens_first || !is_told {
            return;
        }
        let first = library.shelf.iter().find_map(|row| match row {
            ShelfRow::Brief(hit, _) => library.rows.get(hit.row_idx),
            ShelfRow::Folder(..) => None,
        });
        let first = first.map(|row| row.path.clone());
        // What is not found yet may be in a brief that is still to be read.
        if first.is_none() && library.is_listing {
            return;
        }
        self.view.library.opens_first = false;
        if let Some(path) = first {
            let words = self.view.library_search.clone();
            self.open_at(path, &words);
        }
    }

    fn set_shelf(&mut self) {
        let found = self.view.library.found.as_ref().map(|found| found.hits.as_slice());
        self.view.library.shelf = shelf(&self.view.library.rows, found, &self.view.cues.folded);
    }
}

/// The lines of the tree: each folder once, with what lies in it below, unless it is folded. What was sought is shown
/// wherever it lies.
fn shelf(rows: &[LibraryRow], found: Option<&[LibraryHit]>, folded: &BTreeSet<PathBuf>) -> Vec<ShelfRow> {
    let all = || (0..rows.len()).map(|row_idx| LibraryHit { row_idx, line: None }).collect();
    let hits: Vec<LibraryHit> = found.map_or_else(all, <[LibraryHit]>::to_vec);
    let mut shelf = Vec::with_capacity(hits.len());
    let mut shown: BTreeSet<&Path> = BTreeSet::new();
    for hit in hits {
        let Some(row) = rows.get(hit.row_idx) else { continue };
        let above: Vec<&Path> =
            row.folder.ancestors().filter(|folder| !folder.as_os_str().is_empty()).collect();
        let mut is_folded = false;
        for (depth, folder) in above.iter().rev().enumerate() {
            if !is_folded && shown.insert(folder) {
                shelf.push(ShelfRow::Folder(folder.to_path_buf(), depth));
            }
            is_folded |= found.is_none() && folded.contains(*folder);
        }
        if !is_folded {
            shelf.push(ShelfRow::Brief(hit, above.len()));
        }
    }
    shelf
}
