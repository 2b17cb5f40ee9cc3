//! Words within a paragraph that stay by what they say.

use crate::brief::{InlineContent, KindRef, Node, walk_inlines};
use crate::check::{Lint, RunOwner, Subject};
use crate::text::{Diagnostic, Edit, Severity, message};

/// Finds words that are read as private by what they say, in a paragraph that others read.
///
/// Nobody marked them, so their writer is asked: they may be a remark to us, or a sentence for everybody.
///
/// Example: `Nine ships; not to be raised with them.`
pub const LINT: Lint = Lint {
    name: "named-words",
    summary: "words that are private by what they say",
    severity: Severity::Info,
    run,
};

fn run(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let mut said_to = 0;
    let shared = subject.runs.iter().filter(|run| !run.scope.readers.are_ours());
    for run in shared {
        let mut kinded = Vec::new();
        walk_inlines(run.inlines, &mut |node| {
            let Node::Inline(inline) = node else { return };
            // What stands within words that are named is said with them.
            if inline.is_kind_by_words(subject.text) && inline.span.start >= said_to {
                said_to = inline.span.end;
                kinded.push(inline);
            }
        });
        for inline in kinded {
            let InlineContent::Kinded { kind: KindRef::Known(kind), .. } = &inline.content else { continue };
            let (name, span) = (kind.name, inline.span);
            let end = span.start + span.slice(subject.text).trim_end().len();
            let message = message!(
                "these words say that they stay, so they are read as {name}",
                "外部に出さない趣旨の語句であるため、種別 {name} として読み取っています"
            );
            let wrapped = vec![Edit::insert(span.start, "["), Edit::insert(end, format!("]{{.{name}}}"))];
            let line_start = subject.text[..run.span.start].rfind('\n').map_or(0, |at| at + 1);
            let before = &subject.text[line_start..run.span.start];
            let indent: String = before.chars().map(|c| if c == '>' { '>' } else { ' ' }).collect();
            let last = run.span.start + run.span.slice(subject.text).trim_end().len();
            let as_text = vec![
                Edit::insert(run.span.start, format!("::: text\n{indent}")),
                Edit::insert(last, format!("\n{indent}:::")),
            ];
            let said = LINT
                .at(span, message)
                .with_hint(message!(
                    "write […]{{.{name}}} around them to say so, or ::: text around the paragraph if it is ordinary text",
                    "その趣旨であれば […]{{.{name}}} で囲み、通常の本文であれば段落を ::: text で囲んでください"
                ))
                .with_fix(message!("Mark the words as {name}", "語句を種別 {name} とする"), wrapped);
            let as_text_title = message!("Say that it is ordinary text", "通常の本文とする");
            // A heading or a cell cannot stand in a block.
            found.push(if run.owner == RunOwner::Paragraph {
                said.with_fix(as_text_title, as_text)
            } else {
                said
            });
        }
    }
}
