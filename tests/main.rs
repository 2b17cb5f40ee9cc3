//! All tests of the program, as one binary.

mod briefs;
mod copies;
mod shell;
mod support;
