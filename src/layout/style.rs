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
    pub max_picture_pt: f64,
    /// How many lines of type a picture may be high that has to stay within a line.
    pub picture_lines: u8,
    /// How wide tables are.
    pub table_width: TableWidth,
    /// The widest phrase of Japanese that stays on one line, in ems: in titles, in cells and on slides, where no line
    /// is left with one word either. Nothing in running text.
    pub kept_ems: Option<f64>,
    /// The room for a chart.
    pub chart: Room,
    /// Whether what lies around is written from right to left.
    pub runs_left: bool,
    /// Whether some words of the line run from right to left. Such a line is not cut into boxes: the engine puts its
    /// words in order as far as the next box.
    pub holds_turned: bool,
    /// How many lists, quotations and frames lie around.
    pub depth: u8,
    /// How many emphases, links and the like lie around.
    pub inline_depth: u8,
}

/// How many emphases, links and the like are set within each other; what lies deeper is set as the one around it.
const MAX_INLINE_DEPTH: u8 = 20;

/// How deep lists, quotations and frames are set in; what lies deeper stands below each other. The engine follows its
/// own rules into a depth of 64, of which each of ours takes up to five.
const MAX_DEPTH: u8 = 6;

/// The widest phrase of Japanese that is kept on one line where there is a whole line for it, in ems.
pub(super) const KEPT_EMS: f64 = 14.0;

/// How wide a table is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TableWidth {
    /// As wide as what it holds.
    Natural,
    /// As wide as the page.
    Full,
}

impl Style {
    /// Whether it is that of palm cards.
    pub fn is_card(self) -> bool {
        self.whole_width.is_some() && !self.chart.fills
    }

    /// The style of what stands in a list, quotation or frame.
    pub fn deeper(self) -> Self {
        Self { depth: self.depth.saturating_add(1), ..self }
    }

    /// The style of what stands in an emphasis or a link.
    pub fn deeper_inline(self) -> Self {
        Self { inline_depth: self.inline_depth.saturating_add(1), ..self }
    }

    /// Whether no emphasis or link is set in any further, and stands as the words around it do.
    pub fn is_deepest_inline(self) -> bool {
        self.inline_depth >= MAX_INLINE_DEPTH
    }

    /// Whether nothing is set in any further.
    pub fn is_deepest(self) -> bool {
        self.depth >= MAX_DEPTH
    }

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
        Self { picture_lines: 1, kept_ems: Some(KEPT_EMS), ..self }
    }

    /// The style of the title of a block: as that of a heading, but its lines may be short.
    pub fn in_title(self) -> Self {
        const SHARE: f64 = 0.55;
        let kept_ems = self.width_ems() * SHARE;
        Self { kept_ems: Some(kept_ems.min(KEPT_EMS)), ..self.in_heading() }
    }

    /// About how many ems of text stand on a line; text is larger than the words of charts.
    pub fn width_ems(self) -> f64 {
        self.chart.width / (self.chart.size * 1.35)
    }

    /// The style of the cells of a column of a table that is so wide, in ems: phrases of Japanese stay whole that are
    /// surely narrower.
    pub fn in_cell(self, width: f64) -> Self {
        const LEAST_EMS: f64 = 2.5;
        const PADDING_EMS: f64 = 1.4;
        let ems = width - PADDING_EMS;
        let kept_ems = (self.lang == Lang::Ja && ems >= LEAST_EMS).then_some(ems.min(KEPT_EMS));
        Self { kept_ems, ..self }
    }

    /// The width of each of some columns of a line, in ems.
    pub fn share_of_line(self, n_columns: usize) -> f64 {
        self.width_ems() / f64::from(u32::try_from(n_columns.max(1)).unwrap_or(u32::MAX))
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
