//! Folders of strangers put before the program itself: each command ends soon, in little memory, in a right result or in
//! one line that names the place; it fetches nothing and opens nothing outside.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::hostile::MOST;
use crate::hostile::strangers::{CANARY, Entry, Stranger, strangers};
use crate::support::{in_parallel, is_long, program};

/// The most memory that anything may take.
const MOST_BYTES: u64 = 1_000_000_000;
/// How long is waited for what does not end, on a machine where others do much.
const PATIENCE: Duration = Duration::from_mins(2);

/// Those that are tried every time: one of each sort, none that takes long.
const QUICK: &[(&str, usize)] = &[
    ("marks in an alternative text", 1),
    ("joiners without end", 1),
    ("quotations, 200 deep", 1),
    ("stars around words", 1),
    ("a table of five hundred columns", 1),
    ("footnotes in circles", 5),
    ("characters that turn the text", 0),
    ("broken UTF-8", 0),
    ("a bomb of anchors", 0),
    ("a picture of 3.6 gigapixels", 0),
    ("a link to a device without end", 0),
    ("a pipe for a picture", 0),
    ("a pipe for a brief", 0),
    ("names that lead everywhere", 0),
    ("a theme that reads files", 0),
    ("facts in circles", 0),
    ("a PDF that unpacks without end", 0),
    ("a PDF of tables in tables", 0),
    ("an archive that unpacks without end", 0),
    ("an entity from a file", 0),
];

/// How a command ended.
struct Ended {
    code: Option<i32>,
    told: String,
    cpu: Duration,
    peak_bytes: u64,
}

/// Writes a folder out.
fn folder_of(stranger: &Stranger) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let place = |name: &str| folder.path().join(name);
    for entry in &stranger.entries {
        match entry {
            Entry::File(name, bytes) => fs::write(place(name), bytes).expect("written"),
            Entry::Folder(name) => fs::create_dir(place(name)).expect("a folder"),
            #[cfg(unix)]
            Entry::Link(name, target) => std::os::unix::fs::symlink(target, place(name)).expect("a link"),
            #[cfg(unix)]
            Entry::Pipe(name) => {
                let made = Command::new("mkfifo").arg(place(name)).status().expect("it runs");
                assert!(made.success(), "{name}");
            }
            #[cfg(not(unix))]
            Entry::Link(name, _) | Entry::Pipe(name) => fs::create_dir(place(name)).expect("a folder"),
        }
    }
    folder
}

/// The program in a folder, with nothing of the user's around it.
fn surround<'c>(command: &'c mut Command, folder: &Path) -> &'c mut Command {
    command
        .current_dir(folder)
        .env("HOME", folder.join("home"))
        .env("XDG_STATE_HOME", folder.join("home"))
        .env("LANG", "C.UTF-8")
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .stdin(Stdio::null())
}

/// Runs one command and watches what it takes; ends it where it takes far too much.
fn run(folder: &Path, arguments: &str) -> Ended {
    for old in fs::read_dir(folder).expect("a folder").filter_map(Result::ok) {
        let name = old.file_name().to_string_lossy().into_owned();
        if name.starts_with("out.") || name.starts_with("out-") || name == "new.md" {
            fs::remove_file(old.path()).ok();
        }
    }
    let errors = tempfile::NamedTempFile::new().expect("a file");
    let mut command = Command::new(env!("CARGO_BIN_EXE_demarche"));
    surround(&mut command, folder).args(arguments.split(' ')).stdout(Stdio::null());
    let mut child = command.stderr(errors.reopen().expect("opens")).spawn().expect("it runs");
    let start = Instant::now();
    let (mut cpu, mut peak_bytes) = (Duration::ZERO, 0);
    let code = loop {
        if let Some(status) = child.try_wait().expect("a child of ours") {
            break status.code();
        }
        (cpu, peak_bytes) = taken(child.id()).unwrap_or((cpu, peak_bytes));
        if cpu > 4 * MOST || peak_bytes > 3 * MOST_BYTES || start.elapsed() > PATIENCE {
            child.kill().ok();
        }
        sleep(Duration::from_millis(5));
    };
    let told = String::from_utf8_lossy(&fs::read(errors.path()).expect("read")).into_owned();
    Ended { code, told, cpu, peak_bytes }
}

/// What a process has taken so far: time of the processor, and memory at most. Known on Linux alone.
fn taken(id: u32) -> Option<(Duration, u64)> {
    const TICKS_PER_SECOND: u64 = 100;
    let stat = fs::read_to_string(format!("/proc/{id}/stat")).ok()?;
    let mut fields = stat.rsplit_once(')')?.1.split_whitespace().skip(11);
    let mut ticks = || fields.next()?.parse::<u64>().ok();
    let cpu = Duration::from_millis((ticks()? + ticks()?) * 1_000 / TICKS_PER_SECOND);
    let status = fs::read_to_string(format!("/proc/{id}/status")).ok()?;
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some((cpu, peak.trim().trim_end_matches(" kB").parse::<u64>().ok()? * 1_024))
}

/// What is wrong with how a command ended.
fn fault(ended: &Ended) -> Option<String> {
    let Ended { code, told, cpu, peak_bytes } = ended;
    let is_remark = |line: &&str| line.starts_with("warning: ") || line.starts_with("note: ");
    let errors: Vec<&str> = told.lines().filter(|line| !is_remark(line)).collect();
    let named = ["brief.md", "facts.toml", "deck.", "out"];
    let wrong = match code {
        None => "it did not end by itself".to_owned(),
        Some(0..=2) if told.contains("panicked") || told.contains("fault of the program") => {
            "it gave up".to_owned()
        }
        Some(2) if errors.len() != 1 || errors[0].len() > 600 => format!("{} lines", errors.len()),
        Some(2) if !named.iter().any(|name| errors[0].contains(name)) => "no place is named".to_owned(),
        Some(0..=2) if told.contains(CANARY) => "it told a word of the brief".to_owned(),
        Some(0..=2) if *cpu > MOST => format!("it took {cpu:?} of the processor"),
        Some(0..=2) if *peak_bytes > MOST_BYTES => format!("it took {} MB", peak_bytes / 1_000_000),
        Some(0..=2) => return None,
        Some(code) => format!("it ended with {code}"),
    };
    let told: String = told.chars().take(300).collect();
    Some(format!("{wrong}: {told}"))
}

/// The folders that are tried, with the commands.
fn trials() -> Vec<(Stranger, Vec<&'static str>)> {
    let all = strangers();
    assert!(all.len() >= 80);
    if is_long() {
        let with_all = |stranger: Stranger| {
            let commands = stranger.commands.to_vec();
            (stranger, commands)
        };
        return all.into_iter().map(with_all).collect();
    }
    let wanted = |stranger: Stranger| {
        let (_, idx) = QUICK.iter().find(|(name, _)| *name == stranger.name)?;
        let command = stranger.commands[*idx];
        Some((stranger, vec![command]))
    };
    let quick: Vec<_> = all.into_iter().filter_map(wanted).collect();
    assert_eq!(quick.len(), QUICK.len(), "each name is one of a folder");
    quick
}

#[test]
fn every_strangers_folder_ends_soon_and_in_few_words() {
    let trials = trials();
    let faults = in_parallel(trials.len(), |_, idx| {
        let (stranger, commands) = &trials[idx];
        let folder = folder_of(stranger);
        let found: Vec<String> = commands
            .iter()
            .filter_map(|command| Some((command, fault(&run(folder.path(), command))?)))
            .map(|(command, fault)| format!("{}, {command}: {fault}", stranger.name))
            .collect();
        (!found.is_empty()).then(|| found.join("\n"))
    });
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

/// Where the program may look: fonts, the system's libraries and settings that name no file of a user's.
const MAY_OPEN: &[&str] = &[
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "/usr/share/poppler",
    "/usr/share/texmf",
    "/usr/share/texlive",
    "/var/cache/fontconfig",
    "/etc/fonts",
    "/etc/ld.so",
    "/etc/hostname",
    "/etc/localtime",
    "/usr/share/zoneinfo",
    "/usr/share/hunspell",
    "/usr/share/myspell",
    "/lib",
    "/usr/lib",
    "/proc/",
    "/sys/fs/cgroup",
    "/sys/kernel/mm",
    "/sys/devices/system",
    "/dev/null",
    "/dev/urandom",
];

#[test]
fn nothing_is_fetched_and_nothing_opened_outside_the_folder_and_the_fonts() {
    if program("strace", "strace").is_none() {
        return;
    }
    let is_wanted = |stranger: &Stranger| {
        const SORTS: [&str; 2] = ["everywhere", "out of the folder"];
        is_long() || SORTS.iter().any(|sort| stranger.name.contains(sort))
    };
    let all: Vec<Stranger> = strangers().into_iter().filter(is_wanted).collect();
    let faults = in_parallel(all.len(), |_, idx| {
        let stranger = &all[idx];
        let folder = folder_of(stranger);
        let commands = &stranger.commands[..if is_long() { stranger.commands.len() } else { 1 }];
        let found: Vec<String> = commands.iter().flat_map(|command| strays(folder.path(), command)).collect();
        (!found.is_empty()).then(|| format!("{}: {}", stranger.name, found.join(", ")))
    });
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// What a command asked the system for that is none of its business.
fn strays(folder: &Path, arguments: &str) -> Vec<String> {
    let log = tempfile::NamedTempFile::new().expect("a file");
    let mut command = Command::new("strace");
    command.args(["-f", "-qq", "-s", "4096", "-e", "trace=%network,open,openat,openat2,execve,prlimit64"]);
    command.arg("-o").arg(log.path()).arg(env!("CARGO_BIN_EXE_demarche")).args(arguments.split(' '));
    let status = surround(&mut command, folder).stdout(Stdio::null()).stderr(Stdio::null()).status();
    assert!(status.expect("it runs").code().is_some_and(|code| code <= 2), "{arguments}");
    let log = fs::read_to_string(log.path()).expect("read");
    assert!(log.contains("RLIMIT_CORE, {rlim_cur=0"), "no memory is left behind on the disk");
    let real = folder.canonicalize().expect("is there");
    let is_own = |path: &str| {
        !path.starts_with('/')
            || path.starts_with(&*folder.to_string_lossy())
            || path.starts_with(&*real.to_string_lossy())
            || MAY_OPEN.iter().any(|may| path.starts_with(may))
    };
    let stray = |(idx, line): (usize, &str)| {
        let call = line.split_once(' ').map_or(line, |(_, call)| call.trim_start());
        if call.starts_with("open") {
            let path = call.split('"').nth(1).unwrap_or("");
            let is_there = !call.contains(" = -1 ");
            return (is_there && (!is_own(path) || path.contains(".."))).then(|| call.to_owned());
        }
        let is_start = idx == 0 && call.starts_with("execve");
        let is_quiet = is_start || call.starts_with("prlimit64") || call.starts_with(['+', '-', '<']);
        (!is_quiet).then(|| call.to_owned())
    };
    log.lines().enumerate().filter_map(stray).collect()
}
