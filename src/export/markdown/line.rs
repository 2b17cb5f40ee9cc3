//! Pieces of running text as lines, with what is escaped in them.

use crate::brief::Lang;
use crate::export::markdown::escape::{Sign, Sort, follows_address, needing_escape};
use crate::export::markdown::marks::{Piece, signs};
use crate::layout::is_wide;

/// Where running text stands, which decides what a line break is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Paragraph,
    Line,
    Cell,
}

/// Pieces as lines; a place that is one line has none of its own.
pub(super) fn written(lang: Lang, mut pieces: Vec<Piece>, place: Place) -> String {
    if lang == Lang::Ja {
        join_wide_lines(&mut pieces);
    }
    let signs = without_blank_lines(signs(&pieces));
    let escaped = needing_escape(&signs);
    let mut out = String::with_capacity(signs.len());
    for (idx, sign) in signs.iter().enumerate() {
        match (sign.sort, place, sign.c) {
            (Sort::SoftBreak, Place::Paragraph, _) => out.push('\n'),
            (Sort::SoftBreak, _, _) => out.push(' '),
            // A backslash would be read as the end of the address.
            (Sort::HardBreak, Place::Paragraph, _) if follows_address(&signs, idx) => out.push_str("<br>\n"),
            (Sort::HardBreak, Place::Paragraph, _) => out.push_str("\\\n"),
            (Sort::HardBreak, _, _) => out.push_str("<br>"),
            // Behind a backslash, another one would not escape it for every reader.
            (_, Place::Cell, '|') if out.ends_with('\\') && sign.is_text() => out.push_str("&#124;"),
            (_, Place::Cell, '|') => out.push_str("\\|"),
            // Right behind the number of a note, an escaped bracket is not an escaped one to every reader.
            (Sort::Words | Sort::Label, _, '[') if idx > 0 && ends_bracket(signs[idx - 1]) => {
                out.push_str("&#91;");
            }
            (_, _, c) => {
                if escaped.contains(&idx) {
                    out.push('\\');
                }
                out.push(c);
            }
        }
    }
    out
}

fn ends_bracket(sign: Sign) -> bool {
    sign.sort == Sort::Markup && sign.c == ']'
}

/// Takes away the blanks around line breaks and at either end, and what would make an empty line.
fn without_blank_lines(signs: Vec<Sign>) -> Vec<Sign> {
    let is_break = |sign: &Sign| matches!(sign.sort, Sort::SoftBreak | Sort::HardBreak);
    let is_blank = |sign: &Sign| sign.is_text() && matches!(sign.c, ' ' | '\t');
    let mut out: Vec<Sign> = Vec::with_capacity(signs.len());
    for sign in signs {
        if is_blank(&sign) && out.last().is_none_or(is_break) {
            continue;
        }
        if is_break(&sign) {
            while out.last().is_some_and(is_blank) {
                out.pop();
            }
            match out.last() {
                None => continue,
                Some(last) if last.sort == Sort::SoftBreak => {
                    out.pop();
                }
                Some(last) if last.sort == Sort::HardBreak && sign.sort == Sort::SoftBreak => continue,
                Some(_) => {}
            }
        }
        out.push(sign);
    }
    while out.last().is_some_and(|last| is_blank(last) || is_break(last)) {
        out.pop();
    }
    out
}

/// Joins lines between two Japanese letters: other readers would set a space where they break.
fn join_wide_lines(pieces: &mut Vec<Piece>) {
    let words = |piece: &Piece| match piece {
        Piece::Words(text) | Piece::Label(text) => Some(text.clone()),
        Piece::Open(_) | Piece::Close(_) => Some(String::new()),
        Piece::Markup(_) | Piece::SoftBreak | Piece::HardBreak => None,
    };
    let mut idx = 0;
    while idx < pieces.len() {
        if pieces[idx] == Piece::SoftBreak {
            let before = pieces[..idx].iter().rev().map(words).find(|words| words.as_deref() != Some(""));
            let after = pieces[idx + 1..].iter().map(words).find(|words| words.as_deref() != Some(""));
            let last = before.flatten().and_then(|words| words.chars().next_back());
            let first = after.flatten().and_then(|words| words.chars().next());
            if last.is_some_and(is_wide) && first.is_some_and(is_wide) {
                pieces.remove(idx);
                continue;
            }
        }
        idx += 1;
    }
}
