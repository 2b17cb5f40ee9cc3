//! What is offered when a talk is over: the record of what was marked, and the times of a rehearsal.

use std::time::Duration;

use egui::{Grid, Rect, RichText, ScrollArea, Sense, Ui, Vec2};

use crate::app::App;
use crate::app::talk::{KeptTalk, Mark, Row, minutes_and_seconds};
use crate::brief::Lang;
use crate::ui::dialogs::heading_ui;
use crate::ui::style::{Palette, main_button, space, strong};

/// Shows what came of the talk.
pub(in crate::ui) fn after_ui(
    ui: &mut Ui,
    app: &mut App,
    marks: &[Mark],
    is_rehearsal: bool,
    palette: &Palette,
) {
    if is_rehearsal {
        heading_ui(ui, app.word("The rehearsal", "リハーサルの結果"));
        times_ui(ui, app, palette);
    } else {
        heading_ui(ui, app.word("The talk is over", "説明が終わりました"));
    }
    if !marks.is_empty() {
        ui.label(app.word(
            "What was marked is kept; its record can also be drafted later, from the Talk menu",
            "印は保存済みです。記録は後から「説明」メニューでも作成できます",
        ));
    }
    for mark in marks {
        let kind = mark.kind.label().in_lang(app.lang());
        ui.label(format!("{kind}: {}", mark.title));
    }
    if app.has_ink() {
        ui.label(app.word(
            "What was drawn is kept, and is printed only where you ask for it",
            "描いた線は保存済みです。印刷は指定したときのみ行います",
        ));
    }
    ui.add_space(space::MEDIUM);
    ui.horizontal_wrapped(|ui| {
        if !marks.is_empty() && main_button(ui, app.word("Draft the record", "記録を作成")).clicked() {
            app.view.dialog = None;
            app.draft_record(marks);
            return;
        }
        if is_rehearsal && ui.button(app.word("Write the times into the brief", "時間を資料に記入")).clicked()
        {
            app.view.dialog = None;
            if let Some(run) = app.practice.last_runs.last().cloned() {
                app.write_times(&run);
            }
            return;
        }
        if app.has_ink() && ui.button(app.word("Export with drawings…", "描いた線付きで書き出し…")).clicked()
        {
            app.export_with_ink();
            return;
        }
        if ui.button(app.word("Close", "閉じる")).clicked() {
            app.view.dialog = None;
        }
    });
}

/// Asks whether a talk that was broken off goes on.
pub(in crate::ui) fn resume_ui(ui: &mut Ui, app: &mut App, kept: KeptTalk) {
    heading_ui(ui, app.word("Go on with the talk?", "説明を再開しますか"));
    let minutes = app.now_unix_millis().saturating_sub(kept.at_millis) / 60_000;
    let number = kept.show.at.slide_idx + 1;
    ui.label(match app.lang() {
        Lang::En => format!(
            "The program ended {minutes} min ago during a talk, at slide {number}; nothing of it is lost"
        ),
        Lang::Ja => {
            format!("{minutes} 分前、説明中（{number} 枚目）にプログラムが終了しました。記録は残っています")
        }
    });
    ui.add_space(space::MEDIUM);
    ui.horizontal(|ui| {
        let is_enter = ui.input_mut(|input| input.consume_key(egui::Modifiers::NONE, egui::Key::Enter));
        let goes_on = main_button(ui, app.word("Go on (Enter)", "再開（Enter）")).clicked() || is_enter;
        if goes_on {
            app.go_on_with_talk(kept);
            return;
        }
        let is_escape = ui.input_mut(|input| input.consume_key(egui::Modifiers::NONE, egui::Key::Escape));
        if ui.button(app.word("Leave it (Esc)", "再開しない（Esc）")).clicked() || is_escape {
            app.leave_broken_talk();
        }
    });
}

/// Compares the runs with the plan and with one another, section by section.
fn times_ui(ui: &mut Ui, app: &App, palette: &Palette) {
    let rows = app.compared_runs();
    let times = rows.iter().flat_map(|row| row.runs.iter().flatten().chain([&row.planned]));
    let longest = times.max().copied().unwrap_or_default().as_secs_f32().max(1.0);
    ui.label(
        RichText::new(app.word(
            "Plan in outline, the last runs as bars, the newest at the foot",
            "枠は計画、帯は最近の実績（下が最新）",
        ))
        .small()
        .color(palette.muted),
    );
    ScrollArea::vertical().max_height(380.0).auto_shrink([false, true]).show(ui, |ui| {
        Grid::new("runs").num_columns(3).spacing([space::MEDIUM, space::MEDIUM]).show(ui, |ui| {
            for row in &rows {
                let title = if row.title.is_empty() { "–" } else { row.title.as_str() };
                ui.add_sized([170.0, 18.0], egui::Label::new(title).truncate());
                bars_ui(ui, row, longest, palette);
                let last = row.runs.last().copied().flatten().unwrap_or_default();
                let words = format!("{} / {}", minutes_and_seconds(last), minutes_and_seconds(row.planned));
                ui.label(RichText::new(words).monospace().small());
                ui.end_row();
            }
            totals_ui(ui, app, &rows);
        });
    });
}

/// The whole of the last run and of the plan, and the runs before it.
fn totals_ui(ui: &mut Ui, app: &App, rows: &[Row]) {
    let total = |idx: usize| -> Duration { rows.iter().filter_map(|row| *row.runs.get(idx)?).sum() };
    let planned: Duration = rows.iter().map(|row| row.planned).sum();
    let n_runs = rows.iter().map(|row| row.runs.len()).max().unwrap_or(0);
    let totals: Vec<String> = (0..n_runs).map(|idx| minutes_and_seconds(total(idx))).collect();
    let Some((last, before)) = totals.split_last() else { return };
    ui.label(strong(app.word("In all", "合計")));
    let before = match (app.lang(), before.is_empty()) {
        (_, true) => String::new(),
        (Lang::En, false) => format!("before: {}", before.join(", ")),
        (Lang::Ja, false) => format!("これまで {}", before.join("、")),
    };
    ui.label(RichText::new(before).small());
    let words = format!("{last} / {}", minutes_and_seconds(planned));
    ui.label(strong(words).monospace());
    ui.end_row();
}

fn bars_ui(ui: &mut Ui, row: &Row, longest: f32, palette: &Palette) {
    const WIDTH: f32 = 220.0;
    const BAR: f32 = 7.0;
    let n_runs = row.runs.len().max(1);
    let height = BAR * n_runs as f32 + 6.0;
    let (rect, response) = ui.allocate_exact_size(Vec2::new(WIDTH, height), Sense::hover());
    let width = |time: Duration| time.as_secs_f32() / longest * WIDTH;
    let painter = ui.painter();
    for (idx, run) in row.runs.iter().enumerate() {
        let Some(time) = run else { continue };
        let top = rect.top() + 3.0 + BAR * idx as f32;
        let bar = Rect::from_min_size(egui::pos2(rect.left(), top), Vec2::new(width(*time), BAR - 2.0));
        let is_last = idx + 1 == row.runs.len();
        painter.rect_filled(bar, 1.0, if is_last { palette.accent } else { palette.hairline });
    }
    let plan = Rect::from_min_size(rect.min, Vec2::new(width(row.planned).max(1.0), height));
    painter.rect_stroke(plan, 0.0, (1.0, palette.muted), egui::StrokeKind::Inside);
    response.on_hover_text(row.title.as_str());
}
