//! The outputs of the machine and the place of the main window among them, asked of the system itself where that is
//! possible. Elsewhere the window tells what it knows.

#[cfg(all(unix, not(target_os = "macos")))]
mod stamps;
#[cfg(all(unix, not(target_os = "macos")))]
mod x11;

#[cfg(all(unix, not(target_os = "macos")))]
pub(super) use self::{
    stamps::stamp,
    x11::{outputs, watch},
};

#[cfg(not(all(unix, not(target_os = "macos"))))]
pub(super) use self::elsewhere::{outputs, stamp, watch};

/// A picture for a place of the main window.
pub struct Stamp {
    /// How far it is from the left edge of the window, in pixels.
    pub left_px: i16,
    /// How far it is from the upper edge.
    pub top_px: i16,
    /// How wide it is.
    pub width_px: u16,
    /// Its pixels row by row: blue, green, red and a byte that counts for nothing.
    pub bgrx: Vec<u8>,
}

/// Draws what is other at a time, in milliseconds since 1970, than it was before; nothing where the whole window must
/// be drawn.
pub type DrawStamps = Box<dyn FnMut(u64) -> Option<Vec<Stamp>> + Send>;

/// An order to change small parts of the main window while it rests.
pub(super) struct Stamping {
    /// The frame that it begins from; with the next one it is over.
    pub frame: u64,
    /// When something changes next, in milliseconds since 1970; from then on something does each second.
    pub at_millis: u64,
    /// Nothing is put anywhere before this, so that the frame is there first.
    pub not_before_millis: u64,
    /// Draws it.
    pub draw: DrawStamps,
}

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
    use std::sync::Arc;
    use std::sync::atomic::AtomicU64;
    use std::sync::mpsc::Receiver;

    use crate::app::displays::{MainPlace, Stamping};
    use crate::app::talk::Screen;
    use crate::session::WallTime;

    pub(in crate::app) fn outputs(_main_window: u32) -> Option<Vec<Screen>> {
        None
    }

    pub(in crate::app) fn watch(
        _main_window: u32,
        _orders: &Receiver<MainPlace>,
        _report: impl Fn(Vec<Screen>),
    ) {
    }

    /// Calls for a frame at once, since nothing else shows the time.
    pub(in crate::app) fn stamp(
        _main_window: (u32, &Arc<AtomicU64>),
        _orders: &Receiver<Stamping>,
        _clock: fn() -> WallTime,
        wake: impl Fn(),
    ) {
        wake();
    }
}
