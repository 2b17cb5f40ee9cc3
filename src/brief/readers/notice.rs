//! Words that say of what they stand beside that it stays: the name of it, words of handling, or a sentence.

use crate::brief::readers::edge::without_place;
use crate::brief::readers::naming::{Certainty, exact_naming, is_ours};
use crate::brief::readers::phrase::begins_forbidding;
use crate::brief::readers::portion::is_keeping_word;
use crate::brief::readers::run_in::{handling_naming, names_private};

/// The longest line that is read as a caption, note or notice, in bytes.
pub(super) const MAX_LINE_BYTES: usize = 200;

/// Whether a clause of a Japanese sentence is a mark: `本表は部内限り。`
pub(super) fn says_in_japanese(words: &str) -> bool {
    let clauses = words.split(['は', 'を', 'も', '、', '。', '（', '）', '：', '　', ' ']);
    clauses.map(|clause| clause.trim_end_matches("とする").trim_end_matches("です")).any(is_keeping_word)
        || begins_forbidding(words)
}

/// Whether some words are the name of what stays or begin with it, or say so of what they stand beside.
pub(super) fn is_private(words: &str) -> bool {
    // A note below a table is nearly always one on its figures.
    let named = names_private(first_clause(words)).filter(|kind| is_ours(kind) && kind.name != "notes");
    named.is_some() || is_plainly_private(words)
}

/// Whether some words are the name of what stays and nothing else, or say so of what they stand beside.
pub(super) fn is_plainly_private(words: &str) -> bool {
    let clause = first_clause(words);
    if clause.is_empty() {
        return false;
    }
    let named = exact_naming(clause).filter(|named| is_ours(named.kind) && named.kind.name != "notes");
    named.is_some()
        || is_keeping_word(clause)
        || handling_naming(clause).is_some()
        || (words.is_ascii() && begins_forbidding(clause))
        || (!words.is_ascii() && says_in_japanese(words))
}

/// The words up to the first stop, without what stands around them.
fn first_clause(words: &str) -> &str {
    let is_around =
        |c: char| c.is_whitespace() || matches!(c, '*' | '_' | '(' | ')' | '（' | '）' | '[' | ']' | '※');
    let words = words.trim_matches(is_around);
    words.split(['.', ';', '。']).next().unwrap_or(words).trim()
}

/// Whether a line does nothing but say how to handle something: it holds a mark or an order, and beside it no more than
/// keys, dates, numbers and words that say nothing of their own: `Classification: SECRET`, `INTERNAL – DRAFT – 18 NOV`,
/// `This is confidential.`
pub(in crate::brief) fn is_handling_line(words: &str) -> bool {
    /// The longest such line, in bytes.
    const MAX_BYTES: usize = 120;
    let is_short = words.len() <= MAX_BYTES && words.contains(char::is_alphanumeric);
    if !is_short {
        return false;
    }
    // These are signs of Markdown, or join names.
    if words.contains(['&', '{', '｛', '<', '`', '"', '~', '\\', '#']) {
        return false;
    }
    if is_handled(words.trim_matches(|c: char| !c.is_alphanumeric())) {
        return true;
    }
    // All is one clause.
    if !words.contains(is_end) && !words.contains(" - ") {
        return false;
    }
    let mut is_kept = false;
    for clause in words.split(is_end).flat_map(|clause| clause.split(" - ")) {
        let clause = clause.trim_matches(|c: char| !c.is_alphanumeric());
        if is_handled(clause) {
            is_kept = true;
        } else if !says_nothing(clause) {
            return false;
        }
    }
    is_kept
}

/// Whether a sign may end a clause of a line on handling.
#[rustfmt::skip]
fn is_end(c: char) -> bool {
    matches!(
        c,
        '.' | ';' | '。' | '–' | '—' | '―' | '|' | '/' | ':' | '：' | ',' | '、' | '(' | ')' | '（' | '）' | '[' | ']'
            | '【' | '】' | '\u{3000}' | '※' | '＊' | '*' | '～' | '〜' | '\u{2190}'..='\u{21ff}'
    )
}

/// Whether a clause is a mark, an order on handling, or says of what it stands at that it is internal.
fn is_handled(clause: &str) -> bool {
    let is_kept = |words: &str| {
        is_keeping_word(words)
            || exact_naming(words).is_some_and(|named| {
                named.kind.name == "background-internal"
                    && (named.certainty == Certainty::Plain || is_order_alone(words))
            })
    };
    if clause.is_empty() {
        return false;
    }
    let bare = without_place(clause);
    is_kept(clause) || (bare.len() < clause.len() && is_kept(bare))
}

/// Whether an order on handling holds no words of what it is about: `do not hand over to them`.
fn is_order_alone(words: &str) -> bool {
    #[rustfmt::skip]
    const WORDS: &[&str] = &[
        "a", "all", "and", "anyone", "ask", "asked", "at", "attribution", "back", "be", "before", "between",
        "call", "circulate", "circulated", "circulating", "circulation", "confidential", "copied", "copy",
        "counterpart", "counterparts", "delegation", "delete", "disclose", "disclosed", "disclosure",
        "distribute", "distributed", "distribution", "do", "don't", "dont", "eyes", "eyes-only", "for",
        "forward", "from", "further", "give", "given", "hand", "handed", "handing", "handing-over", "handover",
        "hold", "in", "internal", "it", "keep", "leave", "may", "media", "mention", "minister", "must",
        "never", "no", "not", "of", "on", "only", "or", "other", "others", "our", "ours", "out", "outside",
        "over", "pass", "please", "press", "print", "public", "quote", "quoted", "read", "release", "released",
        "remove", "room", "say", "send", "sending", "share", "shared", "sharing", "should", "show", "shown",
        "side", "staff", "tell", "that", "the", "their", "them", "this", "to", "translate", "us", "use",
        "used", "with", "within", "without", "you", "your",
    ];
    /// The longest in Japanese, in characters.
    const MAX_CHARS: usize = 14;
    if !words.is_ascii() && words.chars().any(|c| ('\u{3040}'..='\u{9fff}').contains(&c)) {
        return words.chars().count() <= MAX_CHARS;
    }
    words.replace('’', "'").split(|c: char| c.is_whitespace()).all(|word| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        word.is_empty() || WORDS.contains(&word.as_str())
    })
}

/// What a mark is the value of, and other words beside one.
#[rustfmt::skip]
const KEYS: [&str; 46] = [
    "classification", "class", "handling", "subject", "status", "marking", "mark", "distribution",
    "circulation", "audience", "releasability", "sensitivity", "header", "banner", "security", "caveat",
    "caveats", "access", "release", "please", "note", "nb", "for", "information", "background", "only",
    "draft", "final", "copy", "version", "part", "section", "card", "page", "slide", "point", "annex", "next",
    "para", "paragraph", "whole", "re", "use", "and", "high", "very",
];

/// How the names of months begin.
#[rustfmt::skip]
const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];

/// What a mark is the value of in Japanese.
#[rustfmt::skip]
const KEYS_JA: [&str; 16] = [
    "区分", "取扱い", "取扱", "取り扱い", "取扱区分", "秘密区分", "配布範囲", "配布先", "件名", "標記", "備考", "注", "注意", "案", "未定稿", "送付先",
];

/// The longest number or letter of a part.
const MAX_NUMBER: usize = 4;

/// Whether a clause beside a mark says nothing of its own: it is empty, a date, a number, or what a mark is the value of.
fn says_nothing(clause: &str) -> bool {
    clause.split(char::is_whitespace).filter(|word| !word.is_empty()).all(|word| {
        let lower = word.to_ascii_lowercase();
        let is_counted = word.contains(|c: char| c.is_numeric())
            && (word.chars().count() <= MAX_NUMBER || word.contains('年') || word.contains('月'));
        let is_letter = word.chars().count() == 1;
        let is_month =
            word.is_ascii() && MONTHS.iter().any(|month| lower.starts_with(month)) && word.len() <= 9;
        is_counted || is_letter || is_month || KEYS.contains(&lower.as_str()) || KEYS_JA.contains(&word)
    })
}
