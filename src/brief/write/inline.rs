//! Running text back to Markdown, escaped so that it is read as the same text.

use crate::brief::escape::escape_markdown;
use crate::brief::readers::comment::opening;
use crate::brief::readers::kind::{is_dash, is_gap};
use crate::brief::readers::naming::naming;
use crate::brief::write::shape::comment;
use crate::brief::{Inline, InlineContent, KindRef, TextStyle};

/// Where running text stands, which decides what must be escaped.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// A paragraph of the brief itself, where marks of other tools are read.
    Top,
    /// A paragraph within another block.
    Inner,
    /// The first lines below the title of a callout, with no blank line between.
    BelowTitle,
    /// A heading or title: one line that begins with a mark of its own.
    Line,
    /// A cell of a table.
    Cell,
}

/// Running text as the lines of a paragraph.
pub(super) fn paragraph(text: &str, words: &[Inline], place: Place) -> String {
    let is_break =
        |inline: &Inline| matches!(inline.content, InlineContent::SoftBreak | InlineContent::HardBreak);
    let first = words.iter().position(|inline| !is_break(inline)).unwrap_or(words.len());
    let written = inlines(text, &words[first..], place);
    let mut out = String::with_capacity(written.len());
    for line in written.split('\n') {
        let line = line.trim_matches([' ', '\t']);
        if line.is_empty() || line == "\\" {
            continue;
        }
        let is_first = out.is_empty();
        if !out.is_empty() {
            out.push('\n');
        }
        let is_below = !is_first || place == Place::BelowTitle;
        if is_below && line.starts_with('<') {
            // So far to the right it cannot begin a block.
            out.push_str("    ");
        }
        out.push_str(&escape_line_start(line, is_first, place));
    }
    out
}

/// Running text as one line.
pub(super) fn line_of(text: &str, words: &[Inline]) -> String {
    inlines(text, words, Place::Line).replace('\n', " ").trim_matches([' ', '\t']).to_owned()
}

/// Running text with its breaks; the starts of lines are not escaped yet.
pub(super) fn inlines(text: &str, words: &[Inline], place: Place) -> String {
    let mut out = String::new();
    push_inlines(&mut out, text, words, place);
    out
}

fn push_inlines(out: &mut String, text: &str, words: &[Inline], place: Place) {
    let mut idx = 0;
    while let Some(inline) = words.get(idx) {
        idx += 1;
        match &inline.content {
            InlineContent::Text(first) => {
                let mut joined = first.clone();
                while let Some(Inline { content: InlineContent::Text(next), .. }) = words.get(idx) {
                    joined.push_str(next);
                    idx += 1;
                }
                // Brackets with a colon behind them would define what they name.
                out.push_str(if out.ends_with(']') && joined.starts_with(':') { "\\" } else { "" });
                push_text(out, &joined);
                let is_before_bracket = words.get(idx).is_some_and(|next| {
                    matches!(
                        next.content,
                        InlineContent::Link { .. }
                            | InlineContent::Fact { .. }
                            | InlineContent::FootnoteRef(_)
                    )
                });
                if is_before_bracket && joined.ends_with('!') {
                    out.insert(out.len() - 1, '\\');
                }
            }
            InlineContent::Portion(_) => {
                // As typed: a sign that is escaped would part the mark.
                let source = inline.span.slice(text);
                let is_apart = source.ends_with(|c: char| c == ' ' || (!c.is_ascii() && !is_dash(c)));
                out.push_str(source);
                let is_before_break = words.get(idx).is_none_or(|next| {
                    matches!(next.content, InlineContent::SoftBreak | InlineContent::HardBreak)
                });
                if !is_apart && !is_before_break {
                    out.push(' ');
                }
            }
            _ => push_inline(out, text, inline, place),
        }
    }
}

fn push_inline(out: &mut String, text: &str, inline: &Inline, place: Place) {
    let source = inline.span.slice(text);
    match &inline.content {
        InlineContent::Text(words) => push_text(out, words),
        InlineContent::Portion(_) => out.push_str(source),
        InlineContent::Code(code) => push_code(out, code),
        InlineContent::Emphasis(children) => {
            let mark = if source.starts_with('_') { "_" } else { "*" };
            push_wrapped(out, text, mark, children, place);
        }
        InlineContent::Strong(children) => {
            let mark = if source.starts_with('_') { "__" } else { "**" };
            push_wrapped(out, text, mark, children, place);
        }
        InlineContent::Strikethrough(children) => {
            let mark = if source.starts_with('~') && !source.starts_with("~~") { "~" } else { "~~" };
            push_wrapped(out, text, mark, children, place);
        }
        InlineContent::Link { .. } if source.starts_with('<') && source.ends_with('>') => {
            out.push_str(source);
        }
        // The name of a definition is compared as it is typed.
        InlineContent::Link { reference: Some(_), .. } => out.push_str(&on_one_line(source)),
        InlineContent::Link { dest, title, children, reference: None } => {
            push_link(out, text, (dest, title), children, place);
        }
        InlineContent::Fact { key, children } => {
            push_link(out, text, (&format!("fact:{key}"), ""), children, place);
        }
        InlineContent::Image { dest, title, alt, .. } => {
            out.push_str("![");
            push_text(out, alt);
            push_target(out, dest, title);
        }
        InlineContent::Styled { style, children } => {
            let (open, close) = style_marks(*style);
            push_between(out, text, (open, close), children, place);
        }
        InlineContent::Ruby { children, reading } => {
            let close = format!("<rt>{}</rt></ruby>", escape_markdown(reading));
            push_between(out, text, ("<ruby>", &close), children, place);
        }
        InlineContent::Note(children) => push_between(out, text, ("^[", "]"), children, place),
        InlineContent::Inserted(children) => push_between(out, text, ("{++", "++}"), children, place),
        InlineContent::Deleted(children) => push_between(out, text, ("{--", "--}"), children, place),
        InlineContent::Kinded { kind, children } => push_kinded(out, text, (kind, children), place),
        InlineContent::Sentence(children) | InlineContent::Clause { children, .. } => {
            push_inlines(out, text, children, place);
        }
        InlineContent::FootnoteRef(label) => out.push_str(&format!("[^{label}]")),
        InlineContent::SoftBreak => out.push('\n'),
        InlineContent::HardBreak if matches!(place, Place::Line | Place::Cell) => out.push_str("<br>"),
        InlineContent::HardBreak => out.push_str("\\\n"),
        InlineContent::Html(html) => out.push_str(&on_one_line(html)),
        InlineContent::Comment(words) => {
            let words = on_one_line(words);
            let is_first = out.trim_matches([' ', '\t']).is_empty();
            if is_first && matches!(place, Place::Top | Place::Inner) {
                // At the start of a paragraph the other mark would begin a block.
                let words = words.replace("%%", "% %").replace('％', "%");
                let words = words.replace("%%", "% %");
                // A mark of code without its twin would pair with one further on.
                let words = if has_lone_backticks(&words) { words.replace('`', "'") } else { words };
                // So would the beginning of the other mark.
                let words = words.replace("<!--", "<!- -");
                let words = words.trim_matches('%');
                out.push_str(&format!("%%{}%%", if words.is_empty() { " " } else { words }));
            } else {
                out.push_str(&comment(&words));
            }
        }
    }
}

/// The marks around words in a style.
fn style_marks(style: TextStyle) -> (&'static str, &'static str) {
    match style {
        TextStyle::Subscript => ("<sub>", "</sub>"),
        TextStyle::Superscript => ("<sup>", "</sup>"),
        TextStyle::Underline => ("<u>", "</u>"),
        TextStyle::Highlight => ("<mark>", "</mark>"),
        TextStyle::Key => ("<kbd>", "</kbd>"),
        TextStyle::Flagged => ("{==", "==}"),
    }
}

fn push_between(out: &mut String, text: &str, marks: (&str, &str), children: &[Inline], place: Place) {
    out.push_str(marks.0);
    push_inlines(out, text, children, if place == Place::Cell { place } else { Place::Line });
    out.push_str(marks.1);
}

/// Whether a run of backticks has no other of its length behind it to close it.
fn has_lone_backticks(words: &str) -> bool {
    let mut runs = words.split(|c| c != '`').map(str::len).filter(|&len| len > 0);
    while let Some(opening) = runs.next() {
        if !runs.any(|len| len == opening) {
            return true;
        }
    }
    false
}

/// Words of a private kind: `[words]{.notes}`.
fn push_kinded(out: &mut String, text: &str, (kind, children): (&KindRef, &[Inline]), place: Place) {
    let name = match kind {
        KindRef::Known(kind) => kind.name,
        KindRef::Unknown(_) | KindRef::Ordinary => "private",
    };
    let start = out.len();
    push_between(out, text, ("[", &format!("]{{.{name}}}")), children, place);
    // It would begin a marker.
    if out[start..].starts_with("[!") {
        out.replace_range(start + 1..start + 2, "&#33;");
    }
}

fn push_text(out: &mut String, words: &str) {
    // Behind a comment an arrow might be taken for its end.
    let escaped =
        escape_markdown(words).replace('\r', "&#13;").replace('\n', "&#10;").replace("-->", "--\\>");
    // Braces that begin a review mark or a reading are text here.
    let begins_edit = |rest: &str| {
        ["++", "--", "~~", "\\~", "=="].iter().any(|mark| rest.starts_with(mark)) || rest.contains('|')
    };
    let mut rest = escaped.as_str();
    while let Some(c) = rest.chars().next() {
        let after = &rest[c.len_utf8()..];
        match c {
            '\\' => {
                let next = after.chars().next();
                out.push(c);
                out.extend(next);
                rest = &after[next.map_or(0, char::len_utf8)..];
                continue;
            }
            '&' => out.push(c),
            '{' if begins_edit(after) => out.push_str("\\{"),
            c if opening(rest).is_none() => out.push(c),
            // Escaped, the second of two signs stands apart from the first.
            '%' => out.push_str(if after.starts_with('%') { "%\\" } else { "&#37;" }),
            c if c.is_ascii() => out.extend(['\\', c]),
            c => out.push_str(&format!("&#{};", c as u32)),
        }
        rest = after;
    }
}

fn push_wrapped(out: &mut String, text: &str, mark: &str, children: &[Inline], place: Place) {
    let mut inner = String::new();
    push_inlines(&mut inner, text, children, if place == Place::Cell { place } else { Place::Line });
    if inner.is_empty() {
        return;
    }
    out.push_str(mark);
    let first = inner.chars().next().filter(|c| c.is_whitespace() && *c != '\n');
    let last = inner.chars().next_back().filter(|c| c.is_whitespace() && *c != '\n');
    if let Some(c) = first {
        inner.replace_range(..c.len_utf8(), &format!("&#{};", c as u32));
    }
    if let Some(c) = last.filter(|_| inner.ends_with(char::is_whitespace)) {
        let end = inner.len() - c.len_utf8();
        inner.replace_range(end.., &format!("&#{};", c as u32));
    }
    out.push_str(&inner);
    out.push_str(mark);
}

fn push_code(out: &mut String, code: &str) {
    let code = on_one_line(code);
    let longest = code.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let is_edged = code.starts_with('`') || code.ends_with('`');
    let would_lose = code.starts_with(' ') && code.ends_with(' ') && !code.trim_matches(' ').is_empty();
    let pad = if is_edged || would_lose { " " } else { "" };
    out.push_str(&format!("{fence}{pad}{code}{pad}{fence}"));
}

fn push_link(out: &mut String, text: &str, target: (&str, &str), children: &[Inline], place: Place) {
    let mut inner = String::new();
    push_inlines(&mut inner, text, children, if place == Place::Cell { place } else { Place::Line });
    out.push('[');
    // So that it is not read as the marker of a callout, or as a footnote.
    let is_picture = matches!(children.first(), Some(Inline { content: InlineContent::Image { .. }, .. }));
    if inner.starts_with('^') || (inner.starts_with('!') && !is_picture) {
        out.push('\\');
    }
    out.push_str(&inner);
    push_target(out, target.0, target.1);
}

/// What follows the text of a link: `](dest "title")`.
fn push_target(out: &mut String, dest: &str, title: &str) {
    out.push_str("](");
    let is_plain =
        dest.chars().all(|c| c.is_alphanumeric() || "-._~:/?#@!$'*+,;=%".contains(c)) && !dest.is_empty();
    if is_plain || (dest.is_empty() && title.is_empty()) {
        out.push_str(dest);
    } else {
        out.push('<');
        push_quoted(out, dest, &['<', '>']);
        out.push('>');
    }
    if !title.is_empty() {
        out.push_str(" \"");
        push_quoted(out, title, &['"']);
        out.push('"');
    }
    out.push(')');
}

fn push_quoted(out: &mut String, words: &str, marks: &[char]) {
    for c in words.chars() {
        match c {
            '\n' => out.push_str("&#10;"),
            '\r' => out.push_str("&#13;"),
            '\\' | '&' => {
                out.push('\\');
                out.push(c);
            }
            c => {
                if marks.contains(&c) {
                    out.push('\\');
                }
                out.push(c);
            }
        }
    }
}

/// Joins lines, leaving out the marks of the containers they stood in.
fn on_one_line(words: &str) -> String {
    let mut lines = words.split('\n');
    let first = lines.next().unwrap_or("").trim_end_matches('\r').to_owned();
    lines.fold(first, |line, next| {
        line + " " + next.trim_end_matches('\r').trim_start_matches([' ', '\t', '>'])
    })
}

/// Escapes what would begin a block, or a note in the syntax of another tool.
fn escape_line_start(line: &str, is_first: bool, place: Place) -> String {
    let Some(first) = line.chars().next() else { return String::new() };
    let after = &line[first.len_utf8()..];
    let ends_mark = |rest: &str| rest.is_empty() || rest.starts_with([' ', '\t']);
    let is_delimiter_row = line.contains('-') && line.chars().all(|c| "-:| \t".contains(c));
    let needs_escape = match first {
        '#' => ends_mark(after.trim_start_matches('#')) || naming(line.trim_matches('#')).is_some(),
        '>' => true,
        '-' | '+' => ends_mark(after) || line.trim_end_matches([' ', '\t', '-']).is_empty(),
        '=' => line.trim_end_matches([' ', '\t', '=']).is_empty(),
        '^' => is_first && !after.starts_with('['),
        '?' => is_first && line.starts_with("???"),
        _ => false,
    };
    if needs_escape || is_delimiter_row {
        // Before a marker an escaped sign is read as the sign.
        let is_before_marker = first == '>' && after.trim_start().starts_with(['\\', '[', '［', '*', '>']);
        return if is_before_marker { format!("&#62;{after}") } else { format!("\\{line}") };
    }
    // What other hands type for a mark is read as one; as an entity it is text.
    let behind_blanks = line.trim_start_matches(|c: char| !c.is_ascii() && is_gap(c));
    let hides_mark = behind_blanks.len() < line.len()
        && behind_blanks.starts_with(['#', '＃', '>', '＞', ':', '：', '[', '［', '<', '-', '*', '&']);
    let is_wide_mark =
        first == '＞' || (first == '＃' && naming(line.trim_start_matches(['#', '＃'])).is_some());
    if hides_mark || is_wide_mark {
        return format!("&#{};{after}", first as u32);
    }
    let n_colons = line.chars().take_while(|c| matches!(c, ':' | '：')).count();
    let is_wide_note = is_first && (line.starts_with("？？？") || first == '＾');
    if n_colons >= 3 || is_wide_note || line.starts_with("［！") || line.starts_with("［!") {
        return format!("&#{};{after}", first as u32);
    }
    // An escaped bracket before a sign is a marker from a tool that escapes brackets.
    if let Some(name) = line.strip_prefix("\\[")
        && name.trim_start_matches(|c: char| is_gap(c) || c == '\\').starts_with(['!', '！'])
    {
        return format!("&#91;{name}");
    }
    let n_digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let after_digits = &line[n_digits..];
    if (1..=9).contains(&n_digits) && after_digits.starts_with(['.', ')']) && ends_mark(&after_digits[1..]) {
        return format!("{}\\{after_digits}", &line[..n_digits]);
    }
    for word in ["note:", "notes:"] {
        let begins = line.get(..word.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(word));
        if is_first && place == Place::Top && begins {
            let at = word.len() - 1;
            return format!("{}\\{}", &line[..at], &line[at..]);
        }
    }
    line.to_owned()
}
