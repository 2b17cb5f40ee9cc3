//! A day, as `YYYY-MM-DD`.

use std::fmt;
use std::str::FromStr;

use crate::text::{Message, message};

/// A day of the Gregorian calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    /// The year.
    pub year: u16,
    /// The month, from 1.
    pub month: u8,
    /// The day of the month, from 1.
    pub day: u8,
}

impl FromStr for Date {
    type Err = Message;

    fn from_str(text: &str) -> Result<Self, Message> {
        let wrong = || {
            message!(
                "{text} is no date such as 2024-11-20",
                "{text} は 2024-11-20 のような日付ではありません"
            )
        };
        let parts: Vec<&str> = text.trim().split('-').collect();
        let [year, month, day] = parts.as_slice() else { return Err(wrong()) };
        let is_digits =
            |part: &str, len: usize| part.len() == len && part.bytes().all(|b| b.is_ascii_digit());
        let is_padded = is_digits(year, 4) && is_digits(month, 2) && is_digits(day, 2);
        let numbers = (year.parse(), month.parse(), day.parse());
        let (Ok(year), Ok(month @ 1..=12), Ok(day)) = numbers else { return Err(wrong()) };
        let date = Self { year, month, day };
        let is_day = day >= 1 && day <= date.days_in_month();
        if is_padded && is_day { Ok(date) } else { Err(wrong()) }
    }
}

impl Date {
    fn days_in_month(self) -> u8 {
        let is_leap =
            self.year.is_multiple_of(4) && (!self.year.is_multiple_of(100) || self.year.is_multiple_of(400));
        match self.month {
            2 if is_leap => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            _ => 31,
        }
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_days_that_exist_are_dates() {
        assert_eq!("2024-02-29".parse(), Ok(Date { year: 2024, month: 2, day: 29 }));
        for wrong in ["2023-02-29", "2024-13-01", "2024-1-1", "20 November 2024", "+024-+1-+1", ""] {
            assert!(wrong.parse::<Date>().is_err(), "{wrong}");
        }
        assert!("2024-11-20".parse::<Date>() > "2024-11-07".parse());
    }
}
