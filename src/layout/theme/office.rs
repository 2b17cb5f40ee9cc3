//! What a theme looks like to programs that lay out pages themselves: colours as six digits, fonts as they have them.

use crate::layout::theme::Theme;

/// The faces of Word and PowerPoint that stand for the program's own, which their computers do not have.
const SERIF: &str = "Cambria";
const SANS: &str = "Calibri";

/// The looks of a theme for Word and PowerPoint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfficeLook {
    /// Colours by the names that themes give them, as `RRGGBB`.
    pub colors: Vec<(&'static str, String)>,
    /// The face of the text on paper.
    pub paper_font: String,
    /// The face of titles on paper.
    pub title_font: String,
    /// The face of slides.
    pub slide_font: String,
    /// The size of the text on paper, in half points, as Word has it.
    pub half_points: u32,
}

impl OfficeLook {
    /// The looks of a theme.
    pub fn of(theme: &Theme) -> Self {
        let color = |(name, usual): (&'static str, &str)| {
            (name, theme.value(name).and_then(digits).unwrap_or_else(|| usual.to_owned()))
        };
        let colors = [
            ("ink", "1C1F26"),
            ("muted", "5A5F6B"),
            ("hairline", "C9C6BE"),
            ("accent", "2B4C7E"),
            ("tint", "F3F1EB"),
            ("private", "B3261E"),
            ("private-tint", "FBEDEC"),
            ("slide-ground", "FBFAF7"),
        ];
        let font = |name: &str| face(theme.value(name).unwrap_or_default());
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a theme has 9 to 18 points"
        )]
        let half_points = (theme.text_pt * 2.0).round() as u32;
        Self {
            colors: colors.map(color).to_vec(),
            paper_font: font("paper-font"),
            title_font: font("title-font"),
            slide_font: font("slide-font"),
            half_points,
        }
    }

    /// A colour by its name.
    pub fn color(&self, name: &str) -> &str {
        self.colors.iter().find(|(known, _)| *known == name).map_or("000000", |(_, hex)| hex)
    }
}

fn digits(value: &str) -> Option<String> {
    match value {
        "black" => Some("000000".to_owned()),
        "white" => Some("FFFFFF".to_owned()),
        _ => {
            let digits = value.strip_prefix("rgb(\"#")?.strip_suffix("\")")?;
            let is_color = digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
            is_color.then(|| digits.to_uppercase())
        }
    }
}

/// A font that a ministry names is its own, whatever computer has it; ours stand for a sort of face.
fn face(value: &str) -> String {
    match value.strip_prefix("(\"").and_then(|rest| rest.split_once('"')) {
        Some((own, _)) => own.to_owned(),
        None if value.contains("serif") => SERIF.to_owned(),
        None => SANS.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::theme::{THEMES, own_theme};

    #[test]
    fn every_theme_has_its_colours_and_an_own_one_those_that_it_names() {
        for theme in THEMES {
            let look = OfficeLook::of(theme);
            for (name, _) in &look.colors {
                let found = theme.value(name).and_then(digits);
                assert!(found.is_some(), "{}: {name} is not written as a colour", theme.name);
            }
        }
        let own = "[colors]\naccent = \"#7a1f2b\"\n[fonts]\npaper = \"Noto Serif\"\n[sizes]\ntext = 12\n\
            [mark]\nfile = \"mark.png\"\nalt = \"Seal of the ministry\"\n";
        let own = own_theme(own, true).expect("a theme");
        assert_eq!((own.color("accent"), own.mark_alt()), (Some([0x7a, 0x1f, 0x2b]), "Seal of the ministry"));
        let look = OfficeLook::of(&own);
        assert_eq!((look.color("accent"), look.color("ink")), ("7A1F2B", "1C1F26"));
        assert_eq!((look.paper_font.as_str(), look.slide_font.as_str()), ("Noto Serif", SANS));
        assert_eq!(look.half_points, 24);
    }
}
