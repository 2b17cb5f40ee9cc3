//! Comments within running text: `%%…%%`, `<!-- …` that never ends, `{>>…<<}`, `\note{…}`.

use crate::brief::parse::split::word_spans;
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

pub(super) fn trim_start(text: &mut String, span: &mut Span) {
    let n_blank = text.len() - text.trim_start().len();
    text.drain(..n_blank);
    span.start = (span.start + n_blank).min(span.end);
}

/// The marks that begin a comment among words, and those that end it.
pub(super) const MARKS: [(&str, &str); 4] = [("%%", "%%"), ("<!--", "-->"), ("{>>", "<<}"), ("\\note{", "}")];

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
    if !MARKS.iter().any(|(mark, _)| source.contains(mark)) {
        return None;
    }
    let mut comments: Vec<Span> = Vec::new();
    let mut open = None;
    let mut from = first;
    'words: for span in word_spans(inlines) {
        from = from.max(span.start);
        while from < span.end {
            let Some((start, mark, end_mark)) = comment_start(text, Span::new(from, span.end), span.start)
            else {
                break;
            };
            let rest = &text[start + mark.len()..last];
            if let Some(end) = comment_end(rest, mark, end_mark) {
                let end = start + mark.len() + end;
                comments.push(Span::new(start, end));
                from = end;
                continue;
            }
            let is_left = mark == "%%" && (rest.trim().is_empty() || (begins_comment && start == first));
            if !is_left {
                open = Some((Span::new(start, last), end_mark));
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

/// Where behind a mark the comment ends that it begins.
fn comment_end(rest: &str, mark: &str, end_mark: &str) -> Option<usize> {
    if mark == "<!--" {
        // One that ends was read by the parser already.
        return None;
    }
    if end_mark != "}" {
        return rest.find(end_mark).map(|at| at + end_mark.len());
    }
    let mut depth = 1_usize;
    rest.char_indices().find_map(|(at, c)| {
        depth = match c {
            '{' => depth + 1,
            '}' => depth - 1,
            _ => depth,
        };
        (depth == 0).then_some(at + 1)
    })
}

/// Where in `within` a comment begins, and its marks; the words that hold it begin at `words_start`.
fn comment_start(
    text: &str,
    within: Span,
    words_start: usize,
) -> Option<(usize, &'static str, &'static str)> {
    let source = within.slice(text);
    let begins = |mark: &str, start: usize| match mark {
        // In `5%%` it is no mark; Japanese has no blank before it.
        "%%" => text[..start].chars().next_back().is_none_or(|c| !c.is_ascii_alphanumeric()),
        _ => !(start == words_start && text[..start].ends_with('\\')),
    };
    source.match_indices(['%', '<', '{', '\\']).find_map(|(at, _)| {
        let start = within.start + at;
        let &(mark, end) = MARKS.iter().find(|(mark, _)| source[at..].starts_with(mark))?;
        begins(mark, start).then_some((start, mark, end))
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
    let (mark, end_mark) = MARKS.into_iter().find(|(mark, _)| source.starts_with(mark)).unwrap_or(("", ""));
    let words = source.strip_prefix(mark).unwrap_or(source);
    let words =
        if mark == "%%" { words.trim_matches('%') } else { words.strip_suffix(end_mark).unwrap_or(words) };
    let content = InlineContent::Comment(words.to_owned());
    Inline::new(content, Span::new(span.start, span.end.min(limit)))
}
