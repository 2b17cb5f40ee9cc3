//! Lines in the syntax of other tools that say that something stays, and words to colleagues among the lines of a text.

use crate::brief::readers::attributes::private_class;
use crate::brief::readers::foreign::{foreign_block, has_private_tag};
use crate::brief::readers::kind::{KindRef, kind_named};
use crate::brief::readers::naming::{Certainty, Naming};

/// The kind of what follows a line that begins a block of another tool or bears a tag: `!!! red-line "Ships"`,
/// `??? notes`, `#+begin_notes`, `** Ships :noexport:`.
pub(super) fn tool_naming(line: &str) -> Option<Naming> {
    if has_private_tag(line) {
        return Some(Naming { kind: kind_named("notes")?, certainty: Certainty::Dressed });
    }
    admonition(line).or_else(|| class_naming(foreign_block(line)?))
}

/// The kind that a block of Python's Markdown names. A word of our own side alone; `!!! note` is the other tool's
/// callout.
fn admonition(line: &str) -> Option<Naming> {
    let rest = line.strip_prefix("!!!").or_else(|| line.strip_prefix("???"))?;
    let word = rest.trim_start_matches(['+', ' ']).split([' ', '"']).next().unwrap_or("");
    if word == "note" { None } else { class_naming(word) }
}

/// The private kind that a word names by which other tools begin a block.
fn class_naming(word: &str) -> Option<Naming> {
    let kind = match private_class(word)? {
        KindRef::Known(kind) => kind,
        _ => kind_named("notes")?,
    };
    Some(Naming { kind, certainty: Certainty::Dressed })
}

/// A line that is a word to a colleague or to oneself, as people leave them in a text they share: `@Tanaka please
/// check`, `// out of date`, `% out of date`, `.. out of date`.
pub(super) fn message_naming(line: &str) -> Option<Naming> {
    let behind = ["@", "// ", "//", "% ", ".. "].iter().find_map(|sign| line.strip_prefix(sign))?;
    let is_address = behind
        .split_whitespace()
        .next()
        .is_some_and(|word| word.contains(['.', '/']) && !word.ends_with('.'));
    // A share that a line breaks goes on so.
    let is_share = line.starts_with('%') && behind.starts_with("of ");
    let is_message =
        behind.starts_with(char::is_alphanumeric) && behind.contains(' ') && !is_address && !is_share;
    let kind = kind_named("notes").filter(|_| is_message)?;
    Some(Naming { kind, certainty: Certainty::Dressed })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_to_colleagues_are_told_from_text() {
        for line in [
            "@Tanaka please check",
            "// out of date",
            "//check with Tanaka",
            "% out of date",
            ".. out of date",
        ] {
            assert!(message_naming(line).is_some(), "{line}");
        }
        for line in [
            "@tanaka",
            "//example.com/x is it",
            "...and so on",
            "%",
            "% of the total",
            "@mofa.go.jp is the domain",
        ] {
            assert!(message_naming(line).is_none(), "{line}");
        }
    }
}
