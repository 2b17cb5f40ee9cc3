//! Lists of a document: what stands before each paragraph, counted as Word counts.

use std::collections::BTreeMap;

use crate::import::office::blocks::Marker;
use crate::import::office::numbers::formatted;
use crate::office::Element;

/// How many levels a list has.
const N_LEVELS: usize = 9;

/// What stands before a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Numbered {
    /// What a list of a brief has too.
    Marker(Marker),
    /// What a brief has as words.
    Label(String),
}

#[derive(Clone, Debug)]
struct Level {
    start: u64,
    format: String,
    text: String,
    is_legal: bool,
    left: Option<i32>,
}

impl Default for Level {
    fn default() -> Self {
        let (format, text) = ("decimal".to_owned(), String::new());
        Self { start: 1, format, text, is_legal: false, left: None }
    }
}

#[derive(Clone, Debug, Default)]
struct List {
    /// The definition whose count it shares.
    definition: String,
    levels: Vec<Level>,
    /// With what it begins anew, by level.
    starts: BTreeMap<usize, u64>,
}

/// The lists of a document by their ids, and how far each has counted.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    lists: BTreeMap<String, List>,
    counts: BTreeMap<String, [Option<u64>; N_LEVELS]>,
    begun: std::collections::BTreeSet<(String, usize)>,
}

impl Numbering {
    pub(super) fn of(part: &Element) -> Self {
        let named = |name: &'static str| part.elements().filter(move |element| element.name == name);
        let definitions: BTreeMap<&str, &Element> =
            named("w:abstractNum").filter_map(|it| Some((it.attribute("w:abstractNumId")?, it))).collect();
        let linked: BTreeMap<&str, &Element> = named("w:abstractNum")
            .filter_map(|it| Some((it.child("w:styleLink")?.attribute("w:val")?, it)))
            .collect();
        let mut numbering = Self::default();
        for element in named("w:num") {
            let Some(id) = element.attribute("w:numId") else { continue };
            let definition = element.child("w:abstractNumId").and_then(|it| it.attribute("w:val"));
            let Some(definition) = definition else { continue };
            // A definition may stand for a style, and its levels in the definition of that style.
            let found = definitions.get(definition).map(|found| {
                let style = found.child("w:numStyleLink").and_then(|it| it.attribute("w:val"));
                style.and_then(|style| linked.get(style)).unwrap_or(found)
            });
            let mut list = List { definition: definition.to_owned(), ..List::default() };
            list.levels = vec![Level::default(); N_LEVELS];
            found.iter().for_each(|found| read_levels(found, &mut list.levels));
            for change in element.elements().filter(|it| it.name == "w:lvlOverride") {
                let Some(level) = level_of(change) else { continue };
                read_levels(change, &mut list.levels);
                let start = change.child("w:startOverride").and_then(number);
                list.starts.extend(start.map(|start| (level, start)));
            }
            numbering.lists.insert(id.to_owned(), list);
        }
        numbering
    }

    /// How far in the words of an item stand.
    pub(super) fn left(&self, list: &str, level: usize) -> Option<i32> {
        self.lists.get(list)?.levels.get(level)?.left
    }

    /// What stands before the next paragraph of a list; nothing where the list says that nothing does.
    pub(super) fn next(&mut self, id: &str, level: usize) -> Option<Numbered> {
        let level = level.min(N_LEVELS - 1);
        let list = self.lists.get(id)?;
        let counts = self.counts.entry(list.definition.clone()).or_default();
        let begins = self.begun.insert((id.to_owned(), level));
        let start = list.starts.get(&level).filter(|_| begins);
        let own = &list.levels[level];
        counts[level] = Some(match (start, counts[level]) {
            (Some(start), _) => *start,
            (None, Some(count)) => count.saturating_add(1),
            (None, None) => own.start,
        });
        counts[level + 1..].iter_mut().for_each(|count| *count = None);
        let count = counts[level].unwrap_or(own.start);
        match own.format.as_str() {
            "none" if own.text.trim().is_empty() => None,
            "bullet" => Some(Numbered::Marker(match own.text.trim() {
                "☐" | "□" | "\u{f06f}" | "\u{f0a8}" => Marker::Box(false),
                "☑" | "☒" | "\u{f0fe}" | "\u{f0fd}" => Marker::Box(true),
                _ => Marker::Bullet,
            })),
            "decimal" if is_plain(&own.text, level) => Some(Numbered::Marker(Marker::Number(count))),
            _ => {
                let label = label(&list.levels, counts, level);
                (!label.trim().is_empty()).then(|| Numbered::Label(label.trim().to_owned()))
            }
        }
    }
}

/// Whether a level shows its own number alone, with a sign behind it that a list of a brief may have.
fn is_plain(text: &str, level: usize) -> bool {
    let number = format!("%{}", level + 1);
    let rest = text.trim().strip_prefix(&number);
    matches!(rest, Some("." | ")" | "．" | ""))
}

/// The text of a level with the numbers in their places.
fn label(levels: &[Level], counts: &[Option<u64>; N_LEVELS], level: usize) -> String {
    let mut out = String::new();
    let mut rest = levels[level].text.chars().peekable();
    while let Some(c) = rest.next() {
        let digit = rest.peek().and_then(|next| next.to_digit(10)).filter(|digit| c == '%' && *digit > 0);
        let idx = digit.and_then(|digit| usize::try_from(digit - 1).ok()).filter(|idx| *idx < N_LEVELS);
        let Some(idx) = idx else {
            out.push(c);
            continue;
        };
        rest.next();
        let number = counts[idx].unwrap_or(levels[idx].start);
        let format = if levels[level].is_legal { "decimal" } else { levels[idx].format.as_str() };
        out.push_str(&formatted(number, format));
    }
    out
}

fn level_of(element: &Element) -> Option<usize> {
    element.attribute("w:ilvl")?.parse().ok().filter(|level| *level < N_LEVELS)
}

fn number(element: &Element) -> Option<u64> {
    element.attribute("w:val")?.parse().ok()
}

fn read_levels(element: &Element, levels: &mut [Level]) {
    for found in element.elements().filter(|it| it.name == "w:lvl") {
        let Some(level) = level_of(found).and_then(|idx| levels.get_mut(idx)) else { continue };
        let value = |name: &str| found.child(name).and_then(|it| it.attribute("w:val"));
        let format = found.all("w:numFmt").last().and_then(|it| it.attribute("w:val"));
        *level = Level {
            start: found.child("w:start").and_then(number).unwrap_or(1),
            format: format.unwrap_or("decimal").to_owned(),
            text: value("w:lvlText").unwrap_or_default().to_owned(),
            is_legal: found.child("w:isLgl").is_some_and(super::styles::is_on),
            left: found.child("w:pPr").and_then(|it| it.child("w:ind")).and_then(super::styles::left),
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbering(levels: &str, nums: &str) -> Numbering {
        let xml = format!(
            "<w:numbering xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">\
            <w:abstractNum w:abstractNumId=\"0\">{levels}</w:abstractNum>{nums}</w:numbering>"
        );
        Numbering::of(&Element::parse(&xml).expect("it is XML"))
    }

    fn level(level: usize, format: &str, text: &str) -> String {
        format!(
            "<w:lvl w:ilvl=\"{level}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/>\
            <w:lvlText w:val=\"{text}\"/></w:lvl>"
        )
    }

    const NUM: &str = "<w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>";

    fn said(numbering: &mut Numbering, list: &str, level: usize) -> String {
        match numbering.next(list, level) {
            Some(Numbered::Label(label)) => label,
            Some(Numbered::Marker(Marker::Number(number))) => number.to_string(),
            Some(Numbered::Marker(_)) => "•".to_owned(),
            None => String::new(),
        }
    }

    #[test]
    fn levels_count_on_and_begin_anew_below_a_higher_one() {
        let levels = level(0, "decimalFullWidth", "第%1")
            + &level(1, "aiueoFullWidth", "（%2）")
            + &level(2, "decimal", "%1.%3");
        let mut numbering = numbering(&levels, NUM);
        let found: Vec<String> =
            [0, 1, 1, 0, 1, 2].iter().map(|level| said(&mut numbering, "1", *level)).collect();
        assert_eq!(found, ["第１", "（ア）", "（イ）", "第２", "（ア）", "２.1"]);
    }

    #[test]
    fn a_list_begins_anew_only_where_it_says_so() {
        let restart = "<w:num w:numId=\"2\"><w:abstractNumId w:val=\"0\"/><w:lvlOverride w:ilvl=\"0\">\
            <w:startOverride w:val=\"5\"/></w:lvlOverride></w:num>\
            <w:num w:numId=\"3\"><w:abstractNumId w:val=\"0\"/></w:num>";
        let mut numbering = numbering(&level(0, "decimal", "%1."), &format!("{NUM}{restart}"));
        let found: Vec<String> =
            ["1", "1", "3", "2", "2"].iter().map(|list| said(&mut numbering, list, 0)).collect();
        assert_eq!(found, ["1", "2", "3", "5", "6"]);
        assert_eq!(numbering.next("9", 0), None);
    }
}
