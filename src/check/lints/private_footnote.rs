//! Footnotes that some of their readers may not have.

use std::collections::HashMap;

use crate::brief::{Block, InlineContent, Reader, Readers};
use crate::check::{Lint, Subject};
use crate::text::{Diagnostic, Severity};

/// Finds references to a footnote that is defined in text with fewer readers than the text that refers to it.
///
/// The footnote has the readers of the place where it is defined, so in the other copies the reference and the
/// note are left out.
///
/// Example: `[^1]` in ordinary text, and `[^1]: …` in a section called Red lines.
pub const LINT: Lint = Lint {
    name: "private-footnote",
    summary: "a footnote that some of its readers may not have",
    severity: Severity::Warning,
    run,
};

fn run(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let mut footnotes: HashMap<&str, Readers> = HashMap::new();
    for (block, scope) in subject.blocks() {
        if let Block::Footnote(footnote) = block {
            footnotes.entry(&footnote.label).or_insert(scope.readers);
        }
    }
    for inline in subject.inlines() {
        let InlineContent::FootnoteRef(label) = &inline.content else { continue };
        let Some(&readers) = footnotes.get(label.as_str()) else { continue };
        let lacks = |reader: &Reader| inline.readers.contains(*reader) && !readers.contains(*reader);
        let place = match Reader::ALL.into_iter().rev().find(lacks) {
            Some(reader) => format!("the {reader}’s copy"),
            None if inline.readers.on_slide() && !readers.on_slide() => "the slide".to_owned(),
            None => continue,
        };
        found.push(
            LINT.at(
                inline.span,
                format!(
                    "{place} shows this as text, since the footnote is defined in text that is kept from it"
                ),
            )
            .with_hint("move the definition to where it is referred to"),
        );
    }
}
