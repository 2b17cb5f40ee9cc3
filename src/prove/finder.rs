//! What is worth looking for in one piece of private text: runs of its words, names, figures.

use std::collections::HashSet;

use crate::prove::Sort;
use crate::prove::fold::{Folded, Token, is_dense, is_han, is_katakana};
use crate::prove::pieces::Piece;

/// Words in a row that are no accident: five, or eight characters where no blanks part words.
const RUN_WEIGHT: usize = 40;
/// What a sentence that is shorter than a run must weigh to be looked for as a whole: two words, or four characters.
const SHORT_WEIGHT: usize = 16;
/// The fewest characters of a run, by which it is found.
const N_KEY: usize = 8;
/// The months, which make a date of a figure.
const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Finds what is worth looking for in one piece.
pub(super) struct Finder<'f> {
    pub piece: &'f Piece,
    pub folded: &'f Folded,
    /// The words of shared text.
    pub known: &'f HashSet<&'f [char]>,
    /// Whether pages of this copy bear the figures of axes.
    pub has_charts: bool,
    /// From how many words on a run is looked for again.
    pub stride: usize,
    pub found: Vec<(usize, usize, Sort)>,
}

impl Finder<'_> {
    /// Finds all of it.
    pub fn run(&mut self) {
        let tokens = self.folded.tokens();
        self.folded.sentences(&self.piece.text, &tokens).into_iter().for_each(|sentence| self.runs(sentence));
        let is_titled = !self.piece.is_name_list && self.is_in_title_case(&tokens);
        for (idx, token) in tokens.iter().enumerate() {
            let is_known = self.known.contains(&self.folded.chars[token.start..token.end]);
            if self.is_figure(*token) {
                self.figure(&tokens, idx, is_known);
            } else if !is_known && ((!is_titled && self.is_name(*token)) || self.is_code(*token)) {
                self.found.push((token.start, token.end, Sort::Name));
            }
        }
        self.dense_names();
    }

    /// Runs of words, one from each word on; where there is too little for one, the whole sentence.
    fn runs(&mut self, tokens: &[Token]) {
        let (mut last, mut weight) = (0, 0);
        for (first, token) in tokens.iter().enumerate() {
            while last < tokens.len() && (weight < RUN_WEIGHT || tokens[last - 1].end - token.start < N_KEY) {
                weight += tokens[last].weight;
                last += 1;
            }
            if weight < RUN_WEIGHT || tokens[last - 1].end - token.start < N_KEY {
                break;
            }
            if first % self.stride == 0 {
                self.found.push((token.start, tokens[last - 1].end, Sort::Words));
            }
            weight -= token.weight;
        }
        let total: usize = tokens.iter().map(|token| token.weight).sum();
        let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else { return };
        let is_told = |token: &Token| !self.known.contains(&self.folded.chars[token.start..token.end]);
        let n_chars = last.end - first.start;
        let is_dense = tokens.iter().all(Token::is_dense);
        // Two or three words may meet by accident, unless one of them stands nowhere else.
        let is_telling = is_dense || (n_chars >= N_KEY && (tokens.len() > 2 || tokens.iter().any(is_told)));
        if (SHORT_WEIGHT..RUN_WEIGHT).contains(&total) && is_telling {
            self.found.push((first.start, last.end, Sort::Words));
        }
    }

    fn is_figure(&self, token: Token) -> bool {
        self.folded.chars[token.start..token.end].iter().all(|&c| c.is_ascii_digit() || c == '.')
    }

    /// A figure of three digits or more that is no year stands for itself, others with the word behind them.
    fn figure(&mut self, tokens: &[Token], idx: usize, is_known: bool) {
        let token = tokens[idx];
        let digits: String =
            self.folded.chars[token.start..token.end].iter().filter(|c| **c != '.').collect();
        let digits = digits.trim_matches('0');
        let n_chars = token.end - token.start;
        let is_year = n_chars == 4 && (digits.starts_with("19") || digits.starts_with('2'));
        let may_be_tick = self.has_charts && digits.len() == 3 && digits.ends_with('5');
        if digits.len() >= 3 && !is_year && !may_be_tick {
            if !is_known {
                self.found.push((token.start, token.end, Sort::Figure));
            }
            return;
        }
        let Some(next) = tokens.get(idx + 1).filter(|next| !is_year && !self.is_of_date(**next)) else {
            return;
        };
        let is_joined = !self.folded.breaks[next.start] || !next.is_dense();
        let end = if next.is_dense() {
            tokens.get(idx + 2).filter(|second| second.is_dense()).map(|second| second.end)
        } else {
            (next.end - next.start >= 4 && !self.is_figure(*next)).then_some(next.end)
        };
        if let Some(end) = end.filter(|_| is_joined) {
            self.found.push((token.start, end, Sort::Figure));
        }
    }

    /// Whether a word makes a date or a time of the figure before it; pages bear those of the brief.
    fn is_of_date(&self, token: Token) -> bool {
        const OF_DATE: &[&str] = &["年", "月", "日", "時", "分", "hours", "minutes"];
        let word: String = self.folded.chars[token.start..token.end].iter().collect();
        OF_DATE.contains(&word.as_str()) || MONTHS.iter().any(|month| month.starts_with(&word))
    }

    /// Whether a word is written with a capital where a sentence would have none.
    fn is_name(&self, token: Token) -> bool {
        let at = self.folded.at[token.start];
        let rest = &self.piece.text[at..];
        let n_chars = token.end - token.start;
        let word: String = rest.chars().take_while(|c| c.is_alphanumeric()).collect();
        let n_capitals = word.chars().filter(|c| c.is_uppercase()).count();
        if n_chars < 3 || token.is_dense() || !word.starts_with(char::is_uppercase) {
            return false;
        }
        let before = self.piece.text[..at]
            .trim_end_matches([' ', '\n', '“', '”', '"', '(', ')', '‘', '’', '*', '_', '[', ',']);
        let begins_sentence =
            before.is_empty() || before.ends_with(['.', '!', '?', ':', ';', '—', '–', '-', '|', '#']);
        n_capitals >= 2 || (n_chars >= 4 && (self.piece.is_name_list || !begins_sentence))
    }

    /// Whether a word holds letters and digits, as the names of files and forms do.
    fn is_code(&self, token: Token) -> bool {
        let chars = &self.folded.chars[token.start..token.end];
        let n_digits = chars.iter().filter(|c| c.is_ascii_digit()).count();
        chars.len() >= 5 && n_digits > 0 && chars.len() - n_digits >= 3
    }

    /// Whether most words begin with a capital, so that a capital tells nothing.
    fn is_in_title_case(&self, tokens: &[Token]) -> bool {
        let first = |token: &&Token| self.piece.text[self.folded.at[token.start]..].chars().next();
        let words =
            tokens.iter().filter(|token| first(token).is_some_and(|c| c.is_alphabetic() && !is_dense(c)));
        let n_words = words.clone().count();
        let n_capitals = words.filter(|token| first(token).is_some_and(char::is_uppercase)).count();
        n_words >= 2 && n_capitals * 5 >= n_words * 3
    }

    /// Names in scripts without blanks: words in katakana, and Han characters in a row.
    fn dense_names(&mut self) {
        let chars = &self.folded.chars;
        let mut start = 0;
        while start < chars.len() {
            let is_of = if is_katakana(chars[start]) { is_katakana } else { is_han };
            let mut end = start;
            while end < chars.len() && is_of(chars[end]) && (end == start || !self.folded.breaks[end]) {
                end += 1;
            }
            let n_least = if is_katakana(chars[start]) { 3 } else { 4 };
            if (n_least..=12).contains(&(end - start)) {
                self.found.push((start, end, Sort::Name));
            }
            start = end.max(start + 1);
        }
    }
}
