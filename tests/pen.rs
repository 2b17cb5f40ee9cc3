//! The pen: what a hand draws is what the room sees, however long a frame takes.

use egui::{Event, Key, Modifiers, PointerButton, Pos2, pos2};

use crate::gui::Desk;

const BRIEF: &str = "## Plants\n\n- They employ many people.\n";

fn strokes(desk: &mut Desk) -> Vec<usize> {
    let talk = desk.app().talk.as_ref().expect("a talk");
    talk.room_view().ink.iter().map(|stroke| stroke.points.len()).collect()
}

fn button(at: Pos2, pressed: bool) -> Event {
    Event::PointerButton { pos: at, button: PointerButton::Primary, pressed, modifiers: Modifiers::NONE }
}

#[test]
fn a_stroke_that_takes_less_than_a_frame_has_all_its_points() {
    let mut desk = Desk::with(BRIEF);
    desk.key(Modifiers::NONE, Key::F5);
    desk.wait(|app| app.talk.as_ref().is_some_and(|talk| talk.is_ready));
    desk.key(Modifiers::NONE, Key::PageDown);
    desk.key(Modifiers::NONE, Key::E);
    let curve: Vec<Pos2> = [(300.0, 200.0), (340.0, 260.0), (400.0, 280.0), (460.0, 250.0), (500.0, 190.0)]
        .map(|(x, y)| pos2(x, y))
        .into();
    for n_strokes in 1..=2 {
        desk.harness.event(Event::PointerMoved(curve[0]));
        desk.harness.event(button(curve[0], true));
        curve[1..].iter().for_each(|at| desk.harness.event(Event::PointerMoved(*at)));
        desk.harness.event(button(curve[4], false));
        desk.harness.step();
        assert_eq!(strokes(&mut desk), vec![curve.len(); n_strokes], "each is a stroke of its own");
    }
    // A hand that is lifted draws nothing, nor does one that was put down beside the slide.
    desk.harness.event(Event::PointerMoved(pos2(320.0, 300.0)));
    desk.harness.step();
    desk.harness.event(button(pos2(-5.0, -5.0), true));
    desk.harness.event(Event::PointerMoved(pos2(330.0, 310.0)));
    desk.harness.event(Event::PointerMoved(pos2(350.0, 330.0)));
    desk.harness.event(button(pos2(350.0, 330.0), false));
    desk.harness.step();
    assert_eq!(strokes(&mut desk), [curve.len(); 2]);
}

#[test]
fn a_pointer_stays_where_it_was_last_when_the_hand_leaves_the_window() {
    let mut desk = Desk::with(BRIEF);
    desk.key(Modifiers::NONE, Key::F5);
    desk.wait(|app| app.talk.as_ref().is_some_and(|talk| talk.is_ready));
    desk.key(Modifiers::NONE, Key::L);
    desk.harness.event(Event::PointerMoved(pos2(400.0, 300.0)));
    desk.harness.event(Event::PointerMoved(pos2(-20.0, 300.0)));
    desk.harness.event(Event::PointerGone);
    desk.harness.step();
    let talk = desk.app().talk.as_ref().expect("a talk");
    assert!(talk.room_view().pointer.is_some(), "the hand may be over another window");
}

#[test]
fn a_hand_that_was_lifted_unseen_draws_no_more() {
    let mut desk = Desk::with(BRIEF);
    desk.key(Modifiers::NONE, Key::F5);
    desk.wait(|app| app.talk.as_ref().is_some_and(|talk| talk.is_ready));
    desk.key(Modifiers::NONE, Key::PageDown);
    desk.key(Modifiers::NONE, Key::E);
    desk.harness.event(Event::PointerMoved(pos2(300.0, 200.0)));
    desk.harness.event(button(pos2(300.0, 200.0), true));
    desk.harness.event(Event::PointerMoved(pos2(320.0, 220.0)));
    desk.harness.step();
    let drawn = strokes(&mut desk);
    // All slides stand over the one that is drawn on.
    desk.key(Modifiers::NONE, Key::O);
    desk.harness.event(button(pos2(320.0, 220.0), false));
    desk.harness.step();
    desk.key(Modifiers::NONE, Key::O);
    desk.harness.event(Event::PointerMoved(pos2(500.0, 300.0)));
    desk.harness.event(Event::PointerMoved(pos2(600.0, 400.0)));
    desk.harness.step();
    assert_eq!(strokes(&mut desk), drawn);
}
