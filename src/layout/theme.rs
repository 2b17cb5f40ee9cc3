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
    /// Its Typst source.
    pub(super) source: &'static str,
}

/// The themes there are; the first is the default.
pub const THEMES: &[Theme] = &[
    Theme {
        name: "ministry",
        summary: "sober: serif on paper, sans on slides, one accent",
        source: include_str!("../../assets/themes/ministry.typ"),
    },
    Theme {
        name: "plain",
        summary: "black on white, for copiers and fax",
        source: include_str!("../../assets/themes/plain.typ"),
    },
    Theme {
        name: "large-print",
        summary: "large type for the lectern and for tired eyes",
        source: include_str!("../../assets/themes/large-print.typ"),
    },
];

/// Finds a theme by name.
pub fn theme_named(name: &str) -> Option<&'static Theme> {
    THEMES.iter().find(|theme| theme.name == name.trim().to_lowercase())
}
