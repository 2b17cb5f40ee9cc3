//! What stands within a line: tags, braces, pictures and formulas of other tools.

use crate::import::hiding::{
    LAYOUT_TAGS, attribute, hides, hiding_tag, is_component, notes_in, opens, tag_at, tag_end,
};
use crate::text::{Message, message};

/// Tags that a brief understands, or that say the same as its own marks.
const KEPT_TAGS: [&str; 8] = ["br", "sub", "sup", "u", "mark", "kbd", "ruby", "rt"];
/// A line that was rewritten, and what of it is not understood.
#[derive(Debug, Default)]
pub(super) struct Rewritten {
    pub text: String,
    pub odd: Vec<Message>,
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
    let parts: Vec<&str> = line.split('`').collect();
    // How much of a part belongs to the code before it, where that is private.
    let mut taken: Option<usize> = None;
    for (idx, part) in parts.iter().enumerate() {
        let is_code = idx % 2 == 1 && is_even;
        let format_len = parts.get(idx + 1).map_or(0, |behind| raw_format_len(behind));
        if is_code && (format_len > 0 || is_run(part)) {
            out.odd.push(message!("code of another format", "他の形式のコード"));
            out.text.push_str(&super::comment(part));
            taken = Some(format_len);
            continue;
        }
        let n_taken = taken.take();
        if idx > 0 && n_taken.is_none() {
            out.text.push('`');
        }
        if is_code {
            out.text.push_str(part);
            continue;
        }
        let part = without_tags(&part[n_taken.unwrap_or(0)..], &mut out.odd);
        let part = without_shortcodes(&part, &mut out.odd);
        let part = if reads_picture_words { with_plain_pictures(&part) } else { part };
        let part = without_braces(&part);
        out.text.push_str(&if is_even { with_formulas(&part) } else { part });
    }
    out
}

/// The length of `{=latex}`, by which code is said to be of another format.
fn raw_format_len(behind: &str) -> usize {
    let format = behind.strip_prefix("{=").and_then(|format| format.split_once('}'));
    format.map_or(0, |(name, _)| name.len() + 3)
}

/// Whether code within a line is run, and its result shown: `{python} total`, `{r} total`.
fn is_run(code: &str) -> bool {
    let name = code.strip_prefix('{').and_then(|code| code.split_once('}'));
    name.is_some_and(|(name, _)| !name.is_empty() && name.chars().all(char::is_alphanumeric))
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
            name if hiding_tag(tag).is_some() || is_whole_component(tag, name, rest) => {
                if is_component(tag, name) {
                    odd.push(message!("the tag {name}", "タグ {name}"));
                }
                let (len, behind) = tag_end(rest, name, 1).unwrap_or((rest.len(), rest.len()));
                let hidden = super::comment(&rest[..len]);
                rest = &rest[behind..];
                hidden
            }
            "b" | "strong" => "**".to_owned(),
            "i" | "em" => "*".to_owned(),
            "code" => "`".to_owned(),
            "img" => picture_of(tag),
            name if LAYOUT_TAGS.contains(&name) => notes_in(tag).map_or_else(String::new, super::comment),
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

/// Whether a component that nothing is known of begins here and ends in the same line.
fn is_whole_component(tag: &str, name: &str, rest: &str) -> bool {
    opens(tag) && is_component(tag, name) && tag_end(rest, name, 1).is_ok()
}

fn picture_of(tag: &str) -> String {
    let value = |key: &str| attribute(tag, key).map_or("", |(value, _)| value);
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
            ("A `b`{=latex} c `d`", "A <!-- b --> c `d`"),
            ("A `{r} b` c", "A <!-- {r} b --> c"),
            ("A <RenderWhen context=\"presenter\">b</RenderWhen> c", "A <!-- b --> c"),
            ("<section data-notes=\"b\">A", "<!-- b -->A"),
        ] {
            assert_eq!(rewrite(line, true).text, expected, "{line}");
        }
        let odd = rewrite("<Tweet id=\"1\" /> and {{< include _x.qmd >}}", false);
        let odd: Vec<&str> = odd.odd.iter().map(|message| message.en.as_str()).collect();
        assert_eq!(odd, ["the tag tweet", "the shortcode include"]);
    }
}
