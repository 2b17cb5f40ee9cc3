//! Macros of wikis that take words aside: `{note:title=Internal}`, `{panel:Internal}`, `{color:white}`.

use crate::brief::readers::attributes::private_class;
use crate::brief::readers::run_in::names_private;
use crate::brief::readers::style_rule::is_white;

/// The macros that hold text, each with the mark that ends it.
pub(super) const MACROS: [(&str, &str); 15] = [
    ("note", "{note}"),
    ("hidden", "{hidden}"),
    ("comment", "{comment}"),
    ("private", "{private}"),
    ("panel", "{panel}"),
    ("expand", "{expand}"),
    ("info", "{info}"),
    ("tip", "{tip}"),
    ("warning", "{warning}"),
    ("section", "{section}"),
    ("excerpt", "{excerpt}"),
    ("color", "{color}"),
    ("hide-if", "{hide-if}"),
    ("show-if", "{show-if}"),
    ("show-to", "{show-to}"),
];

/// The macro that a text begins with, where its name, its title or its colour says that its words are not for
/// everybody: its length, and the mark that ends it.
pub(super) fn private_macro(text: &str) -> Option<(usize, &'static str)> {
    const MAX_BYTES: usize = 160;
    let near = &text[..text.floor_char_boundary(MAX_BYTES)];
    let (inner, _) = near.strip_prefix('{')?.split_once('}')?;
    let (name, settings) = inner.split_once(':').unwrap_or((inner, ""));
    let (known, close) = MACROS.into_iter().find(|(known, _)| known.eq_ignore_ascii_case(name))?;
    let is_taken = match known {
        "color" => is_white(settings),
        // Whoever they name, it is not everybody.
        "hide-if" | "show-if" | "show-to" => true,
        known => private_class(known).is_some() || settings.split('|').any(says_private),
    };
    (is_taken && !inner.contains('\n')).then_some((inner.len() + 2, close))
}

/// Whether a setting says so, or is on that hides: `title=Internal`, `hidden=true`, `Internal`.
fn says_private(setting: &str) -> bool {
    let (name, value) = setting.split_once('=').unwrap_or(("title", setting));
    (name.trim().eq_ignore_ascii_case("hidden") && value.trim() == "true") || names_private(value).is_some()
}
