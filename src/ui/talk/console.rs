//! The console: what the room sees, what comes next, what the speaker may read, the clock and the pace.

use egui::{
    Align, CentralPanel, Frame, Label, Layout, Margin, Panel, Rect, RichText, ScrollArea, Sense, Ui, Vec2,
};
use lucide_icons::Icon;

use crate::app::App;
use crate::app::talk::{
    Cover, ShowAct, SlideArea, SlidePoint, Standing, Talk, TalkAct, TalkForm, minutes_and_seconds,
};
use crate::brief::Lang;
use crate::ui::bars::{banner, banner_ui};
use crate::ui::style::{Palette, icon, space, strong};
use crate::ui::talk::TalkState;
use crate::ui::talk::asks::ask_ui;
use crate::ui::talk::blocks::{TextLook, blocks_ui};
use crate::ui::talk::overview::overview_ui;
use crate::ui::talk::room::{marks_ui, point_on, slide_ui};

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
        if !talk.is_ready {
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

/// Shows clock, pace, place in the talk, and what is on the room's screen.
fn clock_ui(ui: &mut Ui, app: &App, palette: &Palette) {
    let (Some(talk), Some((reading, elapsed))) = (&app.talk, app.talk_reading()) else { return };
    let given = talk.available.or(app.session.brief().front.duration);
    ui.horizontal(|ui| {
        ui.label(strong(reading).size(36.0));
        let mut parts = Vec::new();
        if let Some(given) = given {
            let left = given.saturating_sub(elapsed);
            parts.push(match app.lang() {
                Lang::En if elapsed > given => "time is up".to_owned(),
                Lang::En => format!("{} left of {}", minutes_and_seconds(left), minutes_and_seconds(given)),
                Lang::Ja if elapsed > given => "時間超過".to_owned(),
                Lang::Ja => format!("残り {}／{}", minutes_and_seconds(left), minutes_and_seconds(given)),
            });
        }
        if !talk.clock.is_running() {
            parts.push(app.word("the clock rests", "時計は停止中").to_owned());
        }
        let is_over = given.is_some_and(|given| elapsed > given);
        let color = if is_over { palette.amber } else { palette.muted };
        ui.vertical(|ui| {
            // The number of the slide keeps its room on the right.
            ui.set_max_width((ui.available_width() - 190.0).max(80.0));
            ui.label(RichText::new(parts.join(" · ")).color(color));
            pace_ui(ui, app, talk, palette);
        });
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let number = talk.show.stop(talk.show.at()).map_or(1, |stop| stop.place.number);
            let n_all = talk.show.stops().last().map_or(1, |stop| stop.place.number);
            let words = match app.lang() {
                Lang::En => format!("Slide {number} of {n_all}"),
                Lang::Ja => format!("スライド {number}／{n_all}"),
            };
            ui.label(strong(words).size(20.0));
            if !talk.show.typed().is_empty() {
                ui.label(strong(format!("→ {}", talk.show.typed())).size(20.0).color(palette.accent));
            }
        });
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

fn pace_ui(ui: &mut Ui, app: &App, talk: &Talk, palette: &Palette) {
    if !talk.clock.has_begun() {
        ui.label(
            RichText::new(app.word("The clock starts with the first step", "最初の操作で時計が動きます"))
                .color(palette.muted),
        );
        return;
    }
    let pace = talk.pace(app.now_unix_millis());
    let (sign, color) = match pace.standing {
        Standing::OnPace => (Icon::Check, palette.muted),
        Standing::Ahead(_) => (Icon::FastForward, palette.accent),
        Standing::Behind(_) => (Icon::TriangleAlert, palette.amber),
    };
    ui.horizontal(|ui| {
        ui.label(icon(sign).color(color));
        let section = if pace.section.is_empty() { String::new() } else { format!(" · {}", pace.section) };
        ui.add(
            Label::new(RichText::new(format!("{}{section}", pace.standing.words(app.lang()))).color(color))
                .truncate(),
        );
    });
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

/// Shows the slide and the one that comes next.
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
        slide_ui(ui, &mut state.textures, (stop.page_idx, picture), rect, view.zoom, 1.0);
        view.cover = None;
        marks_ui(ui, &view, rect);
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
    }
    links_ui(ui, app, palette, acts);
    let Some(talk) = &mut app.talk else { return };
    ui.add_space(space::LARGE);
    let next = talk.show.next_stop().and_then(|at| talk.show.stop(at));
    let is_step = next.zip(stop).is_some_and(|(next, stop)| next.place.slide_idx == stop.place.slide_idx);
    let words = match (next.is_some(), is_step) {
        (false, _) => ("This is the last slide", "最後のスライドです"),
        (true, true) => ("Next step", "次のステップ"),
        (true, false) => ("Next", "次"),
    };
    let (talk, words) = (&app.talk, app.word(words.0, words.1));
    ui.label(RichText::new(words).color(palette.muted));
    let Some(talk) = talk else { return };
    if let Some(next) = next
        && let Some(picture) = talk.pictures.get(&next.page_idx)
    {
        let width = (width * 0.7).min((ui.available_height() - 8.0) * talk.slides.ratio()).max(80.0);
        let size = Vec2::new(width, width / talk.slides.ratio());
        let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
        if state.textures.later(ui.ctx(), next.page_idx, picture).is_some() {
            slide_ui(ui, &mut state.textures, (next.page_idx, picture), rect, None, 1.0);
        }
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Image, true, words));
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
        let blocks = talk.blocks(slide_idx);
        if blocks.is_empty() {
            ui.add(Label::new(strong(app.title()).size(look.size_pt * 1.15)).wrap());
            let words = app.word("Nothing is written for this slide", "このスライドの手元資料はありません");
            ui.label(RichText::new(words).size(look.size_pt * 0.7).color(palette.muted));
        }
        blocks_ui(ui, blocks, look);
        ui.add_space(look.size_pt);
    });
}
