//! The thread that makes a brief of a file: it reads what others wrote, and decodes all its pictures.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;

use crate::app::Event;
use crate::app::jobs::{Jobs, spawn};
use crate::session::{Writing, import_file};
use crate::text::message;

impl Jobs {
    /// Makes a brief of a file and writes it.
    pub(in crate::app) fn import(&self, source: PathBuf, out: PathBuf, writing: Writing) {
        let post = self.post.clone();
        spawn("importer", move || {
            let import = || import_file(&source, &out, None, &writing).map_err(|err| err.message());
            let result = catch_unwind(AssertUnwindSafe(import)).unwrap_or_else(|_| {
                Err(message!(
                    "the file could not be read, by a fault of the program",
                    "プログラムの不具合によりファイルを読み込めませんでした"
                ))
            });
            post.send(Event::Imported { path: out, result: Box::new(result) });
        });
    }
}
