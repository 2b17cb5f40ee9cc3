//! When something is to be looked at next.

use std::time::{Duration, Instant};

/// A time that is waited for, if one is.
#[derive(Clone, Copy, Debug, Default)]
pub struct Timer(Option<Instant>);

impl Timer {
    /// Waits for so long from now on; for nothing where there is nothing to wait for.
    pub fn set(&mut self, wait: Option<Duration>) {
        self.0 = wait.map(|wait| Instant::now() + wait);
    }

    /// Waits no longer than so long from now on.
    pub fn hasten(&mut self, wait: Duration) {
        let next = Instant::now() + wait;
        self.0 = Some(self.0.map_or(next, |at| at.min(next)));
    }

    /// How long it is until then.
    pub fn due_in(&self) -> Option<Duration> {
        self.0.map(|at| at.saturating_duration_since(Instant::now()))
    }
}
