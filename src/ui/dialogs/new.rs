//! A new brief: its title, its date, and the skeleton it begins with.

use egui::{Grid, Key, TextEdit, Ui};

use crate::app::App;
use crate::brief::{BriefKind, Lang};
use crate::ui::dialogs::{cancel_ui, heading_ui};
use crate::ui::style::{main_button, space};

/// Asks for title, date and skeleton. Enter begins a talk in the language of the window.
pub(super) fn new_ui(ui: &mut Ui, app: &mut App) {
    heading_ui(ui, app.word("A new brief", "新しい資料"));
    fields_ui(ui, app);
    let problem = app.view.cues.welcome.new_brief.day(app.today()).err();
    if let Some(problem) = &problem {
        ui.label(egui::RichText::new(problem.in_lang(app.lang())).color(ui.visuals().warn_fg_color));
    }
    ui.add_space(space::MEDIUM);
    let kinds = [
        (BriefKind::Briefing, app.word("Briefing: a talk with slides", "説明（スライド付き）")),
        (BriefKind::Bilateral, app.word("Bilateral: a meeting of two", "二国間会談")),
        (BriefKind::Demarche, app.word("Démarche: points to deliver", "申入れ")),
        (BriefKind::Qa, app.word("Questions and answers", "想定問答")),
    ];
    let mut chosen = None;
    ui.add_enabled_ui(problem.is_none(), |ui| {
        Grid::new("kinds").num_columns(3).spacing([space::LARGE, space::MEDIUM]).show(ui, |ui| {
            for (kind, words) in kinds {
                ui.label(words);
                for (lang, name) in [(Lang::En, "English"), (Lang::Ja, "日本語")] {
                    let is_usual = kind == BriefKind::Briefing && lang == app.lang();
                    let response = if is_usual { main_button(ui, name) } else { ui.button(name) };
                    let label = format!("{words}, {name}");
                    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &label));
                    let is_entered = is_usual && ui.input(|input| input.key_pressed(Key::Enter));
                    if response.clicked() || (is_entered && problem.is_none()) {
                        chosen = Some((kind, lang));
                    }
                }
                ui.end_row();
            }
        });
    });
    ui.add_space(space::MEDIUM);
    cancel_ui(ui, app);
    if let Some((kind, lang)) = chosen {
        app.begin_from(kind, lang);
    }
}

fn fields_ui(ui: &mut Ui, app: &mut App) {
    let is_free = ui.memory(|memory| memory.focused().is_none());
    let (title, date) = (app.word("Title", "題名"), app.word("Date", "日付"));
    let hint = app.word("The claim, in one line", "伝える結論を一行で");
    let today = app.today().to_string();
    Grid::new("new").num_columns(2).spacing([space::LARGE, space::MEDIUM]).show(ui, |ui| {
        let label = ui.label(title).id;
        let field = TextEdit::singleline(&mut app.view.cues.welcome.new_brief.title)
            .hint_text(hint)
            .desired_width(360.0);
        let response = ui.add(field).labelled_by(label);
        if is_free {
            response.request_focus();
        }
        ui.end_row();
        let label = ui.label(date).id;
        let field = TextEdit::singleline(&mut app.view.cues.welcome.new_brief.date)
            .hint_text(today)
            .desired_width(120.0);
        ui.add(field).labelled_by(label);
        ui.end_row();
    });
}
