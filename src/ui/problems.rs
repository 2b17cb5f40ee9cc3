//! The findings, each with its place, what to do, and the fix where there is one.

use egui::text::LayoutJob;
use egui::{Align, Label, Layout, RichText, ScrollArea, TextStyle, Ui};
use lucide_icons::Icon;

use crate::app::{App, Words};
use crate::brief::Lang;
use crate::text::{Diagnostic, Fix, Severity};
use crate::ui::style::{Palette, icon, strong};

/// The height of a finding, in points: two lines of words.
const ROW_HEIGHT: f32 = 40.0;

/// Shows the list.
pub(super) fn problems_ui(ui: &mut Ui, app: &mut App, palette: &Palette) {
    ui.horizontal(|ui| {
        ui.label(strong(app.word("Problems", "指摘")));
        if app.analysis.findings.is_empty() {
            let words = app.word("Nothing found", "指摘はありません");
            ui.label(RichText::new(words).color(palette.muted));
        }
    });
    let mut target = None;
    let mut fix = None;
    let (text, lang) = (app.session.text(), app.lang());
    let n_found = app.analysis.findings.len();
    ScrollArea::vertical().auto_shrink(false).show_rows(ui, ROW_HEIGHT, n_found, |ui, rows| {
        for found in &app.analysis.findings[rows] {
            let size = egui::vec2(ui.available_width(), ROW_HEIGHT);
            ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), |ui| {
                ui.set_min_size(size);
                let place = app.session.lines().line_col(text, found.span.start);
                let (is_chosen, offered) = row_ui(ui, found, (place.line, place.column), (lang, palette));
                target = is_chosen.then_some(found.span).or(target);
                fix = offered.or(fix.take());
            });
        }
    });
    if let Some(span) = target {
        app.go_to_place(span);
    }
    if let Some(fix) = fix {
        app.apply_fix(fix);
    }
}

/// Shows one finding; returns whether its place was clicked, and the fix that was.
fn row_ui(
    ui: &mut Ui,
    found: &Diagnostic,
    (line, column): (usize, usize),
    (lang, palette): (Lang, &Palette),
) -> (bool, Option<Fix>) {
    let (sign, color, severity) = match found.severity {
        Severity::Error => (Icon::CircleX, palette.amber, Words("error", "エラー")),
        Severity::Warning => (Icon::TriangleAlert, palette.amber, Words("warning", "警告")),
        Severity::Info => (Icon::Info, palette.accent, Words("info", "参考")),
    };
    ui.label(icon(sign).color(color)).on_hover_text(severity.in_lang(lang));
    let place = RichText::new(format!("{line}:{column}")).monospace().small();
    let is_chosen = ui.link(place).clicked();
    let offered = found
        .fixes
        .iter()
        .filter(|offered| ui.button(RichText::new(offered.title.in_lang(lang)).small()).clicked());
    let offered = offered.last().cloned();
    let message = found.message.in_lang(lang);
    let words = match &found.hint {
        Some(hint) => format!("{message} – {}", hint.in_lang(lang)),
        None => message.to_owned(),
    };
    let font = TextStyle::Body.resolve(ui.style());
    let mut job = LayoutJob::simple(words.clone(), font, palette.ink, ui.available_width());
    job.wrap.max_rows = 2;
    ui.add(Label::new(job).wrap()).on_hover_text(format!("{words}\n{}", found.code));
    (is_chosen, offered)
}
