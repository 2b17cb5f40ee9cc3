//! The fact book: figures with source and date, cited by briefs by key.
//!
//! Nothing here reads a file or a clock; the text of the book and today's date are arguments.

mod agree;
mod book;
mod cite;
mod date;
mod format;

pub use self::{
    agree::agrees,
    book::{Display, Fact, FactBook, Source, Value, parse_book},
    cite::{Citation, format_source, long_date},
    date::Date,
    format::{format_number, format_value},
};

/// Whether a fact may still be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FactState {
    /// It may.
    Current,
    /// Its time is past.
    Stale {
        /// The last day on which it was good.
        good_until: Date,
    },
}

/// Whether a fact may be used on a day.
pub fn state(fact: &Fact, today: Date) -> FactState {
    match fact.good_until {
        Some(good_until) if good_until < today => FactState::Stale { good_until },
        _ => FactState::Current,
    }
}
