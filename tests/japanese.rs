//! The languages of the program: every message in Japanese is Japanese, and who chooses which is heard.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use demarche::check::LINTS;
use demarche::text::Message;

use crate::golden;

/// English that stands in Japanese messages: what is typed, and the names of fonts, packages and examples.
const TYPED: [&str; 9] = [
    "apt-get install",
    "demarche check",
    "demarche export",
    "demarche history",
    "-o handout.pdf --for counterpart",
    "--edits original",
    "--edits accepted",
    "scheme: jp, banner:",
    "marking: none",
];

/// What is wrong with words that should be Japanese: no kana or kanji, or a run of English in them.
fn fault(ja: &str) -> Option<&'static str> {
    let is_japanese = |c: char| matches!(c, '\u{3040}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}');
    if !ja.contains(is_japanese) {
        return Some("holds no kana and no kanji");
    }
    if ja.ends_with('。') {
        return Some("ends in a full stop");
    }
    // What the brief and its book say is quoted as it is.
    let mut said = ja.to_owned();
    while let Some((before, rest)) = said.split_once('「') {
        let Some((_, after)) = rest.split_once('」') else { break };
        said = format!("{before}…{after}");
    }
    let typed = TYPED.iter().fold(said, |words, typed| words.replace(typed, "…"));
    let mut n_english = 0;
    for word in typed.split(' ') {
        let is_english = word.len() > 1 && word.bytes().all(|byte| byte.is_ascii_lowercase());
        n_english = if is_english { n_english + 1 } else { 0 };
        if n_english > 2 {
            return Some("holds English");
        }
    }
    None
}

/// The rest of a string literal of Rust, up to the quotation mark that ends it, and what stands behind that.
fn literal(text: &str) -> Option<(&str, &str)> {
    let start = text.find('"')? + 1;
    let mut is_escaped = false;
    for (at, c) in text[start..].char_indices() {
        match c {
            '"' if !is_escaped => return Some((&text[start..start + at], &text[start + at + 1..])),
            '\\' => is_escaped = !is_escaped,
            _ => is_escaped = false,
        }
    }
    None
}

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder of sources").flatten() {
        let path = entry.path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

/// The sources of the library, without their tests.
fn code() -> Vec<(PathBuf, String)> {
    let mut paths = Vec::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut paths);
    let read = |path: PathBuf| {
        let text = fs::read_to_string(&path).expect("a source is UTF-8");
        let end = text.find("#[cfg(test)]\nmod tests {").unwrap_or(text.len());
        (path, text[..end].to_owned())
    };
    paths.into_iter().map(read).collect()
}

#[test]
fn every_message_of_the_program_is_japanese_in_japanese() {
    let mut wrong = Vec::new();
    let mut n_messages = 0;
    for (path, text) in code() {
        for (at, _) in text.match_indices("message!(") {
            let Some((en, rest)) = literal(&text[at..]) else { continue };
            let Some((ja, _)) = literal(rest) else { continue };
            n_messages += 1;
            // A message of nothing but values has no language.
            let is_frame = |words: &str| !without_values(words).contains(char::is_alphabetic);
            if let Some(fault) = fault(ja).filter(|_| !is_frame(en) && !ja.is_empty()) {
                wrong.push(format!("{}: {fault}: {ja}", path.display()));
            }
        }
    }
    assert!(n_messages > 400, "{n_messages}");
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// A format string without its values.
fn without_values(words: &str) -> String {
    let mut depth = 0_usize;
    let mut out = String::new();
    for c in words.replace("{{", "").replace("}}", "").chars() {
        match c {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            c if depth == 0 => out.push(c),
            _ => {}
        }
    }
    out
}

#[test]
fn every_finding_is_shown_by_a_golden_in_both_languages() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/check");
    let (mut seen, mut wrong) = (BTreeSet::new(), Vec::new());
    for entry in fs::read_dir(&folder).expect("goldens").flatten() {
        let path = entry.path();
        if path.extension().is_none_or(|extension| extension != "md") {
            continue;
        }
        let text = fs::read_to_string(&path).expect("a brief is UTF-8");
        for found in golden::findings(&path, &text) {
            seen.insert(found.code.to_owned());
            let said = [found.message].into_iter().chain(found.hint);
            for Message { en, ja } in said.chain(found.fixes.into_iter().map(|fix| fix.title)) {
                if let Some(fault) = fault(&ja) {
                    wrong.push(format!("{} {}: {fault}: {ja} ({en})", path.display(), found.code));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    let mut codes: BTreeSet<String> = LINTS.iter().map(|lint| lint.name.to_owned()).collect();
    for (_, text) in code() {
        for (at, _) in text.match_indices("Diagnostic::new(") {
            let code = literal(&text[at..]).map(|(code, _)| code.to_owned());
            // Of a lint, the name is in its row.
            codes.extend(code.filter(|code| code.bytes().all(|b| b == b'-' || b.is_ascii_lowercase())));
        }
    }
    // Of the fact book, of pages that are set, and what the parser takes to be private before it is looked for:
    // those have tests of their own.
    let elsewhere = ["fact-book", "page-limit", "too-much-for-pages", "near-kind"].map(str::to_owned);
    let missing: Vec<&String> =
        codes.iter().filter(|code| !seen.contains(*code) && !elsewhere.contains(code)).collect();
    assert!(missing.is_empty(), "no golden brief has the findings {missing:?}");
}

const BRIEF: &str = "---\ntitle: Title\ndate: soon\nmarking: none\n---\n\n## A claim\n\nA point.\n";

fn demarche(locale: &[(&str, &str)], arguments: &[&str]) -> Output {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("brief.md"), BRIEF).expect("written");
    let mut command = Command::new(env!("CARGO_BIN_EXE_demarche"));
    command.current_dir(folder.path()).args(arguments);
    for key in ["DISPLAY", "WAYLAND_DISPLAY", "LC_ALL", "LC_MESSAGES", "LANG"] {
        command.env_remove(key);
    }
    command.envs(locale.iter().copied()).output().expect("the program runs")
}

fn words(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

const JA: &[(&str, &str)] = &[("LANG", "ja_JP.UTF-8")];

/// Variables of the environment, what is typed, and whether that makes Japanese.
type Case<'c> = (&'c [(&'c str, &'c str)], &'c [&'c str], bool);

#[test]
fn the_locale_chooses_and_the_option_overrides_it() {
    let check = ["check", "brief.md"];
    let cases: [Case<'_>; 9] = [
        (JA, &[], true),
        (&[("LC_MESSAGES", "ja_JP.UTF-8"), ("LANG", "en_GB.UTF-8")], &[], true),
        (&[("LC_ALL", "C"), ("LANG", "ja_JP.UTF-8")], &[], false),
        (&[("LC_ALL", ""), ("LANG", "ja_JP.UTF-8")], &[], true),
        (&[], &[], false),
        (&[("LANG", "de_DE.UTF-8")], &[], false),
        (JA, &["--ui-lang", "en"], false),
        (&[], &["--ui-lang=ja"], true),
        (&[("LC_ALL", "C")], &["--ui-lang", "ja"], true),
    ];
    for (locale, option, is_japanese) in cases {
        for arguments in [[option, &check].concat(), [&check[..], option].concat()] {
            let output = demarche(locale, &arguments);
            let said = words(&output);
            assert_eq!(said.contains("を日付として読み取れません"), is_japanese, "{arguments:?}: {said}");
            assert_eq!(said.contains("is not a day"), !is_japanese, "{arguments:?}: {said}");
            assert!(said.contains("brief.md:3:7: ") && said.contains("[bad-date]"), "{said}");
            assert_eq!(output.status.code(), Some(1));
        }
    }
}

#[test]
fn scripts_read_the_same_in_either_language() {
    let read = |lang| {
        let output = demarche(JA, &["check", "brief.md", "--format", "json", "--ui-lang", lang]);
        serde_json::from_slice::<serde_json::Value>(&output.stdout).expect("JSON")
    };
    let (mut en, mut ja) = (read("en"), read("ja"));
    for found in [&mut en, &mut ja].into_iter().flat_map(|found| found.as_array_mut().expect("a list")) {
        assert!(found["message"].take().is_string());
        found["hint"].take();
        found["fix"]["title"].take();
    }
    assert_eq!(en, ja);
}

#[test]
fn every_command_answers_a_japanese_system_in_one_japanese_line() {
    let cases: [(&[&str], i32); 22] = [
        (&["check", "no.md"], 2),
        (&["export", "no.md", "-o", "x.pdf"], 2),
        (&["export", "brief.md", "-o", "x.xyz"], 2),
        (&["export", "brief.md", "-o", "brief.md"], 2),
        (&["export", "brief.md", "-o", "x.pdf", "--theme", "none"], 2),
        (&["export", "brief.md", "-o", "no/x.md", "--for", "principal"], 2),
        (&["export", "brief.md", "-o", "x.pdf", "--copy", "9/3"], 2),
        (&["prove", "no.pdf", "--against", "brief.md", "--for", "press"], 2),
        (&["prove", "brief.md", "--against", "brief.md", "--for", "somebody"], 2),
        (&["present", "brief.md"], 2),
        (&["present", "brief.md", "--duration", "long"], 2),
        (&["brief.md"], 2),
        (&["new", "qa", "brief.md"], 2),
        (&["import", "brief.md", "-o", "brief.md"], 2),
        (&["import", "deck.key", "-o", "x.md"], 2),
        (&["facts", "brief.md"], 2),
        (&["facts"], 2),
        (&["history", "brief.md", "--show", "yesterday"], 2),
        (&["check"], 2),
        (&["check", "--no-such"], 2),
        (&["checc", "brief.md"], 2),
        (&["--ui-lang", "fr"], 2),
    ];
    for (arguments, code) in cases {
        let output = demarche(JA, arguments);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(code), "{arguments:?}: {said}");
        let last = said.lines().last().unwrap_or_default();
        assert!(last.starts_with("demarche: "), "{arguments:?}: {said}");
        assert_eq!(fault(last), None, "{arguments:?}: {said}");
        assert!(said.lines().all(|line| fault(line).is_none()), "{arguments:?}: {said}");
        // The same in English, with the same code.
        let output = demarche(JA, &[&["--ui-lang", "en"], arguments].concat());
        let said = words(&output);
        assert!(arguments == ["--ui-lang", "fr"] || fault(&said).is_some(), "{arguments:?}: {said}");
        assert_eq!(output.status.code(), Some(code), "{arguments:?}: {said}");
    }
}

#[test]
fn doctor_and_help_are_japanese_to_the_last_line() {
    let said = words(&demarche(JA, &["doctor"]));
    assert!(said.lines().count() == 4 && said.lines().all(|line| fault(line).is_none()), "{said}");
    let commands =
        ["export", "present", "check", "prove", "new", "import", "facts", "history", "doctor", "completions"];
    let mut pages = vec![demarche(JA, &["--help"]), demarche(JA, &["help"]), demarche(JA, &["-h"])];
    pages.extend(commands.map(|command| demarche(JA, &[command, "--help"])));
    for page in pages {
        let said = words(&page);
        assert_eq!(page.status.code(), Some(0), "{said}");
        for english in
            ["Usage", "Options", "Commands", "Arguments", "default", "possible", "Print", "OPTIONS"]
        {
            assert!(!said.contains(english), "{english}: {said}");
        }
        let told: Vec<&str> = said.lines().filter(|line| line.starts_with("  ")).collect();
        assert!(said.contains("使い方: demarche") && told.len() > 1, "{said}");
        for line in told {
            // The name of an option may have a line of its own, its words the next.
            let is_name = line.trim().starts_with(['-', '<', '[']) && !line.trim().contains("  ");
            assert!(is_name || fault(line).is_none(), "{line}\n{said}");
        }
    }
    let english = words(&demarche(JA, &["check", "--help", "--ui-lang", "en"]));
    assert!(english.contains("Usage: demarche check") && english.contains("Treat warnings as errors"));
    assert!(fault(&english).is_some(), "{english}");
}
