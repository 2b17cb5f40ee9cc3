//! What the lists on the left have in common: the field that searches them, and what stands where there is nothing.

use egui::{Label, Response, RichText, TextEdit, Ui};

use crate::ui::style::{Palette, space};

/// Shows the field that searches a list.
pub(super) fn search_ui(ui: &mut Ui, wanted: &mut String, hint: &str) -> Response {
    let field = ui.add(TextEdit::singleline(wanted).hint_text(hint).desired_width(f32::INFINITY));
    ui.add_space(space::SMALL);
    field
}

/// Says why a list is empty.
pub(super) fn empty_ui(ui: &mut Ui, palette: &Palette, words: &str) {
    ui.add_space(space::MEDIUM);
    ui.add(Label::new(RichText::new(words).color(palette.muted)).wrap());
}
