//! XML as it is written: tags of our own, words of the brief escaped.

use crate::office::{Element, Node};
use crate::text::turns_text;

/// The text of a part under construction.
///
/// Tags are closed in the order in which they were opened; the order of what stands in them is the caller's.
#[derive(Debug, Default)]
pub struct Xml {
    out: String,
    open: Vec<&'static str>,
}

impl Xml {
    /// Begins a part.
    pub fn part() -> Self {
        let out = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n".to_owned();
        Self { out, open: Vec::new() }
    }

    /// Opens a tag.
    pub fn open(&mut self, name: &'static str, attributes: &[(&str, &str)]) {
        self.tag(name, attributes);
        self.out.push('>');
        self.open.push(name);
    }

    /// Closes the tag that was opened last.
    pub fn close(&mut self) {
        if let Some(name) = self.open.pop() {
            self.out.push_str("</");
            self.out.push_str(name);
            self.out.push('>');
        }
    }

    /// Writes a tag with nothing in it.
    pub fn empty(&mut self, name: &'static str, attributes: &[(&str, &str)]) {
        self.tag(name, attributes);
        self.out.push_str("/>");
    }

    /// Writes words.
    pub fn text(&mut self, words: &str) {
        push_escaped(words, false, &mut self.out);
    }

    /// Writes a tag with nothing but words in it.
    pub fn words(&mut self, name: &'static str, attributes: &[(&str, &str)], words: &str) {
        self.open(name, attributes);
        self.text(words);
        self.close();
    }

    /// Writes XML that was made before.
    pub fn raw(&mut self, xml: &str) {
        self.out.push_str(xml);
    }

    /// Writes a tag that was read, with what stands in it; `attributes` come before its own.
    pub fn tree(&mut self, element: &Element, attributes: &[(&str, &str)]) {
        let own = element.attributes.iter().map(|(key, value)| (key.as_str(), value.as_str()));
        let all: Vec<(&str, &str)> = attributes.iter().copied().chain(own).collect();
        self.tag(&element.name, &all);
        if element.children.is_empty() {
            return self.out.push_str("/>");
        }
        self.out.push('>');
        for node in &element.children {
            match node {
                Node::Element(element) => self.tree(element, &[]),
                Node::Text(text) => self.text(text),
            }
        }
        self.out.push_str("</");
        self.out.push_str(&element.name);
        self.out.push('>');
    }

    /// The text with all its tags closed.
    pub fn finish(mut self) -> String {
        while !self.open.is_empty() {
            self.close();
        }
        self.out
    }

    fn tag(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.out.push('<');
        self.out.push_str(name);
        for (key, value) in attributes {
            self.out.push(' ');
            self.out.push_str(key);
            self.out.push_str("=\"");
            push_escaped(value, true, &mut self.out);
            self.out.push('"');
        }
    }
}

fn push_escaped(words: &str, is_attribute: bool, out: &mut String) {
    for c in words.chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '"' if is_attribute => out.push_str("&quot;"),
            // A reader would make blanks of them.
            '\n' if is_attribute => out.push_str("&#10;"),
            '\t' if is_attribute => out.push_str("&#9;"),
            '\n' | '\t' => out.push(c),
            '\r' => {}
            _ if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => out.push('\u{fffd}'),
            // They turn the direction of the words around them, so that a text can be made to read as another.
            _ if turns_text(c) => {}
            _ => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_read_is_written_again() {
        let text = "<a b=\"1 &lt; 2\">words<c/> &amp; <d>more</d></a>";
        let mut xml = Xml::default();
        xml.tree(&Element::parse(text).expect("it is XML"), &[]);
        assert_eq!(xml.finish(), text);
    }

    #[test]
    fn words_stay_words() {
        let mut xml = Xml::default();
        xml.open("a", &[("b", "\"<&>\n")]);
        xml.text("1 < 2 & \u{0}\u{202e}\u{ffff} ]]>");
        assert_eq!(
            xml.finish(),
            "<a b=\"&quot;&lt;&amp;&gt;&#10;\">1 &lt; 2 &amp; \u{fffd}\u{fffd} ]]&gt;</a>"
        );
    }
}
