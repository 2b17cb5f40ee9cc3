//! The names of all kinds, as headings and labels call them.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::brief::readers::common_names::COMMON_NAMES;
use crate::brief::readers::first::FirstWords;
use crate::brief::readers::fold::fold_name;
use crate::brief::readers::kind::{KINDS, Kind, kind_named};
use crate::brief::readers::phrase;

/// The names of all kinds, folded; computed once from the tables, since each heading is looked up.
pub(super) static NAMES: LazyLock<HashMap<String, &'static Kind>> = LazyLock::new(|| {
    let mut names = HashMap::new();
    for kind in KINDS {
        for name in kind.names() {
            names.entry(fold_name(name)).or_insert(kind);
        }
    }
    for (kind, common) in COMMON_NAMES {
        let Some(kind) = kind_named(kind) else { continue };
        for name in *common {
            names.entry(fold_name(name)).or_insert(kind);
        }
    }
    names
});

/// What those names begin with; computed once for the same reason.
static NAME_STARTS: LazyLock<FirstWords> = LazyLock::new(|| FirstWords::of(NAMES.keys().map(String::as_str)));

/// What phrases begin with that stand for a name.
static PHRASE_STARTS: LazyLock<FirstWords> = LazyLock::new(|| FirstWords::of(phrase::starts()));

/// Whether some words may begin with a name, behind numbers and signs; most are told by that.
pub(in crate::brief) fn may_begin_name(words: &str) -> bool {
    NAME_STARTS.may_begin(words)
}

/// Whether some words may begin with a phrase that stands for a name.
pub(in crate::brief) fn may_begin_phrase(words: &str) -> bool {
    !is_statement(words) && PHRASE_STARTS.may_begin(words)
}

/// Whether words say what something does, as very many sentences do that begin with `It` and `This`; orders go on in
/// another way.
fn is_statement(words: &str) -> bool {
    const ORDERING: [&str; 8] = ["is", "must", "should", "may", "cannot", "can", "not", "never"];
    let Some((first, rest)) = words.split_once(' ') else { return false };
    let is_pronoun = first.eq_ignore_ascii_case("it") || first.eq_ignore_ascii_case("this");
    let second = rest.split(' ').next().unwrap_or("");
    is_pronoun
        && !second.is_empty()
        && second.bytes().all(|byte| byte.is_ascii_alphabetic())
        && !ORDERING.iter().any(|word| word.eq_ignore_ascii_case(second))
}

/// The kind that some words are the name of, with nothing around it.
pub(super) fn named_exactly(words: &str) -> Option<&'static Kind> {
    may_begin_name(words).then(|| NAMES.get(&fold_name(words)).copied()).flatten()
}
