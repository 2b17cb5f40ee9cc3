//! What is known of the text beyond its words: findings, misspellings, headings and measure. A thread reads them
//! anew a moment after each edit; until then they are carried along with the text.

use crate::app::outline::carry_outline;
use crate::app::{App, Measures, OutlineRow, measures, outline, put_measures};
use crate::brief::Measure;
use crate::check::Misspelling;
use crate::session::References;
use crate::text::{Diagnostic, Edit, Severity};

/// What is known of the text of the open brief.
#[derive(Default)]
pub struct Analysis {
    /// What is likely to go wrong, in the order of the text.
    pub findings: Vec<Diagnostic>,
    /// The words that are likely to be spelled wrong, in the order of the text.
    pub misspellings: Vec<Misspelling>,
    /// The headings.
    pub outline: Vec<OutlineRow>,
    /// How long the brief is.
    pub measure: Measure,
    /// How many pages the paper has, where its front matter limits them.
    pub n_paper_pages: Option<usize>,
    /// Whether somebody has still to settle edits of the text.
    pub has_open_edits: bool,
    /// Whether the text as it was read last holds definitions of links.
    pub(super) has_link_definitions: bool,
    /// Grows whenever findings or misspellings are others, or stand elsewhere.
    pub n_changes: u64,
}

/// What a thread has found in a text.
pub struct Checked {
    /// What is likely to go wrong.
    pub findings: Vec<Diagnostic>,
    /// The words that are likely to be spelled wrong.
    pub misspellings: Vec<Misspelling>,
    /// What the text refers to.
    pub references: References,
    /// How long it is.
    pub measures: Measures,
    /// Whether somebody has still to settle edits of the text.
    pub has_open_edits: bool,
}

impl Analysis {
    /// The longest brief that is measured at each key, in bytes.
    const MAX_MEASURED_BYTES: usize = 16_000;

    /// Moves what was found along with the text, until the text is checked anew.
    pub(super) fn carry(&mut self, edits: &[Edit]) {
        self.n_changes += 1;
        for edit in edits {
            self.findings.retain_mut(|found| edit.carry(&mut found.span));
            self.misspellings.retain_mut(|found| edit.carry(&mut found.span));
            for found in &mut self.findings {
                found.fixes.retain_mut(|fix| fix.edits.iter_mut().all(|fix| edit.carry(&mut fix.span)));
            }
        }
    }
}

impl App {
    /// Takes in what a thread has found in the text as it is.
    pub(super) fn text_checked(&mut self, checked: Checked) {
        let Checked { findings, misspellings, references, measures, has_open_edits } = checked;
        let analysis = &mut self.analysis;
        (analysis.findings, analysis.misspellings) = (findings, misspellings);
        (analysis.measure, analysis.has_open_edits) = (measures.whole, has_open_edits);
        analysis.n_paper_pages = measures.n_pages;
        put_measures(&mut analysis.outline, &measures);
        analysis.n_changes += 1;
        self.find_stale();
        if *self.session.references() != references {
            self.session.expect_resources(references);
            self.order_resources();
        }
    }

    /// Reads the headings anew, and in a short brief the measure.
    pub(super) fn read_outline(&mut self) {
        self.analysis.has_link_definitions = self.session.brief().has_link_definitions;
        self.analysis.outline = outline(self.session.brief(), &self.analysis.outline);
        self.measure_short();
    }

    /// Brings the headings up to the text after an edit, and in a short brief the measure.
    pub(super) fn carry_outline(&mut self, edit: &Edit) {
        // A heading whose words are a link may change with a definition that stands elsewhere.
        let has_links = self.session.brief().has_link_definitions;
        if std::mem::replace(&mut self.analysis.has_link_definitions, has_links) || has_links {
            return self.read_outline();
        }
        carry_outline(self.session.brief(), &mut self.analysis.outline, edit);
        self.measure_short();
    }

    fn measure_short(&mut self) {
        // Every word is read for it, so a long brief is measured when it is checked.
        if self.session.text().len() < Analysis::MAX_MEASURED_BYTES {
            let measures = measures(self.session.brief());
            self.analysis.measure = measures.whole;
            put_measures(&mut self.analysis.outline, &measures);
        }
    }

    /// How many findings there are of each severity: errors, warnings, remarks.
    pub fn count_findings(&self) -> (usize, usize, usize) {
        let count =
            |severity| self.analysis.findings.iter().filter(|found| found.severity == severity).count();
        (count(Severity::Error), count(Severity::Warning), count(Severity::Info))
    }
}
