//! The check before a show, in five lines; and the numbers on the screens that say which is which.

use egui::{
    Align2, Color32, Context, Event, FontId, Grid, Key, Label, Modifiers, Rect, RichText, Sense, Ui, Vec2,
    ViewportId, pos2, vec2,
};
use lucide_icons::Icon;

use crate::app::talk::{RoomWindow, TALK_KEYS};
use crate::app::{App, CheckedKey, CheckedScreen, SaverHold, Words};
use crate::brief::Lang;
use crate::session::Power;
use crate::ui::dialogs::heading_ui;
use crate::ui::keys::{parse_key, shown_key};
use crate::ui::style::{Palette, icon, main_button, room, space, strong, strong_family};
use crate::ui::talk::screen_builder;

/// The battery below which a show may not come to its end, in percent.
const LOW_PERCENT: u8 = 30;

/// Whether something is in order.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Verdict {
    Good,
    /// Nobody can tell, or it is on its way.
    Open,
    /// Somebody should see to it.
    Amiss,
}

/// Shows what is checked before a show.
pub(in crate::ui) fn check_ui(ui: &mut Ui, app: &mut App, palette: &Palette) {
    heading_ui(ui, app.word("Check the room", "会場の確認"));
    take_keys(ui.ctx(), app);
    let screens = app.checked_screens();
    pictures_ui(ui, app, &screens, palette);
    if ui.button(app.word("Show the numbers on the screens", "各画面に番号を表示")).clicked() {
        app.show_screen_numbers();
    }
    ui.add_space(space::MEDIUM);
    let lines = [
        screens_line(app, &screens),
        clicker_line(app),
        quiet_line(app),
        battery_line(app),
        slides_line(app),
    ];
    Grid::new("check").num_columns(3).spacing([space::LARGE, space::MEDIUM]).show(ui, |ui| {
        for (verdict, name, words) in lines {
            let (sign, color) = match verdict {
                Verdict::Good => (Icon::Check, palette.accent),
                Verdict::Open => (Icon::Ellipsis, palette.muted),
                Verdict::Amiss => (Icon::TriangleAlert, palette.amber),
            };
            ui.label(icon(sign).size(18.0).color(color));
            ui.label(strong(name));
            ui.add(Label::new(words).wrap());
            ui.end_row();
        }
    });
    ui.add_space(space::MEDIUM);
    let words = app.word(
        "Screen saver and notifications are held back in the same way while you present",
        "説明中も同じ方法でスクリーンセーバーと通知を抑止します",
    );
    ui.add(Label::new(RichText::new(words).small().color(palette.muted)).wrap());
    ui.add_space(space::MEDIUM);
    if main_button(ui, app.word("Done", "完了")).clicked() {
        app.view.dialog = None;
    }
    ui.ctx().request_repaint_after(std::time::Duration::from_millis(500));
}

/// Every key is what a clicker sends, Escape too: the dialog is left by its button. Tab goes there, and Enter presses
/// it then.
fn take_keys(ctx: &Context, app: &mut App) {
    let has_focus = ctx.memory(|memory| memory.focused().is_some());
    let pressed: Vec<(Modifiers, Key)> = ctx.input_mut(|input| {
        let mut pressed = Vec::new();
        input.events.retain(|event| match event {
            Event::Key { key: Key::Tab, .. } => true,
            Event::Key { key: Key::Enter, .. } if has_focus => true,
            // They are told with the key they change.
            Event::Key {
                key:
                    Key::ShiftLeft
                    | Key::ShiftRight
                    | Key::ControlLeft
                    | Key::ControlRight
                    | Key::AltLeft
                    | Key::AltRight,
                ..
            } => false,
            Event::Key { key, pressed: true, repeat: false, modifiers, .. } => {
                pressed.push((*modifiers, *key));
                false
            }
            Event::Key { .. } | Event::Text(_) => false,
            _ => true,
        });
        pressed
    });
    for (modifiers, key) in pressed {
        let keys = |row| app.talk_keys_of(row).into_iter();
        let found = TALK_KEYS.iter().find_map(|row| {
            let is_it = |name: &&str| {
                parse_key(name)
                    .is_some_and(|known| known.logical_key == key && known.modifiers.matches_exact(modifiers))
            };
            keys(row).find(is_it).map(|name| (shown_key(name), row.title))
        });
        let (key, title) = match found {
            Some((key, title)) => (key, Some(title)),
            None => (key.name().to_owned(), None),
        };
        app.key_checked(CheckedKey { key, title });
    }
}

/// Draws the screens as they stand to one another, each with its number and whose it will be.
fn pictures_ui(ui: &mut Ui, app: &App, screens: &[CheckedScreen], palette: &Palette) {
    const HEIGHT: f32 = 96.0;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), HEIGHT), Sense::hover());
    let bounds = screens.iter().map(rect_of).reduce(Rect::union);
    let Some(bounds) = bounds.filter(|bounds| bounds.width() > 0.0 && bounds.height() > 0.0) else { return };
    let scale = (rect.width() / bounds.width()).min(rect.height() / bounds.height());
    for (idx, checked) in screens.iter().enumerate() {
        let own = rect_of(checked);
        let min = rect.min + (own.min - bounds.min) * scale;
        let place = Rect::from_min_size(min, own.size() * scale).shrink(2.0);
        let (fill, ink) =
            if checked.is_speakers { (palette.red_tint, palette.red) } else { (palette.paper, palette.ink) };
        ui.painter().rect(place, 2.0, fill, (1.0, palette.muted), egui::StrokeKind::Inside);
        let role = if checked.is_speakers { role(2, checked) } else { Words("slides", "スライド") };
        let words = format!("{}  {}", idx + 1, app.word_of(role));
        let font = FontId::proportional((place.height() * 0.2).clamp(11.0, 18.0));
        ui.painter().with_clip_rect(place).text(place.center(), Align2::CENTER_CENTER, words, font, ink);
    }
    let words = app.word("The screens and whose each will be", "画面の配置と用途");
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Image, true, words));
}

fn rect_of(checked: &CheckedScreen) -> Rect {
    let screen = &checked.screen;
    let min = pos2(screen.pos_px.0 as f32, screen.pos_px.1 as f32);
    Rect::from_min_size(min, vec2(screen.size_px.0 as f32, screen.size_px.1 as f32))
}

/// Whose a screen will be.
fn role(n_screens: usize, checked: &CheckedScreen) -> Words {
    match (n_screens, checked.is_speakers) {
        (1, _) => Words("slides; C twice for your text", "スライド（C を 2 回で手元資料）"),
        (_, true) => Words("your text", "手元資料"),
        (_, false) => Words("slides", "スライド"),
    }
}

fn screens_line(app: &App, screens: &[CheckedScreen]) -> (Verdict, &'static str, String) {
    let of_screen = |(idx, checked): (usize, &CheckedScreen)| {
        let (width, height) = checked.screen.size_px;
        let words = app.word_of(role(screens.len(), checked));
        format!("{} {} {width}×{height}: {words}", idx + 1, checked.screen.name)
    };
    let words: Vec<String> = screens.iter().enumerate().map(of_screen).collect();
    (Verdict::Good, app.word("Screens", "画面"), words.join("\n"))
}

fn clicker_line(app: &App) -> (Verdict, &'static str, String) {
    let keys = app.room_check().map(|check| check.keys.as_slice()).unwrap_or_default();
    let name = app.word("Clicker", "リモコン");
    if keys.is_empty() {
        let words = app
            .word("Press each of its buttons; what it sends stands here", "各ボタンを押すと内容を表示します");
        return (Verdict::Open, name, words.to_owned());
    }
    let of_key = |checked: &CheckedKey| match checked.title {
        Some(title) => format!("{}: {}", checked.key, title.in_lang(app.lang())),
        None => format!("{}: {}", checked.key, app.word("nothing", "割り当てなし")),
    };
    let words: Vec<String> = keys.iter().map(of_key).collect();
    let is_known = keys.iter().all(|checked| checked.title.is_some());
    (if is_known { Verdict::Good } else { Verdict::Amiss }, name, words.join("\n"))
}

fn quiet_line(app: &mut App) -> (Verdict, &'static str, String) {
    let quiet = app.quiet();
    let name = app.word("Quiet", "割り込み防止");
    let Some(quiet) = quiet else {
        return (Verdict::Open, name, app.word("Asking the desktop", "確認中").to_owned());
    };
    let saver = match quiet.saver {
        SaverHold::Desktop => {
            app.word("The desktop keeps the screen on", "画面の消灯はデスクトップが抑止します")
        }
        SaverHold::XServer => app.word(
            "The X server keeps the screen on; a lock that does not ask it may come all the same",
            "画面の消灯は X サーバーが抑止します（独自の画面ロックは除く）",
        ),
        SaverHold::Nobody => app.word(
            "Nobody keeps the screen on here: turn off the screen saver yourself",
            "スクリーンセーバーを抑止できません。手動で切ってください",
        ),
    };
    let notifications = if quiet.holds_notifications {
        app.word("Notifications are held back", "通知は抑止中")
    } else {
        app.word(
            "This desktop cannot be asked to hold notifications back: turn on do-not-disturb yourself",
            "通知を抑止できません。「おやすみモード」を手動で有効にしてください",
        )
    };
    let is_held = quiet.saver != SaverHold::Nobody && quiet.holds_notifications;
    (if is_held { Verdict::Good } else { Verdict::Amiss }, name, format!("{saver}\n{notifications}"))
}

fn battery_line(app: &mut App) -> (Verdict, &'static str, String) {
    let power = app.power();
    let verdict = match power {
        _ if is_low(power) => Verdict::Amiss,
        Power::Unknown => Verdict::Open,
        Power::Battery { .. } | Power::Mains => Verdict::Good,
    };
    (verdict, app.word("Battery", "電池"), power_words(app, power))
}

/// Whether a show may outlast the battery.
pub(super) fn is_low(power: Power) -> bool {
    matches!(power, Power::Battery { percent, is_draining: true } if percent < LOW_PERCENT)
}

/// What the machine runs on, in words.
pub(super) fn power_words(app: &App, power: Power) -> String {
    match (app.lang(), power) {
        (Lang::En, Power::Unknown) => "This system does not say".to_owned(),
        (Lang::Ja, Power::Unknown) => "このシステムでは不明".to_owned(),
        (Lang::En, Power::Mains) => "No battery: this machine runs on mains".to_owned(),
        (Lang::Ja, Power::Mains) => "電池なし（電源で動作）".to_owned(),
        (Lang::En, Power::Battery { percent, is_draining: true }) => {
            format!("Battery {percent} %, not plugged in")
        }
        (Lang::En, Power::Battery { percent, is_draining: false }) => {
            format!("Battery {percent} %, plugged in")
        }
        (Lang::Ja, Power::Battery { percent, is_draining: true }) => format!("電池 {percent}%（電源未接続）"),
        (Lang::Ja, Power::Battery { percent, is_draining: false }) => format!("電池 {percent}%（電源接続）"),
    }
}

fn slides_line(app: &App) -> (Verdict, &'static str, String) {
    let name = app.word("Slides", "スライド");
    let Some(n_slides) = app.room_check().and_then(|check| check.n_slides) else {
        return (Verdict::Open, name, app.word("Being set", "準備中").to_owned());
    };
    let words = match app.lang() {
        Lang::En => format!("{n_slides} ready"),
        Lang::Ja => format!("{n_slides} 枚準備完了"),
    };
    (Verdict::Good, name, words)
}

/// Shows on each screen its number and whose it will be, while that is asked for.
pub(in crate::ui) fn numbers_ui(ctx: &Context, app: &App) {
    let Some(left_millis) = app.numbers_left_millis() else { return };
    let screens = app.checked_screens();
    for (idx, checked) in screens.iter().enumerate() {
        let builder = screen_builder(ctx, app, RoomWindow { screen_idx: idx, is_black: false });
        let words = app.word_of(role(screens.len(), checked));
        let id = ViewportId::from_hash_of(("number", &checked.screen.name));
        ctx.show_viewport_immediate(id, builder, |ui, _| number_ui(ui, idx + 1, words));
    }
    ctx.request_repaint_after(std::time::Duration::from_millis(left_millis));
}

fn number_ui(ui: &Ui, number: usize, words: &str) {
    let rect = ui.max_rect();
    let painter = ui.painter();
    painter.rect_filled(rect, 0.0, room::BLACK);
    let text = |at: Vec2, words: String, size: f32, color: Color32| {
        let font = FontId::new(size, strong_family());
        painter.text(rect.center() + at, Align2::CENTER_CENTER, words, font, color);
    };
    let height = rect.height();
    text(vec2(0.0, -height * 0.08), number.to_string(), height * 0.45, room::WHITE);
    text(vec2(0.0, height * 0.3), words.to_owned(), height * 0.06, room::WHITE);
}
