//! The editor: lays out only the lines that can be seen, so that a long brief costs no more than a short one.
//!
//! It owns no text and changes none. [`sense_ui`] takes its place in the window, [`read_input`] says what keys and
//! pointer want of the text, and [`show_ui`] draws the text as it is then.

mod access;
mod card;
mod cells;
mod highlight;
mod input;
mod layout;
mod line;
mod marks;
mod moves;
mod told;

use std::ops::Range;

use egui::text::CCursor;
use egui::{Color32, FontId, Id, Rect, Response, Sense, Ui};

use crate::brief::{Block, Lang};
use crate::text::{Fix, LineIndex, Selection, Severity, Span};
use crate::ui::editor::line::{ShownLine, chars_before};
use crate::ui::editor::told::Told;
use crate::ui::style::{Palette, strong_family};

pub use self::{
    card::{MenuRow, card_ui, menu_ui},
    highlight::{Paint, PaintClass, Reach, grounds, kind_help, paint},
    input::read_input,
    layout::show_ui,
    moves::Step,
};

/// What the editor keeps between frames.
#[derive(Default)]
pub struct EditorState {
    selection: Selection,
    /// The first line that is seen, and how much of it is above the edge.
    top_line: usize,
    top_hidden: f32,
    /// Where the cursor goes back to as it moves up and down past short lines.
    column_x: Option<f32>,
    /// The byte at which the cursor stands at the beginning of a row, where the row above ends at the same byte.
    leans_on: Option<usize>,
    /// What an input method is composing.
    preedit: String,
    /// Whether the cursor must be seen in the next frame.
    must_reveal: bool,
    /// Whether the cursor then stands at the top third.
    reveals_what_follows: bool,
    /// What is selected while the pointer is held: letters, words or lines, from where it was pressed.
    held: Option<Held>,
    /// What is said of the mark that is pointed at.
    card: Option<Card>,
    caret: Option<Rect>,
    keeps_escape: bool,
    /// Whether the keyboard is to go to the next panel, or with `true` to the one before.
    leaving: Option<bool>,
    shown: Vec<ShownLine>,
    told: Told,
    text_width: f32,
}

#[derive(Clone, Copy)]
struct Held {
    unit: Unit,
    from: Span,
}

/// What is said of a mark: the mark, its place on the screen, and the place of the card once it is drawn.
#[derive(Clone, Copy)]
struct Card {
    span: Span,
    anchor: Rect,
    rect: Rect,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Unit {
    Letter,
    Word,
    Line,
}

impl EditorState {
    /// The lines that were seen in the last frame; where the cursor will be brought into sight, those around it too
    /// or instead.
    pub fn lines_seen(&self, lines: &LineIndex) -> Range<usize> {
        /// What fits on the largest screen in the smallest type, and the way to it.
        const AT_MOST: usize = 300;
        let seen = self.top_line..self.top_line + self.shown.len().max(60);
        if !self.must_reveal {
            return seen;
        }
        let head = lines.line_idx(self.selection.head);
        let is_near = head + AT_MOST > seen.start && head < seen.end + AT_MOST;
        if is_near {
            head.min(seen.start)..head.max(seen.end)
        } else {
            head.saturating_sub(AT_MOST)..head + AT_MOST
        }
    }

    /// The place of the head of the selection among the characters of its line.
    fn cursor_in(&self, text: &str, line: Span, head: usize) -> CCursor {
        CCursor {
            prefer_next_row: self.leans_on == Some(head),
            ..CCursor::new(chars_before(text, line, head))
        }
    }

    /// Puts the cursor somewhere.
    pub fn select(&mut self, selection: Selection) {
        self.selection = selection;
        self.column_x = None;
    }

    /// Where the cursor stands.
    pub fn selection(&self) -> Selection {
        self.selection
    }

    /// Makes sure that the cursor is seen; with `what_follows`, at the top third, so that what it begins is seen too.
    pub fn reveal(&mut self, what_follows: bool) {
        self.must_reveal = true;
        self.reveals_what_follows = what_follows;
    }

    /// Whether Escape is for something that stands over the text, and must not take the keyboard from it.
    pub fn keeps_escape(&mut self, keeps: bool) {
        self.keeps_escape = keeps;
    }

    /// Whether Tab was pressed where it means nothing to the text: the keyboard goes on to the next panel, or with
    /// `true` to the one before.
    pub fn take_leaving(&mut self) -> Option<bool> {
        self.leaving.take()
    }

    /// Where the caret was drawn, if it can be seen.
    pub fn caret(&self) -> Option<Rect> {
        self.caret
    }

    /// Whether an input method is composing, so that keys are its own.
    pub fn is_composing(&self) -> bool {
        !self.preedit.is_empty()
    }
}

/// What the editor shows.
pub struct EditorView<'v> {
    /// The text.
    pub text: &'v str,
    /// Where its lines begin.
    pub lines: &'v LineIndex,
    /// What the parser made of it.
    pub blocks: &'v [Block],
    /// What its runs are.
    pub paint: &'v [Paint],
    /// The blocks that the other side does not get.
    pub grounds: &'v [Span],
    /// What is marked as likely to go wrong.
    pub marks: &'v [Mark],
    /// What is found by searching.
    pub matches: &'v [Span],
    /// How it looks.
    pub style: &'v EditorStyle,
    /// The part that stands out, where the rest is to step back.
    pub focus: Option<Span>,
    /// Whether lines are numbered.
    pub shows_line_numbers: bool,
    /// What a screen reader calls it.
    pub label: &'v str,
    /// The language of the text.
    pub lang: Lang,
    /// What an empty text says.
    pub hint: &'v str,
}

/// A place that is likely to go wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The place.
    pub span: Span,
    /// How much it matters.
    pub severity: Severity,
    /// What to say when it is pointed at.
    pub words: String,
    /// What can be done about it with one click.
    pub offers: Vec<MarkOffer>,
    /// Whether it is no more than a word that may be misspelled; not shown while that word is typed.
    pub is_spelling: bool,
}

/// What can be done about a mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MarkOffer {
    /// Its fix is made.
    Fix {
        /// What the button says.
        title: String,
        /// The fix.
        fix: Fix,
    },
    /// The word is held for right from now on.
    Learn(String),
    /// A command is run.
    Command(&'static str),
}

/// How the editor looks.
#[derive(Clone, Debug, PartialEq)]
pub struct EditorStyle {
    /// The colours.
    pub palette: Palette,
    /// The size of the type in points.
    pub size_pt: f32,
}

impl EditorStyle {
    /// The widest line, so that the eye finds back.
    const MAX_WIDTH: f32 = 760.0;

    /// Makes the style of a palette.
    pub fn new(palette: &Palette, size_pt: u8) -> Self {
        Self { palette: *palette, size_pt: f32::from(size_pt) }
    }

    fn font(&self) -> FontId {
        FontId::proportional(self.size_pt)
    }

    fn line_height(&self) -> f32 {
        (self.size_pt * 1.6).round()
    }

    /// The type and colours of a class of text.
    fn format(&self, class: Option<PaintClass>) -> egui::TextFormat {
        let Palette { ink, muted, accent, amber, red, .. } = self.palette;
        let strong = FontId::new(self.size_pt, strong_family());
        let mut format = egui::TextFormat::simple(self.font(), ink);
        format.line_height = Some(self.line_height());
        let mut set = |font: FontId, color: Color32| (format.font_id, format.color) = (font, color);
        match class {
            None => {}
            Some(PaintClass::Heading(level)) => {
                let size = self.size_pt * [1.4, 1.2, 1.08][usize::from(level.clamp(1, 3)) - 1];
                set(FontId::new(size, strong_family()), ink);
                format.line_height = Some((size * 1.6).round());
            }
            Some(PaintClass::Strong) => set(strong, ink),
            Some(PaintClass::Emphasis) => format.italics = true,
            Some(PaintClass::Strike) => format.strikethrough = egui::Stroke::new(1.0, muted),
            Some(PaintClass::Code) => set(FontId::monospace(self.size_pt * 0.92), ink),
            Some(PaintClass::Link) => set(self.font(), accent),
            Some(PaintClass::Fact) => {
                set(self.font(), accent);
                format.underline = egui::Stroke::new(1.0, accent);
            }
            Some(PaintClass::StaleFact) => {
                set(self.font(), amber);
                format.underline = egui::Stroke::new(1.5, amber);
            }
            Some(PaintClass::Kind(Reach::Everyone)) => set(strong, accent),
            Some(PaintClass::Kind(Reach::OurSide | Reach::Principal)) => set(strong, red),
            Some(PaintClass::Comment) => set(self.font(), red),
            Some(PaintClass::Portion) => set(strong, amber),
            Some(PaintClass::Front) => set(FontId::monospace(self.size_pt * 0.88), muted),
        }
        format
    }
}

/// What the editor is called, whatever stands around it.
pub fn id() -> Id {
    Id::unique("editor")
}

/// Takes the editor's place in the window. It keeps its name whatever comes and goes above it, and the keyboard with it.
pub fn sense_ui(ui: &mut Ui) -> Response {
    let (_, rect) = ui.allocate_space(ui.available_size());
    let response = ui.interact(rect, id(), Sense::click_and_drag());
    let response = response.on_hover_cursor(egui::CursorIcon::Text);
    if response.clicked() || response.drag_started() {
        response.request_focus();
    }
    debug_assert!(rect.is_finite() || rect == Rect::NOTHING);
    response
}
