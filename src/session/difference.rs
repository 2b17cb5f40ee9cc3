//! Where two texts differ.

use crate::text::{Edit, Span};

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
