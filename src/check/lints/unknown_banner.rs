//! Banners that the marking scheme does not know.

use crate::brief::scheme_names;
use crate::check::lints::low_banner::banner_span;
use crate::check::{Lint, Subject};
use crate::text::{Diagnostic, Severity, message, nearest};

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
    let levels = scheme.levels.iter().map(|level| level.banner.as_str());
    let longest = levels
        .clone()
        .filter(|level| banner.to_uppercase().starts_with(level))
        .max_by_key(|level| level.len());
    let hint = match (longest, nearest(banner, levels.clone())) {
        _ if scheme.levels.is_empty() => {
            let names = scheme_names();
            message!("name a scheme: {names}", "{names} のいずれかの方式を指定してください", names)
        }
        (Some(level), _) => {
            let separator = &scheme.separator;
            message!(
                "write handling words behind the level as {level}{separator}…",
                "取扱いの語は、区分の後に {level}{separator}… と書いてください"
            )
        }
        (None, Some(level)) => message!("did you mean {level}", "{level} ではありませんか"),
        (None, None) => {
            let listed = levels.collect::<Vec<_>>().join(", ");
            message!("use one of {listed}", "{listed} のいずれかにしてください")
        }
    };
    let message = if scheme.levels.is_empty() {
        message!("{banner} is no level of any scheme", "{banner} は、どの方式の取扱区分でもありません")
    } else {
        let name = &scheme.name;
        message!(
            "{banner} is no level of the scheme {name}",
            "{banner} は、方式 {name} の取扱区分ではありません"
        )
    };
    found.push(LINT.at(banner_span(subject, banner), message).with_hint(hint));
}
