//! The document that a brief is: front matter, blocks, inlines, and the kinds that say who may read them.
//!
//! No text makes this module fail: [`parse()`] always returns a brief, and diagnostics about what it could not
//! take at its word. What is unclear becomes private, never shared. Whether the brief is any good is the
//! business of `check`; what a reader may have is the business of `release`.

mod anchor;
mod chart;
mod chart_data;
mod chart_yaml;
mod escape;
mod front;
mod measure;
mod number;
mod number_words;
mod parse;
mod readers;
mod walk;
mod weight;
mod write;

pub use self::{
    anchor::{AnchorNames, linked_anchor, own_anchor},
    chart::{Chart, ChartType},
    chart_data::{Data, DataRow, DataTable},
    escape::escape_markdown,
    front::{BriefKind, Clearance, FrontMatter, Interpreter, Lang, Marking, Share, parse_duration},
    measure::{Measure, Section, measure, measure_blocks, measure_each, sections},
    parse::{parse, reparse},
    readers::{
        ALERTS, Alert, KINDS, Kind, KindRef, Level, Reader, Readers, SCHEMES, Scheme, Scope, Sections,
        kind_for_heading, kind_named, may_leave, portion_mark, scheme_named, top_level_scopes, walk_scopes,
    },
    walk::{Node, inline_text, walk_blocks, walk_inlines},
    weight::{Importance, Weight},
    write::write,
};

pub(crate) use self::{
    number::{blank_groups_len, is_currency_sign, is_digit, is_inner_blank, is_number, with_true_minus},
    number_words::{CURRENCIES, JA_COUNTERS, JA_TIMES, JA_UNITS, UNITS},
};

use crate::text::Span;

/// One brief as it was written, every node with the bytes it came from.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Brief {
    /// What stands above the text, between two lines of three hyphens.
    pub front: FrontMatter,
    /// The text, in order. Headings are not nested: a section runs to the next heading of its level or above.
    pub blocks: Vec<Block>,
    /// Whether it defines targets of links, which any part of it may refer to.
    pub has_link_definitions: bool,
}

/// One block of text.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// A heading; begins a section and, at the slide level, a slide.
    Heading(Heading),
    /// A run of inlines.
    Paragraph(Paragraph),
    /// A bulleted, numbered or task list.
    List(List),
    /// A quotation.
    Quote(Quote),
    /// One of GitHub's own callouts (`NOTE`, `TIP`, …): ordinary text with a label.
    Callout(Callout),
    /// A block of a kind: who may read it depends on the kind alone.
    Kinded(Kinded),
    /// Code, shown as it was typed.
    Code(Code),
    /// A chart or map, as data.
    Chart(ChartBlock),
    /// A table.
    Table(Table),
    /// Blocks side by side.
    Columns(Columns),
    /// The definition of a footnote; shown where it is referred to.
    Footnote(Footnote),
    /// A slide break (`---`).
    Break(Mark),
    /// A rule (`***`) that breaks no slide.
    Rule(Mark),
    /// A step inside a slide (`. . .`).
    Pause(Mark),
    /// Raw HTML; shown as text, never run.
    Html(Raw),
    /// An HTML comment; a private note.
    Comment(Raw),
}

/// A heading.
#[derive(Clone, Debug, PartialEq)]
pub struct Heading {
    /// 1 to 6, as written.
    pub level: u8,
    /// Its text.
    pub inlines: Vec<Inline>,
    /// The kind its whole section has, where the text is the name of one.
    pub kind: Option<&'static Kind>,
    /// What stands in braces after it, such as `{.wide #intro}`, without the braces.
    pub attributes: Option<String>,
    /// The whole line or lines.
    pub span: Span,
}

/// A run of inlines.
#[derive(Clone, Debug, PartialEq)]
pub struct Paragraph {
    /// Its text.
    pub inlines: Vec<Inline>,
    /// How much it matters and how long it takes, as the braces at its end say.
    pub weight: Option<Weight>,
    /// The whole paragraph, with its braces.
    pub span: Span,
}

/// A bulleted, numbered or task list.
#[derive(Clone, Debug, PartialEq)]
pub struct List {
    /// The first number of a numbered list.
    pub start: Option<u64>,
    /// Whether its items are set without space between them.
    pub tight: bool,
    /// Its items.
    pub items: Vec<Item>,
    /// The whole list.
    pub span: Span,
}

/// One item of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// Whether a task is done; nothing for an item that is no task.
    pub done: Option<bool>,
    /// Its blocks. In a tight list the text stands in a paragraph all the same.
    pub blocks: Vec<Block>,
    /// The whole item, with its marker.
    pub span: Span,
}

/// A quotation.
#[derive(Clone, Debug, PartialEq)]
pub struct Quote {
    /// What is quoted.
    pub blocks: Vec<Block>,
    /// The whole quotation.
    pub span: Span,
}

/// One of GitHub's own callouts.
#[derive(Clone, Debug, PartialEq)]
pub struct Callout {
    /// Which one.
    pub alert: &'static Alert,
    /// Words after the marker, in place of its usual label.
    pub title: Vec<Inline>,
    /// What the braces at the end of those words say.
    pub weight: Option<Weight>,
    /// What it holds.
    pub blocks: Vec<Block>,
    /// The whole callout.
    pub span: Span,
}

/// A block of a kind.
#[derive(Clone, Debug, PartialEq)]
pub struct Kinded {
    /// The kind, known or not.
    pub kind: KindRef,
    /// How it was written.
    pub form: Form,
    /// Words after the marker, such as the question of an `if-raised`.
    pub title: Vec<Inline>,
    /// What the braces at the end of those words say.
    pub weight: Option<Weight>,
    /// What it holds.
    pub blocks: Vec<Block>,
    /// The marker itself: `[!SAY]`, `::: say`, `Note:`.
    pub marker_span: Span,
    /// The whole block.
    pub span: Span,
}

/// How a block of a kind was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// `> [!KIND] title`
    Callout,
    /// `::: kind` … `:::`
    Div,
    /// `::: kind` without an end, or a fence that makes no sense: all that follows is private.
    Unclosed,
    /// `[!KIND] title` without the `>`: one paragraph.
    Bare,
    /// A note in the syntax of another tool: `Note:`, `???`, `^`.
    Foreign,
}

/// Code, shown as it was typed.
#[derive(Clone, Debug, PartialEq)]
pub struct Code {
    /// The words after the opening fence, such as a language; empty for indented code.
    pub info: String,
    /// Whether it stood between fences.
    pub fenced: bool,
    /// The code, with its last line break.
    pub text: String,
    /// The whole block, with its fences.
    pub span: Span,
}

/// A chart or map, as data.
#[derive(Clone, Debug, PartialEq)]
pub struct ChartBlock {
    /// What to draw.
    pub chart: Chart,
    /// The source as typed, between the fences.
    pub text: String,
    /// The whole block, with its fences.
    pub span: Span,
}

/// A table.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// One alignment a column.
    pub alignments: Vec<Alignment>,
    /// The cells of the head.
    pub head: Vec<Cell>,
    /// The rows below it; every row has as many cells as the head.
    pub rows: Vec<Vec<Cell>>,
    /// The whole table.
    pub span: Span,
}

/// How a column of a table stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Alignment {
    /// As the theme likes.
    #[default]
    None,
    /// Flush left.
    Left,
    /// Centred.
    Center,
    /// Flush right.
    Right,
}

/// One cell of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// Its text.
    pub inlines: Vec<Inline>,
    /// The cell, without its bars.
    pub span: Span,
}

/// Blocks side by side.
#[derive(Clone, Debug, PartialEq)]
pub struct Columns {
    /// From left to right.
    pub columns: Vec<Vec<Block>>,
    /// The whole, with its fences.
    pub span: Span,
}

/// The definition of a footnote.
#[derive(Clone, Debug, PartialEq)]
pub struct Footnote {
    /// The name between `[^` and `]`.
    pub label: String,
    /// What it says.
    pub blocks: Vec<Block>,
    /// The whole definition.
    pub span: Span,
}

/// A block that says only that it is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Where it stands.
    pub span: Span,
}

/// A block that is kept as it was typed.
#[derive(Clone, Debug, PartialEq)]
pub struct Raw {
    /// As typed; of a comment, what stands between its marks.
    pub text: String,
    /// The whole block.
    pub span: Span,
}

impl Block {
    /// The bytes it came from.
    pub fn span(&self) -> Span {
        match self {
            Self::Heading(heading) => heading.span,
            Self::Paragraph(paragraph) => paragraph.span,
            Self::List(list) => list.span,
            Self::Quote(quote) => quote.span,
            Self::Callout(callout) => callout.span,
            Self::Kinded(kinded) => kinded.span,
            Self::Code(code) => code.span,
            Self::Chart(chart) => chart.span,
            Self::Table(table) => table.span,
            Self::Columns(columns) => columns.span,
            Self::Footnote(footnote) => footnote.span,
            Self::Break(mark) | Self::Rule(mark) | Self::Pause(mark) => mark.span,
            Self::Html(raw) | Self::Comment(raw) => raw.span,
        }
    }
}

/// One piece of running text.
#[derive(Clone, Debug, PartialEq)]
pub struct Inline {
    /// What it is.
    pub content: InlineContent,
    /// The bytes it came from.
    pub span: Span,
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
    },
    /// A picture.
    Image {
        /// Where it is, as written, escapes resolved.
        dest: String,
        /// What a pointer resting on it would read; the caption.
        title: String,
        /// What it shows, for those who cannot see it.
        alt: String,
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
    /// Raw HTML; shown as text, never run.
    Html(String),
    /// An HTML comment; a private note.
    Comment(String),
}
