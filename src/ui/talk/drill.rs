//! The drill: a question, the answer when it is asked for, and how the reply went.

use egui::{Key, Modifiers, RichText, ScrollArea, TextEdit, Ui};

use crate::app::App;
use crate::app::talk::{Grade, ThrownIn, minutes_and_seconds};
use crate::brief::Lang;
use crate::ui::dialogs::heading_ui;
use crate::ui::labels::sentences_ui;
use crate::ui::style::{main_button, space, strong};

/// Shows the question that is asked.
pub(in crate::ui) fn drill_ui(ui: &mut Ui, app: &mut App) {
    heading_ui(ui, app.word("Drill", "想定問答の練習"));
    let now = app.now_unix_millis();
    let Some(drill) = &app.practice.drill else { return };
    let (drill, _) = drill.as_ref();
    let Some(card) = drill.card().cloned() else {
        done_ui(ui, app);
        return;
    };
    let (is_shown, n_left) = (drill.is_shown(), drill.n_left());
    let time = std::time::Duration::from_millis(drill.reply_millis(now));
    let words = match app.lang() {
        Lang::En => format!("{n_left} to go · {}", minutes_and_seconds(time)),
        Lang::Ja => format!("残り {n_left} 問 · {}", minutes_and_seconds(time)),
    };
    ui.label(RichText::new(words).weak());
    sentences_ui(ui, strong(&card.question).size(24.0));
    ui.add_space(space::MEDIUM);
    if !is_shown {
        let is_pressed = ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Space));
        ui.horizontal(|ui| {
            if main_button(ui, app.word("Show the answer", "答えを見る")).clicked() || is_pressed {
                app.show_answer();
            }
            throw_in_ui(ui, app);
        });
        ui.ctx().request_repaint_after(std::time::Duration::from_millis(500));
        return;
    }
    ScrollArea::vertical().max_height(320.0).show(ui, |ui| {
        for words in card.answer.iter().chain(&card.if_pressed) {
            sentences_ui(ui, RichText::new(words).size(19.0));
            ui.add_space(space::SMALL);
        }
    });
    ui.add_space(space::MEDIUM);
    let grades = [
        (Grade::Good, app.word("Good", "よくできた"), Key::Num1),
        (Grade::Weak, app.word("Weak", "まずまず"), Key::Num2),
        (Grade::Failed, app.word("Failed", "できなかった"), Key::Num3),
    ];
    ui.horizontal(|ui| {
        for (grade, words, key) in grades {
            let is_pressed = ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
            let shown = format!("{}  {words}", key.symbol_or_name());
            if ui.button(shown).clicked() || is_pressed {
                app.grade_reply(grade);
                return;
            }
        }
    });
    ui.label(
        RichText::new(
            app.word("What went badly is asked again tomorrow", "できなかった問いは翌日また出ます"),
        )
        .weak()
        .small(),
    );
}

/// A question that somebody throws in joins the drill, and the brief when it is over.
fn throw_in_ui(ui: &mut Ui, app: &mut App) {
    let id = egui::Id::unique("thrown-in");
    let mut typed: String = ui.data(|data| data.get_temp(id)).unwrap_or_default();
    let hint = app.word("Throw in a question", "その場の質問を追加");
    let field = ui.add(TextEdit::singleline(&mut typed).hint_text(hint).desired_width(240.0));
    let is_enter = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    if is_enter && !typed.trim().is_empty() {
        app.throw_in(ThrownIn { question: typed.trim().to_owned(), answer: String::new() });
        typed.clear();
    }
    ui.data_mut(|data| data.insert_temp(id, typed));
}

fn done_ui(ui: &mut Ui, app: &mut App) {
    let Some(drill) = &app.practice.drill else { return };
    let done = &drill.0.done;
    let n_of = |grade: Grade| done.iter().filter(|(_, given, _)| *given == grade).count();
    let (good, weak, failed) = (n_of(Grade::Good), n_of(Grade::Weak), n_of(Grade::Failed));
    let words = match app.lang() {
        Lang::En => format!("{good} good, {weak} weak, {failed} failed"),
        Lang::Ja => format!("よくできた {good}、まずまず {weak}、できなかった {failed}"),
    };
    ui.label(strong(words).size(20.0));
    ui.add_space(space::MEDIUM);
    let n_thrown_in = drill.0.thrown_in.len();
    ui.horizontal(|ui| {
        if main_button(ui, app.word("Done", "完了")).clicked() {
            app.view.dialog = None;
        }
        if n_thrown_in > 0
            && ui
                .button(app.word("Write the new questions into the brief", "追加の質問を資料に書き込む"))
                .clicked()
        {
            app.write_thrown_in();
        }
    });
}
