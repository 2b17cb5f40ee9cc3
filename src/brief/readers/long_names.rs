//! Names of private kinds that count although other words stand around them, or a letter is wrong: those of two words
//! or more, in Japanese of four characters or more.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use crate::brief::readers::common_names::{COMMON_NAMES, NEVER_NEAR};
use crate::brief::readers::first::FirstWords;
use crate::brief::readers::fold::{find_words, fold_name, tidy, unframed};
use crate::brief::readers::kind::Kind;
use crate::brief::readers::names::NAMES;
use crate::text::distance;

/// The shortest of these names, in bytes of its folded form.
const MIN_BYTES: usize = 7;

/// How many letters of a name may be wrong.
const MAX_WRONG: usize = 2;

/// One of these names.
struct LongName {
    /// Its folded form.
    name: String,
    kind: &'static Kind,
    /// The letters it is made of, a bit each.
    letters: u32,
}

/// These names with ways to those that words may hold; computed once, since each heading is compared with all.
struct LongNames {
    /// The longest first, so that the more specific name wins.
    names: Vec<LongName>,
    /// What they begin with.
    starts: FirstWords,
    /// The places in `names` of those in ASCII, by the word that each begins with.
    by_word: HashMap<String, Vec<usize>>,
    /// The same by their length in bytes.
    by_len: HashMap<usize, Vec<usize>>,
    /// The places of all others, which have no blanks between words.
    joined: Vec<usize>,
}

static LONG_NAMES: LazyLock<LongNames> = LazyLock::new(|| {
    let common: HashSet<String> =
        COMMON_NAMES.iter().flat_map(|(_, names)| *names).map(|name| fold_name(name)).collect();
    let is_near = |name: &str| is_long(name) && !NEVER_NEAR.contains(&name) && !common.contains(name);
    let ours = NAMES.iter().filter(|(name, kind)| kind.readers.are_ours() && is_near(name));
    let mut names: Vec<LongName> =
        ours.map(|(name, kind)| LongName { name: name.clone(), kind, letters: letters(name) }).collect();
    names.sort_by(|a, b| b.name.len().cmp(&a.name.len()).then_with(|| a.name.cmp(&b.name)));
    let mut by_word: HashMap<String, Vec<usize>> = HashMap::new();
    let mut by_len: HashMap<usize, Vec<usize>> = HashMap::new();
    let mut joined = Vec::new();
    for (idx, LongName { name, .. }) in names.iter().enumerate() {
        if name.is_ascii() {
            by_word.entry(words_of(name).next().unwrap_or("").to_owned()).or_default().push(idx);
            by_len.entry(name.len()).or_default().push(idx);
        } else {
            joined.push(idx);
        }
    }
    let starts = FirstWords::of(names.iter().map(|long| long.name.as_str()));
    LongNames { names, starts, by_word, by_len, joined }
});

/// Whether a name counts when words only hold it: two words, four characters of Japanese, or one that has no other
/// meaning.
pub(super) fn is_long(name: &str) -> bool {
    /// Words that mean nothing else.
    const TELLING: [&str; 3] = ["fallback", "redline", "batna"];
    name.contains(' ') || TELLING.contains(&name) || (!name.is_ascii() && name.chars().count() >= 4)
}

/// Whether the name of a kind stands at the beginning of some words, or behind one: `Our red line`.
pub(super) fn begins_with_name(words: &str) -> bool {
    let long = &*LONG_NAMES;
    if !long.starts.may_stand_in(words) {
        return false;
    }
    let folded = fold_name(unframed(&tidy(words)));
    let by_word = words_of(&folded).filter_map(|word| long.by_word.get(word)).flatten();
    let joined = long.joined.iter().take(if folded.is_ascii() { 0 } else { usize::MAX });
    by_word.chain(joined).any(|&idx| {
        let name = long.names[idx].name.as_str();
        let at = if name.is_ascii() { find_words(&folded, name) } else { folded.find(name) };
        at.is_some_and(|at| folded[..at].split_whitespace().count() <= 1 && is_beside(&folded[..at]))
    })
}

/// The private kind whose name some words hold at one end or nearly are.
pub(super) fn near_name(words: &str) -> Option<&'static Kind> {
    let folded = fold_name(words);
    if folded.len() < MIN_BYTES {
        return None;
    }
    let LongNames { names, by_word, by_len, joined, .. } = &*LONG_NAMES;
    let by_word = words_of(&folded).filter_map(|word| by_word.get(word)).flatten();
    let joined = joined.iter().take(if folded.is_ascii() { 0 } else { usize::MAX });
    let held = by_word.chain(joined).filter(|&&idx| holds(&folded, &names[idx].name));
    let n_letters = folded.chars().count();
    let by_len = (n_letters.saturating_sub(MAX_WRONG)..=n_letters + MAX_WRONG)
        .filter_map(|len| by_len.get(&len))
        .flatten();
    let typed = letters(&folded);
    let like = by_len.filter(|&&idx| is_like((&folded, n_letters, typed), &names[idx]));
    held.chain(like).min().map(|&idx| names[idx].kind)
}

/// The words of a name or of folded words, without the signs between them.
fn words_of(folded: &str) -> impl Iterator<Item = &str> {
    folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// The letters of some words, a bit each.
fn letters(words: &str) -> u32 {
    let letters = words.bytes().filter(u8::is_ascii_alphabetic);
    letters.fold(0, |all, letter| all | 1 << (letter.to_ascii_lowercase() - b'a'))
}

/// Whether words hold a name at one end, or among few others.
fn holds(words: &str, name: &str) -> bool {
    if !name.is_ascii() {
        return words.starts_with(name) || words.ends_with(name);
    }
    find_words(words, name).is_some_and(|at| {
        let n_before = words[..at].split_whitespace().count();
        let n_after = words[at + name.len()..].split_whitespace().count();
        let is_near = n_before == 0 || (n_after == 0 && n_before <= 3) || n_before + n_after <= 4;
        is_near && is_beside(&words[..at]) && is_beside(&words[at + name.len()..])
    })
}

/// Whether words beside a name may be a part of it: in Japanese, which does not part words, no sentence.
fn is_beside(words: &str) -> bool {
    /// The longest word that stands before or behind a name, in characters.
    const MAX_CHARS: usize = 12;
    words.is_ascii() || (words.chars().count() <= MAX_CHARS && !words.contains(['。', '、', '，']))
}

/// Whether words are a name but for a letter or two; the words with their length and their letters.
fn is_like((words, n_letters, typed): (&str, usize, u32), long: &LongName) -> bool {
    let n_name = long.name.len();
    let allowed = if n_name >= 8 { MAX_WRONG } else { usize::from(n_name >= 6) };
    // Most are told by letters that are in one of them alone.
    let n_others = (typed & !long.letters).count_ones().max((long.letters & !typed).count_ones());
    n_letters.abs_diff(n_name) <= allowed
        && usize::try_from(n_others).is_ok_and(|n_others| n_others <= allowed)
        && distance(words, &long.name) <= allowed
}
