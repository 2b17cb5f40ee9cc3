//! The pictures of README and guide, made by the program itself in a real window:
//! `DEMARCHE_PICTURES=assets/guide cargo test guide_pictures`.
//!
//! They need what tests in a window need, and `apt-get install imagemagick webp poppler-utils`. Look at them before they
//! are committed.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::thread::sleep;
use std::time::Duration;

use crate::window::Display;

/// How wide the pictures are, in pixels.
const WIDTH: &str = "1360";
/// What all pictures together may weigh.
const MOST_BYTES: u64 = 600_000;

fn run(program: &str, arguments: &[&str], display: Option<&Display>) {
    let mut command = Command::new(program);
    command.args(arguments);
    if let Some(display) = display {
        command.env("DISPLAY", &display.name);
    }
    let output = command.output().unwrap_or_else(|err| panic!("{program}: {err}"));
    assert!(output.status.success(), "{program}: {}", String::from_utf8_lossy(&output.stderr));
}

/// The window whose title holds some words.
fn window_named(display: &Display, words: &str) -> String {
    let found = display.xdotool(&["search", "--onlyvisible", "--name", words]);
    found.lines().last().unwrap_or_else(|| panic!("no window is called {words}")).to_owned()
}

/// Takes a picture of the window once it stands still.
fn take(display: &Display, folder: &Path, name: &str) {
    let (now, before) = (folder.join("now.png"), folder.join("before.png"));
    let window = window_named(display, "automakers");
    for _ in 0..20 {
        sleep(Duration::from_secs(2));
        fs::rename(&now, &before).ok();
        run("import", &["-window", &window, "+repage", &now.to_string_lossy()], Some(display));
        if fs::read(&before).is_ok_and(|bytes| fs::read(&now).is_ok_and(|other| other == bytes)) {
            break;
        }
    }
    pack(&now, name);
}

/// Makes the file that is kept.
fn pack(picture: &Path, name: &str) {
    let out = std::env::var("DEMARCHE_PICTURES").expect("it is set");
    let out = Path::new(env!("CARGO_MANIFEST_DIR")).join(out).join(format!("{name}.webp"));
    let (picture, out) = (picture.to_string_lossy(), out.to_string_lossy());
    run(
        "cwebp",
        &["-quiet", "-q", "82", "-m", "6", "-resize", WIDTH, "0", "-metadata", "none", &picture, "-o", &out],
        None,
    );
}

/// The handout of the other side, and the slide it belongs to.
fn take_handout(folder: &Path) {
    let path = |name: &str| folder.join(name).to_string_lossy().into_owned();
    for (out, shape) in [("handout.pdf", "text"), ("slides.pdf", "slides")] {
        let arguments =
            ["export", &path("us-jobs.md"), "-o", &path(out), "--for", "counterpart", "--shape", shape];
        run(env!("CARGO_BIN_EXE_demarche"), &arguments, None);
    }
    run(
        "pdftoppm",
        &["-png", "-r", "96", "-f", "1", "-l", "1", "-singlefile", &path("handout.pdf"), &path("handout")],
        None,
    );
    run("pdftoppm", &["-png", "-r", "72", "-f", "2", "-l", "3", &path("slides.pdf"), &path("slide")], None);
    let mut slides: Vec<String> = fs::read_dir(folder)
        .expect("listed")
        .map(|entry| entry.expect("listed").file_name().to_string_lossy().into_owned())
        .filter(|name| name.starts_with("slide-"))
        .collect();
    slides.sort();
    let (handout, both) = (path("handout.png"), path("both.png"));
    let edge = ["-bordercolor", "#C9C5BB", "-border", "1"];
    run("convert", &[&[handout.as_str(), "-resize", "x960"], &edge[..], &[handout.as_str()]].concat(), None);
    for slide in &slides {
        let slide = path(slide);
        run(
            "convert",
            &[&[slide.as_str(), "-resize", "832x468!"], &edge[..], &[slide.as_str()]].concat(),
            None,
        );
    }
    let slides = [path(&slides[0]), path(&slides[1])];
    let column = path("column.png");
    run(
        "convert",
        &[&slides[0], "(", "-size", "834x22", "xc:#E8E5DD", ")", &slides[1], "-append", &column],
        None,
    );
    let gap = ["(", "-size", "24x962", "xc:#E8E5DD", ")"];
    let row = [
        &[handout.as_str()],
        &gap[..],
        &[column.as_str(), "-background", "#E8E5DD", "-gravity", "center", "+append"],
    ];
    let end = ["-bordercolor", "#E8E5DD", "-border", "24", both.as_str()];
    run("convert", &[&row.concat()[..], &end].concat(), None);
    pack(Path::new(&both), "handout");
}

#[test]
fn pictures_are_taken_of_the_window() {
    if std::env::var_os("DEMARCHE_PICTURES").is_none() {
        return;
    }
    let Some(display) = Display::of_size("3000x960") else { return };
    let home = tempfile::tempdir().expect("a folder");
    let folder = home.path();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for name in ["us-jobs.md", "facts.toml"] {
        fs::copy(root.join("briefs").join(name), folder.join(name)).expect("copied");
    }
    fs::create_dir_all(folder.join("config/demarche")).expect("made");
    let settings = "appearance = \"light\"\nlanguage = \"en\"\nhas_toured = true\n";
    fs::write(folder.join("config/demarche/settings.toml"), settings).expect("written");
    let brief = folder.join("us-jobs.md").to_string_lossy().into_owned();
    {
        let _program = display.open_with(folder, &[&brief]);
        sleep(Duration::from_secs(5));
        // To where ordinary and private text stand together.
        let window = window_named(&display, "automakers");
        display.xdotool(&["mousemove", "--window", &window, "530", "430"]);
        display.xdotool(&["click", "--repeat", "4", "--delay", "100", "5"]);
        take(&display, folder, "desk");
    }
    {
        let _program = display.open_with(folder, &["present", &brief, "--windowed"]);
        sleep(Duration::from_secs(10));
        // The slides stand beside the console, as on two screens, or behind it.
        let (slides, console) = (window_named(&display, "Slides"), window_named(&display, "automakers"));
        display.xdotool(&["windowmove", &slides, "2020", "0"]);
        display.xdotool(&["windowactivate", "--sync", &console]);
        display.xdotool(&["windowraise", &console]);
        display.key("Right");
        take(&display, folder, "console");
    }
    take_handout(folder);
}

#[test]
fn the_pictures_are_small_and_there_is_a_word_for_each() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/guide");
    let readme =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).expect("a README");
    let mut n_bytes = 0;
    for name in ["desk.webp", "console.webp", "handout.webp"] {
        let size = fs::metadata(folder.join(name)).expect("it is there").len();
        assert!(size > 10_000, "{name} is empty");
        n_bytes += size;
        let shown = readme.lines().find(|line| line.contains(&format!("(assets/guide/{name})")));
        let words = shown.and_then(|line| line.split(['[', ']']).nth(1)).unwrap_or_default();
        assert!(words.len() > 20, "{name} has no words in the README");
    }
    assert!(n_bytes < MOST_BYTES, "{n_bytes}");
}
