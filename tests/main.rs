//! All tests of the program, as one binary: text in, text out.

mod architecture;
mod briefs;
mod charts;
mod commonmark;
mod composed;
mod copies;
mod drawings;
mod generator;
mod glyphs;
mod golden;
mod gui;
mod markdown_out;
mod parsing;
mod pictures;
mod plain;
mod properties;
mod shell;
mod small_print;
mod support;
mod talk;
mod tree;
