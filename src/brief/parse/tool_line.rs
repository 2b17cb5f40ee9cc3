//! Lines in the syntax of other tools that say that something stays, and words to colleagues among the lines of a text.

use crate::brief::readers::attributes::{private_class_kind, private_heading_kind};
use crate::brief::readers::foreign::{class_line, foreign_block, has_private_tag};
use crate::brief::readers::naming::{Naming, exact_naming};

/// The kind of what follows a line that begins a block of another tool or bears a tag: `!!! red-line "Ships"`,
/// `??? notes`, `#+begin_notes`, `** Ships :noexport:`.
pub(super) fn tool_naming(line: &str) -> Option<Naming> {
    // `** COMMENT Ships`
    let is_commented = line.starts_with("**") && line.trim_start_matches('*').starts_with(" COMMENT ");
    if has_private_tag(line) || is_commented || line.eq_ignore_ascii_case("[.hide: true]") {
        return Naming::meant("notes");
    }
    let by_class = || private_heading_kind(class_line(line)?).map(Naming::dressed);
    admonition(line).or_else(|| class_naming(foreign_block(line)?)).or_else(by_class)
}

/// The kind that a block of Python's Markdown names. A word of our own side alone; `!!! note` is the other tool's
/// callout.
fn admonition(line: &str) -> Option<Naming> {
    let rest = line.strip_prefix("!!!").or_else(|| line.strip_prefix("???"))?;
    let word = rest.trim_start_matches(['+', ' ']).split([' ', '"']).next().unwrap_or("");
    // Its title may say more than its word.
    let title = || exact_naming(rest.split('"').nth(1)?).filter(|named| named.kind.readers.are_ours());
    title().or_else(|| if word == "note" { None } else { class_naming(word) })
}

/// The private kind that a word names by which other tools begin a block.
fn class_naming(word: &str) -> Option<Naming> {
    private_class_kind(word).map(Naming::dressed)
}

/// A line that is a word to a colleague or to oneself, as people leave them in a text they share: `@Tanaka please
/// check`, `// out of date`, `% out of date`, `.. out of date`.
pub(super) fn message_naming(line: &str) -> Option<Naming> {
    const SIGNS: [&str; 9] = ["@", "// ", "//", "% ", ".. ", ";;; ", ";; ", "XXX ", "!"];
    // A comment, or a drawer, whose words stand below it.
    if matches!(line, ".." | ":PROPERTIES:" | ":LOGBOOK:") {
        return Naming::meant("notes");
    }
    let behind = SIGNS.iter().find_map(|sign| line.strip_prefix(sign))?;
    if line.starts_with('!') && !line.ends_with("!<") {
        return None;
    }
    let is_address = behind
        .split_whitespace()
        .next()
        .is_some_and(|word| word.contains(['.', '/']) && !word.ends_with('.'));
    // A share that a line breaks goes on so.
    let is_share = line.starts_with('%') && behind.starts_with("of ");
    let is_words = behind.contains(' ') || !behind.is_ascii();
    let is_message = behind.starts_with(char::is_alphanumeric) && is_words && !is_address && !is_share;
    if is_message { Naming::meant("notes") } else { None }
}

/// Whether a line is nothing but the word for notes, whatever signs stand around it: `==notes==`, `-- notes --`.
pub(super) fn is_notes(line: &str) -> bool {
    const WORDS: [&str; 6] =
        ["notes", "speaker notes", "slide notes", "presenter notes", "speakernotes", "notes page"];
    /// The longest of them with a number in it: `Slide 300 notes`.
    const MAX_BYTES: usize = 24;
    let words = line.trim_matches(|c: char| !c.is_alphanumeric());
    if words.len() > MAX_BYTES {
        return false;
    }
    let bare: Vec<&str> = words.split(' ').filter(|word| word.parse::<u32>().is_err()).collect();
    let bare = bare.join(" ");
    WORDS.iter().any(|known| bare.eq_ignore_ascii_case(known))
}

/// The text of a balloon that was pasted from a word processor: `[AB1]: Is this so?`
pub(super) fn balloon_naming(line: &str) -> Option<Naming> {
    let (inner, _) = line.strip_prefix('[')?.split_once(']')?;
    let number = inner.trim_start_matches(|c: char| c.is_ascii_uppercase());
    let is_balloon = (1..=3).contains(&(inner.len() - number.len()))
        && (1..=2).contains(&number.len())
        && number.bytes().all(|byte| byte.is_ascii_digit());
    if is_balloon { Naming::meant("notes") } else { None }
}

/// A line that bears a tag of Obsidian and the like, by which people say for whom it is: `Nine ships #internal`.
pub(super) fn tag_naming(line: &str) -> Option<Naming> {
    if !line.contains('#') {
        return None;
    }
    let mut tags = line.split_whitespace().filter_map(|word| word.strip_prefix(['#', '＃']));
    tags.find_map(|tag| class_naming(tag.trim_end_matches(['.', ',', ';', '。'])))
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
