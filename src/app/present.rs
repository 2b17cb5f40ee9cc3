//! Commands about the talk: beginning it, what its keys do, its screens, ending it, going on after a crash.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use crate::app::jobs::{KeepOrder, Order, ShowOrder};
use crate::app::talk::{
    KeptTalk, Raising, RoomPicture, RoomSlides, ShowAct, Talk, TalkAct, TalkAsk, TalkForm, TalkParts,
    TalkStart, parse_time,
};
use crate::app::{App, Dialog, Request};
use crate::brief::Lang;
use crate::session::{load_json, talk_file};

/// A screen of this machine.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Screen {
    /// What the system calls it.
    pub name: String,
    /// Its upper left corner among all screens, in pixels.
    pub pos_px: (i32, i32),
    /// Its size in pixels.
    pub size_px: (u32, u32),
    /// Whether the main window is on it.
    pub is_own: bool,
}

/// A talk that was asked for and whose slides are being set.
#[derive(Clone, Debug)]
pub struct TalkAsked {
    /// Where it will be shown.
    pub form: TalkForm,
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
        let form = self.usual_form();
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
        self.ask_talk(form, TalkStart { left, ..TalkStart::default() });
    }

    /// Begins the talk at the slide of the cursor.
    pub fn present_here(&mut self) {
        let start = TalkStart { from_offset: Some(self.selection.head), ..TalkStart::default() };
        self.ask_talk(self.usual_form(), start);
    }

    /// Begins the talk as the shell asked for it; one that goes on after a crash goes on.
    pub fn present_from(&mut self, start: TalkStart) {
        self.ask_talk(self.usual_form(), start);
    }

    /// Shows the console in the main window, and no slides.
    pub fn present_console(&mut self) {
        self.ask_talk(TalkForm::ConsoleAlone, TalkStart::default());
    }

    /// Begins a rehearsal: the talk, timed by section.
    pub fn rehearse(&mut self) {
        let start = TalkStart { is_rehearsal: true, ..TalkStart::default() };
        self.ask_talk(self.usual_form(), start);
    }

    /// Two windows where there are two screens, or where the slides are to be in a window.
    fn usual_form(&self) -> TalkForm {
        if self.screens.len() > 1 || self.is_windowed { TalkForm::TwoWindows } else { TalkForm::SlidesAlone }
    }

    /// Orders the slides of a talk, which begins when they are set.
    pub fn ask_talk(&mut self, form: TalkForm, start: TalkStart) {
        if self.talk.is_some() || self.talk_asked.is_some() {
            return;
        }
        self.view.dialog = None;
        let theme = self.theme();
        self.jobs.order(Order::Show(ShowOrder { theme }));
        self.talk_asked = Some(TalkAsked { form, start });
    }

    /// The slides of the talk that was asked for are set.
    pub(super) fn meet_show(&mut self, slides: Arc<RoomSlides>) {
        let Some(asked) = self.talk_asked.take() else { return };
        let loaded = self.session.loaded();
        let parts = TalkParts {
            brief: &loaded.brief,
            book: &loaded.book,
            assets: &loaded.assets,
            reader: self.settings.console_reader.into(),
            today: self.today,
        };
        let talk = Talk::new(slides, &parts, asked.form, asked.start);
        self.talk = Some(Box::new(talk));
        self.draw_slides();
        self.keep_talk(true);
    }

    /// A slide of the talk is drawn. The talk begins when all are.
    pub(super) fn meet_picture(&mut self, page_idx: usize, size_px: (u32, u32), picture: RoomPicture) {
        // The slides may have moved to another screen since.
        if let Some(talk) = self.talk.as_mut().filter(|talk| talk.drawn_for_px == size_px) {
            talk.take_in(page_idx, picture);
        }
    }

    /// Draws the slides for the screen of the room.
    fn draw_slides(&mut self) {
        let size_px = self.room_size_px();
        if let Some(talk) = self.talk.as_mut().filter(|talk| talk.drawn_for_px != size_px) {
            talk.drawn_for_px = size_px;
            self.jobs.draw_show(&talk.slides, talk.pages_to_draw(), size_px);
        }
    }

    /// The screen for the slides: the one that was chosen, else the first that the main window is not on.
    pub fn room_screen(&self) -> Option<usize> {
        let named = |name: &String| self.screens.iter().position(|screen| screen.name == *name);
        let asked = self.asked_screen.filter(|&idx| idx < self.screens.len());
        let chosen = asked.or_else(|| self.settings.room_screen.as_ref().and_then(named));
        chosen.or_else(|| self.screens.iter().position(|screen| !screen.is_own)).or(Some(0))
    }

    /// How large the slides are drawn, in pixels.
    fn room_size_px(&self) -> (u32, u32) {
        const USUAL: (u32, u32) = (1_920, 1_080);
        let screen = self.room_screen().and_then(|idx| self.screens.get(idx));
        screen
            .map(|screen| screen.size_px)
            .filter(|&(width, height)| width > 0 && height > 0)
            .unwrap_or(USUAL)
    }

    /// Gives the slides the next screen; the clock goes on.
    fn swap_screens(&mut self) {
        let Some(now) = self.room_screen().filter(|_| self.screens.len() > 1) else { return };
        let next = (now + 1) % self.screens.len();
        let name = self.screens[next].name.clone();
        self.asked_screen = None;
        self.change_settings(|settings| settings.room_screen = Some(name));
        let own = self.screens.iter().position(|screen| screen.is_own);
        if own == Some(next) {
            self.requests.push(Request::MoveToScreen(now));
        }
        self.draw_slides();
    }

    /// The screens are other ones than before. A screen that is gone does not end the talk.
    pub fn meet_screens(&mut self, screens: Vec<Screen>) {
        if self.screens == screens {
            return;
        }
        let n_before = self.screens.len();
        self.screens = screens;
        self.draw_slides();
        if n_before == self.screens.len() || self.is_windowed {
            return;
        }
        let has_two = self.screens.len() > 1;
        let form = if has_two { TalkForm::TwoWindows } else { TalkForm::SlidesAlone };
        if let Some(asked) = self.talk_asked.as_mut().filter(|asked| asked.form != TalkForm::ConsoleAlone) {
            asked.form = form;
        }
        let Some(talk) = self.talk.as_mut().filter(|talk| talk.form != TalkForm::ConsoleAlone) else {
            return;
        };
        talk.form = form;
        if n_before == 0 {
            return;
        }
        talk.is_console_shown = !has_two;
        let words = if has_two {
            self.word("Another screen is here: the slides are on it", "別の画面にスライドを表示します")
        } else {
            self.word(
                "The other screen is gone: C shows slides and console by turns",
                "別の画面がなくなりました。C でスライドと発表者画面を切り替えます",
            )
        };
        self.tell(words, None);
    }

    /// Does what a key of the talk does.
    pub fn act_in_talk(&mut self, act: TalkAct) {
        let now = (self.wall_clock)().unix_millis;
        let Some(talk) = &mut self.talk else { return };
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
            TalkAct::ToggleConsole => talk.is_console_shown ^= true,
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
            TalkAct::FullScreen => self.requests.push(Request::ToggleFullScreen),
            TalkAct::Mark(kind) => {
                let title = talk.mark(kind, now);
                let words = format!("{}: {title}", kind.label().in_lang(self.lang()));
                self.tell(words, None);
                self.keep_talk(true);
            }
            TalkAct::Nothing => {}
        }
    }

    fn act_in_show(&mut self, act: ShowAct, now_unix_millis: u64) {
        let Some(talk) = &mut self.talk else { return };
        if act == ShowAct::Escape && talk.ask.take().is_some() {
            return;
        }
        if !talk.is_ready {
            // Who does not wait begins with what is drawn.
            talk.is_ready |= matches!(act, ShowAct::Enter | ShowAct::Next);
            if act == ShowAct::Escape {
                self.end_talk();
            }
            return;
        }
        let has_moved = talk.show.act(act);
        if has_moved {
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
        match parse_time(typed).filter(|time| !time.is_zero()) {
            Some(available) => {
                if let Some(talk) = &mut self.talk {
                    talk.shrink(available);
                }
                self.keep_talk(true);
            }
            None => self.complain(words),
        }
    }

    /// Leaves the talk; what was marked and timed is offered.
    pub fn end_talk(&mut self) {
        let now = (self.wall_clock)().unix_millis;
        self.keep_talk(false);
        let Some(mut talk) = self.talk.take() else { return };
        self.requests.push(Request::FocusEditor);
        let kept = talk.kept(false);
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

    /// Goes on with the talk that was going on when the program last ended, if one was.
    pub(super) fn resume_talk(&mut self) {
        let Some(kept) = self.load_kept::<KeptTalk>("talk").filter(|kept| kept.is_live) else { return };
        // What was presented was the text as it was then, saved or not; that is what was opened.
        let form = if kept.has_slides { self.usual_form() } else { TalkForm::ConsoleAlone };
        self.tell(self.word("The talk goes on where it was", "発表を続きから再開します"), None);
        self.ask_talk(form, TalkStart { left: Some(kept), ..TalkStart::default() });
    }

    fn keep_talk(&mut self, is_live: bool) {
        let Some(kept) = self.talk.as_ref().map(|talk| talk.kept(is_live)) else { return };
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

    /// The time now, in milliseconds since 1970.
    pub fn now_unix_millis(&self) -> u64 {
        (self.wall_clock)().unix_millis
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
