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

/// The words of the line that holds `offset`, without the marks that make it a heading, an item, a quotation or the
/// beginning of a block; the whole line where there are none.
pub(super) fn words_of_line(text: &str, offset: usize) -> Span {
    let line = line(text, offset);
    let words = line.slice(text);
    let mut start = line_mark(words).len();
    let rest = &words[start..];
    let n_hashes = rest.trim_start().bytes().take_while(|&byte| byte == b'#').count();
    let behind = rest.trim_start().trim_start_matches('#');
    if (1..=6).contains(&n_hashes) && behind.starts_with([' ', '\t']) {
        start = words.len() - behind.len();
    } else if let Some((_, behind)) = rest.strip_prefix("[!").and_then(|rest| rest.split_once(']')) {
        start = words.len() - behind.len();
    }
    start += words[start..].len() - words[start..].trim_start().len();
    if start < words.len() { Span::new(line.start + start, line.end) } else { line }
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
    let is_wrap = !span.is_empty() && (closing.is_some() || matches!(letter, "\"" | "`" | "*" | "_"));
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

/// The marks with which a line of a list or quotation begins: quotations, then one item.
fn line_mark(line: &str) -> &str {
    let mut len = 0;
    loop {
        let rest = &line[len..];
        let indent = rest.len() - rest.trim_start_matches([' ', '\t']).len();
        let words = &rest[indent..];
        if words.starts_with("> ") || words == ">" {
            len += indent + words.len().min(2);
            continue;
        }
        let item = item_mark_len(words);
        return &line[..if item > 0 { len + indent + item } else { len }];
    }
}

/// How long the mark is with which a list item begins.
fn item_mark_len(words: &str) -> usize {
    let digits = words.bytes().take_while(u8::is_ascii_digit).count();
    if ["- ", "* ", "+ "].iter().any(|mark| words.starts_with(mark)) {
        let is_task = ["[ ] ", "[x] ", "[X] "].iter().any(|task| words[2..].starts_with(task));
        if is_task { 6 } else { 2 }
    } else if digits > 0 && (words[digits..].starts_with(". ") || words[digits..].starts_with(") ")) {
        digits + 2
    } else {
        0
    }
}

/// Breaks the line; a list or quotation goes on, and ends at an item with nothing in it.
pub(super) fn enter(text: &str, selection: Selection, line_end: &str) -> Step {
    let span = selection.span();
    let line = line(text, span.start);
    let mark = line_mark(line.slice(text));
    let is_within = span.start >= line.start + mark.len();
    if mark.is_empty() || !is_within {
        return insert(selection, line_end, EditKind::Other);
    }
    if line.slice(text).trim_end() == mark.trim_end() {
        let outer = outer_mark(mark);
        // Without a blank line, what is written next would still belong to the block.
        let left = if follows_words(text, line, outer) {
            format!("{}{line_end}{outer}", outer.trim_end())
        } else {
            outer.to_owned()
        };
        let after = Selection::at(line.start + left.len());
        return Step { edits: vec![Edit::replace(line, left)], after, kind: EditKind::Other };
    }
    insert(selection, &format!("{line_end}{}", next_mark(mark)), EditKind::Other)
}

/// The marks of what an item or a quotation stands in.
fn outer_mark(mark: &str) -> &str {
    let Some(at) = mark.rfind('>') else { return "" };
    if mark[at + 1..].trim().is_empty() {
        mark[..at].rfind('>').map_or("", |at| &mark[..(at + 2).min(mark.len())])
    } else {
        &mark[..(at + 2).min(mark.len())]
    }
}

/// Whether the line above holds more than the marks of a quotation.
fn follows_words(text: &str, at: Span, outer: &str) -> bool {
    let Some(end) = at.start.checked_sub(1) else { return false };
    let above = line(text, end).slice(text).trim_end();
    !above.is_empty() && above != outer.trim_end()
}

/// The mark of the item after one with this mark: numbers count on, tasks are open.
fn next_mark(mark: &str) -> String {
    let quotation = mark.rfind('>').map_or(0, |at| at + 1);
    let item = &mark[quotation..];
    let indent = quotation + item.len() - item.trim_start_matches([' ', '\t']).len();
    let digits = mark[indent..].bytes().take_while(u8::is_ascii_digit).count();
    if let Ok(number) = mark[indent..indent + digits].parse::<u64>() {
        return format!("{}{}{}", &mark[..indent], number.saturating_add(1), &mark[indent + digits..]);
    }
    mark.replace("[x]", "[ ]").replace("[X]", "[ ]")
}

/// Moves the items of the selected lines two blanks in or out; nothing where they are no items.
pub(super) fn indent(text: &str, selection: Selection, is_out: bool) -> Option<Step> {
    let span = selection.span();
    let first = line(text, span.start);
    let last = line(text, span.end);
    let mut edits = Vec::new();
    let mut at = first.start;
    for part in text[first.start..last.end].split_inclusive('\n') {
        let words = part.trim_end_matches(['\n', '\r']);
        if !line_mark(words).is_empty() {
            let n_blanks = words.len() - words.trim_start_matches(' ').len();
            if is_out && n_blanks > 0 {
                edits.push(Edit::replace(Span::new(at, at + n_blanks.min(2)), ""));
            } else if !is_out {
                edits.push(Edit::insert(at, "  "));
            }
        }
        at += part.len();
    }
    let moved = |offset: usize| {
        let shift = |edit: &Edit| {
            (edit.replacement.len(), edit.span.len().min(offset.saturating_sub(edit.span.start)))
        };
        let done = edits.iter().filter(|edit| edit.span.start <= offset);
        let (added, removed) = done.map(shift).fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1));
        offset + added - removed
    };
    let after = Selection { anchor: moved(selection.anchor), head: moved(selection.head) };
    (!edits.is_empty()).then_some(Step { edits, after, kind: EditKind::Other })
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
    fn lists_and_quotations_go_on() {
        let at_end = |text: &str| enter(text, Selection::at(text.len()), "\n");
        for (text, expected) in [
            ("- one", "- one\n- "),
            ("  1. one", "  1. one\n  2. "),
            ("- [x] done", "- [x] done\n- [ ] "),
            ("> said", "> said\n> "),
            ("plain", "plain\n"),
            ("- ", ""),
            ("text\n- ", "text\n\n"),
            ("text\n\n- ", "text\n\n"),
            ("- a\n- ", "- a\n\n"),
            ("> a\n> ", "> a\n\n"),
            ("> a\n>\n> ", "> a\n>\n\n"),
            ("> - a", "> - a\n> - "),
            ("> 9. a", "> 9. a\n> 10. "),
            ("> - a\n> - ", "> - a\n>\n> "),
            ("> > a\n> > ", "> > a\n>\n> "),
        ] {
            assert_eq!(made(text, &at_end(text)), expected, "{text}");
        }
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
    }

    #[test]
    fn three_clicks_select_the_words_of_a_line_and_none_of_its_marks() {
        for (text, words) in [
            ("## A claim", "A claim"),
            ("- A point", "A point"),
            ("> 1. Quoted", "Quoted"),
            ("> [!RED-LINE] No quota", "No quota"),
            ("> [!SAY]", "> [!SAY]"),
            ("#hashtag", "#hashtag"),
            ("Plain words", "Plain words"),
            ("##", "##"),
        ] {
            assert_eq!(words_of_line(text, text.len()).slice(text), words);
        }
    }

    #[test]
    fn items_move_in_and_out_and_lines_up_and_down() {
        let text = "- a\n- b\nplain";
        let step = indent(text, Selection { anchor: 0, head: 5 }, false).expect("items");
        assert_eq!(made(text, &step), "  - a\n  - b\nplain");
        assert_eq!(step.after, Selection { anchor: 2, head: 9 });
        assert_eq!(indent("plain", Selection::at(2), false), None);
        let down = move_lines(text, Selection::at(1), true).expect("a line below");
        assert_eq!(made(text, &down), "- b\n- a\nplain");
        assert_eq!(down.after, Selection::at(5));
        let up = move_lines("a\r\nb", Selection::at(3), false).expect("a line above");
        assert_eq!(made("a\r\nb", &up), "b\r\na");
        assert_eq!(move_lines(text, Selection::at(0), false), None);
    }
}
