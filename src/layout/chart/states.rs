//! The outlines of the American states, as a picture of lines: those with data in tints, all others hatched.

use std::fmt::Write as _;

use crate::brief::us_state;

/// Where each state lies, and its outline; the file says where it is from.
const STATES: &str = include_str!("../../../assets/maps/us-states.tsv");

/// The size of the plane that the outlines are drawn in, with room at the right for names of small states.
pub(super) const PLANE: (f64, f64) = (1_012.0, 610.0);

/// A state.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct State {
    /// Its postal code.
    pub code: &'static str,
    /// Its name.
    pub name: &'static str,
    /// Its name in Japanese, without the word for state.
    pub name_ja: &'static str,
    /// Where a label stands best.
    pub middle: (f64, f64),
    /// How far the nearest border is from there.
    pub clearance: f64,
    outline: &'static str,
}

/// All states, in the order of their codes.
pub(super) fn states() -> impl Iterator<Item = State> {
    STATES.lines().filter(|line| !line.starts_with('#')).filter_map(|line| {
        let mut columns = line.split('\t');
        let mut next = || columns.next();
        let (code, name, name_ja) = (next()?, next()?, next()?);
        let mut number = || next()?.parse::<f64>().ok();
        let (x, y, clearance) = (number()?, number()?, number()?);
        Some(State { code, name, name_ja, middle: (x, y), clearance, outline: next()? })
    })
}

/// The state that a label names: by its code, or its name in either language.
pub(super) fn state_named(label: &str) -> Option<State> {
    let found = us_state(label)?;
    states().find(|state| state.code == found.code)
}

/// The map as SVG; `shade` says how dark each state is, from 0 to 1, and nothing for those without data.
///
/// Colours are words in capitals that the theme replaces by its own.
pub(super) fn map_svg(shade: &dyn Fn(&State) -> Option<f64>) -> String {
    let (width, height) = PLANE;
    let mut bare = String::new();
    let mut shaded = String::new();
    for state in states() {
        match shade(&state) {
            Some(share) => {
                write!(shaded, "<path fill-opacity=\"{share:.2}\" d=\"{}\"/>", state.outline).ok();
            }
            None => bare.push_str(state.outline),
        }
    }
    let mut hatch = String::new();
    // Lines clipped to the states, since a pattern would be drawn in pixels by some printers.
    let mut x = -height;
    while x < width {
        write!(hatch, "M{x:.0},{height:.0}L{:.0},0", x + height).ok();
        x += 13.0;
    }
    let size = format!("viewBox=\"0 0 {width:.0} {height:.0}\" width=\"{width:.0}\" height=\"{height:.0}\"");
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" {size}>\
         <defs><path id=\"bare\" d=\"{bare}\"/><clipPath id=\"clip\"><use xlink:href=\"#bare\"/></clipPath></defs>\
         <use xlink:href=\"#bare\" fill=\"GROUND\"/>\
         <path d=\"{hatch}\" clip-path=\"url(#clip)\" stroke=\"HATCH\" stroke-width=\"1.6\" fill=\"none\"/>\
         <g stroke=\"PAPER\" stroke-width=\"1.5\" stroke-linejoin=\"round\">\
         <use xlink:href=\"#bare\" fill=\"none\"/><g fill=\"ACCENT\">{shaded}</g></g></svg>"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_states_and_the_district_are_there_inside_the_plane() {
        let all: Vec<State> = states().collect();
        assert_eq!(all.len(), 51);
        for state in all {
            let (x, y) = state.middle;
            assert!(
                x > 0.0 && x < PLANE.0 && y > 0.0 && y < PLANE.1 && state.outline.ends_with('Z'),
                "{state:?}"
            );
        }
    }

    #[test]
    fn states_are_known_by_code_and_by_name_in_both_languages() {
        for name in ["OH", "oh", "Ohio", "オハイオ", "オハイオ州"] {
            assert_eq!(state_named(name).map(|state| state.code), Some("OH"), "{name}");
        }
        assert_eq!(state_named("ノース・カロライナ州").map(|state| state.code), Some("NC"));
        assert_eq!(state_named("West Virginia").map(|state| state.code), Some("WV"));
        assert_eq!(state_named("Ontario"), None);
    }

    #[test]
    fn a_state_without_data_is_hatched_and_never_tinted() {
        let svg = map_svg(&|state| (state.code == "OH").then_some(1.0));
        assert_eq!(svg.matches("fill-opacity").count(), 1);
        assert!(svg.contains("clip-path") && !svg.contains("<image"));
        assert!(svg.len() < 50_000, "{}", svg.len());
    }
}
