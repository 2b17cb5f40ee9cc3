//! Review marks that go on over more than one block.

use crate::brief::Block;
use crate::brief::parse::builder::Builder;
use crate::brief::parse::notes::notes_of;
use crate::brief::readers::kind::kind_named;
use crate::brief::readers::review::{closing, left_open};
use crate::text::{Diagnostic, Severity, Span, message};

impl Builder<'_> {
    /// Keeps the blocks over which a review mark goes on. What is in it, and whether it is struck, is for nobody to
    /// guess, and no setting can settle it.
    pub(super) fn parted_reviews(&mut self, blocks: Vec<Block>) -> Vec<Block> {
        if !blocks.iter().any(|block| left_open_sign(self.text, block).is_some()) {
            return blocks;
        }
        let mut out = Vec::with_capacity(blocks.len());
        let mut rest = blocks.into_iter();
        while let Some(block) = rest.next() {
            let ends = |sign: char| {
                let mut behind = rest.as_slice().iter();
                behind.position(|next| closing(next.span().slice(self.text), sign).is_some())
            };
            let Some(n_behind) = left_open_sign(self.text, &block).and_then(ends) else {
                out.push(block);
                continue;
            };
            let marker = Span::at(block.span().start);
            let mut held = vec![block];
            held.extend(rest.by_ref().take(n_behind + 1));
            let kept = notes_of(kind_named("notes"), held, marker, false);
            self.diagnostics.push(split_review(kept.span()));
            out.push(kept);
        }
        out
    }
}

fn left_open_sign(text: &str, block: &Block) -> Option<char> {
    left_open(words_of(text, block)?)
}

/// The source of a block of running text.
fn words_of<'t>(text: &'t str, block: &Block) -> Option<&'t str> {
    let has_words = matches!(
        block,
        Block::Paragraph(_) | Block::Heading(_) | Block::List(_) | Block::Quote(_) | Block::Table(_)
    );
    has_words.then(|| block.span().slice(text))
}

fn split_review(span: Span) -> Diagnostic {
    let message = message!(
        "a review mark goes on over more than one paragraph, so all that it touches is private",
        "校閲記号が複数の段落にまたがっているため、該当する段落はすべて外部に出ません"
    );
    Diagnostic::new(Severity::Warning, "split-review", span, message).with_hint(message!(
        "mark each paragraph by itself: {{++in++}}, {{--out--}}",
        "段落ごとに {{++追加++}}、{{--削除--}} と書いてください"
    ))
}
