//! Blocks that stand side by side: tables and columns.

use crate::brief::{Block, Inline, Kind, Scope};
use crate::text::Span;

/// A table.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// One alignment a column.
    pub alignments: Vec<Alignment>,
    /// The cells of the head.
    pub head: Vec<Cell>,
    /// The rows below it; every row has as many cells as the head.
    pub rows: Vec<Vec<Cell>>,
    /// The whole table.
    pub span: Span,
    /// Who may read it, and in which kind it stands.
    pub scope: Scope,
}

/// How a column of a table stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Alignment {
    /// As the theme likes.
    #[default]
    None,
    /// Flush left.
    Left,
    /// Centred.
    Center,
    /// Flush right.
    Right,
}

/// One cell of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// Its text.
    pub inlines: Vec<Inline>,
    /// The private kind that it names at the head of its column or row.
    pub label: Option<&'static Kind>,
    /// The cell, without its bars.
    pub span: Span,
    /// Who may read it, and in which kind it stands.
    pub scope: Scope,
}

/// Blocks side by side.
#[derive(Clone, Debug, PartialEq)]
pub struct Columns {
    /// From left to right.
    pub columns: Vec<Vec<Block>>,
    /// The whole, with its fences.
    pub span: Span,
    /// Who may read it, and in which kind it stands.
    pub scope: Scope,
}
