//! `demarche` alone, where there is no window: the main job on a sample brief.

use std::io;
use std::path::{Path, PathBuf};

use crate::brief::{Lang, Reader};
use crate::cli::export::{engine_for, export_as, is_proved};
use crate::cli::{Failure, Outcome, WINDOW_PACKAGES, print, say};
use crate::layout::{Options, Paper, Shape, THEMES};
use crate::release::{Audience, CopyOptions, Edits, project};
use crate::session::{Files, Writing, open, sample, store_all, write_reason};
use crate::text::{Message, message};

/// Where the sample goes, below the current folder.
const FOLDER: &str = "demarche-sample";

/// The sample brief and its fact book, as they come with the program.
struct OwnFiles;

impl Files for OwnFiles {
    fn read(&self, path: &Path, _max_bytes: u64) -> io::Result<Vec<u8>> {
        let wanted = path.file_name().and_then(|name| name.to_str());
        let found = sample(Lang::En).files().find(|(name, _)| Some(*name) == wanted);
        found.map(|(_, bytes)| bytes.to_vec()).ok_or_else(|| io::ErrorKind::NotFound.into())
    }

    fn read_within(&self, _folder: &Path, path: &str, max_bytes: u64) -> io::Result<Vec<u8>> {
        self.read(Path::new(path), max_bytes)
    }

    fn is_within(&self, _folder: &Path, path: &str) -> bool {
        self.read(Path::new(path), u64::MAX).is_ok()
    }
}

pub(crate) fn run(writing: &Writing, reason: &Message) -> Result<Outcome, Failure> {
    say(&message!(
        "no window was opened: {reason}; the sample brief briefs/us-jobs.md is set into {FOLDER} instead (a window needs: {WINDOW_PACKAGES})",
        "ウィンドウを開けません：{reason}。代わりに見本の資料 briefs/us-jobs.md を {FOLDER} に書き出します（ウィンドウに必要なもの：{WINDOW_PACKAGES}）",
        reason
    ));
    let loaded = open(Path::new("briefs/us-jobs.md"), &OwnFiles)?;
    let engine = engine_for(&loaded)?;
    let jobs = [
        ("us-jobs-handout.pdf", Reader::Counterpart, Shape::Text),
        ("us-jobs-slides.pdf", Reader::Counterpart, Shape::Slides),
        ("us-jobs-handout.md", Reader::Counterpart, Shape::Text),
        ("us-jobs-principal.pdf", Reader::Principal, Shape::Notes),
    ];
    let mut files: Vec<(PathBuf, Vec<u8>)> = Vec::new();
    for (name, reader, shape) in jobs {
        let released = project(&loaded.brief, &loaded.context(), reader);
        let options = Options { shape, paper: Paper::A4, theme: &THEMES[0] };
        let path = Path::new(FOLDER).join(name);
        let format = path.extension().and_then(|extension| extension.to_str()).unwrap_or("");
        let stem = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or("");
        let made = export_as(format, &engine, &released, options, stem)?;
        let made = crate::export::named_files(&path, made);
        let copy = CopyOptions { reader, audience: Audience::default(), edits: Edits::Open };
        if !is_proved(&loaded, &copy, &released, &made) {
            return Ok(Outcome::Findings);
        }
        files.extend(made);
    }
    std::fs::create_dir_all(FOLDER).map_err(|err| {
        let (reason, advice) = write_reason(&err);
        Failure(message!(
            "the folder {FOLDER} cannot be made: {reason}; {advice}",
            "フォルダー {FOLDER} を作れません：{reason}。{advice}",
            reason,
            advice
        ))
    })?;
    store_all(&files, true, writing)?;
    files.iter().try_for_each(|(path, _)| print(&path.display().to_string()))?;
    Ok(Outcome::Clean)
}
