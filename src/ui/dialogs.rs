//! What stands over the window and waits for an answer. Escape closes each; Enter does what is marked.

use egui::{Context, Grid, Key, Modal, RichText, ScrollArea, TextEdit, Ui};
use lucide_icons::Icon;

use crate::app::{App, Appearance, COMMANDS, Dialog, ExportChoice, Language, Leave, Menu, Request, Settings};
use crate::brief::{BriefKind, Lang};
use crate::export::FORMATS;
use crate::layout::Shape;
use crate::session::skeleton;
use crate::text::Selection;
use crate::ui::keys::shown_key;
use crate::ui::preview::{READERS, reader_name};
use crate::ui::style::{icon, main_button, space, strong, with_edges};

/// Shows the dialog that is open, and what happened lately.
pub(super) fn dialogs_ui(ctx: &Context, app: &mut App) {
    toasts_ui(ctx, app);
    let Some(dialog) = app.view.dialog.clone() else { return };
    if matches!(dialog, Dialog::Find) {
        return;
    }
    let modal = Modal::new(egui::Id::unique("dialog")).show(ctx, |ui| {
        with_edges(ui);
        ui.set_max_width((ui.ctx().content_rect().width() - 80.0).clamp(260.0, 560.0));
        match dialog {
            Dialog::Palette { search, chosen } => palette_ui(ui, app, search, chosen),
            Dialog::GoTo { search, chosen } => go_to_ui(ui, app, search, chosen),
            Dialog::New => new_ui(ui, app),
            Dialog::Export(choice) => export_ui(ui, app, choice),
            Dialog::Settings => settings_ui(ui, app),
            Dialog::Keys => keys_ui(ui, app),
            Dialog::About => about_ui(ui, app),
            Dialog::Unsaved(leave) => unsaved_ui(ui, app, leave),
            Dialog::ChangedOnDisk => changed_ui(ui, app),
            Dialog::Path { request, path } => path_ui(ui, app, request, path),
            Dialog::Find => {}
        }
    });
    if modal.should_close() {
        app.view.dialog = None;
        app.requests.push(Request::FocusEditor);
    }
}

fn heading_ui(ui: &mut Ui, words: &str) {
    ui.label(strong(words).size(18.0));
    ui.add_space(space::MEDIUM);
}

/// A list that is searched by typing and chosen from with arrows and Enter. Returns the row that was chosen.
fn chooser_ui(
    ui: &mut Ui,
    (search, chosen): (&mut String, &mut usize),
    hint: &str,
    rows: &[(String, String)],
) -> Option<usize> {
    let field = ui.add(TextEdit::singleline(search).hint_text(hint).desired_width(f32::INFINITY));
    field.request_focus();
    if field.changed() {
        *chosen = 0;
    }
    let (is_down, is_up, is_enter) = ui.input_mut(|input| {
        let none = egui::Modifiers::NONE;
        (
            input.consume_key(none, Key::ArrowDown),
            input.consume_key(none, Key::ArrowUp),
            input.key_pressed(Key::Enter),
        )
    });
    if is_down {
        *chosen = (*chosen + 1).min(rows.len().saturating_sub(1));
    }
    if is_up {
        *chosen = chosen.saturating_sub(1);
    }
    let mut picked = (is_enter && !rows.is_empty()).then_some(*chosen);
    ui.add_space(space::SMALL);
    ScrollArea::vertical().max_height(320.0).show(ui, |ui| {
        for (idx, (title, detail)) in rows.iter().enumerate() {
            let button =
                egui::Button::selectable(idx == *chosen, title.as_str()).shortcut_text(detail.as_str());
            let response = ui.add_sized([ui.available_width(), 24.0], button);
            if idx == *chosen && (is_down || is_up) {
                response.scroll_to_me(None);
            }
            if response.clicked() {
                picked = Some(idx);
            }
        }
    });
    picked
}

fn palette_ui(ui: &mut Ui, app: &mut App, mut search: String, mut chosen: usize) {
    let lang = app.lang();
    let wanted = search.to_lowercase();
    let found: Vec<_> = COMMANDS
        .iter()
        .filter(|command| {
            let words = format!("{} {} {} {}", command.title.0, command.title.1, command.help.0, command.id);
            let words = words.to_lowercase();
            (command.enabled)(app) && wanted.split_whitespace().all(|word| words.contains(word))
        })
        .collect();
    let rows: Vec<(String, String)> = found
        .iter()
        .map(|command| {
            let key = command.keys.first().map(|key| shown_key(key)).unwrap_or_default();
            (command.title.in_lang(lang).to_owned(), key)
        })
        .collect();
    let hint = app.word("What do you want to do?", "コマンドを検索");
    let picked = chooser_ui(ui, (&mut search, &mut chosen), hint, &rows);
    app.view.dialog = Some(Dialog::Palette { search, chosen });
    if let Some(command) = picked.and_then(|idx| found.get(idx)) {
        app.view.dialog = None;
        app.requests.push(Request::FocusEditor);
        app.run(command.id);
    }
}

fn go_to_ui(ui: &mut Ui, app: &mut App, mut search: String, mut chosen: usize) {
    let wanted = search.to_lowercase();
    let found: Vec<usize> = (0..app.outline.len())
        .filter(|&idx| app.outline[idx].title.to_lowercase().contains(&wanted))
        .collect();
    let rows: Vec<(String, String)> =
        found.iter().map(|&idx| (app.outline[idx].title.clone(), String::new())).collect();
    let hint = app.word("A word of the heading", "見出しの語句");
    let picked = chooser_ui(ui, (&mut search, &mut chosen), hint, &rows);
    app.view.dialog = Some(Dialog::GoTo { search, chosen });
    if let Some(&idx) = picked.and_then(|picked| found.get(picked)) {
        let start = app.outline[idx].start;
        app.view.dialog = None;
        app.select(Selection { anchor: start, head: start });
        app.requests.push(Request::FocusEditor);
    }
}

fn new_ui(ui: &mut Ui, app: &mut App) {
    heading_ui(ui, app.word("A new brief", "新しいブリーフ"));
    let kinds = [
        (BriefKind::Briefing, app.word("Briefing: a talk with slides", "説明（スライド付き）")),
        (BriefKind::Bilateral, app.word("Bilateral: a meeting of two", "二国間会談")),
        (BriefKind::Demarche, app.word("Démarche: points to deliver", "申入れ")),
        (BriefKind::Qa, app.word("Questions and answers", "想定問答")),
    ];
    let mut chosen = None;
    Grid::new("kinds").num_columns(3).spacing([space::LARGE, space::MEDIUM]).show(ui, |ui| {
        for (kind, words) in kinds {
            ui.label(words);
            for (lang, name) in [(Lang::En, "English"), (Lang::Ja, "日本語")] {
                let response = ui.button(name);
                let label = format!("{words}, {name}");
                response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &label));
                if response.clicked() {
                    chosen = Some(skeleton(kind, lang).replace("{date}", &app.today().to_string()));
                }
            }
            ui.end_row();
        }
    });
    ui.add_space(space::MEDIUM);
    cancel_ui(ui, app);
    if let Some(text) = chosen {
        app.view.dialog = None;
        app.begin(text);
    }
}

fn cancel_ui(ui: &mut Ui, app: &mut App) {
    if ui.button(app.word("Cancel", "キャンセル")).clicked() {
        app.view.dialog = None;
        app.requests.push(Request::FocusEditor);
    }
}

fn export_ui(ui: &mut Ui, app: &mut App, mut choice: ExportChoice) {
    heading_ui(ui, app.word("Export", "書き出し"));
    Grid::new("export").num_columns(2).spacing([space::LARGE, space::MEDIUM]).show(ui, |ui| {
        ui.label(app.word("For", "読み手"));
        ui.horizontal_wrapped(|ui| {
            for reader in READERS {
                ui.selectable_value(&mut choice.reader, reader, reader_name(app, reader));
            }
        });
        ui.end_row();
        ui.label(app.word("Format", "形式"));
        ui.horizontal_wrapped(|ui| {
            for format in FORMATS {
                let response = ui.selectable_value(
                    &mut choice.extension,
                    format.extension,
                    format.extension.to_uppercase(),
                );
                response.on_hover_text(format.summary);
            }
        });
        ui.end_row();
        let shapes =
            FORMATS.iter().find(|format| format.extension == choice.extension).map_or(&[][..], |f| f.shapes);
        if !shapes.contains(&choice.shape) {
            choice.shape = shapes.first().copied().unwrap_or(Shape::Text);
        }
        ui.label(app.word("Pages", "ページ"));
        ui.horizontal_wrapped(|ui| {
            let names = [
                (Shape::Text, app.word("Handout", "配布資料")),
                (Shape::Slides, app.word("Slides", "スライド")),
                (Shape::Notes, app.word("Notes", "ノート")),
                (Shape::Cards, app.word("Cards", "カード")),
            ];
            for (shape, name) in names.into_iter().filter(|(shape, _)| shapes.contains(shape)) {
                ui.selectable_value(&mut choice.shape, shape, name);
            }
        });
        ui.end_row();
        let has_paper = choice.extension == "pdf" && matches!(choice.shape, Shape::Text | Shape::Notes);
        ui.label(app.word("Paper", "用紙"));
        ui.add_enabled_ui(has_paper, |ui| {
            ui.horizontal(|ui| {
                ui.selectable_value(&mut choice.is_letter, false, "A4");
                ui.selectable_value(&mut choice.is_letter, true, "Letter");
            });
        });
        ui.end_row();
    });
    ui.add_space(space::MEDIUM);
    let (n_private, n_pages) = (app.n_withheld(choice.reader), app.preview.slots.len());
    let pages = match app.lang() {
        Lang::En if app.preview.is_stale => "Setting the pages…".to_owned(),
        Lang::En => format!("{n_pages} pages, shown behind this window as they will be printed. "),
        Lang::Ja if app.preview.is_stale => "ページを組んでいます…".to_owned(),
        Lang::Ja => format!("{n_pages} ページ（背後に表示）。"),
    };
    let withheld = match (app.lang(), n_private) {
        (Lang::En, 0) => "This reader gets all of the brief.".to_owned(),
        (Lang::En, 1) => "1 block stays with us.".to_owned(),
        (Lang::En, n) => format!("{n} blocks stay with us."),
        (Lang::Ja, 0) => "全文が渡ります。".to_owned(),
        (Lang::Ja, n) => format!("{n} 件のブロックは含まれません。"),
    };
    ui.label(RichText::new(format!("{pages}{withheld}")));
    if choice.reader.is_ours() {
        let words = app.word(
            "This copy holds private text and must not leave our side.",
            "この写しには内部限りの内容が含まれます。",
        );
        ui.horizontal(|ui| {
            ui.label(icon(Icon::Lock).color(ui.visuals().error_fg_color));
            ui.label(RichText::new(words).color(ui.visuals().error_fg_color));
        });
    }
    ui.add_space(space::MEDIUM);
    ui.horizontal(|ui| {
        if main_button(ui, app.word("Write the file…", "ファイルに書き出す…")).clicked() {
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

fn settings_ui(ui: &mut Ui, app: &mut App) {
    heading_ui(ui, app.word("Settings", "設定"));
    let mut settings: Settings = app.settings.clone();
    Grid::new("settings").num_columns(2).spacing([space::LARGE, space::MEDIUM]).show(ui, |ui| {
        ui.label(app.word("Appearance", "外観"));
        ui.horizontal(|ui| {
            let choices = [
                (Appearance::System, app.word("As the system", "システムに合わせる")),
                (Appearance::Light, app.word("Light", "ライト")),
                (Appearance::Dark, app.word("Dark", "ダーク")),
            ];
            for (appearance, name) in choices {
                ui.selectable_value(&mut settings.appearance, appearance, name);
            }
        });
        ui.end_row();
        ui.label(app.word("Language", "言語"));
        ui.horizontal(|ui| {
            ui.selectable_value(
                &mut settings.language,
                Language::System,
                app.word("As the system", "システムに合わせる"),
            );
            ui.selectable_value(&mut settings.language, Language::En, "English");
            ui.selectable_value(&mut settings.language, Language::Ja, "日本語");
        });
        ui.end_row();
        ui.label(app.word("Size of the window", "画面の拡大率"));
        ui.horizontal(|ui| {
            for percent in [100, 125, 150, 175, 200] {
                ui.selectable_value(&mut settings.scale_percent, percent, format!("{percent} %"));
            }
        });
        ui.end_row();
        ui.label(app.word("Size of the text", "本文の文字サイズ"));
        ui.horizontal(|ui| {
            for size in [13, 15, 17, 20, 24] {
                ui.selectable_value(&mut settings.editor_size_pt, size, format!("{size} pt"));
            }
        });
        ui.end_row();
        ui.label(app.word("Line numbers", "行番号"));
        ui.checkbox(&mut settings.shows_line_numbers, app.word("Show", "表示"));
        ui.end_row();
    });
    if settings != app.settings {
        app.change_settings(|kept| *kept = settings);
    }
    ui.add_space(space::MEDIUM);
    if main_button(ui, app.word("Done", "完了")).clicked() {
        app.view.dialog = None;
    }
}

fn keys_ui(ui: &mut Ui, app: &mut App) {
    heading_ui(ui, app.word("Keys", "キー一覧"));
    let lang = app.lang();
    ScrollArea::vertical().max_height(420.0).show(ui, |ui| {
        for menu in Menu::ALL {
            ui.label(strong(menu.title().in_lang(lang)));
            Grid::new(("keys", menu.title().0)).num_columns(2).min_col_width(140.0).show(ui, |ui| {
                let rows = COMMANDS.iter().filter(|command| command.menu == menu && !command.keys.is_empty());
                for command in rows {
                    let keys: Vec<String> = command.keys.iter().map(|key| shown_key(key)).collect();
                    ui.label(RichText::new(keys.join(", ")).monospace().small());
                    ui.label(command.title.in_lang(lang));
                    ui.end_row();
                }
            });
            ui.add_space(space::MEDIUM);
        }
    });
    if main_button(ui, app.word("Close", "閉じる")).clicked() {
        app.view.dialog = None;
    }
}

fn about_ui(ui: &mut Ui, app: &mut App) {
    heading_ui(ui, "Démarche");
    ui.label(format!("{} {}", app.word("Version", "バージョン"), env!("CARGO_PKG_VERSION")));
    ui.label(app.word(
        "Briefings for diplomats: one Markdown file becomes slides, handout and cards, and only what may leave the room leaves it.",
        "外交官のための資料作成ツール。一つの Markdown ファイルから、スライド、配布資料、カードを作ります。部屋の外に出してよいものだけが出ます。",
    ));
    ui.add_space(space::MEDIUM);
    if main_button(ui, app.word("Close", "閉じる")).clicked() {
        app.view.dialog = None;
    }
}

fn unsaved_ui(ui: &mut Ui, app: &mut App, leave: Leave) {
    heading_ui(ui, app.word("Save the brief first?", "先に保存しますか"));
    ui.label(
        app.word("It has changes that are not in its file.", "ファイルに保存されていない変更があります。"),
    );
    ui.add_space(space::MEDIUM);
    ui.horizontal(|ui| {
        if main_button(ui, app.word("Save", "保存")).clicked() {
            app.save();
        }
        if ui.button(app.word("Leave without saving", "保存せずに続ける")).clicked() {
            app.leave(leave);
            return;
        }
        cancel_ui(ui, app);
    });
}

fn changed_ui(ui: &mut Ui, app: &mut App) {
    heading_ui(ui, app.word("The file was changed elsewhere", "ファイルが他で変更されました"));
    ui.label(app.word(
        "Another program has written to this brief since you opened it. Nothing was overwritten.",
        "開いた後に別のプログラムがこのファイルを書き換えました。まだ何も上書きしていません。",
    ));
    ui.add_space(space::MEDIUM);
    ui.horizontal_wrapped(|ui| {
        if main_button(ui, app.word("Save mine under another name…", "別名で保存…")).clicked() {
            app.view.dialog = None;
            app.requests.push(Request::PickSave);
        }
        if ui.button(app.word("Overwrite with mine", "自分の内容で上書き")).clicked() {
            app.view.dialog = None;
            app.save_over();
        }
        if ui.button(app.word("Read theirs", "相手の内容を読み込む")).clicked() {
            app.view.dialog = None;
            app.reread();
        }
        cancel_ui(ui, app);
    });
}

/// Asks for a path where the system shows no dialog for files.
fn path_ui(ui: &mut Ui, app: &mut App, request: Request, mut path: String) {
    let title = match request {
        Request::PickFolder => app.word("Which folder?", "どのフォルダーですか"),
        Request::PickBrief => app.word("Which brief?", "どのブリーフですか"),
        _ => app.word("Where to?", "保存先"),
    };
    heading_ui(ui, title);
    ui.label(app.word(
        "This system shows no dialog for files, so type the path.",
        "ファイル選択画面が使えないため、パスを入力してください。",
    ));
    ui.add_space(space::SMALL);
    let hint = app.word("Path", "パス");
    let field = ui.add(TextEdit::singleline(&mut path).hint_text(hint).desired_width(f32::INFINITY));
    field.request_focus();
    let is_enter = ui.input(|input| input.key_pressed(Key::Enter));
    let is_there = std::path::Path::new(&path).is_file();
    let writes = matches!(request, Request::PickSave | Request::PickExport(_));
    if writes && is_there {
        ui.label(app.word(
            "A file of this name is there and will be replaced.",
            "同名のファイルは置き換えられます。",
        ));
    }
    ui.add_space(space::MEDIUM);
    ui.horizontal(|ui| {
        let is_meant = main_button(ui, app.word("OK", "OK")).clicked() || is_enter;
        if is_meant && !path.trim().is_empty() {
            app.view.dialog = None;
            app.picked(&request, path.trim().into());
        } else if ui.button(app.word("Cancel", "キャンセル")).clicked() {
            app.view.dialog = None;
            app.requests.push(Request::FocusEditor);
        } else {
            app.view.dialog = Some(Dialog::Path { request, path });
        }
    });
}

/// Shows the bar for finding and replacing, above the text.
pub(super) fn find_ui(ui: &mut Ui, app: &mut App) {
    let mut is_closed = false;
    egui::Frame::new().fill(ui.visuals().panel_fill).inner_margin(egui::Margin::symmetric(12, 6)).show(
        ui,
        |ui| {
            ui.set_min_width(ui.available_width());
            with_edges(ui);
            let matches = app.find.matches(app.session.text());
            ui.horizontal_wrapped(|ui| {
                let hint = app.word("Find", "検索");
                let field =
                    ui.add(TextEdit::singleline(&mut app.find.pattern).hint_text(hint).desired_width(180.0));
                let id = field.id;
                if ui.memory(|memory| memory.focused().is_none()) {
                    field.request_focus();
                }
                let is_enter = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
                if is_enter {
                    let is_backward = ui.input(|input| input.modifiers.shift);
                    app.find_next(is_backward);
                    ui.memory_mut(|memory| memory.request_focus(id));
                }
                if ui.button(icon(Icon::ChevronUp)).on_hover_text(app.word("Previous", "前へ")).clicked() {
                    app.find_next(true);
                }
                if ui.button(icon(Icon::ChevronDown)).on_hover_text(app.word("Next", "次へ")).clicked() {
                    app.find_next(false);
                }
                let regex = app.word("Pattern", "正規表現");
                ui.checkbox(&mut app.find.is_regex, regex);
                let case = app.word("Match case", "大文字小文字を区別");
                ui.checkbox(&mut app.find.is_case_sensitive, case);
                match &matches {
                    Ok(found) => ui.label(RichText::new(n_found(app, found.len())).small()),
                    Err(problem) => {
                        ui.label(RichText::new(problem).small().color(ui.visuals().warn_fg_color))
                    }
                };
            });
            ui.horizontal_wrapped(|ui| {
                let hint = app.word("Replace with", "置換");
                ui.add(TextEdit::singleline(&mut app.find.replacement).hint_text(hint).desired_width(180.0));
                if ui.button(app.word("Replace", "置換")).clicked() {
                    app.replace_next();
                }
                if ui.button(app.word("Replace all", "すべて置換")).clicked() {
                    app.replace_all();
                }
                if app.find.within.is_some()
                    && ui.button(app.word("In the whole text", "全文を対象")).clicked()
                {
                    app.find.within = None;
                }
                is_closed = ui.button(app.word("Close", "閉じる")).clicked();
            });
        },
    );
    if is_closed || ui.input(|input| input.key_pressed(Key::Escape)) {
        app.view.dialog = None;
        app.find.within = None;
        app.requests.push(Request::FocusEditor);
    }
}

fn n_found(app: &App, n: usize) -> String {
    match (app.lang(), n) {
        (Lang::En, 1) => "1 match".to_owned(),
        (Lang::En, n) => format!("{n} matches"),
        (Lang::Ja, n) => format!("{n} 件"),
    }
}

fn toasts_ui(ctx: &Context, app: &mut App) {
    if app.toasts.is_empty() {
        return;
    }
    let mut gone = None;
    let area = egui::Area::new(egui::Id::unique("toasts")).anchor(egui::Align2::CENTER_BOTTOM, [0.0, -56.0]);
    area.order(egui::Order::Foreground).show(ctx, |ui| {
        for (idx, toast) in app.toasts.clone().iter().enumerate() {
            egui::Frame::popup(ui.style()).show(ui, |ui| {
                ui.set_max_width(640.0);
                ui.horizontal_wrapped(|ui| {
                    if toast.is_error {
                        ui.label(icon(Icon::TriangleAlert).color(ui.visuals().warn_fg_color));
                    }
                    ui.label(&toast.words);
                    if let Some(folder) = &toast.folder
                        && ui.button(app.word("Show in folder", "フォルダーを開く")).clicked()
                    {
                        app.requests.push(Request::ShowFolder(folder.clone()));
                    }
                    if ui.button(app.word("Dismiss", "閉じる")).clicked() {
                        gone = Some(idx);
                    }
                });
            });
        }
    });
    if let Some(idx) = gone {
        app.toasts.remove(idx);
    }
}
