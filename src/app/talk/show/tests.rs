//! What each act does to a show.

use super::*;

/// A title slide, a slide of three steps, a plain slide, a slide of two pages.
fn show() -> Show {
    let place = |slide_idx, step, n_steps, continuation, number| ShowPlace {
        start: (slide_idx > 0).then_some(slide_idx * 100),
        slide_idx,
        step,
        n_steps,
        continuation,
        n_continuations: continuation + 1,
        number,
    };
    let places = [
        place(0, 0, 1, 0, 1),
        place(1, 0, 3, 0, 2),
        place(1, 1, 3, 0, 2),
        place(1, 2, 3, 0, 2),
        place(2, 0, 1, 0, 3),
        place(3, 0, 1, 0, 4),
        place(3, 0, 1, 1, 5),
    ];
    let stops = places.into_iter().enumerate().map(|(page_idx, place)| Stop { page_idx, place });
    Show::new(stops.collect())
}

fn after(show: &mut Show, acts: &[ShowAct]) -> usize {
    for &act in acts {
        show.act(act);
    }
    show.at()
}

#[test]
fn steps_are_gone_through_and_slides_can_be_skipped_over() {
    let mut show = show();
    assert_eq!(after(&mut show, &[ShowAct::Next; 3]), 3);
    assert_eq!(after(&mut show, &[ShowAct::Back]), 2);
    assert_eq!(after(&mut show, &[ShowAct::NextSlide]), 4);
    assert_eq!(after(&mut show, &[ShowAct::BackSlide]), 1);
    assert_eq!(after(&mut show, &[ShowAct::Last]), 5);
    assert_eq!(after(&mut show, &[ShowAct::Next, ShowAct::Next]), 6);
    assert_eq!(after(&mut show, &[ShowAct::First, ShowAct::Back]), 0);
}

#[test]
fn what_is_covered_is_uncovered_and_nobody_is_taken_past_it() {
    let mut show = show();
    for cover in [ShowAct::Black, ShowAct::White] {
        for act in [ShowAct::Next, ShowAct::Back, ShowAct::NextSlide] {
            after(&mut show, &[ShowAct::First, ShowAct::Next, cover]);
            assert!(show.cover().is_some());
            assert_eq!(after(&mut show, &[act]), 1, "{act:?}");
            assert_eq!(show.cover(), None);
        }
    }
}

#[test]
fn the_room_keeps_what_it_sees_while_the_console_moves_on() {
    let mut show = show();
    after(&mut show, &[ShowAct::Next, ShowAct::Freeze, ShowAct::Next, ShowAct::Next]);
    assert_eq!((show.at(), show.room_at()), (3, 1));
    show.act(ShowAct::Freeze);
    assert_eq!(show.room_at(), 3);
}

#[test]
fn numbers_lead_to_slides_and_one_gets_back() {
    let mut show = show();
    assert_eq!(after(&mut show, &[ShowAct::Digit(4), ShowAct::Enter]), 5);
    assert_eq!(after(&mut show, &[ShowAct::Return]), 0);
    assert_eq!(after(&mut show, &[ShowAct::Digit(9), ShowAct::Digit(9), ShowAct::Enter]), 0);
    assert_eq!(after(&mut show, &[ShowAct::Digit(4), ShowAct::Next]), 1, "other keys forget the digits");
    assert_eq!(after(&mut show, &[ShowAct::Enter]), 2, "without digits it goes on");
}

#[test]
fn escape_leaves_what_stands_over_the_slide_first() {
    let mut show = show();
    after(&mut show, &[ShowAct::Next, ShowAct::Freeze, ShowAct::Black, ShowAct::Overview]);
    for _ in 0..3 {
        show.act(ShowAct::Escape);
        assert!(!show.has_ended());
    }
    assert!(show.chosen().is_none() && show.cover().is_none() && !show.is_frozen());
    show.act(ShowAct::Escape);
    assert!(show.is_ending() && !show.has_ended(), "black first");
    show.act(ShowAct::Escape);
    assert!(show.has_ended());
    show.resume();
    assert_eq!((show.has_ended(), show.at()), (false, 1));
}

#[test]
fn the_end_is_black_and_only_escape_ends_it() {
    use ShowAct::{Back, Black, Digit, Enter, Escape, First, Freeze, GoOn, Last, Next, NextSlide, White};
    for to_end in [&[Last, Next, Next][..], &[Last, Next, NextSlide], &[Last, Next, Enter], &[Escape]] {
        for stays in [Next, NextSlide, Enter, Black, White, Freeze, ShowAct::Pen, ShowAct::Pointer] {
            let mut show = show();
            after(&mut show, to_end);
            after(&mut show, &[stays, stays]);
            assert!(show.is_ending() && !show.has_ended(), "{to_end:?}, {stays:?}");
            assert!(show.cover().is_none() && !show.is_frozen() && !show.is_drawing);
        }
        for goes_on in [&[Back][..], &[ShowAct::BackSlide], &[GoOn], &[First], &[Digit(2), Enter]] {
            let mut show = show();
            let before = after(&mut show, to_end);
            let at = after(&mut show, goes_on);
            assert!(!show.is_ending(), "{to_end:?}, {goes_on:?}");
            let is_jump = matches!(goes_on[0], First | Digit(_));
            assert!(is_jump || at == before, "one goes on where one was");
        }
    }
    let mut show = show();
    after(&mut show, &[Escape, ShowAct::Overview, Escape]);
    assert!(show.is_ending() && !show.has_ended(), "Escape leaves the overview first");
}

#[test]
fn what_was_dropped_is_passed_over_but_can_be_gone_to() {
    let mut show = show();
    show.skip(BTreeSet::from([1]));
    assert_eq!(after(&mut show, &[ShowAct::Next]), 4);
    assert_eq!(after(&mut show, &[ShowAct::Back]), 0);
    assert_eq!(after(&mut show, &[ShowAct::Digit(2), ShowAct::Enter]), 1);
    show.go_to_start(250);
    assert_eq!(show.slide_idx(), 2);
}

#[test]
fn the_overview_is_gone_through_and_chosen_from() {
    let mut show = show();
    assert_eq!(after(&mut show, &[ShowAct::Overview, ShowAct::Next, ShowAct::Next, ShowAct::Enter]), 4);
    assert_eq!(show.chosen(), None);
}

#[test]
fn a_show_goes_on_where_it_was_left() {
    let mut show = show();
    after(&mut show, &[ShowAct::Digit(4), ShowAct::Enter, ShowAct::Freeze, ShowAct::Back, ShowAct::Black]);
    for at in 0..show.stops().len() {
        show.at = at;
        let mut again = self::show();
        again.restore(show.kept());
        assert_eq!((again.at(), again.room_at(), again.cover()), (at, 5, Some(Cover::Black)));
    }
    let restored = |slide_idx, step| {
        let mut show = self::show();
        show.restore(KeptShow { at: KeptStop { slide_idx, step, page: 0 }, ..KeptShow::default() });
        show.at()
    };
    assert_eq!(restored(1, 9), 3, "a step that is gone");
    assert_eq!(restored(9, 0), 0, "a slide that is gone");
}

#[test]
fn the_pen_draws_strokes_that_are_kept_for_each_slide_until_they_are_wiped() {
    use ShowAct::{Back, Next, Pen, PenColor, PenWidth, Wipe};
    let mut show = show();
    assert!(!show.draw(Some([0.5, 0.5])) && show.ink.is_empty(), "the pen is off");
    after(&mut show, &[Next, Pen]);
    let usual = show.pen;
    for at in [[0.1, 0.1], [0.2, 0.2], [0.2, 0.2]] {
        assert!(!show.draw(Some(at)));
    }
    assert!(show.draw(None), "the stroke is finished");
    assert!(!show.draw(None), "and finished once");
    after(&mut show, &[PenColor, PenWidth]);
    show.draw(Some([0.3, 0.3]));
    assert!(show.is_drawing && show.pen.color != usual.color && show.pen.width != usual.width);
    let drawn = show.ink[&1].clone();
    assert_eq!(drawn.iter().map(|stroke| stroke.points.len()).collect::<Vec<_>>(), [2, 1]);
    assert_eq!((drawn[0].pen, drawn[1].pen), (usual, show.pen));
    // A step of the same slide lifts the pen: what comes next is no line from there.
    show.act(Next);
    show.draw(Some([0.9, 0.9]));
    assert_eq!(show.ink[&1].len(), 3);
    after(&mut show, &[ShowAct::NextSlide, Wipe, Back]);
    assert_eq!(show.ink[&1].len(), 3, "another slide was wiped");
    show.act(Wipe);
    assert!(show.ink.is_empty());
    for (key, n) in [(PenColor, 3), (PenWidth, 3)] {
        let before = show.pen;
        after(&mut show, &vec![key; n]);
        assert_eq!(show.pen, before, "there are three");
    }
    after(&mut show, &[ShowAct::Escape, ShowAct::Escape, Pen]);
    assert!(show.is_ending());
    show.draw(Some([0.5, 0.5]));
    assert!(show.ink.is_empty(), "nothing is drawn on the end");
}
