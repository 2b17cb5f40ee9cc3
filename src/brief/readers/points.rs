//! Who may read the points of a list and the columns of a slide: what one of them ends in may be for the next.

use crate::brief::readers::announced::kept_at_end;
use crate::brief::readers::around::Around;
use crate::brief::readers::ending::goes_on_below;
use crate::brief::readers::flow::alone_in;
use crate::brief::readers::marks::{first_mark, first_paragraph};
use crate::brief::readers::region::{Edge, edges_within};
use crate::brief::readers::resolve::{Resolver, is_held_open, is_strong};
use crate::brief::readers::unfinished::{last_said, unfinished};
use crate::brief::{Block, Item, Paragraph, kind_named};

impl Resolver<'_> {
    /// A point that is nothing but a mark, or the name of a kind with a colon, is for the points below it.
    pub(super) fn items(&mut self, items: &mut [Item], around: Around) {
        let mut below = around;
        let mut around = around;
        let outer = around;
        for item in items {
            self.item(item, below);
            if let Some(next) = self.behind_edges(&item.blocks, outer) {
                (around, below) = (next, next);
            }
            below = match item.blocks.as_slice() {
                [first] => self.left_for_next(first, around),
                blocks => {
                    let left = last_said(blocks).and_then(unfinished);
                    left.map(|(_, readers)| around.marked(Some(readers)))
                }
            }
            .unwrap_or(below);
        }
    }

    /// What a column ends in that holds no more than a name, a mark or a question is for the column beside it.
    pub(super) fn columns(&mut self, columns: &mut [Vec<Block>], around: Around) {
        let mut next = around;
        let mut around = around;
        let outer = around;
        for column in columns {
            self.blocks(column, next);
            around = self.behind_edges(column, outer).unwrap_or(around);
            let left = last_said(column).and_then(|last| match last {
                Block::Heading(heading) => {
                    let is_kept = heading.scope.readers.are_ours();
                    is_kept.then(|| around.below(Some(heading.scope.readers)))
                }
                last => self.left_for_next(last, around),
            });
            next = left.unwrap_or(around);
        }
    }

    /// What stands around the points or columns behind some blocks, where a line in them says that what stays begins or
    /// ends.
    fn behind_edges(&self, blocks: &[Block], outer: Around) -> Option<Around> {
        let mut edges = Vec::new();
        blocks.iter().for_each(|block| edges_within(block, &mut edges));
        match edges.last()? {
            Edge::Begins => Some(outer.named(kind_named("background-internal")?, self.front.share)),
            Edge::Next(kind) => Some(outer.named(kind, self.front.share)),
            Edge::Ends => Some(outer),
        }
    }

    /// What stands around the next of some points or columns where one ends in a block that holds less than it says: the
    /// name of a kind alone, a mark alone, or what is unfinished.
    fn left_for_next(&self, last: &Block, around: Around) -> Option<Around> {
        match last {
            Block::Kinded(kinded) if is_held_open(kinded) || unfinished(last).is_some() => {
                Some(around.within(&kinded.kind))
            }
            Block::Paragraph(Paragraph { label: Some(label), inlines, .. })
                if label.is_alone
                    && (goes_on_below(inlines) || is_strong(inlines) || label.kind.wants_answer()) =>
            {
                Some(around.named(label.kind, self.front.share))
            }
            last => {
                let mark = alone_in(last, self.front).map(|above| around.marked(Some(above)));
                mark.or_else(|| unfinished(last).map(|(_, readers)| around.marked(Some(readers))))
            }
        }
    }

    /// A mark or name that a point begins with covers all that is set in below it.
    fn item(&mut self, item: &mut Item, around: Around) {
        let mut around = around.below(first_mark(&item.blocks, self.front));
        // A mark behind a point that is kept as a whole is for the list set in below it.
        if let [Block::Paragraph(first), Block::List(_), ..] = item.blocks.as_slice()
            && first.inlines.len() == 1
        {
            around = around.below(kept_at_end(&first.inlines));
        }
        if let Some(label) = first_paragraph(&item.blocks).and_then(|first| first.label) {
            around = around.named(label.kind, self.front.share);
        }
        item.scope = around.container();
        self.blocks(&mut item.blocks, around);
    }
}
