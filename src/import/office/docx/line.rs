//! A paragraph or table of a document, as what it is in the text.

use crate::import::office::blocks::Entry;
use crate::import::office::docx::styles::Use;
use crate::import::office::words::{Piece, Run};
use crate::office::Ground;

/// A paragraph or table of the text.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub entry: Entry,
    /// The name of its style, in small letters.
    pub style: String,
    pub purpose: Use,
    pub ground: Ground,
    pub runs: Vec<Run>,
    pub begins_page: bool,
    pub begins_column: bool,
}

impl Line {
    /// A block that stands by itself.
    pub(super) fn bare(entry: Entry, ground: Ground) -> Self {
        Self {
            entry,
            style: String::new(),
            purpose: Use::Text,
            ground,
            runs: Vec::new(),
            begins_page: false,
            begins_column: false,
        }
    }

    /// Its words, with its tabs.
    pub(super) fn words(&self) -> String {
        let words = self.runs.iter().map(|run| if let Piece::Text(words) = &run.piece { words } else { "" });
        words.collect()
    }
}
