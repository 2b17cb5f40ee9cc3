//! The foot of a dialog: its buttons stay in sight, and what stands above them scrolls where the window is low.

use egui::{Id, ScrollArea, Ui};

use crate::ui::dialogs::EDGES;

/// As tall as a foot is taken for until it was shown: one row of buttons, in points.
const USUAL: f32 = 44.0;

/// Shows what stands above the foot.
pub(super) fn above_foot_ui<R>(ui: &mut Ui, add: impl FnOnce(&mut Ui) -> R) -> R {
    let foot = ui.data(|data| data.get_temp(id())).unwrap_or(USUAL);
    let most = (ui.ctx().content_rect().height() - EDGES - foot).max(60.0);
    // At first a dialog has the room of the one before: without a least height it would stay as low as a small one.
    let area = ScrollArea::vertical().id_salt("above the foot");
    area.max_height(most).min_scrolled_height(most).show(ui, add).inner
}

/// Shows the foot below that.
pub(super) fn foot_ui<R>(ui: &mut Ui, add: impl FnOnce(&mut Ui) -> R) -> R {
    let shown = ui.scope(add);
    let height = shown.response.rect.height() + ui.spacing().item_spacing.y;
    let before = ui.data(|data| data.get_temp(id())).unwrap_or(USUAL);
    if (height - before).abs() > 0.5 {
        ui.data_mut(|data| data.insert_temp(id(), height));
        ui.ctx().request_repaint();
    }
    shown.inner
}

fn id() -> Id {
    Id::unique("height of the foot of a dialog")
}
