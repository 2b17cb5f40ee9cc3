//! Comments whose marks an editor made typographic, and comments within comments.

use crate::brief::readers::comment::{goes_on_to, html_closing, html_opening};
use crate::brief::readers::named_block::ends_block;
use crate::brief::readers::section_text::within_section;
use crate::brief::readers::tool_comment::{ends_with_section, must_end, tool_comment, tool_comment_end};
use crate::text::{Edit, Span};

/// What begins or ends a comment.
#[derive(Clone, Copy, Debug)]
struct Mark {
    span: Span,
    opens: bool,
    /// Whether it is typed as HTML has it.
    is_plain: bool,
}

/// Writes the marks of comments as HTML has them, and takes the end from comments within comments.
pub(super) fn read_comments(body: &str, edits: &mut Vec<Edit>) {
    read_definitions(body, edits);
    let marks = marks(body, edits);
    let mut open: Vec<Mark> = Vec::new();
    let mut inner: Vec<Edit> = Vec::new();
    for (idx, &mark) in marks.iter().enumerate() {
        if mark.opens {
            if !mark.is_plain {
                edits.push(Edit::replace(mark.span, "<!--"));
            }
            open.push(mark);
            continue;
        }
        if open.is_empty() {
            continue;
        }
        // `<!-->` is a whole comment, but whoever ends it again further on meant one that goes on.
        let whole = open.last().filter(|open| mark.span.start < open.span.end);
        let is_whole = whole.is_some();
        if let Some(whole) = whole.filter(|_| open.len() == 1 && ends_again(body, &marks[idx + 1..], mark)) {
            inner.push(Edit::insert(whole.span.end, " "));
            continue;
        }
        if open.len() == 1 && !is_whole && is_arrow(body, &marks[idx + 1..], mark) {
            if mark.is_plain {
                inner.push(Edit::replace(mark.span, "-- >"));
            }
            continue;
        }
        open.pop();
        if open.is_empty() {
            edits.append(&mut inner);
            if !mark.is_plain {
                edits.push(Edit::replace(mark.span, "-->"));
            }
        } else {
            inner.push(Edit::replace(mark.span, "-- >"));
        }
    }
}

/// Reads as comments the definitions of links that people write to hide words: `[//]: # (words)`.
fn read_definitions(body: &str, edits: &mut Vec<Edit>) {
    if !body.contains("]:") {
        return;
    }
    let mut start = 0;
    for line in body.split_inclusive('\n') {
        let words = line.trim_start_matches([' ', '>', '\t']);
        let at = start + line.len() - words.len();
        let words = words.trim_end();
        start += line.len();
        let name = words.strip_prefix('[').and_then(|rest| rest.split_once("]:"));
        let Some((name, rest)) = name else { continue };
        let is_hiding = matches!(
            name.to_lowercase().as_str(),
            "//" | "comment" | "_comment" | "_" | "#" | "~" | "note" | "hidden"
        );
        let target = rest.trim_start();
        let hidden = target.strip_prefix("<>").or_else(|| target.strip_prefix('#'));
        let Some(hidden) = hidden.filter(|hidden| is_hiding && !hidden.contains("-->")) else { continue };
        let end = at + words.len();
        let hidden_at = end - hidden.trim_start().len();
        edits.push(Edit::replace(Span::new(at, hidden_at), "<!-- "));
        edits.push(Edit::insert(end, " -->"));
    }
}

/// Whether a mark is no end but an arrow: the comment has an end of its own further on.
fn is_arrow(body: &str, rest: &[Mark], mark: Mark) -> bool {
    // Of several in one paragraph the last is meant.
    rest.first().is_some_and(|next| {
        let between = &body[mark.span.end..next.span.start];
        !next.opens && goes_on_to(mark.is_plain, next.is_plain, between)
    })
}

/// Whether a comment that was whole has an end further on in its paragraph.
fn ends_again(body: &str, rest: &[Mark], mark: Mark) -> bool {
    rest.first().is_some_and(|next| {
        let between = body.get(mark.span.end..next.span.start);
        !next.opens && next.is_plain && between.is_some_and(|between| !between.contains("\n\n"))
    })
}

/// The marks in a body; what stands between those of another tool is written as a comment at once.
fn marks(body: &str, edits: &mut Vec<Edit>) -> Vec<Mark> {
    /// The first byte of signs in full width.
    const WIDE: u8 = 0xef;
    let mut marks = Vec::new();
    let mut tools = ToolComments { body, edits, code: None, unclosed: Vec::new() };
    let mut free_from = 0;
    // By its bytes, since nearly all of them are passed over.
    for (at, byte) in body.bytes().enumerate() {
        if at < free_from {
            continue;
        }
        match byte {
            b'{' | b'\\' | b'|' | b'[' | b'(' if !body[..at].ends_with([']', '`', '!', '\\', '(']) => {
                free_from = tools.read(at).unwrap_or(free_from);
            }
            b'#' | b'=' | b'/' | b':' if begins_line(body, at) => {
                free_from = tools.read(at).unwrap_or(free_from);
            }
            b'`' | b'~' => tools.follow_code(at),
            b'\n' if tools.code.is_some() => tools.follow_line(at + 1),
            b'<' if matches!(body.as_bytes().get(at + 1), Some(b'%' | b'#')) => {
                free_from = tools.read(at).unwrap_or(free_from);
            }
            b'<' => marks.extend(opening(body, at)),
            b'>' => marks.extend(closing(body, at, 1)),
            b'&' if body[at..].starts_with("&lt;") => marks.extend(opening(body, at)),
            b'&' if body[at..].starts_with("&gt;") => marks.extend(closing(body, at, 4)),
            WIDE if body[at..].starts_with('＜') => marks.extend(opening(body, at)),
            WIDE if body[at..].starts_with('＞') => marks.extend(closing(body, at, '＞'.len_utf8())),
            _ => {}
        }
    }
    marks
}

fn begins_line(body: &str, at: usize) -> bool {
    at == 0 || body[..at].ends_with('\n')
}

/// A fence of code that is open: what stands in it is shown.
struct OpenCode {
    sign: u8,
    /// How many of them began it.
    n_signs: usize,
    /// How far in it stands, in bytes.
    indent: usize,
    is_quoted: bool,
}

/// The comments of other tools in a body.
struct ToolComments<'b, 'e> {
    body: &'b str,
    edits: &'e mut Vec<Edit>,
    code: Option<OpenCode>,
    /// Marks that were looked for, and up to which byte they end no comment.
    unclosed: Vec<(&'static str, usize)>,
}

impl ToolComments<'_, '_> {
    /// Notes that a fence of code begins or ends, if one stands at a byte.
    fn follow_code(&mut self, at: usize) {
        /// The longest marks of containers before a fence.
        const MAX_BYTES: usize = 64;
        let bytes = self.body.as_bytes();
        let (sign, rest) = (bytes[at], &self.body[at..]);
        if at > 0 && bytes[at - 1] == sign || !rest[1..].starts_with(char::from(sign)) {
            return;
        }
        let from = self.body.floor_char_boundary(at.saturating_sub(MAX_BYTES));
        let near = &self.body[from..at];
        let Some(before) = near.rsplit_once('\n').map(|(_, line)| line).or((from == 0).then_some(near))
        else {
            return;
        };
        let n_signs = rest.bytes().take_while(|&byte| byte == sign).count();
        let info = rest[n_signs..].lines().next().unwrap_or("");
        let is_bare = before.chars().all(|c| matches!(c, ' ' | '\t' | '>'));
        match &self.code {
            Some(open)
                if open.sign == sign && n_signs >= open.n_signs && is_bare && info.trim().is_empty() =>
            {
                self.code = None;
            }
            Some(_) => {}
            // Numbers and signs of items may stand before it.
            None if n_signs >= 3
                && before.chars().all(|c| c.is_ascii_digit() || " \t>-*+.)".contains(c))
                && (sign == b'~' || !info.contains('`')) =>
            {
                let is_quoted = before.contains('>');
                self.code = Some(OpenCode { sign, n_signs, indent: before.len(), is_quoted });
            }
            None => {}
        }
    }

    /// Ends the fence of code whose container a line leaves that begins at a byte.
    fn follow_line(&mut self, at: usize) {
        let line = self.body[at..].split('\n').next().unwrap_or("");
        let words = line.trim_start_matches([' ', '\t']);
        let is_in = |open: &OpenCode| {
            let is_left =
                if open.is_quoted { !words.starts_with('>') } else { line.len() - words.len() < open.indent };
            words.trim().is_empty() || !is_left
        };
        self.code = self.code.take().filter(is_in);
    }

    /// Writes the comment that begins at a byte as HTML has it; returns where it ends.
    fn read(&mut self, at: usize) -> Option<usize> {
        if self.code.is_some() {
            return None;
        }
        let (open, mark) = tool_comment(&self.body[at..])?;
        let start = at + open;
        let rest = &self.body[start..];
        let known = self.unclosed.iter().find(|&&(known, until)| known == mark && start < until);
        let known = known.map(|&(_, until)| until);
        let close = if known.is_none() { tool_comment_end(rest, mark) } else { None };
        let open_end = || {
            let looked = if ends_with_section(mark) { within_section(rest) } else { rest };
            start + looked.len()
        };
        let inner_end = match close {
            Some((close, _)) => start + close,
            None => known.unwrap_or_else(open_end),
        };
        if close.is_none() {
            self.unclosed.retain(|&(known, _)| known != mark);
            self.unclosed.push((mark, inner_end));
            // What never ends is one only where it begins a line, and is no words in brackets.
            if !begins_line(self.body, at) || (must_end(&self.body[at..]) && !ends_block(mark)) {
                return None;
            }
        }
        let inner = &self.body[start..inner_end];
        // What begins so would end the comment at once.
        let gap = if inner.starts_with(['>', '-']) { " " } else { "" };
        self.edits.push(Edit::replace(Span::new(at, start), format!("<!--{gap}")));
        self.edits.extend(
            inner
                .match_indices("-->")
                .map(|(at, _)| Edit::replace(Span::new(start + at, start + at + 3), "-- >")),
        );
        let Some((_, end)) = close else {
            if inner_end < self.body.len() {
                self.edits.push(Edit::insert(inner_end, "-->"));
            }
            return Some(inner_end);
        };
        let end = start + end;
        self.edits.push(Edit::replace(Span::new(inner_end, end), "-->"));
        Some(end)
    }
}

fn opening(body: &str, at: usize) -> Option<Mark> {
    let (len, is_plain) = html_opening(&body[at..])?;
    let is_escaped = is_plain && body[..at].ends_with('\\');
    if !is_escaped {
        return Some(Mark { span: Span::new(at, at + len), opens: true, is_plain });
    }
    // An editor that escapes the signs escapes those of the end too.
    let paragraph = body[at..].split("\n\n").next().unwrap_or("");
    paragraph.contains("--\\>").then(|| Mark {
        span: Span::new(at - 1, at + len),
        opens: true,
        is_plain: false,
    })
}

fn closing(body: &str, at: usize, n_bracket: usize) -> Option<Mark> {
    let (start, end, is_plain) = html_closing(body, at, n_bracket)?;
    Some(Mark { span: Span::new(start, end), opens: false, is_plain })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::brief::parse::prepare::Prepared;

    fn prepared(body: &str) -> String {
        let mut edits = Vec::new();
        read_comments(body, &mut edits);
        edits.sort_by_key(|edit| edit.span.start);
        Prepared::new(body, &edits).text.into_owned()
    }

    #[test]
    fn typographic_marks_are_read() {
        assert_eq!(prepared("a <!— b —> c <!– d –> e"), "a <!-- b --> c <!-- d --> e");
        assert_eq!(prepared("<!-- a —>\n\nb"), "<!-- a -->\n\nb");
        assert_eq!(prepared("＜！－－ a －－＞ b"), "<!-- a --> b");
        assert_eq!(prepared("<!-- Tokyo —> Washington --> b"), "<!-- Tokyo —> Washington --> b");
        assert_eq!(prepared("<!— メニュー> の\nb —> c"), "<!-- メニュー> の\nb --> c");
        assert_eq!(prepared("<!— a —> b\n\nTokyo —> Seoul"), "<!-- a --> b\n\nTokyo —> Seoul");
        assert_eq!(prepared("<!-- Japan --> US: b --> c"), "<!-- Japan -- > US: b --> c");
        assert_eq!(prepared("\\<!-- a --\\> b"), "<!-- a --> b");
        assert_eq!(prepared("<\\!-- a --\\> b"), "<!-- a --> b");
        assert_eq!(prepared("<!--> a --> b"), "<!-- > a --> b");
        assert_eq!(prepared("<!---> a --> b"), "<!-- -> a --> b");
        assert_eq!(prepared("<!--> a\n\nb --> c"), "<!--> a\n\nb --> c");
        assert_eq!(prepared("US <-- Japan\n\nb --> c"), "US <-- Japan\n\nb --> c");
        assert_eq!(prepared("[//]: # (a)\n[comment]: <> b\n[x]: y"), "<!-- (a) -->\n<!-- b -->\n[x]: y");
        assert_eq!(prepared("a -> b <c> — > d"), "a -> b <c> — > d");
        assert_eq!(prepared("a {% comment %}b --> c{% endcomment %} d"), "a <!--b -- > c--> d");
        assert_eq!(prepared("```\n\\iffalse\n```\n\n<!— b —>"), "```\n\\iffalse\n```\n\n<!-- b -->");
        for code in [
            "- ```\n  (* a *)\n  ```\n\n(* b *)",
            "```\n~~~\n(* a *)\n```\n(* b *)",
            "```x``` c\n\n(* b *)",
            "> ```\n> (* a *)\n(* b *)",
            "- ```\n  (* a *)\n\n(* b *)",
        ] {
            let read = prepared(code);
            assert!(read.ends_with("<!--b-->") && !read.contains("<!--a"), "{read}");
        }
        assert_eq!(prepared("[hide] a\n\n<!— b —>"), "[hide] a\n\n<!-- b -->");
        assert_eq!(prepared("\\iffalse\na\n\n<!-- b\n\\fi\nc"), "<!--\na\n\n<!-- b\n-->\nc");
    }

    #[test]
    fn a_comment_in_a_comment_ends_at_the_outer_end() {
        assert_eq!(prepared("<!-- a <!-- b --> c --> d"), "<!-- a <!-- b -- > c --> d");
        assert_eq!(prepared("<!-- a <!-- b --> c"), "<!-- a <!-- b --> c");
    }
}
