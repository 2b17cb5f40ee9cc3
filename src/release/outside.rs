//! What those outside our side read in place of our names for kinds of text.
//!
//! Our names say how we see a text: what we press for, what may be used, what is left behind. Whoever receives it
//! gets a name of theirs, or none.

use crate::brief::{Kind, Lang};
use crate::release::{Inline, InlineContent, plain_text};
use crate::text::narrow;

/// The name that a kind has for the counterpart and the press; nothing where its words stand without one.
pub fn outside_label(kind: &Kind, lang: Lang) -> Option<&'static str> {
    match (kind.name, lang) {
        ("ask", Lang::En) => Some("Our request"),
        ("ask", Lang::Ja) => Some("当方からの要請"),
        ("fact", Lang::En) => Some("Facts and figures"),
        ("fact", Lang::Ja) => Some("基礎データ"),
        ("background", Lang::En) => Some("Background"),
        ("background", Lang::Ja) => Some("背景"),
        // What is handed over or said to the press is the paper itself, and agreed words stand for themselves: that they
        // are agreed is for the text around them to say. All else does not leave.
        _ => None,
    }
}

/// A heading or line that names a kind, as those outside our side read it: with their name for the kind in place of
/// ours, and whatever stands around it as written. Nothing is left of a name that they have no word for.
pub(super) fn renamed(kind: &Kind, mut inlines: Vec<Inline>, lang: Lang) -> Vec<Inline> {
    let label = outside_label(kind, lang);
    let is_renamed = rename_first(kind, &mut inlines, label);
    if !is_renamed {
        // The name is parted by marks or written in a way of its own.
        let span = inlines.iter().map(|inline| inline.span).reduce(crate::text::Span::join);
        let text = |label: &str| InlineContent::Text(label.to_owned());
        return label
            .zip(span)
            .map(|(label, span)| Inline { content: text(label), span })
            .into_iter()
            .collect();
    }
    let says_something = plain_text(&inlines).chars().any(char::is_alphanumeric);
    if says_something { inlines } else { Vec::new() }
}

/// Puts another name in the place of the first one that stands whole in one piece of text.
fn rename_first(kind: &Kind, inlines: &mut [Inline], label: Option<&str>) -> bool {
    inlines.iter_mut().any(|inline| match &mut inline.content {
        InlineContent::Text(words) => {
            let Some(found) = find_name(kind, words) else { return false };
            *words = match label {
                Some(label) => format!("{}{label}{}", &words[..found.start], &words[found.end..]),
                None => rest_of(&words[found.end..]).to_owned(),
            };
            true
        }
        InlineContent::Emphasis(children)
        | InlineContent::Strong(children)
        | InlineContent::Styled { children, .. }
        | InlineContent::Link { children, .. }
        | InlineContent::Jump { children, .. } => rename_first(kind, children, label),
        _ => false,
    })
}

/// What is left of words that begin with a name: not the signs that part it from the name.
fn rest_of(words: &str) -> &str {
    let rest = words.trim_matches(|c: char| !c.is_alphanumeric());
    if matches!(rest, "について" | "s") { "" } else { rest }
}

/// Where the longest of the names of a kind stands in some words, in any case and width.
fn find_name(kind: &Kind, words: &str) -> Option<std::ops::Range<usize>> {
    let seen: Vec<(usize, char)> = words.char_indices().map(|(at, c)| (at, folded(c))).collect();
    let mut names: Vec<Vec<char>> = kind.names().map(|name| name.chars().map(folded).collect()).collect();
    names.sort_by_key(|name| std::cmp::Reverse(name.len()));
    names.iter().find_map(|name| {
        let n_seen = name.len();
        let is_here = |from: usize| {
            let end = from + n_seen;
            let is_same = seen[from..end].iter().map(|(_, c)| c).eq(name);
            is_same && !parts_word(&seen, from) && (!parts_word(&seen, end) || is_plural(&seen, end))
        };
        let from = (0..(seen.len() + 1).saturating_sub(n_seen)).find(|&from| is_here(from))?;
        let last = from + n_seen + usize::from(is_plural(&seen, from + n_seen));
        let end = seen.get(last).map_or(words.len(), |(at, _)| *at);
        Some(seen[from].0..end)
    })
}

/// Whether a word of Latin letters goes on across a place.
fn parts_word(seen: &[(usize, char)], at: usize) -> bool {
    let is_letter = |idx: usize| seen.get(idx).is_some_and(|(_, c)| c.is_ascii_alphanumeric());
    at > 0 && is_letter(at - 1) && is_letter(at)
}

/// Whether a word ends with the sign of the plural here.
fn is_plural(seen: &[(usize, char)], at: usize) -> bool {
    at > 0
        && seen[at - 1].1.is_ascii_alphabetic()
        && seen.get(at).is_some_and(|(_, c)| *c == 's')
        && seen.get(at + 1).is_none_or(|(_, c)| !c.is_alphanumeric())
}

/// A letter or sign as names are compared: small and narrow.
fn folded(c: char) -> char {
    let narrow = if c == '\u{a0}' { ' ' } else { narrow(c) };
    narrow.to_lowercase().next().unwrap_or(narrow)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::brief::naming;
    use crate::text::Span;

    fn outside(words: &str, lang: Lang) -> String {
        let kind = naming(words).map(|naming| naming.kind).expect("the words name a kind");
        let written = Inline { content: InlineContent::Text(words.to_owned()), span: Span::default() };
        plain_text(&renamed(kind, vec![written], lang))
    }

    #[test]
    fn a_name_of_ours_gives_way_to_theirs_however_it_is_dressed() {
        for (words, expected) in [
            ("Ask", "Our request"),
            ("3. ASKS:", "3. Our request:"),
            ("Ａｓｋ", "Our request"),
            ("Ask (tariffs)", "Our request (tariffs)"),
            ("Background (may be used)", "Background"),
            ("Background", "Background"),
            ("Leave behind", ""),
            ("Press lines", ""),
            ("Press line (Tuesday)", "Tuesday"),
            ("Agreed language", ""),
            ("Agreed language (communiqué)", "communiqué"),
        ] {
            assert_eq!(outside(words, Lang::En), expected, "{words}");
        }
        for (words, expected) in [
            ("先方への働きかけ", "当方からの要請"),
            ("先方への働きかけ・要請", "当方からの要請"),
            ("【先方への働きかけ】", "【当方からの要請】"),
            ("背景（対外使用可）", "背景"),
            ("背景(対外使用可)", "背景"),
            ("手交用ペーパー", ""),
            ("合意文言", ""),
            ("対外応答要領・プレス・ライン", ""),
            ("対外応答要領について", ""),
        ] {
            assert_eq!(outside(words, Lang::Ja), expected, "{words}");
        }
    }
}
