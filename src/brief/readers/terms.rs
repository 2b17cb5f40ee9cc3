//! What the words of a mark say: levels, handling words, and what may stand beside them.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::brief::readers::first::FirstWords;
use crate::brief::readers::handling::{ENDINGS, FILLERS, FILLERS_IN_BRACKETS, HANDLING, NO_ENDINGS};
use crate::brief::readers::kind::{fold_mark, is_dash, is_invisible, narrow};
use crate::brief::readers::marking::Level;
use crate::brief::readers::schemes::schemes;

/// What each name of a level and each handling word says, by its folded form; computed once from the tables, since
/// every bracket of a text is looked up.
static TERMS: LazyLock<HashMap<String, What>> = LazyLock::new(|| {
    let mut terms: HashMap<String, What> =
        HANDLING.iter().map(|word| (fold_mark(word), What::Keeps)).collect();
    for scheme in schemes() {
        terms.extend(scheme.handling.iter().map(|word| (fold_mark(word), What::Keeps)));
        for level in &scheme.levels {
            for name in &level.folded {
                // What one scheme keeps is kept, whatever others mean by the same word.
                let what = terms.entry(name.clone()).or_insert(What::Leaves);
                if !level.may_leave {
                    *what = What::Keeps;
                }
            }
        }
    }
    terms
});

/// What marks begin with, and what may stand before one, computed once for the same reason.
static MARK_STARTS: LazyLock<FirstWords> = LazyLock::new(|| {
    let before = FILLERS.iter().chain(FILLERS_IN_BRACKETS).copied().chain(["BEGIN", "START"]);
    FirstWords::of(TERMS.keys().map(String::as_str).chain(before))
});

/// Whether some words may be a mark that holds nothing else, or stand before one; most lines are told by it, which
/// costs much less than to read them.
pub(in crate::brief) fn may_begin_mark(words: &str) -> bool {
    MARK_STARTS.may_begin(words)
}

/// What a mark says.
#[expect(clippy::struct_excessive_bools, reason = "each is a question of its own, asked in one place")]
pub(super) struct MarkRead {
    /// Whether text so marked may be given to somebody outside our own side.
    pub may_leave: bool,
    /// Whether it is one or two letters that may mean something else.
    pub is_letter: bool,
    /// Whether it holds nothing but marks and words that say nothing.
    pub is_pure: bool,
    /// Whether it is in capitals, of several words, or Japanese, so that it is no word of a sentence.
    pub is_certain: bool,
    /// Whether its first word is in capitals, or in letters that have none.
    pub is_capital: bool,
}

/// One name of a level or handling word, or what is none.
struct Term {
    what: What,
    is_capital: bool,
    n_words: usize,
    ends_part: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum What {
    Keeps,
    Leaves,
    Filler,
    Unknown,
}

/// Whether some words hold one that is none of a mark's but between brackets: `(this para SBU)`.
pub(super) fn needs_brackets(words: &str) -> bool {
    words
        .split(|c: char| !c.is_alphanumeric())
        .any(|word| FILLERS_IN_BRACKETS.iter().any(|it| it.eq_ignore_ascii_case(word)))
}

/// Reads what stands in the brackets of a mark, or would; nothing for other words.
pub(super) fn read_mark(inner: &str) -> Option<MarkRead> {
    let narrowed: String = inner.chars().map(narrow).collect();
    let closed_up = if narrowed.contains('.') { without_stops(&narrowed) } else { set_apart(&narrowed) };
    let inner = closed_up.as_deref().unwrap_or(inner);
    let terms = terms(inner)?;
    let first = terms.first()?;
    let is_known = |term: &Term| term.what != What::Unknown;
    let is_pure = terms.iter().all(is_known) && terms.len() <= 8;
    let keeps = terms.iter().any(|term| term.what == What::Keeps);
    let is_shouted = |term: &Term| term.is_capital || term.n_words > 1;
    let begins = first.what == What::Keeps && (is_shouted(first) || first.ends_part || is_pure);
    let is_graded = first.what == What::Leaves && narrowed.contains("//") && first.is_capital;
    let is_letter = is_lone_letter(inner);
    let may_leave = if begins || (keeps && is_pure) || (is_graded && !is_pure) {
        false
    } else if is_pure && first.what == What::Leaves {
        true
    } else {
        return None;
    };
    let is_certain = terms.iter().any(|term| term.what == What::Keeps && is_shouted(term));
    let is_letter_in_capitals = !is_letter || first.is_capital;
    let is_capital = first.is_capital;
    is_letter_in_capitals.then_some(MarkRead { may_leave, is_letter, is_pure, is_certain, is_capital })
}

/// Kanji that are set with a blank between them, closed up: `極　秘`.
fn set_apart(words: &str) -> Option<String> {
    let is_one = |word: &str| word.chars().count() == 1 && word.chars().all(is_ideograph);
    let n_words = if words.is_ascii() { 0 } else { words.split_whitespace().count() };
    (n_words > 1 && words.split_whitespace().all(is_one)).then(|| words.split_whitespace().collect())
}

/// Words without the stops behind single letters: `SBU` for `S.B.U.`
fn without_stops(words: &str) -> Option<String> {
    let letters: Vec<char> = words.chars().collect();
    let is_stop = |at: usize| letters[at] == '.' && at > 0 && letters[at - 1].is_ascii_uppercase();
    let is_single = |at: usize| at < 2 || !letters[at - 2].is_alphanumeric();
    let n_stops = (0..letters.len()).filter(|&at| is_stop(at) && is_single(at)).count();
    (n_stops > 1).then(|| (0..letters.len()).filter(|&at| !is_stop(at)).map(|at| letters[at]).collect())
}

/// Whether a mark is one letter, or two that many things are called by.
fn is_lone_letter(inner: &str) -> bool {
    let folded = fold_mark(inner);
    folded.chars().filter(|c| *c != ' ').count() == 1 && folded.is_ascii()
}

/// The terms of a mark, the longest names first; nothing for words that are none: they begin with an unknown word, or
/// have one behind words that say nothing.
fn terms(inner: &str) -> Option<Vec<Term>> {
    let mut terms: Vec<Term> = Vec::new();
    for part in parts(inner) {
        let words: Vec<&str> = part.split_whitespace().collect();
        let mut at = 0;
        while at < words.len() {
            let (what, n_words) = term_at(&words[at..]);
            let begins = terms.first().map_or(what, |first| first.what);
            if what == What::Unknown && matches!(begins, What::Filler | What::Unknown) {
                return None;
            }
            let is_capital = !words[at..at + n_words].iter().any(|word| word.contains(char::is_lowercase));
            at += n_words;
            terms.push(Term { what, is_capital, n_words, ends_part: at == words.len() });
        }
    }
    Some(terms)
}

/// A mark taken apart at its separators, each part with blanks for hyphens within words.
fn parts(inner: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let seen = inner.chars().filter(|c| !is_invisible(*c) && !matches!(c, '\\' | '*' | '`'));
    let narrowed: Vec<char> = seen.map(narrow).collect();
    let is_apart = |at: Option<usize>| at.and_then(|at| narrowed.get(at)).is_none_or(|c| c.is_whitespace());
    for (at, &c) in narrowed.iter().enumerate() {
        let part = parts.last_mut().expect("one is always there");
        let is_of_name = matches!(c, ':' | '+') && goes_on_in_name(part, c);
        let splits = matches!(
            c,
            '/' | ';'
                | ','
                | ':'
                | '+'
                | '&'
                | '|'
                | '·'
                | '・'
                | '、'
                | '。'
                | '('
                | ')'
                | '['
                | ']'
                | '※'
                | '★'
                | '☆'
                | '?'
                | '!'
                | '∕'
                | '⁄'
                | '\u{25a0}'..='\u{25ff}'
        ) && !is_of_name;
        let is_dash_apart = is_dash(c) && (is_apart(at.checked_sub(1)) || is_apart(Some(at + 1)));
        if splits || is_dash_apart {
            parts.push(String::new());
        } else if is_dash(c) || matches!(c, '_' | ':' | '+') {
            part.push(' ');
        } else {
            part.push(c);
        }
    }
    parts.retain(|part| !part.trim().is_empty());
    parts
}

/// What stands before a colon or plus sign within the names of levels, folded, such as TLP; computed once as the terms.
static NAME_STARTS: LazyLock<Vec<(char, String)>> = LazyLock::new(|| {
    let names = schemes().iter().flat_map(|scheme| &scheme.levels).flat_map(Level::names);
    let starts = names.flat_map(|name| {
        name.match_indices([':', '+'])
            .filter_map(move |(at, sign)| Some((sign.chars().next()?, fold_mark(&name[..at]))))
    });
    starts.collect()
});

/// Whether a sign may belong to the name of a level that a part of a mark begins.
pub(super) fn goes_on_in_name(part: &str, sign: char) -> bool {
    let folded = fold_mark(part);
    let is_start = |start: &str| match sign {
        ':' => folded == start,
        // The words before it may be cut short, or follow others.
        _ => !folded.is_empty() && (start.ends_with(&folded) || folded.ends_with(start)),
    };
    NAME_STARTS.iter().any(|(known, start)| *known == sign && is_start(start))
}

/// The term that some words begin with, and how many of them it is.
fn term_at(words: &[&str]) -> (What, usize) {
    // Most words begin none, which costs less to find out.
    if words[0].is_ascii() && !may_begin_mark(words[0]) {
        let says_nothing = !words[0].contains(|c: char| c.is_ascii_alphabetic());
        return (if says_nothing { What::Filler } else { What::Unknown }, 1);
    }
    for n_words in (1..=words.len().min(6)).rev() {
        let phrase = words[..n_words].join(" ").to_uppercase();
        if let Some(what) = known(&phrase) {
            return (what, n_words);
        }
    }
    (if is_filler(words[0]) { What::Filler } else { What::Unknown }, 1)
}

/// What a phrase says that is a level, a handling word or a Japanese word that ends like one.
fn known(phrase: &str) -> Option<What> {
    if let Some(what) = TERMS.get(phrase) {
        return Some(*what);
    }
    let is_japanese = phrase.chars().any(is_ideograph);
    if !is_japanese {
        return None;
    }
    let stem = phrase.trim_end_matches("扱い").trim_end_matches('扱').trim_end_matches('案');
    if stem != phrase && !stem.is_empty() {
        return known(stem);
    }
    if is_for_few_in_japanese(phrase) || is_withheld_in_japanese(phrase) {
        return Some(What::Keeps);
    }
    let ends = ENDINGS.iter().any(|ending| phrase.ends_with(ending));
    let is_other = NO_ENDINGS.iter().any(|word| phrase.ends_with(word));
    let is_mixed = phrase.chars().any(|c| c.is_ascii_alphabetic() || !c.is_alphanumeric());
    (ends && !is_other && phrase != "限り" && !is_mixed && phrase.chars().count() <= 10)
        .then_some(What::Keeps)
}

/// Whether a word says in Japanese for whom of our side something is: `部内かぎり`, `幹部のみ`, `手元用`.
fn is_for_few_in_japanese(phrase: &str) -> bool {
    const WHOM: [&str; 22] = [
        "部内",
        "省内",
        "内部",
        "関係者",
        "当方",
        "我が方",
        "日本側",
        "幹部",
        "手元",
        "身内",
        "自分",
        "当館",
        "館内",
        "代表団",
        "団内",
        "団員",
        "大臣",
        "局内",
        "課内",
        "内輪",
        "自国",
        "控え",
    ];
    const ONLY: [&str; 7] = ["かぎり", "限定", "のみ", "だけ", "用", "止まり", "止め"];
    let whom = ONLY.iter().filter_map(|only| phrase.strip_suffix(only));
    whom.into_iter().any(|whom| WHOM.contains(&whom))
}

/// Whether a word says in Japanese that something is not passed on: `非配布`, `未発表`, `引用禁止`, `対外NG`.
fn is_withheld_in_japanese(phrase: &str) -> bool {
    const DONE: [&str; 17] = [
        "公表",
        "公開",
        "開示",
        "提示",
        "配布",
        "配付",
        "手交",
        "発表",
        "共有",
        "引用",
        "口外",
        "他言",
        "転送",
        "複写",
        "持出",
        "持出し",
        "持ち出し",
    ];
    const NOT: [&str; 6] = ["禁止", "NG", "厳禁", "無用", "不可", "禁"];
    let behind = phrase.strip_prefix(['非', '不', '未']).is_some_and(|done| DONE.contains(&done));
    let is_of_others = |done: &str| DONE.contains(&done) || matches!(done, "対外" | "外部" | "部外");
    behind || NOT.iter().filter_map(|not| phrase.strip_suffix(not)).any(is_of_others)
}

fn is_filler(word: &str) -> bool {
    let upper = word.to_uppercase();
    // `50部の内1号`, `令和6年11月20日`, `完全性2` say nothing of who may read it.
    let is_of_paper = !word.is_ascii()
        && (word.starts_with(|c: char| c.is_ascii_digit())
            || ["令和", "完全性", "可用性"].iter().any(|start| word.starts_with(start)));
    is_of_paper
        || FILLERS.contains(&upper.as_str())
        || FILLERS_IN_BRACKETS.contains(&upper.as_str())
        || !upper.chars().any(char::is_alphabetic)
}

fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}')
}
