//! What of a part may be taken: what is seen, and nothing that acts, leads elsewhere or tells of somebody.

use std::collections::BTreeMap;

use crate::office::{Element, Node};

/// What is not taken, with all that stands in it.
const LEFT_OUT: &[&str] = &[
    "p:extLst",
    "a:extLst",
    "p:timing",
    "p:transition",
    "p:custDataLst",
    "p:controls",
    "p:contentPart",
    "a:hlinkClick",
    "a:hlinkHover",
    "a:hlinkMouseOver",
    "a:audioCd",
    "a:audioFile",
    "a:quickTimeFile",
    "a:snd",
    "a:videoFile",
    "a:wavAudioFile",
];

/// A tree without what may not be taken; `images` gives the new names of pictures. Nothing where nothing is left.
pub(super) fn cleaned(element: &Element, images: &BTreeMap<String, String>) -> Option<Element> {
    if LEFT_OUT.contains(&element.name.as_str()) {
        return None;
    }
    // A vocabulary that is not known.
    if !element.name.contains(':') {
        return None;
    }
    let name = element.name.as_str();
    let is_picture = matches!(name, "p:pic" | "a:buBlip" | "a:blipFill");
    // Charts, drawings and objects lead to parts of their own.
    let is_object = name == "p:graphicFrame" && element.all("a:tbl").is_empty();
    if is_object || (is_picture && shown(element, images).is_none()) {
        return None;
    }
    let mut out = Element { name: element.name.clone(), ..Element::default() };
    for (key, value) in &element.attributes {
        let is_known = out.attributes.iter().any(|(known, _)| known == key);
        if is_known || key.starts_with("mc:") || (key == "descr" && is_place(value)) {
            continue;
        }
        let value = match key.strip_prefix("r:") {
            None => as_usual(key, value),
            Some("embed" | "id") => match images.get(value) {
                Some(id) => id.clone(),
                None => continue,
            },
            Some(_) => continue,
        };
        out.attributes.push((key.clone(), value));
    }
    out.children = children(element, images);
    Some(out)
}

fn children(element: &Element, images: &BTreeMap<String, String>) -> Vec<Node> {
    let mut out = Vec::new();
    for node in &element.children {
        match node {
            Node::Text(text) => out.push(Node::Text(text.clone())),
            // What every program understands.
            Node::Element(child) if child.name == "mc:AlternateContent" => {
                child.child("mc:Fallback").iter().for_each(|it| out.extend(children(it, images)));
            }
            Node::Element(child) => {
                let taken = cleaned(child, images).or_else(|| instead(&element.name, child));
                out.extend(taken.map(Node::Element));
            }
        }
    }
    out
}

/// What stands in place of a picture that fills something and is not taken, where something must stand.
fn instead(parent: &str, child: &Element) -> Option<Element> {
    let color = match parent {
        "p:bgPr" => "bg1",
        // A theme has just as many fills as the standard says.
        "a:fillStyleLst" | "a:bgFillStyleLst" => "phClr",
        _ => return None,
    };
    if child.name != "a:blipFill" {
        return None;
    }
    let attributes = vec![("val".to_owned(), color.to_owned())];
    let color = Element { name: "a:schemeClr".to_owned(), attributes, children: Vec::new() };
    let children = vec![Node::Element(color)];
    Some(Element { name: "a:solidFill".to_owned(), attributes: Vec::new(), children })
}

/// The picture that an element shows.
fn shown<'i>(element: &Element, images: &'i BTreeMap<String, String>) -> Option<&'i String> {
    element.all("a:blip").first()?.attribute("r:embed").and_then(|id| images.get(id))
}

/// Whether words are a place on somebody's disk, which PowerPoint notes of pictures.
fn is_place(words: &str) -> bool {
    words.contains('\\') || words.contains("://") || words.matches('/').count() > 1
}

/// A number as the usual form of the standard has it; the strict one has percents.
fn as_usual(key: &str, value: &str) -> String {
    let number = value.strip_suffix('%').and_then(|number| number.parse::<f64>().ok());
    match number.filter(|_| !matches!(key, "descr" | "name" | "title" | "typeface" | "char")) {
        Some(percent) => format!("{:.0}", percent * 1_000.0),
        None => value.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_acts_or_tells_is_left_out_and_the_rest_is_kept() {
        let text = "<p:sp xmlns:p=\"http://schemas.openxmlformats.org/presentationml/2006/main\" \
            xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
            xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" \
            xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" xmlns:z=\"urn:z\">\
            <p:cNvPr id=\"2\" descr=\"C:\\Users\\tanaka\\seal.png\"><a:hlinkClick r:id=\"rId9\"/></p:cNvPr><z:tag/>\
            <mc:AlternateContent><mc:Choice Requires=\"z\"><z:tag/></mc:Choice><mc:Fallback><a:t>kept</a:t></mc:Fallback></mc:AlternateContent>\
            <p:pic><a:blip r:embed=\"rId1\"/></p:pic><p:pic><a:blip r:embed=\"rId2\"/></p:pic>\
            <p:bgPr><a:blipFill><a:blip r:embed=\"rId2\"/></a:blipFill></p:bgPr><a:alpha val=\"50%\"/></p:sp>";
        let images = BTreeMap::from([("rId1".to_owned(), "rId7".to_owned())]);
        let out = cleaned(&Element::parse(text).expect("it is XML"), &images).expect("it is kept");
        let names: Vec<&str> = out.elements().map(|element| element.name.as_str()).collect();
        assert_eq!(names, ["p:cNvPr", "a:t", "p:pic", "p:bgPr", "a:alpha"]);
        assert_eq!(
            out.child("p:cNvPr"),
            Element::parse("<a/>")
                .map(|mut it| {
                    it.name = "p:cNvPr".to_owned();
                    it.attributes = vec![("id".to_owned(), "2".to_owned())];
                    it
                })
                .as_ref()
        );
        assert_eq!(out.all("a:blip")[0].attribute("r:embed"), Some("rId7"));
        assert_eq!(out.all("a:schemeClr")[0].attribute("val"), Some("bg1"));
        assert_eq!(out.all("a:alpha")[0].attribute("val"), Some("50000"));
    }
}
