//! XML and HTML: text, attributes, comments and whatever else stands between angle brackets.
//!
//! It reads on where a strict parser stops: nothing is hidden by leaving a tag open. It follows no reference and
//! knows no entity but the usual ones, so that no text grows in it.

use crate::prove::ReadError;
use crate::prove::read::Reading;
use crate::prove::read::vocabulary::{is_declaration, is_measure, is_vocabulary};
use crate::text::{Message, message};

/// Tags that part no words.
const WITHIN_WORDS: &[&str] = &[
    "r",
    "t",
    "rpr",
    "b",
    "i",
    "u",
    "s",
    "em",
    "strong",
    "span",
    "a",
    "sup",
    "sub",
    "ins",
    "del",
    "deltext",
    "mark",
    "small",
    "font",
    "code",
    "hyperlink",
    "smarttag",
    "prooferr",
    "bookmarkstart",
    "bookmarkend",
    "wbr",
    "lang",
    "lastrenderedpagebreak",
    "rfonts",
    "sz",
    "szcs",
    "color",
    "bcs",
    "ics",
    "rstyle",
    "noproof",
    "latin",
    "ea",
    "cs",
    "solidfill",
    "srgbclr",
    "schemeclr",
    "abbr",
    "q",
    "cite",
];

/// Values that say nothing: what a browser is told of a page.
const STRUCTURE: &[&str] = &[
    "Content-Security-Policy",
    "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'",
    "referrer",
    "no-referrer",
    "noreferrer",
    "viewport",
    "width=device-width, initial-scale=1",
    "utf-8",
    "col",
    "row",
    "note",
    "img",
    "true",
    "doc-noteref",
    "doc-backlink",
    "doc-endnotes",
];

/// Attributes that place shapes; their numbers are no figures of anybody's.
const PLACES: &[&str] = &[
    "d",
    "x",
    "y",
    "cx",
    "cy",
    "r",
    "points",
    "viewbox",
    "width",
    "height",
    "font-size",
    "stroke-width",
    "fill-opacity",
    "tabindex",
];

/// Whether a text is a page for a browser rather than Markdown.
pub(super) fn is_markup(text: &str) -> bool {
    let head = text.trim_start_matches('\u{FEFF}').trim_start();
    let head: String = head.chars().take(200).collect::<String>().to_lowercase();
    let is_fragment = head.starts_with('<') && text.contains("</") && !text.contains("\n# ");
    is_fragment
        || head.starts_with("<!doctype")
        || head.starts_with("<html")
        || head.starts_with("<?xml")
        || head.starts_with("<svg")
}

/// Reads a page that stands by itself.
pub(super) fn read_page(text: &str, reading: &mut Reading) -> Result<(), ReadError> {
    read_xml(text, &message!("the page", "ページ"), true, reading)
}

/// Reads XML or HTML.
pub(super) fn read_xml(
    text: &str,
    place: &Message,
    is_prose: bool,
    reading: &mut Reading,
) -> Result<(), ReadError> {
    let mut found = Found::default();
    found.scan(text);
    reading.add(place, found.words, is_prose);
    reading.add(&message!("attributes in {place}", "{place}の属性", place), found.attributes, is_prose);
    reading.add(&message!("comments within {place}", "{place}の中のコメント", place), found.remarks, true);
    reading.add(&message!("the style of {place}", "{place}のスタイル", place), found.rules, false);
    for data in found.embedded {
        reading.count(data.len())?;
        reading.open_within(&data, &message!("a file within {place}", "{place}の中のファイル", place))?;
    }
    Ok(())
}

/// What was found in a page, sort by sort.
#[derive(Default)]
struct Found {
    words: String,
    attributes: String,
    /// Comments, instructions and declarations.
    remarks: String,
    /// Rules of style, whose numbers are no figures; words between quotation marks in them are words.
    rules: String,
    /// Files that are written out in an address.
    embedded: Vec<Vec<u8>>,
}

impl Found {
    fn scan(&mut self, text: &str) {
        let mut rest = text;
        while let Some(at) = rest.find('<') {
            push_unescaped(&rest[..at], &mut self.words);
            rest = &rest[at..];
            rest = if let Some(remark) = rest.strip_prefix("<!--") {
                self.until(remark, "-->")
            } else if let Some(data) = rest.strip_prefix("<![CDATA[") {
                let end = data.find("]]>").unwrap_or(data.len());
                self.words.push_str(&data[..end]);
                data[end..].strip_prefix("]]>").unwrap_or("")
            } else if rest.starts_with("<!") || rest.starts_with("<?") {
                self.until(&rest[2..], ">")
            } else if let Some(style) = rest.strip_prefix("<style>") {
                self.style(style)
            } else if rest[1..].starts_with(|c: char| c.is_alphabetic() || c == '/') {
                self.tag(&rest[1..])
            } else {
                self.words.push('<');
                &rest[1..]
            };
        }
        push_unescaped(rest, &mut self.words);
    }

    /// Reads rules of style.
    fn style<'t>(&mut self, text: &'t str) -> &'t str {
        let len = text.find("</style>").unwrap_or(text.len());
        let rules = &text[..len];
        self.words.push('\n');
        for (idx, part) in rules.split(['"', '\'']).enumerate() {
            if idx % 2 == 1 {
                self.words.push_str(part);
                self.words.push('\n');
            }
        }
        self.rules.push_str(rules);
        &text[len..]
    }

    fn until<'t>(&mut self, text: &'t str, end: &str) -> &'t str {
        let len = text.find(end).unwrap_or(text.len());
        if !is_declaration(&text[..len]) {
            push_unescaped(&text[..len], &mut self.remarks);
            self.remarks.push('\n');
        }
        text.get(len + end.len()..).unwrap_or("")
    }

    /// Reads a tag; what is behind it is given back.
    fn tag<'t>(&mut self, text: &'t str) -> &'t str {
        let name_len = text.find(|c: char| c.is_whitespace() || matches!(c, '>')).unwrap_or(text.len());
        let name = text[..name_len].trim_matches('/').to_lowercase();
        let name = name.rsplit(':').next().unwrap_or_default();
        if !WITHIN_WORDS.contains(&name) {
            self.words.push('\n');
        }
        let mut rest = &text[name_len..];
        loop {
            rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
            let Some(first) = rest.chars().next() else { return "" };
            if first == '>' {
                return &rest[1..];
            }
            let key_len =
                rest.find(|c: char| c.is_whitespace() || matches!(c, '=' | '>')).unwrap_or(rest.len());
            let key = &rest[..key_len.max(first.len_utf8())];
            rest = rest[key.len()..].trim_start();
            if let Some(behind) = rest.strip_prefix('=') {
                rest = self.value(key, behind.trim_start());
            } else if !key.starts_with('=') {
                self.attributes.push_str(key);
                self.attributes.push('\n');
            }
        }
    }

    fn value<'t>(&mut self, key: &str, text: &'t str) -> &'t str {
        let quote = text.chars().next().filter(|c| matches!(c, '"' | '\''));
        let (value, rest) = match quote {
            Some(quote) => {
                let len = text[1..].find(quote).unwrap_or(text.len() - 1);
                (&text[1..=len], text.get(len + 2..).unwrap_or(""))
            }
            None => text.split_at(text.find(|c: char| c.is_whitespace() || c == '>').unwrap_or(text.len())),
        };
        if let Some(data) = value.split_once(";base64,").filter(|_| value.starts_with("data:")) {
            self.embedded.extend(from_base64(data.1));
        } else if !(key.starts_with("xmlns")
            || is_vocabulary(value)
            || is_measure(key, value)
            || is_structure(key, value))
        {
            let decoded = percent_encoding::percent_decode_str(value).decode_utf8_lossy();
            push_unescaped(&decoded, &mut self.attributes);
            self.attributes.push('\n');
        }
        rest
    }
}

/// Whether an attribute only builds the page.
fn is_structure(key: &str, value: &str) -> bool {
    let key = key.to_lowercase();
    let is_number = |c: char| c.is_ascii_digit() || " .,-%AMLHVZCSQamlhvzcsq".contains(c);
    STRUCTURE.contains(&value) || (PLACES.contains(&key.as_str()) && value.chars().all(is_number))
}

/// Adds a text with its entities resolved, each once.
fn push_unescaped(text: &str, out: &mut String) {
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        let end = rest.find(';').filter(|&end| end <= 10);
        let resolved = end.and_then(|end| entity(&rest[..end]));
        match (resolved, end) {
            (Some(c), Some(end)) => {
                out.push(c);
                rest = &rest[end + 1..];
            }
            _ => out.push('&'),
        }
    }
    out.push_str(rest);
}

fn entity(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let number = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        return char::from_u32(number);
    }
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" | "rsquo" | "lsquo" => '\'',
        "nbsp" => ' ',
        "shy" => '\u{AD}',
        "ndash" | "mdash" => '–',
        _ => return None,
    })
}

/// Reads base64; nothing where it is none.
pub(super) fn from_base64(text: &str) -> Option<Vec<u8>> {
    let (mut bits, mut n_bits) = (0_u32, 0);
    let mut out = Vec::with_capacity(text.len() / 4 * 3);
    for byte in text.bytes().filter(|byte| !byte.is_ascii_whitespace()) {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            b'=' => break,
            _ => return None,
        };
        bits = bits << 6 | u32::from(value);
        n_bits += 6;
        if n_bits >= 8 {
            n_bits -= 8;
            out.push(u8::try_from(bits >> n_bits & 0xFF).unwrap_or_default());
        }
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_attributes_and_comments_are_read() {
        let mut found = Found::default();
        found.scan("<p title='a &amp; b'>Ja<b>pan</b><!-- not this --> &#x65E5;<br>x < y");
        assert_eq!(found.words.trim(), "Japan 日\nx < y");
        assert!(found.attributes.contains("a & b"));
        assert!(found.remarks.contains("not this"));
    }

    #[test]
    fn what_is_left_open_hides_nothing() {
        for text in ["<p a=\"secret", "<!-- secret", "<![CDATA[secret", "<p secret", "<a =x secret>"] {
            let mut found = Found::default();
            found.scan(text);
            let all = format!("{}{}{}", found.words, found.attributes, found.remarks);
            assert!(all.contains("secret"), "{text}: {all}");
        }
    }

    #[test]
    fn what_builds_a_page_is_no_figure_and_no_name_and_what_is_quoted_is_read() {
        let mut found = Found::default();
        let rules = "p { width: 48.75em; content: \"secret\" }";
        found
            .scan(&format!("<style>{rules}</style><th scope=\"row\"><rect x=\"48.75\" width=\"secret 12\">"));
        assert!(!found.attributes.contains("row") && !found.attributes.contains("48.75"));
        assert!(found.attributes.contains("secret 12"));
        assert!(found.words.contains("secret") && !found.words.contains("48.75"));
        assert_eq!(found.rules, rules);
    }

    #[test]
    fn base64_is_read() {
        assert_eq!(from_base64("c2VjcmV0"), Some(b"secret".to_vec()));
    }
}
