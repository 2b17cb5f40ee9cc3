//! The last look before leaving, in the window: ordered, shown, printed.

use std::path::{Path, PathBuf};

use crate::app::jobs::{LookOrder, Order, PageOrder};
use crate::app::{App, ChartPreview, Dialog, Request, Revision, ThemePicture};
use crate::session::{DocId, ReadyRow};

/// What the last look has found.
#[derive(Clone, Debug, Default)]
pub struct WheelsUp {
    /// What must be so; empty until it was looked at.
    pub rows: Vec<ReadyRow>,
    /// Whether the look goes on.
    pub is_looking: bool,
    /// Which state of which text was looked at.
    of: Option<(DocId, Revision)>,
}

/// What was made beside pages.
#[derive(Debug)]
pub enum Report {
    /// A brief was looked at.
    Looked {
        /// Which document.
        doc: DocId,
        /// Which text.
        revision: Revision,
        /// What must be so; nothing where it could not be looked at yet.
        rows: Vec<ReadyRow>,
    },
    /// The slide at the cursor was set in every theme.
    Themes {
        /// Of which document.
        doc: DocId,
        /// The pictures.
        pictures: Vec<ThemePicture>,
    },
    /// The chart of the form was drawn.
    Chart {
        /// Of which document.
        doc: DocId,
        /// The picture.
        drawn: ChartPreview,
    },
    /// One of several copies is being made.
    Exporting {
        /// For which state.
        state: &'static str,
        /// How many are made.
        n_done: usize,
        /// How many there are.
        n_all: usize,
    },
}

impl WheelsUp {
    /// Whether everything is as it must be.
    pub fn is_green(&self) -> bool {
        !self.rows.is_empty() && self.rows.iter().all(ReadyRow::is_green)
    }
}

impl App {
    /// Looks at everything that must be so before leaving.
    pub fn wheels_up(&mut self) {
        self.view.look.is_looking = true;
        self.jobs.order(Order::Look);
        self.view.dialog = Some(Dialog::WheelsUp);
    }

    /// Takes in what was made beside pages.
    pub(super) fn meet_report(&mut self, event: Report) {
        match event {
            Report::Looked { doc, revision, rows } => self.meet_look((doc, revision), rows),
            Report::Themes { doc, pictures } if doc == self.session.id() => self.view.themes = pictures,
            Report::Themes { .. } => {}
            Report::Chart { doc, drawn } => self.chart_drawn(doc, drawn),
            Report::Exporting { state, n_done, n_all } => {
                self.view.export_progress = Some((state, n_done, n_all));
            }
        }
    }

    /// Takes in what the look has found.
    fn meet_look(&mut self, of: (DocId, Revision), rows: Vec<ReadyRow>) {
        if of.0 != self.session.id() {
            return;
        }
        if rows.is_empty() {
            // Facts and pictures of the brief were not read yet.
            self.jobs.order(Order::Look);
            return;
        }
        self.view.look = WheelsUp { rows, is_looking: false, of: Some(of) };
    }

    /// Whether the look was at the text as it is.
    pub fn is_look_current(&self) -> bool {
        self.view.look.of == Some((self.session.id(), self.session.revision()))
    }

    /// Asks where the page of the look is to be written.
    pub fn print_look(&mut self) {
        self.requests.push(Request::PickReport);
    }

    /// A name for the page.
    pub fn report_name(&self) -> String {
        let stem = self.session.path().and_then(Path::file_stem);
        let stem = stem.map_or("brief".into(), |stem| stem.to_string_lossy());
        format!("{stem}-wheels-up.pdf")
    }

    /// Writes the look as one page.
    pub(super) fn write_report(&mut self, path: PathBuf) {
        if self.view.look.rows.is_empty() {
            return;
        }
        if self.session.is_at(&path) {
            let words = self
                .word("is the brief itself; choose another name", "は資料本体です。別の名前にしてください");
            self.complain(format!("{} {words}", path.display()));
            return;
        }
        self.writes.n_exports += 1;
        let name = self.title();
        let look =
            LookOrder { rows: self.view.look.rows.clone(), name, today: self.today(), lang: self.lang() };
        let (doc, writing) = (self.session.id(), self.environment.writing.clone());
        // A page of an earlier look is replaced, and nothing else.
        let replaces = path.file_name().is_some_and(|name| name.to_string_lossy() == self.report_name());
        let own = self.session.path().map(Path::to_owned);
        self.jobs.order(Order::Page(PageOrder { doc, path, own, look, replaces, writing }));
    }
}
