//! Files of other programs made into briefs: asked for, made by a thread, opened, with what was not understood.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::app::{About, App, Dialog, Request};
use crate::import::{Imported, Remark};
use crate::text::{Message, message};

/// What is to be said of a brief that was made of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportReport {
    /// The brief.
    pub path: PathBuf,
    /// What was not understood, in order.
    pub remarks: Vec<Message>,
    /// What only says how the original looks, in one line.
    pub looks: Option<Message>,
}

impl App {
    /// Asks where to put the brief that is to be made of a file.
    pub fn import_from(&mut self, source: PathBuf) {
        self.view.dialog = None;
        self.requests.push(Request::PickImported(source));
    }

    /// Makes a brief of a file, which takes some seconds where it is large.
    pub fn import_to(&mut self, source: PathBuf, out: PathBuf) {
        self.view.dialog = None;
        self.forget_about(About::Import);
        let words = self.word("The file is being read", "ファイルを読み込んでいます");
        self.tell_about(About::Import, |app| app.tell(words, None));
        self.jobs.import(source, out, self.environment.writing.clone());
    }

    /// A file was made into a brief, or could not be: opens the brief and shows what is to be said of it.
    pub(super) fn meet_imported(&mut self, out: PathBuf, result: Result<Imported, Message>) {
        let imported = match result {
            Ok(imported) => imported,
            Err(problem) => return self.report(&problem),
        };
        let looks = imported.looks_line();
        let remarks: Vec<Message> = imported.remarks.iter().map(Remark::message).collect();
        self.list_library();
        self.open(out.clone());
        // What is not saved is asked about first. The brief is not opened where that is cancelled, so it is said where it
        // lies; the remarks stand at its end, too.
        let is_waiting = self.view.dialog.is_some();
        if is_waiting && !remarks.is_empty() {
            let (n, path) = (remarks.len(), out.display());
            self.report(&message!(
                "{path} was made; its end lists what was not understood ({n})",
                "{path} を作成しました。解釈できなかった箇所が {n} 件あり、末尾に記しました"
            ));
        } else if remarks.is_empty() && (is_waiting || looks.is_none()) {
            let words = self
                .word("was made; nothing was left out", "を作成しました。取り込めなかったものはありません");
            self.tell(format!("{} {words}", out.display()), None);
        } else {
            self.view.dialog = Some(Dialog::Imported(Arc::new(ImportReport { path: out, remarks, looks })));
        }
    }
}

/// A name for the brief that is made of a file.
pub fn imported_name(source: &Path) -> String {
    let stem = source.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    // A deck in Markdown lies there under this name already.
    let is_markdown = source.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("md"));
    format!("{stem}{}.md", if is_markdown { "-brief" } else { "" })
}
