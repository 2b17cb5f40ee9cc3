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
    Theme {
        name: "modern",
        summary: "one sans face for paper and slides, deep green",
        text_pt: 10.0,
        card_pt: 14.0,
        source: include_str!("../../assets/themes/modern.typ"),
    },
    Theme {
        name: "high-contrast",
        summary: "the darkest ink and larger slides, for wide rooms",
        text_pt: 12.0,
        card_pt: 15.0,
        source: include_str!("../../assets/themes/high-contrast.typ"),
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

    /// A colour of a theme as red, green and blue.
    fn color(theme: &Theme, name: &str) -> [f64; 3] {
        let line = theme.source.lines().find_map(|line| line.trim().strip_prefix(&format!("{name}: ")));
        let value = line.unwrap_or_else(|| panic!("{} has no {name}", theme.name)).trim_end_matches(',');
        let hex = match value {
            "black" => "000000",
            "white" => "FFFFFF",
            value => value.trim_start_matches("rgb(\"#").trim_end_matches("\")"),
        };
        let part =
            |at: usize| f64::from(u8::from_str_radix(&hex[at..at + 2], 16).expect("two digits")) / 255.0;
        [part(0), part(2), part(4)]
    }

    /// The contrast of two colours as WCAG 2 reckons it, from 1 to 21.
    fn contrast(one: [f64; 3], other: [f64; 3]) -> f64 {
        let linear =
            |part: f64| if part <= 0.040_45 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) };
        let light = |[red, green, blue]: [f64; 3]| {
            0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
        };
        let (a, b) = (light(one), light(other));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn words_stand_out_from_their_grounds_in_every_theme() {
        let white = [1.0; 3];
        for theme in THEMES {
            let of = |name: &str| color(theme, name);
            let pairs = [
                ("ink on white", of("ink"), white, 7.0),
                ("ink on slides", of("ink"), of("slide-ground"), 7.0),
                ("small print on slides", of("muted"), of("slide-ground"), 4.5),
                ("accent on slides", of("accent"), of("slide-ground"), 4.5),
                ("white on the accent", white, of("accent"), 4.5),
                ("accent on a tint", of("accent"), of("tint"), 4.5),
                ("private words on their ground", of("private"), of("private-tint"), 4.5),
            ];
            for (what, one, other, least) in pairs {
                let found = contrast(one, other);
                assert!(found >= least, "{}: {what} is {found:.1}", theme.name);
            }
        }
        assert!((contrast([0.0; 3], white) - 21.0).abs() < 1e-9);
    }
}
