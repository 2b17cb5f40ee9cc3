//! The keyboard goes into a dialog when it opens, and back to where it was when it closes.

use std::mem::{Discriminant, discriminant};

use egui::{Context, FocusDirection, Id, Response};

use crate::app::Dialog;
use crate::ui::style::take_main_button;

/// What is kept while a dialog is open.
#[derive(Clone, Copy, Default)]
struct Kept {
    /// Which dialog is open.
    open: Option<Discriminant<Dialog>>,
    /// What had the keyboard before it opened.
    before: Option<Id>,
    /// What had it when the open dialog was shown first.
    at_first: Option<Id>,
    /// The control that is to have it: the one that asked, else the main button, as far as it was shown.
    main: Option<Id>,
    /// How often the open dialog was shown.
    n_shown: u32,
}

/// The keyboard around the dialog of one frame.
pub(super) struct DialogFocus {
    kept: Kept,
    was_open: bool,
}

impl DialogFocus {
    /// Sees which dialog is about to be shown.
    pub(super) fn begin(ctx: &Context, shown: Option<&Dialog>) -> Self {
        let mut kept = ctx.data(|data| data.get_temp::<Kept>(id())).unwrap_or_default();
        let focused = ctx.memory(egui::Memory::focused);
        let (was_open, open) = (kept.open.is_some(), shown.map(discriminant));
        if !was_open {
            kept.before = focused;
        }
        if open != kept.open {
            (kept.open, kept.at_first, kept.main, kept.n_shown) = (open, focused, None, 0);
        }
        kept.n_shown = kept.n_shown.saturating_add(1);
        let is_waiting = focused.is_none() || focused == kept.at_first;
        // What it shows is known by now. A field of the dialog that asked for the keyboard has it already.
        if open.is_some() && kept.n_shown == 2 && is_waiting {
            ctx.memory_mut(|memory| {
                if let Some(main) = kept.main {
                    memory.request_focus(main);
                } else {
                    focused.into_iter().for_each(|id| memory.surrender_focus(id));
                    // The first thing that is shown from here on has it: the dialog stands before all else.
                    memory.move_focus(FocusDirection::Next);
                }
            });
        }
        take_main_button(ctx);
        Self { kept, was_open }
    }

    /// Gives the keyboard to the dialog that has opened, or back.
    pub(super) fn end(mut self, ctx: &Context) {
        let focused = ctx.memory(egui::Memory::focused);
        let main = take_main_button(ctx);
        let main = ctx.data_mut(|data| data.remove_temp::<Option<Id>>(asked_id())).flatten().or(main);
        if self.kept.open.is_none() {
            if let (true, Some(before), None) = (self.was_open, self.kept.before.take(), focused) {
                ctx.memory_mut(|memory| memory.request_focus(before));
            }
        } else if self.kept.n_shown < 2 {
            self.kept.main = main;
            ctx.request_repaint();
        }
        ctx.data_mut(|data| data.insert_temp(id(), self.kept));
    }
}

/// A control of a dialog is to have the keyboard when the dialog opens, in the place of its main button.
pub(super) fn take_keyboard(response: &Response) {
    response.ctx.data_mut(|data| data.insert_temp(asked_id(), Some(response.id)));
}

fn asked_id() -> Id {
    Id::unique("asks for the keyboard")
}

fn id() -> Id {
    Id::unique("focus of dialogs")
}
