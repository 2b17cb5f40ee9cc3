//! The marks that say for which states words are: `{state=OH}` behind a point, `[words]{state=OH}` around a sentence.

use crate::brief::{Inline, InlineContent, UsState, us_state};
use crate::text::Span;

/// The states that settings such as `state=OH,KY` or `audience=OH` name; nothing where they name no state.
///
/// A name that is no state makes a list that holds no state: what is for nobody known stays out.
pub(super) fn said_states(settings: &str) -> Option<Vec<UsState>> {
    let names = |key: &str| {
        let words = settings.split_whitespace();
        words
            .filter_map(|word| word.strip_prefix(key))
            .map(|said| said.trim_matches(['"', '\'']).to_owned())
            .next()
    };
    if let Some(said) = names("state=") {
        return Some(said.split(',').filter_map(us_state).collect());
    }
    let said = names("audience=")?;
    let states: Vec<Option<UsState>> = said.split(',').map(us_state).collect();
    // An audience may be anybody; it is a state only where all its names are.
    states.into_iter().collect()
}

/// Takes the mark off the end of a run of words.
pub(super) fn take_mark(inlines: &[Inline]) -> (Vec<Inline>, Option<Vec<UsState>>) {
    let mut inlines = joined(inlines);
    let Some(last) = inlines.last_mut() else { return (inlines, None) };
    let InlineContent::Text(words) = &mut last.content else { return (inlines, None) };
    let shown = words.trim_end();
    let Some(at) = shown.rfind('{').filter(|_| shown.ends_with('}')) else { return (inlines, None) };
    // Right behind a bracket it speaks of the words in the brackets alone.
    if shown[..at].ends_with(']') && shown.matches('[').count() > 0 {
        return (inlines, None);
    }
    let inner = &shown[at + 1..shown.len() - 1];
    if !inner.starts_with("state=") {
        return (inlines, None);
    }
    let states = said_states(inner).unwrap_or_default();
    words.truncate(at);
    trim(&mut inlines);
    (inlines, Some(states))
}

/// Puts pieces of text together that stand side by side: the parser parts them at brackets.
pub(super) fn joined(inlines: &[Inline]) -> Vec<Inline> {
    let mut out: Vec<Inline> = Vec::with_capacity(inlines.len());
    for inline in inlines {
        if let (Some(last), InlineContent::Text(words)) = (out.last_mut(), &inline.content)
            && last.readers == inline.readers
            && last.span.end == inline.span.start
            && let InlineContent::Text(before) = &mut last.content
        {
            before.push_str(words);
            last.span = last.span.join(inline.span);
        } else {
            out.push(inline.clone());
        }
    }
    out
}

/// A pair of brackets with their mark: where each stands as the index of a piece and the byte within it.
struct Marked {
    open: (usize, usize),
    close: (usize, usize),
    /// Where the mark ends in the piece that it stands in.
    end: usize,
    states: Vec<UsState>,
}

/// Finds the first `[words]{state=…}`.
fn marked(inlines: &[Inline]) -> Option<Marked> {
    let mut open: Vec<(usize, usize)> = Vec::new();
    for (idx, inline) in inlines.iter().enumerate() {
        let InlineContent::Text(words) = &inline.content else { continue };
        for (at, c) in words.char_indices() {
            match c {
                '[' => open.push((idx, at)),
                ']' => {
                    let opened = open.pop();
                    let Some(rest) = words[at..].strip_prefix("]{state=") else { continue };
                    let (Some(open), Some(len)) = (opened, rest.find('}')) else { continue };
                    let states = rest[..len].split(',').filter_map(us_state).collect();
                    return Some(Marked {
                        open,
                        close: (idx, at),
                        end: at + "]{state=".len() + len + 1,
                        states,
                    });
                }
                _ => {}
            }
        }
    }
    None
}

/// Leaves out what stands in brackets that are for other states; the brackets of those for this one go.
pub(super) fn without_others(mut inlines: Vec<Inline>, own: UsState) -> (Vec<Inline>, bool) {
    let mut has_dropped = false;
    while let Some(marked) = marked(&inlines) {
        let is_kept = marked.states.contains(&own);
        has_dropped |= !is_kept;
        inlines = without_mark(inlines, &marked, is_kept);
    }
    (inlines, has_dropped)
}

/// Takes the brackets away and leaves what stands in them.
pub(super) fn unwrapped(mut inlines: Vec<Inline>) -> Vec<Inline> {
    while let Some(marked) = marked(&inlines) {
        inlines = without_mark(inlines, &marked, true);
    }
    inlines
}

fn without_mark(inlines: Vec<Inline>, marked: &Marked, is_kept: bool) -> Vec<Inline> {
    let mut out = Vec::with_capacity(inlines.len() + 2);
    for (idx, inline) in inlines.into_iter().enumerate() {
        if idx < marked.open.0 || idx > marked.close.0 {
            out.push(inline);
            continue;
        }
        let InlineContent::Text(words) = &inline.content else {
            out.extend(is_kept.then_some(inline));
            continue;
        };
        let inner_start = if idx == marked.open.0 { marked.open.1 + 1 } else { 0 };
        let inner_end = if idx == marked.close.0 { marked.close.1 } else { words.len() };
        if idx == marked.open.0 {
            out.extend(piece(&inline, 0, marked.open.1));
        }
        if is_kept {
            out.extend(piece(&inline, inner_start, inner_end));
        }
        if idx == marked.close.0 {
            out.extend(piece(&inline, marked.end, words.len()));
        }
    }
    out
}

/// A part of a piece of text, with its own bytes of the brief where they are known.
fn piece(inline: &Inline, start: usize, end: usize) -> Option<Inline> {
    let InlineContent::Text(words) = &inline.content else { return None };
    let text = words.get(start..end).filter(|text| !text.is_empty())?;
    let at = inline.span.start;
    let is_verbatim = words.len() == inline.span.len();
    let span = if is_verbatim { Span::new(at + start, at + end) } else { inline.span };
    Some(Inline { content: InlineContent::Text(text.to_owned()), span, readers: inline.readers })
}

/// Takes blanks and breaks off both ends.
pub(super) fn trim(inlines: &mut Vec<Inline>) {
    while inlines.first().is_some_and(is_blank) {
        inlines.remove(0);
    }
    while inlines.last().is_some_and(is_blank) {
        inlines.pop();
    }
    if let Some(Inline { content: InlineContent::Text(words), span, .. }) = inlines.last_mut() {
        let n_blank = words.len() - words.trim_end().len();
        words.truncate(words.len() - n_blank);
        span.end = span.end.saturating_sub(n_blank).max(span.start);
    }
}

fn is_blank(inline: &Inline) -> bool {
    match &inline.content {
        InlineContent::Text(words) => words.trim().is_empty(),
        InlineContent::SoftBreak | InlineContent::HardBreak => true,
        _ => false,
    }
}

/// Whether a piece is more than a blank, a mark or a note.
pub(super) fn says_something(inline: &Inline) -> bool {
    let is_mark = matches!(
        inline.content,
        InlineContent::Portion(_)
            | InlineContent::FootnoteRef(_)
            | InlineContent::Note(_)
            | InlineContent::Comment(_)
    );
    !is_mark && !is_blank(inline)
}
