//! The console: what the room sees, what comes next, what the speaker may read, the clock and the pace.

use egui::{
    Align, CentralPanel, Frame, Label, Layout, Margin, Panel, Rect, RichText, ScrollArea, Sense, Ui, Vec2,
};

use crate::app::App;
use crate::app::talk::{
    ClockMode, Cover, ShowAct, SlideArea, SlidePoint, Standing, Talk, TalkAct, TalkForm, minutes_and_seconds,
};
use crate::brief::Lang;
use crate::ui::bars::{banner, banner_ui};
use crate::ui::style::{Palette, room, space, strong};
use crate::ui::talk::TalkState;
use crate::ui::talk::asks::ask_ui;
use crate::ui::talk::blocks::{TextLook, blocks_ui};
use crate::ui::talk::overview::overview_ui;
use crate::ui::talk::room::{marks_ui, point_on, slide_ui, wheel_act};

/// The height from which the keys are named at the foot, in points.
const HELP_MIN_HEIGHT: f32 = 420.0;

/// What the console keeps between frames.
#[derive(Default)]
pub(super) struct ConsoleState {
    /// The stop whose text was shown last, so that the next one begins at its top.
    shown: Option<usize>,
    /// How far the text was asked to go on when it was shown last.
    n_scrolls: i32,
    /// Where a part of the slide began to be chosen.
    chosen_from: Option<SlidePoint>,
}

/// Shows the console in all of the main window.
pub(super) fn console_ui(
    ui: &mut Ui,
    state: &mut TalkState,
    app: &mut App,
    palette: &Palette,
    acts: &mut Vec<TalkAct>,
) {
    let bar = Frame::new().fill(palette.panel).inner_margin(Margin::symmetric(16, 8));
    if let Some(banner) = banner(app) {
        let frame = Frame::new().fill(palette.paper).inner_margin(Margin::symmetric(12, 3));
        Panel::top("talk-banner").frame(frame).show(ui, |ui| banner_ui(ui, &banner));
    }
    Panel::top("talk-clock").frame(bar).show(ui, |ui| clock_ui(ui, app, palette));
    let states = app.talk.as_ref().map(|talk| room_states(app, talk)).unwrap_or_default();
    if !states.is_empty() {
        let frame = Frame::new().fill(palette.accent_tint).inner_margin(Margin::symmetric(16, 4));
        Panel::top("talk-states").frame(frame).show(ui, |ui| {
            ui.label(strong(states.join(" · ")).color(palette.accent));
        });
    }
    if let Some(notice) = app.screens_notice() {
        let frame = Frame::new().fill(palette.accent_tint).inner_margin(Margin::symmetric(16, 4));
        Panel::top("talk-notice").frame(frame).show(ui, |ui| {
            ui.add(Label::new(strong(notice).color(palette.amber)).wrap());
        });
    }
    // Where there is little room, the text has it.
    if ui.available_height() > HELP_MIN_HEIGHT {
        Panel::bottom("talk-help").frame(bar).show(ui, |ui| help_ui(ui, app, palette, acts));
    }
    let width = ui.available_width();
    let height = ui.available_height();
    let slides_width = (width * 0.4).clamp(220.0, 760.0).min((height - 60.0) * 1.2).max(180.0);
    let frame = Frame::new().fill(palette.desk).inner_margin(Margin::same(12));
    Panel::right("talk-slides")
        .frame(frame)
        .resizable(false)
        .exact_size(slides_width)
        .show(ui, |ui| slides_ui(ui, state, app, palette, acts));
    let frame = Frame::new().fill(palette.paper).inner_margin(Margin::symmetric(24, 12));
    CentralPanel::default().frame(frame).show(ui, |ui| {
        let Some(talk) = &app.talk else { return };
        if !talk.can_begin() {
            waiting_ui(ui, app, palette, acts);
        } else if talk.ask.is_some() {
            ask_ui(ui, app, palette);
        } else if talk.show.chosen().is_some() {
            overview_ui(ui, &mut state.textures, app, palette);
        } else {
            text_ui(ui, &mut state.console, app, palette);
        }
    });
}

/// How far the slides are drawn, in words.
pub(super) fn drawn_words(app: &App, talk: &Talk) -> String {
    let (n, n_all) = (talk.pictures.len(), talk.pages_to_draw().len());
    match app.lang() {
        Lang::En => format!("Drawing slide {n} of {n_all}"),
        Lang::Ja => format!("スライドを描画中 {n}／{n_all}"),
    }
}

fn waiting_ui(ui: &mut Ui, app: &App, palette: &Palette, acts: &mut Vec<TalkAct>) {
    let Some(talk) = &app.talk else { return };
    let words = drawn_words(app, talk);
    ui.vertical_centered(|ui| {
        ui.add_space(ui.available_height() * 0.3);
        ui.label(RichText::new(words).size(20.0).color(palette.muted));
        ui.add_space(space::MEDIUM);
        if ui.button(app.word("Begin now", "今すぐ開始")).clicked() {
            acts.push(TalkAct::Show(ShowAct::Enter));
        }
    });
}

/// Shows clock, pace and place in the talk, in figures that can be read from where the speaker stands.
fn clock_ui(ui: &mut Ui, app: &App, palette: &Palette) {
    let (Some(talk), Some((reading, elapsed))) = (&app.talk, app.talk_reading()) else { return };
    let given = talk.available.or(app.session.brief().front.duration);
    let size = (ui.ctx().content_rect().height() * 0.055).clamp(26.0, 72.0);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = size * 0.7;
        let is_over = given.is_some_and(|given| elapsed > given);
        let color = if is_over { palette.amber } else { palette.ink };
        let words = match talk.clock.mode {
            ClockMode::Up => app.word("spoken", "経過"),
            ClockMode::Down => app.word("left", "残り"),
            ClockMode::TimeOfDay => app.word("time", "時刻"),
        };
        let words =
            if talk.clock.is_running() { words } else { app.word("the clock rests", "時計は停止中") };
        figure_ui(ui, (words, &reading), size, color, palette);
        if let Some(given) = given.filter(|_| talk.clock.mode != ClockMode::Down) {
            let (words, time) = if is_over {
                (app.word("time is up", "時間超過"), elapsed.saturating_sub(given))
            } else {
                (app.word("left", "残り"), given.saturating_sub(elapsed))
            };
            figure_ui(ui, (words, &minutes_and_seconds(time)), size, color, palette);
        }
        pace_ui(ui, app, talk, (size, palette));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let number = talk.show.stop(talk.show.at()).map_or(1, |stop| stop.place.number);
            let n_all = talk.show.stops().last().map_or(1, |stop| stop.place.number);
            let words = match app.lang() {
                Lang::En => format!("Slide {number} of {n_all}"),
                Lang::Ja => format!("スライド {number}／{n_all}"),
            };
            ui.label(strong(words).size(size * 0.6));
            if !talk.show.typed().is_empty() {
                ui.label(strong(format!("→ {}", talk.show.typed())).size(size * 0.6).color(palette.accent));
            }
        });
    });
}

/// A figure with small words above it that say what it is.
fn figure_ui(ui: &mut Ui, (words, figure): (&str, &str), size: f32, color: egui::Color32, palette: &Palette) {
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        ui.add(Label::new(RichText::new(words).size((size * 0.32).max(11.0)).color(palette.muted)).extend());
        ui.add(Label::new(strong(figure).size(size).color(color)).extend());
    });
}

/// What is out of the ordinary on the room's screen, in words.
fn room_states(app: &App, talk: &Talk) -> Vec<&'static str> {
    let cover = talk.show.cover().map(|cover| match cover {
        Cover::Black => app.word("The room sees black", "会場は黒画面"),
        Cover::White => app.word("The room sees white", "会場は白画面"),
    });
    let frozen = talk.show.is_frozen().then(|| app.word("The room's screen is frozen", "会場画面は固定中"));
    let rehearsal = talk.rehearsal.as_ref().map(|_| app.word("Rehearsal", "リハーサル"));
    let alone =
        (talk.form == TalkForm::ConsoleAlone).then(|| app.word("No slides are shown", "スライド非表示"));
    [cover, frozen, rehearsal, alone].into_iter().flatten().collect()
}

/// Shows how the talk stands against its plan: in words and figures, not by colour alone.
fn pace_ui(ui: &mut Ui, app: &App, talk: &Talk, (size, palette): (f32, &Palette)) {
    if !talk.clock.has_begun() {
        let words = app.word("The clock starts with the first step", "最初の操作で時計が動きます");
        ui.add(Label::new(RichText::new(words).color(palette.muted)).truncate());
        return;
    }
    let pace = talk.pace(app.now_unix_millis());
    let color = match pace.standing {
        Standing::OnPace => palette.ink,
        Standing::Ahead(_) => palette.accent,
        Standing::Behind(_) => palette.amber,
    };
    // Narrow windows have room for the words, not for the name of the section.
    let label = app.word("pace", "進み具合");
    let has_room = ui.available_width() > size * 12.0 && !pace.section.is_empty();
    let label = if has_room { format!("{label} · {}", pace.section) } else { label.to_owned() };
    let label =
        if label.chars().count() > 40 { label.chars().take(39).chain(['…']).collect() } else { label };
    figure_ui(ui, (&label, &pace.standing.words(app.lang())), size * 0.8, color, palette);
}

/// Says the keys one needs most, each of which can be clicked.
fn help_ui(ui: &mut Ui, app: &App, palette: &Palette, acts: &mut Vec<TalkAct>) {
    let rows = [
        ("/", app.word("answer what is raised", "応答を探す"), TalkAct::Raise),
        ("M", app.word("less time", "時間短縮"), TalkAct::Shrink),
        ("B", app.word("black", "黒画面"), TalkAct::Show(ShowAct::Black)),
        ("F", app.word("freeze", "固定"), TalkAct::Show(ShowAct::Freeze)),
        ("O", app.word("all slides", "一覧"), TalkAct::Show(ShowAct::Overview)),
        ("S", app.word("swap screens", "画面入替"), TalkAct::SwapScreens),
        ("+ −", app.word("type size", "文字サイズ"), TalkAct::Larger),
        ("?", app.word("all keys", "キー一覧"), TalkAct::Keys),
        ("Esc", app.word("end", "終了"), TalkAct::Show(ShowAct::Escape)),
    ];
    ui.horizontal_wrapped(|ui| {
        for (key, words, act) in rows {
            let text = RichText::new(format!("{key}  {words}")).small().color(palette.muted);
            if ui.button(text).clicked() {
                acts.push(act);
            }
        }
    });
}

/// Shows the slide; below it what the room sees now, and what comes next.
fn slides_ui(ui: &mut Ui, state: &mut TalkState, app: &mut App, palette: &Palette, acts: &mut Vec<TalkAct>) {
    let Some(talk) = &mut app.talk else { return };
    let width = ui.available_width();
    let size = Vec2::new(width, width / talk.slides.ratio());
    let (rect, response) = ui.allocate_exact_size(size, Sense::click_and_drag());
    ui.painter().rect_filled(rect, 0.0, palette.paper);
    let mut view = talk.room_view();
    let stop = talk.show.stop(talk.show.at());
    if let Some(stop) = stop
        && let Some(picture) = talk.pictures.get(&stop.page_idx)
    {
        if talk.form == TalkForm::ConsoleAlone {
            state.textures.turn_to(stop.page_idx);
        }
        slide_ui(ui, &mut state.textures, (stop.page_idx, picture), rect, talk.show.zoom, 1.0);
        view.cover = None;
        if !talk.show.is_ending() {
            marks_ui(ui, &view, rect);
        }
    }
    let label = "slide";
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Image, true, label));
    let at = response.interact_pointer_pos().or(response.hover_pos());
    let point = at.and_then(|at| point_on(rect, talk.show.zoom, at));
    if talk.show.is_drawing || talk.show.is_pointing {
        if response.contains_pointer() || response.dragged() || response.drag_stopped() {
            drawing_ui(talk, point, response.dragged());
        }
    } else {
        choose_part(ui, &mut state.console, talk, (&response, rect, point), palette);
        if response.secondary_clicked() {
            acts.push(TalkAct::Show(ShowAct::Back));
        }
    }
    if response.contains_pointer() {
        acts.extend(wheel_act(ui));
    }
    links_ui(ui, app, palette, acts);
    ui.add_space(space::MEDIUM);
    let half = (width - space::MEDIUM) / 2.0;
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = space::MEDIUM;
        ui.vertical(|ui| room_now_ui(ui, state, app, half, palette));
        ui.vertical(|ui| next_ui(ui, state, app, (half, palette), acts));
    });
}

/// Shows small what the room sees at this moment, and says in words what that is.
fn room_now_ui(ui: &mut Ui, state: &mut TalkState, app: &App, width: f32, palette: &Palette) {
    let Some(talk) = &app.talk else { return };
    ui.set_width(width);
    ui.label(RichText::new(app.word("The room sees", "会場の画面")).color(palette.muted));
    let size = Vec2::new(width, width / talk.slides.ratio());
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    let view = app.room_now();
    ui.painter().rect_filled(rect, 0.0, room::BLACK);
    if let (Some((page_idx, picture)), true) = (&view.picture, view.cover.is_none()) {
        slide_ui(ui, &mut state.textures, (*page_idx, picture), rect, view.zoom, 1.0);
        marks_ui(ui, &view, rect);
    }
    if view.cover == Some(Cover::White) {
        ui.painter().rect_filled(rect, 0.0, room::WHITE);
    }
    let words = app.room_now_words();
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Image, true, words));
    ui.add(Label::new(strong(words).color(palette.accent)).wrap());
}

/// Shows what comes next; a click goes there.
fn next_ui(
    ui: &mut Ui,
    state: &mut TalkState,
    app: &App,
    (width, palette): (f32, &Palette),
    acts: &mut Vec<TalkAct>,
) {
    let Some(talk) = &app.talk else { return };
    ui.set_width(width);
    let stop = talk.show.stop(talk.show.at());
    let next = talk.show.next_stop().and_then(|at| talk.show.stop(at));
    let is_step = next.zip(stop).is_some_and(|(next, stop)| next.place.slide_idx == stop.place.slide_idx);
    let words = match (next.is_some(), is_step) {
        (false, _) => ("This is the last slide", "最後のスライドです"),
        (true, true) => ("Next step", "次のステップ"),
        (true, false) => ("Next", "次"),
    };
    let words = app.word(words.0, words.1);
    ui.label(RichText::new(words).color(palette.muted));
    let Some(next) = next else { return };
    let Some(picture) = talk.pictures.get(&next.page_idx) else { return };
    let size = Vec2::new(width, width / talk.slides.ratio());
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    if state.textures.later(ui.ctx(), next.page_idx, picture).is_some() {
        slide_ui(ui, &mut state.textures, (next.page_idx, picture), rect, None, 1.0);
    }
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Image, true, words));
    if response.clicked() {
        acts.push(TalkAct::Show(ShowAct::Next));
    }
}

/// Names the slides that links on this one lead to.
fn links_ui(ui: &mut Ui, app: &App, palette: &Palette, acts: &mut Vec<TalkAct>) {
    let Some(talk) = &app.talk else { return };
    let mut slides: Vec<usize> = talk.links().iter().map(|link| link.slide_idx).collect();
    slides.dedup();
    for slide_idx in slides {
        let stop = talk.show.stops().iter().find(|stop| stop.place.slide_idx == slide_idx);
        let Some(stop) = stop else { continue };
        let words = format!("→ {}  {}", stop.place.number, talk.slides.title(stop.page_idx));
        let text = RichText::new(words).small().color(palette.accent);
        if ui.add(egui::Button::new(text).truncate()).clicked() {
            acts.push(TalkAct::Show(ShowAct::Slide(slide_idx)));
        }
    }
}

/// A part of the slide that is drawn out with the pointer is shown large; a click shows the whole again.
fn choose_part(
    ui: &Ui,
    state: &mut ConsoleState,
    talk: &mut Talk,
    (response, rect, point): (&egui::Response, Rect, Option<SlidePoint>),
    palette: &Palette,
) {
    if response.clicked() {
        talk.show.zoom = None;
    }
    if response.drag_started() && talk.show.zoom.is_none() {
        state.chosen_from = point;
    }
    let (Some(from), Some(to)) = (state.chosen_from, point) else { return };
    let on_screen = |at: SlidePoint| rect.min + Vec2::new(at[0] * rect.width(), at[1] * rect.height());
    let area = kept_in_ratio(from, to);
    let shown = Rect::from_two_pos(on_screen(area.min), on_screen(area.max));
    ui.painter().rect_stroke(shown, 0.0, (2.0, palette.accent), egui::StrokeKind::Inside);
    if response.drag_stopped() {
        state.chosen_from = None;
        if area.max[0] - area.min[0] > 0.05 {
            talk.show.zoom = Some(area);
        }
    }
}

/// A part as wide and high as the slide's form wants it, since both are counted in parts of the slide.
fn kept_in_ratio(from: SlidePoint, to: SlidePoint) -> SlideArea {
    let side = (to[0] - from[0]).abs().max((to[1] - from[1]).abs()).clamp(0.02, 1.0);
    let low = |from: f32, to: f32| (if to < from { from - side } else { from }).clamp(0.0, 1.0 - side);
    let min = [low(from[0], to[0]), low(from[1], to[1])];
    SlideArea { min, max: [min[0] + side, min[1] + side] }
}

/// Moves the pointer, or draws with the pen.
pub(super) fn drawing_ui(talk: &mut Talk, point: Option<SlidePoint>, is_held: bool) {
    talk.pointer = point;
    if !talk.show.is_drawing {
        return;
    }
    let slide_idx = talk.show.slide_idx();
    let lines = talk.show.ink.entry(slide_idx).or_default();
    match point.filter(|_| is_held) {
        Some(point) => match lines.last_mut().filter(|line| !line.is_empty()) {
            Some(line) => {
                if line.last() != Some(&point) {
                    line.push(point);
                }
            }
            None => lines.push(vec![point]),
        },
        // The next stroke is a line of its own.
        None if lines.last().is_some_and(|line| !line.is_empty()) => lines.push(Vec::new()),
        None => {}
    }
}

/// Shows what the speaker may read on this slide.
fn text_ui(ui: &mut Ui, state: &mut ConsoleState, app: &App, palette: &Palette) {
    let Some(talk) = &app.talk else { return };
    let slide_idx = talk.show.slide_idx();
    let look = TextLook { palette, size_pt: f32::from(app.notes_size_pt()) };
    let start = talk.show.stop(talk.show.at()).and_then(|stop| stop.place.start);
    let dropped: Vec<&str> = talk
        .plan
        .dropped()
        .filter(|point| Some(point.slide_start) == start)
        .map(|point| point.title.as_str())
        .collect();
    let is_new = state.shown.replace(slide_idx) != Some(slide_idx);
    let mut area = ScrollArea::vertical().auto_shrink(false).id_salt("talk-text");
    if is_new {
        area = area.vertical_scroll_offset(0.0);
    }
    let n_steps = talk.n_scrolls - std::mem::replace(&mut state.n_scrolls, talk.n_scrolls);
    area.show(ui, |ui| {
        if n_steps != 0 {
            ui.scroll_with_delta(Vec2::new(0.0, -3.0 * look.size_pt * n_steps as f32));
        }
        if !dropped.is_empty() {
            let words = format!("{}: {}", app.word("Leave out", "省略"), dropped.join("; "));
            let words = RichText::new(words).size(look.size_pt * 0.7).color(palette.amber);
            ui.add(Label::new(words).wrap());
            ui.add_space(space::MEDIUM);
        }
        let blocks = talk.blocks_to_say(slide_idx);
        if blocks.is_empty() {
            let words = app.word(
                "Nothing is written for this slide beyond what stands on it",
                "スライド以外の手元資料はありません",
            );
            ui.label(RichText::new(words).size(look.size_pt * 0.7).color(palette.muted));
        }
        blocks_ui(ui, blocks, look);
        ui.add_space(look.size_pt);
    });
}
