//! The check before a show: the screens and which is which, what the clicker sends, that nothing will break in, the
//! battery, and that the slides are ready.

use std::sync::mpsc::{Receiver, Sender};

use crate::app::jobs::{Order, ShowOrder};
use crate::app::quiet::{Quiet, SaverHold};
use crate::app::talk::{Screen, StageKind};
use crate::app::{App, Dialog, Words};
use crate::session::{Power, power};

/// What is known before a show.
#[derive(Clone, Debug, Default)]
pub struct RoomCheck {
    /// The keys that were pressed, the newest last.
    pub keys: Vec<CheckedKey>,
    /// How many slides are set; nothing until they are.
    pub n_slides: Option<usize>,
    /// Until when each screen shows its number, in milliseconds of the program's clock.
    numbers_until_millis: u64,
}

/// A key that a clicker or a hand sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckedKey {
    /// Its name.
    pub key: String,
    /// What it does in a talk; nothing where it does nothing.
    pub title: Option<Words>,
}

/// A screen as it is checked.
#[derive(Clone, Debug, PartialEq)]
pub struct CheckedScreen {
    /// The screen.
    pub screen: Screen,
    /// Whether the speaker's text will stand on it.
    pub is_speakers: bool,
}

/// Screen saver and notifications, as long as they are held back.
pub(super) struct QuietWatch {
    /// To drop it ends the hold.
    _release: Sender<()>,
    reports: Receiver<Quiet>,
    state: Option<Quiet>,
}

impl RoomCheck {
    /// How many keys are shown.
    const MAX_KEYS: usize = 6;
    /// How long a screen shows its number.
    const NUMBERS_MILLIS: u64 = 4_000;
}

impl App {
    /// Opens the check before a show.
    pub fn check_room(&mut self) {
        if self.is_speaking() {
            return;
        }
        self.display.check = Some(RoomCheck::default());
        self.view.dialog = Some(Dialog::RoomCheck);
        self.watch_screens();
        self.hold_quiet();
        let theme = self.theme();
        self.jobs.order(Order::Show(ShowOrder { theme, first: None }));
    }

    /// What is checked, while the check is open.
    pub fn room_check(&self) -> Option<&RoomCheck> {
        self.display.check.as_ref()
    }

    /// Lets go of what the check held, once its dialog is closed.
    pub(super) fn end_room_check(&mut self) {
        let is_open = matches!(self.view.dialog, Some(Dialog::RoomCheck));
        if self.display.check.is_some() && !is_open {
            self.display.check = None;
            if self.talk.is_none() && self.talk_asked.is_none() {
                self.unwatch_screens();
            }
        }
    }

    /// A key was pressed while the check is open.
    pub fn key_checked(&mut self, key: CheckedKey) {
        if let Some(check) = &mut self.display.check {
            check.keys.push(key);
            let n_old = check.keys.len().saturating_sub(RoomCheck::MAX_KEYS);
            check.keys.drain(..n_old);
        }
    }

    /// Shows on each screen for a while which one it is.
    pub fn show_screen_numbers(&mut self) {
        let until = self.now_millis + RoomCheck::NUMBERS_MILLIS;
        if let Some(check) = &mut self.display.check {
            check.numbers_until_millis = until;
        }
    }

    /// For how much longer each screen shows which one it is, in milliseconds.
    pub fn numbers_left_millis(&self) -> Option<u64> {
        let until = self.display.check.as_ref()?.numbers_until_millis;
        until.checked_sub(self.now_millis).filter(|&left| left > 0)
    }

    /// The slides that were ordered for the check are set.
    pub(super) fn slides_checked(&mut self, n_slides: usize) {
        if let Some(check) = &mut self.display.check {
            check.n_slides = Some(n_slides);
        }
    }

    /// The screens, with whose they will be when a talk begins now.
    pub fn checked_screens(&self) -> Vec<CheckedScreen> {
        let stage = self.stage_of(StageKind::Screens);
        let speaker = stage.speaker_screen();
        let screens = stage.screens().iter().enumerate();
        screens
            .map(|(idx, screen)| CheckedScreen { screen: screen.clone(), is_speakers: speaker == Some(idx) })
            .collect()
    }

    /// Holds screen saver and notifications back until the screens are let go.
    pub fn hold_quiet(&mut self) {
        if self.display.quiet.is_none() {
            let (release, reports) = self.jobs.hold_quiet();
            self.display.quiet = Some(QuietWatch { _release: release, reports, state: None });
        }
    }

    /// What is held back; nothing until the desktop has replied.
    pub fn quiet(&mut self) -> Option<Quiet> {
        let asks_screens = self.asks_screens();
        let watch = self.display.quiet.as_mut()?;
        if let Ok(state) = watch.reports.try_recv() {
            watch.state = Some(state);
        }
        let state = watch.state?;
        // Where the desktop cannot be asked, the thread that watches the screens speaks to the X server.
        let is_left_to_x = state.saver == SaverHold::Nobody && asks_screens;
        let saver = if is_left_to_x { SaverHold::XServer } else { state.saver };
        Some(Quiet { saver, ..state })
    }

    /// Words in the language of the window.
    pub fn word_of(&self, words: Words) -> &'static str {
        words.in_lang(self.lang())
    }

    /// What the machine runs on, asked once a minute.
    pub fn power(&mut self) -> Power {
        const MINUTE: u64 = 60_000;
        let now = self.now_millis;
        if let Some((_, known)) = self.display.power.filter(|&(at, _)| now < at + MINUTE) {
            return known;
        }
        let known = power();
        self.display.power = Some((now, known));
        known
    }
}
