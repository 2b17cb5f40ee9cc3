//! Running text as Markdown.

use crate::brief::{Lang, TextStyle};
use crate::export::markdown::code::code_span;
use crate::export::markdown::escape::{escape_line_start, heading_end};
use crate::export::markdown::line::{Place, written};
use crate::export::markdown::link::{bracketed, file_address};
use crate::export::markdown::marks::{Mark, Piece, marked};
use crate::release::{Content, Inline, InlineContent, Picture};

/// What running text refers to.
#[derive(Clone, Copy)]
pub(super) struct Source<'s> {
    pub content: &'s Content,
    /// The name of the main file without its ending.
    pub stem: &'s str,
}

/// Running text as the lines of a paragraph; empty where nothing of it is seen.
pub(super) fn paragraph(source: Source<'_>, inlines: &[Inline]) -> String {
    paragraph_of(source, pieces(source, inlines, Place::Paragraph))
}

/// A paragraph that hangs from its number or sign: a line of its own, set in by blanks that every reader shows.
pub(super) fn numbered(source: Source<'_>, label: &str, depth: u8, inlines: &[Inline]) -> String {
    let indent = "&emsp;".repeat(2 * usize::from(depth));
    let blank = match label.chars().next_back() {
        Some('・') => "",
        Some('\u{3000}'..='\u{30ff}' | '\u{ff00}'..='\u{ff60}') => "\u{3000}",
        _ => " ",
    };
    let mut words = vec![Piece::Markup(indent), words_of(&format!("{label}{blank}"))];
    words.extend(pieces(source, inlines, Place::Paragraph));
    paragraph_of(source, words)
}

/// Pieces as the lines of a paragraph.
pub(super) fn paragraph_of(source: Source<'_>, pieces: Vec<Piece>) -> String {
    let text = written(source.content.lang, pieces, Place::Paragraph);
    let is_line_to_sign_on = text.len() >= 3 && text.chars().all(|c| c == '_');
    if is_line_to_sign_on {
        return format!("\\{text}");
    }
    let lines = text.split('\n').enumerate().map(|(idx, line)| escape_line_start(line, idx == 0));
    lines.collect::<Vec<_>>().join("\n")
}

/// Running text as the text of a heading.
pub(super) fn heading(source: Source<'_>, inlines: &[Inline]) -> String {
    heading_end(&written(source.content.lang, pieces(source, inlines, Place::Line), Place::Line))
}

/// Running text as a cell of a table.
pub(super) fn cell(source: Source<'_>, inlines: &[Inline]) -> String {
    written(source.content.lang, pieces(source, inlines, Place::Cell), Place::Cell)
}

/// Words as a cell of a table.
pub(super) fn cell_of_words(source: Source<'_>, words: &str) -> String {
    written(source.content.lang, vec![words_of(words)], Place::Cell)
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
            InlineContent::Styled { style, children } => {
                out.extend(between(pieces(source, children, place), style_tags(*style)));
            }
            InlineContent::Ruby { children, reading } => {
                let reading = between(vec![words_of(reading)], ("<rp>（</rp><rt>", "</rt><rp>）</rp>"));
                let words = [pieces(source, children, place), reading].concat();
                out.extend(between(words, ("<ruby>", "</ruby>")));
            }
            InlineContent::Inserted(children) => {
                out.extend(between(pieces(source, children, place), ("{++", "++}")));
            }
            InlineContent::Deleted(children) => {
                out.extend(between(pieces(source, children, place), ("{--", "--}")));
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

/// Tags that readers understand, for styles that have no marks. Underlined is what was put in: GitHub takes no other
/// tag for it.
fn style_tags(style: TextStyle) -> (&'static str, &'static str) {
    match style {
        TextStyle::Subscript => ("<sub>", "</sub>"),
        TextStyle::Superscript => ("<sup>", "</sup>"),
        TextStyle::Underline => ("<ins>", "</ins>"),
        TextStyle::Highlight | TextStyle::Flagged => ("<mark>", "</mark>"),
        TextStyle::Key => ("<kbd>", "</kbd>"),
    }
}

fn between(inner: Vec<Piece>, (begin, end): (&str, &str)) -> Vec<Piece> {
    let mut out = vec![Piece::Markup(begin.to_owned())];
    out.extend(inner);
    out.push(Piece::Markup(end.to_owned()));
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

fn on_one_line(words: &str) -> String {
    words.replace("\r\n", " ").replace(['\n', '\r'], " ")
}
