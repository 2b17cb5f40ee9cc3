//! What the writers of one page share: what it is made of, and what was written so far.

use std::collections::BTreeMap;

use crate::brief::Lang;
use crate::export::html::markup::Html;
use crate::release::Content;

/// A page in the making, with what its parts have to know of each other.
pub(super) struct Page<'p> {
    pub content: &'p Content,
    pub html: Html,
    /// What the mark of the theme shows.
    pub mark_alt: &'p str,
    /// Whether it is the room's, as slides are.
    pub is_screen: bool,
    /// What the ids of notes begin with; each slide counts its own.
    pub prefix: String,
    /// How often each note was referred to.
    pub n_refs: BTreeMap<usize, usize>,
    /// The level of the last heading, below which no level is skipped.
    pub last_level: u8,
    /// Whether what is written stands within a link, which holds no other.
    pub is_in_link: bool,
    /// How many wide tables and maps there are, each with a name of its own.
    pub n_wide: usize,
}

impl<'p> Page<'p> {
    pub(super) fn new(content: &'p Content, is_screen: bool, mark_alt: &'p str) -> Self {
        Self {
            content,
            html: Html::default(),
            mark_alt,
            is_screen,
            prefix: String::new(),
            n_refs: BTreeMap::new(),
            last_level: 1,
            is_in_link: false,
            n_wide: 0,
        }
    }

    /// The language of the page.
    pub(super) fn lang(&self) -> Lang {
        self.content.lang
    }

    /// Words of ours in the language of the page.
    pub(super) fn word(&self, en: &'static str, ja: &'static str) -> &'static str {
        match self.content.lang {
            Lang::En => en,
            Lang::Ja => ja,
        }
    }

    /// The id of a note.
    pub(super) fn note_id(&self, number: usize) -> String {
        format!("{}dmnote{number}", self.prefix)
    }

    /// The id of one of the places that refer to a note.
    pub(super) fn ref_id(&self, number: usize, place: usize) -> String {
        format!("{}dmref{number}x{place}", self.prefix)
    }
}
