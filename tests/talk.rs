//! The talk by label and key: what a speaker does, and what the program and the room's window then hold.

use demarche::app::talk::{
    Cover, KeptTalk, MarkKind, MarkLine, RoomView, TalkAct, TalkAsk, TalkForm, TalkStart,
};
use demarche::app::{App, Dialog, Screen};
use demarche::session::{Protection, load_json, load_json_lines, store_json};
use egui::accesskit::Role;
use egui::{Event, Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use crate::gui::Desk;

const BRIEF: &str = "---\ntitle: Jobs\ndate: 2024-11-20\nduration: 10m\nmarking: { scheme: uk, banner: OFFICIAL }\nfacts: facts.toml\n---\n\n## Plants {must}\n\n- They employ [](fact:jobs) people.\n\n. . .\n\n- They stay.\n\n> [!SAY]\n> Pause here and name the town.\n\n> [!IF-RAISED] You sell more than you build\n> The share is published every year.\n>\n> **If pressed** We do not guess.\n\n## Parts {could 5m}\n\n- Parts are bought here.\n\n## Next {must}\n\n- We meet again.\n\n> [!RED-LINE]\n> No quota.\n";

fn talk() -> Desk {
    let mut desk = Desk::with(BRIEF);
    desk.key(Modifiers::NONE, Key::F5);
    desk.wait(|app| app.talk.as_ref().is_some_and(|talk| talk.is_ready));
    desk
}

/// A talk with the console in the main window.
fn console() -> Desk {
    let mut desk = Desk::with(BRIEF);
    desk.key(Modifiers::ALT, Key::F5);
    desk.wait(|app| app.talk.as_ref().is_some_and(|talk| talk.is_ready));
    desk
}

fn number(app: &mut App) -> usize {
    let show = &app.talk.as_ref().expect("a talk").show;
    show.stop(show.at()).expect("a stop").place.number
}

fn room(app: &mut App) -> RoomView {
    app.talk.as_ref().expect("a talk").room_view()
}

fn press(desk: &mut Desk, keys: &[Key]) {
    for &key in keys {
        desk.key(Modifiers::NONE, key);
    }
}

/// Keys are swallowed for a second after a talk.
fn pass_a_second(desk: &mut Desk) {
    desk.harness.run_steps(5);
}

#[test]
fn clickers_and_hands_go_through_the_slides() {
    let mut desk = talk();
    assert_eq!(desk.app().talk.as_ref().map(|talk| talk.form), Some(TalkForm::SlidesAlone));
    for key in [Key::PageDown, Key::ArrowRight] {
        press(&mut desk, &[key]);
        assert_eq!(number(desk.app()), 2, "a slide of two steps");
    }
    press(&mut desk, &[Key::Space]);
    assert_eq!(number(desk.app()), 3);
    press(&mut desk, &[Key::PageUp, Key::Period]);
    assert_eq!(room(desk.app()).cover, Some(Cover::Black));
    press(&mut desk, &[Key::PageDown]);
    assert_eq!((room(desk.app()).cover, number(desk.app())), (None, 2), "uncovered, not passed");
    press(&mut desk, &[Key::Num4, Key::Enter]);
    assert_eq!(number(desk.app()), 4);
    press(&mut desk, &[Key::R, Key::F5, Key::Home]);
    assert_eq!(number(desk.app()), 1);
}

#[test]
fn a_clickers_start_button_ends_the_show_and_goes_on_with_it() {
    let mut desk = talk();
    press(&mut desk, &[Key::PageDown, Key::PageDown, Key::PageDown]);
    assert_eq!(number(desk.app()), 3);
    // The button sends F5 and Escape by turns: it goes to the black end and back.
    press(&mut desk, &[Key::Escape]);
    assert_eq!(room(desk.app()).cover, Some(Cover::Black));
    press(&mut desk, &[Key::F5]);
    assert_eq!((room(desk.app()).cover, number(desk.app())), (None, 3));
    press(&mut desk, &[Key::Escape, Key::Escape]);
    assert!(desk.app().talk.is_none());
    pass_a_second(&mut desk);
    press(&mut desk, &[Key::F5]);
    desk.wait(|app| app.talk.as_ref().is_some_and(|talk| talk.is_ready));
    assert_eq!(number(desk.app()), 3);
    assert!(desk.app().talk.as_ref().is_some_and(|talk| talk.clock.has_begun()));
}

#[test]
fn the_one_screen_shows_the_console_only_by_its_key() {
    let mut desk = talk();
    press(&mut desk, &[Key::PageDown, Key::PageDown]);
    desk.key(Modifiers::SHIFT, Key::A);
    press(&mut desk, &[Key::Slash, Key::M]);
    assert!(desk.app().talk.as_ref().is_some_and(|talk| talk.ask.is_none()));
    for private in ["Pause here", "No quota", "Agreed"] {
        assert!(desk.harness.query_all_by_label_contains(private).next().is_none(), "{private}");
    }
    let shows_notes =
        |desk: &mut Desk| desk.harness.query_all_by_label_contains("Pause here").next().is_some();
    for other in [Key::PageDown, Key::Escape, Key::ArrowLeft] {
        let before = number(desk.app());
        press(&mut desk, &[Key::C]);
        assert!(!shows_notes(&mut desk), "black stands between");
        let seen = desk.app().main_room_view();
        assert!(seen.cover == Some(Cover::Black) && seen.note.is_some());
        press(&mut desk, &[other]);
        assert!(!shows_notes(&mut desk) && desk.app().main_room_view().cover.is_none());
        assert_eq!(number(desk.app()), before, "it is called off, and nothing else happens");
    }
    press(&mut desk, &[Key::C, Key::C]);
    assert!(shows_notes(&mut desk));
    press(&mut desk, &[Key::C]);
    assert!(desk.harness.query_all_by_label_contains("Pause here").next().is_none());
}

#[test]
fn the_room_holds_the_counterparts_pages_and_nothing_else() {
    let mut desk = talk();
    let app = desk.app();
    let talk = app.talk.as_ref().expect("a talk");
    let pages: Vec<usize> = talk.show.stops().iter().map(|stop| stop.page_idx).collect();
    let drawn: Vec<Vec<u8>> = pages.iter().map(|page| talk.pictures[page].unpack().rgba).collect();
    // The same brief without a private word gives the same pixels.
    let open = BRIEF.replace("No quota", "Never").replace("Pause here and name the town", "Hush");
    let open = open.replace("We do not guess", "x").replace("You sell more than you build", "y");
    let mut other = Desk::with(&open);
    other.key(Modifiers::NONE, Key::F5);
    other.wait(|app| app.talk.as_ref().is_some_and(|talk| talk.is_ready));
    let talk = other.app().talk.as_ref().expect("a talk");
    let others: Vec<Vec<u8>> = pages.iter().map(|page| talk.pictures[page].unpack().rgba).collect();
    assert!(drawn == others, "private text changes what the room sees");
}

#[test]
fn the_console_shows_what_the_speaker_may_read_and_what_comes_next() {
    let mut desk = console();
    press(&mut desk, &[Key::PageDown]);
    desk.harness.get_by_label_contains("Pause here and name the town.");
    desk.harness.get_by_label_contains("Slide 2 of");
    assert!(
        desk.harness.query_all_by_label_contains("They stay").next().is_none(),
        "what stands on the slide is not repeated beside it"
    );
    desk.harness.get_by_role_and_label(Role::Image, "nothing but this view");
    desk.harness.get_by_role_and_label(Role::Image, "Next step");
    press(&mut desk, &[Key::F, Key::PageDown, Key::PageDown]);
    desk.harness.get_by_label_contains("screen is frozen");
    assert_eq!(number(desk.app()), 3);
    let seen = room(desk.app()).picture.map(|(page, _)| page);
    let talk = desk.app().talk.as_ref().expect("a talk");
    assert_eq!(seen, talk.show.stop(1).map(|stop| stop.page_idx), "the room stays where it was");
    desk.key(Modifiers::SHIFT, Key::ArrowDown);
    assert_eq!(desk.app().talk.as_ref().map(|talk| talk.n_scrolls), Some(1));
    assert_eq!(number(desk.app()), 3, "the slide stays");
    let before = desk.app().settings.notes_size_pt;
    press(&mut desk, &[Key::Plus]);
    assert!(desk.app().settings.notes_size_pt > before);
}

#[test]
fn a_question_is_answered_in_three_keystrokes_and_ticked() {
    let mut desk = console();
    press(&mut desk, &[Key::PageDown]);
    let before = room(desk.app()).picture.map(|(page, _)| page);
    press(&mut desk, &[Key::Slash]);
    desk.harness.event(Event::Text("sel".to_owned()));
    desk.step();
    press(&mut desk, &[Key::Enter]);
    desk.harness.get_by_label_contains("The share is published every year.");
    desk.harness.get_by_label_contains("We do not guess.");
    assert_eq!(desk.app().talk.as_ref().map(|talk| talk.used.len()), Some(1));
    assert_eq!(room(desk.app()).picture.map(|(page, _)| page), before, "the room sees no change");
    press(&mut desk, &[Key::Escape]);
    assert!(desk.app().talk.as_ref().is_some_and(|talk| talk.ask.is_none()));
}

#[test]
fn the_talk_shrinks_to_the_time_there_is() {
    let mut desk = console();
    press(&mut desk, &[Key::M]);
    desk.harness.event(Event::Text("2m".to_owned()));
    desk.step();
    press(&mut desk, &[Key::Enter]);
    desk.harness.get_by_label_contains("1 point dropped");
    press(&mut desk, &[Key::Escape, Key::PageDown, Key::PageDown, Key::PageDown]);
    assert_eq!(number(desk.app()), 4, "the slide of what could be said is passed over");
    let talk = desk.app().talk.as_mut().expect("a talk");
    let dropped = talk.plan.dropped().next().expect("a point").start;
    talk.toggle_point(dropped);
    press(&mut desk, &[Key::PageUp]);
    assert_eq!(number(desk.app()), 3, "it was brought back");
}

#[test]
fn what_was_said_becomes_a_record_that_stays_with_us() {
    let mut desk = console();
    press(&mut desk, &[Key::PageDown]);
    desk.key(Modifiers::SHIFT, Key::R);
    desk.key(Modifiers::SHIFT, Key::P);
    assert_eq!(desk.app().talk.as_ref().map(|talk| talk.marks[1].kind), Some(MarkKind::Promised));
    press(&mut desk, &[Key::Escape, Key::Escape]);
    assert!(matches!(desk.app().view.dialog, Some(Dialog::AfterTalk { .. })));
    desk.click("Draft the record");
    assert!(desk.text().contains("Plants") && desk.text().contains("record"), "{}", desk.text());
    assert!(!desk.app().session.is_saved());
}

/// The marks that are on disk at this moment.
fn marks_on_disk(desk: &Desk) -> Vec<MarkKind> {
    let files = std::fs::read_dir(desk.folder.path().join("state/talks")).into_iter().flatten().flatten();
    let of_marks = files.filter(|file| file.file_name().to_string_lossy().starts_with("marks"));
    let lines = of_marks.flat_map(|file| load_json_lines::<MarkLine>(&file.path()).expect("read"));
    lines.map(|line| line.mark.kind).collect()
}

#[test]
fn each_mark_is_on_disk_when_it_is_made_and_its_record_can_be_drafted_later() {
    let mut desk = console();
    press(&mut desk, &[Key::PageDown]);
    let keys = [
        (Key::R, MarkKind::Raised),
        (Key::A, MarkKind::Agreed),
        (Key::F, MarkKind::Refused),
        (Key::P, MarkKind::Promised),
    ];
    for n in 0..50 {
        // Nothing is waited for: whoever kills the program now finds the mark.
        let (_, kind) = keys[n % 4];
        desk.app().act_in_talk(TalkAct::Mark(kind));
        let on_disk = marks_on_disk(&desk);
        assert_eq!((on_disk.len(), on_disk.last()), (n + 1, Some(&kind)));
    }
    let mut desk = desk.started_anew();
    assert!(matches!(desk.app().view.dialog, Some(Dialog::ResumeTalk { .. })));
    press(&mut desk, &[Key::Escape]);
    assert!(desk.app().talk_asked.is_none() && desk.app().view.dialog.is_none());
    desk.app().run("draft-record");
    desk.step();
    let text = desk.text();
    let is_mark = |line: &&str| line.starts_with("- ") && !line.starts_with("- [");
    assert_eq!(text.lines().filter(is_mark).count(), 50, "{text}");
    desk.wait(|app| app.protection == Protection::Protected);
}

#[test]
fn a_talk_that_was_broken_off_goes_on_by_one_key_within_the_hour() {
    let mut desk = console();
    press(&mut desk, &[Key::PageDown, Key::PageDown]);
    desk.key(Modifiers::SHIFT, Key::R);
    let mut desk = desk.started_anew();
    assert!(desk.app().talk_asked.is_none(), "it is asked first");
    press(&mut desk, &[Key::Enter]);
    desk.wait(|app| app.talk.as_ref().is_some_and(|talk| talk.is_ready));
    assert_eq!((number(desk.app()), desk.app().talk.as_ref().map(|talk| talk.marks.len())), (2, Some(1)));
    let file = std::fs::read_dir(desk.folder.path().join("state/talks")).expect("a folder").flatten();
    let file =
        file.map(|file| file.path()).find(|path| path.to_string_lossy().contains("talk-")).expect("kept");
    let folder = desk.folder.path().to_owned();
    let mut desk = desk.started_anew();
    assert!(matches!(desk.app().view.dialog, Some(Dialog::ResumeTalk { .. })) && folder.exists());
    let mut kept = load_json::<KeptTalk>(&file).expect("read").expect("kept");
    kept.at_millis -= 60 * 60 * 1_000;
    store_json(&file, &kept).expect("written");
    let mut desk = desk.started_anew();
    assert!(desk.app().view.dialog.is_none() && desk.app().talk_asked.is_none(), "too old");
}

#[test]
fn minutes_count_from_now_over_what_is_left() {
    let mut desk = console();
    press(&mut desk, &[Key::PageDown, Key::PageDown, Key::PageDown]);
    assert_eq!(number(desk.app()), 3, "at the parts, which take five minutes");
    press(&mut desk, &[Key::M]);
    desk.harness.event(Event::Text("6".to_owned()));
    desk.step();
    press(&mut desk, &[Key::Enter]);
    desk.harness.get_by_label_contains("0 points dropped");
    let said = |desk: &mut Desk| -> Vec<String> {
        let plan = &desk.app().talk.as_ref().expect("a talk").plan;
        plan.said().map(|point| point.title.clone()).collect()
    };
    assert!(!said(&mut desk).iter().any(|title| title.contains("employ")), "that was said");
    let has_parts = |desk: &mut Desk| said(desk).iter().any(|title| title.contains("Parts are bought"));
    assert!(has_parts(&mut desk));
    // A point is taken out and brought back by key.
    let talk = desk.app().talk.as_ref().expect("a talk");
    let row = talk.plan.points.iter().position(|planned| planned.point.title.contains("Parts"));
    assert_eq!(row, Some(talk.chosen_point), "the first that is left is chosen");
    press(&mut desk, &[Key::ArrowDown, Key::ArrowUp]);
    press(&mut desk, &[Key::Space]);
    assert!(!has_parts(&mut desk));
    press(&mut desk, &[Key::Space]);
    assert!(has_parts(&mut desk));
    let available = desk.app().talk.as_ref().and_then(|talk| talk.available).expect("said");
    assert!(available.as_secs() >= 360 && available.as_secs() < 420, "{available:?}: six minutes from now");
}

#[test]
fn a_rehearsal_is_timed_kept_and_written_back() {
    let mut desk = Desk::with(BRIEF);
    desk.key(Modifiers::COMMAND, Key::F5);
    desk.wait(|app| app.talk.as_ref().is_some_and(|talk| talk.is_ready));
    press(&mut desk, &[Key::PageDown, Key::PageDown, Key::PageDown, Key::Escape, Key::Escape]);
    desk.harness.get_by_label("The rehearsal");
    desk.harness.get_by_label("In all");
    assert_eq!(desk.app().practice.last_runs.len(), 1);
    desk.click("Write the times into the brief");
    assert!(desk.app().toasts.iter().any(|toast| toast.offer.is_some()));
}

#[test]
fn the_drill_asks_hides_and_grades() {
    let mut desk = Desk::with(BRIEF);
    desk.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::Q);
    desk.harness.get_by_label("You sell more than you build");
    let menus = |desk: &mut Desk| desk.harness.query_all_by_label_contains("Plants").count();
    assert_eq!(menus(&mut desk), 0, "the brief is not behind it");
    assert!(desk.harness.query_by_label_contains("published every year").is_none());
    desk.click("Show the answer");
    desk.harness.get_by_label_contains("published every year");
    press(&mut desk, &[Key::Num2]);
    desk.harness.get_by_label_contains("1 weak");
    desk.click("Done");
    assert!(desk.app().view.dialog.is_none());
    desk.step();
    assert!(menus(&mut desk) > 0, "the brief is back");
}

/// A screen at a place.
fn screen(name: &str, x: i32, is_own: bool) -> Screen {
    Screen { name: name.to_owned(), pos_px: (x, 0), size_px: (1_280, 720), is_own }
}

/// A talk on two screens: the console on `laptop`, the slides on `wall`.
fn on_two_screens() -> Desk {
    let mut desk = Desk::with(BRIEF);
    desk.app().meet_screens(vec![screen("laptop", 0, true), screen("wall", 1_280, false)]);
    assert_eq!(desk.app().room_screen(), Some(1));
    desk.key(Modifiers::NONE, Key::F5);
    desk.wait(|app| app.talk.as_ref().is_some_and(|talk| talk.is_ready));
    desk
}

fn shows_notes(desk: &mut Desk) -> bool {
    desk.step();
    desk.harness.query_all_by_label_contains("Pause here").next().is_some()
}

#[test]
fn a_screen_that_goes_away_leaves_the_slides_and_not_the_console() {
    for left in ["laptop", "wall"] {
        let mut desk = on_two_screens();
        assert_eq!(desk.app().talk.as_ref().map(|talk| talk.form), Some(TalkForm::TwoWindows));
        press(&mut desk, &[Key::PageDown]);
        assert!(shows_notes(&mut desk));
        desk.harness.get_by_role_and_label(Role::Image, "this slide");
        desk.app().meet_screens(vec![screen(left, 0, true)]);
        assert!(!shows_notes(&mut desk), "{left}");
        let talk = desk.app().talk.as_ref().expect("the talk goes on");
        assert_eq!((talk.form, talk.is_console_shown), (TalkForm::SlidesAlone, false));
        assert_eq!((number(desk.app()), desk.app().main_room_view().cover), (2, None));
        // A screen that comes shows slides, and so does the one that the room watched.
        desk.app().meet_screens(vec![screen(left, 0, true), screen("hall", 1_280, false)]);
        assert!(!shows_notes(&mut desk), "{left}");
        let windows = desk.app().talk.as_ref().map(|talk| talk.stage.room_windows().len());
        assert_eq!(windows, Some(1));
        press(&mut desk, &[Key::C]);
        assert!(!shows_notes(&mut desk));
        press(&mut desk, &[Key::C]);
        assert!(shows_notes(&mut desk));
        desk.harness.get_by_label_contains("The screens changed");
        press(&mut desk, &[Key::PageDown]);
        assert!(desk.harness.query_by_label_contains("The screens changed").is_none(), "told once");
    }
}

#[test]
fn all_slides_are_not_for_a_room_that_sees_one_of_them() {
    let mut desk = on_two_screens();
    press(&mut desk, &[Key::ArrowRight, Key::F, Key::ArrowRight, Key::O]);
    desk.app().meet_screens(vec![screen("laptop", 0, true), screen("wall", 0, true)]);
    desk.step();
    let talk = desk.app().talk.as_ref().expect("a talk");
    assert!(talk.is_room_on_main() && talk.show.chosen().is_none(), "the overview was the console's");
    // On the only screen what covers the slide covers them all.
    for cover in [Key::B, Key::W, Key::F] {
        let mut desk = Desk::with(BRIEF);
        desk.app().meet_screens(vec![screen("laptop", 0, true)]);
        desk.key(Modifiers::NONE, Key::F5);
        desk.wait(|app| app.talk.as_ref().is_some_and(|talk| talk.is_ready));
        press(&mut desk, &[Key::O]);
        assert!(desk.harness.query_by_role_and_label(Role::Button, "Slide 3").is_some());
        press(&mut desk, &[Key::O, cover, Key::O]);
        assert!(desk.harness.query_by_role_and_label(Role::Button, "Slide 3").is_none(), "{cover:?}");
    }
}

#[test]
fn screens_that_mirror_each_other_are_one() {
    let mut desk = on_two_screens();
    press(&mut desk, &[Key::PageDown]);
    desk.app().meet_screens(vec![screen("laptop", 0, true), screen("wall", 0, true)]);
    assert!(!shows_notes(&mut desk));
    assert!(desk.app().talk.as_ref().is_some_and(|talk| talk.stage.room_windows().is_empty()));
    press(&mut desk, &[Key::Slash, Key::M, Key::G]);
    assert!(
        desk.app().talk.as_ref().is_some_and(|talk| talk.ask.is_none()),
        "nothing is asked before the room"
    );
}

#[test]
fn the_screens_are_swapped_by_two_presses_and_remembered_for_these_screens() {
    let mut desk = on_two_screens();
    press(&mut desk, &[Key::PageDown, Key::S]);
    let is_black = |desk: &mut Desk| {
        let app = desk.app();
        let windows = app.talk.as_ref().expect("a talk").stage.room_windows();
        windows.iter().all(|&window| app.window_room_view(window).cover == Some(Cover::Black))
    };
    assert!(is_black(&mut desk) && shows_notes(&mut desk), "black stands between");
    press(&mut desk, &[Key::PageDown]);
    assert!(!is_black(&mut desk) && number(desk.app()) == 2, "any other key calls it off");
    press(&mut desk, &[Key::S, Key::S]);
    assert_eq!(desk.app().settings.room_screen.as_deref(), Some("laptop"));
    assert!(!shows_notes(&mut desk), "not before the window has moved");
    desk.app().meet_screens(vec![screen("laptop", 0, false), screen("wall", 1_280, true)]);
    assert!(shows_notes(&mut desk));
    press(&mut desk, &[Key::Escape, Key::Escape]);
    assert!(desk.app().talk.is_none());
    // Back at home; these screens again another day.
    desk.app().meet_screens(vec![screen("laptop", 0, true)]);
    let two = vec![screen("laptop", 0, true), screen("wall", 1_280, false)];
    desk.app().meet_screens(two.clone());
    assert_eq!(desk.app().room_screen(), Some(0), "as it was left");
    desk.app().meet_screens(vec![screen("laptop", 1_280, true), screen("wall", 0, false)]);
    desk.app().settings.room_screen = None;
    assert_eq!(desk.app().room_screen(), Some(1), "another place, another set");
    desk.app().meet_screens(two);
    desk.app().display.asked_screen = Some(1);
    assert_eq!(desk.app().room_screen(), Some(1), "what the shell asks for comes first");
}

#[test]
fn the_screen_that_was_asked_for_shows_slides_wherever_the_window_is() {
    for asked in [0, 1] {
        let mut desk = Desk::with(BRIEF);
        desk.app().meet_screens(vec![screen("laptop", 0, true), screen("wall", 1_280, false)]);
        desk.app().display.asked_screen = Some(asked);
        desk.key(Modifiers::NONE, Key::F5);
        desk.wait(|app| app.talk.as_ref().is_some_and(|talk| talk.is_ready));
        let stage = &desk.app().talk.as_ref().expect("a talk").stage;
        assert_eq!((stage.room_screen(), stage.main_target()), (asked, 1 - asked));
        assert!(stage.room_windows().iter().any(|window| window.screen_idx == asked && !window.is_black));
    }
}

#[test]
fn a_talk_that_cannot_begin_as_asked_says_why() {
    for (from, asked_screen, words) in [
        (Some(99), None, "there is no slide 99"),
        (Some(0), None, "no slide 0"),
        (None, Some(8), "no screen 9"),
    ] {
        let mut desk = Desk::with(BRIEF);
        let (refusals, refused) = std::sync::mpsc::channel();
        desk.app().meet_screens(vec![screen("laptop", 0, true)]);
        desk.app().display.asked_screen = asked_screen;
        desk.app().display.refusals = Some(refusals);
        desk.app().present_from(TalkStart { from_number: from, ..TalkStart::default() });
        desk.wait(|app| app.talk_asked.is_none());
        let reason = refused.recv().expect("told");
        assert!(reason.contains(words), "{reason}");
        assert!(desk.app().talk.is_none() && desk.app().is_leaving());
    }
}

#[test]
fn after_the_show_no_key_of_the_talk_is_written_into_the_brief() {
    let mut desk = talk();
    let before = desk.text();
    press(&mut desk, &[Key::Escape]);
    // All that is pressed in the same second.
    for key in [Key::Escape, Key::F5] {
        desk.harness.key_press(key);
    }
    desk.step();
    assert!(desk.app().talk_asked.is_none() && desk.app().talk.is_none(), "swallowed");
    pass_a_second(&mut desk);
    desk.type_text(" ");
    desk.type_text("b");
    press(&mut desk, &[Key::Enter, Key::Backspace]);
    assert_eq!(desk.text(), before, "nobody has given the text the keyboard");
    press(&mut desk, &[Key::Tab]);
    desk.type_text("x");
    assert_ne!(desk.text(), before, "Tab does");
}

#[test]
fn a_talk_of_the_shell_ends_the_program_when_nothing_is_asked() {
    let mut desk = talk();
    desk.app().display.ends_with_talk = true;
    desk.key(Modifiers::SHIFT, Key::A);
    press(&mut desk, &[Key::C, Key::C]);
    desk.key(Modifiers::SHIFT, Key::A);
    press(&mut desk, &[Key::Escape, Key::Escape]);
    assert!(matches!(desk.app().view.dialog, Some(Dialog::AfterTalk { .. })));
    assert!(!desk.app().is_leaving());
    desk.click("Close");
    desk.step();
    assert!(desk.app().is_leaving());
}

#[test]
fn a_clicker_works_while_something_is_looked_for() {
    let mut desk = console();
    press(&mut desk, &[Key::PageDown, Key::Slash]);
    press(&mut desk, &[Key::B]);
    desk.type_text("b");
    assert_eq!(room(desk.app()).cover, Some(Cover::Black), "while the field is empty");
    press(&mut desk, &[Key::PageDown, Key::PageDown]);
    assert_eq!((room(desk.app()).cover, number(desk.app())), (None, 2));
    desk.type_text("sel");
    press(&mut desk, &[Key::B, Key::Period, Key::F5]);
    assert_eq!(room(desk.app()).cover, None, "letters are letters now");
    press(&mut desk, &[Key::Enter]);
    for (key, kind) in [
        (Key::R, MarkKind::Raised),
        (Key::A, MarkKind::Agreed),
        (Key::F, MarkKind::Refused),
        (Key::P, MarkKind::Promised),
    ] {
        desk.key(Modifiers::SHIFT, key);
        let mark = desk.app().talk.as_ref().and_then(|talk| talk.marks.last().cloned()).expect("a mark");
        assert_eq!((mark.kind, mark.title.as_str()), (kind, "You sell more than you build"));
    }
    assert!(desk.app().talk.as_ref().is_some_and(|talk| talk.ask.is_some()), "the answer stays");
}

#[test]
fn the_place_is_kept_at_each_step() {
    let mut desk = console();
    press(&mut desk, &[Key::PageDown, Key::PageDown, Key::B]);
    let folder = desk.folder.path().join("state/talks");
    let kept = |folder: &std::path::Path| -> Option<KeptTalk> {
        let file = std::fs::read_dir(folder).ok()?.flatten().next()?.path();
        load_json(&file).ok()?
    };
    desk.wait(|_| kept(&folder).is_some_and(|kept| kept.show.cover == Some(Cover::Black)));
    let place = kept(&folder).expect("kept");
    assert!(place.is_live && place.clock.is_running());
    assert_eq!((place.show.at.slide_idx, place.show.at.step), (1, 1));
    press(&mut desk, &[Key::Escape, Key::Escape, Key::Escape]);
    desk.wait(|_| kept(&folder).is_some_and(|kept| !kept.is_live));
}

#[test]
fn the_overview_and_the_key_sheet_open_and_close() {
    let mut desk = console();
    press(&mut desk, &[Key::O]);
    desk.harness.get_by_role_and_label(Role::Button, "Slide 3").click();
    desk.step();
    assert_eq!(number(desk.app()), 3);
    press(&mut desk, &[Key::Questionmark]);
    assert!(desk.app().talk.as_ref().is_some_and(|talk| matches!(talk.ask, Some(TalkAsk::Keys))));
    desk.harness.get_by_label("Freeze the room's screen");
    press(&mut desk, &[Key::Escape]);
    assert!(desk.app().talk.as_ref().is_some_and(|talk| talk.ask.is_none()));
}

#[test]
fn slides_that_memory_has_no_room_for_are_drawn_when_they_come_near() {
    let slides: Vec<String> = (1..=20).map(|n| format!("## Subject {n}\n\n- Point {n}.\n\n")).collect();
    let mut desk = Desk::with(&slides.concat());
    desk.key(Modifiers::NONE, Key::F5);
    desk.wait(|app| app.talk.as_ref().is_some_and(|talk| talk.is_ready));
    let talk = desk.app().talk.as_mut().expect("a talk");
    assert_eq!(talk.pictures.len(), 21);
    talk.max_bytes = 0;
    let picture = talk.pictures[&0].clone();
    for _ in 0..20 {
        talk.take_in(0, picture.clone());
    }
    assert!(talk.pictures.len() <= 8, "{} are held", talk.pictures.len());
    assert!(talk.drawing.is_none(), "what would only be dropped is not drawn");
    assert!(talk.missing_pages().is_empty());
    // Among all slides, those that are not held are drawn small.
    press(&mut desk, &[Key::O]);
    desk.wait(|app| {
        let talk = app.talk.as_ref().expect("a talk");
        (0..21).all(|page_idx| talk.thumbnail(page_idx).is_some())
    });
    press(&mut desk, &[Key::Escape]);
    press(&mut desk, &[Key::End]);
    desk.wait(|app| room(app).picture.is_some());
    assert_eq!(number(desk.app()), 21);
    let talk = desk.app().talk.as_ref().expect("a talk");
    let (page_idx, picture) = talk.room_view().picture.expect("drawn");
    assert_eq!(talk.slides.title(page_idx), "Subject 20");
    let drawn = talk.slides.draw(page_idx, picture.size_px()).expect("it is set");
    assert!(drawn.unpack().rgba == picture.unpack().rgba, "what is seen is not the page");
    assert!(talk.pictures.len() <= 8, "{} are held", talk.pictures.len());
}

#[test]
fn a_slide_that_is_gone_to_does_not_wait_for_those_before_it_to_be_drawn() {
    let slides: Vec<String> = (1..=40).map(|n| format!("## Subject {n}\n\n- Point {n}.\n\n")).collect();
    let mut desk = Desk::with(&slides.concat());
    desk.key(Modifiers::NONE, Key::F5);
    desk.wait(|app| app.talk.as_ref().is_some_and(|talk| talk.can_begin()));
    let talk = desk.app().talk.as_mut().expect("a talk");
    // As if none but the first were drawn yet.
    talk.pictures.retain(|&page_idx, _| page_idx == 0);
    talk.draw_for(talk.drawn_for_px);
    talk.show.act(demarche::app::talk::ShowAct::Last);
    let missing = talk.missing_pages();
    assert_eq!((missing.len(), missing.first()), (41, Some(&40)), "the nearest first, and then the others");
}

#[test]
fn a_finger_on_the_left_goes_back_and_a_pen_draws_what_is_kept_after_the_talk() {
    let mut desk = talk();
    press(&mut desk, &[Key::PageDown, Key::PageDown, Key::PageDown]);
    assert_eq!(number(desk.app()), 3);
    let tap = |desk: &mut Desk, at: egui::Pos2, is_finger: bool| {
        let touch = |phase| Event::Touch {
            device_id: egui::TouchDeviceId(0),
            id: egui::TouchId(1),
            phase,
            pos: at,
            force: None,
        };
        let button = |pressed| Event::PointerButton {
            pos: at,
            button: egui::PointerButton::Primary,
            pressed,
            modifiers: Modifiers::NONE,
        };
        desk.harness.event(Event::PointerMoved(at));
        for (pressed, phase) in [(true, egui::TouchPhase::Start), (false, egui::TouchPhase::End)] {
            if is_finger {
                desk.harness.event(touch(phase));
            }
            desk.harness.event(button(pressed));
            desk.harness.step();
        }
        desk.step();
    };
    let (left, right) = (egui::pos2(60.0, 300.0), egui::pos2(700.0, 300.0));
    tap(&mut desk, left, true);
    assert_eq!(number(desk.app()), 2);
    tap(&mut desk, right, true);
    assert_eq!(number(desk.app()), 3);
    tap(&mut desk, left, false);
    assert_eq!(number(desk.app()), 4, "a mouse has a button for going back");
    press(&mut desk, &[Key::E]);
    desk.key(Modifiers::SHIFT, Key::E);
    tap(&mut desk, right, false);
    tap(&mut desk, egui::pos2(500.0, 250.0), false);
    let drawn = room(desk.app()).ink;
    assert_eq!((drawn.len(), number(desk.app())), (2, 4), "each is a stroke of its own, and none goes on");
    assert_eq!(drawn[0].pen.color, demarche::app::talk::PenColor::Blue);
    // A talk that has come to its last slide begins anew; one that was left before goes on.
    press(&mut desk, &[Key::Escape, Key::PageUp, Key::Escape, Key::Escape]);
    assert!(desk.app().talk.is_none());
    pass_a_second(&mut desk);
    // What was drawn is offered for printing first.
    assert!(desk.app().view.dialog.is_some());
    desk.key(Modifiers::NONE, Key::Escape);
    press(&mut desk, &[Key::F5]);
    desk.wait(|app| app.talk.as_ref().is_some_and(|talk| talk.is_ready));
    let kept = desk.app().talk.as_ref().and_then(|talk| talk.show.ink.values().next().cloned());
    assert_eq!(kept, Some(drawn));
}

#[test]
fn the_pointer_takes_its_shapes_by_key_and_keeps_the_last() {
    let mut desk = talk();
    press(&mut desk, &[Key::L]);
    let shape = |desk: &mut Desk| room(desk.app()).pointer_look.shape;
    let first = shape(&mut desk);
    let mut seen = vec![first];
    for _ in 0..2 {
        desk.key(Modifiers::SHIFT, Key::L);
        seen.push(shape(&mut desk));
    }
    seen.dedup();
    assert_eq!(seen.len(), 3, "{seen:?}");
    assert_eq!(desk.app().settings.pointer_shape, seen[2]);
    desk.key(Modifiers::SHIFT, Key::L);
    assert_eq!(shape(&mut desk), first);
}

#[test]
fn the_clock_shows_what_passed_what_is_left_and_the_time_and_grows_by_a_key() {
    let mut desk = console();
    press(&mut desk, &[Key::PageDown]);
    for figure in ["spoken", "left", "time", "pace"] {
        desk.harness.get_by_label(figure);
    }
    let height = |desk: &mut Desk| {
        let now = desk.app().now_unix_millis();
        let label = desk.app().time_of_day(now);
        desk.harness.get_by_label("left").rect().top() - desk.harness.get_by_label(&label).rect().bottom()
    };
    let before = height(&mut desk).abs();
    press(&mut desk, &[Key::D]);
    assert_eq!(desk.app().settings.clock_size, demarche::app::ClockSize::Large);
    desk.step();
    let after = height(&mut desk).abs();
    assert!(after > before * 1.3, "{before} and {after}");
}

#[test]
fn the_room_is_checked_before_a_show() {
    let mut desk = Desk::with(BRIEF);
    desk.app().meet_screens(vec![screen("laptop", 0, true), screen("wall", 1_280, false)]);
    desk.app().run("check-room");
    desk.wait(|app| app.room_check().is_some_and(|check| check.n_slides.is_some()));
    desk.step();
    desk.harness.get_by_label_contains("1 laptop 1280×720: your text");
    desk.harness.get_by_label_contains("2 wall 1280×720: slides");
    desk.harness.get_by_label("4 ready");
    // Whatever a clicker sends is shown with what it does, and does nothing.
    for key in [Key::PageDown, Key::Period, Key::Escape, Key::F5, Key::Insert] {
        press(&mut desk, &[key]);
    }
    desk.harness.get_by_label("PageDown: Next\n.: Black\nEscape: Leave what is open, then to the black end; there, end\nF5: Go on from the end; clickers send it\nInsert: nothing");
    assert!(desk.app().talk.is_none() && desk.app().view.dialog.is_some());
    desk.click("Show the numbers on the screens");
    assert!(desk.app().numbers_left_millis().is_some_and(|left| left > 1_000));
    desk.click("Done");
    desk.step();
    assert!(desk.app().room_check().is_none() && desk.app().numbers_left_millis().is_none());
}

#[test]
fn links_on_slides_are_followed_by_key_and_click_and_one_gets_back() {
    let brief = "# Jobs\n\n## One\n\n[To the end](#last)\n\n. . .\n\n[To the top](#jobs)\n\n## Two\n\nText.\n\n## Last\n\n[One](#one)\n";
    let mut desk = Desk::with(brief);
    desk.key(Modifiers::ALT, Key::F5);
    desk.wait(|app| app.talk.as_ref().is_some_and(|talk| talk.is_ready));
    press(&mut desk, &[Key::PageDown]);
    let leads_to =
        |desk: &mut Desk| room(desk.app()).links.iter().map(|link| link.slide_idx).collect::<Vec<_>>();
    assert_eq!(leads_to(&mut desk), [3], "what is not shown yet is no link");
    press(&mut desk, &[Key::PageDown]);
    assert_eq!(leads_to(&mut desk), [3, 0]);
    press(&mut desk, &[Key::K]);
    assert_eq!(number(desk.app()), 4);
    desk.harness.get_by_role_and_label(Role::Button, "→ 2  One").click();
    desk.step();
    assert_eq!(number(desk.app()), 2);
    press(&mut desk, &[Key::R, Key::R]);
    assert_eq!(number(desk.app()), 2, "back to where one was");
    let area = room(desk.app()).links[0].area;
    let middle = [0, 1].map(|axis| f32::midpoint(area.min[axis], area.max[axis]));
    assert_eq!(room(desk.app()).link_at(middle), Some(3));
    assert_eq!(room(desk.app()).link_at([0.99, 0.99]), None);
}

#[test]
fn keys_of_the_talk_can_be_changed() {
    let mut desk = Desk::with(BRIEF);
    desk.key(Modifiers::NONE, Key::F1);
    desk.harness.get_by_label("Key of Black").scroll_to_me();
    desk.step();
    desk.step();
    desk.click("Key of Black");
    press(&mut desk, &[Key::W]);
    desk.harness.get_by_label("W runs White already");
    press(&mut desk, &[Key::H]);
    press(&mut desk, &[Key::Escape, Key::F5]);
    desk.wait(|app| app.talk.as_ref().is_some_and(|talk| talk.is_ready));
    press(&mut desk, &[Key::B]);
    assert_eq!(room(desk.app()).cover, None);
    press(&mut desk, &[Key::H]);
    assert_eq!(room(desk.app()).cover, Some(Cover::Black));
}

#[test]
fn each_screen_has_its_size_of_type() {
    let mut desk = console();
    let screen = |name: &str| Screen { name: name.to_owned(), is_own: true, ..Screen::default() };
    desk.app().meet_screens(vec![screen("laptop")]);
    let usual = desk.app().notes_size_pt();
    press(&mut desk, &[Key::Plus, Key::Plus]);
    let larger = desk.app().notes_size_pt();
    assert!(larger > usual);
    desk.app().meet_screens(vec![screen("hall")]);
    press(&mut desk, &[Key::Num0]);
    assert_eq!(desk.app().notes_size_pt(), usual);
    desk.app().meet_screens(vec![screen("laptop")]);
    assert_eq!(desk.app().notes_size_pt(), larger);
}

#[test]
fn what_stands_on_the_slide_is_not_said_again_beside_it_with_its_portion_marks() {
    let mut desk = Desk::with(
        "---\ntitle: Jobs\nmarking: { scheme: us, banner: SBU }\n---\n\n## (U) Plants\n\n- (U) They **employ** many people.\n- (SBU) They may go.\n\n(U) A line of text.\n\n> [!SAY]\n> (U) Name the town.\n",
    );
    desk.key(Modifiers::ALT, Key::F5);
    desk.wait(|app| app.talk.as_ref().is_some_and(|talk| talk.is_ready));
    press(&mut desk, &[Key::PageDown]);
    let has = |desk: &mut Desk, words: &str| {
        let mut told = desk.harness.query_all_by_label_contains(words);
        // The picture of the slide is named by what stands on it.
        told.any(|node| node.accesskit_node().role() != Role::Image)
    };
    assert!(has(&mut desk, "Name the town"));
    assert!(!has(&mut desk, "A line of text"), "it stands on the slide");
    assert!(has(&mut desk, "They may go"), "what is not on the slide stands here");
}

#[test]
fn a_brief_that_is_changed_elsewhere_asks_nothing_of_who_speaks() {
    let mut desk = talk();
    let path = desk.folder.path().join("brief.md");
    let words = "Written by another program.\n";
    std::fs::write(&path, words).expect("written");
    desk.app().focus_gained();
    desk.step();
    // Text that is not saved would be asked about, and Escape there would blacken the room's screen.
    assert!(desk.app().view.dialog.is_none() && desk.app().toasts.is_empty());
    assert_ne!(desk.text(), words);
    while desk.app().talk.is_some() {
        press(&mut desk, &[Key::Escape]);
    }
    desk.wait(|app| app.session.text() == words);
}

#[test]
fn the_room_does_not_see_the_text_before_a_talk_begins_or_goes_on() {
    let n_texts = |desk: &mut Desk| {
        desk.step();
        desk.harness.query_all_by_role(Role::MultilineTextInput).count()
    };
    let mut desk = Desk::with(BRIEF);
    assert_eq!(n_texts(&mut desk), 1);
    // The shell asked for a talk and for nothing else.
    desk.app().display.ends_with_talk = true;
    assert_eq!(n_texts(&mut desk), 0);
    desk.app().display.ends_with_talk = false;
    desk.key(Modifiers::NONE, Key::F5);
    desk.wait(|app| app.talk.as_ref().is_some_and(|talk| talk.is_ready));
    press(&mut desk, &[Key::PageDown]);
    let mut desk = desk.started_anew();
    assert!(matches!(desk.app().view.dialog, Some(Dialog::ResumeTalk { .. })));
    assert_eq!(n_texts(&mut desk), 0, "a room may be watching the only screen");
    desk.key(Modifiers::NONE, Key::Escape);
    assert_eq!(n_texts(&mut desk), 1, "nobody goes on");
}
