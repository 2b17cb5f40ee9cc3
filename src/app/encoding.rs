//! Briefs that are not in UTF-8: how their letters are to be read is asked, and they are saved as they were.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::app::jobs::KeepOrder;
use crate::app::{App, Dialog, Offer, Request};
use crate::session::{Disk, Encoding, OpenError, SaveError, Session, read_bytes, readable_as};
use crate::text::message;

/// How much of the text is shown in the question, in lines and in characters a line.
const SHOWN: (usize, usize) = (6, 60);

/// The question how the letters of a file are to be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EncodingAsked {
    /// The file.
    pub path: PathBuf,
    /// What it can be read as, the likeliest first, with how it would begin.
    pub choices: Vec<(Encoding, String)>,
    /// Which of them is chosen.
    pub chosen: usize,
}

impl App {
    /// Opens a brief whose letters are written so; asks where UTF-8 was expected and is not found.
    pub fn open_in(&mut self, path: PathBuf, encoding: Encoding) {
        self.view.dialog = None;
        match Session::open_in(&path, encoding, &Disk) {
            Ok(session) => {
                self.forget_kept();
                self.session = session;
                self.change_settings(|settings| settings.remember(&path));
                let selection = self.place_of_sought();
                self.brief_opened(selection, None);
                self.follow_brief();
                self.view.cues.shows_what_follows = !selection.is_empty();
                self.requests.push(Request::FocusEditor);
            }
            Err(OpenError::OtherEncoding { .. }) => self.ask_encoding(path),
            Err(err) => {
                // The library may still list what is gone.
                self.note_library_change();
                self.report_in_passing(&err.message());
            }
        }
    }

    fn ask_encoding(&mut self, path: PathBuf) {
        let bytes = match read_bytes(&path, &Disk) {
            Ok(bytes) => bytes,
            Err(err) => return self.report(&err.message()),
        };
        let choices = readable_as(&bytes).into_iter();
        let choices = choices.filter_map(|it| Some((it, beginning(&it.decode(&bytes)?)))).collect();
        self.view.dialog = Some(Dialog::Encoding(Arc::new(EncodingAsked { path, choices, chosen: 0 })));
    }

    /// Writes the brief to its file in UTF-8, from now on.
    pub fn save_in_utf8(&mut self) {
        if self.refuses_change() {
            return;
        }
        self.session.use_utf8();
        // What is kept in case the program ends names the encoding, too.
        let begun = self.session.begun(self.selection, None);
        self.jobs.keep(KeepOrder::Begin(Box::new(begun)));
        self.save();
    }

    /// Says which letter keeps the brief from being saved, and offers what holds every letter.
    pub(super) fn offer_utf8(&mut self, err: &SaveError) {
        let problem = err.message();
        let words =
            message!("{problem}. The text is still here", "{problem}。本文は失われていません", problem);
        self.complain_with(words.in_lang(self.lang()), &Offer::SaveInUtf8);
    }
}

/// The first lines by whose letters the encoding shows, else those that the text begins with.
fn beginning(text: &str) -> String {
    let (n_lines, n_chars) = SHOWN;
    let text = text.trim_start_matches('\u{FEFF}');
    let has_letters = text.lines().any(|line| !line.is_ascii());
    let lines = text.lines().filter(|line| !line.trim().is_empty() && line.is_ascii() != has_letters);
    let cut = |line: &str| line.chars().take(n_chars).filter(|c| !c.is_control()).collect::<String>();
    lines.take(n_lines).map(cut).collect::<Vec<_>>().join("\n")
}

impl EncodingAsked {
    /// The name of the file, without its folder.
    pub fn name(&self) -> String {
        let name = self.path.file_name().map_or(self.path.as_path(), Path::new);
        name.display().to_string()
    }
}
