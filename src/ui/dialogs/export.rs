//! What is to be written, for whom, and what that reader gets before anything is written.

use egui::{Label, Link, RichText, ScrollArea, Ui, Vec2};
use lucide_icons::Icon;

use crate::app::{App, Concern, Dialog, ExportChoice, Request};
use crate::brief::Lang;
use crate::export::FORMATS;
use crate::layout::Shape;
use crate::text::{Severity, Span};
use crate::ui::access::choice_ui;
use crate::ui::choices::{choice, choice_value};
use crate::ui::dialogs::foot::{above_foot_ui, foot_ui};
use crate::ui::dialogs::heading_ui;
use crate::ui::labels::sentence;
use crate::ui::preview::{READERS, reader_name};
use crate::ui::style::{Palette, form_label, icon, main_button, space, strong};

/// How wide the names of the rows are, and from which width on they stand beside their choices, in points.
const NAME_WIDTH: f32 = 64.0;
const NARROW: f32 = 460.0;

pub(super) fn export_ui(ui: &mut Ui, app: &mut App, mut choice: ExportChoice, palette: &Palette) {
    above_foot_ui(ui, |ui| {
        form_ui(ui, app, &mut choice);
        result_ui(ui, app, choice, palette);
    });
    foot_ui(ui, |ui| buttons_ui(ui, app, choice));
}

/// What is to be written.
fn form_ui(ui: &mut Ui, app: &mut App, choice: &mut ExportChoice) {
    heading_ui(ui, app.word("Export", "書き出し"));
    row_ui(ui, app.word("For", "読み手"), |ui| {
        for reader in READERS {
            choice_value(ui, &mut choice.reader, reader, reader_name(app, reader));
        }
    });
    row_ui(ui, app.word("Format", "形式"), |ui| {
        for format in FORMATS {
            let name = app.word(format.name, format.name_ja);
            let response = choice_value(ui, &mut choice.extension, format.extension, name);
            response.on_hover_text(app.word(format.summary, format.summary_ja));
        }
    });
    let shapes =
        FORMATS.iter().find(|format| format.extension == choice.extension).map_or(&[][..], |f| f.shapes);
    if !shapes.contains(&choice.shape) {
        choice.shape = shapes.first().copied().unwrap_or(Shape::Text);
    }
    row_ui(ui, app.word("Pages", "ページ"), |ui| {
        let names = [
            (Shape::Text, app.word("Handout", "配布資料")),
            (Shape::Slides, app.word("Slides", "スライド")),
            (Shape::Notes, app.word("Notes", "ノート")),
            (Shape::Cards, app.word("Cards", "カード")),
        ];
        for (shape, name) in names.into_iter().filter(|(shape, _)| shapes.contains(shape)) {
            choice_value(ui, &mut choice.shape, shape, name);
        }
    });
    let has_paper = choice.extension == "pdf" && matches!(choice.shape, Shape::Text | Shape::Notes);
    row_ui(ui, app.word("Paper", "用紙"), |ui| {
        ui.add_enabled_ui(has_paper, |ui| {
            ui.horizontal_wrapped(|ui| {
                choice_value(ui, &mut choice.is_letter, false, "A4");
                choice_value(ui, &mut choice.is_letter, true, "Letter");
            });
        });
    });
    if app.has_ink() && choice.can_have_ink() {
        row_ui(ui, app.word("Pen", "ペン"), |ui| {
            let words = app.word("Include the drawings of the last talk", "直近の説明で描いた線を入れる");
            ui.checkbox(&mut choice.has_ink, words);
        });
    }
    states_ui(ui, app);
}

/// What the reader gets of it, and what is to be looked at first.
fn result_ui(ui: &mut Ui, app: &mut App, choice: ExportChoice, palette: &Palette) {
    ui.add_space(space::MEDIUM);
    let n_private = app.n_withheld(choice.reader);
    let withheld = match (app.lang(), n_private) {
        (Lang::En, 0) => "This reader gets all of the brief.".to_owned(),
        (Lang::En, 1) => "1 block stays with us.".to_owned(),
        (Lang::En, n) => format!("{n} blocks stay with us."),
        (Lang::Ja, 0) => "全文が渡ります。".to_owned(),
        (Lang::Ja, n) => format!("{n} 件のブロックは含まれません。"),
    };
    ui.label(RichText::new(format!("{}{withheld}", pages_words(app, choice))));
    concerns_ui(ui, app, choice, palette);
    if choice.reader.is_ours() {
        staying_ui(ui, app);
    } else {
        leaving_ui(ui, app, choice);
    }
}

fn buttons_ui(ui: &mut Ui, app: &mut App, choice: ExportChoice) {
    ui.add_space(space::MEDIUM);
    ui.horizontal_wrapped(|ui| {
        let is_enter = ui.input(|input| input.key_pressed(egui::Key::Enter));
        let is_free = ui.memory(|memory| memory.focused().is_none());
        let button = main_button(ui, app.word("Write the file…", "ファイルに書き出す…"));
        if button.clicked() || (is_enter && is_free) {
            app.requests.push(Request::PickExport(choice));
        }
        if ui.button(app.word("Cancel", "キャンセル")).clicked() {
            app.view.dialog = None;
            return;
        }
        if app.view.dialog.is_some() {
            app.view.dialog = Some(Dialog::Export(choice));
        }
    });
}

/// How many pages there will be. What the pen drew is not on those that are seen before they are written.
fn pages_words(app: &App, choice: ExportChoice) -> String {
    if let Some(problem) = &app.preview.problem {
        return format!("{}. ", sentence(problem.in_lang(app.lang())));
    }
    let n_pages = app.preview.slots.len();
    let has_ink = choice.has_ink && choice.can_have_ink() && app.has_ink();
    match app.lang() {
        Lang::En if app.preview.is_stale => "Setting the pages… ".to_owned(),
        Lang::En => {
            let (pages, they) = if n_pages == 1 { ("page", "it") } else { ("pages", "they") };
            let how = if has_ink {
                "without the drawings".to_owned()
            } else {
                format!("as {they} will be printed")
            };
            format!("{n_pages} {pages}, shown behind this window {how}. ")
        }
        Lang::Ja if app.preview.is_stale => "ページを組んでいます…".to_owned(),
        Lang::Ja if has_ink => format!("{n_pages} ページ（背後の表示には描いた線は出ません）。"),
        Lang::Ja => format!("{n_pages} ページ（背後に表示）。"),
    }
}

/// A row of choices behind its name, or below it where the window is narrow; what does not fit goes on below.
fn row_ui(ui: &mut Ui, name: &str, add: impl FnOnce(&mut Ui)) {
    if ui.available_width() < NARROW {
        ui.label(name);
        choice_ui(ui, name, add);
    } else {
        ui.horizontal_top(|ui| {
            ui.allocate_ui(Vec2::new(NAME_WIDTH, 0.0), |ui| {
                ui.set_min_width(NAME_WIDTH);
                form_label(ui, name);
            });
            choice_ui(ui, name, add);
        });
    }
    ui.add_space(space::SMALL);
}

/// Offers one copy for each of some states: those of which the fact book has figures.
fn states_ui(ui: &mut Ui, app: &mut App) {
    let states = app.states_of_book();
    if states.is_empty() {
        return;
    }
    ui.add_space(space::SMALL);
    let title = app.word("One copy for each state", "州ごとに作成");
    egui::CollapsingHeader::new(title).id_salt("states").show(ui, |ui| {
        ui.horizontal_wrapped(|ui| {
            if ui.button(app.word("All", "すべて")).clicked() {
                app.view.export_states.clone_from(&states);
            }
            if ui.button(app.word("None", "なし")).clicked() {
                app.view.export_states.clear();
            }
            for state in &states {
                let place = app.view.export_states.iter().position(|chosen| chosen == state);
                if choice(ui, place.is_some(), *state).clicked() {
                    match place {
                        Some(place) => drop(app.view.export_states.remove(place)),
                        None => app.view.export_states.push(state),
                    }
                }
            }
        });
        let words = match (app.lang(), app.view.export_states.len()) {
            (Lang::En, 0) => "No state is chosen: one file for everybody".to_owned(),
            (Lang::En, n) => format!("{n} files, each with the figures of its state alone"),
            (Lang::Ja, 0) => "州の指定なし（全員向けに 1 件）".to_owned(),
            (Lang::Ja, n) => format!("{n} 件。それぞれの州の数値のみが入ります"),
        };
        ui.label(RichText::new(words).small());
    });
}

/// What is to be looked at before the file is written, the worst first, each with a way to its place.
fn concerns_ui(ui: &mut Ui, app: &mut App, choice: ExportChoice, palette: &Palette) {
    const MAX_HEIGHT: f32 = 132.0;
    let concerns = app.concerns(choice.reader);
    ui.add_space(space::MEDIUM);
    if concerns.is_empty() {
        let words = app.word("Nothing was found that concerns this copy", "この写しに関する指摘はありません");
        ui.label(RichText::new(words).color(palette.muted));
        return;
    }
    let title = match (app.lang(), concerns.len()) {
        (Lang::En, 1) => "1 thing to look at first".to_owned(),
        (Lang::En, n) => format!("{n} things to look at first"),
        (Lang::Ja, n) => format!("書き出す前に確認すること（{n} 件）"),
    };
    ui.label(strong(title));
    let mut target = None;
    ScrollArea::vertical().id_salt("concerns").max_height(MAX_HEIGHT).show(ui, |ui| {
        for concern in concerns.iter() {
            ui.horizontal_top(|ui| {
                // A remark that is longer than a line goes on below, and does not push the window's edge away.
                ui.style_mut().wrap_mode = Some(egui::TextWrapMode::Wrap);
                let (sign, severity) = match concern.severity {
                    Severity::Error => (Icon::CircleX, app.word("error", "エラー")),
                    _ => (Icon::TriangleAlert, app.word("warning", "警告")),
                };
                ui.label(icon(sign).color(palette.amber)).on_hover_text(severity);
                target = concern_ui(ui, app, concern).or(target);
            });
        }
    });
    if let Some(span) = target {
        app.go_to_place(span);
    }
}

/// Shows one of them; returns its place if it was clicked.
fn concern_ui(ui: &mut Ui, app: &App, concern: &Concern) -> Option<Span> {
    let words = concern.words.in_lang(app.lang());
    let Some(span) = concern.span else {
        ui.add(Label::new(words).wrap());
        return None;
    };
    let line = app.session.lines().line_col(app.session.text(), span.start).line;
    let words = match app.lang() {
        Lang::En => format!("line {line}: {words}"),
        Lang::Ja => format!("{line} 行目：{words}"),
    };
    let link = ui.add(Link::new(words));
    let link = match &concern.hint {
        Some(hint) => link.on_hover_text(hint.in_lang(app.lang())),
        None => link,
    };
    link.clicked().then_some(span)
}

/// What leaves the room with the file: marking, pictures, links, metadata, and how each section begins.
fn leaving_ui(ui: &mut Ui, app: &App, choice: ExportChoice) {
    const MAX_HEIGHT: f32 = 180.0;
    let leaving = app.leaving(choice.reader);
    ui.add_space(space::MEDIUM);
    ui.label(strong(app.word("This leaves the room", "外に出る内容")));
    ScrollArea::vertical().id_salt("leaving").max_height(MAX_HEIGHT).show(ui, |ui| {
        for (label, words) in app.leaving_rows(&leaving) {
            // A row of addresses is as wide as the window, and goes on below.
            ui.add(Label::new(RichText::new(label).weak()).wrap());
            ui.add(Label::new(words).wrap());
        }
        for (heading, line) in &leaving.sections {
            if !heading.is_empty() {
                ui.label(strong(heading));
            }
            ui.label(line);
        }
    });
}

/// That the file stays with us.
fn staying_ui(ui: &mut Ui, app: &App) {
    let words = app.word(
        "This copy holds private text and must not leave our side.",
        "この写しには内部限りの内容が含まれます。",
    );
    ui.horizontal_wrapped(|ui| {
        ui.label(icon(Icon::Lock).color(ui.visuals().error_fg_color));
        ui.label(RichText::new(words).color(ui.visuals().error_fg_color));
    });
}
