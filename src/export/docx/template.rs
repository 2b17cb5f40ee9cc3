//! A ministry's own document as the pattern of ours: its styles, its colours and faces, its sheet and margins.
//!
//! Styles are matched by their names, which Word keeps in English whatever it shows; what the pattern lacks is added
//! under names that it does not use. Of its text, its lists and its pictures nothing is taken.

use std::collections::BTreeMap;

use crate::office::{Element, Package};

/// What a pattern gives.
#[derive(Debug)]
pub(super) struct Template {
    /// Its styles, with those of ours that it lacks.
    pub styles: String,
    /// Its colours and faces.
    pub theme: Option<String>,
    /// Width and height of its sheet, and its margins: above, at the right, below, at the left, in twentieths of a
    /// point.
    pub sheet: Option<([i32; 2], [i32; 4])>,
    /// Where the tab stops of its footers are, in twentieths of a point.
    pub footer_tabs: Vec<i32>,
    /// What it calls styles of ours that it calls otherwise.
    ids: BTreeMap<String, String>,
}

impl Template {
    /// Reads a pattern; `own` are our styles. Nothing where it is no document of Word, or one without styles.
    pub(super) fn read(bytes: &[u8], own: &str) -> Option<Self> {
        let mut package = Package::open(bytes).ok()?;
        let main = package.main_part().ok()?;
        let document = package.xml(&main).ok()?;
        let relations = package.relations(&main).ok()?;
        let find = |sort: &str| relations.iter().find(|it| it.sort == sort && !it.is_external);
        let part = find("styles")?.target.clone();
        let theme = find("theme").map(|it| it.target.clone());
        let raw = text_of(package.part(&part).ok()?)?;
        let (styles, ids) = merged(&raw, own)?;
        let theme = theme.and_then(|part| text_of(package.part(&part).ok()?));
        // Pictures in a theme would need relations that are not taken along.
        let theme = theme.filter(|theme| {
            Element::parse(theme).is_some()
                && theme.contains("<a:theme ")
                && !["r:embed", "r:id=", "r:link"].iter().any(|name| theme.contains(name))
        });
        let footer_tabs = Element::parse(&styles).map(|it| footer_tabs(&it)).unwrap_or_default();
        Some(Self { styles, theme, sheet: sheet_of(&document), footer_tabs, ids })
    }

    /// A part of ours with the names of the pattern's styles, and without colours by the names of our theme: what is
    /// red is private, whatever the pattern calls its second colour.
    pub(super) fn restyled(&self, xml: &str) -> String {
        without_theme_colors(&renamed(xml, &self.ids))
    }
}

fn text_of(bytes: Vec<u8>) -> Option<String> {
    let text = String::from_utf8(bytes).ok()?;
    Some(text.trim_start_matches('\u{feff}').to_owned())
}

/// The styles of a pattern with those of ours that it lacks, and what it calls the others.
fn merged(raw: &str, own: &str) -> Option<(String, BTreeMap<String, String>)> {
    let theirs = Element::parse(raw)?;
    let (before, after) = raw.rsplit_once("</w:styles>")?;
    let mut ids = BTreeMap::new();
    let mut added: Vec<&str> = Vec::new();
    for style in
        own.split_inclusive("</w:style>").filter_map(|part| part.find("<w:style ").map(|at| &part[at..]))
    {
        let (Some(id), Some(name)) =
            (between(style, "w:styleId=\"", "\""), between(style, "<w:name w:val=\"", "\""))
        else {
            continue;
        };
        let sort = between(style, "w:type=\"", "\"");
        let of = |it: &&Element| it.name == "w:style";
        let has_name = |it: &Element| {
            let known = it.child("w:name").and_then(|it| it.attribute("w:val"));
            it.attribute("w:type") == sort && known.is_some_and(|known| known.eq_ignore_ascii_case(name))
        };
        let same =
            theirs.elements().filter(of).find(|it| has_name(it)).and_then(|it| it.attribute("w:styleId"));
        let is_taken = || theirs.elements().filter(of).any(|it| it.attribute("w:styleId") == Some(id));
        if let Some(known) = same {
            ids.insert(id.to_owned(), known.to_owned());
            continue;
        }
        if is_taken() {
            ids.insert(id.to_owned(), format!("Brief{id}"));
        }
        added.push(style);
    }
    ids.retain(|own, theirs| own != theirs);
    let added: String = added.into_iter().map(|style| plain_style(style, &ids)).collect();
    // Numbers of its lists are not those of ours.
    Some((format!("{}{added}</w:styles>{after}", without_lists(before)), ids))
}

/// The tab stops that paragraphs in the style of footers have, from that style and those it is based on.
fn footer_tabs(styles: &Element) -> Vec<i32> {
    /// Further than this no style is based on others, but on itself.
    const DEEPEST: usize = 20;
    let all: Vec<&Element> = styles.elements().filter(|it| it.name == "w:style").collect();
    let value = |style: &Element, tag: &str| {
        style.child(tag).and_then(|it| it.attribute("w:val")).map(str::to_lowercase)
    };
    let mut style = all.iter().find(|style| value(style, "w:name").as_deref() == Some("footer")).copied();
    let mut found = Vec::new();
    for _ in 0..DEEPEST {
        let Some(own) = style else { break };
        let tabs = own.child("w:pPr").and_then(|it| it.child("w:tabs"));
        let stops = tabs.into_iter().flat_map(Element::elements);
        found.extend(stops.filter_map(|tab| tab.attribute("w:pos")?.parse::<i32>().ok()));
        let base = own.child("w:basedOn").and_then(|it| it.attribute("w:val"));
        style = base.and_then(|id| all.iter().find(|it| it.attribute("w:styleId") == Some(id)).copied());
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// A style of ours among those of a pattern: not the usual one, and with its names.
fn plain_style(style: &str, ids: &BTreeMap<String, String>) -> String {
    let style = style.replace(" w:default=\"1\"", "");
    let id = between(&style, "w:styleId=\"", "\"").unwrap_or_default().to_owned();
    let own = ids.get(&id).cloned().unwrap_or_else(|| id.clone());
    let style = style.replace(&format!("w:styleId=\"{id}\""), &format!("w:styleId=\"{own}\""));
    without_theme_colors(&renamed(&style, ids))
}

/// Replaces the ids of styles where a part refers to them.
fn renamed(xml: &str, ids: &BTreeMap<String, String>) -> String {
    const TAGS: [&str; 6] =
        ["<w:pStyle ", "<w:rStyle ", "<w:tblStyle ", "<w:basedOn ", "<w:next ", "<w:link "];
    let mut out = String::with_capacity(xml.len());
    let mut rest = xml;
    while let Some(at) = TAGS.iter().filter_map(|tag| Some(rest.find(tag)? + tag.len())).min() {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let Some(id) = between(rest, "w:val=\"", "\"").filter(|_| rest.starts_with("w:val=\"")) else {
            continue;
        };
        let len = "w:val=\"".len() + id.len();
        out.push_str("w:val=\"");
        out.push_str(ids.get(id).map_or(id, String::as_str));
        rest = &rest[len..];
    }
    out + rest
}

/// Takes out which colour of the theme a colour is; the colour itself stays.
fn without_theme_colors(xml: &str) -> String {
    let mut out = xml.to_owned();
    for name in [" w:themeColor=\"", " w:themeFill=\""] {
        let mut parts = out.split(name);
        let mut kept = parts.next().unwrap_or_default().to_owned();
        parts.for_each(|part| kept.push_str(part.split_once('"').map_or("", |(_, rest)| rest)));
        out = kept;
    }
    out
}

/// Takes the lists out of styles.
fn without_lists(xml: &str) -> String {
    let mut parts = xml.split("<w:numPr>");
    let mut out = parts.next().unwrap_or_default().to_owned();
    parts.for_each(|part| out.push_str(part.split_once("</w:numPr>").map_or("", |(_, rest)| rest)));
    out
}

fn between<'t>(text: &'t str, before: &str, after: &str) -> Option<&'t str> {
    let rest = &text[text.find(before)? + before.len()..];
    Some(&rest[..rest.find(after)?])
}

/// The sheet of a document, where it is one that text fits on.
fn sheet_of(document: &Element) -> Option<([i32; 2], [i32; 4])> {
    let section = document.child("w:body")?.all("w:sectPr").into_iter().next_back()?;
    let value = |tag: &str, name: &str| -> Option<i32> {
        section.child(tag)?.attribute(name)?.parse::<i32>().ok().filter(|value| (0..=31_680).contains(value))
    };
    let (width, height) = (value("w:pgSz", "w:w")?, value("w:pgSz", "w:h")?);
    // Ours stands upright; what lies on its side is told section by section.
    let (width, height) = (width.min(height), width.max(height));
    let margins = [
        value("w:pgMar", "w:top")?,
        value("w:pgMar", "w:right")?,
        value("w:pgMar", "w:bottom")?,
        value("w:pgMar", "w:left")?,
    ];
    let [top, right, bottom, left] = margins;
    let fits = width - left - right >= 2_800 && height - top - bottom >= 4_000;
    fits.then_some(([width, height], margins))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_are_matched_by_name_and_what_is_missing_is_added() {
        let theirs = "<w:styles xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">\
            <w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"a\"><w:name w:val=\"Normal\"/></w:style>\
            <w:style w:type=\"paragraph\" w:styleId=\"1\"><w:name w:val=\"heading 1\"/><w:pPr><w:numPr><w:numId w:val=\"7\"/></w:numPr></w:pPr></w:style>\
            <w:style w:type=\"character\" w:styleId=\"Code\"><w:name w:val=\"Code sign\"/></w:style></w:styles>";
        let own = "<w:styles><w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/></w:style>\
            <w:style w:type=\"paragraph\" w:styleId=\"Heading1\"><w:name w:val=\"heading 1\"/></w:style>\
            <w:style w:type=\"paragraph\" w:styleId=\"Code\"><w:name w:val=\"Code\"/><w:basedOn w:val=\"Normal\"/>\
            <w:rPr><w:color w:val=\"B3261E\" w:themeColor=\"accent2\"/></w:rPr></w:style></w:styles>";
        let (styles, ids) = merged(theirs, own).expect("they are styles");
        assert!(
            styles.contains("w:styleId=\"BriefCode\"><w:name w:val=\"Code\"/><w:basedOn w:val=\"a\"/>"),
            "{styles}"
        );
        assert!(styles.contains("<w:color w:val=\"B3261E\"/>") && !styles.contains("numId"), "{styles}");
        assert!(Element::parse(&styles).is_some());
        let xml = "<w:p><w:pPr><w:pStyle w:val=\"Heading1\"/></w:pPr></w:p><w:p><w:pPr><w:pStyle w:val=\"Code\"/></w:pPr></w:p>";
        let expected = xml.replace("Heading1", "1").replace("\"Code\"", "\"BriefCode\"");
        assert_eq!(renamed(xml, &ids), expected);
    }
}
