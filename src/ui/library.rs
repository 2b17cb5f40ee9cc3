//! The library: the briefs of a folder as a tree, and those that hold some words.

use std::path::{Path, PathBuf};

use egui::{Key, Label, Modifiers, RichText, ScrollArea, Sense, Ui};
use lucide_icons::Icon;

use crate::app::{App, ShelfRow};
use crate::brief::BriefKind;
use crate::session::LibraryRow;
use crate::text::message;
use crate::ui::labels::title_ui;
use crate::ui::listing::{empty_ui, search_ui};
use crate::ui::style::{Palette, icon, space, strong, with_edges};

/// The height of a brief with what stands below its title, and of a folder, in points.
const BRIEF_HEIGHT: f32 = 40.0;
const FOLDER_HEIGHT: f32 = 24.0;
/// How far each folder stands in.
const INDENT: f32 = 14.0;

/// Shows the library.
pub(super) fn library_ui(ui: &mut Ui, app: &mut App, palette: &Palette) {
    let hint = app.word("Search all briefs", "全資料を検索");
    let field = search_ui(ui, &mut app.view.library_search, hint);
    app.search_library();
    // The key is not for the text, which has the keyboard next.
    if field.lost_focus() && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter)) {
        app.open_first_found();
    }
    let library = &app.view.library;
    if let Some(problem) = &library.problem {
        empty_ui(ui, palette, problem.in_lang(app.lang()));
        return;
    }
    if library.is_listing {
        let n_rows = library.rows.len();
        let words = message!("Reading the folder: {n_rows} so far…", "読み込み中：{n_rows} 件…");
        ui.label(RichText::new(words.into_lang(app.lang())).small().color(palette.muted));
    } else if library.rows.is_empty() {
        empty_ui(ui, palette, app.word("No briefs here yet", "資料がありません"));
        with_edges(ui);
        if ui.button(app.word("Choose a folder…", "フォルダーを選ぶ…")).clicked() {
            app.run("open-folder");
        }
        return;
    } else if library.shelf.is_empty() {
        empty_ui(ui, palette, app.word("No brief holds these words", "該当なし"));
    }
    match shelf_ui(ui, app, palette) {
        Some(Wish::Fold(folder)) => app.fold_folder(folder),
        Some(Wish::Open(path)) => {
            let words = app.view.library_search.clone();
            app.open_at(path, &words);
        }
        None => {}
    }
}

/// What is wanted of a line of the tree.
enum Wish {
    Fold(PathBuf),
    Open(PathBuf),
}

/// Shows the lines that are seen: a library may have thousands.
fn shelf_ui(ui: &mut Ui, app: &App, palette: &Palette) -> Option<Wish> {
    let (shelf, rows) = (&app.view.library.shelf, &app.view.library.rows);
    let mut wish = None;
    ScrollArea::vertical().auto_shrink(false).show_viewport(ui, |ui, seen| {
        ui.set_height(shelf.iter().map(height).sum());
        let (corner, width, mut y) = (ui.max_rect().min, ui.available_width(), 0.0);
        for row in shelf {
            let row_height = height(row);
            if y > seen.bottom() {
                break;
            }
            if y + row_height >= seen.top() {
                let size = egui::vec2(width, row_height - 2.0);
                let rect = egui::Rect::from_min_size(corner + egui::vec2(0.0, y), size);
                let wanted = match row {
                    ShelfRow::Folder(folder, depth) => folder_ui(ui, app, (folder, *depth), rect, palette)
                        .then(|| Wish::Fold(folder.clone())),
                    ShelfRow::Brief(hit, depth) => rows.get(hit.row_idx).and_then(|brief| {
                        brief_ui(ui, app, (brief, hit.line.as_deref(), *depth), rect, palette)
                            .then(|| Wish::Open(brief.path.clone()))
                    }),
                };
                wish = wanted.or(wish.take());
            }
            y += row_height;
        }
    });
    wish
}

fn height(row: &ShelfRow) -> f32 {
    match row {
        ShelfRow::Folder(..) => FOLDER_HEIGHT,
        ShelfRow::Brief(..) => BRIEF_HEIGHT,
    }
}

/// Shows a folder; returns whether it is to be folded or opened.
fn folder_ui(
    ui: &mut Ui,
    app: &App,
    (folder, depth): (&Path, usize),
    rect: egui::Rect,
    palette: &Palette,
) -> bool {
    let name = folder.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let is_open = !app.view.cues.folded.contains(folder);
    let response = ui.interact(rect, ui.scope_id().with(("folder", folder)), Sense::click());
    let label = format!("{} {name}", app.word("Folder", "フォルダー"));
    response.widget_info(|| egui::WidgetInfo::selected(egui::Role::Button, true, is_open, &label));
    if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect, 4.0, palette.hover);
    }
    let mut inner = inner_ui(ui, rect, depth);
    inner.horizontal(|ui| {
        let sign = if is_open { Icon::ChevronDown } else { Icon::ChevronRight };
        ui.label(icon(sign).size(12.0).color(palette.muted));
        title_ui(ui, strong(&name));
    });
    response.clicked()
}

/// Shows a brief, the whole of which can be clicked; returns whether it is to be opened.
fn brief_ui(
    ui: &mut Ui,
    app: &App,
    (row, line, depth): (&LibraryRow, Option<&str>, usize),
    rect: egui::Rect,
    palette: &Palette,
) -> bool {
    let is_open = app.session.is_at(&row.path);
    let response = ui.interact(rect, ui.scope_id().with(("brief", &row.path)), Sense::click());
    response.widget_info(|| egui::WidgetInfo::selected(egui::Role::Button, true, is_open, &row.title));
    if is_open || response.hovered() || response.has_focus() {
        let ground = if is_open { palette.accent_tint } else { palette.hover };
        ui.painter().rect_filled(rect, 4.0, ground);
    }
    let mut inner = inner_ui(ui, rect, depth);
    let title = if is_open { strong(&row.title) } else { RichText::new(&row.title) };
    title_ui(&mut inner, title);
    let kind = row.kind.map(|kind| kind_name(app, kind));
    let parts = [kind, row.date.as_deref(), row.banner.as_deref()];
    let below: Vec<&str> = parts.into_iter().flatten().collect();
    let below = line.map_or(below.join(" · "), |line| format!("…{}…", line.trim()));
    inner.add(Label::new(RichText::new(below).small().color(palette.muted)).truncate());
    response.on_hover_text(row.path.display().to_string()).clicked()
}

/// A place for words within a row that is clicked as a whole.
fn inner_ui(ui: &mut Ui, rect: egui::Rect, depth: usize) -> Ui {
    let mut place = rect.shrink2([space::SMALL, 1.0].into());
    place.min.x += INDENT * depth as f32;
    let mut inner = ui.new_child(egui::UiBuilder::new().max_rect(place));
    inner.style_mut().interaction.selectable_labels = false;
    inner.spacing_mut().item_spacing.y = 1.0;
    inner
}

/// What the window calls a kind of brief.
fn kind_name(app: &App, kind: BriefKind) -> &'static str {
    match kind {
        BriefKind::Briefing => app.word("Briefing", "説明"),
        BriefKind::Bilateral => app.word("Bilateral", "会談"),
        BriefKind::Demarche => app.word("Démarche", "申入れ"),
        BriefKind::Qa => app.word("Q&A", "想定問答"),
    }
}
