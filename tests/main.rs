//! All tests of the program, as one binary: text in, text out.

mod architecture;
mod briefs;
mod commonmark;
mod copies;
mod generator;
mod golden;
mod gui;
mod parsing;
mod properties;
mod shell;
mod support;
mod talk;
mod tree;
