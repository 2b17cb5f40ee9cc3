//! What the shell is told of a command line that cannot be done: one line, what happened, why, what to try.

use std::fs;
use std::path::Path;

use crate::shell::demarche;

const BRIEF: &str = "---\ntitle: T\ndate: 2024-11-20\nmarking: none\n---\n\n## A claim\n\nA point.\n\n\
    ## Mayors {audience=mayors}\n\nOne.\n";

/// Runs the program where nothing may come of it; the line that it says.
fn refused(folder: &Path, arguments: &[&str]) -> String {
    let output = demarche(folder, arguments);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(2), "{arguments:?}: {said}");
    assert!(output.stdout.is_empty() && said.lines().count() == 1, "{arguments:?}: {said}");
    assert!(said.starts_with("demarche: ") && said.trim_end().contains("; "), "{arguments:?}: {said}");
    assert_eq!(fs::read_dir(folder).expect("listed").count(), 1, "{arguments:?}");
    said
}

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("brief.md"), BRIEF).expect("written");
    folder
}

#[test]
fn a_command_line_that_cannot_be_read_is_one_line() {
    let folder = folder();
    for (arguments, words) in [
        (&["frobnicate", "x"][..], &["no command frobnicate", "export"][..]),
        (&["exprt", "brief.md", "-o", "x.md"], &["no command exprt", "export"]),
        (&["export", "brief.md"], &["missing", "--output <OUT>"]),
        (&["export", "brief.md", "-o", "x.md", "--four", "press"], &["no argument --four", "--for"]),
        (&["export", "brief.md", "-o", "x.md", "--for", "nobody"], &["“nobody”", "counterpart"]),
        (&["export", "brief.md", "-o", "x.md", "--for"], &["has no value"]),
        (&["export", "brief.md", "-o", "x.md", "--copy", "11/10"], &["“11/10”"]),
        (&["check", "brief.md", "--wheels-up", "--deny", "warnings"], &["cannot be used with"]),
        (&["prove", "brief.md"], &["missing", "--against <FILE>", "--for <COPY>"]),
        (&["check"], &["missing", "FILES"]),
    ] {
        let said = refused(folder.path(), arguments);
        assert!(words.iter().all(|word| said.contains(word)), "{arguments:?}: {said}");
        assert!(!said.contains("Usage") && !said.contains("[possible"), "{arguments:?}: {said}");
    }
}

#[test]
fn values_that_mean_nothing_are_refused() {
    let folder = folder();
    let export = ["export", "brief.md", "-o", "x.pdf", "--for", "counterpart"];
    for (more, word) in [
        (&["--audience", "ZZ"][..], "ZZ is no state"),
        (&["--audience", "OH,../../x"], "../../x is no state"),
        (&["--audience", ""], "--audience"),
        (&["--audience", "OH,"], "--audience"),
        (&["--to", ""], "--to"),
        (&["--to", "A\nB"], "one line"),
        (&["-o", "x.md", "--pdf-standard", "a-2a"], "x.md is none"),
    ] {
        // The last of two is taken.
        let arguments =
            if more[0] == "-o" { [&export[..2], more].concat() } else { [&export, more].concat() };
        let said = refused(folder.path(), &arguments);
        assert!(said.contains(word), "{more:?}: {said}");
    }
    let prove = ["prove", "brief.md", "--against", "brief.md", "--for", "press", "--audience", "ZZ"];
    assert!(refused(folder.path(), &prove).contains("ZZ is no state"));
    for arguments in [
        &["import", "brief.md", "-o", "x.pdf"][..],
        &["import", "brief.md", "-o", "x.md.age"],
        &["new", "briefing", "x.txt"],
        &["new", "briefing", "x.age"],
        &["new", "briefing", "x"],
    ] {
        assert!(refused(folder.path(), arguments).contains(".md"), "{arguments:?}");
    }
    let known = [&export[..], &["--audience", "mayors"]].concat();
    assert_eq!(demarche(folder.path(), &known).status.code(), Some(0), "an audience that the brief names");
}

#[test]
fn what_is_not_there_is_said_in_our_own_words() {
    let folder = folder();
    for (arguments, words) in [
        (&["prove", "none.pdf", "--against", "brief.md", "--for", "press"][..], "there is no such file"),
        (&["history", "none.md"], "there is no such file"),
        (&["facts", "none.toml"], "there is no such file"),
        #[cfg(target_os = "linux")]
        (&["man", "/proc/x"], "the folder /proc/x cannot be made"),
    ] {
        let said = refused(folder.path(), arguments);
        assert!(said.contains(words) && !said.contains("os error"), "{arguments:?}: {said}");
    }
}

#[test]
fn a_sealed_brief_is_begun_sealed() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_demarche"));
    command.current_dir(folder.path()).args(["new", "briefing", "x.md.age"]);
    let output = command.env("DEMARCHE_PASSPHRASE", "three plain words").output().expect("it runs");
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    let bytes = fs::read(folder.path().join("x.md.age")).expect("written");
    assert!(String::from_utf8_lossy(&bytes[..60]).contains("age"), "it is no age file");
}
