//! Footnotes that nothing refers to.

use std::collections::HashSet;

use crate::brief::{Block, InlineContent};
use crate::check::{Lint, Subject};
use crate::text::{Diagnostic, Severity, message};

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
                    message!(
                        "an earlier line is the footnote {label}, so no copy has this one",
                        "脚注 {label} が前にもあるため、こちらはどの写しにも載りません"
                    ),
                )
                .with_hint(message!("give it a name of its own", "別の名前を付けてください")),
            );
        } else if !referred.contains(label) {
            found.push(
                LINT.at(
                    footnote.span,
                    message!(
                        "nothing refers to the footnote {label}, so no copy has it",
                        "脚注 {label} は参照されていないため、どの写しにも載りません"
                    ),
                )
                .with_hint(message!(
                    "write [^{label}] where it belongs, or make it a paragraph",
                    "参照する箇所に [^{label}] と書くか、段落に改めてください"
                )),
            );
        }
    }
}
