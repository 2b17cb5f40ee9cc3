//! Typst source as it is written: structure as code of our own, the brief's words as string literals.
//!
//! For each literal it is recorded which bytes of the brief it came from, so that a click on a page finds the
//! word and the cursor finds the page.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use crate::brief::Lang;
use crate::layout::foreign::foreign_runs;
use crate::layout::no_break::{inner_blanks, with_no_breaks};
use crate::layout::phrases::is_wide;
use crate::text::{Span, turns_text};

/// One literal and the words of the brief it shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Literal {
    /// Where its text stands in the Typst source, without its quotes.
    pub typst: Span,
    /// Where it came from in the brief.
    pub brief: Span,
}

/// Typst source under construction.
#[derive(Debug, Default)]
pub(super) struct Writer {
    pub text: String,
    pub literals: Vec<Literal>,
    /// The places of this document that links within it may lead to, by their numbers.
    pub targets: BTreeSet<usize>,
    /// Width and height in pixels of the pictures that the document may show.
    pub image_sizes: Vec<(u32, u32)>,
    /// Which of the pictures are photographs.
    pub photos: BTreeSet<usize>,
    /// Pictures that were drawn for this document, as virtual files.
    pub files: Vec<(String, Arc<[u8]>)>,
    /// The language of the document; words of another say which.
    pub lang: Lang,
}

impl Writer {
    /// Adds a picture of lines that was drawn for this document, and returns the name of its virtual file.
    pub fn add_file(&mut self, stem: &str, svg: Arc<[u8]>) -> String {
        let name = format!("{stem}-{}.svg", self.files.len());
        self.files.push((name.clone(), svg));
        name
    }

    /// Appends code of our own.
    pub fn code(&mut self, code: &str) {
        self.text.push_str(code);
    }

    /// Appends words of the brief as a string literal, quotes and all.
    pub fn string(&mut self, words: &str, brief: Span) {
        self.text.push('"');
        let start = self.text.len();
        push_escaped(words, &mut self.text);
        let typst = Span::new(start, self.text.len());
        self.text.push('"');
        if !brief.is_empty() {
            self.literals.push(Literal { typst, brief });
        }
    }

    /// Appends words of the brief to running text, those of the other language as such.
    pub fn words(&mut self, words: &str, brief: Span) {
        let is_verbatim = words.len() == brief.len();
        let span = |part: &Range<usize>| {
            let own = Span::new(brief.start + part.start, brief.start + part.end);
            if is_verbatim { own } else { brief }
        };
        let mut start = 0;
        for foreign in foreign_runs(words, self.lang) {
            let own = start..foreign.start;
            if !own.is_empty() {
                self.run(&words[own.clone()], span(&own));
            }
            start = foreign.end;
            self.code(match self.lang {
                Lang::En => "#ja[",
                Lang::Ja => "#en[",
            });
            self.run(&words[foreign.clone()], span(&foreign));
            self.code("];");
        }
        let rest = start..words.len();
        if !rest.is_empty() || words.is_empty() {
            self.run(&words[rest.clone()], span(&rest));
        }
    }

    /// Appends words of one language; one that may be longer than its line is parted where it must be.
    fn run(&mut self, words: &str, brief: Span) {
        let mut start = 0;
        for word in long_words(words) {
            if start < word.start {
                self.literal(words, start..word.start, brief);
            }
            start = word.end;
            self.code("#lw[");
            self.literal(words, word, brief);
            self.code("];");
        }
        if start < words.len() || words.is_empty() {
            self.literal(words, start..words.len(), brief);
        }
    }

    /// Appends a part of some words as a literal of its own; `brief` is where all of them came from.
    fn literal(&mut self, words: &str, part: Range<usize>, brief: Span) {
        let own = Span::new(brief.start + part.start, brief.start + part.end);
        let span = if words.len() == brief.len() { own } else { brief };
        self.code("#");
        self.string(&words[part], span);
        self.code(";");
    }

    /// Appends words that are not from the brief, as a string literal.
    pub fn own_string(&mut self, words: &str) {
        self.string(words, Span::default());
    }

    /// Appends words of the brief to running text, with blanks within numbers that no line is broken at. `before` and
    /// `after` are the words around them.
    pub fn unbroken_words(&mut self, words: &str, brief: Span, (before, after): (&str, &str)) {
        let is_verbatim = words.len() == brief.len();
        let mut start = 0;
        for at in inner_blanks(words, before, after) {
            let end = at + words[at..].chars().next().map_or(1, char::len_utf8);
            // Each piece is a literal of its own, so that a click on any of them finds its byte.
            for (piece, from, to) in [(&words[start..at], start, at), ("\u{a0}", at, end)] {
                let span = Span::new(brief.start + from, brief.start + to);
                if !piece.is_empty() {
                    self.words(piece, if is_verbatim { span } else { brief });
                }
            }
            start = end;
        }
        let span = Span::new(brief.start + start, brief.end);
        if start < words.len() || words.is_empty() {
            self.words(&words[start..], if is_verbatim { span } else { brief });
        }
    }

    /// Appends words that are not from the brief, as content.
    pub fn own_content(&mut self, words: &str) {
        self.code("[");
        self.words(&with_no_breaks(words), Span::default());
        self.code("]");
    }
}

/// Words that are longer than any that people write who think of lines, in bytes: names put together, and slips.
fn long_words(words: &str) -> Vec<Range<usize>> {
    const LEAST_LETTERS: usize = 24;
    if words.len() < LEAST_LETTERS {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut at = 0;
    for piece in words.split_inclusive(|c: char| !c.is_alphanumeric() || is_wide(c)) {
        let word = piece.trim_end_matches(|c: char| !c.is_alphanumeric() || is_wide(c));
        if word.chars().count() >= LEAST_LETTERS {
            found.push(at..at + word.len());
        }
        at += piece.len();
    }
    found
}

fn push_escaped(words: &str, out: &mut String) {
    for c in words.chars() {
        match c {
            '\\' => out.push_str("\\\\"),
            '"' => out.push_str("\\\""),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => {}
            _ if is_unprintable(c) => out.push('\u{fffd}'),
            _ if turns_text(c) => {}
            _ => out.push(c),
        }
    }
}

fn is_unprintable(c: char) -> bool {
    c.is_control() && !matches!(c, '\n' | '\t' | '\r')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_words_become_code() {
        let mut writer = Writer::default();
        writer.words("#panic() \"quoted\" \\ ] $x$ \u{202e}\u{0}", Span::new(3, 30));
        assert_eq!(writer.text, "#\"#panic() \\\"quoted\\\" \\\\ ] $x$ \u{fffd}\";");
        assert_eq!(writer.literals[0].brief, Span::new(3, 30));
    }

    #[test]
    fn words_of_the_other_language_and_very_long_ones_are_told() {
        let mut writer = Writer::default();
        let words = "see 外務省 of Donaudampfschifffahrtsgesellschaft.";
        writer.words(words, Span::new(5, 5 + words.len()));
        assert_eq!(
            writer.text,
            "#\"see \";#ja[#\"外務省\";];#\" of \";#lw[#\"Donaudampfschifffahrtsgesellschaft\";];#\".\";"
        );
        let found: Vec<&str> = writer
            .literals
            .iter()
            .map(|literal| &words[literal.brief.start - 5..literal.brief.end - 5])
            .collect();
        assert_eq!(found, ["see ", "外務省", " of ", "Donaudampfschifffahrtsgesellschaft", "."]);
    }

    #[test]
    fn a_number_is_not_broken_and_each_of_its_parts_is_found() {
        let mut writer = Writer::default();
        writer.unbroken_words("a EUR 11 000 b", Span::new(10, 24), ("", ""));
        assert_eq!(writer.text, "#\"a EUR\";#\"\u{a0}\";#\"11\";#\"\u{a0}\";#\"000 b\";");
        let starts: Vec<usize> = writer.literals.iter().map(|literal| literal.brief.start).collect();
        assert_eq!(starts, [10, 15, 16, 18, 19]);
        assert_eq!(writer.literals.last().map(|literal| literal.brief.end), Some(24));
    }
}
