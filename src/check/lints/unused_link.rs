//! Words of links that no copy has.

use std::collections::HashSet;

use crate::brief::{Block, InlineContent};
use crate::check::{Lint, Subject};
use crate::text::{Diagnostic, Severity, message};

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
                let title = title.trim();
                if !title.is_empty() {
                    found.push(
                        LINT.at(
                            inline.span,
                            message!(
                                "no copy has the words “{title}” of this link",
                                "このリンクの「{title}」は、どの写しにも載りません"
                            ),
                        )
                        .with_hint(message!(
                            "write them in the text, or take them out",
                            "本文に書くか、取り除いてください"
                        )),
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
            let id = &definition.id;
            let message = message!(
                "nothing refers to the address {id}, so no copy has it",
                "リンク先 {id} は参照されていないため、どの写しにも載りません"
            );
            found.push(LINT.at(definition.span, message).with_hint(message!(
                "refer to it as [words][name], or take it out",
                "[語句][名前] の形で参照するか、取り除いてください"
            )));
        }
    }
}
