//! The fact book on a screen of its own: its entries on the left, one of them as a form on the right.

mod beside;
mod form;
mod list;

use egui::{Align, Label, Layout, RichText, ScrollArea, Ui, Vec2};
use lucide_icons::Icon;

use crate::app::App;
use crate::brief::Lang;
use crate::facts::EntryKind;
use crate::text::{Diagnostic, message};
use crate::ui::dialogs::facts::beside::beside_ui;
use crate::ui::dialogs::facts::form::form_ui;
use crate::ui::dialogs::facts::list::list_ui;
use crate::ui::dialogs::heading_ui;
use crate::ui::style::{Palette, icon, main_button, space, strong};

/// How tall list and form are, in points.
const HEIGHT: f32 = 470.0;
/// How wide the list is.
const LIST_WIDTH: f32 = 330.0;
/// How wide the form is at the least where something stands beside it, and at the most.
const FORM_WIDTH: f32 = 440.0;
const MOST_FORM_WIDTH: f32 = 580.0;
/// The least width in which it can be filled in beside the list.
const LEAST_FORM_WIDTH: f32 = 300.0;
/// How tall the entries are above the form, where both have no room beside each other.
const LOW_LIST: f32 = 140.0;
/// The least width of what stands beside it.
const BESIDE_WIDTH: f32 = 220.0;

pub(super) fn book_ui(ui: &mut Ui, app: &mut App, palette: &Palette) {
    heading_ui(ui, app.word("Fact book", "基礎データ集"));
    if let Some(problem) = app.view.book.problem().map(str::to_owned) {
        no_book_ui(ui, app, &problem);
        return;
    }
    app.refresh_book();
    top_ui(ui, app, palette);
    if ui.available_width() < LIST_WIDTH + LEAST_FORM_WIDTH {
        narrow_ui(ui, app, palette);
    } else {
        beside_each_other_ui(ui, app, palette);
    }
    ui.add_space(space::MEDIUM);
    news_ui(ui, app, palette);
    bottom_ui(ui, app);
}

/// Shows the list above the form, where both have no room beside each other.
fn narrow_ui(ui: &mut Ui, app: &mut App, palette: &Palette) {
    let width = ui.available_width();
    ui.vertical(|ui| list_ui(ui, app, (width, LOW_LIST), palette));
    ui.add_space(space::LARGE);
    ui.vertical(|ui| {
        form_ui(ui, app, palette);
        beside_ui(ui, app, palette);
    });
}

fn beside_each_other_ui(ui: &mut Ui, app: &mut App, palette: &Palette) {
    let size = Vec2::new(ui.available_width(), HEIGHT);
    ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Min), |ui| {
        ui.allocate_ui(Vec2::new(LIST_WIDTH, HEIGHT), |ui| {
            ui.vertical(|ui| list_ui(ui, app, (LIST_WIDTH, HEIGHT - 70.0), palette));
        });
        ui.add_space(space::LARGE);
        // Where there is room, what is to be known of an entry stands beside its form, else below.
        let width = ui.available_width();
        let is_wide = width >= FORM_WIDTH + BESIDE_WIDTH;
        let column =
            |salt: &str| ScrollArea::vertical().id_salt(salt).max_height(HEIGHT).auto_shrink([false, false]);
        let beside = BESIDE_WIDTH + space::LARGE;
        let form = if is_wide { (width - beside).clamp(FORM_WIDTH, MOST_FORM_WIDTH) } else { width };
        ui.allocate_ui(Vec2::new(form, HEIGHT), |ui| {
            column("entry").show(ui, |ui| {
                ui.vertical(|ui| {
                    form_ui(ui, app, palette);
                    if !is_wide {
                        beside_ui(ui, app, palette);
                    }
                });
            });
        });
        if is_wide {
            ui.add_space(space::LARGE);
            column("beside").show(ui, |ui| ui.vertical(|ui| beside_ui(ui, app, palette)));
        }
    });
}

fn no_book_ui(ui: &mut Ui, app: &mut App, problem: &str) {
    ui.add(Label::new(problem).wrap());
    ui.add_space(space::MEDIUM);
    ui.horizontal(|ui| {
        let may_begin = app.session.path().is_some() && app.session.brief().front.facts.is_none();
        if may_begin {
            let title = if app.has_book_beside() {
                app.word("Use facts.toml", "facts.toml を使う")
            } else {
                app.word("Begin a fact book…", "基礎データ集を作成…")
            };
            if main_button(ui, title).clicked() {
                app.begin_book();
            }
            if ui.button(app.word("Choose a fact book…", "基礎データ集を選ぶ…")).clicked() {
                app.pick_book();
            }
        }
        close_ui(ui, app);
    });
}

/// Says which file it is, and what its text got wrong.
fn top_ui(ui: &mut Ui, app: &App, palette: &Palette) {
    let index = app.view.book.index();
    ui.horizontal_wrapped(|ui| {
        let n_facts = index.book.facts.len();
        let n_sources = index.book.sources.len();
        let words = match app.lang() {
            Lang::En => {
                let facts = if n_facts == 1 { "figure or person" } else { "figures and people" };
                let sources = if n_sources == 1 { "source" } else { "sources" };
                format!("{}: {n_facts} {facts}, {n_sources} {sources}", app.view.book.file_name())
            }
            Lang::Ja => {
                format!("{}：数値・人物 {n_facts} 件、出典 {n_sources} 件", app.view.book.file_name())
            }
        };
        ui.label(RichText::new(words).color(palette.muted));
        if let Some((line, first)) = index.problems.first() {
            ui.label(icon(Icon::TriangleAlert).color(palette.amber).size(13.0));
            let (lang, found) = (app.lang(), &first.message);
            let words = message!("line {line}: {found}", "{line} 行目：{found}", found).into_lang(lang);
            let told =
                |(line, found): &(usize, Diagnostic)| format!("{line}: {}", found.message.in_lang(lang));
            let all: Vec<String> = index.problems.iter().map(told).collect();
            ui.label(RichText::new(words).color(palette.amber)).on_hover_text(all.join("\n"));
        }
    });
    ui.add_space(space::SMALL);
}

/// Says what the last change did, or why it was not made.
fn news_ui(ui: &mut Ui, app: &App, palette: &Palette) {
    if let Some(fault) = &app.view.book.fault {
        ui.horizontal_wrapped(|ui| {
            ui.label(icon(Icon::TriangleAlert).color(palette.amber));
            ui.label(RichText::new(fault).color(palette.amber));
        });
    }
    for line in &app.view.book.news {
        ui.add(Label::new(strong(line)).wrap());
    }
    if app.view.book.fault.is_some() || !app.view.book.news.is_empty() {
        ui.add_space(space::SMALL);
    }
}

fn bottom_ui(ui: &mut Ui, app: &mut App) {
    ui.horizontal_wrapped(|ui| {
        let write = app.word("Write to the book", "基礎データ集に保存");
        if ui.add_enabled_ui(app.may_save_entry(), |ui| main_button(ui, write)).inner.clicked() {
            app.save_entry();
        }
        delete_ui(ui, app);
        let undo = app.word("Take back the last change", "直前の変更を取り消す");
        if ui.add_enabled(app.view.book.can_undo(), egui::Button::new(undo)).clicked() {
            app.undo_book();
        }
        let n_drifted = app.view.book.index().drifted.len();
        let update = match app.lang() {
            Lang::En => format!("Update all uses ({n_drifted})"),
            Lang::Ja => format!("使用箇所をすべて更新（{n_drifted}）"),
        };
        if ui.add_enabled(n_drifted > 0, egui::Button::new(update)).clicked() {
            app.view.book.news.clear();
            app.update_uses(None);
        }
        if ui.button(app.word("Import a table…", "表を取り込む…")).clicked() {
            app.pick_table();
        }
        let add = app.word("Add", "追加");
        let kinds = [
            (EntryKind::Fact, app.word("Figure", "数値")),
            (EntryKind::Person, app.word("Person", "人物")),
            (EntryKind::Source, app.word("Source", "出典")),
        ];
        ui.menu_button(add, |ui| {
            for (kind, title) in kinds {
                if ui.button(title).clicked() {
                    app.begin_entry(kind);
                    ui.close();
                }
            }
        });
        close_ui(ui, app);
    });
}

/// Deletes the entry; where briefs cite it, what was asked is answered here.
fn delete_ui(ui: &mut Ui, app: &mut App) {
    if app.is_deletion_asked() {
        if ui.button(app.word("Delete all the same", "それでも削除")).clicked() {
            app.delete_entry();
        }
        if ui.button(app.word("Keep it", "削除しない")).clicked() {
            app.keep_entry();
        }
        return;
    }
    let delete = egui::Button::new(app.word("Delete", "削除"));
    if ui.add_enabled(app.may_delete_entry(), delete).clicked() {
        app.delete_entry();
    }
}

fn close_ui(ui: &mut Ui, app: &mut App) {
    if ui.button(app.word("Close", "閉じる")).clicked() {
        app.view.dialog = None;
        app.requests.push(crate::app::Request::FocusEditor);
    }
}
