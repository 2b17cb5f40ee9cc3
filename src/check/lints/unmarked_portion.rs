//! Portions without a mark where every one must have one.

use std::collections::HashSet;

use crate::brief::{Block, InlineContent};
use crate::check::lints::near_marking::near_mark;
use crate::check::{Lint, Run, RunOwner, Subject};
use crate::text::{Diagnostic, Message, Severity, message};

/// Finds titles, headings, paragraphs and bullets without a portion mark, in schemes that mark every portion.
///
/// A section is told of once, at the first of them.
///
/// Whoever quotes one paragraph of the paper must know how to handle it. The program never chooses a level, so
/// there is no fix.
///
/// Example: `- A date for the first round.` in a brief marked in the scheme `us`.
pub const LINT: Lint =
    Lint { name: "unmarked-portion", summary: "a portion without a mark", severity: Severity::Warning, run };

fn run(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let scheme = subject.scheme();
    if !scheme.marks_portions {
        return;
    }
    let level = scheme.levels.first().and_then(|level| level.portions.first());
    let level = level.map_or("", String::as_str);
    let hint = message!(
        "begin it with its level in brackets, such as ({level})",
        "({level}) のように、括弧に入れた取扱表示で始めてください"
    );
    if subject.brief.front.title.is_some() && subject.title_mark().is_none() {
        found.push(
            LINT.at(
                subject.value_span("title"),
                message!("the title has no portion mark", "題名に取扱表示がありません"),
            )
            .with_hint(hint.clone()),
        );
    }
    let covered = covered_paragraphs(subject);
    let is_unmarked = |run: &&Run<'_>| {
        let is_portion = match run.owner {
            RunOwner::Heading | RunOwner::Title => true,
            RunOwner::Paragraph => !covered.contains(&run.span.start),
            RunOwner::Cell => false,
        };
        is_portion && run.portion().is_none() && holds_words(run) && near_mark(run, scheme).is_none()
    };
    for section in subject.runs.chunk_by(|_, next| next.owner != RunOwner::Heading) {
        let mut unmarked = section.iter().filter(is_unmarked);
        let Some(first) = unmarked.next() else { continue };
        let message = unmarked_words(first, unmarked.count());
        found.push(LINT.at(first.first_word(subject.text), message).with_hint(hint.clone()));
    }
}

/// What is said of the first portion of a section that has no mark, and of those after it.
fn unmarked_words(first: &Run<'_>, n_more: usize) -> Message {
    let what = match first.owner {
        RunOwner::Heading => message!("this heading", "この見出し"),
        RunOwner::Title => message!("the title of this block", "このブロックの題名"),
        RunOwner::Paragraph | RunOwner::Cell => message!("this portion", "この部分"),
    };
    match n_more {
        0 => message!("{what} has no portion mark", "{what}に取扱表示がありません", what),
        n_more => message!(
            "{what} and {n_more} more in this section have no portion mark",
            "{what}のほか、この節の {n_more} か所に取扱表示がありません",
            what
        ),
    }
}

/// Where paragraphs begin that the mark on their bullet or footnote covers.
fn covered_paragraphs(subject: &Subject<'_>) -> HashSet<usize> {
    let mut covered = HashSet::new();
    for (block, _) in subject.blocks() {
        if let Block::List(list) = block {
            for item in &list.items {
                covered.extend(item.blocks.iter().skip(1).filter_map(paragraph_start));
            }
        } else if let Block::Footnote(footnote) = block {
            covered.extend(footnote.blocks.iter().skip(1).filter_map(paragraph_start));
        }
    }
    covered
}

fn paragraph_start(block: &Block) -> Option<usize> {
    if let Block::Paragraph(paragraph) = block { Some(paragraph.span.start) } else { None }
}

/// Whether a run holds more than pictures and comments.
fn holds_words(run: &Run<'_>) -> bool {
    run.inlines.iter().any(|inline| {
        !matches!(
            inline.content,
            InlineContent::Image { .. }
                | InlineContent::Comment(_)
                | InlineContent::SoftBreak
                | InlineContent::HardBreak
        )
    })
}
