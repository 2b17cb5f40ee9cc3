//! Which running program may write a brief. The others show it.
//!
//! A claim is a file that names its program. It counts as long as that program runs, which its lock tells: what a
//! program left that no longer runs stops nobody.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use crate::session::digest::digest;
use crate::session::journal::folder::place_of;
use crate::session::volume::{Access, Volume};

/// How the ending of a file begins that names a program which owes what it has not saved of a brief.
const OWED: &str = "owed-";

/// The claims of one running program.
#[derive(Clone, Debug)]
pub struct Claims {
    folder: PathBuf,
    instance: String,
    volume: Volume,
}

/// Whether a program runs, or is just starting or ending: it holds its lock.
pub(super) fn is_running(folder: &Path, instance: &str) -> bool {
    match File::open(folder.join(format!("{instance}.lock"))) {
        Ok(lock) => lock.try_lock().is_err(),
        Err(_) => false,
    }
}

fn owed_file(claim_file: &Path, owner: &str) -> PathBuf {
    claim_file.with_extension(format!("{OWED}{owner}"))
}

impl Claims {
    pub(super) fn new(folder: PathBuf, instance: String, volume: Volume) -> Self {
        Self { folder, instance, volume }
    }

    /// Claims a brief; returns whether it is this program's to write. Where claims cannot be kept, nobody is stopped.
    pub fn claim(&self, brief_path: &Path) -> bool {
        let file = self.file(brief_path);
        match fs::read_to_string(&file) {
            Ok(owner) if owner == self.instance => true,
            Ok(owner) if is_running(&self.folder, &owner) => false,
            // Of two programs that start at the same moment, the one whose claim stands in the end has it.
            _ => {
                self.take_over(brief_path);
                self.holds(brief_path)
            }
        }
    }

    /// Claims a brief, whoever has it. A running program that had it owes what it has not saved from then on.
    pub fn take_over(&self, brief_path: &Path) {
        let file = self.file(brief_path);
        let Some(folder) = file.parent() else { return };
        if self.volume.create_private_folder(folder).is_err() {
            return;
        }
        let owner = fs::read_to_string(&file).unwrap_or_default();
        if owner != self.instance && is_running(&self.folder, &owner) {
            // Written first: whoever sees the new claim finds that something is owed.
            self.write(&owed_file(&file, &owner), &owner).ok();
        }
        self.handed_over(brief_path);
        self.write(&file, &self.instance).ok();
    }

    /// Writes the claim. It need not outlast a power cut, which no program does either, and a brief is opened meanwhile.
    fn write(&self, file: &Path, owner: &str) -> io::Result<()> {
        let temporary = file.with_extension(&self.instance);
        self.volume.create(&temporary, Access::Private)?.write(owner.as_bytes())?;
        self.volume.rename(&temporary, file)
    }

    /// Whether a running program that had the brief before has not handed over yet what it had not saved.
    pub fn is_owed(&self, brief_path: &Path) -> bool {
        let file = self.file(brief_path);
        let (Some(folder), Some(stem)) = (file.parent(), file.file_stem()) else { return false };
        let names = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
        let owed = names.filter(|path| path.file_stem() == Some(stem)).filter_map(|path| {
            let ending = path.extension()?.to_str()?;
            ending.strip_prefix(OWED).map(str::to_owned)
        });
        owed.into_iter().any(|owner| owner != self.instance && is_running(&self.folder, &owner))
    }

    /// This program owes nothing of the brief any more: what was not saved is where the others find it.
    pub fn handed_over(&self, brief_path: &Path) {
        let owed = owed_file(&self.file(brief_path), &self.instance);
        if owed.exists() {
            self.volume.remove(&owed).ok();
        }
    }

    /// Whether no running program has claimed the brief.
    pub fn is_free(&self, brief_path: &Path) -> bool {
        let owner = fs::read_to_string(self.file(brief_path));
        owner.map_or(true, |owner| !is_running(&self.folder, &owner))
    }

    /// Whether no other running program has claimed the brief.
    pub fn holds(&self, brief_path: &Path) -> bool {
        let owner = fs::read_to_string(self.file(brief_path));
        owner.map_or(true, |owner| owner == self.instance || !is_running(&self.folder, &owner))
    }

    /// Gives up a claim.
    pub fn release(&self, brief_path: &Path) {
        let file = self.file(brief_path);
        self.handed_over(brief_path);
        if fs::read_to_string(&file).is_ok_and(|owner| owner == self.instance) {
            self.volume.remove(&file).ok();
        }
    }

    /// The file that changes when a brief is claimed. The name tells nothing of it.
    pub fn file(&self, brief_path: &Path) -> PathBuf {
        let place = place_of(brief_path);
        let name = format!("{:016x}.claim", digest(place.as_os_str().as_encoded_bytes()));
        self.folder.join("claims").join(name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::journal::Journal;

    #[test]
    fn one_program_writes_until_it_ends_or_another_takes_over() {
        let folder = tempfile::tempdir().expect("a folder");
        let brief = folder.path().join("brief.md");
        fs::write(&brief, "text").expect("written");
        let first = Journal::open(folder.path()).expect("opened");
        let second = Journal::open(folder.path()).expect("opened");
        let (one, two) = (first.claims(), second.claims());
        assert!(one.claim(&brief) && one.claim(&brief));
        assert!(!two.claim(&folder.path().join("./brief.md")), "by whatever name");
        assert!(two.claim(&folder.path().join("other.md")));
        assert!(!two.is_owed(&brief) && !one.is_free(&brief));
        two.take_over(&brief);
        assert!(two.is_owed(&brief) && !one.is_owed(&brief), "the first has not handed over yet");
        one.handed_over(&brief);
        assert!(!two.is_owed(&brief));
        assert!(two.holds(&brief) && !one.holds(&brief) && !one.claim(&brief));
        one.release(&brief);
        assert!(!one.claim(&brief), "only one's own claim is given up");
        two.release(&brief);
        assert!(one.claim(&brief));
        assert!(!two.claim(&brief));
        // As a crash leaves it: the claim is there, and nobody holds the lock.
        drop(first);
        assert!(one.file(&brief).exists());
        assert!(two.claim(&brief), "who no longer runs stops nobody");
    }

    #[test]
    fn without_a_place_for_claims_nobody_is_stopped() {
        let folder = tempfile::tempdir().expect("a folder");
        let journal = Journal::open(folder.path()).expect("opened");
        fs::write(folder.path().join("claims"), "a file where the folder should be").expect("written");
        let claims = journal.claims();
        assert!(claims.claim(&folder.path().join("brief.md")));
    }
}
