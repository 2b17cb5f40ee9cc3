//! The keys of all commands, each of which can be changed.

use egui::{Event, Grid, Key, Modifiers, RichText, ScrollArea, Ui};

use crate::app::{App, COMMANDS, Command, Dialog, Menu};
use crate::ui::dialogs::heading_ui;
use crate::ui::keys::{shown_key, written_key};
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
                    if row_ui(ui, app, command, changed == Some(command.id)) {
                        (changed, problem) = (Some(command.id), None);
                    }
                }
            });
            ui.add_space(space::MEDIUM);
        }
    });
    let is_closed = main_button(ui, app.word("Close", "閉じる")).clicked();
    app.view.dialog = (!is_closed).then_some(Dialog::Keys { changed, problem });
}

/// Shows a command with its key; returns whether the key is to be changed.
fn row_ui(ui: &mut Ui, app: &mut App, command: &Command, is_changed: bool) -> bool {
    let title = command.title.in_lang(app.lang());
    let keys: Vec<String> = app.keys_of(command).into_iter().map(shown_key).collect();
    let shown = match (is_changed, keys.is_empty()) {
        (true, _) => "…".to_owned(),
        (false, true) => "–".to_owned(),
        (false, false) => keys.join(", "),
    };
    let response = ui.selectable_label(is_changed, RichText::new(shown).monospace().small());
    let label = format!("{} {title}", app.word("Key of", "キー："));
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &label));
    ui.label(title);
    let is_own = app.settings.keys.contains_key(command.id);
    if is_own && ui.small_button(app.word("As it was", "元に戻す")).clicked() {
        app.reset_key(command.id);
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
        let at = input.events.iter().position(|event| matches!(event, Event::Key { pressed: true, .. }))?;
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
            let Some(key) = written_key(key, modifiers) else {
                let words = app.word(
                    "Hold Ctrl or Alt with it, so that it can still be typed",
                    "Ctrl か Alt と一緒に押してください",
                );
                return (Some(id), Some(words.to_owned()));
            };
            match app.change_key(id, key) {
                Ok(()) => (None, None),
                Err(problem) => (Some(id), Some(problem)),
            }
        }
    }
}
