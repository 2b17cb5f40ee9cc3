//! The bar for finding and replacing, above the text.

use egui::{Key, RichText, TextEdit, Ui};
use lucide_icons::Icon;

use crate::app::{App, Request};
use crate::brief::Lang;
use crate::ui::style::{icon, with_edges};

/// Shows the bar.
pub(super) fn find_ui(ui: &mut Ui, app: &mut App) {
    let mut is_closed = false;
    egui::Frame::new().fill(ui.visuals().panel_fill).inner_margin(egui::Margin::symmetric(12, 6)).show(
        ui,
        |ui| {
            ui.set_min_width(ui.available_width());
            with_edges(ui);
            let matches = app.find.matches(app.session.text());
            ui.horizontal_wrapped(|ui| {
                let hint = app.word("Find", "検索");
                let field =
                    ui.add(TextEdit::singleline(&mut app.find.pattern).hint_text(hint).desired_width(180.0));
                let id = field.id;
                // Asked before the field takes the keyboard again.
                let is_enter = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
                if ui.memory(|memory| memory.focused().is_none()) {
                    field.request_focus();
                }
                if is_enter {
                    let is_backward = ui.input(|input| input.modifiers.shift);
                    app.find_next(is_backward);
                    ui.memory_mut(|memory| memory.request_focus(id));
                }
                if ui.button(icon(Icon::ChevronUp)).on_hover_text(app.word("Previous", "前へ")).clicked() {
                    app.find_next(true);
                }
                if ui.button(icon(Icon::ChevronDown)).on_hover_text(app.word("Next", "次へ")).clicked() {
                    app.find_next(false);
                }
                let regex = app.word("Pattern", "正規表現");
                ui.checkbox(&mut app.find.is_regex, regex);
                let case = app.word("Match case", "大文字小文字を区別");
                ui.checkbox(&mut app.find.is_case_sensitive, case);
                match &matches {
                    Ok(found) => ui.label(RichText::new(n_found(app, found.len())).small()),
                    Err(problem) => ui.label(
                        RichText::new(problem.in_lang(app.lang())).small().color(ui.visuals().warn_fg_color),
                    ),
                };
            });
            ui.horizontal_wrapped(|ui| {
                let hint = app.word("Replace with", "置換");
                ui.add(TextEdit::singleline(&mut app.find.replacement).hint_text(hint).desired_width(180.0));
                if ui.button(app.word("Replace", "置換")).clicked() {
                    app.replace_next();
                }
                if ui.button(app.word("Replace all", "すべて置換")).clicked() {
                    app.replace_all();
                }
                if app.find.within.is_some()
                    && ui.button(app.word("In the whole text", "全文を対象")).clicked()
                {
                    app.find.within = None;
                }
                is_closed = ui.button(app.word("Close", "閉じる")).clicked();
            });
        },
    );
    if is_closed || ui.input(|input| input.key_pressed(Key::Escape)) {
        app.view.dialog = None;
        app.find.within = None;
        app.requests.push(Request::FocusEditor);
    }
}

fn n_found(app: &App, n: usize) -> String {
    match (app.lang(), n) {
        (Lang::En, 1) => "1 match".to_owned(),
        (Lang::En, n) => format!("{n} matches"),
        (Lang::Ja, n) => format!("{n} 件"),
    }
}
