//! Text that is kept with a private block above it, or by a line that sets it off.

use crate::brief::{
    Block, Brief, Edge, Inline, InlineContent, KindRef, Kinded, Part, Share, Unfinished, closes,
    closing_blocks, edge, kept_by_captions, portion_of, refers_to_kept, says_nothing, unfinished,
};
use crate::check::{Lint, Subject};
use crate::text::{Diagnostic, Message, Severity, Span, message};

/// Finds blocks of a private kind whose end announces more than they hold, above text that is kept with them, and lines
/// that say of the text around them that it stays: `[BEGIN INTERNAL]`.
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
    // Where only marked text is shared, nothing is kept for what stands above it.
    if subject.brief.front.share == Share::Marked {
        return;
    }
    siblings(subject.brief, &subject.brief.blocks, false, found);
}

/// Looks through blocks that stand below each other, and through what they hold. Where their author said that they are
/// ordinary text, their last words keep nothing.
fn siblings(brief: &Brief, blocks: &[Block], is_text: bool, found: &mut Vec<Diagnostic>) {
    if !is_text {
        let closing = closing_blocks(blocks, &brief.front).into_iter().map(|idx| &blocks[idx]);
        found.extend(closing.filter_map(kept_above));
    }
    let captions = kept_by_captions(blocks);
    found.extend(captions.iter().filter_map(|(both, _)| kept_for_caption(&blocks[both.clone()])));
    for (idx, block) in blocks.iter().enumerate() {
        found.extend(kept_below(block, &blocks[idx + 1..], false));
        found.extend(kept_between(block));
        found.extend(kept_by_last_words(brief, block, is_text));
        if let Block::List(list) = block {
            for pair in list.items.windows(2) {
                if let [first] = pair[0].blocks.as_slice()
                    && !list.scope.readers.are_ours()
                {
                    found.extend(kept_below(first, &pair[1].blocks, true));
                }
            }
        }
        let is_text = matches!(block, Block::Kinded(kinded) if kinded.kind == KindRef::Ordinary);
        block.each_part(&mut |part| {
            if let Part::Blocks(blocks) = part {
                siblings(brief, blocks, is_text, found);
            }
        });
    }
}

/// What is said of a block that leaves something unfinished, where the next text below it is kept for it and for no
/// reason of its own.
fn kept_below(block: &Block, below: &[Block], is_point: bool) -> Option<Diagnostic> {
    let kinded = kinded_at_end(block)?;
    let next = below.iter().find(|block| !says_nothing(block))?;
    // A list that goes on counting, or a sentence that goes on, is kept below a block that announces nothing.
    let left = unfinished(block).map(|(left, _)| left);
    let goes_on = matches!(next, Block::List(_) | Block::Paragraph(_)).then_some(Unfinished::Words);
    let left = left.or(goes_on)?;
    let is_own = matches!(next, Block::Kinded(_) | Block::Heading(_) | Block::Break(_));
    let is_labelled = matches!(
        next,
        Block::Paragraph(below) if below.label.is_some() || portion_of(&below.inlines).is_some()
    );
    // Below a block a kind of the text is that of its section; a point has that of the point above it.
    let scope = next.scope();
    let is_kept = scope.readers.are_ours() && (!scope.in_kind || is_point);
    (is_kept && !is_own && !is_labelled).then(|| finding(kinded, left))
}

/// What is said of a caption or notice that keeps what it stands beside, given with that.
fn kept_for_caption(both: &[Block]) -> Option<Diagnostic> {
    let caption = [both.first()?, both.last()?].into_iter().find(|block| {
        // A picture is a paragraph too.
        matches!(block, Block::Paragraph(paragraph)
            if !matches!(paragraph.inlines.as_slice(), [Inline { content: InlineContent::Image { .. }, .. }]))
    })?;
    let message = message!(
        "these words say that what they stand beside stays, so it is kept with them",
        "この文言により、上下の表や図は外部に出ません"
    );
    Some(LINT.at(caption.span(), message).with_hint(message!(
        "write ::: background-internal before what stays and ::: behind it, or say it in other words",
        "外部に出さないものの前に ::: background-internal、後に ::: と書くか、別の文言にしてください"
    )))
}

/// What is said of a line that sets off others.
fn kept_between(block: &Block) -> Option<Diagnostic> {
    let Block::Paragraph(paragraph) = block else { return None };
    Some(of_edge(edge(paragraph)?, paragraph.span))
}

/// What is said of the last block of a section or container that keeps those above it, and says so by no words of its own.
fn kept_above(block: &Block) -> Option<Diagnostic> {
    let is_said = matches!(block, Block::Paragraph(paragraph) if edge(paragraph).is_some());
    (!is_said && !block.scope().in_kind).then(|| of_edge(Edge::Ends, block.span()))
}

/// What is said of a paragraph that its own last words keep, or a footnote.
fn kept_by_last_words(brief: &Brief, block: &Block, is_text: bool) -> Option<Diagnostic> {
    let Block::Paragraph(paragraph) = block else { return None };
    let is_said =
        paragraph.label.is_some() || portion_of(&paragraph.inlines).is_some() || paragraph.scope.in_kind;
    let message = if is_said {
        return None;
    } else if !is_text && closes(&paragraph.inlines) {
        message!(
            "the last words of this paragraph say that it stays, so it is kept with them",
            "末尾の文言により、この段落は外部に出ません"
        )
    } else if refers_to_kept(&paragraph.inlines, &brief.kept_notes) {
        message!(
            "a note to this paragraph says that it stays, so it is kept",
            "注の文言により、この段落は外部に出ません"
        )
    } else {
        return None;
    };
    Some(LINT.at(paragraph.span, message).with_hint(hint_of_region()))
}

/// What is said of a line by what it says of the text around it.
fn of_edge(edge: Edge, span: Span) -> Diagnostic {
    let message = match edge {
        Edge::Begins => message!(
            "this line keeps all that follows, past headings, up to a line that says that it ends",
            "この行より後は、終わりを示す行まで、見出しを越えてすべて外部に出ません"
        ),
        Edge::Next(_) => message!(
            "this line keeps what follows in its section",
            "この行より後は、同じ節のうちすべて外部に出ません"
        ),
        Edge::Ends => message!(
            "this line keeps what stands above it in its section",
            "この行と、同じ節のこれより上の文章は外部に出ません"
        ),
    };
    LINT.at(span, message).with_hint(hint_of_region())
}

/// How what is kept by other words is written.
fn hint_of_region() -> Message {
    message!(
        "write ::: background-internal before the text that stays and ::: behind it",
        "外部に出さない文章の前に ::: background-internal、後に ::: と書いてください"
    )
}

/// The block of a kind that some block is, or ends in.
fn kinded_at_end(block: &Block) -> Option<&Kinded> {
    match block {
        Block::Kinded(kinded) => Some(kinded),
        block => kinded_at_end(block.end_blocks().last()?),
    }
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
