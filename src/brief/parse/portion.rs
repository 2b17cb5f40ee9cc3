//! Portion marks in running text: at its beginning, within a paragraph, and letters that only count.

use std::ops::Range;

use crate::brief::parse::comment::trim_start;
use crate::brief::parse::split::{split_at, word_spans};
use crate::brief::readers::brackets::{bracketed, is_closing, is_opening};
use crate::brief::readers::counting::{Kept, kept_brackets, mark_behind_number};
use crate::brief::readers::kind::{is_dash, is_gap};
use crate::brief::readers::mark_behind::mark_at_end;
use crate::brief::readers::marking::Scheme;
use crate::brief::readers::notice::is_handling_line;
use crate::brief::readers::portion::{is_keeping_word, may_leave, portion_mark};
use crate::brief::readers::run_in::{is_shouted, name_at_end};
use crate::brief::{Inline, InlineContent, inline_text};
use crate::text::Span;

/// Takes the portion mark off the words that some inlines begin with, and puts it before them as a node.
///
/// Comments and blanks before the mark, such as the wide one that begins a Japanese paragraph, do not hide it.
pub(super) fn read_portion(text: &str, inlines: &mut Vec<Inline>, scheme: &Scheme) {
    let is_nothing = |inline: &Inline| match &inline.content {
        InlineContent::Comment(_) | InlineContent::SoftBreak | InlineContent::HardBreak => true,
        InlineContent::Text(text) => text.trim_start_matches(is_gap).is_empty(),
        _ => false,
    };
    let Some(at) = inlines.iter().position(|inline| !is_nothing(inline)) else { return };
    let Some(portion) = take_portion(&mut inlines[at], scheme) else {
        return read_parted_portion(text, inlines, at, scheme);
    };
    // The blank between the mark and the words belongs to neither.
    if let Some(Inline { content: InlineContent::Text(text), span, .. }) = inlines.get_mut(at) {
        trim_start(text, span);
    }
    if is_spent(&inlines[at]) {
        inlines.remove(at);
        if let Some(Inline { content: InlineContent::Text(text), span, .. }) = inlines.get_mut(at) {
            trim_start(text, span);
        }
    }
    inlines.retain(|inline| !matches!(&inline.content, InlineContent::Text(text) if text.is_empty()));
    inlines.insert(0, portion);
}

/// Takes a mark off that the inlines from `at` on begin with and that is parted by marks of Markdown, as in
/// `(**SBU**)`, `` `(SBU)` `` and `\(SBU\)`, or that stands behind the number of a heading or paragraph.
fn read_parted_portion(text: &str, inlines: &mut Vec<Inline>, at: usize, scheme: &Scheme) {
    // Brackets, a colon or a dash are part of every mark; most words have none.
    let source = &text[inlines[at].span.start..inlines.last().map_or(0, |last| last.span.end)];
    if !may_end_mark(source) {
        return;
    }
    let mut flat = Flat::default();
    flat.push(&inlines[at..]);
    let Some((start, mark, len)) = mark_behind_number(&flat.words, scheme) else { return };
    let is_bracketed = (mark.len() < len || mark == "㊙") && !may_leave(mark, scheme);
    let (Some(&from), Some(&to)) = (flat.starts.get(start), flat.ends.get(start + len - 1)) else { return };
    if !is_bracketed || from >= to {
        return;
    }
    let mark = mark.to_owned();
    // The sign that takes its meaning from the bracket goes with it.
    let from = from - usize::from(text[..from].ends_with('\\'));
    let (before, rest) = split_at(std::mem::take(inlines), from);
    let (_, mut after) = split_at(rest, to);
    if let Some(Inline { content: InlineContent::Text(text), span, .. }) = after.first_mut() {
        trim_start(text, span);
    }
    *inlines = before;
    inlines.push(Inline::new(InlineContent::Portion(mark), Span::new(from, to)));
    inlines.extend(after);
}

/// Whether a text holds a sign that may end a mark, with brackets or without. By its bytes, since nearly all of them
/// are passed over.
fn may_end_mark(text: &str) -> bool {
    let is_sign = |byte: u8| matches!(byte, b')' | b']' | b'}' | b'-' | b':' | b'&' | b'>');
    text.bytes().any(|byte| is_sign(byte) || !byte.is_ascii())
        && text.contains(|c| {
            is_closing(c)
                || is_dash(c)
                || matches!(c, ':' | '：' | '」' | '』' | '&' | '㊙' | '\u{3000}' | '>')
        })
}

/// The words that some inlines begin with, whatever marks part them, with the place of each byte in the source.
#[derive(Default)]
struct Flat {
    words: String,
    starts: Vec<usize>,
    ends: Vec<usize>,
    is_full: bool,
}

impl Flat {
    /// How many bytes are looked at.
    const MAX_BYTES: usize = 240;

    fn push(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            match &inline.content {
                InlineContent::Text(words) => self.push_words(words, inline.span),
                InlineContent::Code(words) if bracketed_whole(words) => self.push_words(words, inline.span),
                // `<SBU>` is no tag that anybody knows.
                InlineContent::Html(tag) if self.words.is_empty() => self.push_words(tag, inline.span),
                InlineContent::Strong(children)
                | InlineContent::Emphasis(children)
                | InlineContent::Styled { children, .. } => self.push(children),
                _ => self.is_full = true,
            }
            if self.is_full || self.words.len() > Self::MAX_BYTES {
                self.is_full = true;
                return;
            }
        }
    }

    /// Where words are not as typed, all of them stand for the whole piece.
    fn push_words(&mut self, words: &str, span: Span) {
        let is_as_typed = words.len() == span.len();
        let place = |at: usize| if is_as_typed { Span::at(span.start + at) } else { span };
        self.words.push_str(words);
        self.starts.extend((0..words.len()).map(|at| place(at).start));
        self.ends.extend((0..words.len()).map(|at| place(at).end + usize::from(is_as_typed)));
    }
}

/// Whether some words are one pair of brackets and what stands in them.
fn bracketed_whole(words: &str) -> bool {
    words.starts_with(is_opening) && words.ends_with(is_closing)
}

/// Whether nothing is left of an inline after its portion mark was taken off.
fn is_spent(inline: &Inline) -> bool {
    match &inline.content {
        InlineContent::Text(text) => text.is_empty(),
        InlineContent::Strong(children) | InlineContent::Emphasis(children) => children.is_empty(),
        _ => false,
    }
}

fn take_portion(inline: &mut Inline, scheme: &Scheme) -> Option<Inline> {
    match &mut inline.content {
        InlineContent::Text(text) => {
            let n_blank = text.len() - text.trim_start_matches(is_gap).len();
            let (mark, len) = portion_mark(&text[n_blank..], scheme)?;
            let start = inline.span.start + n_blank;
            let span = Span::new(start, start + len);
            let portion = Inline::new(InlineContent::Portion(mark.to_owned()), span);
            text.drain(..n_blank + len);
            inline.span.start = span.end.min(inline.span.end);
            trim_start(text, &mut inline.span);
            Some(portion)
        }
        InlineContent::Strong(children) | InlineContent::Emphasis(children) => {
            // `**SECRET** Nine ships`
            if let [Inline { content: InlineContent::Text(words), span, .. }] = children.as_slice()
                && words.starts_with(char::is_alphanumeric)
                && is_shouted(words)
                && is_keeping_word(words)
            {
                let portion = Inline::new(InlineContent::Portion(words.clone()), *span);
                children.clear();
                return Some(portion);
            }
            let portion = take_portion(children.first_mut()?, scheme)?;
            if is_spent(&children[0]) {
                children.remove(0);
            }
            Some(portion)
        }
        _ => None,
    }
}

/// How many marks of one sort are read one by one in a run of words; each takes a walk over the run.
pub(super) const MAX_MARKS: usize = 256;

/// Keeps the sentences that a mark within a paragraph stands for: the one that follows it, or that it ends.
pub(super) fn keep_sentences(text: &str, scheme: &Scheme, inlines: &mut Vec<Inline>) {
    let Some(end) = inlines.last().map(|last| last.span.end) else { return };
    let start = match inlines.first() {
        Some(Inline { content: InlineContent::Portion(_), span, .. }) => span.end,
        Some(first) => first.span.start,
        None => return,
    };
    keep_marked_ends(text, inlines, start);
    // Most paragraphs hold no bracket that could be a mark's.
    let Some(source) = text.get(start..end) else { return };
    if !source.bytes().any(|byte| matches!(byte, b'(' | b'[' | b'{') || !byte.is_ascii()) {
        return;
    }
    let mut from = start;
    for n_kept in 0.. {
        let words = word_spans(inlines);
        let Some((mark, (kept, len))) = next_mark(text, scheme, &words, from) else { break };
        // A name that a paragraph begins with is a label, and read as such.
        if kept == Kept::Name && text[start..mark].trim().is_empty() {
            from = mark + len;
            continue;
        }
        let mark_span = Span::new(mark, mark + len);
        // A remark in brackets says of itself alone that it is ours.
        let inner = text[mark..mark + len].trim_matches(|c| is_opening(c) || is_closing(c));
        let is_signed = inner.starts_with(['※', '★', '☆']);
        let is_remark = (is_signed || kept == Kept::Remark) && !is_handling_line(inner);
        let sentence = if is_remark { mark_span } else { sentence_of(text, Span::new(from, end), mark_span) };
        // A paragraph with more marks than that is kept to its end.
        let sentence = if n_kept < MAX_MARKS { sentence } else { Span::new(sentence.start, end) };
        let (before, rest) = split_at(std::mem::take(inlines), sentence.start);
        let (inside, after) = split_at(rest, sentence.end);
        *inlines = before;
        // What cannot be cut reaches further.
        let whole = inside.iter().map(|inline| inline.span).reduce(Span::join).unwrap_or(sentence);
        inlines.push(Inline::new(InlineContent::Sentence(inside), whole));
        inlines.extend(after);
        from = whole.end.max(mark + len);
    }
}

/// Keeps the sentences behind byte `start` that marks without brackets end, at the end of a line: `Nine – SBU`.
fn keep_marked_ends(text: &str, inlines: &mut Vec<Inline>, start: usize) {
    let is_break =
        |inline: &Inline| matches!(inline.content, InlineContent::SoftBreak | InlineContent::HardBreak);
    let mut n_left = inlines.len();
    while n_left > 0 {
        n_left -= 1;
        let is_last = inlines.get(n_left + 1).is_none_or(is_break);
        let begins = n_left == 0 || is_break(&inlines[n_left - 1]);
        let Some(mark) = marked_end(&inlines[n_left], begins).filter(|_| is_last) else { continue };
        let sentence = sentence_of(text, Span::new(start, mark.end), mark);
        let (before, rest) = split_at(std::mem::take(inlines), sentence.start);
        let (inside, after) = split_at(rest, mark.end);
        let whole = inside.iter().map(|inline| inline.span).reduce(Span::join).unwrap_or(sentence);
        *inlines = before;
        n_left = inlines.len();
        inlines.push(Inline::new(InlineContent::Sentence(inside), whole));
        inlines.extend(after);
    }
}

/// What stands at the end of a line and says of the words before it that they stay: a mark, or words of one in bold,
/// italics or code. `begins` says whether nothing stands before it.
fn marked_end(last: &Inline, begins: bool) -> Option<Span> {
    let span = last.span;
    match &last.content {
        InlineContent::Text(words) if words.len() == span.len() => {
            let at = mark_at_end(words).or_else(|| name_at_end(words))?;
            Some(Span::new(span.start + at, span.end))
        }
        InlineContent::Strong(words) | InlineContent::Emphasis(words) if !begins => {
            let words = inline_text(words);
            (words.len() <= MAX_END_BYTES && is_handling_line(&words)).then_some(span)
        }
        InlineContent::Code(words) if !begins => {
            (words.len() <= MAX_END_BYTES && is_handling_line(words)).then_some(span)
        }
        _ => None,
    }
}

/// The longest words at the end of a line that are read as a mark by their letters, in bytes.
const MAX_END_BYTES: usize = 60;

/// The next brackets that keep words: where they begin, what stands in them, and their length.
fn next_mark(text: &str, scheme: &Scheme, words: &[Span], from: usize) -> Option<(usize, (Kept, usize))> {
    // A mark may be parted by signs of Markdown, such as those that escape its brackets.
    let end = words.last()?.end;
    words.iter().filter(|span| span.end > from).find_map(|span| {
        let begin = span.start.max(from);
        let source = text.get(begin..span.end)?;
        let brackets = source.match_indices(is_opening);
        brackets.map(|(at, _)| begin + at).find_map(|at| {
            let letter = || letter_len(text, scheme, from..end, at).map(|len| (Kept::Mark, len));
            Some((at, kept_brackets(&text[at..end]).or_else(letter)?))
        })
    })
}

/// The length of a mark of one letter at a byte of the text, where every portion bears one and it stands between two
/// sentences or behind the last: `(U) Ten. (S) Nine.`
fn letter_len(text: &str, scheme: &Scheme, within: Range<usize>, at: usize) -> Option<usize> {
    if !scheme.marks_portions {
        return None;
    }
    let (mark, len) = bracketed(&text[at..within.end])?;
    let is_letter = mark.len() == 1 && portion_mark(&text[at..within.end], scheme).is_some();
    if !is_letter || may_leave(mark, scheme) {
        return None;
    }
    let before = text[within.start..at].trim_end();
    let is_last = !text[at + len..within.end].contains(char::is_alphanumeric);
    // `Article 5 (C)` is the letter of a paragraph.
    let is_counted = before.ends_with(|c: char| c.is_ascii_digit() || is_closing(c));
    (ends_sentence(before) || (is_last && !is_counted && !before.is_empty())).then_some(len)
}

/// The sentence that a mark in `within` keeps: the one it stands in, the next where it begins one, and the one before
/// it where nothing follows.
pub(super) fn sentence_of(text: &str, within: Span, mark: Span) -> Span {
    let behind = &text[mark.end..within.end];
    let stops = ['.', '!', '?', '。', '！', '？', ';', ')', '）', ' '];
    let rest = behind.trim_start_matches(|c: char| stops.contains(&c) || c.is_whitespace());
    let is_stopped = behind.trim_start().starts_with(['.', '!', '?', '。', '！', '？']);
    let before = &text[within.start..mark.start];
    let n_before = before.trim_end_matches(|c: char| is_gap(c) || matches!(c, '*' | '_' | '\\')).len();
    let follows = behind.trim_start().chars().next();
    let goes_on = follows.is_none_or(|c| c.is_lowercase() || matches!(c, ',' | ';' | ':' | '、' | '，'));
    let end = if is_stopped || rest.is_empty() {
        mark.end + (behind.len() - rest.len())
    } else {
        mark.end + sentence_len(behind)
    };
    if ends_sentence(&before[..n_before]) && !goes_on && !is_stopped && !rest.is_empty() {
        return Span::new(mark.start, end);
    }
    let mut start = 0;
    loop {
        let len = sentence_len(&before[start..]);
        if start + len >= n_before {
            return Span::new(within.start + start, end);
        }
        start += len;
    }
}

fn ends_sentence(words: &str) -> bool {
    words.trim_end_matches(['"', '”', '’', ')']).ends_with(['.', '!', '?', '。', '！', '？'])
}

/// The length of the first sentence of some words. A stop behind a short word may be that of an abbreviation.
fn sentence_len(words: &str) -> usize {
    for (at, c) in words.char_indices() {
        let end = at + c.len_utf8();
        if matches!(c, '。' | '！' | '？') {
            return end;
        }
        if !matches!(c, '.' | '!' | '?') {
            continue;
        }
        let next = words[end..].trim_start_matches(['"', '”', '’', ')', '*', '_', '\\']);
        let word = words[..at].rsplit([' ', '\n', '(']).next().unwrap_or("");
        let n_letters = word.chars().filter(|c| *c != '\\').count();
        let is_short = c == '.' && (n_letters <= 3 || word.contains('.'));
        let begins = next.trim_start().chars().next().is_none_or(|c| !c.is_lowercase());
        if (next.is_empty() || next.starts_with([' ', '\n', '\r'])) && begins && !is_short {
            return end + (words[end..].len() - next.len());
        }
    }
    words.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::brief::parse;

    fn kept(text: &str) -> Vec<String> {
        let (brief, _) = parse(text);
        let mut kept = Vec::new();
        crate::brief::walk_blocks(&brief.blocks, &mut |node| {
            if let crate::brief::Node::Inline(Inline { content: InlineContent::Sentence(children), .. }) =
                node
            {
                kept.push(inline_text(children));
            }
        });
        kept
    }

    #[test]
    fn a_mark_within_a_paragraph_keeps_its_sentence() {
        assert_eq!(
            kept("We go. (SBU) The U.S. floor is nine. Then we rest.\n"),
            ["(SBU) The U.S. floor is nine."]
        );
        assert_eq!(kept("We begin. Our floor is nine (SBU). Then we rest.\n"), ["Our floor is nine (SBU)."]);
        assert_eq!(kept("進める。（秘）下限は九隻。次に移る。\n"), ["（秘）下限は九隻。"]);
        assert!(kept("We go (in May) to the [internal waters] of (c) the coast.\n").is_empty());
    }
}
