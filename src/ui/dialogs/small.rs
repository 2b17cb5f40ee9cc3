//! Small questions: how large a table is to be, and whether a text is given up.

use egui::{Key, Sense, Ui, Vec2};

use crate::app::{App, Dialog, MAX_TABLE, Request};
use crate::brief::Lang;
use crate::ui::dialogs::{cancel_ui, heading_ui};
use crate::ui::style::{main_button, space};

/// Asks how many rows and columns a table is to have: by a click on its last cell, or with arrows and Enter.
pub(super) fn table_ui(ui: &mut Ui, app: &mut App, (mut n_rows, mut n_columns): (usize, usize)) {
    heading_ui(ui, app.word("A table", "表"));
    let (most_rows, most_columns) = MAX_TABLE;
    let by_keys = ui.input_mut(|input| {
        let mut pressed = |key| usize::from(input.consume_key(egui::Modifiers::NONE, key));
        let (down, up) = (pressed(Key::ArrowDown), pressed(Key::ArrowUp));
        let (right, left) = (pressed(Key::ArrowRight), pressed(Key::ArrowLeft));
        ((n_rows + down).saturating_sub(up), (n_columns + right).saturating_sub(left))
    });
    if by_keys != (n_rows, n_columns) {
        // The arrows would also go from button to button, and Enter to one that was not meant.
        ui.memory_mut(|memory| memory.move_focus(egui::FocusDirection::None));
    }
    (n_rows, n_columns) = (by_keys.0.clamp(1, most_rows), by_keys.1.clamp(1, most_columns));
    let mut is_chosen = ui.input(|input| input.key_pressed(Key::Enter));
    let gap = ui.spacing().item_spacing;
    ui.spacing_mut().item_spacing = Vec2::splat(3.0);
    for row in 1..=most_rows {
        ui.horizontal(|ui| {
            for column in 1..=most_columns {
                let (rect, cell) = ui.allocate_exact_size(Vec2::new(34.0, 20.0), Sense::click());
                let label = size(app, row, column);
                cell.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &label));
                if cell.hovered() {
                    (n_rows, n_columns) = (row, column);
                }
                is_chosen |= cell.clicked();
                let visuals = ui.visuals();
                let is_within = row <= n_rows && column <= n_columns;
                let fill = if is_within { visuals.selection.bg_fill } else { visuals.panel_fill };
                ui.painter().rect_filled(rect, 2.0, fill);
                let edge = visuals.widgets.noninteractive.bg_stroke;
                ui.painter().rect_stroke(rect, 2.0, edge, egui::StrokeKind::Inside);
            }
        });
    }
    ui.spacing_mut().item_spacing = gap;
    ui.add_space(space::SMALL);
    ui.label(size(app, n_rows, n_columns));
    ui.add_space(space::MEDIUM);
    app.view.dialog = Some(Dialog::Table { n_rows, n_columns });
    ui.horizontal(|ui| {
        is_chosen |= main_button(ui, app.word("Insert", "挿入")).clicked();
        cancel_ui(ui, app);
    });
    if is_chosen {
        app.insert_table(n_rows, n_columns);
    }
}

fn size(app: &App, n_rows: usize, n_columns: usize) -> String {
    match app.lang() {
        Lang::En => format!("{n_rows} rows, {n_columns} columns"),
        Lang::Ja => format!("{n_rows} 行 {n_columns} 列"),
    }
}

/// Asks before a text is given up that no file holds.
pub(super) fn discard_ui(ui: &mut Ui, app: &mut App) {
    let Some((name, time)) = app.left_text() else {
        app.view.dialog = None;
        return;
    };
    heading_ui(ui, app.word("Give up this text?", "この文書を破棄しますか"));
    ui.label(format!("{name}, {time}"));
    ui.label(app.word(
        "If it belongs to a file, it stays among the earlier states of that brief.",
        "ファイルのある資料の場合は、その履歴に残ります。",
    ));
    ui.add_space(space::MEDIUM);
    ui.horizontal(|ui| {
        if ui.button(app.word("Discard", "破棄")).clicked() {
            app.discard_left();
            app.requests.push(Request::FocusEditor);
            return;
        }
        cancel_ui(ui, app);
    });
}
