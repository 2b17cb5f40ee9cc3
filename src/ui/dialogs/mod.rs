//! What stands over the window and waits for an answer. Escape closes each; Enter does what is marked.

mod chart;
mod choosers;
mod encoding;
mod export;
mod facts;
mod focus;
mod foot;
mod history;
mod imported;
mod keys;
mod merge;
mod new;
mod picture;
mod seal;
mod settings;
mod small;
mod themes;
mod wheels_up;

use std::path::PathBuf;

use egui::text::{CCursor, CCursorRange};
use egui::{Context, Key, Modal, TextEdit, Ui};
use lucide_icons::Icon;

use crate::app::{App, Dialog, Leave, Offer, Replacing, Request};
use crate::ui::access::{heading, name_modal};
use crate::ui::dialogs::chart::chart_ui;
use crate::ui::dialogs::choosers::{go_to_ui, palette_ui};
use crate::ui::dialogs::encoding::encoding_ui;
use crate::ui::dialogs::export::export_ui;
use crate::ui::dialogs::facts::book_ui;
use crate::ui::dialogs::focus::DialogFocus;
use crate::ui::dialogs::history::{forget_history_ui, history_ui};
use crate::ui::dialogs::imported::imported_ui;
use crate::ui::dialogs::keys::keys_ui;
use crate::ui::dialogs::merge::{elsewhere_ui, merge_ui};
use crate::ui::dialogs::new::new_ui;
use crate::ui::dialogs::seal::seal_ui;
use crate::ui::dialogs::settings::settings_ui;
use crate::ui::dialogs::small::{discard_ui, table_ui};
use crate::ui::dialogs::themes::themes_ui;
use crate::ui::dialogs::wheels_up::wheels_up_ui;
use crate::ui::style::{Palette, icon, in_reach_ui, main_button, space, strong, with_edges};
use crate::ui::talk::{after_ui, check_ui, drill_ui, numbers_ui, resume_ui};

/// The room above and below a dialog.
const EDGES: f32 = 96.0;
/// How many files are named before one is asked about all.
const MAX_LISTED: usize = 8;

/// Shows the dialog that is open, and what happened lately.
pub(super) fn dialogs_ui(ctx: &Context, app: &mut App, palette: &Palette) {
    toasts_ui(ctx, app);
    numbers_ui(ctx, app);
    let shown = app.view.dialog.clone().filter(|dialog| !matches!(dialog, Dialog::Find));
    let focus = DialogFocus::begin(ctx, shown.as_ref());
    if let Some(dialog) = shown {
        dialog_ui(ctx, app, dialog, palette);
    }
    focus.end(ctx);
}

fn dialog_ui(ctx: &Context, app: &mut App, dialog: Dialog, palette: &Palette) {
    // After a talk the text has the keyboard only when somebody gives it to it.
    let is_after_talk = matches!(dialog, Dialog::AfterTalk { .. });
    let has_foot = matches!(dialog, Dialog::Export(_) | Dialog::Settings | Dialog::Chart(_));
    let frame = egui::Frame::popup(&ctx.global_style()).inner_margin(space::LARGE);
    let modal = Modal::new(egui::Id::unique("dialog")).frame(frame).show(ctx, |ui| {
        with_edges(ui);
        name_modal(ui);
        set_width(ui, &dialog);
        let content = |ui: &mut Ui| match dialog {
            Dialog::Palette { search, chosen } => palette_ui(ui, app, search, chosen),
            Dialog::GoTo { search, chosen } => go_to_ui(ui, app, search, chosen),
            Dialog::New => new_ui(ui, app),
            Dialog::Table { n_rows, n_columns } => table_ui(ui, app, (n_rows, n_columns)),
            Dialog::DiscardLeft => discard_ui(ui, app),
            Dialog::Chart(form) => chart_ui(ui, app, *form, palette),
            Dialog::Imported(report) => imported_ui(ui, app, &report),
            Dialog::Export(choice) => export_ui(ui, app, choice, palette),
            Dialog::Settings => settings_ui(ui, app),
            Dialog::Keys { changed, problem } => keys_ui(ui, app, changed, problem),
            Dialog::About => about_ui(ui, app),
            Dialog::Unsaved(leave) => unsaved_ui(ui, app, leave),
            Dialog::ChangedOnDisk(two) => merge_ui(ui, app, &two, palette),
            Dialog::OpenElsewhere => elsewhere_ui(ui, app),
            Dialog::FactBook => book_ui(ui, app, palette),
            Dialog::Themes => themes_ui(ui, app, palette),
            Dialog::WheelsUp => wheels_up_ui(ui, app, palette),
            Dialog::History(view) => history_ui(ui, app, &view, palette),
            Dialog::ForgetHistory => forget_history_ui(ui, app),
            Dialog::Replace { replacing, files } => replace_ui(ui, app, replacing, files),
            Dialog::AfterTalk { marks, is_rehearsal } => after_ui(ui, app, &marks, is_rehearsal, palette),
            Dialog::ResumeTalk { kept, .. } => resume_ui(ui, app, *kept),
            Dialog::Encoding(asked) => encoding_ui(ui, app, &asked, palette),
            Dialog::Seal(asked) => seal_ui(ui, app, asked, palette),
            Dialog::Drill => drill_ui(ui, app),
            Dialog::RoomCheck => check_ui(ui, app, palette),
            Dialog::Path { request, path } => path_ui(ui, app, request, path),
            Dialog::Find => {}
        };
        if has_foot {
            content(ui);
        } else {
            in_reach_ui(ui, EDGES, content);
        }
    });
    // A click that misses the dialog is no answer to it where something is typed.
    let is_beside = modal.backdrop_response.clicked() && app.dialog_holds_words();
    if !is_beside && modal.should_close() {
        app.leave_dialog();
        if !is_after_talk {
            app.requests.push(Request::FocusEditor);
        }
    }
}

/// Makes a dialog as wide as its content needs and the window has room for.
fn set_width(ui: &mut Ui, dialog: &Dialog) {
    let is_wide = is_wide(dialog);
    let most = match dialog {
        Dialog::FactBook => 1_200.0,
        _ if is_wide => 1_000.0,
        _ => 560.0,
    };
    let width = (ui.ctx().content_rect().width() - 80.0).clamp(260.0, most);
    ui.set_max_width(width);
    if is_wide {
        ui.set_min_width(width);
    }
}

/// Whether a dialog takes all the width that it may have.
fn is_wide(dialog: &Dialog) -> bool {
    matches!(
        dialog,
        Dialog::ChangedOnDisk(_) | Dialog::History(_) | Dialog::FactBook | Dialog::Themes | Dialog::Chart(_)
    )
}

pub(super) fn heading_ui(ui: &mut Ui, words: &str) {
    heading(&ui.label(strong(words).size(18.0)));
    ui.add_space(space::MEDIUM);
}

pub(super) fn cancel_ui(ui: &mut Ui, app: &mut App) {
    if ui.button(app.word("Cancel", "キャンセル")).clicked() {
        app.view.dialog = None;
        app.requests.push(Request::FocusEditor);
    }
}

fn about_ui(ui: &mut Ui, app: &mut App) {
    heading_ui(ui, "Démarche");
    ui.label(format!("{} {}", app.word("Version", "バージョン"), env!("CARGO_PKG_VERSION")));
    ui.label(app.word(
        "Briefings for diplomats: one Markdown file becomes slides, handout and cards, and only what may leave the room leaves it.",
        "外交官のための資料作成ツール。一つの Markdown ファイルから、スライド、配布資料、カードを作ります。部屋の外に出してよいものだけが出ます。",
    ));
    ui.add_space(space::SMALL);
    ui.label(app.word(
        "It is not accredited for classified work, and it decides no marking: it finds the highest of what people wrote.",
        "秘密情報の取扱いについて認定を受けていません。取扱区分を決めることはなく、書かれたもののうち最も高い区分を示します。",
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

/// Asks before files are replaced that are there.
fn replace_ui(ui: &mut Ui, app: &mut App, replacing: Replacing, files: Vec<PathBuf>) {
    heading_ui(ui, app.word("Replace what is there?", "既存のファイルを置き換えますか"));
    for file in files.iter().take(MAX_LISTED) {
        ui.label(file.display().to_string());
    }
    if files.len() > MAX_LISTED {
        ui.label(format!("+ {}", files.len() - MAX_LISTED));
    }
    ui.add_space(space::MEDIUM);
    ui.horizontal(|ui| {
        if ui.button(app.word("Replace", "置き換える")).clicked() {
            app.replace(replacing, files);
            return;
        }
        cancel_ui(ui, app);
    });
}

/// Asks for a path where the system shows no dialog for files.
fn path_ui(ui: &mut Ui, app: &mut App, request: Request, mut path: String) {
    let title = match request {
        Request::PickFolder => app.word("Which folder?", "どのフォルダーですか"),
        Request::PickBrief => app.word("Which brief?", "どの資料ですか"),
        Request::PickPicture => app.word("Which picture?", "どの画像ですか"),
        Request::PickImport => app.word("Which file?", "どのファイルですか"),
        Request::PickBook => app.word("Which fact book?", "どの基礎データ集ですか"),
        Request::PickTable | Request::PickRows(_) => app.word("Which table of figures?", "どの表ですか"),
        _ => app.word("Where to?", "保存先"),
    };
    heading_ui(ui, title);
    ui.label(app.word(
        "No file dialog of this system answers, so type the path.",
        "ファイル選択画面が応答しないため、パスを入力してください。",
    ));
    ui.add_space(space::SMALL);
    let hint = app.word("Path", "パス");
    let field = ui.add(TextEdit::singleline(&mut path).hint_text(hint).desired_width(f32::INFINITY));
    field.request_focus();
    if field.gained_focus() {
        // What comes next is typed behind the path that is offered, wherever the caret was in the last one.
        let mut state = TextEdit::load_state(ui.ctx(), field.id).unwrap_or_default();
        let end = CCursorRange::one(CCursor::new(path.chars().count()));
        state.cursor.set_char_range(Some(end));
        state.store(ui.ctx(), field.id);
    }
    let is_enter = ui.input(|input| input.key_pressed(Key::Enter));
    ui.add_space(space::MEDIUM);
    ui.horizontal(|ui| {
        let is_meant = main_button(ui, app.word("OK", "OK")).clicked() || is_enter;
        if is_meant && !path.trim().is_empty() {
            app.path_typed(&request, &path);
        } else if ui.button(app.word("Cancel", "キャンセル")).clicked() {
            app.view.dialog = None;
            app.requests.push(Request::FocusEditor);
        } else {
            app.view.dialog = Some(Dialog::Path { request, path });
        }
    });
}

fn toasts_ui(ctx: &Context, app: &mut App) {
    if app.toasts.is_empty() {
        return;
    }
    let mut gone = None;
    let area = egui::Area::new(egui::Id::unique("toasts")).anchor(egui::Align2::CENTER_BOTTOM, [0.0, -56.0]);
    let area = area.role(egui::Role::Alert).accessible_name(app.word("Messages", "お知らせ"));
    area.order(egui::Order::Foreground).show(ctx, |ui| {
        for (idx, toast) in app.toasts.clone().iter().enumerate() {
            egui::Frame::popup(ui.style()).show(ui, |ui| {
                ui.set_max_width(640.0);
                ui.horizontal_wrapped(|ui| {
                    if toast.is_error {
                        ui.label(icon(Icon::TriangleAlert).color(ui.visuals().warn_fg_color));
                    }
                    ui.label(&toast.words);
                    if let Some(offer) = &toast.offer {
                        offer_ui(ui, app, offer);
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

/// Escape takes away the oldest message, unless something is open that it closes first.
pub(super) fn dismiss_by_key(ctx: &Context, app: &mut App, is_covered: bool) {
    let is_free = !is_covered && app.view.dialog.is_none() && !egui::Popup::is_any_open(ctx);
    if is_free
        && !app.toasts.is_empty()
        && ctx.input_mut(|input| input.consume_key(egui::Modifiers::NONE, Key::Escape))
    {
        app.dismiss_oldest();
    }
}

fn offer_ui(ui: &mut Ui, app: &mut App, offer: &Offer) {
    let title = match offer {
        Offer::ShowFolder(_) => app.word("Show in folder", "フォルダーを開く"),
        Offer::Undo(..) => app.word("Undo", "元に戻す"),
        Offer::SaveElsewhere => app.word("Save elsewhere…", "別の場所に保存…"),
        Offer::SaveInUtf8 => app.word("Save in UTF-8", "UTF-8 で保存"),
    };
    if ui.button(title).clicked() {
        match offer {
            Offer::ShowFolder(folder) => app.requests.push(Request::ShowFolder(folder.clone())),
            Offer::Undo(..) => app.run("undo"),
            Offer::SaveElsewhere => app.run("save-as"),
            Offer::SaveInUtf8 => app.run("save-utf8"),
        }
    }
}
