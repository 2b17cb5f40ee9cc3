//! Lines that look like the marker of a kind and are read as ordinary text.

use crate::brief::{Block, kind_named};
use crate::check::{Lint, Subject};
use crate::text::{Diagnostic, Severity, Span, message};

/// Finds lines that begin with what its author may believe to be the marker of a private kind.
///
/// A marker is `> [!RED-LINE]` or `::: red-line`. Without the exclamation mark, in strong type, with two colons or as
/// the class of an HTML element it marks nothing, and the other side reads what was meant for us.
///
/// Example: `> [RED-LINE] No quota.`
pub const LINT: Lint = Lint {
    name: "near-marker",
    summary: "a line that looks like the marker of a private kind and is none",
    severity: Severity::Error,
    run,
};

fn run(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    for (block, scope) in subject.blocks() {
        let is_text = matches!(block, Block::Paragraph(_) | Block::Html(_));
        if scope.readers.are_ours() || !is_text {
            continue;
        }
        let span = block.span();
        let mut start = span.start;
        for line in span.slice(subject.text).split_inclusive('\n') {
            if let Some(seen) = near_marker(line) {
                let at = start + line.find(seen).unwrap_or(0);
                found.push(
                    LINT.at(Span::new(at, at + seen.len()), message!("{seen} marks nothing, so this is ordinary text", "{seen} は何の印にもならないため、通常の本文として扱われます"))
                        .with_hint(message!("write the kind as in > [!RED-LINE], with the exclamation mark, or between ::: fences", "感嘆符を付けて > [!RED-LINE] のように書くか、::: で囲んでください")),
                );
            }
            start += line.len();
        }
    }
}

/// The part of a line that looks like a marker.
fn near_marker(line: &str) -> Option<&str> {
    let line = line.trim_start_matches(['>', ' ', '\t']);
    let is_private = |name: &str| kind_named(name.trim()).is_some_and(|kind| kind.readers.are_ours());
    let bare = line.trim_start_matches(['*', '_', '\\']);
    if let Some((name, _)) = bare.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        let is_linked = bare[name.len() + 2..].starts_with(['(', '[', ':']);
        return (is_private(name.trim_start_matches('!')) && !is_linked).then(|| &bare[..name.len() + 2]);
    }
    if let Some(rest) = line.strip_prefix("::").filter(|rest| !rest.starts_with(':')) {
        let name = rest.split_whitespace().next().unwrap_or("");
        return is_private(name).then(|| line.trim_end());
    }
    if let Some(class) = line.strip_prefix('<').and_then(|tag| tag.split_once("class=")) {
        let names = class.1.trim_start_matches(['"', '\'']);
        let names = names.split(['"', '\'', '>']).next().unwrap_or("");
        let is_marked =
            names.split(' ').any(|name| is_private(name) || matches!(name, "private" | "internal"));
        return is_marked.then(|| line.trim_end());
    }
    // Shouted, a name with a colon is hardly the beginning of a sentence.
    let (name, _) = bare.split_once([':', '：'])?;
    let is_shouted = name.chars().any(char::is_uppercase) && !name.chars().any(char::is_lowercase);
    (is_shouted && is_private(name)).then(|| &bare[..=name.len()])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_like_a_marker_is_found() {
        for line in [
            "> [RED-LINE] No quota",
            "> **[!RED-LINE]** No quota",
            "RED-LINE: no quota",
            "> NOTES: no quota",
            ":: red-line",
            "<div class=\"private\">",
            "<div class='box red-line'>",
        ] {
            assert!(near_marker(line).is_some(), "{line}");
        }
    }

    #[test]
    fn other_lines_are_left_alone() {
        for line in [
            "[Notes](https://a.b) of the meeting",
            "[notes]: https://a.b",
            "Note: something",
            "We say: no",
            "[ASK] the other side",
            "a :: b",
            "<b>bold</b>",
            "JAPAN: an ally",
        ] {
            assert_eq!(near_marker(line), None, "{line}");
        }
    }
}
