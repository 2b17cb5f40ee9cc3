//! The file of a marking scheme: what it may say, and what is wrong with it in words.
//!
//! A file that is wrong is refused whole: a level that was not read would be a mark that nobody sees.

use serde::Deserialize;

use crate::brief::readers::kind::fold_mark;
use crate::brief::readers::marking::{Level, Scheme};
use crate::text::{Message, message};

/// The most levels and words that a scheme has; a file of more is none.
const MAX_WORDS: usize = 200;
/// The least contrast with white that the words of a banner are read at.
const MIN_CONTRAST: f64 = 4.5;

/// One scheme as its file has it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct WrittenScheme {
    name: String,
    #[serde(default)]
    aliases: Vec<String>,
    #[serde(default)]
    handling: Vec<String>,
    separator: Option<String>,
    #[serde(default)]
    marks_portions: bool,
    #[serde(default, rename = "level")]
    levels: Vec<WrittenLevel>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct WrittenLevel {
    banner: String,
    #[serde(default)]
    portions: Vec<String>,
    /// What is not said to leave stays.
    #[serde(default)]
    may_leave: bool,
    color: Option<String>,
}

/// Several schemes, or one whose keys stand by themselves.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenSchemes {
    scheme: Vec<WrittenScheme>,
}

/// Reads the file of a scheme, or of several under `[[scheme]]`.
pub(super) fn read_schemes(text: &str) -> Result<Vec<Scheme>, Message> {
    let is_list = text.lines().any(|line| line.trim_start().starts_with("[[scheme]]"));
    let fault = |err: toml::de::Error| {
        let at = err.span().map_or(0, |span| span.start.min(text.len()));
        let line = text.get(..at).unwrap_or_default().matches('\n').count() + 1;
        let reason = err.message().lines().next().unwrap_or_default().to_owned();
        message!("line {line}: {reason}", "{line} 行目が正しくありません")
    };
    let written = if is_list {
        toml::from_str::<WrittenSchemes>(text).map_err(fault)?.scheme
    } else {
        vec![toml::from_str(text).map_err(fault)?]
    };
    written.into_iter().map(scheme).collect()
}

fn scheme(written: WrittenScheme) -> Result<Scheme, Message> {
    let WrittenScheme { name, aliases, handling, separator, marks_portions, levels } = written;
    let scheme = Scheme {
        levels: levels.into_iter().map(level).collect::<Result<_, _>>()?,
        name: name.trim().to_lowercase(),
        aliases: aliases.iter().map(|alias| alias.trim().to_lowercase()).collect(),
        separator: separator.unwrap_or_else(|| "//".to_owned()),
        handling,
        marks_portions,
    };
    let words =
        || scheme.levels.iter().flat_map(Level::names).chain(scheme.handling.iter().map(String::as_str));
    let is_plain = |c: char| !c.is_control() && !matches!(c, '(' | ')' | '[' | ']' | '{' | '}');
    let is_word = |word: &str| {
        (1..=60).contains(&word.chars().count()) && word.chars().all(is_plain) && word.trim() == word
    };
    if let Some(word) = words().find(|word| !is_word(word)) {
        let shown: String = word.chars().take(30).filter(|c| !c.is_control()).collect();
        return Err(message!(
            "“{shown}” is no name of a level or handling word",
            "「{shown}」は区分や取扱いの語として使えません"
        ));
    }
    let name = &scheme.name;
    let is_name = !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'));
    if !is_name || words().count() > MAX_WORDS {
        return Err(message!(
            "the name of a scheme is one word, and it has at most {MAX_WORDS} names of levels and handling words",
            "方式の名前は 1 語で、区分と取扱いの語は合わせて {MAX_WORDS} 個までです"
        ));
    }
    Ok(scheme)
}

fn level(written: WrittenLevel) -> Result<Level, Message> {
    let WrittenLevel { banner, portions, may_leave, color } = written;
    let color = match color {
        None => None,
        Some(hex) => Some(color_of(&hex).ok_or_else(|| {
            let shown: String = hex.chars().take(20).filter(|c| !c.is_control()).collect();
            message!(
                "the color {shown} is none on which white can be read; write a dark one as #2B4C7E",
                "色 {shown} は白い文字を読めない色です。#2B4C7E のような濃い色にしてください"
            )
        })?),
    };
    let folded = std::iter::once(&banner).chain(&portions).map(|name| fold_mark(name)).collect();
    Ok(Level { banner, portions, folded, may_leave, color })
}

/// A colour that white is read on.
fn color_of(hex: &str) -> Option<[u8; 3]> {
    let digits = hex.strip_prefix('#').filter(|digits| digits.len() == 6 && digits.is_ascii())?;
    let part = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).ok();
    let color = [part(0)?, part(2)?, part(4)?];
    let linear = |part: u8| {
        let part = f64::from(part) / 255.0;
        if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    };
    let [red, green, blue] = color.map(linear);
    let light = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    (1.05 / (light + 0.05) >= MIN_CONTRAST).then_some(color)
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUSE: &str = "name = \"Mofa\"\nseparator = \" - \"\nhandling = [\"CABINET ONLY\"]\n\n\
        [[level]]\nbanner = \"OPEN\"\nmay-leave = true\n\n[[level]]\nbanner = \"DUTY\"\nportions = [\"D1\"]\ncolor = \"#7A1F2B\"\n";

    #[test]
    fn a_scheme_is_read_with_all_that_it_says() {
        let scheme = read_schemes(HOUSE).expect("right").remove(0);
        assert_eq!((scheme.name.as_str(), scheme.separator.as_str()), ("mofa", " - "));
        assert!(scheme.rank("D1") > scheme.rank("OPEN") && scheme.levels[0].may_leave);
        assert!(!scheme.levels[1].may_leave && scheme.levels[1].color == Some([0x7A, 0x1F, 0x2B]));
        assert_eq!(scheme.banner_of(&scheme.levels[1], "OPEN - CABINET ONLY"), "DUTY - CABINET ONLY");
        let both = format!(
            "[[scheme]]\nname = \"a\"\n[[scheme]]\n{}",
            HOUSE.replace("[[level]]", "[[scheme.level]]")
        );
        assert_eq!(read_schemes(&both).expect("right").len(), 2);
    }

    #[test]
    fn what_is_wrong_is_refused_with_its_line() {
        for (text, said) in [
            ("name = \"x\"\n\nlevels = []\n", "line 3: unknown field `levels`"),
            ("name = \"x\"\n[[level]]\nbaner = \"A\"\n", "line 3: unknown field `baner`"),
            ("[[level]]\nbanner = \"A\"\n", "missing field `name`"),
            ("name = \"two words\"\n", "one word"),
            ("name = \"x\"\n[[level]]\nbanner = \"A (B)\"\n", "no name of a level"),
            ("name = \"x\"\n[[level]]\nbanner = \"\"\n", "no name of a level"),
            ("name = \"x\"\n[[level]]\nbanner = \"A\"\ncolor = \"#FFFF00\"\n", "white can be read"),
            ("name = \"x\"\n[[level]]\nbanner = \"A\"\nmay-leave = \"yes\"\n", "line 4: invalid type"),
            ("name = ", "line 1"),
        ] {
            let fault = read_schemes(text).err().unwrap_or_default();
            assert!(fault.en.contains(said), "{text}: {fault:?}");
        }
    }
}
