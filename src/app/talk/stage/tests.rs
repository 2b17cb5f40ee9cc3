//! The rules of the stage, one by one and by random steps of a made-up machine with outputs and a main window.

use super::*;

fn screen(name: &str, x: i32, is_own: bool) -> Screen {
    Screen { name: name.to_owned(), pos_px: (x, 0), size_px: (1_920, 1_080), is_own }
}

/// The console on `laptop`, the slides on `wall`.
fn two() -> Stage {
    Stage::new(StageKind::Screens, &[screen("laptop", 0, true), screen("wall", 1_920, false)], Some(0))
}

fn windows(stage: &Stage) -> Vec<(usize, bool)> {
    stage.room_windows().into_iter().map(|window| (window.screen_idx, window.is_black)).collect()
}

#[test]
fn outputs_that_show_the_same_are_one_screen() {
    let names = |outputs: &[Screen]| -> Vec<String> {
        merged(outputs).into_iter().map(|screen| screen.name).collect()
    };
    let (a, b) = (screen("a", 0, true), screen("b", 1_920, false));
    assert_eq!(names(&[a.clone(), b.clone()]), ["a", "b"], "side by side");
    assert_eq!(names(&[screen("b", 0, false), a.clone()]), ["a + b"], "mirrored");
    assert_eq!(names(&[a.clone(), screen("b", 1_919, false)]), ["a + b"], "overlapping by one column");
    let small = Screen { size_px: (1_280, 720), ..screen("c", 100, false) };
    assert_eq!(names(&[a.clone(), b.clone(), small.clone()]), ["a + c", "b"], "one within another");
    let bridge = Screen { size_px: (200, 100), ..screen("d", 1_820, false) };
    assert_eq!(names(&[a.clone(), b.clone(), bridge]), ["a + b + d"], "joined by a third");
    let below = Screen { pos_px: (0, 1_080), ..screen("e", 0, false) };
    assert_eq!(names(&[a.clone(), below]), ["a", "e"], "one below the other");
    let all = merged(&[a, b, small]);
    assert_eq!((all[0].pos_px, all[0].size_px, all[0].is_own), ((0, 0), (1_920, 1_080), true));
    let turned = Screen { size_px: (1_080, 1_920), ..screen("f", 1_000, false) };
    let joined = merged(&[screen("a", 0, true), turned]);
    assert_eq!((joined[0].pos_px, joined[0].size_px), ((0, 0), (2_080, 1_920)));
}

#[test]
fn a_set_of_screens_is_known_by_names_and_places() {
    let (a, b) = (screen("a", 0, true), screen("b", 1_920, false));
    assert_eq!(set_key(&[a.clone(), b.clone()]), set_key(&[b.clone(), a.clone()]));
    assert_ne!(set_key(&[a.clone(), b]), set_key(&[a, screen("b", -1_920, false)]));
}

#[test]
fn two_screens_begin_with_slides_and_console() {
    let stage = two();
    assert_eq!((stage.main_view(), stage.room_screen()), (MainView::Console, 1));
    assert_eq!(windows(&stage), [(1, false)]);
}

#[test]
fn the_console_waits_until_the_main_window_is_where_it_belongs() {
    let mut stage = two();
    // The window hangs over into the room's screen.
    stage.set_screens(&[screen("laptop", 0, true), screen("wall", 1_920, true)]);
    assert_eq!(stage.main_view(), MainView::Black);
    assert_eq!(windows(&stage), [(0, true), (1, false)]);
    stage.set_screens(&[screen("laptop", 0, false), screen("wall", 1_920, true)]);
    assert_eq!((stage.main_view(), stage.main_target()), (MainView::Black, 0));
    stage.set_screens(&[screen("laptop", 0, true), screen("wall", 1_920, false)]);
    assert_eq!(stage.main_view(), MainView::Console);
}

#[test]
fn whichever_screen_is_left_shows_slides_until_the_key_is_pressed_twice() {
    for left in ["laptop", "wall"] {
        let mut stage = two();
        stage.set_screens(&[screen(left, 0, true)]);
        assert_eq!(stage.main_view(), MainView::Slides, "{left}");
        assert_eq!(stage.notice(), Some(StageNotice::Hidden));
        stage.press_console();
        assert!(stage.is_main_neutral() && stage.main_view() == MainView::Slides);
        stage.press_console();
        assert_eq!(stage.main_view(), MainView::Console);
        stage.press_console();
        assert_eq!(stage.main_view(), MainView::Slides, "slides come back at once");
    }
}

#[test]
fn a_screen_that_comes_shows_slides_and_the_one_the_room_watched_goes_on() {
    let mut stage = Stage::new(StageKind::Screens, &[screen("laptop", 0, true)], Some(0));
    assert_eq!((stage.main_view(), windows(&stage)), (MainView::Slides, vec![]));
    stage.set_screens(&[screen("laptop", 0, true), screen("wall", 1_920, false)]);
    assert_eq!((stage.main_view(), windows(&stage)), (MainView::Slides, vec![(1, false)]));
    assert_eq!(stage.notice(), Some(StageNotice::Came));
    // Only the screen that the console comes to turns black, the others go on.
    stage.press_console();
    assert!(stage.is_main_neutral());
    assert_eq!(windows(&stage), [(1, false)]);
    stage.press_console();
    assert_eq!((stage.main_view(), windows(&stage)), (MainView::Console, vec![(1, false)]));
}

#[test]
fn screens_that_begin_to_mirror_each_other_take_the_console_away() {
    let mut stage = two();
    stage.set_screens(&[screen("laptop", 0, true), screen("wall", 0, true)]);
    assert_eq!((stage.main_view(), windows(&stage)), (MainView::Slides, vec![]));
    stage.set_screens(&[screen("laptop", 0, true), screen("wall", 1_920, false)]);
    assert_eq!((stage.main_view(), windows(&stage)), (MainView::Slides, vec![(1, false)]));
    // A console that was asked for on one screen goes when another screen mirrors that one.
    let mut stage = Stage::new(StageKind::Screens, &[screen("laptop", 0, true)], None);
    (0..2).for_each(|_| stage.press_console());
    assert_eq!(stage.main_view(), MainView::Console);
    stage.set_screens(&[screen("laptop", 0, true), screen("wall", 0, true)]);
    assert_eq!(stage.main_view(), MainView::Slides);
}

#[test]
fn other_sizes_and_places_change_nothing() {
    let mut stage = two();
    let turned = Screen { size_px: (1_080, 1_920), ..screen("wall", -1_080, false) };
    stage.set_screens(&[screen("laptop", 0, true), turned]);
    assert_eq!((stage.main_view(), stage.notice()), (MainView::Console, None));
    assert_eq!(windows(&stage), [(1, false)]);
}

#[test]
fn screens_are_swapped_by_two_presses_with_black_between() {
    let mut stage = two();
    assert!(!stage.press_swap());
    assert_eq!((stage.main_view(), windows(&stage)), (MainView::Console, vec![(1, true)]));
    assert!(stage.cancel() && !stage.cancel());
    assert_eq!(windows(&stage), [(1, false)]);
    assert!(!stage.press_swap() && stage.press_swap());
    // Neither screen shows the console before the window has moved.
    assert_eq!((stage.main_view(), stage.main_target()), (MainView::Black, 1));
    assert_eq!(windows(&stage), [(0, false), (1, true)]);
    stage.set_screens(&[screen("laptop", 0, false), screen("wall", 1_920, true)]);
    assert_eq!((stage.main_view(), windows(&stage)), (MainView::Console, vec![(0, false)]));
}

#[test]
fn the_two_presses_are_of_one_key_and_of_one_set_of_screens() {
    let mut stage = Stage::new(
        StageKind::Screens,
        &[screen("laptop", 0, true), screen("wall", 1_920, false), screen("door", 3_840, false)],
        None,
    );
    stage.press_console();
    stage.press_swap();
    stage.press_console();
    assert_ne!(stage.main_view(), MainView::Console);
    stage.set_screens(&[screen("laptop", 0, true), screen("wall", 1_920, false)]);
    stage.press_console();
    assert_ne!(stage.main_view(), MainView::Console, "the screens are other ones than at the first press");
}

#[test]
fn who_wants_no_slides_or_a_window_has_the_console_whatever_the_screens_do() {
    for kind in [StageKind::Window, StageKind::ConsoleAlone] {
        let mut stage = Stage::new(kind, &[screen("laptop", 0, true)], None);
        stage.press_console();
        stage.press_swap();
        stage.set_screens(&[screen("laptop", 0, true), screen("wall", 0, true)]);
        assert_eq!((stage.main_view(), windows(&stage), stage.notice()), (MainView::Console, vec![], None));
    }
}

/// Numbers that look random and are the same each time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, n: u64) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((self.0 >> 33) % n).expect("small")
    }
}

/// What a person in front of an output can see.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Seen {
    Console,
    Slides,
    Black,
    Desktop,
}

/// An output as the system has it; one that is off has no place.
#[derive(Clone, Debug)]
struct Output {
    name: &'static str,
    place: Option<((i32, i32), (u32, u32))>,
    /// Whether somebody has seen slides or black on it since its speaker asked for the console twice.
    is_rooms: bool,
}

/// A machine whose window manager moves the main window as it likes, and obeys when it is told where to.
struct Machine {
    outputs: Vec<Output>,
    main: ((i32, i32), (u32, u32)),
    stage: Stage,
    /// The key that was pressed last, and how often in a row.
    presses: (char, u32),
    /// The screen that the speaker has asked for twice, until the screens change.
    granted: Option<String>,
}

type Place = ((i32, i32), (u32, u32));

fn is_within(inner: Place, outer: Place) -> bool {
    let overlaps = |a: i32, a_size: u32, b: i32, b_size: u32| {
        i64::from(a) < i64::from(b) + i64::from(b_size) && i64::from(b) < i64::from(a) + i64::from(a_size)
    };
    overlaps(inner.0.0, inner.1.0, outer.0.0, outer.1.0)
        && overlaps(inner.0.1, inner.1.1, outer.0.1, outer.1.1)
}

impl Machine {
    fn list(&self) -> Vec<Screen> {
        let screens = self.outputs.iter().filter_map(|output| {
            let (pos_px, size_px) = output.place?;
            let is_own = is_within(self.main, (pos_px, size_px));
            Some(Screen { name: output.name.to_owned(), pos_px, size_px, is_own })
        });
        screens.collect()
    }

    /// What an output shows: the windows of the room lie above the main window.
    fn seen(&self, place: Place) -> Seen {
        let screens = self.stage.screens();
        let place_of = |idx: usize| (screens[idx].pos_px, screens[idx].size_px);
        let above = self.stage.room_windows();
        if let Some(window) = above.iter().find(|window| is_within(place_of(window.screen_idx), place)) {
            return if window.is_black { Seen::Black } else { Seen::Slides };
        }
        if !is_within(self.main, place) {
            return Seen::Desktop;
        }
        match self.stage.main_view() {
            MainView::Console => Seen::Console,
            MainView::Slides if self.stage.is_main_neutral() => Seen::Black,
            MainView::Slides => Seen::Slides,
            MainView::Black => Seen::Black,
        }
    }

    /// The stage is told of the screens, as it is within a moment of each change, and everybody looks.
    fn look(&mut self, what: &str) {
        let list = self.list();
        let names = |screens: &[Screen], is_own: bool| -> BTreeSet<String> {
            let some = screens.iter().filter(|screen| screen.is_own || !is_own);
            some.map(|screen| screen.name.clone()).collect()
        };
        let is_other = |is_own| names(&merged(&list), is_own) != names(self.stage.screens(), is_own);
        let (has_other_screens, has_moved) = (is_other(false), is_other(true));
        // What was granted holds while the screen is the same one, and another is left for the room.
        let after = names(&merged(&list), false);
        let is_same = self.granted.as_ref().is_some_and(|name| after.contains(name) && after.len() > 1);
        if has_other_screens && !is_same {
            self.granted = None;
        }
        if has_other_screens || has_moved {
            self.presses = (' ', 0);
        }
        self.stage.set_screens(&list);
        let is_granted = |name: &str| {
            self.granted.as_ref().is_some_and(|screen| screen.split(JOINT).any(|output| output == name))
        };
        let allowed: Vec<bool> = self.outputs.iter().map(|output| is_granted(output.name)).collect();
        for (idx, is_allowed) in allowed.into_iter().enumerate() {
            let Some(place) = self.outputs[idx].place else { continue };
            let seen = self.seen(place);
            let output = &mut self.outputs[idx];
            match seen {
                Seen::Console if output.is_rooms && !is_allowed => {
                    panic!("{what}: the console came on {}, which is the room's", output.name)
                }
                Seen::Console => output.is_rooms = false,
                Seen::Slides | Seen::Black => output.is_rooms = true,
                Seen::Desktop => {}
            }
        }
        let on = self
            .outputs
            .iter()
            .filter(|output| output.place.is_some_and(|place| self.seen(place) == Seen::Console));
        let screen_of = |name: &str| {
            let screens = self.stage.screens();
            screens.iter().position(|screen| screen.name.split(JOINT).any(|output| output == name))
        };
        let consoles: BTreeSet<Option<usize>> = on.map(|output| screen_of(output.name)).collect();
        assert!(consoles.len() < 2, "{what}: the console is on two screens");
        assert!(
            self.stage.screens().len() < 2 || !self.stage.room_windows().is_empty() || consoles.is_empty()
        );
    }

    /// The main window goes where it is told to.
    fn settle(&mut self) {
        let target = &self.stage.screens()[self.stage.main_target()];
        self.main = (target.pos_px, target.size_px);
    }

    fn step(&mut self, dice: &mut Dice) -> String {
        let which = dice.roll(3);
        let size = [(1_920, 1_080), (1_280, 720), (1_080, 1_920)][dice.roll(3)];
        let x = [0, 1_080, 1_280, 1_920, -1_920, 3_840][dice.roll(6)];
        let n_on = self.outputs.iter().filter(|output| output.place.is_some()).count();
        let step = dice.roll(10);
        match step {
            0 | 1 => self.outputs[which].place = Some(((x, 0), size)),
            2 if n_on > 1 => {
                self.outputs[which].place = None;
                // The window manager brings the main window to what is left.
                if let Some(place) = self.outputs.iter().find_map(|output| output.place) {
                    self.main = place;
                }
            }
            3 => {
                let other = self.outputs[(which + 1) % 3].place;
                if other.is_some() {
                    self.outputs[which].place = other;
                }
            }
            4 => {
                let other = (which + 1) % 3;
                let place = self.outputs[which].place;
                self.outputs[which].place = self.outputs[other].place;
                self.outputs[other].place = place;
            }
            5 => self.main = ((x + i32::try_from(dice.roll(400)).expect("small"), 0), (800, 600)),
            6 | 7 => {
                let key = if step == 6 { 'C' } else { 'S' };
                self.presses = (key, if self.presses.0 == key { self.presses.1 + 1 } else { 1 });
                if key == 'C' {
                    self.stage.press_console();
                } else {
                    self.stage.press_swap();
                }
                if self.presses.1 >= 2 {
                    let speaker = self.stage.speaker_screen();
                    self.granted = speaker.map(|idx| self.stage.screens()[idx].name.clone());
                }
                return format!("{key}");
            }
            8 => {
                self.presses = (' ', 0);
                self.stage.cancel();
            }
            _ => self.settle(),
        }
        format!("step {step} of {}", self.outputs[which].name)
    }
}

#[test]
fn no_order_of_steps_brings_the_console_before_the_room() {
    let mut n_consoles = 0;
    for seed in 0..200 {
        let mut dice = Dice(seed);
        let names = ["A", "B", "C"];
        let mut outputs: Vec<Output> =
            names.iter().map(|&name| Output { name, place: None, is_rooms: false }).collect();
        outputs[0].place = Some(((0, 0), (1_920, 1_080)));
        if seed % 2 == 0 {
            outputs[1].place = Some(((1_920, 0), (1_280, 720)));
        }
        let main = ((0, 0), (1_920, 1_080));
        let stage = Stage::new(StageKind::Screens, &[], None);
        let mut machine = Machine { outputs, main, stage, presses: (' ', 0), granted: None };
        machine.stage = Stage::new(StageKind::Screens, &machine.list(), Some(0));
        // With two screens the talk itself begins with the console on one.
        machine.granted = machine.stage.speaker.clone();
        machine.look("start");
        let mut steps: Vec<String> = Vec::new();
        for _ in 0..500 {
            steps.push(machine.step(&mut dice));
            let last = steps.len().saturating_sub(8);
            machine.look(&format!("seed {seed}, {:?}", &steps[last..]));
            n_consoles += usize::from(machine.stage.main_view() == MainView::Console);
        }
    }
    assert!(n_consoles > 1_000, "the console is seen now and then: {n_consoles}");
}
