//! From Markdown to the tree of a brief, all at once or after an edit. No text makes it fail.

mod builder;
mod fence;
mod foreign;
mod inline;
mod reparse;

pub use self::{builder::parse, reparse::reparse};
