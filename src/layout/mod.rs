//! From a released document to pages: the one layout that preview, slides, handout and PDF share.
//!
//! The brief's words never become Typst code. They enter as string literals in generated source, and it is
//! recorded which bytes of the brief each literal shows. Typst's own types stay within this module and `export`.

mod beyond;
mod block;
mod cards;
mod chart;
mod chart_pictures;
mod column_widths;
mod compose;
mod data_table;
mod deep;
mod document;
mod engine;
mod flow;
mod foreign;
mod ink;
mod inline;
mod keep;
mod lead;
mod likely;
mod limits;
mod no_break;
mod notes_pages;
mod numbers;
mod pages;
mod phrases;
mod picture;
mod places;
mod show;
mod slide;
mod slide_starts;
mod small_print;
mod source;
mod style;
mod table;
mod table_fit;
mod theme;
mod tighten;
mod title;

use std::fmt;
use std::str::FromStr;

use crate::text::{Message, Span, message};

pub use self::{
    chart::{ChartSvg, chart_svg},
    chart_pictures::{ChartPicture, ChartRoom, draw_charts},
    engine::{Engine, JAPANESE_FAMILIES},
    ink::{InkStroke, SlideInk},
    lead::LeadPages,
    limits::too_much_for_pages,
    notes_pages::{Below, below_slides},
    pages::{Bitmap, Pages, Typesetter, tidy, tidy_all, typeset, typeset_with_ink},
    places::{PageHeading, PageLink, PagePlace, PageWords},
    show::{ShowPages, ShowPlace},
    source::Literal,
    theme::{OfficeLook, THEMES, Theme, mark_file, theme_fault, theme_named},
};
pub(crate) use self::{
    column_widths::{Columns, PADDING_EMS, n_row_lines},
    compose::is_request,
    phrases::is_wide,
    small_print::{number_on_slide, small_print},
    table::shown_alignments,
};

/// What kind of pages are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Shape {
    /// A running handout.
    Text,
    /// Slides for the screen.
    Slides,
    /// Each slide with what this copy may read below it.
    Notes,
    /// Palm cards in large type.
    Cards,
}

impl Shape {
    /// All shapes.
    pub const ALL: [Self; 4] = [Self::Text, Self::Slides, Self::Notes, Self::Cards];

    /// The name that the command line uses.
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Slides => "slides",
            Self::Notes => "notes",
            Self::Cards => "cards",
        }
    }
}

impl fmt::Display for Shape {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Shape {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        Self::ALL
            .into_iter()
            .find(|shape| shape.name() == name)
            .ok_or_else(|| format!("no shape is called {name}"))
    }
}

/// The paper that text and notes are printed on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Paper {
    /// 210 × 297 mm.
    #[default]
    A4,
    /// 8½ × 11 in.
    Letter,
}

/// How pages are wanted.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// What kind of pages.
    pub shape: Shape,
    /// On which paper.
    pub paper: Paper,
    /// What they look like.
    pub theme: &'static Theme,
}

/// Why there are no pages.
#[derive(Debug, thiserror::Error)]
pub enum TypesetError {
    /// The program is at fault; no brief can cause this.
    #[error("the pages could not be made: {0}")]
    Fault(String),
    /// The brief holds more of something than pages can.
    #[error("{}", .words.en)]
    TooMuch {
        /// What, how much would do, and what to do.
        words: Message,
        /// Where in the brief.
        span: Span,
    },
}

impl TypesetError {
    /// What the user is told.
    pub fn message(&self) -> Message {
        match self {
            // What the engine says is English, and for those who mend the program.
            Self::Fault(reason) => {
                message!("the pages could not be made: {reason}", "ページを作成できません（{reason}）")
            }
            Self::TooMuch { words, .. } => words.clone(),
        }
    }
}
