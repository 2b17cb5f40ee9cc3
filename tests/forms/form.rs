//! One way in which people type private text, and what its author meant.
//!
//! A template holds words by mark: `@s` is a private sentence and `@c` the private word alone, `@p` a public
//! sentence and `@w` the public word alone, `@f` the lines of front matter. What is private is said here and never asked of the
//! library.

use crate::forms::place::Place;

/// Whether a form is how the handbook says to write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Writing {
    /// As the handbook says: nothing is to be found.
    Plain,
    /// Understood all the same: a finding names it, and its fix writes it properly.
    Tolerated,
    /// The handbook leaves open whether a finding is due, as for a heading with a number before its name.
    Either,
}

/// Where what the form makes private ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// With the block or the words of the form.
    Block,
    /// At the next heading.
    Heading,
    /// Nowhere: what is not closed keeps all that follows.
    Never,
    /// The handbook does not say; a heading at the top level ends it in any case.
    Unsaid,
}

/// The language of the words of a template.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Words {
    /// Such as can stand in a brief of either language.
    Any,
    /// Such as stand in Japanese briefs alone.
    Ja,
}

/// One way to type private text.
#[derive(Clone, Copy, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "a row of a table says yes or no to each")]
pub struct Form {
    /// Its name in reports.
    pub id: &'static str,
    /// What is typed.
    pub text: &'static str,
    /// In briefs of which language.
    pub words: Words,
    /// Who may have the private words, by letter: C counterpart, M press, I interpreter, D delegation, P principal.
    pub readers: &'static str,
    /// Whether a finding is due.
    pub writing: Writing,
    /// Where it ends.
    pub end: End,
    /// What it is put into.
    pub places: &'static [Place],
    /// Lines of front matter beside the usual ones; the empty text where the template is the whole document.
    pub front: &'static str,
    /// Whether the private words are to be seen in the principal's pages; a target of a link is not.
    pub is_shown: bool,
    /// Whether ordinary text leaves.
    pub is_open: bool,
    /// Whether the template is a whole document.
    pub is_whole: bool,
    /// Whether it holds for all of an item that it begins, as a mark on a point does.
    pub holds_item: bool,
    /// Containers that it may hold to their end, since a slide does not end in them.
    pub fills: &'static [Place],
}

/// The usual marking.
const UK: &str = "marking: { scheme: uk, banner: OFFICIAL }";

impl Form {
    const fn new(id: &'static str, text: &'static str, end: End, places: &'static [Place]) -> Self {
        Self {
            id,
            text,
            words: Words::Any,
            readers: "P",
            writing: Writing::Tolerated,
            end,
            places,
            front: UK,
            is_shown: true,
            is_open: true,
            is_whole: false,
            holds_item: false,
            fills: &[],
        }
    }

    /// A heading, label or the like: what it says holds up to the next heading.
    pub const fn section(id: &'static str, text: &'static str) -> Self {
        Self::new(id, text, End::Heading, Place::SECTIONS)
    }

    /// A label, which begins an item as a mark does.
    pub const fn label(id: &'static str, text: &'static str) -> Self {
        Self { fills: Place::ITEMS, ..Self::section(id, text) }
    }

    /// A note to the end of the slide.
    pub const fn note(id: &'static str, text: &'static str) -> Self {
        Self { fills: Place::SECTIONS, ..Self::section(id, text) }
    }

    /// A block: what it says holds to its end.
    pub const fn block(id: &'static str, text: &'static str) -> Self {
        Self::new(id, text, End::Block, Place::BLOCKS)
    }

    /// Words on one line: what they say holds there.
    pub const fn line(id: &'static str, text: &'static str) -> Self {
        Self::new(id, text, End::Block, Place::ALL)
    }

    /// A document with its front matter.
    pub const fn whole(id: &'static str, text: &'static str) -> Self {
        Self { is_whole: true, is_open: false, ..Self::new(id, text, End::Never, Place::TOP) }.by("DP")
    }

    /// For Japanese briefs alone.
    #[must_use]
    pub const fn ja(mut self) -> Self {
        self.words = Words::Ja;
        self
    }

    /// Who may have the private words.
    #[must_use]
    pub const fn by(mut self, readers: &'static str) -> Self {
        self.readers = readers;
        self
    }

    /// The form that the handbook shows.
    #[must_use]
    pub const fn plain(mut self) -> Self {
        self.writing = Writing::Plain;
        self
    }

    /// A form of which the handbook does not say whether it is found.
    #[must_use]
    pub const fn either(mut self) -> Self {
        self.writing = Writing::Either;
        self
    }

    /// What it is put into.
    #[must_use]
    pub const fn at(mut self, places: &'static [Place]) -> Self {
        self.places = places;
        self
    }

    /// Where it ends.
    #[must_use]
    pub const fn until(mut self, end: End) -> Self {
        self.end = end;
        self
    }

    /// Other lines of front matter.
    #[must_use]
    pub const fn front(mut self, front: &'static str) -> Self {
        self.front = front;
        self
    }

    /// Not shown on pages, the principal's included.
    #[must_use]
    pub const fn unshown(mut self) -> Self {
        self.is_shown = false;
        self
    }

    /// What it says holds for all of an item that it begins.
    #[must_use]
    pub const fn holding_items(mut self) -> Self {
        self.holds_item = true;
        self
    }

    /// Ordinary text of the brief leaves.
    #[must_use]
    pub const fn opened(mut self) -> Self {
        self.is_open = true;
        self
    }

    /// Ordinary text of the brief does not leave.
    #[must_use]
    pub const fn closed(mut self) -> Self {
        self.is_open = false;
        self
    }

    /// In a brief of which ordinary text stays.
    #[must_use]
    pub const fn marked(self) -> Self {
        self.front("marking: { scheme: uk, banner: OFFICIAL }\nshare: marked").closed()
    }
}
