//! Running text as Markdown.

use crate::brief::escape_markdown;
use crate::export::markdown::Writer;
use crate::release::{Inline, InlineContent, Picture, plain_text};

impl Writer<'_> {
    pub(super) fn cell(&self, inlines: &[Inline]) -> String {
        in_cell(&one_line(&self.inlines(inlines)))
    }

    pub(super) fn picture(&self, picture: &Picture) -> String {
        let alt = escape_markdown(&picture.alt);
        let Some(idx) = picture.image else { return format!("*{alt}*") };
        let extension = self.content.images[idx].format.extension();
        let name = format!("{}-{}.{extension}", self.stem, idx + 1).replace(' ', "%20");
        match &picture.caption {
            Some(caption) => {
                format!("![{alt}]({name} \"{}\")", caption.replace('\\', "\\\\").replace('"', "\\\""))
            }
            None => format!("![{alt}]({name})"),
        }
    }

    pub(super) fn inlines(&self, inlines: &[Inline]) -> String {
        let mut out = String::new();
        for (idx, inline) in inlines.iter().enumerate() {
            match &inline.content {
                InlineContent::Text(text) => out.push_str(&escape_markdown(&text.replace('\n', " "))),
                InlineContent::Code(text) => out.push_str(&code_span(text)),
                InlineContent::Emphasis(children) => self.marked("*", children, inlines, idx, &mut out),
                InlineContent::Strong(children) => self.marked("**", children, inlines, idx, &mut out),
                InlineContent::Strikethrough(children) => self.marked("~~", children, inlines, idx, &mut out),
                InlineContent::Link { dest, children } => {
                    let dest = dest.replace(' ', "%20").replace('<', "%3C").replace('>', "%3E");
                    out.push_str(&format!("[{}](<{dest}>)", self.inlines(children)));
                }
                InlineContent::Jump { to, children } => {
                    let name = self.content.anchors.get(*to).map_or("", String::as_str);
                    out.push_str(&format!("[{}](#{name})", self.inlines(children)));
                }
                InlineContent::Picture(picture) => out.push_str(&self.picture(picture)),
                InlineContent::Ref(number) => out.push_str(&format!("[^{number}]")),
                InlineContent::Portion(mark) => out.push_str(&format!("({}) ", escape_markdown(mark))),
                InlineContent::Private(text) => {
                    let label = self.private_label("");
                    out.push_str(&format!(
                        "*{}: {}*",
                        label.trim(),
                        escape_markdown(&text.replace('\n', " "))
                    ));
                }
                InlineContent::SoftBreak => out.push('\n'),
                InlineContent::HardBreak => out.push_str("\\\n"),
            }
        }
        out
    }

    /// Sets marks around words, if `CommonMark` would read them as marks there.
    fn marked(&self, marks: &str, children: &[Inline], inlines: &[Inline], idx: usize, out: &mut String) {
        let inner = self.inlines(children);
        let words = inner.trim();
        let blanks_before = &inner[..inner.len() - inner.trim_start().len()];
        let blanks_after = &inner[inner.trim_end().len()..];
        out.push_str(blanks_before);
        let before = out.chars().next_back();
        let next = inlines.get(idx + 1).map(|next| plain_text(std::slice::from_ref(next)));
        let after = blanks_after.chars().next().or_else(|| next.and_then(|next| next.chars().next()));
        let opens = can_flank(before, words.chars().next());
        let closes = can_flank(after, words.chars().next_back());
        let touches =
            matches!(before, Some('*' | '~' | '_')) || words.starts_with('*') || words.ends_with('*');
        if opens && closes && !touches && !words.is_empty() {
            out.push_str(marks);
            out.push_str(words);
            out.push_str(marks);
        } else {
            out.push_str(words);
        }
        out.push_str(blanks_after);
    }
}

/// Whether a mark between two characters is read as one: by the rules of flanking, punctuation within needs a
/// blank or punctuation without.
fn can_flank(outside: Option<char>, inside: Option<char>) -> bool {
    let is_open = |c: Option<char>| c.is_none_or(|c| c.is_whitespace() || is_punctuation(c));
    inside.is_some_and(|inside| !is_punctuation(inside)) || is_open(outside)
}

fn is_punctuation(c: char) -> bool {
    !c.is_alphanumeric() && !c.is_whitespace()
}

pub(super) fn one_line(text: &str) -> String {
    text.replace("\\\n", " ").replace('\n', " ")
}

/// Escapes what would be taken for the closing marks of a heading, or for its attributes.
pub(super) fn heading_end(text: &str) -> String {
    match text.chars().next_back() {
        Some(last @ ('#' | '}')) => format!("{}\\{last}", &text[..text.len() - 1]),
        _ => text.to_owned(),
    }
}

pub(super) fn in_cell(text: &str) -> String {
    text.replace('|', "\\|").replace("\\\\|", "\\|")
}

/// Escapes what would begin a block at the start of each line.
pub(super) fn at_line_starts(text: &str) -> String {
    let lines: Vec<String> = text
        .split('\n')
        .map(|line| {
            let line = line.trim_start();
            let n_digits = line.bytes().take_while(u8::is_ascii_digit).count();
            let is_numbered = (1..=9).contains(&n_digits) && line[n_digits..].starts_with(['.', ')']);
            if is_numbered {
                format!("{}\\{}", &line[..n_digits], &line[n_digits..])
            } else if line.starts_with(['#', '+', '-', '=', ':', '~', '|']) {
                format!("\\{line}")
            } else {
                line.to_owned()
            }
        })
        .collect();
    lines.join("\n")
}

fn code_span(text: &str) -> String {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let needs_blanks =
        text.starts_with('`') || text.ends_with('`') || (text.starts_with(' ') && text.ends_with(' '));
    let blank = if needs_blanks && !text.trim().is_empty() { " " } else { "" };
    format!("{fence}{blank}{}{blank}{fence}", text.replace('\n', " "))
}
