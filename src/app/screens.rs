//! The screens of this machine: which is whose at the start of a talk, and what happens when they change.

use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use std::sync::mpsc::Sender;

use crate::app::displays::{MainPlace, Stamping, outputs};
use crate::app::room_check::{QuietWatch, RoomCheck};
use crate::app::talk::{
    Cover, MainView, RoomView, RoomWindow, Screen, Stage, StageAsk, StageKind, StageNotice, merged, set_key,
};
use crate::app::{App, Request};
use crate::session::Power;

/// The screens, and what the program knows of the display they are on.
#[derive(Default)]
pub struct DisplayState {
    /// The screens of this machine.
    pub screens: Vec<Screen>,
    /// The screen that the shell asked for, from 0.
    pub asked_screen: Option<usize>,
    /// Whether the slides are to be in a window rather than on a screen of their own.
    pub is_windowed: bool,
    /// The number of the main window, where the X server can be asked about it.
    pub(super) main_window: Option<u32>,
    /// Orders to the thread that watches the screens while a talk goes on.
    orders: Option<Sender<MainPlace>>,
    ordered: Option<MainPlace>,
    /// The user does not want the main window to fill its screen.
    is_free: bool,
    /// Whether the program ends with the talk, since the shell asked for no more.
    pub ends_with_talk: bool,
    /// Counts the frames of the main window, for what is put into it between them.
    pub(super) n_frames: Arc<AtomicU64>,
    /// Orders to the thread that puts it there, while a talk goes on.
    pub(super) stamps: Option<Sender<Stamping>>,
    /// Whether frames are dear, once that was asked.
    pub(super) is_drawn_by_processor: Option<bool>,
    /// Tells the shell why the talk that it asked for did not begin.
    pub refusals: Option<Sender<String>>,
    /// When the last talk ended, in milliseconds of the program's clock.
    talk_ended_millis: Option<u64>,
    /// The check before a show, while it is open.
    pub(super) check: Option<RoomCheck>,
    /// What holds screen saver and notifications back.
    pub(super) quiet: Option<QuietWatch>,
    /// What the machine runs on, and when that was asked.
    pub(super) power: Option<(u64, Power)>,
}

impl App {
    /// How long keys are taken for those of the talk after its end.
    const SWALLOW_MILLIS: u64 = 1_000;

    /// The main window is there, and the X server can be asked about it.
    pub fn meet_main_window(&mut self, number: u32) {
        if self.display.main_window.replace(number) != Some(number) && self.talk_asked.is_some() {
            self.watch_screens();
        }
    }

    /// Whether the screens are asked from the system itself; else the window must tell them.
    pub fn asks_screens(&self) -> bool {
        self.display.main_window.is_some()
    }

    /// Looks for the screens now, and from now on whenever they change.
    pub(super) fn watch_screens(&mut self) {
        let Some(main_window) = self.display.main_window else { return };
        if let Some(screens) = outputs(main_window) {
            self.meet_screens(screens);
        }
        if self.display.orders.is_none() {
            self.display.orders = Some(self.jobs.watch_screens(main_window));
        }
    }

    /// The screens are nobody's any more.
    pub(super) fn release_screens(&mut self) {
        self.unwatch_screens();
        self.display.is_free = false;
        self.display.talk_ended_millis = Some(self.now_millis);
    }

    /// Stops watching the screens, and lets screen saver and notifications come again.
    pub(super) fn unwatch_screens(&mut self) {
        // The thread frees the window when nobody can order it any more.
        (self.display.orders, self.display.ordered) = (None, None);
        self.display.stamps = None;
        self.display.quiet = None;
    }

    /// Whether keys are still those of a talk that has just ended, and mean nothing to the text.
    pub fn swallows_keys(&self) -> bool {
        let ended = self.display.talk_ended_millis;
        ended.is_some_and(|ended| self.now_millis < ended + Self::SWALLOW_MILLIS)
    }

    /// Has the main window fill the screen that it belongs on.
    pub(super) fn place_main_window(&mut self) {
        let Some(talk) = &self.talk else { return };
        let place = match talk.stage.kind() {
            StageKind::Screens if !self.display.is_free => {
                let screen = &talk.stage.screens()[talk.stage.main_target()];
                MainPlace::Fills(screen.pos_px, screen.size_px)
            }
            StageKind::Screens | StageKind::Window | StageKind::ConsoleAlone => MainPlace::Free,
        };
        let is_sized = !matches!(place, MainPlace::Fills(_, (0, _) | (_, 0)));
        if is_sized && self.display.ordered != Some(place) {
            self.display.ordered = Some(place);
            if let Some(orders) = &self.display.orders {
                orders.send(place).ok();
            }
        }
    }

    /// How the screens are used when a talk begins.
    pub(super) fn stage_of(&self, kind: StageKind) -> Stage {
        Stage::new(kind, &self.display.screens, self.console_screen())
    }

    /// The screen for the slides: that of the talk, or the one that a talk would take.
    pub fn room_screen(&self) -> Option<usize> {
        if let Some(talk) = &self.talk {
            return Some(talk.stage.room_screen());
        }
        let n_screens = self.display.screens.len();
        let asked = self.display.asked_screen.filter(|&idx| idx < n_screens);
        let console = self.console_screen();
        asked.or_else(|| (0..n_screens).find(|&idx| Some(idx) != console)).or(Some(0))
    }

    /// The screen for the console, where there are several: never the one that the shell asked for the slides; else
    /// as it was chosen for these screens, or as the slides were put on one of their name; else where the main
    /// window is.
    fn console_screen(&self) -> Option<usize> {
        if self.display.screens.len() < 2 {
            return None;
        }
        let own = self.display.screens.iter().position(|screen| screen.is_own).unwrap_or(0);
        let other_than = |room: usize| {
            if own == room { (0..self.display.screens.len()).find(|&idx| idx != room) } else { Some(own) }
        };
        if let Some(asked) = self.display.asked_screen.filter(|&idx| idx < self.display.screens.len()) {
            return other_than(asked);
        }
        let chosen = self.settings.console_screens.get(&set_key(&self.display.screens));
        let of_set =
            chosen.and_then(|key| self.display.screens.iter().position(|screen| screen.key() == *key));
        let named = |name: &String| self.display.screens.iter().position(|screen| screen.name == *name);
        let room = || self.settings.room_screen.as_ref().and_then(named);
        of_set.or_else(|| room().and_then(other_than)).or(Some(own))
    }

    /// Draws the slides for the screen of the room.
    pub(super) fn draw_slides(&mut self) {
        let size_px = self.room_size_px();
        if let Some(talk) = self.talk.as_mut().filter(|talk| talk.drawn_for_px != size_px) {
            talk.draw_for(size_px);
            talk.drawing = Some(self.jobs.draw_show(&talk.slides, talk.pages_to_draw(), size_px));
        }
    }

    /// How large the slides are drawn, in pixels.
    fn room_size_px(&self) -> (u32, u32) {
        const USUAL: (u32, u32) = (1_920, 1_080);
        let screen = self.room_screen().and_then(|idx| self.display.screens.get(idx));
        screen
            .map(|screen| screen.size_px)
            .filter(|&(width, height)| width > 0 && height > 0)
            .unwrap_or(USUAL)
    }

    /// The console for the next screen, at the second press; the clock goes on.
    pub(super) fn swap_screens(&mut self) {
        let Some(talk) = &mut self.talk else { return };
        if !talk.stage.press_swap() {
            return;
        }
        let console = talk.stage.speaker_screen().map(|idx| talk.stage.screens()[idx].key());
        let room = talk.stage.screens()[talk.stage.room_screen()].name.clone();
        let set = set_key(talk.stage.screens());
        self.display.asked_screen = None;
        self.change_settings(|settings| {
            settings.room_screen = Some(room);
            settings.console_screens.extend(console.map(|key| (set, key)));
        });
        self.stage_changed();
    }

    /// The console on the only screen, at the second press, or the slides again.
    pub(super) fn toggle_console(&mut self) {
        let Some(talk) = &mut self.talk else { return };
        talk.stage.press_console();
        self.stage_changed();
    }

    /// The main window fills its screen or is a window again. Where it shows slides, it fills it: what lies around
    /// a window is not for the room.
    pub(super) fn toggle_full_screen(&mut self) {
        let is_rooms = self.talk.as_ref().is_some_and(|talk| talk.is_room_on_main());
        if !self.asks_screens() {
            self.requests.push(Request::ToggleFullScreen);
        } else if !is_rooms || self.display.is_free {
            self.display.is_free ^= true;
            self.place_main_window();
        }
    }

    /// The screens are these now. A screen that is gone does not end the talk, and brings no console before the
    /// room.
    pub fn meet_screens(&mut self, outputs: Vec<Screen>) {
        let screens = merged(&outputs);
        if self.display.screens == screens {
            return;
        }
        self.display.screens = screens;
        if let Some(talk) = &mut self.talk {
            talk.stage.set_screens(&outputs);
        }
        self.stage_changed();
    }

    fn stage_changed(&mut self) {
        if let Some(talk) = &mut self.talk {
            talk.follow_stage();
            if talk.is_room_on_main() {
                // What is asked of the speaker is the console's, and so is what they looked over there.
                talk.ask = None;
                talk.show.close_overview();
                self.display.is_free = false;
            }
        }
        self.draw_slides();
        self.place_main_window();
    }

    /// What the main window shows to the room.
    pub fn main_room_view(&self) -> RoomView {
        let Some(talk) = &self.talk else { return RoomView::default() };
        let view = talk.room_view();
        match talk.stage.main_view() {
            MainView::Console | MainView::Black => view.blackened(None),
            MainView::Slides if talk.stage.is_main_neutral() => {
                let note = match talk.stage.asked() {
                    Some(StageAsk::Swap) => self.word(
                        "S again: the speaker’s view comes on the other screen · any other key: back",
                        "もう一度 S で発表者画面を別の画面へ・他のキーで戻る",
                    ),
                    Some(StageAsk::Console) | None => self.word(
                        "C again: the speaker’s view comes on this screen · any other key: back",
                        "もう一度 C でこの画面に発表者画面・他のキーで戻る",
                    ),
                };
                view.blackened(Some(note))
            }
            MainView::Slides if view.cover.is_some() && talk.show.is_ending() => {
                let note = self.word(
                    "The end · Esc: leave the show · ← or F5: back to the slides",
                    "終了・Esc で説明を終える・← か F5 でスライドに戻る",
                );
                view.blackened(Some(note))
            }
            MainView::Slides => view,
        }
    }

    /// What a window for the room shows.
    pub fn window_room_view(&self, window: RoomWindow) -> RoomView {
        let Some(talk) = &self.talk else { return RoomView::default() };
        let view = talk.room_view();
        if window.is_black { view.blackened(None) } else { view }
    }

    /// What the room sees at this moment, for the speaker who sees the console.
    pub fn room_now(&self) -> RoomView {
        let Some(talk) = &self.talk else { return RoomView::default() };
        let window = talk.stage.room_windows().into_iter().next();
        window.map_or_else(|| talk.room_view(), |window| self.window_room_view(window))
    }

    /// Whether the room has a window of its own, beside the one that shows the console.
    pub fn has_room_window(&self) -> bool {
        self.talk.as_ref().is_some_and(|talk| match talk.stage.kind() {
            StageKind::Screens => !talk.stage.room_windows().is_empty(),
            StageKind::Window => true,
            StageKind::ConsoleAlone => false,
        })
    }

    /// What the room sees at this moment, in words.
    pub fn room_now_words(&self) -> &'static str {
        let Some(talk) = &self.talk else { return "" };
        let view = self.room_now();
        if !self.has_room_window() {
            // The only screen shows this console.
            return self.word("nothing but this view", "この画面のみ");
        }
        match view.cover {
            _ if talk.show.is_ending() && !talk.show.is_frozen() => {
                self.word("black: the end", "黒画面（終了）")
            }
            Some(Cover::White) => self.word("white", "白画面"),
            Some(Cover::Black) => self.word("black", "黒画面"),
            None if talk.show.is_frozen() => self.word("frozen: another slide", "固定中（別のスライド）"),
            None if view.picture.is_none() => self.word("black: being drawn", "黒画面（描画中）"),
            None if view.zoom.is_some() => {
                self.word("a part of this slide, large", "このスライドの一部を拡大")
            }
            None => self.word("this slide", "このスライド"),
        }
    }

    /// What happened to the screens, for the speaker who sees the console.
    pub fn screens_notice(&self) -> Option<&'static str> {
        let talk = self.talk.as_ref()?;
        if talk.stage.asked() == Some(StageAsk::Swap) {
            return Some(self.word(
                "The room sees black; S again swaps the screens, any other key leaves them",
                "会場は黒画面。もう一度 S で画面を入れ替え、他のキーで中止",
            ));
        }
        Some(match talk.stage.notice()? {
            StageNotice::Hidden => self.word(
                "The screens changed: slides were shown on all of them until you asked for this view",
                "画面構成が変わったため、この画面を呼び出すまで全画面にスライドを表示しました",
            ),
            StageNotice::Came => {
                self.word("Another screen is here and shows the slides", "別の画面にもスライドを表示中")
            }
            StageNotice::Went => self.word(
                "A screen of the room is gone; the slides are on another",
                "会場の画面が一つ外れました",
            ),
        })
    }

    /// Tells whoever asked for the talk why it does not begin; what the shell asked for ends with that.
    pub(super) fn refuse_talk(&mut self, words: String) {
        self.release_screens();
        match self.display.refusals.take() {
            Some(refusals) => {
                refusals.send(words).ok();
                self.writes.is_leaving = true;
                self.requests.push(Request::Close);
            }
            None => self.complain(words),
        }
    }

    /// Ends the program after a talk that the shell asked for, once nothing is asked any more.
    pub(super) fn leave_after_talk(&mut self) {
        let is_over = self.talk.is_none() && self.talk_asked.is_none() && self.view.dialog.is_none();
        if self.display.ends_with_talk && is_over && self.display.talk_ended_millis.is_some() {
            self.display.ends_with_talk = false;
            self.quit();
        }
    }
}
