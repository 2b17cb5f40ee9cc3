//! The clock of a talk: it starts with the first step, and only who speaks sets it back.
//!
//! It is told the time, in milliseconds since 1970, and keeps what it needs to go on after a crash.

use std::time::Duration;

use serde::{Deserialize, Serialize};

/// The clock of a talk.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clock {
    /// What it shows.
    pub mode: ClockMode,
    state: State,
}

/// What a clock shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ClockMode {
    /// The time that has passed.
    #[default]
    Up,
    /// The time that is left.
    Down,
    /// The time of day.
    TimeOfDay,
}

impl ClockMode {
    /// The mode that comes next when they are gone through.
    #[must_use]
    pub fn next(self) -> Self {
        match self {
            Self::Up => Self::Down,
            Self::Down => Self::TimeOfDay,
            Self::TimeOfDay => Self::Up,
        }
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum State {
    /// The talk has not begun.
    #[default]
    Waiting,
    /// So much had passed at that time, and it runs on.
    Running { elapsed_millis: u64, at_millis: u64 },
    /// So much had passed when it was stopped.
    Paused { elapsed_millis: u64 },
}

impl Clock {
    /// Starts with the first step of the talk; a clock that runs or rests is left alone.
    pub fn advance(&mut self, now_millis: u64) {
        if self.state == State::Waiting {
            self.state = State::Running { elapsed_millis: 0, at_millis: now_millis };
        }
    }

    /// Stops for a while.
    pub fn pause(&mut self, now_millis: u64) {
        if self.is_running() {
            self.state = State::Paused { elapsed_millis: self.elapsed_millis(now_millis) };
        }
    }

    /// Goes on after a pause, or starts.
    pub fn resume(&mut self, now_millis: u64) {
        if !self.is_running() {
            let elapsed_millis = self.elapsed_millis(now_millis);
            self.state = State::Running { elapsed_millis, at_millis: now_millis };
        }
    }

    /// Sets it back: it waits for the next step.
    pub fn reset(&mut self) {
        self.state = State::Waiting;
    }

    /// Whether it runs.
    pub fn is_running(&self) -> bool {
        matches!(self.state, State::Running { .. })
    }

    /// Whether the talk has begun.
    pub fn has_begun(&self) -> bool {
        self.state != State::Waiting
    }

    /// The time that has passed, without pauses.
    pub fn elapsed(&self, now_millis: u64) -> Duration {
        Duration::from_millis(self.elapsed_millis(now_millis))
    }

    fn elapsed_millis(&self, now_millis: u64) -> u64 {
        match self.state {
            State::Waiting => 0,
            // The time of a machine may be set back.
            State::Running { elapsed_millis, at_millis } => {
                elapsed_millis.saturating_add(now_millis.saturating_sub(at_millis))
            }
            State::Paused { elapsed_millis } => elapsed_millis,
        }
    }
}

/// A time as `12:05`, or `1:02:05` from an hour on; what is less than a second is left out.
pub fn minutes_and_seconds(time: Duration) -> String {
    let (hours, minutes, seconds) = (time.as_secs() / 3600, time.as_secs() / 60 % 60, time.as_secs() % 60);
    if hours > 0 { format!("{hours}:{minutes:02}:{seconds:02}") } else { format!("{minutes}:{seconds:02}") }
}

/// What is left of a time. Of a second that has begun, the whole is shown, so that what is left and what has passed
/// make up what was given.
pub fn time_left(given: Duration, elapsed: Duration) -> String {
    minutes_and_seconds(given.saturating_sub(elapsed) + Duration::from_millis(999))
}

/// The time of day as `14:05`, so far from UTC.
pub fn time_of_day(now_millis: u64, utc_offset_seconds: i32) -> String {
    let seconds = i64::try_from(now_millis / 1000).unwrap_or(0) + i64::from(utc_offset_seconds);
    let minutes = seconds.div_euclid(60).rem_euclid(24 * 60);
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 14:05:00 UTC on some day.
    const NOW: u64 = 20_000 * 86_400_000 + (14 * 60 + 5) * 60_000;

    #[test]
    fn it_starts_with_the_first_step_and_rests_when_told() {
        let mut clock = Clock::default();
        assert_eq!(clock.elapsed(NOW), Duration::ZERO);
        clock.advance(NOW);
        clock.advance(NOW + 5_000);
        assert_eq!(clock.elapsed(NOW + 10_000), Duration::from_secs(10));
        clock.pause(NOW + 10_000);
        clock.advance(NOW + 15_000);
        assert_eq!(clock.elapsed(NOW + 20_000), Duration::from_secs(10));
        clock.resume(NOW + 20_000);
        assert_eq!(clock.elapsed(NOW + 25_000), Duration::from_secs(15));
        clock.reset();
        assert!(!clock.has_begun());
        assert_eq!(clock.elapsed(NOW + 30_000), Duration::ZERO);
    }

    #[test]
    fn it_goes_on_after_a_crash_as_if_it_had_run() {
        let mut clock = Clock { mode: ClockMode::Down, ..Clock::default() };
        clock.advance(NOW);
        let kept = serde_json::to_string(&clock).expect("can be written");
        let again: Clock = serde_json::from_str(&kept).expect("can be read");
        assert_eq!(again, clock);
        assert_eq!(again.elapsed(NOW + 61_000), Duration::from_secs(61));
        assert_eq!(again.elapsed(NOW - 61_000), Duration::ZERO, "when the machine's time is set back");
    }

    #[test]
    fn what_has_passed_and_what_is_left_make_up_what_was_given() {
        let given = Duration::from_mins(10);
        for (millis, passed, left) in [
            (0, "0:00", "10:00"),
            (65_500, "1:05", "8:55"),
            (600_000, "10:00", "0:00"),
            (690_000, "11:30", "0:00"),
        ] {
            let elapsed = Duration::from_millis(millis);
            assert_eq!(
                (minutes_and_seconds(elapsed), time_left(given, elapsed)),
                (passed.to_owned(), left.to_owned())
            );
        }
        assert_eq!(minutes_and_seconds(Duration::from_secs(3_665)), "1:01:05");
        assert_eq!(time_of_day(NOW, 9 * 3600), "23:05");
        assert_eq!(time_of_day(NOW, -15 * 3600), "23:05");
        assert_eq!(ClockMode::Up.next().next().next(), ClockMode::Up);
    }
}
