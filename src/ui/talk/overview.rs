//! All slides at once, to choose from.

use egui::{Align2, Pos2, Rect, ScrollArea, Sense, StrokeKind, Ui, Vec2};

use crate::app::App;
use crate::ui::style::{Palette, space};
use crate::ui::talk::textures::{Reduced, Textures};

/// The least width of a slide in the grid, in points.
const MIN_WIDTH: f32 = 220.0;

/// Shows the grid; a slide that is clicked is gone to.
pub(super) fn overview_ui(ui: &mut Ui, textures: &mut Textures, app: &mut App, palette: &Palette) {
    let Some(talk) = &app.talk else { return };
    let chosen = talk.show.chosen().unwrap_or(0);
    let width = ui.available_width();
    let n_columns = ((width / (MIN_WIDTH + space::LARGE)) as usize).clamp(1, 5);
    let cell = (width - space::LARGE * (n_columns + 1) as f32) / n_columns as f32;
    let size = Vec2::new(cell, cell / talk.slides.ratio());
    let mut picked = None;
    ui.painter().rect_filled(ui.max_rect(), 0.0, palette.desk);
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        let n_rows = talk.show.n_slides().div_ceil(n_columns);
        let step = size + Vec2::new(space::LARGE, space::LARGE + 18.0);
        let whole = Vec2::new(width, n_rows as f32 * step.y + space::LARGE);
        let (area, _) = ui.allocate_exact_size(whole, Sense::hover());
        for slide_idx in 0..talk.show.n_slides() {
            let (column, row) = (slide_idx % n_columns, slide_idx / n_columns);
            let at =
                area.min + Vec2::splat(space::LARGE) + Vec2::new(column as f32 * step.x, row as f32 * step.y);
            let rect = Rect::from_min_size(at, size);
            let is_chosen = slide_idx == chosen;
            if is_chosen {
                ui.scroll_to_rect(rect, None);
            }
            if !ui.is_rect_visible(rect) {
                continue;
            }
            let stop = talk.show.whole_slide(slide_idx).and_then(|at| talk.show.stop(at));
            ui.painter().rect_filled(rect, 0.0, palette.paper);
            if let Some(stop) = stop
                && let Some(picture) = talk.thumbnail(stop.page_idx)
                && let Some(texture) = textures.small(ui.ctx(), (stop.page_idx, Reduced::Small), picture)
            {
                let whole = Rect::from_min_max(Pos2::ZERO, Pos2::new(1.0, 1.0));
                ui.painter().image(texture.id(), rect, whole, egui::Color32::WHITE);
            }
            let is_skipped = talk.show.skipped().contains(&slide_idx);
            let stroke = if is_chosen { (3.0, palette.accent) } else { (1.0, palette.hairline) };
            ui.painter().rect_stroke(rect, 0.0, stroke, StrokeKind::Outside);
            let number = stop.map_or(slide_idx + 1, |stop| stop.place.number);
            let words = if is_skipped {
                format!("{number} – {}", app.word("dropped", "省略"))
            } else {
                number.to_string()
            };
            let font = egui::TextStyle::Small.resolve(ui.style());
            let below = Pos2::new(rect.center().x, rect.bottom() + 3.0);
            ui.painter().text(below, Align2::CENTER_TOP, words, font, palette.ink);
            let response = ui.interact(rect, ui.scope_id().with(("slide", slide_idx)), Sense::click());
            let label = format!("{} {number}", app.word("Slide", "スライド"));
            response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &label));
            if response.clicked() {
                picked = Some(slide_idx);
            }
        }
    });
    if let Some(slide_idx) = picked {
        app.choose_slide(slide_idx);
    }
}
