//! The search for a prepared answer while a question is in the air, and what was found.

use std::collections::BTreeSet;

use crate::app::talk::hit::Hit;
use crate::app::talk::raised::Answers;

/// What the speaker looks for, and what is shown of it.
#[derive(Clone, Debug, Default)]
pub struct Raising {
    /// What is typed.
    pub typed: String,
    /// The row that Enter shows.
    pub chosen: usize,
    /// The hit that is shown large.
    pub shown: Option<Hit>,
}

impl Raising {
    /// How many hits are listed.
    const MAX_HITS: usize = 8;

    /// What is found by what is typed.
    pub fn found<'a>(&self, answers: &'a Answers) -> Vec<&'a Hit> {
        answers.search(&self.typed, Self::MAX_HITS)
    }

    /// Moves the choice among so many rows.
    pub fn choose(&mut self, is_down: bool, n_rows: usize) {
        let last = n_rows.saturating_sub(1);
        self.chosen = if is_down { (self.chosen + 1).min(last) } else { self.chosen.saturating_sub(1) };
    }

    /// Shows the row that is chosen, and ticks it as used.
    pub fn show(&mut self, answers: &Answers, used: &mut BTreeSet<u64>) {
        let found = self.found(answers);
        let hit = found.get(self.chosen).or(found.first()).map(|&hit| hit.clone());
        if let Some(hit) = &hit {
            used.insert(hit.digest);
        }
        self.shown = hit;
    }
}
