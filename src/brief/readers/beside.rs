//! What captions, notices and lines that end what stays say of the blocks beside them.

use std::ops::Range;

use crate::brief::readers::announced::is_right_below;
use crate::brief::readers::caption::kept_by_captions;
use crate::brief::readers::closing::closing_blocks;
use crate::brief::readers::notice::is_handling_line;
use crate::brief::readers::region::{Edge, closed_regions, edge};
use crate::brief::{Block, FrontMatter, Readers};

/// What is said of each of some blocks by others of them.
pub(super) struct Beside {
    /// What is left of the readers of each.
    readers: Vec<Option<Readers>>,
    /// What each says of where what stays begins or ends.
    edges: Vec<Option<Edge>>,
}

impl Beside {
    /// Looks through blocks that stand below each other.
    pub fn of(text: &str, blocks: &[Block], front: &FrontMatter) -> Self {
        let edge_of = |block: &Block| match block {
            Block::Paragraph(paragraph) => edge(paragraph),
            _ => None,
        };
        let mut edges: Vec<Option<Edge>> = blocks.iter().map(edge_of).collect();
        for idx in closing_blocks(blocks, front) {
            edges[idx] = edges[idx].or(Some(Edge::Ends));
        }
        let mut readers = vec![None; blocks.len()];
        let mut keep = |range: Range<usize>, left: Readers| {
            for own in &mut readers[range] {
                *own = Some(own.map_or(left, |own: Readers| own.intersect(left)));
            }
        };
        kept_by_captions(blocks).into_iter().for_each(|(range, left)| keep(range, left));
        closed_regions(blocks, &edges, front).into_iter().for_each(|region| keep(region, Readers::OURS));
        let lines = (0..blocks.len()).filter(|&idx| edges[idx].is_some());
        lines.for_each(|idx| keep(idx..idx + 1, Readers::OURS));
        below_comments(text, blocks).for_each(|idx| keep(idx..idx + 1, Readers::OURS));
        Self { readers, edges }
    }

    /// What is left of the readers of the block at a place among them.
    pub fn readers(&self, idx: usize) -> Option<Readers> {
        self.readers[idx]
    }

    /// What the block at a place among them says of where what stays begins or ends.
    pub fn edge(&self, idx: usize) -> Option<Edge> {
        self.edges[idx]
    }
}

/// The places of the paragraphs right below which a comment says how to handle them.
fn below_comments<'b>(text: &'b str, blocks: &'b [Block]) -> impl Iterator<Item = usize> + 'b {
    blocks.windows(2).enumerate().filter_map(|(idx, both)| match both {
        [Block::Paragraph(paragraph), comment @ Block::Comment(raw)] => {
            let is_below = is_right_below(text, paragraph.span.end, comment);
            (is_below && is_handling_line(raw.text.trim())).then_some(idx)
        }
        _ => None,
    })
}
