//! Earlier states of a brief: what its file held, what another program wrote over it, and what was given up unsaved.
//!
//! Each state is a private file of its own in the state folder. States are kept for a time and up to a size; of old
//! ones that a save left, one an hour and then one a day stays.

use std::collections::BTreeSet;
use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use crate::session::digest::digest;
use crate::session::encoding::Encoding;
use crate::session::identity::DocId;
use crate::session::journal::codec::Head;
use crate::session::journal::folder::{place_of, undo_path, write_new};
use crate::session::journal::sealed::{is_sealed_file, key_of, sealed_file, unsealed};
use crate::session::journal::snapshot::{read_journal, snapshot};
use crate::session::reason::refused;
use crate::session::seal::Seal;
use crate::session::volume::Volume;
use crate::text::{Message, Selection, message};

/// How many earlier states of a sealed brief are opened to see whether they hold a text.
const MAX_COMPARED: usize = 8;
const HOUR_MILLIS: u64 = 3_600_000;
const DAY_MILLIS: u64 = 24 * HOUR_MILLIS;
/// How old a saved state is before one an hour is enough, and one a day, in milliseconds.
const HOURLY_AFTER: u64 = DAY_MILLIS;
const DAILY_AFTER: u64 = 14 * DAY_MILLIS;

/// Where an earlier state comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The file held it when it was opened.
    Opened,
    /// It was saved.
    Saved,
    /// Another program wrote it.
    Theirs,
    /// It was in no file, and was given up.
    Unsaved,
}

impl Origin {
    const ALL: [Self; 4] = [Self::Opened, Self::Saved, Self::Theirs, Self::Unsaved];

    /// What the user is told of it. Files keep the name that [`fmt::Display`] gives.
    pub fn in_words(self) -> Message {
        match self {
            Self::Opened => message!("opened", "開いた時"),
            Self::Saved => message!("saved", "保存"),
            Self::Theirs => message!("theirs", "他の変更"),
            Self::Unsaved => message!("unsaved", "未保存"),
        }
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Opened => "opened",
            Self::Saved => "saved",
            Self::Theirs => "theirs",
            Self::Unsaved => "unsaved",
        })
    }
}

impl FromStr for Origin {
    type Err = ();

    fn from_str(name: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|origin| origin.to_string() == name).ok_or(())
    }
}

/// How long earlier states are kept, and how much room all of them may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HistoryLimits {
    /// In days; none are kept where it is nought.
    pub days: u16,
    /// In megabytes, for all briefs together.
    pub megabytes: u16,
}

impl Default for HistoryLimits {
    fn default() -> Self {
        Self { days: 90, megabytes: 200 }
    }
}

/// A text that becomes an earlier state.
#[derive(Clone, Debug)]
pub struct NewState {
    /// The file of the brief.
    pub path: PathBuf,
    /// The text.
    pub text: String,
    /// Where it comes from.
    pub origin: Origin,
    /// Since when there is this text, in milliseconds since 1970.
    pub at_unix_millis: u64,
}

/// An earlier state of a brief.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EarlierState {
    /// Since when there was this text, in milliseconds since 1970.
    pub at_unix_millis: u64,
    /// Where it comes from.
    pub origin: Origin,
    digest: u64,
    n_bytes: u64,
    file: PathBuf,
}

impl EarlierState {
    /// The state that a file keeps, by its name.
    fn of(file: PathBuf, n_bytes: u64) -> Option<Self> {
        let origin = file.extension()?.to_str()?.parse().ok()?;
        let (at, digest) = file.file_stem()?.to_str()?.split_once('-')?;
        let (at_unix_millis, digest) = (at.parse().ok()?, u64::from_str_radix(digest, 16).ok()?);
        Some(Self { at_unix_millis, origin, digest, n_bytes, file })
    }

    /// Reads the text.
    ///
    /// # Errors
    /// The file is gone, cannot be read, or is damaged: no part of a text is given out as the whole.
    pub fn read(&self) -> io::Result<String> {
        self.read_with(None)
    }

    /// Reads the text, where it may be of a sealed brief.
    ///
    /// # Errors
    /// As [`EarlierState::read`]; and the seal does not open it.
    pub fn read_with(&self, seal: Option<&Seal>) -> io::Result<String> {
        let mut bytes = fs::read(&self.file)?;
        let is_sealed = is_sealed_file(&bytes);
        if is_sealed {
            let opened = seal.and_then(|seal| unsealed(&bytes, seal)).filter(|(_, is_all)| *is_all);
            let closed = || {
                let message = message!(
                    "another passphrase or key sealed it",
                    "別のパスフレーズ又は鍵で封印されています"
                );
                refused(io::ErrorKind::PermissionDenied, message)
            };
            (bytes, _) = opened.ok_or_else(closed)?;
        }
        let state = read_journal(&bytes, None, self.file.clone()).filter(|state| state.is_whole);
        let text = state.map(|state| state.draft.text);
        let damaged = || {
            let message = message!("what was kept of it is damaged", "保管された内容が壊れています");
            refused(io::ErrorKind::InvalidData, message)
        };
        // The name of a sealed one says nothing of the text.
        text.filter(|text| is_sealed || digest(text.as_bytes()) == self.digest).ok_or_else(damaged)
    }
}

/// The earlier states of a brief, the newest first.
pub fn earlier_states(folder: &Path, brief_path: &Path) -> Vec<EarlierState> {
    states_in(&states_folder(folder, brief_path))
}

/// The key of what is kept of a sealed brief, sealed; nothing where nothing is kept.
pub(in crate::session) fn known_key(folder: &Path, brief_path: &Path) -> Option<Vec<u8>> {
    let newest = earlier_states(folder, brief_path).into_iter().take(1).map(|state| state.file);
    let mut files = std::iter::once(undo_path(folder, brief_path)).chain(newest);
    files.find_map(|file| key_of(&fs::read(file).ok()?))
}

/// Keeps a state, unless it is the newest there is, and removes what is too much.
pub(super) fn keep_state(
    folder: &Path,
    (state, seal): (&NewState, Option<&Seal>),
    limits: HistoryLimits,
    volume: &Volume,
) -> io::Result<()> {
    let NewState { path, text, origin, at_unix_millis } = state;
    let states = earlier_states(folder, path);
    // What stands for the text in the file's name must say nothing of a sealed one.
    let own = seal.map_or_else(|| digest(text.as_bytes()), |_| digest(&DocId::new().to_bits().to_le_bytes()));
    let is_kept = match origin {
        _ if seal.is_some() => {
            let newest = states.iter().take(if *origin == Origin::Opened { MAX_COMPARED } else { 1 });
            newest.filter_map(|state| state.read_with(seal).ok()).any(|kept| kept == *text)
        }
        // What the file held when it was opened is mostly what this program wrote last, perhaps long ago.
        Origin::Opened => states.iter().any(|state| state.digest == own),
        _ => states.first().is_some_and(|newest| newest.digest == own),
    };
    if !is_kept && limits.days > 0 {
        let states_folder = states_folder(folder, path);
        volume.create_private_folder(&states_folder)?;
        let head = Head {
            doc: DocId::new(),
            path: Some(place_of(path)),
            based_on: None,
            encoding: Encoding::Utf8,
            revision: 0,
            selection: Selection::default(),
            n_bytes: text.len(),
            at_unix_millis: *at_unix_millis,
        };
        let (mut bytes, _) = snapshot(&head, text);
        if let Some(seal) = seal {
            bytes = sealed_file(seal, Some(path), &bytes)?;
        }
        let name = format!("{at_unix_millis:013}-{own:016x}.{origin}");
        write_new(&states_folder.join(name), &bytes, volume)?;
    }
    remove_surplus(folder, *at_unix_millis, limits, volume);
    Ok(())
}

/// Forgets what was kept of a brief that its file does not hold: its earlier states, and what could be undone.
///
/// # Errors
/// A file cannot be removed.
pub fn forget_history(folder: &Path, brief_path: &Path) -> io::Result<usize> {
    let states_folder = states_folder(folder, brief_path);
    let undo = undo_path(folder, brief_path);
    if undo.exists() {
        fs::remove_file(undo)?;
    }
    let mut n_removed = 0;
    // Whatever lies there, also what a crash left half written.
    for entry in fs::read_dir(&states_folder).into_iter().flatten().flatten() {
        fs::remove_file(entry.path())?;
        n_removed += 1;
    }
    fs::remove_dir(&states_folder).ok();
    Ok(n_removed)
}

fn history_folder(folder: &Path) -> PathBuf {
    folder.join("history")
}

/// Where the states of one brief lie. The name tells nothing of it.
fn states_folder(folder: &Path, brief_path: &Path) -> PathBuf {
    let place = place_of(brief_path);
    history_folder(folder).join(format!("{:016x}", digest(place.as_os_str().as_encoded_bytes())))
}

fn states_in(folder: &Path) -> Vec<EarlierState> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let state = |entry: fs::DirEntry| EarlierState::of(entry.path(), entry.metadata().ok()?.len());
    let mut states: Vec<EarlierState> = entries.filter_map(state).collect();
    states.sort_by(|one, other| (other.at_unix_millis, &other.file).cmp(&(one.at_unix_millis, &one.file)));
    states
}

/// Removes states that are too old, too near to others, or too many, of all briefs.
fn remove_surplus(folder: &Path, now_millis: u64, limits: HistoryLimits, volume: &Volume) {
    let max_age = u64::from(limits.days) * DAY_MILLIS;
    let max_bytes = u64::from(limits.megabytes) * 1_000_000;
    let mut kept = Vec::new();
    for entry in fs::read_dir(history_folder(folder)).into_iter().flatten().flatten() {
        let mut periods = BTreeSet::new();
        for state in states_in(&entry.path()) {
            let age = now_millis.saturating_sub(state.at_unix_millis);
            let period = match age {
                _ if state.origin != Origin::Saved || age < HOURLY_AFTER => None,
                _ if age < DAILY_AFTER => Some((HOUR_MILLIS, state.at_unix_millis / HOUR_MILLIS)),
                _ => Some((DAY_MILLIS, state.at_unix_millis / DAY_MILLIS)),
            };
            let is_near = period.is_some_and(|period| !periods.insert(period));
            if age > max_age || limits.days == 0 || is_near {
                volume.remove(&state.file).ok();
            } else {
                kept.push(state);
            }
        }
    }
    kept.sort_by_key(|state| std::cmp::Reverse(state.at_unix_millis));
    let mut n_bytes = 0;
    for state in kept {
        n_bytes += state.n_bytes;
        if n_bytes > max_bytes {
            volume.remove(&state.file).ok();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: u64 = 1_732_000_000_000;

    fn state(path: &Path, text: &str, origin: Origin, at_unix_millis: u64) -> NewState {
        NewState { path: path.to_owned(), text: text.to_owned(), origin, at_unix_millis }
    }

    fn keep(folder: &Path, state: &NewState, limits: HistoryLimits) {
        keep_state(folder, (state, None), limits, &Volume::default()).expect("kept");
    }

    fn texts(folder: &Path, path: &Path) -> Vec<String> {
        let states = earlier_states(folder, path);
        states.iter().map(|state| state.read().expect("whole")).collect()
    }

    #[test]
    fn states_come_back_newest_first_and_none_twice() {
        let folder = tempfile::tempdir().expect("a folder");
        let (path, limits) = (folder.path().join("brief.md"), HistoryLimits::default());
        for (n, (text, origin)) in [
            ("One", Origin::Opened),
            ("Two", Origin::Saved),
            ("Two", Origin::Saved),
            ("秘密", Origin::Theirs),
            ("Two", Origin::Unsaved),
            ("One", Origin::Opened),
        ]
        .into_iter()
        .enumerate()
        {
            keep(folder.path(), &state(&path, text, origin, NOW + n as u64), limits);
        }
        assert_eq!(texts(folder.path(), &path), ["Two", "秘密", "Two", "One"]);
        assert!(earlier_states(folder.path(), &folder.path().join("other.md")).is_empty());
        fs::write(&path, "").expect("written");
        assert_eq!(texts(folder.path(), &path).len(), 4, "a file that comes or goes is the same brief");
        assert_eq!(forget_history(folder.path(), &path).expect("forgotten"), 4);
        assert!(texts(folder.path(), &path).is_empty());
    }

    #[test]
    fn age_and_size_have_limits_and_old_saves_are_thinned() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("brief.md");
        let limits = HistoryLimits { days: 30, megabytes: 1 };
        for n in 0..600_u64 {
            let at = NOW - 600 * HOUR_MILLIS / 10 + n * HOUR_MILLIS / 10;
            keep(folder.path(), &state(&path, &format!("State {n}"), Origin::Saved, at), limits);
        }
        let n_states = earlier_states(folder.path(), &path).len();
        assert!((240 + 30..240 + 45).contains(&n_states), "a day of all, then one an hour: {n_states}");
        keep(folder.path(), &state(&path, "Later", Origin::Saved, NOW + 29 * DAY_MILLIS), limits);
        let n_states = earlier_states(folder.path(), &path).len();
        assert!((2..6).contains(&n_states), "one a day: {n_states}");
        keep(folder.path(), &state(&path, "Last", Origin::Saved, NOW + 90 * DAY_MILLIS), limits);
        assert_eq!(texts(folder.path(), &path), ["Last"]);
        for n in 0..12 {
            let other = folder.path().join(format!("{n}.md"));
            let text = format!("{n}").repeat(150_000);
            keep(folder.path(), &state(&other, &text, Origin::Unsaved, NOW + 91 * DAY_MILLIS + n), limits);
        }
        let sizes = fs::read_dir(folder.path().join("history")).expect("listed").flatten();
        let n_bytes: u64 = sizes.flat_map(|entry| states_in(&entry.path())).map(|state| state.n_bytes).sum();
        assert!(n_bytes <= 1_000_000, "{n_bytes}");
        assert!(texts(folder.path(), &path).is_empty(), "the oldest goes first");
        let none = HistoryLimits { days: 0, ..limits };
        keep(folder.path(), &state(&path, "Off", Origin::Saved, NOW + 92 * DAY_MILLIS), none);
        let left = fs::read_dir(folder.path().join("history")).expect("listed").flatten();
        assert_eq!(left.flat_map(|entry| states_in(&entry.path())).count(), 0);
    }

    #[test]
    fn a_damaged_state_is_never_given_out() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("brief.md");
        let text = "A line of 日本語.\n".repeat(300);
        keep(folder.path(), &state(&path, &text, Origin::Saved, NOW), HistoryLimits::default());
        let kept = earlier_states(folder.path(), &path).remove(0);
        let bytes = fs::read(&kept.file).expect("there");
        for n in (0..bytes.len()).step_by(7) {
            fs::write(&kept.file, &bytes[..n]).expect("cut");
            assert!(kept.read().is_err(), "cut at {n}");
            let mut damaged = bytes.clone();
            damaged[n] ^= 4;
            fs::write(&kept.file, damaged).expect("flipped");
            assert!(kept.read().is_err(), "flipped at {n}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn nobody_else_may_look_into_the_history() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("red-line.md");
        keep(folder.path(), &state(&path, "secret", Origin::Saved, NOW), HistoryLimits::default());
        let file = earlier_states(folder.path(), &path).remove(0).file;
        assert!(!file.strip_prefix(folder.path()).expect("below").to_string_lossy().contains("red"));
        let mode = |path: &Path| fs::metadata(path).expect("there").permissions().mode() & 0o777;
        assert_eq!(mode(&file), 0o600);
        assert_eq!(mode(file.parent().expect("a folder")), 0o700);
        assert_eq!(mode(&history_folder(folder.path())), 0o700);
    }
}
