//! Keys of facts that are asked for by state: `state.*.jobs_japanese@{state}`.

use crate::brief::{Lang, UsState, us_state};
use crate::facts::{Fact, FactBook, format_value, long_date};

/// What stands for the state in a key.
const PLACE: &str = "@{state}";

/// Whether a key asks for the figure of whichever state the brief is made for.
pub fn is_by_state(key: &str) -> bool {
    key.contains(PLACE)
}

/// The state that a fact speaks of: the one the book names, else the one whose code is a part of the key.
///
/// `state = "US"` in the book says that a part of a key that looks like a code, such as `in`, is none.
pub fn state_of(book: &FactBook, key: &str) -> Option<UsState> {
    if let Some(said) = book.fact(key).and_then(|fact| fact.state.as_deref()) {
        return us_state(said);
    }
    if let Some((_, place)) = key.rsplit_once('@') {
        return us_state(place);
    }
    let code = |part: &&str| part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_lowercase());
    key.split('.').skip(1).filter(code).find_map(us_state)
}

/// The fact that a key asks for in a state, as its key in the book and the words that show it with its place and
/// time; nothing where the book holds it neither for the state nor for the nation.
pub(super) fn resolve_key(
    book: &FactBook,
    key: &str,
    state: Option<UsState>,
    lang: Lang,
) -> Option<(String, String)> {
    let pattern = key.replace(PLACE, "");
    let own = state.and_then(|state| Some((state, fact_for(book, &pattern, &state.code.to_lowercase())?)));
    if let Some((state, fact)) = own {
        return Some((fact.key.clone(), with_place(fact, &state.name_in(lang), None, lang)));
    }
    let fact = fact_for(book, &pattern, "us").or_else(|| book.fact(&pattern))?;
    let nation = match lang {
        Lang::En => "United States",
        Lang::Ja => "全米",
    };
    Some((fact.key.clone(), with_place(fact, nation, state, lang)))
}

/// Finds what a pattern calls a fact of a place: `state.*.jobs`, or `autos.jobs` with the place in any position.
fn fact_for<'b>(book: &'b FactBook, pattern: &str, code: &str) -> Option<&'b Fact> {
    if pattern.contains('*') {
        return book.fact(&pattern.replacen('*', code, 1));
    }
    let whole = [format!("{pattern}@{code}"), format!("{pattern}@{}", code.to_uppercase())];
    let nation = pattern.replacen(".us.", &format!(".{code}."), 1);
    let replaced = (nation != pattern).then_some(nation);
    let dots = pattern.match_indices('.').map(|(at, _)| at);
    let inserted = dots.map(|at| format!("{}.{code}{}", &pattern[..at], &pattern[at..]));
    let appended = [format!("{pattern}.{code}"), format!("state.{code}.{pattern}")];
    whole.into_iter().chain(replaced).chain(inserted).chain(appended).find_map(|key| book.fact(&key))
}

/// A figure with its place and time, so that it cannot be taken for that of another: "72,860 (Ohio, 2019)".
fn with_place(fact: &Fact, place: &str, missing: Option<UsState>, lang: Lang) -> String {
    let (value, time) = (format_value(fact, lang), long_date(&fact.as_of, lang));
    match (lang, missing.map(|state| state.name_in(lang))) {
        (Lang::En, None) => format!("{value} ({place}, {time})"),
        (Lang::En, Some(state)) => format!("{value} ({place}, {time}; no figure for {state})"),
        (Lang::Ja, None) => format!("{value}（{place}、{time}）"),
        (Lang::Ja, Some(state)) => format!("{value}（{place}、{time}。{state}の数値なし）"),
    }
}
