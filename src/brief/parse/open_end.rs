//! Lists and quotations that end in the beginning of something private, whose text stands right below them, less far
//! in: what a key too many, or an editor that sets lines further in, makes of a block.

use crate::brief::parse::builder::Builder;
use crate::brief::parse::group::is_right_below;
use crate::brief::parse::label::indent_before;
use crate::brief::{Block, Form};
use crate::text::{Diagnostic, Edit, Severity, Span, message};

/// What a container ends in that holds nothing yet.
#[derive(Clone, Copy)]
struct OpenEnd {
    /// Where it begins.
    start: usize,
    /// Whether it is a callout, whose lines begin with `>`.
    is_callout: bool,
}

impl Builder<'_> {
    /// Gives a block to what the container above it ends in, if that holds nothing and the block stands right below;
    /// else gives it back.
    pub(super) fn left_of_open_end(&mut self, above: Option<&mut Block>, block: Block) -> Option<Block> {
        let span = block.span();
        let Some(above) = above.filter(|above| is_right_below(self.text, above.span(), span)) else {
            return Some(block);
        };
        let may_belong = !matches!(block, Block::Heading(_) | Block::Break(_) | Block::Kinded(_));
        let is_listed = matches!(block, Block::List(_) | Block::Table(_) | Block::Code(_));
        let Some(end) = open_end(above, is_listed).filter(|_| may_belong) else { return Some(block) };
        self.diagnostics.push(less_far_in(self.text, end, &block));
        let blocks = match block {
            Block::Quote(quote) if end.is_callout => quote.blocks,
            block => vec![block],
        };
        give(above, blocks, span);
        None
    }
}

/// What a container ends in, if only our own side reads that and it holds nothing; a callout may hold something already
/// where a list, a table or code comes next.
fn open_end(container: &Block, is_listed: bool) -> Option<OpenEnd> {
    let blocks = container.end_blocks();
    let last = blocks.last()?;
    let end = |is_callout| OpenEnd { start: last.span().start, is_callout };
    match last {
        Block::Kinded(kinded) if kinded.form == Form::Callout && (is_listed || kinded.blocks.is_empty()) => {
            kinded.kind.readers().are_ours().then(|| end(true))
        }
        Block::Heading(heading) => heading.kind.filter(|kind| kind.readers.are_ours()).map(|_| end(false)),
        // An item that is nothing but a name holds what follows the list.
        Block::Paragraph(paragraph) if blocks.len() > 1 => {
            let label = paragraph.label.filter(|label| label.is_alone && label.kind.readers.are_ours());
            label.map(|_| end(false))
        }
        inner => open_end(inner, is_listed),
    }
}

/// Puts blocks behind what a container ends in.
fn give(container: &mut Block, given: Vec<Block>, span: Span) {
    let blocks = match container {
        Block::List(list) => {
            list.span = list.span.join(span);
            let Some(item) = list.items.last_mut() else { return };
            item.span = item.span.join(span);
            &mut item.blocks
        }
        Block::Quote(quote) => {
            quote.span = quote.span.join(span);
            &mut quote.blocks
        }
        Block::Callout(callout) => {
            callout.span = callout.span.join(span);
            &mut callout.blocks
        }
        Block::Kinded(kinded) => {
            kinded.span = kinded.span.join(span);
            &mut kinded.blocks
        }
        _ => return,
    };
    match blocks.last_mut() {
        Some(last @ (Block::List(_) | Block::Quote(_) | Block::Callout(_) | Block::Kinded(_))) => {
            give(last, given, span);
        }
        _ => blocks.extend(given),
    }
}

fn less_far_in(text: &str, end: OpenEnd, block: &Block) -> Diagnostic {
    let span = block.span();
    let message = message!(
        "this follows the start of a private block with less indentation, so it is read as part of it",
        "外部に出ないブロックの開始行の直下に、より浅い字下げで続いているため、そのブロックの一部として読み取っています"
    );
    let mut marks = indent_before(text, end.start).unwrap_or_default();
    let is_quoted = matches!(block, Block::Quote(_));
    if end.is_callout && !is_quoted {
        marks.push_str("> ");
    }
    let first = text[..span.start].rfind('\n').map_or(0, |at| at + 1);
    let source = text[first..span.end].trim_end();
    let starts = std::iter::once(first).chain(source.match_indices('\n').map(|(at, _)| first + at + 1));
    let edits = starts.map(|at| Edit::insert(at, marks.clone())).collect();
    Diagnostic::new(Severity::Warning, "lost-quote", span, message)
        .with_hint(message!(
            "set each line as far in as the block if it belongs to it; put a blank line above it if not",
            "ブロックの一部であれば各行を同じ深さに字下げし、そうでなければ上に空行を置いてください"
        ))
        .with_fix(message!("Make it part of the block", "ブロックに含める"), edits)
        .with_fix(message!("Part it from the block", "ブロックから切り離す"), vec![Edit::insert(first, "\n")])
}

#[cfg(test)]
mod tests {
    use crate::brief::{Block, parse};
    use crate::text::apply_edits;

    #[test]
    fn what_lost_its_depth_is_kept_and_its_fix_sets_it_right() {
        for text in [
            "- a\n\n  > [!NOTES]\n> b\n",
            "- a\n\n  > [!RED-LINE] c\n> b\n",
            "- a\n  - c\n\n    > [!RED-LINE]\n> b\n",
            "- a\n\n  ### Red line\nb\n",
            "> ### Red line\nb\n",
        ] {
            let is_kept = |text: &str| {
                let (brief, found) = parse(text);
                assert_eq!(brief.blocks.len(), 1, "{text:?}: {brief:#?}");
                let mut last = &brief.blocks[0];
                while let Some(inner) = last.end_blocks().last() {
                    last = inner;
                }
                let readers = match last {
                    Block::Kinded(kinded) => kinded.scope.readers,
                    Block::Paragraph(paragraph) => paragraph.scope.readers,
                    block => panic!("{block:?}"),
                };
                assert!(readers.are_ours(), "{text:?}");
                found
            };
            let found = is_kept(text);
            let fix = found.iter().find(|found| found.code == "lost-quote").expect("it is said");
            let fixed = apply_edits(text, &fix.fixes[0].edits).expect("it applies");
            assert!(is_kept(&fixed).iter().all(|found| found.code != "lost-quote"), "{fixed:?}");
            let parted = apply_edits(text, &fix.fixes[1].edits).expect("it applies");
            assert_eq!(parse(&parted).0.blocks.len(), 2, "{parted:?}");
        }
    }
}
