//! The last look before leaving: green on the sample briefs (all with `DEMARCHE_LONG=1`), red for each fault that is planted.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use crate::support::engine_with_japanese;

fn look(folder: &Path, files: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_demarche"));
    command.current_dir(folder).args(["check", "--wheels-up"]).args(files);
    command.env("LC_ALL", "C.UTF-8").output().expect("the program runs")
}

fn stdout(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

const BOOK: &str = "[[source]]\nid = \"s\"\ntitle = \"Report\"\npublisher = \"JAMA\"\ndate = \"2024\"\n\n\
    [[fact]]\nkey = \"jobs\"\nvalue = 109000\nas_of = \"2023\"\ngood_until = \"2025-06-30\"\nsource = \"s\"\n\n\
    [[fact]]\nkey = \"old\"\nvalue = 24\nas_of = \"2020\"\ngood_until = \"2021-12-31\"\nsource = \"s\"\n\n\
    [[fact]]\nkey = \"secret\"\nvalue = 7\nas_of = \"2023\"\nreaders = [\"principal\"]\nsource = \"s\"\n\n\
    [[agreed]]\nid = \"a\"\ntext = \"Both sides will settle the matter swiftly, and in good faith.\"\norigin = \"the Joint Statement\"\n\n\
    [[avoid]]\nword = \"concession\"\ninstead = \"step\"\n";

const FRONT: &str = "title: Title\ndate: 2024-11-20\nduration: 20m\nmarking: { scheme: uk, banner: OFFICIAL }\nfacts: facts.toml\n";

const BODY: &str = "## A claim about jobs\n\n- They employ [109,000](fact:jobs) people.\n\n\
    > [!AGREED] Joint Statement\n> Both sides will settle the matter swiftly, and in good faith.\n";

/// The look at a brief with these lines added to its front matter and its text.
fn looked(front: &str, body: &str) -> (String, Option<i32>) {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("facts.toml"), BOOK).expect("written");
    fs::write(folder.path().join("b.md"), format!("---\n{front}---\n\n{body}")).expect("written");
    let output = look(folder.path(), &["b.md"]);
    (stdout(&output), output.status.code())
}

#[test]
fn the_sample_briefs_are_green() {
    if engine_with_japanese().is_none() {
        return;
    }
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("briefs");
    let mut names: Vec<String> = fs::read_dir(&folder)
        .expect("listed")
        .map(|entry| entry.expect("listed").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
        .filter_map(|path| Some(path.file_name()?.to_string_lossy().into_owned()))
        .collect();
    names.sort();
    // Each brief is exported in every copy and shape, which takes seconds.
    if std::env::var_os("DEMARCHE_LONG").is_none() {
        names.retain(|name| name == "us-jobs.md");
    }
    let output = look(&folder, &names.iter().map(String::as_str).collect::<Vec<_>>());
    let said = stdout(&output);
    assert_eq!(output.status.code(), Some(0), "{said}");
    assert_eq!(said.matches("GREEN").count(), names.len(), "{said}");
}

#[test]
fn a_sound_brief_is_green_and_each_planted_fault_turns_its_own_row_red() {
    let (said, code) = looked(FRONT, BODY);
    assert_eq!(code, Some(0), "{said}");
    assert!(said.starts_with("GREEN") && said.lines().count() < 20 && !said.contains('→'), "{said}");
    let long = "A point that is said aloud and takes its time to be said and to be heard. ".repeat(300);
    let more = |text: &str| format!("{BODY}\n{text}\n");
    let front = |from: &str, to: &str| FRONT.replace(from, to);
    let planted = [
        ("Every letter has a font", FRONT.to_owned(), more("A letter 𒀀 of another age.")),
        ("Pictures are inside", FRONT.to_owned(), more("![A plant](plant.png)")),
        ("Pictures are inside", FRONT.to_owned(), more("![A plant](https://example.com/plant.png)")),
        ("Data and links are here", FRONT.to_owned(), more("[the annex](annex.pdf)")),
        ("Markings are whole", front("marking: { scheme: uk, banner: OFFICIAL }\n", ""), BODY.to_owned()),
        ("No fact is past its time", FRONT.to_owned(), more("- There are [24](fact:old) plants.")),
        ("Facts say what the book says", FRONT.to_owned(), BODY.replace("109,000", "190,000")),
        ("Facts say what the book says", FRONT.to_owned(), more("- There are [7](fact:secret) of them.")),
        ("Agreed words stand as agreed", FRONT.to_owned(), BODY.replace("swiftly,", "swiftly")),
        ("Agreed words stand as agreed", FRONT.to_owned(), more("This is no concession.")),
        (
            "The paper keeps to its pages",
            format!("{FRONT}limit: 1\n"),
            more(&format!("::: background\n{long}\n:::")),
        ),
        (
            "There is time for it",
            front("duration: 20m", "duration: 1m\ninterpreter: consecutive"),
            more(&long),
        ),
        ("Every copy can be written", FRONT.to_owned(), more("We {++fully ++}agree.")),
    ];
    for (title, front, body) in planted {
        let (said, code) = looked(&front, &body);
        let is_red = said.lines().any(|line| line.contains(&format!("✗ {title}")));
        assert!(code == Some(1) && said.starts_with("RED") && is_red, "{title}:\n{said}");
        assert!(said.contains('→'), "what to do is said:\n{said}");
    }
}
