//! The guide and the sample briefs, which come with the program. They are copied into a folder of the user and opened
//! there, never changed where they are.

use std::fs;
use std::path::{Path, PathBuf};

use crate::brief::Lang;
use crate::session::{StoreError, Writing, store_all};

/// A file that comes with the program: its name, and what it holds.
pub type OwnFile = (&'static str, &'static [u8]);

/// A brief that comes with the program, and the files beside it.
#[derive(Clone, Copy, Debug)]
pub struct Sample {
    /// The folder that a copy of it lies in.
    pub folder: &'static str,
    /// The brief.
    pub brief: OwnFile,
    /// What it refers to.
    pub beside: &'static [OwnFile],
}

macro_rules! own {
    ($folder:literal, $name:literal) => {
        ($name, include_bytes!(concat!("../../", $folder, "/", $name)).as_slice())
    };
}

/// The fact book that the sample briefs cite.
const FACTS: OwnFile = own!("briefs", "facts.toml");

/// The pictures of the guide.
const PICTURES: &[OwnFile] = &[
    own!("assets/guide", "desk.webp"),
    own!("assets/guide", "console.webp"),
    own!("assets/guide", "handout.webp"),
];

/// The sample brief.
pub fn sample(lang: Lang) -> Sample {
    let brief = match lang {
        Lang::En => own!("briefs", "us-jobs.md"),
        Lang::Ja => own!("briefs", "regional-stability.ja.md"),
    };
    Sample { folder: "sample", brief, beside: &[FACTS] }
}

/// Where the sample brief of a language lies among the sources of the program.
pub fn sample_in_sources(lang: Lang) -> PathBuf {
    Path::new("briefs").join(sample(lang).brief.0)
}

/// The guide.
pub fn guide(lang: Lang) -> Sample {
    let brief = match lang {
        Lang::En => own!("assets/guide", "guide.md"),
        Lang::Ja => own!("assets/guide", "guide.ja.md"),
    };
    Sample { folder: "guide", brief, beside: PICTURES }
}

impl Sample {
    /// Its files, the brief first.
    pub fn files(&self) -> impl Iterator<Item = OwnFile> {
        [self.brief].into_iter().chain(self.beside.iter().copied())
    }

    /// Puts a copy into a folder below `base` and returns the path of the brief. A copy that is there as it was made is
    /// taken again; one that somebody has changed is left alone, and the new one lies in a folder of its own.
    ///
    /// # Errors
    /// The folder cannot be written.
    pub fn copy_below(&self, base: &Path, writing: &Writing) -> Result<PathBuf, StoreError> {
        let mut folder = base.join(self.folder);
        let mut number = 1;
        while !self.may_lie_in(&folder) {
            number += 1;
            folder = base.join(format!("{}-{number}", self.folder));
        }
        // If this fails, so does the writing, and says why.
        fs::create_dir_all(&folder).ok();
        let missing = self.files().filter(|(name, _)| !folder.join(name).exists());
        let files: Vec<(PathBuf, Vec<u8>)> =
            missing.map(|(name, bytes)| (folder.join(name), bytes.to_vec())).collect();
        store_all(&files, false, writing)?;
        Ok(folder.join(self.brief.0))
    }

    /// Whether no file in a folder holds anything else than the file of that name here.
    fn may_lie_in(&self, folder: &Path) -> bool {
        self.files().all(|(name, bytes)| {
            let path = folder.join(name);
            match fs::symlink_metadata(&path) {
                Ok(_) => fs::read(&path).is_ok_and(|found| found == bytes),
                // Nothing is there, or nothing can be: then writing says why.
                Err(_) => true,
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_is_taken_again_and_a_changed_one_left_alone() {
        let base = tempfile::tempdir().expect("a folder");
        let copy = || sample(Lang::En).copy_below(base.path(), &Writing::default()).expect("copied");
        let first = copy();
        assert_eq!(first, base.path().join("sample/us-jobs.md"));
        assert_eq!(copy(), first);
        fs::write(&first, "mine").expect("written");
        let second = copy();
        assert_eq!(second, base.path().join("sample-2/us-jobs.md"));
        assert_eq!(fs::read_to_string(&first).expect("read"), "mine");
        assert_eq!(fs::read(&second).expect("read"), sample(Lang::En).brief.1);
        // A changed fact book is somebody's work, too.
        fs::write(base.path().join("sample-2/facts.toml"), "").expect("written");
        assert_eq!(copy(), base.path().join("sample-3/us-jobs.md"));
    }

    #[test]
    fn each_language_has_a_sample_among_the_sources_that_is_written_in_it() {
        for lang in [Lang::En, Lang::Ja] {
            let text = fs::read_to_string(sample_in_sources(lang)).expect("there");
            assert_eq!(crate::brief::parse(&text).0.front.lang, lang);
        }
    }

    #[test]
    fn where_nothing_may_be_written_the_error_says_so() {
        let base = tempfile::tempdir().expect("a folder");
        fs::write(base.path().join("file"), "").expect("written");
        assert!(sample(Lang::Ja).copy_below(&base.path().join("file"), &Writing::default()).is_err());
    }
}
