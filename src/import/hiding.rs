//! Tags and attributes of other tools: which hide what they hold, and what they tell the speaker.

use std::ops::Range;

/// Tags that only lay out what is in them.
pub(super) const LAYOUT_TAGS: [&str; 26] = [
    "div",
    "span",
    "center",
    "section",
    "article",
    "p",
    "font",
    "big",
    "small",
    "figure",
    "figcaption",
    "details",
    "summary",
    "v-click",
    "v-clicks",
    "v-after",
    "v-switch",
    "transition",
    "vclick",
    "vclicks",
    "vafter",
    "v-drag",
    "transform",
    "link",
    "autofittext",
    "lightordark",
];
/// Classes and attributes that keep from being seen what they mark.
const HIDING: [&str; 20] = [
    "note",
    "notes",
    "speaker-note",
    "speaker-notes",
    "speakernote",
    "speakernotes",
    "presenter-note",
    "presenter-notes",
    "hidden",
    "aside",
    "sr-only",
    "visually-hidden",
    "d-none",
    "invisible",
    "comment",
    "comments",
    "private",
    "content-hidden",
    "v-if",
    "v-show",
];
/// Styles that do the same.
const HIDING_STYLES: [&str; 8] = [
    "display:none",
    "visibility:hidden",
    "visibility:collapse",
    "opacity:0",
    "font-size:0",
    "color:transparent",
    "color:white",
    "color:#fff",
];
/// Tags that hide what they hold, whatever they say of it.
const HIDING_TAGS: [&str; 6] = ["aside", "style", "script", "template", "noscript", "renderwhen"];
/// Tags that hold nothing, so that nothing is hidden in them.
const VOID_TAGS: [&str; 6] = ["img", "br", "hr", "input", "link", "meta"];

/// Whether attributes keep from the room what they mark.
pub(super) fn hides(attributes: &str) -> bool {
    // What the speaker is told is no word of what is hidden.
    let lower = without_notes(attributes).to_ascii_lowercase();
    let compact: String = lower.chars().filter(|c| !c.is_whitespace()).collect();
    let is_style = |style: &&str| {
        compact.match_indices(style).any(|(at, _)| {
            let before = compact[..at].chars().next_back();
            let behind = compact[at + style.len()..].chars().next();
            // Neither `background-color:white` nor `opacity:0.5`.
            !before.is_some_and(|c| c == '-' || c.is_alphanumeric())
                && !matches!(behind, Some('.' | '0'..='9'))
        })
    };
    if HIDING_STYLES.iter().any(is_style) {
        return true;
    }
    // What overflows is cut, what does not is seen.
    let named = ["overflow", "overflow-x", "overflow-y"].iter().fold(lower, |named, property| {
        named.replace(&format!("{property}: hidden"), "").replace(&format!("{property}:hidden"), "")
    });
    named
        .split(|c: char| !(c.is_alphanumeric() || c == '-' || c == '_'))
        .any(|word| HIDING.contains(&word.trim_start_matches("data-")))
}

/// A tag that hides what it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct HidingTag {
    pub name: String,
    /// Where it begins in its line, and where what it holds begins.
    pub start: usize,
    pub inner: usize,
}

impl HidingTag {
    /// Whether it begins its line or goes on behind it, so that it is no part of a line of words.
    pub(super) fn opens_block(&self, line: &str) -> bool {
        line[..self.start].trim().is_empty() || tag_end(&line[self.inner..], &self.name, 1).is_err()
    }
}

/// The first tag of a line, outside of code, that hides what it holds.
pub(super) fn hiding_tag(line: &str) -> Option<HidingTag> {
    for (start, _) in line.match_indices('<') {
        let Some((name, len)) = tag_at(&line[start..]) else { continue };
        let tag = &line[start..start + len];
        let is_open = opens(tag) && !VOID_TAGS.contains(&name.as_str());
        let is_code = !line[..start].matches('`').count().is_multiple_of(2);
        let is_hiding = HIDING_TAGS.contains(&name.as_str()) || hides(tag);
        if is_open && is_hiding && !is_code {
            return Some(HidingTag { name, start, inner: start + len });
        }
    }
    None
}

/// How many lines a component may go on over.
const MAX_PARTED_LINES: usize = 500;

/// The tag that a line begins with of a component that nothing is known of and that ends on a later one.
pub(super) fn parted_component(line: &str, below: &[&str]) -> Option<HidingTag> {
    let start = line.len() - line.trim_start().len();
    let (name, len) = tag_at(&line[start..])?;
    let tag = &line[start..start + len];
    let ends = |line: &&str| {
        line.match_indices("</").any(|(at, _)| tag_at(&line[at..]).is_some_and(|it| it.0 == name))
    };
    let is_parted =
        opens(tag) && is_component(tag, &name) && tag_end(&line[start + len..], &name, 1).is_err();
    (is_parted && below.iter().take(MAX_PARTED_LINES).any(ends)).then(|| HidingTag {
        name,
        start,
        inner: start + len,
    })
}

/// Whether a tag begins something, and does not end it by itself.
pub(super) fn opens(tag: &str) -> bool {
    !tag.starts_with("</") && !tag.ends_with("/>")
}

/// Whether a tag is a component of a tool that nothing is known of: it may show its words to the speaker alone.
pub(super) fn is_component(tag: &str, name: &str) -> bool {
    let typed = tag[1..].get(..name.len()).unwrap_or("");
    let is_mixed = typed.starts_with(char::is_uppercase) && typed.contains(char::is_lowercase);
    (is_mixed || name.contains('-')) && !LAYOUT_TAGS.contains(&name)
}

/// The value of an attribute in quotation marks, and where the attribute stands.
pub(super) fn attribute<'t>(tag: &'t str, key: &str) -> Option<(&'t str, Range<usize>)> {
    let start = tag.find(&format!("{key}="))?;
    let value = start + key.len() + 1;
    let quote = tag[value..].chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let len = tag[value + 1..].find(quote)?;
    Some((&tag[value + 1..value + 1 + len], start..value + len + 2))
}

/// What the attribute `data-notes` tells the speaker.
pub(super) fn notes_in(attributes: &str) -> Option<&str> {
    attribute(attributes, "data-notes").map(|(notes, _)| notes)
}

/// Attributes without that one.
pub(super) fn without_notes(attributes: &str) -> String {
    let mut rest = attributes.to_owned();
    while let Some((_, place)) = attribute(&rest, "data-notes") {
        rest.replace_range(place, "");
    }
    rest
}

/// Where a tag ends that is open as many times as `depth` says: the place of the tag that ends it, and what is behind;
/// else how many times it is open at the end of the text.
pub(super) fn tag_end(text: &str, name: &str, depth: usize) -> Result<(usize, usize), usize> {
    let mut depth = depth;
    for (at, _) in text.match_indices('<') {
        let Some((found, len)) = tag_at(&text[at..]) else { continue };
        if found != name || text[..at + len].ends_with("/>") {
            continue;
        }
        depth = if text[at..].starts_with("</") { depth.saturating_sub(1) } else { depth + 1 };
        if depth == 0 {
            return Ok((at, at + len));
        }
    }
    Err(depth)
}

/// The name of the tag that a text begins with, in small letters, and how long the tag is.
pub(super) fn tag_at(text: &str) -> Option<(String, usize)> {
    let inner = text.strip_prefix('<')?;
    let name = inner.strip_prefix('/').unwrap_or(inner);
    let len = name.find(|c: char| !(c.is_ascii_alphanumeric() || c == '-')).unwrap_or(name.len());
    let behind = name[len..].chars().next()?;
    let is_tag =
        name.starts_with(|c: char| c.is_ascii_alphabetic()) && matches!(behind, ' ' | '>' | '/' | '\t');
    let end = text.find('>').filter(|_| is_tag)?;
    Some((name[..len].to_lowercase(), end + 1))
}
