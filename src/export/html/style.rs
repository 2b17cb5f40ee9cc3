//! How a page looks: the colours of the theme in the light, those of the house in the dark, and the rules for both.

use crate::layout::{Options, Paper, Shape};

const BASE: &str = include_str!("../../../assets/html/base.css");
const HANDOUT: &str = include_str!("../../../assets/html/handout.css");
const SLIDES: &str = include_str!("../../../assets/html/slides.css");

/// The colours that a theme gives, by the names that the rules use.
const NAMES: [(&str, &str); 7] = [
    ("ink", "ink"),
    ("muted", "muted"),
    ("hairline", "hairline"),
    ("accent", "accent"),
    ("tint", "tint"),
    ("private", "private"),
    ("privatetint", "private-tint"),
];

/// The style sheet of a page. No word in it stands between quotation marks: it is furniture, and says nothing.
pub(super) fn style(options: &Options) -> String {
    let color = |name: &str| options.theme.color(name).unwrap_or([0; 3]);
    let (ground, accent) = (color("slide-ground"), color("accent"));
    let mut light = format!("--ground:{};--onaccent:#FFFFFF;", hex(ground));
    for (name, of_theme) in NAMES {
        light.push_str(&format!("--{name}:{};", hex(color(of_theme))));
    }
    // What charts are drawn in: the accent, paler and paler.
    let paler = [("middle", accent, 42), ("quiet", accent, 72), ("track", color("hairline"), 55)];
    for (name, from, percent) in paler {
        light.push_str(&format!("--{name}:{};", hex(mixed(from, [255; 3], percent))));
    }
    let of_shape = if options.shape == Shape::Slides { SLIDES } else { HANDOUT };
    let paper = match (options.shape, options.paper) {
        (Shape::Slides, _) => "338mm 190mm",
        (_, Paper::A4) => "A4",
        (_, Paper::Letter) => "letter",
    };
    format!(":root{{{light}}}\n{BASE}{of_shape}@page{{size:{paper}}}\n")
}

/// A colour on its way to another, in percent.
fn mixed(from: [u8; 3], to: [u8; 3], percent: u32) -> [u8; 3] {
    let part = |idx: usize| {
        let (from, to): (u32, u32) = (from[idx].into(), to[idx].into());
        u8::try_from((from * (100 - percent) + to * percent) / 100).unwrap_or(u8::MAX)
    };
    [part(0), part(1), part(2)]
}

fn hex([red, green, blue]: [u8; 3]) -> String {
    format!("#{red:02X}{green:02X}{blue:02X}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::THEMES;

    #[test]
    fn the_rules_say_no_words_and_load_nothing() {
        for theme in THEMES {
            for shape in [Shape::Text, Shape::Slides] {
                let style = style(&Options { shape, paper: Paper::A4, theme });
                for sign in ["\"", "'", "url(", "@import", "<"] {
                    assert!(!style.contains(sign), "{sign} in the style of {}", theme.name);
                }
                assert!(NAMES.iter().all(|(_, name)| theme.color(name).is_some()), "{}", theme.name);
            }
        }
    }
}
