//! Comments within running text: `%%…%%`, `<!-- …` that never ends, `{>>…<<}`, `\note{…}`.

use crate::brief::parse::split::word_spans;
use crate::brief::readers::comment::{FIRST, Sort, end, escaped_opening, may_hold_comment, opening};
use crate::brief::{Inline, InlineContent};
use crate::text::Span;

/// One run of words as inlines.
pub(super) fn inlines_of_text(text: &str, span: Span) -> Vec<Inline> {
    let words = span.slice(text);
    if words.is_empty() {
        return Vec::new();
    }
    vec![Inline::text(words, span)]
}

/// Appends words, joined to those before them where both are as typed and nothing lies between.
pub(super) fn push_text(inlines: &mut Vec<Inline>, words: &str, span: Span) {
    if let Some(Inline { content: InlineContent::Text(last), span: last_span, .. }) = inlines.last_mut() {
        let is_verbatim = last.len() == last_span.len() && words.len() == span.len();
        if is_verbatim && last_span.end == span.start {
            last.push_str(words);
            last_span.end = span.end;
            return;
        }
    }
    inlines.push(Inline::text(words, span));
}

/// Takes blanks off the beginning of some words. Where an entity stands for one of them, its bytes are not those of the words.
pub(super) fn trim_start(text: &mut String, span: &mut Span) {
    let n_blank = text.len() - text.trim_start().len();
    let is_as_typed = text.len() == span.len();
    text.drain(..n_blank);
    if text.is_empty() {
        span.start = span.end;
    } else if is_as_typed {
        span.start += n_blank;
    }
}

/// Makes private what stands in comments, and all that follows one that never ends.
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
    if !may_hold_comment(source) {
        return None;
    }
    let mut comments: Vec<Span> = Vec::new();
    let mut open = None;
    let mut from = first;
    'words: for span in word_spans(inlines) {
        from = from.max(span.start);
        while from < span.end {
            let words = Span::new(from, span.end);
            let Some((start, sort, len)) = comment_start(&text[..last], words, span.start) else { break };
            let rest = &text[start + len..last];
            if let Some((_, end)) = end(rest, sort) {
                let end = start + len + end;
                comments.push(Span::new(start, end));
                from = end;
                continue;
            }
            let is_left =
                sort == Sort::Percents && (rest.trim().is_empty() || (begins_comment && start == first));
            if !is_left {
                open = Some((Span::new(start, last), sort.closing_mark()));
                comments.extend(open.map(|(span, _)| span));
                break 'words;
            }
            from = start + len;
        }
    }
    if !comments.is_empty() {
        *inlines = without_comments(text, std::mem::take(inlines), &comments, last);
    }
    open
}

/// Where in `within` a comment begins, its sort and the length of its mark; the words that hold it begin at
/// `words_start`. It may end beyond `within`, as far as `text` goes.
fn comment_start(text: &str, within: Span, words_start: usize) -> Option<(usize, Sort, usize)> {
    let source = within.slice(text);
    let begins = |sort: Sort, start: usize| match sort {
        // In `5%%` it is no mark; Japanese has no blank before it.
        Sort::Percents => text[..start].chars().next_back().is_none_or(|c| !c.is_ascii_alphanumeric()),
        _ => !(start == words_start && text[..start].ends_with('\\')),
    };
    source.match_indices(FIRST).find_map(|(at, _)| {
        let start = within.start + at;
        // Signs that are escaped one by one stand in pieces of their own.
        let is_escaped = start == words_start && text[..start].ends_with('\\');
        if let Some((sort, len)) = is_escaped.then(|| escaped_opening(&text[start..])).flatten() {
            return Some((start, sort, len));
        }
        let (sort, len) = opening(&text[start..])?;
        begins(sort, start).then_some((start, sort, len))
    })
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
        if matches!(inline.content, InlineContent::Text(_)) {
            let mut from = span.start;
            for comment in met {
                if comment.start >= span.start {
                    out.extend(inlines_of_text(text, Span::new(from, comment.start)));
                    out.push(comment_inline(text, *comment, limit));
                }
                from = comment.end.max(from);
            }
            if from < span.end {
                out.extend(inlines_of_text(text, Span::new(from, span.end)));
            }
        } else if let Some(children) = inline.content.children_mut() {
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
    }
    out
}

fn comment_inline(text: &str, span: Span, limit: usize) -> Inline {
    let source = span.slice(text);
    let (sort, len) = opening(source).or_else(|| escaped_opening(source)).unwrap_or((Sort::Html, 0));
    let words = &source[len..];
    let words = end(words, sort).map_or(words, |(end, _)| &words[..end]);
    let words = if sort == Sort::Percents { words.trim_matches(['%', '％']) } else { words };
    let content = InlineContent::Comment(words.to_owned());
    Inline::new(content, Span::new(span.start, span.end.min(limit)))
}
