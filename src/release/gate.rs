//! What keeps a copy that leaves our side from being handed over, though nothing private is in it.

use std::fmt;

use crate::brief::FrontMatter;
use crate::release::Released;
use crate::text::Span;

/// Why a copy may not be handed over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It would hold nothing.
    Empty,
    /// Nobody has settled the edits in its text; their places in the brief.
    OpenEdits(Vec<Span>),
    /// The marking of the brief cannot be read.
    UnclearMarking(Span),
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Empty => {
                "the brief holds nothing for this reader, so no file is written; mark what the reader is to have"
            }
            Self::OpenEdits(_) => {
                "an edit in the text of this copy is still open, so no file is written; settle it in the text"
            }
            Self::UnclearMarking(_) => {
                "the marking cannot be read, so no file is written; quote values that hold a colon"
            }
        })
    }
}

/// Why a copy may not be handed over; nothing for our own copies.
pub fn refusals(released: &Released, front: &FrontMatter) -> Vec<Refusal> {
    let content = released.content();
    if content.reader.is_ours() {
        return Vec::new();
    }
    let mut refusals = Vec::new();
    if !front.is_marking_clear {
        refusals.push(Refusal::UnclearMarking(front.key_span("marking")));
    }
    if content.blocks.is_empty() {
        refusals.push(Refusal::Empty);
    }
    if !content.open_edits.is_empty() {
        refusals.push(Refusal::OpenEdits(content.open_edits.clone()));
    }
    refusals
}
