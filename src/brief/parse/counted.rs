//! Letters in brackets that count on from one paragraph or point to the next, and are no marks.

use crate::brief::{Block, Inline, InlineContent, Item, Paragraph};
use crate::text::Span;

/// Takes letters for what they are where their neighbours count on, `(A) (B) (C)`: numbers, and no marks.
pub(super) fn unmark_counted(text: &str, blocks: &mut [Block]) {
    let mut run = 0;
    for block in blocks {
        let Block::Paragraph(paragraph) = block else {
            run = 0;
            continue;
        };
        run = next_run(run, letter_of(text, paragraph));
        if run > 1 {
            unmark(text, paragraph);
        }
    }
}

/// The same for the items of a list.
pub(super) fn unmark_counted_items(text: &str, items: &mut [Item]) {
    let mut run = 0;
    for item in items {
        let Some(Block::Paragraph(first)) = item.blocks.first_mut() else {
            run = 0;
            continue;
        };
        run = next_run(run, letter_of(text, first));
        if run > 1 {
            unmark(text, first);
        }
    }
}

/// How many letters were counted from A, this one included.
fn next_run(run: u8, letter: Option<u8>) -> u8 {
    match letter {
        Some(letter) if letter == b'A' + run => run + 1,
        Some(b'A') => 1,
        _ => 0,
    }
}

/// The capital in brackets that a paragraph begins with.
fn letter_of(text: &str, paragraph: &Paragraph) -> Option<u8> {
    let first = paragraph.inlines.first()?;
    let source = first.span.slice(text).as_bytes();
    match source {
        [b'(', letter, b')', ..] if letter.is_ascii_uppercase() => Some(*letter),
        _ => None,
    }
}

fn unmark(text: &str, paragraph: &mut Paragraph) {
    let Some(first) = paragraph.inlines.first_mut() else { return };
    let InlineContent::Portion(_) = first.content else { return };
    // With the blank behind it, so that both are words as typed.
    let mark = first.span;
    let end = paragraph.inlines.get(1).map_or(mark.end, |next| next.span.start.max(mark.end));
    let span = Span::new(mark.start, end);
    paragraph.inlines[0] = Inline::text(span.slice(text), span);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::brief::parse;

    #[test]
    fn letters_that_count_on_are_numbers() {
        let marks = |text: &str| {
            let (brief, _) = parse(&format!("---\nmarking: {{ scheme: us, banner: SBU }}\n---\n\n{text}\n"));
            let mut n_marks = 0;
            crate::brief::walk_blocks(&brief.blocks, &mut |node| {
                let is_mark = matches!(
                    node,
                    crate::brief::Node::Inline(Inline { content: InlineContent::Portion(_), .. })
                );
                n_marks += usize::from(is_mark);
            });
            n_marks
        };
        assert_eq!(marks("- (A) x\n- (B) y\n- (C) z"), 0);
        assert_eq!(marks("(A) x\n\n(B) y\n\n(C) z"), 0);
        assert_eq!(marks("- (U) x\n- (C) z"), 2);
    }
}
