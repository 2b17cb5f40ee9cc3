//! The fact book: figures with source and date, cited by briefs by key.
//!
//! Nothing here reads a file or a clock; the text of the book and today's date are arguments.

mod agree;
mod as_of;
mod book;
mod cite;
mod date;
mod entry;
mod figure;
mod figures;
mod fold;
mod format;
mod hedge;
mod people;
mod quote;
mod read;
mod scope;
mod unit;
mod wording;
mod words;

#[cfg(test)]
mod samples;

pub use self::{
    agree::agrees,
    book::{
        Agreed, Avoid, Display, Fact, FactBook, FactState, Past, Resolved, Source, Value, resolve, state,
    },
    cite::{Citation, format_source, long_date},
    date::Date,
    format::{format_number, format_typed, format_value},
    read::parse_book,
    scope::{ChartRows, chart_rows, for_state, is_by_state, state_of},
};
