//! Which screen shows what during a talk: a machine that knows no windows, only screens and who watches them.
//!
//! One screen at most is the speaker's; every other one is the room's. A screen becomes the speaker's when the
//! talk begins or by two presses of one key, and stops being it by itself whenever the screens change in a way
//! that leaves doubt. What is in doubt is black.

use std::collections::BTreeSet;

/// A screen of this machine.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Screen {
    /// What the system calls it; of outputs that show the same, all their names.
    pub name: String,
    /// Its upper left corner among all screens, in pixels.
    pub pos_px: (i32, i32),
    /// Its size in pixels.
    pub size_px: (u32, u32),
    /// Whether the main window is on it, or reaches into it.
    pub is_own: bool,
}

impl Screen {
    /// Name and place, by which settings remember it.
    pub fn key(&self) -> String {
        format!("{}@{},{}", self.name, self.pos_px.0, self.pos_px.1)
    }

    /// Whether a part of one is also a part of the other.
    fn overlaps(&self, other: &Self) -> bool {
        let meets = |at: i32, size: u32, other_at: i32, other_size: u32| {
            let end = i64::from(at) + i64::from(size);
            let other_end = i64::from(other_at) + i64::from(other_size);
            i64::from(at) < other_end && i64::from(other_at) < end
        };
        let has_size = |screen: &Self| screen.size_px.0 > 0 && screen.size_px.1 > 0;
        has_size(self)
            && has_size(other)
            && meets(self.pos_px.0, self.size_px.0, other.pos_px.0, other.size_px.0)
            && meets(self.pos_px.1, self.size_px.1, other.pos_px.1, other.size_px.1)
    }

    /// The two as one screen: all their names, and all that either shows.
    fn joined(&self, other: &Self) -> Self {
        let mut names: Vec<&str> = self.name.split(JOINT).chain(other.name.split(JOINT)).collect();
        names.sort_unstable();
        names.dedup();
        let min = (self.pos_px.0.min(other.pos_px.0), self.pos_px.1.min(other.pos_px.1));
        let end = |at: i32, size: u32| i64::from(at) + i64::from(size);
        let side = |min: i32, a: i64, b: i64| u32::try_from(a.max(b) - i64::from(min)).unwrap_or(0);
        let width = side(min.0, end(self.pos_px.0, self.size_px.0), end(other.pos_px.0, other.size_px.0));
        let height = side(min.1, end(self.pos_px.1, self.size_px.1), end(other.pos_px.1, other.size_px.1));
        Self {
            name: names.join(JOINT),
            pos_px: min,
            size_px: (width, height),
            is_own: self.is_own || other.is_own,
        }
    }
}

/// What stands between the names of outputs that show the same.
const JOINT: &str = " + ";

/// The outputs of a machine as people see them: those that mirror each other or overlap are one screen.
pub fn merged(outputs: &[Screen]) -> Vec<Screen> {
    let mut screens: Vec<Screen> = Vec::new();
    for output in outputs {
        let mut screen = output.clone();
        // What was joined may now reach others.
        while let Some(idx) = screens.iter().position(|other| other.overlaps(&screen)) {
            screen = screens.remove(idx).joined(&screen);
        }
        screens.push(screen);
    }
    // The order of the system is kept, as far as what was joined lets it.
    let order = |screen: &Screen| {
        let is_first = |output: &Screen| screen.name.split(JOINT).any(|name| name == output.name);
        outputs.iter().position(is_first)
    };
    screens.sort_by_key(order);
    screens
}

/// A set of screens, by their names and places.
pub fn set_key(screens: &[Screen]) -> String {
    let mut keys: Vec<String> = screens.iter().map(Screen::key).collect();
    keys.sort_unstable();
    keys.join(" | ")
}

/// How a talk uses the screens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StageKind {
    /// Slides fill the room's screens.
    Screens,
    /// Slides stand in a window of their own, because the speaker wants it so.
    Window,
    /// There are no slides.
    ConsoleAlone,
}

/// What the main window shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MainView {
    /// The speaker's text.
    Console,
    /// What the room sees.
    Slides,
    /// Nothing: it is not where it belongs yet.
    Black,
}

/// What was asked for once and is done when it is asked for again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StageAsk {
    /// The console on a screen of the room.
    Console,
    /// The console on another screen.
    Swap,
}

/// What happened to the screens, to be told when the speaker next sees the console.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StageNotice {
    /// The console was taken away, since the screens changed.
    Hidden,
    /// Another screen came and shows the slides.
    Came,
    /// A screen of the room went; others are left.
    Went,
}

/// A screen that a window for the room fills.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RoomWindow {
    /// The screen, by its place in [`Stage::screens`].
    pub screen_idx: usize,
    /// Whether it is black, whatever the show shows.
    pub is_black: bool,
}

/// Who watches which screen.
#[derive(Clone, Debug)]
pub struct Stage {
    kind: StageKind,
    screens: Vec<Screen>,
    /// The name of the speaker's screen; all others are the room's.
    speaker: Option<String>,
    asked: Option<StageAsk>,
    notice: Option<StageNotice>,
}

impl Stage {
    /// Begins a talk. `speaker_idx` is the screen that was chosen for the console; it counts only where there
    /// are several.
    pub fn new(kind: StageKind, outputs: &[Screen], speaker_idx: Option<usize>) -> Self {
        let screens = screens_of(outputs);
        let speaker = speaker_idx.filter(|_| screens.len() > 1).and_then(|idx| screens.get(idx));
        let speaker = speaker.map(|screen| screen.name.clone());
        Self { kind, screens, speaker, asked: None, notice: None }
    }

    /// How the talk uses the screens.
    pub fn kind(&self) -> StageKind {
        self.kind
    }

    /// The screens, those that show the same as one. There is always one.
    pub fn screens(&self) -> &[Screen] {
        &self.screens
    }

    /// What was asked for once.
    pub fn asked(&self) -> Option<StageAsk> {
        self.asked
    }

    /// What happened to the screens, until it is forgotten.
    pub fn notice(&self) -> Option<StageNotice> {
        self.notice
    }

    /// The speaker has seen what happened.
    pub fn forget_notice(&mut self) {
        self.notice = None;
    }

    /// The screen of the speaker, where there is one.
    pub fn speaker_screen(&self) -> Option<usize> {
        let name = self.speaker.as_ref()?;
        self.screens.iter().position(|screen| screen.name == *name)
    }

    /// The screen that the main window is on; nothing where it is on none or reaches into a second one.
    pub fn main_screen(&self) -> Option<usize> {
        let mut own = self.screens.iter().enumerate().filter(|(_, screen)| screen.is_own);
        let (idx, _) = own.next()?;
        own.next().is_none().then_some(idx)
    }

    /// The screen that the main window should fill.
    pub fn main_target(&self) -> usize {
        let own = || self.screens.iter().position(|screen| screen.is_own);
        self.speaker_screen().or_else(own).unwrap_or(0)
    }

    /// What the main window shows.
    pub fn main_view(&self) -> MainView {
        match (self.kind, self.speaker_screen()) {
            (StageKind::Window | StageKind::ConsoleAlone, _) => MainView::Console,
            (StageKind::Screens, None) => MainView::Slides,
            (StageKind::Screens, speaker) if speaker == self.main_screen() => MainView::Console,
            (StageKind::Screens, Some(_)) => MainView::Black,
        }
    }

    /// Whether the slides in the main window give way to black, since a second press would bring the console.
    pub fn is_main_neutral(&self) -> bool {
        self.asked.is_some() && self.main_view() == MainView::Slides
    }

    /// The screens that need a window for the room, beside the main window.
    pub fn room_windows(&self) -> Vec<RoomWindow> {
        if self.kind != StageKind::Screens {
            return Vec::new();
        }
        let (view, speaker, main) = (self.main_view(), self.speaker_screen(), self.main_screen());
        let windows = (0..self.screens.len()).filter_map(|screen_idx| {
            let is_speakers = speaker == Some(screen_idx);
            let is_filled = match view {
                MainView::Console => is_speakers,
                MainView::Slides => main == Some(screen_idx),
                // What is under the main window until it has gone must not be seen either.
                MainView::Black => false,
            };
            let is_black = is_speakers || self.asked == Some(StageAsk::Swap);
            (!is_filled).then_some(RoomWindow { screen_idx, is_black })
        });
        windows.collect()
    }

    /// The first screen of the room, for which the slides are drawn.
    pub fn room_screen(&self) -> usize {
        let speaker = self.speaker_screen();
        (0..self.screens.len()).find(|&idx| Some(idx) != speaker).unwrap_or(0)
    }

    /// The screens are these now. Where others came or went, the console stays only on a screen that was the
    /// speaker's alone, is it still, and is not the last one left.
    pub fn set_screens(&mut self, outputs: &[Screen]) {
        let screens = screens_of(outputs);
        let names = |screens: &[Screen]| -> BTreeSet<String> {
            screens.iter().map(|screen| screen.name.clone()).collect()
        };
        let (before, after) = (names(&self.screens), names(&screens));
        let (n_before, n_after) = (self.screens.len(), screens.len());
        let own_before = self.own_names();
        self.screens = screens;
        if self.own_names() != own_before {
            // Black stood on the screen where the window was, not on the one where it is.
            self.asked = None;
        }
        if before == after {
            return;
        }
        self.asked = None;
        let had_console = self.speaker.is_some();
        if self.speaker.as_ref().is_some_and(|name| n_after < 2 || !after.contains(name)) {
            self.speaker = None;
        }
        self.notice = if self.kind != StageKind::Screens {
            None
        } else if had_console && self.speaker.is_none() {
            Some(StageNotice::Hidden)
        } else if self.notice == Some(StageNotice::Hidden) {
            self.notice
        } else if n_after > n_before {
            Some(StageNotice::Came)
        } else if n_after < n_before && had_console {
            Some(StageNotice::Went)
        } else {
            self.notice
        };
    }

    /// The names of the screens that the main window reaches into.
    fn own_names(&self) -> BTreeSet<String> {
        let own = self.screens.iter().filter(|screen| screen.is_own);
        own.map(|screen| screen.name.clone()).collect()
    }

    /// Shows the console on the screen of the main window at the second press, and the slides at the next.
    pub fn press_console(&mut self) {
        if self.kind != StageKind::Screens {
            return;
        }
        match self.asked.take() {
            // Slides can come at once: there is nothing private on them.
            _ if self.speaker.is_some() => {
                if self.screens.len() == 1 {
                    self.speaker = None;
                }
            }
            Some(StageAsk::Console) => {
                self.speaker = self.main_screen().map(|idx| self.screens[idx].name.clone());
            }
            Some(StageAsk::Swap) | None => self.asked = Some(StageAsk::Console),
        }
    }

    /// Gives the console the next screen at the second press; returns whether it has another one now.
    pub fn press_swap(&mut self) -> bool {
        if self.kind != StageKind::Screens || self.screens.len() < 2 {
            self.asked = None;
            return false;
        }
        if self.asked.replace(StageAsk::Swap) != Some(StageAsk::Swap) {
            return false;
        }
        self.asked = None;
        let from = self.speaker_screen().unwrap_or_else(|| self.main_target());
        let to = (from + 1) % self.screens.len();
        self.speaker = Some(self.screens[to].name.clone());
        true
    }

    /// Forgets what was asked for once; returns whether something was.
    pub fn cancel(&mut self) -> bool {
        self.asked.take().is_some()
    }
}

/// The screens of a machine; where the system names none, the one that must be there.
fn screens_of(outputs: &[Screen]) -> Vec<Screen> {
    let screens = merged(outputs);
    if screens.is_empty() { vec![Screen { is_own: true, ..Screen::default() }] } else { screens }
}

#[cfg(test)]
mod tests;
