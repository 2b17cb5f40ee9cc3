//! The outputs of the machine and the place of the main window among them, asked of the system itself where that is
//! possible. Elsewhere the window tells what it knows.

#[cfg(all(unix, not(target_os = "macos")))]
mod x11;

#[cfg(all(unix, not(target_os = "macos")))]
pub(super) use self::x11::{outputs, watch};

#[cfg(not(all(unix, not(target_os = "macos"))))]
pub(super) use self::elsewhere::{outputs, watch};

/// What is to become of the main window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum MainPlace {
    /// It fills this place, without a frame: the upper left corner and the size, in pixels.
    Fills((i32, i32), (u32, u32)),
    /// It is as it was before the talk.
    Free,
}

/// Where there is no X server, there is nobody to ask.
#[cfg(not(all(unix, not(target_os = "macos"))))]
mod elsewhere {
    use std::sync::mpsc::Receiver;

    use crate::app::displays::MainPlace;
    use crate::app::talk::Screen;

    pub(in crate::app) fn outputs(_main_window: u32) -> Option<Vec<Screen>> {
        None
    }

    pub(in crate::app) fn watch(
        _main_window: u32,
        _orders: &Receiver<MainPlace>,
        _report: impl Fn(Vec<Screen>),
    ) {
    }
}
