//! The marks of comments as people and editors type them: `<!-- … -->`, `<!— … —>`, `%% … %%`, `{>> … <<}`,
//! `\note{…}`, `/* … */`, `{# … #}`, in full or half width.

use crate::brief::readers::attributes::{begins_aside, is_aside_key};
use crate::brief::readers::foreign::aside_command;
use crate::brief::readers::tool_comment::{must_end, tool_comment, tool_comment_end};
use crate::text::{Diagnostic, Severity, Span, message};

/// What a comment is marked by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::brief) enum Sort {
    /// `<!-- … -->`
    Html,
    /// `%% … %%`, as in Obsidian.
    Percents,
    /// `{>> … <<}`, a review mark.
    Critic,
    /// `\note{…}`, `\todo{…}` and the like, as in LaTeX.
    Note,
    /// `#hide[…]` and the like, as in Typst.
    Content,
    /// `\begin{comment} … \end{comment}`, `{% comment %} … {% endcomment %}` and the like of other tools.
    Tool(&'static str),
    /// `/* … */`, as in code.
    Code,
    /// `{# … #}`, as in templates.
    Template,
    /// `<!- … ->` or `<-- … -->`: a comment of HTML that lacks a sign.
    Lacking,
}

impl Sort {
    /// The mark that ends such a comment, as it should be typed.
    pub fn closing_mark(self) -> &'static str {
        match self {
            Self::Html | Self::Lacking => "-->",
            Self::Percents => "%%",
            Self::Critic => "<<}",
            Self::Note => "}",
            Self::Content => "]",
            Self::Tool("endcomment") => "{% endcomment %}",
            Self::Tool(mark) => mark,
            Self::Code => "*/",
            Self::Template => "#}",
        }
    }
}

/// The characters that the mark of a comment begins with.
pub(in crate::brief) const FIRST: [char; 10] = ['%', '％', '<', '＜', '{', '｛', '\\', '&', '/', '#'];

/// Whether a comment may begin in a text: most of them are told by their bytes, without reading a letter.
pub(in crate::brief) fn may_hold_comment(text: &str) -> bool {
    /// The first byte of signs in full width.
    const WIDE: u8 = 0xef;
    text.bytes().any(|byte| matches!(byte, b'%' | b'<' | b'{' | b'\\' | b'&' | b'/' | b'#' | WIDE))
}

/// How far behind its opening mark the end of a comment is looked for that is one only if it ends, in bytes.
const MAX_LOOKED_BYTES: usize = 4_000;

/// The mark of a comment that a text begins with, and its length.
pub(in crate::brief) fn opening(text: &str) -> Option<(Sort, usize)> {
    if let Some((len, close)) = tool_comment(text).filter(|_| text.starts_with(['\\', '{']))
        && (!must_end(text) || ends_near(&text[len..], Sort::Tool(close)))
    {
        return Some((Sort::Tool(close), len));
    }
    match text.chars().next()? {
        '%' | '％' => percents(text).map(|len| (Sort::Percents, len)),
        '<' | '＜' | '&' => html_opening(text)
            .map(|(len, _)| (Sort::Html, len))
            .or_else(|| lacking_opening(text).map(|len| (Sort::Lacking, len))),
        '{' if text.starts_with("{# ") => ends_near(text, Sort::Template).then_some((Sort::Template, 2)),
        '/' if text.starts_with("/* ") => ends_near(text, Sort::Code).then_some((Sort::Code, 2)),
        first @ ('{' | '｛') => {
            // A blank may stand between its signs.
            let len = first.len_utf8() + usize::from(text[first.len_utf8()..].starts_with(' '));
            let critic = angles(&text[len..], &['>', '＞'], &['»', '≫']).map(|n| (Sort::Critic, len + n));
            critic.or_else(|| note_setting(text).map(|len| (Sort::Note, len)))
        }
        '\\' => aside_command(text).map(|len| (Sort::Note, len)),
        '#' => aside_command(text).map(|len| (Sort::Content, len)),
        _ => None,
    }
}

/// The same for marks of which an editor escaped each sign; the first stands behind its backslash.
pub(in crate::brief) fn escaped_opening(text: &str) -> Option<(Sort, usize)> {
    if text.starts_with("%\\%") {
        return Some((Sort::Percents, 3));
    }
    text.starts_with("{\\>\\>").then_some((Sort::Critic, 5))
}

/// The length of `{note=`, `{memo:` or `{alt=` before words for our own side: a setting that holds what somebody wrote for
/// it.
fn note_setting(text: &str) -> Option<usize> {
    let rest = text.strip_prefix('{')?.trim_start_matches([' ', '.']);
    let name_len = rest.find(|c: char| !c.is_ascii_alphanumeric()).filter(|len| (3..=9).contains(len))?;
    let behind = rest[name_len..].trim_start_matches(' ').strip_prefix(['=', ':'])?;
    let value = || behind.strip_prefix(['"', '\'', '“'])?.split(['"', '\'', '”', '\n']).next();
    let name = rest[..name_len].trim_end_matches(|c: char| c.is_ascii_digit());
    let is_aside = is_aside_key(name) || value().is_some_and(begins_aside);
    (is_aside && ends_near(behind, Sort::Note)).then(|| text.len() - behind.len())
}

fn ends_near(text: &str, sort: Sort) -> bool {
    text[..text.floor_char_boundary(MAX_LOOKED_BYTES)].contains(sort.closing_mark())
}

/// Where in the text behind its opening mark a comment ends: the place of its closing mark, and the place behind it.
pub(in crate::brief) fn end(text: &str, sort: Sort) -> Option<(usize, usize)> {
    if sort == Sort::Lacking {
        return lacking_end(text);
    }
    if let Sort::Tool(mark) = sort {
        return tool_comment_end(text, mark);
    }
    let mut depth = 1_usize;
    let mut skip_to = 0;
    for (at, c) in text.char_indices() {
        if at < skip_to {
            continue;
        }
        if let Some((start, end)) = closing_at(text, at, c, sort) {
            if depth == 1 && sort == Sort::Html && is_arrow(text, start, end) {
                skip_to = end;
                continue;
            }
            depth -= 1;
            if depth == 0 {
                return Some((start, end));
            }
            skip_to = end;
        } else if matches!((sort, c), (Sort::Note, '{') | (Sort::Content, '[')) {
            depth += 1;
        } else if matches!(sort, Sort::Html | Sort::Critic) && FIRST.contains(&c) {
            let inner = opening(&text[at..]).filter(|(found, _)| *found == sort);
            depth += usize::from(inner.is_some());
            skip_to = at + inner.map_or(0, |(_, len)| len);
        }
    }
    None
}

/// Words outside running text, such as a title in front matter, without the comments in them.
pub(in crate::brief) fn strip_comments(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    let mut rest = words;
    while let Some(c) = rest.chars().next() {
        if let Some((sort, len)) = opening(rest) {
            let found = end(&rest[len..], sort);
            if found.is_some() || sort != Sort::Percents {
                rest = found.map_or("", |(_, end)| &rest[len + end..]);
                continue;
            }
        }
        out.push(c);
        rest = &rest[c.len_utf8()..];
    }
    out.trim().to_owned()
}

/// Says that a comment stands where no copy shows it, the principal's included.
pub(in crate::brief) fn dropped_comment(span: Span) -> Diagnostic {
    let message = message!(
        "this comment is in no copy, ours included",
        "このコメントは発言者用を含むどの写しにも載りません"
    );
    Diagnostic::new(Severity::Info, "dropped-comment", span, message).with_hint(message!(
        "put it on a line of its own to have it in the principal's copy",
        "発言者用に載せるには、独立した行に書いてください"
    ))
}

/// The closing mark whose first or, in HTML, last sign stands at byte `at`.
fn closing_at(text: &str, at: usize, c: char, sort: Sort) -> Option<(usize, usize)> {
    match (sort, c) {
        (Sort::Html, '>' | '＞') => html_closing(text, at, c.len_utf8()).map(|(start, end, _)| (start, end)),
        (Sort::Html, '&') if text[at..].starts_with("&gt;") => {
            html_closing(text, at, 4).map(|(start, end, _)| (start, end))
        }
        (Sort::Critic, '\\') if text[at..].starts_with("\\<\\<\\}") => Some((at, at + 6)),
        (Sort::Percents, '\\') if text[at..].starts_with("\\%\\%") => Some((at, at + 4)),
        (Sort::Percents, '%' | '％') => percents(&text[at..]).map(|len| (at, at + len)),
        (Sort::Critic, '<' | '＜' | '«' | '≪') => {
            let len = angles(&text[at..], &['<', '＜'], &['«', '≪'])?;
            let len = len + usize::from(text[at + len..].starts_with(' '));
            let brace = text[at + len..].chars().next().filter(|c| matches!(c, '}' | '｝'))?;
            Some((at, at + len + brace.len_utf8()))
        }
        (Sort::Note, '}') | (Sort::Content, ']') => Some((at, at + 1)),
        (Sort::Code, '*') | (Sort::Template, '#') => {
            let mark = sort.closing_mark();
            text[at..].starts_with(mark).then(|| (at, at + mark.len()))
        }
        _ => None,
    }
}

/// Whether the mark in a text is no end of a comment but an arrow: before another begins, a mark follows that ends it.
fn is_arrow(text: &str, start: usize, end: usize) -> bool {
    let is_plain = &text[start..end] == "-->";
    let rest = &text[end..];
    for (at, c) in rest.char_indices() {
        let closing = match c {
            '<' | '＜' | '&' if html_opening(&rest[at..]).is_some() => return false,
            '>' | '＞' => html_closing(rest, at, c.len_utf8()),
            '&' if rest[at..].starts_with("&gt;") => html_closing(rest, at, 4),
            _ => None,
        };
        if let Some((start, _, is_next_plain)) = closing {
            return goes_on_to(is_plain, is_next_plain, &rest[..start]);
        }
    }
    false
}

/// Whether a comment goes on behind a mark that may end it, to the next such mark: of several on a line, or of several
/// typographic ones in one paragraph, the last is meant.
pub(in crate::brief) fn goes_on_to(is_plain: bool, is_next_plain: bool, between: &str) -> bool {
    if is_plain {
        is_next_plain && !between.contains('\n')
    } else {
        is_next_plain || !parts_paragraphs(between)
    }
}

/// Whether a blank line stands in some words: of several typographic marks in one paragraph the last is meant.
fn parts_paragraphs(words: &str) -> bool {
    // What stands before the first and behind the last end of a line is part of a line with other words.
    let between = words.split_once('\n').and_then(|(_, rest)| rest.rsplit_once('\n')).map(|(lines, _)| lines);
    let is_empty =
        |line: &str| line.trim_matches(|c: char| c.is_whitespace() || matches!(c, '>' | '＞')).is_empty();
    between.is_some_and(|lines| lines.split('\n').any(is_empty))
}

/// Whether some code holds a comment of HTML.
pub(in crate::brief) fn has_html_comment(text: &str) -> bool {
    text.match_indices('<').any(|(at, _)| html_opening(&text[at..]).is_some())
}

fn percents(text: &str) -> Option<usize> {
    let mut signs = text.chars();
    let is_sign = |c: &char| matches!(c, '%' | '％');
    let first = signs.next().filter(is_sign)?;
    let second = signs.next().filter(is_sign)?;
    Some(first.len_utf8() + second.len_utf8())
}

/// The length of two angles, or of the quotation mark that an editor made of them.
fn angles(text: &str, single: &[char], double: &[char]) -> Option<usize> {
    let mut signs = text.chars();
    let first = signs.next()?;
    if double.contains(&first) {
        return Some(first.len_utf8());
    }
    let second = signs.next().filter(|c| single.contains(c) && single.contains(&first))?;
    Some(first.len_utf8() + second.len_utf8())
}

/// The length of the mark that begins a comment in HTML, if a text begins with one, and whether it is typed as HTML
/// has it.
pub(in crate::brief) fn html_opening(text: &str) -> Option<(usize, bool)> {
    let bracket = ["<", "＜", "&lt;"].into_iter().find(|bracket| text.starts_with(bracket))?;
    let rest = &text[bracket.len()..];
    // Some editors escape each sign.
    let rest = rest.strip_prefix('\\').unwrap_or(rest);
    let after_blank = rest.strip_prefix(' ').unwrap_or(rest);
    let bang = after_blank.chars().next().filter(|c| matches!(c, '!' | '！'))?;
    let after = &after_blank[bang.len_utf8()..];
    let after = after.strip_prefix(' ').unwrap_or(after);
    let n_dashes = after.len() - after.trim_start_matches(|c| is_dash(c) || c == '\\').len();
    let dashes = after[..n_dashes].trim_end_matches('\\');
    let n_dashes = dashes.len();
    // One hyphen is none of theirs: `<!-x>` may be anything.
    if n_dashes == 0 || dashes.trim_start_matches('\\') == "-" {
        return None;
    }
    let is_plain = text.starts_with("<!--");
    Some((if is_plain { 4 } else { text.len() - after.len() + n_dashes }, is_plain))
}

/// Where the mark begins and ends that ends a comment in HTML with the angle at byte `at`, and whether it is typed as
/// HTML has it.
pub(in crate::brief) fn html_closing(
    text: &str,
    at: usize,
    n_bracket: usize,
) -> Option<(usize, usize, bool)> {
    let before = text[..at].trim_end_matches('\\');
    let is_escaped = before.len() < at;
    let dashes = &before[before.trim_end_matches(|c| is_dash(c) || c == '\\').len()..];
    // One short dash, or the sign that makes a vowel long, is the shaft of an arrow.
    if dashes.is_empty() || matches!(dashes.trim_start_matches('\\'), "" | "-" | "ー" | "－" | "\u{2010}") {
        return None;
    }
    let is_plain = !is_escaped && dashes.ends_with("--") && text[at..].starts_with('>');
    let start = if is_plain { at - 2 } else { before.len() - dashes.len() };
    Some((start, at + n_bracket, is_plain))
}

/// The length of the mark that begins a comment in HTML but for a sign, if it ends in the same paragraph: `<!-`, or
/// `<--` with a blank behind it. An arrow has no such end.
fn lacking_opening(text: &str) -> Option<usize> {
    let rest = text.strip_prefix(['<', '＜'])?;
    let dashes = rest.trim_start_matches(['!', '！']);
    let has_bang = dashes.len() < rest.len();
    let behind = dashes.trim_start_matches(is_dash);
    let n_dashes = dashes[..dashes.len() - behind.len()].chars().count();
    let is_long = dashes.starts_with(['–', '—', '―']) || n_dashes == 2;
    let words = behind.trim_start_matches(['!', '！']);
    let begins = if has_bang { n_dashes == 1 } else { is_long && words.starts_with(char::is_whitespace) };
    if !begins {
        return None;
    }
    let near = &words[..words.floor_char_boundary(MAX_LOOKED_BYTES)];
    let paragraph = near.split("\n\n").next().unwrap_or(near);
    // Of many such marks that never end, each would look through the same words.
    let may_end = !paragraph.is_ascii() || paragraph.contains("->") || paragraph.contains("-!");
    if !may_end {
        return None;
    }
    let (start, end) = lacking_end(paragraph)?;
    // Behind `<--` one dash and an angle are an arrow.
    let shaft = paragraph[start..end].trim_end_matches(['>', '＞', '!', '！']);
    let is_end = has_bang || shaft != "-";
    is_end.then_some(text.len() - words.len())
}

/// Where such a comment ends: at the last mark of the first line that holds one.
fn lacking_end(text: &str) -> Option<(usize, usize)> {
    let mut line_start = 0;
    text.split_inclusive('\n').find_map(|line| {
        let start = line_start;
        line_start += line.len();
        let closing = |(at, angle): (usize, &str)| {
            let before = line[..at].trim_end_matches(['!', '！']);
            let dashes = before.trim_end_matches(is_dash).len();
            let is_end = dashes < before.len() && !before.ends_with('ー');
            is_end.then_some((start + dashes, start + at + angle.len()))
        };
        // One after the other, since a single sign is found much faster than either of two.
        let last = |angle: char| line.rmatch_indices(angle).find_map(closing);
        last('>').max(last('＞'))
    })
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '－' | 'ー')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_are_taken_out_however_they_are_marked() {
        for (typed, left) in [
            ("a <!-- b --> c", "a  c"),
            ("a <!— b —> c", "a  c"),
            ("a ＜！－－ b －－＞ c", "a  c"),
            ("a < ! -- b --> c", "a  c"),
            ("a <!-- b <!-- c --> d --> e", "a  e"),
            ("a <!-- b", "a"),
            ("a <!-- 12 –> b -->", "a"),
            ("a <!-- サーバー> b -->", "a"),
            ("a <!— b —> c —> d", "a  d"),
            ("a <!— b —> c <!— d —> e", "a  c  e"),
            ("a ％％ b %% c", "a  c"),
            ("a {>> b {>>c<<} d <<} e", "a  e"),
            ("a ｛＞＞ b ＜＜｝ c", "a  c"),
            ("a {» b «} c", "a  c"),
            ("a \\note{b {c} d} e", "a  e"),
            ("a <!-- Japan --> US: b --> c", "a  c"),
            ("a <\\!-- b --\\> c", "a  c"),
            ("a \\note[item]{b} c", "a  c"),
            ("a /* b */ c {# d #} e", "a  c  e"),
            ("a <!- b -> c", "a  c"),
            ("a <-- b --> c", "a  c"),
            ("a <--! b --> c", "a  c"),
            ("a <— b —> c", "a  c"),
            ("a <!- b -> c -> d", "a  d"),
            ("a <!-- b <-- c --> d", "a  d"),
            ("a <-- b -> c", "a <-- b -> c"),
            ("a <-- b", "a <-- b"),
            ("a <-> b <--> c", "a <-> b <--> c"),
            ("and/or 3 /* 4", "and/or 3 /* 4"),
            ("5%% of 10", "5%% of 10"),
            ("a < b and c -> d", "a < b and c -> d"),
            ("a {note=\"b\"} c", "a  c"),
            ("a {comment: b {c}} d", "a  d"),
            ("a {note} {notes for all} {width=9}", "a {note} {notes for all} {width=9}"),
        ] {
            assert_eq!(strip_comments(typed), left, "{typed}");
        }
    }
}
