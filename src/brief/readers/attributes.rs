//! Attributes in braces and in tags: `.notes`, `#name`, `class="notes wide"`, `width=50%`.

use crate::brief::readers::kind::{Kind, KindRef, kind_named, narrow};
use crate::brief::readers::run_in::names_private;
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
const PRIVATE: [&str; 20] = [
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
    "comment",
    "internal",
    "speaker",
    "confidential",
    "secret",
    "presenter",
    "todo",
    "draft-only",
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
                if ["class", "kind", "data-kind"].iter().any(|key| self.name.eq_ignore_ascii_case(key)) =>
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
            "style" => value.split(';').any(is_hiding_style),
            "color" | "colour" => is_white(value),
            _ => false,
        }
    }

    /// Whether it is words for our own side: `note="wait"`, `alt="internal: nine"`.
    fn is_aside(&self) -> bool {
        const ASIDES: [&str; 6] = ["note", "notes", "comment", "internal", "todo", "speaker"];
        let name = self.name.trim_start_matches("data-");
        self.value.as_deref().is_some_and(|words| {
            let named = words.split_once([':', '：']).and_then(|(named, _)| names_private(named));
            ASIDES.iter().any(|aside| name.eq_ignore_ascii_case(aside)) || named.is_some()
        })
    }
}

/// Whether a rule of a style sheet takes words out of sight, by their colour too.
fn is_hiding_style(rule: &str) -> bool {
    let rule = rule.trim().trim_end_matches("!important");
    let Some((name, value)) = rule.split_once(':') else { return false };
    match (name.trim(), value.trim()) {
        ("color", value) => is_white(value),
        ("font-size" | "opacity", value) => {
            let number = value.trim_end_matches(|c: char| !c.is_ascii_digit());
            number.parse::<f64>().is_ok_and(|number| number == 0.0)
        }
        rule => matches!(rule, ("display", "none") | ("visibility", "hidden" | "collapse")),
    }
}

/// Whether a colour is that of paper, or none, in which people type what is not to be seen; as style sheets write it.
pub(super) fn is_white(value: &str) -> bool {
    /// Where an eye sees no difference from white.
    const LEAST: f64 = 248.0;
    let value = value.trim().to_ascii_lowercase();
    let value = value.trim_end_matches("!important").trim_end();
    if matches!(value, "white" | "transparent") {
        return true;
    }
    let channels = hex_channels(value).or_else(|| function_channels(value)).unwrap_or_default();
    match channels.as_slice() {
        [_, _, _, alpha] if *alpha == 0.0 => true,
        [colours @ .., _] if colours.len() == 3 => colours.iter().all(|one| *one >= LEAST),
        colours => colours.len() == 3 && colours.iter().all(|one| *one >= LEAST),
    }
}

/// The channels of `#fff` or `#ffffff`, with that of what shines through where there is one; 0 to 255.
fn hex_channels(value: &str) -> Option<Vec<f64>> {
    let digits = value.strip_prefix('#').filter(|digits| digits.is_ascii())?;
    let n_digits = match digits.len() {
        3 | 4 => 1,
        6 | 8 => 2,
        _ => return None,
    };
    let channel = |pair: &[u8]| {
        let pair = std::str::from_utf8(pair).ok()?;
        let value = u8::from_str_radix(pair, 16).ok()?;
        Some(f64::from(if n_digits == 1 { value * 17 } else { value }))
    };
    digits.as_bytes().chunks(n_digits).map(channel).collect()
}

/// The channels of `rgb(255, 255, 255)` or `rgba(255 255 255 / 50%)`.
fn function_channels(value: &str) -> Option<Vec<f64>> {
    const FULL: f64 = 255.0;
    let inner = value.strip_prefix("rgba").or_else(|| value.strip_prefix("rgb"))?;
    let inner = inner.trim().strip_prefix('(')?.strip_suffix(')')?;
    let channel = |word: &str| match word.strip_suffix('%') {
        Some(percent) => percent.parse::<f64>().ok().map(|percent| percent / 100.0 * FULL),
        None => word.parse().ok(),
    };
    inner.split([',', ' ', '/']).filter(|word| !word.is_empty()).map(channel).collect()
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
    fn words_that_nobody_sees_on_paper_are_hidden() {
        for style in [
            "display:none !important",
            "color: white!important",
            "color:#FFFFFFFF",
            "color:#fefefe",
            "color:rgba(255,255,255,1)",
            "color:rgb(255 255 255)",
            "color:rgb(100% 100% 100%)",
            "color:rgba(0,0,0,0)",
            "font-size:0px",
            "opacity: 0.0",
        ] {
            assert!(private_kind(&format!("style=\"{style}\"")).is_some(), "{style}");
        }
        for style in [
            "font-size:small",
            "font-size:10px",
            "opacity:inherit",
            "opacity:0.5",
            "color:#fff0f0",
            "color:red",
        ] {
            assert!(private_kind(&format!("style=\"{style}\"")).is_none(), "{style}");
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
