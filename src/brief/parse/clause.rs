//! Clauses within running text that say of themselves, or of the sentence they stand in, that they stay.

use std::ops::Range;

use crate::brief::parse::portion::sentence_of;
use crate::brief::parse::split::{push_kinded, split_at};
use crate::brief::readers::brackets::{is_closing, is_opening};
use crate::brief::readers::kind::{Kind, kind_named};
use crate::brief::readers::names::{may_begin_name, may_begin_phrase};
use crate::brief::readers::phrase::is_forbidding_clause;
use crate::brief::readers::portion::is_keeping_word;
use crate::brief::readers::run_in::run_in_naming;
use crate::brief::readers::terms::may_begin_mark;
use crate::brief::{Inline, InlineContent};
use crate::text::Span;

/// The longest clause that is read, in bytes.
const MAX_BYTES: usize = 160;

/// How much of a clause tells whether it may begin with a name, in bytes.
const MAX_START_BYTES: usize = 60;

/// Signs that part clauses.
const SIGNS: [char; 17] =
    ['.', '!', '?', ';', ',', ':', '(', '[', '{', '。', '、', '（', '；', '–', '—', '-', '/'];

/// Keeps what clauses of a paragraph say that stays: the aside in brackets that such a clause stands in, what follows
/// a name, else the sentence: `Nine; not to be raised with them.`, `Nine (if asked, ten).`, `Nine – internal: ten.`
pub(super) fn keep_clauses(text: &str, inlines: &mut Vec<Inline>) {
    let Some(end) = inlines.last().map(|last| last.span.end) else { return };
    let start = match inlines.first() {
        Some(Inline { content: InlineContent::Portion(_), span, .. }) => span.end,
        Some(first) => first.span.start,
        None => return,
    };
    let mut idx = 0;
    while idx < inlines.len() {
        let inline = &inlines[idx];
        idx += 1;
        let InlineContent::Text(words) = &inline.content else { continue };
        if words.len() != inline.span.len() {
            continue;
        }
        let found = kept_span(text, words, inline.span.start, Span::new(start, end));
        let Some((kept, kind)) = found else { continue };
        let (before, rest) = split_at(std::mem::take(inlines), kept.start);
        let (inside, after) = split_at(rest, kept.end);
        *inlines = before;
        if kind.name == "background-internal" {
            let whole = inside.iter().map(|inline| inline.span).reduce(Span::join).unwrap_or(kept);
            inlines.push(Inline::new(InlineContent::Sentence(inside), whole));
        } else {
            push_kinded(inlines, kind, inside);
        }
        idx = inlines.len();
        inlines.extend(after);
    }
}

/// What the first clause of some words keeps that keeps anything; the words begin at byte `at` of the text.
fn kept_span(text: &str, words: &str, at: usize, within: Span) -> Option<(Span, &'static Kind)> {
    clause_starts(words).find_map(|clause| {
        let (start, is_aside) = (at + clause.start, clause.is_aside);
        let line = words[clause.start..].lines().next()?;
        let bare = without_conjunction(line);
        let len = line.find(|c| SIGNS[..].contains(&c) || is_closing(c)).unwrap_or(line.len()).min(MAX_BYTES);
        let clause = line.get(..len)?.trim();
        let is_ended = line[len..].trim_start_matches(['.', '。', ' ']).is_empty()
            || line[len..].starts_with(is_closing);
        let is_mark = is_keeping_word(clause);
        let is_forbidding = || may_begin_phrase(clause) && is_forbidding_clause(clause);
        let brackets = brackets_around(words, start - at);
        let is_kept = is_forbidding() || (is_aside && is_ended && is_mark);
        let is_head = is_mark && (line[len..].starts_with([':', '：']) || brackets.is_some());
        let kind = if is_kept || is_head {
            kind_named("background-internal")?
        } else {
            run_in_naming(bare).map(|named| named.kind).filter(|kind| kind.readers.are_ours())?
        };
        let place = Span::new(start, start + len);
        if let Some(brackets) = brackets.filter(|_| !is_kept) {
            return Some((Span::new(at + brackets.start, at + brackets.end), kind));
        }
        Some((if is_kept { sentence_of(text, within, place) } else { Span::new(start, within.end) }, kind))
    })
}

/// Where clauses begin within some words, behind a sign.
fn clause_starts(words: &str) -> impl Iterator<Item = Clause> {
    words.match_indices(SIGNS).filter_map(|(at, sign)| {
        let behind = &words[at + sign.len()..];
        let start = behind.trim_start_matches(['/', ' ', '-', '*', '_', '“', '"']);
        let needs_blank = sign.is_ascii() && !matches!(sign, "(" | "[" | "{");
        let is_dash = matches!(sign, "-" | "/");
        let is_apart = !needs_blank || start.len() < behind.len();
        let has_blank_before = !is_dash || words[..at].ends_with([' ', '-', '/']);
        let begins = is_apart && has_blank_before && {
            let near = &start[..start.floor_char_boundary(MAX_START_BYTES)];
            let start = without_conjunction(near);
            may_begin_name(start) || may_begin_phrase(start) || may_begin_mark(start)
        };
        let is_aside = !matches!(sign, "," | "、");
        begins.then_some(Clause { start: words.len() - start.len(), is_aside })
    })
}

/// A clause: where it begins, and whether it is set apart by more than a comma.
struct Clause {
    start: usize,
    is_aside: bool,
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
    let open = words[..at].char_indices().rev().find(|(_, c)| {
        depth += usize::from(is_closing(*c));
        let opens = is_opening(*c);
        let is_it = opens && depth == 0;
        depth -= usize::from(opens && depth > 0);
        is_it
    });
    let (open, _) = open?;
    let close = words[at..].find(is_closing)? + at;
    let n_close = words[close..].chars().next().map_or(1, char::len_utf8);
    Some(open..close + n_close)
}
