//! Lists: which of them count on, which begin anew, and with what.

use crate::office::Xml;

/// How far each level stands in from the one above, in twentieths of a point.
pub(super) const STEP: i32 = 340;
/// The deepest level that Word has.
const MAX_LEVEL: usize = 8;
const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// The sorts of lists, by the numbers of their definitions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    Bullets,
    Numbers,
    Open,
    Done,
}

/// The lists of a document.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    /// The numbered ones: the level each stands on, and with what it begins.
    begun: Vec<(usize, u64)>,
    /// The numbered list that ended last on each level, and what would come next in it.
    last: Vec<Option<(usize, u64)>>,
}

impl Numbering {
    /// The list for items that have signs in place of numbers. Those of a sort are all one list: they do not count.
    pub(super) fn signs(sort: Sort) -> usize {
        sort as usize + 1
    }

    /// The list for items that count from `start` on a level. One that counts on from the last one there is the same:
    /// a paragraph came between.
    pub(super) fn numbers(&mut self, level: usize, start: u64, n_items: usize) -> usize {
        let level = Self::level(level);
        if self.last.len() <= level {
            self.last.resize(level + 1, None);
        }
        let list = match self.last[level] {
            Some((list, next)) if next == start && start > 1 => list,
            _ => {
                self.begun.push((level, start));
                // Behind those of the sorts.
                4 + self.begun.len()
            }
        };
        self.last[level] = Some((list, start.saturating_add(n_items as u64)));
        list
    }

    /// Begins a section, in which no list of the one before counts on.
    pub(super) fn begin_section(&mut self) {
        self.last.clear();
    }

    /// The level as far as there are levels.
    pub(super) fn level(level: usize) -> usize {
        level.min(MAX_LEVEL)
    }

    /// The part that defines them.
    pub(super) fn written(&self) -> String {
        let mut xml = Xml::part();
        xml.open("w:numbering", &[("xmlns:w", W)]);
        for sort in [Sort::Bullets, Sort::Numbers, Sort::Open, Sort::Done] {
            write_definition(&mut xml, sort);
        }
        for sort in [Sort::Bullets, Sort::Numbers, Sort::Open, Sort::Done] {
            xml.open("w:num", &[("w:numId", &(sort as usize + 1).to_string())]);
            xml.empty("w:abstractNumId", &[("w:val", &(sort as usize).to_string())]);
            xml.close();
        }
        for (idx, (level, start)) in self.begun.iter().enumerate() {
            xml.open("w:num", &[("w:numId", &(idx + 5).to_string())]);
            xml.empty("w:abstractNumId", &[("w:val", &(Sort::Numbers as usize).to_string())]);
            xml.open("w:lvlOverride", &[("w:ilvl", &level.to_string())]);
            // Word counts no further than 31 bits.
            xml.empty("w:startOverride", &[("w:val", &start.min(&2_147_483_647).to_string())]);
            xml.close();
            xml.close();
        }
        xml.finish()
    }
}

fn write_definition(xml: &mut Xml, sort: Sort) {
    xml.open("w:abstractNum", &[("w:abstractNumId", &(sort as usize).to_string())]);
    xml.empty("w:multiLevelType", &[("w:val", "multilevel")]);
    for level in 0..=MAX_LEVEL {
        let (format, text) = match sort {
            Sort::Bullets => ("bullet", ["•", "–", "·"][level % 3].to_owned()),
            Sort::Open => ("bullet", "☐".to_owned()),
            Sort::Done => ("bullet", "☑".to_owned()),
            Sort::Numbers => ("decimal", format!("%{}.", level + 1)),
        };
        xml.open("w:lvl", &[("w:ilvl", &level.to_string())]);
        xml.empty("w:start", &[("w:val", "1")]);
        xml.empty("w:numFmt", &[("w:val", format)]);
        xml.empty("w:lvlText", &[("w:val", &text)]);
        xml.empty("w:lvlJc", &[("w:val", "left")]);
        xml.open("w:pPr", &[]);
        let left = STEP * i32::try_from(level + 1).unwrap_or(1);
        xml.empty("w:ind", &[("w:left", &left.to_string()), ("w:hanging", &STEP.to_string())]);
        xml.close();
        xml.close();
    }
    xml.close();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_counts_on_where_its_numbers_say_so() {
        let mut numbering = Numbering::default();
        let first = numbering.numbers(0, 1, 2);
        assert_eq!(numbering.numbers(0, 3, 1), first, "it goes on after a paragraph");
        assert_ne!(numbering.numbers(0, 1, 2), first, "it begins anew");
        assert_ne!(numbering.numbers(0, 7, 1), first, "it begins with another number");
        numbering.begin_section();
        assert_ne!(numbering.numbers(0, 8, 1), first);
        assert!(numbering.written().contains("<w:startOverride w:val=\"7\"/>"));
    }
}
