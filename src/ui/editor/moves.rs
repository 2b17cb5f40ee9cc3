//! Where the cursor goes, and what keys make of the text: functions of text and selection.

use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation as _};

use crate::text::{Edit, EditKind, Selection, Span};

/// One change of the text, made against the text that the one before it left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The edits, none of which overlap.
    pub edits: Vec<Edit>,
    /// Where the cursor stands after it.
    pub after: Selection,
    /// What it was meant as.
    pub kind: EditKind,
}

/// The end of the letter before `offset`.
pub(super) fn before(text: &str, offset: usize) -> usize {
    let mut cursor = GraphemeCursor::new(offset, text.len(), true);
    cursor.prev_boundary(text, 0).ok().flatten().unwrap_or(0)
}

/// The start of the letter after the one at `offset`.
pub(super) fn after(text: &str, offset: usize) -> usize {
    let mut cursor = GraphemeCursor::new(offset, text.len(), true);
    cursor.next_boundary(text, 0).ok().flatten().unwrap_or(text.len())
}

/// The nearest place at or before `offset` where a cursor may stand.
pub(super) fn settled(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    let mut cursor = GraphemeCursor::new(offset, text.len(), true);
    if cursor.is_boundary(text, 0).unwrap_or(true) { offset } else { before(text, offset) }
}

/// The line that holds `offset`, without its end.
pub(super) fn line(text: &str, offset: usize) -> Span {
    let start = text[..offset].rfind('\n').map_or(0, |at| at + 1);
    let end = text[offset..].find('\n').map_or(text.len(), |at| offset + at);
    let end = if text[start..end].ends_with('\r') { end - 1 } else { end };
    Span::new(start, end.max(start))
}

/// The start of the word before `offset`, or the end of the line before.
pub(super) fn word_before(text: &str, offset: usize) -> usize {
    let line = line(text, offset);
    if offset <= line.start {
        return before(text, offset);
    }
    let mut words = text[line.start..offset].split_word_bound_indices();
    let is_word = |(_, word): &(usize, &str)| word.chars().any(char::is_alphanumeric);
    words.rfind(is_word).map_or(line.start, |(at, _)| line.start + at)
}

/// The end of the word after `offset`, or the start of the next line.
pub(super) fn word_after(text: &str, offset: usize) -> usize {
    let line = line(text, offset);
    if offset >= line.end {
        return after(text, offset);
    }
    let mut words = text[offset..line.end].split_word_bound_indices();
    let is_word = |word: &str| word.chars().any(char::is_alphanumeric);
    words.find(|(_, word)| is_word(word)).map_or(line.end, |(at, word)| offset + at + word.len())
}

/// The word around `offset`.
pub(super) fn word_at(text: &str, offset: usize) -> Span {
    let line = line(text, offset);
    let mut words = line.slice(text).split_word_bound_indices();
    let at = words.find(|(at, word)| line.start + at + word.len() > offset);
    at.map_or(Span::at(offset), |(at, word)| Span::new(line.start + at, line.start + at + word.len()))
}

/// Puts words in the place of the selection.
pub(super) fn insert(selection: Selection, words: &str, kind: EditKind) -> Step {
    let span = selection.span();
    let after = Selection::at(span.start + words.len());
    let kind = if span.is_empty() { kind } else { EditKind::Other };
    Step { edits: vec![Edit::replace(span, words)], after, kind }
}

/// What a typed letter does: brackets come in pairs and go round what is selected.
pub(super) fn typed(text: &str, selection: Selection, letter: &str) -> Step {
    let span = selection.span();
    let next = text[span.end..].chars().next();
    let closing = match letter {
        "(" => Some(")"),
        "[" => Some("]"),
        "（" => Some("）"),
        "「" => Some("」"),
        _ => None,
    };
    let is_wrap = !span.is_empty()
        && (closing.is_some() || matches!(letter, "\"" | "`" | "*" | "_" | "**" | "__" | "~~"));
    if is_wrap {
        let closing = closing.unwrap_or(letter);
        let inner = span.slice(text);
        let start = span.start + letter.len();
        let after = Selection { anchor: start, head: start + inner.len() };
        let edits = vec![Edit::insert(span.start, letter), Edit::insert(span.end, closing)];
        return Step { edits, after, kind: EditKind::Other };
    }
    let is_closer = matches!(letter, ")" | "]" | "）" | "」");
    if is_closer && span.is_empty() && next.is_some_and(|next| letter.starts_with(next)) {
        return Step {
            edits: Vec::new(),
            after: Selection::at(span.end + letter.len()),
            kind: EditKind::Other,
        };
    }
    let is_free = next.is_none_or(|next| next.is_whitespace() || ")]）」".contains(next));
    if let Some(closing) = closing.filter(|_| span.is_empty() && is_free) {
        let pair = format!("{letter}{closing}");
        let after = Selection::at(span.start + letter.len());
        return Step { edits: vec![Edit::insert(span.start, pair)], after, kind: EditKind::Typing };
    }
    insert(selection, letter, EditKind::Typing)
}

/// Deletes the selection, or what lies between the cursor and `to`.
pub(super) fn delete(text: &str, selection: Selection, to: usize) -> Option<Step> {
    let mut span = selection.span();
    if span.is_empty() {
        span = Span::new(to.min(selection.head), to.max(selection.head));
        // An empty pair of brackets goes together.
        let pairs = [("(", ")"), ("[", "]"), ("（", "）"), ("「", "」")];
        let is_back = to < selection.head;
        let around = pairs
            .iter()
            .find(|(open, close)| span.slice(text) == *open && text[span.end..].starts_with(close));
        if let Some((_, close)) = around.filter(|_| is_back) {
            span.end += close.len();
        }
    }
    let edits = vec![Edit::replace(span, "")];
    (!span.is_empty()).then_some(Step { edits, after: Selection::at(span.start), kind: EditKind::Deleting })
}

/// Moves the selected lines above the line before them, or below the one after.
pub(super) fn move_lines(text: &str, selection: Selection, is_down: bool) -> Option<Step> {
    let span = selection.span();
    let lines = Span::new(line(text, span.start).start, line(text, span.end).end);
    let shifted = |by: isize| Selection {
        anchor: selection.anchor.saturating_add_signed(by),
        head: selection.head.saturating_add_signed(by),
    };
    let n = |len: usize| isize::try_from(len).unwrap_or(0);
    if is_down {
        let break_len = text[lines.end..].find('\n').map(|at| at + 1)?;
        let below = line(text, lines.end + break_len);
        let gap = &text[lines.end..below.start];
        let swapped = format!("{}{gap}{}", below.slice(text), lines.slice(text));
        let edits = vec![Edit::replace(lines.join(below), swapped)];
        return Some(Step { edits, after: shifted(n(below.len() + gap.len())), kind: EditKind::Other });
    }
    let above = line(text, lines.start.checked_sub(1)?);
    let gap = &text[above.end..lines.start];
    let swapped = format!("{}{gap}{}", lines.slice(text), above.slice(text));
    let edits = vec![Edit::replace(above.join(lines), swapped)];
    Some(Step { edits, after: shifted(-n(above.len() + gap.len())), kind: EditKind::Other })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::apply_edits;

    fn made(text: &str, step: &Step) -> String {
        apply_edits(text, &step.edits).expect("edits fit")
    }

    #[test]
    fn the_cursor_goes_by_letters_as_people_see_them() {
        let family = "a👩‍👩‍👧é";
        let ends: Vec<usize> =
            std::iter::successors(Some(0), |&at| (at < family.len()).then(|| after(family, at))).collect();
        assert_eq!(ends, [0, 1, 19, family.len()]);
        assert_eq!(before(family, 19), 1);
        assert_eq!(settled(family, 5), 1);
        assert_eq!(after("秘密", 0), 3);
        assert_eq!(after("a\r\nb", 1), 3);
    }

    #[test]
    fn the_cursor_goes_by_words() {
        let text = "No voluntary, restraint\nnext";
        assert_eq!(word_after(text, 2), 12);
        assert_eq!(word_before(text, 14), 3);
        assert_eq!(word_before(text, 24), 23);
        assert_eq!(word_at(text, 5).slice(text), "voluntary");
    }

    #[test]
    fn brackets_come_in_pairs_and_go_round_a_selection() {
        let open = typed("a ", Selection::at(2), "(");
        assert_eq!(made("a ", &open), "a ()");
        assert_eq!(open.after, Selection::at(3));
        assert_eq!(typed("a ()", Selection::at(3), ")").after, Selection::at(4));
        assert_eq!(made("()", &delete("()", Selection::at(1), 0).expect("something")), "");
        assert_eq!(made("word", &typed("word", Selection { anchor: 0, head: 4 }, "*")), "*word*");
        assert_eq!(made("word", &typed("word", Selection::at(0), "(")), "(word");
        let whole = Selection { anchor: 0, head: 4 };
        for mark in ["**", "__", "~~"] {
            let bold = typed("word", whole, mark);
            assert_eq!(made("word", &bold), format!("{mark}word{mark}"), "both signs at once");
            assert_eq!(bold.after, Selection { anchor: 2, head: 6 });
        }
        let once = typed("word", whole, "*");
        assert_eq!(made("*word*", &typed("*word*", once.after, "*")), "**word**");
    }

    #[test]
    fn lines_move_up_and_down() {
        let text = "- a\n- b\nplain";
        let down = move_lines(text, Selection::at(1), true).expect("a line below");
        assert_eq!(made(text, &down), "- b\n- a\nplain");
        assert_eq!(down.after, Selection::at(5));
        let up = move_lines("a\r\nb", Selection::at(3), false).expect("a line above");
        assert_eq!(made("a\r\nb", &up), "b\r\na");
        assert_eq!(move_lines(text, Selection::at(0), false), None);
    }
}
