//! How a block of a kind goes on below that a blank line or a missing sign ended early, where its words announce nothing.

use crate::brief::readers::unfinished::last_said;
use crate::brief::{Block, Kinded, inline_text};

/// How a block may go on that was ended early and announces nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Continuation {
    /// A list, by its next number.
    Number(u64),
    /// A sentence that has no stop, by a word that joins what follows to it.
    Clause,
}

impl Continuation {
    /// What may go on below a block of a kind.
    pub fn of(kinded: &Kinded) -> Option<Self> {
        let words = match last_said(&kinded.blocks) {
            Some(Block::List(list)) => {
                return list.start.map(|start| Self::Number(start + list.items.len() as u64));
            }
            Some(Block::Paragraph(paragraph)) => &paragraph.inlines,
            Some(_) => return None,
            None => &kinded.title,
        };
        let is_unstopped = inline_text(words).ends_with(char::is_alphanumeric);
        is_unstopped.then_some(Self::Clause)
    }

    /// Whether a block is what it goes on with.
    pub fn is_met_by(self, block: &Block) -> bool {
        match (self, block) {
            (Self::Number(next), Block::List(list)) => list.start == Some(next),
            (Self::Clause, Block::Paragraph(paragraph)) => begins_clause(&inline_text(&paragraph.inlines)),
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
