//! A marking scheme: ordered levels, how portions name them, handling words, which may leave our side.
//!
//! The program never decides a level; it finds the highest of what people wrote. How a mark in brackets is read is the
//! business of [`portion`](super::portion).

use crate::brief::readers::kind::fold_mark;

/// One marking scheme.
#[derive(Clone, Debug)]
pub struct Scheme {
    /// What the front matter calls it.
    pub name: String,
    /// Other names for it.
    pub aliases: Vec<String>,
    /// From the lowest to the highest.
    pub levels: Vec<Level>,
    /// Words that may stand behind a level, and keep a text on our side.
    pub handling: Vec<String>,
    /// What stands between a level and its handling words in a banner.
    pub separator: String,
    /// Whether every portion must carry a mark.
    pub marks_portions: bool,
}

/// One level of a scheme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Level {
    /// What the banner says.
    pub banner: String,
    /// What a portion says between its brackets, and other spellings of the banner.
    pub portions: Vec<String>,
    /// All these names as they are compared.
    pub(super) folded: Vec<String>,
    /// Whether text so marked may be given to somebody outside our own side.
    pub may_leave: bool,
    /// The colour of the banner, as red, green and blue, where the scheme has one.
    pub color: Option<[u8; 3]>,
}

impl PartialEq for Scheme {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Level {
    /// All its names, that of the banner first.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.banner).chain(&self.portions).map(String::as_str)
    }
}

impl Scheme {
    /// The rank of the highest level that a banner or portion mark names, from 0 for the lowest.
    ///
    /// Handling words do not change the level; width, case and hyphens do not matter.
    pub fn rank(&self, mark: &str) -> Option<usize> {
        mark.split(['/', '／', ';', ',']).filter_map(|part| self.rank_of_words(&fold_mark(part))).max()
    }

    /// Whether some words are what stands behind the colon in the name of a level that may not leave: `AMBER` for
    /// `TLP:AMBER`.
    pub(super) fn is_short_name(&self, words: &str) -> bool {
        let kept = self.levels.iter().filter(|level| !level.may_leave);
        let mut short = kept.flat_map(Level::names).filter_map(|name| Some(name.split_once(':')?.1));
        short.any(|short| fold_mark(short) == fold_mark(words))
    }

    /// A banner of a level with the handling words of another.
    pub fn banner_of(&self, level: &Level, banner: &str) -> String {
        match banner.split_once(&self.separator).filter(|_| !self.separator.trim().is_empty()) {
            Some((_, handling)) => format!("{}{}{handling}", level.banner, self.separator),
            None => level.banner.clone(),
        }
    }

    /// What it is called.
    pub(super) fn all_names(&self) -> Vec<String> {
        std::iter::once(&self.name).chain(&self.aliases).cloned().collect()
    }

    /// The rank of the level that some folded words begin with, the longest name first.
    fn rank_of_words(&self, words: &str) -> Option<usize> {
        let mut best: Option<(usize, usize)> = None;
        for (rank, level) in self.levels.iter().enumerate() {
            for name in &level.folded {
                let rest = words.strip_prefix(name.as_str());
                let is_whole = rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(' '));
                if is_whole && best.is_none_or(|(len, _)| name.len() > len) {
                    best = Some((name.len(), rank));
                }
            }
        }
        best.map(|(_, rank)| rank)
    }
}
