//! One thing that stands in the line at the foot: how wide it is, and how it is shown.

use egui::{Color32, Label, RichText, TextStyle, Ui};
use lucide_icons::Icon;

use crate::app::App;
use crate::ui::access::announce;
use crate::ui::style::icon;

/// The size of a sign before words.
const SIGN_PT: f32 = 13.0;

/// A thing that stands in the line.
pub(super) struct Entry {
    pub sign: Option<Icon>,
    pub words: String,
    pub color: Color32,
    /// What it says when it is pointed at; may be empty.
    pub help: String,
    /// The command that a click runs, if it is a button.
    pub command: Option<&'static str>,
    /// Whether it is said aloud when it changes.
    pub is_announced: bool,
}

impl Entry {
    pub(super) fn new(words: impl Into<String>, color: Color32) -> Self {
        let (words, help) = (words.into(), String::new());
        Self { sign: None, words, color, help, command: None, is_announced: false }
    }

    pub(super) fn with_sign(self, sign: Icon) -> Self {
        Self { sign: Some(sign), ..self }
    }

    pub(super) fn with_help(self, help: impl Into<String>) -> Self {
        Self { help: help.into(), ..self }
    }

    pub(super) fn with_command(self, command: &'static str) -> Self {
        Self { command: Some(command), ..self }
    }

    /// How wide it is in one row, with the gap before what follows.
    pub(super) fn width(&self, ui: &Ui) -> f32 {
        let gap = ui.spacing().item_spacing.x;
        let font = TextStyle::Small.resolve(ui.style());
        let words = ui.painter().layout_no_wrap(self.words.clone(), font, self.color).size().x;
        let sign = self.sign.map_or(0.0, |_| SIGN_PT + gap);
        let edges = self.command.map_or(0.0, |_| 2.0 * ui.spacing().button_padding.x);
        sign + words + edges + gap
    }

    pub(super) fn show_ui(self, ui: &mut Ui, app: &mut App) {
        let is_whole = self.width(ui) <= ui.max_rect().width();
        let words = RichText::new(self.words).color(self.color).small();
        if let Some(sign) = self.sign {
            ui.label(icon(sign).color(self.color).size(SIGN_PT));
        }
        let response = match self.command {
            Some(_) => ui.button(words),
            // It is broken only where a row of its own is too narrow for it.
            None if is_whole => ui.add(Label::new(words).extend()),
            None => ui.add(Label::new(words).wrap()),
        };
        if self.is_announced {
            announce(&response);
        }
        if let Some(command) = self.command.filter(|_| response.clicked()) {
            app.run(command);
        }
        if !self.help.is_empty() {
            response.on_hover_text(self.help);
        }
    }
}
