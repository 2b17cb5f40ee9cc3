//! Footnotes that nothing refers to.

use std::collections::HashSet;

use crate::brief::{Block, InlineContent};
use crate::check::{Lint, Subject};
use crate::text::{Diagnostic, Severity};

/// Finds `[^name]: …` where no `[^name]` stands in the text, or an earlier line defines the same name.
///
/// A footnote is set where it is referred to, and the first one of a name is the one that is set, so this one is in
/// no copy.
///
/// Example: `[^plants]: Count of 2023.`
pub const LINT: Lint = Lint {
    name: "unused-footnote",
    summary: "a footnote that nothing refers to",
    severity: Severity::Warning,
    run,
};

fn run(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let referred: HashSet<&str> = subject
        .inlines()
        .filter_map(|inline| match &inline.content {
            InlineContent::FootnoteRef(label) => Some(label.as_str()),
            _ => None,
        })
        .collect();
    let mut defined: HashSet<&str> = HashSet::new();
    for (block, _) in subject.blocks() {
        let Block::Footnote(footnote) = block else { continue };
        let label = footnote.label.as_str();
        if !defined.insert(label) {
            found.push(
                LINT.at(
                    footnote.span,
                    format!("an earlier line is the footnote {label}, so no copy has this one"),
                )
                .with_hint("give it a name of its own"),
            );
        } else if !referred.contains(label) {
            found.push(
                LINT.at(footnote.span, format!("nothing refers to the footnote {label}, so no copy has it"))
                    .with_hint(format!("write [^{label}] where it belongs, or make it a paragraph")),
            );
        }
    }
}
