//! How a block of a kind goes on below that a blank line or a missing sign ended early, where its words announce nothing.

use crate::brief::readers::unfinished::last_said;
use crate::brief::{Block, Inline, Kinded, inline_text};

/// How a block may go on that was ended early and announces nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Continuation {
    /// The next number of its list.
    number: Option<u64>,
    /// Whether its last sentence has no stop.
    is_unstopped: bool,
}

impl Continuation {
    /// What goes on below a block of a kind: its list by the next number, its last sentence by a word that joins it.
    pub fn of(kinded: &Kinded) -> Self {
        match last_said(&kinded.blocks) {
            Some(Block::List(list)) => {
                Self { number: list.start.map(|start| start + list.items.len() as u64), is_unstopped: false }
            }
            Some(Block::Paragraph(paragraph)) => Self::behind(&paragraph.inlines),
            Some(_) => Self::default(),
            None => Self::behind(&kinded.title),
        }
    }

    fn behind(inlines: &[Inline]) -> Self {
        let words = inline_text(inlines);
        let is_unstopped = words.trim_end().ends_with(|c: char| c.is_alphanumeric());
        Self { number: None, is_unstopped }
    }

    /// Whether a block is what it goes on with.
    pub fn is_met_by(self, block: &Block) -> bool {
        match block {
            Block::List(list) => self.number.is_some() && list.start == self.number,
            Block::Paragraph(paragraph) => {
                self.is_unstopped && begins_clause(&inline_text(&paragraph.inlines))
            }
            _ => false,
        }
    }
}

/// Whether words begin with one, in small letters, that joins them to a sentence above.
fn begins_clause(words: &str) -> bool {
    const JOINING: [&str; 19] = [
        "and",
        "or",
        "but",
        "nor",
        "provided",
        "if",
        "unless",
        "which",
        "that",
        "with",
        "without",
        "including",
        "except",
        "because",
        "so",
        "while",
        "subject",
        "only",
        "as",
    ];
    JOINING.contains(&words.split(|c: char| !c.is_alphabetic()).next().unwrap_or(""))
}
