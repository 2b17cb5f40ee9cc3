//! XML as it is read: a tree of tags, with the prefixes of the standard.

use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::name::ResolveResult;
use quick_xml::{NsReader, XmlVersion};

/// The deepest tag that is read.
const MAX_DEPTH: usize = 256;
/// The most tags and texts of one part; a document of a thousand pages has some hundred thousand.
const MAX_NODES: usize = 4_000_000;

/// The last words of the names of vocabularies, and the prefixes that the standard gives them. The strict form of the
/// standard has other names that end in the same words.
const PREFIXES: &[(&str, &str)] = &[
    ("/wordprocessingml/main", "w"),
    ("/wordprocessingml/2006/main", "w"),
    ("/presentationml/main", "p"),
    ("/presentationml/2006/main", "p"),
    ("/spreadsheetml/main", "x"),
    ("/spreadsheetml/2006/main", "x"),
    ("/drawingml/main", "a"),
    ("/drawingml/2006/main", "a"),
    ("/drawingml/wordprocessingDrawing", "wp"),
    ("/drawingml/2006/wordprocessingDrawing", "wp"),
    ("/drawingml/picture", "pic"),
    ("/drawingml/2006/picture", "pic"),
    ("/drawingml/chart", "c"),
    ("/drawingml/2006/chart", "c"),
    ("/drawingml/diagram", "dgm"),
    ("/drawingml/2006/diagram", "dgm"),
    ("/officeDocument/relationships", "r"),
    ("/officeDocument/2006/relationships", "r"),
    ("/officeDocument/math", "m"),
    ("/officeDocument/2006/math", "m"),
    ("/markup-compatibility/2006", "mc"),
    ("/office/word/2010/wordml", "w14"),
    ("/word/2010/wordprocessingShape", "wps"),
    ("/word/2010/wordprocessingGroup", "wpg"),
    ("urn:schemas-microsoft-com:vml", "v"),
    ("/XML/1998/namespace", "xml"),
    ("/dc/elements/1.1/", "dc"),
    ("/dc/terms/", "dcterms"),
];

/// One tag with what stands in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Element {
    /// Its name with the prefix of the standard, such as `w:p`; without one in a vocabulary that is not known or has
    /// none.
    pub name: String,
    /// Its attributes, named likewise, without the declarations of vocabularies.
    pub attributes: Vec<(String, String)>,
    /// What stands in it.
    pub children: Vec<Node>,
}

/// What stands in a tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node {
    /// A tag.
    Element(Element),
    /// Words.
    Text(String),
}

impl Element {
    /// Reads XML; nothing where it is none, or deeper or larger than any document.
    pub fn parse(text: &str) -> Option<Self> {
        let mut reader = NsReader::from_str(text);
        let mut open: Vec<Self> = Vec::new();
        let mut root = None;
        for _ in 0..MAX_NODES {
            match reader.read_event().ok()? {
                Event::Start(tag) => {
                    open.push(element_of(&reader, &tag)?);
                    if open.len() > MAX_DEPTH {
                        return None;
                    }
                }
                Event::Empty(tag) => {
                    let element = element_of(&reader, &tag)?;
                    match open.last_mut() {
                        Some(parent) => parent.children.push(Node::Element(element)),
                        // Nothing but one tag may stand by itself.
                        None if root.is_some() => return None,
                        None => root = Some(element),
                    }
                }
                Event::End(_) => {
                    let element = open.pop()?;
                    match open.last_mut() {
                        Some(parent) => parent.children.push(Node::Element(element)),
                        // Nothing but one tag may stand by itself.
                        None if root.is_some() => return None,
                        None => root = Some(element),
                    }
                }
                Event::Text(words) => push_text(&mut open, &words.xml10_content()),
                Event::CData(words) => push_text(&mut open, &words.xml10_content()),
                Event::GeneralRef(entity) => push_text(&mut open, &resolved(&entity).unwrap_or_default()),
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
                Event::Eof => return root.filter(|_| open.is_empty()),
            }
        }
        None
    }

    /// The value of an attribute.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The tags that stand in it.
    pub fn elements(&self) -> impl Iterator<Item = &Self> {
        self.children.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// The first tag of a name that stands in it.
    pub fn child(&self, name: &str) -> Option<&Self> {
        self.elements().find(|element| element.name == name)
    }

    /// All tags of a name in it, at any depth, in the order of the text.
    pub fn all<'e>(&'e self, name: &'e str) -> Vec<&'e Self> {
        let mut found = Vec::new();
        self.each(&mut |element| {
            if element.name == name {
                found.push(element);
            }
        });
        found
    }

    /// Calls `visit` for it and for each tag in it, in the order of the text.
    pub fn each<'e>(&'e self, visit: &mut dyn FnMut(&'e Self)) {
        visit(self);
        for element in self.elements() {
            element.each(visit);
        }
    }

    /// All words in it.
    pub fn text(&self) -> String {
        let mut out = String::new();
        self.push_text(&mut out);
        out
    }

    fn push_text(&self, out: &mut String) {
        for node in &self.children {
            match node {
                Node::Element(element) => element.push_text(out),
                Node::Text(text) => out.push_str(text),
            }
        }
    }
}

fn push_text(open: &mut [Element], words: &str) {
    let Some(parent) = open.last_mut() else { return };
    if let Some(Node::Text(text)) = parent.children.last_mut() {
        text.push_str(words);
    } else if !words.is_empty() {
        parent.children.push(Node::Text(words.to_owned()));
    }
}

/// The character that a reference stands for; those that a file defines are not known.
fn resolved(entity: &BytesRef<'_>) -> Option<String> {
    if let Some(c) = entity.resolve_char_ref().ok()? {
        return Some(c.to_string());
    }
    resolve_xml_entity(&entity.xml10_content()).map(str::to_owned)
}

fn element_of(reader: &NsReader<&[u8]>, tag: &BytesStart<'_>) -> Option<Element> {
    let resolver = reader.resolver();
    let (space, local) = resolver.resolve_element(tag.name());
    let mut element = Element { name: named(&space, local.as_ref()), ..Element::default() };
    for attribute in tag.attributes() {
        let attribute = attribute.ok()?;
        if attribute.key.as_namespace_binding().is_some() {
            continue;
        }
        let (space, local) = resolver.resolve_attribute(attribute.key);
        let value = attribute.normalized_value(XmlVersion::Implicit1_0);
        let value = value.map_or_else(|_| attribute.value.to_string(), String::from);
        element.attributes.push((named(&space, local.as_ref()), value));
    }
    Some(element)
}

fn named(space: &ResolveResult<'_>, local: &str) -> String {
    let ResolveResult::Bound(space) = space else { return local.to_owned() };
    let known = PREFIXES.iter().find(|(ending, _)| space.as_ref().ends_with(ending));
    known.map_or_else(|| local.to_owned(), |(_, prefix)| format!("{prefix}:{local}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prefixes_are_those_of_the_standard_and_entities_do_not_grow() {
        let text = "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY x \"xxxxxxxxxx\">]>\
            <q:p xmlns:q=\"http://purl.oclc.org/ooxml/wordprocessingml/main\" q:val=\"&lt;1\" plain=\"2\">\
            a&amp;b&#x4e00;&x;<q:r/><![CDATA[<c>]]></q:p>";
        let element = Element::parse(text).expect("it is XML");
        assert_eq!(element.name, "w:p");
        assert_eq!((element.attribute("w:val"), element.attribute("plain")), (Some("<1"), Some("2")));
        assert_eq!(element.text(), "a&b一<c>");
        assert!(element.child("w:r").is_some());
    }

    #[test]
    fn what_is_no_document_is_refused() {
        assert_eq!(Element::parse("<a><b></a>"), None);
        assert_eq!(Element::parse("words"), None);
        assert_eq!(Element::parse("<a/><b/>"), None);
        assert_eq!(Element::parse("<a>"), None);
        assert_eq!(Element::parse(&"<a>".repeat(100_000)), None);
    }
}
