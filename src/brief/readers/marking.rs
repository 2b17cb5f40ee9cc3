//! Marking schemes as data: ordered levels, how portions name them, which may leave our side.
//!
//! The program never decides a level; it finds the highest of what people wrote.

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
        level!("SBU", [], false),
        level!("CUI", [], false),
        level!("CONFIDENTIAL", ["C"], false),
        level!("SECRET", ["S"], false),
        level!("TOP SECRET", ["TS"], false),
    ] },
    Scheme { name: "uk", aliases: &[], marks_portions: false, levels: &[
        level!("OFFICIAL", ["O"], true),
        level!("OFFICIAL-SENSITIVE", ["O-S", "OS", "OFFICIAL–SENSITIVE", "OFFICIAL SENSITIVE"], false),
        level!("SECRET", ["S"], false),
        level!("TOP SECRET", ["TS"], false),
    ] },
    Scheme { name: "jp", aliases: &["japan"], marks_portions: false, levels: &[
        level!("機密性1情報", ["機密性１情報"], true),
        level!("機密性2情報", ["機密性２情報"], false),
        level!("取扱注意", ["注意"], false),
        level!("機密性3情報", ["機密性３情報"], false),
        level!("秘", [], false),
        level!("極秘", ["機密"], false),
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
    /// The rank of the level that a banner or portion mark names, from 0 for the lowest.
    ///
    /// Handling words after `//` do not change the level.
    pub fn rank(&self, mark: &str) -> Option<usize> {
        let level = mark.split("//").next().unwrap_or(mark).trim();
        self.levels.iter().position(|row| {
            row.banner.eq_ignore_ascii_case(level)
                || row.portions.iter().any(|portion| portion.eq_ignore_ascii_case(level))
        })
    }
}

/// Finds a scheme by its name in the front matter.
pub fn scheme_named(name: &str) -> Option<&'static Scheme> {
    let name = name.trim().to_lowercase();
    SCHEMES.iter().find(|scheme| scheme.name == name || scheme.aliases.contains(&name.as_str()))
}

/// Whether text so marked may be given to somebody outside our own side; a mark nobody knows may not.
pub fn may_leave(mark: &str, scheme: &Scheme) -> bool {
    let own = SCHEMES.iter().find(|row| *row == scheme);
    let level = own.into_iter().chain(SCHEMES).find_map(|scheme| scheme.levels.get(scheme.rank(mark)?));
    level.is_some_and(|level| level.may_leave)
}

/// Reads the portion mark a text begins with: the mark without its brackets, and the bytes it takes up with them.
///
/// A mark of one letter counts only in the scheme of the brief, since `(C)` and `(S)` have other meanings too;
/// a longer one counts whatever the scheme, since a colleague may have pasted it.
pub fn portion_mark<'t>(text: &'t str, scheme: &Scheme) -> Option<(&'t str, usize)> {
    let (open_len, close) = match text.chars().next()? {
        '(' => (1, ')'),
        '（' => ('（'.len_utf8(), '）'),
        _ => return None,
    };
    let inner_len = text[open_len..].find(close)?;
    let mark = &text[open_len..open_len + inner_len];
    let is_single_letter = mark.len() == 1;
    let is_known = scheme.rank(mark).is_some()
        || (!is_single_letter && SCHEMES.iter().any(|scheme| scheme.rank(mark).is_some()));
    is_known.then(|| (mark, open_len + inner_len + close.len_utf8()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_read_in_every_scheme() {
        let us = scheme_named("us-state").expect("a scheme");
        let none = &SCHEMES[0];
        assert_eq!(portion_mark("(SBU) They ask", us), Some(("SBU", 5)));
        assert_eq!(portion_mark("(S//NF) They ask", us), Some(("S//NF", 7)));
        assert_eq!(portion_mark("（秘）先方の狙い", none), Some(("秘", 9)));
        assert_eq!(portion_mark("(C) 2024", none), None);
        assert_eq!(portion_mark("(and so on)", us), None);
        assert!(us.rank("SECRET//NOFORN") > us.rank("SBU"));
        assert!(may_leave("U", us) && !may_leave("SBU", none) && !may_leave("HARMLESS", us));
    }
}
