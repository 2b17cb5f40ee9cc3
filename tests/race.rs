//! Saving while another program writes the same file: neither text is lost, and none is replaced unseen.

use std::fs::{self, File};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use demarche::session::{Disk, SaveError, Session, Writing};
use demarche::text::{Edit, EditKind, Selection, Span};

/// How another program writes.
#[derive(Clone, Copy, Debug)]
enum Way {
    /// As most editors and all that synchronise: another file takes the place of the old one.
    Rename,
    /// The file is emptied and written.
    Truncate,
    /// The file is written over, as long as it was.
    InPlace,
}

const WAYS: [Way; 3] = [Way::Rename, Way::Truncate, Way::InPlace];
const N_BYTES: usize = 108;

/// A brief that was changed and is to be saved, in a folder of its own.
fn changed() -> (tempfile::TempDir, PathBuf, Session) {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("brief.md");
    fs::write(&file, "old line\n".repeat(N_BYTES / 9)).expect("written");
    let mut session = Session::open(&file, &Disk).expect("opened");
    let edit = Edit::replace(Span::new(0, N_BYTES), "new line\n".repeat(N_BYTES / 9));
    let none = (Selection::default(), Selection::default());
    session.edit(&[edit], none, EditKind::Other, 0).expect("fits");
    (folder, file, session)
}

/// Writes a text of the same size and gives the file the same time.
fn write_as(way: Way, path: &Path, text: &[u8]) {
    let modified = fs::metadata(path).and_then(|metadata| metadata.modified()).expect("there");
    let write = |mut file: File| {
        file.write_all(text).expect("written");
        file.set_modified(modified).expect("set");
    };
    match way {
        Way::Rename => {
            let other = path.with_extension("theirs");
            write(File::create(&other).expect("made"));
            fs::rename(other, path).expect("in place");
        }
        Way::Truncate => write(File::create(path).expect("opened")),
        Way::InPlace => write(File::options().write(true).open(path).expect("opened")),
    }
}

/// How long a save takes here, while nobody else writes.
fn time_of_save() -> Duration {
    let (_folder, _, mut session) = changed();
    let begun = Instant::now();
    session.save(&Writing::default()).expect("saved");
    begun.elapsed()
}

/// How a race went.
struct Race {
    result: Result<(), SaveError>,
    /// How long the save took.
    took: Duration,
    /// Whether the other began before it ended and ended behind it.
    is_late: bool,
}

/// Saves while another program writes after a time.
fn race(session: &mut Session, wait: Duration, write: impl FnOnce() + Send) -> Race {
    let (is_ready, is_saved) = (AtomicBool::new(false), AtomicBool::new(false));
    thread::scope(|scope| {
        let other = scope.spawn(|| {
            while !is_ready.load(Ordering::Acquire) {
                std::hint::spin_loop();
            }
            let begun = Instant::now();
            while begun.elapsed() < wait {
                std::hint::spin_loop();
            }
            let is_before = !is_saved.load(Ordering::Acquire);
            write();
            is_before && is_saved.load(Ordering::Acquire)
        });
        is_ready.store(true, Ordering::Release);
        let begun = Instant::now();
        let result = session.save(&Writing::default());
        let took = begun.elapsed();
        is_saved.store(true, Ordering::Release);
        Race { result, took, is_late: other.join().expect("it writes") }
    })
}

#[test]
fn of_all_races_with_another_writer_none_loses_a_text() {
    let n_races: u32 = if std::env::var_os("DEMARCHE_LONG").is_some() { 20_000 } else { 200 };
    let (mut n_seen, mut n_behind, mut n_late) = (0, 0, 0);
    // Machines are as busy as they are: the next save takes about as long as the last one did.
    let mut usual = time_of_save();
    for n in 0..n_races {
        let way = WAYS[n as usize % WAYS.len()];
        let (_folder, file, mut session) = changed();
        let (mine, theirs) = (session.text().to_owned(), format!("{n:08}\n").repeat(N_BYTES / 9));
        // From before the save to behind it, in steps smaller than one of its calls.
        let wait = usual * (n * 37 % 1_000) / 700;
        let Race { result, took, is_late } =
            race(&mut session, wait, || write_as(way, &file, theirs.as_bytes()));
        usual = took;
        // What is written after the save to a file that was opened before it goes nowhere; no program can see that.
        if matches!(way, Way::InPlace) && is_late {
            n_late += 1;
            continue;
        }
        let there = fs::read_to_string(&file).expect("there");
        let what = format!("race {n}, {way:?}, {result:?}");
        // Either theirs was seen, or it came behind ours as any later text does, and is seen now.
        assert_eq!(there, theirs, "{what}");
        assert!(session.is_changed_on_disk(&Disk), "{what}");
        assert_eq!(session.text(), mine, "{what}");
        if result.is_ok() {
            n_behind += 1;
            let in_file = session.base().map(|(text, _)| text);
            assert_eq!(in_file, Some(mine.as_str()), "{what}: ours goes to the history");
        } else {
            n_seen += 1;
            assert!(!session.is_saved(), "{what}");
        }
    }
    assert!(n_late < n_races / 20, "{n_late}");
    assert!(n_seen > 0 && n_behind > 0, "the races are races: {n_seen} and {n_behind}");
}
