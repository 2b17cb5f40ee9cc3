//! Lines as people type them: wide and odd blanks before marks, headings without one, paragraphs that end where
//! another tool, or another kind of text, begins.

use crate::brief::parse::label::{behind_blanks, label_line};
use crate::brief::parse::marker::begins_marker;
use crate::brief::parse::notes::note_word;
use crate::brief::parse::numbering::{begins_line, mark_at};
use crate::brief::parse::prepare::Changes;
use crate::brief::parse::prepare::cells::{Row, is_delimiter, widen};
use crate::brief::readers::naming::{is_invisible, naming};
use crate::brief::readers::portion::kept_within;
use crate::text::{Diagnostic, Edit, Severity, Span};

/// Keys by which a few lines between two rules are the settings of one slide in Slidev.
const SLIDE_KEYS: [&str; 22] = [
    "layout",
    "class",
    "background",
    "transition",
    "clicks",
    "src",
    "image",
    "level",
    "hide",
    "hideInToc",
    "routeAlias",
    "preload",
    "zoom",
    "disabled",
    "dragPos",
    "clicksStart",
    "color",
    "backgroundSize",
    "theme",
    "highlighter",
    "lineNumbers",
    "drawings",
];

/// The marks of containers that a line begins with.
#[derive(Clone, Copy, Debug, Default)]
struct Prefix {
    len: usize,
    n_quotes: usize,
    /// Whether it holds the marker of a list item.
    has_item: bool,
    /// Whether that marker stands right before the text.
    ends_in_item: bool,
    /// Where the text begins, in columns behind the last quotation mark.
    column: usize,
    /// Where an item's text begins, if the line begins an item.
    item_column: usize,
}

/// The line before the current one, as far as a paragraph may go on from it.
#[derive(Clone, Copy, Debug, Default)]
struct Before<'t> {
    rest: &'t str,
    is_text: bool,
    n_quotes: usize,
    n_lines: usize,
    is_label: bool,
    is_title: bool,
}

struct Scanner<'t, 'c> {
    body: &'t str,
    changes: &'c mut Changes,
    before: Before<'t>,
    /// The columns at which the text of open items begins.
    items: Vec<usize>,
    rows: Vec<Row<'t>>,
    /// Whether a comment that began on an earlier line goes on.
    in_comment: bool,
}

/// Looks at each line of a body.
pub(super) fn read_lines(body: &str, changes: &mut Changes) {
    let mut scanner = Scanner {
        body,
        changes,
        before: Before::default(),
        items: Vec::new(),
        rows: Vec::new(),
        in_comment: false,
    };
    let mut start = 0;
    for line in body.split_inclusive('\n') {
        let text = line.trim_end_matches(['\n', '\r']);
        scanner.line(start, text);
        start += line.len();
    }
    scanner.end_table();
}

impl<'t> Scanner<'t, '_> {
    fn line(&mut self, start: usize, line: &'t str) {
        let n_edits = self.changes.edits.len();
        let n_quotes_of_text = (self.before.is_text && self.items.is_empty()).then_some(self.before.n_quotes);
        let prefix = container_prefix(line, start, n_quotes_of_text, &mut self.changes.edits);
        let rest = &line[prefix.len..];
        let at = start + prefix.len;
        if self.changes.edits.len() > n_edits && !rest.starts_with('>') && is_structural(rest) {
            let edits = self.changes.edits[n_edits..].to_vec();
            self.changes.diagnostics.push(odd_line(Span::new(start, start + line.trim_end().len()), edits));
        }
        let in_comment = self.in_comment;
        self.follow_comment(line);
        let is_blank = rest.trim().is_empty();
        self.table(rest, at, is_blank);
        if is_blank {
            self.before = Before { n_quotes: prefix.n_quotes, ..Before::default() };
            return;
        }
        if !self.before.is_text {
            self.items.retain(|&column| column <= prefix.column);
        }
        let first = rest.as_bytes()[0];
        if rest.starts_with(":::") || rest.starts_with("：：：") {
            self.changes.edits.push(Edit::replace(Span::new(at, at + rest.len()), "___"));
            self.changes.fences.push(at);
            self.before = Before { n_quotes: prefix.n_quotes, ..Before::default() };
            return;
        }
        let is_heading = matches!(first, b'#' | 0xef) && self.heading(rest, at);
        let mut is_label = false;
        let mut is_rule = false;
        if !is_heading {
            let label = if prefix.has_item && prefix.n_quotes == 0 { None } else { label_line(rest) };
            is_rule = is_rule_line(rest);
            // A marker begins a quotation of its own, also further down in another.
            let is_marker_further_down = prefix.n_quotes > 0
                && self.before.n_quotes >= prefix.n_quotes
                && !prefix.ends_in_item
                && begins_marker(rest);
            let breaks = is_marker_further_down || self.breaks(rest, prefix, label.is_some());
            if breaks {
                self.part(start, line, prefix, begins_marker(rest));
            }
            is_label = label.is_some_and(|label| label.is_alone);
            if is_bracket_text(rest) {
                self.changes.edits.push(Edit::insert(at, "\\"));
            }
            if !in_comment {
                self.lone_tag(rest, at);
            }
            if is_rule {
                self.settings(start, rest);
            }
        }
        if prefix.has_item {
            self.items.retain(|&column| column <= prefix.column.saturating_sub(1));
            self.items.push(prefix.item_column);
        }
        let goes_on = self.before.is_text && !prefix.has_item;
        let n_lines = if goes_on { self.before.n_lines + 1 } else { 1 };
        let is_text = !is_heading && !is_rule && !rest.starts_with("```") && !rest.starts_with("~~~");
        let is_title = prefix.n_quotes > 0 && !prefix.ends_in_item && begins_marker(rest);
        self.before = Before { rest, is_text, n_quotes: prefix.n_quotes, n_lines, is_label, is_title };
    }

    /// Notes whether a comment goes on behind a line.
    fn follow_comment(&mut self, line: &str) {
        let (opens, closes) = (line.rfind("<!--"), line.rfind("-->"));
        self.in_comment = match (opens, closes) {
            (Some(open), Some(close)) => open > close,
            (Some(_), None) => true,
            (None, Some(_)) => false,
            (None, None) => self.in_comment,
        };
    }

    /// Whether a new paragraph begins at a line, where Markdown would go on with the one before.
    fn breaks(&self, rest: &str, prefix: Prefix, is_label: bool) -> bool {
        let before = self.before;
        if !before.is_text || prefix.has_item && prefix.n_quotes == 0 {
            return false;
        }
        // The title of a callout ends with its line, so that a list or rule below it is one.
        let is_below_title = before.is_title && before.n_quotes == prefix.n_quotes;
        // A name that is underlined is a heading.
        let is_underline = is_dashes(rest) || rest.trim().bytes().all(|byte| byte == b'=');
        if is_below_title || before.is_label {
            return is_below_title || !is_underline;
        }
        let ends_sentence =
            before.rest.trim_end().ends_with(['.', '!', '?', '。', '！', '？', '…', '：', ':', ';']);
        let is_parted =
            is_dashes(rest) && (ends_sentence || before.n_lines > 1 || note_word(before.rest).is_some());
        is_label
            || is_parted
            || note_word(rest).is_some()
            || begins_marker(rest)
            || kept_within(behind_blanks(rest).trim_start_matches('\\')).is_some()
            || (!before.rest.starts_with(['|', '<'])
                && mark_at(rest).is_some_and(|mark| !rest.contains(" | ") && begins_line(mark, before.rest)))
    }

    /// Puts a blank line before a line, within the containers it stands in; a marker begins a quotation of its own.
    fn part(&mut self, start: usize, line: &str, prefix: Prefix, is_marker: bool) {
        let n_quotes = prefix.n_quotes.saturating_sub(usize::from(is_marker));
        let blank = format!("{}\n", quote_marks(&line[..prefix.len], n_quotes).trim_end());
        self.changes.edits.push(Edit::insert(start, blank));
        if prefix.len == 0 || (prefix.n_quotes > 0 && (prefix.column <= 3 || prefix.has_item)) {
            return;
        }
        if prefix.n_quotes > 0 {
            let marks = quote_marks(&line[..prefix.len], prefix.n_quotes);
            if let Some(edit) = self.changes.edits.pop() {
                let whole = Span::new(start, start + prefix.len);
                self.changes.edits.retain(|other| other.span.start < start || other.span.end > whole.end);
                self.changes.edits.push(Edit::replace(whole, format!("{}{marks} ", edit.replacement)));
                if line[prefix.len..].starts_with('<') {
                    // It was a tag among words, and must not begin a block now.
                    self.changes.edits.push(Edit::insert(whole.end, "\u{2060}"));
                }
            }
            return;
        }
        // So far in, it would be code once it begins a block.
        let column = self.items.iter().copied().filter(|&column| column <= prefix.column).max().unwrap_or(0);
        if prefix.column > column + 3 {
            let blanks = Span::new(start, start + prefix.len);
            debug_assert!(line.is_char_boundary(prefix.len));
            self.changes.edits.pop();
            self.changes.edits.push(Edit::replace(blanks, format!("\n{}", " ".repeat(column))));
        }
    }

    /// Writes the mark of a heading as Markdown has it, where its words name a kind; returns whether it is one.
    fn heading(&mut self, rest: &str, at: usize) -> bool {
        let n_marks = rest.chars().take_while(|c| matches!(c, '#' | '＃')).count();
        if n_marks == 0 || n_marks > 6 {
            return false;
        }
        let after = rest.trim_start_matches(['#', '＃']);
        let marks = &rest[..rest.len() - after.len()];
        let is_plain = marks.is_ascii() && (after.is_empty() || after.starts_with([' ', '\t']));
        if is_plain {
            return true;
        }
        let words = after.trim_start_matches(|c: char| c.is_whitespace() || is_invisible(c));
        if naming(words.trim_end_matches('#')).is_none() {
            return false;
        }
        let end = at + rest.len() - words.len();
        let edit = Edit::replace(Span::new(at, end), format!("{} ", "#".repeat(n_marks)));
        self.changes.edits.push(edit.clone());
        self.changes.diagnostics.push(odd_line(Span::new(at, at + rest.trim_end().len()), vec![edit]));
        true
    }

    /// Keeps a tag that we understand, or a comment before words, from beginning a block of raw HTML.
    fn lone_tag(&mut self, rest: &str, at: usize) {
        let is_comment_before_words = rest.starts_with("<!--")
            && rest.rsplit_once("-->").is_some_and(|(_, words)| !words.trim().is_empty());
        let is_tag = rest.starts_with('<') && crate::brief::parse::html::is_inline_tag(rest.trim());
        if is_tag || is_comment_before_words {
            self.changes.edits.push(Edit::insert(at, "\u{2060}"));
        }
    }

    /// Turns the settings of one slide, between two rules, into a comment.
    fn settings(&mut self, start: usize, rest: &str) {
        if rest.trim() != "---" {
            return;
        }
        let Some(first_len) = self.body[start..].find('\n').map(|at| at + 1) else { return };
        let mut at = start + first_len;
        let yaml_start = at;
        let mut has_key = false;
        for line in self.body[at..].split_inclusive('\n').take(24) {
            let text = line.trim_end();
            if text == "---" {
                let end = Span::new(at, at + 3);
                if has_key {
                    self.changes.edits.push(Edit::insert(yaml_start, "\n<!--"));
                    self.changes.edits.push(Edit::replace(end, "-->"));
                    let span = Span::new(yaml_start, at);
                    self.changes.diagnostics.push(slide_settings(span));
                }
                return;
            }
            let is_more = text.starts_with([' ', '\t', '#', '-']) && has_key;
            let key = text.split_once(':').map(|(key, _)| key);
            let is_key = key
                .is_some_and(|key| !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || c == '-'));
            if !is_key && !is_more {
                return;
            }
            has_key |= key.is_some_and(|key| SLIDE_KEYS.contains(&key));
            at += line.len();
        }
    }

    fn table(&mut self, rest: &'t str, at: usize, is_blank: bool) {
        if is_blank || !rest.contains('|') {
            self.end_table();
        } else {
            self.rows.push(Row { text: rest, start: at });
        }
    }

    fn end_table(&mut self) {
        let rows = std::mem::take(&mut self.rows);
        let delimiter = rows.iter().position(|row| is_delimiter(row.text));
        if let Some(idx) = delimiter.filter(|&idx| idx > 0) {
            widen(rows[idx - 1], rows[idx], &rows[idx + 1..], self.changes);
        }
    }
}

/// Says that a line is read as what it would be with other signs.
fn odd_line(span: Span, edits: Vec<Edit>) -> Diagnostic {
    let message = "the signs that this line begins with are typed in another way, and read as they are meant";
    Diagnostic::new(Severity::Info, "odd-signs", span, message)
        .with_hint("write them narrow, with a blank behind them and none before them")
        .with_fix("Write the signs as Markdown has them", edits)
}

fn slide_settings(span: Span) -> Diagnostic {
    let message = "these are the settings of one slide for another tool; they are kept as a comment";
    Diagnostic::new(Severity::Info, "slide-settings", span, message)
}

/// The marks of containers that a line begins with, as far as its first `n_quotes` quotation marks.
fn quote_marks(prefix: &str, n_quotes: usize) -> String {
    let mut marks = String::new();
    let mut n_left = n_quotes;
    let mut rest = prefix;
    while n_left > 0
        && let Some(c) = rest.chars().next()
    {
        let mark = ["&gt;", "＞", ">"].into_iter().find(|mark| rest.starts_with(mark));
        n_left -= usize::from(mark.is_some());
        // The marker of an item is as wide as the blanks that its other lines begin with.
        marks.push(if mark.is_some() { '>' } else { ' ' });
        rest = &rest[mark.map_or(c.len_utf8(), str::len)..];
    }
    marks
}

/// Whether a line begins like the definition of a link and is text, such as `[Chair]: Agreed.`
fn is_bracket_text(rest: &str) -> bool {
    let is_name = rest.starts_with('[') && !rest.starts_with("[^") && !rest.starts_with("[]");
    is_name
        && rest.split_once("]:").is_some_and(|(name, dest)| {
            let is_one = !name[1..].contains(['[', ']']);
            is_one && !dest.trim().is_empty() && !crate::brief::parse::is_definition(rest)
        })
}

/// Whether a line is a rule of hyphens, which would make a heading of the line above it.
fn is_dashes(rest: &str) -> bool {
    let rest = rest.trim();
    rest.len() >= 2 && rest.bytes().all(|byte| byte == b'-')
}

fn is_rule_line(rest: &str) -> bool {
    let rest = rest.trim();
    let mut signs = rest.chars().filter(|c| *c != ' ');
    let Some(first) = signs.next().filter(|c| matches!(c, '-' | '*' | '_')) else { return false };
    rest.chars().filter(|c| *c == first).count() >= 3 && signs.all(|c| c == first)
}

/// The marks of containers that a line begins with, of which those that are typed wide, and odd blanks before a mark,
/// are written as Markdown has them. `n_quotes_of_text` says in how many quotations a paragraph stands that the line
/// may go on with.
fn container_prefix(
    line: &str,
    start: usize,
    n_quotes_of_text: Option<usize>,
    edits: &mut Vec<Edit>,
) -> Prefix {
    let mut prefix = Prefix::default();
    loop {
        let rest = &line[prefix.len..];
        let n_blank = rest.len() - rest.trim_start_matches([' ', '\t']).len();
        prefix.column += n_blank;
        prefix.len += n_blank;
        let rest = &line[prefix.len..];
        if rest.as_bytes().first().is_some_and(|byte| !byte.is_ascii()) {
            let n_odd =
                rest.len() - rest.trim_start_matches(|c: char| c.is_whitespace() || is_invisible(c)).len();
            if n_odd > 0 && is_structural(&rest[n_odd..]) {
                let span = Span::new(start + prefix.len, start + prefix.len + n_odd);
                edits.push(Edit::replace(span, ""));
                prefix.len += n_odd;
                continue;
            }
        }
        let quote = ["> ", ">", "＞", "&gt;"].into_iter().find(|mark| rest.starts_with(mark));
        if let Some(mark) = quote {
            let behind = &rest[mark.trim_end().len()..];
            let is_sign = behind.starts_with(['=', '＝']) || (prefix.ends_in_item && begins_figure(behind));
            if is_sign {
                let at = start + prefix.len;
                let edit = (mark.starts_with('>')).then(|| Edit::insert(at, "\\"));
                edits.extend(edit);
                return prefix;
            }
            if !mark.starts_with('>') {
                let span = Span::new(start + prefix.len, start + prefix.len + mark.len());
                edits.push(Edit::replace(span, ">"));
            }
            prefix.len += mark.len();
            prefix.n_quotes += 1;
            prefix.column = 0;
            prefix.ends_in_item = false;
            continue;
        }
        let Some(n_marker) = item_marker(rest) else { return prefix };
        let number = &rest[..n_marker - 1];
        // Within a paragraph a list begins with a one.
        if n_quotes_of_text == Some(prefix.n_quotes) && !matches!(number, "" | "1") {
            return prefix;
        }
        prefix.len += n_marker;
        prefix.column += n_marker;
        prefix.item_column = prefix.column + 1;
        prefix.has_item = true;
        prefix.ends_in_item = true;
    }
}

/// Whether words behind a sign are a figure, and not the first number of a list.
fn begins_figure(behind: &str) -> bool {
    let figure = behind.trim_start();
    let digits = figure.len() - figure.trim_start_matches(|c: char| c.is_numeric()).len();
    let is_item = figure[digits..].starts_with(". ") || figure[digits..].starts_with(") ");
    digits > 0 && !is_item
}

/// The length of the marker of a list item that a line begins with.
fn item_marker(rest: &str) -> Option<usize> {
    let bytes = rest.as_bytes();
    let n_digits = bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let len = match bytes.get(n_digits)? {
        b'.' | b')' if (1..=9).contains(&n_digits) => n_digits + 1,
        b'-' | b'*' | b'+' if n_digits == 0 => 1,
        _ => return None,
    };
    matches!(bytes.get(len), Some(b' ' | b'\t')).then_some(len)
}

/// Whether a line goes on with a mark that odd blanks before it must not hide.
fn is_structural(rest: &str) -> bool {
    ["#", "＃", ">", "＞", "&gt;", ":::", "：：：", "[!", "［", "<!", "- ", "* "]
        .iter()
        .any(|mark| rest.starts_with(mark))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::brief::parse::prepare::Prepared;

    fn prepared(body: &str) -> String {
        let mut changes = Changes::default();
        read_lines(body, &mut changes);
        changes.sort();
        Prepared::new(body, &changes.edits).text.into_owned()
    }

    #[test]
    fn lines_are_written_as_markdown_has_them() {
        for (typed, read) in [
            ("##Red lines", "## Red lines"),
            ("## Red lines", "## Red lines"),
            ("\u{3000}##\u{a0}Red lines", "## Red lines"),
            ("＃＃　譲れない一線", "## 譲れない一線"),
            ("#1 priority", "#1 priority"),
            ("＞ [!RED-LINE]\n＞ floor", "> [!RED-LINE]\n>\n> floor"),
            ("&gt; [!RED-LINE]", "> [!RED-LINE]"),
            ("- > 75 percent", "- \\> 75 percent"),
            (">= 2 plants", "\\>= 2 plants"),
            ("- > [!SAY]", "- > [!SAY]"),
            ("> [!RED-LINE] a\n> 11. b", "> [!RED-LINE] a\n>\n> 11. b"),
            ("> [!SAY] a\n> b\n> [!RED-LINE]", "> [!SAY] a\n>\n> b\n\n> [!RED-LINE]"),
            ("- a\nNote: b", "- a\n\nNote: b"),
            ("a\n**Red line**\nb", "a\n\n**Red line**\n\nb"),
            ("a:\n      (a) b", "a:\n\n(a) b"),
            ("1. a:\n   (a) b\n", "1. a:\n\n   (a) b\n"),
            ("A sentence.\n---", "A sentence.\n\n---"),
            ("A title\n---", "A title\n---"),
            ("| a |\n|---|\n| b | c |", "| a | |\n|---|---|\n| b | c |"),
            ("> a\n> (SBU) b", "> a\n>\n> (SBU) b"),
            ("> a\n>\n> [!RED-LINE] b", "> a\n>\n\n> [!RED-LINE] b"),
            ("> - [!SAY] a\n>   b", "> - [!SAY] a\n>   b"),
            ("a b\nc d", "a b\nc d"),
        ] {
            assert_eq!(prepared(typed), read, "{typed:?}");
        }
    }
}
