//! Two versions of a text brought together, block by block: what only one side changed is taken from it, and what
//! both changed is asked about.

use std::ops::Range;

use crate::session::blocks::blocks;
use crate::session::difference::{Hunk, hunks};

/// A part of two versions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// Both have it.
    Same(String),
    /// They differ.
    Differs {
        /// What the text was when both began; nothing where that is not known.
        base: Option<String>,
        /// What stands here.
        mine: String,
        /// What stands in the file.
        theirs: String,
        /// Which of them is taken; nothing while nobody has chosen.
        choice: Option<Choice>,
    },
}

/// What is taken of a part that differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// What stands here.
    Mine,
    /// What stands in the file.
    Theirs,
    /// Both, one after the other.
    Both,
}

/// Compares two versions by blocks. Where the text before both is known, what only one side has changed is chosen
/// already.
pub fn compare(base: Option<&str>, mine: &str, theirs: &str) -> Vec<Part> {
    let (mine, theirs) = (blocks(mine), blocks(theirs));
    let Some(base) = base.map(blocks) else {
        return parts_of(&mine, hunks(&mine, &theirs), &theirs);
    };
    let regions = regions(&single(hunks(&base, &mine)), &single(hunks(&base, &theirs)));
    let (mut parts, mut n_done) = (Vec::new(), 0);
    for region in regions {
        push_same(&mut parts, &base[n_done..region.base.start].concat());
        n_done = region.base.end;
        let (base, mine) = (base[region.base].concat(), mine[region.mine].concat());
        let theirs = theirs[region.theirs].concat();
        if mine == theirs {
            push_same(&mut parts, &mine);
            continue;
        }
        let choice = if mine == base {
            Some(Choice::Theirs)
        } else if theirs == base {
            Some(Choice::Mine)
        } else {
            None
        };
        parts.push(Part::Differs { base: Some(base), mine, theirs, choice });
    }
    push_same(&mut parts, &base[n_done..].concat());
    parts
}

/// The text that is chosen; nothing while something is open.
pub fn merged(parts: &[Part]) -> Option<String> {
    let mut text = String::new();
    for part in parts {
        match part {
            Part::Same(same) => text.push_str(same),
            Part::Differs { mine, theirs, choice, .. } => match (*choice)? {
                Choice::Mine => text.push_str(mine),
                Choice::Theirs => text.push_str(theirs),
                Choice::Both => {
                    text.push_str(mine);
                    push_gap(&mut text, theirs);
                    text.push_str(theirs);
                }
            },
        }
    }
    Some(text)
}

/// Ends a block, so that what follows is one of its own.
fn push_gap(text: &mut String, next: &str) {
    let end = if text.contains("\r\n") || next.contains("\r\n") { "\r\n" } else { "\n" };
    while !next.is_empty() && !text.is_empty() && !text.ends_with(&end.repeat(2)) {
        text.push_str(end);
    }
}

fn push_same(parts: &mut Vec<Part>, same: &str) {
    match parts.last_mut() {
        _ if same.is_empty() => {}
        Some(Part::Same(last)) => last.push_str(same),
        _ => parts.push(Part::Same(same.to_owned())),
    }
}

fn parts_of(mine: &[&str], differing: Vec<Hunk>, theirs: &[&str]) -> Vec<Part> {
    let (mut parts, mut n_done) = (Vec::new(), 0);
    for Hunk { from, to } in differing {
        push_same(&mut parts, &mine[n_done..from.start].concat());
        n_done = from.end;
        let (mine, theirs) = (mine[from].concat(), theirs[to].concat());
        parts.push(Part::Differs { base: None, mine, theirs, choice: None });
    }
    push_same(&mut parts, &mine[n_done..].concat());
    parts
}

/// Takes runs apart in which each block stands for one: so neighbours that two sides changed are two questions, or none.
fn single(hunks: Vec<Hunk>) -> Vec<Hunk> {
    let mut found = Vec::new();
    for hunk in hunks {
        if hunk.from.len() == hunk.to.len() {
            found.extend(
                hunk.from.zip(hunk.to).map(|(from, to)| Hunk { from: from..from + 1, to: to..to + 1 }),
            );
        } else {
            found.push(hunk);
        }
    }
    found
}

/// A run of blocks that one or both sides changed.
struct Region {
    base: Range<usize>,
    mine: Range<usize>,
    theirs: Range<usize>,
}

/// Puts together what both sides changed at the same place.
fn regions(mine: &[Hunk], theirs: &[Hunk]) -> Vec<Region> {
    let mut sides = [mine, theirs];
    // How much further each side is than the base, where nothing is changed.
    let mut ahead = [0_isize; 2];
    let mut found = Vec::new();
    while let Some(start) = sides.iter().filter_map(|side| side.first()).map(|hunk| hunk.from.start).min() {
        let mut end = start;
        let begun = ahead;
        let mut has_begun = false;
        loop {
            let is_near = |hunk: &&Hunk| {
                let touches = hunk.from.start == end && (hunk.from.is_empty() || end == start);
                hunk.from.start < end || (touches && (has_begun || hunk.from.start == start))
            };
            let Some(idx) = (0..2).find(|&idx| sides[idx].first().is_some_and(|hunk| is_near(&hunk))) else {
                break;
            };
            let hunk = &sides[idx][0];
            end = end.max(hunk.from.end);
            ahead[idx] =
                ahead[idx].saturating_add_unsigned(hunk.to.len()).saturating_sub_unsigned(hunk.from.len());
            sides[idx] = &sides[idx][1..];
            has_begun = true;
        }
        let place = |at: usize, ahead: isize| at.saturating_add_signed(ahead);
        found.push(Region {
            base: start..end,
            mine: place(start, begun[0])..place(end, ahead[0]),
            theirs: place(start, begun[1])..place(end, ahead[1]),
        });
    }
    found
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn open(parts: &[Part]) -> usize {
        parts.iter().filter(|part| matches!(part, Part::Differs { choice: None, .. })).count()
    }

    #[test]
    fn what_only_one_side_changed_is_taken_and_what_both_did_is_asked() {
        let base = "One.\n\nTwo.\n\nThree.\n\nFour.\n";
        let mine = "One here.\n\nTwo.\n\nThree of mine.\n\nFour.\n";
        let theirs = "One.\n\nTwo of theirs.\n\nThree of theirs.\n\nFour.\n";
        let mut parts = compare(Some(base), mine, theirs);
        assert_eq!(open(&parts), 1, "{parts:?}");
        assert_eq!(merged(&parts), None);
        for part in &mut parts {
            if let Part::Differs { choice: choice @ None, .. } = part {
                *choice = Some(Choice::Both);
            }
        }
        let text = merged(&parts).expect("all is chosen");
        assert_eq!(text, "One here.\n\nTwo of theirs.\n\nThree of mine.\n\nThree of theirs.\n\nFour.\n");
    }

    #[test]
    fn without_the_text_before_all_that_differs_is_asked() {
        let parts = compare(None, "One.\n\nTwo.\n", "One.\n\nThree.\n");
        assert_eq!(open(&parts), 1, "{parts:?}");
    }

    #[test]
    fn both_at_the_end_of_a_text_stand_apart() {
        let mut parts = compare(Some("One"), "One of mine", "One of theirs");
        let Part::Differs { choice, .. } = &mut parts[0] else { panic!("they differ") };
        *choice = Some(Choice::Both);
        assert_eq!(merged(&parts).as_deref(), Some("One of mine\n\nOne of theirs"));
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 800, rng_seed: proptest::test_runner::RngSeed::Fixed(1), failure_persistence: None, ..ProptestConfig::default() })]
        #[test]
        fn each_side_can_be_had_whole(base in text(), mine in text(), theirs in text(), knows in any::<bool>()) {
            for (wanted, is_mine) in [(&mine, true), (&theirs, false)] {
                let mut parts = compare(knows.then_some(base.as_str()), &mine, &theirs);
                for part in &mut parts {
                    if let Part::Differs { choice, .. } = part {
                        *choice = Some(if is_mine { Choice::Mine } else { Choice::Theirs });
                    }
                }
                prop_assert_eq!(&merged(&parts).expect("all is chosen"), wanted);
            }
        }

        #[test]
        fn what_one_side_alone_changed_is_merged_without_a_question(base in text(), other in text()) {
            prop_assert_eq!(merged(&compare(Some(&base), &base, &other)), Some(other.clone()));
            prop_assert_eq!(merged(&compare(Some(&base), &other, &base)), Some(other.clone()));
            prop_assert_eq!(merged(&compare(Some(&base), &other, &other)), Some(other));
        }
    }

    fn text() -> impl Strategy<Value = String> {
        prop::collection::vec("[abc]\n\n", 0..7).prop_map(|blocks| blocks.concat())
    }
}
