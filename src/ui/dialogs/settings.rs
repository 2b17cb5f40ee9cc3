//! The choices of the user.

use std::path::PathBuf;

use egui::{Grid, Response, Role, TextEdit, Ui};

use crate::app::talk::{PointerLook, PointerShape};
use crate::app::{App, Appearance, ClockSize, ConsoleReader, Dialog, Language, Settings};
use crate::ui::access::{choice_ui, group_ui};
use crate::ui::choices::choice_value;
use crate::ui::dialogs::foot::{above_foot_ui, foot_ui};
use crate::ui::dialogs::heading_ui;
use crate::ui::style::{field_label, form_label, main_button, space};

/// The room that the names of the settings have, in points.
const NAME_WIDTH: f32 = 170.0;

pub(super) fn settings_ui(ui: &mut Ui, app: &mut App) {
    above_foot_ui(ui, |ui| form_ui(ui, app));
    foot_ui(ui, |ui| {
        ui.add_space(space::MEDIUM);
        if main_button(ui, app.word("Done", "完了")).clicked() {
            app.view.dialog = None;
        }
    });
}

fn form_ui(ui: &mut Ui, app: &mut App) {
    heading_ui(ui, app.word("Settings", "設定"));
    let mut settings: Settings = app.settings.clone();
    // What does not fit beside the names goes on below.
    let most = (ui.available_width() - NAME_WIDTH).max(NAME_WIDTH);
    let grid = Grid::new("settings").num_columns(2).max_col_width(most);
    grid.spacing([space::LARGE, space::MEDIUM]).show(ui, |ui| {
        look_and_language_rows_ui(ui, app, &mut settings);
        row_ui(ui, app.word("Size of the window", "画面の拡大率"), |ui| {
            for percent in [100, 125, 150, 175, 200, 250, 300] {
                choice_value(ui, &mut settings.scale_percent, percent, format!("{percent} %"));
            }
        });
        row_ui(ui, app.word("Size of the text", "本文の文字サイズ"), |ui| {
            for size in [13, 15, 17, 20, 24] {
                choice_value(ui, &mut settings.editor_size_pt, size, format!("{size} pt"));
            }
        });
        check_row_ui(ui, app.word("Line numbers", "行番号"), |ui| {
            ui.checkbox(&mut settings.shows_line_numbers, app.word("Show", "表示"))
        });
        row_ui(ui, app.word("Console shows", "発表者画面の内容"), |ui| {
            let choices = [
                (ConsoleReader::Principal, app.word("The principal's copy", "発言者用")),
                (ConsoleReader::Delegation, app.word("The delegation's copy", "代表団用")),
            ];
            for (reader, name) in choices {
                choice_value(ui, &mut settings.console_reader, reader, name);
            }
        });
        show_ui(ui, app, &mut settings);
        spelling_and_history_rows_ui(ui, app, &mut settings);
        key_rows_ui(ui, app, &mut settings);
        template_rows_ui(ui, app, &mut settings);
    });
    if ui.button(app.word("Change the keys…", "キーの変更…")).clicked() {
        app.view.dialog = Some(Dialog::Keys { changed: None, problem: None });
    }
    if settings != app.settings {
        app.change_settings(|kept| *kept = settings);
    }
}

/// A row with choices, one of which holds.
fn row_ui(ui: &mut Ui, name: &str, add: impl FnOnce(&mut Ui)) {
    form_label(ui, name);
    choice_ui(ui, name, add);
    ui.end_row();
}

/// A row with something that is on or off.
fn check_row_ui(ui: &mut Ui, name: &str, add: impl FnOnce(&mut Ui) -> Response) {
    field_label(ui, name);
    group_ui(ui, name, Role::Group, add);
    ui.end_row();
}

fn look_and_language_rows_ui(ui: &mut Ui, app: &App, settings: &mut Settings) {
    row_ui(ui, app.word("Appearance", "外観"), |ui| {
        let choices = [
            (Appearance::System, app.word("As the system", "システムに合わせる")),
            (Appearance::Light, app.word("Light", "ライト")),
            (Appearance::Dark, app.word("Dark", "ダーク")),
            (Appearance::HighContrast, app.word("High contrast", "高コントラスト")),
        ];
        for (appearance, name) in choices {
            choice_value(ui, &mut settings.appearance, appearance, name);
        }
    });
    row_ui(ui, app.word("Language", "言語"), |ui| {
        choice_value(
            ui,
            &mut settings.language,
            Language::System,
            app.word("As the system", "システムに合わせる"),
        );
        choice_value(ui, &mut settings.language, Language::En, "English");
        choice_value(ui, &mut settings.language, Language::Ja, "日本語");
    });
}

fn spelling_and_history_rows_ui(ui: &mut Ui, app: &App, settings: &mut Settings) {
    check_row_ui(ui, app.word("English spelling", "英語のつづり"), |ui| {
        ui.checkbox(&mut settings.checks_spelling, app.word("Mark", "確認する"))
    });
    row_ui(ui, app.word("Earlier states are kept", "履歴の保存期間"), |ui| {
        choice_value(ui, &mut settings.history_days, 0, app.word("Not at all", "保存しない"));
        for days in [30, 90, 365] {
            let words = format!("{days} {}", app.word("days", "日"));
            choice_value(ui, &mut settings.history_days, days, words);
        }
    });
    row_ui(ui, app.word("and take at most", "履歴の上限"), |ui| {
        for megabytes in [50, 200, 1_000] {
            choice_value(ui, &mut settings.history_megabytes, megabytes, format!("{megabytes} MB"));
        }
    });
}

/// The keys that open sealed briefs, and whom they are sealed for; several are parted by semicolons.
fn key_rows_ui(ui: &mut Ui, app: &App, settings: &mut Settings) {
    let label = field_label(ui, app.word("Key files (age)", "鍵ファイル（age）"));
    let files: Vec<String> = settings.identities.iter().map(|path| path.display().to_string()).collect();
    if let Some(files) = list_ui(ui, label.id, &files) {
        settings.identities = files.into_iter().map(PathBuf::from).collect();
    }
    ui.end_row();
    let label = field_label(ui, app.word("Seal also for (age1…)", "他に読める人（age1…）"));
    if let Some(recipients) = list_ui(ui, label.id, &settings.recipients) {
        settings.recipients = recipients;
    }
    ui.end_row();
}

/// The patterns of Word and PowerPoint files, where a brief names none.
fn template_rows_ui(ui: &mut Ui, app: &App, settings: &mut Settings) {
    let rows = [
        (app.word("Word template", "Word のひな形"), &mut settings.word_template),
        (app.word("PowerPoint template", "PowerPoint のひな形"), &mut settings.powerpoint_template),
    ];
    for (name, template) in rows {
        let label = field_label(ui, name);
        let file: Vec<String> = template.iter().map(|path| path.display().to_string()).collect();
        if let Some(files) = list_ui(ui, label.id, &file) {
            *template = files.into_iter().next().map(PathBuf::from);
        }
        ui.end_row();
    }
}

/// A line that holds several names; returns them once it is left and they are others.
fn list_ui(ui: &mut Ui, label: egui::Id, names: &[String]) -> Option<Vec<String>> {
    let id = label.with("list");
    let mut typed = ui.data(|data| data.get_temp::<String>(id)).unwrap_or_else(|| names.join("; "));
    let response = ui.add(TextEdit::singleline(&mut typed).desired_width(280.0)).labelled_by(label);
    if !response.lost_focus() {
        // Asked before the data is held, since both stand behind one lock.
        let is_typing = response.has_focus();
        ui.data_mut(|data| {
            if is_typing {
                data.insert_temp(id, typed);
            } else {
                data.remove_temp::<String>(id);
            }
        });
        return None;
    }
    ui.data_mut(|data| data.remove_temp::<String>(id));
    let named = typed.split(';').map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned);
    Some(named.collect()).filter(|named: &Vec<String>| named != names)
}

/// How slides, pointer and clock of a talk look.
fn show_ui(ui: &mut Ui, app: &App, settings: &mut Settings) {
    check_row_ui(ui, app.word("Slides fade", "スライドの切替"), |ui| {
        ui.checkbox(&mut settings.fades, app.word("Into the next", "フェード"))
    });
    row_ui(ui, app.word("Pointer", "ポインター"), |ui| {
        for shape in PointerShape::ALL {
            choice_value(ui, &mut settings.pointer_shape, shape, shape.label().in_lang(app.lang()));
        }
    });
    row_ui(ui, app.word("Size of the pointer", "ポインターの大きさ"), |ui| {
        let names = [app.word("Small", "小"), app.word("Medium", "中"), app.word("Large", "大")];
        for (size_percent, name) in PointerLook::SIZES_PERCENT.into_iter().zip(names) {
            choice_value(ui, &mut settings.pointer_size_percent, size_percent, name);
        }
    });
    row_ui(ui, app.word("Clock of a talk", "説明中の時計"), |ui| {
        let sizes = [
            (ClockSize::Usual, app.word("Usual", "標準")),
            (ClockSize::Large, app.word("A fifth of the screen", "画面の 5 分の 1")),
        ];
        for (size, name) in sizes {
            choice_value(ui, &mut settings.clock_size, size, name);
        }
    });
}
