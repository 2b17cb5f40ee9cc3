//! Commands about the talk: beginning it, what its keys do, ending it, going on after a crash.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use crate::app::jobs::{KeepOrder, Order, ShowOrder};
use crate::app::talk::{
    KeptTalk, MarkLine, Raising, RoomPicture, RoomSlides, ShowAct, StageKind, Talk, TalkAct, TalkAsk,
    TalkParts, TalkStart, parse_time,
};
use crate::app::{App, Dialog};
use crate::brief::Lang;
use crate::session::{append_json_line, load_json, talk_file};

/// A talk that was asked for and whose slides are being set.
#[derive(Clone, Debug)]
pub struct TalkAsked {
    /// How it will use the screens.
    pub kind: StageKind,
    /// How it begins.
    pub start: TalkStart,
}

/// The least and the largest type on the console, and the step between sizes, in points.
const NOTES_SIZES_PT: (u8, u8, u8) = (16, 72, 4);
/// The usual size of the type on the console, in points.
pub const NOTES_SIZE_PT: u8 = 28;

impl App {
    /// Begins the talk at its first slide; where a talk was left in the middle, goes on there.
    pub fn present(&mut self) {
        let kind = self.usual_kind();
        let left = self.left.take().filter(|left| left.clock.has_begun());
        if let Some(left) = &left {
            let words = match self.lang() {
                Lang::En => {
                    format!("The show goes on at slide {}; Home begins anew", left.show.at.slide_idx + 1)
                }
                Lang::Ja => format!("{} 枚目から再開します（Home で最初へ）", left.show.at.slide_idx + 1),
            };
            self.tell(words, None);
        }
        self.ask_talk(kind, TalkStart { left, ..TalkStart::default() });
    }

    /// Begins the talk at the slide of the cursor.
    pub fn present_here(&mut self) {
        let start = TalkStart { from_offset: Some(self.selection.head), ..TalkStart::default() };
        self.ask_talk(self.usual_kind(), start);
    }

    /// Begins the talk as the shell asked for it; one that goes on after a crash goes on.
    pub fn present_from(&mut self, start: TalkStart) {
        self.ask_talk(self.usual_kind(), start);
    }

    /// Shows the console in the main window, and no slides.
    pub fn present_console(&mut self) {
        self.ask_talk(StageKind::ConsoleAlone, TalkStart::default());
    }

    /// Begins a rehearsal: the talk, timed by section.
    pub fn rehearse(&mut self) {
        let start = TalkStart { is_rehearsal: true, ..TalkStart::default() };
        self.ask_talk(self.usual_kind(), start);
    }

    /// The screens, unless the slides are to be in a window.
    fn usual_kind(&self) -> StageKind {
        if self.is_windowed { StageKind::Window } else { StageKind::Screens }
    }

    /// Orders the slides of a talk, which begins when they are set.
    pub fn ask_talk(&mut self, kind: StageKind, start: TalkStart) {
        if self.talk.is_some() || self.talk_asked.is_some() {
            return;
        }
        if let Some(Dialog::ResumeTalk { instead, .. }) = &mut self.view.dialog {
            *instead = Some(Box::new(TalkAsked { kind, start }));
            return;
        }
        self.view.dialog = None;
        let theme = self.theme();
        self.jobs.order(Order::Show(ShowOrder { theme }));
        self.talk_asked = Some(TalkAsked { kind, start });
        self.watch_screens();
    }

    /// The slides of the talk that was asked for are set.
    pub(super) fn meet_show(&mut self, slides: Arc<RoomSlides>) {
        let Some(asked) = self.talk_asked.take() else { return };
        if let Some(words) = self.refusal(&slides, &asked) {
            self.refuse_talk(words);
            return;
        }
        let stage = self.stage_of(asked.kind);
        let loaded = self.session.loaded();
        let parts = TalkParts {
            brief: &loaded.brief,
            book: &loaded.book,
            assets: &loaded.assets,
            reader: self.settings.console_reader.into(),
            today: self.today,
        };
        let start = TalkStart { now_millis: self.now_unix_millis(), ..asked.start };
        let talk = Talk::new(slides, &parts, stage, start);
        self.talk = Some(Box::new(talk));
        self.draw_slides();
        self.place_main_window();
        self.keep_talk(true);
    }

    /// Why the talk that was asked for cannot begin, if it cannot.
    fn refusal(&self, slides: &RoomSlides, asked: &TalkAsked) -> Option<String> {
        if let Some(number) = asked.start.from_number {
            let stops = slides.stops();
            let last = stops.last().map_or(0, |stop| stop.place.number);
            if stops.iter().all(|stop| stop.place.number != number) {
                return Some(match self.lang() {
                    Lang::En => format!("there is no slide {number}; choose one from 1 to {last}"),
                    Lang::Ja => format!("スライド {number} はありません。1〜{last} を指定してください"),
                });
            }
        }
        let n_screens = self.screens.len();
        let idx = self.asked_screen.filter(|&idx| idx >= n_screens && n_screens > 0)?;
        Some(match (self.lang(), n_screens) {
            (Lang::En, 1) => format!("there is no screen {}; there is one", idx + 1),
            (Lang::En, _) => format!("there is no screen {}; choose one from 1 to {n_screens}", idx + 1),
            (Lang::Ja, _) => format!("画面 {} はありません。1〜{n_screens} を指定してください", idx + 1),
        })
    }

    /// A slide of the talk is drawn. The talk begins when all are.
    pub(super) fn meet_picture(&mut self, page_idx: usize, size_px: (u32, u32), picture: RoomPicture) {
        // The slides may have moved to another screen since.
        if let Some(talk) = self.talk.as_mut().filter(|talk| talk.drawn_for_px == size_px) {
            talk.take_in(page_idx, picture);
        }
    }

    /// Does what a key of the talk does.
    pub fn act_in_talk(&mut self, act: TalkAct) {
        let now = (self.wall_clock)().unix_millis;
        let Some(talk) = &mut self.talk else { return };
        // What a second press of one key would have done, any other key calls off. Those that leave or uncover do
        // no more than that: nobody is taken past the slide they were on.
        let is_second = matches!(act, TalkAct::ToggleConsole | TalkAct::SwapScreens);
        if !is_second && talk.stage.cancel() {
            use ShowAct::{Back, BackSlide, Enter, Escape, Next, NextSlide};
            let act = if let TalkAct::Show(act) = act { Some(act) } else { None };
            if matches!(act, Some(Next | Back | NextSlide | BackSlide | Enter | Escape)) {
                return;
            }
        }
        // Where the room sees the only screen, nothing of the console comes on it but by the key that is for it.
        let needs_console = matches!(act, TalkAct::Raise | TalkAct::GoTo | TalkAct::Shrink | TalkAct::Keys);
        if needs_console && talk.is_room_on_main() {
            return;
        }
        match act {
            TalkAct::Show(act) => self.act_in_show(act, now),
            TalkAct::Raise => talk.ask = Some(TalkAsk::Raising(Raising::default())),
            TalkAct::Follow => {
                if let Some(link) = talk.links().first() {
                    self.act_in_show(ShowAct::Slide(link.slide_idx), now);
                }
            }
            TalkAct::GoTo => talk.ask = Some(TalkAsk::GoTo(String::new())),
            TalkAct::Shrink => talk.ask = Some(TalkAsk::Shrink(String::new())),
            TalkAct::Keys => talk.ask = Some(TalkAsk::Keys),
            TalkAct::SwapScreens => self.swap_screens(),
            TalkAct::ToggleConsole => self.toggle_console(),
            TalkAct::Scroll { is_back } => talk.n_scrolls += if is_back { -1 } else { 1 },
            TalkAct::Larger => self.change_notes_size(u8::saturating_add),
            TalkAct::Smaller => self.change_notes_size(u8::saturating_sub),
            TalkAct::UsualSize if !talk.show.typed().is_empty() => {
                talk.show.act(ShowAct::Digit(0));
            }
            TalkAct::UsualSize => self.change_notes_size(|_, _| NOTES_SIZE_PT),
            TalkAct::ToggleClock => {
                if talk.clock.is_running() {
                    talk.clock.pause(now);
                } else {
                    talk.clock.resume(now);
                }
                self.time_section(now);
                self.keep_talk(true);
            }
            TalkAct::TurnClock => talk.clock.mode = talk.clock.mode.next(),
            TalkAct::ResetClock => {
                talk.clock.reset();
                self.keep_talk(true);
            }
            TalkAct::FullScreen => self.toggle_full_screen(),
            TalkAct::Mark(kind) => {
                let title = talk.mark(kind, now);
                let line =
                    talk.marks.last().cloned().map(|mark| MarkLine { talk_millis: talk.begun_millis, mark });
                self.keep_mark(line);
                let words = format!("{}: {title}", kind.label().in_lang(self.lang()));
                self.tell(words, None);
                self.keep_talk(true);
            }
            TalkAct::GoOn => self.act_in_show(ShowAct::GoOn, now),
        }
    }

    fn act_in_show(&mut self, act: ShowAct, now_unix_millis: u64) {
        let Some(talk) = &mut self.talk else { return };
        if act == ShowAct::Escape && talk.ask.take().is_some() {
            return;
        }
        if !talk.can_begin() {
            // Who does not wait begins with what is drawn.
            talk.is_ready |= matches!(act, ShowAct::Enter | ShowAct::Next);
            if act == ShowAct::Escape {
                self.end_talk();
            }
            return;
        }
        let has_moved = talk.show.act(act);
        if has_moved {
            if !talk.is_room_on_main() {
                talk.stage.forget_notice();
            }
            talk.clock.advance(now_unix_millis);
            talk.pointer = None;
            let missing = talk.missing_pages();
            if !missing.is_empty() {
                self.jobs.draw_show(&talk.slides, missing, talk.drawn_for_px);
            }
        }
        self.time_section(now_unix_millis);
        if self.talk.as_ref().is_some_and(|talk| talk.show.has_ended()) {
            self.end_talk();
        } else {
            self.keep_talk(true);
        }
    }

    /// Gives the time that passes to the section of the slide.
    fn time_section(&mut self, now_unix_millis: u64) {
        let Some(talk) = &mut self.talk else { return };
        let start = talk.show.stop(talk.show.at()).and_then(|stop| stop.place.start).unwrap_or(0);
        if let Some(rehearsal) = &mut talk.rehearsal {
            if talk.clock.is_running() {
                rehearsal.go_to(start, now_unix_millis);
            } else {
                rehearsal.rest(now_unix_millis);
            }
        }
    }

    /// The size of the type on the console, in points: the one chosen last on this screen.
    pub fn notes_size_pt(&self) -> u8 {
        let own = self.screens.iter().find(|screen| screen.is_own);
        let chosen = own.and_then(|screen| self.settings.notes_sizes_pt.get(&screen.name));
        chosen.copied().unwrap_or(self.settings.notes_size_pt)
    }

    fn change_notes_size(&mut self, change: impl FnOnce(u8, u8) -> u8) {
        let (least, largest, step) = NOTES_SIZES_PT;
        let size_pt = change(self.notes_size_pt(), step).clamp(least, largest);
        let own = self.screens.iter().find(|screen| screen.is_own).map(|screen| screen.name.clone());
        self.change_settings(|settings| {
            // A screen that was never seen begins with the size that was chosen last.
            settings.notes_size_pt = size_pt;
            settings.notes_sizes_pt.extend(own.map(|name| (name, size_pt)));
        });
    }

    /// Takes what was typed as the time there is; says what is wrong with it, if something is.
    pub fn shrink_talk(&mut self, typed: &str) {
        let words = self.word("Write minutes, such as 10 or 1h30m", "10 や 1h30m のように入力してください");
        let now = self.now_unix_millis();
        match parse_time(typed).filter(|time| !time.is_zero()) {
            Some(available) => {
                if let Some(talk) = &mut self.talk {
                    talk.shrink(available, now);
                }
                self.keep_talk(true);
            }
            None => self.complain(words),
        }
    }

    /// The speaker has taken a point out of the plan or brought one back.
    pub fn plan_changed(&mut self) {
        self.keep_talk(true);
    }

    /// Leaves the talk; what was marked and timed is offered.
    pub fn end_talk(&mut self) {
        let now = (self.wall_clock)().unix_millis;
        self.keep_talk(false);
        let Some(mut talk) = self.talk.take() else { return };
        self.release_screens();
        let kept = talk.kept(false, now);
        let is_at_end = talk.show.next_stop().is_none();
        if let Some(mut rehearsal) = talk.rehearsal.take() {
            rehearsal.rest(now);
            self.keep_run(rehearsal);
        }
        let has_marks = !talk.marks.is_empty();
        let is_rehearsal = kept.rehearsal.is_some();
        self.left = (!is_at_end && !is_rehearsal).then_some(kept);
        if has_marks || is_rehearsal {
            self.view.dialog = Some(Dialog::AfterTalk { marks: talk.marks, is_rehearsal });
        }
    }

    /// Offers to go on with the talk that was going on when the program last ended, if that is not long ago.
    pub(super) fn resume_talk(&mut self) {
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
        self.tell(self.word("The talk goes on where it was", "発表を続きから再開します"), None);
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
        self.left = Some(kept);
        if let Some(TalkAsked { kind, start }) = instead.map(|asked| *asked) {
            self.ask_talk(kind, start);
        }
    }

    pub(super) fn keep_talk(&mut self, is_live: bool) {
        let now = self.now_unix_millis();
        let Some(kept) = self.talk.as_ref().map(|talk| talk.kept(is_live, now)) else { return };
        if let Some(path) = self.kept_path("talk") {
            self.jobs.keep(KeepOrder::Talk(path, Box::new(kept)));
        }
    }

    pub(super) fn kept_path(&self, purpose: &str) -> Option<PathBuf> {
        Some(talk_file(self.state_folder.as_deref()?, self.session.path()?, purpose))
    }

    pub(super) fn load_kept<T: serde::de::DeserializeOwned>(&mut self, purpose: &str) -> Option<T> {
        match load_json(&self.kept_path(purpose)?) {
            Ok(kept) => kept,
            Err(err) => {
                self.complain(err.to_string());
                None
            }
        }
    }

    /// Writes a mark down before anything else happens: a program that ends now has it.
    fn keep_mark(&mut self, line: Option<MarkLine>) {
        let (Some(line), Some(path)) = (line, self.kept_path("marks")) else { return };
        if let Err(err) = append_json_line(&path, &line) {
            self.complain(err.to_string());
        }
    }

    /// The time now, in milliseconds since 1970.
    pub fn now_unix_millis(&self) -> u64 {
        (self.wall_clock)().unix_millis
    }

    /// When something that is seen of the talk changes by itself, in milliseconds from now: the clock, by seconds.
    pub(super) fn talk_update_millis(&self) -> Option<u64> {
        const SECOND: u64 = 1_000;
        // The window is called a frame's time early, which must not be before the second is over.
        const LATE: u64 = 25;
        let talk = self.talk.as_ref()?;
        if talk.is_room_on_main() && self.asks_screens() {
            return None;
        }
        let now = self.now_unix_millis();
        let shown = if talk.clock.is_running() {
            u64::try_from(talk.clock.elapsed(now).as_millis()).unwrap_or(0)
        } else {
            now
        };
        Some(SECOND - shown % SECOND + LATE)
    }

    /// Goes to a slide that was chosen among all.
    pub fn choose_slide(&mut self, slide_idx: usize) {
        let now = self.now_unix_millis();
        let Some(talk) = &mut self.talk else { return };
        if talk.show.chosen().is_some() {
            talk.show.act(ShowAct::Overview);
        }
        talk.show.go_to_slide(slide_idx);
        talk.clock.advance(now);
        self.time_section(now);
        self.keep_talk(true);
    }

    /// Goes to the slide of a number that was typed.
    pub fn go_to_slide_number(&mut self, typed: &str) {
        for digit in typed.bytes().filter(u8::is_ascii_digit) {
            self.act_in_talk(TalkAct::Show(ShowAct::Digit(digit - b'0')));
        }
        self.act_in_talk(TalkAct::Show(ShowAct::Enter));
    }

    /// The time the clock of the talk shows, and how the talk stands, for `now`.
    pub fn talk_reading(&self) -> Option<(String, Duration)> {
        let now = (self.wall_clock)();
        let talk = self.talk.as_ref()?;
        let available = talk.available.or(self.session.brief().front.duration);
        let reading = talk.clock.reading(now.unix_millis, available, now.utc_offset_seconds);
        Some((reading, talk.clock.elapsed(now.unix_millis)))
    }
}
