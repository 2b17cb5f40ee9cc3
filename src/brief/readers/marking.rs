//! Marking schemes as data: ordered levels, how portions name them, which may leave our side.
//!
//! The program never decides a level; it finds the highest of what people wrote. How a mark in brackets is read
//! is the business of [`portion`](super::portion).

use crate::brief::readers::kind::fold_mark;

/// One marking scheme.
#[derive(Debug)]
pub struct Scheme {
    /// What the front matter calls it.
    pub name: &'static str,
    /// Other names for it.
    pub aliases: &'static [&'static str],
    /// From the lowest to the highest.
    pub levels: &'static [Level],
    /// Whether every portion must carry a mark.
    pub marks_portions: bool,
}

/// One level of a scheme.
#[derive(Debug, PartialEq, Eq)]
pub struct Level {
    /// What the banner says.
    pub banner: &'static str,
    /// What a portion says between its brackets, and other spellings of the banner.
    pub portions: &'static [&'static str],
    /// Whether text so marked may be given to somebody outside our own side.
    pub may_leave: bool,
}

impl PartialEq for Scheme {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

macro_rules! level {
    ($banner:literal, [$($portion:literal),*], $may_leave:literal) => {
        Level { banner: $banner, portions: &[$($portion),*], may_leave: $may_leave }
    };
}

/// The schemes there are; `none` comes first and is the default.
#[rustfmt::skip]
pub const SCHEMES: &[Scheme] = &[
    Scheme { name: "none", aliases: &[], levels: &[], marks_portions: false },
    Scheme { name: "us", aliases: &["us-state", "us-dod"], marks_portions: true, levels: &[
        level!("UNCLASSIFIED", ["U"], true),
        level!("SBU", ["SENSITIVE BUT UNCLASSIFIED"], false),
        level!("CUI", ["FOUO", "FOR OFFICIAL USE ONLY"], false),
        level!("CONFIDENTIAL", ["C"], false),
        level!("SECRET", ["S"], false),
        level!("TOP SECRET", ["TS"], false),
    ] },
    Scheme { name: "uk", aliases: &[], marks_portions: false, levels: &[
        level!("OFFICIAL", ["O"], true),
        level!("OFFICIAL-SENSITIVE", ["O-S", "OS"], false),
        level!("SECRET", ["S"], false),
        level!("TOP SECRET", ["TS"], false),
    ] },
    Scheme { name: "jp", aliases: &["japan"], marks_portions: false, levels: &[
        level!("機密性1情報", [], true),
        level!("機密性2情報", [], false),
        level!("取扱注意", ["注意"], false),
        level!("機密性3情報", [], false),
        level!("秘", [], false),
        level!("極秘", ["機密", "厳秘"], false),
        level!("特定秘密", ["特秘"], false),
    ] },
    Scheme { name: "tlp", aliases: &[], marks_portions: false, levels: &[
        level!("TLP:CLEAR", ["TLP:WHITE"], true),
        level!("TLP:GREEN", [], false),
        level!("TLP:AMBER", [], false),
        level!("TLP:AMBER+STRICT", [], false),
        level!("TLP:RED", [], false),
    ] },
];

impl Scheme {
    /// The rank of the highest level that a banner or portion mark names, from 0 for the lowest.
    ///
    /// Handling words do not change the level; width, case and hyphens do not matter.
    pub fn rank(&self, mark: &str) -> Option<usize> {
        mark.split(['/', '／', ';', ',']).filter_map(|part| self.rank_of_words(&fold_mark(part))).max()
    }

    /// The rank of the level that some folded words begin with, the longest name first.
    fn rank_of_words(&self, words: &str) -> Option<usize> {
        let mut best: Option<(usize, usize)> = None;
        for (rank, level) in self.levels.iter().enumerate() {
            for name in std::iter::once(&level.banner).chain(level.portions) {
                let name = fold_mark(name);
                let rest = words.strip_prefix(&name);
                let is_whole = rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(' '));
                if is_whole && best.is_none_or(|(len, _)| name.len() > len) {
                    best = Some((name.len(), rank));
                }
            }
        }
        best.map(|(_, rank)| rank)
    }
}

/// Finds a scheme by its name in the front matter.
pub fn scheme_named(name: &str) -> Option<&'static Scheme> {
    let name = name.trim().to_lowercase();
    SCHEMES.iter().find(|scheme| scheme.name == name || scheme.aliases.contains(&name.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_highest_level_of_a_mark_counts() {
        let us = scheme_named("us-state").expect("a scheme");
        let uk = scheme_named("uk").expect("a scheme");
        assert!(us.rank("SECRET//NOFORN") > us.rank("SBU"));
        assert_eq!(us.rank("U//SBU"), us.rank("sbu"));
        assert_eq!(uk.rank("OFFICIAL SENSITIVE"), uk.rank("OFFICIAL–SENSITIVE"));
        assert!(uk.rank("OFFICIAL-SENSITIVE") > uk.rank("OFFICIAL"));
        assert_eq!(us.rank("HARMLESS"), None);
    }
}
