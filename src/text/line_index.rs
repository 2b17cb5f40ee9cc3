//! From byte offsets to the lines and columns that people count.

use crate::text::Edit;

/// A line and a column, both counted from 1; the column counts characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LineCol {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

/// Where the lines of one text begin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineIndex {
    starts: Vec<usize>,
}

impl LineIndex {
    /// Reads the line starts of `text`; lines end at `\n`, so also at `\r\n`.
    pub fn new(text: &str) -> Self {
        let breaks = text.bytes().enumerate().filter(|&(_, byte)| byte == b'\n');
        let starts = std::iter::once(0).chain(breaks.map(|(offset, _)| offset + 1)).collect();
        Self { starts }
    }

    /// Brings the index up to the text after `edit`.
    pub fn edit(&mut self, edit: &Edit) {
        let first = self.starts.partition_point(|&start| start <= edit.span.start);
        let last = self.starts.partition_point(|&start| start <= edit.span.end);
        for start in &mut self.starts[last..] {
            *start = *start - edit.span.len() + edit.replacement.len();
        }
        let breaks = edit.replacement.bytes().enumerate().filter(|&(_, byte)| byte == b'\n');
        self.starts.splice(first..last, breaks.map(|(at, _)| edit.span.start + at + 1));
    }

    /// The number of lines; a text that ends in a line break has an empty last one.
    pub fn n_lines(&self) -> usize {
        self.starts.len()
    }

    /// The offset at which a line, counted from 0, begins.
    pub fn line_start(&self, line_idx: usize) -> Option<usize> {
        self.starts.get(line_idx).copied()
    }

    /// The line, counted from 0, that holds `offset`.
    pub fn line_idx(&self, offset: usize) -> usize {
        self.starts.partition_point(|&start| start <= offset) - 1
    }

    /// Line and column of `offset` in the text that the index was made from.
    pub fn line_col(&self, text: &str, offset: usize) -> LineCol {
        let offset = offset.min(text.len());
        let line_idx = self.line_idx(offset);
        let before = text.get(self.starts[line_idx]..offset).unwrap_or("");
        LineCol { line: line_idx + 1, column: before.chars().count() + 1 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters() {
        let text = "# 要旨\nask";
        let index = LineIndex::new(text);
        assert_eq!(index.line_col(text, 5), LineCol { line: 1, column: 4 });
        assert_eq!(index.line_col(text, 9), LineCol { line: 2, column: 1 });
        assert_eq!(index.line_col(text, 99), LineCol { line: 2, column: 4 });
        assert_eq!(index.n_lines(), 2);
    }
}
