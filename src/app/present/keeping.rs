//! What is kept of a talk on disk, and going on with one that the end of the program broke off.

use std::path::PathBuf;

use crate::app::jobs::KeepOrder;
use crate::app::present::TalkAsked;
use crate::app::talk::{InkLine, KeptTalk, MarkLine, StageKind, TalkStart, last_ink};
use crate::app::{App, Dialog};
use crate::session::{
    append_json_line, append_json_lines, clear_json_lines, load_json, load_json_lines, talk_file,
};

impl App {
    /// Offers to go on with the talk that was going on when the program last ended, if that is not long ago.
    pub(in crate::app) fn resume_talk(&mut self) {
        const MAX_AGE_MILLIS: u64 = 60 * 60 * 1_000;
        let now = self.now_unix_millis();
        let is_fresh = |kept: &KeptTalk| kept.is_live && now < kept.at_millis.saturating_add(MAX_AGE_MILLIS);
        if let Some(kept) = self.load_kept::<KeptTalk>("talk").filter(is_fresh) {
            self.view.dialog = Some(Dialog::ResumeTalk { kept: Box::new(kept), instead: None });
        }
    }

    /// Goes on with a talk that the program's end broke off.
    pub fn go_on_with_talk(&mut self, kept: KeptTalk) {
        // What was presented was the text as it was then, saved or not; that is what was opened.
        self.view.dialog = None;
        let kind = if kept.has_slides { self.usual_kind() } else { StageKind::ConsoleAlone };
        self.tell(self.word("The talk goes on where it was", "説明を続きから再開します"), None);
        self.ask_talk(kind, TalkStart { left: Some(kept), ..TalkStart::default() });
    }

    /// Leaves a broken-off talk as it is: it is not offered again, but F5 still goes on with it. What the shell asked
    /// for begins.
    pub fn leave_broken_talk(&mut self) {
        let Some(Dialog::ResumeTalk { kept, instead }) = self.view.dialog.take() else { return };
        let kept = KeptTalk { is_live: false, ..*kept };
        if let Some(path) = self.kept_path("talk") {
            self.jobs.keep(KeepOrder::Talk(path, Box::new(kept.clone())));
        }
        self.practice.left_talk = Some(kept);
        if let Some(TalkAsked { kind, start }) = instead.map(|asked| *asked) {
            self.ask_talk(kind, start);
        }
    }

    pub(in crate::app) fn keep_talk(&mut self, is_live: bool) {
        self.keep_ink();
        let now = self.now_unix_millis();
        let Some(kept) = self.talk.as_ref().map(|talk| talk.kept(is_live, now)) else { return };
        if let Some(path) = self.kept_path("talk") {
            self.jobs.keep(KeepOrder::Talk(path, Box::new(kept)));
        }
    }

    pub(in crate::app) fn kept_path(&self, purpose: &str) -> Option<PathBuf> {
        // What is kept of a talk holds words of it in the open.
        if self.session.is_sealed() {
            return None;
        }
        Some(talk_file(self.environment.state_folder.as_deref()?, self.session.path()?, purpose))
    }

    pub(in crate::app) fn load_kept<T: serde::de::DeserializeOwned>(&mut self, purpose: &str) -> Option<T> {
        match load_json(&self.kept_path(purpose)?) {
            Ok(kept) => kept,
            Err(err) => {
                self.report(&err.message());
                None
            }
        }
    }

    /// Writes down what was drawn and wiped since the last time, as [`Self::keep_mark`] does. What is drawn in a talk
    /// takes the place of what was drawn in an earlier one.
    fn keep_ink(&mut self) {
        let Some(talk) = &self.talk else { return };
        let (is_new, lines) = (talk.is_ink_new(), talk.unwritten_ink());
        if lines.is_empty() {
            return;
        }
        let kept = self.kept_path("ink").map_or(Ok(()), |path| {
            let begun = if is_new { clear_json_lines(&path) } else { Ok(()) };
            begun.and_then(|()| append_json_lines(&path, &lines))
        });
        match kept {
            Ok(()) => self.talk.iter_mut().for_each(|talk| talk.note_ink_written()),
            // It is tried again with the next stroke.
            Err(err) => self.report(&err.message()),
        }
    }

    /// What was drawn in the last talk of this brief in which something was.
    pub(in crate::app) fn load_ink(&mut self) {
        let lines = self.kept_path("ink").map(|path| load_json_lines::<InkLine>(&path)).transpose();
        match lines {
            Ok(Some(lines)) => self.practice.drawn = last_ink(lines),
            // What is kept of a sealed brief is kept by the program alone.
            Ok(None) => {}
            Err(err) => self.report(&err.message()),
        }
    }

    /// Writes a mark down before anything else happens: a program that ends now has it.
    pub(super) fn keep_mark(&mut self, line: Option<MarkLine>) {
        let (Some(line), Some(path)) = (line, self.kept_path("marks")) else { return };
        if let Err(err) = append_json_line(&path, &line) {
            self.report(&err.message());
        }
    }
}
