//! What captions, notices and lines that end what stays say of the blocks beside them.

use std::ops::Range;

use crate::brief::readers::caption::kept_by_captions;
use crate::brief::readers::closing::closing_blocks;
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
    /// Looks through blocks that stand below each other. Where their author said that they are ordinary text, words on
    /// handling say nothing of others.
    pub fn of(blocks: &[Block], front: &FrontMatter, is_text: bool) -> Self {
        let edge_of = |block: &Block| match block {
            Block::Paragraph(paragraph) => edge(paragraph),
            _ => None,
        };
        let mut edges: Vec<Option<Edge>> = blocks.iter().map(edge_of).collect();
        let closing = if is_text { Vec::new() } else { closing_blocks(blocks, front) };
        for idx in closing {
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
