//! A line as it reads, without what only marks it.

use std::borrow::Cow;

use crate::brief::readers::comment::{end, may_hold_comment, opening};
use crate::brief::readers::kind::is_gap;

/// Stands for a colon that is escaped while a line is read.
const ESCAPED_COLON: char = '\u{a789}';

/// A line as it reads: entities as what they stand for, signs without what escapes them, no comments, no blanks around
/// it, and no macro that colours it. A colon that is escaped is no sign of a name.
pub(super) fn plain_line(line: &str) -> Cow<'_, str> {
    let trimmed = without_macro(without_break(line).trim_matches(is_gap));
    if !may_hold_comment(trimmed) {
        return Cow::Borrowed(trimmed);
    }
    let mut plain = String::with_capacity(trimmed.len());
    let mut rest = trimmed;
    while let Some(c) = rest.chars().next() {
        let behind = &rest[c.len_utf8()..];
        let escaped = behind.chars().next().filter(|next| c == '\\' && next.is_ascii_punctuation());
        if let Some(next) = escaped {
            plain.push(if next == ':' { ESCAPED_COLON } else { next });
            rest = &behind[next.len_utf8()..];
        } else if let Some((c, behind)) = entity(rest) {
            plain.push(c);
            rest = behind;
        } else if let Some(behind) = behind_comment(rest) {
            rest = behind;
        } else {
            plain.push(c);
            rest = behind;
        }
    }
    // A backslash at the end is a break of the line.
    let trimmed = plain.trim_end_matches(|c: char| c == '\\' || is_gap(c)).trim_start_matches(is_gap);
    Cow::Owned(trimmed.to_owned())
}

/// A text without the blanks it begins with, those among them that are typed as entities.
pub(super) fn behind_blanks(text: &str) -> &str {
    let mut rest = text.trim_start_matches(is_gap);
    while let Some((_, behind)) = entity(rest).filter(|(c, _)| is_gap(*c)) {
        rest = behind.trim_start_matches(is_gap);
    }
    rest
}

/// What follows a comment that a text begins with.
fn behind_comment(text: &str) -> Option<&str> {
    const EMPTY: [&str; 2] = ["<!-->", "<!--->"];
    if let Some(empty) = EMPTY.into_iter().find(|empty| text.starts_with(empty)) {
        return Some(&text[empty.len()..]);
    }
    let (sort, len) = opening(text)?;
    let rest = &text[len..];
    Some(end(rest, sort).map_or("", |(_, end)| &rest[end..]))
}

/// A line without the macro of a wiki that colours its words: `{color:red}*Red lines*{color}`.
fn without_macro(line: &str) -> &str {
    let inner = line.strip_prefix("{color").and_then(|rest| rest.split_once('}')).map(|(_, inner)| inner);
    inner.map_or(line, |inner| inner.trim().trim_end_matches("{color}").trim_end())
}

/// A line without the tag that breaks it.
fn without_break(line: &str) -> &str {
    let trimmed = line.trim_end();
    let tag = ["<br>", "<br/>", "<br />"].into_iter().find(|tag| {
        let start = trimmed.len().checked_sub(tag.len());
        start.and_then(|start| trimmed.get(start..)).is_some_and(|end| end.eq_ignore_ascii_case(tag))
    });
    tag.map_or(line, |tag| &trimmed[..trimmed.len() - tag.len()])
}

/// The character that an entity at the start of a text stands for, and what follows it.
fn entity(text: &str) -> Option<(char, &str)> {
    let rest = text.strip_prefix('&')?;
    // The longest name of an entity that is looked for, in bytes.
    let end = rest.bytes().take(10).position(|byte| byte == b';')?;
    let (name, behind) = (&rest[..end], &rest[end + 1..]);
    let c = match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "nbsp" => '\u{a0}',
        "ensp" | "emsp" | "thinsp" => ' ',
        "shy" => '\u{ad}',
        "zwnj" | "zwj" => '\u{200d}',
        _ => {
            let number = name.strip_prefix('#').filter(|number| number.len() <= 8)?;
            let hex = number.strip_prefix(['x', 'X']);
            let code = hex.map_or_else(|| number.parse().ok(), |hex| u32::from_str_radix(hex, 16).ok());
            char::from_u32(code?)?
        }
    };
    Some((c, behind))
}
