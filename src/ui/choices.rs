//! Choices as buttons in a row: which one holds is seen at once.

use egui::{Button, Response, RichText, Ui};

/// One of several choices, on the ground of the accent where it is the one that holds: what the pointer is over has
/// another ground, and is never taken for it.
pub(super) fn choice(ui: &mut Ui, is_chosen: bool, words: impl Into<String>) -> Response {
    let words = RichText::new(words);
    if !is_chosen {
        return ui.add(Button::selectable(false, words));
    }
    let (ground, ink) = (ui.visuals().selection.stroke.color, ui.visuals().window_fill);
    ui.add(Button::selectable(true, words.color(ink)).fill(ground))
}

/// The same, which makes `value` the one that holds when it is clicked.
pub(super) fn choice_value<T: PartialEq>(
    ui: &mut Ui,
    value: &mut T,
    each: T,
    words: impl Into<String>,
) -> Response {
    let response = choice(ui, *value == each, words);
    if response.clicked() {
        *value = each;
    }
    response
}
