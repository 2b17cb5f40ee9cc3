//! Styles of a document: what they are for, found by id, by name in any language, and by the level they have in the
//! outline.

use std::collections::BTreeMap;

use crate::office::Element;

/// How many styles may stand upon each other; a circle ends there.
const MAX_BASES: usize = 16;

/// What headings are called in programs of other languages, in small letters, before their level.
const HEADINGS: [&str; 26] = [
    "heading",
    "見出し",
    "überschrift",
    "berschrift",
    "titre",
    "título",
    "ttulo",
    "titolo",
    "rubrik",
    "kop",
    "overskrift",
    "otsikko",
    "nagłówek",
    "nagwek",
    "заголовок",
    "标题",
    "標題",
    "제목",
    "encabezado",
    "nadpis",
    "címsor",
    "cmsor",
    "başlık",
    "titlu",
    "tiêu đề",
    "επικεφαλίδα",
];
const TITLES: [&str; 12] = [
    "title",
    "表題",
    "タイトル",
    "titel",
    "título",
    "titolo",
    "标题",
    "標題",
    "제목",
    "название",
    "tytuł",
    "otsikko",
];
const SUBTITLES: [&str; 10] = [
    "subtitle",
    "副題",
    "サブタイトル",
    "untertitel",
    "sous-titre",
    "subtítulo",
    "sottotitolo",
    "副标题",
    "副標題",
    "부제",
];
const QUOTES: [&str; 9] =
    ["quote", "intense quote", "block text", "quotations", "引用文", "引用文 2", "zitat", "citation", "cita"];
const CODES: [&str; 6] =
    ["code", "html preformatted", "preformatted text", "source code", "html 書式付き", "plain text"];

/// What a style is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Use {
    #[default]
    Text,
    Title,
    Subtitle,
    Heading(u8),
    Quote,
    Code,
    /// A line of a table of contents, which is made of the headings.
    Contents,
}

/// What a run looks like, as far as it is said: by itself, by its style, or not at all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Look {
    pub bold: Option<bool>,
    pub italic: Option<bool>,
    pub strike: Option<bool>,
    pub underline: Option<bool>,
    pub hidden: Option<bool>,
    pub white: Option<bool>,
    pub code: Option<bool>,
}

impl Look {
    /// What properties of a run say.
    pub(super) fn of(properties: &Element) -> Self {
        let toggle = |name: &str| properties.child(name).map(is_on);
        let color = properties.child("w:color").and_then(|color| color.attribute("w:val"));
        Self {
            bold: toggle("w:b"),
            italic: toggle("w:i"),
            strike: toggle("w:strike").or(toggle("w:dstrike")),
            underline: properties.child("w:u").map(|line| line.attribute("w:val") != Some("none")),
            hidden: toggle("w:vanish"),
            white: color.map(|color| color.eq_ignore_ascii_case("FFFFFF")),
            code: None,
        }
    }

    /// What is said here, and where nothing is, what is said there.
    pub(super) fn or(self, other: Self) -> Self {
        Self {
            bold: self.bold.or(other.bold),
            italic: self.italic.or(other.italic),
            strike: self.strike.or(other.strike),
            underline: self.underline.or(other.underline),
            hidden: self.hidden.or(other.hidden),
            white: self.white.or(other.white),
            code: self.code.or(other.code),
        }
    }
}

/// Whether a property that is there is on.
pub(super) fn is_on(property: &Element) -> bool {
    !matches!(property.attribute("w:val"), Some("0" | "false" | "off"))
}

#[derive(Debug, Default)]
struct Style {
    /// In small letters.
    name: String,
    base: Option<String>,
    outline: Option<u8>,
    look: Look,
    numbering: Option<(Option<String>, usize)>,
    left: Option<i32>,
    is_default: bool,
}

/// The styles of a document by their ids.
#[derive(Debug, Default)]
pub(super) struct Styles {
    all: BTreeMap<String, Style>,
}

impl Styles {
    pub(super) fn of(part: &Element) -> Self {
        let mut styles = Self::default();
        for element in part.elements().filter(|element| element.name == "w:style") {
            let Some(id) = element.attribute("w:styleId") else { continue };
            let value = |name: &str| element.child(name).and_then(|it| it.attribute("w:val"));
            let paragraph = element.child("w:pPr");
            let within = |name: &str| paragraph.and_then(|properties| properties.child(name));
            let style = Style {
                name: value("w:name").unwrap_or(id).trim().to_lowercase(),
                base: value("w:basedOn").map(str::to_owned),
                outline: within("w:outlineLvl").and_then(outline),
                look: element.child("w:rPr").map(Look::of).unwrap_or_default(),
                numbering: within("w:numPr").map(numbering),
                left: within("w:ind").and_then(left),
                is_default: element.attribute("w:default").is_some_and(|it| it == "1" || it == "true")
                    && element.attribute("w:type") == Some("paragraph"),
            };
            styles.all.insert(id.to_owned(), style);
        }
        styles
    }

    /// The id of the style of paragraphs that name none.
    pub(super) fn usual(&self) -> Option<&str> {
        self.all.iter().find(|(_, style)| style.is_default).map(|(id, _)| id.as_str())
    }

    /// The name of a style, in small letters; its id where it is not defined.
    pub(super) fn name<'s>(&'s self, id: &'s str) -> &'s str {
        self.all.get(id).map_or(id, |style| style.name.as_str())
    }

    /// A style and those that it is based on.
    fn chain<'s>(&'s self, id: &str) -> impl Iterator<Item = &'s Style> {
        let mut next = self.all.get(id);
        let step = move || {
            let style = next?;
            next = style.base.as_deref().and_then(|base| self.all.get(base));
            Some(style)
        };
        std::iter::from_fn(step).take(MAX_BASES)
    }

    /// What a style is for.
    pub(super) fn use_of(&self, id: &str) -> Use {
        if !self.all.contains_key(id) {
            return use_of_name(&id.to_lowercase()).unwrap_or_default();
        }
        for style in self.chain(id) {
            if let Some(found) = use_of_name(&style.name) {
                return found;
            }
            if let Some(level) = style.outline {
                return Use::Heading(level);
            }
        }
        Use::Text
    }

    pub(super) fn look(&self, id: &str) -> Look {
        let look = self.chain(id).fold(Look::default(), |look, style| look.or(style.look));
        let is_code = self.chain(id).any(|style| {
            matches!(style.name.as_str(), "code in line" | "html code" | "verbatim char" | "source text")
        });
        Look { code: is_code.then_some(true), ..look }
    }

    /// The list and the level that a style puts its paragraphs in.
    pub(super) fn numbering(&self, id: &str) -> Option<(String, usize)> {
        let found: Vec<&(Option<String>, usize)> =
            self.chain(id).filter_map(|style| style.numbering.as_ref()).collect();
        let list = found.iter().find_map(|(list, _)| list.clone())?;
        Some((list, found.first().map_or(0, |(_, level)| *level)))
    }

    pub(super) fn left(&self, id: &str) -> Option<i32> {
        self.chain(id).find_map(|style| style.left)
    }
}

/// The level of a heading that a property says, from 1.
pub(super) fn outline(property: &Element) -> Option<u8> {
    let level: u8 = property.attribute("w:val")?.parse().ok()?;
    (level < 9).then(|| (level + 1).min(6))
}

/// The list and the level that a property names.
pub(super) fn numbering(property: &Element) -> (Option<String>, usize) {
    let value = |name: &str| property.child(name).and_then(|it| it.attribute("w:val"));
    let level = value("w:ilvl").and_then(|level| level.parse().ok()).unwrap_or(0);
    (value("w:numId").map(str::to_owned), level)
}

/// How far in a property says that a paragraph stands, in twentieths of a point.
pub(super) fn left(property: &Element) -> Option<i32> {
    let value = property.attribute("w:left").or_else(|| property.attribute("w:start"))?;
    value.parse::<f64>().ok().map(|left| {
        #[expect(clippy::cast_possible_truncation, reason = "a sheet is some ten thousand wide")]
        let left = left.clamp(-100_000.0, 100_000.0) as i32;
        left
    })
}

/// What a style is for by its name in small letters.
fn use_of_name(name: &str) -> Option<Use> {
    let name = name.trim();
    let level = |prefix: &str| {
        let level = name.strip_prefix(prefix)?.trim_matches([' ', '_', '-', '\u{3000}']);
        let digit = level.chars().next().filter(|_| level.chars().count() == 1)?;
        let digit = if ('１'..='９').contains(&digit) {
            digit as u32 - '０' as u32
        } else {
            digit.to_digit(10)?
        };
        u8::try_from(digit).ok().filter(|level| *level > 0)
    };
    if let Some(level) = HEADINGS.iter().find_map(|prefix| level(prefix)) {
        return Some(Use::Heading(level.min(6)));
    }
    if TITLES.contains(&name) {
        return Some(Use::Title);
    }
    if SUBTITLES.contains(&name) {
        return Some(Use::Subtitle);
    }
    if QUOTES.contains(&name) {
        return Some(Use::Quote);
    }
    if CODES.contains(&name) {
        return Some(Use::Code);
    }
    let is_contents = name
        .strip_prefix("toc ")
        .or_else(|| name.strip_prefix("目次 "))
        .is_some_and(|level| level.trim().chars().all(|c| c.is_ascii_digit()));
    (is_contents || matches!(name, "toc heading" | "目次の見出し" | "contents heading"))
        .then_some(Use::Contents)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_known_in_the_languages_of_other_programs() {
        for (name, expected) in [
            ("heading 2", Some(Use::Heading(2))),
            ("見出し 1", Some(Use::Heading(1))),
            ("見出し１", Some(Use::Heading(1))),
            ("heading1", Some(Use::Heading(1))),
            ("überschrift 3", Some(Use::Heading(3))),
            ("berschrift3", Some(Use::Heading(3))),
            ("heading 9", Some(Use::Heading(6))),
            ("heading 1 char", None),
            ("표", None),
            ("表題", Some(Use::Title)),
            ("toc 1", Some(Use::Contents)),
            ("list paragraph", None),
        ] {
            assert_eq!(use_of_name(name), expected, "{name}");
        }
    }

    #[test]
    fn styles_that_stand_on_each_other_in_a_circle_end() {
        let part = Element::parse(
            "<w:styles xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">\
            <w:style w:styleId=\"a\"><w:basedOn w:val=\"b\"/></w:style>\
            <w:style w:styleId=\"b\"><w:basedOn w:val=\"a\"/><w:pPr><w:outlineLvl w:val=\"1\"/></w:pPr></w:style>\
            </w:styles>",
        );
        let styles = Styles::of(&part.expect("it is XML"));
        assert_eq!(styles.use_of("a"), Use::Heading(2));
        assert_eq!(styles.numbering("a"), None);
    }
}
