//! Every key of a talk in every state of it, as a table: what the room sees afterwards, and what is asked.

use demarche::app::talk::{Cover, ShowAct, TALK_KEYS, TalkAct, TalkAsk};
use egui::{Event, Key, Modifiers};

use crate::gui::Desk;

const BRIEF: &str = "---\ntitle: Jobs\ndate: 2024-11-20\nduration: 10m\n---\n\n## One\n\n- first\n\n## Two\n\n- second\n\n> [!IF-RAISED] Seldom asked\n> An answer.\n\n## Three\n\n- third\n\n## Four\n\n- fourth\n";

/// What a talk can be doing when a key is pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Slide,
    Black,
    White,
    Frozen,
    End,
    Overview,
    Finder,
    Answer,
    Minutes,
    GoTo,
    Sheet,
}

const STATES: [State; 11] = [
    State::Slide,
    State::Black,
    State::White,
    State::Frozen,
    State::End,
    State::Overview,
    State::Finder,
    State::Answer,
    State::Minutes,
    State::GoTo,
    State::Sheet,
];

/// What the room sees after a key, state by state in the order of [`STATES`]: `=` what it saw, `u` the slide
/// uncovered, `+` and `-` the next and the one before, `1` the first, `L` the last, `B` black, `W` white, and `x`
/// where the talk is over.
#[rustfmt::skip]
const ROOM: &[(&str, &str)] = &[
    //             SBWFEOFAMGS
    ("Right",      "+uu=======+"),
    ("Down",       "+uu=======+"),
    ("Space",      "+uu=======+"),
    ("PageDown",   "+uu===+++++"),
    ("N",          "+uu=======+"),
    ("Left",       "-uu=u=====-"),
    ("Up",         "-uu=u=====-"),
    ("Backspace",  "-uu=u=====-"),
    ("PageUp",     "-uu=u=-----"),
    ("P",          "-uu=u=====-"),
    ("Shift+Space","-uu=u=====-"),
    ("Enter",      "+uu=======+"),
    ("Shift+PageDown", "+uu===+++++"),
    ("Shift+PageUp",   "-uu=u=-----"),
    ("Home",       "111=1=====1"),
    ("End",        "LLL=L=====L"),
    ("B",          "BuBB=BBBBBB"),
    ("Period",     "BuBB=BBBBBB"),
    ("W",          "WWuW=W====W"),
    ("Comma",      "WWuW=W====W"),
    ("Escape",     "Buu=x======"),
    ("F5",         "====u======"),
    ("Shift+F5",   "====u======"),
];

/// What the console sees after a key, state by state: `=` what it saw, `+`, `-`, `1` and `L` another slide, `o` all
/// slides, `c` those no more, `>`, `<`, `f` and `l` another one of them chosen, `/`, `m`, `g` and `k` the finder, the
/// minutes, the number and the keys, `q` none of these any more, `a` an answer, `h` that no more, and `x` where the
/// talk is over.
#[rustfmt::skip]
const CONSOLE: &[(&str, &str)] = &[
    //             SBWFEOFAMGS
    ("Right",      "+==+=>====+"),
    ("Down",       "+==+=>=h==+"),
    ("Space",      "+==+=>====+"),
    ("PageDown",   "+==+=>+++++"),
    ("N",          "+==+=>====+"),
    ("Left",       "-==-=<====-"),
    ("Up",         "-==-=<=h==-"),
    ("Backspace",  "-==-=<=h==-"),
    ("PageUp",     "-==-=<-----"),
    ("P",          "-==-=<====-"),
    ("Shift+Space","-==-=<====-"),
    ("Enter",      "+==+=ca=qq+"),
    ("Shift+PageDown", "+==+=>+++++"),
    ("Shift+PageUp",   "-==-=<-----"),
    ("Home",       "11111f====1"),
    ("End",        "LLLLLl====L"),
    ("O",          "oooooc====o"),
    ("Tab",        "oooooc====o"),
    ("Slash",      "//////====/"),
    ("M",          "mmmmmm====m"),
    ("G",          "gggggg====g"),
    ("Questionmark", "kkkkkk====="),
    ("F1",         "kkkkkk====="),
    ("Shift+Slash", "kkkkkk====="),
    ("Escape",     "====xcqqqqq"),
];

/// What the console shows: its stop, the slide chosen among all, what is asked, and whether an answer stands there.
type Console = (usize, Option<usize>, char, bool);

fn console(desk: &mut Desk) -> Console {
    let talk = desk.app().talk.as_ref().expect("a talk");
    let (asked, has_answer) = match &talk.ask {
        Some(TalkAsk::Raising(raising)) => ('/', raising.shown.is_some()),
        Some(TalkAsk::Shrink(_)) => ('m', false),
        Some(TalkAsk::GoTo(_)) => ('g', false),
        Some(TalkAsk::Keys) => ('k', false),
        None => ('-', false),
    };
    (talk.show.at(), talk.show.chosen(), asked, has_answer)
}

fn console_after((at, chosen, asked, has_answer): Console, code: char) -> Console {
    match code {
        '=' => (at, chosen, asked, has_answer),
        '+' => (at + 1, chosen, asked, has_answer),
        '-' => (at - 1, chosen, asked, has_answer),
        '1' => (0, chosen, asked, has_answer),
        'L' => (4, chosen, asked, has_answer),
        'o' => (at, Some(at), asked, has_answer),
        'c' => (at, None, asked, has_answer),
        '>' => (at, chosen.map(|chosen| chosen + 1), asked, has_answer),
        '<' => (at, chosen.map(|chosen| chosen - 1), asked, has_answer),
        'f' => (at, Some(0), asked, has_answer),
        'l' => (at, Some(4), asked, has_answer),
        '/' | 'm' | 'g' | 'k' => (at, chosen, code, false),
        'q' => (at, chosen, '-', false),
        'a' => (at, chosen, asked, true),
        'h' => (at, chosen, asked, false),
        code => unreachable!("{code}"),
    }
}

#[test]
fn every_key_does_to_the_console_in_every_state_what_the_table_says() {
    let mut desk = start();
    let keys = TALK_KEYS.iter().flat_map(|row| row.keys.iter().copied()).chain(["1", "5", "9"]);
    for key in keys {
        let listed = CONSOLE.iter().find(|(listed, _)| *listed == key).map(|(_, codes)| *codes);
        for (state, code) in STATES.into_iter().zip(listed.unwrap_or("===========").chars()) {
            put_into(&mut desk, state);
            let before = console(&mut desk);
            press(&mut desk, key);
            if code == 'x' {
                assert!(desk.app().talk.is_none(), "{key} in {state:?}");
                continue;
            }
            assert_eq!(console(&mut desk), console_after(before, code), "{key} in {state:?}");
        }
    }
}

fn is_at_stop(desk: &mut Desk) -> (usize, Option<Cover>) {
    let view = desk.app().talk.as_ref().expect("a talk").room_view();
    (view.picture.map_or(usize::MAX, |(page, _)| page), view.cover)
}

fn start() -> Desk {
    let mut desk = Desk::with(BRIEF);
    desk.app().present_console();
    desk.wait(|app| app.talk.as_ref().is_some_and(|talk| talk.is_ready));
    desk
}

/// Puts the talk into a state, on its third stop.
fn put_into(desk: &mut Desk, state: State) {
    if desk.app().talk.is_none() {
        *desk = start();
    }
    let show = |act| TalkAct::Show(act);
    let app = desk.app();
    if let Some(talk) = &mut app.talk {
        talk.ask = None;
        talk.show = demarche::app::talk::Show::new(talk.slides.stops());
        talk.show.act(ShowAct::Next);
        talk.show.act(ShowAct::Next);
    }
    match state {
        State::Slide => {}
        State::Black => app.act_in_talk(show(ShowAct::Black)),
        State::White => app.act_in_talk(show(ShowAct::White)),
        State::Frozen => app.act_in_talk(show(ShowAct::Freeze)),
        State::End => app.act_in_talk(show(ShowAct::Escape)),
        State::Overview => app.act_in_talk(show(ShowAct::Overview)),
        State::Finder | State::Answer => app.act_in_talk(TalkAct::Raise),
        State::Minutes => app.act_in_talk(TalkAct::Shrink),
        State::GoTo => app.act_in_talk(TalkAct::GoTo),
        State::Sheet => app.act_in_talk(TalkAct::Keys),
    }
    if state == State::Answer {
        desk.harness.event(Event::Text("sel".to_owned()));
        desk.harness.step();
        desk.harness.key_press(Key::Enter);
    }
    desk.harness.step();
}

/// A key as the table writes it.
fn press(desk: &mut Desk, written: &str) {
    let parsed = demarche::ui::parse_key(written).expect("a key");
    desk.harness.key_press_modifiers(parsed.modifiers, parsed.logical_key);
    desk.harness.step();
}

fn seen_after(before: (usize, Option<Cover>), code: char) -> (usize, Option<Cover>) {
    let page = before.0;
    match code {
        '=' => before,
        'u' => (page, None),
        '+' => (page + 1, None),
        '-' => (page - 1, None),
        '1' => (0, None),
        'L' => (4, None),
        'B' => (page, Some(Cover::Black)),
        'W' => (page, Some(Cover::White)),
        code => unreachable!("{code}"),
    }
}

#[test]
fn every_key_does_to_the_room_in_every_state_what_the_table_says() {
    let mut desk = start();
    let listed = |key: &str| ROOM.iter().find(|(listed, _)| *listed == key).map(|(_, codes)| *codes);
    let digits = ["1", "5", "9"];
    let keys = TALK_KEYS.iter().flat_map(|row| row.keys.iter().copied()).chain(digits);
    for key in keys {
        // What is not listed is the speaker's own affair.
        let codes = listed(key).unwrap_or("===========");
        for (state, code) in STATES.into_iter().zip(codes.chars()) {
            put_into(&mut desk, state);
            let before = is_at_stop(&mut desk);
            press(&mut desk, key);
            if code == 'x' {
                assert!(desk.app().talk.is_none(), "{key} in {state:?}");
                continue;
            }
            assert!(desk.app().talk.is_some(), "{key} in {state:?} ends the talk");
            assert_eq!(is_at_stop(&mut desk), seen_after(before, code), "{key} in {state:?}");
        }
    }
}

#[test]
fn a_key_asks_the_speaker_where_nothing_is_asked_and_letters_are_letters_elsewhere() {
    let mut desk = start();
    let asked = |desk: &mut Desk| match desk.app().talk.as_ref().and_then(|talk| talk.ask.as_ref()) {
        Some(TalkAsk::Raising(_)) => "finder",
        Some(TalkAsk::Shrink(_)) => "minutes",
        Some(TalkAsk::GoTo(_)) => "number",
        Some(TalkAsk::Keys) => "keys",
        None => "",
    };
    for (key, expected) in [("Slash", "finder"), ("M", "minutes"), ("G", "number"), ("F1", "keys")] {
        for state in STATES {
            put_into(&mut desk, state);
            let before = asked(&mut desk);
            press(&mut desk, key);
            let is_typing = matches!(before, "finder" | "minutes" | "number");
            let expected = if is_typing { before } else { expected };
            assert_eq!(asked(&mut desk), expected, "{key} in {state:?}");
            press(&mut desk, "Escape");
            assert_eq!(asked(&mut desk), "", "Escape closes it");
        }
    }
}

#[test]
fn no_key_of_the_one_screen_shows_anything_private_but_the_two_presses_of_its_own() {
    let mut desk = Desk::with(BRIEF);
    desk.key(Modifiers::NONE, Key::F5);
    desk.wait(|app| app.talk.as_ref().is_some_and(|talk| talk.is_ready));
    for row in TALK_KEYS {
        for key in row.keys {
            if desk.app().talk.is_none() {
                continue;
            }
            press(&mut desk, key);
            let Some(talk) = &desk.app().talk else { continue };
            assert!(talk.is_room_on_main(), "{key} shows the console");
            assert!(talk.ask.is_none(), "{key} asks before the room");
        }
    }
}

#[test]
fn keys_that_fall_into_one_frame_act_in_their_order_and_each_of_them() {
    let mut desk = start();
    for (keys, page, cover) in [
        (&["F", "Right"][..], 2, None),
        (&["B", "Right"], 2, None),
        (&["4", "Enter"], 3, None),
        (&["End", "Left", "Left"], 2, None),
        (&["Left", "Left"], 0, None),
        (&["Right", "B"], 3, Some(Cover::Black)),
    ] {
        put_into(&mut desk, State::Slide);
        // All of them come with the next frame.
        let events: Vec<Event> =
            keys.iter().flat_map(|written| [pressed(written), released(written)]).collect();
        desk.harness.input_mut().events.extend(events);
        desk.harness.step();
        assert_eq!(is_at_stop(&mut desk), (page, cover), "{keys:?}");
    }
    put_into(&mut desk, State::Slide);
    let text = |words: &str| Event::Text(words.to_owned());
    let events = [pressed("Slash"), text("/"), pressed("S"), text("s"), pressed("E"), text("e")];
    desk.harness.input_mut().events.extend(events);
    desk.harness.step();
    let typed = match desk.app().talk.as_ref().and_then(|talk| talk.ask.as_ref()) {
        Some(TalkAsk::Raising(raising)) => raising.typed.clone(),
        asked => panic!("{asked:?}"),
    };
    assert_eq!(typed, "se", "letters behind the key of the finder are typed into it");
}

/// A key that is pressed, as the table writes it.
fn pressed(written: &str) -> Event {
    key_event(written, true)
}

fn released(written: &str) -> Event {
    key_event(written, false)
}

fn key_event(written: &str, pressed: bool) -> Event {
    let parsed = demarche::ui::parse_key(written).expect("a key");
    let (key, modifiers) = (parsed.logical_key, parsed.modifiers);
    Event::Key { key, physical_key: None, pressed, repeat: false, modifiers }
}
