//! Comments of tools with marks of their own: `{% comment %} … {% endcomment %}`, `\iffalse … \fi`, `[hide] … [/hide]`.

use crate::brief::readers::attributes::{is_white, private_class};
use crate::brief::readers::foreign::is_aside_name;

/// A mark that begins a comment, and the one that ends it.
type Marks = (&'static str, &'static str);

const COMMANDS: [Marks; 4] = [
    ("\\begin{comment}", "\\end{comment}"),
    ("\\begin{note}", "\\end{note}"),
    ("\\begin{frame}<handout:0>", "\\end{frame}"),
    ("\\iffalse", "\\fi"),
];
const HASHES: [Marks; 2] = [("#+begin_comment", "#+end_comment"), ("#|", "|#")];
const LINES: [Marks; 2] = [("////", "\n////"), ("/*", "\n*/")];
const EQUALS: [Marks; 1] = [("=begin", "\n=end")];
const SLASHES: [Marks; 1] = [("/%", "%/")];
const BRACES: [Marks; 9] = [
    ("{{/*", "*/}}"),
    ("{{!--", "--}}"),
    ("{{#--", "--}}"),
    ("{::comment}", "{:/comment}"),
    ("{{{#!comment", "}}}"),
    ("{- ", " -}"),
    ("{note}", "{note}"),
    ("{hidden}", "{hidden}"),
    ("{excerpt:hidden=true}", "{excerpt}"),
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
            .or_else(|| Some((white_macro(text)?, "{color}")))
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

/// A command of LaTeX whose words are the speaker's, or on no handout: `\note{…}`, `\only<handout:0>{…}`.
fn noted_command(text: &str) -> Option<(usize, &'static str)> {
    const MAX_BYTES: usize = 60;
    let near = &text[1..text.floor_char_boundary(MAX_BYTES)];
    let name = &near[..near.find(|c: char| !c.is_ascii_alphabetic())?];
    let (setting, _) = near[name.len()..].split_once('{')?;
    let is_setting = setting.is_empty()
        || (setting.starts_with(['<', '[']) && setting.ends_with(['>', ']']) && !setting.contains('\n'));
    let is_taken = is_aside_name(name) || setting.contains("handout:0");
    let open = 1 + name.len() + setting.len() + 1;
    let is_whole = || closing_brace(&text[open..]).is_some();
    (is_setting && is_taken && is_whole()).then_some((open, "}"))
}

/// Where the braces close that have opened before a text, if they do before the next heading and soon.
fn closing_brace(rest: &str) -> Option<usize> {
    const MAX_BYTES: usize = 8_000;
    let mut depth = 0;
    let near = &rest[..rest.floor_char_boundary(MAX_BYTES)];
    let mut bytes = within_section(near).bytes().enumerate();
    while let Some((at, byte)) = bytes.next() {
        match byte {
            // What is escaped opens and closes nothing.
            b'\\' => {
                bytes.next();
            }
            b'{' => depth += 1,
            b'}' if depth == 0 => return Some(at),
            b'}' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// The lines that begin and end blocks of `AsciiDoc`.
const RULES: [&str; 6] = ["\n--", "\n====", "\n****", "\n____", "\n----", "\n...."];

/// The line that ends a drawer of Org.
const DRAWER_END: &str = "\n:END:";

/// A block of `AsciiDoc` between two equal lines, below a line in brackets that takes it aside: `[comment]`, `--`.
fn named_block(text: &str) -> Option<(usize, &'static str)> {
    const MAX_BYTES: usize = 120;
    let near = &text[..text.floor_char_boundary(MAX_BYTES)];
    let (name, behind) = near.strip_prefix('[')?.split_once(']')?;
    let (gap, rest) = behind.split_once('\n')?;
    let rule = rest.split('\n').next()?.trim_end();
    let close = RULES.into_iter().find(|close| close[1..] == *rule)?;
    let open = near.len() - rest.len() + rule.len();
    let mut words = name.split(|c: char| !c.is_alphanumeric());
    let is_taken = gap.trim().is_empty() && !name.contains('\n');
    (is_taken && words.any(|word| private_class(word).is_some())).then_some((open, close))
}

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

/// Whether the mark is the line that ends a block which was taken aside by name, and which is kept without its end too.
pub(in crate::brief) fn ends_block(mark: &str) -> bool {
    RULES.contains(&mark)
}

/// A text up to the next line that is a heading: what is of a section ends with it, so that none depends on another.
pub(in crate::brief) fn within_section(text: &str) -> &str {
    let end = text.match_indices('\n').find(|&(at, _)| begins_heading(&text[at + 1..]));
    end.map_or(text, |(end, _)| &text[..end])
}

/// Whether a text begins with a heading that has its signs before it.
pub(in crate::brief) fn begins_heading(text: &str) -> bool {
    const MOST_BLANKS: usize = 3;
    let line = text.trim_start_matches(' ');
    let rest = line.trim_start_matches('#');
    text.len() - line.len() <= MOST_BLANKS
        && (1..=6).contains(&(line.len() - rest.len()))
        && (rest.is_empty() || rest.starts_with([' ', '\t', '\n', '\r']))
}

/// Where the line break before a line of nothing but a mark stands, if there is one before the next heading.
fn closing_line(rest: &str, mark: &str) -> Option<usize> {
    for (at, _) in rest.match_indices('\n') {
        let below = &rest[at + 1..];
        let line = below.split('\n').next().unwrap_or("");
        if line.trim_end().eq_ignore_ascii_case(mark.trim_start()) {
            return Some(at);
        }
        if begins_heading(below) {
            return None;
        }
    }
    None
}

/// The length of the mark by which a wiki gives words the colour of paper: `{color:white}`.
fn white_macro(text: &str) -> Option<usize> {
    const MAX_BYTES: usize = 60;
    const OPEN: &str = "{color:";
    let near = &text[..text.floor_char_boundary(MAX_BYTES)];
    near.get(..OPEN.len()).filter(|open| open.eq_ignore_ascii_case(OPEN))?;
    let (value, _) = near[OPEN.len()..].split_once('}')?;
    is_white(value).then_some(OPEN.len() + value.len() + 1)
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
        close if ends_with_section(close) => closing_line(rest, close)?,
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
