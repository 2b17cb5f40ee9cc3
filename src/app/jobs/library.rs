//! The thread that lists the briefs of a folder and searches them: thousands of files are read, and nobody waits.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, TryRecvError};

use crate::app::jobs::Post;
use crate::app::talk::fold;
use crate::app::{Event, Found, LibraryHit, LibraryNews};
use crate::session::{LibraryRow, library, library_order};
use crate::text::message;

/// After how many briefs the first are shown, and how many times as many are listed before they are shown again.
const FIRST_SHOWN: usize = 50;
const GROWTH: usize = 4;
/// How much of a line is shown that holds what is sought, in characters.
const SHOWN_CHARS: usize = 120;

/// What the thread is asked.
pub enum LibraryOrder {
    /// The briefs of a folder.
    List(PathBuf),
    /// Those that hold some words; all of them where there are none.
    Search(String),
}

/// Does what is ordered until nobody is left to order.
pub(super) fn keep_library(orders: &Receiver<LibraryOrder>, post: &Post) {
    let mut shelf = Shelf::default();
    let mut waiting = Waiting::default();
    loop {
        if waiting.is_empty() {
            match orders.recv() {
                Ok(order) => waiting.push(order),
                Err(_) => return,
            }
        }
        if waiting.take_in(orders).is_none() {
            return;
        }
        if let Some(wanted) = waiting.search.take() {
            shelf.wanted = wanted;
            shelf.search(post);
        }
        if let Some(folder) = waiting.list.take() {
            let list = AssertUnwindSafe(|| shelf.list(&folder, (orders, &mut waiting), post));
            if catch_unwind(list).is_err() {
                let problem = message!(
                    "the briefs of the folder could not be listed",
                    "フォルダー内の資料を一覧できません"
                );
                post.send(Event::Library(LibraryNews::Failed(folder, problem)));
            }
        }
    }
}

/// What is ordered and not done; the newest order of each sort wins.
#[derive(Default)]
struct Waiting {
    list: Option<PathBuf>,
    search: Option<String>,
}

impl Waiting {
    fn is_empty(&self) -> bool {
        self.list.is_none() && self.search.is_none()
    }

    fn push(&mut self, order: LibraryOrder) {
        match order {
            LibraryOrder::List(folder) => self.list = Some(folder),
            LibraryOrder::Search(wanted) => self.search = Some(wanted),
        }
    }

    /// Takes in what was ordered meanwhile; nothing where nobody is left.
    fn take_in(&mut self, orders: &Receiver<LibraryOrder>) -> Option<()> {
        loop {
            match orders.try_recv() {
                Ok(order) => self.push(order),
                Err(TryRecvError::Empty) => return Some(()),
                Err(TryRecvError::Disconnected) => return None,
            }
        }
    }
}

/// The briefs of the folder with their texts.
#[derive(Default)]
struct Shelf {
    folder: PathBuf,
    briefs: Vec<Shelved>,
    /// What is looked for.
    wanted: String,
}

struct Shelved {
    row: LibraryRow,
    text: String,
    /// Title and text as they are compared, line by line.
    title_folded: String,
    text_folded: String,
}

impl Shelf {
    /// Lists a folder, and shows what was found so far now and then. Ends early where another folder is wanted.
    fn list(
        &mut self,
        folder: &Path,
        (orders, waiting): (&Receiver<LibraryOrder>, &mut Waiting),
        post: &Post,
    ) {
        // A folder that is listed anew is shown as it was until all of it is read.
        let is_again = folder == self.folder && !self.briefs.is_empty();
        let before = if is_again { std::mem::take(&mut self.briefs) } else { Vec::new() };
        self.briefs.clear();
        folder.clone_into(&mut self.folder);
        let mut next_shown = FIRST_SHOWN;
        let mut is_left = false;
        let listed = library(folder, &mut |row, text| {
            let title_folded = fold(&row.title);
            let text_folded = text.lines().map(fold).collect::<Vec<_>>().join("\n");
            self.briefs.push(Shelved { row, text, title_folded, text_folded });
            is_left = waiting.take_in(orders).is_none() || waiting.list.is_some();
            if is_left {
                return false;
            }
            let sought = waiting.search.take();
            let is_sought = sought.is_some();
            self.wanted = sought.unwrap_or_else(|| std::mem::take(&mut self.wanted));
            if is_sought || (!is_again && self.briefs.len() >= next_shown) {
                next_shown = self.briefs.len().max(next_shown) * GROWTH;
                self.show(false, post);
            }
            true
        });
        match listed {
            _ if is_left => {
                if is_again {
                    self.briefs = before;
                }
            }
            Ok(()) => self.show(true, post),
            Err(problem) => post.send(Event::Library(LibraryNews::Failed(folder.to_owned(), problem))),
        }
    }

    /// Hands over the briefs, folder by folder, each by title, and those that hold what is sought.
    fn show(&mut self, is_all: bool, post: &Post) {
        self.briefs.sort_by_cached_key(|brief| library_order(&brief.row));
        let rows: Vec<LibraryRow> = self.briefs.iter().map(|brief| brief.row.clone()).collect();
        let (folder, rows) = (self.folder.clone(), Arc::new(rows));
        let found = (!self.wanted.trim().is_empty()).then(|| self.found());
        post.send(Event::Library(LibraryNews::Listed { folder, rows, is_all, found }));
    }

    fn search(&self, post: &Post) {
        post.send(Event::Library(LibraryNews::Found(self.folder.clone(), self.found())));
    }

    fn found(&self) -> Found {
        Found { wanted: self.wanted.clone(), hits: self.hits() }
    }

    /// The briefs that hold what is sought in title or text, with the line it stands in.
    fn hits(&self) -> Vec<LibraryHit> {
        let wanted = fold(&self.wanted);
        if wanted.is_empty() {
            return Vec::new();
        }
        let hit = |(row_idx, brief): (usize, &Shelved)| {
            if brief.title_folded.contains(&wanted) {
                return Some(LibraryHit { row_idx, line: None });
            }
            let at = brief.text_folded.find(&wanted)?;
            let line_idx = brief.text_folded[..at].matches('\n').count();
            let line = brief.text.lines().nth(line_idx).unwrap_or_default().trim();
            Some(LibraryHit { row_idx, line: Some(line.chars().take(SHOWN_CHARS).collect()) })
        };
        self.briefs.iter().enumerate().filter_map(hit).collect()
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::sync::mpsc::{Sender, channel};
    use std::time::{Duration, Instant};

    use super::*;

    struct Librarian {
        folder: tempfile::TempDir,
        orders: Sender<LibraryOrder>,
        events: Receiver<Event>,
    }

    impl Librarian {
        fn of(files: &[(&str, &str)]) -> Self {
            let folder = tempfile::tempdir().expect("a folder");
            for (name, text) in files {
                fs::write(folder.path().join(name), text).expect("written");
            }
            let (orders, ordered) = channel();
            let (sent, events) = channel();
            let post = Post { events: sent, wake: Arc::new(|| {}) };
            crate::app::jobs::spawn("librarian", move || keep_library(&ordered, &post));
            Self { folder, orders, events }
        }

        /// The titles of a folder, and what was found last, once all is listed.
        fn listed(&self) -> Vec<String> {
            self.orders.send(LibraryOrder::List(self.folder.path().to_owned())).expect("it runs");
            loop {
                match self.events.recv_timeout(Duration::from_mins(1)).expect("news") {
                    Event::Library(LibraryNews::Listed { rows, is_all: true, .. }) => {
                        return rows.iter().map(|row| row.title.clone()).collect();
                    }
                    Event::Library(LibraryNews::Failed(_, problem)) => panic!("{problem:?}"),
                    _ => {}
                }
            }
        }

        fn found(&self, words: &str) -> Vec<LibraryHit> {
            self.orders.send(LibraryOrder::Search(words.to_owned())).expect("it runs");
            loop {
                match self.events.recv_timeout(Duration::from_mins(1)).expect("news") {
                    Event::Library(LibraryNews::Found(_, found)) if found.wanted == words => {
                        return found.hits;
                    }
                    _ => {}
                }
            }
        }
    }

    #[test]
    fn briefs_are_found_as_the_finder_finds_answers() {
        let librarian = Librarian::of(&[
            ("a.md", "---\ntitle: American jobs\n---\n\nPlants in Ohio.\n"),
            ("b.md", "---\ntitle: 想定問答\n---\n\n## サーバー\n\nトウキョウの本省で対応する。\n"),
            ("c.md", "---\ntitle: Zürich\n---\n\nU.S. troops, 55,000 of them.\n"),
        ]);
        assert_eq!(librarian.listed(), ["American jobs", "Zürich", "想定問答"]);
        let line = |words: &str| librarian.found(words).into_iter().map(|hit| hit.line).collect::<Vec<_>>();
        assert_eq!(line("OHIO"), [Some("Plants in Ohio.".to_owned())]);
        assert_eq!(line("とうきょう"), [Some("トウキョウの本省で対応する。".to_owned())]);
        assert_eq!(line("ｻｰﾊﾞ"), [Some("## サーバー".to_owned())]);
        assert_eq!(line("zurich"), [None]);
        assert_eq!(line("US troops"), [Some("U.S. troops, 55,000 of them.".to_owned())]);
        assert_eq!(line("55000"), [Some("U.S. troops, 55,000 of them.".to_owned())]);
        assert_eq!(line("nothing of the sort"), []);
    }

    #[test]
    fn a_folder_that_is_listed_anew_holds_what_lies_there_now_with_2_before_10() {
        let librarian = Librarian::of(&[
            ("a.md", "---\ntitle: Brief 10\n---\n"),
            ("b.md", "---\ntitle: Brief 2\n---\n"),
            ("c.md", "---\ntitle: brief 02 b\n---\n"),
            ("会談１０.md", "x"),
            ("会談９.md", "x"),
        ]);
        let all = ["Brief 2", "brief 02 b", "Brief 10", "会談９", "会談１０"];
        assert_eq!(librarian.listed(), all);
        fs::remove_file(librarian.folder.path().join("b.md")).expect("removed");
        fs::write(librarian.folder.path().join("d.md"), "---\ntitle: Added\n---\n").expect("written");
        assert_eq!(librarian.listed(), ["Added", "brief 02 b", "Brief 10", "会談９", "会談１０"]);
    }

    /// `DEMARCHE_LONG=1` takes the 10,000 briefs of a ministry's share.
    #[test]
    fn many_briefs_are_searched_at_once() {
        let n_briefs = if std::env::var_os("DEMARCHE_LONG").is_some() { 10_000 } else { 300 };
        let names: Vec<String> = (0..n_briefs).map(|n| format!("{n}.md")).collect();
        let texts: Vec<String> = (0..n_briefs)
            .map(|n| {
                format!(
                    "---\ntitle: Brief {n}\n---\n\n{}Number {n} is 譲れない一線.\n",
                    "A line of words.\n".repeat(100)
                )
            })
            .collect();
        let files: Vec<(&str, &str)> =
            names.iter().map(String::as_str).zip(texts.iter().map(String::as_str)).collect();
        let librarian = Librarian::of(&files);
        let begun = Instant::now();
        assert_eq!(librarian.listed().len(), n_briefs);
        let (listed, begun) = (begun.elapsed(), Instant::now());
        assert_eq!(librarian.found("ゆずれ").len(), 0);
        let searched = begun.elapsed();
        eprintln!(
            "{n_briefs} briefs: listed in {} ms, searched in {} ms",
            listed.as_millis(),
            searched.as_millis()
        );
        assert_eq!(librarian.found("譲れない").len(), n_briefs);
        assert_eq!(librarian.found(&format!("number {} is", n_briefs - 1)).len(), 1);
    }
}
