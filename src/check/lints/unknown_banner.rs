//! Banners that the marking scheme does not know.

use crate::check::lints::low_banner::banner_span;
use crate::check::{Lint, Subject};
use crate::text::{Diagnostic, Severity, nearest};

/// Finds banners that are no level of their scheme.
///
/// What is no level cannot be compared with the marks in the text, and is left off whatever leaves our side.
///
/// Example: `marking: { scheme: uk, banner: SECRET - UK EYES ONLY }`.
pub const LINT: Lint = Lint {
    name: "unknown-banner",
    summary: "a banner that its scheme does not know",
    severity: Severity::Warning,
    run,
};

fn run(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let scheme = subject.scheme();
    let Some(banner) = subject.brief.front.marking.banner.as_deref() else { return };
    if scheme.rank(banner).is_some() {
        return;
    }
    let levels = scheme.levels.iter().map(|level| level.banner);
    let longest = levels
        .clone()
        .filter(|level| banner.to_uppercase().starts_with(level))
        .max_by_key(|level| level.len());
    let hint = match (longest, nearest(banner, levels.clone())) {
        _ if scheme.levels.is_empty() => "name a scheme: us, uk, jp or tlp".to_owned(),
        (Some(level), _) => format!("write handling words after two slashes: {level}//…"),
        (None, Some(level)) => format!("did you mean {level}"),
        (None, None) => format!("use one of {}", levels.collect::<Vec<_>>().join(", ")),
    };
    let message = if scheme.levels.is_empty() {
        format!("{banner} is no level of any scheme")
    } else {
        format!("{banner} is no level of the scheme {}", scheme.name)
    };
    found.push(LINT.at(banner_span(subject, banner), message).with_hint(hint));
}
