//! Review marks (CriticMarkup): `{++in++}`, `{--out--}`, `{~~old~>new~~}`, `{==here==}`. Comments are read with the
//! other comments.

use crate::brief::parse::portion::MAX_MARKS;
use crate::brief::parse::split::{find_mark, split_at, word_spans, wrap};
use crate::brief::readers::review::{Signs, closing, openings};
use crate::brief::{Inline, InlineContent, KindRef, TextStyle};
use crate::text::Span;

/// Reads the review marks in a run of words; each begins and ends within the run.
pub(super) fn read_edits(text: &str, inlines: &mut Vec<Inline>) {
    let mut from = 0;
    for n_read in 0.. {
        let words = word_spans(inlines);
        let Some((open, close, sign)) = next_edit(text, &words, from) else { return };
        let all = std::mem::take(inlines);
        if n_read == MAX_MARKS {
            // Each takes a walk over the run, so after many all the rest is ours.
            let end = all.last().map_or(close.end, |last| last.span.end);
            *inlines = wrap(all, Span::at(open.start), Span::at(end), |children| InlineContent::Kinded {
                kind: KindRef::Unknown("edits".to_owned()),
                children,
            });
            return;
        }
        *inlines = match sign {
            '+' => wrap(all, open, close, InlineContent::Inserted),
            '-' => wrap(all, open, close, InlineContent::Deleted),
            '=' => wrap(all, open, close, |children| InlineContent::Styled {
                style: TextStyle::Flagged,
                children,
            }),
            _ => substitution(text, all, open, close),
        };
        from = close.end;
    }
}

/// The next mark at or behind byte `from`: its signs at the beginning and at the end.
fn next_edit(text: &str, words: &[Span], from: usize) -> Option<(Span, Span, char)> {
    words.iter().filter(|span| span.end > from).find_map(|span| {
        let start = span.start.max(from);
        // Words begin behind the sign that takes its meaning from the first of them.
        let is_escaped = start == span.start && text[..start].ends_with('\\');
        let mut opened = openings(text.get(start..span.end)?).filter(|open| open.start > 0 || !is_escaped);
        opened.find_map(|open| {
            let close = find_closing(text, words, open.sign, start + open.end)?;
            Some((
                Span::new(start + open.start, start + open.end),
                Span::new(close.start, close.end),
                open.sign,
            ))
        })
    })
}

fn find_closing(text: &str, words: &[Span], sign: char, from: usize) -> Option<Signs> {
    words.iter().filter(|span| span.end > from).find_map(|span| {
        let start = span.start.max(from);
        let found = closing(text.get(start..span.end)?, sign)?;
        Some(Signs { start: start + found.start, end: start + found.end, sign })
    })
}

/// `{~~old~>new~~}`: what goes out, and what comes in.
fn substitution(text: &str, inlines: Vec<Inline>, open: Span, close: Span) -> Vec<Inline> {
    let words = word_spans(&inlines);
    let arrows = ["~>", "～＞", "〜＞", "～>", "~＞"].into_iter().filter_map(|arrow| {
        let at = find_mark(text, &words, arrow, open.end).filter(|&at| at < close.start)?;
        Some(Span::new(at, at + arrow.len()))
    });
    let arrow = arrows.min_by_key(|arrow| arrow.start).unwrap_or(Span::at(close.start));
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
    fn marks_are_read_in_any_width() {
        for (text, left) in [
            ("見る｛＋＋外＋＋｝。｛－－古－－｝", "見る。古"),
            ("{—out—} in", "out in"),
            ("｛～～古～＞新～～｝", "古"),
        ] {
            let (brief, _) = parse(text);
            let Some(Block::Paragraph(paragraph)) = brief.blocks.first() else { panic!("a paragraph") };
            let is_shown = |inline: &&Inline| !matches!(inline.content, InlineContent::Inserted(_));
            let words: Vec<Inline> = paragraph.inlines.iter().filter(is_shown).cloned().collect();
            assert_eq!(crate::brief::inline_text(&words), left, "{text}");
        }
    }

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
