//! Footnotes that some of their readers may not have.

use std::collections::HashMap;

use crate::brief::{Block, InlineContent, Reader, Readers};
use crate::check::{Lint, Subject};
use crate::text::{Diagnostic, Severity, message};

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
            Some(reader) => {
                let name = reader.in_words();
                message!("the {name}’s copy", "{name}用", name)
            }
            None if inline.readers.on_slide() && !readers.on_slide() => message!("the slide", "スライド"),
            None => continue,
        };
        found.push(
            LINT.at(
                inline.span,
                message!(
                    "{place} shows this as text, since the footnote is defined in text that is kept from it",
                    "脚注の本文が載らない部分にあるため、{place}では記号がそのまま文字で出ます",
                    place
                ),
            )
            .with_hint(message!(
                "move the definition to where it is referred to",
                "脚注の定義を、参照している箇所に移してください"
            )),
        );
    }
}
