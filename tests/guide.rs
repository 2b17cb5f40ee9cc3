//! The guide is true: what it names exists, what it shows works, and it is a sound brief itself.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use demarche::app::COMMANDS;
use demarche::app::talk::TALK_KEYS;
use demarche::brief::{KINDS, Lang, Reader, parse};
use demarche::cli::{can_be_read, every_flag};
use demarche::facts::parse_book;
use demarche::layout::{Engine, Shape, THEMES};
use demarche::release::project;
use demarche::session::{Disk, guide, open};

use crate::golden::findings;
use crate::support::{engine_with_japanese, file};

const LANGS: [Lang; 2] = [Lang::En, Lang::Ja];

/// Keys that every program has, which no table holds.
const COMMON_KEYS: [&str; 4] = ["Enter", "Escape", "Space", "Tab"];

/// A fenced block: the word behind its fence, and what stands in it.
struct Fence {
    lang: String,
    text: String,
}

fn text(lang: Lang) -> &'static str {
    std::str::from_utf8(guide(lang).brief.1).expect("UTF-8")
}

/// The fenced blocks of a text, and the text without them.
fn fences(text: &str) -> (Vec<Fence>, String) {
    let (mut found, mut prose): (Vec<Fence>, String) = (Vec::new(), String::new());
    let mut open: Option<(String, Fence)> = None;
    for line in text.split_inclusive('\n') {
        let ticks: String = line.chars().take_while(|c| *c == '`').collect();
        match &mut open {
            Some((fence, _)) if line.trim_end() == fence => found.extend(open.take().map(|(_, block)| block)),
            Some((_, block)) => block.text.push_str(line),
            None if ticks.len() >= 3 => {
                let lang = line.trim_start_matches('`').trim().to_owned();
                open = Some((ticks, Fence { lang, text: String::new() }));
            }
            None => prose.push_str(line),
        }
    }
    assert!(open.is_none(), "each fence is closed");
    (found, prose)
}

/// What stands between pairs of a mark.
fn between<'t>(text: &'t str, open: &str, close: &str) -> Vec<&'t str> {
    let mut found = Vec::new();
    for part in text.split(open).skip(usize::from(open != close)) {
        found.extend(part.split(close).next());
    }
    // Where both marks are the same, every second part stands between two of them.
    if open == close { found.into_iter().skip(1).step_by(2).collect() } else { found }
}

/// A folder with what the examples refer to: the fact book of the guide, and its pictures.
fn folder(lang: Lang, blocks: &[Fence]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let book = blocks.iter().find(|block| block.text.contains("[[fact]]")).expect("a fact book");
    let (_, wrong) = parse_book(&book.text);
    assert!(wrong.is_empty(), "{wrong:?}");
    fs::write(folder.path().join("facts.toml"), &book.text).expect("written");
    for (name, bytes) in guide(lang).files() {
        fs::write(folder.path().join(name), bytes).expect("written");
    }
    folder
}

#[test]
fn every_example_of_the_guide_is_clean_and_exported() {
    let engine = Engine::with_own_fonts();
    for lang in LANGS {
        let (blocks, _) = fences(text(lang));
        let folder = folder(lang, &blocks);
        let examples: Vec<&Fence> = blocks.iter().filter(|block| block.lang == "markdown").collect();
        assert!(examples.len() >= 6, "{lang:?}");
        for (idx, example) in examples.iter().enumerate() {
            let path = folder.path().join(format!("example-{idx}.md"));
            fs::write(&path, &example.text).expect("written");
            let found = findings(&path, &example.text);
            assert!(found.is_empty(), "{}\n{found:?}", example.text);
            let loaded = open(&path, &Disk).expect("a brief");
            assert_eq!(loaded.problems.len(), 0, "{:?}", loaded.problems);
            for reader in [Reader::Counterpart, Reader::Principal] {
                let released = project(&loaded.brief, &loaded.context(), reader);
                for shape in [Shape::Text, Shape::Slides] {
                    assert!(file(&engine, &released, "pdf", shape)[0].bytes.starts_with(b"%PDF-"));
                }
                let words = file(&engine, &released, "md", Shape::Text)[0].bytes.clone();
                let words = String::from_utf8(words).expect("UTF-8");
                for line in example.text.lines().filter(|line| line.contains("export restraint")) {
                    let secret = line.trim_start_matches("> ");
                    assert_eq!(words.contains(secret), reader == Reader::Principal, "{secret}");
                }
            }
        }
    }
}

#[test]
fn the_theme_of_the_guide_is_one() {
    for lang in LANGS {
        let (blocks, _) = fences(text(lang));
        let theme = blocks.iter().find(|block| block.text.contains("[colors]")).expect("a theme");
        let folder = tempfile::tempdir().expect("a folder");
        fs::create_dir(folder.path().join("ours")).expect("made");
        fs::write(folder.path().join("ours/theme.toml"), &theme.text).expect("written");
        let mark = guide(lang).beside[0].1;
        fs::write(folder.path().join("ours/mark.png"), mark).expect("written");
        let brief = "---\ntitle: T\ndate: 2024-11-20\nmarking: { scheme: none }\ntheme: ours\n---\n\n## A claim\n\nText.\n";
        let path = folder.path().join("brief.md");
        fs::write(&path, brief).expect("written");
        let loaded = open(&path, &Disk).expect("a brief");
        let said: Vec<_> = loaded.diagnostics.iter().chain(&loaded.book_diagnostics).collect();
        assert!(said.is_empty() && loaded.problems.is_empty(), "{said:?} {:?}", loaded.problems);
    }
}

/// The words of a line as a shell parts them.
fn shell_words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    for (idx, part) in line.split('"').enumerate() {
        if idx % 2 == 1 {
            words.push(part.to_owned());
        } else {
            words.extend(part.split_whitespace().map(str::to_owned));
        }
    }
    words
}

#[test]
fn every_line_for_a_shell_can_be_typed() {
    for lang in LANGS {
        let (blocks, _) = fences(text(lang));
        let lines: Vec<&str> =
            blocks.iter().filter(|block| block.lang == "sh").flat_map(|block| block.text.lines()).collect();
        assert!(lines.len() > 20);
        for line in lines {
            let words = shell_words(line);
            assert_eq!(words[0], "demarche", "{line}");
            // Help and version are told as errors of a kind.
            let is_asking = words.iter().any(|word| word == "--help" || word == "--version");
            if !is_asking {
                assert_eq!(can_be_read(&words[1..]), Ok(()), "{line}");
            }
        }
    }
    assert!(can_be_read(&shell_words("export a.md -o b.pdf --four counterpart")).is_err());
}

#[test]
fn every_flag_that_the_guide_names_exists_and_none_is_left_out() {
    let flags: BTreeSet<String> = every_flag().into_iter().map(|(_, flag)| flag).collect();
    let commands: BTreeSet<String> =
        every_flag().into_iter().map(|(command, _)| command).filter(|command| !command.is_empty()).collect();
    for lang in LANGS {
        let (blocks, prose) = fences(text(lang));
        let typed: String =
            blocks.iter().filter(|block| block.lang == "sh").map(|block| block.text.as_str()).collect();
        let mut named = BTreeSet::new();
        for code in between(&prose, "`", "`").into_iter().chain(typed.lines()) {
            let is_ours = !code.starts_with("cargo") && !code.contains("{--") && !code.starts_with("---");
            let words = code.split_whitespace().filter(|word| is_ours && word.starts_with("--"));
            named.extend(
                words
                    .filter(|word| word[2..].starts_with(|c: char| c.is_ascii_lowercase()))
                    .map(str::to_owned),
            );
            if let Some(rest) = code.strip_prefix("demarche ")
                && !rest.starts_with("help")
            {
                let first = rest.split_whitespace().next().unwrap_or("");
                let is_file = first.contains(['.', '/']) || first.starts_with('-');
                assert!(is_file || commands.contains(first), "{lang:?}: there is no command {first}");
            }
        }
        let unknown: Vec<_> = named.difference(&flags).collect();
        assert!(unknown.is_empty(), "{lang:?} names {unknown:?}");
        let left_out: Vec<_> = flags.difference(&named).collect();
        assert!(left_out.is_empty(), "{lang:?} leaves out {left_out:?}");
        for command in &commands {
            assert!(
                typed.contains(&format!("demarche {command} "))
                    || typed.contains(&format!("demarche {command}\n")),
                "{lang:?} leaves out {command}"
            );
        }
    }
}

/// A key of the guide as the tables write it.
fn table_key(shown: &str) -> String {
    let mut parts: Vec<&str> = shown.split('+').collect();
    if shown.ends_with('+') {
        parts.truncate(parts.len() - 2);
        parts.push("+");
    }
    let last = parts.pop().unwrap_or("");
    let named = match last {
        "→" => "Right",
        "←" => "Left",
        "↑" => "Up",
        "↓" => "Down",
        "/" => "Slash",
        "?" => "Questionmark",
        "+" => "Plus",
        "−" | "-" => "Minus",
        "=" => "Equals",
        "," => "Comma",
        "." => "Period",
        "\\\\" => "Backslash",
        "Esc" => "Escape",
        other => other,
    };
    parts.push(named);
    parts.join("+")
}

#[test]
fn every_key_that_the_guide_names_does_something() {
    let commands: BTreeSet<&str> = COMMANDS.iter().flat_map(|command| command.keys).copied().collect();
    let talk: BTreeSet<&str> = TALK_KEYS.iter().flat_map(|row| row.keys).copied().collect();
    let mut by_lang = Vec::new();
    for lang in LANGS {
        let (_, prose) = fences(text(lang));
        let named: BTreeSet<String> = between(&prose, "**", "**").into_iter().map(table_key).collect();
        assert!(named.len() > 60, "{lang:?}");
        for key in &named {
            let is_known = commands.contains(key.as_str())
                || talk.contains(key.as_str())
                || COMMON_KEYS.contains(&key.as_str());
            assert!(is_known, "{lang:?} names {key}, which does nothing");
        }
        // Clickers send the last row; nobody has to know it.
        for row in TALK_KEYS.iter().filter(|row| row.id != "talk-nothing") {
            let is_named = row.keys.iter().any(|key| named.contains(*key));
            assert!(is_named, "{lang:?} leaves out {}", row.id);
        }
        by_lang.push(named);
    }
    assert_eq!(by_lang[0], by_lang[1], "both guides name the same keys");
}

/// All sources of the program as one text.
fn sources() -> String {
    let mut all = String::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("listed") {
            let path: PathBuf = entry.expect("listed").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                all.push_str(&fs::read_to_string(path).expect("UTF-8"));
            }
        }
    }
    all
}

#[test]
fn every_label_that_the_guide_names_is_in_the_program() {
    let sources = sources();
    for (lang, open, close) in [(Lang::En, "“", "”"), (Lang::Ja, "［", "］")] {
        let (_, prose) = fences(text(lang));
        let labels = between(&prose, open, close);
        assert!(labels.len() > 10, "{lang:?}");
        for label in labels {
            assert!(sources.contains(&format!("\"{label}\"")), "{lang:?}: nothing is called {label}");
        }
    }
}

#[test]
fn every_kind_theme_and_key_of_front_matter_is_in_the_guide() {
    for lang in LANGS {
        let (_, prose) = fences(text(lang));
        let codes: BTreeSet<&str> = between(&prose, "`", "`").into_iter().collect();
        for name in KINDS.iter().map(|kind| kind.name).chain(THEMES.iter().map(|theme| theme.name)) {
            assert!(codes.contains(name), "{lang:?} leaves out {name}");
        }
        // The first column of the first table holds keys, and no others.
        let rows = prose.lines().skip_while(|line| !line.starts_with("| `title`"));
        let rows: Vec<&str> = rows.take_while(|line| line.starts_with('|')).collect();
        assert!(rows.len() > 15, "{lang:?}");
        for row in rows {
            let cell = row.split('|').nth(1).unwrap_or("");
            for key in between(cell, "`", "`") {
                let (_, said) = parse(&format!("---\n{key}: 2\n---\n\n## A\n\nText.\n"));
                assert!(said.iter().all(|found| found.code != "unknown-key"), "{lang:?}: {key} is no key");
            }
        }
    }
}

#[test]
fn the_guide_is_clean_and_makes_a_handout() {
    for lang in LANGS {
        let sample = guide(lang);
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/guide").join(sample.brief.0);
        let found = findings(&path, text(lang));
        assert!(found.is_empty(), "{found:?}");
        let loaded = open(&path, &Disk).expect("a brief");
        assert!(loaded.problems.is_empty(), "{:?}", loaded.problems);
        let engine = if lang == Lang::Ja { engine_with_japanese() } else { Some(Engine::with_own_fonts()) };
        let Some(engine) = engine else { continue };
        // It hides nothing: who is handed the guide has all of it but the examples of what is private.
        let released = project(&loaded.brief, &loaded.context(), Reader::Principal);
        let pdf = &file(&engine, &released, "pdf", Shape::Text)[0].bytes;
        assert!(pdf.starts_with(b"%PDF-") && pdf.len() > 50_000);
    }
}
