//! The built program, killed at each call it makes to the system while it writes a brief: nothing is torn, nothing is
//! missing, and nothing that was said to be written is not.
//!
//! With `DEMARCHE_LONG` at every call and with all sizes; else at some of them.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use demarche::session::{Journal, NewState, Origin, wall_time};

use crate::support::missing;

/// What is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Deed {
    /// An earlier state over the brief.
    Save,
    /// An earlier state to a file that is gone.
    FirstSave,
    /// An earlier state through a link into another folder.
    SaveThroughLink,
}

const DEEDS: [Deed; 3] = [Deed::Save, Deed::FirstSave, Deed::SaveThroughLink];

struct Scene {
    home: tempfile::TempDir,
    old: Option<String>,
    new: String,
}

impl Scene {
    fn new(deed: Deed, n_bytes: usize) -> Self {
        let home = tempfile::tempdir().expect("a folder");
        let text = |line: &str| line.repeat(n_bytes / line.len() + 1)[..n_bytes].to_owned();
        let old = (deed != Deed::FirstSave).then(|| text("old line\n") + "\nMore.\n");
        let scene = Self { old, new: text("new line\n"), home };
        fs::create_dir(scene.home.path().join("far")).expect("made");
        if let Some(old) = &scene.old {
            fs::write(scene.file(deed), old).expect("written");
        }
        #[cfg(unix)]
        if deed == Deed::SaveThroughLink {
            std::os::unix::fs::symlink("far/brief.md", scene.home.path().join("brief.md")).expect("a link");
        }
        let journal = Journal::open(&scene.state_folder()).expect("opened");
        let (path, text) = (scene.home.path().join("brief.md"), scene.new.clone());
        let at_unix_millis = wall_time().unix_millis - 60_000;
        journal.keep_state(&NewState { path, text, origin: Origin::Saved, at_unix_millis }).expect("kept");
        scene
    }

    fn state_folder(&self) -> PathBuf {
        self.home.path().join(".local/state/demarche/kept")
    }

    /// Where the text lies in the end.
    fn file(&self, deed: Deed) -> PathBuf {
        self.home.path().join(if deed == Deed::SaveThroughLink { "far/brief.md" } else { "brief.md" })
    }

    /// Runs the program, under another that sees its calls where there are arguments for that.
    fn run(&self, strace: &[&str], arguments: &[&str]) -> Output {
        let mut command =
            Command::new(if strace.is_empty() { env!("CARGO_BIN_EXE_demarche") } else { "strace" });
        if !strace.is_empty() {
            command.args(strace).arg(env!("CARGO_BIN_EXE_demarche"));
        }
        command.args(arguments).current_dir(self.home.path()).env("HOME", self.home.path());
        for name in ["XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "DISPLAY", "WAYLAND_DISPLAY"] {
            command.env_remove(name);
        }
        command.output().expect("it runs")
    }
}

/// The state that is restored: none is as young as this, so the newest one.
const RESTORE: [&str; 4] = ["history", "brief.md", "--restore", "2999-01-01"];

/// The calls from the first that has to do with the brief on: the name of each, and the how manieth of that name it is.
fn calls_of(deed: Deed, n_bytes: usize) -> Vec<(String, usize)> {
    let scene = Scene::new(deed, n_bytes);
    let log = scene.home.path().join("calls");
    let output = scene.run(&["-o", &log.display().to_string(), "-qq"], &RESTORE);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let log = fs::read_to_string(log).expect("there");
    let first = log.lines().position(|line| line.contains("demarche/kept")).expect("it reads its states");
    let mut n_each: BTreeMap<&str, usize> = BTreeMap::new();
    let mut calls = Vec::new();
    for (idx, line) in log.lines().enumerate() {
        let Some((name, _)) = line.split_once('(') else { continue };
        let n = n_each.entry(name).or_default();
        *n += 1;
        if idx >= first {
            calls.push((name.to_owned(), *n));
        }
    }
    calls
}

fn expect_whole(scene: &Scene, deed: Deed, is_said: bool, what: &str) {
    let there = fs::read_to_string(scene.file(deed)).ok();
    if is_said {
        assert_eq!(there.as_ref(), Some(&scene.new), "{what}: it was said to be written");
    }
    let is_whole = there == scene.old || there.as_ref() == Some(&scene.new);
    assert!(is_whole, "{what}: torn or missing: {:?}", there.map(|text| text.len()));
    if deed == Deed::SaveThroughLink {
        let link = scene.home.path().join("brief.md");
        assert!(link.symlink_metadata().expect("there").is_symlink(), "{what}");
    }
}

/// Whether calls can be seen and broken; else a word about it.
pub(crate) fn strace_may_be_used() -> bool {
    match Command::new("strace").args(["-o", "/dev/null", "true"]).status() {
        Err(_) => missing("strace", "strace"),
        // In some containers no program may watch another, and nothing that is installed changes that.
        Ok(status) if !status.success() => eprintln!("strace may not be used here: not tested"),
        Ok(_) => return true,
    }
    false
}

#[test]
fn a_kill_at_any_call_to_the_system_tears_nothing() {
    if !strace_may_be_used() {
        return;
    }
    let is_long = std::env::var_os("DEMARCHE_LONG").is_some();
    let sizes: &[usize] = if is_long { &[0, 1, 4_095, 4_096, 1_000_000] } else { &[4_096] };
    let mut n_killed = 0;
    for (deed, n_bytes) in DEEDS.into_iter().flat_map(|deed| sizes.iter().map(move |size| (deed, *size))) {
        let calls = calls_of(deed, n_bytes);
        let stride = if is_long { 1 } else { calls.len() / 9 + 1 };
        for (name, n) in calls.iter().step_by(stride) {
            n_killed += usize::from(kill_at(deed, n_bytes, (name, *n)));
        }
    }
    assert!(n_killed > if is_long { 500 } else { 12 }, "{n_killed}");
    if is_long {
        eprintln!("{n_killed} kills: nothing torn, nothing missing");
    }
}

/// Kills the program at its `n`th call of a name; returns whether it was still running.
fn kill_at(deed: Deed, n_bytes: usize, (name, n): (&str, usize)) -> bool {
    let what = format!("{deed:?} of {n_bytes} bytes, {name} {n}");
    let scene = Scene::new(deed, n_bytes);
    let inject = format!("inject={name}:signal=KILL:when={n}");
    let output = scene.run(&["-o", "/dev/null", "-qq", "-e", &inject], &RESTORE);
    let is_said = String::from_utf8_lossy(&output.stderr).contains("was restored");
    expect_whole(&scene, deed, is_said, &what);
    // Started again, it has all there was, and does what it was asked to.
    let output = scene.run(&[], &["history", "brief.md", "--restore", &early(&scene)]);
    assert!(output.status.success(), "{what}: {}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(fs::read_to_string(scene.file(deed)).ok().as_ref(), Some(&scene.new), "{what}");
    !is_said
}

/// The time of the state that was there before the program was started.
fn early(scene: &Scene) -> String {
    let states =
        demarche::session::earlier_states(&scene.state_folder(), &scene.home.path().join("brief.md"));
    demarche::session::shown_time(states.last().expect("one is there").at_unix_millis)
}

/// The folder must be found before its file: the brief that a link leads to is known by its own place.
#[test]
fn a_brief_behind_a_link_has_one_history() {
    let scene = Scene::new(Deed::SaveThroughLink, 10);
    let states = |path: &Path| demarche::session::earlier_states(&scene.state_folder(), path).len();
    assert_eq!(states(&scene.home.path().join("brief.md")), 1);
    assert_eq!(states(&scene.home.path().join("far/brief.md")), 1);
}
