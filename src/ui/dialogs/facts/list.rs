//! The entries of the fact book: searched, filtered, each with what is to be known of it at a glance.

use egui::{Label, RichText, ScrollArea, Sense, TextEdit, Ui};
use lucide_icons::Icon;

use crate::app::{App, BookFilter, BookRow};
use crate::brief::Lang;
use crate::ui::choices::choice_value;
use crate::ui::labels::title_ui;
use crate::ui::style::{Palette, icon, space, strong};

/// The height of a row with the space below it, in points.
const ROW_HEIGHT: f32 = 46.0;

/// Shows the list in a width, with its entries in a height.
pub(super) fn list_ui(ui: &mut Ui, app: &mut App, (width, height_pt): (f32, f32), palette: &Palette) {
    ui.set_width(width);
    let hint = app.word("Search the fact book", "基礎データ集を検索");
    ui.add(TextEdit::singleline(&mut app.view.book.search).hint_text(hint).desired_width(f32::INFINITY));
    ui.horizontal_wrapped(|ui| {
        for filter in BookFilter::ALL {
            let title = title(app, filter);
            choice_value(ui, &mut app.view.book.filter, filter, title);
        }
    });
    ui.add_space(space::SMALL);
    let rows = app.view.book.index().rows(app.view.book.filter, &app.view.book.search);
    let mut chosen = None;
    let height = ROW_HEIGHT - ui.spacing().item_spacing.y;
    let area = ScrollArea::vertical().id_salt("entries").max_height(height_pt).auto_shrink([false, false]);
    // What is said where there is none stands in their place, so that the dialog keeps its size.
    area.show_rows(ui, height, rows.len().max(1), |ui, seen| {
        if rows.is_empty() {
            let words = app.word("Nothing here", "該当なし");
            ui.label(RichText::new(words).color(palette.muted));
            return;
        }
        for row in &rows[seen] {
            if row_ui(ui, app, row, palette) {
                chosen = Some(row.id.clone());
            }
        }
    });
    if let Some(id) = chosen {
        app.choose_entry(id);
    }
}

fn title(app: &App, filter: BookFilter) -> String {
    let words = match filter {
        BookFilter::All => app.word("All", "すべて"),
        BookFilter::Stale => app.word("Stale", "期限切れ"),
        BookFilter::Conflicting => app.word("Conflicting", "相違あり"),
        BookFilter::Used => app.word("Used here", "使用中"),
        BookFilter::People => app.word("People", "人物"),
        BookFilter::Sources => app.word("Sources", "出典"),
    };
    let n_rows = app.view.book.index().rows(filter, "").len();
    match filter {
        BookFilter::Stale | BookFilter::Conflicting if n_rows > 0 => format!("{words} {n_rows}"),
        _ => words.to_owned(),
    }
}

/// Shows one entry; returns whether it was clicked.
fn row_ui(ui: &mut Ui, app: &App, row: &BookRow, palette: &Palette) -> bool {
    let size = egui::vec2(ui.available_width(), ROW_HEIGHT - ui.spacing().item_spacing.y);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let mut label = format!("{} {}", row.id.name, row.title);
    let states = [
        (row.is_stale, app.word("stale", "期限切れ")),
        (row.is_contested, app.word("conflicting", "相違あり")),
    ];
    for (_, words) in states.iter().filter(|(is_so, _)| *is_so) {
        label.push_str(", ");
        label.push_str(words);
    }
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &label));
    let is_chosen = app.view.book.chosen.as_ref() == Some(&row.id);
    if is_chosen || response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect, 4.0, palette.accent_tint);
    }
    let mut inner = ui.new_child(egui::UiBuilder::new().max_rect(rect.shrink2([6.0, 2.0].into())));
    inner.style_mut().interaction.selectable_labels = false;
    inner.spacing_mut().item_spacing.y = 1.0;
    inner.horizontal(|ui| {
        let color = if row.is_stale { palette.amber } else { palette.ink };
        if row.is_stale {
            ui.label(icon(Icon::Clock).color(palette.amber).size(12.0));
        }
        if row.is_contested {
            ui.label(icon(Icon::GitCompareArrows).color(palette.amber).size(12.0));
        }
        title_ui(ui, strong(&row.title).color(color));
        if row.n_uses > 0 {
            let words = match app.lang() {
                Lang::En => format!("used {}×", row.n_uses),
                Lang::Ja => format!("使用 {} 回", row.n_uses),
            };
            ui.label(RichText::new(words).small().color(palette.muted));
        }
    });
    inner.add(Label::new(RichText::new(&row.below).small().color(palette.muted)).truncate());
    response.on_hover_text(&row.id.name).clicked()
}
