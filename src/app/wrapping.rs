//! Marks on both sides of words: bold and italic, over one line or many, and never where they would spoil something.

use crate::app::App;
use crate::brief::{Block, Brief, Node, walk_blocks};
use crate::text::{Edit, EditKind, Selection, Span};

impl App {
    /// Puts a mark on both sides of the selected words, line by line and cell by cell, or takes it off where all of
    /// them have it. Front matter, code and the marks of lists and quotations are left as they are.
    pub fn wrap_selection(&mut self, mark: &str) {
        let text = self.session.text();
        let pieces = pieces(self.session.brief(), text, self.selected());
        if pieces.is_empty() {
            self.complain_of_front();
            return;
        }
        let outer: Vec<Option<Span>> = pieces.iter().map(|&piece| wrapped(text, piece, mark)).collect();
        let takes_off = outer.iter().all(Option::is_some);
        let (mut edits, mut shift) = (Vec::new(), 0_isize);
        // Of one piece the words stay selected; of several all with their marks, which so can be taken off again.
        let is_one = pieces.len() == 1;
        let mut after: Option<Selection> = None;
        for (&piece, outer) in pieces.iter().zip(outer) {
            let words = inner(piece.slice(text), outer == Some(piece), mark);
            let (span, new, lead) = match outer {
                Some(outer) if takes_off => (outer, words.to_owned(), 0),
                Some(outer) => (outer, outer.slice(text).to_owned(), mark.len()),
                None => (piece, format!("{mark}{words}{mark}"), mark.len()),
            };
            let begin = span.start.saturating_add_signed(shift);
            let (start, end) =
                if is_one { (begin + lead, begin + lead + words.len()) } else { (begin, begin + new.len()) };
            let (anchor, head) = (after.map_or(start, |after| after.anchor), end);
            after = Some(Selection { anchor, head });
            shift += new.len().cast_signed() - span.len().cast_signed();
            if new != span.slice(text) {
                edits.push(Edit::replace(span, new));
            }
        }
        self.edit(edits, after.unwrap_or(self.selection), EditKind::Other);
    }
}

/// The words of a piece without marks that it holds itself.
fn inner<'t>(words: &'t str, holds_marks: bool, mark: &str) -> &'t str {
    if holds_marks { &words[mark.len()..words.len() - mark.len()] } else { words }
}

/// The place of a piece with the marks that stand around or within it; nothing where it has none.
fn wrapped(text: &str, piece: Span, mark: &str) -> Option<Span> {
    // One star of two is not the mark of italic.
    let is_own = |span: Span| {
        mark != "*"
            || !(text.get(..span.start).is_some_and(|before| before.ends_with('*'))
                || text.get(span.start + 1..).is_some_and(|words| words.starts_with('*') && span.len() > 2))
    };
    let around =
        Span::new(piece.start.checked_sub(mark.len()).unwrap_or(piece.start), piece.end + mark.len());
    let is_around =
        text.get(around.start..around.end) == Some(format!("{mark}{}{mark}", piece.slice(text)).as_str());
    let words = piece.slice(text);
    let is_within = words.len() > 2 * mark.len() && words.starts_with(mark) && words.ends_with(mark);
    [(is_within, piece), (is_around, around)]
        .into_iter()
        .find_map(|(is_wrapped, span)| (is_wrapped && is_own(span)).then_some(span))
}

/// The words of a selection, each piece within one line, one cell and no code.
fn pieces(brief: &Brief, text: &str, selected: Span) -> Vec<Span> {
    let mut kept_out = vec![brief.front.span];
    walk_blocks(&brief.blocks, &mut |node| {
        if let Node::Block(block @ (Block::Code(_) | Block::Chart(_) | Block::Comment(_))) = node {
            kept_out.push(block.span());
        }
    });
    let is_kept_out = |line: Span| {
        kept_out.iter().any(|out| out.start <= line.start && line.start < out.end.max(out.start))
    };
    let mut found = Vec::new();
    let mut start = text[..selected.start].rfind('\n').map_or(0, |at| at + 1);
    while start <= selected.end {
        let end = text[start..].find('\n').map_or(text.len(), |at| start + at);
        let line = Span::new(start, end);
        if !is_kept_out(line) {
            found.extend(cells(text, line).into_iter().filter_map(|cell| within(text, cell, selected)));
        }
        start = end + 1;
    }
    found
}

/// What of the words of a cell is selected, without the blanks around it.
fn within(text: &str, cell: Span, selected: Span) -> Option<Span> {
    let (start, end) = (cell.start.max(selected.start), cell.end.min(selected.end));
    if selected.is_empty() {
        return (cell.start <= selected.start && selected.end <= cell.end).then_some(selected);
    }
    let words = text.get(start..end)?;
    let start = start + (words.len() - words.trim_start().len());
    let end = start + words.trim().len();
    (start < end).then_some(Span::new(start, end))
}

/// The words of a line behind its marks; in a table, cell by cell.
fn cells(text: &str, line: Span) -> Vec<Span> {
    let start = line.start + marks_len(line.slice(text));
    let words = &text[start..line.end];
    let is_rule = !words.trim().is_empty() && words.trim().chars().all(|c| "-_*=:| ".contains(c));
    if is_rule || words.starts_with(":::") {
        return Vec::new();
    }
    if !words.trim_start().starts_with('|') {
        return vec![Span::new(start, line.end)];
    }
    let mut cells = Vec::new();
    let mut at = start;
    for (idx, _) in words.match_indices('|') {
        if !words[..idx].ends_with('\\') {
            cells.push(Span::new(at, start + idx));
            at = start + idx + 1;
        }
    }
    cells.push(Span::new(at, line.end));
    cells.retain(|cell| !cell.slice(text).trim().is_empty());
    cells
}

/// How long the marks are with which a line begins: quotations, list items, headings, the name of a kind.
fn marks_len(line: &str) -> usize {
    let mut len = 0;
    loop {
        let rest = &line[len..];
        let blanks = rest.len() - rest.trim_start_matches([' ', '\t']).len();
        let words = &rest[blanks..];
        let digits = words.bytes().take_while(u8::is_ascii_digit).count();
        let hashes = words.bytes().take_while(|&sign| sign == b'#').count();
        let mark = if words.starts_with('>') {
            1
        } else if words.starts_with("[!") {
            words.find(']').map_or(0, |at| at + 1)
        } else if ["[ ] ", "[x] ", "[X] "].iter().any(|task| words.starts_with(task)) {
            4
        } else if ["- ", "* ", "+ "].iter().any(|mark| words.starts_with(mark)) {
            2
        } else if digits > 0 && [". ", ") "].iter().any(|end| words[digits..].starts_with(end)) {
            digits + 2
        } else if hashes > 0 && words[hashes..].starts_with(' ') {
            hashes + 1
        } else {
            return len + blanks;
        };
        if mark == 0 {
            return len + blanks;
        }
        len += blanks + mark;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::brief::parse;

    /// The pieces of a whole text.
    fn all(text: &str) -> Vec<&str> {
        let (brief, _) = parse(text);
        pieces(&brief, text, Span::new(0, text.len())).into_iter().map(|piece| piece.slice(text)).collect()
    }

    #[test]
    fn only_words_are_marked() {
        let text = "---\ntitle: A\n---\n\n## A head\n\n- one\n  two\n> [!SAY] Title\n> 1. x\n\n| a | b\\|c |\n|---|---|\n| d |  |\n\n---\n\n```\ncode\n```\n\n::: notes\nlast\n:::\n";
        assert_eq!(all(text), ["A head", "one", "two", "Title", "x", "a", "b\\|c", "d", "last"]);
    }

    #[test]
    fn marks_are_known_within_and_around() {
        let text = "a **b** *c* ***d***";
        let at = |words: &str| {
            Span::new(text.find(words).expect("there"), text.find(words).expect("there") + words.len())
        };
        assert_eq!(wrapped(text, at("b"), "**"), Some(at("**b**")));
        assert_eq!(wrapped(text, at("**b**"), "**"), Some(at("**b**")));
        assert_eq!(wrapped(text, at("b"), "*"), None);
        assert_eq!(wrapped(text, at("c"), "*"), Some(at("*c*")));
        assert_eq!(wrapped(text, at("a"), "**"), None);
    }
}
