//! The fact book: figures with source and date, cited by briefs by key.
//!
//! Nothing here reads a file or a clock; the text of the book and today's date are arguments.

mod agree;
mod as_of;
mod book;
mod cite;
mod conflict;
mod date;
mod entry;
mod figure;
mod figures;
mod fold;
mod form;
mod format;
mod hedge;
mod people;
mod quote;
mod read;
mod scope;
mod unit;
mod uses;
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
    conflict::conflicts,
    date::Date,
    form::{
        EntryForm, EntryId, EntryKind, FieldKind, FormFault, FormField, Import, ImportFault, change_entry,
        import_csv, read_form, remove_entry,
    },
    format::{format_number, format_typed, format_value, thousands},
    read::parse_book,
    scope::{ChartRows, chart_facts, chart_rows, for_state, is_by_state, may_have, state_of},
    uses::{Use, uses},
};
