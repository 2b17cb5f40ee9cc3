//! What one reader may have of a brief, and nothing else.
//!
//! [`project()`] is the only way to a [`Released`] document, and `layout` and `export` take nothing else. Numbers,
//! notes, sources, slides and markings are computed from what is left after projection, so they tell nothing of
//! what was there before. What is unknown is left out.

mod audience;
mod copy;
mod front;
mod gate;
mod image;
mod inline;
mod jump;
mod leaving;
mod office;
mod outside;
mod project;
mod slides;
mod words;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

pub use self::{
    audience::Audience,
    copy::{Copy, CopyNumber},
    gate::{Refusal, refusals},
    image::{Image, ImageError, ImageFormat, clean_image},
    jump::each_run,
    leaving::{Leaving, leaving},
    office::{House, OfficeOptions},
    outside::outside_label,
    project::{CopyOptions, Edits, project, project_for, project_with},
    slides::slide_at,
    words::{notes_title, panel_label, picture_words, plain_text, text_in_lines, with_unit},
};

use crate::brief::{Alignment, ChartType, Lang, PageTurn, Reader, SlideLayout, TextStyle};
use crate::facts::FactBook;
use crate::text::Span;

/// A document that holds what one reader may have. Only this module can make one.
#[derive(Clone, Debug)]
pub struct Released {
    content: Content,
}

impl Released {
    /// What the reader may have.
    pub fn content(&self) -> &Content {
        &self.content
    }
}

/// What a brief refers to beside its text.
#[derive(Clone, Copy, Debug)]
pub struct Context<'c> {
    /// The fact book; empty where the brief has none.
    pub book: &'c FactBook,
    /// Pictures and data from files beside the brief.
    pub assets: &'c Assets,
}

/// Pictures and data from files beside a brief, by their path as the brief writes it.
#[derive(Clone, Debug, Default)]
pub struct Assets {
    /// Pictures, cleaned of metadata. One that is missing or broken is not there.
    pub images: BTreeMap<String, Arc<Image>>,
    /// The text of CSV files.
    pub data: BTreeMap<String, String>,
    /// The theme that lies beside the brief, if it asks for one.
    pub theme: Option<OwnTheme>,
    /// The Word document whose styles and sheet a Word file takes, if the brief asks for one.
    pub reference_doc: Option<Arc<[u8]>>,
    /// The presentation whose master and layouts a PowerPoint file takes, if the brief asks for one.
    pub reference_pptx: Option<Arc<[u8]>>,
    /// What takes their place in briefs that ask for none.
    pub house: House,
}

/// A theme beside a brief, as its files have it.
#[derive(Clone, Debug)]
pub struct OwnTheme {
    /// The text of its `theme.toml`.
    pub text: String,
    /// Its mark, cleaned of metadata.
    pub mark: Option<Arc<Image>>,
}

/// What a reader may have.
#[derive(Clone, Debug)]
pub struct Content {
    /// For whom the copy is made.
    pub reader: Reader,
    /// The language of the text.
    pub lang: Lang,
    /// The title; never empty.
    pub title: Vec<Inline>,
    /// A second line below the title.
    pub subtitle: Option<String>,
    /// What the brief is for; our own copies only.
    pub kind_label: Option<&'static str>,
    /// The date of the brief as written.
    pub date: Option<String>,
    /// What stands below the title: label and text.
    pub rows: Vec<(&'static str, String)>,
    /// The marking for top and bottom of each page.
    pub banner: Option<String>,
    /// Whose copy it is, printed on our own copies.
    pub copy_line: Option<String>,
    /// Which of several copies it is and for whom, in words; the only line in which they differ.
    pub copy_number: Option<String>,
    /// The text.
    pub blocks: Vec<Block>,
    /// Footnotes and sources in the order of their numbers, from 1.
    pub notes: Vec<Note>,
    /// The names of what links of the copy lead to, by number: first the title, then headings; empty where there is
    /// no such link.
    pub anchors: Vec<String>,
    /// What the room may see, whoever holds the copy.
    pub screen: Screen,
    /// Where the text of this copy holds edits that nobody has settled, in the order of the text.
    pub open_edits: Vec<Span>,
    /// The pictures that text and slides refer to by index.
    pub images: Vec<Arc<Image>>,
    /// The theme the brief asks for.
    pub theme: Option<String>,
    /// The mark of the theme that lies beside the brief.
    pub mark: Option<Arc<Image>>,
    /// What files of Word and PowerPoint take beside the text.
    pub office: OfficeOptions,
    /// Whether slides are 4:3 instead of 16:9.
    pub is_four_to_three: bool,
}

/// What the room may see: the counterpart's copy, whoever holds the clicker; for the press, the press's.
#[derive(Clone, Debug)]
pub struct Screen {
    /// The title; never empty.
    pub title: Vec<Inline>,
    /// A second line below the title.
    pub subtitle: Option<String>,
    /// The marking, where its level may be seen by the room.
    pub banner: Option<String>,
    /// The slides. The title slide is not among them.
    pub slides: Vec<Slide>,
    /// The numbers, from 1, of the slides that links lead to.
    pub targets: BTreeSet<usize>,
}

/// One slide.
#[derive(Clone, Debug, PartialEq)]
pub struct Slide {
    /// Where it begins in the brief; pairs it with the section of the text.
    pub start: usize,
    /// Its title.
    pub title: Vec<Inline>,
    /// Whether it divides the talk instead of carrying it: a heading above the slide level.
    pub is_section: bool,
    /// How its heading wants it laid out; nothing where what stands on it decides.
    pub layout: Option<SlideLayout>,
    /// What stands on it.
    pub blocks: Vec<Block>,
    /// The notes it refers to, numbered from 1 on each slide.
    pub notes: Vec<Note>,
    /// Where in the brief each step but the last ends: what begins behind it comes later. Each shows something new.
    pub pauses: Vec<usize>,
}

/// One block of text.
#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    /// The bytes it came from.
    pub span: Span,
    /// Whether it must not leave our own side.
    pub is_private: bool,
    /// What it is.
    pub content: BlockContent,
}

/// What a block is.
#[derive(Clone, Debug, PartialEq)]
pub enum BlockContent {
    /// A heading.
    Heading {
        /// From 1, no level skipped.
        level: u8,
        /// Whether a slide begins here.
        begins_slide: bool,
        /// Its number among the headings that links of the copy lead to, from 1; nothing for all others.
        anchor: Option<usize>,
        /// What it asks of paper.
        turn: PageTurn,
        /// Its text.
        inlines: Vec<Inline>,
    },
    /// A run of inlines.
    Paragraph(Vec<Inline>),
    /// A paragraph that begins with a number or sign as typed, such as `(a)`, and hangs from it.
    Numbered {
        /// The number or sign.
        label: String,
        /// How many levels further in it stands, from 0.
        depth: u8,
        /// The words behind it.
        inlines: Vec<Inline>,
    },
    /// A list.
    List {
        /// The first number of a numbered list.
        start: Option<u64>,
        /// Whether its items are set without space between them.
        tight: bool,
        /// Its items.
        items: Vec<Item>,
    },
    /// A quotation.
    Quote(Vec<Block>),
    /// Text with a label that anybody may read.
    Callout {
        /// The label.
        label: String,
        /// What it holds.
        blocks: Vec<Block>,
    },
    /// A block of a kind.
    Panel {
        /// The name of the kind for this reader, in the language of the text.
        label: Option<String>,
        /// Whether it says what is asked of the other side, which a slide may set large.
        is_request: bool,
        /// The words after the marker.
        title: Vec<Inline>,
        /// What it holds.
        blocks: Vec<Block>,
    },
    /// Code, and HTML as text.
    Code {
        /// The first word after the opening fence.
        lang: String,
        /// The code.
        text: String,
    },
    /// A table.
    Table {
        /// One alignment a column.
        alignments: Vec<Alignment>,
        /// The cells of the head.
        head: Vec<Vec<Inline>>,
        /// The rows below it.
        rows: Vec<Vec<Vec<Inline>>>,
    },
    /// A chart or map with its data.
    Chart(Box<ChartData>),
    /// A picture that stands alone.
    Picture(Picture),
    /// Blocks side by side.
    Columns(Vec<Vec<Block>>),
    /// A slide break.
    Break,
    /// A new page on paper.
    Page,
    /// A rule.
    Rule,
}

/// One item of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// Whether a task is done; nothing for an item that is no task.
    pub done: Option<bool>,
    /// Its blocks.
    pub blocks: Vec<Block>,
}

/// A chart or map with its data.
#[derive(Clone, Debug, PartialEq)]
pub struct ChartData {
    /// Its form.
    pub chart_type: ChartType,
    /// The claim it makes.
    pub title: Option<String>,
    /// What it shows, for those who cannot see it.
    pub alt: Option<String>,
    /// The unit of its numbers.
    pub unit: Option<String>,
    /// The names of its columns; may be empty.
    pub head: Vec<String>,
    /// Its rows.
    pub rows: Vec<Vec<String>>,
    /// Where its numbers come from.
    pub source: Option<String>,
    /// When its numbers were counted, or its source was published.
    pub date: Option<String>,
    /// The row or series that the eye is led to.
    pub emphasis: Option<String>,
}

/// A picture in its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Picture {
    /// Its place in [`Content::images`]; nothing where the file is missing or broken.
    pub image: Option<usize>,
    /// What it shows, for those who cannot see it.
    pub alt: String,
    /// Its caption.
    pub caption: Option<String>,
}

/// One piece of running text.
#[derive(Clone, Debug, PartialEq)]
pub struct Inline {
    /// The bytes it came from.
    pub span: Span,
    /// What it is.
    pub content: InlineContent,
}

/// What a piece of running text is.
#[derive(Clone, Debug, PartialEq)]
pub enum InlineContent {
    /// Words.
    Text(String),
    /// Code, and HTML as text.
    Code(String),
    /// Emphasis.
    Emphasis(Vec<Inline>),
    /// Strong emphasis.
    Strong(Vec<Inline>),
    /// Struck out.
    Strikethrough(Vec<Inline>),
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
    /// Words that an open edit puts in; our own copies only.
    Inserted(Vec<Inline>),
    /// Words that an open edit takes out; our own copies only.
    Deleted(Vec<Inline>),
    /// A link that leads out: `http`, `https` or `mailto`.
    Link {
        /// Where to.
        dest: String,
        /// What is shown.
        children: Vec<Inline>,
    },
    /// A link within the copy.
    Jump {
        /// Where to: in the text the number of a heading's anchor, on the screen that of a slide, from 1; 0 is the
        /// title.
        to: usize,
        /// What is shown.
        children: Vec<Inline>,
    },
    /// A picture within a line.
    Picture(Picture),
    /// The number of a note.
    Ref(usize),
    /// A portion mark, without brackets; our own copies only.
    Portion(String),
    /// A private remark within a line; the principal's copy only.
    Private(String),
    /// A line break in the source that is a space on the page.
    SoftBreak,
    /// A line break on the page.
    HardBreak,
}

/// A footnote or a source.
#[derive(Clone, Debug, PartialEq)]
pub struct Note {
    /// Its number.
    pub number: usize,
    /// What it says.
    pub blocks: Vec<Block>,
    /// What it says in one line of small print.
    pub short: String,
    /// Whether it is the source of a figure.
    pub is_source: bool,
}
