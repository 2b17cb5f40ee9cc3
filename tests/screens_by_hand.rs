//! Two true outputs and a finger on them: taps, the pen, and a part that is shown large, while screens turn, change
//! their size, come and go. Needs `DEMARCHE_LONG`, and the X server's drivers `dummy` and `inputtest`.

use std::fs;
use std::path::Path;
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::screens::{BRIEF, Grey, SETTLED, allowed, is_allowed, seen, step_of};
use crate::x_server::{Finger, Running, command, long_screens, press, run};

/// A page of the copy, by its place among those that [`allowed`] lists.
const TITLE: usize = 0;
const PLANTS: usize = 1;
const PLANTS_WHOLE: usize = 2;

struct Room<'t> {
    folder: &'t Path,
    allowed: Vec<Grey>,
}

impl Room<'_> {
    /// What the second output shows, or the first where it is alone.
    fn grey(&self) -> Grey {
        sleep(SETTLED);
        seen(self.folder).pop().map(|(_, grey)| grey).unwrap_or_default()
    }

    fn shows(&self, page: usize) -> bool {
        is_allowed(&self.grey(), &self.allowed[page..=page])
    }
}

/// Whether two pictures are the same but for how letters fall on the pixels of another size.
fn are_alike(one: &Grey, other: &Grey) -> bool {
    let sum: f32 = one.iter().zip(other).map(|(a, b)| (a - b).abs()).sum();
    one.len() == other.len() && sum / 1_296.0 < 5.0
}

#[test]
fn a_finger_turns_draws_and_enlarges_whatever_the_screens_do() {
    let Some((_alone, folder, _server)) = long_screens() else { return };
    let Some(mut finger) = Finger::on(folder.path()) else {
        eprintln!("skipped: the X server has no driver inputtest here");
        return;
    };
    let brief = folder.path().join("brief.md");
    fs::write(&brief, BRIEF).expect("written");
    step_of("plug");
    let mut program = command(env!("CARGO_BIN_EXE_demarche"));
    program
        .env("XDG_CONFIG_HOME", folder.path().join("config"))
        .env("XDG_STATE_HOME", folder.path().join("state"));
    let _program = Running(program.arg("present").arg(&brief).spawn().expect("it starts"));
    let room = Room { folder: folder.path(), allowed: allowed() };
    let begun = Instant::now();
    while !room.shows(TITLE) {
        assert!(begun.elapsed() < Duration::from_mins(1), "the show does not begin");
    }
    // A tap goes on, one on the left goes back: on the screen of the room as on the slide of the console.
    finger.tap((2_900, 300));
    assert!(room.shows(PLANTS));
    finger.tap((1_980, 300));
    assert!(room.shows(TITLE));
    finger.tap((1_600, 300));
    assert!(room.shows(PLANTS));
    // A part is drawn out on the console, and stays what the room sees on every screen there may be.
    finger.draw(&(0..15).map(|n| (1_200 + n * 20, 170 + n * 9)).collect::<Vec<_>>());
    let part = room.grey();
    assert!(!is_allowed(&part, &room.allowed), "a part is shown large");
    for step in ["turn second", "turn both", "large", "small", "turn only", "pull", "plug", "mirror", "plug"]
    {
        step_of(step);
        let now = room.grey();
        assert!(are_alike(&part, &now), "the part is another after {step}");
    }
    press("Escape");
    assert!(room.shows(PLANTS));
    // A finger that draws while its screen goes is lifted; whatever moves on the screen later draws nothing.
    press("e");
    finger.hold(&(0..5).map(|n| (2_100 + n * 30, 500)).collect::<Vec<_>>());
    step_of("pull");
    sleep(SETTLED);
    finger.lift((1_000, 500));
    step_of("plug");
    let drawn = room.grey();
    assert!(!is_allowed(&drawn, &room.allowed[PLANTS..=PLANTS]), "the stroke is there");
    for at in [["2400", "600"], ["2500", "100"], ["3000", "600"]] {
        assert!(run("xdotool", &["mousemove", at[0], at[1]]));
        sleep(Duration::from_millis(200));
    }
    let after = room.grey();
    let most = drawn.iter().zip(&after).map(|(a, b)| (a - b).abs()).fold(0.0, f32::max);
    assert!(most < 1.0, "a hover has drawn: {most}");
    press("e");
    finger.tap((2_900, 300));
    assert!(
        !is_allowed(&room.grey(), &room.allowed[PLANTS_WHOLE..=PLANTS_WHOLE]),
        "the ink stays with its slide"
    );
}
