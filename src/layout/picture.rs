//! Pictures as Typst source: those that stand in a place of their own, and those within a line of words.

use std::borrow::Cow;

use crate::layout::compose::has_low_caption;
use crate::layout::source::Writer;
use crate::layout::style::{Style, image_name, target_name};
use crate::release::{Block, BlockContent, Inline, InlineContent, Picture, picture_words};

/// How high a picture may be, in pixels, to be a sign among the words and no picture to be looked at.
const MAX_SIGN_PX: u32 = 48;

/// A piece of a paragraph: words in lines, or pictures side by side.
pub(super) enum Piece<'p> {
    /// Words, and the signs among them.
    Words(Cow<'p, [Inline]>),
    /// Pictures that stood on one line.
    Pictures(Vec<&'p Inline>),
}

/// Parts a paragraph where pictures are that are too large for a line, or have a line of their own.
pub(super) fn pieces<'p>(writer: &Writer, inlines: &'p [Inline]) -> Vec<Piece<'p>> {
    let mut pieces: Vec<Piece<'p>> = Vec::new();
    let mut start = 0;
    for (idx, inline) in inlines.iter().enumerate() {
        let Some(picture) = picture_of(inline) else { continue };
        if picture.image.is_none() || !(is_large(writer, picture) || has_own_line(inlines, idx)) {
            continue;
        }
        let between = &inlines[start..idx];
        match pieces.last_mut() {
            Some(Piece::Pictures(row)) if between.iter().all(|one| is_blank(one) && !ends_line(one)) => {
                row.push(inline);
            }
            _ => {
                push_words(between, &mut pieces);
                pieces.push(Piece::Pictures(vec![inline]));
            }
        }
        start = idx + 1;
    }
    if start == 0 {
        return vec![Piece::Words(Cow::Borrowed(inlines))];
    }
    push_words(&inlines[start..], &mut pieces);
    pieces
}

/// Writes pictures side by side.
pub(super) fn write_row(writer: &mut Writer, row: &[&Inline], style: Style) {
    let is_single = row.len() == 1;
    writer.code(if is_single { "" } else { "#cols((" });
    for inline in row {
        writer.code(if is_single { "" } else { "[" });
        let opening = link_opening(writer, inline);
        writer.code(opening.as_deref().unwrap_or(""));
        if let Some(picture) = picture_of(inline) {
            write_picture(writer, picture, style);
        }
        writer.code(if opening.is_some() { "]\n" } else { "" });
        writer.code(if is_single { "" } else { "],\n" });
    }
    writer.code(if is_single { "" } else { "))\n" });
}

/// Writes a picture in a place of its own: as large as it is, as far as the page and the text around it allow.
pub(super) fn write_picture(writer: &mut Writer, picture: &Picture, style: Style) {
    let Some(image) = picture.image else {
        writer.code("#picture-missing(");
        writer.own_content(&picture_words(picture));
        writer.code(")\n");
        return;
    };
    writer.code(&format!("#picture({:?}, ", image_name(image)));
    writer.own_string(&picture.alt);
    writer.code(", ");
    match &picture.caption {
        Some(caption) => writer.own_content(caption),
        None => writer.code("none"),
    }
    let (width_px, height_px) = size_px(writer, image);
    let max_height_pt = style.max_picture_pt;
    writer.code(&format!(", {width_px}pt, {height_px}pt, {max_height_pt}pt)\n"));
}

/// Whether the first of some blocks is a photograph that may fill a slide, and lose a little at its edges.
pub(super) fn is_photo(writer: &Writer, blocks: &[Block]) -> bool {
    const LEAST_WIDTH_PX: u32 = 900;
    let Some(BlockContent::Picture(picture)) = blocks.first().map(|block| &block.content) else {
        return false;
    };
    let Some(image) = picture.image else { return false };
    let (width_px, height_px) = size_px(writer, image);
    let is_wide = width_px * 10 >= height_px * 13 && width_px <= height_px * 3;
    writer.photos.contains(&image) && width_px >= LEAST_WIDTH_PX && is_wide && has_low_caption(picture)
}

/// Writes the argument of a slide that is a picture which fills it.
pub(super) fn write_photo(writer: &mut Writer, picture: &Picture) {
    let Some(image) = picture.image else { return };
    let (width_px, height_px) = size_px(writer, image);
    writer.code(&format!(", photo: (path: {:?}, alt: ", image_name(image)));
    writer.own_string(&picture.alt);
    writer.code(&format!(", ratio: {:.4}, caption: ", f64::from(width_px) / f64::from(height_px.max(1))));
    match &picture.caption {
        Some(caption) => writer.own_content(caption),
        None => writer.code("none"),
    }
    writer.code(")\n");
}

/// Writes a picture within a line: a sign as high as the line, any other as high as `style` allows.
pub(super) fn write_within_line(writer: &mut Writer, picture: &Picture, style: Style) {
    let Some(image) = picture.image else {
        writer.code("#em[");
        writer.words(&picture_words(picture), crate::text::Span::default());
        writer.code("];");
        return;
    };
    let lines = if is_large(writer, picture) { style.picture_lines } else { 1 };
    writer.code(&format!("#img-inline({:?}, ", image_name(image)));
    writer.own_string(&picture.alt);
    writer.code(&format!(", {lines}em);"));
}

/// Adds what stands between pictures, without the blanks and breaks towards them.
fn push_words<'p>(inlines: &'p [Inline], pieces: &mut Vec<Piece<'p>>) {
    let n_before = inlines.iter().take_while(|inline| is_blank(inline)).count();
    let rest = &inlines[n_before..];
    let n_after = rest.iter().rev().take_while(|inline| is_blank(inline)).count();
    let mut words = rest[..rest.len() - n_after].to_vec();
    if let Some(Inline { content: InlineContent::Text(text), span }) = words.first_mut() {
        let n_blanks = text.len() - text.trim_start().len();
        text.drain(..n_blanks);
        span.start = (span.start + n_blanks).min(span.end);
    }
    if !words.is_empty() {
        pieces.push(Piece::Words(Cow::Owned(words)));
    }
}

/// The picture that an inline is, in whatever marks it stands.
fn picture_of(inline: &Inline) -> Option<&Picture> {
    match &inline.content {
        InlineContent::Picture(picture) => Some(picture),
        InlineContent::Ruby { .. } => None,
        content => match content.children() {
            [only] => picture_of(only),
            _ => None,
        },
    }
}

/// The code that makes a link of what follows, for a picture that is one.
fn link_opening(writer: &mut Writer, inline: &Inline) -> Option<String> {
    match &inline.content {
        InlineContent::Link { dest, .. } => {
            let mut opening = Writer::default();
            opening.code("#link(");
            opening.own_string(dest);
            opening.code(")[\n");
            Some(opening.text)
        }
        InlineContent::Jump { to: 0, .. } => Some("#link((page: 1, x: 0pt, y: 0pt))[\n".to_owned()),
        InlineContent::Jump { to, .. } if writer.targets.contains(to) => {
            Some(format!("#link(label({:?}))[\n", target_name(*to)))
        }
        _ => None,
    }
}

fn size_px(writer: &Writer, image: usize) -> (u32, u32) {
    writer.image_sizes.get(image).copied().unwrap_or((1, 1))
}

fn is_large(writer: &Writer, picture: &Picture) -> bool {
    picture.image.is_some_and(|image| size_px(writer, image).1 > MAX_SIGN_PX)
}

/// Whether nothing but pictures stands on the line of an inline.
fn has_own_line(inlines: &[Inline], idx: usize) -> bool {
    let is_break = |inline: &&Inline| !ends_line(inline);
    let is_pictures = |inline: &Inline| is_blank(inline) || picture_of(inline).is_some();
    inlines[..idx].iter().rev().take_while(is_break).all(is_pictures)
        && inlines[idx + 1..].iter().take_while(is_break).all(is_pictures)
}

fn ends_line(inline: &Inline) -> bool {
    matches!(inline.content, InlineContent::SoftBreak | InlineContent::HardBreak)
}

fn is_blank(inline: &Inline) -> bool {
    ends_line(inline) || matches!(&inline.content, InlineContent::Text(text) if text.trim().is_empty())
}
