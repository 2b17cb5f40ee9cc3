//! Comments of tools with marks of their own: `{% comment %} … {% endcomment %}`, `\iffalse … \fi`, `[hide] … [/hide]`.

use crate::brief::readers::attributes::private_class;
use crate::brief::readers::latex::{closing_brace, noted_command, white_group};
use crate::brief::readers::named_block::{closing_line, ends_block, named_block};
use crate::brief::readers::wiki_macro::{MACROS, private_macro};

/// A mark that begins a comment, and the one that ends it.
type Marks = (&'static str, &'static str);

const COMMANDS: [Marks; 5] = [
    ("\\begin{comment}", "\\end{comment}"),
    ("\\begin{note}", "\\end{note}"),
    ("\\begin{frame}<handout:0>", "\\end{frame}"),
    ("\\begin{onlyenv}<handout:0>", "\\end{onlyenv}"),
    ("\\iffalse", "\\fi"),
];
const HASHES: [Marks; 2] = [("#+begin_comment", "#+end_comment"), ("#|", "|#")];
const LINES: [Marks; 2] = [("////", "\n////"), ("/*", "\n*/")];
const EQUALS: [Marks; 1] = [("=begin", "\n=end")];
const SLASHES: [Marks; 1] = [("/%", "%/")];
const BRACES: [Marks; 7] = [
    ("{{/*", "*/}}"),
    ("{{!--", "--}}"),
    ("{{#--", "--}}"),
    ("{{!", "}}"),
    ("{::comment}", "{:/comment}"),
    ("{{{#!comment", "}}}"),
    ("{- ", " -}"),
];
const ANGLES: [Marks; 2] = [("<%", "%>"), ("<# ", "#>")];
const ROUND: [Marks; 1] = [("(* ", " *)")];
const BARS: [Marks; 1] = [("||", "||")];
/// Words in brackets that say that something stays.
const SQUARE: [Marks; 9] = [
    ("[spoiler]", "[/spoiler]"),
    ("[hide]", "[/hide]"),
    ("[hidden]", "[/hidden]"),
    ("[redact]", "[/redact]"),
    ("[redacted]", "[/redacted]"),
    ("[private]", "[/private]"),
    ("[internal]", "[/internal]"),
    ("[notes]", "[/notes]"),
    ("[comment]", "[/comment]"),
];

const ALL: [&[Marks]; 10] =
    [&COMMANDS, &HASHES, &LINES, &EQUALS, &SLASHES, &BRACES, &ANGLES, &ROUND, &BARS, &SQUARE];

/// The mark that begins a comment of a tool with marks of its own, where a text begins with one: its length, and the
/// mark that ends it.
pub(in crate::brief) fn tool_comment(text: &str) -> Option<(usize, &'static str)> {
    match text.as_bytes().first()? {
        b'\\' => named_comment(text, &COMMANDS).or_else(|| noted_command(text)),
        b'#' => named_comment(text, &HASHES),
        b'=' => named_comment(text, &EQUALS),
        b'/' => named_comment(text, &LINES)
            .filter(|(open, _)| is_line(text, *open))
            .or_else(|| named_comment(text, &SLASHES)),
        b'{' => named_comment(text, &BRACES)
            .or_else(|| private_macro(text))
            .or_else(|| white_group(text))
            .or_else(|| Some((liquid_comment(text)?, "endcomment")))
            .or_else(|| Some((private_template(text)?, "}}"))),
        b'<' => named_comment(text, &ANGLES),
        b'(' => named_comment(text, &ROUND),
        b'|' => named_comment(text, &BARS).filter(|(open, _)| is_spoiler(&text[*open..])),
        b'[' => named_block(text).or_else(|| named_comment(text, &SQUARE)),
        b':' => drawer(text),
        _ => None,
    }
}

/// The line that ends a drawer of Org.
const DRAWER_END: &str = "\n:END:";

/// The drawer of an outline of Org: `:PROPERTIES:` and the lines below it.
fn drawer(text: &str) -> Option<(usize, &'static str)> {
    const MAX_BYTES: usize = 60;
    let near = &text[..text.floor_char_boundary(MAX_BYTES)];
    let line = near.split_once('\n')?.0.trim_end();
    let name = line.strip_prefix(':')?.strip_suffix(':')?;
    let is_name = !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || "_-".contains(c));
    is_name.then_some((line.len(), DRAWER_END))
}

/// Whether a mark ends its comment only where it stands before the next heading.
pub(in crate::brief) fn ends_with_section(mark: &str) -> bool {
    mark == DRAWER_END || ends_block(mark)
}

/// Whether the mark of such a comment may as well be words in brackets, so that it is one only where it ends.
pub(in crate::brief) fn must_end(text: &str) -> bool {
    matches!(text.as_bytes(), [b'[' | b'(' | b':', ..] | [b'{', b'a'..=b'z' | b'-', ..])
}

/// The length of `{{note|`, the beginning of a template of a wiki that takes words aside.
fn private_template(text: &str) -> Option<usize> {
    const MAX_BYTES: usize = 32;
    let rest = text.strip_prefix("{{")?;
    let (name, _) = rest[..rest.floor_char_boundary(MAX_BYTES)].split_once('|')?;
    let is_name = name.chars().all(|c| c.is_alphanumeric() || c == ' ');
    let is_private = || name.split(' ').any(|word| private_class(word).is_some());
    (is_name && is_private()).then_some(name.len() + 3)
}

/// Whether the words behind `||` are hidden as chats hide them, and no cells of a table: nothing but words up to the
/// same signs on the same line.
fn is_spoiler(rest: &str) -> bool {
    let line = rest.lines().next().unwrap_or("");
    let Some(end) = line.find("||") else { return false };
    let (inner, behind) = (&line[..end], &line[end + 2..]);
    !inner.is_empty() && !inner.starts_with([' ', '|']) && !inner.ends_with(' ') && !behind.contains('|')
}

/// Where such a comment ends in the text behind its opening mark: the place of its closing mark, and the place behind.
pub(in crate::brief) fn tool_comment_end(rest: &str, close: &str) -> Option<(usize, usize)> {
    let at = match close {
        "}" => closing_brace(rest)?,
        close if ends_with_section(close) => return closing_line(rest, close),
        close => find_mark(rest, close)?,
    };
    if close != "endcomment" {
        return Some((at, at + close.len()));
    }
    let start = rest[..at].rfind("{%").unwrap_or(at);
    Some((start, rest[at..].find("%}").map_or(at + close.len(), |len| at + len + 2)))
}

/// Whether words hold a mark that begins or ends such a comment, which may reach into other sections.
pub(in crate::brief) fn holds_comment_mark(words: &str) -> bool {
    /// Templates have blanks and names in their marks.
    const TEMPLATES: [&str; 3] = ["{{", "}}", "{%"];
    let bytes = words.as_bytes();
    let begins = |at: usize, mark: &str| {
        bytes.get(at..at + mark.len()).is_some_and(|start| start.eq_ignore_ascii_case(mark.as_bytes()))
    };
    let is_mark = |at: usize| {
        let mut pairs = ALL.iter().copied().flatten();
        TEMPLATES.iter().any(|mark| begins(at, mark))
            || MACROS.iter().any(|(name, _)| bytes[at] == b'{' && begins(at + 1, name))
            || pairs.any(|(open, close)| begins(at, open) || begins(at, close.trim_start_matches('\n')))
    };
    // Nearly all bytes are passed over.
    let may_begin = |byte: u8| {
        matches!(
            byte,
            b'\\' | b'#' | b'=' | b'/' | b'*' | b'%' | b'{' | b'}' | b' ' | b'<' | b'(' | b'|' | b'['
        )
    };
    bytes.iter().enumerate().any(|(at, &byte)| may_begin(byte) && is_mark(at))
}

/// The opening mark that a text begins with: its length, and the mark that closes it.
fn named_comment(text: &str, marks: &[Marks]) -> Option<(usize, &'static str)> {
    let (open, close) = marks
        .iter()
        .find(|(open, _)| text.get(..open.len()).is_some_and(|start| start.eq_ignore_ascii_case(open)))?;
    // `\iffalsely` is another word.
    let is_word = open.ends_with(char::is_alphabetic);
    let goes_on = text[open.len()..].starts_with(char::is_alphabetic);
    (!is_word || !goes_on).then_some((open.len(), *close))
}

/// Whether nothing but a mark of so many bytes stands on the first line of a text.
fn is_line(text: &str, n_bytes: usize) -> bool {
    text[n_bytes..].lines().next().is_none_or(|rest| rest.trim_matches(['/', '*', ' ', '\r']).is_empty())
}

/// The length of `{% comment %}`.
fn liquid_comment(text: &str) -> Option<usize> {
    let inner = text.strip_prefix("{%")?;
    let words = inner.trim_start_matches(['-', ' ']);
    let behind = words.strip_prefix("comment").filter(|behind| behind.starts_with([' ', '%', '-']))?;
    let end = behind.find("%}")?;
    Some(text.len() - behind.len() + end + 2)
}

/// Where a mark stands in a text, in any case and not as the beginning of a longer word or rule.
fn find_mark(text: &str, mark: &str) -> Option<usize> {
    let (bytes, is_word) = (text.as_bytes(), mark.ends_with(char::is_alphabetic));
    let rule = mark.as_bytes().last().copied().filter(|_| mark.starts_with('\n'));
    (0..(bytes.len() + 1).saturating_sub(mark.len())).find(|&at| {
        let end = at + mark.len();
        let next = bytes.get(end);
        let goes_on = || {
            (is_word && next.is_some_and(u8::is_ascii_alphabetic))
                || (next.is_some() && next == rule.as_ref())
        };
        bytes[at..end].eq_ignore_ascii_case(mark.as_bytes()) && !goes_on()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_of_other_tools_are_found() {
        for (text, rest) in [
            ("\\begin{comment}a\\end{comment}b", "b"),
            ("\\iffalse a \\final \\fi b", " b"),
            ("#+BEGIN_COMMENT\na\n#+END_COMMENT\nb", "\nb"),
            ("////\na\n////\nb", "\nb"),
            ("{{/* a */}} b", " b"),
            ("{{!-- a --}} b", " b"),
            ("{% comment %}a{% endcomment %}b", "b"),
            ("[comment]\n--\na\n---\n--\nb", "\nb"),
            ("[NOTE.speaker]\n====\na\n====\nb", "\nb"),
            (":PROPERTIES:\n:ID: a\n:END:\nb", "\nb"),
            ("\\note{a {x} c}b", "b"),
            ("\\only<handout:0>{a}b", "b"),
            ("{color:white}a{color}b", "b"),
            ("{color: #FEFEFE}a{color}b", "b"),
            ("{color:rgb(255, 255, 255)}a{color}b", "b"),
            ("\\note{a \\} c}b", "b"),
            ("\\note{a \\{ c}b", "b"),
            ("\\marginpar{a}b", "b"),
            ("[comment]\n--\na\n-- c\n--\nb", "\nb"),
            ("[NOTE.speaker]\n--\na\n#1 c\n--\nb", "\nb"),
            ("{%- comment \"x\" -%}a{%- endcomment -%}b", "b"),
        ] {
            let (open, close) = tool_comment(text).expect(text);
            let (_, end) = tool_comment_end(&text[open..], close).expect(text);
            assert_eq!(&text[open + end..], rest, "{text}");
        }
        for words in ["a {note} b", "a [/HIDE]", "x {- a", "a -}b -} c", "|| a", "* \\fi"] {
            assert!(holds_comment_mark(words), "{words}");
        }
        for words in ["a {++b++} {--c--} *d* [e](f) | g |", "a/b # c"] {
            assert!(!holds_comment_mark(words), "{words}");
        }
        for text in [
            "{% if x %}",
            "//// a",
            "{{ x }}",
            "\\iffalsely",
            "#+begin_quote",
            "= a",
            "[x]\n--\na\n--",
            ":a: b",
            "\\emph{a}",
        ] {
            assert_eq!(tool_comment(text), None, "{text}");
        }
        for text in ["[note]\n--\na\n# B\n--", ":LOG:\na\n# B\n:END:", "[note]\n--\na\n---\n"] {
            let (open, close) = tool_comment(text).expect(text);
            assert_eq!(tool_comment_end(&text[open..], close), None, "{text}");
        }
    }
}
