//! Saving and exporting on a disk that fails, or that loses its power, at each call: nothing is torn, nothing is
//! called saved that is not.

mod model;
mod power;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use crate::session::volume::{Call, Volume};
use crate::session::{Disk, SaveError, Session, Writing, store_all};
use crate::text::{Edit, EditKind, Selection};

/// Errors as a disk gives them: EIO, ENOSPC, EDQUOT, EROFS, EACCES.
const ERRORS: [i32; 5] = [5, 28, 122, 30, 13];

/// Something that writes files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Deed {
    /// A brief is saved to the file it was read from.
    Save,
    /// A brief is saved for the first time.
    FirstSave,
    /// A brief is saved through a link, which lies in another folder.
    SaveThroughLink,
    /// Two files of an export are written.
    Export,
    /// Two files of an export replace older ones.
    ExportOver,
}

pub(super) const DEEDS: [Deed; 5] =
    [Deed::Save, Deed::FirstSave, Deed::SaveThroughLink, Deed::Export, Deed::ExportOver];

/// What a deed is about: the files it writes, what they held, and what they are to hold.
pub(super) struct Scene {
    pub(super) folder: tempfile::TempDir,
    pub(super) files: Vec<PathBuf>,
    pub(super) old: Option<Vec<u8>>,
    pub(super) new: Vec<u8>,
}

impl Scene {
    pub(super) fn new(deed: Deed, n_bytes: usize) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let place = |name: &str| folder.path().join(name);
        fs::create_dir(place("far")).expect("made");
        let files = match deed {
            Deed::Save | Deed::FirstSave => vec![place("brief.md")],
            Deed::SaveThroughLink => vec![place("far/brief.md")],
            Deed::Export | Deed::ExportOver => vec![place("x-1.png"), place("x-2.png")],
        };
        let old = "old line\n".repeat(n_bytes / 9 + 1).into_bytes();
        let old = (!matches!(deed, Deed::FirstSave | Deed::Export)).then_some(old);
        if let Some(old) = &old {
            files.iter().for_each(|file| fs::write(file, old).expect("written"));
        }
        #[cfg(unix)]
        if deed == Deed::SaveThroughLink {
            std::os::unix::fs::symlink("far/brief.md", place("link.md")).expect("a link");
        }
        let new = "new line\n".repeat(n_bytes / 9 + 1).into_bytes()[..n_bytes].to_vec();
        Self { folder, files, old, new }
    }

    /// Does it; says whether it is said to be done.
    pub(super) fn act(&self, deed: Deed, writing: &Writing) -> Result<(), String> {
        match deed {
            Deed::Export | Deed::ExportOver => {
                let files: Vec<(PathBuf, Vec<u8>)> =
                    self.files.iter().map(|file| (file.clone(), self.new.clone())).collect();
                store_all(&files, deed == Deed::ExportOver, writing).map_err(|err| err.to_string())
            }
            Deed::Save | Deed::FirstSave | Deed::SaveThroughLink => {
                let mut session = self.session(deed);
                let result = match deed {
                    Deed::FirstSave => session.save_as(&self.files[0], writing),
                    _ => session.save(writing),
                };
                assert_eq!(session.is_saved(), result.is_ok(), "the status says what is so");
                assert_eq!(session.text().as_bytes(), self.new, "the text stays");
                if let Err(err) = &result {
                    let is_misread = matches!(err, SaveError::ChangedOnDisk { .. });
                    assert!(!is_misread, "nobody else has changed the file");
                    self.files.iter().for_each(|file| self.expect_whole(file, "at the first try"));
                    // On a disk that is well again, the next try succeeds.
                    let again = match deed {
                        Deed::FirstSave => session.save_as(&self.files[0], &Writing::default()),
                        _ => session.save(&Writing::default()),
                    };
                    again.expect("saved at the second try");
                    assert_eq!(fs::read(&self.files[0]).expect("there"), self.new);
                }
                result.map_err(|err| err.to_string())
            }
        }
    }

    fn session(&self, deed: Deed) -> Session {
        let new = String::from_utf8(self.new.clone()).expect("letters");
        if deed == Deed::FirstSave {
            return Session::unnamed(new, &Disk);
        }
        let link = self.folder.path().join("link.md");
        let path = if deed == Deed::SaveThroughLink { &link } else { &self.files[0] };
        let mut session = Session::open(path, &Disk).expect("opened");
        let whole = crate::text::Span::new(0, session.text().len());
        let none = (Selection::default(), Selection::default());
        session.edit(&[Edit::replace(whole, new)], none, EditKind::Other, 0).expect("fits");
        session
    }

    /// Whether a file is whole: as it was, or as it is to be.
    fn expect_whole(&self, file: &Path, what: &str) {
        match fs::read(file) {
            Ok(bytes) => {
                let is_whole = bytes == self.new || Some(&bytes) == self.old.as_ref();
                assert!(is_whole, "{what}: {} is torn", file.display());
            }
            Err(_) => assert!(self.old.is_none(), "{what}: {} is missing", file.display()),
        }
    }
}

/// Sees the calls, and lets the `n`th fail, with all that follow while `lasts` is so.
pub(super) fn disk(fails: Option<(usize, i32, bool)>) -> (Writing, Arc<Mutex<Vec<Call>>>) {
    let calls: Arc<Mutex<Vec<Call>>> = Arc::default();
    let seen = Arc::clone(&calls);
    let observer = move |call: &Call| {
        let mut calls = seen.lock().expect("nothing panics");
        calls.push(call.clone());
        match fails {
            Some((n, code, lasts)) if calls.len() == n + 1 || (lasts && calls.len() > n) => {
                Err(io::Error::from_raw_os_error(code))
            }
            _ => Ok(()),
        }
    };
    (Writing::on(Volume::observed(Arc::new(observer))), calls)
}

pub(super) fn is_long() -> bool {
    std::env::var_os("DEMARCHE_LONG").is_some()
}

fn sizes() -> Vec<usize> {
    if is_long() { vec![0, 1, 4_095, 4_096, 1_000_000] } else { vec![70_000] }
}

/// Each error once, and as one that lasts; where time is short, only one of each.
fn faults() -> Vec<(i32, bool)> {
    let all = ERRORS.into_iter().flat_map(|code| [(code, false), (code, true)]);
    if is_long() { all.collect() } else { vec![(5, false), (28, true)] }
}

#[test]
fn whichever_call_fails_nothing_is_torn_and_nothing_is_called_saved_that_is_not() {
    let mut n_faults = 0;
    for (deed, n_bytes) in DEEDS.into_iter().flat_map(|deed| sizes().into_iter().map(move |n| (deed, n))) {
        let scene = Scene::new(deed, n_bytes);
        let (writing, calls) = disk(None);
        scene.act(deed, &writing).expect("a good disk");
        let n_calls = calls.lock().expect("nothing panics").len();
        assert!(n_calls >= 5, "{deed:?} goes through the seam");
        for n in 0..n_calls {
            for (code, lasts) in faults() {
                n_faults += 1;
                let what = format!("{deed:?} of {n_bytes} bytes, call {n}, error {code}, lasts {lasts}");
                expect_no_harm(deed, n_bytes, (n, code, lasts), &what);
            }
        }
    }
    assert!(n_faults > if is_long() { 2_000 } else { 100 }, "{n_faults}");
}

fn expect_no_harm(deed: Deed, n_bytes: usize, fails: (usize, i32, bool), what: &str) {
    let scene = Scene::new(deed, n_bytes);
    let (writing, calls) = disk(Some(fails));
    let result = scene.act(deed, &writing);
    for file in &scene.files {
        scene.expect_whole(file, what);
        if result.is_ok() {
            assert_eq!(fs::read(file).ok().as_ref(), Some(&scene.new), "{what}: called saved");
        }
    }
    if let Err(words) = &result {
        assert!(words.contains(';') || words.contains("choose"), "{what}: says what to do: {words}");
    }
    let calls = calls.lock().expect("nothing panics");
    if let Some(Call::SyncFile(path)) = calls.get(fails.0) {
        let n_syncs = calls.iter().filter(|call| **call == Call::SyncFile(path.clone())).count();
        assert_eq!(n_syncs, 1, "{what}: a failed sync was tried again");
    }
    let is_left = |name: &str| name.starts_with(".demarche-");
    let is_removal = matches!(calls.get(fails.0), Some(Call::Remove(_)));
    if !fails.2 && !is_removal {
        for folder in [scene.folder.path().to_owned(), scene.folder.path().join("far")] {
            let names = fs::read_dir(folder).expect("listed").flatten().map(|entry| entry.file_name());
            let left: Vec<_> = names.filter(|name| is_left(&name.to_string_lossy())).collect();
            assert!(left.is_empty(), "{what}: {left:?} was left behind");
        }
    }
}

#[cfg(unix)]
#[test]
fn what_a_file_was_it_stays() {
    use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
    for mode in [0o600, 0o640, 0o664, 0o755] {
        let scene = Scene::new(Deed::Save, 100);
        fs::set_permissions(&scene.files[0], fs::Permissions::from_mode(mode)).expect("set");
        let attribute =
            rustix::fs::setxattr(&scene.files[0], "user.origin", b"desk", rustix::fs::XattrFlags::empty());
        scene.act(Deed::Save, &Writing::default()).expect("saved");
        let metadata = fs::metadata(&scene.files[0]).expect("there");
        assert_eq!(metadata.permissions().mode() & 0o7777, mode);
        // Some disks have no attributes; then there is nothing to keep.
        if attribute.is_ok() {
            let mut value = [0; 16];
            let n = rustix::fs::getxattr(&scene.files[0], "user.origin", &mut value).expect("kept");
            assert_eq!(&value[..n], b"desk");
        }
    }
    // A link stays a link, and a second name leads to the same file.
    let scene = Scene::new(Deed::SaveThroughLink, 100);
    let second = scene.folder.path().join("second.md");
    fs::hard_link(&scene.files[0], &second).expect("a second name");
    scene.act(Deed::SaveThroughLink, &Writing::default()).expect("saved");
    let link = scene.folder.path().join("link.md");
    assert!(link.symlink_metadata().expect("there").is_symlink());
    assert_eq!(fs::read(&second).expect("there"), scene.new);
    assert_eq!(fs::metadata(&second).expect("there").nlink(), 2);
}

#[cfg(unix)]
#[test]
fn a_new_file_is_open_to_whom_the_user_lets() {
    use std::os::unix::fs::PermissionsExt as _;
    let scene = Scene::new(Deed::FirstSave, 100);
    let usual = scene.folder.path().join("usual");
    fs::write(&usual, "as the system makes files with this umask").expect("written");
    scene.act(Deed::FirstSave, &Writing::default()).expect("saved");
    let mode = |path: &Path| fs::metadata(path).expect("there").permissions().mode() & 0o777;
    assert_eq!(mode(&scene.files[0]), mode(&usual));
}

#[cfg(unix)]
#[test]
fn a_link_is_written_through_to_another_disk_and_where_nothing_lies_yet() {
    let scene = Scene::new(Deed::FirstSave, 100);
    let other = tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).expect("a folder");
    for name in ["there.md", "not-yet.md"] {
        let (far, link) = (other.path().join(name), scene.folder.path().join(name));
        if name == "there.md" {
            fs::write(&far, "older").expect("written");
        }
        std::os::unix::fs::symlink(&far, &link).expect("a link");
        let (writing, calls) = disk(None);
        store_all(&[(link.clone(), scene.new.clone())], true, &writing).expect("saved");
        assert!(link.symlink_metadata().expect("there").is_symlink());
        assert_eq!(fs::read(&far).expect("there"), scene.new);
        let synced = Call::SyncFolder(other.path().to_owned());
        assert!(calls.lock().expect("nothing panics").contains(&synced), "the folder where the file lies");
    }
    let round = scene.folder.path().join("round.md");
    std::os::unix::fs::symlink("round.md", &round).expect("a link");
    store_all(&[(round, Vec::new())], true, &Writing::default()).expect_err("it leads nowhere");
}

#[test]
fn what_another_program_writes_at_any_moment_of_a_save_is_not_lost() {
    let scene = Scene::new(Deed::Save, 100);
    let (writing, calls) = disk(None);
    scene.act(Deed::Save, &writing).expect("saved");
    let n_calls = calls.lock().expect("nothing panics").len();
    for n in 0..n_calls {
        let scene = Scene::new(Deed::Save, 100);
        // Another program writes just before the `n`th call, as long a text as the one that is there.
        let theirs = "their line".repeat(11).into_bytes();
        let (file, text) = (scene.files[0].clone(), theirs.clone());
        let n_seen = Mutex::new(0);
        let observer = move |call: &Call| {
            let mut n_seen = n_seen.lock().expect("nothing panics");
            if *n_seen == n && !matches!(call, Call::Remove(_)) {
                fs::write(&file, &text).expect("written");
            }
            *n_seen += 1;
            Ok(())
        };
        let mut session = scene.session(Deed::Save);
        let result = session.save(&Writing::on(Volume::observed(Arc::new(observer))));
        let there = fs::read(&scene.files[0]).expect("there");
        match result {
            Err(SaveError::ChangedOnDisk { .. }) => assert_eq!(there, theirs, "call {n}"),
            // Theirs came after ours was in place, and is what a save by them would be.
            Err(_) => assert_eq!(there, theirs, "call {n}"),
            Ok(()) => assert!(there == scene.new || there == theirs, "call {n}"),
        }
        assert!(!session.is_saved() || there == scene.new, "call {n}: called saved");
        assert_eq!(session.text().as_bytes(), scene.new);
    }
}
