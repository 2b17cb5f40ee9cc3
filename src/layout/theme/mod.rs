//! The themes: what pages look like, as Typst files; and a ministry's own, as a table of values.

mod contrast;
mod office;
mod own;

use std::borrow::Cow;

pub use self::office::OfficeLook;
pub(in crate::layout) use self::own::{MARK, own_theme};
pub use self::own::{mark_file, theme_fault};

/// The functions that all themes share.
pub(super) const BASE: &str = include_str!("../../../assets/themes/base.typ");

/// What pages look like.
#[derive(Debug)]
pub struct Theme {
    /// What front matter and command line call it.
    pub name: &'static str,
    /// What it is for, in one line.
    pub summary: &'static str,
    /// The size of its type on paper, in points; its source says the same.
    pub(super) text_pt: f64,
    /// The size of its type on cards, in points.
    pub(super) card_pt: f64,
    /// Its Typst source.
    pub(super) source: Cow<'static, str>,
}

/// The themes there are; the first is the default.
pub const THEMES: &[Theme] = &[
    Theme {
        name: "ministry",
        summary: "sober: serif on paper, sans on slides, one accent",
        text_pt: 11.0,
        card_pt: 14.0,
        source: Cow::Borrowed(include_str!("../../../assets/themes/ministry.typ")),
    },
    Theme {
        name: "plain",
        summary: "black on white, for copiers and fax",
        text_pt: 10.5,
        card_pt: 14.0,
        source: Cow::Borrowed(include_str!("../../../assets/themes/plain.typ")),
    },
    Theme {
        name: "large-print",
        summary: "large type for the lectern and for tired eyes",
        text_pt: 16.0,
        card_pt: 18.0,
        source: Cow::Borrowed(include_str!("../../../assets/themes/large-print.typ")),
    },
    Theme {
        name: "modern",
        summary: "one sans face for paper and slides, deep green",
        text_pt: 10.0,
        card_pt: 14.0,
        source: Cow::Borrowed(include_str!("../../../assets/themes/modern.typ")),
    },
    Theme {
        name: "high-contrast",
        summary: "the darkest ink and larger slides, for wide rooms",
        text_pt: 12.0,
        card_pt: 15.0,
        source: Cow::Borrowed(include_str!("../../../assets/themes/high-contrast.typ")),
    },
];

impl Theme {
    /// A colour as red, green and blue, by the name that its source gives it, such as `accent`.
    pub fn color(&self, name: &str) -> Option<[u8; 3]> {
        let hex = match self.value(name)? {
            "black" => "000000",
            "white" => "FFFFFF",
            value => value.strip_prefix("rgb(\"#")?.strip_suffix("\")")?,
        };
        let part = |at: usize| u8::from_str_radix(hex.get(at..at + 2)?, 16).ok();
        Some([part(0)?, part(2)?, part(4)?])
    }

    /// What its source says last of a name; a ministry's own stands behind what it begins from.
    fn value(&self, name: &str) -> Option<&str> {
        let mut lines =
            self.source.lines().filter_map(|line| line.trim().strip_prefix(name)?.strip_prefix(": "));
        lines.next_back().map(|value| value.trim_end_matches(','))
    }

    /// Whether it may name fonts that do not come with the program, as a ministry's own may.
    pub(super) fn names_fonts(&self) -> bool {
        matches!(self.source, Cow::Owned(_))
    }

    /// What its mark shows, in words; empty where it has none.
    pub fn mark_alt(&self) -> &str {
        let words =
            self.value("mark").and_then(|mark| Some(mark.split_once("alt: \"")?.1.split_once('"')?.0));
        words.unwrap_or_default()
    }

    /// The size of its type on slides, in points.
    fn slide_pt(&self) -> f64 {
        let line = self.source.lines().find_map(|line| line.trim().strip_prefix("slide-size: "));
        line.and_then(|size| size.trim_end_matches(',').trim_end_matches("pt").parse().ok()).unwrap_or(28.0)
    }
}

/// Finds a theme by name.
pub fn theme_named(name: &str) -> Option<&'static Theme> {
    THEMES.iter().find(|theme| theme.name == name.trim().to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::theme::contrast::{PAIRS, color_in, contrast, faint};

    #[test]
    fn type_sizes_are_those_of_the_source() {
        for theme in THEMES {
            for (name, size) in [("text-size", theme.text_pt), ("card-size", theme.card_pt)] {
                let line = format!("{name}: {size}pt,");
                assert!(theme.source.contains(&line), "{}: {line}", theme.name);
            }
        }
    }

    #[test]
    fn words_stand_out_from_their_grounds_in_every_theme() {
        for theme in THEMES {
            for (one, other, _) in PAIRS {
                let known = color_in(&theme.source, one).zip(color_in(&theme.source, other));
                assert!(known.is_some(), "{} has no {one} or no {other}", theme.name);
            }
            assert_eq!(faint(|name| color_in(&theme.source, name)), [], "{}", theme.name);
            assert!((26.0..40.0).contains(&theme.slide_pt()), "{}", theme.name);
        }
        assert!((contrast([0.0; 3], [1.0; 3]) - 21.0).abs() < 1e-9);
    }
}
