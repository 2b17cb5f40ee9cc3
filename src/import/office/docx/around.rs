//! What is known while a paragraph is read: what stands around its runs, which fields are open, what was found.

use crate::brief::Block;
use crate::import::office::docx::styles::Look;
use crate::import::office::words::{Run, Wrap};
use crate::office::Element;

/// What is known where a run stands.
#[derive(Clone, Debug, Default)]
pub(super) struct Around {
    pub wraps: Vec<Wrap>,
    /// How its paragraph looks by its style.
    pub look: Look,
    /// Whether white words stand on something dark.
    pub is_dark: bool,
    /// Whether a run is set as the number of a note.
    pub is_reference: bool,
}

impl Around {
    pub(super) fn with(&self, wrap: Wrap) -> Self {
        let mut around = self.clone();
        around.wraps.push(wrap);
        around
    }

    /// Whether nobody sees what stands here, or will once all edits are taken.
    pub(super) fn is_unseen(&self) -> bool {
        self.wraps.iter().any(|wrap| matches!(wrap, Wrap::Hidden | Wrap::Deleted))
    }
}

/// What was read of a paragraph.
#[derive(Clone, Debug, Default)]
pub(super) struct Parsed {
    pub runs: Vec<Run>,
    /// What stands beside it.
    pub boxes: Vec<Block>,
    pub begins_page: bool,
    pub begins_column: bool,
    /// The remarks whose words all stand in it, and those of them that began.
    pub remarks: Vec<String>,
    pub open: Vec<String>,
}

/// A field: a value that Word works out.
#[derive(Clone, Debug, Default)]
pub(super) struct Field {
    pub instruction: String,
    pub has_result: bool,
}

impl Field {
    pub(super) fn name(&self) -> &str {
        self.instruction.split_whitespace().next().unwrap_or_default()
    }

    /// Where its words lead.
    pub(super) fn link(&self) -> Option<String> {
        let rest = self.instruction.trim().strip_prefix("HYPERLINK")?.trim();
        let address = rest.strip_prefix('"')?.split('"').next()?;
        (!address.is_empty()).then(|| address.to_owned())
    }
}

/// A sign in the place of the number of a page.
pub(super) const PAGE_NUMBER: char = '\u{1}';

/// What is shown of several forms of the same.
pub(super) fn chosen(element: &Element) -> &Element {
    element.child("mc:Choice").or_else(|| element.child("mc:Fallback")).unwrap_or(element)
}
