//! The seconds of the clock: when the next one is shown, and who shows it.

use std::sync::atomic::Ordering;

use crate::app::App;
use crate::app::displays::{DrawStamps, Stamping};
use crate::session::is_drawn_by_processor;

const SECOND: u64 = 1_000;

impl App {
    /// When something that is seen of the talk changes by itself, in milliseconds from now: the clock, by seconds.
    pub fn clock_update_millis(&self) -> Option<u64> {
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

    /// A frame of the main window begins: whatever was to be put into it since the last one is over.
    pub fn begin_frame(&self) {
        self.display.n_frames.fetch_add(1, Ordering::AcqRel);
    }

    /// Has the figures of the clock put into the main window each second, until its next frame; returns whether
    /// somebody does. Where frames cost little, or the window cannot be reached so, the clock needs frames.
    pub fn tick_clock(&mut self, draw: DrawStamps) -> bool {
        /// What a frame may take to be seen, at 4K without a graphics card.
        const FRAME_MILLIS: u64 = 200;
        let Some((main_window, millis)) = self.display.main_window.zip(self.clock_update_millis()) else {
            return false;
        };
        if !*self.display.is_drawn_by_processor.get_or_insert_with(is_drawn_by_processor) {
            return false;
        }
        let n_frames = &self.display.n_frames;
        let stamps = self.display.stamps.get_or_insert_with(|| {
            self.jobs.stamp_main_window(main_window, n_frames, self.environment.wall_clock)
        });
        let now = (self.environment.wall_clock)().unix_millis;
        let stamping = Stamping {
            frame: n_frames.load(Ordering::Acquire),
            at_millis: now + millis,
            not_before_millis: now + FRAME_MILLIS,
            draw,
        };
        stamps.send(stamping).is_ok()
    }
}
