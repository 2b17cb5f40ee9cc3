//! The keys of all commands, each of which can be changed.

use egui::{Event, Grid, Key, Modifiers, RichText, ScrollArea, Ui};

use crate::app::talk::{ShowAct, TALK_KEYS, TalkAct};
use crate::app::{App, COMMANDS, Dialog, Menu, Words};
use crate::ui::dialogs::heading_ui;
use crate::ui::keys::{is_modifier, shown_key, written_key, written_talk_key};
use crate::ui::style::{main_button, space, strong};

pub(super) fn keys_ui(
    ui: &mut Ui,
    app: &mut App,
    mut changed: Option<&'static str>,
    mut problem: Option<String>,
) {
    heading_ui(ui, app.word("Keys", "キー一覧"));
    if let Some(id) = changed {
        (changed, problem) = hear_key(ui, app, id, problem);
    }
    let words = problem.clone().unwrap_or_else(|| match changed {
        Some(_) => app
            .word(
                "Press the new key. Escape keeps the old one, Backspace takes it away",
                "新しいキーを押してください。Esc で中止、Backspace で解除",
            )
            .to_owned(),
        None => app.word("Click a key to change it", "キーをクリックすると変更できます").to_owned(),
    });
    let color = if problem.is_some() { ui.visuals().warn_fg_color } else { ui.visuals().weak_text_color() };
    ui.label(RichText::new(words).color(color).small());
    ui.add_space(space::SMALL);
    ScrollArea::vertical().max_height(420.0).min_scrolled_height(420.0).auto_shrink(false).show(ui, |ui| {
        for menu in Menu::ALL {
            ui.label(strong(menu.title().in_lang(app.lang())));
            Grid::new(("keys", menu.title().0)).num_columns(3).min_col_width(150.0).show(ui, |ui| {
                for command in COMMANDS.iter().filter(|command| command.menu == menu) {
                    let keys = app.keys_of(command).into_iter().map(shown_key).collect::<Vec<_>>();
                    let row = KeyRow { id: command.id, title: command.title, keys: &keys };
                    if row_ui(ui, app, &row, changed == Some(command.id)) {
                        (changed, problem) = (Some(command.id), None);
                    }
                }
            });
            ui.add_space(space::MEDIUM);
        }
        ui.label(strong(app.word("While you present", "説明中")));
        Grid::new("keys-talk").num_columns(3).min_col_width(150.0).show(ui, |ui| {
            // What clickers send to begin and end, and the way out, stay as they are.
            let rows = TALK_KEYS.iter();
            for row in rows.filter(|row| !matches!(row.act, TalkAct::GoOn | TalkAct::Show(ShowAct::Escape))) {
                let keys = app.talk_keys_of(row).into_iter().map(shown_key).collect::<Vec<_>>();
                let key_row = KeyRow { id: row.id, title: row.title, keys: &keys };
                if row_ui(ui, app, &key_row, changed == Some(row.id)) {
                    (changed, problem) = (Some(row.id), None);
                }
            }
        });
    });
    let mut is_closed = false;
    ui.horizontal(|ui| {
        is_closed = main_button(ui, app.word("Close", "閉じる")).clicked();
        let reset = egui::Button::new(app.word("All keys as they were", "すべてのキーを元に戻す"));
        if ui.add_enabled(!app.settings.keys.is_empty(), reset).clicked() {
            app.change_settings(|settings| settings.keys.clear());
            (changed, problem) = (None, None);
        }
    });
    app.view.dialog = (!is_closed).then_some(Dialog::Keys { changed, problem });
}

/// What has keys: its id, what it is called, and its keys as people read them.
struct KeyRow<'k> {
    id: &'static str,
    title: Words,
    keys: &'k [String],
}

/// Shows a row with its keys; returns whether they are to be changed.
fn row_ui(ui: &mut Ui, app: &mut App, row: &KeyRow<'_>, is_changed: bool) -> bool {
    let title = row.title.in_lang(app.lang());
    let shown = match (is_changed, row.keys.is_empty()) {
        (true, _) => "…".to_owned(),
        (false, true) => "–".to_owned(),
        (false, false) => row.keys.join(", "),
    };
    let response = ui.selectable_label(is_changed, RichText::new(shown).monospace().small());
    let label = format!("{} {title}", app.word("Key of", "キー："));
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &label));
    ui.label(title);
    let is_own = app.settings.keys.contains_key(row.id);
    if is_own && ui.small_button(app.word("As it was", "元に戻す")).clicked() {
        app.reset_key(row.id);
    }
    ui.end_row();
    response.clicked()
}

/// Hears the key that a command is to have; returns what is still being changed, and why a key was not taken.
fn hear_key(
    ui: &Ui,
    app: &mut App,
    id: &'static str,
    problem: Option<String>,
) -> (Option<&'static str>, Option<String>) {
    let pressed = ui.input_mut(|input| {
        // Keys that are held come alone before the one they are held with.
        let at = input
            .events
            .iter()
            .position(|event| matches!(event, Event::Key { key, pressed: true, .. } if !is_modifier(*key)))?;
        match input.events.remove(at) {
            Event::Key { key, modifiers, .. } => Some((key, modifiers)),
            _ => None,
        }
    });
    match pressed {
        None => (Some(id), problem),
        Some((Key::Escape, _)) => (None, None),
        Some((Key::Backspace, Modifiers::NONE)) => {
            app.change_settings(|settings| {
                settings.keys.insert(id.to_owned(), String::new());
            });
            (None, None)
        }
        Some((key, modifiers)) => {
            let is_of_talk = TALK_KEYS.iter().any(|row| row.id == id);
            let written = if is_of_talk { written_talk_key } else { written_key };
            let Some(key) = written(key, modifiers) else {
                let words = if is_of_talk {
                    app.word(
                        "Press a key alone or with Shift; digits are for the numbers of slides",
                        "単独か Shift と一緒に押してください（数字はスライド番号用）",
                    )
                } else {
                    app.word(
                        "Hold Ctrl or Alt with it, but not both: many keyboards type letters with Ctrl+Alt",
                        "Ctrl か Alt のどちらか一方と一緒に押してください（両方は文字入力に使われます）",
                    )
                };
                return (Some(id), Some(words.to_owned()));
            };
            match app.change_key(id, key) {
                Ok(()) => (None, None),
                Err(problem) => (Some(id), Some(problem)),
            }
        }
    }
}
