//! Where two texts differ: as one edit, by pieces of any kind, by words.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation as _;

use crate::session::blocks::blocks;
use crate::text::{Edit, Span};

/// How many pieces may be missing and new before two texts are held to differ as a whole: the search takes the square
/// of this in time and room.
const MAX_STEPS: usize = 1_000;

/// The one edit that makes one text of another, as short as it can be without looking inside.
pub(super) fn difference(from: &str, to: &str) -> Edit {
    let n_same = from.bytes().zip(to.bytes()).take_while(|(from, to)| from == to).count();
    let start = from.floor_char_boundary(n_same).min(to.floor_char_boundary(n_same));
    let (from_rest, to_rest) = (&from.as_bytes()[start..], &to.as_bytes()[start..]);
    let n_tail = from_rest.iter().rev().zip(to_rest.iter().rev()).take_while(|(from, to)| from == to).count();
    let tail = |text: &str| text.len() - text.ceil_char_boundary(text.len() - n_tail);
    let n_tail = tail(from).min(tail(to));
    let span = Span::new(start, from.len() - n_tail);
    Edit::replace(span, &to[start..to.len() - n_tail])
}

/// A run of pieces that differ: which of the first text, and which of the second stand for them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Hunk {
    pub(super) from: Range<usize>,
    pub(super) to: Range<usize>,
}

/// The runs of pieces that differ, in order; between them all is the same. As few pieces as possible differ (Myers),
/// unless they are very many.
pub(super) fn hunks<T: PartialEq>(from: &[T], to: &[T]) -> Vec<Hunk> {
    let n_head = from.iter().zip(to).take_while(|(from, to)| from == to).count();
    let (from, to) = (&from[n_head..], &to[n_head..]);
    let n_tail = from.iter().rev().zip(to.iter().rev()).take_while(|(from, to)| from == to).count();
    let (from, to) = (&from[..from.len() - n_tail], &to[..to.len() - n_tail]);
    if from.is_empty() && to.is_empty() {
        return Vec::new();
    }
    let mut found: Vec<Hunk> = Vec::new();
    for (from_idx, to_idx) in same_pairs(from, to).into_iter().chain([(from.len(), to.len())]) {
        let (from_start, to_start) = found.last().map_or((0, 0), |hunk| (hunk.from.end, hunk.to.end));
        found.push(Hunk { from: from_start..from_idx, to: to_start..to_idx });
        // The pair that is the same stands between this run and the next.
        found.push(Hunk { from: from_idx + 1..from_idx + 1, to: to_idx + 1..to_idx + 1 });
    }
    found.retain(|hunk| !hunk.from.is_empty() || !hunk.to.is_empty());
    for hunk in &mut found {
        hunk.from = hunk.from.start + n_head..hunk.from.end + n_head;
        hunk.to = hunk.to.start + n_head..hunk.to.end + n_head;
    }
    found
}

/// The pairs of pieces that are the same, in order; none where the texts differ too much to look for them.
fn same_pairs<T: PartialEq>(from: &[T], to: &[T]) -> Vec<(usize, usize)> {
    let max_steps = (from.len() + to.len()).min(MAX_STEPS);
    let middle = max_steps + 1;
    // How far one comes on each diagonal with a number of steps; the state before each step is kept for the way back.
    let mut reach = vec![0_usize; 2 * middle + 1];
    let mut before_step = Vec::new();
    for n_steps in 0..=max_steps {
        before_step.push(reach[middle - n_steps..=middle + n_steps].to_vec());
        for diagonal in (middle - n_steps..=middle + n_steps).step_by(2) {
            let is_down = diagonal == middle - n_steps
                || (diagonal != middle + n_steps && reach[diagonal - 1] < reach[diagonal + 1]);
            let mut from_idx = if is_down { reach[diagonal + 1] } else { reach[diagonal - 1] + 1 };
            let mut to_idx = (from_idx + middle).wrapping_sub(diagonal);
            while from_idx < from.len() && to_idx < to.len() && from[from_idx] == to[to_idx] {
                (from_idx, to_idx) = (from_idx + 1, to_idx + 1);
            }
            reach[diagonal] = from_idx;
            if (from_idx, to_idx) == (from.len(), to.len()) {
                return way_back(&before_step, (from.len(), to.len()));
            }
        }
    }
    Vec::new()
}

fn way_back(before_step: &[Vec<usize>], end: (usize, usize)) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    let (mut from_idx, mut to_idx) = end;
    for (n_steps, reach) in before_step.iter().enumerate().rev() {
        // The diagonals of this step lie `n_steps` to both sides of the middle one.
        let diagonal = from_idx + n_steps - to_idx;
        let at = |diagonal: usize| reach.get(diagonal).copied().unwrap_or(0);
        let is_down = diagonal == 0 || (diagonal != 2 * n_steps && at(diagonal - 1) < at(diagonal + 1));
        let before = if is_down { diagonal + 1 } else { diagonal.wrapping_sub(1) };
        let (from_before, to_before) =
            if n_steps == 0 { (0, 0) } else { (at(before), at(before) + n_steps - before) };
        while from_idx > from_before && to_idx > to_before {
            (from_idx, to_idx) = (from_idx - 1, to_idx - 1);
            pairs.push((from_idx, to_idx));
        }
        (from_idx, to_idx) = (from_before, to_before);
    }
    pairs.reverse();
    pairs
}

/// A piece of two texts that are compared by words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Both have it.
    Same(String),
    /// Only the first has it.
    Removed(String),
    /// Only the second has it.
    Inserted(String),
}

/// Compares two texts by words, block by block.
pub fn compare_words(from: &str, to: &str) -> Vec<Piece> {
    let (from_blocks, to_blocks) = (blocks(from), blocks(to));
    let mut pieces = Vec::new();
    let mut n_done = 0;
    for hunk in hunks(&from_blocks, &to_blocks) {
        push(&mut pieces, Piece::Same(from_blocks[n_done..hunk.from.start].concat()));
        n_done = hunk.from.end;
        compare_block(&from_blocks[hunk.from].concat(), &to_blocks[hunk.to].concat(), &mut pieces);
    }
    push(&mut pieces, Piece::Same(from_blocks[n_done..].concat()));
    pieces
}

fn compare_block(from: &str, to: &str, pieces: &mut Vec<Piece>) {
    let from: Vec<&str> = from.split_word_bounds().collect();
    let to: Vec<&str> = to.split_word_bounds().collect();
    let mut n_done = 0;
    for hunk in hunks(&from, &to) {
        push(pieces, Piece::Same(from[n_done..hunk.from.start].concat()));
        n_done = hunk.from.end;
        push(pieces, Piece::Removed(from[hunk.from].concat()));
        push(pieces, Piece::Inserted(to[hunk.to].concat()));
    }
    push(pieces, Piece::Same(from[n_done..].concat()));
}

fn push(pieces: &mut Vec<Piece>, piece: Piece) {
    match (pieces.last_mut(), piece) {
        (_, Piece::Same(words) | Piece::Removed(words) | Piece::Inserted(words)) if words.is_empty() => {}
        (Some(Piece::Same(last)), Piece::Same(words)) => last.push_str(&words),
        (_, piece) => pieces.push(piece),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn applied(from: &[u8], to: &[u8], hunks: &[Hunk]) -> Vec<u8> {
        let (mut out, mut n_done) = (Vec::new(), 0);
        for hunk in hunks {
            out.extend(&from[n_done..hunk.from.start]);
            out.extend(&to[hunk.to.clone()]);
            n_done = hunk.from.end;
        }
        out.extend(&from[n_done..]);
        out
    }

    #[test]
    fn as_few_pieces_differ_as_can_be() {
        let found = hunks(b"abcabba", b"cbabac");
        let n_changed: usize = found.iter().map(|hunk| hunk.from.len() + hunk.to.len()).sum();
        assert_eq!(n_changed, 5, "{found:?}");
        assert_eq!(hunks(b"abc", b"abc"), []);
        assert_eq!(hunks(b"", b"ab"), [Hunk { from: 0..0, to: 0..2 }]);
    }

    #[test]
    fn words_are_told_apart() {
        let pieces =
            compare_words("They employ many people.\n\nMore.\n", "They employ few people.\n\nMore.\n");
        assert_eq!(
            pieces,
            [
                Piece::Same("They employ ".to_owned()),
                Piece::Removed("many".to_owned()),
                Piece::Inserted("few".to_owned()),
                Piece::Same(" people.\n\nMore.\n".to_owned()),
            ]
        );
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 500, rng_seed: proptest::test_runner::RngSeed::Fixed(1), failure_persistence: None, ..ProptestConfig::default() })]
        #[test]
        fn what_differs_makes_one_of_the_other(from in "[abc]{0,24}", to in "[abc]{0,24}") {
            let found = hunks(from.as_bytes(), to.as_bytes());
            prop_assert_eq!(applied(from.as_bytes(), to.as_bytes(), &found), to.as_bytes());
            prop_assert!(found.windows(2).all(|pair| pair[0].from.end < pair[1].from.start));
        }

        #[test]
        fn both_texts_are_in_the_pieces(from in "[ab \n`]{0,40}", to in "[ab \n`]{0,40}") {
            let (mut old, mut new) = (String::new(), String::new());
            for piece in compare_words(&from, &to) {
                match piece {
                    Piece::Same(words) => { old.push_str(&words); new.push_str(&words); }
                    Piece::Removed(words) => old.push_str(&words),
                    Piece::Inserted(words) => new.push_str(&words),
                }
            }
            prop_assert_eq!((old, new), (from, to));
        }
    }
}
