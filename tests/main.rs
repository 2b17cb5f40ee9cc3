//! All tests of the program, as one binary: text in, text out.

mod architecture;
mod briefs;
mod charts;
mod commonmark;
mod copies;
mod every_word;
mod forms;
mod generator;
mod glyphs;
mod golden;
mod gui;
mod keeping;
mod markdown_out;
mod oracle;
mod parsing;
mod pictures;
mod plain;
mod properties;
mod shell;
mod slips;
mod small_print;
mod support;
mod talk;
mod tree;
mod window;
