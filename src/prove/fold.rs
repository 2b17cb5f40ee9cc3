//! Text folded for comparison: letters and digits alone, in small letters, without accents.
//!
//! What a file holds has lost blanks, gained hyphens and ligatures and been cut into pieces. With all of that left
//! out on both sides, the words of a sentence are the same characters in a row wherever they stand. Where a word
//! begins and ends is remembered beside them, for single names and figures.

use unicode_normalization::UnicodeNormalization as _;

/// Folded text, and where each character came from.
#[derive(Clone, Debug, Default)]
pub(super) struct Folded {
    /// The characters.
    pub chars: Vec<char>,
    /// Whether something that is no letter and no digit stood before each.
    pub breaks: Vec<bool>,
    /// The byte of the text that each came from.
    pub at: Vec<usize>,
    ends_broken: bool,
}

/// A word of folded text, or a character of a script that sets no blanks between words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Token {
    /// Its first character.
    pub start: usize,
    /// The character behind its last one.
    pub end: usize,
    /// How much it says towards a run of words that is no accident: five words say as much as eight characters.
    pub weight: usize,
}

const WORD_WEIGHT: usize = 8;
const CHAR_WEIGHT: usize = 5;

impl Token {
    /// Whether it is a character of a script without blanks.
    pub fn is_dense(&self) -> bool {
        self.weight == CHAR_WEIGHT
    }
}

/// Folds a text.
pub(super) fn fold(text: &str) -> Folded {
    let mut folded = Folded { ends_broken: true, ..Folded::default() };
    folded.push(text);
    folded
}

impl Folded {
    /// Adds a text behind what is there, as words of their own.
    pub fn push(&mut self, text: &str) {
        self.ends_broken = true;
        let mut chars = text.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            if c.is_ascii() {
                let next = chars.peek().map(|&(_, next)| next);
                self.push_ascii(c, at, next);
            } else if !is_ignored(c) {
                self.push_wide(c, at);
            }
        }
        self.ends_broken = true;
    }

    fn push_ascii(&mut self, c: char, at: usize, next: Option<char>) {
        let is_within_figure = matches!(c, ',' | '.')
            && !self.ends_broken
            && self.chars.last().is_some_and(char::is_ascii_digit)
            && next.is_some_and(|next| next.is_ascii_digit());
        if c.is_ascii_alphanumeric() {
            self.add(c.to_ascii_lowercase(), at);
        } else if is_within_figure {
            // 109,000 and 109000 are one figure, 3.75 and 375 are two.
            if c == '.' {
                self.add('.', at);
            }
        } else {
            self.ends_broken = true;
        }
    }

    fn push_wide(&mut self, c: char, at: usize) {
        for c in std::iter::once(c).nfkd() {
            if c.is_alphanumeric() || is_voicing(c) {
                for c in c.to_lowercase().filter(|&c| !is_combining(c)) {
                    self.add(c, at);
                }
            } else if !is_combining(c) {
                self.ends_broken = true;
            }
        }
    }

    fn add(&mut self, c: char, at: usize) {
        self.chars.push(c);
        self.breaks.push(std::mem::take(&mut self.ends_broken));
        self.at.push(at);
    }

    /// Whether a word may begin at a character, or end before it.
    pub fn is_edge(&self, idx: usize) -> bool {
        let Some(&c) = self.chars.get(idx) else { return true };
        idx == 0 || self.breaks[idx] || is_dense(c) || is_dense(self.chars[idx - 1])
    }

    /// The words, in order.
    pub fn tokens(&self) -> Vec<Token> {
        let mut tokens = Vec::new();
        let mut start = 0;
        while start < self.chars.len() {
            let is_dense = is_dense(self.chars[start]);
            let mut end = start + 1;
            while !is_dense && end < self.chars.len() && !self.is_edge(end) {
                end += 1;
            }
            tokens.push(Token { start, end, weight: if is_dense { CHAR_WEIGHT } else { WORD_WEIGHT } });
            start = end;
        }
        tokens
    }

    /// The words of `text`, which this was folded from, sentence by sentence: what stands on both sides of a full stop
    /// may meet by accident elsewhere.
    pub fn sentences<'t>(&self, text: &str, tokens: &'t [Token]) -> Vec<&'t [Token]> {
        tokens.chunk_by(|last, next| !self.is_stop_between(text, *last, *next)).collect()
    }

    fn is_stop_between(&self, text: &str, last: Token, next: Token) -> bool {
        let is_stop = |c: char| matches!(c, '。' | '！' | '？' | '!' | '?');
        let between = text.get(self.at[last.end - 1]..self.at[next.start]).unwrap_or_default();
        between.contains(is_stop)
            || between.contains(". ")
            || between.contains(".\n")
            || (last.is_dense() && next.is_dense() && between.contains(char::is_whitespace))
    }
}

/// Whether the script of a character sets no blanks between words.
pub(super) fn is_dense(c: char) -> bool {
    matches!(u32::from(c),
        0x0E00..=0x0EFF | 0x1000..=0x109F | 0x1780..=0x17FF
        | 0x3005..=0x3007 | 0x3040..=0x30FF | 0x3400..=0x9FFF | 0xF900..=0xFAFF | 0x20000..=0x3FFFF)
}

/// Whether a character is a katakana, of which names from abroad are written.
pub(super) fn is_katakana(c: char) -> bool {
    matches!(c, 'ァ'..='ヺ' | 'ー' | '\u{3099}' | '\u{309A}')
}

/// Whether a character is a Han character.
pub(super) fn is_han(c: char) -> bool {
    matches!(u32::from(c), 0x3005..=0x3007 | 0x3400..=0x9FFF | 0xF900..=0xFAFF | 0x20000..=0x3FFFF)
}

/// The marks of Japanese that make another letter of one, and are kept.
fn is_voicing(c: char) -> bool {
    matches!(c, '\u{3099}' | '\u{309A}')
}

fn is_combining(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c) && !is_voicing(c)
}

/// Characters that nobody sees and that part no words: soft hyphens, joiners, byte order marks.
fn is_ignored(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(text: &str) -> String {
        fold(text).chars.into_iter().collect()
    }

    #[test]
    fn what_a_page_does_to_words_makes_no_difference() {
        assert_eq!(folded("The Oﬃce\u{AD} of Démar-\nche"), folded("the office of demarche"));
        assert_eq!(folded("ＡＳＥＡＮ　首脳"), folded("asean首脳"));
        assert_eq!(folded("が"), folded("か\u{3099}"));
        assert_ne!(folded("が"), folded("か"));
    }

    #[test]
    fn a_figure_is_one_word_with_its_point_and_without_its_commas() {
        let text = fold("109,000 at 3.75, or 4.");
        let words: Vec<String> =
            text.tokens().iter().map(|token| text.chars[token.start..token.end].iter().collect()).collect();
        assert_eq!(words, ["109000", "at", "3.75", "or", "4"]);
    }
}
