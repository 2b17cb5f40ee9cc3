//! Clauses within running text that say of themselves, or of the sentence they stand in, that they stay.

use std::borrow::Cow;
use std::ops::Range;

use crate::brief::parse::label::is_order;
use crate::brief::parse::portion::{MAX_MARKS, sentence_of};
use crate::brief::parse::split::{split_at, word_spans};
use crate::brief::readers::brackets::{is_closing, is_opening};
use crate::brief::readers::kind::{Kind, kind_named};
use crate::brief::readers::names::{may_begin_name, may_begin_phrase};
use crate::brief::readers::phrase::begins_forbidding;
use crate::brief::readers::portion::is_keeping_word;
use crate::brief::readers::run_in::run_in_naming;
use crate::brief::readers::terms::may_begin_mark;
use crate::brief::{Inline, InlineContent};
use crate::text::Span;

/// The longest clause that is read, in bytes.
const MAX_BYTES: usize = 160;

/// How far around the beginning of a clause signs are looked for that end it or stand around it, in bytes.
const MAX_LOOKED_BYTES: usize = 2_000;

/// How many words of one paragraph are looked at that clauses may begin with; behind more, all of it stays.
const MAX_LOOKED: usize = 2_000;

/// The fewest letters of a mark that is a clause; shorter ones are words of many meanings.
const MIN_MARK_LETTERS: usize = 2;

/// How much of a clause tells whether it may begin with a name, in bytes.
const MAX_START_BYTES: usize = 60;

/// Whether a sign parts clauses.
fn is_sign(c: char) -> bool {
    let is_ascii = |byte| b".!?;,:([{<|*%-/".contains(&byte);
    u8::try_from(c).map_or(matches!(c, '。' | '、' | '（' | '；' | '–' | '—'), is_ascii)
}

/// Keeps what clauses of a paragraph say that stays: the aside in brackets that such a clause stands in, else the
/// sentence, and behind a name what follows it: `Nine; not to be raised with them.`, `Nine (if asked, ten).`, `Nine – internal: ten.`
pub(super) fn keep_clauses(text: &str, inlines: &mut Vec<Inline>) {
    let Some(end) = inlines.last().map(|last| last.span.end) else { return };
    let mut start = match inlines.first() {
        Some(Inline { content: InlineContent::Portion(_), span, .. }) => span.end,
        Some(first) => first.span.start,
        None => return,
    };
    // Most paragraphs hold none, which their source tells.
    let may_hold = |source| {
        let words = on_one_line(source);
        clause_starts(&words).next().is_some() || !order_starts(source, &words).is_empty()
    };
    if !text.get(start..end).is_some_and(may_hold) {
        return;
    }
    for n_kept in 0..=MAX_MARKS {
        let words = word_spans_outside(text, inlines);
        let within = Span::new(start, end);
        let found = words
            .iter()
            .filter(|span| span.start >= start)
            .find_map(|span| kept_span(text, &on_one_line(span.slice(text)), span.start, within));
        let Some((kept, kind)) = found else { return };
        // A paragraph with more of them than that is kept to its end.
        let kept = if n_kept < MAX_MARKS { kept } else { Span::new(kept.start, end) };
        let (before, rest) = split_at(std::mem::take(inlines), kept.start);
        let (children, after) = split_at(rest, kept.end);
        *inlines = before;
        // What cannot be cut reaches further.
        let whole = children.iter().map(|inline| inline.span).reduce(Span::join).unwrap_or(kept);
        inlines.push(Inline::new(InlineContent::Clause { kind, children }, whole));
        inlines.extend(after);
        start = whole.end.max(kept.end);
    }
}

/// Words whose lines are one, each byte in its place; the marks of quotations that lines begin with are blanks.
fn on_one_line(words: &str) -> Cow<'_, str> {
    if !words.contains('\n') {
        return Cow::Borrowed(words);
    }
    let mut begins_line = false;
    let joined = words.chars().map(|c| {
        begins_line = c == '\n' || (begins_line && matches!(c, ' ' | '\t' | '>'));
        if begins_line || c == '\r' { ' ' } else { c }
    });
    Cow::Owned(joined.collect())
}

/// Where words stand as they were typed, outside of what is kept already; signs that are escaped, marks of emphasis and
/// ends of lines part none.
fn word_spans_outside(text: &str, inlines: &[Inline]) -> Vec<Span> {
    let is_kept = |inline: &Inline| {
        matches!(
            inline.content,
            InlineContent::Clause { .. } | InlineContent::Sentence(_) | InlineContent::Kinded { .. }
        )
    };
    let free = inlines.iter().filter(|inline| !is_kept(inline));
    let mut spans: Vec<Span> = Vec::new();
    for span in free.flat_map(|inline| word_spans(std::slice::from_ref(inline))) {
        match spans.last_mut() {
            Some(last) if text.get(last.end..span.start).is_some_and(parts_no_words) => last.end = span.end,
            _ => spans.push(span),
        }
    }
    spans
}

/// Whether what stands between words is no more than marks within a sentence.
fn parts_no_words(between: &str) -> bool {
    const MAX_BYTES: usize = 64;
    between.len() <= MAX_BYTES
        && between
            .bytes()
            .all(|byte| matches!(byte, b'\\' | b'*' | b'_' | b' ' | b'\t' | b'\n' | b'\r' | b'>'))
}

/// What the first clause of some words keeps that keeps anything; the words begin at byte `at` of the text.
fn kept_span(text: &str, words: &str, at: usize, within: Span) -> Option<(Span, &'static Kind)> {
    let mut orders = order_starts(&text[at..at + words.len()], words).into_iter().peekable();
    let mut clauses = clause_starts(words).peekable();
    let starts = std::iter::from_fn(|| match (orders.peek(), clauses.peek()) {
        (Some(order), clause) if clause.is_none_or(|clause| order.start <= clause.start) => orders.next(),
        _ => clauses.next(),
    });
    starts.enumerate().find_map(|(n_looked, clause)| {
        // So many are no text that anybody wrote; each takes some reading.
        if n_looked == MAX_LOOKED {
            return Some((Span::new(at + clause.start, within.end), kind_named("notes")?));
        }
        let (start, is_aside) = (at + clause.start, clause.separator == Separator::Sign);
        let rest = &words[clause.start..];
        let line = rest[..rest.floor_char_boundary(MAX_LOOKED_BYTES)].lines().next()?;
        let is_order = matches!(clause.separator, Separator::Order { .. });
        let begins_line = clause.separator == Separator::Order { begins_line: true };
        if clause.separator == Separator::Comment {
            let behind = &text[start..within.end.max(start)];
            let end = behind.find('\n').unwrap_or(behind.len());
            return Some((Span::new(start, start + end), kind_named("notes")?));
        }
        let bare = without_conjunction(line);
        let len = line.find(|c| is_sign(c) || is_closing(c)).unwrap_or(line.len());
        let len = len.min(line.floor_char_boundary(MAX_BYTES));
        let clause = line[..len].trim();
        let is_ended = line[len..].trim_start_matches(['.', '。', ' ']).is_empty()
            || line[len..].starts_with(is_closing);
        let n_letters = clause.chars().filter(|c| c.is_alphabetic()).count();
        let is_mark = n_letters >= MIN_MARK_LETTERS && is_keeping_word(clause);
        let is_forbidding = || may_begin_phrase(clause) && begins_forbidding(clause);
        let brackets = || brackets_around(words, start - at);
        let is_kept = is_order || is_forbidding() || (is_aside && is_ended && is_mark);
        let is_head = is_mark && (line[len..].starts_with([':', '：']) || brackets().is_some());
        let kind = if is_kept || is_head {
            kind_named("background-internal")?
        } else {
            run_in_naming(bare).map(|named| named.kind).filter(|kind| kind.readers.are_ours())?
        };
        let place = Span::new(start, start + len);
        if let Some(brackets) = if is_kept { None } else { brackets() } {
            return Some((Span::new(at + brackets.start, at + brackets.end), kind));
        }
        let sentence = sentence_of(text, within, place);
        Some((
            if is_kept && !begins_line { sentence } else { Span::new(sentence.start.min(start), within.end) },
            kind,
        ))
    })
}

/// Where clauses begin within some words, behind a sign.
fn clause_starts(words: &str) -> impl Iterator<Item = Clause> {
    words.match_indices(is_sign).filter_map(|(at, sign)| {
        let is_dash = matches!(sign, "-" | "/" | "*" | "%");
        if begins_comment(words, at, sign) {
            let start = words[..at].trim_end_matches('/').len();
            return Some(Clause { start, separator: Separator::Comment });
        }
        if is_dash && !words[..at].ends_with([' ', '-', '/']) {
            return None;
        }
        let behind = &words[at + sign.len()..];
        let near = &behind[..behind.floor_char_boundary(MAX_START_BYTES)];
        let start = near.trim_start_matches(['/', ' ', '-', '*', '_', '“', '"', '\\']);
        let needs_blank = sign.is_ascii() && !matches!(sign, "(" | "[" | "{" | "<");
        if needs_blank && !near.starts_with([' ', '\t', '-', '/']) {
            return None;
        }
        let bare = without_conjunction(start);
        if !begins_word(bare) {
            return None;
        }
        let begins = may_begin_name(bare) || may_begin_phrase(bare) || may_begin_mark(bare);
        let separator = if matches!(sign, "," | "、") { Separator::Comma } else { Separator::Sign };
        let start = at + sign.len() + near.len() - start.len();
        begins.then_some(Clause { start, separator })
    })
}

/// Whether words begin with more than a letter alone, which no clause does.
fn begins_word(words: &str) -> bool {
    let mut first = words.chars();
    first.next().is_some_and(|c| {
        c.is_alphanumeric() && (!c.is_ascii() || first.next().is_some_and(char::is_alphanumeric))
    })
}

/// What orders begin with that no sign parts from the words before them.
const ORDERS: [&str; 6] = ["not to be ", "must not ", "must never ", "do not ", "don't ", "don’t "];

/// Whether words may hold one of [`ORDERS`]; most words hold none of their letters.
fn may_hold_order(words: &str) -> bool {
    words.as_bytes().windows(3).any(|near| matches!(near, b"not" | b"nev" | [b'n', b'\'' | 0xe2, _]))
}

/// Where orders begin that no sign parts from the words before them, in their order: at the end of a line, or as what
/// is said of something, `The floor is nine and this is not to be raised with them`. The words are their source with
/// its lines as one.
fn order_starts(source: &str, words: &str) -> Vec<Clause> {
    /// The words before them.
    const BEFORE: [&str; 8] = ["is", "are", "and", "but", "this", "it", "please", "so"];
    let is_mark = |c: char| matches!(c, ' ' | '\t' | '>' | '*' | '_');
    let behind_lines = source.match_indices('\n').filter_map(|(at, _)| {
        let near = &words[at..words.floor_char_boundary(at + MAX_LOOKED_BYTES)];
        let line = near.trim_start_matches(is_mark);
        let is_ended = source[..at].trim_end().ends_with(['.', '!', '?', '。', '！', '？']);
        (begins_word(line) && !is_ended && is_order(line)).then_some((at + near.len() - line.len(), true))
    });
    let may_hold = may_hold_order(words);
    let orders = ORDERS.iter().filter(|_| may_hold);
    let said = orders.flat_map(|order| words.match_indices(order)).filter_map(|(at, _)| {
        let before = words[..at].trim_end_matches(is_mark);
        let word = before.rsplit(|c: char| !c.is_alphanumeric()).next()?;
        let is_said = before.len() < at && BEFORE.iter().any(|known| known.eq_ignore_ascii_case(word));
        (is_said && is_order(&words[at..])).then_some((at, false))
    });
    let mut starts: Vec<(usize, bool)> = behind_lines.chain(said).collect();
    starts.sort_unstable();
    let clause = |(start, begins_line)| Clause { start, separator: Separator::Order { begins_line } };
    starts.into_iter().map(clause).collect()
}

/// A clause that may say something of its sentence.
struct Clause {
    start: usize,
    separator: Separator,
}

/// What sets a clause apart.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Separator {
    /// A comma.
    Comma,
    /// More than a comma.
    Sign,
    /// Nothing; it is an order. One that begins a line is for the lines below it as well.
    Order { begins_line: bool },
    /// The signs of a comment of code or of LaTeX behind a sentence, up to the end of its line.
    Comment,
}

/// Whether a sign begins a comment behind a sentence: `We want a date. // nine`, `We want a date. % nine`.
fn begins_comment(words: &str, at: usize, sign: &str) -> bool {
    let before = match sign {
        "/" => words[..at].strip_suffix('/'),
        "%" => Some(&words[..at]),
        _ => None,
    };
    let is_stopped = |before: &str| {
        before.ends_with(' ') && before.trim_end().ends_with(['.', '!', '?', '。', '！', '？'])
    };
    let behind = words[at + sign.len()..].strip_prefix(' ');
    before.is_some_and(is_stopped) && behind.is_some_and(|behind| behind.starts_with(char::is_alphanumeric))
}

/// Words without the conjunction they begin with.
fn without_conjunction(words: &str) -> &str {
    const WORDS: [&str; 9] =
        ["but ", "and ", "though ", "although ", "while ", "yet ", "so ", "NB ", "n.b. "];
    WORDS.iter().find_map(|word| words.strip_prefix(word)).unwrap_or(words)
}

/// The brackets that stand around a place of some words, if they open and close within them.
fn brackets_around(words: &str, at: usize) -> Option<Range<usize>> {
    let mut depth = 0_usize;
    let from = words.floor_char_boundary(at.saturating_sub(MAX_LOOKED_BYTES));
    let open = words[from..at].char_indices().rev().find(|(_, c)| {
        depth += usize::from(is_closing(*c));
        let opens = is_opening(*c);
        let is_it = opens && depth == 0;
        depth -= usize::from(opens && depth > 0);
        is_it
    });
    let open = from + open?.0;
    let behind = &words[at..words.floor_char_boundary(at + MAX_LOOKED_BYTES)];
    let mut depth = 1_usize;
    let is_end = |c: char| {
        depth += usize::from(is_opening(c));
        depth -= usize::from(is_closing(c));
        depth == 0
    };
    let close = at + behind.find(is_end)?;
    let n_close = words[close..].chars().next().map_or(1, char::len_utf8);
    Some(open..close + n_close)
}

#[cfg(test)]
mod tests {
    use crate::brief::parse::clause::{ORDERS, may_hold_order};
    use crate::brief::{Block, InlineContent, Node, parse, walk_inlines};

    /// The words that clauses of a paragraph keep.
    fn kept(text: &str) -> Vec<String> {
        let (brief, _) = parse(text);
        let mut kept = Vec::new();
        for block in &brief.blocks {
            let Block::Paragraph(paragraph) = block else { continue };
            walk_inlines(&paragraph.inlines, &mut |node| {
                if let Node::Inline(inline) = node
                    && matches!(inline.content, InlineContent::Clause { .. })
                {
                    kept.push(inline.span.slice(text).trim().to_owned());
                }
            });
        }
        kept
    }

    #[test]
    fn clauses_keep_what_they_say_stays() {
        for (text, expected) in [
            (
                "Nine would do; not to be raised with them. We ask.",
                "Nine would do; not to be raised with them.",
            ),
            (
                "We leave. Nine would do; not to be raised with them.",
                "Nine would do; not to be raised with them.",
            ),
            (
                "Nine would do; not to be\nraised with them. We go.",
                "Nine would do; not to be\nraised with them.",
            ),
            (
                "Nine would do;\nbut not to be raised with them. We go.",
                "Nine would do;\nbut not to be raised with them. We go.",
            ),
            (
                "Nine would do; **not to be raised with them**.",
                "Nine would do; **not to be raised with them**.",
            ),
            ("Twelve (if asked, nine (of them) ships) may call.", "(if asked, nine (of them) ships)"),
            ("The talks go on, but our red line is nine.", "The talks go on, but our red line is nine."),
            ("We ask. // nine\nWe go.", "// nine"),
            (
                "We leave. Nine would do;\nnot to be raised with them.",
                "Nine would do;\nnot to be raised with them.",
            ),
            (
                "We leave. Nine would do\nnot to be raised with them. We ask.",
                "Nine would do\nnot to be raised with them. We ask.",
            ),
            (
                "The floor is nine and this is\n*not to be raised* with them.",
                "The floor is nine and this is\n*not to be raised* with them.",
            ),
            (
                "Nine would do and this is not to be disclosed. We go.",
                "Nine would do and this is not to be disclosed.",
            ),
            ("先に進む。九隻でよい、\n先方には言わない。", "九隻でよい、\n先方には言わない。"),
        ] {
            assert_eq!(kept(text), [expected], "{text}");
        }
        for text in [
            "We go; nine call.",
            "Ports (of call) are open.",
            "a, b – c: d | e",
            "Up 4 % of GDP.",
            "Firms hold data that must not be shared.",
            "The treaty is not to be renegotiated.",
        ] {
            assert!(kept(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn no_order_is_passed_over() {
        for order in ORDERS {
            assert!(may_hold_order(order), "{order}");
        }
        assert!(!may_hold_order("We go; nine call."));
    }
}
