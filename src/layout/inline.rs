//! Running text as Typst source.

use crate::brief::{Lang, TextStyle};
use crate::layout::source::Writer;
use crate::release::{Inline, InlineContent, Picture};

/// What running text needs to know of its document.
#[derive(Clone, Copy)]
pub(super) struct Style {
    pub lang: Lang,
    /// Whether numbers of notes are links to the notes.
    pub links_notes: bool,
    /// On cards and slides, where no sentence may go on to the next: how many Latin letters surely fit.
    pub whole_width: Option<usize>,
    /// How many columns of a table stand side by side before its type gets smaller.
    pub n_columns: u16,
}

/// Writes inlines as the inside of a content block.
pub(super) fn write_inlines(writer: &mut Writer, inlines: &[Inline], style: Style) {
    for (idx, inline) in inlines.iter().enumerate() {
        match &inline.content {
            InlineContent::Text(text) => writer.words(&text.replace('\n', " "), inline.span),
            InlineContent::Code(text) => {
                writer.code("#mono(");
                writer.string(&text.replace('\n', " "), inline.span);
                writer.code(");");
            }
            InlineContent::Emphasis(children) => wrapped(writer, "#em[", children, style),
            InlineContent::Strong(children) => wrapped(writer, "#st[", children, style),
            InlineContent::Strikethrough(children) => wrapped(writer, "#del[", children, style),
            InlineContent::Styled { style: text_style, children } => {
                let function = match text_style {
                    TextStyle::Subscript => "#lower[",
                    TextStyle::Superscript => "#raised[",
                    TextStyle::Underline => "#under[",
                    TextStyle::Highlight | TextStyle::Flagged => "#marked[",
                    TextStyle::Key => "#key[",
                };
                wrapped(writer, function, children, style);
            }
            InlineContent::Ruby { children, reading } => {
                writer.code("#ruby(");
                writer.own_content(reading);
                wrapped(writer, ")[", children, style);
            }
            InlineContent::Inserted(children) => wrapped(writer, "#added[", children, style),
            InlineContent::Deleted(children) => wrapped(writer, "#struck[", children, style),
            InlineContent::Link { dest, children } => {
                writer.code("#lnk(");
                writer.own_string(dest);
                wrapped(writer, ")[", children, style);
            }
            InlineContent::Jump { to, children } => {
                let opening = match to {
                    0 => "#jmp-start[".to_owned(),
                    to if writer.targets.contains(to) => format!("#jmp({:?})[", target_name(*to)),
                    // A slide that is set alone has nowhere to lead to.
                    _ => "#jmp-look[".to_owned(),
                };
                wrapped(writer, &opening, children, style);
            }
            InlineContent::Picture(picture) => write_picture(writer, picture),
            InlineContent::Ref(number) => {
                let follows_ref = inlines[..idx].last().map(|before| &before.content);
                if matches!(follows_ref, Some(InlineContent::Ref(_))) {
                    writer.code("#ref-comma;");
                }
                let function = if style.links_notes { "ref-no" } else { "ref-mark" };
                writer.code(&format!("#{function}({number});"));
            }
            InlineContent::Portion(mark) => {
                writer.code("#mark[");
                writer.words(&format!("({mark})"), inline.span);
                writer.code("];");
            }
            InlineContent::Private(text) => {
                writer.code("#private-remark[");
                writer.words(text, inline.span);
                writer.code("];");
            }
            InlineContent::SoftBreak => {
                if !joins_without_space(inlines, idx, style.lang) {
                    writer.words(" ", inline.span);
                }
            }
            InlineContent::HardBreak => writer.code("#br();"),
        }
    }
}

fn wrapped(writer: &mut Writer, opening: &str, children: &[Inline], style: Style) {
    writer.code(opening);
    write_inlines(writer, children, style);
    writer.code("];");
}

fn write_picture(writer: &mut Writer, picture: &Picture) {
    if let Some(image) = picture.image {
        writer.code(&format!("#img-inline({:?}, ", image_name(image)));
        writer.own_string(&picture.alt);
        writer.code(");");
    } else {
        writer.code("#em[");
        writer.words(&picture.alt, crate::text::Span::default());
        writer.code("];");
    }
}

/// The label of a place that links lead to.
pub(super) fn target_name(number: usize) -> String {
    format!("to-{number}")
}

/// The virtual file that holds a picture.
pub(super) fn image_name(image: usize) -> String {
    format!("image-{image}")
}

/// Whether a line break in the source stands between two Japanese characters, where no space belongs.
fn joins_without_space(inlines: &[Inline], idx: usize, lang: Lang) -> bool {
    if lang != Lang::Ja {
        return false;
    }
    let before = inlines[..idx].last().and_then(|inline| edge(inline, false));
    let after = inlines.get(idx + 1).and_then(|inline| edge(inline, true));
    matches!((before, after), (Some(before), Some(after)) if is_wide(before) && is_wide(after))
}

fn edge(inline: &Inline, is_first: bool) -> Option<char> {
    match &inline.content {
        InlineContent::Text(text) | InlineContent::Code(text) => {
            if is_first {
                text.chars().next()
            } else {
                text.chars().next_back()
            }
        }
        InlineContent::Emphasis(children)
        | InlineContent::Strong(children)
        | InlineContent::Strikethrough(children)
        | InlineContent::Styled { children, .. }
        | InlineContent::Ruby { children, .. }
        | InlineContent::Inserted(children)
        | InlineContent::Deleted(children)
        | InlineContent::Link { children, .. }
        | InlineContent::Jump { children, .. } => {
            let child = if is_first { children.first() } else { children.last() };
            edge(child?, is_first)
        }
        InlineContent::Picture(_)
        | InlineContent::Ref(_)
        | InlineContent::Portion(_)
        | InlineContent::Private(_)
        | InlineContent::SoftBreak
        | InlineContent::HardBreak => None,
    }
}

/// Whether a letter is Japanese and as wide as high.
pub(super) fn is_wide(c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{ff00}'..='\u{ff60}')
}
