//! What can be found during a talk: a question with its answer, a heading, a fact.

use crate::app::talk::fold::fold;
use crate::session::digest;

/// Something found, with what is shown of it in large type.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// What it is.
    pub kind: HitKind,
    /// Tells questions apart by their words, in every version of the brief.
    pub digest: u64,
    /// The question; the words of a heading; what a fact says.
    pub question: String,
    /// The answer, a paragraph each; what stands below a heading.
    pub answer: Vec<String>,
    /// What to say if they go on asking.
    pub if_pressed: Vec<String>,
    /// The facts that the answer cites.
    pub facts: Vec<FactLine>,
    /// Where it begins in the brief; nothing for a fact that the brief does not cite.
    pub start: Option<usize>,
    /// The heading it stands below.
    pub section: Option<String>,
}

/// What was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum HitKind {
    /// A question with its prepared answer.
    Answer,
    /// A heading with what stands below it.
    Heading,
    /// A fact of the book.
    Fact,
}

/// A fact as it is shown beside an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FactLine {
    /// Its key in the book.
    pub key: String,
    /// The figure.
    pub value: String,
    /// Its source in one short line; empty where it has none.
    pub source: String,
}

/// The digest of a question: its words, however they are written.
pub(super) fn question_digest(question: &str) -> u64 {
    digest(fold(question).as_bytes())
}
