//! The top of the console: what the clock says, how the talk stands, which slide it is.

use egui::{Align, Label, Layout, RichText, Ui};

use crate::app::App;
use crate::app::talk::{ClockMode, Standing, Talk, minutes_and_seconds};
use crate::brief::Lang;
use crate::ui::style::{Palette, strong};

/// Shows clock, pace and place in the talk, in figures that can be read from where the speaker stands.
pub(super) fn clock_ui(ui: &mut Ui, app: &App, palette: &Palette) {
    let (Some(talk), Some((reading, elapsed))) = (&app.talk, app.talk_reading()) else { return };
    let given = talk.available.or(app.session.brief().front.duration);
    let size = (ui.ctx().content_rect().height() * 0.055).clamp(26.0, 72.0);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = size * 0.7;
        let is_over = given.is_some_and(|given| elapsed > given);
        let color = if is_over { palette.amber } else { palette.ink };
        let words = match talk.clock.mode {
            ClockMode::Up => app.word("spoken", "経過"),
            ClockMode::Down => app.word("left", "残り"),
            ClockMode::TimeOfDay => app.word("time", "時刻"),
        };
        let words =
            if talk.clock.is_running() { words } else { app.word("the clock rests", "時計は停止中") };
        figure_ui(ui, (words, &reading), size, color, palette);
        if let Some(given) = given.filter(|_| talk.clock.mode != ClockMode::Down) {
            let (words, time) = if is_over {
                (app.word("time is up", "時間超過"), elapsed.saturating_sub(given))
            } else {
                (app.word("left", "残り"), given.saturating_sub(elapsed))
            };
            figure_ui(ui, (words, &minutes_and_seconds(time)), size, color, palette);
        }
        pace_ui(ui, app, talk, (size, palette));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let number = talk.show.stop(talk.show.at()).map_or(1, |stop| stop.place.number);
            let n_all = talk.show.stops().last().map_or(1, |stop| stop.place.number);
            let words = match app.lang() {
                Lang::En => format!("Slide {number} of {n_all}"),
                Lang::Ja => format!("スライド {number}／{n_all}"),
            };
            ui.label(strong(words).size(size * 0.6));
            if !talk.show.typed().is_empty() {
                ui.label(strong(format!("→ {}", talk.show.typed())).size(size * 0.6).color(palette.accent));
            }
        });
    });
}

/// A figure with small words above it that say what it is.
fn figure_ui(ui: &mut Ui, (words, figure): (&str, &str), size: f32, color: egui::Color32, palette: &Palette) {
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        ui.add(Label::new(RichText::new(words).size((size * 0.32).max(11.0)).color(palette.muted)).extend());
        ui.add(Label::new(strong(figure).size(size).color(color)).extend());
    });
}

/// Shows how the talk stands against its plan: in words and figures, not by colour alone.
fn pace_ui(ui: &mut Ui, app: &App, talk: &Talk, (size, palette): (f32, &Palette)) {
    if !talk.clock.has_begun() {
        let words = app.word("The clock starts with the first step", "最初の操作で時計が動きます");
        ui.add(Label::new(RichText::new(words).color(palette.muted)).truncate());
        return;
    }
    let pace = talk.pace(app.now_unix_millis());
    let color = match pace.standing {
        Standing::OnPace => palette.ink,
        Standing::Ahead(_) => palette.accent,
        Standing::Behind(_) => palette.amber,
    };
    // Narrow windows have room for the words, not for the name of the section.
    let label = app.word("pace", "進み具合");
    let has_room = ui.available_width() > size * 12.0 && !pace.section.is_empty();
    let label = if has_room { format!("{label} · {}", pace.section) } else { label.to_owned() };
    let label =
        if label.chars().count() > 40 { label.chars().take(39).chain(['…']).collect() } else { label };
    figure_ui(ui, (&label, &pace.standing.words(app.lang())), size * 0.8, color, palette);
}
