//! The bars at the edges: marking above and below, and what was left of an earlier run.

use egui::Ui;
use lucide_icons::Icon;

use crate::app::App;
use crate::text::message;
use crate::ui::style::{icon, main_button, marking_colors, strong};

/// The marking of the brief, if it has one; that it cannot be read is no less to be seen.
pub(super) fn banner(app: &App) -> Option<String> {
    let front = &app.session.brief().front;
    let is_lost = !front.is_marking_clear && front.has_key("marking");
    let lost = || app.word("The marking cannot be read", "取扱区分を読み取れません").to_owned();
    front.marking.banner.clone().or_else(|| is_lost.then(lost))
}

/// Shows the marking, on the colour of its level where the scheme has one.
pub(super) fn banner_ui(ui: &mut Ui, app: &App, banner: &str) {
    let scheme = app.session.brief().front.marking.scheme;
    let color = scheme.rank(banner).and_then(|rank| scheme.levels[rank].color);
    let words = strong(banner).size(12.0);
    let words = match color {
        Some(color) => {
            let (ground, ink) = marking_colors(color);
            words.color(ink).background_color(ground)
        }
        None => words,
    };
    ui.vertical_centered(|ui| ui.label(words));
}

/// Offers the text that was not saved when the program last ended: which brief it is of, and when it was kept.
pub(super) fn recovered_ui(ui: &mut Ui, app: &mut App) {
    let Some((name, time)) = app.left_text() else { return };
    ui.horizontal_wrapped(|ui| {
        ui.label(icon(Icon::History));
        let n_more = app.safety.recovered.len() - 1;
        let words = message!(
            "{name}, not saved when the program ended, begun {time}",
            "「{name}」（{time} 開始）は前回終了時に保存されていません"
        );
        let more = match n_more {
            0 => message!("", ""),
            n => message!("; {n} more", "（他 {n} 件）"),
        };
        ui.label(format!("{}{}", words.into_lang(app.lang()), more.into_lang(app.lang())));
        if main_button(ui, app.word("Bring it back", "復元する")).clicked() {
            app.recover();
        }
        if ui.button(app.word("Not now", "後で")).clicked() {
            app.safety.recovered.clear();
        }
        if ui.button(app.word("Discard…", "破棄…")).clicked() {
            app.view.dialog = Some(crate::app::Dialog::DiscardLeft);
        }
    });
}
