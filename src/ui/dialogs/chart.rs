//! The form of a chart: what it is of, its rows as a small table, and how it would look.

use egui::{Event, Grid, Id, Image, Key, Response, RichText, ScrollArea, TextEdit, Ui, Vec2};

use crate::app::{App, CHART_FIELDS, ChartForm, Request, RowsFrom};
use crate::brief::{ChartType, Lang};
use crate::ui::access::{choice_ui, name_control};
use crate::ui::dialogs::foot::{above_foot_ui, foot_ui};
use crate::ui::dialogs::picture::texture;
use crate::ui::dialogs::{cancel_ui, heading_ui};
use crate::ui::style::{Palette, field_label, main_button, space};

/// How wide a cell is, and how tall the table may be, in points.
const CELL_WIDTH: f32 = 104.0;
const TABLE_HEIGHT: f32 = 190.0;
/// From which width of the dialog on the picture stands beside the form.
const BESIDE: f32 = 760.0;

pub(super) fn chart_ui(ui: &mut Ui, app: &mut App, mut form: ChartForm, palette: &Palette) {
    let before = form.clone();
    let is_entered = above_foot_ui(ui, |ui| columns_ui(ui, app, (&mut form, &before), palette));
    foot_ui(ui, |ui| buttons_ui(ui, app, (form, before), is_entered));
}

/// The form and how the chart would look; returns whether Enter was pressed in a field of one line.
fn columns_ui(
    ui: &mut Ui,
    app: &App,
    (form, before): (&mut ChartForm, &ChartForm),
    palette: &Palette,
) -> bool {
    heading_ui(ui, app.word("A chart", "グラフ"));
    let width = ui.available_width();
    let mut is_entered = false;
    if width >= BESIDE {
        ui.horizontal_top(|ui| {
            ui.vertical(|ui| {
                ui.set_width(width * 0.56);
                is_entered = form_ui(ui, app, form, palette);
            });
            ui.add_space(space::MEDIUM);
            ui.vertical(|ui| picture_ui(ui, app, (&*form, before), palette));
        });
    } else {
        is_entered = form_ui(ui, app, form, palette);
        ui.add_space(space::SMALL);
        picture_ui(ui, app, (&*form, before), palette);
    }
    is_entered
}

fn buttons_ui(ui: &mut Ui, app: &mut App, (form, before): (ChartForm, ChartForm), is_entered: bool) {
    ui.add_space(space::MEDIUM);
    ui.horizontal_wrapped(|ui| {
        let words =
            if form.is_change() { app.word("Change", "変更") } else { app.word("Insert", "挿入") };
        if main_button(ui, words).clicked() || is_entered {
            app.insert_chart(&form);
            return;
        }
        if ui.button(app.word("Rows from a CSV…", "CSV から読み込む…")).clicked() {
            app.requests.push(Request::PickRows(Box::new(form.clone())));
        }
        if form != before {
            app.change_chart(form);
        }
        cancel_ui(ui, app);
    });
}

/// Shows the form; returns whether Enter was pressed in a field of one line.
fn form_ui(ui: &mut Ui, app: &App, form: &mut ChartForm, palette: &Palette) -> bool {
    let mut is_entered = false;
    choice_ui(ui, app.word("Kind of chart", "グラフの種類"), |ui| {
        ui.horizontal_wrapped(|ui| {
            for (kind, en, ja) in [
                (ChartType::Bar, "Bars", "棒"),
                (ChartType::Line, "Line", "折れ線"),
                (ChartType::Share, "Shares", "割合"),
                (ChartType::Change, "Before and after", "前後比較"),
                (ChartType::Map, "Map of the states", "州の地図"),
                (ChartType::Number, "One number", "一つの数"),
            ] {
                ui.radio_value(&mut form.chart_type, kind, app.word(en, ja));
            }
        });
    });
    ui.add_space(space::SMALL);
    let field_width = (ui.available_width() - 200.0).clamp(140.0, 380.0);
    Grid::new("chart fields").num_columns(2).spacing([space::MEDIUM, space::SMALL]).show(ui, |ui| {
        for (idx, key) in CHART_FIELDS.iter().enumerate() {
            let name = field_label(ui, RichText::new(field_name(app, key)).color(palette.muted));
            let edit = TextEdit::singleline(&mut form.fields[idx]).hint_text(field_hint(app, key));
            is_entered |= entered(&ui.add(edit.desired_width(field_width)).labelled_by(name.id));
            ui.end_row();
        }
    });
    ui.add_space(space::SMALL);
    choice_ui(ui, app.word("Rows", "行"), |ui| {
        ui.horizontal_wrapped(|ui| {
            ui.radio_value(&mut form.rows_from, RowsFrom::Cells, app.word("Typed here", "ここに入力"));
            ui.radio_value(
                &mut form.rows_from,
                RowsFrom::Facts,
                app.word("Facts of the book", "基礎データ集"),
            );
            ui.radio_value(
                &mut form.rows_from,
                RowsFrom::File,
                app.word("A file beside the brief", "資料と同じ場所のファイル"),
            );
        });
    });
    ui.add_space(space::SMALL);
    match form.rows_from {
        RowsFrom::Cells => cells_ui(ui, app, form),
        RowsFrom::Facts => facts_ui(ui, app, form, palette),
        RowsFrom::File => {
            let name = field_label(
                ui,
                RichText::new(app.word("Name of the file", "ファイル名")).color(palette.muted),
            );
            let edit = TextEdit::singleline(&mut form.file).hint_text("states.csv");
            is_entered |= entered(&ui.add(edit).labelled_by(name.id));
        }
    }
    is_entered
}

fn entered(field: &Response) -> bool {
    field.lost_focus() && field.ctx.input(|input| input.key_pressed(Key::Enter))
}

fn field_name(app: &App, key: &str) -> &'static str {
    match key {
        "title" => app.word("Title", "題名"),
        "unit" => app.word("Unit", "単位"),
        "source" => app.word("Source", "出典"),
        "date" => app.word("Date of the figures", "数値の時点"),
        "emphasis" => app.word("Row to stress", "強調する行"),
        _ => app.word("For those who cannot see it", "見えない人への説明"),
    }
}

fn field_hint(app: &App, key: &str) -> &'static str {
    match key {
        "title" => app.word("What the figures show", "数値が示すこと"),
        "unit" => app.word("jobs", "人"),
        "date" => "2024",
        "alt" => app.word("What the chart says, in a sentence", "グラフの内容を一文で"),
        _ => "",
    }
}

/// The rows as a table: Tab and Enter go to the next cell, and cells of a spreadsheet can be pasted.
fn cells_ui(ui: &mut Ui, app: &App, form: &mut ChartForm) {
    take_pasted(ui, form);
    let goes_to = form.goes_to.take();
    let mut next = None;
    ScrollArea::both().id_salt("chart rows").max_height(TABLE_HEIGHT).show(ui, |ui| {
        Grid::new("chart cells").min_col_width(CELL_WIDTH).spacing(Vec2::splat(3.0)).show(ui, |ui| {
            for (column, words) in form.head.iter_mut().enumerate() {
                let edit = TextEdit::singleline(words).hint_text(app.word("name", "列名"));
                name_control(&ui.add(edit.desired_width(CELL_WIDTH)), &cell_name(app, None, column));
            }
            ui.end_row();
            for (row, cells) in form.rows.iter_mut().enumerate() {
                for (column, words) in cells.iter_mut().enumerate() {
                    let edit = TextEdit::singleline(words).id(cell_id(row, column)).hint_text(" ");
                    let cell = ui.add(edit.desired_width(CELL_WIDTH));
                    name_control(&cell, &cell_name(app, Some(row), column));
                    if goes_to == Some((row, column)) {
                        cell.request_focus();
                        cell.scroll_to_me(None);
                    }
                    if cell.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter)) {
                        next = Some((row + 1, column));
                    }
                }
                ui.end_row();
            }
        });
    });
    form.set_columns(form.head.len());
    if let Some((row, column)) = next {
        // Below the last row there is nothing: the next column begins at its top.
        let is_below = row < form.rows.len();
        form.goes_to =
            Some(if is_below { (row, column) } else { (0, (column + 1) % form.head.len().max(1)) });
        ui.ctx().request_repaint();
    }
    ui.horizontal(|ui| {
        if ui.button(app.word("One column more", "列を追加")).clicked() {
            form.set_columns(form.head.len() + 1);
        }
        if form.head.len() > 2 && ui.button(app.word("One column less", "列を削除")).clicked() {
            form.set_columns(form.head.len() - 1);
        }
    });
}

/// Cells that were copied from a spreadsheet go into the table from the cell that has the keyboard on.
fn take_pasted(ui: &Ui, form: &mut ChartForm) {
    let focused = ui.memory(egui::Memory::focused);
    let columns = form.head.len();
    let cells = (0..form.rows.len()).flat_map(|row| (0..columns).map(move |column| (row, column)));
    let Some(cell) = cells.into_iter().find(|(row, column)| focused == Some(cell_id(*row, *column))) else {
        return;
    };
    let mut pasted = None;
    ui.input_mut(|input| {
        input.events.retain(|event| match event {
            Event::Paste(text) if text.trim_end_matches(['\r', '\n']).contains(['\t', '\n']) => {
                pasted = Some(text.clone());
                false
            }
            _ => true,
        });
    });
    if let Some(pasted) = pasted {
        form.paste(cell, &pasted);
    }
}

fn cell_id(row: usize, column: usize) -> Id {
    Id::unique(("chart cell", row, column))
}

fn cell_name(app: &App, row: Option<usize>, column: usize) -> String {
    let column = column + 1;
    match (app.lang(), row.map(|row| row + 1)) {
        (Lang::En, Some(row)) => format!("Row {row}, column {column}"),
        (Lang::Ja, Some(row)) => format!("{row} 行 {column} 列"),
        (Lang::En, None) => format!("Name of column {column}"),
        (Lang::Ja, None) => format!("{column} 列目の名前"),
    }
}

/// The facts of the book, each to be taken in or left out.
fn facts_ui(ui: &mut Ui, app: &App, form: &mut ChartForm, palette: &Palette) {
    let book = &app.session.loaded().book;
    if book.facts.is_empty() {
        let words = app.word("The brief names no fact book, or it is empty", "基礎データ集がないか、空です");
        ui.label(RichText::new(words).color(palette.muted));
    }
    ScrollArea::vertical().id_salt("chart facts").max_height(TABLE_HEIGHT).show(ui, |ui| {
        // What stands for several, or for none, stays until it is taken out.
        for key in form.facts.clone().iter().filter(|key| !book.facts.contains_key(*key)) {
            let mut is_in = true;
            if ui.checkbox(&mut is_in, key).changed() {
                form.facts.retain(|other| other != key);
            }
        }
        for fact in book.facts.values() {
            let mut is_in = form.facts.contains(&fact.key);
            let statement = fact.statement_in(app.lang()).unwrap_or_default();
            let words =
                format!("{}  {}  {statement}", fact.key, crate::facts::format_value(fact, app.lang()));
            if ui.checkbox(&mut is_in, words).changed() {
                if is_in {
                    form.facts.push(fact.key.clone());
                } else {
                    form.facts.retain(|key| *key != fact.key);
                }
            }
        }
    });
}

/// The chart as it was drawn last; the form as it is now and as it was before this frame.
fn picture_ui(ui: &mut Ui, app: &App, (form, before): (&ChartForm, &ChartForm), palette: &Palette) {
    let width = ui.available_width().clamp(200.0, 420.0);
    let drawn = app.view.cues.chart.as_ref();
    if let Some(bitmap) = drawn.and_then(|drawn| drawn.bitmap.as_ref()) {
        let size = Vec2::new(width, width * bitmap.height_px as f32 / bitmap.width_px.max(1) as f32);
        let name = app.word("The chart as it would look", "グラフの見え方");
        let texture = texture(ui, "chart of the form", bitmap);
        let picture = ui.add(Image::new(&texture).fit_to_exact_size(size).alt_text(name));
        let edge = ui.visuals().widgets.noninteractive.bg_stroke;
        ui.painter().rect_stroke(picture.rect, 0.0, edge, egui::StrokeKind::Outside);
    } else if drawn.is_some() {
        let words = app.word("It cannot be drawn like this yet", "まだ描画できません");
        ui.label(RichText::new(words).color(palette.muted));
    }
    let cues = &app.view.cues;
    let is_current = drawn.is_some_and(|drawn| {
        if form == before { drawn.block == cues.chart_asked } else { drawn.block == form.block() }
    });
    if !is_current {
        ui.label(
            RichText::new(app.word("It is being drawn…", "作成しています…")).small().color(palette.muted),
        );
    }
}
