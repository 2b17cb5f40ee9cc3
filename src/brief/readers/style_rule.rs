//! Rules of style sheets that take words out of sight, and colours that cannot be told from paper.

/// Whether a rule of a style sheet takes words out of sight, by their colour too.
pub(super) fn is_hiding_style(rule: &str) -> bool {
    let rule = rule.trim().trim_end_matches("!important");
    let Some((name, value)) = rule.split_once(':') else { return false };
    match (name.trim(), value.trim()) {
        ("color", value) => is_white(value),
        ("opacity", value) => value.parse::<f64>().is_ok_and(|share| share < 0.05),
        ("font-size" | "font", value) => value.split_whitespace().any(is_unseen_size),
        // What is moved off the page, or has no room.
        ("text-indent" | "left" | "top" | "margin-left", value) => {
            pixels(value).is_some_and(|at| at <= -500.0)
        }
        ("height" | "width" | "max-height" | "max-width", value) => pixels(value) == Some(0.0),
        ("clip-path" | "clip", value) => {
            ["inset(100%", "inset(50%", "circle(0", "rect(0"].iter().any(|clip| value.starts_with(clip))
        }
        ("transform", value) => value.replace(' ', "") == "scale(0)",
        rule => {
            matches!(rule, ("display", "none") | ("visibility", "hidden" | "collapse") | ("mso-hide", "all"))
        }
    }
}

/// Whether words have the colour of their ground by the rules of a style.
pub(super) fn is_on_own_colour(style: &str) -> bool {
    let value_of = |names: &[&str]| {
        let mut rules = style.split(';').filter_map(|rule| rule.split_once(':'));
        rules.find(|(name, _)| names.contains(&name.trim())).map(|(_, value)| value.trim())
    };
    let ground = value_of(&["background", "background-color"]);
    ground.is_some() && ground == value_of(&["color"])
}

/// Whether letters of a size are too small to be seen.
fn is_unseen_size(size: &str) -> bool {
    const LEAST: f64 = 3.0;
    pixels(size).is_some_and(|size| size < LEAST)
}

/// A length of a style sheet in pixels, those that depend on letters for letters of usual size.
fn pixels(length: &str) -> Option<f64> {
    let unit = length.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | '-' | '+'));
    let number: f64 = length[..length.len() - unit.len()].parse().ok()?;
    let scale = match unit {
        "" | "px" => 1.0,
        "pt" => 4.0 / 3.0,
        "em" | "rem" | "ch" => 16.0,
        "%" => 0.16,
        "mm" => 3.78,
        "cm" => 37.8,
        "in" => 96.0,
        _ => return None,
    };
    Some(number * scale)
}

/// Whether a colour is that of paper, or none, in which people type what is not to be seen; as style sheets write it.
pub(super) fn is_white(value: &str) -> bool {
    /// Where an eye sees no difference from white.
    const LEAST: f64 = 248.0;
    let value = value.trim().to_ascii_lowercase();
    let value = value.trim_end_matches("!important").trim_end();
    if matches!(value, "white" | "transparent" | "snow" | "ghostwhite") || is_lightest(value) {
        return true;
    }
    let channels = hex_channels(value).or_else(|| function_channels(value)).unwrap_or_default();
    match channels.as_slice() {
        [_, _, _, alpha] if *alpha == 0.0 => true,
        [colours @ .., _] if colours.len() == 3 => colours.iter().all(|one| *one >= LEAST),
        colours => colours.len() == 3 && colours.iter().all(|one| *one >= LEAST),
    }
}

/// Whether a colour is given by a lightness that an eye does not tell from white: `hsl(0, 0%, 100%)`.
fn is_lightest(value: &str) -> bool {
    const LEAST: f64 = 98.0;
    let Some((name, inner)) = value.split_once('(') else { return false };
    let parts: Vec<&str> =
        inner.trim_end_matches(')').split([',', ' ', '/']).filter(|part| !part.is_empty()).collect();
    let lightness = match name.trim() {
        "hsl" | "hsla" => parts.get(2),
        "lab" | "lch" | "oklab" | "oklch" => parts.first(),
        _ => None,
    };
    let percent = lightness.and_then(|part| part.strip_suffix('%')?.parse::<f64>().ok());
    percent.is_some_and(|percent| percent >= LEAST)
}

/// The channels of `#fff` or `#ffffff`, with that of what shines through where there is one; 0 to 255.
fn hex_channels(value: &str) -> Option<Vec<f64>> {
    let digits = value.strip_prefix('#').filter(|digits| digits.is_ascii())?;
    let n_digits = match digits.len() {
        3 | 4 => 1,
        6 | 8 => 2,
        _ => return None,
    };
    let channel = |pair: &[u8]| {
        let pair = std::str::from_utf8(pair).ok()?;
        let value = u8::from_str_radix(pair, 16).ok()?;
        Some(f64::from(if n_digits == 1 { value * 17 } else { value }))
    };
    digits.as_bytes().chunks(n_digits).map(channel).collect()
}

/// The channels of `rgb(255, 255, 255)` or `rgba(255 255 255 / 50%)`.
fn function_channels(value: &str) -> Option<Vec<f64>> {
    const FULL: f64 = 255.0;
    let inner = value.strip_prefix("rgba").or_else(|| value.strip_prefix("rgb"))?;
    let inner = inner.trim().strip_prefix('(')?.strip_suffix(')')?;
    let channel = |word: &str| match word.strip_suffix('%') {
        Some(percent) => percent.parse::<f64>().ok().map(|percent| percent / 100.0 * FULL),
        None => word.parse().ok(),
    };
    inner.split([',', ' ', '/']).filter(|word| !word.is_empty()).map(channel).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_nobody_sees_on_paper_are_hidden() {
        for style in [
            "display:none !important",
            "color: white!important",
            "color:#FFFFFFFF",
            "color:#fefefe",
            "color:rgba(255,255,255,1)",
            "color:rgb(255 255 255)",
            "color:rgb(100% 100% 100%)",
            "color:rgba(0,0,0,0)",
            "font-size:0px",
            "opacity: 0.0",
            "opacity: .01",
            "mso-hide: all",
            "font-size:1px",
            "font-size: 0.1em",
            "color: hsl(0, 0%, 100%)",
            "color: snow",
            "text-indent: -9999px",
            "height:0",
        ] {
            assert!(is_hiding_style(style), "{style}");
        }
        for style in [
            "font-size:small",
            "font-size:10px",
            "opacity:inherit",
            "opacity:0.5",
            "color:#fff0f0",
            "color:red",
            "color: hsl(0, 0%, 50%)",
            "font-size: 9pt",
            "height: auto",
            "left: -1em",
        ] {
            assert!(!is_hiding_style(style), "{style}");
        }
    }
}
