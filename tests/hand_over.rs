//! The end of an export: nothing that the brief is made of is written over, and what cannot be finished is not begun.

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

const BRIEF: &str = "---\ntitle: T\ndate: 2024-11-20\nmarking: { scheme: none }\nfacts: facts.toml\ntheme: ./house\n\
    reference-doc: house.docx\n---\n\n## A claim\n\n![A plant](a%20plant.png)\n\n```chart\ntype: bar\ndata: states.csv\n```\n\n\
    ## Ohio {audience=OH}\n\nOne.\n\n## Mayors {audience=mayors}\n\nTwo.\n";

/// The files that the brief is made of, but for itself.
const PARTS: [&str; 5] = ["facts.toml", "a plant.png", "states.csv", "house/theme.toml", "house.docx"];

/// A folder with a brief and all that it is made of.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join("house")).expect("made");
    let put = |name: &str, bytes: &[u8]| fs::write(folder.path().join(name), bytes).expect("written");
    put("brief.md", BRIEF.as_bytes());
    put("facts.toml", b"");
    put("states.csv", b"state,jobs\nOhio,12\n");
    put("house/theme.toml", b"");
    put("house.docx", b"a pattern");
    let mut picture = Vec::new();
    image::DynamicImage::new_rgb8(4, 4)
        .write_to(&mut std::io::Cursor::new(&mut picture), image::ImageFormat::Png)
        .expect("encodes");
    put("a plant.png", &picture);
    folder
}

/// Runs the program with its register in a folder.
fn demarche(folder: &Path, arguments: &[&str], state: &Path, out: Stdio) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_demarche"));
    command.current_dir(folder).args(arguments).env_remove("DISPLAY").env_remove("WAYLAND_DISPLAY");
    command.env("LC_ALL", "C.UTF-8").env("XDG_STATE_HOME", state).env("HOME", folder).stdout(out);
    command.stderr(Stdio::piped()).spawn().and_then(std::process::Child::wait_with_output).expect("it runs")
}

fn export(folder: &Path, arguments: &[&str]) -> (Option<i32>, String) {
    let state = tempfile::tempdir().expect("a folder");
    let arguments = [&["export", "brief.md", "--for", "delegation"], arguments].concat();
    let output = demarche(folder, &arguments, state.path(), Stdio::piped());
    (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
}

#[test]
fn no_copy_is_written_over_what_the_brief_is_made_of_by_whatever_name() {
    let folder = folder();
    let place = |name: &str| folder.path().join(name);
    for part in ["brief.md"].iter().chain(&PARTS) {
        let before = fs::read(place(part)).expect("read");
        for (link, out, more) in [
            ("hard.md", "hard.md", &[][..]),
            ("x-oh.md", "x.md", &["--audience", "OH,mayors"]),
            ("deck-2.png", "deck.png", &[]),
        ] {
            fs::hard_link(place(part), place(link)).expect("a second name");
            let (code, said) = export(folder.path(), &[&["-o", out, "--force"], more].concat());
            let last = said.lines().last().unwrap_or_default();
            assert_eq!(code, Some(2), "{part} as {out}: {said}");
            assert!(last.contains(link) && last.contains("would destroy it"), "{part}: {said}");
            assert_eq!(fs::read(place(part)).expect("read"), before, "{part} as {out}");
            fs::remove_file(place(link)).expect("removed");
        }
    }
    let (code, said) = export(folder.path(), &["-o", "house.docx", "--force"]);
    assert!(code == Some(2) && said.contains("house.docx is a file that the brief is made of"), "{said}");
    let (code, said) = export(folder.path(), &["-o", "other.md", "--force"]);
    assert_eq!(code, Some(0), "{said}");
}

#[test]
fn a_copy_with_a_number_is_in_the_register_or_is_not_made() {
    let (folder, state) = (folder(), tempfile::tempdir().expect("a folder"));
    let run = |state: &Path, more: &[&str]| {
        let arguments = ["export", "brief.md", "--for", "delegation", "--copy", "1/2", "--to", "A"];
        let output = demarche(folder.path(), &[&arguments[..], more].concat(), state, Stdio::piped());
        (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
    };
    let is_there = || folder.path().join("x.md").exists();
    let blocked = state.path().join("blocked");
    fs::write(&blocked, "a file where the folder should be").expect("written");
    let (code, said) = run(&blocked, &["-o", "x.md"]);
    assert!(code == Some(2) && said.lines().count() == 1, "{said}");
    assert!(said.contains("the register") && !said.contains("the talk") && !is_there(), "{said}");
    let lines = || -> usize {
        let mut folders = vec![state.path().to_owned()];
        while let Some(next) = folders.pop() {
            for entry in fs::read_dir(next).expect("listed") {
                let path = entry.expect("listed").path();
                if path.ends_with("copies.jsonl") {
                    let text = fs::read_to_string(path).expect("read");
                    return text.lines().filter(|line| !line.is_empty()).count();
                }
                folders.extend(path.is_dir().then_some(path));
            }
        }
        0
    };
    let (code, said) = run(state.path(), &["-o", "x.md"]);
    let n_noted = lines();
    assert!(code == Some(0) && said.contains("is noted in") && is_there() && n_noted > 0, "{said}");
    // What is not written is not noted either.
    let (code, said) = run(state.path(), &["-o", "missing/x.md"]);
    assert_eq!((code, lines()), (Some(2), n_noted), "{said}");
}

#[cfg(target_os = "linux")]
#[test]
fn where_nothing_can_be_printed_nothing_is_left_and_nothing_breaks() {
    let (folder, state) = (folder(), tempfile::tempdir().expect("a folder"));
    for arguments in [
        &["export", "brief.md", "-o", "x.md", "--for", "delegation", "--copy", "1/2"][..],
        &["completions", "bash"],
    ] {
        let full = fs::OpenOptions::new().write(true).open("/dev/full").expect("is there");
        let output = demarche(folder.path(), arguments, state.path(), full.into());
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!((output.status.code(), said.lines().count()), (Some(2), 1), "{arguments:?}: {said}");
        assert!(said.contains("could not be printed"), "{said}");
    }
    assert!(!folder.path().join("x.md").exists());
}
