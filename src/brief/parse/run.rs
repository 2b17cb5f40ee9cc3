//! A run of words, once the parser has read its marks: comments, edits, tags, notes, portion marks, attributes.

use crate::brief::parse::clause::keep_clauses;
use crate::brief::parse::comment::hide_private;
use crate::brief::parse::critic::read_edits;
use crate::brief::parse::html::{read_ruby, read_tags};
use crate::brief::parse::label::{is_order, label_line};
use crate::brief::parse::portion::{MAX_MARKS, keep_sentences, read_portion};
use crate::brief::parse::split::{find_mark, push_kinded, split_at, word_spans, wrap};
use crate::brief::readers::attributes::private_braces;
use crate::brief::readers::kind::{KindRef, kind_named};
use crate::brief::readers::marking::Scheme;
use crate::brief::readers::names::{may_begin_name, may_begin_phrase};
use crate::brief::readers::naming::{exact_naming, is_long_name};
use crate::brief::readers::portion::{may_leave, portion_mark};
use crate::brief::readers::review::may_hold_brace;
use crate::brief::readers::run_in::run_in_naming;
use crate::brief::weight::is_weight_word;
use crate::brief::{Inline, InlineContent, inline_text};
use crate::text::Span;

/// Gives a run of words the meaning that Markdown does not know.
///
/// Returns the place of a comment that never ends, and the mark that would end it.
pub(super) fn read_run(
    text: &str,
    inlines: &mut Vec<Inline>,
    begins_comment: bool,
    is_heading: bool,
) -> Option<(Span, &'static str)> {
    let (first, last) = (inlines.first()?.span.start, inlines.last()?.span.end);
    let source = text.get(first..last)?;
    let open = hide_private(text, inlines, begins_comment);
    if may_hold_brace(source) {
        read_edits(text, inlines);
        read_spans(text, inlines, is_heading);
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
    keep_sentences(text, scheme, inlines);
    keep_run_in(inlines);
    keep_named(text, scheme, inlines);
    keep_clauses(text, inlines);
}

/// Keeps what follows the name of a private kind that a line within a paragraph begins with, or a sentence:
/// `Ports.<br>Red line: nine`, `We go. Our red line is nine.`
fn keep_named(text: &str, scheme: &Scheme, inlines: &mut Vec<Inline>) {
    let Some(end) = inlines.last().map(|last| last.span.end) else { return };
    let line_at = |start: usize| {
        let line = text.get(start..end).and_then(|rest| rest.lines().next()).unwrap_or("");
        line.split("<br").next().unwrap_or(line)
    };
    let found = inlines.iter().enumerate().find_map(|(idx, inline)| match &inline.content {
        // Lines as typed were looked at before; these are parted by a tag or by a sign of another program.
        InlineContent::HardBreak | InlineContent::SoftBreak if idx > 0 => {
            let start = inlines.get(idx + 1)?.span.start;
            let is_typed = text[..start].trim_end_matches([' ', '\t', '>']).ends_with('\n');
            if is_typed {
                return None;
            }
            let line = line_at(start);
            let kind = label_line(line).map(|label| label.naming.kind).or_else(|| {
                let (mark, _) = portion_mark(line, scheme)?;
                kind_named("background-internal").filter(|_| !may_leave(mark, scheme))
            })?;
            Some((start, kind))
        }
        InlineContent::Text(words) if words.len() == inline.span.len() => {
            sentence_starts(words).find_map(|at| {
                let start = inline.span.start + at;
                let line = line_at(start);
                // An order behind a semicolon is said of its whole sentence, and read with its clauses.
                let is_of_sentence = text[..start].trim_end().ends_with([';', '；']) && is_order(line);
                let named = if is_of_sentence { None } else { run_in_naming(line) };
                named.map(|named| (start, named.kind))
            })
        }
        _ => None,
    });
    let Some((start, kind)) = found.filter(|(_, kind)| kind.readers.are_ours()) else { return };
    let (before, children) = split_at(std::mem::take(inlines), start);
    *inlines = before;
    push_kinded(inlines, kind, children);
}

/// Where sentences begin within some words, behind a stop.
fn sentence_starts(words: &str) -> impl Iterator<Item = usize> {
    let stops = words.match_indices(['.', '!', '?', ';', '。', '！', '？', '；']);
    stops.filter_map(|(at, stop)| {
        let behind = &words[at + stop.len()..];
        let start = behind.trim_start();
        let is_apart = start.len() < behind.len() || !stop.is_ascii();
        let may_begin = || may_begin_name(start) || may_begin_phrase(start);
        (is_apart && may_begin()).then_some(words.len() - start.len())
    })
}

/// Keeps what follows the name of a private kind in bold within a paragraph: `Ports. **Red line:** nine.`
fn keep_run_in(inlines: &mut Vec<Inline>) {
    let n_blank = inlines.iter().take_while(|inline| is_blank(inline)).count();
    let found = (n_blank + 1..inlines.len()).find_map(|idx| {
        let (InlineContent::Strong(children) | InlineContent::Emphasis(children)) = &inlines[idx].content
        else {
            return None;
        };
        let words = inline_text(children);
        let colon_follows = || match inlines.get(idx + 1).map(|next| &next.content) {
            Some(InlineContent::Text(next)) => next.trim_start().starts_with([':', '：']),
            _ => false,
        };
        let is_label = words.trim_end().ends_with([':', '：']) || colon_follows();
        let named = exact_naming(&words).filter(|named| named.kind.readers.are_ours() && is_label)?;
        (is_long_name(&words) || named.kind.is_telling()).then_some((idx, named.kind))
    });
    let Some((idx, kind)) = found else { return };
    let children = inlines.split_off(idx);
    push_kinded(inlines, kind, children);
}

/// `[words]{.notes}`: words of a private kind, in brackets or in marks of Markdown; where neither stands before the
/// braces, all words before them are meant. The braces at the end of a heading are for its section.
fn read_spans(text: &str, inlines: &mut Vec<Inline>, is_heading: bool) {
    let mut from = 0;
    for n_read in 0.. {
        let words = word_spans(inlines);
        let Some((open, close, kind)) = next_private_braces(text, &words, from) else { return };
        // With neither before them they are for the words of their line, and so at its end.
        let has_own_words = text[..open].ends_with([']', '］']) || marked_start(inlines, open).is_some();
        let run_end = inlines.last().map_or(close, |last| last.span.end);
        let is_at_end = || {
            let behind = text[close..].trim_start_matches([' ', '\t']).chars().next();
            behind.is_none_or(|c| matches!(c, '\n' | '\r'))
                || text.get(close..run_end).is_none_or(|rest| rest.trim().is_empty())
        };
        // On a line before all words they are for those below it, as in kramdown.
        let is_first = !is_heading
            && inlines.first().is_some_and(|first| text[first.span.start..open].trim().is_empty())
            && text[close..].trim_start_matches([' ', '\t']).starts_with(['\n', '\r'])
            && run_end > close;
        if !has_own_words && (is_heading || !is_at_end()) {
            from = close;
            continue;
        }
        let all = std::mem::take(inlines);
        let (Some(start), Some(end)) = (all.first().map(|first| first.span.start), all.last()) else {
            return;
        };
        let end = end.span.end;
        let bracket = text[..open].chars().next_back().filter(|c| matches!(c, ']' | '］'));
        let bracketed = bracket.and_then(|closing| {
            let end = open - closing.len_utf8();
            Some((opening_bracket(text, &words, end)?, end))
        });
        let (opening, ending) = match bracketed {
            _ if is_first => (Span::new(open, close), Span::at(end)),
            Some((start, end)) => {
                let n_opening = text[start..].chars().next().map_or(1, char::len_utf8);
                (Span::new(start, start + n_opening), Span::new(end, close))
            }
            None => (Span::at(marked_start(&all, open).unwrap_or(start)), Span::new(open, close)),
        };
        // Each takes a walk over the run, so after many all the rest is private.
        let is_last = n_read == MAX_MARKS;
        let (opening, ending) =
            if is_last { (Span::at(opening.start), Span::at(end)) } else { (opening, ending) };
        *inlines = wrap(all, opening, ending, |children| InlineContent::Kinded { kind, children });
        if is_last || is_first {
            return;
        }
        from = close;
    }
}

fn next_private_braces(text: &str, words: &[Span], from: usize) -> Option<(usize, usize, KindRef)> {
    words.iter().filter(|span| span.end > from).find_map(|span| {
        let start = span.start.max(from);
        // Words begin behind the sign that takes its meaning from the first of them.
        let is_escaped = start == span.start && text[..start].ends_with('\\');
        let skipped = usize::from(is_escaped && text[start..span.end].starts_with('{'));
        let (at, end, kind) = private_braces(&text[start + skipped..span.end])?;
        Some((start + skipped + at, start + skipped + end, kind))
    })
}

/// Where the code, link, picture or emphasis begins that ends at byte `end`.
fn marked_start(inlines: &[Inline], end: usize) -> Option<usize> {
    inlines.iter().find_map(|inline| match &inline.content {
        InlineContent::Text(_) | InlineContent::Comment(_) | InlineContent::SoftBreak => None,
        _ if inline.span.end == end => Some(inline.span.start),
        content => marked_start(content.children(), end),
    })
}

/// The bracket that the one at byte `end` closes.
fn opening_bracket(text: &str, words: &[Span], end: usize) -> Option<usize> {
    let mut depth = 0_usize;
    let before = words.iter().rev().filter(|span| span.start < end);
    for span in before {
        for (at, c) in text[span.start..span.end.min(end)].char_indices().rev() {
            // A bracket that is escaped is a sign.
            if text[..span.start + at].ends_with('\\') {
                continue;
            }
            match c {
                ']' | '］' => depth += 1,
                '[' | '［' if depth == 0 => return Some(span.start + at),
                '[' | '［' => depth -= 1,
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
        keep_note(inlines, start);
    }
}

/// Keeps the words of the note that begins at a byte, if they begin with the name of a private kind.
fn keep_note(inlines: &mut [Inline], start: usize) {
    let note = inlines.iter_mut().find(|inline| inline.span.start == start);
    let Some(Inline { content: InlineContent::Note(children), .. }) = note else { return };
    let named = run_in_naming(&inline_text(children)).filter(|named| named.kind.readers.are_ours());
    if let Some(named) = named {
        let words = std::mem::take(children);
        push_kinded(children, named.kind, words);
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
    let words = inner.split([' ', '\t', '\u{3000}']).map(|word| word.trim_end_matches(','));
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
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
