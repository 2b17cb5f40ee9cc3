//! The themes: what pages look like, as Typst files.

/// The functions that all themes share.
pub(super) const BASE: &str = include_str!("../../assets/themes/base.typ");

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
    pub(super) source: &'static str,
}

/// The themes there are; the first is the default.
pub const THEMES: &[Theme] = &[
    Theme {
        name: "ministry",
        summary: "sober: serif on paper, sans on slides, one accent",
        text_pt: 11.0,
        card_pt: 14.0,
        source: include_str!("../../assets/themes/ministry.typ"),
    },
    Theme {
        name: "plain",
        summary: "black on white, for copiers and fax",
        text_pt: 10.5,
        card_pt: 14.0,
        source: include_str!("../../assets/themes/plain.typ"),
    },
    Theme {
        name: "large-print",
        summary: "large type for the lectern and for tired eyes",
        text_pt: 16.0,
        card_pt: 18.0,
        source: include_str!("../../assets/themes/large-print.typ"),
    },
];

/// Finds a theme by name.
pub fn theme_named(name: &str) -> Option<&'static Theme> {
    THEMES.iter().find(|theme| theme.name == name.trim().to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn type_sizes_are_those_of_the_source() {
        for theme in THEMES {
            for (name, size) in [("text-size", theme.text_pt), ("card-size", theme.card_pt)] {
                let line = format!("{name}: {size}pt,");
                assert!(theme.source.contains(&line), "{}: {line}", theme.name);
            }
        }
    }
}
