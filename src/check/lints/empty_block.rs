//! Blocks of a kind that hold nothing.

use crate::brief::{Block, Form, Kind, KindRef, lacks_answer};
use crate::check::{Lint, Subject};
use crate::text::{Diagnostic, Severity, Span, message};

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
        let is_said = !kinded.title.is_empty();
        let is_asked = kind.wants_answer() && (is_said && is_empty(&kinded.blocks) || lacks_answer(kinded));
        let is_gap = !is_said && is_empty(&kinded.blocks);
        if kinded.form == Form::Unclosed || !(is_asked || is_gap) {
            continue;
        }
        found.push(if is_asked {
            LINT.at(kinded.marker_span, message!("this question has no answer", "この問いに答えがありません"))
                .with_hint(message!("write the answer on the lines below it", "下の行に答えを書いてください"))
        } else {
            let name = kind.name;
            let message =
                message!("this block of the kind {name} is empty", "種別 {name} のブロックが空です");
            LINT.at(kinded.marker_span, message).with_hint(message!(
                "write its text on the lines below it, or remove it",
                "下の行に本文を書くか、ブロックを削除してください"
            ))
        });
    }
    empty_sections(subject, found);
}

fn empty_sections(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let blocks = &subject.brief.blocks;
    for (idx, block) in blocks.iter().enumerate() {
        let Block::Heading(heading) = block else { continue };
        let Some(Kind { name, .. }) = heading.kind else { continue };
        let ends = |block: &&Block| matches!(block, Block::Heading(next) if next.level <= heading.level);
        let n_within = blocks[idx + 1..].iter().take_while(|block| !ends(block)).count();
        if !is_empty(&blocks[idx + 1..idx + 1 + n_within]) {
            continue;
        }
        let span =
            heading.inlines.iter().map(|inline| inline.span).reduce(Span::join).unwrap_or(heading.span);
        found.push(
            LINT.at(span, message!("this section of the kind {name} is empty", "種別 {name} の節が空です"))
                .with_hint(message!(
                    "write its text below the heading, or remove it",
                    "見出しの下に本文を書くか、見出しを削除してください"
                )),
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
