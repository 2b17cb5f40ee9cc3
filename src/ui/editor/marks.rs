//! The marks with which lines of lists and quotations begin: how they go on at Enter, and move in and out.

use crate::text::{Edit, EditKind, Selection, Span};
use crate::ui::editor::moves::{Step, insert, line};

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

/// The marks with which a line of a list or quotation begins: quotations and items, down to an item that holds words.
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
        if item == 0 {
            return &line[..len];
        }
        len += indent + item;
        if !line[len..].starts_with('>') {
            return &line[..len];
        }
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
        let left = if !has_item(&outer) && follows_words(text, line, &outer) {
            format!("{}{line_end}{outer}", outer.trim_end())
        } else {
            outer
        };
        let after = Selection::at(line.start + left.len());
        return Step { edits: vec![Edit::replace(line, left)], after, kind: EditKind::Other };
    }
    insert(selection, &format!("{line_end}{}", next_mark(mark)), EditKind::Other)
}

/// Takes the mark of an item away as a whole, behind which the cursor is, or moves the item out where it is set in:
/// without its blank the mark would become part of the words. The mark of a quotation stays, since it may say who reads
/// the line.
pub(super) fn backspace(text: &str, selection: Selection) -> Option<Step> {
    let head = selection.head;
    let line = line(text, head);
    let mark = whole_mark(line.slice(text));
    if !selection.is_empty() || !has_item(mark) || head != line.start + mark.len() {
        return None;
    }
    let quotation = mark.rfind('>').map_or(0, |at| at + 1);
    let blank = usize::from(quotation > 0 && mark[quotation..].starts_with(' '));
    let items = &mark[quotation + blank..];
    let last = innermost_len(items);
    let outer = &items[..items.len() - last];
    let take = |start: usize, end: usize| {
        let edits = vec![Edit::replace(Span::new(start, end), "")];
        Step { edits, after: Selection::at(head - (end - start)), kind: EditKind::Other }
    };
    if !outer.trim().is_empty() {
        // An item that begins on the line of the one it stands in.
        return Some(take(head - last, head));
    }
    if quotation == 0 && n_blanks(mark) >= 2 {
        return indent(text, selection, true);
    }
    let start = line.start + quotation + blank;
    let end = if quotation > 0 && n_blanks(items) >= 2 { start + 2 } else { head };
    Some(take(start, end))
}

/// The marks with which a line begins, with those of items that begin on the line of the item they stand in.
fn whole_mark(line: &str) -> &str {
    let mut len = line_mark(line).len();
    while len > 0 {
        let rest = &line[len..];
        let words = rest.trim_start_matches([' ', '\t']);
        let more = line_mark(words).len().max(item_mark_len(words));
        if more == 0 {
            break;
        }
        len += rest.len() - words.len() + more;
    }
    &line[..len]
}

/// How long the last of some marks of items is.
fn innermost_len(items: &str) -> usize {
    let mut rest = items;
    let mut last = 0;
    loop {
        let words = rest.trim_start_matches([' ', '\t']);
        let item = item_mark_len(words);
        if item == 0 {
            return last;
        }
        (last, rest) = (item, &words[item..]);
    }
}

/// The marks of what an item or a quotation stands in.
fn outer_mark(mark: &str) -> String {
    let Some(at) = mark.rfind('>') else { return String::new() };
    let within = &mark[..(at + 2).min(mark.len())];
    if !mark[at + 1..].trim().is_empty() {
        return continued(within);
    }
    let before = &mark[..at];
    if has_item(before) {
        return before.to_owned();
    }
    let outer = before.rfind('>').map_or("", |at| &mark[..(at + 2).min(mark.len())]);
    continued(outer)
}

/// Whether marks end with that of an item.
fn has_item(marks: &str) -> bool {
    let marks = marks.trim_end();
    !marks.is_empty() && !marks.ends_with('>')
}

/// Whether the line above holds more than the marks of a quotation.
fn follows_words(text: &str, at: Span, outer: &str) -> bool {
    let Some(end) = at.start.checked_sub(1) else { return false };
    let above = line(text, end).slice(text).trim_end();
    !above.is_empty() && above != outer.trim_end()
}

/// Marks as they stand before the next line of the same block: those of quotations again, blanks below those of items.
fn continued(marks: &str) -> String {
    marks.chars().map(|c| if matches!(c, '>' | '\t') { c } else { ' ' }).collect()
}

/// The mark of the item after one with this mark: numbers count on, tasks are open. A quotation within an item goes on.
fn next_mark(mark: &str) -> String {
    let quotation = mark.rfind('>').map_or(0, |at| at + 1);
    let item = &mark[quotation..];
    let around = continued(&mark[..quotation]);
    let n_blanks = item.len() - item.trim_start_matches([' ', '\t']).len();
    let (blanks, item) = item.split_at(n_blanks);
    let digits = item.bytes().take_while(u8::is_ascii_digit).count();
    if let Ok(number) = item[..digits].parse::<u64>() {
        return format!("{around}{blanks}{}{}", number.saturating_add(1), &item[digits..]);
    }
    format!("{around}{blanks}{}", item.replace("[x]", "[ ]").replace("[X]", "[ ]"))
}

/// Moves the items of the selected lines two blanks in or out; nothing where they are no items. A quotation moves as a
/// whole, since its first line says who may read the rest, and only to where it belongs to the item above it: further
/// in it would be code.
pub(super) fn indent(text: &str, selection: Selection, is_out: bool) -> Option<Step> {
    let span = selection.span();
    let lines = whole_quotations(text, Span::new(line(text, span.start).start, line(text, span.end).end));
    let n_quoted = n_blanks_of_quotations(text, lines);
    let n_in = if is_quotation(line(text, lines.start).slice(text)) {
        let n_blanks = n_blanks(line(text, lines.start).slice(text));
        item_above(text, lines.start).saturating_sub(n_blanks).min(2)
    } else {
        2
    };
    let mut edits = Vec::new();
    let mut at = lines.start;
    for part in text[lines.start..lines.end].split_inclusive('\n') {
        let words = part.trim_end_matches(['\n', '\r']);
        if !line_mark(words).is_empty() || is_quotation(words) {
            let n_out = if is_quotation(words) { n_quoted } else { n_blanks(words) }.min(2);
            if is_out && n_out > 0 {
                edits.push(Edit::replace(Span::new(at, at + n_out), ""));
            } else if !is_out && n_in > 0 {
                edits.push(Edit::insert(at, " ".repeat(n_in)));
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

fn n_blanks(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

/// Whether a line begins with the mark of a quotation.
fn is_quotation(line: &str) -> bool {
    line.trim_start().starts_with(['>', '＞'])
}

/// Whether a line is of a quotation, which may begin behind the mark of an item.
fn holds_quotation(line: &str) -> bool {
    is_quotation(line) || line_mark(line).contains('>')
}

/// The lines, with all of each quotation of which they hold a part.
fn whole_quotations(text: &str, mut lines: Span) -> Span {
    while lines.start > 0 && is_quotation(line(text, lines.start).slice(text)) {
        let above = line(text, lines.start - 1);
        if !holds_quotation(above.slice(text)) {
            break;
        }
        lines.start = above.start;
    }
    while let Some(gap) = text[lines.end..].find('\n') {
        let below = line(text, lines.end + gap + 1);
        if !holds_quotation(line(text, lines.end).slice(text)) || !is_quotation(below.slice(text)) {
            break;
        }
        lines.end = below.end;
    }
    lines
}

/// The least number of blanks before the lines of quotations.
fn n_blanks_of_quotations(text: &str, lines: Span) -> usize {
    let quoted = lines.slice(text).lines().filter(|line| is_quotation(line));
    quoted.map(n_blanks).min().unwrap_or(0)
}

/// Where the words begin of the item that stands nearest above a line; 0 where that is no part of a list.
fn item_above(text: &str, start: usize) -> usize {
    for line in text[..start].lines().rev().filter(|line| !line.trim().is_empty()) {
        let mark = line_mark(line);
        if has_item(mark) && !mark.contains('>') {
            // What stands below a task stands below its words and not behind the box.
            return mark.strip_suffix("] ").map_or(mark.len(), |task| task.len() - 2);
        }
        if n_blanks(line) < 2 {
            return 0;
        }
    }
    0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::apply_edits;

    fn made(text: &str, step: &Step) -> String {
        apply_edits(text, &step.edits).expect("edits fit")
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
            ("- > [!SAY] x", "- > [!SAY] x\n  > "),
            ("1. > [!SAY] x", "1. > [!SAY] x\n   > "),
            ("- > x\n  > y", "- > x\n  > y\n  > "),
            ("- > x\n  > ", "- > x\n\n"),
            ("- a\n- > ", "- a\n- "),
            ("> - > x", "> - > x\n>   > "),
            ("- > - x", "- > - x\n  > - "),
            ("- > - x\n  > - ", "- > - x\n  >\n  > "),
        ] {
            assert_eq!(made(text, &at_end(text)), expected, "{text}");
        }
    }

    #[test]
    fn backspace_takes_the_mark_of_an_item_and_no_part_of_it() {
        let behind = |text: &str, at: usize| {
            backspace(text, Selection::at(at)).map(|step| (made(text, &step), step.after.head))
        };
        let at_end = |text: &str| behind(text, text.len());
        assert_eq!(at_end("- a\n- "), Some(("- a\n".to_owned(), 4)));
        assert_eq!(at_end("- a\n  - "), Some(("- a\n- ".to_owned(), 6)), "it moves out first");
        assert_eq!(at_end("1. a\n2. "), Some(("1. a\n".to_owned(), 5)));
        assert_eq!(at_end("- [ ] "), Some((String::new(), 0)));
        assert_eq!(behind("- words", 2), Some(("words".to_owned(), 0)));
        assert_eq!(at_end("> - "), Some(("> ".to_owned(), 2)));
        for (text, expected) in [
            ("> - - ", "> - "),
            ("- - ", "- "),
            (">   - ", "> - "),
            ("> > - a\n> >   - ", "> > - a\n> > - "),
            ("> - 1. ", "> - "),
            ("- - [ ] ", "- "),
        ] {
            assert_eq!(at_end(text), Some((expected.to_owned(), expected.len())), "{text}");
        }
        assert_eq!(behind("> - - x", 6), Some(("> - x".to_owned(), 4)));
        assert_eq!(behind(">   - x", 6), Some(("> - x".to_owned(), 4)));
        for (text, at) in
            [("> ", 2), ("> [!SAY] a\n> ", 13), ("- a", 3), ("- a", 1), ("plain", 0), ("- > ", 4)]
        {
            assert_eq!(behind(text, at), None, "{text} at {at}");
        }
        assert_eq!(backspace("- words", Selection { anchor: 7, head: 2 }), None, "what is selected goes");
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
    fn items_move_in_and_out() {
        let text = "- a\n- b\nplain";
        let step = indent(text, Selection { anchor: 0, head: 5 }, false).expect("items");
        assert_eq!(made(text, &step), "  - a\n  - b\nplain");
        assert_eq!(step.after, Selection { anchor: 2, head: 9 });
        assert_eq!(indent("plain", Selection::at(2), false), None);
    }

    #[test]
    fn a_callout_moves_as_a_whole_or_not_at_all() {
        let text = "- a\n\n> [!RED-LINE]\n> b\n> c\n\nplain";
        let moved = "- a\n\n  > [!RED-LINE]\n  > b\n  > c\n\nplain";
        for at in ["RED", "b", "c"] {
            let step =
                indent(text, Selection::at(text.find(at).expect("there")), false).expect("below an item");
            assert_eq!(made(text, &step), moved, "{at}");
            let at = Selection::at(moved.find(at).expect("there"));
            assert_eq!(indent(moved, at, false), None, "further in it would be code");
            assert_eq!(made(moved, &indent(moved, at, true).expect("out")), text);
        }
        for alone in ["> [!RED-LINE]\n> b", "Words.\n\n> [!RED-LINE]\n> b"] {
            assert_eq!(indent(alone, Selection::at(alone.len()), false), None, "{alone}");
        }
        let within = "- x\n- > [!SAY] a\n  > b";
        let step = indent(within, Selection::at(within.len()), false).expect("an item");
        assert_eq!(made(within, &step), "- x\n  - > [!SAY] a\n    > b");
    }
}
