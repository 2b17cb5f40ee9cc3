//! The time and the day where the user is.

use jiff::Zoned;

use crate::facts::Date;

/// The time of day, as the system tells it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WallTime {
    /// Milliseconds since 1970.
    pub unix_millis: u64,
    /// How far local time is from UTC, in seconds to the east.
    pub utc_offset_seconds: i32,
}

/// The time now.
pub fn wall_time() -> WallTime {
    let now = Zoned::now();
    WallTime {
        unix_millis: u64::try_from(now.timestamp().as_millisecond()).unwrap_or(0),
        utc_offset_seconds: now.offset().seconds(),
    }
}

/// Today's date where the user is.
pub fn today() -> Date {
    let today = Zoned::now().date();
    Date {
        year: u16::try_from(today.year()).unwrap_or(1970),
        month: u8::try_from(today.month()).unwrap_or(1),
        day: u8::try_from(today.day()).unwrap_or(1),
    }
}
