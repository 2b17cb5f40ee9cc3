//! What the writers of one document have in common: its style, and the names of its parts.

use crate::brief::Lang;

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
}

impl Style {
    /// The style of titles and headings, whose height is fixed.
    pub fn in_heading(self) -> Self {
        Self { picture_lines: 1, ..self }
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
