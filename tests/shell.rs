//! The program as a shell sees it: results, errors, exit codes, and no file left behind.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

const BRIEF: &str = "---\ntitle: Title\ndate: 2024-11-20\nmarking: { scheme: none }\n---\n\n## A claim\n\nA point.\n\n> [!RED-LINE]\n> Never.\n";

pub(crate) fn demarche(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_demarche"));
    command.current_dir(folder).args(arguments).env_remove("DISPLAY").env_remove("WAYLAND_DISPLAY");
    // Whatever language this machine speaks.
    command.env("LC_ALL", "C.UTF-8");
    command.output().expect("the program runs")
}

fn stdout(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("brief.md"), BRIEF).expect("written");
    folder
}

/// The names in a folder, in order.
fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .expect("listed")
        .map(|entry| entry.expect("listed").file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

#[test]
fn export_writes_the_file_and_says_its_name() {
    let folder = folder();
    let output = demarche(folder.path(), &["export", "brief.md", "-o", "out.pdf", "--for", "counterpart"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert_eq!(stdout(&output), "out.pdf\n");
    assert_eq!(stderr(&output), "");
    assert!(fs::read(folder.path().join("out.pdf")).expect("read").starts_with(b"%PDF-"));
    assert_eq!(names(folder.path()), ["brief.md", "out.pdf"]);
}

#[test]
fn without_a_reader_the_principals_copy_is_written_and_said() {
    let folder = folder();
    let output = demarche(folder.path(), &["export", "brief.md", "-o", "out.md"]);
    assert_eq!(output.status.code(), Some(0));
    assert!(stderr(&output).contains("principal"), "{}", stderr(&output));
    assert!(fs::read_to_string(folder.path().join("out.md")).expect("read").contains("Never."));
}

#[test]
fn an_existing_file_is_replaced_only_by_force() {
    let folder = folder();
    fs::write(folder.path().join("out.md"), "older").expect("written");
    let arguments = ["export", "brief.md", "-o", "out.md", "--for", "counterpart"];
    let refused = demarche(folder.path(), &arguments);
    assert_eq!(refused.status.code(), Some(2));
    assert!(
        stderr(&refused).contains("--force") && stderr(&refused).lines().count() == 1,
        "{}",
        stderr(&refused)
    );
    assert_eq!(fs::read_to_string(folder.path().join("out.md")).expect("read"), "older");
    let forced = demarche(folder.path(), &[&arguments[..], &["--force"]].concat());
    assert_eq!(forced.status.code(), Some(0));
    assert_ne!(fs::read_to_string(folder.path().join("out.md")).expect("read"), "older");
}

#[test]
fn slides_as_pictures_are_numbered() {
    let folder = folder();
    let output = demarche(folder.path(), &["export", "brief.md", "-o", "deck.png", "--for", "counterpart"]);
    assert_eq!(stdout(&output), "deck-1.png\ndeck-2.png\n", "{}", stderr(&output));
    // The second run must not overwrite what the first one made.
    let again = demarche(folder.path(), &["export", "brief.md", "-o", "deck.png", "--for", "counterpart"]);
    assert_eq!(again.status.code(), Some(2));
}

#[test]
fn what_cannot_be_done_is_one_line_and_leaves_no_file() {
    let folder = folder();
    for (arguments, word) in [
        (&["export", "none.md", "-o", "out.pdf"][..], "none.md"),
        (&["export", "brief.md", "-o", "out.xyz"][..], "pdf"),
        (&["export", "brief.md", "-o", "missing/out.pdf", "--for", "counterpart"][..], "folder"),
        (&["export", "brief.md", "-o", "out.md", "--shape", "cards", "--for", "counterpart"][..], "text"),
        (&["export", "brief.md", "-o", "out.pdf", "--theme", "pink", "--for", "counterpart"][..], "ministry"),
        (&["facts", "brief.md"][..], "facts:"),
        (&["brief.md"][..], "export"),
    ] {
        let output = demarche(folder.path(), arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert_eq!(stdout(&output), "", "{arguments:?}");
        let said = stderr(&output);
        assert!(said.lines().last().is_some_and(|line| line.contains(word)), "{arguments:?}: {said}");
        assert_eq!(names(folder.path()), ["brief.md"], "{arguments:?}");
    }
}

#[test]
fn check_tells_place_and_code_to_people_and_scripts() {
    let folder = folder();
    fs::write(folder.path().join("bad.md"), format!("{BRIEF}\n::: say\nnever closed\n")).expect("written");
    let clean = demarche(folder.path(), &["check", "brief.md"]);
    assert_eq!((clean.status.code(), stdout(&clean).as_str()), (Some(0), ""), "{}", stderr(&clean));
    let found = demarche(folder.path(), &["check", "brief.md", "bad.md"]);
    assert_eq!(found.status.code(), Some(1));
    assert!(stdout(&found).contains("bad.md:14:1: error:"), "{}", stdout(&found));
    let json = demarche(folder.path(), &["check", "bad.md", "--format", "json"]);
    let reports: serde_json::Value = serde_json::from_slice(&json.stdout).expect("it is JSON");
    assert_eq!(reports[0]["code"], "unclosed-fence");
    assert_eq!(reports[0]["line"], 14);
    let none = demarche(folder.path(), &["check", "brief.md", "--format", "json"]);
    assert_eq!(stdout(&none).trim(), "[]");
}

#[test]
fn all_sample_briefs_and_skeletons_are_clean() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = folder();
    let mut files: Vec<String> =
        crate::support::briefs().iter().map(|loaded| loaded.path.display().to_string()).collect();
    for kind in ["briefing", "bilateral", "demarche", "qa"] {
        for lang in ["en", "ja"] {
            let name = format!("{kind}.{lang}.md");
            let output = demarche(folder.path(), &["new", kind, &name]);
            assert_eq!(stdout(&output), format!("{name}\n"), "{}", stderr(&output));
            assert!(!fs::read_to_string(folder.path().join(&name)).expect("read").contains("{date}"));
            files.push(folder.path().join(name).display().to_string());
        }
    }
    for file in &files {
        let output = demarche(root, &["check", file]);
        // Each finding is a line with its hint below it; how many marked paragraphs leave is told of a sound brief, too.
        // A skeleton asks for words and says so.
        let found = stdout(&output);
        let is_skeleton = file.starts_with(&folder.path().display().to_string());
        assert_eq!(found.contains("[placeholder]"), is_skeleton, "{file}: {found}");
        let is_news = |line: &&str| {
            !line.starts_with(' ') && !line.ends_with("[marked-shared]") && !line.ends_with("[placeholder]")
        };
        let found: Vec<&str> = found.lines().filter(is_news).collect();
        assert_eq!((output.status.code(), found), (Some(0), Vec::new()), "{file}");
    }
}

#[test]
fn what_a_skeleton_says_is_warned_of_where_a_copy_leaves() {
    let folder = folder();
    demarche(folder.path(), &["new", "briefing", "mine.md"]);
    let out = demarche(folder.path(), &["export", "mine.md", "-o", "mine.md.html", "--for", "counterpart"]);
    assert_eq!(out.status.code(), Some(0), "{}", stderr(&out));
    let said = stderr(&out);
    let lines = said.lines().filter(|line| line.contains("mine.md:") && line.contains("are still here"));
    assert!(lines.count() > 1 && said.contains("mine.md:2:"), "the title is one of them: {said}");
    assert!(!said.contains("What you say aloud"), "that does not leave: {said}");
    let out = demarche(folder.path(), &["export", "mine.md", "-o", "own.html", "--for", "principal"]);
    assert!(!stderr(&out).contains("are still here"), "{}", stderr(&out));
}

#[test]
fn new_replaces_nothing() {
    let folder = folder();
    let output = demarche(folder.path(), &["new", "qa", "brief.md"]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(fs::read_to_string(folder.path().join("brief.md")).expect("read"), BRIEF);
}

#[test]
fn alone_it_sets_the_sample_brief() {
    let folder = tempfile::tempdir().expect("a folder");
    let output = demarche(folder.path(), &[]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let names = names(&folder.path().join("demarche-sample"));
    assert!(names.iter().any(|name| name.ends_with("slides.pdf")), "{names:?}");
    assert!(names.iter().any(|name| name.ends_with("handout.pdf")), "{names:?}");
    assert!(names.iter().any(|name| name.ends_with("handout.md")), "{names:?}");
    assert!(stderr(&output).contains("window"), "{}", stderr(&output));
    let again = demarche(folder.path(), &[]);
    assert_eq!(again.status.code(), Some(0), "{}", stderr(&again));
}

#[test]
fn doctor_and_completions_answer() {
    let folder = folder();
    let doctor = demarche(folder.path(), &["doctor"]);
    assert!(stdout(&doctor).contains("fonts") && stdout(&doctor).contains("state folder"));
    let completions = demarche(folder.path(), &["completions", "bash"]);
    assert!(stdout(&completions).contains("demarche"));
    let facts = demarche(Path::new(env!("CARGO_MANIFEST_DIR")), &["facts", "briefs/us-jobs.md", "--unused"]);
    assert_eq!(facts.status.code(), Some(0), "{}", stderr(&facts));
    assert!(stdout(&facts).lines().all(|line| line.ends_with("used 0×")));
}

#[test]
fn a_picture_outside_the_folder_is_not_read() {
    let folder = folder();
    let inner = folder.path().join("inner");
    fs::create_dir(&inner).expect("made");
    let mut picture = Vec::new();
    image::DynamicImage::new_rgb8(4, 4)
        .write_to(&mut std::io::Cursor::new(&mut picture), image::ImageFormat::Png)
        .expect("encodes");
    fs::write(folder.path().join("secret.png"), &picture).expect("written");
    fs::write(inner.join("own.png"), &picture).expect("written");
    let text = "---\ntitle: T\n---\n\n## Claim\n\n![Own](own.png)\n\n![Other](../secret.png)\n\n![Far](https://example.org/x.png)\n";
    fs::write(inner.join("brief.md"), text).expect("written");
    let output = demarche(&inner, &["export", "brief.md", "-o", "out.md", "--for", "counterpart"]);
    assert_eq!(stdout(&output), "out.md\nout-1.png\n", "{}", stderr(&output));
    assert!(
        stderr(&output).contains("../secret.png") && stderr(&output).contains("outside"),
        "{}",
        stderr(&output)
    );
    let copy = fs::read_to_string(inner.join("out.md")).expect("read");
    assert!(copy.contains("![Own](out-1.png)") && copy.contains("*Other*"), "{copy}");
}

#[test]
fn a_copy_never_replaces_the_brief() {
    let folder = folder();
    let before = fs::read(folder.path().join("brief.md")).expect("a brief");
    let output =
        demarche(folder.path(), &["export", "brief.md", "-o", "./brief.md", "--force", "--for", "press"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("the brief itself"), "{}", stderr(&output));
    assert_eq!(fs::read(folder.path().join("brief.md")).expect("still there"), before);
}

#[test]
fn letters_that_no_font_has_are_named_by_check_and_by_every_export() {
    let folder = folder();
    // No font has a character that was never given out.
    let text = BRIEF.replace("A point.", "A point \u{378}.");
    fs::write(folder.path().join("brief.md"), text).expect("written");
    let checked = demarche(folder.path(), &["check", "brief.md"]);
    assert_eq!(checked.status.code(), Some(1));
    assert!(
        stdout(&checked).contains("brief.md:9:9: error: no font here has characters of no script (U+0378)")
    );
    for out in ["out.pdf", "out.md", "out.png"] {
        let output = demarche(folder.path(), &["export", "brief.md", "-o", out, "--for", "counterpart"]);
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        assert!(
            stderr(&output).contains("no font here has characters of no script (U+0378)"),
            "{}",
            stderr(&output)
        );
    }
    // What this reader does not get is no fault of this copy.
    fs::write(folder.path().join("brief.md"), BRIEF.replace("Never.", "Never \u{378}.")).expect("written");
    let output = demarche(folder.path(), &["export", "brief.md", "-o", "clean.md", "--for", "counterpart"]);
    assert_eq!((output.status.code(), stderr(&output).as_str()), (Some(0), ""));
}

#[test]
fn a_copy_that_leaves_is_refused_while_it_cannot_be_handed_over() {
    let folder = folder();
    let write = |text: &str| fs::write(folder.path().join("brief.md"), text).expect("written");
    let export = |edits: &[&str], reader: &str| {
        let mut arguments = vec!["export", "brief.md", "-o", "out.md", "--force", "--for", reader];
        arguments.extend_from_slice(edits);
        demarche(folder.path(), &arguments)
    };
    let copy = || fs::read_to_string(folder.path().join("out.md")).expect("a copy");
    write(
        "---\ntitle: T\nmarking: none\n---\n\n## Ports\n\nWe meet {--in May--}{++in June++} {>>ask first<<} there.\n",
    );
    let refused = export(&[], "counterpart");
    assert_eq!(refused.status.code(), Some(1));
    assert!(stderr(&refused).contains("brief.md:8:9"), "{}", stderr(&refused));
    assert!(!folder.path().join("out.md").exists());
    assert_eq!(export(&["--edits", "original"], "counterpart").status.code(), Some(0));
    assert!(copy().contains("We meet in May there."), "{}", copy());
    assert_eq!(export(&["--edits", "accepted"], "counterpart").status.code(), Some(0));
    assert!(copy().contains("We meet in June there."), "{}", copy());
    assert_eq!(export(&[], "principal").status.code(), Some(0));
    assert!(
        copy().contains("in May") && copy().contains("in June") && copy().contains("ask first"),
        "{}",
        copy()
    );
    write("---\ntitle: T\nmarking: none\n---\n\n## Red line\n\nNever.\n");
    assert_eq!(export(&[], "counterpart").status.code(), Some(1));
    assert_eq!(export(&[], "delegation").status.code(), Some(0));
    write("---\ntitle: A: b\nmarking: none\nshare: text\n---\n\n## Ports\n\n> [!ASK]\n> Words.\n");
    let refused = export(&[], "counterpart");
    assert_eq!(refused.status.code(), Some(1));
    assert!(stderr(&refused).contains("marking cannot be read"), "{}", stderr(&refused));
}

#[test]
fn a_file_that_is_not_there_is_what_the_error_is_about() {
    let folder = folder();
    for arguments in [&["missing.md"][..], &["present", "missing.md"], &["no/such/folder"]] {
        let output = demarche(folder.path(), arguments);
        let said = stderr(&output);
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(said.contains("there is no such file or folder"), "{said}");
        assert!(!said.contains("apt-get") && !said.contains("window"), "{said}");
    }
    // Without a display, one that is there is named with what to do instead.
    let said = stderr(&demarche(folder.path(), &["brief.md"]));
    assert!(said.contains("demarche export brief.md"), "{said}");
}

#[test]
fn an_entry_of_the_fact_book_is_deleted_unless_a_brief_cites_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let book = "[[source]]\nid = \"s\"\ntitle = \"Report\"\n\n[[fact]]\nkey = \"jobs\"\nvalue = 9\nas_of = \"2023\"\nsource = \"s\"\n\n[[fact]]\nkey = \"old\"\nvalue = 8\nas_of = \"2019\"\n";
    let path = folder.path().join("facts.toml");
    fs::write(&path, book).expect("written");
    let brief = "---\ntitle: T\nfacts: facts.toml\n---\n\n- [9](fact:jobs) people\n";
    fs::write(folder.path().join("brief.md"), brief).expect("written");
    let run = |arguments: &[&str]| {
        let output = demarche(folder.path(), &[&["facts"], arguments].concat());
        (output.status.code(), stderr(&output))
    };
    let text = || fs::read_to_string(&path).expect("read");
    let (code, said) = run(&["facts.toml", "--delete", "jobs"]);
    assert!(code == Some(1) && said.contains("brief.md:6:3: jobs is cited here"), "{code:?} {said}");
    let (code, said) = run(&["brief.md", "--delete", "s"]);
    assert!(code == Some(2) && said.contains("jobs refers to it"), "{code:?} {said}");
    let (code, said) = run(&["facts.toml", "--delete", "none"]);
    assert!(code == Some(2) && said.contains("no entry called none"), "{code:?} {said}");
    assert_eq!(text(), book);
    assert_eq!(run(&["brief.md", "--delete", "old"]), (Some(0), String::new()));
    assert_eq!(text(), book.split("\n[[fact]]\nkey = \"old\"").next().expect("all before it"));
    assert_eq!(run(&["facts.toml", "--delete", "jobs", "--force"]).0, Some(0));
    assert_eq!(text(), "[[source]]\nid = \"s\"\ntitle = \"Report\"\n");
}
