//! The panels of the window and the room that each has: where there is not enough for all, the text keeps its own.

use egui::containers::panel::PanelState;
use egui::{CentralPanel, Frame, Panel, Ui};

use crate::app::View;
use crate::ui::style::LIGHT;
use crate::ui::{Window, bars, menus, preview, problems, side};

const SIDE_MIN: f32 = View::SIDE_MIN_PT;
const PAGES_MIN: f32 = View::PAGES_MIN_PT;

impl Window {
    /// Shows everything but dialogs and talk.
    pub(super) fn panels_ui(&mut self, ui: &mut Ui) {
        let palette = self.palette.unwrap_or(LIGHT);
        let bar = Frame::new().fill(palette.panel).inner_margin(egui::Margin::symmetric(12, 5));
        Panel::top("menu").frame(bar).show(ui, |ui| menus::menu_ui(ui, &mut self.app, &mut self.menu_keys));
        if let Some(banner) = bars::banner(&self.app) {
            let frame = Frame::new().fill(palette.paper).inner_margin(egui::Margin::symmetric(12, 3));
            Panel::top("banner-top").frame(frame).show(ui, |ui| bars::banner_ui(ui, &banner));
        }
        if !self.app.safety.recovered.is_empty() {
            let frame = Frame::new().fill(palette.accent_tint).inner_margin(egui::Margin::symmetric(12, 6));
            Panel::top("recovered").frame(frame).show(ui, |ui| bars::recovered_ui(ui, &mut self.app));
        }
        Panel::bottom("status").frame(bar).show(ui, |ui| bars::status_ui(ui, &mut self.app, &palette));
        if let Some(banner) = bars::banner(&self.app) {
            let frame = Frame::new().fill(palette.paper).inner_margin(egui::Margin::symmetric(12, 3));
            Panel::bottom("banner-bottom").frame(frame).show(ui, |ui| bars::banner_ui(ui, &banner));
        }
        if self.app.view.shows_problems {
            let frame = Frame::new().fill(palette.panel).inner_margin(egui::Margin::symmetric(12, 6));
            Panel::bottom("problems")
                .frame(frame)
                .resizable(true)
                .default_size(150.0)
                .min_size(72.0)
                .max_size(ui.available_height() * 0.5)
                .show(ui, |ui| problems::problems_ui(ui, &mut self.app, &palette));
        }
        let width = ui.available_width();
        self.app.view.cues.room_pt = width;
        let (has_side, has_preview) = self.app.view.panels(!self.app.is_blank());
        let n_panels_pt = f32::from(has_side) * SIDE_MIN + f32::from(has_preview) * PAGES_MIN;
        let text_min = (width - n_panels_pt).clamp(1.0, View::TEXT_MIN_PT);
        if has_side {
            let frame = Frame::new().fill(palette.panel).inner_margin(egui::Margin::symmetric(12, 8));
            let rest = text_min + if has_preview { PAGES_MIN } else { 0.0 };
            Panel::left("side")
                .frame(frame)
                .resizable(true)
                .default_size((width * 0.2).clamp(SIDE_MIN, 300.0))
                .min_size(SIDE_MIN)
                .max_size((width - rest).clamp(SIDE_MIN, 420.0))
                .show(ui, |ui| side::side_ui(ui, &mut self.app, &palette));
        }
        let width = ui.available_width();
        if has_preview {
            self.share_room(ui, width, text_min);
            let frame = Frame::new().fill(palette.desk);
            Panel::right("preview")
                .frame(frame)
                .resizable(true)
                .default_size(self.pages_share * width)
                .min_size(PAGES_MIN)
                .max_size((width - text_min).max(PAGES_MIN))
                .show(ui, |ui| preview::preview_ui(ui, &mut self.preview, &mut self.app, &palette));
        }
        let frame = Frame::new().fill(palette.paper);
        CentralPanel::default().frame(frame).show(ui, |ui| self.editor_ui(ui, &palette));
    }

    /// Gives the pages their share of the room: where the window has another width than before, the share stays;
    /// where it has the same, the user has chosen another share.
    fn share_room(&mut self, ui: &Ui, width: f32, text_min: f32) {
        let id = ui.scope_id().with_salt(egui::IdSalt::new("preview"));
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
