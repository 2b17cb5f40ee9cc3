//! What a crash left behind: opened as it was, without a click.

use std::path::{Path, PathBuf};

use crate::app::jobs::KeepOrder;
use crate::app::{About, App};
use crate::brief::parse;
use crate::session::{Disk, NewState, Origin, Recovered, Session, is_same_file, shown_time};

impl App {
    /// Opens the brief that the program starts with. Text of it that was not saved when the program last ended takes
    /// its place; with `any`, the newest text of any brief does.
    pub(super) fn open_first(&mut self, any: bool) {
        let is_own = |left: &Recovered| left.path.as_deref().is_some_and(|path| self.session.is_at(path));
        let own = self.safety.recovered.iter().position(is_own);
        let newest = (any && !self.safety.recovered.is_empty()).then_some(0);
        match own.or(newest) {
            Some(idx) => {
                let left = self.safety.recovered.remove(idx);
                self.open_recovered(left);
            }
            None => self.brief_opened(self.first_place(), None),
        }
    }

    /// Takes in texts that came to light a moment after the start. That of the open brief takes its place, if nobody
    /// has typed yet; the others are offered.
    pub(super) fn take_left(&mut self, texts: Vec<Recovered>) {
        self.safety.recovered.extend(texts);
        let is_new = self.session.revision() == 0 || self.awaits_unsaved();
        let is_untouched = self.session.is_saved() && is_new && self.talk.is_none();
        let is_own = |left: &Recovered| left.path.as_deref().is_some_and(|path| self.session.is_at(path));
        if let Some(idx) = self.safety.recovered.iter().position(is_own).filter(|_| is_untouched) {
            let left = self.safety.recovered.remove(idx);
            self.forget_kept();
            self.open_recovered(left);
        }
    }

    /// Opens the next text that was not saved when the program last ended.
    pub fn recover(&mut self) {
        if self.safety.recovered.is_empty() {
            return;
        }
        self.forget_about(About::Recovery);
        if !self.session.is_saved() {
            let words = self
                .word("Save this brief first, then bring the other back", "先に現在の資料を保存してください");
            self.tell_about(About::Recovery, |app| app.complain(words));
            return;
        }
        let left = self.safety.recovered.remove(0);
        self.forget_kept();
        self.tell_about(About::Recovery, |app| app.open_recovered(left));
    }

    /// The text that would be brought back next: what it is called, and when it was begun.
    pub fn left_text(&self) -> Option<(String, String)> {
        let left = self.safety.recovered.first()?;
        let of_file = || left.path.as_deref()?.file_name().map(|name| name.to_string_lossy().into_owned());
        let title = || parse(&left.draft.text).0.front.title;
        let name = of_file().or_else(title);
        let name = name.unwrap_or_else(|| self.word("A brief without a name", "名称未設定の資料").to_owned());
        Some((name, shown_time(left.at_unix_millis)))
    }

    /// Gives up the text that would be brought back next. What belongs to a file stays among its earlier states.
    pub fn discard_left(&mut self) {
        self.view.dialog = None;
        if self.safety.recovered.is_empty() {
            return;
        }
        let left = self.safety.recovered.remove(0);
        if let Some(path) = left.path {
            let (text, at_unix_millis) = (left.draft.text, (self.environment.wall_clock)().unix_millis);
            let state = NewState { path, text, origin: Origin::Unsaved, at_unix_millis };
            self.jobs.keep(KeepOrder::State(Box::new(state), None));
        }
        self.jobs.keep(KeepOrder::ForgetLeft(left.file));
    }

    pub(super) fn open_recovered(&mut self, left: Recovered) {
        let file = left.file.clone();
        let (selection, is_whole) = (left.draft.selection, left.is_whole);
        if self.session.is_sealed() && is_same_place(left.path.as_deref(), self.session.path()) {
            self.session.bring_back(left, &Disk);
        } else {
            self.session = Session::recovered(left, &Disk);
        }
        let fits = self.session.text().get(selection.span().start..selection.span().end).is_some();
        // What was left goes only when the same text is written anew.
        self.brief_opened(if fits { selection } else { self.first_place() }, Some(file));
        if !is_whole {
            self.complain(self.word(
                "What was kept of this text is damaged; this is as much of it as could be read",
                "保存されていた内容の一部が壊れています。読み取れたところまで復元しました",
            ));
        }
        if !self.session.is_saved() {
            self.tell(
                self.word(
                    "What was not saved when the program last ended is here again; Ctrl+S saves it",
                    "前回終了時の未保存の内容を復元しました。Ctrl+S で保存できます",
                ),
                None,
            );
        }
    }

    /// Names the files that nothing could be read of. They stay where they are.
    pub(super) fn report_unreadable(&mut self, files: &[PathBuf]) {
        for file in files {
            let words = self.word(
                "was kept when the program last ended and cannot be read; the file stays there",
                "は前回終了時に保存されましたが読み取れません。ファイルはそのまま残します",
            );
            let name: &Path = file;
            self.complain(format!("{} {words}", name.display()));
        }
    }
}

fn is_same_place(one: Option<&Path>, other: Option<&Path>) -> bool {
    one.zip(other).is_some_and(|(one, other)| is_same_file(one, other))
}
