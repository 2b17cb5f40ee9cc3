//! The figures in a text, in digits or in English words.

use crate::facts::figure::{Figure, figures_in_digits};
use crate::facts::words;

/// Finds the figures in a folded text: first those in digits, then those in words.
pub(super) fn figures(text: &str) -> Vec<Figure> {
    let mut found = figures_in_digits(text);
    found.extend(words::figures(text));
    found
}
