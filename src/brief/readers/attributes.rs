//! Attributes in braces and in tags: `.notes`, `#name`, `class="notes wide"`, `width=50%`.

use crate::brief::readers::kind::{Kind, KindRef, kind_named, narrow};
use crate::brief::readers::run_in::{names_private, run_in_naming};
use crate::brief::readers::style_rule::{is_hiding_style, is_on_own_colour, is_white};
use crate::text::distance;

/// One attribute: a class or name with its sign, a setting, or a bare word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::brief) struct Attribute {
    /// `.notes`, `#name`, the key of a setting, or a word.
    pub name: String,
    /// The value of a setting, without its quotation marks.
    pub value: Option<String>,
}

/// Classes and names by which other tools say that something is not for everybody.
const PRIVATE: [&str; 32] = [
    "speakernotes",
    "speakernote",
    "slidenotes",
    "presenternotes",
    "noexport",
    "no-export",
    "noprint",
    "no-print",
    "private",
    "hidden",
    "note",
    "notes",
    "deletion",
    "comment",
    "internal",
    "speaker",
    "confidential",
    "secret",
    "presenter",
    "todo",
    "draft-only",
    "hide",
    "invisible",
    "d-none",
    "nodisplay",
    "no-display",
    "display-none",
    "redact",
    "redacted",
    "sr-only",
    "visually-hidden",
    "memo",
];

/// Names whose slips are private too.
const OFTEN_MISTYPED: [&str; 7] =
    ["notes", "private", "hidden", "internal", "red-line", "confidential", "secret"];

/// The attributes that stand between braces, or in a tag behind its name.
pub(in crate::brief) fn attributes(inner: &str) -> Vec<Attribute> {
    let inner: String = inner.chars().map(narrow).collect();
    let mut found = Vec::new();
    let mut rest = inner.trim_start_matches(is_between);
    while !rest.is_empty() {
        let name_len = rest.find(|c: char| is_between(c) || c == '=').unwrap_or(rest.len());
        let name = rest[..name_len].to_owned();
        let after = rest[name_len..].trim_start();
        rest = &rest[name_len..];
        let value = after.strip_prefix('=').map(|value| {
            let (value, behind) = read_value(value.trim_start());
            rest = behind;
            value
        });
        if !name.is_empty() || value.is_some() {
            found.push(Attribute { name, value });
        }
        let next = rest.trim_start_matches(is_between);
        // A sign that is none of theirs is passed over.
        rest = if next.len() == rest.len() && name_len == 0 {
            next.char_indices().nth(1).map_or("", |(at, _)| &next[at..])
        } else {
            next
        };
    }
    found
}

fn is_between(c: char) -> bool {
    c.is_whitespace() || matches!(c, ',' | ';' | ':')
}

/// A value, and what follows it; a quotation that never ends goes to the next blank.
fn read_value(rest: &str) -> (String, &str) {
    if let Some(mark) = rest.chars().next().filter(|c| matches!(c, '"' | '\'' | '“' | '”'))
        && let inner = &rest[mark.len_utf8()..]
        && let Some(end) = inner.find(|c| c == mark || (matches!(mark, '“' | '”') && c == '”'))
    {
        let n_mark = inner[end..].chars().next().map_or(1, char::len_utf8);
        return (inner[..end].to_owned(), &inner[end + n_mark..]);
    }
    let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
    (rest[..end].to_owned(), &rest[end..])
}

impl Attribute {
    /// The classes it names.
    pub fn classes(&self) -> Vec<&str> {
        match (&self.value, self.name.strip_prefix('.')) {
            (None, Some(class)) => class.split('.').collect(),
            (Some(value), _)
                if ["class", "kind", "data-kind", "custom-style", "data-custom-style"]
                    .iter()
                    .any(|key| self.name.eq_ignore_ascii_case(key)) =>
            {
                value.split_whitespace().map(|class| class.trim_start_matches('.')).collect()
            }
            _ => Vec::new(),
        }
    }

    /// Whether it says that its words are not to be seen: `visibility=hidden`, `hidden=true`, `style="display:none"`.
    fn hides(&self) -> bool {
        let Some(value) = self.value.as_deref().map(str::to_lowercase) else { return false };
        let value = value.trim();
        match self.name.trim_start_matches("data-").to_lowercase().as_str() {
            name if name.ends_with("visibility") => value == "hidden",
            "hidden" => value != "false",
            "style" => value.split(';').any(is_hiding_style) || is_on_own_colour(value),
            "color" | "colour" => is_white(value),
            _ => false,
        }
    }

    /// Whether it is words for our own side: `note="wait"`, `alt="internal: nine"`.
    fn is_aside(&self) -> bool {
        self.value.as_deref().is_some_and(|words| is_aside_key(&self.name) || begins_aside(words))
    }
}

/// Whether the name of a setting says that its words are for our own side.
pub(super) fn is_aside_key(name: &str) -> bool {
    const ASIDES: [&str; 10] =
        ["note", "notes", "comment", "comments", "internal", "private", "todo", "speaker", "memo", "remark"];
    let name = name.trim_start_matches("data-");
    ASIDES.iter().any(|aside| name.eq_ignore_ascii_case(aside))
}

/// Whether the words of a setting begin with a name that keeps them: `internal: nine`.
pub(super) fn begins_aside(words: &str) -> bool {
    let before = [":", "：", " – ", " — ", " - "].iter().find_map(|sign| words.split_once(sign));
    let is_named = before.is_some_and(|(name, _)| is_aside_key(name) || names_private(name).is_some());
    is_named || run_in_naming(words).is_some()
}

/// The private kind that some attributes name, as `private_class` reads it.
pub(in crate::brief) fn private_kind(inner: &str) -> Option<KindRef> {
    let found = attributes(inner);
    let hidden = found.iter().any(|one| one.hides() || one.is_aside());
    let named = found.iter().flat_map(Attribute::classes).find_map(private_class);
    let by_id = || {
        let ids = found.iter().filter(|one| one.value.is_none()).filter_map(|one| one.name.strip_prefix('#'));
        ids.filter(|id| id.contains('-'))
            .filter_map(kind_named)
            .find(|kind| kind.readers.are_ours() && kind.is_telling())
            .map(KindRef::Known)
    };
    named.or_else(by_id).or_else(|| hidden.then(|| KindRef::Unknown("hidden".to_owned())))
}

/// The class or the directive that braces name, from behind the opening one; what is not to be seen is hidden.
pub(in crate::brief) fn braced_name(behind: &str) -> Option<&str> {
    let inner = behind.split('}').next()?;
    let class = inner.split(' ').find_map(|word| word.strip_prefix('.'));
    let is_word = !inner.is_empty() && inner.chars().all(|c| c.is_alphanumeric() || c == '-');
    class.or(is_word.then_some(inner)).or_else(|| private_kind(inner).map(|_| "hidden"))
}

/// The kind that a class names, if it is one that only our own side reads; a slip of the keyboard names it too.
pub(in crate::brief) fn private_class(class: &str) -> Option<KindRef> {
    let class = class.trim().to_lowercase();
    if let Some(kind) = kind_named(&class) {
        return kind.readers.are_ours().then_some(KindRef::Known(kind));
    }
    let is_slip = || class.len() >= 4 && OFTEN_MISTYPED.iter().any(|name| distance(&class, name) == 1);
    let names_private = class.split(['-', '_']).any(|part| PRIVATE.contains(&part));
    (PRIVATE.contains(&class.as_str()) || names_private || is_slip()).then(|| KindRef::Unknown(class.clone()))
}

/// The same as a kind that a heading can have.
pub(in crate::brief) fn private_heading_kind(inner: &str) -> Option<&'static Kind> {
    private_kind(inner).and_then(known_kind)
}

/// The same of what a class names.
pub(in crate::brief) fn private_class_kind(class: &str) -> Option<&'static Kind> {
    private_class(class).and_then(known_kind)
}

/// A kind of ours; what is private and nobody knows is a note.
fn known_kind(kind: KindRef) -> Option<&'static Kind> {
    match kind {
        KindRef::Known(kind) => Some(kind),
        _ => kind_named("notes"),
    }
}

/// What stands in the last braces of a heading, if nothing but signs follows them.
pub(in crate::brief) fn braces_at_end(source: &str) -> Option<&str> {
    let source = source.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '#' | '＃' | '*' | '_'));
    let inner_end = source.strip_suffix(['}', '｝'])?.len();
    let open = source[..inner_end].rfind(['{', '｛'])?;
    let n_open = source[open..].chars().next().map_or(1, char::len_utf8);
    (!source[..open].ends_with('\\')).then(|| &source[open + n_open..inner_end])
}

/// The most bytes between braces that open again before they close.
const MAX_REOPENED_BYTES: usize = 2_000;

/// The first braces in some words that name a private kind: their place, and what stands in them.
pub(in crate::brief) fn private_braces(words: &str) -> Option<(usize, usize, KindRef)> {
    let mut closes = words.match_indices(['}', '｝']).peekable();
    let mut opens = words.match_indices(['{', '｛']).peekable();
    while let Some((at, open)) = opens.next() {
        let inner_start = at + open.len();
        while closes.next_if(|&(close, _)| close < inner_start).is_some() {}
        let &(inner_end, close) = closes.peek()?;
        let inner = &words[inner_start..inner_end];
        // Of braces in braces those further in are read by themselves, so that no walk takes long.
        let opens_again = opens.peek().is_some_and(|&(next, _)| next < inner_end);
        if words[..at].ends_with('\\') || (opens_again && inner.len() > MAX_REOPENED_BYTES) {
            continue;
        }
        if let Some(kind) = private_kind(inner) {
            return Some((at, inner_end + close.len(), kind));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_are_read_however_they_are_typed() {
        let read = |inner: &str| -> Vec<String> {
            attributes(inner)
                .into_iter()
                .map(|one| one.value.map_or(one.name.clone(), |value| format!("{}={value}", one.name)))
                .collect()
        };
        assert_eq!(read(".notes, .wide #x width=50%"), [".notes", ".wide", "#x", "width=50%"]);
        assert_eq!(read("class=\"notes wide\" data-x='a b'"), ["class=notes wide", "data-x=a b"]);
        assert_eq!(read("．ｎｏｔｅｓ　must 2m"), [".notes", "must", "2m"]);
        assert_eq!(read("= x \"open"), ["=x", "\"open"]);
    }

    #[test]
    fn private_classes_are_known() {
        for inner in [
            ".notes",
            "．notes",
            ".Notes",
            ".speaker-notes",
            ".red_line",
            "class=notes",
            "class=\"wide internal\"",
            ".private",
            ".nots",
            ".a.notes",
            ".presenter_notes",
            "hidden=true",
            "style=\"display: none\"",
            "style=\"font-size:0px; margin:0\"",
            "style='color:#FFF'",
            "color=white",
        ] {
            assert!(private_kind(inner).is_some(), "{inner}");
        }
        for inner in [
            ".wide",
            "#notes",
            "notes",
            ".ask",
            ".footnote",
            "width=50%",
            "must 2m",
            ".text",
            "style=\"color:red; font-size:10px\"",
            "hidden=false",
        ] {
            assert!(private_kind(inner).is_none(), "{inner}");
        }
    }

    #[test]
    fn words_for_our_side_in_a_setting_keep_what_bears_them() {
        for inner in
            ["alt=\"internal: nine\"", ".wide note=\"wait\"", "data-comment='x'", "title=\"Red line: nine\""]
        {
            assert!(private_kind(inner).is_some(), "{inner}");
        }
        for inner in [
            "alt=\"A plant in Ohio\"",
            "title=\"Notes on the text\"",
            "width=50%",
            "noted=1",
            "href=\"#notes\"",
        ] {
            assert!(private_kind(inner).is_none(), "{inner}");
        }
    }
}
