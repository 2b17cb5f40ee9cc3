//! Programs killed at each call to the system while they keep a text that is in no file, write it anew once enough
//! was appended, or export: what was confirmed comes back, and no file is torn.
//!
//! With `DEMARCHE_LONG` at every call and with all sizes; else at some of them.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use demarche::session::{Act, Begun, Change, DocId, Draft, Encoding, Journal};
use demarche::text::{Edit, EditKind, Selection};

use crate::kill::strace_may_be_used;
use crate::support::is_long;

/// Names the folder to a run of this test program that is to write a journal, and be killed.
const FOLDER: &str = "DEMARCHE_KILLED_WRITER";
const SIZES: [usize; 5] = [0, 1, 4_095, 4_096, 1_000_000];

/// What the writer does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Deed {
    /// A text is kept as somebody types, from the first letter on.
    Autosave,
    /// So much is pasted that the text is written anew, twice.
    Compaction,
}

impl Deed {
    fn words(self, n: u64) -> String {
        match self {
            Self::Autosave => format!("word {n} "),
            Self::Compaction => format!("{n:>9}").repeat(2_000),
        }
    }

    fn n_changes(self) -> u64 {
        if self == Self::Autosave { 6 } else { 10 }
    }

    /// The text after some changes.
    fn text(self, n_bytes: usize, n_changes: u64) -> String {
        let mut text = "old line\n".repeat(n_bytes / 9 + 1)[..n_bytes].to_owned();
        (0..n_changes).for_each(|n| text.push_str(&self.words(n)));
        text
    }
}

/// What this test program does when it is run by the test below: it writes a journal, and says what is kept.
#[test]
fn the_writer_that_is_killed() {
    let Some(folder) = std::env::var_os(FOLDER) else { return };
    let order = std::env::var("DEMARCHE_KILLED_DEED").expect("it is told what to do");
    let (deed, n_bytes) = order.split_once(' ').expect("two words");
    let deed = if deed == "Autosave" { Deed::Autosave } else { Deed::Compaction };
    let text = deed.text(n_bytes.parse().expect("a number"), 0);
    let mut journal = Journal::open(Path::new(&folder)).expect("opened");
    let (doc, mut draft) = (DocId::new(), Draft::default());
    draft.text.push_str(&text);
    journal.begin(Begun {
        doc,
        path: None,
        based_on: None,
        encoding: Encoding::Utf8,
        draft,
        is_saved: false,
        continues: None,
    });
    let mut at = text.len();
    let say = |journal: &mut Journal, n: u64| {
        let kept = journal.flush();
        assert!(kept.iter().all(|kept| kept.result.is_ok()), "{kept:?}");
        eprintln!("kept {n}");
    };
    say(&mut journal, 0);
    for n in 0..deed.n_changes() {
        let words = deed.words(n);
        let act = Act::Edit { kind: EditKind::Other, before: Selection::at(at), at_millis: n };
        let edits = vec![Edit::insert(at, words.clone())];
        at += words.len();
        journal.change(doc, Change { act, edits, selection: Selection::at(at) });
        say(&mut journal, n + 1);
    }
    // As a crash would: what is left must come back.
    std::process::exit(9);
}

fn write_in(folder: &Path, (deed, n_bytes): (Deed, usize), strace: &[&str]) -> Output {
    let mut command = Command::new("strace");
    command.args(strace).arg(std::env::current_exe().expect("it has a place"));
    command.args(["--exact", "kill_journal::the_writer_that_is_killed", "--nocapture", "--test-threads=1"]);
    command.env(FOLDER, folder).env("DEMARCHE_KILLED_DEED", format!("{deed:?} {n_bytes}"));
    command.output().expect("it runs")
}

/// The calls of a log from the first that has to do with some words on: the name of each, and the how manieth of that
/// name it is.
fn calls_in(log: &Path, words: &str) -> Vec<(String, usize)> {
    let log = fs::read_to_string(log).expect("there");
    let first = log.lines().position(|line| line.contains(words)).expect("it comes to it");
    let (writer, _) = call_of(log.lines().nth(first).expect("it is there")).expect("a call");
    // Each thread has its own count, and the others are killed at theirs.
    let mut n_each: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    let mut calls = Vec::new();
    for (idx, line) in log.lines().enumerate() {
        let Some((thread, name)) = call_of(line) else { continue };
        let n = n_each.entry((thread, name)).or_default();
        *n += 1;
        let n = *n;
        let is_taken = |((other, its), n_other): (&(&str, &str), &usize)| {
            *other != writer && *its == name && *n_other >= n
        };
        if idx >= first && thread == writer && name != "exit_group" && !n_each.iter().any(is_taken) {
            calls.push((name.to_owned(), n));
        }
    }
    calls
}

/// The thread and the name of the call that a line of a log tells of.
fn call_of(line: &str) -> Option<(&str, &str)> {
    let (before, _) = line.split_once('(')?;
    let (thread, name) = before.trim().rsplit_once(' ').unwrap_or(("", before));
    name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_').then_some((thread.trim(), name))
}

/// How many of the calls are tried: all, or some.
fn stride(n_calls: usize) -> usize {
    if is_long() { 1 } else { n_calls / 7 + 1 }
}

#[test]
fn what_the_journal_confirmed_outlives_a_kill_at_any_call() {
    if !strace_may_be_used() {
        return;
    }
    let sizes: &[usize] = if is_long() { &SIZES } else { &[4_096] };
    let mut n_killed = 0;
    for deed in [Deed::Autosave, Deed::Compaction] {
        for &n_bytes in sizes {
            let folder = tempfile::tempdir().expect("a folder");
            let log = folder.path().join("calls");
            write_in(
                &folder.path().join("kept"),
                (deed, n_bytes),
                &["-f", "-o", &log.display().to_string(), "-qq"],
            );
            let calls = calls_in(&log, "kept/");
            assert!(calls.len() > 20, "the writer is seen at work: {calls:?}");
            for (name, n) in calls.iter().step_by(stride(calls.len())) {
                n_killed += usize::from(kill_writer(deed, n_bytes, (name, *n)));
            }
        }
    }
    assert!(n_killed >= 10, "{n_killed}");
    if is_long() {
        eprintln!("{n_killed} kills of a journal: nothing that was confirmed is lost");
    }
}

/// Kills the writer at its `n`th call of a name; returns whether it had still something to do.
fn kill_writer(deed: Deed, n_bytes: usize, (name, n): (&str, usize)) -> bool {
    let what = format!("{deed:?} of {n_bytes} bytes, {name} {n}");
    let folder = tempfile::tempdir().expect("a folder");
    let inject = format!("inject={name}:signal=KILL:when={n}");
    let output = write_in(folder.path(), (deed, n_bytes), &["-f", "-o", "/dev/null", "-qq", "-e", &inject]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    let confirmed = said.lines().filter_map(|line| line.strip_prefix("kept ")?.parse::<u64>().ok()).max();
    let (left, unreadable) = Journal::open(folder.path()).expect("opened").left();
    assert!(unreadable.is_empty(), "{what}: {unreadable:?}");
    match (left.as_slice(), confirmed) {
        ([], None) => {}
        ([left], confirmed) => {
            let n_there = left.draft.revision;
            assert!(
                confirmed.is_none_or(|confirmed| confirmed <= n_there),
                "{what}: {confirmed:?}, {n_there}"
            );
            assert_eq!(left.draft.text, deed.text(n_bytes, n_there), "{what}: the text of {n_there} changes");
        }
        (left, confirmed) => panic!("{what}: {} texts, {confirmed:?} was confirmed", left.len()),
    }
    confirmed != Some(deed.n_changes())
}

/// A folder with a brief and, where it is to be replaced, an older file in the place of the export.
fn export_scene(n_bytes: usize, is_there: bool) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let text = format!("## A claim\n\n{}\n", "Words. ".repeat(n_bytes / 7));
    fs::write(folder.path().join("brief.md"), text).expect("written");
    let out = folder.path().join("out.md");
    if is_there {
        fs::write(&out, "the older file").expect("written");
    }
    (folder, out)
}

fn export_in(folder: &Path, strace: &[&str]) -> Output {
    let mut command = Command::new("strace");
    command.args(strace).arg(env!("CARGO_BIN_EXE_demarche")).current_dir(folder).env("HOME", folder);
    command.args(["export", "brief.md", "-o", "out.md", "--for", "counterpart", "--force"]);
    command.env_remove("DISPLAY").env_remove("WAYLAND_DISPLAY").output().expect("it runs")
}

#[test]
fn an_export_that_is_killed_leaves_the_older_file_or_the_whole_new_one() {
    if !strace_may_be_used() {
        return;
    }
    let sizes: &[usize] = if is_long() { &SIZES } else { &[4_096] };
    let mut n_killed = 0;
    for (n_bytes, is_there) in sizes.iter().flat_map(|n_bytes| [(*n_bytes, false), (*n_bytes, true)]) {
        let (folder, out) = export_scene(n_bytes, is_there);
        let log = folder.path().join("calls");
        let output = export_in(folder.path(), &["-o", &log.display().to_string(), "-qq"]);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let new = fs::read(&out).expect("written");
        // Before it begins to write there is nothing that a kill could tear.
        let calls = calls_in(&log, ".demarche-");
        for (name, n) in calls.iter().step_by(stride(calls.len())) {
            let what = format!("export of {n_bytes} bytes over {is_there}, {name} {n}");
            let (folder, out) = export_scene(n_bytes, is_there);
            let inject = format!("inject={name}:signal=KILL:when={n}");
            let output = export_in(folder.path(), &["-o", "/dev/null", "-qq", "-e", &inject]);
            let is_said = output.stdout == b"out.md\n";
            let there = fs::read(&out).ok();
            let is_older = there.as_deref() == is_there.then_some(b"the older file".as_slice());
            let is_new = there.as_ref() == Some(&new);
            assert!(is_new || (is_older && !is_said), "{what}: {:?}", there.map(|bytes| bytes.len()));
            n_killed += usize::from(!is_said);
        }
    }
    assert!(n_killed >= 4, "{n_killed}");
    if is_long() {
        eprintln!("{n_killed} kills of an export: nothing torn");
    }
}
