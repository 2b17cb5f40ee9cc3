//! Running text as Markdown.

use crate::brief::Lang;
use crate::export::markdown::code::code_span;
use crate::export::markdown::escape::{
    Sign, Sort, escape_line_start, follows_address, heading_end, needing_escape,
};
use crate::export::markdown::marks::{Mark, Piece, marked, signs};
use crate::release::{Content, Inline, InlineContent, Picture};

/// What running text refers to.
#[derive(Clone, Copy)]
pub(super) struct Source<'s> {
    pub content: &'s Content,
    /// The name of the main file without its ending.
    pub stem: &'s str,
}

/// Where running text stands, which decides what a line break is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Paragraph,
    Line,
    Cell,
}

/// Running text as the lines of a paragraph; empty where nothing of it is seen.
pub(super) fn paragraph(source: Source<'_>, inlines: &[Inline]) -> String {
    paragraph_of(source, pieces(source, inlines, Place::Paragraph))
}

/// Pieces as the lines of a paragraph.
pub(super) fn paragraph_of(source: Source<'_>, pieces: Vec<Piece>) -> String {
    let text = written(source, pieces, Place::Paragraph);
    let lines = text.split('\n').enumerate().map(|(idx, line)| escape_line_start(line, idx == 0));
    lines.collect::<Vec<_>>().join("\n")
}

/// Running text as the text of a heading.
pub(super) fn heading(source: Source<'_>, inlines: &[Inline]) -> String {
    heading_end(&written(source, pieces(source, inlines, Place::Line), Place::Line))
}

/// Running text as a cell of a table.
pub(super) fn cell(source: Source<'_>, inlines: &[Inline]) -> String {
    written(source, pieces(source, inlines, Place::Cell), Place::Cell)
}

/// Words as a cell of a table.
pub(super) fn cell_of_words(source: Source<'_>, words: &str) -> String {
    written(source, vec![words_of(words)], Place::Cell)
}

/// Running text that stands in a paragraph with other pieces.
pub(super) fn pieces_of(source: Source<'_>, inlines: &[Inline]) -> Vec<Piece> {
    pieces(source, inlines, Place::Line)
}

/// Words as a piece.
pub(super) fn words_of(words: &str) -> Piece {
    Piece::Words(on_one_line(words))
}

/// Words that stand out.
pub(super) fn strong(words: &str) -> Vec<Piece> {
    marked(Mark::Strong, vec![words_of(words)])
}

/// Words that are set apart.
pub(super) fn emphasis(words: &str) -> Vec<Piece> {
    marked(Mark::Emphasis, vec![words_of(words)])
}

/// What a picture shows, with its file where there is one, and a title that some readers show.
pub(super) fn picture(source: Source<'_>, picture: &Picture, title: Option<&str>) -> Vec<Piece> {
    let Some(idx) = picture.image else { return emphasis(&picture.alt) };
    let extension = source.content.images[idx].format.extension();
    let name = file_address(&format!("{}-{}.{extension}", source.stem, idx + 1));
    let title = title.map(|title| {
        let title = on_one_line(title).replace('\\', "\\\\").replace('"', "\\\"").replace('&', "\\&");
        format!(" \"{title}\"")
    });
    vec![
        Piece::Markup("![".to_owned()),
        Piece::Label(on_one_line(&picture.alt)),
        Piece::Markup(format!("]({name}{})", title.unwrap_or_default())),
    ]
}

fn on_one_line(words: &str) -> String {
    words.replace("\r\n", " ").replace(['\n', '\r'], " ")
}

fn pieces(source: Source<'_>, inlines: &[Inline], place: Place) -> Vec<Piece> {
    let mut out = Vec::new();
    let mut rest = inlines;
    while let Some((inline, behind)) = rest.split_first() {
        rest = behind;
        match &inline.content {
            InlineContent::Text(text) => out.push(words_of(text)),
            InlineContent::Code(text) => {
                // Side by side, two fences would be one.
                let mut text = text.clone();
                while let Some((Inline { content: InlineContent::Code(more), .. }, behind)) =
                    rest.split_first()
                {
                    text.push_str(more);
                    rest = behind;
                }
                out.extend(code(&on_one_line(&text), place));
            }
            InlineContent::Emphasis(children) => {
                out.extend(marked(Mark::Emphasis, pieces(source, children, place)));
            }
            InlineContent::Strong(children) => {
                out.extend(marked(Mark::Strong, pieces(source, children, place)));
            }
            InlineContent::Strikethrough(children) => {
                out.extend(marked(Mark::Strikethrough, pieces(source, children, place)));
            }
            InlineContent::Link { dest, children } => out.extend(link(source, dest, children, place)),
            InlineContent::Jump { to, children } => {
                let name = source.content.anchors.get(*to).map_or("", String::as_str);
                out.extend(bracketed(pieces(source, children, place), &format!("#{name}")));
            }
            InlineContent::Picture(shown) => out.extend(picture(source, shown, shown.caption.as_deref())),
            InlineContent::Ref(number) => out.push(Piece::Markup(format!("[^{number}]"))),
            InlineContent::Portion(mark) => out.push(words_of(&format!("({mark}) "))),
            InlineContent::Private(text) => out.extend(emphasis(&private_remark(source, text))),
            InlineContent::SoftBreak => out.push(Piece::SoftBreak),
            InlineContent::HardBreak => out.push(Piece::HardBreak),
        }
    }
    out
}

/// A private remark in brackets, so that one sees where it ends.
fn private_remark(source: Source<'_>, text: &str) -> String {
    match source.content.lang {
        Lang::En => format!("(private: {})", text.trim()),
        Lang::Ja => format!("（内部限り：{}）", text.trim()),
    }
}

fn code(text: &str, place: Place) -> Vec<Piece> {
    if text.is_empty() {
        return Vec::new();
    }
    // In a table, no number of backslashes within a fence says backslash and stroke.
    if place == Place::Cell && text.contains("\\|") {
        let tag = |tag: &str| Piece::Markup(tag.to_owned());
        return vec![tag("<code>"), Piece::Words(text.to_owned()), tag("</code>")];
    }
    vec![Piece::Markup(code_span(text))]
}

fn link(source: Source<'_>, dest: &str, children: &[Inline], place: Place) -> Vec<Piece> {
    if let [Inline { content: InlineContent::Text(text), .. }] = children {
        let is_address = text == dest || dest.strip_prefix("mailto:").is_some_and(|address| address == text);
        let is_plain = |c: char| c.is_ascii_alphanumeric() || "-._~:/?#@!$'()*+,;=%".contains(c);
        if is_address && text.contains([':', '@']) && text.chars().all(is_plain) {
            return vec![Piece::Markup(format!("<{text}>"))];
        }
    }
    bracketed(pieces(source, children, place), dest)
}

/// A link around some pieces; a break at its end comes to stand behind it.
fn bracketed(mut inner: Vec<Piece>, dest: &str) -> Vec<Piece> {
    let is_break = |piece: &Piece| matches!(piece, Piece::SoftBreak | Piece::HardBreak);
    let behind = inner.split_off(inner.iter().rposition(|piece| !is_break(piece)).map_or(0, |last| last + 1));
    let mut out = vec![Piece::Markup("[".to_owned())];
    out.extend(inner.into_iter().map(|piece| match piece {
        Piece::Words(words) => Piece::Label(words),
        piece => piece,
    }));
    out.push(Piece::Markup(format!("]({})", address(dest))));
    out.extend(behind);
    out
}

/// Where a link leads to, as it stands behind the brackets.
fn address(dest: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "-._~:/?#@!$&'*+,;=%".contains(c);
    let has_entity = dest.contains('&') && dest.contains(';');
    if !dest.is_empty() && dest.chars().all(is_plain) && !has_entity {
        return dest.to_owned();
    }
    let mut out = "<".to_owned();
    for c in dest.chars() {
        match c {
            '<' | '>' | '\\' | '&' => {
                out.push('\\');
                out.push(c);
            }
            // Blanks between pointed brackets are read by some, and the stroke parts the cells of a table.
            ' ' => out.push_str("%20"),
            '|' => out.push_str("%7C"),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out.push('>');
    out
}

/// The address of a file that stands beside the main one.
fn file_address(name: &str) -> String {
    let mut out = String::new();
    for c in name.chars() {
        if c.is_alphanumeric() || "-._~".contains(c) {
            out.push(c);
        } else {
            let mut bytes = [0; 4];
            c.encode_utf8(&mut bytes).bytes().for_each(|byte| out.push_str(&format!("%{byte:02X}")));
        }
    }
    out
}

fn written(source: Source<'_>, mut pieces: Vec<Piece>, place: Place) -> String {
    if source.content.lang == Lang::Ja {
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
                out.push_str("&#91;")
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
    let is_wide = |c: char| matches!(c, '\u{3000}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{ff00}'..='\u{ff60}');
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
