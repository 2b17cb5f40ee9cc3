//! A run of words, once the parser has read its marks: comments, edits, tags, notes, portion marks, attributes.

use crate::brief::front::FrontMatter;
use crate::brief::parse::comment::hide_private;
use crate::brief::parse::critic::read_edits;
use crate::brief::parse::html::{read_ruby, read_tags};
use crate::brief::parse::portion::{MAX_MARKS, keep_sentences, read_portion};
use crate::brief::parse::split::{find_mark, split_at, word_spans, wrap};
use crate::brief::readers::kind::{KindRef, kind_named};
use crate::brief::readers::marking::Scheme;
use crate::brief::readers::portion::{may_leave, portion_mark};
use crate::brief::weight::is_weight_word;
use crate::brief::{Inline, InlineContent};
use crate::text::Span;

/// Gives a run of words the meaning that Markdown does not know.
///
/// Returns the place of a comment that never ends, and the mark that would end it.
pub(super) fn read_run(
    text: &str,
    inlines: &mut Vec<Inline>,
    begins_comment: bool,
) -> Option<(Span, &'static str)> {
    let (first, last) = (inlines.first()?.span.start, inlines.last()?.span.end);
    let source = text.get(first..last)?;
    let open = hide_private(text, inlines, begins_comment);
    if source.contains('{') {
        read_edits(text, inlines);
        read_spans(text, inlines);
        read_ruby(text, inlines);
    }
    if source.contains("^[") {
        read_notes(text, inlines);
    }
    if source.contains('<') {
        read_tags(text, inlines);
    }
    open
}

/// Reads the marks of a run of words, once what stands before its words is taken off.
pub(super) fn read_marks(text: &str, scheme: &Scheme, inlines: &mut Vec<Inline>) {
    read_portion(text, inlines, scheme);
    keep_sentences(text, inlines);
}

/// `[words]{.notes}`: words of a private kind.
fn read_spans(text: &str, inlines: &mut Vec<Inline>) {
    let mut from = 0;
    for _ in 0..MAX_MARKS {
        let words = word_spans(inlines);
        let Some(end) = find_mark(text, &words, "]{", from) else { return };
        from = end + 2;
        let Some(close) = text[end..].find('}').map(|at| end + at + 1) else { return };
        let attributes = &text[end + 2..close - 1];
        let kind =
            attributes.split_whitespace().filter_map(|word| word.strip_prefix('.')).find_map(private_class);
        let Some((kind, start)) = kind.and_then(|kind| Some((kind, opening_bracket(text, &words, end)?)))
        else {
            continue;
        };
        let all = std::mem::take(inlines);
        *inlines = wrap(all, Span::new(start, start + 1), Span::new(end, close), |children| {
            InlineContent::Kinded { kind, children }
        });
        from = close;
    }
}

/// The kind that a class names, if it is one of ours.
fn private_class(class: &str) -> Option<KindRef> {
    if matches!(class, "private" | "hidden" | "note" | "comment") {
        return Some(KindRef::Unknown(class.to_owned()));
    }
    kind_named(class).filter(|kind| kind.readers.are_ours()).map(KindRef::Known)
}

/// The bracket that the one at byte `end` closes.
fn opening_bracket(text: &str, words: &[Span], end: usize) -> Option<usize> {
    let mut depth = 0_usize;
    let before = words.iter().rev().filter(|span| span.start < end);
    for span in before {
        for (at, c) in text[span.start..span.end.min(end)].char_indices().rev() {
            match c {
                ']' => depth += 1,
                '[' if depth == 0 => return Some(span.start + at),
                '[' => depth -= 1,
                _ => {}
            }
        }
    }
    None
}

/// `^[words]`: a footnote where it is referred to.
fn read_notes(text: &str, inlines: &mut Vec<Inline>) {
    let mut from = 0;
    for _ in 0..MAX_MARKS {
        let words = word_spans(inlines);
        let Some(start) = find_mark(text, &words, "^[", from) else { return };
        from = start + 2;
        let mut depth = 0_usize;
        let end = words.iter().filter(|span| span.end > from).find_map(|span| {
            let begin = span.start.max(from);
            text[begin..span.end].char_indices().find_map(|(at, c)| {
                match c {
                    '[' => depth += 1,
                    ']' if depth == 0 => return Some(begin + at),
                    ']' => depth -= 1,
                    _ => {}
                }
                None
            })
        });
        let Some(end) = end else { return };
        let all = std::mem::take(inlines);
        *inlines = wrap(all, Span::new(start, start + 2), Span::new(end, end + 1), InlineContent::Note);
        from = end + 1;
    }
}

/// Takes the attributes off the end of a heading: braces that hold nothing but classes, names, settings and weights.
pub(super) fn take_attributes(text: &str, inlines: &mut Vec<Inline>) -> Option<String> {
    let is_comment = |inline: &Inline| matches!(inline.content, InlineContent::Comment(_));
    let n_kept = inlines.iter().rposition(|inline| !is_comment(inline) && !is_blank(inline))? + 1;
    let last = &inlines[n_kept - 1];
    let InlineContent::Text(words) = &last.content else { return None };
    if words.len() != last.span.len() {
        return None;
    }
    let trimmed = words.trim_end();
    let inner_end = trimmed.strip_suffix(['}', '｝'])?.len();
    let at = trimmed[..inner_end].rfind(['{', '｛'])?;
    let start = last.span.start + at;
    let end = last.span.start + trimmed.len();
    if text[..start].ends_with('\\') {
        return None;
    }
    let inner = trimmed[at..inner_end].trim_start_matches(['{', '｛']);
    let is_ours = |word: &str| {
        let name = word.strip_prefix(['.', '#']).unwrap_or("");
        let is_name = !name.is_empty() && !name.contains(['.', '#']);
        let is_setting =
            word.split_once('=').is_some_and(|(key, value)| !key.is_empty() && !value.is_empty());
        is_name || is_setting
    };
    let words: Vec<&str> = inner.split([' ', '\t', '\u{3000}']).filter(|word| !word.is_empty()).collect();
    let has_weight = words.iter().any(|word| is_weight_word(word));
    // A time with its unit is one by itself, `{6m}`; a number alone may be anything.
    let has_unit = |word: &str| !word.chars().all(|c| c.is_ascii_digit());
    let is_time = |word: &str| is_time(word) && (has_weight || has_unit(word));
    let all = words.iter().all(|word| is_ours(word) || is_weight_word(word) || is_time(word));
    if words.is_empty() || !all {
        return None;
    }
    let attributes = words.join(" ");
    let comments = inlines.split_off(n_kept);
    let (mut kept, _) = split_at(std::mem::take(inlines), start);
    let is_empty = kept.iter().all(is_blank);
    if is_empty {
        kept.clear();
    }
    trim_end(&mut kept);
    debug_assert!(end >= start);
    *inlines = kept;
    inlines.extend(comments);
    Some(attributes)
}

fn is_time(word: &str) -> bool {
    crate::brief::front::parse_duration(word).is_some()
}

fn is_blank(inline: &Inline) -> bool {
    match &inline.content {
        InlineContent::Text(words) => words.trim().is_empty(),
        InlineContent::SoftBreak | InlineContent::HardBreak => true,
        _ => false,
    }
}

fn trim_end(inlines: &mut Vec<Inline>) {
    while let Some(last) = inlines.last_mut() {
        if let InlineContent::Text(words) = &mut last.content {
            let n_blank = words.len() - words.trim_end().len();
            words.truncate(words.len() - n_blank);
            last.span.end -= n_blank;
            if !words.is_empty() {
                return;
            }
        } else if !is_blank(last) {
            return;
        }
        inlines.pop();
    }
}

/// Whether some words begin with a mark that may not leave.
pub(super) fn kept_by_mark(words: &str, front: &FrontMatter) -> bool {
    let scheme = front.marking.scheme;
    portion_mark(words.trim_start(), scheme).is_some_and(|(mark, _)| !may_leave(mark, scheme))
}
