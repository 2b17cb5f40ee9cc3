//! Running text as tags and words.

use crate::brief::{Lang, TextStyle};
use crate::export::html::markup::base64;
use crate::export::html::page::Page;
use crate::export::html::words::{is_wide, write_words};
use crate::release::{Image, ImageFormat, Inline, InlineContent, Picture, plain_text};

/// Writes running text.
pub(super) fn write_inlines(page: &mut Page<'_>, inlines: &[Inline]) {
    for (idx, inline) in inlines.iter().enumerate() {
        match &inline.content {
            InlineContent::Text(text) => write_words(&mut page.html, text, page.content.lang),
            InlineContent::Code(text) => page.html.leaf("code", &[], text),
            InlineContent::Emphasis(children) => within(page, "em", &[], children),
            InlineContent::Strong(children) => within(page, "strong", &[], children),
            InlineContent::Strikethrough(children) => within(page, "s", &[], children),
            InlineContent::Styled { style, children } => within(page, tag_of(*style), &[], children),
            InlineContent::Ruby { children, reading } => {
                page.html.open("ruby", &[]);
                write_inlines(page, children);
                page.html.leaf("rp", &[], "（");
                page.html.leaf("rt", &[], reading);
                page.html.leaf("rp", &[], "）");
                page.html.close();
            }
            InlineContent::Inserted(children) => within(page, "ins", &[], children),
            InlineContent::Deleted(children) => within(page, "del", &[], children),
            InlineContent::Link { dest, children } => write_link(page, dest, children),
            InlineContent::Jump { to, children } => write_jump(page, *to, children),
            InlineContent::Picture(picture) => write_picture_within(page, picture),
            InlineContent::Ref(number) => {
                let before = idx.checked_sub(1).and_then(|before| inlines.get(before));
                let follows_ref = matches!(before.map(|it| &it.content), Some(InlineContent::Ref(_)));
                write_ref(page, *number, follows_ref);
            }
            InlineContent::Portion(mark) => {
                page.html.leaf("span", &[("class", "dmportion")], &format!("({mark}) "));
            }
            InlineContent::Private(text) => {
                let words = match page.lang() {
                    Lang::En => format!("(private: {})", text.trim()),
                    Lang::Ja => format!("（内部限り：{}）", text.trim()),
                };
                page.html.leaf("span", &[("class", "dmremark")], &words);
            }
            InlineContent::SoftBreak => {
                page.html.text(if joins(inlines, idx) { "" } else { " " });
            }
            InlineContent::HardBreak => page.html.void("br", &[]),
        }
    }
}

/// Writes a picture with its file in it.
pub(super) fn write_image(page: &mut Page<'_>, image: &Image, alt: &str) {
    let sort = match image.format {
        ImageFormat::Jpeg => "jpeg",
        ImageFormat::Png => "png",
    };
    let source = format!("data:image/{sort};base64,{}", base64(&image.bytes));
    let (width, height) = (image.width_px.to_string(), image.height_px.to_string());
    page.html.void("img", &[("src", &source), ("alt", alt), ("width", &width), ("height", &height)]);
}

/// Writes the mark of the theme, where there is one.
pub(super) fn write_mark(page: &mut Page<'_>) {
    let (content, alt) = (page.content, page.mark_alt);
    let Some(mark) = &content.mark else { return };
    page.html.open("p", &[("class", "dmmark")]);
    write_image(page, mark, alt);
    page.html.close();
}

/// Whether some running text says or shows anything.
pub(super) fn says_anything(inlines: &[Inline]) -> bool {
    let is_shown = |inline: &Inline| {
        matches!(
            inline.content,
            InlineContent::Ref(_)
                | InlineContent::Picture(_)
                | InlineContent::Private(_)
                | InlineContent::Portion(_)
                | InlineContent::Inserted(_)
        )
    };
    inlines.iter().any(is_shown) || !plain_text(inlines).is_empty()
}

fn within(page: &mut Page<'_>, tag: &'static str, attributes: &[(&str, &str)], children: &[Inline]) {
    page.html.open(tag, attributes);
    write_inlines(page, children);
    page.html.close();
}

fn tag_of(style: TextStyle) -> &'static str {
    match style {
        TextStyle::Subscript => "sub",
        TextStyle::Superscript => "sup",
        TextStyle::Underline => "u",
        TextStyle::Highlight | TextStyle::Flagged => "mark",
        TextStyle::Key => "kbd",
    }
}

fn write_link(page: &mut Page<'_>, dest: &str, children: &[Inline]) {
    let head = dest.get(..8).unwrap_or(dest).to_lowercase();
    let leads_out = ["https://", "http://", "mailto:"].iter().any(|scheme| head.starts_with(scheme));
    if !leads_out || page.is_in_link {
        return write_inlines(page, children);
    }
    page.html.open("a", &[("href", dest), ("rel", "noreferrer")]);
    page.is_in_link = true;
    if says_anything(children) {
        write_inlines(page, children);
    } else {
        page.html.text(dest);
    }
    page.is_in_link = false;
    page.html.close();
}

/// Writes a link to a heading of the copy, or to a slide.
fn write_jump(page: &mut Page<'_>, to: usize, children: &[Inline]) {
    let n_targets =
        if page.is_screen { page.content.screen.slides.len() + 1 } else { page.content.anchors.len() };
    if to >= n_targets.max(1) || page.is_in_link || !says_anything(children) {
        return write_inlines(page, children);
    }
    let dest = match to {
        0 => "#dmtop".to_owned(),
        to if page.is_screen => format!("#dmslide{to}"),
        to => format!("#dmto{to}"),
    };
    page.html.open("a", &[("href", &dest)]);
    page.is_in_link = true;
    write_inlines(page, children);
    page.is_in_link = false;
    page.html.close();
}

fn write_picture_within(page: &mut Page<'_>, picture: &Picture) {
    let image = picture.image.and_then(|idx| page.content.images.get(idx));
    if let Some(image) = image {
        write_image(page, image, &picture.alt);
    } else {
        page.html.open("em", &[]);
        write_words(&mut page.html, &picture.alt, page.content.lang);
        page.html.close();
    }
    if let Some(caption) = picture.caption.as_ref().filter(|caption| **caption != picture.alt) {
        page.html.leaf("small", &[], &format!(" {caption} "));
    }
}

/// Writes the number of a note, which leads to it and can be come back to.
fn write_ref(page: &mut Page<'_>, number: usize, follows_ref: bool) {
    page.html.open("sup", &[]);
    if follows_ref {
        page.html.text(", ");
    }
    if page.is_in_link {
        page.html.text(&number.to_string());
    } else {
        let count = page.n_refs.entry(number).or_default();
        *count += 1;
        let count = *count;
        let (own, to) = (page.ref_id(number, count), format!("#{}", page.note_id(number)));
        let label = format!("{} {number}", page.word("Note", "注"));
        let attributes =
            [("id", own.as_str()), ("href", &to), ("role", "doc-noteref"), ("aria-label", &label)];
        page.html.leaf("a", &attributes, &number.to_string());
    }
    page.html.close();
}

/// Whether the lines before and after a break are joined without a blank, as between two characters of Japanese.
fn joins(inlines: &[Inline], idx: usize) -> bool {
    let before = inlines[..idx].last().and_then(|inline| edge(inline, false));
    let after = inlines.get(idx + 1).and_then(|inline| edge(inline, true));
    matches!((before, after), (Some(before), Some(after)) if is_wide(before) && is_wide(after))
}

fn edge(inline: &Inline, is_first: bool) -> Option<char> {
    let text = plain_text(std::slice::from_ref(inline));
    if is_first { text.chars().next() } else { text.chars().next_back() }
}
