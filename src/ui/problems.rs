//! The findings, each with its place, what to do, and the fix where there is one.

use egui::{Label, RichText, ScrollArea, Ui};
use lucide_icons::Icon;

use crate::app::{App, Request};
use crate::text::{Selection, Severity};
use crate::ui::style::{Palette, icon, strong};

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
    ScrollArea::vertical().auto_shrink(false).show_rows(ui, 24.0, app.analysis.findings.len(), |ui, rows| {
        for found in &app.analysis.findings[rows] {
            ui.horizontal(|ui| {
                let (sign, color, severity) = match found.severity {
                    Severity::Error => (Icon::CircleX, palette.amber, app.word("error", "エラー")),
                    Severity::Warning => (Icon::TriangleAlert, palette.amber, app.word("warning", "警告")),
                    Severity::Info => (Icon::Info, palette.accent, app.word("info", "参考")),
                };
                ui.label(icon(sign).color(color)).on_hover_text(severity);
                let place = app.session.lines().line_col(text, found.span.start);
                let place = format!("{}:{}", place.line, place.column);
                if ui.link(RichText::new(place).monospace().small()).clicked() {
                    target = Some(found.span);
                }
                for offered in &found.fixes {
                    if ui.button(RichText::new(offered.title.in_lang(lang)).small()).clicked() {
                        fix = Some(offered.clone());
                    }
                }
                let message = found.message.in_lang(lang);
                let words = match &found.hint {
                    Some(hint) => format!("{message} – {}", hint.in_lang(lang)),
                    None => message.to_owned(),
                };
                ui.add(Label::new(&words).truncate()).on_hover_text(format!("{words}\n{}", found.code));
            });
        }
    });
    if let Some(span) = target {
        app.select(Selection { anchor: span.end, head: span.start });
        app.requests.push(Request::FocusEditor);
    }
    if let Some(fix) = fix {
        app.apply_fix(fix);
    }
}
