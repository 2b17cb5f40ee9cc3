//! A brief that two have: the same brief in two windows, and two texts of it side by side.

use egui::{Button, ScrollArea, Ui};

use crate::app::{App, Request, TwoTexts};
use crate::session::{Choice, Part, Piece, compare_words};
use crate::ui::dialogs::history::pieces_ui;
use crate::ui::dialogs::{cancel_ui, heading_ui};
use crate::ui::style::{Palette, main_button, space, strong};

/// How tall the two texts are, in points.
const HEIGHT: f32 = 400.0;
/// How much of a block that both have is shown, in characters.
const SHOWN_SAME: usize = 120;

/// Asks who writes a brief that is open in another window.
pub(super) fn elsewhere_ui(ui: &mut Ui, app: &mut App) {
    heading_ui(ui, app.word("This brief is open in another window", "他のウィンドウで開かれています"));
    ui.label(app.word(
        "Read it here, and see what is saved there. Or write it here: then the other window can only read it, and what it has not saved comes here.",
        "ここでは閲覧のみとし、他方で保存された内容を表示できます。ここで編集する場合、他方は閲覧のみとなり、未保存の内容はここに移ります。",
    ));
    ui.add_space(space::MEDIUM);
    ui.horizontal(|ui| {
        if main_button(ui, app.word("Read only", "閲覧のみ")).clicked() {
            app.read_only();
            app.requests.push(Request::FocusEditor);
        }
        if ui.button(app.word("Take over", "引き継ぐ")).clicked() {
            app.take_over();
            app.requests.push(Request::FocusEditor);
        }
    });
}

/// Shows what stands here and what another program wrote, side by side, and lets choose block by block.
pub(super) fn merge_ui(ui: &mut Ui, app: &mut App, two: &TwoTexts, palette: &Palette) {
    heading_ui(ui, app.word("The file was changed elsewhere", "ファイルが他で変更されました"));
    ui.label(app.word(
        "Another program has written to this brief since you opened it. Nothing was overwritten, and both texts are kept in the history.",
        "開いた後に別のプログラムがこのファイルを書き換えました。まだ何も上書きしておらず、両方とも履歴に残っています。",
    ));
    ui.add_space(space::MEDIUM);
    if two.theirs.is_some() {
        parts_ui(ui, app, two, palette);
        ui.add_space(space::MEDIUM);
    }
    ui.horizontal_wrapped(|ui| {
        if two.theirs.is_some() {
            let n_open = two.n_open();
            let words = match n_open {
                0 => app.word("Save what is chosen", "選んだ内容で保存").to_owned(),
                n => format!("{} ({n})", app.word("Choose for each block first", "各段落を選択してください")),
            };
            if ui.add_enabled_ui(n_open == 0, |ui| main_button(ui, &words)).inner.clicked() {
                app.merge();
                return;
            }
        }
        if ui.button(app.word("Keep both files", "両方を残す")).clicked() {
            app.keep_both();
        }
        if ui.button(app.word("Overwrite with mine", "この画面の内容で上書き")).clicked() {
            app.view.dialog = None;
            app.save_over();
        }
        if ui.button(app.word("Read theirs", "ファイルの内容を読み込む")).clicked() {
            app.view.dialog = None;
            app.reread();
        }
        cancel_ui(ui, app);
    });
}

fn parts_ui(ui: &mut Ui, app: &mut App, two: &TwoTexts, palette: &Palette) {
    let width = (ui.available_width() - space::LARGE) / 2.0;
    let mut chosen = None;
    ScrollArea::vertical().max_height(HEIGHT).show(ui, |ui| {
        for (idx, part) in two.parts.iter().enumerate() {
            match part {
                Part::Same(same) => {
                    let first: String = same.trim().chars().take(SHOWN_SAME).collect();
                    let rest = if first.len() < same.trim().len() { " …" } else { "" };
                    ui.weak(format!("{first}{rest}"));
                }
                Part::Differs { mine, theirs, choice, .. } => {
                    ui.push_id(idx, |ui| {
                        sides_ui(ui, app, (mine, theirs), width, palette);
                        chosen = choices_ui(ui, app, *choice, idx).map(|choice| (idx, choice)).or(chosen);
                    });
                }
            }
            ui.add_space(space::SMALL);
        }
    });
    if let Some((idx, choice)) = chosen {
        app.choose_part(idx, choice);
    }
}

fn sides_ui(ui: &mut Ui, app: &App, (mine, theirs): (&str, &str), width: f32, palette: &Palette) {
    let pieces = compare_words(mine.trim_end(), theirs.trim_end());
    // On each side what the other lacks is marked in the same way: neither of them is the one before.
    let mine = pieces.iter().filter_map(|piece| match piece {
        Piece::Removed(words) => Some(Piece::Inserted(words.clone())),
        Piece::Same(_) => Some(piece.clone()),
        Piece::Inserted(_) => None,
    });
    let theirs = pieces.iter().filter(|piece| !matches!(piece, Piece::Removed(_)));
    let sides = [
        (app.word("Mine", "自分"), mine.collect::<Vec<_>>()),
        (app.word("Theirs", "相手"), theirs.cloned().collect()),
    ];
    ui.horizontal_top(|ui| {
        for (title, pieces) in sides {
            ui.vertical(|ui| {
                ui.set_width(width);
                ui.label(strong(title).small());
                pieces_ui(ui, &pieces, palette);
            });
        }
    });
}

fn choices_ui(ui: &mut Ui, app: &App, choice: Option<Choice>, idx: usize) -> Option<Choice> {
    let mut chosen = None;
    let choices = [
        (Choice::Mine, app.word("Take mine", "自分の内容")),
        (Choice::Theirs, app.word("Take theirs", "相手の内容")),
        (Choice::Both, app.word("Take both", "両方")),
    ];
    ui.horizontal(|ui| {
        for (which, words) in choices {
            let response = ui.add(Button::selectable(choice == Some(which), words));
            let label = format!("{words} {}", idx + 1);
            response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &label));
            if response.clicked() {
                chosen = Some(which);
            }
        }
    });
    chosen
}
