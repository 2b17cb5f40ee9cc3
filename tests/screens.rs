//! Two true outputs, plugged, mirrored and pulled while the program presents: what the room sees is a page of the
//! counterpart's copy, black or white. Needs `DEMARCHE_LONG`, and the X server's dummy driver; the README says how.

use std::fs;
use std::path::Path;
use std::process::Stdio;
use std::thread::sleep;
use std::time::{Duration, Instant};

use demarche::app::talk::RoomSlides;
use demarche::brief::parse;
use demarche::facts::FactBook;
use demarche::layout::{Engine, Options, Paper, Shape, THEMES};
use demarche::release::{Assets, Context};

use crate::x_server::{Finger, Running, command, long_screens, press, run, xrandr};

pub(crate) const BRIEF: &str = "---\ntitle: Jobs\ndate: 2024-11-20\nduration: 10m\n---\n\n## Plants {must}\n\n- They employ many people.\n\n. . .\n\n- They stay.\n\n> [!SAY]\n> Canary of the points.\n\n> [!IF-RAISED] Canary of a question\n> Canary of an answer.\n\n## Parts\n\n- Parts are bought here, and there are many of them, so that this line is a long one.\n\n> [!NOTES]\n> Canary of the notes.\n\n## Next\n\n- We meet again.\n\n> [!RED-LINE]\n> Canary of the red line.\n";
/// How long the program has to follow what happened to the screens.
pub(crate) const SETTLED: Duration = Duration::from_secs(1);
/// Into how many cells a picture is parted to be compared.
const CELLS: (usize, usize) = (48, 27);

/// A picture in cells of grey.
pub(crate) type Grey = Vec<f32>;

/// The means of the cells of a part of a picture.
pub(crate) fn cells(
    rgba: &[u8],
    width: usize,
    (left, top): (usize, usize),
    (wide, high): (usize, usize),
    step: usize,
) -> Grey {
    let mut out = Vec::with_capacity(CELLS.0 * CELLS.1);
    for row in 0..CELLS.1 {
        for column in 0..CELLS.0 {
            let (x0, x1) = (left + column * wide / CELLS.0, left + (column + 1) * wide / CELLS.0);
            let (y0, y1) = (top + row * high / CELLS.1, top + (row + 1) * high / CELLS.1);
            let mut sum = 0.0;
            for y in y0..y1 {
                for pixel in rgba[(y * width + x0) * step..(y * width + x1) * step].chunks_exact(step) {
                    sum += f32::from(pixel[0]) + f32::from(pixel[1]) + f32::from(pixel[2]);
                }
            }
            #[expect(clippy::cast_precision_loss, reason = "a screen has few pixels")]
            let n_values = ((x1 - x0) * (y1 - y0) * 3).max(1) as f32;
            out.push(sum / n_values);
        }
    }
    out
}

/// Every page of the counterpart's copy, black and white.
pub(crate) fn allowed() -> Vec<Grey> {
    let (brief, _) = parse(BRIEF);
    let (book, assets) = (FactBook::default(), Assets::default());
    let options = Options { shape: Shape::Slides, paper: Paper::A4, theme: &THEMES[0] };
    let engine = Engine::with_system_fonts();
    let slides =
        RoomSlides::set(&brief, &Context { book: &book, assets: &assets }, &engine, &options).expect("set");
    let pages = slides.stops().into_iter().map(|stop| {
        let bitmap = slides.draw(stop.page_idx, (1_920, 1_080)).expect("drawn").unpack();
        cells(&bitmap.rgba, 1_920, (0, 0), (1_920, 1_080), 4)
    });
    let plain = [0.0, 255.0].map(|grey| vec![grey; CELLS.0 * CELLS.1]);
    pages.chain(plain).collect()
}

/// Whether an output shows something that is allowed. Letters move by a part of a pixel from size to size, and the
/// end slide has a line of small grey type.
pub(crate) fn is_allowed(seen: &Grey, allowed: &[Grey]) -> bool {
    const MAX_DIFFERENCE: f32 = 26.0;
    const MAX_MEAN: f32 = 2.5;
    allowed.iter().any(|page| {
        let differences = || page.iter().zip(seen).map(|(a, b)| (a - b).abs());
        let mean = differences().sum::<f32>() / 1_296.0;
        mean < MAX_MEAN && differences().all(|difference| difference < MAX_DIFFERENCE)
    })
}

/// An output that is on: its name, place and size.
type Output = (String, (usize, usize), (usize, usize));

fn outputs() -> Vec<Output> {
    let listed = command("xrandr").stdout(Stdio::piped()).output().expect("xrandr runs").stdout;
    let listed = String::from_utf8_lossy(&listed).into_owned();
    let outputs = listed.lines().filter(|line| line.starts_with("DUMMY")).filter_map(|line| {
        let name = line.split(' ').next()?;
        let place = line.split(' ').find(|word| word.contains('x') && word.contains('+'))?;
        let numbers: Vec<usize> = place.split(['x', '+']).filter_map(|number| number.parse().ok()).collect();
        let [wide, high, x, y] = numbers[..] else { return None };
        Some((name.to_owned(), (x, y), (wide, high)))
    });
    outputs.collect()
}

/// What each output shows, those with one place as one.
pub(crate) fn seen(folder: &Path) -> Vec<(String, Grey)> {
    let file = folder.join("root.ppm");
    assert!(
        run("import", &["-window", "root", "-depth", "8", &file.to_string_lossy()]),
        "a picture is taken"
    );
    let bytes = fs::read(&file).expect("read");
    let header: Vec<usize> = bytes[..40]
        .split(u8::is_ascii_whitespace)
        .filter_map(|word| std::str::from_utf8(word).ok()?.parse().ok())
        .take(3)
        .collect();
    let (width, height) = (header[0], header[1]);
    let pixels = &bytes[bytes.len() - width * height * 3..];
    let mut seen: Vec<(String, Grey)> = Vec::new();
    let mut places = Vec::new();
    for (name, place, size) in outputs() {
        if !places.contains(&place) {
            places.push(place);
            // Slides are as wide as sixteen is to nine; around them is black.
            let high = size.1.min(size.0 * 9 / 16);
            let wide = high * 16 / 9;
            let at = (place.0 + (size.0 - wide) / 2, place.1 + (size.1 - high) / 2);
            let grey = cells(pixels, width, at, (wide, high), 3);
            // What lies around a page is as black as what lies around a black one, or white with a white one.
            let around: Vec<(usize, usize)> = if high < size.1 {
                vec![place, (place.0, place.1 + size.1 - (size.1 - high) / 2)]
            } else {
                Vec::new()
            };
            let is_plain = around.into_iter().all(|at| {
                let around = cells(pixels, width, at, (size.0, (size.1 - high) / 2), 3);
                let mean = around.iter().sum::<f32>() / 1_296.0;
                !(2.5..=252.5).contains(&mean)
            });
            seen.push((name, if is_plain { grey } else { vec![f32::MAX; grey.len()] }));
        }
    }
    seen
}

/// Numbers that look random and are the same each time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % n
    }
}

/// The room and who watches it: the console may be on one screen where it was asked for twice, and on none else.
struct Watch<'t> {
    folder: &'t Path,
    allowed: Vec<Grey>,
    steps: Vec<String>,
    n_consoles: usize,
    /// The middles of the screens that showed pages, black or white when it was looked last.
    rooms: Vec<(usize, usize)>,
    finger: Option<Finger>,
}

impl Watch<'_> {
    /// Touches a screen of the room: a tap, or a way over it that is none.
    fn touch(&mut self, dice: &mut Dice) {
        let Some(finger) = &mut self.finger else { return };
        let n_rooms = u64::try_from(self.rooms.len()).expect("few");
        let Some(&at) = self.rooms.get(usize::try_from(dice.roll(n_rooms.max(1))).expect("few")) else {
            return;
        };
        match dice.roll(3) {
            0 => finger.draw(&[at, (at.0 + 40, at.1), (at.0 + 200, at.1 + 10)]),
            1 => finger.tap((at.0 - 300, at.1)),
            _ => finger.tap(at),
        }
    }

    fn look(&mut self, step: &str, may_show_console: bool) {
        self.steps.push(step.to_owned());
        sleep(SETTLED);
        let seen = seen(self.folder);
        self.rooms = outputs()
            .into_iter()
            .filter(|(name, ..)| {
                seen.iter().any(|(other, grey)| other == name && is_allowed(grey, &self.allowed))
            })
            .map(|(_, place, size)| (place.0 + size.0 / 2, place.1 + size.1 / 2))
            .collect();
        let others: Vec<&str> = seen
            .iter()
            .filter(|(_, grey)| !is_allowed(grey, &self.allowed))
            .map(|(name, _)| name.as_str())
            .collect();
        self.n_consoles += others.len();
        let last = &self.steps[self.steps.len().saturating_sub(10)..];
        assert!(
            others.len() <= usize::from(may_show_console),
            "{others:?} of {} show something else than a page after {last:?}",
            seen.len()
        );
    }
}

#[test]
fn the_room_sees_pages_black_or_white_whatever_the_screens_do() {
    let Some((_alone, folder, _server)) = long_screens() else { return };
    let brief = folder.path().join("brief.md");
    fs::write(&brief, BRIEF).expect("written");
    let mut program = command(env!("CARGO_BIN_EXE_demarche"));
    program
        .env("XDG_CONFIG_HOME", folder.path().join("config"))
        .env("XDG_STATE_HOME", folder.path().join("state"));
    let mut program = Running(program.arg("present").arg(&brief).spawn().expect("it starts"));
    let mut watch = Watch {
        folder: folder.path(),
        allowed: allowed(),
        steps: Vec::new(),
        n_consoles: 0,
        rooms: Vec::new(),
        finger: Finger::on(folder.path()),
    };
    let begun = Instant::now();
    // The first page is there when it is no more the desktop, which is black.
    while seen(folder.path()).iter().any(|(_, grey)| !is_allowed(grey, &watch.allowed[..1])) {
        assert!(begun.elapsed() < Duration::from_mins(1), "the show does not begin");
        sleep(Duration::from_millis(200));
    }
    for (step, may_show_console) in [
        ("plug", false),
        ("Next", false),
        ("mirror", false),
        ("plug", false),
        ("pull", false),
        ("plug", false),
        ("c", false),
        ("c", true),
        ("mirror", false),
        ("slash", false),
        ("plug", false),
        ("cc", true),
        ("pull", false),
        ("cc", true),
        ("mirror", false),
        ("overlap", false),
        ("pull first", false),
        ("first", false),
        ("ss", true),
        ("turn", true),
        ("small", true),
        ("large", true),
        ("turn second", true),
        ("turn both", true),
        ("turn only", false),
        ("pull", false),
        ("Escape", false),
        ("F5", false),
    ] {
        step_of(step);
        watch.look(step, may_show_console);
    }
    assert!(watch.n_consoles >= 3, "the console is told from a page: {}", watch.n_consoles);
    let n_steps = std::env::var("DEMARCHE_SCREEN_STEPS").ok().and_then(|n| n.parse().ok()).unwrap_or(500);
    wander(&mut watch, n_steps);
    // Whatever the show has come to, so many presses leave it.
    for _ in 0..12 {
        if let Some(status) = program.0.try_wait().expect("it can be asked") {
            assert!(status.success());
            return;
        }
        press("Escape");
        sleep(SETTLED);
    }
    panic!("the program does not end with its show");
}

/// What the outputs show, by the name of the step: the mode and place of each that is on.
const SETS: [(&str, Option<&str>, Option<&str>); 12] = [
    ("plug", Some("1920x1080 --pos 0x0"), Some("HD --pos 1920x0")),
    ("first", Some("1920x1080 --pos 1280x0"), Some("HD --pos 0x0")),
    ("mirror", Some("1920x1080 --pos 0x0"), Some("HD --pos 0x0")),
    ("overlap", Some("1920x1080 --pos 0x0"), Some("HD --pos 1280x360")),
    ("pull", Some("1920x1080 --pos 0x0"), None),
    ("pull first", None, Some("HD --pos 0x0")),
    ("turn", Some("TALLER --pos 1280x0"), Some("HD --pos 0x0")),
    ("turn second", Some("1920x1080 --pos 0x0"), Some("TALL --pos 1920x0")),
    ("turn both", Some("TALLER --pos 0x0"), Some("TALL --pos 1080x0")),
    ("turn only", Some("TALLER --pos 0x0"), None),
    ("small", Some("BEAMER --pos 1280x0"), Some("HD --pos 0x0")),
    ("large", Some("HD --pos 0x0"), Some("1920x1080 --pos 1280x0")),
];

pub(crate) fn step_of(step: &str) {
    if let Some(&(_, first, second)) = SETS.iter().find(|(name, ..)| *name == step) {
        let output = |name: &str, mode: Option<&str>| match mode {
            Some(mode) => format!("--output {name} --mode {mode}"),
            None => format!("--output {name} --off"),
        };
        xrandr(&format!("{} {}", output("DUMMY0", first), output("DUMMY1", second)));
        return;
    }
    match step {
        "cc" | "ss" => (0..2).for_each(|_| press(&step[..1])),
        key => press(key),
    }
}

/// Random steps with a fixed seed.
fn wander(watch: &mut Watch<'_>, n_steps: usize) {
    const SCREENS: [(&str, &str); 12] = [
        ("plug", "two"),
        ("first", "two"),
        ("turn", "two"),
        ("turn second", "two"),
        ("turn both", "two"),
        ("small", "two"),
        ("large", "two"),
        ("mirror", "one"),
        ("overlap", "one"),
        ("pull", "one first"),
        ("turn only", "one first"),
        ("pull first", "one second"),
    ];
    const KEYS: [&str; 11] = ["Next", "Prior", "b", "w", "f", "Home", "End", "c", "s", "cc", "ss"];
    let mut dice = Dice(2_024);
    let (mut set, mut may_show_console, mut pressed) = ("one first", false, "");
    step_of("pull");
    for _ in 0..n_steps {
        if dice.roll(8) == 0 {
            watch.touch(&mut dice);
            pressed = "";
            watch.look("touch", may_show_console);
        } else if dice.roll(2) == 0 {
            let (step, next) = SCREENS[usize::try_from(dice.roll(12)).expect("small")];
            step_of(step);
            // A console that was asked for on the only screen stays there when another comes beside it.
            let only_came = next == "two" && set.starts_with("one ");
            may_show_console &= next == set || only_came;
            set = next;
            pressed = "";
            watch.look(step, may_show_console);
        } else {
            let key = KEYS[usize::try_from(dice.roll(11)).expect("small")];
            step_of(key);
            let is_twice = key.len() == 2 && key != "Next" || pressed == key;
            if is_twice && key.starts_with(['c', 's']) {
                may_show_console = true;
            }
            pressed = if matches!(key, "c" | "s") { key } else { "" };
            watch.look(key, may_show_console);
        }
    }
}
