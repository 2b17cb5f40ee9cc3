//! One entry of the fact book as a form.

use egui::{ComboBox, Grid, RichText, TextEdit, Ui};

use crate::app::App;
use crate::brief::Reader;
use crate::facts::{EntryKind, FieldKind, FormField};
use crate::ui::choices::choice;
use crate::ui::preview::{READERS, reader_name};
use crate::ui::style::{Palette, field_label, space, strong};

/// How wide a field is at the least, and the names before the fields, in points.
const FIELD_WIDTH: f32 = 270.0;
const NAME_WIDTH: f32 = 160.0;
/// Below this width of the form, fields stand below their names.
const NARROW: f32 = 430.0;

pub(super) fn form_ui(ui: &mut Ui, app: &mut App, palette: &Palette) {
    let kind = app.view.book.form.kind;
    let is_new = app.view.book.chosen.is_none();
    let heading = match kind {
        EntryKind::Fact if is_new => app.word("A new figure", "新しい数値"),
        EntryKind::Fact => app.word("Figure", "数値"),
        EntryKind::Person if is_new => app.word("A new person", "新しい人物"),
        EntryKind::Person => app.word("Person", "人物"),
        EntryKind::Source if is_new => app.word("A new source", "新しい出典"),
        EntryKind::Source => app.word("Source", "出典"),
    };
    ui.label(strong(heading));
    ui.add_space(space::SMALL);
    let n_columns = if ui.available_width() < NARROW { 1 } else { 2 };
    let names = if n_columns == 1 { 0.0 } else { NAME_WIDTH };
    let field_width = (ui.available_width() - names - space::LARGE).max(FIELD_WIDTH);
    let grid = Grid::new(("form", kind.table(), n_columns)).num_columns(n_columns);
    grid.spacing([space::MEDIUM, space::SMALL]).show(ui, |ui| {
        for field in kind.fields() {
            let title = title(app, kind, field.name);
            let name = field_label(ui, RichText::new(title).color(palette.muted));
            if n_columns == 1 {
                ui.end_row();
            }
            field_ui(ui, app, field, (&name, field_width));
            ui.end_row();
        }
    });
    if kind == EntryKind::Fact && !is_new {
        ui.add_space(space::SMALL);
        let keeps = app.word("Keep the former figure in its history", "以前の数値を履歴に残す");
        ui.checkbox(&mut app.view.book.keeps_history, keeps);
        let updates = app.word("Update its uses in the brief", "資料内の使用箇所も更新する");
        ui.checkbox(&mut app.view.book.updates_uses, updates);
    }
}

fn field_ui(ui: &mut Ui, app: &mut App, field: &'static FormField, (name, width): (&egui::Response, f32)) {
    let is_name = field.name == app.view.book.form.kind.name_field();
    match field.kind {
        FieldKind::Readers => readers_ui(ui, app, field.name),
        FieldKind::Source => source_ui(ui, app, field.name, (name, width)),
        // Briefs cite an entry by its name, so that is given once.
        _ if is_name && app.view.book.chosen.is_some() => {
            let words = app.view.book.form.get(field.name).to_owned();
            ui.label(words);
        }
        kind => {
            let hint = match kind {
                FieldKind::Day => "2025-06-30",
                FieldKind::Value => "109000",
                FieldKind::Key => "jobs.us_2024",
                FieldKind::List | FieldKind::Keys => app.word("parted by commas", "コンマ区切り"),
                _ => "",
            };
            let edit = TextEdit::singleline(app.view.book.form.get_mut(field.name));
            ui.add(edit.hint_text(hint).desired_width(width)).labelled_by(name.id);
        }
    }
}

/// Who may be given it: anybody, or the copies that are chosen.
fn readers_ui(ui: &mut Ui, app: &mut App, name: &'static str) {
    let words = app.view.book.form.get(name).to_owned();
    let mut chosen: Vec<&str> = words.split(',').map(str::trim).filter(|word| !word.is_empty()).collect();
    // A row of a grid is as high as it says at once, so the choices stand in rows of their own.
    ui.vertical(|ui| {
        ui.horizontal(|ui| {
            let anybody = app.word("Anybody", "制限なし");
            if choice(ui, chosen.is_empty(), anybody).clicked() {
                chosen.clear();
            }
            READERS[..2].iter().for_each(|reader| reader_ui(ui, app, *reader, &mut chosen));
        });
        ui.horizontal(|ui| READERS[2..].iter().for_each(|reader| reader_ui(ui, app, *reader, &mut chosen)));
    });
    let new = chosen.join(", ");
    if new != words {
        app.view.book.form.set(name, new);
    }
}

fn reader_ui(ui: &mut Ui, app: &App, reader: Reader, chosen: &mut Vec<&str>) {
    let place = chosen.iter().position(|name| name.eq_ignore_ascii_case(reader.name()));
    if choice(ui, place.is_some(), reader_name(app, reader)).clicked() {
        match place {
            Some(place) => drop(chosen.remove(place)),
            None => chosen.push(reader.name()),
        }
    }
}

fn source_ui(ui: &mut Ui, app: &mut App, name: &'static str, (label, width): (&egui::Response, f32)) {
    let chosen = app.view.book.form.get(name).to_owned();
    let none = app.word("No source", "出典なし");
    let sources: Vec<(String, String)> = app
        .view
        .book
        .index()
        .book
        .sources
        .values()
        .map(|source| {
            let publisher = source.publisher.as_deref().unwrap_or("");
            let date = source.date.as_deref().unwrap_or("");
            (source.id.clone(), format!("{publisher} {date} · {}", source.title))
        })
        .collect();
    let shown = if chosen.is_empty() { none } else { &chosen };
    let combo = ComboBox::from_id_salt("source").selected_text(shown).width(width).truncate();
    let response = combo.show_ui(ui, |ui| {
        if choice(ui, chosen.is_empty(), none).clicked() {
            app.view.book.form.set(name, "");
        }
        for (id, title) in &sources {
            let row = egui::Button::selectable(*id == chosen, format!("{id}  {title}")).truncate();
            if ui.add(row).clicked() {
                app.view.book.form.set(name, id);
            }
        }
    });
    response.response.labelled_by(label.id);
}

/// What the form calls a field.
fn title(app: &App, kind: EntryKind, name: &str) -> &'static str {
    match (kind, name) {
        (_, "key") => app.word("Key", "キー"),
        (_, "id") => app.word("Id", "識別名"),
        (_, "value") => app.word("Value", "値"),
        (_, "unit") => app.word("Unit", "単位"),
        (_, "as_of") => app.word("As of", "時点"),
        (_, "good_until") => app.word("Good until", "有効期限"),
        (_, "statement") => app.word("Statement", "説明"),
        (_, "statement_ja") => app.word("Statement in Japanese", "説明（日本語）"),
        (_, "title_ja") => app.word("Title in Japanese", "題名（日本語）"),
        (_, "publisher_ja") => app.word("Publisher in Japanese", "発行者（日本語）"),
        (_, "scope") => app.word("Scope", "範囲"),
        (_, "source") => app.word("Source", "出典"),
        (_, "readers") => app.word("Who may use it", "使用できる読み手"),
        (_, "display.en") => app.word("Shown in English", "英語の表記"),
        (_, "display.ja") => app.word("Shown in Japanese", "日本語の表記"),
        (_, "state") => app.word("State", "州"),
        (_, "says") => app.word("How to say it", "読み方"),
        (_, "also") => app.word("Other keys", "別のキー"),
        (_, "conflicts") => app.word("Conflicts with", "相違する数値"),
        (EntryKind::Person, "title") => app.word("Title", "肩書"),
        (EntryKind::Source, "title") => app.word("Title", "題名"),
        (_, "name") => app.word("Name", "氏名"),
        (_, "ja") => app.word("In Japanese", "日本語の肩書と氏名"),
        (_, "note") => app.word("Note", "備考"),
        (_, "publisher") => app.word("Publisher", "発行者"),
        (_, "date") => app.word("Date", "発行日"),
        (_, "url") => app.word("Address", "URL"),
        _ => app.word("Kind", "種類"),
    }
}
