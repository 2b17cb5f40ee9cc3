//! What running text holds beyond Markdown: portion marks, facts, and private words.

use crate::brief::readers::marking::{Scheme, portion_mark};
use crate::brief::{Inline, InlineContent, Node, walk_inlines};
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
    if is_spent(&inlines[at]) {
        inlines.remove(at);
        if let Some(Inline { content: InlineContent::Text(text), span }) = inlines.get_mut(at) {
            trim_start(text, span);
        }
    }
    inlines.retain(|inline| !matches!(&inline.content, InlineContent::Text(text) if text.is_empty()));
    inlines.insert(0, portion);
}

/// Whether nothing is left of an inline after its portion mark was taken off.
fn is_spent(inline: &Inline) -> bool {
    match &inline.content {
        InlineContent::Text(text) => text.is_empty(),
        InlineContent::Strong(children) | InlineContent::Emphasis(children) => children.is_empty(),
        _ => false,
    }
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
            if is_spent(&children[0]) {
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
/// Returns the place of a comment that never ends, and the mark that would end it. Where `begins_comment`, a `%%`
/// that the words begin with and that no other follows is left to those who read on from block to block.
pub(super) fn hide_private(
    text: &str,
    inlines: &mut Vec<Inline>,
    begins_comment: bool,
) -> Option<(Span, &'static str)> {
    let (first, last) = (inlines.first()?.span.start, inlines.last()?.span.end);
    let source = text.get(first..last)?;
    if !source.contains("%%") && !source.contains("<!--") {
        return None;
    }
    let mut words: Vec<Span> = Vec::new();
    walk_inlines(inlines, &mut |node| {
        if let Node::Inline(Inline { content: InlineContent::Text(words_here), span }) = node
            && words_here.len() == span.len()
        {
            words.push(*span);
        }
    });
    let mut comments: Vec<Span> = Vec::new();
    let mut open = None;
    let mut from = first;
    'words: for span in words {
        from = from.max(span.start);
        while from < span.end {
            let Some((start, mark)) = comment_start(text, Span::new(from, span.end), span.start) else {
                break;
            };
            let rest = &text[start + mark.len()..last];
            let end = if mark == "%%" { rest.find("%%").map(|at| start + at + 4) } else { None };
            if let Some(end) = end {
                comments.push(Span::new(start, end));
                from = end;
                continue;
            }
            let is_left = mark == "%%" && (rest.trim().is_empty() || (begins_comment && start == first));
            if !is_left {
                open = Some((Span::new(start, last), if mark == "%%" { "%%" } else { "-->" }));
                comments.extend(open.map(|(span, _)| span));
                break 'words;
            }
            from = start + mark.len();
        }
    }
    if !comments.is_empty() {
        *inlines = without_comments(text, std::mem::take(inlines), &comments, last);
    }
    open
}

/// Where in `within` a comment begins, and by which mark; the words that hold it begin at `words_start`.
fn comment_start(text: &str, within: Span, words_start: usize) -> Option<(usize, &'static str)> {
    let source = within.slice(text);
    let percent = source.match_indices("%%").map(|(at, _)| within.start + at).find(|&start| {
        // In `5%%` it is no mark; Japanese has no blank before it.
        text[..start].chars().next_back().is_none_or(|c| !c.is_ascii_alphanumeric())
    });
    // What stands behind the other mark is looked at when its turn comes.
    let before = &source[..percent.map_or(source.len(), |start| start - within.start)];
    let html = before.match_indices("<!--").map(|(at, _)| within.start + at).find(|&start| {
        let is_escaped = start == words_start && text[..start].ends_with('\\');
        !is_escaped
    });
    html.map(|start| (start, "<!--")).or(percent.map(|start| (start, "%%")))
}

/// Puts each comment where it begins, and takes out all that it covers; none goes beyond `limit`.
fn without_comments(text: &str, inlines: Vec<Inline>, comments: &[Span], limit: usize) -> Vec<Inline> {
    let mut out = Vec::with_capacity(inlines.len());
    for mut inline in inlines {
        let span = inline.span;
        let first = comments.partition_point(|comment| comment.end <= span.start);
        let n_met = comments[first..].partition_point(|comment| comment.start < span.end);
        let met = &comments[first..first + n_met];
        if met.is_empty() {
            out.push(inline);
            continue;
        }
        match &mut inline.content {
            InlineContent::Emphasis(children)
            | InlineContent::Strong(children)
            | InlineContent::Strikethrough(children)
            | InlineContent::Link { children, .. }
            | InlineContent::Fact { children, .. } => {
                let limit = children.last().map_or(span.end, |last| last.span.end).min(limit);
                *children = without_comments(text, std::mem::take(children), met, limit);
                inline.span.start = met
                    .iter()
                    .filter(|comment| comment.start < span.start)
                    .fold(span.start, |start, comment| start.max(comment.end).min(span.end));
                if !children.is_empty() {
                    out.push(inline);
                }
            }
            InlineContent::Text(_) => {
                let mut from = span.start;
                for comment in met {
                    if comment.start >= span.start {
                        out.extend(inlines_of_text(text, Span::new(from, comment.start)));
                        out.push(comment_inline(text, *comment, limit));
                    }
                    from = comment.end.max(from);
                }
                out.extend(
                    inlines_of_text(text, Span::new(from, span.end)).into_iter().filter(|_| from < span.end),
                );
            }
            InlineContent::Code(_)
            | InlineContent::Image { .. }
            | InlineContent::FootnoteRef(_)
            | InlineContent::Portion(_)
            | InlineContent::SoftBreak
            | InlineContent::HardBreak
            | InlineContent::Html(_)
            | InlineContent::Comment(_) => {}
        }
    }
    out
}

fn comment_inline(text: &str, span: Span, limit: usize) -> Inline {
    let source = span.slice(text);
    let words = match source.strip_prefix("<!--") {
        Some(words) => words,
        None => source.trim_matches('%'),
    };
    let content = InlineContent::Comment(words.to_owned());
    Inline { content, span: Span::new(span.start, span.end.min(limit)) }
}
