//! Whether the slides of a pattern are light, so that charts, whose ink is dark, can stand on them without a ground of
//! their own.

use crate::office::Element;

/// How light a colour must be for dark ink on it, of 255.
const LEAST_LIGHT: f64 = 190.0;

/// Whether the master and all layouts have a light ground of one colour. Pictures and shades may be anything.
pub(super) fn is_light(master: &Element, layouts: &[Element], theme: &Element) -> bool {
    let own = layouts.iter().filter_map(|layout| Some((layout, background(layout)?)));
    let all = background(master).map(|ground| (master, ground)).into_iter().chain(own);
    all.into_iter()
        .all(|(part, ground)| lightness(ground, (part, master, theme)).is_some_and(|it| it >= LEAST_LIGHT))
}

fn background(part: &Element) -> Option<&Element> {
    part.child("p:cSld")?.child("p:bg")
}

/// How light a ground is, of 255; nothing where it is not of one colour, or of one that is reckoned from another.
fn lightness(ground: &Element, (part, master, theme): (&Element, &Element, &Element)) -> Option<f64> {
    let color = match (ground.child("p:bgPr"), ground.child("p:bgRef")) {
        (Some(own), _) => own.child("a:solidFill")?.elements().next()?,
        // The first fill for grounds is one colour.
        (None, Some(of_theme)) if of_theme.attribute("idx") == Some("1001") => of_theme.elements().next()?,
        _ => return None,
    };
    let hex = match color.name.as_str() {
        "a:srgbClr" => color.attribute("val")?,
        "a:schemeClr" => of_scheme(color.attribute("val")?, (part, master, theme))?,
        "a:sysClr" => color.attribute("lastClr")?,
        _ => return None,
    };
    let changed = color.elements().any(|change| change.name != "a:alpha");
    let channel = |at: usize| Some(f64::from(u8::from_str_radix(hex.get(at..at + 2)?, 16).ok()?));
    let (red, green, blue) = (channel(0)?, channel(2)?, channel(4)?);
    (!changed).then_some(0.299 * red + 0.587 * green + 0.114 * blue)
}

/// A colour of the theme by the name that slides have for it.
fn of_scheme<'e>(
    name: &str,
    (part, master, theme): (&'e Element, &'e Element, &'e Element),
) -> Option<&'e str> {
    let own = part.child("p:clrMapOvr").and_then(|it| it.child("a:overrideClrMapping"));
    let name = own.or_else(|| master.child("p:clrMap")).and_then(|map| map.attribute(name)).unwrap_or(name);
    let color = theme.child("a:themeElements")?.child("a:clrScheme")?.child(&format!("a:{name}"))?;
    let color = color.elements().next()?;
    color.attribute("lastClr").or_else(|| color.attribute("val"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const VOCABULARIES: &str = "xmlns:p=\"http://schemas.openxmlformats.org/presentationml/2006/main\" \
        xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\"";

    fn part(ground: &str) -> Element {
        let xml = format!(
            "<p:sldMaster {VOCABULARIES}><p:cSld>{ground}</p:cSld><p:clrMap bg1=\"dk1\" bg2=\"lt1\"/></p:sldMaster>"
        );
        Element::parse(&xml).expect("it is XML")
    }

    #[test]
    fn a_ground_is_light_only_where_its_colour_is_known_and_light() {
        let theme = format!(
            "<a:theme {VOCABULARIES}><a:themeElements><a:clrScheme><a:dk1><a:sysClr val=\"windowText\" lastClr=\"000000\"/></a:dk1>\
            <a:lt1><a:srgbClr val=\"FFFFF0\"/></a:lt1></a:clrScheme></a:themeElements></a:theme>"
        );
        let theme = Element::parse(&theme).expect("it is XML");
        let plain = |color: &str| format!("<p:bg><p:bgPr><a:solidFill>{color}</a:solidFill></p:bgPr></p:bg>");
        for (ground, expected) in [
            (String::new(), true),
            (plain("<a:srgbClr val=\"FAFAFA\"/>"), true),
            (plain("<a:srgbClr val=\"1B2A41\"/>"), false),
            (plain("<a:schemeClr val=\"bg2\"/>"), true),
            (plain("<a:schemeClr val=\"bg1\"/>"), false),
            (plain("<a:schemeClr val=\"bg2\"><a:lumMod val=\"10000\"/></a:schemeClr>"), false),
            ("<p:bg><p:bgRef idx=\"1001\"><a:schemeClr val=\"bg2\"/></p:bgRef></p:bg>".to_owned(), true),
            ("<p:bg><p:bgRef idx=\"1003\"><a:schemeClr val=\"bg2\"/></p:bgRef></p:bg>".to_owned(), false),
            ("<p:bg><p:bgPr><a:blipFill/></p:bgPr></p:bg>".to_owned(), false),
        ] {
            assert_eq!(is_light(&part(&ground), &[], &theme), expected, "{ground}");
            assert_eq!(is_light(&part(""), &[part(&ground)], &theme), expected, "layout: {ground}");
        }
    }
}
