//! What may follow at the cursor, in a list below it: arrows choose, Enter or Tab takes, Escape closes.

use egui::{Area, Context, Key, Modifiers, Order, Rect, RichText};

use crate::app::{App, Choice, Completion, Request};
use crate::ui::style::Palette;

/// The list, while it is open.
#[derive(Default)]
pub(super) struct Completing {
    open: Option<(Completion, usize)>,
}

impl Completing {
    /// Whether the list is open.
    pub(super) fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// Closes the list.
    pub(super) fn close(&mut self) {
        self.open = None;
    }

    /// Takes the keys that are the list's own, before the editor sees them.
    pub(super) fn take_keys(&mut self, ctx: &Context, app: &mut App) {
        let Some((completion, chosen)) = &mut self.open else { return };
        let pressed = |key| ctx.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        if pressed(Key::ArrowDown) {
            *chosen = (*chosen + 1) % completion.choices.len();
        }
        if pressed(Key::ArrowUp) {
            *chosen = chosen.checked_sub(1).unwrap_or(completion.choices.len() - 1);
        }
        if pressed(Key::Escape) {
            self.open = None;
        } else if pressed(Key::Enter) || pressed(Key::Tab) {
            let choice = completion.choices[*chosen].clone();
            accept(app, completion, &choice);
            self.open = None;
        }
    }

    /// Lists what may follow now that something was typed.
    pub(super) fn refresh(&mut self, app: &App) {
        self.open = app.completion().map(|completion| (completion, 0));
    }

    /// Shows the list below the caret.
    pub(super) fn list_ui(&mut self, ctx: &Context, app: &mut App, caret: Option<Rect>, palette: &Palette) {
        let (Some((completion, chosen)), Some(caret)) = (&self.open, caret) else { return };
        let mut picked = None;
        let area = Area::new(egui::Id::unique("completion")).order(Order::Foreground);
        area.fixed_pos(caret.left_bottom() + egui::vec2(0.0, 2.0)).constrain(true).show(ctx, |ui| {
            egui::Frame::popup(ui.style()).show(ui, |ui| {
                ui.set_max_width(460.0);
                for (idx, choice) in completion.choices.iter().enumerate() {
                    let detail = RichText::new(&choice.detail).small().color(palette.muted);
                    let row =
                        egui::Button::selectable(idx == *chosen, choice.label.as_str()).right_text(detail);
                    let response = ui.add_sized([440.0, 22.0], row.truncate());
                    if response.clicked() {
                        picked = Some(choice.clone());
                    }
                }
            });
        });
        if let Some(choice) = picked {
            accept(app, completion, &choice);
            app.requests.push(Request::FocusEditor);
            self.open = None;
        }
    }
}

fn accept(app: &mut App, completion: &Completion, choice: &Choice) {
    app.accept(completion, choice);
}
