//! Review marks (CriticMarkup): `{++in++}`, `{--out--}`, `{~~old~>new~~}`, `{==here==}`. Comments are read with the
//! other comments.

use crate::brief::parse::portion::MAX_MARKS;
use crate::brief::parse::split::{find_mark, split_at, word_spans, wrap};
use crate::brief::{Inline, InlineContent, KindRef, TextStyle};
use crate::text::Span;

/// One kind of mark: how it begins and ends.
const MARKS: [(&str, &str); 4] = [("{++", "++}"), ("{--", "--}"), ("{~~", "~~}"), ("{==", "==}")];

/// Reads the review marks in a run of words; each begins and ends within the run.
pub(super) fn read_edits(text: &str, inlines: &mut Vec<Inline>) {
    let mut from = 0;
    for n_read in 0.. {
        let words = word_spans(inlines);
        let next = MARKS
            .iter()
            .filter_map(|(open, close)| {
                let start = find_mark(text, &words, open, from)?;
                let end = find_mark(text, &words, close, start + open.len())?;
                Some((start, end, *open))
            })
            .min();
        let Some((start, end, mark)) = next else { return };
        let (open, close) = (Span::new(start, start + 3), Span::new(end, end + 3));
        let all = std::mem::take(inlines);
        if n_read == MAX_MARKS {
            // Each takes a walk over the run, so after many all the rest is ours.
            let end = all.last().map_or(end, |last| last.span.end);
            *inlines = wrap(all, Span::at(start), Span::at(end), |children| InlineContent::Kinded {
                kind: KindRef::Unknown("edits".to_owned()),
                children,
            });
            return;
        }
        *inlines = match mark {
            "{++" => wrap(all, open, close, InlineContent::Inserted),
            "{--" => wrap(all, open, close, InlineContent::Deleted),
            "{==" => wrap(all, open, close, |children| InlineContent::Styled {
                style: TextStyle::Flagged,
                children,
            }),
            _ => substitution(text, all, open, close),
        };
        from = close.end;
    }
}

/// `{~~old~>new~~}`: what goes out, and what comes in.
fn substitution(text: &str, inlines: Vec<Inline>, open: Span, close: Span) -> Vec<Inline> {
    let words = word_spans(&inlines);
    let arrow = find_mark(text, &words, "~>", open.end).filter(|&at| at < close.start).unwrap_or(close.start);
    let arrow = Span::new(arrow, (arrow + 2).min(close.start));
    let (before, rest) = split_at(inlines, open.start);
    let (inside, after) = split_at(rest, close.end);
    let inside = wrap(inside, open, arrow, InlineContent::Deleted);
    let (mut out, rest) = split_at(inside, arrow.end);
    let (added, _) = split_at(rest, close.start);
    if !added.is_empty() {
        out.push(Inline::new(InlineContent::Inserted(added), Span::new(arrow.end, close.end)));
    }
    before.into_iter().chain(out).chain(after).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::brief::{Block, parse};

    #[test]
    fn the_four_marks_are_read() {
        let (brief, _) = parse("a {++in++} {--*out*--} {~~old~>new~~} {==here==} b {++ c\n");
        let Some(Block::Paragraph(paragraph)) = brief.blocks.first() else { panic!("a paragraph") };
        let kinds: Vec<&str> = paragraph
            .inlines
            .iter()
            .map(|inline| match &inline.content {
                InlineContent::Text(words) => words.trim(),
                InlineContent::Inserted(_) => "in",
                InlineContent::Deleted(_) => "out",
                InlineContent::Styled { .. } => "here",
                other => panic!("{other:?}"),
            })
            .collect();
        assert_eq!(kinds, ["a", "in", "", "out", "", "out", "in", "", "here", "b {++ c"]);
    }
}
