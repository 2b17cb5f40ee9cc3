//! A run of words as one string, with the way back to the bytes they came from.

use crate::brief::{Inline, InlineContent};
use crate::text::Span;

/// Stands for what is shown and is no plain word: a fact, code, a picture.
pub(in crate::check) const OBJECT: char = '\u{fffc}';
/// Stands for what says where a statement comes from: a footnote, a link.
pub(in crate::check) const SOURCE: char = '\u{fff9}';

/// A run of words as one string.
#[derive(Debug, Default)]
pub(in crate::check) struct Flat {
    pub text: String,
    /// Where each piece begins in `text`, the bytes it came from, and whether both are the same words.
    pieces: Vec<(usize, Span, bool)>,
}

impl Flat {
    pub fn of(inlines: &[Inline]) -> Self {
        let mut flat = Self::default();
        flat.push_all(inlines);
        flat
    }

    /// The bytes that a part of `text` came from.
    pub fn span(&self, start: usize, end: usize) -> Span {
        Span::new(self.offset(start, false), self.offset(end, true))
    }

    fn offset(&self, at: usize, is_end: bool) -> usize {
        let is_before = |&(start, ..): &(usize, Span, bool)| if is_end { start < at } else { start <= at };
        let Some(&(start, span, is_verbatim)) = self.pieces.iter().rfind(|piece| is_before(piece)) else {
            return self.pieces.first().map_or(0, |(_, span, _)| span.start);
        };
        match (is_verbatim, is_end) {
            (true, _) => (span.start + (at - start)).min(span.end),
            (false, true) => span.end,
            (false, false) => span.start,
        }
    }

    fn push(&mut self, words: &str, span: Span) {
        self.pieces.push((self.text.len(), span, words.len() == span.len()));
        self.text.push_str(words);
    }

    fn push_all(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            let span = inline.span;
            match &inline.content {
                InlineContent::Text(words) => self.push(words, span),
                InlineContent::Link { children, .. } => {
                    self.push_all(children);
                    self.push(SOURCE.encode_utf8(&mut [0; 4]), span);
                }
                InlineContent::FootnoteRef(_) => self.push(SOURCE.encode_utf8(&mut [0; 4]), span),
                InlineContent::Fact { .. } | InlineContent::Code(_) | InlineContent::Image { .. } => {
                    self.push(OBJECT.encode_utf8(&mut [0; 4]), span);
                }
                InlineContent::SoftBreak | InlineContent::HardBreak => self.push(" ", span),
                InlineContent::Note(_) => self.push(SOURCE.encode_utf8(&mut [0; 4]), span),
                InlineContent::Html(_)
                | InlineContent::Portion(_)
                | InlineContent::Comment(_)
                | InlineContent::Inserted(_) => {}
                content => self.push_all(content.children()),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::brief::{Block, parse};

    #[test]
    fn parts_lead_back_to_their_bytes() {
        let text = "About **43** [x](fact:k) plants &amp; more";
        let (brief, _) = parse(text);
        let Some(Block::Paragraph(paragraph)) = brief.blocks.first() else { panic!("a paragraph") };
        let flat = Flat::of(&paragraph.inlines);
        assert_eq!(flat.text, format!("About 43 {OBJECT} plants & more"));
        assert_eq!(flat.span(6, 8).slice(text), "43");
        let at = flat.text.find('&').expect("is there");
        assert_eq!(flat.span(at, at + 1).slice(text), "&amp;");
    }
}
