//! Where two sentences of shared text may meet in a file, whatever stood between them in the brief.
//!
//! A file leaves private text out, and sets cells, captions and headings side by side. The last words of one and the
//! first of another are then words in a row, and tell nothing of a private sentence that has the same words.

use std::collections::HashSet;

use crate::prove::fold::{Folded, Token};

/// How many words at the beginning and at the end of a sentence may belong to what is looked for.
const MAX_WORDS: usize = 16;

/// How the sentences of shared text begin and end.
#[derive(Debug, Default)]
pub(super) struct Seams {
    heads: HashSet<Box<[char]>>,
    tails: HashSet<Box<[char]>>,
    wholes: HashSet<Box<[char]>>,
}

impl Seams {
    /// Those of `text`, which stands folded beside it; a line begins a sentence, too.
    pub fn of(text: &str, folded: &Folded) -> Self {
        let mut seams = Self::default();
        let tokens = folded.tokens();
        for sentence in folded.sentences(text, &tokens) {
            let is_same_line = |last: &Token, next: &Token| {
                let between = text.get(folded.at[last.end - 1]..folded.at[next.start]);
                !between.is_some_and(|between| between.contains('\n'))
            };
            sentence.chunk_by(is_same_line).for_each(|part| seams.add(part, folded));
        }
        seams
    }

    fn add(&mut self, words: &[Token], folded: &Folded) {
        let (Some(first), Some(last)) = (words.first(), words.last()) else { return };
        let chars = |start: usize, end: usize| folded.chars[start..end].into();
        self.heads.extend(words.iter().take(MAX_WORDS).map(|word| chars(first.start, word.end)));
        self.tails.extend(words.iter().rev().take(MAX_WORDS).map(|word| chars(word.start, last.end)));
        if words.len() <= MAX_WORDS {
            self.wholes.insert(chars(first.start, last.end));
        }
    }

    /// Whether a sentence begins with these characters.
    pub fn is_head(&self, chars: &[char]) -> bool {
        self.heads.contains(chars)
    }

    /// Whether these characters are the end of one sentence and the beginning of another, with whole ones between.
    pub fn are_met(&self, chars: &[char]) -> bool {
        let mut is_seam = vec![false; chars.len()];
        for at in 1..chars.len() {
            let is_whole = |from: usize| is_seam[from] && self.wholes.contains(&chars[from..at]);
            is_seam[at] = self.tails.contains(&chars[..at]) || (1..at).any(is_whole);
            if is_seam[at] && self.is_head(&chars[at..]) {
                return true;
            }
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prove::fold::fold;

    #[test]
    fn sentences_meet_at_their_ends_and_nowhere_else() {
        let text = "Trade with Ohio grew again. Ports grew.\nSteel: quota\nWe will never sign it";
        let seams = Seams::of(text, &fold(text));
        let are_met = |words: &str| seams.are_met(&fold(words).chars);
        assert!(are_met("grew again steel quota we will"), "over a whole line");
        assert!(are_met("never sign it trade with Ohio"), "in any order");
        assert!(are_met("grew again ports grew"));
        assert!(!are_met("we will trade with Ohio"), "“we will” is no end");
        assert!(!are_met("sign it grew again"), "“grew again” is no beginning");
        assert!(!are_met("we will never sign"), "a part of one sentence is found as such");
    }
}
