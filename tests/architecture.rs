//! The rules of the house that a machine can hold: where imports point, who may touch what, how files open.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// What only some files may name, and which: a prefix of the path below `src/`, or nobody.
const FENCES: &[(&str, &[&str])] = &[
    ("typst", &["layout/"]),
    ("typst_kit", &["layout/"]),
    ("typst_layout", &["layout/"]),
    ("comemo", &["layout/"]),
    ("budoux", &["layout/"]),
    ("typst_pdf", &["export/"]),
    ("typst_render", &["layout/", "export/"]),
    ("typst_svg", &["layout/", "export/"]),
    ("image", &["export/", "release/"]),
    ("zip", &["office/"]),
    ("quick_xml", &["office/"]),
    ("pulldown_cmark", &["brief/"]),
    ("clap", &["cli"]),
    ("clap_complete", &["cli"]),
    ("clap_mangen", &["cli/man.rs"]),
    ("egui", &["ui/"]),
    ("eframe", &["ui/"]),
    ("lucide_icons", &["ui/"]),
    ("rfd", &["ui/picking.rs"]),
    ("regex", &["app/find.rs"]),
    ("spellbook", &["check/spelling.rs"]),
    ("typos_dict", &["text/slips.rs"]),
    ("unicase", &["text/slips.rs"]),
    ("notify", &["session/watch.rs"]),
    ("jiff", &["session/clock.rs"]),
    ("keepawake", &["app/quiet.rs"]),
    ("age", &["session/seal.rs"]),
    ("rpassword", &["cli/keys.rs"]),
    ("zbus", &["app/quiet.rs"]),
    ("x11rb", &["app/displays/"]),
    ("std::thread", &["app/jobs/"]),
    ("std::fs", &["session/", "cli", "main.rs"]),
    ("std::env", &["session/", "cli", "main.rs"]),
    ("std::process", &["cli", "main.rs"]),
    ("std::net", &[]),
];

/// What is typed nowhere below `src/`, save where the second says.
const BANNED: &[(&str, &[&str])] = &[
    (".unwrap()", &[]),
    ("todo!(", &[]),
    ("dbg!(", &[]),
    ("use crate::{", &[]),
    ("#[allow(", &[]),
    ("println!(", &["cli"]),
    ("print!(", &["cli"]),
    ("Color32::from_", &["ui/style"]),
    ("SystemTime", &["session/", "cli", "main.rs"]),
    ("Instant", &["session/", "cli", "main.rs"]),
    ("Local::now", &["session/", "cli", "main.rs"]),
];

/// What may stand at the top of the repository, beside files whose name begins with a dot.
const TOP: &[&str] = &[
    "Cargo.toml",
    "Cargo.lock",
    "LICENSE",
    "README.md",
    "src",
    "assets",
    "briefs",
    "tests",
    // Made by the commands of the README, and ignored.
    "target",
    "demarche-sample",
];

/// A file of Rust, with its path below the folder it was looked for in.
struct Source {
    path: String,
    text: String,
}

impl Source {
    /// Its lines of code with their numbers: no comments, and none of the tests at its end.
    fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        let lines = self.text.lines().enumerate().map(|(idx, line)| (idx + 1, line));
        lines
            .take_while(|(_, line)| *line != "#[cfg(test)]")
            .map(|(number, line)| (number, line.split("//").next().unwrap_or("")))
    }

    fn is_among(&self, places: &[&str]) -> bool {
        places.iter().any(|place| self.path.starts_with(place))
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn sources(folder: &str) -> Vec<Source> {
    let folder = root().join(folder);
    let mut sources = Vec::new();
    let mut folders = vec![folder.clone()];
    while let Some(next) = folders.pop() {
        for path in entries(&next) {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = fs::read_to_string(&path).expect("a source is UTF-8");
                let below = path.strip_prefix(&folder).expect("it was found there");
                sources.push(Source { path: below.to_string_lossy().replace('\\', "/"), text });
            }
        }
    }
    sources.sort_by(|a, b| a.path.cmp(&b.path));
    assert!(!sources.is_empty());
    sources
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap_or_else(|err| panic!("{}: {err}", folder.display()));
    entries.map(|entry| entry.expect("can be listed").path()).collect()
}

/// The modules in the order of `src/lib.rs`.
fn modules() -> Vec<String> {
    let map = fs::read_to_string(root().join("src/lib.rs")).expect("the map is there");
    let names = map.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'));
    names.map(str::to_owned).collect()
}

/// Whether a name stands in a line as a path of its own, such as `typst::` or `use typst;`.
fn names(line: &str, name: &str) -> bool {
    line.match_indices(name).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        let after = &line[at + name.len()..];
        let begins = before.is_none_or(|c| !c.is_alphanumeric() && c != '_' && c != ':' && c != '.');
        let is_path =
            after.starts_with("::") || (line.trim_start().starts_with("use ") && after.starts_with(';'));
        begins && is_path
    })
}

fn assert_clean(wrong: &[String]) {
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

#[test]
fn imports_point_up_the_map() {
    let modules = modules();
    let rank = |name: &str| modules.iter().position(|module| module == name);
    let mut wrong = Vec::new();
    for source in sources("src") {
        let own = source.path.split(['/', '.']).next().unwrap_or("");
        let Some(own_rank) = rank(own) else { continue };
        for (number, line) in source.code() {
            for rest in line.split("crate::").skip(1) {
                let name: String = rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
                match rank(&name) {
                    Some(other) if other <= own_rank => {}
                    Some(_) => wrong.push(format!("src/{}:{number}: {own} stands above {name}", source.path)),
                    None => {
                        wrong.push(format!("src/{}:{number}: {name} is no module of the map", source.path));
                    }
                }
            }
        }
    }
    assert_clean(&wrong);
}

#[test]
fn every_module_is_on_the_map() {
    let modules: BTreeSet<String> = modules().into_iter().collect();
    let stem = |path: PathBuf| path.file_stem().map(|stem| stem.to_string_lossy().into_owned());
    let found: BTreeSet<String> = entries(&root().join("src")).into_iter().filter_map(stem).collect();
    let expected: BTreeSet<String> =
        modules.iter().cloned().chain(["lib".to_owned(), "main".to_owned()]).collect();
    assert_eq!(found, expected);
}

#[test]
fn fences_hold() {
    let mut wrong = Vec::new();
    for source in sources("src") {
        for (number, line) in source.code() {
            for (name, places) in FENCES {
                // What the pages are handed out as, `export` must be able to name.
                let is_exported_type =
                    source.path.starts_with("export/") && line.contains("typst::foundations");
                if names(line, name) && !source.is_among(places) && !is_exported_type {
                    wrong.push(format!("src/{}:{number}: only {places:?} may name {name}", source.path));
                }
            }
            for (words, places) in BANNED {
                // `println!(` holds `print!(`-like names; the longer one is named first.
                if line.contains(words) && !line.contains(&format!("e{words}")) && !source.is_among(places) {
                    wrong.push(format!("src/{}:{number}: only {places:?} may say {words}", source.path));
                }
            }
        }
    }
    assert_clean(&wrong);
}

#[test]
fn only_release_makes_what_is_released() {
    let mut wrong = Vec::new();
    for source in sources("src") {
        for (number, line) in source.code() {
            let is_made = line.contains("Released {") && !line.contains("impl") && !line.contains("->");
            if is_made && !source.path.starts_with("release/") {
                wrong.push(format!("src/{}:{number}: only release makes a Released", source.path));
            }
        }
        if let Some(at) = source.text.find("pub struct Released {") {
            let fields = source.text[at..].split('}').next().unwrap_or("");
            for line in fields.lines().skip(1).filter(|line| line.trim_start().starts_with("pub ")) {
                wrong.push(format!("src/{}: {} could be set by anybody", source.path, line.trim()));
            }
        }
    }
    assert_clean(&wrong);
}

#[test]
fn every_file_says_what_it_is() {
    let mut wrong = Vec::new();
    for folder in ["src", "tests"] {
        for source in sources(folder) {
            if !source.text.starts_with("//! ") {
                wrong.push(format!("{folder}/{}: does not begin with //! and what it is", source.path));
            }
        }
    }
    assert_clean(&wrong);
}

#[test]
fn no_test_is_forgotten() {
    let main = fs::read_to_string(root().join("tests/main.rs")).expect("the tests are there");
    let mut wrong = Vec::new();
    for source in sources("tests") {
        let name = source.path.trim_end_matches(".rs").trim_end_matches("/mod");
        let is_own_program = matches!(name, "main" | "bench");
        if !is_own_program && !name.contains('/') && !main.lines().any(|line| line == format!("mod {name};"))
        {
            wrong.push(format!("tests/main.rs does not name {name}"));
        }
    }
    assert_clean(&wrong);
}

/// The most lines of a file, its tests included, and of a function.
const MOST_FILE_LINES: usize = 400;
const MOST_FUNCTION_LINES: usize = 60;

/// Files that are still too long, with the length that they must not exceed; shorter ones belong off the list.
const LONG_FILES: &[(&str, usize)] = &[];

/// The most fields of a struct.
const MOST_FIELDS: usize = 20;

/// Structs that have more, with how many they may have at most.
const LARGE_STRUCTS: &[(&str, usize)] = &[
    // One field for each choice of the user, and one for each key of the front matter.
    ("app/settings.rs: Settings", 40),
    ("brief/front/mod.rs: FrontMatter", 40),
    ("app/talk/running.rs: Talk", 36),
];

/// Functions that are still too long, likewise.
const LONG_FUNCTIONS: &[(&str, usize)] = &[
    // One arm for each piece of running text.
    ("brief/write/inline.rs: push_inline", 73),
    ("release/project/inline.rs: inline", 68),
];

/// Pairs of files that still import each other.
const CIRCLES: &[(&str, &str)] = &[("release::project", "release::slides")];

/// Compares what is too large with what is known to be, and says what is new, larger, or no longer so.
fn assert_shrinking(found: &[(String, usize)], known: &[(&str, usize)], list: &str) {
    let mut wrong = Vec::new();
    for (name, n_lines) in found {
        match known.iter().find(|(known, _)| known == name) {
            Some((_, most)) if n_lines <= most => {}
            _ => wrong.push(format!("{name} has {n_lines} lines or fields")),
        }
    }
    for (name, _) in known.iter().filter(|(known, _)| !found.iter().any(|(name, _)| name == known)) {
        wrong.push(format!("{name} is short enough now; take it off {list}"));
    }
    assert_clean(&wrong);
}

#[test]
fn files_are_short() {
    let long: Vec<(String, usize)> = sources("src")
        .iter()
        .map(|source| (source.path.clone(), source.text.lines().count()))
        .filter(|(_, n_lines)| *n_lines > MOST_FILE_LINES)
        .collect();
    assert_shrinking(&long, LONG_FILES, "LONG_FILES");
}

#[test]
fn functions_are_short() {
    let mut long = Vec::new();
    for source in sources("src") {
        // A function ends with the brace that stands as far in as it begins.
        let mut open: Option<(usize, usize, String)> = None;
        for (number, line) in source.code() {
            let indent = line.len() - line.trim_start().len();
            if let Some((start, open_indent, name)) = &open {
                if indent == *open_indent && line.trim_end() == format!("{}}}", " ".repeat(indent)) {
                    let n_lines = number - start + 1;
                    if n_lines > MOST_FUNCTION_LINES {
                        long.push((format!("{}: {name}", source.path), n_lines));
                    }
                    open = None;
                }
                continue;
            }
            let words = line
                .split_whitespace()
                .take_while(|word| !word.contains(['(', '{', '=']) || word.starts_with("pub"));
            let is_function = words.clone().any(|word| word == "fn");
            let name = line.split("fn ").nth(1).and_then(|rest| rest.split(['(', '<']).next());
            if let Some(name) = name.filter(|_| is_function && !line.trim_end().ends_with([';', '}'])) {
                open = Some((number, indent, name.to_owned()));
            }
        }
    }
    assert_shrinking(&long, LONG_FUNCTIONS, "LONG_FUNCTIONS");
}

#[test]
fn structs_are_small() {
    let mut large = Vec::new();
    for source in sources("src") {
        let mut open: Option<(String, usize)> = None;
        for (_, line) in source.code() {
            if let Some((name, n_fields)) = &mut open {
                if line.starts_with('}') {
                    if *n_fields > MOST_FIELDS {
                        large.push((format!("{}: {name}", source.path), *n_fields));
                    }
                    open = None;
                } else if line.starts_with("    ")
                    && line.contains(": ")
                    && !line.trim_start().starts_with('#')
                {
                    *n_fields += 1;
                }
            } else if let Some(name) = line.split("struct ").nth(1).filter(|_| line.ends_with('{'))
                && !line.starts_with(' ')
            {
                open = Some((name.trim_end_matches(" {").to_owned(), 0));
            }
        }
    }
    assert_shrinking(&large, LARGE_STRUCTS, "LARGE_STRUCTS");
}

/// The path of a module below the crate, from that of its file.
fn module_of(path: &str) -> String {
    path.trim_end_matches(".rs").trim_end_matches("/mod").replace('/', "::")
}

/// The files that a file imports from, as paths of modules.
fn imports(source: &Source, modules: &BTreeSet<String>) -> BTreeSet<String> {
    let own = module_of(&source.path);
    let mut found = BTreeSet::new();
    for (_, line) in source.code() {
        for rest in line.split("crate::").skip(1) {
            let path: String =
                rest.chars().take_while(|c| c.is_alphanumeric() || matches!(c, '_' | ':')).collect();
            let mut parts: Vec<&str> = path.split("::").collect();
            while !parts.is_empty() && !modules.contains(&parts.join("::")) {
                parts.pop();
            }
            found.insert(parts.join("::"));
        }
    }
    found.remove(&own);
    found.remove("");
    found
}

#[test]
fn no_two_files_import_each_other() {
    let sources = sources("src");
    let modules: BTreeSet<String> = sources.iter().map(|source| module_of(&source.path)).collect();
    let graph: Vec<(String, BTreeSet<String>)> =
        sources.iter().map(|source| (module_of(&source.path), imports(source, &modules))).collect();
    let mut circles = BTreeSet::new();
    for (one, imported) in &graph {
        // A folder and what stands in it are one room: what is in it names the types that its map defines.
        let is_room = |other: &str| other.starts_with(&format!("{one}::"));
        for (other, back) in graph.iter().filter(|(other, _)| one < other && imported.contains(other)) {
            if back.contains(one) && !is_room(other) {
                circles.insert((one.clone(), other.clone()));
            }
        }
    }
    let known: BTreeSet<(String, String)> =
        CIRCLES.iter().map(|(one, other)| ((*one).to_owned(), (*other).to_owned())).collect();
    let new = circles.difference(&known).map(|(one, other)| format!("{one} and {other} import each other"));
    let gone = known
        .difference(&circles)
        .map(|(one, other)| format!("{one} and {other} are parted now; take them off CIRCLES"));
    assert_clean(&new.chain(gone).collect::<Vec<_>>());
}

#[test]
fn the_top_of_the_repository_is_small() {
    let mut wrong = Vec::new();
    for path in entries(root()) {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        if !name.starts_with('.') && !TOP.contains(&name.as_str()) {
            wrong.push(format!("{name} does not belong at the top of the repository"));
        }
    }
    assert_clean(&wrong);
}

#[test]
fn what_is_let_in_against_advice_is_dated_argued_and_still_there() {
    let read = |name: &str| fs::read_to_string(root().join(name)).expect("it is there");
    let (deny, lock) = (read(".deny.toml"), read("Cargo.lock"));
    let mut n_looked = 0;
    for line in deny.lines().filter(|line| line.contains("id = \"RUSTSEC-")) {
        let reason = line.split("reason = \"").nth(1).expect("a reason");
        let date: Vec<&str> = reason.split(':').next().unwrap_or("").split('-').collect();
        assert!(
            date.len() == 3 && date[0].len() == 4 && date.iter().all(|part| part.parse::<u16>().is_ok()),
            "{line}"
        );
        let is_locked = |word: &str| lock.contains(&format!("name = \"{word}\"\n"));
        let words = reason.split(|c: char| !c.is_alphanumeric() && c != '-' && c != '_');
        assert!(words.into_iter().any(is_locked), "no crate of this is left: {line}");
        n_looked += 1;
    }
    assert!(n_looked > 0);
}

#[test]
fn the_readme_names_the_two_commands() {
    let readme = fs::read_to_string(root().join("README.md")).expect("a README");
    for command in ["cargo run", "cargo test"] {
        assert!(
            readme.lines().any(|line| line.trim_start().starts_with(command)),
            "{command} is not in README.md"
        );
    }
}
