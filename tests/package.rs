//! What packages hold beside the program: manual pages, desktop entry, description. They agree with the program.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use demarche::cli::{can_be_read, every_flag};

fn asset(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/package").join(name);
    fs::read_to_string(&path).unwrap_or_else(|err| panic!("{}: {err}", path.display()))
}

fn pages(lang: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let mut command = Command::new(env!("CARGO_BIN_EXE_demarche"));
    let output =
        command.args(["--ui-lang", lang, "man"]).arg(folder.path().join("man")).output().expect("it runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let said = String::from_utf8_lossy(&output.stdout).lines().count();
    assert_eq!(said, fs::read_dir(folder.path().join("man")).expect("listed").count());
    folder
}

/// A page as it reads: what roff escapes is itself again.
fn page(folder: &Path, command: &str) -> String {
    let name = if command.is_empty() { "demarche.1".to_owned() } else { format!("demarche-{command}.1") };
    let text =
        fs::read_to_string(folder.join("man").join(&name)).unwrap_or_else(|err| panic!("{name}: {err}"));
    text.replace("\\-", "-")
}

#[test]
fn every_command_has_a_manual_page_with_all_its_flags() {
    for lang in ["en", "ja"] {
        let folder = pages(lang);
        let commands: BTreeSet<String> = every_flag().into_iter().map(|(command, _)| command).collect();
        assert!(commands.len() >= 12);
        for (command, flag) in every_flag() {
            assert!(page(folder.path(), &command).contains(&flag), "{lang}: {command} {flag}");
        }
        for command in &commands {
            let page = page(folder.path(), command);
            assert!(page.contains(".SH NAME") && page.contains("DEMARCHE"), "{lang}: {command}");
            assert!(!page.contains("--begin"), "what help does not show, no page shows");
        }
        let first = page(folder.path(), "");
        assert!(first.contains("DEMARCHE_PASSPHRASE_FILE"), "{lang}");
    }
}

#[test]
fn manual_pages_are_sound() {
    let folder = pages("en");
    let Some(mut mandoc) = crate::support::program("mandoc", "mandoc") else { return };
    let files = fs::read_dir(folder.path().join("man")).expect("listed");
    mandoc.args(["-T", "lint", "-W", "warning"]);
    mandoc.args(files.map(|entry| entry.expect("listed").path()));
    let output = mandoc.output().expect("it runs");
    assert_eq!(String::from_utf8_lossy(&output.stdout), "");
}

#[test]
fn the_desktop_entry_starts_what_it_says() {
    let entry = asset("demarche.desktop");
    let commands: Vec<&str> = entry.lines().filter_map(|line| line.strip_prefix("Exec=")).collect();
    assert_eq!(commands.len(), 3);
    for command in commands {
        let words: Vec<String> =
            command.replace("%f", "talk.md").split_whitespace().map(str::to_owned).collect();
        assert_eq!(words[0], "demarche");
        assert_eq!(can_be_read(&words[1..]), Ok(()), "{command}");
    }
    for section in entry.split("\n[") {
        for key in ["Name", "Comment", "GenericName", "Keywords"] {
            let is_said = section.lines().any(|line| line.starts_with(&format!("{key}=")));
            let is_name = section.contains("Name=Démarche") && key == "Name";
            let in_japanese = section.lines().any(|line| line.starts_with(&format!("{key}[ja]=")));
            assert!(!is_said || is_name || in_japanese, "{key} has no Japanese in [{section}");
        }
    }
    assert!(entry.contains("MimeType=text/markdown;") && entry.contains("\nIcon=demarche\n"));
    assert!(asset("demarche.svg").starts_with("<svg"));
}

#[test]
fn version_and_day_are_the_same_everywhere() {
    let description = asset("demarche.metainfo.xml");
    let release = description.lines().find(|line| line.contains("<release ")).expect("a release");
    let version = env!("CARGO_PKG_VERSION");
    assert!(release.contains(&format!("version=\"{version}\"")), "{release}");
    let day = release.split('"').nth(3).expect("a day");
    let folder = pages("en");
    let first = page(folder.path(), "");
    let title = first.lines().find(|line| line.starts_with(".TH")).expect("a title");
    assert!(title.contains(day) && title.contains(version), "{title} {day}");
    assert!(asset("changelog").starts_with(&format!("demarche ({version}-1)")));
}
