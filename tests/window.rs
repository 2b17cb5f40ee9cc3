//! The built program in a real window: typed into by the keyboard of the display, killed, started again.
//!
//! With `DEMARCHE_LONG` it is killed two hundred times while somebody types, and prints how old the oldest lost letter
//! was; and fifty times while somebody marks what becomes of points in a talk.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use demarche::app::talk::{MarkKind, MarkLine, Meeting, last_marks, record};
use demarche::brief::parse;
use demarche::facts::Date;
use demarche::session::{load_json_lines, talk_file};

use crate::support::missing;

/// Twelve letters a second.
const BETWEEN_KEYS: Duration = Duration::from_millis(83);
/// Nothing older than this may be lost.
const PROMISE: Duration = Duration::from_secs(1);
/// How long a loaded machine may take for anything.
const PATIENCE: Duration = Duration::from_mins(1);

/// A program that ends with the test.
pub(crate) struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        self.0.kill().ok();
        self.0.wait().ok();
    }
}

/// A display of one's own.
pub(crate) struct Display {
    pub(crate) name: String,
    _programs: [Running; 2],
}

impl Display {
    /// Starts a display; nothing, and a word about it, where what it takes is missing.
    fn start() -> Option<Self> {
        Self::of_size("1280x800")
    }

    /// The same with so many pixels.
    pub(crate) fn of_size(size: &str) -> Option<Self> {
        let is_there = |program: &str| {
            let path = std::env::var_os("PATH").unwrap_or_default();
            std::env::split_paths(&path).any(|folder| folder.join(program).is_file())
        };
        for (program, package) in [("Xvfb", "xvfb"), ("openbox", "openbox"), ("xdotool", "xdotool")] {
            if !is_there(program) {
                missing(program, package);
                return None;
            }
        }
        let mut server = Command::new("Xvfb")
            // A key that a busy machine releases late does not repeat.
            .args(["-displayfd", "1", "-screen", "0", &format!("{size}x24"), "-nolisten", "tcp", "-r"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("Xvfb starts");
        let output = server.stdout.take().expect("it is piped");
        let server = Running(server);
        let mut number = String::new();
        BufReader::new(output).read_line(&mut number).expect("it says its number");
        let name = format!(":{}", number.trim());
        let manager = Command::new("openbox")
            .env("DISPLAY", &name)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("openbox starts");
        Some(Self { name, _programs: [Running(manager), server] })
    }

    pub(crate) fn xdotool(&self, arguments: &[&str]) -> String {
        let output = Command::new("xdotool").args(arguments).env("DISPLAY", &self.name).output();
        String::from_utf8_lossy(&output.expect("xdotool runs").stdout).into_owned()
    }

    pub(crate) fn key(&self, key: &str) {
        self.xdotool(&["key", "--clearmodifiers", key]);
    }

    fn type_text(&self, words: &str) {
        self.xdotool(&["type", "--clearmodifiers", "--delay", "25", words]);
    }

    /// Starts the program with a brief and gives its window the keyboard.
    fn open(&self, home: &Path, brief: &Path) -> Running {
        self.open_with(home, &[&brief.to_string_lossy()])
    }

    /// The same with a command line.
    pub(crate) fn open_with(&self, home: &Path, arguments: &[&str]) -> Running {
        let mut command = Command::new(env!("CARGO_BIN_EXE_demarche"));
        command
            .args(arguments)
            .env("DISPLAY", &self.name)
            .env("HOME", home)
            .env("LIBGL_ALWAYS_SOFTWARE", "1");
        for (name, folder) in
            [("XDG_STATE_HOME", "state"), ("XDG_CONFIG_HOME", "config"), ("XDG_DATA_HOME", "data")]
        {
            command.env(name, home.join(folder));
        }
        let said = home.join("said.txt");
        let errors = fs::File::create(&said).expect("a file");
        command.env_remove("WAYLAND_DISPLAY").stdout(Stdio::null()).stderr(errors);
        let mut program = Running(command.spawn().expect("it starts"));
        let pid = program.0.id().to_string();
        let window = wait_for("the window", || {
            if let Ok(Some(ended)) = program.0.try_wait() {
                panic!(
                    "it ended without a window, {ended}: {}",
                    fs::read_to_string(&said).unwrap_or_default()
                );
            }
            let found = self.xdotool(&["search", "--onlyvisible", "--pid", &pid]);
            found.lines().last().map(str::to_owned)
        });
        self.xdotool(&["windowfocus", "--sync", &window]);
        program
    }
}

pub(crate) fn wait_for<T>(what: &str, mut look: impl FnMut() -> Option<T>) -> T {
    let begun = Instant::now();
    loop {
        if let Some(found) = look() {
            return found;
        }
        assert!(begun.elapsed() < PATIENCE, "{what} did not come");
        sleep(Duration::from_millis(20));
    }
}

/// The names of the files of the journal.
fn journals(home: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(home.join("state/demarche/kept")).into_iter().flatten().flatten();
    let paths = entries.map(|entry| entry.path());
    paths.filter(|path| path.extension().is_some_and(|ending| ending == "journal")).collect()
}

/// Types without a pause, kills the program, starts it again and saves; returns how old the oldest letter was that
/// was lost.
fn type_and_kill(display: &Display, typing: Duration) -> Duration {
    const START: &str = "## Start\n\n";
    let home = tempfile::tempdir().expect("a folder");
    let brief = home.path().join("brief.md");
    fs::write(&brief, START).expect("written");
    let program = display.open(home.path(), &brief);
    // The first keys go to a window that may not have drawn itself yet: they are typed until they arrive.
    wait_for("the first letter", || {
        display.key("ctrl+End");
        display.key("x");
        sleep(Duration::from_millis(300));
        (!journals(home.path()).is_empty()).then_some(())
    });
    let begun = Instant::now();
    let mut typed: Vec<(Instant, char)> = Vec::new();
    for letter in "the alliance keeps the peace and pays for it ".chars().cycle() {
        if begun.elapsed() >= typing {
            break;
        }
        display.key(if letter == ' ' { "space".to_owned() } else { letter.to_string() }.as_str());
        typed.push((Instant::now(), letter));
        sleep(
            (BETWEEN_KEYS * u32::try_from(typed.len()).unwrap_or(u32::MAX)).saturating_sub(begun.elapsed()),
        );
    }
    drop(program);
    let killed = Instant::now();
    assert_eq!(fs::read_to_string(&brief).expect("there"), START, "nothing was saved");
    let _again = display.open(home.path(), &brief);
    let saved = wait_for("the text", || {
        display.key("ctrl+s");
        sleep(Duration::from_millis(200));
        fs::read_to_string(&brief).ok().filter(|text| text != START)
    });
    let saved = saved.strip_prefix(START).expect("what was there").trim_start_matches('x');
    let all: String = typed.iter().map(|(_, letter)| *letter).collect();
    assert!(all.starts_with(saved), "{saved:?} is not what was typed: {all:?}");
    let lost = typed.get(saved.chars().count()).map_or(Duration::ZERO, |(at, _)| killed - *at);
    assert!(lost <= PROMISE, "{lost:?} of typing is lost: {saved:?} of {all:?}");
    lost
}

#[test]
fn what_is_typed_into_the_real_window_outlives_a_kill() {
    let Some(display) = Display::start() else { return };
    let n_kills = if std::env::var_os("DEMARCHE_LONG").is_some() { 200 } else { 1 };
    let mut lost: Vec<Duration> = (0..n_kills)
        .map(|n| type_and_kill(&display, Duration::from_millis(1_500 + n * 37 % 4_000)))
        .collect();
    lost.sort();
    if n_kills > 1 {
        let (median, most) = (lost[lost.len() / 2], lost[lost.len() - 1]);
        eprintln!(
            "{n_kills} kills: the oldest lost letter was {median:?} old in the median, {most:?} at most"
        );
    }
}

const DAY: &str = "---\ntitle: Jobs\ndate: 2024-11-20\nmarking: { scheme: none }\nfacts: facts.toml\n---\n\n## One\n\nFirst.\n\n## Two\n\nSecond.\n\n## Three\n\nThird.\n\n";
const BOOK: &str = "[[source]]\nid = \"s\"\ntitle = \"Report\"\n\n[[fact]]\nkey = \"jobs\"\nvalue = 109000\nas_of = \"2023\"\nstatement = \"Direct jobs\"\nsource = \"s\"\n";

/// Saves until the file holds a text; fails where it comes to hold another for long.
fn save_as(display: &Display, brief: &Path, wanted: &str) {
    let begun = Instant::now();
    loop {
        display.key("ctrl+s");
        sleep(Duration::from_millis(250));
        let there = fs::read_to_string(brief).expect("there");
        if there == wanted {
            return;
        }
        assert!(begun.elapsed() < PATIENCE, "the file holds {there:?} rather than {wanted:?}");
    }
}

/// What is kept of the talk: whether it goes on, and the slide that is shown, from 0.
fn talk(home: &Path) -> Option<(bool, u64)> {
    let entries = fs::read_dir(home.join("state/demarche/kept/talks")).ok()?.flatten();
    let mut talks = entries.map(|entry| entry.path());
    let file =
        talks.find(|path| path.file_name().is_some_and(|it| it.to_string_lossy().starts_with("talk-")))?;
    let kept: serde_json::Value = serde_json::from_slice(&fs::read(file).ok()?).ok()?;
    Some((kept["is_live"].as_bool()?, kept["show"]["at"]["slide_idx"].as_u64()?))
}

/// From the first key to the last: typed, saved, cited, exported, shown to the end, closed; and then in a second brief.
#[test]
fn a_day_at_the_real_window_loses_no_key() {
    let Some(display) = Display::start() else { return };
    let home = tempfile::tempdir().expect("a folder");
    let (brief, second) = (home.path().join("brief.md"), home.path().join("second.md"));
    fs::write(&brief, DAY).expect("written");
    fs::write(home.path().join("facts.toml"), BOOK).expect("written");
    fs::write(&second, "## Other\n\n").expect("written");
    let mut program = display.open(home.path(), &brief);
    wait_for("the first letter", || {
        display.key("ctrl+End");
        display.key("x");
        sleep(Duration::from_millis(300));
        (!journals(home.path()).is_empty()).then_some(())
    });
    // However many of the first letters came, they go again.
    display.key("ctrl+s");
    wait_for("the first save", || fs::read_to_string(&brief).ok().filter(|text| text.ends_with('x')));
    let n_first = fs::read_to_string(&brief).expect("there").len() - DAY.len();
    (0..n_first).for_each(|_| display.key("BackSpace"));
    save_as(&display, &brief, DAY);
    // A fact is cited by what is offered.
    display.type_text("They employ [109,000](fact:jo");
    sleep(Duration::from_millis(200));
    display.key("Return");
    display.type_text(" people.");
    let typed = format!("{DAY}They employ [109,000](fact:jobs) people.");
    save_as(&display, &brief, &typed);
    export(&display, home.path());
    present(&display, home.path());
    // No key of the talk or of a dialog came into the text. Keys that come at once count in their order.
    let at_once = ["type", "--delay", "0", "--args", "1"];
    let keys = [&at_once[..], &[" E", "key", "ctrl+s"], &at_once, &["n", "key", "ctrl+s"], &at_once, &["d"]];
    display.xdotool(&keys.concat());
    save_as(&display, &brief, &format!("{typed} End"));
    // A second brief in the same window.
    display.key("ctrl+o");
    sleep(Duration::from_millis(1_500));
    display.key("ctrl+a");
    display.type_text(&second.display().to_string());
    display.key("Return");
    sleep(Duration::from_millis(700));
    display.key("ctrl+End");
    display.type_text("Mine.");
    save_as(&display, &second, "## Other\n\nMine.");
    assert_eq!(fs::read_to_string(&brief).expect("there"), format!("{typed} End"), "not into the first");
    display.key("ctrl+q");
    let ended = wait_for("the end of the program", || program.0.try_wait().expect("it runs or has ended"));
    assert!(ended.success(), "{ended}");
    assert!(journals(home.path()).is_empty(), "what is saved leaves no journal");
}

fn export(display: &Display, home: &Path) {
    let out = home.join("jobs-counterpart.pdf");
    wait_for("the export", || {
        display.key("ctrl+e");
        sleep(Duration::from_millis(400));
        display.key("Return");
        // Where the system has no dialog for files, the path is typed; it stands there already.
        sleep(Duration::from_millis(900));
        display.key("Return");
        let begun = Instant::now();
        while begun.elapsed() < Duration::from_secs(6) {
            if fs::read(&out).is_ok_and(|bytes| bytes.starts_with(b"%PDF") && bytes.len() > 1_000) {
                return Some(());
            }
            sleep(Duration::from_millis(100));
        }
        display.key("Escape");
        display.key("Escape");
        None
    });
}

/// The last slide; the title's is the first, 0.
const LAST: u64 = 3;

fn present(display: &Display, home: &Path) {
    display.key("F5");
    wait_for("the talk", || talk(home).filter(|(is_live, _)| *is_live));
    wait_for("the last slide", || {
        display.key("Right");
        sleep(Duration::from_millis(250));
        talk(home).filter(|(_, slide_idx)| *slide_idx == LAST)
    });
    wait_for("the end of the talk", || {
        display.key("Escape");
        sleep(Duration::from_millis(400));
        talk(home).filter(|(is_live, _)| !is_live)
    });
    // After a talk the text has the keyboard only when somebody gives it to it.
    sleep(Duration::from_millis(800));
    display.xdotool(&["mousemove", "480", "420", "click", "1"]);
    sleep(Duration::from_millis(200));
    display.key("ctrl+End");
}

/// Marks points in a talk and kills the program; every mark that was made when it was killed is in the record. Returns
/// how many were.
fn mark_and_kill(display: &Display, marking: Duration, gap: Duration) -> usize {
    const BRIEF: &str = "## Start\n\n- A point.\n\n## Next\n\n- Another.\n";
    let home = tempfile::tempdir().expect("a folder");
    let brief = home.path().join("brief.md");
    fs::write(&brief, BRIEF).expect("written");
    let program = display.open(home.path(), &brief);
    let state = home.path().join("state/demarche/kept");
    let lines = || load_json_lines::<MarkLine>(&talk_file(&state, &brief, "marks")).expect("can be read");
    // The keys of a talk count once it has begun.
    wait_for("the talk", || {
        display.key("F5");
        sleep(Duration::from_millis(200));
        display.key("shift+r");
        sleep(Duration::from_millis(100));
        (!lines().is_empty()).then_some(())
    });
    sleep(PROMISE);
    let n_before = lines().len();
    let begun = Instant::now();
    let mut pressed: Vec<(Instant, MarkKind)> = Vec::new();
    let keys =
        [("shift+a", MarkKind::Agreed), ("shift+f", MarkKind::Refused), ("shift+p", MarkKind::Promised)];
    for (key, kind) in keys.into_iter().cycle() {
        if begun.elapsed() >= marking {
            break;
        }
        display.key(key);
        pressed.push((Instant::now(), kind));
        sleep(gap);
    }
    let killed = Instant::now();
    drop(program);
    let marks = last_marks(lines());
    let kinds: Vec<MarkKind> = marks.iter().skip(n_before).map(|mark| mark.kind).collect();
    let all: Vec<MarkKind> = pressed.iter().map(|(_, kind)| *kind).collect();
    assert!(all.starts_with(&kinds), "{kinds:?} is not what was marked: {all:?}");
    let lost = pressed.get(kinds.len()).map_or(Duration::ZERO, |(at, _)| killed - *at);
    assert!(lost <= PROMISE, "a mark that was {lost:?} old is lost");
    let meeting = Meeting { date: Date { year: 2024, month: 11, day: 20 }, utc_offset_seconds: 0 };
    let text = record(&parse(BRIEF).0, &marks, meeting);
    let n_recorded = text.lines().filter(|line| line.starts_with("- ") && !line.starts_with("- [")).count();
    assert!(n_recorded >= marks.len(), "{n_recorded} of {} marks are in the record:\n{text}", marks.len());
    marks.len()
}

#[test]
fn what_is_marked_in_a_talk_outlives_a_kill() {
    let Some(display) = Display::start() else { return };
    let n_kills = if std::env::var_os("DEMARCHE_LONG").is_some() { 50 } else { 1 };
    let marks = (0..n_kills).map(|n| {
        let marking = Duration::from_millis(300 + n * 271 % 1_500);
        mark_and_kill(&display, marking, Duration::from_millis(n * 13 % 120))
    });
    let n_marks: usize = marks.sum();
    eprintln!("{n_kills} kills: all of {n_marks} marks are in the record");
}
