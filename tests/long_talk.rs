//! A talk of many slides: it begins with the first of them while the others are still being set.

use demarche::app::App;
use demarche::app::talk::RoomSlides;
use demarche::brief::parse;
use demarche::facts::FactBook;
use demarche::layout::{Engine, Options, Paper, Shape, THEMES};
use demarche::release::{Assets, Context};
use egui::{Key, Modifiers};

use crate::gui::Desk;

fn brief(n_slides: usize) -> String {
    let slide = |n: usize| {
        format!(
            "## Slide {n}\n\n- There are {n} plants.\n\n. . .\n\n- They stay.\n\n> [!SAY]\n> Words of slide {n}.\n\n"
        )
    };
    (1..=n_slides).map(slide).collect()
}

fn slide_idx(app: &App) -> usize {
    app.talk.as_ref().expect("a talk").show.slide_idx()
}

/// What is said on the slide of the console, as it is written in the brief.
fn said(app: &App, text: &str) -> String {
    let talk = app.talk.as_ref().expect("a talk");
    let blocks = talk.blocks_to_say(talk.show.slide_idx());
    blocks.iter().map(|block| text.get(block.span.start..block.span.end).unwrap_or("")).collect()
}

#[test]
fn it_begins_at_once_and_stays_where_it_is_when_all_slides_are_there() {
    let text = brief(30);
    let mut desk = Desk::with(&text);
    desk.key(Modifiers::NONE, Key::F5);
    desk.wait(|app| app.talk.as_ref().is_some_and(|talk| talk.can_begin()));
    let app = desk.app();
    let talk = app.talk.as_ref().expect("a talk");
    assert_eq!(talk.show.n_slides(), 31, "how many there are is known from the beginning");
    desk.key(Modifiers::NONE, Key::PageDown);
    let app = desk.app();
    assert_eq!(slide_idx(app), 1);
    assert!(said(app, &text).contains("Words of slide 1.") && !said(app, &text).contains("slide 2."));
    // All slides may be set before the one that was turned to is drawn.
    let is_seen = |app: &App| app.talk.as_ref().is_some_and(|talk| talk.room_view().picture.is_some());
    let is_whole = |app: &App| app.talk.as_ref().is_some_and(|talk| talk.slides.is_whole());
    desk.wait(|app| is_seen(app) || is_whole(app));
    let was_seen = is_seen(desk.app());
    desk.wait(|app| is_whole(app));
    let app = desk.app();
    assert_eq!(slide_idx(app), 1);
    assert!(said(app, &text).contains("Words of slide 1.") && !said(app, &text).contains("slide 2."));
    assert!(!was_seen || is_seen(app), "what the room sees stays");
    // The steps, which the first slides had not, are there, and every picture is that of its page.
    desk.wait(|app| app.talk.as_ref().is_some_and(|talk| talk.is_ready));
    for _ in 0..4 {
        desk.key(Modifiers::NONE, Key::PageDown);
    }
    let app = desk.app();
    assert_eq!(slide_idx(app), 3);
    let talk = app.talk.as_ref().expect("a talk");
    let (page_idx, picture) = talk.room_view().picture.expect("drawn");
    let (book, assets) = (FactBook::default(), Assets::default());
    let options = Options { shape: Shape::Slides, paper: Paper::A4, theme: &THEMES[0] };
    let (brief, _) = parse(&text);
    let slides = RoomSlides::set(
        &brief,
        &Context { book: &book, assets: &assets },
        &Engine::with_own_fonts(),
        &options,
    );
    let slides = slides.expect("set");
    assert_eq!(slides.title(page_idx), "Slide 3");
    let drawn = slides.draw(page_idx, picture.size_px()).expect("drawn");
    assert_eq!(drawn.digest(), picture.digest(), "the picture is that of the page");
    assert!(drawn.unpack().rgba == picture.unpack().rgba);
}

#[test]
fn what_stands_on_the_slide_is_not_said_again_though_its_notes_have_other_numbers() {
    let text = "---\nfacts: facts.toml\n---\n\n## Plants\n\n> [!SAY]\n> Say this[^a].\n\n| State | Plants |\n|---|---|\n| Ohio | 24[^b] |\n\n\
                ::: columns\n::: column\nLeft[^b].\n:::\n::: column\nRight.\n:::\n:::\n\n[^a]: Ours alone.\n\n[^b]: For all.\n";
    let mut desk = Desk::with(text);
    desk.key(Modifiers::ALT, Key::F5);
    desk.wait(|app| app.talk.as_ref().is_some_and(|talk| talk.is_ready));
    desk.key(Modifiers::NONE, Key::PageDown);
    let said = said(desk.app(), text);
    assert!(said.contains("Say this"), "{said}");
    assert!(!said.contains("Ohio") && !said.contains("Left"), "{said}");
}

#[test]
fn the_pages_that_made_room_for_a_long_talk_come_back_after_it() {
    let mut desk = Desk::with(&brief(52));
    desk.wait(|app| app.preview.slots.len() == 53);
    desk.key(Modifiers::NONE, Key::F5);
    desk.wait(|app| app.talk.as_ref().is_some_and(|talk| talk.can_begin()));
    assert!(desk.app().preview.slots.is_empty(), "nobody sees them, and they take memory");
    while desk.app().talk.is_some() {
        desk.key(Modifiers::NONE, Key::Escape);
    }
    desk.wait(|app| app.preview.slots.len() == 53);
}
