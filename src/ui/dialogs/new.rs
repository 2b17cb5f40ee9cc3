//! A new brief: its title, its date, and the skeleton it begins with.

use egui::{Grid, Key, Response, TextEdit, Ui};

use crate::app::App;
use crate::brief::{BriefKind, Lang};
use crate::ui::access::choice_ui;
use crate::ui::dialogs::focus::take_keyboard;
use crate::ui::dialogs::{cancel_ui, heading_ui};
use crate::ui::style::{form_label, main_button, space};

/// Asks for title, date and skeleton. Enter in a field creates the brief, as the button does.
pub(super) fn new_ui(ui: &mut Ui, app: &mut App) {
    heading_ui(ui, app.word("A new brief", "新しい資料"));
    let (is_entered, date) = fields_ui(ui, app);
    let problem = app.view.cues.welcome.new_brief.day(app.today()).err();
    if let Some(problem) = &problem {
        ui.label(egui::RichText::new(problem.in_lang(app.lang())).color(ui.visuals().warn_fg_color));
        if is_entered {
            // A field lets go of the keyboard at Enter, and what is typed to mend the date would be lost.
            date.request_focus();
        }
    }
    ui.add_space(space::MEDIUM);
    ui.horizontal(|ui| {
        let create = app.word("Create the brief", "資料を作成");
        let button = ui.add_enabled_ui(problem.is_none(), |ui| main_button(ui, create)).inner;
        if button.clicked() || (is_entered && problem.is_none()) {
            app.begin_brief();
            return;
        }
        cancel_ui(ui, app);
    });
}

/// Shows the fields; returns whether Enter was pressed in one that is typed into, and the field of the date.
fn fields_ui(ui: &mut Ui, app: &mut App) -> (bool, Response) {
    let (title, date) = (app.word("Title", "題名"), app.word("Date", "日付"));
    let hint = app.word("The claim, in one line", "伝える結論を一行で");
    let today = app.today().to_string();
    let fields = Grid::new("new").num_columns(2).spacing([space::LARGE, space::MEDIUM]).show(ui, |ui| {
        let label = ui.label(title).id;
        let field = TextEdit::singleline(&mut app.view.cues.welcome.new_brief.title)
            .hint_text(hint)
            .desired_width(360.0);
        let title = ui.add(field).labelled_by(label);
        take_keyboard(&title);
        ui.end_row();
        let label = ui.label(date).id;
        let field = TextEdit::singleline(&mut app.view.cues.welcome.new_brief.date)
            .hint_text(today)
            .desired_width(120.0);
        let date = ui.add(field).labelled_by(label);
        ui.end_row();
        skeleton_ui(ui, app);
        [title, date]
    });
    let [title, date] = fields.inner;
    let is_enter = ui.input(|input| input.key_pressed(Key::Enter));
    let is_typed = [&title, &date].into_iter().any(|field| field.lost_focus() || field.has_focus());
    (is_enter && is_typed, date)
}

/// Shows which skeletons there are, and in which languages.
fn skeleton_ui(ui: &mut Ui, app: &mut App) {
    let kinds = [
        (BriefKind::Briefing, app.word("Briefing: a talk with slides", "説明（スライド付き）")),
        (BriefKind::Bilateral, app.word("Bilateral: a meeting of two", "二国間会談")),
        (BriefKind::Demarche, app.word("Démarche: points to deliver", "申入れ")),
        (BriefKind::Qa, app.word("Questions and answers", "想定問答")),
    ];
    let (mut kind, mut lang) = app.chosen_skeleton();
    let name = app.word("Skeleton", "ひな形");
    form_label(ui, name);
    ui.vertical(|ui| {
        choice_ui(ui, name, |ui| {
            ui.vertical(|ui| {
                for (each, words) in kinds {
                    ui.radio_value(&mut kind, each, words);
                }
            });
        });
    });
    ui.end_row();
    let name = app.word("Language of the text", "本文の言語");
    form_label(ui, name);
    choice_ui(ui, name, |ui| {
        ui.radio_value(&mut lang, Lang::En, "English");
        ui.radio_value(&mut lang, Lang::Ja, "日本語");
    });
    ui.end_row();
    if (kind, lang) != app.chosen_skeleton() {
        let asked = &mut app.view.cues.welcome.new_brief;
        (asked.kind, asked.lang) = (Some(kind), Some(lang));
    }
}
