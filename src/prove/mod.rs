//! A finished file, opened and searched for what its reader may not have.
//!
//! Nothing here asks how the file was made. It is read by code other than what wrote it, and compared with the brief:
//! what stands only in text that the reader may not have, and is in the file, is a finding. Readers are those that
//! stand on the tree of the brief; what `release` made of it is not asked, so that a fault there shows.
//!
//! What it cannot do: read letters in the pixels of a picture.

mod finder;
mod fold;
mod index;
mod pieces;
mod read;
mod seams;
mod traces;
mod words;

use std::panic::{AssertUnwindSafe, catch_unwind};

pub use self::{
    index::{Claim, Secrets},
    traces::Surroundings,
    words::{error_words, sort_words},
};

use crate::prove::read::read;
use crate::text::{Message, Span};

/// The most findings that are listed; a copy that holds everything would fill a book.
const MAX_FINDINGS: usize = 400;

/// What a file was found to hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Proof {
    /// What its reader may not have, in the order of the file.
    pub findings: Vec<Finding>,
    /// What could not be read, in words.
    pub unread: Vec<Message>,
    /// What somebody has to look at, since no program reads it: scans, pictures, letters drawn as shapes.
    pub notes: Vec<Message>,
}

/// One thing in a file that its reader may not have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What it is.
    pub sort: Sort,
    /// Where in the file.
    pub place: Message,
    /// The words, as the brief or the file has them.
    pub words: String,
    /// Where in the brief; nothing for what is in no brief, such as a path.
    pub span: Option<Span>,
}

/// What was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// Several words in a row that stand only in private text.
    Words,
    /// A name that stands only in private text.
    Name,
    /// A figure that stands only in private text.
    Figure,
    /// A marking above what may leave.
    Mark,
    /// A path on somebody's machine.
    Path,
    /// The name of a user.
    User,
    /// The name of a machine.
    Host,
}

/// Why a file cannot be proved.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// No format that is known.
    #[error("it is no PDF, picture, text, mail or Office file, nor packed in a way that is known")]
    Unknown,
    /// It is not what it says it is.
    #[error("it cannot be read as {}; it may be damaged or protected by a password", words::claimed_words(*.0).en)]
    Damaged(Claimed),
    /// It is larger than anything that is handed out.
    #[error("it unpacks to more than {0} MB, which no paper does")]
    TooLarge(usize),
}

/// What a file that cannot be read says it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Claimed {
    /// A PDF.
    Pdf,
    /// A PDF that asks for a password.
    OpenPdf,
    /// A file of an Office program.
    Office,
    /// Anything else.
    Unknown,
}

/// One text that was found in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::prove) struct Item {
    /// Where in the file.
    place: Message,
    /// The text.
    text: String,
    /// Whether it is written for people; the names of fonts and styles are not, so single words prove nothing there.
    is_prose: bool,
    /// Whether it was read before in parts, so that only what lies across two of them is new.
    is_repeat: bool,
}

/// Opens a finished file and says what it holds that its reader may not have.
///
/// # Errors
/// The file cannot be read. Whatever is in it, it never panics.
pub fn prove(bytes: &[u8], secrets: &Secrets, surroundings: &Surroundings) -> Result<Proof, ReadError> {
    let reading = catch_unwind(AssertUnwindSafe(|| read(bytes)));
    let reading = reading.unwrap_or(Err(ReadError::Damaged(Claimed::Unknown)))?;
    let mut findings = Vec::new();
    for item in &reading.items {
        let n_before = findings.len();
        secrets.find(item, &mut findings);
        if item.is_repeat {
            let (known, new) = findings.split_at(n_before);
            let new: Vec<Finding> =
                new.iter().filter(|new| known.iter().all(|known| known.span != new.span)).cloned().collect();
            findings.truncate(n_before);
            findings.extend(new);
            continue;
        }
        surroundings.find(item, secrets, &mut findings);
        if findings.len() >= MAX_FINDINGS {
            findings.truncate(MAX_FINDINGS);
            break;
        }
    }
    Ok(Proof { findings, unread: reading.unread, notes: reading.notes })
}
