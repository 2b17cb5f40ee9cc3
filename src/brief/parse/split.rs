//! Cuts running text at a place of the source, whatever marks stand around it there.

use crate::brief::{Inline, InlineContent, Kind, KindRef};
use crate::text::Span;

/// Cuts pieces of text in two at byte `at` of the source. What cannot be cut goes to the left.
pub(super) fn split_at(inlines: Vec<Inline>, at: usize) -> (Vec<Inline>, Vec<Inline>) {
    let mut left = Vec::with_capacity(inlines.len());
    let mut right = Vec::new();
    for mut inline in inlines {
        if inline.span.end <= at {
            left.push(inline);
        } else if inline.span.start >= at {
            right.push(inline);
        } else if let InlineContent::Text(words) = &inline.content {
            if words.len() != inline.span.len() || !words.is_char_boundary(at - inline.span.start) {
                left.push(inline);
                continue;
            }
            let (before, after) = words.split_at(at - inline.span.start);
            let (before, after) = (before.to_owned(), after.to_owned());
            left.push(Inline::text(before, Span::new(inline.span.start, at)));
            right.push(Inline::text(after, Span::new(at, inline.span.end)));
        } else {
            let mut rest = inline.clone();
            let (Some(children), Some(rest_children)) =
                (inline.content.children_mut(), rest.content.children_mut())
            else {
                left.push(inline);
                continue;
            };
            let (before, after) = split_at(std::mem::take(children), at);
            *children = before;
            *rest_children = after;
            let is_empty = (children.is_empty(), rest_children.is_empty());
            inline.span.end = at;
            rest.span.start = at;
            left.extend((!is_empty.0).then_some(inline));
            right.extend((!is_empty.1).then_some(rest));
        }
    }
    (left, right)
}

/// Wraps what stands between two marks, which go away; what stood before and behind stays.
pub(super) fn wrap(
    inlines: Vec<Inline>,
    open: Span,
    close: Span,
    make: impl FnOnce(Vec<Inline>) -> InlineContent,
) -> Vec<Inline> {
    let (mut out, rest) = split_at(inlines, open.start);
    let (_, rest) = split_at(rest, open.end);
    let (inside, rest) = split_at(rest, close.start);
    let (_, after) = split_at(rest, close.end);
    out.push(Inline::new(make(inside), open.join(close)));
    out.extend(after);
    out
}

/// Where words stand as they were typed, in the order of the text; code, addresses and the like are left aside.
pub(super) fn word_spans(inlines: &[Inline]) -> Vec<Span> {
    let mut spans = Vec::new();
    push_word_spans(inlines, &mut spans);
    spans
}

fn push_word_spans(inlines: &[Inline], spans: &mut Vec<Span>) {
    for inline in inlines {
        match &inline.content {
            InlineContent::Text(words) if words.len() == inline.span.len() => spans.push(inline.span),
            content => push_word_spans(content.children(), spans),
        }
    }
}

/// Where `mark` stands among words at or behind byte `from`.
pub(super) fn find_mark(text: &str, words: &[Span], mark: &str, from: usize) -> Option<usize> {
    words.iter().filter(|span| span.end > from).find_map(|span| {
        let start = span.start.max(from);
        let mut places = text.get(start..span.end)?.match_indices(mark).map(|(at, _)| start + at);
        // Words begin behind the sign that takes its meaning from the first of them.
        places.find(|&at| !(at == span.start && text[..at].ends_with('\\')))
    })
}

/// Appends words that are of a private kind to their end.
pub(super) fn push_kinded(inlines: &mut Vec<Inline>, kind: &'static Kind, children: Vec<Inline>) {
    let Some(span) = children.iter().map(|inline| inline.span).reduce(Span::join) else { return };
    inlines.push(Inline::new(InlineContent::Kinded { kind: KindRef::Known(kind), children }, span));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_that_cross_a_place_stand_on_both_sides() {
        let strong = InlineContent::Strong(vec![Inline::text("bold", Span::new(3, 7))]);
        let inlines = vec![Inline::text("a", Span::new(0, 1)), Inline::new(strong, Span::new(1, 9))];
        let (left, right) = split_at(inlines, 5);
        assert_eq!(crate::brief::inline_text(&left), "abo");
        assert_eq!(crate::brief::inline_text(&right), "ld");
        assert!(matches!(right[0].content, InlineContent::Strong(_)));
    }
}
