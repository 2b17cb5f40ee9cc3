//! What counts a heading or paragraph and stands before its mark: `3.`, `第1`, `(a)`, `IV.`, `Q1.`, `§ 3`.
//!
//! Generous on purpose: it is asked only where a mark that may not leave follows, and what is no number but is taken
//! for one keeps no more than the mark says.

use crate::brief::readers::brackets::{bracketed, is_closing, is_opening};
use crate::brief::readers::kind::{ALERTS, Reader, is_gap, narrow};
use crate::brief::readers::long_names::begins_with_name;
use crate::brief::readers::marking::Scheme;
use crate::brief::readers::naming::{exact_naming, is_long_name, naming};
use crate::brief::readers::notice::is_handling_line;
use crate::brief::readers::portion::{is_keeping_word, kept_within, may_leave, portion_mark};
use crate::brief::readers::remark::{is_signed_remark, is_task, remark_kind};
use crate::brief::readers::review::holds_review;
use crate::brief::readers::run_in::{is_shouted, names_private, run_in_naming};
use crate::brief::readers::text_row::row_naming;

/// How many parts a number may have that stands before a mark, as in `第1章 第2節 (3)`.
const MAX_NUMBER_PARTS: usize = 6;

/// Words that stand before a number.
const COUNTED: [&str; 24] = [
    "NO",
    "NOS",
    "NR",
    "ART",
    "ARTICLE",
    "PARA",
    "PARAGRAPH",
    "SEC",
    "SECTION",
    "CHAPTER",
    "PART",
    "POINT",
    "ITEM",
    "ANNEX",
    "QUESTION",
    "ANSWER",
    "SLIDE",
    "PAGE",
    "TAB",
    "STEP",
    "TRACK",
    "BASKET",
    "OPTION",
    "AGENDA",
];

/// Signs and kanji that count or stand with a number.
const KANJI: &str = "一二三四五六七八九十百〇零第章節条項号部回点問答質疑案別紙添議題論議目款";

/// The longest part of a number, in characters.
const MAX_CHARS: usize = 12;

/// The mark that some words begin with or that stands behind the number of their heading or paragraph: its place, its
/// words, and the bytes it takes up.
pub(in crate::brief) fn mark_behind_number<'w>(
    words: &'w str,
    scheme: &Scheme,
) -> Option<(usize, &'w str, usize)> {
    let n_blank = |words: &str| words.len() - words.trim_start_matches(is_gap).len();
    let mut start = n_blank(words);
    let mut is_article = false;
    for _ in 0..=MAX_NUMBER_PARTS {
        if let Some((mark, len)) = portion_mark(&words[start..], scheme) {
            // `Article 5 (C)` is the letter of a paragraph.
            let is_letter = is_article && mark.trim().chars().count() == 1;
            return (!is_letter).then_some((start, mark, len));
        }
        let n_part = counting_len(&words[start..])?;
        let part = words[start..start + n_part].trim_matches(|c: char| !c.is_alphanumeric());
        is_article |= COUNTED.contains(&part.to_uppercase().as_str());
        start += n_part;
        start += n_blank(&words[start..]);
    }
    None
}

/// Whether words outside running text, such as a title, a caption or the lines of a chart, bear a mark that may not
/// leave, wherever in them it stands, or a review mark, which nobody can settle there.
pub fn keeps_words(words: &str, scheme: &Scheme) -> bool {
    keeps_lines(words, scheme, kept_len)
}

/// Whether lines of code bear such a mark. A marker or a name in them is shown and not meant.
pub fn keeps_code(words: &str, scheme: &Scheme) -> bool {
    let kept = |text: &str| kept_brackets(text).filter(|(kept, _)| *kept != Kept::Name).map(|(_, len)| len);
    keeps_lines(words, scheme, kept) || words.lines().any(|line| row_naming(line).is_some())
}

fn keeps_lines(words: &str, scheme: &Scheme, kept_len: impl Fn(&str) -> Option<usize>) -> bool {
    words.lines().any(|line| {
        let begins = |words: &str| {
            let words = words.trim_start_matches(|c: char| is_gap(c) || matches!(c, '"' | '\'' | '-' | '#'));
            mark_behind_number(words, scheme).is_some_and(|(_, mark, _)| !may_leave(mark, scheme))
        };
        let is_labelled = run_in_naming(line.trim_start_matches(['"', '\'', ' '])).is_some();
        let tail =
            [" – ", " — ", " - "].iter().find_map(|dash| line.rsplit_once(dash)).map_or("", |(_, tail)| tail);
        let tail = tail.trim_end_matches(['"', '\'', ' ']);
        let is_kept_tail = tail.split_whitespace().count() > 1 && is_keeping_word(tail);
        let value = line.split_once([':', '：']).map_or("", |(_, value)| value);
        let is_labelled_value = run_in_naming(value.trim_matches(['"', '\'', ' '])).is_some();
        is_labelled
            || is_labelled_value
            || holds_review(line)
            || is_kept_tail
            || begins(line)
            || begins(value)
            || line.match_indices(is_opening).any(|(at, _)| kept_len(&line[at..]).is_some())
    })
}

/// Whether the lines of a chart bear a mark that may not leave, or one of them names what stays: `"Fallback, 2026": 9`.
pub fn keeps_chart(lines: &str, scheme: &Scheme) -> bool {
    let names = |words: &str| names_private(words.trim_matches(['"', '\'', ' ', '-'])).is_some();
    keeps_words(lines, scheme)
        || lines.lines().any(|line| {
            let (key, value) = line.split_once([':', '：']).unwrap_or((line, ""));
            names(key) || (key.trim() == "title" && names(value))
        })
}

/// Whether a cell of a table of data, such as a file of figures, bears a mark that may not leave, or the head of a
/// column or row names what stays.
pub fn keeps_data(data: &str, scheme: &Scheme) -> bool {
    fn cells(row: &str) -> impl Iterator<Item = &str> {
        row.split([',', ';', '\t']).map(|cell| cell.trim_matches(['"', ' ']))
    }
    let first_row = cells(data.lines().next().unwrap_or(""));
    let first_column = data.lines().filter_map(|row| cells(row).next());
    let mut heads = first_row.chain(first_column);
    heads.any(|cell| names_private(cell).is_some())
        || data.lines().flat_map(cells).any(|cell| keeps_words(cell, scheme))
}

/// Whether a title or subtitle is for our own copies alone: it bears a mark, or names what only the principal reads.
pub fn kept_title(title: &str, scheme: &Scheme) -> bool {
    let named = naming(title).is_some_and(|naming| {
        let readers = naming.kind.readers;
        let is_internal = naming.kind.name == "background-internal";
        readers.are_ours() && (!readers.contains(Reader::Delegation) || is_internal)
    });
    named || keeps_words(title, scheme)
}

/// What stands in brackets that keep words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::brief) enum Kept {
    /// A mark, for the words around it.
    Mark,
    /// The name of a kind, for them as well.
    Name,
    /// A remark that says of itself that it is ours, such as `(Internal: …)` and `(Speaker notes: …)`.
    Remark,
}

/// Reads the brackets that a text begins with, if what stands in them keeps words; with their length.
pub(in crate::brief) fn kept_brackets(text: &str) -> Option<(Kept, usize)> {
    let mark = kept_within(text).or_else(|| handling_len(text)).map(|len| (Kept::Mark, len));
    let name = || name_len(text).map(|len| (Kept::Name, len));
    mark.or_else(name).or_else(|| remark_len(text).map(|len| (Kept::Remark, len)))
}

/// The length of brackets around a mark and words that say nothing of their own: `(v2 – internal)`.
fn handling_len(text: &str) -> Option<usize> {
    let (inner, len) = bracketed(text)?;
    let has_parts =
        inner.contains(['–', '—', ',', ';', '・', '、', '/', ':', '：', '※']) || inner.contains(" - ");
    (has_parts && is_handling_line(inner)).then_some(len)
}

/// The length of such brackets.
fn kept_len(text: &str) -> Option<usize> {
    kept_brackets(text).map(|(_, len)| len)
}

/// The length of the brackets around a remark that is ours.
fn remark_len(text: &str) -> Option<usize> {
    let Some((head, len)) = remark_within(text) else {
        let task = bracketed(text).filter(|(inner, _)| text.starts_with('[') && is_task(inner));
        return task.map(|(_, len)| len);
    };
    let is_name = || {
        exact_naming(head).is_some_and(|naming| {
            naming.kind.readers.are_ours() && (is_long_name(head) || naming.kind.is_telling())
        })
    };
    let is_signed = || {
        bracketed(text).is_some_and(|(inner, _)| !text.starts_with(['(', '（']) && is_signed_remark(inner))
    };
    (is_keeping_word(head) || is_name() || remark_kind(head).is_some() || is_signed()).then_some(len)
}

/// The length of the brackets that a text begins with, if they hold nothing but the name of what stays with us, typed
/// as no word of a sentence is or too telling to be one: `[NOTES]`, `(our red line)`, `(fallback)`, `【落としどころ】`.
fn name_len(text: &str) -> Option<usize> {
    let (inner, len) = bracketed(text).filter(|(inner, _)| !inner.contains([':', '：']))?;
    // `[!NOTE]` is a callout for everybody.
    let bare = inner.trim_matches([' ', '!', '！', '\\']);
    if ALERTS.iter().any(|alert| alert.name.eq_ignore_ascii_case(bare)) {
        return None;
    }
    let Some(named) = exact_naming(inner).filter(|named| named.kind.readers.are_ours()) else {
        // `(fallback nine)`
        let is_position =
            begins_with_name(inner) && naming(inner).is_some_and(|named| named.kind.name == "red-line");
        return is_position.then_some(len);
    };
    let is_long = is_long_name(inner);
    if !is_long && !named.kind.is_telling() {
        return None;
    }
    let is_square = !text.starts_with(['(', '（']);
    let is_small = inner.starts_with(char::is_lowercase);
    // `(Notes)` may be those of diplomats.
    let is_sure = (is_long && !named.kind.is_spoken_of())
        || named.kind.name == "red-line"
        || is_shouted(inner)
        || (is_square && !is_small);
    is_sure.then_some(len)
}

/// Whether the words in the brackets that a text begins with are followed by a colon and say of what stands behind it
/// that it does not leave: `(Internal: …)`. Gives the length of the brackets and what is in them.
fn remark_within(text: &str) -> Option<(&str, usize)> {
    let (inner, len) = bracketed(text)?;
    let (head, _) = inner.split_once([':', '：'])?;
    Some((head, len))
}

/// The marks within some words that may not leave, without their brackets.
pub fn marks_within(words: &str) -> impl Iterator<Item = &str> {
    words.match_indices(is_opening).filter_map(|(at, open)| {
        let len = kept_len(&words[at..])?;
        words[at + open.len()..at + len].trim_end_matches(is_closing).into()
    })
}

/// The length of the part of a number that some words begin with, up to the next blank or bracket.
pub(in crate::brief) fn counting_len(words: &str) -> Option<usize> {
    let first = words.chars().next()?;
    if is_opening(first) {
        let close = words.find(is_closing)?;
        let inner = &words[first.len_utf8()..close];
        let n_close = words[close..].chars().next().map_or(1, char::len_utf8);
        return (inner.trim().is_empty() || is_count(inner.trim())).then_some(close + n_close);
    }
    // Signs such as `※` need no blank behind them.
    let is_sign = |c: char| !c.is_alphanumeric() && !c.is_whitespace() && !is_opening(c) && c != '\u{5c}';
    let n_signs = words.len() - words.trim_start_matches(is_sign).len();
    if n_signs > 0 {
        return Some(n_signs);
    }
    let is_end = |c: char| c.is_whitespace() || is_opening(c);
    let end = words.find(is_end).unwrap_or(words.len());
    is_count(&words[..end]).then_some(end)
}

/// Whether a word counts: figures, a letter, Roman or Japanese numerals, a letter with figures, or nothing but signs.
fn is_count(word: &str) -> bool {
    let narrowed: String = word.chars().map(narrow).collect();
    if narrowed.chars().count() > MAX_CHARS {
        return false;
    }
    let core = narrowed.trim_matches(|c: char| !c.is_alphanumeric());
    let is_letter = core.chars().count() == 1;
    let is_roman = core.chars().all(|c| "ivxlcIVXLC".contains(c));
    let has_kanji = core.chars().any(|c| KANJI.contains(c));
    let is_kanji = has_kanji && core.chars().all(|c| KANJI.contains(c) || is_figure(c));
    let letters = core.trim_end_matches(is_figure);
    let is_figures = letters.chars().count() <= 2;
    let is_counted = COUNTED.contains(&letters.to_uppercase().as_str());
    let is_parted = core.split(|c: char| !c.is_alphanumeric()).all(|part| part.chars().all(is_figure));
    core.is_empty()
        || is_letter
        || is_roman
        || is_kanji
        || is_counted
        || is_parted
        || (is_figures && core != letters)
}

fn is_figure(c: char) -> bool {
    c.is_numeric() || matches!(c, '.' | '-' | '–' | ',' | '/')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_found_wherever_they_stand() {
        let scheme = crate::brief::scheme_named("us").expect("a scheme");
        for words in [
            "S talks (SBU)",
            "3. (SBU) S",
            "(SBU) S",
            "SBU: S",
            "unit: S (SBU)",
            "\"(SBU) S\": 9",
            "a\nb (SBU)",
        ] {
            assert!(keeps_words(words, scheme), "{words}");
        }
        for words in ["Talks (in May)", "3. Ships", "Ohio: 12", "x[1] (c)", "title: Jobs, by state", "(U) S"]
        {
            assert!(!keeps_words(words, scheme), "{words}");
        }
    }

    #[test]
    fn names_in_brackets_keep_the_words_around_them() {
        for words in [
            "[RED LINE] x",
            "[!NOTES] x",
            "[Fallback] x",
            "(our red line).",
            "(fallback)",
            "【落としどころ】九",
        ] {
            assert!(name_len(words).is_some(), "{words}");
        }
        for words in
            ["(Notes)", "[notes]", "(internal waters)", "[Ask] x", "(objective)", "（メモ）", "(Red)"]
        {
            assert_eq!(kept_within(words).or_else(|| name_len(words)), None, "{words}");
        }
    }

    #[test]
    fn numbers_of_every_sort_are_known() {
        for (words, count) in [
            ("3. (SBU) x", "3."),
            ("A. (SBU)", "A."),
            ("a) (SBU)", "a)"),
            ("iv. (SBU)", "iv."),
            ("Ａ． （秘）", "Ａ．"),
            ("ア（秘）", "ア"),
            ("第三条（秘）", "第三条"),
            ("第１２章第３節第４項（秘）", "第１２章第３節第４項"),
            ("三、（秘）", "三、"),
            ("（三）（秘）", "（三）"),
            ("§ 3 (SBU)", "§"),
            ("No. 3 (SBU)", "No."),
            ("Q1. (SBU)", "Q1."),
            ("問１（秘）", "問１"),
            ("3: (SBU)", "3:"),
            ("→ (SBU)", "→"),
            ("[x] (SBU)", "[x]"),
            ("1.2.3 (SBU)", "1.2.3"),
            ("2-3 (SBU)", "2-3"),
            ("① （秘）", "①"),
        ] {
            assert_eq!(counting_len(words).map(|len| &words[..len]), Some(count), "{words}");
        }
        for words in ["We (SBU)", "Japan (SBU)", "日本（秘）", "(ships) (SBU)"] {
            assert_eq!(counting_len(words), None, "{words}");
        }
    }
}
