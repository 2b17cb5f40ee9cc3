//! What the threads are ordered to do, and with what.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;

use crate::app::ExportChoice;
use crate::app::talk::{DrawnSlide, DrillRecord, KeptTalk, LeadAt, Rehearsal};
use crate::brief::{Lang, Reader};
use crate::check::DictionaryFiles;
use crate::facts::{Date, FactBook};
use crate::layout::{Engine, Options, Theme};
use crate::release::Assets;
use crate::session::{Begun, Change, DocId, HistoryLimits, HouseFiles, NewState, ReadyRow, Seal, Writing};
use crate::text::{Edit, Message};

/// Counts the states of the text, so that what was made of an older one is known as such.
pub type Revision = u64;

/// What the brief refers to, as it was read last.
#[derive(Clone, Debug, Default)]
pub struct Referred {
    /// Which brief; nothing before one was opened.
    pub doc: Option<DocId>,
    /// Whether pictures have still to come: what is to last is made when they are there.
    pub awaits_pictures: bool,
    /// The fact book.
    pub book: FactBook,
    /// Why the fact book cannot be read, if it cannot.
    pub book_problem: Option<Message>,
    /// Pictures and data.
    pub assets: Assets,
    /// What cannot be had, with the reason.
    pub problems: BTreeMap<String, Message>,
    /// Relative links whose file exists.
    pub linked: BTreeSet<String>,
    /// The day on which facts must be good.
    pub today: Option<Date>,
    /// The user's own words in small letters; nothing where spelling is not to be checked.
    pub own_words: Option<BTreeSet<String>>,
}

/// Makes what a thread needs for itself, since it takes time.
#[derive(Clone, Copy)]
pub struct Makers {
    /// Makes the engine, with the fonts it is to have.
    pub engine: fn() -> Engine,
    /// Reads the dictionaries of English.
    pub dictionaries: fn() -> Vec<DictionaryFiles>,
}

/// What is to be shown, and of which copy.
#[derive(Clone, Copy, Debug)]
pub struct Wanted {
    /// Whose copy.
    pub reader: Reader,
    /// Which pages.
    pub options: Options,
    /// Where the cursor stands in the brief, in bytes.
    pub cursor: usize,
}

/// Two are equal if the same pages are wanted, wherever the cursor stands.
impl PartialEq for Wanted {
    fn eq(&self, other: &Self) -> bool {
        self.reader == other.reader
            && self.options.shape == other.options.shape
            && self.options.paper == other.options.paper
            && self.options.theme.name == other.options.theme.name
    }
}

/// An order to the typesetter.
pub enum Order {
    /// Another document was opened.
    Text(DocId, Revision, String),
    /// The text was edited, by edits that are made one after the other.
    Edits(DocId, Revision, Vec<Edit>),
    /// What the brief refers to was read.
    Referred(Arc<Referred>),
    /// Something else is to be shown.
    Wanted(Wanted),
    /// A file is to be written.
    Export(ExportOrder),
    /// The slides of a talk are to be set.
    Show(ShowOrder),
    /// Everything that must be so before leaving is to be looked at.
    Look,
    /// The slide at a byte of the brief is to be drawn in every theme.
    Themes(usize),
    /// A chart is to be drawn as it would look: its block, below a heading in the language of the window.
    Chart(String, Lang),
    /// What was found is to be printed.
    Page(PageOrder),
}

/// The slides of a talk.
#[derive(Clone, Copy)]
pub struct ShowOrder {
    /// How they look.
    pub theme: &'static Theme,
    /// Which of them is wanted before the others are set; nothing where that is not known.
    pub first: Option<LeadAt>,
}

/// What a look before leaving has found, to be printed.
pub struct LookOrder {
    /// What must be so.
    pub rows: Vec<ReadyRow>,
    /// What the brief is called.
    pub name: String,
    /// The day.
    pub today: Date,
    /// The language of the page.
    pub lang: Lang,
}

/// One page to be written.
pub struct PageOrder {
    /// Of which document.
    pub doc: DocId,
    /// Where.
    pub path: PathBuf,
    /// The brief's own file, which no page ever replaces.
    pub own: Option<PathBuf>,
    /// What stands on it.
    pub look: LookOrder,
    /// Whether a file that is there may go.
    pub replaces: bool,
    /// Held while the file is put in its place.
    pub writing: Writing,
}

/// A file to be written.
pub struct ExportOrder {
    /// Of which document.
    pub doc: DocId,
    /// Where.
    pub path: PathBuf,
    /// What.
    pub choice: ExportChoice,
    /// The states that each have a copy of their own, by their codes; one copy where there are none.
    pub states: Vec<&'static str>,
    /// What was drawn in a talk and is to be on the slides.
    pub drawn: Vec<DrawnSlide>,
    /// The brief's own file, which no export ever replaces.
    pub own: Option<PathBuf>,
    /// The files that the user has agreed to lose.
    pub replaces: Vec<PathBuf>,
    /// Where the patterns of Word and PowerPoint files lie that the user has chosen.
    pub house: HouseFiles,
    /// Held while the file is put in its place.
    pub writing: Writing,
}

/// What became of an export.
#[derive(Clone, Debug)]
pub enum ExportResult {
    /// Files were written; the second part is what is to be said of them.
    Written(Vec<PathBuf>, Vec<Message>),
    /// Nothing was written, because these files are there already and nobody was asked.
    WouldReplace {
        /// Where to, as it was ordered.
        path: PathBuf,
        /// What.
        choice: ExportChoice,
        /// The files that are there.
        files: Vec<PathBuf>,
    },
    /// Nothing was written; the words say why.
    Failed(Message),
}

/// The claim of a brief as a window has it.
#[derive(Clone, Debug)]
pub struct ClaimWatch {
    /// The document.
    pub doc: DocId,
    /// The brief.
    pub path: PathBuf,
    /// Whose it is.
    pub side: ClaimSide,
}

/// Whose the claim of a brief is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClaimSide {
    /// This window's: text that is not saved is handed over once another claims the brief.
    Own,
    /// This window's, and another has still to hand over what it has not saved.
    Owed,
    /// Another window's.
    Foreign,
}

/// An order to the keeper of texts that are not saved.
pub enum KeepOrder {
    /// A document was opened.
    Begin(Box<Begun>),
    /// It was changed.
    Change(DocId, Change),
    /// Its file holds a state of its text.
    Saved {
        /// The document.
        doc: DocId,
        /// Its file.
        path: PathBuf,
        /// Which state.
        revision: Revision,
        /// The digest of what its file holds.
        based_on: u64,
    },
    /// It was closed; its text is saved or not wanted.
    Forget(DocId),
    /// A text that another program left is not wanted.
    ForgetLeft(PathBuf),
    /// A text becomes an earlier state of a brief.
    State(Box<NewState>, Option<Seal>),
    /// From now on, what is kept of a document is sealed, or is not; before the document is opened.
    Seal(DocId, Option<Seal>),
    /// Earlier states are to be kept within these limits.
    Limit(HistoryLimits),
    /// The earlier states of a document are to be forgotten.
    ForgetHistory(DocId, PathBuf),
    /// Another program has taken over a document.
    HandOver(DocId),
    /// Which claim is to be watched from now on, whether or not the window draws.
    WatchClaim(Option<ClaimWatch>),
    /// Where a talk stands is to be kept.
    Talk(PathBuf, Box<KeptTalk>),
    /// The rehearsals of a brief are to be kept.
    Runs(PathBuf, Vec<Rehearsal>),
    /// How the drill of a brief went is to be kept.
    Drill(PathBuf, DrillRecord),
}
