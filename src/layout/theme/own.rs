//! A ministry's own theme: a folder beside the brief with colours, fonts and a mark.
//!
//! It is a table of values and no Typst source. A file that is mailed from office to office must not be a program: it
//! could change what a page says, and whose words those are.

use serde::Deserialize;

use crate::layout::theme::contrast::{color_in, faint, rgb};
use crate::layout::theme::{THEMES, Theme, theme_named};
use crate::text::{Message, message};

/// The virtual file of the mark.
pub(in crate::layout) const MARK: &str = "mark";

/// What `theme.toml` says. What is missing is as in the theme it begins from.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct OwnTheme {
    base: Option<String>,
    colors: Colors,
    fonts: Fonts,
    sizes: Sizes,
    mark: Option<Mark>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
struct Colors {
    ink: Option<String>,
    muted: Option<String>,
    hairline: Option<String>,
    accent: Option<String>,
    tint: Option<String>,
    slide_ground: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Fonts {
    paper: Option<String>,
    titles: Option<String>,
    slides: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Sizes {
    text: Option<f64>,
    cards: Option<f64>,
    slides: Option<f64>,
}

/// A picture that stands on the title slide and above the title on paper.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Mark {
    file: String,
    alt: String,
}

/// The file of the mark that a theme names, beside `theme.toml`.
pub fn mark_file(text: &str) -> Option<String> {
    toml::from_str::<OwnTheme>(text).ok()?.mark.map(|mark| mark.file)
}

/// What is wrong with the text of a `theme.toml`, in words: a value that is none, or colours that cannot be read on
/// each other.
pub fn theme_fault(text: &str) -> Option<Message> {
    own_theme(text, false).err()
}

/// Makes a theme of the text of a `theme.toml`.
pub(in crate::layout) fn own_theme(text: &str, has_mark: bool) -> Result<Theme, Message> {
    let own: OwnTheme =
        toml::from_str(text).map_err(|err| Message::new(err.message(), "TOML として正しくありません"))?;
    let base = match &own.base {
        None => &THEMES[0],
        Some(name) => theme_named(name).ok_or_else(|| {
            let names: Vec<&str> = THEMES.iter().map(|theme| theme.name).collect();
            let listed = names.join(", ");
            message!(
                "no theme is called {name}; base is one of {listed}",
                "{name} というテーマはありません。base は {listed} のいずれかです"
            )
        })?,
    };
    let colors = colors(&own.colors)?;
    let named = |name: &str| colors.iter().find(|(known, _)| *known == name).map(|(_, hex)| *hex);
    let color = |name: &str| named(name).map_or_else(|| color_in(&base.source, name), rgb);
    if let Some((one, other, found, least)) = faint(color).first() {
        return Err(message!(
            "{one} on {other} has a contrast of {found:.1}, and {least} is the least that can be read",
            "{other} の上の {one} の明暗比が {found:.1} で、読める下限の {least} に足りません"
        ));
    }
    let (text_pt, card_pt, slide_pt) = (
        size("text", own.sizes.text, base.text_pt, (9.0, 18.0))?,
        size("cards", own.sizes.cards, base.card_pt, (12.0, 20.0))?,
        size("slides", own.sizes.slides, base.slide_pt(), (26.0, 36.0))?,
    );
    let mut source = base.source.clone().into_owned();
    source.push_str("#let theme = theme + (\n");
    for (name, hex) in &colors {
        source.push_str(&format!("  {name}: rgb({hex:?}),\n"));
    }
    source
        .push_str(&format!("  text-size: {text_pt}pt, card-size: {card_pt}pt, slide-size: {slide_pt}pt,\n"));
    for (name, font) in fonts(&own.fonts)? {
        source.push_str(&format!("  {name}: ({font:?},) + theme.{name},\n"));
    }
    if let Some(mark) = own.mark.filter(|_| has_mark) {
        // Words come as a string of Typst; nothing in them is code.
        let alt: String = mark.alt.chars().filter(|c| !c.is_control() && !matches!(c, '"' | '\\')).collect();
        source.push_str(&format!("  mark: (path: {MARK:?}, alt: \"{alt}\"),\n"));
    }
    source.push_str(")\n");
    Ok(Theme { name: "own", summary: "a ministry's own", text_pt, card_pt, source: source.into() })
}

/// The colours that are given, each looked at.
fn colors(colors: &Colors) -> Result<Vec<(&'static str, &str)>, Message> {
    let all = [
        ("ink", &colors.ink),
        ("muted", &colors.muted),
        ("hairline", &colors.hairline),
        ("accent", &colors.accent),
        ("tint", &colors.tint),
        ("slide-ground", &colors.slide_ground),
    ];
    let mut given = Vec::new();
    for (name, hex) in all.into_iter().filter_map(|(name, hex)| Some((name, hex.as_deref()?))) {
        if rgb(hex).is_none() {
            return Err(message!(
                "the color {name} is {hex}; write it as #2B4C7E",
                "色 {name} が {hex} です。#2B4C7E の形で書いてください"
            ));
        }
        given.push((name, hex));
    }
    Ok(given)
}

/// The fonts that are given, by the names that a theme has for them.
fn fonts(fonts: &Fonts) -> Result<Vec<(&'static str, &str)>, Message> {
    let all = [
        ("paper-font", &fonts.paper),
        ("title-font", &fonts.titles),
        ("slide-font", &fonts.slides),
        ("label-font", &fonts.slides),
    ];
    let given: Vec<(&str, &str)> =
        all.into_iter().filter_map(|(name, font)| Some((name, font.as_deref()?))).collect();
    let is_name = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_' | '.');
    match given.iter().find(|(_, font)| font.is_empty() || font.len() > 80 || !font.chars().all(is_name)) {
        Some((_, font)) => Err(message!("{font} is no name of a font", "{font} は書体の名前ではありません")),
        None => Ok(given),
    }
}

fn size(name: &str, said: Option<f64>, usual: f64, (least, most): (f64, f64)) -> Result<f64, Message> {
    match said {
        None => Ok(usual),
        Some(size) if (least..=most).contains(&size) => Ok(size),
        Some(size) => Err(message!(
            "the size {name} is {size}; it may be from {least} to {most} points",
            "文字の大きさ {name} が {size} です。{least} から {most} ポイントまでにしてください"
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_ministry_says_comes_over_the_theme_it_begins_from() {
        let theme = own_theme(
            "base = \"modern\"\n[colors]\naccent = \"#7A1F2B\"\n[fonts]\npaper = \"Noto Sans\"\n[sizes]\nslides = 30\n\
             [mark]\nfile = \"mark.png\"\nalt = \"Ministry \\\"X\\\"\"\n",
            true,
        )
        .expect("a theme");
        let source = &theme.source;
        assert!(
            source.contains("accent: rgb(\"#7A1F2B\")") && source.contains("slide-size: 30pt"),
            "{source}"
        );
        assert!(source.contains("paper-font: (\"Noto Sans\",) + theme.paper-font"), "{source}");
        assert!(source.contains("mark: (path: \"mark\", alt: \"Ministry X\")"), "{source}");
    }

    #[test]
    fn what_cannot_be_read_or_is_no_value_is_refused_in_words() {
        for (text, said) in [
            ("[colors]\naccent = \"#AABBCC\"\n", "accent on slide-ground has a contrast of"),
            ("[colors]\nink = \"#777777\"\n", "ink on white has a contrast of 4.5"),
            ("[colors]\nink = \"black\"\n", "write it as #2B4C7E"),
            ("[colors]\nprivate = \"#000000\"\n", "unknown field `private`"),
            ("[fonts]\npaper = \"x\\\") #panic(\"\n", "is no name of a font"),
            ("[sizes]\nslides = 12\n", "from 26 to 36"),
            ("base = \"neon\"\n", "no theme is called neon"),
            ("code = \"#read(\"\n", "unknown field"),
        ] {
            let fault = own_theme(text, false).err().unwrap_or_default();
            assert!(fault.en.contains(said), "{text}: {fault:?}");
        }
    }
}
