//! The last look before leaving: green or red, one row for each thing that must be so, with what to do.

use egui::{Label, RichText, ScrollArea, Ui};
use lucide_icons::Icon;

use crate::app::App;
use crate::brief::Lang;
use crate::session::ReadyRow;
use crate::ui::dialogs::{cancel_ui, heading_ui};
use crate::ui::style::{Palette, icon, main_button, space, strong};

/// How many faults of a row are shown.
const MOST_FAULTS: usize = 4;

pub(super) fn wheels_up_ui(ui: &mut Ui, app: &mut App, palette: &Palette) {
    heading_ui(ui, app.word("Wheels-up check", "出発前の確認"));
    if app.view.look.rows.is_empty() {
        let words =
            app.word("Every copy is being made and looked at…", "すべての控えを作成して確認しています…");
        ui.label(words);
        ui.add_space(space::MEDIUM);
        cancel_ui(ui, app);
        return;
    }
    verdict_ui(ui, app, palette);
    let mut target = None;
    let height = (ui.ctx().content_rect().height() - 300.0).max(120.0);
    // The rows have the room they need from the first frame, and not what the dialog had before.
    let area = ScrollArea::vertical().id_salt("look").max_height(height).min_scrolled_height(height);
    area.show(ui, |ui| {
        for row in app.view.look.rows.clone() {
            if let Some(at) = row_ui(ui, app, &row, palette) {
                target = Some(at);
            }
        }
    });
    ui.add_space(space::MEDIUM);
    ui.horizontal_wrapped(|ui| {
        let again = app.word("Check again", "もう一度確認");
        if ui.add_enabled_ui(!app.view.look.is_looking, |ui| main_button(ui, again)).inner.clicked() {
            app.wheels_up();
        }
        if ui.button(app.word("Print as one page…", "1 枚に印刷…")).clicked() {
            app.print_look();
        }
        if ui.button(app.word("Close", "閉じる")).clicked() {
            app.view.dialog = None;
            app.requests.push(crate::app::Request::FocusEditor);
        }
    });
    if let Some(at) = target {
        app.go_to_use(at);
    }
}

fn verdict_ui(ui: &mut Ui, app: &App, palette: &Palette) {
    let n_red = app.view.look.rows.iter().filter(|row| !row.is_green()).count();
    let (sign, color, words) = if app.view.look.is_green() {
        (Icon::CircleCheck, palette.accent, app.word("GREEN: ready to leave", "可：準備完了").to_owned())
    } else {
        let words = match app.lang() {
            Lang::En if n_red == 1 => "RED: 1 thing to do".to_owned(),
            Lang::En => format!("RED: {n_red} things to do"),
            Lang::Ja => format!("不可：要対応 {n_red} 件"),
        };
        (Icon::CircleX, palette.amber, words)
    };
    ui.horizontal(|ui| {
        ui.label(icon(sign).color(color).size(24.0));
        ui.label(strong(words).color(color).size(22.0));
    });
    let state = if app.view.look.is_looking {
        app.word("Looking again…", "確認しています…")
    } else if app.is_look_current() {
        app.word(
            "Of the text as it stands now; nothing was asked of a network",
            "現在の本文の結果です（通信は行いません）",
        )
    } else {
        app.word(
            "The text has changed since; check again",
            "その後本文が変わっています。もう一度確認してください",
        )
    };
    let color = if app.is_look_current() { palette.muted } else { palette.amber };
    ui.label(RichText::new(state).color(color));
    ui.add_space(space::MEDIUM);
}

/// Shows one row; returns the place in the text of a fault that was clicked.
fn row_ui(ui: &mut Ui, app: &App, row: &ReadyRow, palette: &Palette) -> Option<usize> {
    let mut target = None;
    let lang = app.lang();
    ui.horizontal_top(|ui| {
        let (sign, color) =
            if row.is_green() { (Icon::Check, palette.accent) } else { (Icon::X, palette.amber) };
        ui.label(icon(sign).color(color).size(15.0));
        ui.vertical(|ui| {
            let state = if row.is_green() { app.word("yes", "可") } else { app.word("no", "不可") };
            ui.horizontal_wrapped(|ui| {
                ui.label(strong(row.title(lang)));
                ui.label(RichText::new(state).color(color));
            });
            if !row.is_green() {
                ui.add(Label::new(row.remedy(lang)).wrap());
            }
            for fault in row.faults.iter().take(MOST_FAULTS) {
                let words = RichText::new(fault.in_words().in_lang(lang)).small();
                match fault.place {
                    Some((at, _)) => {
                        let link = ui.link(words);
                        let link = match &fault.hint {
                            Some(hint) => link.on_hover_text(hint.in_lang(lang)),
                            None => link,
                        };
                        target = link.clicked().then_some(at).or(target);
                    }
                    None => drop(ui.add(Label::new(words).wrap())),
                }
            }
            let n_more = row.faults.len().saturating_sub(MOST_FAULTS);
            if n_more > 0 {
                let words = match lang {
                    Lang::En => format!("and {n_more} more"),
                    Lang::Ja => format!("ほか {n_more} 件"),
                };
                ui.label(RichText::new(words).small().color(palette.muted));
            }
        });
    });
    ui.add_space(space::SMALL);
    target
}
