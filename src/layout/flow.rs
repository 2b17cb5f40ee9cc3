//! Running text over its pages: where a new one begins, and which lie on their side.

use crate::brief::PageTurn;
use crate::layout::block::write_blocks;
use crate::layout::chart::Room;
use crate::layout::source::Writer;
use crate::layout::style::Style;
use crate::release::{Block, BlockContent};

/// How much wider the text of a page is that lies on its side, and how high a chart may be on it, in points.
const LANDSCAPE: (f64, f64) = (672.0, 300.0);
/// How many columns of a table stand side by side there before the type gets smaller.
const LANDSCAPE_COLUMNS: u16 = 12;

/// Blocks that begin on a page together.
struct Part<'b> {
    turn: PageTurn,
    blocks: &'b [Block],
}

/// Writes the text of a document, which goes on to a new page at each mark for one and where a heading asks for it.
pub(super) fn write_flow(writer: &mut Writer, blocks: &[Block], style: Style) {
    // On cards no page lies on its side.
    let may_turn = style.whole_width.is_none();
    for (idx, part) in parts(blocks).iter().enumerate() {
        if part.turn == PageTurn::Landscape && may_turn {
            let (width, height) = LANDSCAPE;
            let chart = Room { width, height, ..style.chart };
            writer.code("#page(flipped: true)[\n");
            write_blocks(writer, part.blocks, Style { n_columns: LANDSCAPE_COLUMNS, chart, ..style });
            writer.code("]\n");
        } else {
            writer.code(if idx > 0 { "#pagebreak(weak: true)\n" } else { "" });
            write_blocks(writer, part.blocks, style);
        }
    }
}

fn parts(blocks: &[Block]) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let mut part = (PageTurn::None, 0);
    // The level of the heading whose section lies on its side.
    let mut turned: Option<u8> = None;
    let mut close = |(turn, start): (PageTurn, usize), end: usize| {
        if start < end {
            parts.push(Part { turn, blocks: &blocks[start..end] });
        }
    };
    for (idx, block) in blocks.iter().enumerate() {
        match &block.content {
            BlockContent::Page => {
                close(part, idx);
                let turn = if turned.is_some() { PageTurn::Landscape } else { PageTurn::NewPage };
                part = (turn, idx + 1);
            }
            BlockContent::Heading { level, turn, .. } => {
                let ends = turned.is_some_and(|turned| *level <= turned);
                if ends || *turn != PageTurn::None {
                    close(part, idx);
                    turned = (*turn == PageTurn::Landscape).then_some(*level).or(turned.filter(|_| !ends));
                    let lies = turned.is_some();
                    part = (if lies { PageTurn::Landscape } else { PageTurn::NewPage }, idx);
                }
            }
            _ => {}
        }
    }
    close(part, blocks.len());
    parts
}
