//! The time and the day where the user is.

use jiff::civil::{Date as CivilDate, DateTime};
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

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

/// A moment as it is shown and typed: date and time where the user is.
pub fn shown_time(unix_millis: u64) -> String {
    let moment = i64::try_from(unix_millis).ok().and_then(|millis| Timestamp::from_millisecond(millis).ok());
    let moment = moment.unwrap_or_default().to_zoned(TimeZone::system());
    moment.strftime("%Y-%m-%d %H:%M:%S").to_string()
}

/// The last moment of a day, minute or second that was typed as [`shown_time`] shows it, in milliseconds since 1970.
pub fn last_moment_of(typed: &str) -> Option<u64> {
    let typed = typed.trim();
    let nanosecond = 999_000_000;
    let moment = match typed.len() {
        10 => typed.parse::<CivilDate>().ok()?.at(23, 59, 59, nanosecond),
        16 => typed.parse::<DateTime>().ok()?.with().second(59).subsec_nanosecond(nanosecond).build().ok()?,
        19 => typed.parse::<DateTime>().ok()?.with().subsec_nanosecond(nanosecond).build().ok()?,
        _ => return None,
    };
    let moment = moment.to_zoned(TimeZone::system()).ok()?;
    u64::try_from(moment.timestamp().as_millisecond()).ok()
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_read_as_it_is_shown() {
        let at = 1_732_000_000_123;
        let shown = shown_time(at);
        assert_eq!(last_moment_of(&shown), Some(at - 123 + 999));
        let minute = last_moment_of(&shown[..16]).expect("a minute");
        let day = last_moment_of(&shown[..10]).expect("a day");
        assert!(at < minute && minute - at < 60_000 && minute <= day && day - at < 86_400_000);
        assert_eq!(shown_time(day), format!("{} 23:59:59", &shown[..10]));
        for typed in ["", "yesterday", "2024-13-01", "2024-11-20 25:00", "2024-11-2"] {
            assert_eq!(last_moment_of(typed), None, "{typed}");
        }
    }
}
