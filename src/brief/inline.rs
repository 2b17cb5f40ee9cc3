//! Running text: words, marks around words, and what stands among them.

use crate::brief::{Kind, KindRef, Readers};
use crate::text::Span;

/// One piece of running text.
#[derive(Clone, Debug, PartialEq)]
pub struct Inline {
    /// What it is.
    pub content: InlineContent,
    /// The bytes it came from.
    pub span: Span,
    /// Who may read it.
    pub readers: Readers,
}

impl Inline {
    /// A piece of text whose readers are still to be found.
    pub(in crate::brief) fn new(content: InlineContent, span: Span) -> Self {
        Self { content, span, readers: Readers::PRINCIPAL }
    }

    /// Words of our own, to be written into a brief.
    pub fn words(words: String) -> Vec<Self> {
        vec![Self::text(words, Span::default())]
    }

    /// A run of words whose readers are still to be found.
    pub(in crate::brief) fn text(words: impl Into<String>, span: Span) -> Self {
        Self::new(InlineContent::Text(words.into()), span)
    }
}

/// What a piece of running text is.
#[derive(Clone, Debug, PartialEq)]
pub enum InlineContent {
    /// Words. Equal to the bytes of its span, save where an escape or entity was resolved.
    Text(String),
    /// Code.
    Code(String),
    /// Emphasis.
    Emphasis(Vec<Inline>),
    /// Strong emphasis.
    Strong(Vec<Inline>),
    /// Struck out.
    Strikethrough(Vec<Inline>),
    /// A link.
    Link {
        /// Where to, as written, escapes resolved.
        dest: String,
        /// What a pointer resting on it would read.
        title: String,
        /// What is shown.
        children: Vec<Inline>,
        /// Where its address stands, if it is defined elsewhere.
        reference: Option<Reference>,
    },
    /// A picture.
    Image {
        /// Where it is, as written, escapes resolved.
        dest: String,
        /// What a pointer resting on it would read; the caption.
        title: String,
        /// What it shows, for those who cannot see it.
        alt: String,
        /// Where its address stands, if it is defined elsewhere.
        reference: Option<Reference>,
        /// Whether its words begin with a mark that may not leave.
        is_kept: bool,
    },
    /// A figure from the fact book.
    Fact {
        /// Its key in the book.
        key: String,
        /// What the text says; empty to show the book's value.
        children: Vec<Inline>,
    },
    /// A reference to a footnote.
    FootnoteRef(String),
    /// The mark a portion begins with, without its brackets.
    Portion(String),
    /// A line break in the source that is a space on the page.
    SoftBreak,
    /// A line break on the page.
    HardBreak,
    /// Words in a style that Markdown has no marks for.
    Styled {
        /// Which style.
        style: TextStyle,
        /// The words.
        children: Vec<Inline>,
    },
    /// Words with their reading above them.
    Ruby {
        /// The words.
        children: Vec<Inline>,
        /// How they are read.
        reading: String,
    },
    /// A footnote that is written where it is referred to.
    Note(Vec<Inline>),
    /// Words that an open edit puts in.
    Inserted(Vec<Inline>),
    /// Words that an open edit takes out.
    Deleted(Vec<Inline>),
    /// Words of a kind, such as `[words]{.notes}`.
    Kinded {
        /// The kind, known or not.
        kind: KindRef,
        /// The words.
        children: Vec<Inline>,
    },
    /// A sentence that a portion mark within a paragraph holds back; the mark stands among its words.
    Sentence(Vec<Inline>),
    /// A sentence, an aside or the end of a paragraph that stays by what its words say, with no mark of any sort.
    Clause {
        /// What the words name.
        kind: &'static Kind,
        /// The words.
        children: Vec<Inline>,
    },
    /// Raw HTML; shown to the principal as text, never run.
    Html(String),
    /// A comment; a private note.
    Comment(String),
}

/// A style of words that Markdown has no marks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextStyle {
    /// `<sub>`
    Subscript,
    /// `<sup>`
    Superscript,
    /// `<u>`
    Underline,
    /// `<mark>`
    Highlight,
    /// `<kbd>`
    Key,
    /// `{==…==}`, what a reviewer points at; plain in copies that leave.
    Flagged,
}

/// That the address of a link or picture is defined elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// The name of the definition, in small letters.
    pub id: String,
    /// What stands behind the words that are shown, such as `][name]`.
    pub tail: String,
}

/// The portion mark of some words, and where it stands; a number or a comment may stand before it.
pub fn portion_of(inlines: &[Inline]) -> Option<(&str, Span)> {
    inlines.iter().find_map(|inline| match &inline.content {
        InlineContent::Portion(mark) => Some((mark.as_str(), inline.span)),
        _ => None,
    })
}

impl InlineContent {
    /// The pieces it holds; none for words and marks.
    pub fn children(&self) -> &[Inline] {
        match self {
            Self::Emphasis(children)
            | Self::Strong(children)
            | Self::Strikethrough(children)
            | Self::Link { children, .. }
            | Self::Fact { children, .. }
            | Self::Styled { children, .. }
            | Self::Ruby { children, .. }
            | Self::Note(children)
            | Self::Inserted(children)
            | Self::Deleted(children)
            | Self::Kinded { children, .. }
            | Self::Clause { children, .. }
            | Self::Sentence(children) => children,
            Self::Text(_)
            | Self::Code(_)
            | Self::Image { .. }
            | Self::FootnoteRef(_)
            | Self::Portion(_)
            | Self::SoftBreak
            | Self::HardBreak
            | Self::Html(_)
            | Self::Comment(_) => &[],
        }
    }

    /// The pieces it holds, to change them; nothing for words and marks.
    pub fn children_mut(&mut self) -> Option<&mut Vec<Inline>> {
        match self {
            Self::Emphasis(children)
            | Self::Strong(children)
            | Self::Strikethrough(children)
            | Self::Link { children, .. }
            | Self::Fact { children, .. }
            | Self::Styled { children, .. }
            | Self::Ruby { children, .. }
            | Self::Note(children)
            | Self::Inserted(children)
            | Self::Deleted(children)
            | Self::Kinded { children, .. }
            | Self::Clause { children, .. }
            | Self::Sentence(children) => Some(children),
            Self::Text(_)
            | Self::Code(_)
            | Self::Image { .. }
            | Self::FootnoteRef(_)
            | Self::Portion(_)
            | Self::SoftBreak
            | Self::HardBreak
            | Self::Html(_)
            | Self::Comment(_) => None,
        }
    }
}
