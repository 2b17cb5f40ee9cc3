//! Lists that are searched by typing: commands and headings.

use egui::{Key, ScrollArea, TextEdit, Ui};

use crate::app::{App, COMMANDS, Dialog, Request};
use crate::text::Selection;
use crate::ui::keys::shown_key;
use crate::ui::style::space;

pub(super) fn palette_ui(ui: &mut Ui, app: &mut App, mut search: String, mut chosen: usize) {
    let lang = app.lang();
    let wanted = search.to_lowercase();
    let found: Vec<_> = COMMANDS
        .iter()
        .filter(|command| {
            let (title, help) = (command.title, command.help);
            let words = format!("{} {} {} {} {}", title.0, title.1, help.0, help.1, command.id);
            let words = words.to_lowercase();
            (command.enabled)(app) && wanted.split_whitespace().all(|word| words.contains(word))
        })
        .collect();
    let rows: Vec<(String, String)> = found
        .iter()
        .map(|command| {
            let key = app.keys_of(command).first().map(|key| shown_key(key)).unwrap_or_default();
            (command.title.in_lang(lang).to_owned(), key)
        })
        .collect();
    let hint = app.word("What do you want to do?", "コマンドを検索");
    let picked = chooser_ui(ui, (&mut search, &mut chosen), (hint, nothing(app)), &rows);
    app.view.dialog = Some(Dialog::Palette { search, chosen });
    if let Some(command) = picked.and_then(|idx| found.get(idx)) {
        app.view.dialog = None;
        app.requests.push(Request::FocusEditor);
        app.run(command.id);
    }
}

pub(super) fn go_to_ui(ui: &mut Ui, app: &mut App, mut search: String, mut chosen: usize) {
    let wanted = search.to_lowercase();
    let found: Vec<usize> = (0..app.analysis.outline.len())
        .filter(|&idx| app.analysis.outline[idx].title.to_lowercase().contains(&wanted))
        .collect();
    let rows: Vec<(String, String)> =
        found.iter().map(|&idx| (app.analysis.outline[idx].title.clone(), String::new())).collect();
    let hint = app.word("A word of the heading", "見出しの語句");
    let picked = chooser_ui(ui, (&mut search, &mut chosen), (hint, nothing(app)), &rows);
    app.view.dialog = Some(Dialog::GoTo { search, chosen });
    if let Some(&idx) = picked.and_then(|picked| found.get(picked)) {
        let start = app.analysis.outline[idx].start;
        app.view.dialog = None;
        app.view.cues.shows_what_follows = true;
        app.select(Selection { anchor: start, head: start });
        app.requests.push(Request::FocusEditor);
    }
}

/// What stands in the place of rows where the words that were typed fit none.
fn nothing(app: &App) -> &'static str {
    app.word("Nothing has these words", "該当するものはありません")
}

/// A list that is searched by typing and chosen from with arrows and Enter. Returns the row that was chosen.
fn chooser_ui(
    ui: &mut Ui,
    (search, chosen): (&mut String, &mut usize),
    (hint, nothing): (&str, &str),
    rows: &[(String, String)],
) -> Option<usize> {
    let field = ui.add(TextEdit::singleline(search).hint_text(hint).desired_width(f32::INFINITY));
    field.request_focus();
    if field.changed() {
        *chosen = 0;
    }
    let (is_down, is_up, is_enter) = ui.input_mut(|input| {
        let none = egui::Modifiers::NONE;
        (
            input.consume_key(none, Key::ArrowDown),
            input.consume_key(none, Key::ArrowUp),
            input.key_pressed(Key::Enter),
        )
    });
    if is_down {
        *chosen = (*chosen + 1).min(rows.len().saturating_sub(1));
    }
    if is_up {
        *chosen = chosen.saturating_sub(1);
    }
    let mut picked = (is_enter && !rows.is_empty()).then_some(*chosen);
    ui.add_space(space::SMALL);
    if rows.is_empty() {
        ui.weak(nothing);
    }
    ScrollArea::vertical().max_height(320.0).show(ui, |ui| {
        for (idx, (title, detail)) in rows.iter().enumerate() {
            let button =
                egui::Button::selectable(idx == *chosen, title.as_str()).shortcut_text(detail.as_str());
            let response = ui.add_sized([ui.available_width(), 24.0], button);
            if idx == *chosen && (is_down || is_up) {
                response.scroll_to_me(None);
            }
            if response.clicked() {
                picked = Some(idx);
            }
        }
    });
    picked
}
