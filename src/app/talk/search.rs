//! A small index that finds texts while somebody types: words, beginnings of words, kana for kanji, slips of the finger.
//!
//! All is folded once, when the index is made.

use std::collections::BTreeMap;

use crate::app::talk::fold::{fold, is_kana, is_kanji, kana_of, latin_of};
use crate::app::talk::glossary::Glossary;
use crate::app::talk::readings::READINGS;

/// How well the best match scores within its field; the field counts for more.
const WHOLE_WORD: u32 = 90;
const BEGIN_OF_WORD: u32 = 80;
const WITHIN_JAPANESE: u32 = 70;
const READING: u32 = 60;
const WITHIN_READING: u32 = 40;
const WITHIN_WORD: u32 = 30;
const SLIP: u32 = 20;

/// Something to look through, before it is folded.
pub(super) struct Field<'t> {
    /// The text it belongs to.
    pub text_idx: usize,
    /// What a match here counts for, in hundreds.
    pub weight: u32,
    /// The words.
    pub words: &'t str,
}

/// Folded texts, ready to be looked through.
#[derive(Clone, Debug, Default)]
pub(super) struct Index {
    n_texts: usize,
    fields: Vec<Folded>,
    /// All words of all fields with the fields they stand in, for slips of the finger.
    words: Vec<Word>,
    /// Terms and readings, folded, the longest term first.
    readings: Vec<(String, String)>,
}

/// A word and the fields it stands in.
#[derive(Clone, Debug)]
struct Word {
    letters: Vec<char>,
    mask: u64,
    places: Vec<usize>,
}

/// A folded field.
#[derive(Clone, Debug)]
struct Folded {
    text_idx: usize,
    weight: u32,
    text: String,
    /// The text with kana for the terms whose reading is known, and where those begin; empty where there are none.
    read: String,
    starts: Vec<usize>,
}

/// One of the words that are looked for.
struct Term {
    text: String,
    /// The kana it stands for, if any.
    kana: Option<String>,
}

impl Index {
    /// Folds the fields of `n_texts` texts; `own` are readings beside the well-known ones.
    pub(super) fn new(n_texts: usize, fields: &[Field<'_>], own: &[(String, String)]) -> Self {
        let known = READINGS.iter().map(|&(term, reading)| (fold(term), fold(reading)));
        let mut readings: Vec<_> =
            own.iter().map(|(term, reading)| (fold(term), fold(reading))).chain(known).collect();
        readings.sort_by_key(|(term, _)| std::cmp::Reverse(term.len()));
        let mut fields: Vec<Folded> = fields.iter().map(|field| folded(field, &readings)).collect();
        add_other_names(&mut fields, &readings);
        let mut words: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (idx, field) in fields.iter().enumerate() {
            let kana =
                || read_words(field).chain(words_of(&field.text).filter(|word| word.contains(is_kana)));
            let as_heard = kana().map(latin_of);
            let as_written = words_of(&field.text).chain(read_words(field)).map(str::to_owned);
            for word in as_written.chain(as_heard) {
                let places = words.entry(word).or_default();
                if places.last() != Some(&idx) {
                    places.push(idx);
                }
            }
        }
        let words = words.into_iter().map(|(word, places)| Word {
            letters: word.chars().collect(),
            mask: word.chars().fold(0, |mask, c| mask | bit(c)),
            places,
        });
        let words = words.collect();
        Self { n_texts, fields, words, readings }
    }

    /// The texts that hold most of the words typed, the best first; texts as good as each other in their order.
    ///
    /// Slips of the finger are forgiven only where no text holds all words as typed.
    pub(super) fn search(&self, typed: &str) -> Vec<usize> {
        let terms = self.terms(typed);
        if terms.is_empty() {
            return Vec::new();
        }
        let mut scores: Vec<Vec<u32>> = terms.iter().map(|term| self.scores(term)).collect();
        let holds_all = |scores: &[Vec<u32>]| {
            (0..self.n_texts).any(|text_idx| scores.iter().all(|scores| scores[text_idx] > 0))
        };
        if !holds_all(&scores) {
            for (term, scores) in terms.iter().zip(&mut scores) {
                self.forgive(term, scores);
            }
        }
        ranked(&scores, &self.holding_phrase(&fold(typed)))
    }

    /// Whether each text holds all that was typed as it stands, several words in their order.
    fn holding_phrase(&self, typed: &str) -> Vec<bool> {
        let mut holding = vec![false; self.n_texts];
        for field in self.fields.iter().filter(|_| typed.contains(' ')) {
            let is_held = field.text.match_indices(typed).any(|(at, _)| is_edge(&field.text, at));
            holding[field.text_idx] |= is_held;
        }
        holding
    }

    /// The words that were typed; Japanese, which has no blanks, is parted where terms are known.
    fn terms(&self, typed: &str) -> Vec<Term> {
        let folded = fold(typed);
        let mut terms = Vec::new();
        for word in folded.split(' ').filter(|word| !word.is_empty()) {
            if word.contains(is_kanji) && !self.fields.iter().any(|field| field.text.contains(word)) {
                terms.extend(self.parted(word));
            } else {
                terms.push(word);
            }
        }
        // Kanji stand for their reading as Latin letters do, so that a text in kana is found by them.
        let kana = |word: &str| {
            if word.contains(is_kanji) {
                let (reading, starts) = read(word, &self.readings);
                return Some(reading).filter(|reading| !starts.is_empty() && !reading.contains(is_kanji));
            }
            kana_of(word).filter(|kana| kana.chars().count() > 1 || word.contains(is_kana))
        };
        terms.into_iter().map(|word| Term { text: word.to_owned(), kana: kana(word) }).collect()
    }

    /// A word in its known terms and what stands between them.
    fn parted<'t>(&self, word: &'t str) -> Vec<&'t str> {
        let mut parts = Vec::new();
        let (mut begin, mut at) = (0, 0);
        while at < word.len() {
            let known = self.readings.iter().find(|(term, _)| word[at..].starts_with(term.as_str()));
            let n_bytes = known.map(|(term, _)| term.len());
            if let Some(n_bytes) = n_bytes {
                parts.push(&word[begin..at]);
                parts.push(&word[at..at + n_bytes]);
                begin = at + n_bytes;
            }
            at += n_bytes.unwrap_or_else(|| word[at..].chars().next().map_or(1, char::len_utf8));
        }
        parts.push(&word[begin..]);
        // What joins terms, such as の, is not looked for.
        parts.retain(|part| part.contains(|c: char| !is_kana(c)));
        parts
    }

    /// What a term scores in each text.
    fn scores(&self, term: &Term) -> Vec<u32> {
        let mut scores = vec![0; self.n_texts];
        for field in &self.fields {
            let within = field.score(term);
            if within > 0 {
                let score = &mut scores[field.text_idx];
                *score = (*score).max(field.weight * 100 + within);
            }
        }
        scores
    }

    /// Adds the texts that hold a word which differs from a term by a slip of the finger.
    fn forgive(&self, term: &Term, scores: &mut [u32]) {
        for typed in std::iter::once(&term.text).chain(&term.kana) {
            let typed: Vec<char> = typed.chars().collect();
            let max = match typed.len() {
                0..4 => continue,
                4..8 => 1,
                _ => 2,
            };
            for word in &self.words {
                // Each letter that a word does not have is a slip; most words are out by that alone.
                if typed.iter().filter(|&&c| word.mask & bit(c) == 0).count() > max {
                    continue;
                }
                let Some(distance) = distance_to_begin(&typed, &word.letters, max) else { continue };
                for field in word.places.iter().map(|&idx| &self.fields[idx]) {
                    let score = &mut scores[field.text_idx];
                    // The weight still orders slips, and any word as typed comes before them.
                    *score = (*score).max(field.weight + SLIP - 5 * u32::try_from(distance).unwrap_or(3));
                }
            }
        }
    }
}

impl Folded {
    /// How well the best match of a term scores; 0 where there is none.
    fn score(&self, term: &Term) -> u32 {
        let text = self.text.as_str();
        let places = text.match_indices(term.text.as_str()).map(|(at, _)| {
            let end = at + term.text.len();
            match (is_edge(text, at), is_edge(text, end)) {
                (true, true) => WHOLE_WORD,
                (true, false) => BEGIN_OF_WORD,
                (false, _) if term.text.contains(is_kanji) => WITHIN_JAPANESE,
                (false, _) if term.text.chars().count() >= 3 => WITHIN_WORD,
                (false, _) => 0,
            }
        });
        let as_typed = places.max().unwrap_or(0);
        let Some(kana) = &term.kana else { return as_typed };
        let in_text = text.match_indices(kana.as_str()).map(|(at, _)| is_edge(text, at));
        // Kanji that were typed do not stand for other kanji of the same sound.
        let read = if term.text.contains(is_kanji) { "" } else { self.read.as_str() };
        let in_read = read
            .match_indices(kana.as_str())
            .map(|(at, _)| self.starts.binary_search(&at).is_ok() || is_edge(&self.read, at));
        let is_long = kana.chars().count() >= 2;
        let by_reading = in_text.chain(in_read).map(|is_start| match (is_start, is_long) {
            (true, _) => READING,
            (false, true) => WITHIN_READING,
            (false, false) => 0,
        });
        as_typed.max(by_reading.max().unwrap_or(0))
    }
}

/// The texts with most of the words: those that hold them as a phrase, then by their weakest word and then by all.
fn ranked(scores: &[Vec<u32>], holding_phrase: &[bool]) -> Vec<usize> {
    let rank = |text_idx: usize| {
        let of_text = || scores.iter().map(|scores| scores[text_idx]).filter(|&score| score > 0);
        let weakest = of_text().min().unwrap_or(0);
        (of_text().count(), (holding_phrase[text_idx], weakest, of_text().sum::<u32>()))
    };
    let mut ranks: Vec<_> = (0..holding_phrase.len()).map(|text_idx| (rank(text_idx), text_idx)).collect();
    let n_most = ranks.iter().map(|((n_words, _), _)| *n_words).max().unwrap_or(0);
    ranks.retain(|((n_words, _), _)| *n_words > 0 && *n_words == n_most);
    ranks.sort_by_key(|&(rank, text_idx)| (std::cmp::Reverse(rank), text_idx));
    ranks.into_iter().map(|(_, text_idx)| text_idx).collect()
}

fn folded(field: &Field<'_>, readings: &[(String, String)]) -> Folded {
    let text = fold(field.words);
    let (read, starts) =
        if text.contains(is_kanji) { read(&text, readings) } else { (String::new(), Vec::new()) };
    Folded { text_idx: field.text_idx, weight: field.weight, text, read, starts }
}

/// Adds what is named in the fields in other words, as fields that count for a little less.
fn add_other_names(fields: &mut Vec<Folded>, readings: &[(String, String)]) {
    let glossary = Glossary::new();
    let others: Vec<Folded> = fields
        .iter()
        .filter_map(|field| {
            let names = glossary.other_names(&field.text);
            let weight = field.weight.saturating_sub(1).max(1);
            let named = Field { text_idx: field.text_idx, weight, words: &names };
            (!names.is_empty()).then(|| folded(&named, readings))
        })
        .collect();
    fields.extend(others);
}

/// A folded text as it is read aloud, as far as readings are known, and where they begin.
fn read(text: &str, readings: &[(String, String)]) -> (String, Vec<usize>) {
    let mut out = String::with_capacity(text.len());
    let mut starts = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let known = || readings.iter().find(|(term, _)| rest.starts_with(term.as_str()));
        // All terms begin with a Chinese character.
        if let Some((term, reading)) = is_kanji(first).then(known).flatten() {
            starts.push(out.len());
            out.push_str(reading);
            rest = &rest[term.len()..];
        } else {
            out.push(first);
            rest = &rest[first.len_utf8()..];
        }
    }
    (out, starts)
}

/// The words of a folded text: parted by blanks, and where Latin letters, kana and kanji meet.
fn words_of(text: &str) -> impl Iterator<Item = &str> {
    text.split(' ').flat_map(|word| {
        let mut begin = 0;
        let edges = word.char_indices().map(|(at, _)| at).filter(|&at| at > 0 && is_edge(word, at));
        edges
            .chain([word.len()])
            .map(move |end| &word[std::mem::replace(&mut begin, end)..end])
            .collect::<Vec<_>>()
    })
}

/// The readings of a field, each with the kana after it.
fn read_words(field: &Folded) -> impl Iterator<Item = &str> {
    field.starts.iter().map(|&start| {
        let rest = &field.read[start..];
        &rest[..rest.find(|c| !is_kana(c)).unwrap_or(rest.len())]
    })
}

/// Whether a word begins or ends at a place of a folded text.
fn is_edge(text: &str, at: usize) -> bool {
    let class = |c: char| match c {
        ' ' => 0,
        c if is_kana(c) => 2,
        c if is_kanji(c) => 3,
        // So that $8 is found by its figure.
        '$' | '¥' | '%' => 4,
        _ => 1,
    };
    let (before, after) = (text[..at].chars().next_back(), text[at..].chars().next());
    match (before.map(class), after.map(class)) {
        (Some(before), Some(after)) => before != after,
        _ => true,
    }
}

/// A bit for a letter; some letters share one.
fn bit(c: char) -> u64 {
    1 << (u32::from(c) % 64)
}

/// By how many slips `typed` differs from the nearest beginning of `word`: letters left out, added, wrong, or two
/// in the wrong order. Nothing where there are more than `max`.
fn distance_to_begin(typed: &[char], word: &[char], max: usize) -> Option<usize> {
    if word.len() + max < typed.len() {
        return None;
    }
    let word = &word[..word.len().min(typed.len() + max)];
    let mut before_last: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=word.len()).collect();
    for (row, &c) in typed.iter().enumerate() {
        let mut next = vec![row + 1];
        for (column, &other) in word.iter().enumerate() {
            let changed = last[column] + usize::from(c != other);
            let mut least = changed.min(last[column + 1] + 1).min(next[column] + 1);
            let is_swapped = row > 0 && column > 0 && c == word[column - 1] && typed[row - 1] == other;
            if is_swapped {
                least = least.min(before_last[column - 1] + 1);
            }
            next.push(least);
        }
        if next.iter().min().is_some_and(|&least| least > max) {
            return None;
        }
        before_last = std::mem::replace(&mut last, next);
    }
    last.into_iter().min().filter(|&least| least <= max)
}

#[cfg(test)]
mod tests;
