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
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        self.0.kill().ok();
        self.0.wait().ok();
    }
}

/// A display of one's own.
struct Display {
    name: String,
    _server: Running,
}

impl Display {
    /// Starts a display; nothing, and a word about it, where what it takes is missing.
    fn start() -> Option<Self> {
        let is_there = |program: &str| {
            let path = std::env::var_os("PATH").unwrap_or_default();
            std::env::split_paths(&path).any(|folder| folder.join(program).is_file())
        };
        for (program, package) in [("Xvfb", "xvfb"), ("xdotool", "xdotool")] {
            if !is_there(program) {
                missing(program, package);
                return None;
            }
        }
        let mut server = Command::new("Xvfb")
            .args(["-displayfd", "1", "-screen", "0", "1280x800x24", "-nolisten", "tcp"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("Xvfb starts");
        let output = server.stdout.take().expect("it is piped");
        let server = Running(server);
        let mut number = String::new();
        BufReader::new(output).read_line(&mut number).expect("it says its number");
        Some(Self { name: format!(":{}", number.trim()), _server: server })
    }

    fn xdotool(&self, arguments: &[&str]) -> String {
        let output = Command::new("xdotool").args(arguments).env("DISPLAY", &self.name).output();
        String::from_utf8_lossy(&output.expect("xdotool runs").stdout).into_owned()
    }

    fn key(&self, key: &str) {
        self.xdotool(&["key", "--clearmodifiers", key]);
    }

    /// Starts the program with a brief and gives its window the keyboard.
    fn open(&self, home: &Path, brief: &Path) -> Running {
        let mut command = Command::new(env!("CARGO_BIN_EXE_demarche"));
        command.arg(brief).env("DISPLAY", &self.name).env("HOME", home).env("LIBGL_ALWAYS_SOFTWARE", "1");
        for (name, folder) in
            [("XDG_STATE_HOME", "state"), ("XDG_CONFIG_HOME", "config"), ("XDG_DATA_HOME", "data")]
        {
            command.env(name, home.join(folder));
        }
        command.env_remove("WAYLAND_DISPLAY").stdout(Stdio::null()).stderr(Stdio::null());
        let program = Running(command.spawn().expect("it starts"));
        let pid = program.0.id().to_string();
        let window = wait_for("the window", || {
            let found = self.xdotool(&["search", "--onlyvisible", "--pid", &pid]);
            found.lines().last().map(str::to_owned)
        });
        self.xdotool(&["windowfocus", "--sync", &window]);
        program
    }
}

fn wait_for<T>(what: &str, mut look: impl FnMut() -> Option<T>) -> T {
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
