//! What running text holds beyond Markdown: portion marks, facts, and private words.

use crate::brief::marking::{Scheme, portion_mark};
use crate::brief::{Inline, InlineContent};
use crate::text::Span;

/// One run of words as inlines.
pub(super) fn inlines_of_text(text: &str, span: Span) -> Vec<Inline> {
    let words = span.slice(text);
    if words.is_empty() {
        return Vec::new();
    }
    vec![Inline { content: InlineContent::Text(words.to_owned()), span }]
}

/// Appends words, joined to those before them where both are as typed and nothing lies between.
pub(super) fn push_text(inlines: &mut Vec<Inline>, words: &str, span: Span) {
    if let Some(Inline { content: InlineContent::Text(last), span: last_span }) = inlines.last_mut() {
        let is_verbatim = last.len() == last_span.len() && words.len() == span.len();
        if is_verbatim && last_span.end == span.start {
            last.push_str(words);
            last_span.end = span.end;
            return;
        }
    }
    inlines.push(Inline { content: InlineContent::Text(words.to_owned()), span });
}

/// Takes the portion mark off the words that some inlines begin with, and puts it before them as a node.
///
/// Comments and blanks before the mark, such as the wide one that begins a Japanese paragraph, do not hide it.
pub(super) fn read_portion(inlines: &mut Vec<Inline>, scheme: &Scheme) {
    let is_nothing = |inline: &Inline| match &inline.content {
        InlineContent::Comment(_) | InlineContent::SoftBreak | InlineContent::HardBreak => true,
        InlineContent::Text(text) => text.trim_start_matches(is_blank).is_empty(),
        _ => false,
    };
    let Some(at) = inlines.iter().position(|inline| !is_nothing(inline)) else { return };
    let Some(portion) = take_portion(&mut inlines[at], scheme) else { return };
    // The blank between the mark and the words belongs to neither.
    if let Some(Inline { content: InlineContent::Text(text), span }) = inlines.get_mut(at) {
        trim_start(text, span);
    }
    let is_spent = match &inlines[at].content {
        InlineContent::Text(text) => text.is_empty(),
        InlineContent::Strong(children) | InlineContent::Emphasis(children) => children.is_empty(),
        _ => false,
    };
    if is_spent {
        inlines.remove(at);
        if let Some(Inline { content: InlineContent::Text(text), span }) = inlines.get_mut(at) {
            trim_start(text, span);
        }
    }
    inlines.retain(|inline| !matches!(&inline.content, InlineContent::Text(text) if text.is_empty()));
    inlines.insert(0, portion);
}

/// Blanks, and signs that take up no room.
fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

fn take_portion(inline: &mut Inline, scheme: &Scheme) -> Option<Inline> {
    match &mut inline.content {
        InlineContent::Text(text) => {
            let n_blank = text.len() - text.trim_start_matches(is_blank).len();
            let (mark, len) = portion_mark(&text[n_blank..], scheme)?;
            let start = inline.span.start + n_blank;
            let span = Span::new(start, start + len);
            let portion = Inline { content: InlineContent::Portion(mark.to_owned()), span };
            text.drain(..n_blank + len);
            inline.span.start = span.end.min(inline.span.end);
            trim_start(text, &mut inline.span);
            Some(portion)
        }
        InlineContent::Strong(children) | InlineContent::Emphasis(children) => {
            let portion = take_portion(children.first_mut()?, scheme)?;
            if matches!(&children[0].content, InlineContent::Text(text) if text.is_empty()) {
                children.remove(0);
            }
            Some(portion)
        }
        _ => None,
    }
}

pub(super) fn trim_start(text: &mut String, span: &mut Span) {
    let n_blank = text.len() - text.trim_start().len();
    text.drain(..n_blank);
    span.start = (span.start + n_blank).min(span.end);
}

/// Makes private what stands between two `%%`, and all that follows a comment that never ends.
///
/// Returns the place of a comment that never ends.
pub(super) fn hide_private(text: &str, inlines: &mut Vec<Inline>) -> Option<Span> {
    let has_marks = inlines.iter().any(|inline| {
        matches!(&inline.content, InlineContent::Text(words) if words.contains("%%") || words.contains("<!--"))
    });
    if !has_marks {
        return None;
    }
    let mut out: Vec<Inline> = Vec::new();
    let mut rest = std::mem::take(inlines).into_iter();
    while let Some(inline) = rest.next() {
        let InlineContent::Text(words) = &inline.content else {
            out.push(inline);
            continue;
        };
        let is_escaped = text[..inline.span.start].ends_with('\\');
        let opens_comment = words.find("<!--").filter(|&at| at > 0 || !is_escaped);
        if let Some(at) = opens_comment {
            let end = rest.last().map_or(inline.span.end, |last| last.span.end);
            let (before, span) = split_at(&inline, at, end);
            out.extend(before);
            out.push(Inline {
                content: InlineContent::Comment(span.slice(text).get(4..).unwrap_or("").to_owned()),
                span,
            });
            *inlines = out;
            return Some(span);
        }
        let end = inlines_end(&inline, rest.as_slice());
        let whole = Span::new(inline.span.start, end);
        match percent_comment(whole.slice(text)) {
            Some((at, len)) if at <= words.len() && words.len() == inline.span.len() => {
                let (before, _) = split_at(&inline, at, end);
                out.extend(before);
                let span = Span::new(inline.span.start + at, inline.span.start + at + len);
                let inner = span.slice(text).trim_matches('%').to_owned();
                out.push(Inline { content: InlineContent::Comment(inner), span });
                // What the comment covers goes; what begins after it stays.
                let mut kept: Vec<Inline> = Vec::new();
                if inline.span.end > span.end {
                    kept.extend(inlines_of_text(text, Span::new(span.end, inline.span.end)));
                }
                for later in rest.by_ref() {
                    if later.span.start >= span.end {
                        kept.push(later);
                    } else if later.span.end > span.end {
                        kept.extend(inlines_of_text(text, Span::new(span.end, later.span.end)));
                    }
                }
                let open = hide_private(text, &mut kept);
                out.extend(kept);
                *inlines = out;
                return open;
            }
            _ => out.push(inline),
        }
    }
    *inlines = out;
    None
}

fn inlines_end(first: &Inline, rest: &[Inline]) -> usize {
    rest.last().map_or(first.span.end, |last| last.span.end)
}

fn split_at(inline: &Inline, at: usize, end: usize) -> (Option<Inline>, Span) {
    let InlineContent::Text(words) = &inline.content else { return (None, inline.span) };
    let cut = (inline.span.start + at).min(inline.span.end);
    let before = (at > 0).then(|| Inline {
        content: InlineContent::Text(words[..at].to_owned()),
        span: Span::new(inline.span.start, cut),
    });
    (before, Span::new(cut, end))
}

/// Where a `%%…%%` begins in `source`, and its length; its marks stand free of other words on the outside.
fn percent_comment(source: &str) -> Option<(usize, usize)> {
    let starts = source.match_indices("%%").map(|(at, _)| at);
    for at in starts {
        let is_free = source[..at].chars().next_back().is_none_or(char::is_whitespace);
        let Some(len) = source[at + 2..].find("%%").filter(|_| is_free) else { continue };
        return Some((at, len + 4));
    }
    None
}
