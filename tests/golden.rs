//! Files that say what is to come out, beside those that go in: drop a brief into a folder, bless, read the diff.
//!
//! A folder below `tests/golden` is a group: `brief` has trees, `check` has findings.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use demarche::brief::parse;
use demarche::check::{AssetState, Context, check};
use demarche::facts::{Date, parse_book};
use demarche::layout::Engine;
use demarche::text::{Diagnostic, LineIndex, Message};

use crate::parsing::{check_written, spans_nest};
use crate::tree::dump;

/// Makes of a brief, given by path and text, what its golden file holds.
type Make = fn(&Path, &str) -> String;

/// What is made of each brief of a group: the folder, the extension of what comes out, and how.
const GROUPS: &[(&str, &str, Make)] =
    &[("brief", "tree", tree_of), ("check", "diag", findings_about), ("check", "words", words_about)];

#[test]
fn golden() {
    let mut wrong: Vec<String> = Vec::new();
    for (group, extension, make) in GROUPS {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(group);
        let briefs = files(&folder, "md");
        assert!(!briefs.is_empty(), "{} holds no brief", folder.display());
        for path in &briefs {
            let text = fs::read_to_string(path).expect("a brief is UTF-8");
            wrong.extend(compare(&path.with_extension(extension), &make(path, &text)).err());
        }
        // What nothing makes any more would be believed for ever.
        for path in files(&folder, extension) {
            if !briefs.contains(&path.with_extension("md")) {
                wrong.push(format!("{} belongs to no brief; remove it", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n\n"));
}

/// Holds what was made against the golden, or makes it the golden where `UPDATE_SNAPSHOTS` is set.
fn compare(path: &Path, made: &str) -> Result<(), String> {
    let golden = fs::read_to_string(path).ok();
    if golden.as_deref() == Some(made) {
        return Ok(());
    }
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
        return fs::write(path, made).map_err(|err| format!("{}: {err}", path.display()));
    }
    let how = "bless with UPDATE_SNAPSHOTS=1 cargo test golden, then read the diff";
    Err(match golden {
        None => format!("{} is missing; {how}", path.display()),
        Some(golden) => format!("{} is not what is made now; {how}\n{}", path.display(), diff(&golden, made)),
    })
}

/// The lines in which two texts differ, each with the two lines around it.
fn diff(old: &str, new: &str) -> String {
    let (old, new): (Vec<&str>, Vec<&str>) = (old.lines().collect(), new.lines().collect());
    // The longest lines in common, from the end of both texts to their beginning.
    let mut longest = vec![vec![0_usize; new.len() + 1]; old.len() + 1];
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            longest[i][j] = if old[i] == new[j] {
                longest[i + 1][j + 1] + 1
            } else {
                longest[i + 1][j].max(longest[i][j + 1])
            };
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut lines: Vec<(char, &str)> = Vec::new();
    while i < old.len() || j < new.len() {
        if i < old.len() && j < new.len() && old[i] == new[j] {
            lines.push((' ', old[i]));
            (i, j) = (i + 1, j + 1);
        } else if j == new.len() || (i < old.len() && longest[i + 1][j] >= longest[i][j + 1]) {
            lines.push(('-', old[i]));
            i += 1;
        } else {
            lines.push(('+', new[j]));
            j += 1;
        }
    }
    let is_near =
        |at: usize| (at.saturating_sub(2)..at + 3).any(|near| lines.get(near).is_some_and(|l| l.0 != ' '));
    let shown =
        (0..lines.len()).filter(|&at| is_near(at)).map(|at| format!("{} {}", lines[at].0, lines[at].1));
    shown.collect::<Vec<_>>().join("\n")
}

fn files(folder: &Path, extension: &str) -> BTreeSet<PathBuf> {
    let entries = fs::read_dir(folder).unwrap_or_else(|err| panic!("{}: {err}", folder.display()));
    let paths = entries.map(|entry| entry.expect("can be listed").path());
    paths.filter(|path| path.extension().is_some_and(|one| one == extension)).collect()
}

fn tree_of(_path: &Path, text: &str) -> String {
    let (brief, _) = parse(text);
    spans_nest(text, &brief);
    check_written(text, &brief);
    dump(text, &brief)
}

/// What `check` says, a line each.
fn findings_about(path: &Path, text: &str) -> String {
    let index = LineIndex::new(text);
    let mut out = String::new();
    for found in findings(path, text) {
        let place = index.line_col(text, found.span.start);
        let (severity, code) = (found.severity.name(), found.code);
        out.push_str(&format!("{}:{} {severity} {code}: {}\n", place.line, place.column, found.message.en));
    }
    out
}

/// What each sort of finding says in every language, with what to do and what is offered: the first of each sort.
fn words_about(path: &Path, text: &str) -> String {
    let mut seen = BTreeSet::new();
    let mut out = String::new();
    for found in findings(path, text) {
        let shape: String = found.message.en.chars().filter(|c| !c.is_numeric()).collect();
        if !seen.insert((found.code, shape)) {
            continue;
        }
        out.push_str(&format!("{}\n", found.code));
        let Diagnostic { message, hint, fixes, .. } = found;
        let said = [("says", message)].into_iter().chain(hint.map(|hint| ("hint", hint)));
        for (what, Message { en, ja }) in said.chain(fixes.into_iter().map(|fix| ("fix", fix.title))) {
            out.push_str(&format!("  {what}  {en}\n  {what}  {ja}\n"));
        }
    }
    out
}

/// What `check` finds on the day that all golden facts are judged by.
pub fn findings(path: &Path, text: &str) -> Vec<Diagnostic> {
    let (brief, parse_diagnostics) = parse(text);
    let folder = path.parent().expect("a file stands in a folder");
    let name = brief.front.facts.as_deref();
    let book = name.and_then(|name| fs::read_to_string(folder.join(name)).ok());
    let lost = name.filter(|_| book.is_none());
    let lost = lost
        .map(|name| Message::new(format!("{name}: {}", no_file().en), format!("{name}：{}", no_file().ja)));
    let (book, _) = parse_book(book.as_deref().unwrap_or(""));
    let (problems, linked) = assets(folder, text);
    // The fonts that come with the program, and as if one with Japanese were there.
    let mut glyphs = Engine::with_own_fonts().glyphs().clone();
    glyphs.extend((0x3000..0x3100).chain(0x4e00..0xa000).chain(0xff00..0xfff0));
    let context = Context {
        book: &book,
        book_problem: lost.as_ref(),
        today: Date { year: 2024, month: 11, day: 20 },
        assets: AssetState { problems: &problems, linked: &linked },
        glyphs: Some(&glyphs),
        parse_diagnostics: &parse_diagnostics,
        reader: None,
    };
    check(&brief, text, &context)
}

fn no_file() -> Message {
    Message::new("there is no such file", "ファイルがありません")
}

/// Which of the files that a brief may refer to are there.
fn assets(folder: &Path, text: &str) -> (BTreeMap<String, Message>, BTreeSet<String>) {
    let words = text.split(|c: char| c.is_whitespace() || "()[]<>\"'".contains(c));
    let (mut problems, mut linked) = (BTreeMap::new(), BTreeSet::new());
    for word in words.filter(|word| word.contains('.') && !word.contains(':')) {
        if folder.join(word).is_file() {
            linked.insert(word.to_owned());
        } else {
            problems.insert(word.to_owned(), no_file());
        }
    }
    (problems, linked)
}

#[test]
fn a_missing_golden_says_how_to_bless() {
    if std::env::var_os("UPDATE_SNAPSHOTS").is_none() {
        let said = compare(Path::new("tests/golden/brief/no-such.tree"), "x").expect_err("it is missing");
        assert!(said.contains("UPDATE_SNAPSHOTS=1"), "{said}");
    }
    assert_eq!(diff("a\nb\nc\nd\ne\nf", "a\nb\nc\nx\ne\nf"), "  b\n  c\n- d\n+ x\n  e\n  f");
}
