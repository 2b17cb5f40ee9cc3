//! The first words of a line, by which most lines are told from names and marks without reading them.

use crate::brief::readers::fold::singular;

/// The longest word that is looked up, in bytes; no name or mark begins with a longer one.
const MAX_WORD_BYTES: usize = 32;

/// How far a name or mark may stand behind signs and numbers, in characters.
const MAX_START_CHARS: usize = 200;

/// What names or marks may begin with: the first words of all of them, in small ASCII letters.
pub(super) struct FirstWords {
    /// The words that begin with each letter.
    words: [Vec<String>; 128],
    /// For each letter, which lengths those words have: most words are told by that.
    lengths: [u64; 128],
}

impl FirstWords {
    /// The first words of some names.
    pub(super) fn of<'n>(names: impl Iterator<Item = &'n str>) -> FirstWords {
        let first = names.map(|name| {
            let mut word = Word::default();
            name.chars().take_while(|c| word.take(*c)).for_each(drop);
            String::from_utf8_lossy(word.as_bytes()).into_owned()
        });
        let mut all = FirstWords { words: [const { Vec::new() }; 128], lengths: [0; 128] };
        for word in first.filter(|word| !word.is_empty()) {
            let letter = usize::from(word.as_bytes()[0]);
            all.lengths[letter] |= 1 << word.len();
            if !all.words[letter].contains(&word) {
                all.words[letter].push(word);
            }
        }
        all
    }

    /// Whether some words may begin with a name, once numbers and signs are taken off. Words that begin with letters
    /// beyond ASCII may.
    pub(super) fn may_begin(&self, text: &str) -> bool {
        let mut start = Start::default();
        let mut chars = text.chars().take(MAX_START_CHARS);
        let told = chars.find_map(|c| self.follow(&mut start, c)).or_else(|| self.follow(&mut start, ' '));
        // Letters set apart may be those of one word.
        told.unwrap_or(start.is_spaced)
    }

    /// Goes on to the next letter of a text; says whether it may begin with a name as soon as that is known.
    fn follow(&self, start: &mut Start, c: char) -> Option<bool> {
        if start.word.take(c) {
            return None;
        }
        if (!c.is_ascii() && !is_sign(c)) || self.holds(&start.word) {
            return Some(true);
        }
        if !start.word.may_count() {
            return Some(false);
        }
        start.is_spaced |= start.word.as_bytes().first().is_some_and(u8::is_ascii_alphabetic);
        start.word = Word::default();
        None
    }

    /// Whether any of some words may be the first of a name. Words that are not in ASCII alone may.
    pub(super) fn may_stand_in(&self, text: &str) -> bool {
        let mut word = Word::default();
        !text.is_ascii()
            || text.chars().chain([' ']).any(|c| {
                let is_end = !word.take(c);
                is_end && self.holds(&std::mem::take(&mut word))
            })
    }

    fn holds(&self, word: &Word) -> bool {
        let word = word.as_bytes();
        let Some(letter) = word.first().copied().map(usize::from) else { return false };
        // Without the sign of the plural it is a letter shorter, or two.
        let is_plural = word.ends_with(b"s");
        let all = if is_plural { 0b111 << word.len() >> 2 } else { 1 << word.len() };
        if self.lengths[letter] & all == 0 {
            return false;
        }
        let holds = |word: &[u8]| self.words[letter].iter().any(|first| first.as_bytes() == word);
        let single = || str::from_utf8(word).map(singular).unwrap_or_default();
        holds(word) || (is_plural && holds(single().as_bytes()))
    }
}

/// Where one is in a text whose first words are looked at.
#[derive(Default)]
struct Start {
    word: Word,
    /// Whether a single letter stood there.
    is_spaced: bool,
}

/// Signs beyond ASCII that stand beside words and are no part of them.
fn is_sign(c: char) -> bool {
    matches!(c, '–' | '—' | '“' | '”' | '„' | '…' | '•' | '·' | '€' | '£' | '¥')
}

/// A word in small letters; empty if it is longer than any name begins with.
#[derive(Default)]
struct Word {
    letters: [u8; MAX_WORD_BYTES],
    len: usize,
}

impl Word {
    /// Puts a letter to the word; nothing for the signs that names and marks are compared without. Says whether the
    /// word goes on.
    fn take(&mut self, c: char) -> bool {
        if matches!(c, '\'' | '’' | '‘' | '`' | '*' | '\\') {
            return true;
        }
        if !c.is_ascii_alphanumeric() {
            return false;
        }
        if let Some(letter) = self.letters.get_mut(self.len) {
            *letter = c.to_ascii_lowercase() as u8;
        }
        self.len += 1;
        true
    }

    fn as_bytes(&self) -> &[u8] {
        self.letters.get(..self.len).unwrap_or(&[])
    }

    /// Whether it may be a number or a letter that counts, or a letter of a word that is set apart.
    fn may_count(&self) -> bool {
        let letters = self.letters.get(..self.len).unwrap_or(b"-");
        letters.len() <= 1
            || letters.iter().all(u8::is_ascii_digit)
            || letters.iter().all(|c| matches!(c, b'i' | b'v' | b'x'))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_told_by_its_first_word() {
        let first = FirstWords::of(["red line", "q&a", "do not raise", "譲れない一線"].into_iter());
        for words in [
            "Red lines",
            "3. RED LINES:",
            "(a) Red-line",
            "III Red line",
            "Q&A",
            "R E D",
            "[Red line]",
            "\"Red",
        ] {
            assert!(first.may_begin(words), "{words}");
        }
        for words in [
            "They employ 109,000",
            "109,000 people – red",
            "A plan of red lines",
            "We’re red",
            "",
            "---",
            "24",
        ] {
            assert!(!first.may_begin(words), "{words}");
        }
        for words in [
            "譲れない",
            "– 譲れない",
            "r\\ed line",
            "Re\u{200b}d line",
            "They\u{200b}",
            "Ｒed line",
            "“Red line”",
        ] {
            assert!(first.may_begin(words), "{words}");
        }
        assert!(first.may_stand_in("Our red lines") && !first.may_stand_in("Our lines are"));
    }
}
