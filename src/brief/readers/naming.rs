//! Words that name a kind: the headings and labels of people who write no markers.
//!
//! A name is found behind numbers and signs, in brackets and frames, in any case and width, with plural or without.
//! Words that are nearly the name of a private kind name it too, where the name has two words or, in Japanese, four
//! characters: what might be meant to stay with us stays.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::brief::readers::first::FirstWords;
use crate::brief::readers::fold::{find_words, fold_name, tidy, trim_end, unframed};
use crate::brief::readers::frame::{leading_frame, remark_at_end};
use crate::brief::readers::kind::{KINDS, Kind, kind_named};
use crate::brief::readers::phrase::{NEVER_NEAR, is_question, phrase};
use crate::brief::readers::portion::is_keeping_word;
use crate::text::distance;

/// That some words name a kind.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Naming {
    /// The kind.
    pub kind: &'static Kind,
    /// How well they do.
    pub certainty: Certainty,
}

/// How well words name a kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Certainty {
    /// They are its name and nothing else.
    Plain,
    /// They are its name with a number, a frame, a remark or an article.
    Dressed,
    /// They hold the name of a private kind, or nearly so.
    Near,
}

/// The names of all kinds, folded; computed once from [`KINDS`], since each heading is looked up.
static NAMES: LazyLock<HashMap<String, &'static Kind>> = LazyLock::new(|| {
    let mut names = HashMap::new();
    for kind in KINDS {
        for name in kind.names() {
            names.entry(fold_name(name)).or_insert(kind);
        }
    }
    names
});

/// What those names begin with, computed once for the same reason.
static NAME_STARTS: LazyLock<FirstWords> = LazyLock::new(|| FirstWords::of(NAMES.keys().map(String::as_str)));

/// The names of private kinds that count when they are only nearly met, folded.
static LONG_NAMES: LazyLock<Vec<(String, &'static Kind)>> = LazyLock::new(|| {
    let is_near = |name: &str| is_long(name) && !NEVER_NEAR.contains(&name);
    let ours = NAMES.iter().filter(|(name, kind)| kind.readers.are_ours() && is_near(name));
    let mut names: Vec<_> = ours.map(|(name, kind)| (name.clone(), *kind)).collect();
    // The longest first, so that the more specific name wins.
    names.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then_with(|| a.0.cmp(&b.0)));
    names
});

/// What those long names begin with.
static LONG_STARTS: LazyLock<FirstWords> =
    LazyLock::new(|| FirstWords::of(LONG_NAMES.iter().map(|(name, _)| name.as_str())));

/// The kind that some words are the name of, with what people put around names; near misses are left aside.
pub fn kind_for_heading(text: &str) -> Option<&'static Kind> {
    naming(text).filter(|naming| naming.certainty != Certainty::Near).map(|naming| naming.kind)
}

/// The kind that some words are the name of, as [`naming`] finds it, near misses left aside. It is much faster.
pub(in crate::brief) fn exact_naming(text: &str) -> Option<Naming> {
    if !NAME_STARTS.may_begin(text) {
        return None;
    }
    let whole = tidy(text);
    if whole.is_empty() || whole.len() > 120 {
        return None;
    }
    if let Some(kind) = lookup(trim_end(&whole)) {
        return Some(Naming { kind, certainty: Certainty::Plain });
    }
    let bare = unframed(&whole);
    lookup(bare).or_else(|| phrase(bare)).map(|kind| Naming { kind, certainty: Certainty::Dressed })
}

/// The kind that some words name; they are a heading or a line of their own.
pub fn naming(text: &str) -> Option<Naming> {
    let whole = tidy(text);
    if whole.is_empty() || whole.len() > 240 {
        return None;
    }
    if let Some(kind) = lookup(trim_end(&whole)) {
        return Some(Naming { kind, certainty: Certainty::Plain });
    }
    let bare = unframed(&whole);
    let dressed = |kind| Some(Naming { kind, certainty: Certainty::Dressed });
    let near = |kind| Some(Naming { kind, certainty: Certainty::Near });
    if let Some(kind) = lookup(bare).or_else(|| phrase(bare)) {
        return dressed(kind);
    }
    if is_question(&whole) {
        return kind_named("qa").and_then(near);
    }
    if let Some((before, remark)) = remark_at_end(bare) {
        return remarked(before, remark);
    }
    if let Some(kind) = leading_frame(bare).and_then(|(frame, _)| lookup(frame)).filter(|kind| is_ours(kind))
    {
        return dressed(kind);
    }
    if let Some(naming) = bare.rfind(is_separator).and_then(|at| remarked_behind(bare, at)) {
        return Some(naming);
    }
    let head = bare.split([':', '/', '–', '—', ',', ';']).next().unwrap_or("");
    // A comma may only part the words of a list.
    let is_apart = !bare[head.len()..].starts_with([',', ';']) || is_long(&fold_name(head));
    if let Some(kind) =
        lookup(head.trim()).filter(|kind| is_ours(kind) && head.len() < bare.len() && is_apart)
    {
        return dressed(kind);
    }
    near_name(bare).and_then(near)
}

/// Whether the name of a kind stands at the beginning of some words, or behind one: `Our red line`.
pub(super) fn begins_with_name(words: &str) -> bool {
    if !LONG_STARTS.may_stand_in(words) {
        return false;
    }
    let folded = fold_name(unframed(&tidy(words)));
    LONG_NAMES.iter().any(|(name, _)| {
        let at = if name.is_ascii() { find_words(&folded, name) } else { folded.find(name.as_str()) };
        at.is_some_and(|at| folded[..at].split_whitespace().count() <= 1)
    })
}

/// Whether a name counts when words only hold it: two words, or four characters of Japanese.
fn is_long(name: &str) -> bool {
    name.contains(' ') || (!name.is_ascii() && name.chars().count() >= 4)
}

/// Whether the words that name a kind are more than one word, so that they hardly stand in a sentence by chance.
pub(in crate::brief) fn is_long_name(words: &str) -> bool {
    is_long(&fold_name(unframed(&tidy(words))))
}

pub(super) fn is_ours(kind: &Kind) -> bool {
    kind.readers.are_ours()
}

fn lookup(words: &str) -> Option<&'static Kind> {
    named_exactly(words).or_else(|| {
        // `Red line 1`, `レッドライン①`
        let bare = words.trim_end_matches(|c: char| c.is_numeric() || c == ' ');
        let is_counted = bare.len() < words.len();
        is_counted.then(|| named_exactly(bare)).flatten().filter(|_| is_long(&fold_name(bare)))
    })
}

fn named_exactly(words: &str) -> Option<&'static Kind> {
    let may_be_name = NAME_STARTS.may_begin(words);
    may_be_name.then(|| NAMES.get(&fold_name(words)).copied()).flatten()
}

/// The kind of a name with a remark in brackets behind it.
fn remarked(before: &str, remark: &str) -> Option<Naming> {
    let kind = lookup(unframed(before)).or_else(|| near_name(unframed(before)));
    if let Some(kind) = kind.filter(|kind| is_ours(kind)) {
        return Some(Naming { kind, certainty: Certainty::Dressed });
    }
    let keeps = is_keeping_word(remark)
        || is_keeping_word(before)
        || lookup(remark).is_some_and(is_ours)
        || near_name(remark).is_some();
    if keeps || (kind.is_some() && says_no(remark)) {
        let kind =
            lookup(remark).filter(|kind| is_ours(kind)).or_else(|| kind_named("background-internal"))?;
        return Some(Naming { kind, certainty: Certainty::Near });
    }
    kind.map(|kind| Naming { kind, certainty: Certainty::Dressed })
}

fn is_separator(c: char) -> bool {
    matches!(c, ':' | '/' | '–' | '—' | ',' | ';' | '、' | '-')
}

/// The kind of a heading with a remark behind a sign: `Background – internal`, `Cargo, internal`.
fn remarked_behind(bare: &str, at: usize) -> Option<Naming> {
    let is_apart =
        !bare[at..].starts_with('-') || (bare[..at].ends_with(' ') && bare[at + 1..].starts_with(' '));
    let before = bare[..at].trim_end();
    let remark = bare[at..].trim_start_matches(is_separator).trim();
    if !is_apart || before.is_empty() || remark.is_empty() {
        return None;
    }
    let is_shared = lookup(unframed(before)).is_some_and(|kind| !is_ours(kind));
    let is_short = remark.split_whitespace().count() <= 5 && remark.chars().count() <= 40;
    let is_kept = is_keeping_word(remark) || (is_shared && is_short && says_no(remark));
    let kind = kind_named("background-internal").filter(|_| is_kept)?;
    Some(Naming { kind, certainty: Certainty::Near })
}

/// Whether a remark behind the name of a shared kind takes back what the name releases.
fn says_no(remark: &str) -> bool {
    const WORDS: [&str; 12] = [
        "not",
        "no",
        "never",
        "internal",
        "private",
        "confidential",
        "only",
        "our",
        "ours",
        "secret",
        "dont",
        "sensitive",
    ];
    let folded = fold_name(remark);
    let has_word = folded.split(|c: char| !c.is_alphanumeric()).any(|word| WORDS.contains(&word));
    has_word || folded.contains(['不', '非', '秘', '禁', '内', '未']) || folded.contains("限り")
}

/// The letters of some words, a bit each.
fn letters(words: &str) -> u32 {
    let letters = words.bytes().filter(u8::is_ascii_alphabetic);
    letters.fold(0, |all, letter| all | 1 << (letter.to_ascii_lowercase() - b'a'))
}

/// The letters of the long names that words may nearly be, in the order of those names; none of Japanese ones.
static LONG_LETTERS: LazyLock<Vec<u32>> = LazyLock::new(|| {
    let mask = |name: &str| if name.is_ascii() { letters(name) } else { u32::MAX };
    LONG_NAMES.iter().map(|(name, _)| mask(name)).collect()
});

/// Whether words with some letters may be a long name but for a letter or two; most are told by that.
fn may_be_like(letters: u32, name: u32) -> bool {
    // Two letters may be other ones, and the sign of the plural counts for nothing; that of `parties` are three.
    const MAX_OTHERS: u32 = 3;
    (letters & !name).count_ones().max((name & !letters).count_ones()) <= MAX_OTHERS
}

/// The private kind whose name some words hold at one end or nearly are.
fn near_name(words: &str) -> Option<&'static Kind> {
    let may_be = |typed: u32| move |name: &u32| may_be_like(typed, *name);
    let typed = may_be(letters(words));
    if words.is_ascii() && !LONG_STARTS.may_stand_in(words) && !LONG_LETTERS.iter().any(typed) {
        return None;
    }
    let folded = fold_name(words);
    // The shortest long name has eight letters, four in Japanese.
    if folded.len() < 7 {
        return None;
    }
    let n_letters = folded.chars().count();
    let may_hold = LONG_STARTS.may_stand_in(&folded);
    let is_alike = may_be(letters(&folded));
    let is_near = |name: &str, letters: &u32| {
        (may_hold && holds(&folded, name)) || (is_alike(letters) && is_like(&folded, n_letters, name))
    };
    let mut names = LONG_NAMES.iter().zip(LONG_LETTERS.iter());
    names.find(|((name, _), letters)| is_near(name, letters)).map(|((_, kind), _)| *kind)
}

/// Whether words hold a name at one end, or among few others.
fn holds(words: &str, name: &str) -> bool {
    if !name.is_ascii() {
        return words.starts_with(name) || words.ends_with(name);
    }
    find_words(words, name).is_some_and(|at| {
        let n_before = words[..at].split_whitespace().count();
        let n_after = words[at + name.len()..].split_whitespace().count();
        n_before == 0 || (n_after == 0 && n_before <= 3) || n_before + n_after <= 4
    })
}

/// Whether words are a name but for a letter or two.
fn is_like(words: &str, n_letters: usize, name: &str) -> bool {
    if !name.is_ascii() {
        return false;
    }
    let n_name = name.len();
    let allowed = if n_name >= 8 { 2 } else { usize::from(n_name >= 6) };
    n_letters.abs_diff(n_name) <= allowed && distance(words, name) <= allowed
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(text: &str) -> Option<&'static str> {
        naming(text).map(|naming| naming.kind.name)
    }

    #[test]
    fn names_are_found_however_they_are_dressed() {
        for (words, kind) in [
            ("Points to make", "say"),
            ("3. RED LINES:", "red-line"),
            ("III. Red lines", "red-line"),
            ("III Red lines", "red-line"),
            ("(a) Red lines", "red-line"),
            ("A. Red line", "red-line"),
            ("Ｒｅｄ ｌｉｎｅｓ", "red-line"),
            ("Red\u{200b} lines", "red-line"),
            ("[Red line]", "red-line"),
            ("発言要領", "say"),
            ("背景(対外応答不可)", "background-internal"),
            ("背景（対外使用可）", "background"),
            ("Q&A", "qa"),
            ("第3 応答要領", "if-raised"),
            ("３　応答要領", "if-raised"),
            ("３応答要領", "if-raised"),
            ("（１）応答要領", "if-raised"),
            ("①応答要領", "if-raised"),
            ("■応答要領", "if-raised"),
            ("【応答要領】", "if-raised"),
            ("【応答要領】関税", "if-raised"),
            ("応答要領：", "if-raised"),
            ("応答要領について", "if-raised"),
            ("先方の事情（部内限り）", "background-internal"),
            ("Background (internal only)", "background-internal"),
            ("Objectives (draft)", "objective"),
            ("Sensitivity", "sensitive"),
            ("Point to make", "say"),
            ("2.1 If asked", "if-raised"),
            ("ア 応答要領", "if-raised"),
            ("Background – which should not be disclosed", "background-internal"),
        ] {
            assert_eq!(name(words), Some(kind), "{words}");
        }
        assert_eq!(naming("Background").map(|naming| naming.certainty), Some(Certainty::Plain));
    }

    #[test]
    fn near_misses_of_long_private_names_count() {
        for (words, kind) in [
            ("Red line (fallback)", "red-line"),
            ("Our red line", "red-line"),
            ("Red lines for Tuesday", "red-line"),
            ("Our red lines for Tuesday", "red-line"),
            ("Red lien", "red-line"),
            ("Points to make on trade", "say"),
            ("譲れない一線（案）", "red-line"),
            ("自動車に関する想定問答", "qa"),
            ("Speaking points with partners", "say"),
        ] {
            assert_eq!(name(words), Some(kind), "{words}");
        }
    }

    #[test]
    fn other_words_are_left_alone() {
        for words in [
            "Record investment",
            "People of Okinawa",
            "The red line in the sand moved last year again",
            "Offers that stand",
            "Why the alliance matters",
            "Clear skies",
            "改革の進行",
            "経緯",
            "1 priority",
            "Notes on the text",
            "People on the payroll",
            "I think",
            "Next steps (draft)",
            "Agreed points, 2024",
            "",
            "...",
            "The treaty (1960)",
        ] {
            assert_eq!(name(words), None, "{words}");
        }
    }
}
