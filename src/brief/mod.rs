//! The document that a brief is: front matter, blocks, inlines, and the kinds that say who may read them.
//!
//! No text makes this module fail: [`parse()`] always returns a brief, and diagnostics about what it could not
//! take at its word. What is unclear becomes private, never shared. Whether the brief is any good is the
//! business of `check`; what a reader may have is the business of `release`.

mod anchor;
mod chart;
mod chart_data;
mod chart_head;
mod chart_yaml;
mod escape;
mod front;
mod inline;
mod kinded;
mod measure;
mod number;
mod number_words;
mod paging;
mod parse;
mod readers;
mod skeleton;
mod table;
mod us_state;
mod walk;
mod weight;
mod write;
mod yaml;

pub use self::{
    anchor::{AnchorNames, linked_anchor, own_anchor},
    chart::{Chart, ChartType, is_chart},
    chart_data::{Data, DataRow, DataTable},
    escape::escape_markdown,
    front::{BriefKind, Clearance, FrontMatter, Interpreter, Lang, Marking, Share, parse_duration},
    inline::{Inline, InlineContent, Reference, TextStyle, portion_of},
    kinded::{Form, Kinded},
    measure::{Measure, Section, measure, measure_blocks, measure_each, sections},
    paging::{PageTurn, SlideLayout, setting},
    parse::{parse, reparse},
    readers::{
        ALERTS, Alert, Certainty, Edge, HIDING_SETTINGS, KINDS, Kind, KindRef, Level, Naming, Reader,
        Readers, SHOWING_SETTINGS, Scheme, Scope, Unfinished, add_house_schemes, closes, closing_blocks,
        edge, keeps_data, keeps_words, kept_by_captions, kept_title, kind_for_heading, kind_named,
        lacks_answer, marks_within, may_leave, naming, portion_mark, refers_to_kept, says_nothing,
        scheme_named, scheme_names, schemes, unfinished,
    },
    skeleton::{LASTING_HEADINGS, Placeholder, SKELETONS, skeleton},
    table::{Alignment, Cell, Columns, Table},
    us_state::{UsState, us_state},
    walk::{Node, Part, PartMut, inline_text, walk_blocks, walk_inlines},
    weight::{Importance, Weight},
    write::write,
    yaml::yaml_string,
};

pub(crate) use self::{
    number::{blank_groups_len, is_currency_sign, is_digit, is_inner_blank, is_number, with_true_minus},
    number_words::{CURRENCIES, JA_COUNTERS, JA_TIMES, JA_UNITS, MONTHS, UNITS},
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
    /// The labels of the footnotes that say of what refers to them that it stays on our side.
    pub kept_notes: Vec<String>,
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
    /// A new page on paper (`<!-- page -->`); slides and notes know nothing of it.
    Page(Mark),
    /// A step inside a slide (`. . .`).
    Pause(Mark),
    /// Raw HTML; shown to the principal as text, never run.
    Html(Raw),
    /// An HTML comment; a private note.
    Comment(Raw),
    /// The definition of a link's target, `[name]: address`; shown nowhere.
    Definition(Definition),
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
    /// Whether the text is only nearly the name of that kind.
    pub is_near: bool,
    /// What stands in braces after it, such as `{.wide #intro}`, without the braces.
    pub attributes: Option<String>,
    /// The whole line or lines.
    pub span: Span,
    /// Who may read it, and in which kind it stands.
    pub scope: Scope,
}

impl Heading {
    /// Whether its braces say that it is ordinary text, whatever its words seem to name.
    pub(in crate::brief) fn is_text(&self) -> bool {
        self.attributes.as_deref().is_some_and(says_text)
    }
}

/// Whether the words in the braces behind a heading say that it is ordinary text.
fn says_text(attributes: &str) -> bool {
    attributes.split(' ').any(|word| word == ".text")
}

/// A run of inlines.
#[derive(Clone, Debug, PartialEq)]
pub struct Paragraph {
    /// Its text.
    pub inlines: Vec<Inline>,
    /// How much it matters and how long it takes, as its braces say.
    pub weight: Option<Weight>,
    /// The number or sign that it begins with as typed, such as `(a)`; its words hold it too.
    pub numbering: Option<Numbering>,
    /// The kind that its words name, without a marker.
    pub label: Option<Label>,
    /// The whole paragraph, with its braces.
    pub span: Span,
    /// Who may read it, and in which kind it stands.
    pub scope: Scope,
}

/// A number or sign that begins a line and that Markdown does not know, such as `(a)`, `ア`, `・` or `2 bis.`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Numbering {
    /// As typed, without the blank behind it.
    pub label: String,
    /// How many other sorts of numbers it stands below, from 0.
    pub depth: u8,
}

/// That words name a kind without a marker: `**Red line**`, `IF RAISED`, `応答要領：`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Label {
    /// The kind.
    pub kind: &'static Kind,
    /// Whether what follows has the kind too, up to the next heading, label or slide break.
    pub is_alone: bool,
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
    /// Who may read it, and in which kind it stands.
    pub scope: Scope,
}

/// One item of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// What stands between the brackets of a task, a blank, `x` or `X`; nothing for an item that is no task.
    pub tick: Option<char>,
    /// Its blocks. In a tight list the text stands in a paragraph all the same.
    pub blocks: Vec<Block>,
    /// The whole item, with its marker.
    pub span: Span,
    /// Who may read it, and in which kind it stands.
    pub scope: Scope,
}

/// A quotation.
#[derive(Clone, Debug, PartialEq)]
pub struct Quote {
    /// What is quoted.
    pub blocks: Vec<Block>,
    /// The whole quotation.
    pub span: Span,
    /// Who may read it, and in which kind it stands.
    pub scope: Scope,
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
    /// Who may read it, and in which kind it stands.
    pub scope: Scope,
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
    /// Who may read it, and in which kind it stands.
    pub scope: Scope,
}

/// A chart or map, as data.
#[derive(Clone, Debug, PartialEq)]
pub struct ChartBlock {
    /// What to draw.
    pub chart: Chart,
    /// The source as typed, between the fences.
    pub text: String,
    /// Whether its lines bear a mark that may not leave, or the name of what stays.
    pub is_marked: bool,
    /// The whole block, with its fences.
    pub span: Span,
    /// Who may read it, and in which kind it stands.
    pub scope: Scope,
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
    /// Who may read it, and in which kind it stands.
    pub scope: Scope,
}

/// A block that says only that it is there.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mark {
    /// Where it stands.
    pub span: Span,
    /// Who may read it, and in which kind it stands.
    pub scope: Scope,
}

/// The definition of a link's target.
#[derive(Clone, Debug, PartialEq)]
pub struct Definition {
    /// Its name, in small letters.
    pub id: String,
    /// As typed.
    pub text: String,
    /// The whole definition.
    pub span: Span,
    /// Who may refer to it.
    pub scope: Scope,
}

/// A block that is kept as it was typed.
#[derive(Clone, Debug, PartialEq)]
pub struct Raw {
    /// As typed; of a comment, what stands between its marks.
    pub text: String,
    /// The whole block.
    pub span: Span,
    /// Who may read it, and in which kind it stands.
    pub scope: Scope,
}

impl Block {
    /// Whether a slide begins at it, where `slide_level` is the lowest level of headings that begin one.
    pub fn begins_slide(&self, slide_level: u8) -> bool {
        match self {
            Self::Heading(heading) => heading.level <= slide_level,
            other => matches!(other, Self::Break(_)),
        }
    }

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
            Self::Break(mark) | Self::Rule(mark) | Self::Pause(mark) | Self::Page(mark) => mark.span,
            Self::Html(raw) | Self::Comment(raw) => raw.span,
            Self::Definition(definition) => definition.span,
        }
    }

    /// Who may read it, and in which kind it stands.
    pub fn scope(&self) -> Scope {
        match self {
            Self::Heading(heading) => heading.scope,
            Self::Paragraph(paragraph) => paragraph.scope,
            Self::List(list) => list.scope,
            Self::Quote(quote) => quote.scope,
            Self::Callout(callout) => callout.scope,
            Self::Kinded(kinded) => kinded.scope,
            Self::Code(code) => code.scope,
            Self::Chart(chart) => chart.scope,
            Self::Table(table) => table.scope,
            Self::Columns(columns) => columns.scope,
            Self::Footnote(footnote) => footnote.scope,
            Self::Break(mark) | Self::Rule(mark) | Self::Pause(mark) | Self::Page(mark) => mark.scope,
            Self::Html(raw) | Self::Comment(raw) => raw.scope,
            Self::Definition(definition) => definition.scope,
        }
    }
}
