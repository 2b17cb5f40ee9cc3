//! Formulas in one line of text, as Word itself takes them when they are typed: `x^2`, `(a+b)/2`, `√(x)`.

use crate::office::Element;

/// A formula as text.
pub(super) fn in_a_line(element: &Element) -> String {
    let part = |name: &str| element.child(name).map(in_a_line).unwrap_or_default();
    let sign = |properties: &str, name: &str| {
        element.child(properties)?.child(name).map(|it| it.attribute("m:val").unwrap_or("").to_owned())
    };
    match element.name.as_str() {
        "m:t" => element.text(),
        "m:f" => format!("{}/{}", whole(&part("m:num")), whole(&part("m:den"))),
        "m:sSup" | "m:limUpp" | "m:sSub" | "m:limLow" | "m:sSubSup" | "m:sPre" => {
            let below = if element.name == "m:limLow" { part("m:lim") } else { part("m:sub") };
            let above = if element.name == "m:limUpp" { part("m:lim") } else { part("m:sup") };
            scripted(&whole(&part("m:e")), &below, &above)
        }
        "m:rad" => format!("{}√({})", part("m:deg"), part("m:e")),
        "m:nary" => {
            let sign = sign("m:naryPr", "m:chr").filter(|sign| !sign.is_empty());
            let sign = sign.unwrap_or_else(|| "∫".to_owned());
            format!("{} {}", scripted(&sign, &part("m:sub"), &part("m:sup")), part("m:e"))
        }
        "m:d" => {
            let open = sign("m:dPr", "m:begChr").unwrap_or_else(|| "(".to_owned());
            let close = sign("m:dPr", "m:endChr").unwrap_or_else(|| ")".to_owned());
            format!("{open}{}{close}", parts(element, "m:e", " | "))
        }
        "m:func" => format!("{} {}", part("m:fName"), part("m:e")),
        "m:m" => format!("[{}]", parts(element, "m:mr", "; ")),
        "m:mr" => parts(element, "m:e", ", "),
        "m:eqArr" => parts(element, "m:e", "; "),
        // How it looks; words that an edit takes out are no formula.
        name if name.ends_with("Pr") || name == "w:del" => String::new(),
        _ => element.elements().map(in_a_line).collect(),
    }
}

/// The parts of a name, with something between them.
fn parts(element: &Element, name: &str, between: &str) -> String {
    let parts: Vec<String> = element.elements().filter(|it| it.name == name).map(in_a_line).collect();
    parts.join(between)
}

/// A base with what stands below and above it.
fn scripted(base: &str, below: &str, above: &str) -> String {
    let mut out = base.to_owned();
    for (sign, script) in [('_', below), ('^', above)] {
        if !script.is_empty() {
            out.push(sign);
            out.push_str(&whole(script));
        }
    }
    out
}

/// A part in brackets, where it would not be read as one without them.
fn whole(part: &str) -> String {
    let is_one = part.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | ','));
    let is_closed = part.starts_with('(') && part.find(')') == Some(part.len() - 1);
    if is_one || is_closed { part.to_owned() } else { format!("({part})") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(inner: &str) -> String {
        let text = format!(
            "<m:oMath xmlns:m=\"http://schemas.openxmlformats.org/officeDocument/2006/math\">{inner}</m:oMath>"
        );
        in_a_line(&Element::parse(&text).expect("it is XML"))
    }

    #[test]
    fn a_formula_means_in_one_line_what_it_means_in_two() {
        let r = |words: &str| format!("<m:r><m:rPr/><m:t>{words}</m:t></m:r>");
        let (a, sum, two) = (r("a"), r("a+b"), r("2"));
        assert_eq!(line(&format!("<m:f><m:fPr/><m:num>{a}</m:num><m:den>{two}</m:den></m:f>")), "a/2");
        assert_eq!(line(&format!("<m:f><m:num>{sum}</m:num><m:den>{two}</m:den></m:f>")), "(a+b)/2");
        assert_eq!(line(&format!("<m:sSup><m:e>{a}</m:e><m:sup>{two}</m:sup></m:sSup>")), "a^2");
        assert_eq!(line(&format!("<m:rad><m:deg/><m:e>{sum}</m:e></m:rad>")), "√(a+b)");
        let sum_of = "<m:nary><m:naryPr><m:chr m:val=\"∑\"/></m:naryPr>";
        let sum_of =
            format!("{sum_of}<m:sub>{}</m:sub><m:sup>{two}</m:sup><m:e>{a}</m:e></m:nary>", r("i=1"));
        assert_eq!(line(&sum_of), "∑_(i=1)^2 a");
        assert_eq!(line(&format!("<m:d><m:e>{a}</m:e><m:e>{two}</m:e></m:d>")), "(a | 2)");
    }
}
