//! The way of a pointer, a finger or a stylus over a slide through one frame.
//!
//! A frame may take long, and a hand is fast: whoever looked at where it is at the end of each would draw lines with
//! corners, and none at all where a stroke is shorter than a frame.

use egui::{Event, Id, InputState, PointerButton, Pos2, Rect, Ui};

use crate::app::talk::{SlideArea, SlidePoint};

/// Where the hand was, step by step: nowhere, where it was not on the slide; and whether it was put down there.
pub(super) type Way = Vec<(Option<SlidePoint>, bool)>;

/// The way through this frame. What was put down beside the slide does not draw on it.
pub(super) fn way(ui: &Ui, slide: Rect, zoom: Option<SlideArea>) -> Way {
    let id = Id::unique("talk-hand-down").with(ui.ctx().viewport_id());
    let was_down = ui.data(|data| data.get_temp(id)).unwrap_or(false);
    // A hand is lifted unseen where nothing asks for its way, or where the window closes under it.
    let mut is_down = was_down && ui.input(is_down_before);
    let mut way = Way::new();
    // A hand that is not here may be over another window, which tells where it is.
    let mut step = |at: Option<Pos2>, is_down: bool| {
        let point = at.and_then(|at| point_on(slide, zoom, at));
        way.extend(Some((point, is_down)).filter(|_| point.is_some() || is_down));
    };
    ui.input(|input| {
        for event in &input.events {
            match event {
                Event::PointerMoved(at) => step(Some(*at), is_down),
                Event::PointerButton { pos, button: PointerButton::Primary, pressed: true, .. } => {
                    is_down = slide.contains(*pos);
                    step(Some(*pos), is_down);
                }
                Event::PointerButton { pos, button: PointerButton::Primary, pressed: false, .. } => {
                    step(Some(*pos), is_down);
                    is_down = false;
                    step(Some(*pos), false);
                }
                Event::PointerGone => {
                    // Where it was drawing, the stroke ends.
                    step(None, is_down);
                    is_down = false;
                }
                _ => {}
            }
        }
    });
    ui.data_mut(|data| data.insert_temp(id, is_down));
    way
}

/// Whether the button was held when this frame began, as far as its window knows.
fn is_down_before(input: &InputState) -> bool {
    let first = input.events.iter().find_map(|event| match event {
        Event::PointerButton { button: PointerButton::Primary, pressed, .. } => Some(*pressed),
        Event::PointerGone => Some(false),
        _ => None,
    });
    first.map_or_else(|| input.pointer.primary_down(), |pressed| !pressed)
}

/// The point of a slide below a point of the screen.
pub(super) fn point_on(place: Rect, zoom: Option<SlideArea>, at: Pos2) -> Option<SlidePoint> {
    if !place.contains(at) {
        return None;
    }
    let (x, y) = ((at.x - place.left()) / place.width(), (at.y - place.top()) / place.height());
    let area = zoom.unwrap_or(SlideArea { min: [0.0, 0.0], max: [1.0, 1.0] });
    Some([area.min[0] + x * (area.max[0] - area.min[0]), area.min[1] + y * (area.max[1] - area.min[1])])
}
