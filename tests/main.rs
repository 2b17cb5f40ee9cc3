//! All tests of the program, as one binary: text in, text out.

mod architecture;
mod briefs;
mod commonmark;
mod copies;
mod generator;
mod golden;
mod gui;
mod markdown_out;
mod parsing;
mod plain;
mod properties;
mod shell;
mod support;
mod talk;
mod tree;
