//! The pictures of the console: the slide, what the room sees now, and what comes next.

use egui::{Label, Pos2, Rect, Response, RichText, Sense, Ui, Vec2, pos2};

use crate::app::App;
use crate::app::talk::{Cover, RoomPicture, ShowAct, SlideArea, SlidePoint, Talk, TalkAct, TalkForm};
use crate::session::Power;
use crate::text::message;
use crate::ui::style::{Palette, room, space, strong};
use crate::ui::talk::TalkState;
use crate::ui::talk::check::{is_low, power_words};
use crate::ui::talk::hand::{point_on, way};
use crate::ui::talk::room::{is_in_back_zone, marks_ui, slide_ui, wheel_act};
use crate::ui::talk::textures::{Reduced, Textures};

/// What the pictures of the console keep between frames.
#[derive(Default)]
pub(super) struct SlidesState {
    /// Where a part of the slide began to be chosen.
    chosen_from: Option<SlidePoint>,
}

/// Shows the slide; below it what the room sees now, and what comes next.
pub(super) fn slides_ui(
    ui: &mut Ui,
    state: &mut TalkState,
    app: &mut App,
    palette: &Palette,
    acts: &mut Vec<TalkAct>,
) {
    let lang = app.lang();
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
        small_ui(ui, &mut state.textures, (stop.page_idx, picture), rect, talk.show.zoom);
        view.cover = None;
        if !talk.show.is_ending() {
            marks_ui(ui, &view, rect);
        }
    }
    let words = || {
        let words = stop.map(|stop| talk.slides.words(stop.page_idx)).unwrap_or_default();
        message!("The slide: {words}", "スライド：{words}").into_lang(lang)
    };
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Image, true, words()));
    hand_ui(ui, (state, app), (rect, &response), palette, acts);
    links_ui(ui, app, palette, acts);
    ui.add_space(space::MEDIUM);
    let half = (width - space::MEDIUM) / 2.0;
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = space::MEDIUM;
        ui.vertical(|ui| room_now_ui(ui, state, app, half, palette));
        ui.vertical(|ui| next_ui(ui, state, app, (half, palette), acts));
    });
    let power = app.power();
    if matches!(power, Power::Battery { .. }) {
        ui.add_space(space::MEDIUM);
        let color = if is_low(power) { palette.amber } else { palette.muted };
        ui.label(RichText::new(power_words(app, power)).color(color));
    }
}

/// What the hand does on the slide: it points or draws, chooses a part to be shown large, or goes on and back.
fn hand_ui(
    ui: &Ui,
    (state, app): (&mut TalkState, &mut App),
    (rect, response): (Rect, &Response),
    palette: &Palette,
    acts: &mut Vec<TalkAct>,
) {
    let Some(talk) = &mut app.talk else { return };
    let at = response.interact_pointer_pos().or(response.hover_pos());
    let point = at.and_then(|at| point_on(rect, talk.show.zoom, at));
    let way = way(ui, rect, talk.show.zoom);
    if talk.show.is_drawing || talk.show.is_pointing {
        for (at, is_held) in way {
            app.point_at(at, is_held);
        }
    } else {
        let was_whole = talk.show.zoom.is_none();
        choose_part(ui, &mut state.slides, talk, (response, rect, point), palette);
        if response.clicked() && was_whole {
            let is_back = is_in_back_zone(rect, response.interact_pointer_pos());
            acts.push(TalkAct::Show(if is_back { ShowAct::Back } else { ShowAct::Next }));
        }
        if response.secondary_clicked() {
            acts.push(TalkAct::Show(ShowAct::Back));
        }
    }
    if response.contains_pointer() {
        acts.extend(wheel_act(ui));
    }
}

/// Shows small what the room sees at this moment, and says in words what that is.
fn room_now_ui(ui: &mut Ui, state: &mut TalkState, app: &App, width: f32, palette: &Palette) {
    let Some(talk) = &app.talk else { return };
    ui.set_width(width);
    ui.label(RichText::new(app.word("The room sees", "会場の画面")).color(palette.muted));
    let size = Vec2::new(width, width / talk.slides.ratio());
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    let view = app.room_now();
    match (&view.picture, view.cover) {
        // A picture of a slide would say that the room sees one.
        _ if !app.has_room_window() => {
            ui.painter().rect_stroke(rect, 0.0, (1.0, palette.muted), egui::StrokeKind::Inside);
        }
        (Some((page_idx, picture)), None) => {
            small_ui(ui, &mut state.textures, (*page_idx, picture), rect, view.zoom);
            marks_ui(ui, &view, rect);
        }
        _ => drop(ui.painter().rect_filled(rect, 0.0, room::BLACK)),
    }
    if view.cover == Some(Cover::White) {
        ui.painter().rect_filled(rect, 0.0, room::WHITE);
    }
    let words = app.room_now_words();
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Image, true, words));
    ui.add(Label::new(strong(words).color(palette.accent)).wrap());
}

/// Draws a slide small: of the means of its pixels where these are made, so that its letters can be read.
fn small_ui(
    ui: &Ui,
    textures: &mut Textures,
    (page_idx, picture): (usize, &RoomPicture),
    place: Rect,
    zoom: Option<SlideArea>,
) {
    let width_px = place.width() * ui.ctx().pixels_per_point();
    // What is larger than the reduced ones would be blurred by them.
    let fits = |reduced: &Reduced| width_px <= reduced.width_px() as f32 * 1.1;
    let reduced = [Reduced::Small, Reduced::Middle].into_iter().find(fits).filter(|_| zoom.is_none());
    let Some(reduced) = reduced else {
        slide_ui(ui, textures, (page_idx, picture), place, zoom, 1.0);
        return;
    };
    // Until it is made, which takes a frame or two, what lies ready for the room is good enough.
    let small = textures.small_later(ui.ctx(), (page_idx, reduced), picture);
    let texture = small.or_else(|| textures.ready(page_idx, picture)).or_else(|| {
        let is_current = textures.is_current(page_idx);
        if is_current { textures.small(ui.ctx(), (page_idx, reduced), picture) } else { None }
    });
    if let Some(texture) = texture {
        let whole = Rect::from_min_max(Pos2::ZERO, pos2(1.0, 1.0));
        ui.painter().image(texture.id(), place, whole, room::WHITE);
    }
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
    small_ui(ui, &mut state.textures, (next.page_idx, picture), rect, None);
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
    state: &mut SlidesState,
    talk: &mut Talk,
    (response, rect, point): (&Response, Rect, Option<SlidePoint>),
    palette: &Palette,
) {
    if response.clicked() {
        talk.show.zoom = None;
    }
    if response.drag_started() && talk.show.zoom.is_none() {
        state.chosen_from = point;
    } else if !response.dragged() && !response.drag_stopped() {
        // The hand was lifted while this was not shown.
        state.chosen_from = None;
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
