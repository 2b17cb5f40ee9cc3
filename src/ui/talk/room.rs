//! The window of the room. All it is given is a [`RoomView`]: no private word has a way here.

use egui::{Color32, Mesh, Painter, Pos2, Rect, Sense, Shape, Stroke, Ui, Vec2, pos2, vec2};

use crate::app::talk::{
    Cover, PenColor, PointerLook, PointerShape, RoomPicture, RoomView, ShowAct, SlideArea, SlidePoint,
    TalkAct,
};
use crate::ui::style::room;
use crate::ui::talk::hand::{Way, point_on, way};
use crate::ui::talk::textures::{Fit, Textures};

/// How long one slide fades into the next, in seconds, where that is wished for.
const FADE: f32 = 0.15;

/// What the room's window keeps between frames.
#[derive(Default)]
pub(super) struct RoomState {
    /// The slide that is seen, the one before it, and when it came.
    shown: Option<usize>,
    before: Option<usize>,
    since: f64,
}

/// What somebody did to the room's window.
#[derive(Default)]
pub(super) struct RoomInput {
    /// What a click or a tap does where it meets no link.
    pub click: Option<ShowAct>,
    /// What the right button or the wheel asks for.
    pub act: Option<TalkAct>,
    /// The slide, from 0, that the link under the pointer leads to.
    pub link: Option<usize>,
    /// Where the hand was on the slide, and where it was put down.
    pub way: Way,
}

impl RoomInput {
    /// Whether somebody did something that counts where neither pen nor pointer is in use.
    pub(super) fn is_telling(&self) -> bool {
        self.click.is_some() || self.act.is_some()
    }
}

/// Shows what the room sees in all of a window.
pub(super) fn room_ui(
    ui: &mut Ui,
    state: &mut RoomState,
    textures: &mut Textures,
    view: &RoomView,
    fades: bool,
) -> RoomInput {
    let rect = ui.max_rect();
    let response = ui.allocate_rect(rect, Sense::click_and_drag());
    let is_back = is_in_back_zone(rect, touched_at(ui));
    let click = response.clicked().then_some(if is_back { ShowAct::Back } else { ShowAct::Next });
    let back = response.secondary_clicked().then_some(TalkAct::Show(ShowAct::Back));
    let act = back.or_else(|| if response.contains_pointer() { wheel_act(ui) } else { None });
    let Some((page_idx, picture)) = &view.picture else {
        ui.painter().rect_filled(rect, 0.0, room::BLACK);
        cover_ui(ui, view, rect);
        return RoomInput { click, act, ..RoomInput::default() };
    };
    textures.turn_to(*page_idx);
    let size = vec2(picture.size_px().0 as f32, picture.size_px().1 as f32);
    let pixels_per_point = ui.ctx().pixels_per_point();
    let slide = on_pixels(fitted(rect, size), pixels_per_point);
    // What may come next is made ready while nobody waits for it.
    for (page_idx, picture) in view.near.iter().take(n_near(picture)) {
        let fit = Fit::of(slide, pixels_per_point, picture.size_px());
        drop(textures.later(ui.ctx(), (*page_idx, fit), picture));
    }
    // What is covered is not drawn at all, and no pixel is drawn twice: without a graphics card that is what takes
    // the time.
    if view.cover.is_some() {
        cover_ui(ui, view, rect);
    } else {
        fading_ui(ui, (state, textures), view, (rect, slide), fades);
        marks_ui(ui, view, slide);
    }
    let at = response.hover_pos().or(response.interact_pointer_pos());
    let point = at.and_then(|at| point_on(slide, view.zoom, at));
    let link = point.filter(|_| view.cover.is_none()).and_then(|point| view.link_at(point));
    // The room sees no pointer, but for the hand that can follow a link.
    let cursor = if link.is_some() { egui::CursorIcon::PointingHand } else { egui::CursorIcon::None };
    response.clone().on_hover_cursor(cursor);
    RoomInput { click, act, link, way: way(ui, slide, view.zoom) }
}

/// How many slides are made ready beside one that is shown: of those that fill a very large screen only the next, since
/// each takes four times the memory of one at 1080 lines.
fn n_near(picture: &RoomPicture) -> usize {
    const LARGE_PX: u32 = 4_000_000;
    let (width_px, height_px) = picture.size_px();
    if width_px.saturating_mul(height_px) > LARGE_PX { 1 } else { 4 }
}

/// Draws the slide; where slides fade, for a moment over the one before it.
fn fading_ui(
    ui: &Ui,
    (state, textures): (&mut RoomState, &mut Textures),
    view: &RoomView,
    (rect, slide): (Rect, Rect),
    fades: bool,
) {
    let Some((page_idx, picture)) = &view.picture else { return };
    let now = ui.input(|input| input.time);
    if state.shown != Some(*page_idx) {
        state.before = state.shown.replace(*page_idx);
        state.since = now;
    }
    let age = (now - state.since) as f32;
    let is_fading = fades && age < FADE && state.before.is_some();
    surround_ui(ui, rect, if is_fading { Rect::NOTHING } else { slide });
    if is_fading {
        let before =
            state.before.and_then(|before| view.near.iter().find(|(page_idx, _)| *page_idx == before));
        if let Some((before, picture)) = before {
            slide_ui(ui, textures, (*before, picture), slide, view.zoom, 1.0);
        }
        ui.ctx().request_repaint();
    }
    let alpha = if is_fading { (age / FADE).clamp(0.0, 1.0) } else { 1.0 };
    slide_ui(ui, textures, (*page_idx, picture), slide, view.zoom, alpha);
}

/// Blackens what lies around a slide.
fn surround_ui(ui: &Ui, rect: Rect, slide: Rect) {
    if !slide.is_positive() {
        ui.painter().rect_filled(rect, 0.0, room::BLACK);
        return;
    }
    let parts = [
        rect.with_max_y(slide.top()),
        rect.with_min_y(slide.bottom()),
        rect.with_max_x(slide.left()),
        rect.with_min_x(slide.right()),
    ];
    for part in parts.into_iter().filter(Rect::is_positive) {
        ui.painter().rect_filled(part, 0.0, room::BLACK);
    }
}

/// Where a finger did what was done, which has no right button to go back with. The click that it makes may have lost its
/// place: the finger is off the screen by then.
fn touched_at(ui: &Ui) -> Option<Pos2> {
    /// What a finger does is told as a touch and as a click, which may come in frames of their own.
    const SAME_SECONDS: f64 = 0.5;
    let id = egui::Id::unique("talk-touched").with(ui.ctx().viewport_id());
    let (now, touch) = ui.input(|input| {
        let touches = input.events.iter().rev().find_map(|event| match event {
            egui::Event::Touch { pos, .. } => Some(*pos),
            _ => None,
        });
        (input.time, touches)
    });
    if let Some(at) = touch {
        ui.data_mut(|data| data.insert_temp(id, (now, at)));
    }
    let last: Option<(f64, Pos2)> = ui.data(|data| data.get_temp(id));
    last.filter(|(touched, _)| now - touched < SAME_SECONDS).map(|(_, at)| at)
}

/// Whether a place is in the part of a slide, on its left, that goes back.
pub(super) fn is_in_back_zone(slide: Rect, at: Option<Pos2>) -> bool {
    at.is_some_and(|at| at.x < slide.left() + slide.width() / 4.0)
}

/// On or back, as the wheel was turned. Wheels that send many small steps turn the page once for a hand's breadth.
pub(super) fn wheel_act(ui: &Ui) -> Option<TalkAct> {
    const STEP: f32 = 40.0;
    let id = egui::Id::unique("talk-wheel");
    let turned: f32 = ui.input(|input| {
        let turns = input.events.iter().map(|event| match event {
            egui::Event::MouseWheel { unit: egui::MouseWheelUnit::Point, delta, .. } => delta.y,
            egui::Event::MouseWheel { delta, .. } => delta.y * STEP,
            _ => 0.0,
        });
        turns.sum()
    });
    if turned == 0.0 {
        return None;
    }
    let sum = turned + ui.data(|data| data.get_temp::<f32>(id)).unwrap_or(0.0);
    let is_step = sum.abs() >= STEP;
    ui.data_mut(|data| data.insert_temp(id, if is_step { 0.0 } else { sum }));
    let act = if sum < 0.0 { ShowAct::Next } else { ShowAct::Back };
    is_step.then_some(TalkAct::Show(act))
}

/// Covers the slide, and says in small type which key does what, where that is to be said.
fn cover_ui(ui: &mut Ui, view: &RoomView, rect: Rect) {
    match view.cover {
        Some(Cover::Black) => drop(ui.painter().rect_filled(rect, 0.0, room::BLACK)),
        Some(Cover::White) => drop(ui.painter().rect_filled(rect, 0.0, room::WHITE)),
        None => {}
    }
    if let Some(note) = view.note {
        let size = (rect.height() / 50.0).clamp(11.0, 22.0);
        let place = Rect::from_min_max(pos2(rect.left(), rect.bottom() - size * 4.0), rect.max);
        let words = egui::RichText::new(note).size(size).color(room::NOTE);
        ui.put(place, egui::Label::new(words).selectable(false).truncate());
    }
}

/// The largest place of a size within a rectangle, in its middle.
pub(super) fn fitted(rect: Rect, size: Vec2) -> Rect {
    let scale = (rect.width() / size.x).min(rect.height() / size.y);
    Rect::from_center_size(rect.center(), size * scale)
}

/// The same place with its corner on a pixel: half a pixel beside it, as in the middle of a screen that stands on its
/// side, all letters would be blurred.
fn on_pixels(place: Rect, pixels_per_point: f32) -> Rect {
    let min = (place.min * pixels_per_point).round() * pixels_per_point.recip();
    Rect::from_min_size(min, place.size())
}

/// Draws a slide, or the part of it that is shown large.
pub(super) fn slide_ui(
    ui: &Ui,
    textures: &mut Textures,
    (page_idx, picture): (usize, &RoomPicture),
    place: Rect,
    zoom: Option<SlideArea>,
    alpha: f32,
) {
    let fit = match zoom {
        None => Fit::of(place, ui.ctx().pixels_per_point(), picture.size_px()),
        Some(_) => Fit::Scaled,
    };
    let texture = textures.of(ui.ctx(), (page_idx, fit), picture);
    let area = zoom.unwrap_or(SlideArea { min: [0.0, 0.0], max: [1.0, 1.0] });
    let part = Rect::from_min_max(Pos2::from(area.min), Pos2::from(area.max));
    ui.painter().image(texture.id(), place, part, Color32::WHITE.gamma_multiply(alpha));
}

/// Draws what the pen wrote and where the pointer is.
pub(super) fn marks_ui(ui: &Ui, view: &RoomView, place: Rect) {
    let area = view.zoom.unwrap_or(SlideArea { min: [0.0, 0.0], max: [1.0, 1.0] });
    let on_screen = |at: SlidePoint| {
        let x = (at[0] - area.min[0]) / (area.max[0] - area.min[0]);
        let y = (at[1] - area.min[1]) / (area.max[1] - area.min[1]);
        place.min + vec2(x * place.width(), y * place.height())
    };
    let painter = ui.painter().with_clip_rect(place);
    let enlarged = 1.0 / (area.max[1] - area.min[1]).max(0.01);
    for stroke in &view.ink {
        let color = match stroke.pen.color {
            PenColor::Red => room::INK_RED,
            PenColor::Blue => room::INK_BLUE,
            PenColor::Green => room::INK_GREEN,
        };
        let width = (stroke.pen.width_in_heights() * place.height() * enlarged).max(1.5);
        let points: Vec<Pos2> = stroke.points.iter().map(|&at| on_screen(at)).collect();
        // The ends of a line are round, and a dot is a line without length.
        for end in points.first().into_iter().chain(points.last()) {
            painter.circle_filled(*end, width / 2.0, color);
        }
        painter.line(points, Stroke::new(width, color));
    }
    if let Some(at) = view.pointer {
        pointer_ui(&painter, view.pointer_look, on_screen(at), place);
    }
}

/// Draws the pointer, with an edge that is seen on light and dark ground.
fn pointer_ui(painter: &Painter, look: PointerLook, at: Pos2, place: Rect) {
    let radius = place.height() * f32::from(look.size_percent) / 200.0;
    let edge = (radius * 0.06).max(1.0);
    match look.shape {
        PointerShape::Ring => {
            let width = (radius * 0.2).max(2.0);
            painter.circle_stroke(at, radius, Stroke::new(width + 2.0 * edge, room::POINTER_EDGE));
            painter.circle_stroke(at, radius, Stroke::new(width, room::POINTER));
        }
        PointerShape::Spot => {
            painter.add(dim_around(at, radius, place.width() + place.height()));
        }
        PointerShape::Dot => {
            painter.circle_filled(at, radius * 0.4 + edge, room::POINTER_EDGE);
            painter.circle_filled(at, radius * 0.4, room::POINTER);
        }
    }
}

/// A ring so broad that nothing of the slide lies beyond it.
fn dim_around(at: Pos2, radius: f32, reach: f32) -> Shape {
    const N_CORNERS: u32 = 64;
    let mut mesh = Mesh::default();
    for corner in 0..=N_CORNERS {
        let direction = Vec2::angled(std::f32::consts::TAU * corner as f32 / N_CORNERS as f32);
        mesh.colored_vertex(at + direction * radius, room::DIM);
        mesh.colored_vertex(at + direction * (radius + reach), room::DIM);
        if corner > 0 {
            let last = 2 * corner + 1;
            mesh.add_triangle(last - 3, last - 2, last - 1);
            mesh.add_triangle(last - 2, last - 1, last);
        }
    }
    Shape::mesh(mesh)
}
