//! The bar for finding and replacing, above the text.

use egui::text::{CCursor, CCursorRange};
use egui::{Button, Id, Key, Label, RichText, TextEdit, Ui};
use lucide_icons::Icon;

use crate::app::{App, Request};
use crate::brief::Lang;
use crate::text::Span;
use crate::ui::style::{icon, with_edges};

/// Shows the bar.
pub(super) fn find_ui(ui: &mut Ui, app: &mut App) {
    let mut is_closed = false;
    let frame = egui::Frame::new().fill(ui.visuals().panel_fill).inner_margin(egui::Margin::symmetric(12, 6));
    frame.show(ui, |ui| {
        ui.set_min_width(ui.available_width());
        with_edges(ui);
        let field = ui.horizontal_wrapped(|ui| find_row_ui(ui, app)).inner;
        // What is typed after a click on the bar is not meant for the match that is selected in the text.
        let is_used = ui.horizontal_wrapped(|ui| replace_row_ui(ui, app, &mut is_closed)).inner;
        if is_used {
            ui.memory_mut(|memory| memory.request_focus(field));
        }
    });
    if is_closed || ui.input(|input| input.key_pressed(Key::Escape)) {
        app.view.dialog = None;
        app.find.within = None;
        app.requests.push(Request::FocusEditor);
    }
}

/// Shows what is looked for and how often it is there; returns the field.
fn find_row_ui(ui: &mut Ui, app: &mut App) -> Id {
    let id = Id::unique("find-field");
    let hint = app.word("Find", "検索");
    if std::mem::take(&mut app.view.cues.asks_find) {
        ui.memory_mut(|memory| memory.request_focus(id));
        select_all(ui, id, &app.find.pattern);
    }
    let field =
        ui.add(TextEdit::singleline(&mut app.find.pattern).id(id).hint_text(hint).desired_width(180.0));
    // Asked before the field takes the keyboard again.
    let mut is_used = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    if is_used {
        let is_backward = ui.input(|input| input.modifiers.shift);
        app.find_next(is_backward);
    }
    for (sign, words, is_backward) in [
        (Icon::ChevronUp, app.word("Previous", "前へ"), true),
        (Icon::ChevronDown, app.word("Next", "次へ"), false),
    ] {
        let button = ui.button(icon(sign));
        button.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, words));
        if button.on_hover_text(words).clicked() {
            app.find_next(is_backward);
            is_used = true;
        }
    }
    let matches = app.find.matches(app.session.text());
    let (words, color) = match &matches {
        Ok(found) => (n_found(app, found), ui.visuals().text_color()),
        Err(problem) => (problem.in_lang(app.lang()).to_owned(), ui.visuals().warn_fg_color),
    };
    ui.add(Label::new(RichText::new(words).small().color(color)).extend());
    is_used |= choices_ui(ui, app);
    if is_used {
        ui.memory_mut(|memory| memory.request_focus(id));
    }
    id
}

/// Shows how it is looked for; returns whether something was chosen.
fn choices_ui(ui: &mut Ui, app: &mut App) -> bool {
    let case = app.word("Match case", "大文字小文字を区別");
    let whole = app.word("Whole words", "単語単位");
    let regex = app.word("Pattern", "正規表現");
    let within = app.word("In the selection", "選択範囲のみ");
    let mut is_within = app.find.within.is_some();
    let mut is_used = ui.checkbox(&mut app.find.is_case_sensitive, case).changed();
    is_used |= ui.checkbox(&mut app.find.is_whole_word, whole).changed();
    is_used |= ui.checkbox(&mut app.find.is_regex, regex).changed();
    if ui.checkbox(&mut is_within, within).changed() {
        app.find_within(is_within);
        is_used = true;
    }
    is_used
}

/// Shows what comes in its place; returns whether a button was used.
fn replace_row_ui(ui: &mut Ui, app: &mut App, is_closed: &mut bool) -> bool {
    let hint = app.word("Replace with", "置換");
    ui.add(TextEdit::singleline(&mut app.find.replacement).hint_text(hint).desired_width(180.0));
    let mut is_used = false;
    if ui.add(Button::new(app.word("Replace", "置換"))).clicked() {
        app.replace_next();
        is_used = true;
    }
    if ui.button(app.word("Replace all", "すべて置換")).clicked() {
        app.replace_all();
        is_used = true;
    }
    *is_closed = ui.button(app.word("Close", "閉じる")).clicked();
    is_used
}

/// Selects all that stands in a field, so that what is typed next takes its place.
fn select_all(ui: &Ui, id: Id, words: &str) {
    let mut state = TextEdit::load_state(ui.ctx(), id).unwrap_or_default();
    let all = CCursorRange::two(CCursor::new(0), CCursor::new(words.chars().count()));
    state.cursor.set_char_range(Some(all));
    state.store(ui.ctx(), id);
}

/// Which match is selected, of how many.
fn n_found(app: &App, found: &[Span]) -> String {
    let selected = app.selected();
    let place = found.iter().position(|span| *span == selected).map(|idx| idx + 1);
    match (app.lang(), place, found.len()) {
        (Lang::En, Some(place), n) => format!("{place} of {n}"),
        (Lang::En, None, 1) => "1 match".to_owned(),
        (Lang::En, None, n) => format!("{n} matches"),
        (Lang::Ja, Some(place), n) => format!("{place}／{n} 件"),
        (Lang::Ja, None, n) => format!("{n} 件"),
    }
}
