//! Numbered copies: the one line in which the copies of a paper differ.

use std::ops::Range;
use std::str::FromStr;

use crate::brief::Lang;
use crate::release::Released;
use crate::text::{Message, message};

/// Which of several copies, and for whom.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Copy {
    /// Its number and how many there are.
    pub number: Option<CopyNumber>,
    /// Who gets it.
    pub to: Option<String>,
}

/// The number of a copy among several, both from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CopyNumber {
    /// Its number.
    pub number: u32,
    /// How many copies there are.
    pub total: u32,
}

impl FromStr for CopyNumber {
    type Err = Message;

    fn from_str(typed: &str) -> Result<Self, Message> {
        let numbers = typed
            .split_once('/')
            .and_then(|(number, total)| Some((number.trim().parse().ok()?, total.trim().parse().ok()?)));
        match numbers {
            Some((number, total)) if (1..=total).contains(&number) => Ok(Self { number, total }),
            _ => Err(message!(
                "write the number of the copy and how many there are, such as 3/10",
                "3/10 のように、写しの番号と総数を書いてください"
            )),
        }
    }
}

impl Copy {
    /// The line in words; nothing for a copy that is one of many.
    pub fn line(&self, lang: Lang) -> Option<String> {
        // A name is one line, whatever was typed.
        let to = self.to.as_deref().map(|to| to.split_whitespace().collect::<Vec<_>>().join(" "));
        let to = to.filter(|to| !to.is_empty());
        let line = match (lang, self.number, to) {
            (_, None, None) => return None,
            (Lang::En, Some(CopyNumber { number, total }), None) => format!("Copy {number} of {total}"),
            (Lang::En, Some(CopyNumber { number, total }), Some(to)) => {
                format!("Copy {number} of {total}, for {to}")
            }
            (Lang::En, None, Some(to)) => format!("For {to}"),
            (Lang::Ja, Some(CopyNumber { number, total }), None) => format!("{total}部のうち第{number}部"),
            (Lang::Ja, Some(CopyNumber { number, total }), Some(to)) => {
                format!("{total}部のうち第{number}部、{to}宛")
            }
            (Lang::Ja, None, Some(to)) => format!("{to}宛"),
        };
        Some(line)
    }
}

impl Released {
    /// The same document as one of several copies, which differ in one line.
    #[must_use]
    pub fn as_copy(mut self, copy: &Copy) -> Self {
        self.content.copy_number = copy.line(self.content.lang);
        self
    }

    /// Some of the blocks of the same document, or of its slides, without links among them; all else is as it was. For
    /// those who look for the one that cannot be set.
    #[must_use]
    pub fn part(&self, range: Range<usize>) -> Self {
        let mut part = self.clone();
        let content = &mut part.content;
        content.blocks = content.blocks.get(range.clone()).unwrap_or_default().to_vec();
        content.screen.slides = content.screen.slides.get(range).unwrap_or_default().to_vec();
        content.anchors.clear();
        content.screen.targets.clear();
        part
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_is_told_in_words() {
        let copy = |number: Option<&str>, to: Option<&str>| Copy {
            number: number.map(|typed| typed.parse().expect("a number")),
            to: to.map(str::to_owned),
        };
        assert_eq!(copy(None, None).line(Lang::En), None);
        assert_eq!(copy(Some("3/10"), None).line(Lang::En).as_deref(), Some("Copy 3 of 10"));
        let line = copy(Some("3 / 10"), Some("the\nAmbassador")).line(Lang::En);
        assert_eq!(line.as_deref(), Some("Copy 3 of 10, for the Ambassador"));
        assert_eq!(
            copy(Some("3/10"), Some("大使")).line(Lang::Ja).as_deref(),
            Some("10部のうち第3部、大使宛")
        );
        for typed in ["0/10", "11/10", "3", "a/b", "-1/2", ""] {
            assert!(typed.parse::<CopyNumber>().is_err(), "{typed}");
        }
    }
}
