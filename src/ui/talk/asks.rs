//! What is asked of the speaker over the console: the answer to what was raised, the minutes there are, a number.

use egui::{Key, Modifiers, RichText, ScrollArea, TextEdit, Ui};
use lucide_icons::Icon;

use crate::app::App;
use crate::app::talk::{Hit, HitKind, Planned, Raising, TALK_KEYS, Talk, TalkAsk, minutes_and_seconds};
use crate::brief::{Importance, Lang};
use crate::ui::keys::shown_key;
use crate::ui::labels::{sentences_ui, title_ui};
use crate::ui::style::{Palette, icon, space, strong};
use crate::ui::talk::enlarged;

/// Shows what is asked.
pub(super) fn ask_ui(ui: &mut Ui, app: &mut App, palette: &Palette) {
    let Some(ask) = app.talk.as_ref().and_then(|talk| talk.ask.clone()) else { return };
    match ask {
        TalkAsk::Raising(raising) => raising_ui(ui, app, raising, palette),
        TalkAsk::Shrink(typed) => shrink_ui(ui, app, typed, palette),
        TalkAsk::GoTo(typed) => go_to_ui(ui, app, typed),
        TalkAsk::Keys => keys_ui(ui, app, palette),
    }
}

/// Puts what was asked back, unless it was answered meanwhile.
fn put_back(app: &mut App, ask: Option<TalkAsk>) {
    if let Some(talk) = app.talk.as_mut().filter(|talk| talk.ask.is_some()) {
        talk.ask = ask;
    }
}

fn field_ui(ui: &mut Ui, typed: &mut String, hint: &str) -> egui::Response {
    let size = 26.0 * enlarged(ui.ctx());
    let font = egui::FontId::proportional(size);
    let field = ui.add(TextEdit::singleline(typed).hint_text(hint).font(font).desired_width(f32::INFINITY));
    field.request_focus();
    // The key that opened the field is not meant for it.
    field
}

fn raising_ui(ui: &mut Ui, app: &mut App, mut raising: Raising, palette: &Palette) {
    let size = f32::from(app.notes_size_pt()) * enlarged(ui.ctx());
    let hint = app.word("What was raised? A few letters do", "論点を入力（数文字で可）");
    let before = raising.typed.clone();
    field_ui(ui, &mut raising.typed, hint);
    if raising.typed != before {
        raising.chosen = 0;
        raising.shown = None;
    }
    let Some(talk) = &mut app.talk else { return };
    let n_rows = raising.found(&talk.answers).len();
    let (is_down, is_up, is_enter) = ui.input_mut(|input| {
        (
            input.consume_key(Modifiers::NONE, Key::ArrowDown),
            input.consume_key(Modifiers::NONE, Key::ArrowUp),
            input.key_pressed(Key::Enter),
        )
    });
    if is_down || is_up {
        raising.choose(is_down, n_rows);
        raising.shown = None;
    }
    if is_enter {
        raising.show(&talk.answers, &mut talk.used);
    }
    ui.add_space(space::MEDIUM);
    let shown = raising.shown.clone();
    let n_steps = new_scrolls(ui, app);
    ScrollArea::vertical().auto_shrink(false).id_salt("raised").show(ui, |ui| match &shown {
        Some(hit) => {
            if n_steps != 0 {
                ui.scroll_with_delta(egui::vec2(0.0, -3.0 * size * n_steps as f32));
            }
            hit_ui(ui, app, hit, size, palette);
        }
        None => {
            if let Some(idx) = rows_ui(ui, app, &raising, palette) {
                raising.chosen = idx;
                if let Some(talk) = &mut app.talk {
                    raising.show(&talk.answers, &mut talk.used);
                }
            }
        }
    });
    put_back(app, Some(TalkAsk::Raising(raising)));
}

/// How often the text was asked to go on, less how often to go back, since this was asked last.
fn new_scrolls(ui: &Ui, app: &App) -> i32 {
    let id = egui::Id::unique("answer-scrolls");
    let n_scrolls = app.talk.as_ref().map_or(0, |talk| talk.n_scrolls);
    let before = ui.data(|data| data.get_temp::<i32>(id)).unwrap_or(n_scrolls);
    ui.data_mut(|data| data.insert_temp(id, n_scrolls));
    n_scrolls - before
}

/// Lists what was found; returns the row that was clicked.
fn rows_ui(ui: &mut Ui, app: &App, raising: &Raising, palette: &Palette) -> Option<usize> {
    let talk = app.talk.as_ref()?;
    let found = raising.found(&talk.answers);
    if found.is_empty() {
        let words = app.word("Nothing is prepared for these words", "該当する応答はありません");
        ui.label(RichText::new(words).size(20.0 * enlarged(ui.ctx())).color(palette.muted));
    }
    let mut clicked = None;
    for (idx, hit) in found.into_iter().enumerate() {
        let is_used = talk.used.contains(&hit.digest);
        let sign = match hit.kind {
            HitKind::Answer => Icon::CircleQuestionMark,
            HitKind::Heading => Icon::Heading,
            HitKind::Fact => Icon::Hash,
        };
        ui.horizontal(|ui| {
            ui.label(icon(sign).size(18.0 * enlarged(ui.ctx())).color(palette.muted));
            if is_used {
                ui.label(icon(Icon::Check).size(18.0 * enlarged(ui.ctx())).color(palette.accent))
                    .on_hover_text(app.word("Used", "使用済み"));
            }
            let words = RichText::new(&hit.question).size(20.0 * enlarged(ui.ctx()));
            let row = egui::Button::selectable(idx == raising.chosen, words).truncate();
            if ui.add(row).clicked() {
                clicked = Some(idx);
            }
        });
    }
    clicked
}

/// Shows what was found in large type; an answer, and what follows it, on the ground of what never leaves the room.
fn hit_ui(ui: &mut Ui, app: &App, hit: &Hit, size: f32, palette: &Palette) {
    if hit.kind == HitKind::Answer {
        let ground = egui::Frame::new().fill(palette.red_tint).inner_margin(egui::Margin::symmetric(14, 10));
        ground.show(ui, |ui| {
            ui.set_min_width(ui.available_width());
            ui.label(icon(Icon::Lock).size(size * 0.6).color(palette.red));
            found_ui(ui, app, hit, size, palette);
        });
    } else {
        found_ui(ui, app, hit, size, palette);
    }
    ui.add_space(space::LARGE);
    let words = app.word(
        "Type to look for something else; Esc closes this answer",
        "入力で再検索、Esc でこの応答を閉じる",
    );
    ui.label(RichText::new(words).small().color(palette.muted));
}

fn found_ui(ui: &mut Ui, app: &App, hit: &Hit, size: f32, palette: &Palette) {
    sentences_ui(ui, strong(&hit.question).size(size * 0.8).color(palette.muted));
    ui.add_space(space::MEDIUM);
    for words in &hit.answer {
        sentences_ui(ui, RichText::new(words).size(size * 1.15));
        ui.add_space(size * 0.3);
    }
    if !hit.if_pressed.is_empty() {
        ui.add_space(space::MEDIUM);
        let frame =
            egui::Frame::new().stroke((1.0, palette.red)).inner_margin(egui::Margin::symmetric(14, 8));
        frame.show(ui, |ui| {
            ui.set_min_width(ui.available_width());
            ui.label(strong(app.word("If pressed", "更問")).size(size * 0.6).color(palette.accent));
            for words in &hit.if_pressed {
                sentences_ui(ui, RichText::new(words).size(size));
            }
        });
    }
    for fact in &hit.facts {
        ui.add_space(space::MEDIUM);
        sentences_ui(ui, strong(&fact.value).size(size));
        sentences_ui(ui, RichText::new(&fact.source).size(size * 0.55).color(palette.muted));
    }
}

fn shrink_ui(ui: &mut Ui, app: &mut App, mut typed: String, palette: &Palette) {
    ui.label(strong(app.word("We have", "持ち時間")).size(22.0 * enlarged(ui.ctx())));
    let hint = app.word("minutes, such as 10 or 1h30m", "分（例：10、1h30m）");
    field_ui(ui, &mut typed, hint);
    let is_enter = ui.input(|input| input.key_pressed(Key::Enter));
    if is_enter && !typed.trim().is_empty() {
        app.shrink_talk(&typed);
        typed.clear();
    } else if is_enter {
        put_back(app, None);
        return;
    }
    ui.add_space(space::MEDIUM);
    let mut toggled = None;
    let (is_down, is_up, is_space) = ui.input_mut(|input| {
        let mut hit = |key| input.consume_key(Modifiers::NONE, key);
        (hit(Key::ArrowDown), hit(Key::ArrowUp), hit(Key::Space))
    });
    // A blank is no part of a time.
    typed.retain(|c| c != ' ');
    if let Some(talk) = &mut app.talk {
        let last = talk.plan.points.len().saturating_sub(1);
        talk.chosen_point =
            (talk.chosen_point + usize::from(is_down)).saturating_sub(usize::from(is_up)).min(last);
        if is_space {
            toggled = talk.plan.points.get(talk.chosen_point).map(|planned| planned.point.start);
        }
    }
    if let Some(talk) = &app.talk {
        ui.label(RichText::new(plan_words(app, talk)).size(18.0 * enlarged(ui.ctx())));
        let words =
            app.word("↑ ↓ and Space take a point out or bring it back", "↑ ↓ で選び、スペースで省略・復活");
        ui.label(RichText::new(words).small().color(palette.muted));
        ui.add_space(space::MEDIUM);
        ScrollArea::vertical().auto_shrink(false).id_salt("plan").show(ui, |ui| {
            for (idx, planned) in talk.plan.points.iter().enumerate() {
                let is_chosen = idx == talk.chosen_point;
                if point_ui(ui, app, talk, (planned, is_chosen, is_chosen && (is_down || is_up)), palette) {
                    toggled = Some(planned.point.start);
                }
            }
        });
    }
    if let Some(start) = toggled {
        if let Some(talk) = &mut app.talk {
            talk.toggle_point(start);
        }
        app.plan_changed();
    }
    put_back(app, Some(TalkAsk::Shrink(typed)));
}

/// Shows a point of the plan; returns whether it is to be taken out or brought back.
fn point_ui(
    ui: &mut Ui,
    app: &App,
    talk: &Talk,
    (planned, is_chosen, is_new): (&Planned, bool, bool),
    palette: &Palette,
) -> bool {
    let point = &planned.point;
    let is_said = talk.plan.said().any(|said| said.start == point.start);
    let is_past = talk.plan.is_past(point);
    let frame = egui::Frame::new().inner_margin(egui::Margin::symmetric(6, 1));
    let frame = if is_chosen { frame.fill(palette.accent_tint) } else { frame };
    let shown = frame.show(ui, |ui| {
        ui.horizontal(|ui| {
            let mut is_ticked = is_said;
            let is_toggled = ui.checkbox(&mut is_ticked, minutes_and_seconds(point.time)).changed();
            let words = RichText::new(&point.title).size(17.0 * enlarged(ui.ctx()));
            let words = match (is_said, is_past) {
                (true, _) => words,
                (false, true) => words.color(palette.muted),
                (false, false) => words.strikethrough().color(palette.muted),
            };
            let importance =
                if is_past { app.word("said", "済") } else { point.importance.name(app.lang()) };
            let is_must = point.importance == Importance::Must && !is_past;
            let color = if is_must { palette.accent } else { palette.muted };
            ui.label(RichText::new(importance).small().color(color));
            title_ui(ui, words);
            is_toggled
        })
        .inner
    });
    if is_new {
        shown.response.scroll_to_me(None);
    }
    shown.inner
}

/// What the plan means, in one line.
fn plan_words(app: &App, talk: &Talk) -> String {
    let plan = &talk.plan;
    let (time, saved) = (minutes_and_seconds(plan.time()), minutes_and_seconds(plan.saved()));
    let n_dropped = plan.dropped().count();
    let points = if n_dropped == 1 { "point" } else { "points" };
    match (app.lang(), plan.too_long_by()) {
        (Lang::En, Some(over)) => {
            format!(
                "{time} to say; {n_dropped} {points} dropped, and still {} too long",
                minutes_and_seconds(over)
            )
        }
        (Lang::En, None) => format!("{time} to say; {n_dropped} {points} dropped, which saves {saved}"),
        (Lang::Ja, Some(over)) => {
            format!("所要 {time}、省略 {n_dropped} 件、なお {} 超過", minutes_and_seconds(over))
        }
        (Lang::Ja, None) => format!("所要 {time}、省略 {n_dropped} 件（{saved} 短縮）"),
    }
}

fn go_to_ui(ui: &mut Ui, app: &mut App, mut typed: String) {
    ui.label(strong(app.word("Go to slide", "スライドへ移動")).size(22.0 * enlarged(ui.ctx())));
    field_ui(ui, &mut typed, app.word("Its number", "番号"));
    typed.retain(|c| c.is_ascii_digit());
    if ui.input(|input| input.key_pressed(Key::Enter)) {
        put_back(app, None);
        // Who typed nothing goes nowhere.
        if !typed.is_empty() {
            app.go_to_slide_number(&typed);
        }
    } else {
        put_back(app, Some(TalkAsk::GoTo(typed)));
    }
}

fn keys_ui(ui: &mut Ui, app: &App, palette: &Palette) {
    ui.label(strong(app.word("Keys of the talk", "説明中のキー")).size(22.0 * enlarged(ui.ctx())));
    ui.add_space(space::MEDIUM);
    ScrollArea::vertical().auto_shrink(false).id_salt("talk-keys").show(ui, |ui| {
        egui::Grid::new("talk-keys").num_columns(2).spacing([space::LARGE, space::SMALL]).show(ui, |ui| {
            for row in TALK_KEYS {
                let keys: Vec<String> = app.talk_keys_of(row).into_iter().map(shown_key).collect();
                ui.label(RichText::new(keys.join("  ")).monospace().color(palette.muted));
                ui.label(row.title.in_lang(app.lang()));
                ui.end_row();
            }
        });
    });
}
