//! The text of shapes: lines with their levels and what stands before them, words with their looks and links.

use crate::brief::Block;
use crate::import::office::blocks::{Entry, Marker, code, paragraph};
use crate::import::office::formula::in_a_line;
use crate::import::office::numbers::formatted;
use crate::import::office::pptx::outline::{Bullet, bullet_in, bullet_of_level};
use crate::import::office::words::{Piece, Run, Wrap, inlines};
use crate::office::{Element, Relation};

/// The deepest level of a line.
const MAX_LEVEL: usize = 8;

/// Signs before lines that say whether something was done.
const BOXES: [(&str, bool); 6] =
    [("☐", false), ("□", false), ("❑", false), ("☑", true), ("☒", true), ("✔", true)];

/// A line of a shape.
#[derive(Clone, Debug)]
pub(super) struct TextLine {
    pub level: usize,
    pub bullet: Bullet,
    pub runs: Vec<Run>,
    /// Whether it is set as code.
    pub is_code: bool,
}

/// The lines of a text; `styles` are those it takes after, the nearest first.
pub(super) fn lines(body: &Element, styles: &[&Element], relations: &[Relation]) -> Vec<TextLine> {
    let own = body.child("a:lstStyle");
    let mut out = Vec::new();
    for line in body.elements().filter(|it| it.name == "a:p") {
        let properties = line.child("a:pPr");
        let level = properties.and_then(|it| it.attribute("lvl")).and_then(|level| level.parse().ok());
        let level: usize = level.unwrap_or(0).min(MAX_LEVEL);
        let inherited =
            || own.into_iter().chain(styles.iter().copied()).find_map(|it| bullet_of_level(it, level));
        let bullet = properties.and_then(bullet_in).or_else(inherited).unwrap_or(Bullet::None);
        let runs = runs(line, relations);
        let is_code = !runs.is_empty() && runs.iter().all(|run| run.wraps.contains(&Wrap::Code));
        out.push(TextLine { level, bullet, runs, is_code });
    }
    out
}

/// The words of a line.
fn runs(line: &Element, relations: &[Relation]) -> Vec<Run> {
    let mut out = Vec::new();
    for element in line.elements() {
        match element.name.as_str() {
            "a:br" => out.push(Run::new(Piece::Break, Vec::new())),
            "a:r" | "a:fld" => {
                let words = element.child("a:t").map(Element::text).unwrap_or_default();
                let wraps = element.child("a:rPr").map(|it| wraps(it, relations)).unwrap_or_default();
                for (idx, words) in words.split('\u{b}').enumerate() {
                    out.extend((idx > 0).then(|| Run::new(Piece::Break, Vec::new())));
                    out.push(Run::new(Piece::Text(words.to_owned()), wraps.clone()));
                }
            }
            "mc:AlternateContent" | "a14:m" | "m" => {
                let formulas: Vec<String> = element.all("m:oMath").into_iter().map(in_a_line).collect();
                out.push(Run::plain(&formulas.join(" ")));
            }
            _ => {}
        }
    }
    out
}

fn wraps(properties: &Element, relations: &[Relation]) -> Vec<Wrap> {
    let is_on = |name: &str| matches!(properties.attribute(name), Some("1" | "true"));
    let line = |name: &str| properties.attribute(name);
    let baseline: i64 = properties.attribute("baseline").and_then(|it| it.parse().ok()).unwrap_or(0);
    let link = properties.child("a:hlinkClick").and_then(|it| it.attribute("r:id"));
    let link = relations.iter().find(|it| Some(it.id.as_str()) == link && it.is_external);
    let face = properties.child("a:latin").and_then(|it| it.attribute("typeface")).unwrap_or_default();
    let is_code = ["Consolas", "Courier New", "Menlo", "Monaco", "Cascadia Code"].contains(&face);
    let looks = [
        (is_on("b"), Wrap::Bold),
        (is_on("i"), Wrap::Italic),
        (link.is_none() && line("u").is_some_and(|it| it != "none"), Wrap::Underline),
        (line("strike").is_some_and(|it| it != "noStrike"), Wrap::Strike),
        (baseline > 0, Wrap::Superscript),
        (baseline < 0, Wrap::Subscript),
        (properties.child("a:highlight").is_some(), Wrap::Highlight),
        (is_code, Wrap::Code),
    ];
    let looks = looks.into_iter().filter(|(is_so, _)| *is_so).map(|(_, wrap)| wrap);
    looks.chain(link.map(|it| Wrap::Link(it.target.clone()))).collect()
}

/// Lines as entries of a text, counted as PowerPoint counts.
pub(super) fn entries(lines: Vec<TextLine>) -> Vec<Entry> {
    let mut counts: Vec<Option<(String, u64, u64)>> = vec![None; MAX_LEVEL + 1];
    let mut last_item: Option<usize> = None;
    let mut entries = Vec::new();
    for line in lines.into_iter().filter(|line| line.runs.iter().any(Run::says_something)) {
        let level = line.level;
        counts[level + 1..].iter_mut().for_each(|count| *count = None);
        let block = |label: Option<String>| {
            let label = label.map(|label| Run::plain(&format!("{label} ")));
            paragraph(inlines(&label.into_iter().chain(line.runs.clone()).collect::<Vec<_>>()))
        };
        let marker = match &line.bullet {
            Bullet::None => None,
            Bullet::Sign(sign) => {
                let is_box = BOXES.iter().find(|(known, _)| known == sign);
                Some(Ok(is_box.map_or(Marker::Bullet, |(_, is_done)| Marker::Box(*is_done))))
            }
            Bullet::Number(sort, start) => Some(number(&mut counts[level], sort, *start)),
        };
        if !matches!(line.bullet, Bullet::Number(..)) {
            counts[level] = None;
        }
        let above = last_item.filter(|above| *above < level);
        match marker {
            Some(Ok(marker)) => {
                last_item = Some(level);
                entries.push(Entry::Item(level, marker, vec![block(None)]));
            }
            Some(Err(label)) => push_apart(&mut entries, &mut last_item, above, block(Some(label))),
            None if line.is_code => {
                let words: String = line.runs.iter().map(|run| text_of(&run.piece)).collect();
                match entries.last_mut() {
                    Some(Entry::Block(Block::Code(code))) => {
                        code.text.push_str(&format!("{words}\n"));
                    }
                    _ => entries.push(Entry::Block(code(words + "\n"))),
                }
                last_item = None;
            }
            None => push_apart(&mut entries, &mut last_item, above, block(None)),
        }
    }
    entries
}

/// Adds what has no sign before it: below the item that it lies within, else by itself.
fn push_apart(entries: &mut Vec<Entry>, last_item: &mut Option<usize>, above: Option<usize>, block: Block) {
    if let Some(above) = above {
        entries.push(Entry::Continued(above, block));
    } else {
        *last_item = None;
        entries.push(Entry::Block(block));
    }
}

fn text_of(piece: &Piece) -> &str {
    match piece {
        Piece::Text(words) => words,
        Piece::Break => "\n",
        _ => "",
    }
}

/// What stands before the next line of a counted list: a number of a list, or words.
fn number(count: &mut Option<(String, u64, u64)>, sort: &str, start: u64) -> Result<Marker, String> {
    let next = match count {
        Some((known, from, last)) if known == sort && *from == start => last.saturating_add(1),
        _ => start,
    };
    *count = Some((sort.to_owned(), start, next));
    if matches!(sort, "arabicPeriod" | "arabicParenR" | "arabicPlain") {
        return Ok(Marker::Number(next));
    }
    let format = match sort {
        it if it.starts_with("alphaLc") => "lowerLetter",
        it if it.starts_with("alphaUc") => "upperLetter",
        it if it.starts_with("romanLc") => "lowerRoman",
        it if it.starts_with("romanUc") => "upperRoman",
        it if it.starts_with("circleNum") => "decimalEnclosedCircle",
        it if it.starts_with("arabicDb") => "decimalFullWidth",
        it if it.starts_with("ea1Jpn") || it.starts_with("ea1Chs") || it.starts_with("ea1Cht") => {
            "japaneseCounting"
        }
        _ => "decimal",
    };
    let number = formatted(next, format);
    Err(match sort {
        it if it.ends_with("ParenBoth") => format!("({number})"),
        it if it.ends_with("ParenR") => format!("{number})"),
        it if it.ends_with("Period") => format!("{number}."),
        _ => number,
    })
}
