//! What is said of a brief that was made of a file of another program.

use egui::{Label, ScrollArea, Ui};

use crate::app::{App, ImportReport, Request};
use crate::ui::dialogs::heading_ui;
use crate::ui::style::{main_button, space};

pub(super) fn imported_ui(ui: &mut Ui, app: &mut App, report: &ImportReport) {
    heading_ui(ui, app.word("The brief was made", "資料を作成しました"));
    ui.label(report.path.display().to_string());
    ui.add_space(space::SMALL);
    ui.label(app.word(
        "Nothing of it is shared until you mark it so; notes, comments and hidden text are the speaker’s.",
        "共有と明示するまで、何も外部に出ません。ノート、コメント、非表示の文字は発言者のみが読めます。",
    ));
    let lang = app.lang();
    if !report.remarks.is_empty() {
        ui.add_space(space::MEDIUM);
        ui.label(
            app.word("Not understood, and listed at its end:", "解釈できなかった箇所（末尾にも記載）："),
        );
        ScrollArea::vertical().max_height(280.0).show(ui, |ui| {
            for remark in &report.remarks {
                ui.add(Label::new(format!("• {}", remark.in_lang(lang))).wrap());
            }
        });
    }
    if let Some(looks) = &report.looks {
        ui.add_space(space::MEDIUM);
        ui.add(Label::new(looks.in_lang(lang)).wrap());
    }
    ui.add_space(space::MEDIUM);
    if main_button(ui, app.word("Close", "閉じる")).clicked() {
        app.view.dialog = None;
        app.requests.push(Request::FocusEditor);
    }
}
