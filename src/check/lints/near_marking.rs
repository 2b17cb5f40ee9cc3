//! Portion marks that are not quite marks.

use crate::brief::{Level, Scheme};
use crate::check::figures::flat::{Flat, OBJECT};
use crate::check::{Lint, Run, Subject};
use crate::text::{Diagnostic, Edit, Severity, Span, distance, message};

/// Finds first words that look like a portion mark of the brief's scheme and are not one.
///
/// What is not read as a mark keeps nothing back: `(SBU/NF)` in ordinary text goes to the other side with the
/// paragraph behind it.
///
/// Example: `[SBU] They are divided.`
pub const LINT: Lint = Lint {
    name: "near-marking",
    summary: "a word that is almost a portion mark",
    severity: Severity::Error,
    run,
};

fn run(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    for run in &subject.runs {
        let Some(near) = near_mark(run, subject.scheme()) else { continue };
        let written = near.span.slice(subject.text);
        let mark = near.mark;
        found.push(
            LINT.at(
                near.span,
                message!(
                    "{written} is not read as a portion mark, so it keeps nothing back",
                    "{written} は取扱表示として読み取れないため、何も制限されません"
                ),
            )
            .with_hint(message!("write {mark}", "{mark} と書いてください"))
            .with_fix(message!("Write {mark}", "{mark} と書く"), vec![Edit::replace(near.span, mark)]),
        );
    }
}

/// Something that is almost a mark.
pub(super) struct NearMark {
    pub span: Span,
    /// What was probably meant, with its brackets.
    pub mark: String,
}

/// The first words of a run, where they are almost a mark.
pub(super) fn near_mark(run: &Run<'_>, scheme: &'static Scheme) -> Option<NearMark> {
    if scheme.levels.is_empty() || run.portion().is_some() {
        return None;
    }
    let flat = Flat::of(run.inlines);
    let text = flat.text.as_str();
    let first = text.chars().next()?;
    let (inner, len, is_round) = match first {
        '(' | '（' | '[' | '［' | '【' | '〔' => {
            let close = text.find([')', '）', ']', '］', '】', '〕'])?;
            let inner = &text[first.len_utf8()..close];
            let close_len = text[close..].chars().next().map_or(0, char::len_utf8);
            (inner, close + close_len, matches!(first, '(' | '（'))
        }
        _ => {
            let colon = text.find([':', '：'])?;
            let colon_len = text[colon..].chars().next().map_or(0, char::len_utf8);
            (&text[..colon], colon + colon_len, false)
        }
    };
    let is_bare = !matches!(first, '(' | '（' | '[' | '［' | '【' | '〔');
    if inner.len() > 40 || inner.contains(OBJECT) {
        return None;
    }
    let (level, handling) = level_near(inner, scheme, is_round, is_bare)?;
    let short =
        level.portions.first().filter(|portion| portion.is_ascii() && portion.len() < level.banner.len());
    let short = short.unwrap_or(&level.banner);
    let separator = &scheme.separator;
    let handling = if handling.is_empty() { String::new() } else { format!("{separator}{handling}") };
    let mark =
        if short.is_ascii() { format!("({short}{handling})") } else { format!("（{short}{handling}）") };
    Some(NearMark { span: flat.span(0, len), mark })
}

/// The level that some words almost name, and the handling words after it.
fn level_near<'t>(
    inner: &'t str,
    scheme: &'static Scheme,
    is_round: bool,
    is_bare: bool,
) -> Option<(&'static Level, &'t str)> {
    let levels = &scheme.levels;
    let inner = inner.trim();
    let is_shouted = !inner.chars().any(char::is_lowercase);
    // 注意 before a colon or in square brackets is a word like any other.
    let is_long = |name: &str| name.chars().count() >= 3 || name.contains('秘');
    let named = |word: &str| {
        let plain = plain(word);
        levels.iter().find(|level| level.names().any(|name| self::plain(name) == plain))
    };
    // A name in other brackets or with other signs within.
    if let Some(level) = named(inner).filter(|_| is_long(inner) && (is_shouted || !is_bare)) {
        return Some((level, ""));
    }
    if is_bare {
        return None;
    }
    // A name with handling words after the wrong sign.
    if let Some(at) = inner.find(['/', ',', ' ', '-', '–']).filter(|_| is_shouted) {
        let (word, rest) = inner.split_at(at);
        let is_certain = is_long(word) || rest.starts_with(['/', ',']);
        if let Some(level) = named(word).filter(|_| is_certain) {
            return Some((level, rest.trim_matches(['/', ',', ' ', '-', '–'])));
        }
    }
    let slip = |name: &str| name.len() >= 3 && name.is_ascii() && is_slip(inner, name);
    let is_misspelt = |level: &&Level| level.names().any(slip);
    levels.iter().find(is_misspelt).filter(|_| is_shouted && is_round).map(|level| (level, ""))
}

/// Whether a word is a name with two letters exchanged, or in a longer one a letter wrong.
fn is_slip(word: &str, name: &str) -> bool {
    let sorted = |word: &str| {
        let mut letters: Vec<char> = word.chars().collect();
        letters.sort_unstable();
        letters
    };
    let is_exchanged = word != name && sorted(word) == sorted(name);
    is_exchanged || (name.len() >= 5 && distance(word, name) == 1)
}

fn plain(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric() || *c == '+').flat_map(char::to_uppercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::brief::scheme_named;

    fn near(inner: &str, scheme: &str, is_round: bool, is_bare: bool) -> Option<&'static str> {
        let scheme = scheme_named(scheme).expect("a scheme");
        level_near(inner, scheme, is_round, is_bare).map(|(level, _)| level.banner.as_str())
    }

    #[test]
    fn almost_marks_are_found() {
        assert_eq!(near("SBU/NF", "us", true, false), Some("SBU"));
        assert_eq!(near("S/NF", "us", true, false), Some("SECRET"));
        assert_eq!(near("SBU", "us", false, false), Some("SBU"));
        assert_eq!(near("SUB", "us", true, false), Some("SBU"));
        assert_eq!(near("SBU", "us", false, true), Some("SBU"));
        assert_eq!(near("Official - Sensitive", "uk", true, false), Some("OFFICIAL-SENSITIVE"));
        assert_eq!(near("取扱注意", "jp", false, false), Some("取扱注意"));
    }

    #[test]
    fn other_words_are_left_alone() {
        for inner in ["U.S. figures", "UN", "see below", "C", "S 232", "a", "GUI"] {
            assert_eq!(near(inner, "us", true, false), None, "{inner}");
        }
        assert_eq!(near("Secret", "us", false, true), None);
        assert_eq!(near("注意", "jp", false, false), None);
        assert_eq!(near("注意すべき点", "jp", true, false), None);
    }
}
