//! Whether the colours of a theme can be read on each other, as WCAG 2 reckons it.

/// A colour as red, green and blue, each from 0 to 1.
pub(super) type Rgb = [f64; 3];

/// Two colours that stand on each other, by the names a theme gives them, and the least contrast they may have.
pub(super) const PAIRS: [(&str, &str, f64); 7] = [
    ("ink", "white", 7.0),
    ("ink", "slide-ground", 7.0),
    ("muted", "slide-ground", 4.5),
    ("accent", "slide-ground", 4.5),
    ("white", "accent", 4.5),
    ("accent", "tint", 4.5),
    ("private", "private-tint", 4.5),
];

/// Reads `#RRGGBB`.
pub(super) fn rgb(hex: &str) -> Option<Rgb> {
    let digits = hex.strip_prefix('#').filter(|digits| digits.len() == 6 && digits.is_ascii())?;
    let part =
        |at: usize| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok().map(|part| f64::from(part) / 255.0);
    Some([part(0)?, part(2)?, part(4)?])
}

/// The contrast of two colours, from 1 to 21.
pub(super) fn contrast(one: Rgb, other: Rgb) -> f64 {
    let linear = |part: f64| if part <= 0.040_45 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) };
    let light =
        |[red, green, blue]: Rgb| 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
    let (a, b) = (light(one), light(other));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// The colour that a theme's source gives a name.
pub(super) fn color_in(source: &str, name: &str) -> Option<Rgb> {
    if name == "white" {
        return Some([1.0; 3]);
    }
    let line = source.lines().find_map(|line| line.trim().strip_prefix(&format!("{name}: ")))?;
    match line.trim_end_matches(',') {
        "black" => Some([0.0; 3]),
        "white" => Some([1.0; 3]),
        value => rgb(value.strip_prefix("rgb(\"")?.strip_suffix("\")")?),
    }
}

/// The pairs of a theme that cannot be read well: both names, their contrast, and the least.
pub(super) fn faint(color: impl Fn(&str) -> Option<Rgb>) -> Vec<(&'static str, &'static str, f64, f64)> {
    let faint = PAIRS.into_iter().filter_map(|(one, other, least)| {
        let found = contrast(color(one)?, color(other)?);
        (found < least).then_some((one, other, found, least))
    });
    faint.collect()
}
