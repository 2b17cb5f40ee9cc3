//! The numbers of notes in a text, changed or taken off.

use crate::release::{Block, InlineContent, each_run};

/// Blocks whose references have the numbers that `number` gives them; those without one are taken off.
pub(super) fn renumbered(blocks: &[Block], number: &dyn Fn(usize) -> Option<usize>) -> Vec<Block> {
    let mut blocks = blocks.to_vec();
    each_run(&mut blocks, &mut |run| {
        run.retain_mut(|inline| match &mut inline.content {
            InlineContent::Ref(reference) => match number(*reference) {
                Some(number) => {
                    *reference = number;
                    true
                }
                None => false,
            },
            _ => true,
        });
    });
    blocks
}
