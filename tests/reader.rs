//! The built program in a real window, as a reader of the screen meets it: over AT-SPI, by the walk in
//! `tests/reader/walk.py`.
//!
//! The text is read whole and by line while it is typed into, a figure is cited, a handout exported, a talk opened.
//! Needs `DEMARCHE_LONG`: on a machine with other work it takes four minutes.

use std::fs;
use std::process::Command;

use crate::support::{is_long, missing};
use crate::window::Display;

/// What the walk takes beside a display.
const PACKAGES: &str = "at-spi2-core gir1.2-atspi-2.0 python3-gi dbus";
/// A Python that has the bindings of the system; another one may come first in the path.
const PYTHON: &str = "/usr/bin/python3";
const N_BYTES: usize = 100_000;

fn can_walk() -> bool {
    let bindings = "import gi; gi.require_version('Atspi', '2.0'); from gi.repository import Atspi";
    let has_bindings = Command::new(PYTHON).args(["-c", bindings]).output();
    let has_bindings = has_bindings.is_ok_and(|output| output.status.success());
    let has_bus = Command::new("dbus-run-session").arg("--version").output().is_ok();
    has_bindings && has_bus && fs::exists("/usr/libexec/at-spi-bus-launcher").unwrap_or(false)
}

#[test]
fn a_reader_of_the_screen_reads_types_cites_exports_and_presents() {
    if !is_long() {
        return;
    }
    if !can_walk() {
        return missing("what speaks AT-SPI", PACKAGES);
    }
    let Some(display) = Display::of_size("1280x800") else { return };
    let home = tempfile::tempdir().expect("a folder");
    let line = |n: usize| format!("- Point {n} says that 車 {n} were built in e\u{301}poque.\n");
    let mut long = String::new();
    for n in 0.. {
        if long.len() >= N_BYTES {
            break;
        }
        long.push_str(&line(n));
    }
    let at = |name: &str| home.path().join(name);
    fs::write(at("long.md"), long).expect("written");
    for name in ["us-jobs.md", "facts.toml"] {
        fs::copy(format!("briefs/{name}"), at(name)).expect("copied");
    }
    let mut walk = Command::new("dbus-run-session");
    walk.args(["--", PYTHON, "tests/reader/walk.py", env!("CARGO_BIN_EXE_demarche")]);
    walk.args([at("long.md"), at("handout.pdf"), at("us-jobs.md")]);
    walk.env("DISPLAY", &display.name).env("HOME", home.path()).env("LIBGL_ALWAYS_SOFTWARE", "1");
    for (name, folder) in
        [("XDG_STATE_HOME", "state"), ("XDG_CONFIG_HOME", "config"), ("XDG_DATA_HOME", "data")]
    {
        walk.env(name, at(folder));
    }
    let output = walk.env_remove("WAYLAND_DISPLAY").output().expect("it runs");
    let said = String::from_utf8_lossy(&output.stdout);
    eprintln!("{said}");
    assert!(output.status.success(), "{said}{}", String::from_utf8_lossy(&output.stderr));
    assert!(said.contains("done"), "{said}");
}
