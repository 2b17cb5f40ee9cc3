//! Words of links that no copy has.

use std::collections::HashSet;

use crate::brief::{Block, InlineContent};
use crate::check::{Lint, Subject};
use crate::text::{Diagnostic, Severity};

/// Finds titles of links, which no page shows, and definitions that nothing refers to.
///
/// Example: `[ports](https://example.org "What the harbour master says")`
pub const LINT: Lint =
    Lint { name: "unused-link", summary: "words of a link that no copy has", severity: Severity::Info, run };

fn run(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let mut referred: HashSet<&str> = HashSet::new();
    for inline in subject.inlines() {
        match &inline.content {
            InlineContent::Link { title, reference, .. } => {
                referred.extend(reference.as_ref().map(|reference| reference.id.as_str()));
                if !title.trim().is_empty() {
                    found.push(
                        LINT.at(
                            inline.span,
                            format!("no copy has the words “{}” of this link", title.trim()),
                        )
                        .with_hint("write them in the text, or take them out"),
                    );
                }
            }
            InlineContent::Image { reference: Some(reference), .. } => {
                referred.insert(reference.id.as_str());
            }
            _ => {}
        }
    }
    for (block, _) in subject.blocks() {
        if let Block::Definition(definition) = block
            && !referred.contains(definition.id.as_str())
        {
            let message = format!("nothing refers to the address {}, so no copy has it", definition.id);
            found.push(
                LINT.at(definition.span, message).with_hint("refer to it as [words][name], or take it out"),
            );
        }
    }
}
