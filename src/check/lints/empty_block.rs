//! Blocks of a kind that hold nothing.

use crate::brief::{Block, Form, KindRef};
use crate::check::{Lint, Subject};
use crate::text::{Diagnostic, Severity, Span};

/// Finds blocks and sections of a kind without text, and questions without an answer.
///
/// An empty block is a gap that somebody meant to fill; a question without an answer is found in the middle of a
/// meeting.
///
/// Example: `> [!IF-RAISED] You pay too little` with no line after it.
pub const LINT: Lint = Lint {
    name: "empty-block",
    summary: "a block without text, or a question without an answer",
    severity: Severity::Warning,
    run,
};

fn run(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    for (block, _) in subject.blocks() {
        let Block::Kinded(kinded) = block else { continue };
        let KindRef::Known(kind) = &kinded.kind else { continue };
        let wants_answer = matches!(kind.name, "if-raised" | "if-pressed" | "qa");
        let is_said = !kinded.title.is_empty();
        if kinded.form == Form::Unclosed || !is_empty(&kinded.blocks) || (is_said && !wants_answer) {
            continue;
        }
        found.push(if is_said {
            LINT.at(kinded.marker_span, "this question has no answer")
                .with_hint("write the answer on the lines below it")
        } else {
            LINT.at(kinded.marker_span, format!("this block of the kind {} is empty", kind.name))
                .with_hint("write its text on the lines below it, or remove it")
        });
    }
    empty_sections(subject, found);
}

fn empty_sections(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let blocks = &subject.brief.blocks;
    for (idx, block) in blocks.iter().enumerate() {
        let Block::Heading(heading) = block else { continue };
        let Some(kind) = heading.kind else { continue };
        let ends = |block: &&Block| matches!(block, Block::Heading(next) if next.level <= heading.level);
        let n_within = blocks[idx + 1..].iter().take_while(|block| !ends(block)).count();
        if !is_empty(&blocks[idx + 1..idx + 1 + n_within]) {
            continue;
        }
        let span =
            heading.inlines.iter().map(|inline| inline.span).reduce(Span::join).unwrap_or(heading.span);
        found.push(
            LINT.at(span, format!("this section of the kind {} is empty", kind.name))
                .with_hint("write its text below the heading, or remove it"),
        );
    }
}

fn is_empty(blocks: &[Block]) -> bool {
    blocks.iter().all(|block| {
        matches!(
            block,
            Block::Comment(_)
                | Block::Break(_)
                | Block::Rule(_)
                | Block::Pause(_)
                | Block::Page(_)
                | Block::Footnote(_)
        )
    })
}
