//! The panels of the window and the room that each has: where there is not enough for all, the text keeps its own.

use egui::containers::panel::PanelState;
use egui::{CentralPanel, Frame, Id, Margin, Panel, Ui, UiBuilder};

use crate::app::View;
use crate::ui::access::name_handle;
use crate::ui::rounds::Part;
use crate::ui::style::{LIGHT, Palette};
use crate::ui::{Window, bars, menus, preview, problems, side, status};

const SIDE_MIN: f32 = View::SIDE_MIN_PT;
const PAGES_MIN: f32 = View::PAGES_MIN_PT;
/// From which size of the window on panels that have no room beside the text stand above and below it, in percent.
const STACKED_FROM_PERCENT: u16 = 175;
/// The least height for that, in points.
const STACKED_MIN: f32 = 150.0;

impl Window {
    /// Shows everything but dialogs and talk.
    pub(super) fn panels_ui(&mut self, ui: &mut Ui) {
        let palette = self.palette.unwrap_or(LIGHT);
        self.rounds.begin();
        self.bars_ui(ui, &palette);
        if self.app.view.shows_problems {
            self.problems_panel_ui(ui, &palette);
        }
        let width = ui.available_width();
        self.app.view.cues.room_pt = width;
        let (has_side, has_preview) = self.app.view.panels(!self.app.is_blank());
        // Large type leaves no room beside the text, but above and below it.
        let is_stacked = self.app.settings.scale_percent >= STACKED_FROM_PERCENT;
        let is_side_stacked = is_stacked && !has_side && self.app.view.side.is_some();
        let are_pages_stacked =
            is_stacked && !has_preview && self.app.view.shows_preview && !self.app.is_blank();
        let n_panels_pt = f32::from(has_side) * SIDE_MIN + f32::from(has_preview) * PAGES_MIN;
        let text_min = (width - n_panels_pt).clamp(1.0, View::TEXT_MIN_PT);
        if has_side {
            let rest = text_min + if has_preview { PAGES_MIN } else { 0.0 };
            let panel = Panel::left("side")
                .default_size((width * 0.22).clamp(SIDE_MIN, 300.0))
                .min_size(SIDE_MIN)
                .max_size((width - rest).clamp(SIDE_MIN, 420.0));
            self.side_panel_ui(ui, panel, "side", &palette);
        } else if is_side_stacked && ui.available_height() > STACKED_MIN {
            let height = ui.available_height();
            let panel = Panel::top("side-above").default_size(height * 0.3).max_size(height * 0.4);
            self.side_panel_ui(ui, panel, "side-above", &palette);
        }
        let width = ui.available_width();
        if has_preview {
            self.share_room(ui, width, text_min);
            let panel = Panel::right("preview")
                .default_size(self.pages_share * width)
                .min_size(PAGES_MIN)
                .max_size((width - text_min).max(PAGES_MIN));
            self.pages_panel_ui(ui, panel, "preview", &palette);
        } else if are_pages_stacked && ui.available_height() > STACKED_MIN {
            let height = ui.available_height();
            let panel = Panel::bottom("preview-below").default_size(height * 0.4).max_size(height * 0.6);
            self.pages_panel_ui(ui, panel, "preview-below", &palette);
        }
        CentralPanel::default().frame(Frame::new().fill(palette.paper)).show(ui, |ui| {
            self.rounds.part_ui(ui, Part::Editor, self.app.word("Editor", "編集"));
            self.editor_ui(ui, &palette);
        });
    }

    /// Shows what stands at the edges.
    fn bars_ui(&mut self, ui: &mut Ui, palette: &Palette) {
        let bar = Frame::new().fill(palette.panel).inner_margin(Margin::symmetric(12, 5));
        Panel::top("menu").frame(bar).show(ui, |ui| {
            self.rounds.part_ui(ui, Part::Menu, self.app.word("Menus and tools", "メニューとツール"));
            menus::menu_ui(ui, &mut self.app, &mut self.menu_keys);
        });
        let banner = bars::banner(&self.app);
        let frame = Frame::new().fill(palette.paper).inner_margin(Margin::symmetric(12, 3));
        if let Some(banner) = &banner {
            Panel::top("banner-top").frame(frame).show(ui, |ui| bars::banner_ui(ui, &self.app, banner));
        }
        if !self.app.safety.recovered.is_empty() {
            let frame = Frame::new().fill(palette.accent_tint).inner_margin(Margin::symmetric(12, 6));
            Panel::top("recovered").frame(frame).show(ui, |ui| bars::recovered_ui(ui, &mut self.app));
        }
        Panel::bottom("status").frame(bar).show(ui, |ui| {
            self.rounds.part_ui(ui, Part::Status, self.app.word("Status", "状態"));
            status::status_ui(ui, &mut self.app, palette);
        });
        if let Some(banner) = &banner {
            Panel::bottom("banner-bottom").frame(frame).show(ui, |ui| bars::banner_ui(ui, &self.app, banner));
        }
    }

    fn problems_panel_ui(&mut self, ui: &mut Ui, palette: &Palette) {
        let frame = Frame::new().fill(palette.panel).inner_margin(Margin::symmetric(12, 6));
        Panel::bottom("problems")
            .frame(frame)
            .resizable(true)
            .default_size(150.0)
            .min_size(72.0)
            .max_size(ui.available_height() * 0.5)
            .show(ui, |ui| {
                self.rounds.part_ui(ui, Part::Problems, self.app.word("Problems", "指摘"));
                problems::problems_ui(ui, &mut self.app, palette);
            });
        let name = self.app.word("Height of the problems", "指摘の高さ");
        name_handle(ui.ctx(), panel_id(ui, "problems"), name);
    }

    fn side_panel_ui(&mut self, ui: &mut Ui, panel: Panel, name: &str, palette: &Palette) {
        let frame = Frame::new().fill(palette.panel).inner_margin(Margin::symmetric(12, 8));
        panel.frame(frame).resizable(true).show(ui, |ui| {
            self.rounds.part_ui(ui, Part::Side, side::side_name(&self.app));
            within_ui(ui, |ui| side::side_ui(ui, &mut self.app, palette));
        });
        let size = self.app.word("Size of the panel", "パネルの大きさ");
        name_handle(ui.ctx(), panel_id(ui, name), size);
    }

    fn pages_panel_ui(&mut self, ui: &mut Ui, panel: Panel, name: &str, palette: &Palette) {
        panel.frame(Frame::new().fill(palette.desk)).resizable(true).show(ui, |ui| {
            self.rounds.part_ui(ui, Part::Pages, self.app.word("Pages", "ページ"));
            within_ui(ui, |ui| preview::preview_ui(ui, &mut self.preview, &mut self.app, palette));
        });
        name_handle(ui.ctx(), panel_id(ui, name), self.app.word("Size of the pages", "ページ欄の大きさ"));
    }

    /// Gives the pages their share of the room: where the window has another width than before, the share stays;
    /// where it has the same, the user has chosen another share.
    fn share_room(&mut self, ui: &Ui, width: f32, text_min: f32) {
        let id = panel_id(ui, "preview");
        let shown = PanelState::load(ui.ctx(), id);
        if (width - self.pages_room).abs() < 0.5 {
            self.pages_share = shown.map_or(self.pages_share, |state| state.size().x / width);
        } else if let Some(mut state) = shown {
            let pages_width = (self.pages_share * width).clamp(PAGES_MIN, (width - text_min).max(PAGES_MIN));
            state.outer_rect.min.x = state.outer_rect.max.x - pages_width;
            ui.data_mut(|data| data.insert_persisted(id, state));
        }
        self.pages_room = width;
    }
}

/// Shows what stands in a panel, which is as large as it was made, whatever that is.
fn within_ui(ui: &mut Ui, contents: impl FnOnce(&mut Ui)) {
    let rect = ui.available_rect_before_wrap();
    let mut inner = ui.new_child(UiBuilder::new().max_rect(rect));
    inner.shrink_clip_rect(rect.expand(2.0));
    contents(&mut inner);
    ui.advance_cursor_after_rect(rect);
}

/// The name of a panel of the window.
fn panel_id(ui: &Ui, name: &str) -> Id {
    ui.scope_id().with_salt(egui::IdSalt::new(name))
}
