//! What the pen drew in a talk: kept through the end of the show and of the program, and printed only where it is asked
//! for, on copies for our own side.

use std::fs;
use std::path::Path;

use demarche::app::{Dialog, ExportChoice};
use demarche::brief::Reader;
use demarche::layout::Shape;
use egui::{Event, Key, Modifiers, PointerButton, Pos2, pos2};
use egui_kittest::kittest::Queryable as _;

use crate::gui::{Desk, HANDOUT};

const BRIEF: &str = "---\ntitle: Jobs\ndate: 2024-11-20\n---\n\n## Plants\n\n- They employ many people.\n\n> [!RED-LINE]\n> No quota.\n\n## Next\n\n- We meet again.\n";
const SLIDES: ExportChoice = ExportChoice {
    reader: Reader::Delegation,
    shape: Shape::Slides,
    extension: "png",
    has_ink: true,
    ..HANDOUT
};

fn button(at: Pos2, pressed: bool) -> Event {
    Event::PointerButton { pos: at, button: PointerButton::Primary, pressed, modifiers: Modifiers::NONE }
}

/// A talk on its second slide, the pen in the hand.
fn drawing(desk: &mut Desk) {
    desk.key(Modifiers::NONE, Key::F5);
    desk.wait(|app| app.talk.as_ref().is_some_and(|talk| talk.is_ready));
    desk.key(Modifiers::NONE, Key::PageDown);
    desk.key(Modifiers::NONE, Key::E);
}

fn stroke(desk: &mut Desk, (from, to): (Pos2, Pos2)) {
    desk.harness.event(Event::PointerMoved(from));
    desk.harness.event(button(from, true));
    desk.harness.event(Event::PointerMoved(to));
    desk.harness.event(button(to, false));
    desk.step();
}

/// How many pixels of a picture are as red as the pen.
fn n_red(path: &Path) -> usize {
    let picture = image::open(path).expect("a picture").to_rgb8();
    picture.pixels().filter(|pixel| pixel.0[0] > 180 && pixel.0[1] < 80 && pixel.0[2] < 80).count()
}

fn export(desk: &mut Desk, name: &str, choice: ExportChoice) {
    desk.app().toasts.clear();
    let path = desk.folder.path().join(name);
    desk.app().export_to(path, choice);
    desk.wait(|app| app.toasts.iter().any(|toast| toast.words.contains("written")));
}

const LINE: (Pos2, Pos2) = (pos2(300.0, 500.0), pos2(900.0, 520.0));

#[test]
fn strokes_are_printed_for_our_own_side_where_that_is_asked() {
    let mut desk = Desk::with(BRIEF);
    drawing(&mut desk);
    stroke(&mut desk, LINE);
    for _ in 0..3 {
        desk.key(Modifiers::NONE, Key::Escape);
    }
    assert!(matches!(desk.app().view.dialog, Some(Dialog::AfterTalk { .. })));
    desk.click("Export with drawings…");
    let Some(Dialog::Export(choice)) = desk.app().view.dialog else { panic!("an export is offered") };
    assert!(choice.has_ink && choice.reader.is_ours() && choice.shape == Shape::Notes);
    desk.wait(|app| !app.preview.is_stale);
    desk.step();
    desk.harness.get_by_label_contains("pages, shown behind this window without the drawings.");
    let folder = desk.folder.path().to_owned();
    export(&mut desk, "asked.png", SLIDES);
    let red: Vec<usize> = (1..=3).map(|n| n_red(&folder.join(format!("asked-{n}.png")))).collect();
    assert!(red[0] == 0 && red[1] > 2_000 && red[2] == 0, "on the slide that was drawn on: {red:?}");
    export(&mut desk, "plain.png", ExportChoice { has_ink: false, ..SLIDES });
    assert_eq!(n_red(&folder.join("plain-2.png")), 0);
    // A copy that leaves has none of it, whatever is asked for.
    for (reader, name) in [(Reader::Counterpart, "counterpart"), (Reader::Press, "press")] {
        for shape in [Shape::Slides, Shape::Notes] {
            let mut bytes = Vec::new();
            for has_ink in [false, true] {
                let file = format!("{name}-{shape}-{has_ink}.pdf");
                let choice = ExportChoice { reader, shape, extension: "pdf", has_ink, ..SLIDES };
                let path = folder.join(&file);
                desk.app().toasts.clear();
                desk.app().export_to(path.clone(), choice);
                desk.wait(|app| !app.toasts.is_empty());
                bytes.push(fs::read(path).ok());
            }
            // The press has no copy of this brief, and so no file.
            assert_eq!(bytes[0].is_some(), reader == Reader::Counterpart, "{name} {shape}");
            assert!(bytes[0] == bytes[1], "{name} {shape}");
        }
    }
    // Notes show it in their picture of the slide, and the file is still one that can be read aloud.
    let notes = ExportChoice { shape: Shape::Notes, extension: "pdf", ..SLIDES };
    export(&mut desk, "notes.pdf", notes);
    assert!(desk.app().toasts.iter().all(|toast| !toast.words.contains("PDF/UA")));
    export(&mut desk, "bare.pdf", ExportChoice { has_ink: false, ..notes });
    let [inked, bare] = ["notes.pdf", "bare.pdf"].map(|name| fs::read(folder.join(name)).expect("read"));
    assert!(inked != bare);
}

#[test]
fn strokes_outlive_the_program_until_they_are_wiped() {
    let mut desk = Desk::with(BRIEF);
    drawing(&mut desk);
    stroke(&mut desk, LINE);
    stroke(&mut desk, (pos2(300.0, 400.0), pos2(900.0, 420.0)));
    // It ends in the middle of the talk, with nothing else written than what is written down at once.
    let mut desk = desk.started_anew();
    desk.app().view.dialog = None;
    desk.app().export_with_ink();
    assert!(matches!(desk.app().view.dialog, Some(Dialog::Export(choice)) if choice.has_ink));
    let kept = fs::read_dir(desk.folder.path().join("state/talks")).expect("what is kept of talks");
    let mut kept = kept.map(|entry| entry.expect("a file").path());
    let ink = kept.find(|path| path.display().to_string().contains("/ink-")).expect("what the pen drew");
    let lines = fs::read_to_string(ink).expect("read");
    let n_strokes = lines.lines().filter(|line| !line.is_empty()).count();
    assert_eq!(n_strokes, 2, "each stroke is written once: {lines}");
    let folder = desk.folder.path().to_owned();
    export(&mut desk, "after.png", SLIDES);
    assert!(n_red(&folder.join("after-2.png")) > 2_000);
    // The slide goes, and what was drawn on it is on no other.
    desk.go_behind("## Plants");
    desk.type_text(" abroad");
    desk.app().toasts.clear();
    desk.app().export_to(folder.join("gone.png"), SLIDES);
    desk.wait(|app| app.toasts.iter().any(|toast| toast.words.contains("written")));
    assert!(desk.app().toasts.iter().any(|toast| toast.words.contains("the drawings on “Plants”")));
    assert!((1..=3).all(|n| n_red(&folder.join(format!("gone-{n}.png"))) == 0));
}

#[test]
fn what_is_wiped_in_the_talk_is_not_printed_after_it() {
    let mut desk = Desk::with(BRIEF);
    drawing(&mut desk);
    stroke(&mut desk, LINE);
    assert!(!desk.app().talk.as_ref().expect("a talk").drawn_slides().is_empty());
    desk.app().act_in_talk(demarche::app::talk::TalkAct::Show(demarche::app::talk::ShowAct::Wipe));
    let mut desk = desk.started_anew();
    desk.app().view.dialog = None;
    desk.app().export_with_ink();
    assert!(desk.app().view.dialog.is_none() && !desk.app().has_ink());
}
