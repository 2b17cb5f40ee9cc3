//! Tags and words of a page: every tag is closed, and no word is ever a tag.

use crate::text::turns_text;

/// Tags that begin a line of the file, so that it can be read as text.
const ON_LINES: &[&str] = &[
    "article",
    "aside",
    "blockquote",
    "body",
    "details",
    "div",
    "dl",
    "dt",
    "figure",
    "figcaption",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hr",
    "li",
    "link",
    "main",
    "meta",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "style",
    "summary",
    "svg",
    "table",
    "tbody",
    "thead",
    "title",
    "tr",
    "ul",
];

/// A page in the making.
#[derive(Debug, Default)]
pub(super) struct Html {
    out: String,
    open: Vec<&'static str>,
}

impl Html {
    /// Opens a tag; the next [`Html::close`] that finds it open closes it.
    pub(super) fn open(&mut self, tag: &'static str, attributes: &[(&str, &str)]) {
        self.void(tag, attributes);
        self.open.push(tag);
    }

    /// Writes a tag that holds nothing and is not closed.
    pub(super) fn void(&mut self, tag: &'static str, attributes: &[(&str, &str)]) {
        if ON_LINES.contains(&tag) && !self.out.is_empty() && !self.out.ends_with('\n') {
            self.out.push('\n');
        }
        self.out.push('<');
        self.out.push_str(tag);
        for (name, value) in attributes {
            self.out.push(' ');
            self.out.push_str(name);
            self.out.push_str("=\"");
            push_escaped(value, &mut self.out);
            self.out.push('"');
        }
        self.out.push('>');
    }

    /// Closes the tag that was opened last.
    pub(super) fn close(&mut self) {
        if let Some(tag) = self.open.pop() {
            self.out.push_str("</");
            self.out.push_str(tag);
            self.out.push('>');
        }
    }

    /// Writes words.
    pub(super) fn text(&mut self, words: &str) {
        push_escaped(words, &mut self.out);
    }

    /// Writes words in a tag of their own.
    pub(super) fn leaf(&mut self, tag: &'static str, attributes: &[(&str, &str)], words: &str) {
        self.open(tag, attributes);
        self.text(words);
        self.close();
    }

    /// Writes what was made by this module or is part of the program.
    pub(super) fn raw(&mut self, markup: &str) {
        self.out.push_str(markup);
    }

    /// Takes what was written so far, to be put elsewhere; what is open stays open.
    pub(super) fn take(&mut self) -> String {
        std::mem::take(&mut self.out)
    }

    /// What was written, every tag closed.
    pub(super) fn finish(mut self) -> String {
        while !self.open.is_empty() {
            self.close();
        }
        self.out
    }
}

/// Adds words so that they are words wherever they stand. Characters that no page may hold are left out.
fn push_escaped(words: &str, out: &mut String) {
    for c in words.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\r' => {}
            '\n' | '\t' => out.push(c),
            c if c.is_control() || is_no_character(c) || turns_text(c) => {}
            c => out.push(c),
        }
    }
}

/// Whether a number is set aside and never stands for a character.
fn is_no_character(c: char) -> bool {
    matches!(c, '\u{fdd0}'..='\u{fdef}') || u32::from(c) & 0xFFFE == 0xFFFE
}

/// Bytes in the letters of an address.
pub(super) fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let byte = |idx: usize| u32::from(chunk.get(idx).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for place in 0..4 {
            let letter = LETTERS[(bits >> (18 - 6 * place) & 63) as usize];
            out.push(if place <= chunk.len() { char::from(letter) } else { '=' });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_never_tags_and_every_tag_is_closed() {
        let mut html = Html::default();
        html.open("p", &[("title", "\"><script>")]);
        html.open("em", &[]);
        html.text("<b>&\u{0}\u{ffff}");
        let expected = "<p title=\"&quot;&gt;&lt;script&gt;\"><em>&lt;b&gt;&amp;</em></p>";
        assert_eq!(html.finish(), expected);
    }

    #[test]
    fn bytes_become_letters_of_an_address() {
        for (bytes, expected) in
            [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg==")]
        {
            assert_eq!(base64(bytes.as_bytes()), expected);
        }
    }
}
