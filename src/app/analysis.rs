//! What is known of the text beyond its words: findings, misspellings, headings and measure. A thread reads them
//! anew a moment after each edit; until then they are carried along with the text.

use crate::app::{App, Measures, OutlineRow, measures, outline, put_measures};
use crate::brief::Measure;
use crate::check::Misspelling;
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
}

impl Analysis {
    /// The longest brief that is measured at each key, in bytes.
    const MAX_MEASURED_BYTES: usize = 16_000;

    /// Takes in what a thread has found in the text as it is.
    pub(super) fn set(
        &mut self,
        findings: Vec<Diagnostic>,
        misspellings: Vec<Misspelling>,
        measures: &Measures,
    ) {
        self.findings = findings;
        self.misspellings = misspellings;
        self.measure = measures.whole;
        put_measures(&mut self.outline, measures);
    }

    /// Moves what was found along with the text, until the text is checked anew.
    pub(super) fn carry(&mut self, edits: &[Edit]) {
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
    /// Reads the headings anew, and in a short brief the measure.
    pub(super) fn read_outline(&mut self) {
        self.analysis.outline = outline(self.session.brief(), &self.analysis.outline);
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
