//! The talk by label and key: what a speaker does, and what the program and the room's window then hold.

use demarche::app::talk::{Cover, KeptTalk, MarkKind, RoomView, TalkAsk, TalkForm};
use demarche::app::{App, Dialog, Screen};
use demarche::session::load_json;
use egui::accesskit::Role;
use egui::{Event, Key, Modifiers};
use egui_kittest::kittest::Queryable as _;

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
    press(&mut desk, &[Key::Escape]);
    assert!(desk.app().talk.is_none());
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
    press(&mut desk, &[Key::C]);
    assert!(desk.harness.query_all_by_label_contains("Pause here").next().is_some());
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
    press(&mut desk, &[Key::Escape]);
    assert!(matches!(desk.app().view.dialog, Some(Dialog::AfterTalk { .. })));
    desk.click("Draft the record");
    assert!(desk.text().contains("Plants") && desk.text().contains("record"), "{}", desk.text());
    assert!(!desk.app().session.is_saved());
}

#[test]
fn a_rehearsal_is_timed_kept_and_written_back() {
    let mut desk = Desk::with(BRIEF);
    desk.key(Modifiers::COMMAND, Key::F5);
    desk.wait(|app| app.talk.as_ref().is_some_and(|talk| talk.is_ready));
    press(&mut desk, &[Key::PageDown, Key::PageDown, Key::PageDown, Key::Escape]);
    desk.harness.get_by_label("The rehearsal");
    assert_eq!(desk.app().last_runs.len(), 1);
    desk.click("Write the times into the brief");
    assert!(desk.app().toasts.iter().any(|toast| toast.offer.is_some()));
}

#[test]
fn the_drill_asks_hides_and_grades() {
    let mut desk = Desk::with(BRIEF);
    desk.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::Q);
    desk.harness.get_by_label("You sell more than you build");
    assert!(desk.harness.query_by_label_contains("published every year").is_none());
    desk.click("Show the answer");
    desk.harness.get_by_label_contains("published every year");
    press(&mut desk, &[Key::Num2]);
    desk.harness.get_by_label_contains("1 weak");
    desk.click("Done");
    assert!(desk.app().view.dialog.is_none());
}

#[test]
fn a_screen_that_goes_away_does_not_end_the_talk() {
    let screen =
        |name: &str, is_own| Screen { name: name.to_owned(), pos_px: (0, 0), size_px: (1_280, 720), is_own };
    let mut desk = Desk::with(BRIEF);
    let two = vec![screen("laptop", true), screen("wall", false)];
    desk.app().meet_screens(two.clone());
    assert_eq!(desk.app().room_screen(), Some(1));
    desk.key(Modifiers::NONE, Key::F5);
    desk.wait(|app| app.talk.as_ref().is_some_and(|talk| talk.is_ready));
    assert_eq!(desk.app().talk.as_ref().map(|talk| talk.form), Some(TalkForm::TwoWindows));
    press(&mut desk, &[Key::PageDown, Key::S]);
    assert_eq!(desk.app().settings.room_screen.as_deref(), Some("laptop"), "swapped, and remembered");
    desk.app().meet_screens(vec![screen("laptop", true)]);
    desk.step();
    let talk = desk.app().talk.as_ref().expect("the talk goes on");
    assert_eq!((talk.form, talk.is_console_shown), (TalkForm::SlidesAlone, true));
    assert_eq!(number(desk.app()), 2);
    desk.app().meet_screens(two);
    assert_eq!(desk.app().talk.as_ref().map(|talk| talk.form), Some(TalkForm::TwoWindows));
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
    press(&mut desk, &[Key::Escape, Key::Escape]);
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
    press(&mut desk, &[Key::End]);
    desk.wait(|app| room(app).picture.is_some());
    assert_eq!(number(desk.app()), 21);
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
