//! A window of the room that comes to rest and wakes: nothing that is done to it is lost, whenever that is.
//!
//! The windows are not drawn here, but are what they are on a screen: each hears what is done to it when it is drawn,
//! and is drawn when it is asked for.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use demarche::app::talk::Screen;
use egui::{
    Context, Event, Key, Modifiers, MouseWheelSource, MouseWheelUnit, PointerButton, Pos2, RawInput, Rect,
    TouchDeviceId, TouchId, TouchPhase, ViewportId, ViewportInfo, pos2, vec2,
};

use crate::gui::Desk;

const BRIEF: &str = "## Plants\n\n- They employ many people.\n\n## Parts\n\n- Parts are bought here.\n\n## Next\n\n- We meet again.\n";
const RIGHT: Pos2 = pos2(900.0, 300.0);
const LEFT: Pos2 = pos2(60.0, 300.0);

/// What was done to windows that have not been drawn since.
type Unheard = Rc<RefCell<HashMap<ViewportId, Vec<Event>>>>;

/// A talk whose slides are in a window of their own.
struct Windows {
    desk: Desk,
    unheard: Unheard,
    asked: Arc<Mutex<Vec<ViewportId>>>,
    room: ViewportId,
}

fn input_of(id: ViewportId, time: f64, events: Vec<Event>) -> RawInput {
    let info = ViewportInfo { parent: Some(ViewportId::ROOT), ..ViewportInfo::default() };
    RawInput {
        viewport_id: id,
        viewports: [(id, info)].into_iter().collect(),
        screen_rect: Some(Rect::from_min_size(Pos2::ZERO, vec2(1_280.0, 720.0))),
        time: Some(time),
        events,
        ..RawInput::default()
    }
}

impl Windows {
    fn open() -> Self {
        let mut desk = Desk::with(BRIEF);
        let unheard = Unheard::default();
        let asked: Arc<Mutex<Vec<ViewportId>>> = Arc::default();
        let ctx = desk.harness.ctx.clone();
        ctx.set_embed_viewports(false);
        let heard = Rc::clone(&unheard);
        Context::set_immediate_viewport_renderer(move |ctx, mut window| {
            let id = window.ids.this;
            let events = heard.borrow_mut().remove(&id).unwrap_or_default();
            let time = ctx.input(|input| input.time);
            let mut output = ctx.run_ui(input_of(id, time, events), |ui| (window.viewport_ui_cb)(ui));
            output.textures_delta.clear();
        });
        let told = Arc::clone(&asked);
        ctx.set_request_repaint_callback(move |request| {
            if request.delay == Duration::ZERO {
                told.lock().expect("whole").push(request.viewport_id);
            }
        });
        let screen = |name: &str, x: i32, is_own: bool| Screen {
            name: name.to_owned(),
            pos_px: (x, 0),
            size_px: (1_280, 720),
            is_own,
        };
        desk.app().meet_screens(vec![screen("laptop", 0, true), screen("wall", 1_280, false)]);
        desk.key(Modifiers::NONE, Key::F5);
        desk.wait(|app| app.talk.as_ref().is_some_and(|talk| talk.is_ready));
        let room = ViewportId::from_hash_of(("room", "wall"));
        let mut windows = Self { desk, unheard, asked, room };
        windows.settle();
        windows
    }

    fn is_resting(&self) -> bool {
        let output = self.desk.harness.output().viewport_output.get(&self.room);
        output.expect("the room has a window").viewport_ui_cb.is_some()
    }

    /// Draws the window of the room: by itself where it rests, and else with the console.
    fn draw_room(&mut self) {
        let drawn = self.desk.harness.output().viewport_output.get(&self.room);
        let Some(draw) = drawn.and_then(|output| output.viewport_ui_cb.clone()) else {
            self.desk.harness.step();
            return;
        };
        let ctx = self.desk.harness.ctx.clone();
        let events = self.unheard.borrow_mut().remove(&self.room).unwrap_or_default();
        let time = ctx.input(|input| input.time);
        let mut output = ctx.run_ui(input_of(self.room, time, events), |ui| draw(ui));
        output.textures_delta.clear();
    }

    /// Draws what is asked for. A window that asks for itself without an end is not waited for.
    fn draw_asked(&mut self) {
        for _ in 0..4 {
            let asked = std::mem::take(&mut *self.asked.lock().expect("whole"));
            if asked.contains(&ViewportId::ROOT) {
                self.desk.harness.step();
            }
            if asked.contains(&self.room) {
                self.draw_room();
            }
        }
    }

    /// Something is done to the window of the room.
    fn hears(&mut self, events: &[Event]) {
        self.unheard.borrow_mut().entry(self.room).or_default().extend_from_slice(events);
        self.draw_room();
        self.draw_asked();
    }

    /// As many frames of the console as the clock would ask for.
    fn passes(&mut self, n_frames: usize) {
        (0..n_frames).for_each(|_| self.desk.harness.step());
        self.asked.lock().expect("whole").clear();
    }

    /// Waits until the window of the room rests.
    fn settle(&mut self) {
        for _ in 0..20 {
            self.passes(1);
            self.draw_room();
        }
        assert!(self.is_resting());
    }

    fn at(&mut self) -> usize {
        self.desk.app().talk.as_ref().expect("a talk").show.at()
    }
}

fn button(pos: Pos2, button: PointerButton, pressed: bool) -> Event {
    Event::PointerButton { pos, button, pressed, modifiers: Modifiers::NONE }
}

fn touch(pos: Pos2, phase: TouchPhase) -> Event {
    Event::Touch { device_id: TouchDeviceId(1), id: TouchId(1), phase, pos, force: None }
}

fn key(key: Key) -> Event {
    Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers: Modifiers::NONE }
}

/// What a speaker does to go on or back, in the parts that the system tells of one by one.
fn deeds() -> Vec<(&'static str, bool, Vec<Vec<Event>>)> {
    let click = |which| vec![vec![button(RIGHT, which, true)], vec![button(RIGHT, which, false)]];
    let tap = |at| {
        let down = vec![
            touch(at, TouchPhase::Start),
            Event::PointerMoved(at),
            button(at, PointerButton::Primary, true),
        ];
        let up =
            vec![touch(at, TouchPhase::End), button(at, PointerButton::Primary, false), Event::PointerGone];
        vec![down, up]
    };
    let wheel = Event::MouseWheel {
        unit: MouseWheelUnit::Line,
        delta: vec2(0.0, -1.0),
        phase: TouchPhase::Move,
        source: MouseWheelSource::Wheel,
        modifiers: Modifiers::NONE,
    };
    vec![
        ("a click", true, click(PointerButton::Primary)),
        ("a click of the right button", false, click(PointerButton::Secondary)),
        ("a tap", true, tap(RIGHT)),
        ("a tap on the left", false, tap(LEFT)),
        ("the wheel", true, vec![vec![wheel]]),
        ("a key", true, vec![vec![key(Key::PageDown)]]),
    ]
}

#[test]
fn nothing_done_to_the_room_is_lost_while_its_window_comes_to_rest() {
    let mut windows = Windows::open();
    let mut states = [0, 0];
    for (deed, goes_on, parts) in deeds() {
        // A frame is a quarter of a second: the window rests from the fifth or sixth on.
        for (n_before, n_between) in (0..9).flat_map(|before| [0, 1, 2].map(|between| (before, between))) {
            windows.desk.key(Modifiers::NONE, Key::Home);
            // One frame alone, so that the window does not rest yet.
            windows.desk.harness.event(key(Key::PageDown));
            windows.passes(1);
            windows.hears(&[Event::PointerMoved(RIGHT)]);
            let before = windows.at();
            windows.passes(n_before);
            states[usize::from(windows.is_resting())] += 1;
            for part in &parts {
                windows.hears(part);
                windows.passes(n_between);
            }
            let expected = if goes_on { before + 1 } else { before - 1 };
            assert_eq!(windows.at(), expected, "{deed} after {n_before} frames, {n_between} between");
            assert!(windows.unheard.borrow().is_empty());
        }
    }
    assert!(states.iter().all(|n_times| *n_times > 10), "before and behind: {states:?}");
}

#[test]
fn a_window_that_comes_to_rest_asks_to_be_drawn_once() {
    let mut windows = Windows::open();
    windows.hears(&[button(RIGHT, PointerButton::Primary, true)]);
    windows.hears(&[button(RIGHT, PointerButton::Primary, false)]);
    windows.passes(1);
    let mut n_asked = 0;
    for _ in 0..12 {
        windows.desk.harness.step();
        let asked = std::mem::take(&mut *windows.asked.lock().expect("whole"));
        if windows.is_resting() {
            n_asked += asked.into_iter().filter(|id| *id == windows.room).count();
        }
        windows.draw_room();
        windows.asked.lock().expect("whole").clear();
    }
    assert!(windows.is_resting());
    assert_eq!(n_asked, 1);
}
