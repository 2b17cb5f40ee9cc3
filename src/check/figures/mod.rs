//! Figures, names and running words as lints look at them.

pub(super) mod figure;
mod figure_words;
pub(super) mod flat;
pub(super) mod names;
