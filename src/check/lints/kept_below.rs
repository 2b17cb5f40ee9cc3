//! Text below a private block that is kept with it.

use crate::brief::{Block, Kinded, Part, Unfinished, unfinished};
use crate::check::{Lint, Subject};
use crate::text::{Diagnostic, Severity, message};

/// Finds blocks of a private kind whose end announces more than they hold, above text that is kept with them.
///
/// A blank line or a missing `>` ends a callout early, and what it was to hold would leave the room.
///
/// Example: `> [!RED-LINE] We refuse:` above a list without `>`.
pub const LINT: Lint = Lint {
    name: "kept-below",
    summary: "text below a private block that is kept with it",
    severity: Severity::Warning,
    run,
};

fn run(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    siblings(&subject.brief.blocks, found);
}

/// Looks through blocks that stand below each other, and through what they hold.
fn siblings(blocks: &[Block], found: &mut Vec<Diagnostic>) {
    for (idx, block) in blocks.iter().enumerate() {
        if let Some(kinded) = kinded_at_end(block)
            && let Some((unfinished, _)) = unfinished(block)
            && has_text_next(&blocks[idx + 1..])
        {
            found.push(finding(kinded, unfinished));
        }
        if let Block::List(list) = block {
            for pair in list.items.windows(2) {
                if let [Block::Kinded(kinded)] = pair[0].blocks.as_slice()
                    && let Some((unfinished, _)) = unfinished(&pair[0].blocks[0])
                {
                    found.push(finding(kinded, unfinished));
                }
            }
        }
        block.each_part(&mut |part| {
            if let Part::Blocks(blocks) = part {
                siblings(blocks, found);
            }
        });
    }
}

/// The block of a kind that some block is, or ends in.
fn kinded_at_end(block: &Block) -> Option<&Kinded> {
    match block {
        Block::Kinded(kinded) => Some(kinded),
        block => kinded_at_end(block.end_blocks().last()?),
    }
}

/// Whether the next block that says something of its own is text without a kind.
fn has_text_next(blocks: &[Block]) -> bool {
    let next = blocks.iter().find(|block| {
        !matches!(
            block,
            Block::Comment(_)
                | Block::Definition(_)
                | Block::Footnote(_)
                | Block::Pause(_)
                | Block::Page(_)
                | Block::Html(_)
        )
    });
    next.is_some_and(|next| {
        !matches!(next, Block::Heading(_) | Block::Break(_) | Block::Rule(_) | Block::Kinded(_))
    })
}

fn finding(kinded: &Kinded, unfinished: Unfinished) -> Diagnostic {
    let message = match unfinished {
        Unfinished::Question => message!(
            "the answer to this question does not stand in its block, so the text below is kept with it",
            "この問いの答えがブロックの中にないため、下の文章も同じ扱いになります"
        ),
        Unfinished::Words => message!(
            "this block ends in words that announce more, so the text below is kept with it",
            "このブロックの末尾が続きを示しているため、下の文章も同じ扱いになります"
        ),
    };
    LINT.at(kinded.marker_span, message).with_hint(message!(
        "write > before the lines that belong to it, or end its last sentence",
        "属する行の頭に > を付けるか、末尾の文を言い切ってください"
    ))
}
