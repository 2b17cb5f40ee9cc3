//! What captions, notices and lines that end what stays say of the blocks beside them.

use std::ops::Range;

use crate::brief::readers::caption::kept_by_captions;
use crate::brief::readers::region::{closed_regions, edge};
use crate::brief::{Block, FrontMatter, Readers};

/// What is said of each of some blocks by others of them.
pub(super) struct Beside {
    kept: Vec<(Range<usize>, Readers)>,
}

impl Beside {
    /// Looks through blocks that stand below each other.
    pub fn of(blocks: &[Block], front: &FrontMatter) -> Self {
        let mut kept = kept_by_captions(blocks);
        kept.extend(closed_regions(blocks, front).into_iter().map(|region| (region, Readers::OURS)));
        Self { kept }
    }

    /// What is left of the readers of the block at a place among them.
    pub fn readers(&self, blocks: &[Block], idx: usize) -> Option<Readers> {
        let said = self.kept.iter().filter(|(range, _)| range.contains(&idx)).map(|(_, readers)| *readers);
        let is_edge = matches!(&blocks[idx], Block::Paragraph(paragraph) if edge(paragraph).is_some());
        said.chain(is_edge.then_some(Readers::OURS)).reduce(Readers::intersect)
    }
}
