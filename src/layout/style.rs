//! What the writers of one document have in common: its style, and the names of its parts.

use crate::brief::Lang;
use crate::layout::chart::room::Room;

/// What running text needs to know of its document.
#[derive(Clone, Copy)]
pub(super) struct Style {
    pub lang: Lang,
    /// Whether numbers of notes are links to the notes.
    pub links_notes: bool,
    /// On cards and slides, where no sentence may go on to the next: how many Latin letters surely fit.
    pub whole_width: Option<usize>,
    /// How many columns of a table stand side by side before its type gets smaller.
    pub n_columns: u16,
    /// How high a picture may be in a place of its own, in points.
    pub max_picture_pt: u16,
    /// How many lines of type a picture may be high that has to stay within a line.
    pub picture_lines: u8,
    /// Whether names of kinds that say nothing to the reader are left out: on the screen, and outside our side.
    pub hides_kinds: bool,
    /// How wide tables are.
    pub table_width: TableWidth,
    /// Whether lines end between phrases of Japanese, and no line is left with one word: in titles and on slides.
    pub keeps_phrases: bool,
    /// The room for a chart.
    pub chart: Room,
}

/// How wide a table is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TableWidth {
    /// As wide as what it holds.
    Natural,
    /// As wide as the page.
    Full,
}

impl Style {
    /// The style of blocks side by side.
    pub fn in_columns(self, n_columns: usize) -> Self {
        const GUTTER_EMS: f64 = 1.6;
        let n_columns = f64::from(u32::try_from(n_columns.max(1)).unwrap_or(u32::MAX));
        let gutters = GUTTER_EMS * self.chart.size * (n_columns - 1.0);
        let width = ((self.chart.width - gutters) / n_columns).max(self.chart.width * 0.1);
        Self { chart: Room { width, ..self.chart }, ..self }
    }

    /// The style of titles and headings, whose height is fixed.
    pub fn in_heading(self) -> Self {
        Self { picture_lines: 1, keeps_phrases: true, ..self }
    }
}

/// The label of a place that links lead to.
pub(super) fn target_name(number: usize) -> String {
    format!("to-{number}")
}

/// The virtual file that holds a picture.
pub(super) fn image_name(image: usize) -> String {
    format!("image-{image}")
}
