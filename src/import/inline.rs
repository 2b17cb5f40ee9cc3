//! What stands within a line: tags, braces, pictures and formulas of other tools.

use crate::text::{Message, message};

/// Tags that only lay out what is in them.
const LAYOUT_TAGS: [&str; 18] = [
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
];
/// Tags that a brief understands, or that say the same as its own marks.
const KEPT_TAGS: [&str; 8] = ["br", "sub", "sup", "u", "mark", "kbd", "ruby", "rt"];
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
/// Tags that hold nothing, so that nothing is hidden in them.
const VOID_TAGS: [&str; 6] = ["img", "br", "hr", "input", "link", "meta"];

/// A line that was rewritten, and what of it is not understood.
#[derive(Debug, Default)]
pub(super) struct Rewritten {
    pub text: String,
    pub odd: Vec<Message>,
}

/// Whether attributes keep from the room what they mark.
pub(super) fn hides(attributes: &str) -> bool {
    let lower = attributes.to_ascii_lowercase();
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
        let is_open = !tag.starts_with("</") && !tag.ends_with("/>") && !VOID_TAGS.contains(&name.as_str());
        let is_code = !line[..start].matches('`').count().is_multiple_of(2);
        let is_hiding =
            matches!(name.as_str(), "aside" | "style" | "script" | "template" | "noscript") || hides(tag);
        if is_open && is_hiding && !is_code {
            return Some(HidingTag { name, start, inner: start + len });
        }
    }
    None
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

/// Where a comment begins in a line, outside of code, that does not end there.
pub(super) fn open_comment(line: &str) -> Option<usize> {
    let mut from = 0;
    while let Some(at) = line[from..].find("<!--").map(|at| from + at) {
        let is_code = !line[..at].matches('`').count().is_multiple_of(2) && line[at..].contains('`');
        match line[at..].find("-->") {
            Some(len) => from = at + len,
            None if is_code => return None,
            None => return Some(at),
        }
    }
    None
}

/// Where a comment of a line, outside of code, says something of the whole slide: `<!-- .slide: … -->`.
pub(super) fn slide_comment(line: &str) -> Option<usize> {
    let mut places = line.match_indices("<!--").map(|(at, _)| at);
    places.find(|&at| {
        let is_code = !line[..at].matches('`').count().is_multiple_of(2);
        let words = line[at + "<!--".len()..].trim_start();
        !is_code && [".slide", "_class"].iter().any(|name| words.starts_with(name))
    })
}

/// Rewrites a line outside of code.
pub(super) fn rewrite(line: &str, reads_picture_words: bool) -> Rewritten {
    let mut out = Rewritten::default();
    // Odd parts stand between backticks and are code.
    let is_even = line.matches('`').count().is_multiple_of(2);
    for (idx, part) in line.split('`').enumerate() {
        if idx > 0 {
            out.text.push('`');
        }
        if idx % 2 == 1 && is_even {
            out.text.push_str(part);
            continue;
        }
        let part = without_tags(part, &mut out.odd);
        let part = without_shortcodes(&part, &mut out.odd);
        let part = if reads_picture_words { with_plain_pictures(&part) } else { part };
        let part = without_braces(&part);
        out.text.push_str(&if is_even { with_formulas(&part) } else { part });
    }
    out
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

fn without_tags(text: &str, odd: &mut Vec<Message>) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        if rest.starts_with("<!--") {
            let end = rest.find("-->").map_or(rest.len(), |end| end + 3);
            let comment = &rest[..end];
            // It only says how large a title is.
            if comment.trim_start_matches("<!--").trim_end_matches("-->").trim() != "fit" {
                out.push_str(comment);
            }
            rest = &rest[end..];
            continue;
        }
        let Some((name, len)) = tag_at(rest) else {
            out.push('<');
            rest = &rest[1..];
            continue;
        };
        let tag = &rest[..len];
        rest = &rest[len..];
        let replaced = match name.as_str() {
            name if KEPT_TAGS.contains(&name) => tag.to_owned(),
            name if hiding_tag(tag).is_some() => {
                let (len, behind) = tag_end(rest, name, 1).unwrap_or((rest.len(), rest.len()));
                let hidden = super::comment(&rest[..len]);
                rest = &rest[behind..];
                hidden
            }
            "b" | "strong" => "**".to_owned(),
            "i" | "em" => "*".to_owned(),
            "code" => "`".to_owned(),
            "img" => picture_of(tag),
            name if LAYOUT_TAGS.contains(&name) => String::new(),
            _ => {
                odd.push(message!("the tag {name}", "タグ {name}"));
                super::comment(tag)
            }
        };
        out.push_str(&replaced);
    }
    out.push_str(rest);
    out
}

fn picture_of(tag: &str) -> String {
    let value = |key: &str| {
        let behind = tag.split_once(&format!("{key}=")).map_or("", |(_, behind)| behind);
        let quote = behind.chars().next().filter(|c| matches!(c, '"' | '\''));
        quote.and_then(|quote| behind[1..].split(quote).next()).unwrap_or_default().to_owned()
    };
    format!("![{}]({})", value("alt"), value("src"))
}

/// Shortcodes such as `{{< include x.md >}}` stay as private text.
fn without_shortcodes(text: &str, odd: &mut Vec<Message>) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once("{{<") {
        let Some((code, after)) = behind.split_once(">}}") else { break };
        out.push_str(before);
        let name = code.split_whitespace().next().unwrap_or_default();
        odd.push(message!("the shortcode {name}", "ショートコード {name}"));
        out.push_str(&super::comment(code));
        rest = after;
    }
    out.push_str(rest);
    out
}

/// Pictures whose words say how large they are and where they stand, as Marp and Deckset write them.
fn with_plain_pictures(text: &str) -> String {
    const WORDS: [&str; 12] = [
        "bg", "fit", "contain", "cover", "auto", "left", "right", "inline", "original", "filtered",
        "vertical", "fill",
    ];
    let is_setting = |word: &&str| {
        let name = word.split(':').next().unwrap_or_default();
        let is_share = word.strip_suffix('%').is_some_and(|number| number.parse::<f32>().is_ok());
        WORDS.contains(&name) || is_share || (word.contains(':') && name.len() < 12)
    };
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once("![") {
        let Some((alt, after)) = behind.split_once("](") else { break };
        let words: Vec<&str> = alt.split_whitespace().filter(|word| !is_setting(word)).collect();
        out.push_str(&format!("{before}![{}](", words.join(" ")));
        rest = after;
    }
    out.push_str(rest);
    out
}

/// Braces behind words, links and headings that only say how they look; those that hide something stay.
fn without_braces(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once('{') {
        let Some((inner, after)) = behind.split_once('}') else { break };
        let is_attribute = inner.starts_with(['.', '#', ':']) || inner.contains('=') || inner == "-";
        out.push_str(before);
        let span = out.rfind('[').filter(|&open| out.ends_with(']') && !out[..open].ends_with('!'));
        if is_attribute
            && hides(inner)
            && let Some(open) = span
        {
            let words = super::comment(&out[open + 1..out.len() - 1]);
            out.truncate(open);
            out.push_str(&words);
        } else if !is_attribute || hides(inner) || inner.contains('{') {
            out.push_str(&format!("{{{inner}}}"));
        } else if out.ends_with(']') {
            // A span is its words.
            if let Some(open) = span {
                out.pop();
                out.remove(open);
            }
        } else {
            out.truncate(out.trim_end().len());
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

/// Formulas as code, so that no sign in them is taken for a mark.
fn with_formulas(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once('$') {
        let formula = behind.split_once('$').filter(|(inner, _)| {
            !inner.starts_with(' ') && !inner.ends_with(' ') && inner.contains(['\\', '^', '_', '{'])
        });
        out.push_str(before);
        if let Some((inner, after)) = formula {
            out.push_str(&format!("`${inner}$`"));
            rest = after;
        } else {
            out.push('$');
            rest = behind;
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_only_lays_out_goes_and_the_words_stay() {
        for (line, expected) in [
            ("<div class=\"x\">Words</div>", "Words"),
            ("[Words]{.red} and more", "Words and more"),
            ("## Title {.smaller}", "## Title"),
            ("![bg right:40% A ship](a.png)", "![A ship](a.png)"),
            ("![A ship](a.png){width=50%}", "![A ship](a.png)"),
            ("Set $x_i^2$ to $5 and `<div>`", "Set `$x_i^2$` to $5 and `<div>`"),
            ("# <!-- fit --> Title", "#  Title"),
            ("[Quiet]{.notes} Words", "<!-- Quiet --> Words"),
            ("A <span style=\"display:none\">Quiet", "A <!-- Quiet -->"),
            ("A <b class=\"hidden\">Quiet</b> word", "A <!-- Quiet --> word"),
            ("<div style=\"overflow: hidden; opacity: 0.5; background-color: white\">Words</div>", "Words"),
            ("<https://example.org> a < b", "<https://example.org> a < b"),
        ] {
            assert_eq!(rewrite(line, true).text, expected, "{line}");
        }
        let odd = rewrite("<Tweet id=\"1\" /> and {{< include _x.qmd >}}", false);
        let odd: Vec<&str> = odd.odd.iter().map(|message| message.en.as_str()).collect();
        assert_eq!(odd, ["the tag tweet", "the shortcode include"]);
    }
}
