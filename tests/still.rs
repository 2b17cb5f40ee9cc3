//! What a talk costs the processor while a slide stands still, without a graphics card and with a room at 4K. Needs `DEMARCHE_LONG`, and the X server's dummy driver.

use std::fs;
use std::process::Child;
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::x_server::{Running, command, long_screens, press, xrandr};

/// What the program may take of one core while nothing but its clock changes, in percent.
const MAX_PERCENT: f64 = 1.0;

fn brief() -> String {
    let slide = |n: usize| {
        format!(
            "## Slide {n}: plants, people and parts\n\n- There are {n} plants in all the states.\n- They employ many \
             people, and have done so for forty years.\n- What they build is sold where it is built.\n\n> [!SAY]\n> \
             Words of slide {n}.\n\n> [!IF-RAISED] You sell more than you build in county {n}\n> We do not.\n\n"
        )
    };
    (1..20).map(slide).collect()
}

/// The time that the processor spent on a program, in seconds.
fn spent_seconds(child: &Child) -> f64 {
    const TICKS_A_SECOND: f64 = 100.0;
    let told = fs::read_to_string(format!("/proc/{}/stat", child.id())).expect("it runs");
    let behind_name = told.rsplit_once(") ").map_or("", |(_, rest)| rest);
    let numbers = behind_name.split(' ').skip(11).take(2);
    numbers.filter_map(|number| number.parse::<f64>().ok()).sum::<f64>() / TICKS_A_SECOND
}

#[test]
fn a_still_slide_costs_next_to_nothing() {
    let Some((_alone, folder, _server)) = long_screens() else { return };
    xrandr("--newmode UHD 533.25 3840 3888 3920 4000 2160 2163 2168 2222");
    xrandr("--addmode DUMMY1 UHD");
    xrandr("--output DUMMY0 --mode 1920x1080 --pos 0x0 --output DUMMY1 --mode UHD --pos 1920x0");
    let brief_path = folder.path().join("brief.md");
    fs::write(&brief_path, brief()).expect("written");
    let mut program = command(env!("CARGO_BIN_EXE_demarche"));
    program
        .env("XDG_CONFIG_HOME", folder.path().join("config"))
        .env("XDG_STATE_HOME", folder.path().join("state"));
    let program = Running(program.arg("present").arg(&brief_path).spawn().expect("it starts"));
    // All is drawn when the processor has nothing more to do.
    let begun = Instant::now();
    loop {
        let before = spent_seconds(&program.0);
        sleep(Duration::from_secs(4));
        if spent_seconds(&program.0) - before < 0.4 && begun.elapsed() > Duration::from_secs(20) {
            break;
        }
        assert!(begun.elapsed() < Duration::from_mins(5), "the slides are never all drawn");
    }
    for _ in 0..4 {
        press("Next");
        sleep(Duration::from_millis(600));
    }
    sleep(Duration::from_secs(5));
    // Two minutes hold two frames of the whole console, as any two do.
    let still = Duration::from_mins(2);
    let before = spent_seconds(&program.0);
    sleep(still);
    let percent = (spent_seconds(&program.0) - before) / still.as_secs_f64() * 100.0;
    assert!(percent < MAX_PERCENT, "{percent:.2} % of a core");
}
