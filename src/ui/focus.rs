//! Who has the keyboard: the text, unless a dialog, a menu or a field has it.

use crate::app::Dialog;
use crate::ui::Window;

impl Window {
    /// Keys of a talk that has just ended are for nobody. Afterwards the editor has the keyboard when it is clicked,
    /// or by Tab: who still presses the keys of a talk does not write into the brief.
    pub(super) fn take_keys_of_talk(&mut self, ctx: &egui::Context) {
        if self.app.swallows_keys() {
            ctx.input_mut(|input| {
                input.events.retain(|event| {
                    !matches!(event, egui::Event::Key { .. } | egui::Event::Text(_) | egui::Event::Paste(_))
                });
            });
        }
        let is_free = self.awaits_hand && self.app.view.dialog.is_none();
        if is_free && ctx.memory(|memory| memory.focused().is_none()) {
            let is_tab = ctx.input_mut(|input| input.consume_key(egui::Modifiers::NONE, egui::Key::Tab));
            self.is_editor_asked |= is_tab;
        }
    }

    /// Whether nobody has the keyboard and the text may have it. After a talk it waits for a hand.
    pub(super) fn is_keyboard_free(&self, ctx: &egui::Context) -> bool {
        let is_covered = self.app.view.dialog.as_ref().is_some_and(|dialog| !matches!(dialog, Dialog::Find));
        !self.awaits_hand
            && !is_covered
            && !egui::Popup::is_any_open(ctx)
            && ctx.memory(|memory| memory.focused().is_none())
    }
}
