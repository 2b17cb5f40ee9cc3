//! The first thing a newcomer sees: three doors, and the hints of the tour.

use egui::{Align2, Area, Button, Context, Frame, Id, Order, RichText, Ui};
use lucide_icons::Icon;

use crate::app::{App, Request, TOUR, command_named};
use crate::brief::Lang;
use crate::ui::keys::shown_key;
use crate::ui::style::{icon, main_button, space, strong, with_edges};

/// How wide a door is, in points.
const DOOR_WIDTH: f32 = 340.0;
/// How wide a hint is.
const HINT_WIDTH: f32 = 380.0;

/// Shows how to begin, where nothing is open; returns whether that is still so.
pub(super) fn welcome_ui(ui: &mut Ui, app: &mut App) -> bool {
    with_edges(ui);
    ui.vertical_centered(|ui| {
        ui.add_space(ui.available_height() * 0.12);
        ui.label(strong("Démarche").size(30.0));
        let words = app.word("Briefings for diplomats", "外交官のための資料作成");
        ui.label(RichText::new(words).weak());
        ui.add_space(space::LARGE);
        doors_ui(ui, app);
        ui.add_space(space::MEDIUM);
        if ui.link(app.word("Write without a skeleton", "白紙から書く")).clicked() {
            app.begin_empty();
        }
        if ui.link(app.word("Open…", "開く…")).clicked() {
            app.run("open");
        }
        if ui.link(app.word("Read the guide", "手引を読む")).clicked() {
            app.run("guide");
        }
        recent_ui(ui, app);
    });
    app.is_blank()
}

fn doors_ui(ui: &mut Ui, app: &mut App) {
    let doors = [
        (
            "sample",
            Icon::BookOpen,
            app.word("See the sample", "見本を見る"),
            app.word("A copy of a finished brief, yours to change", "完成した資料の写しを開き、自由に試す"),
        ),
        (
            "new",
            Icon::FilePlus,
            app.word("New brief…", "新しい資料…"),
            app.word("From a skeleton, with a title and a date", "題名と日付を入れ、ひな形から作成"),
        ),
        (
            "open-folder",
            Icon::FolderOpen,
            app.word("Open a folder…", "フォルダーを開く…"),
            app.word("Your briefs in a list on the left", "フォルダー内の資料を左に一覧表示"),
        ),
    ];
    for (id, sign, title, help) in doors {
        let label = Button::new((icon(sign).size(18.0), strong(title).size(16.0)));
        let response = ui.add(label.min_size([DOOR_WIDTH.min(ui.available_width()), 44.0].into()));
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, title));
        if response.clicked() {
            app.run(id);
        }
        ui.label(RichText::new(help).weak().small());
        ui.add_space(space::MEDIUM);
    }
}

fn recent_ui(ui: &mut Ui, app: &mut App) {
    if app.settings.recent.is_empty() {
        return;
    }
    ui.add_space(space::LARGE);
    ui.label(strong(app.word("Opened last", "最近開いたもの")));
    let mut chosen = None;
    for path in &app.settings.recent {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        if ui.link(name).on_hover_text(path.display().to_string()).clicked() {
            chosen = Some(path.clone());
        }
    }
    if let Some(path) = chosen {
        app.open(path);
    }
}

/// Escape leaves the tour, unless something stands over the text that it closes first.
pub(super) fn leave_tour_by_key(ctx: &Context, app: &mut App, is_covered: bool) {
    let is_free = !is_covered && !egui::Popup::is_any_open(ctx);
    if due_hint(app).is_some()
        && is_free
        && ctx.input_mut(|input| input.consume_key(egui::Modifiers::NONE, egui::Key::Escape))
    {
        app.leave_tour();
        app.requests.push(Request::FocusEditor);
    }
}

fn due_hint(app: &App) -> Option<usize> {
    app.view.cues.welcome.tour.filter(|_| app.view.dialog.is_none() && !app.is_blank())
}

/// Shows the hint of the tour that is due, over a corner of the pages. The text keeps the keyboard.
pub(super) fn tour_ui(ctx: &Context, app: &mut App) {
    let Some(idx) = due_hint(app) else { return };
    let Some(words) = TOUR.get(idx) else { return };
    let words = with_keys(app, words.in_lang(app.lang()));
    let is_last = idx + 1 == TOUR.len();
    let area = Area::new(Id::unique("tour")).anchor(Align2::RIGHT_BOTTOM, [-24.0, -64.0]);
    area.order(Order::Foreground).show(ctx, |ui| {
        Frame::popup(ui.style()).inner_margin(space::LARGE).show(ui, |ui| {
            with_edges(ui);
            ui.set_max_width(HINT_WIDTH.min(ctx.content_rect().width() - 80.0));
            let count = match app.lang() {
                Lang::En => format!("Tour: {} of {}", idx + 1, TOUR.len()),
                Lang::Ja => format!("ツアー {}／{}", idx + 1, TOUR.len()),
            };
            ui.label(RichText::new(count).weak().small());
            ui.label(words);
            ui.add_space(space::MEDIUM);
            ui.horizontal(|ui| {
                let next = if is_last {
                    app.word("Done", "完了")
                } else {
                    app.word("Next hint", "次のヒント")
                };
                if main_button(ui, next).clicked() {
                    app.go_on_in_tour();
                    app.requests.push(Request::FocusEditor);
                }
                if !is_last && ui.button(app.word("Leave the tour", "ツアーを終える")).clicked() {
                    app.leave_tour();
                    app.requests.push(Request::FocusEditor);
                }
            });
        });
    });
}

/// The words of a hint with the keys as they are now; where a command has lost its keys, its name.
fn with_keys(app: &App, words: &str) -> String {
    let mut parts = words.split('{');
    let mut shown = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (id, rest) = part.split_once('}').unwrap_or(("", part));
        if let Some(command) = command_named(id) {
            let key = app.keys_of(command).first().map(|key| shown_key(key));
            shown.push_str(&key.unwrap_or_else(|| command.title.in_lang(app.lang()).to_owned()));
        }
        shown.push_str(rest);
    }
    shown
}
