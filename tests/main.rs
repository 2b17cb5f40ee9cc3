//! All tests of the library, as one program: text in, text out.

mod architecture;
mod commonmark;
mod generator;
mod golden;
mod parsing;
mod properties;
mod tree;
