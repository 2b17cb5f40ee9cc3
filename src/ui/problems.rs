//! The findings, each with its place, what to do, and the fix where there is one.

use egui::text::LayoutJob;
use egui::{Align, Label, Layout, Rect, RichText, ScrollArea, Sense, TextStyle, Ui, UiBuilder, WidgetInfo};
use lucide_icons::Icon;

use crate::app::{App, Words};
use crate::brief::Lang;
use crate::text::{Diagnostic, Fix, Severity};
use crate::ui::style::{Palette, icon, strong};

/// The height of a finding, in points: one line of words and its buttons, or two where the panel is narrower than that.
const ROW_HEIGHT: f32 = 24.0;
const TALL_ROW_HEIGHT: f32 = 40.0;
const WIDE: f32 = 900.0;

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
    let height = if ui.available_width() < WIDE { TALL_ROW_HEIGHT } else { ROW_HEIGHT };
    ScrollArea::vertical().auto_shrink(false).show_rows(ui, height, n_found, |ui, rows| {
        for found in &app.analysis.findings[rows] {
            let size = egui::vec2(ui.available_width(), height);
            let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
            let place = app.session.lines().line_col(text, found.span.start);
            let (is_chosen, offered) = row_ui(ui, (found, rect), (place.line, place.column), (lang, palette));
            target = is_chosen.then_some(found.span).or(target);
            fix = offered.or(fix.take());
        }
    });
    if let Some(span) = target {
        app.go_to_place(span);
    }
    if let Some(fix) = fix {
        app.apply_fix(fix);
    }
}

/// Shows one finding, the whole of which can be clicked; returns whether it was, and the fix that was.
fn row_ui(
    ui: &mut Ui,
    (found, rect): (&Diagnostic, Rect),
    (line, column): (usize, usize),
    (lang, palette): (Lang, &Palette),
) -> (bool, Option<Fix>) {
    let (sign, color, severity) = match found.severity {
        Severity::Error => (Icon::CircleX, palette.amber, Words("error", "エラー")),
        Severity::Warning => (Icon::TriangleAlert, palette.amber, Words("warning", "警告")),
        Severity::Info => (Icon::Info, palette.accent, Words("info", "参考")),
    };
    let message = found.message.in_lang(lang);
    let words = match &found.hint {
        Some(hint) => format!("{message} – {}", hint.in_lang(lang)),
        None => message.to_owned(),
    };
    let row = ui.interact(rect, ui.scope_id().with(("finding", line, column, &words)), Sense::click());
    let label = format!("{line}:{column} {}", severity.in_lang(lang));
    row.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, &label));
    if row.hovered() || row.has_focus() {
        ui.painter().rect_filled(rect, 4.0, palette.hover);
    }
    let layout = Layout::left_to_right(Align::Center);
    let mut inner = ui.new_child(UiBuilder::new().max_rect(rect).layout(layout));
    inner.style_mut().interaction.selectable_labels = false;
    inner.label(icon(sign).color(color));
    inner.label(RichText::new(format!("{line}:{column}")).monospace().small().color(palette.accent));
    let offered = found
        .fixes
        .iter()
        .filter(|offered| inner.button(RichText::new(offered.title.in_lang(lang)).small()).clicked());
    let offered = offered.last().cloned();
    let font = TextStyle::Body.resolve(inner.style());
    let mut job = LayoutJob::simple(words.clone(), font, palette.ink, inner.available_width());
    job.wrap.max_rows = if rect.height() < TALL_ROW_HEIGHT { 1 } else { 2 };
    inner.add(Label::new(job).wrap());
    let is_chosen = row.on_hover_text(format!("{words}\n{}", found.code)).clicked();
    (is_chosen, offered)
}
