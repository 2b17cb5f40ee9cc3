//! Lines as people type them: wide and odd blanks before marks, headings without one, paragraphs that end where
//! another tool, or another kind of text, begins.

use crate::brief::parse::label::label_line;
use crate::brief::parse::marker::begins_marker;
use crate::brief::parse::notes::note_word;
use crate::brief::parse::numbering::{begins_line, mark_at};
use crate::brief::parse::plain_line::behind_blanks;
use crate::brief::parse::prepare::Changes;
use crate::brief::parse::prepare::cells::{Row, is_delimiter, widen};
use crate::brief::parse::prepare::prefix::{
    Above, OpenItem, Prefix, container_prefix, is_structural, quote_marks,
};
use crate::brief::parse::prepare::settings::read_settings;
use crate::brief::parse::prepare::signs::{
    ends_sentence_above, fence_signs, is_bracket_text, is_dashes, is_rule_line, odd_line,
};
use crate::brief::readers::attributes::{braces_at_end, private_heading_kind};
use crate::brief::readers::kind::{Kind, is_gap};
use crate::brief::readers::naming::naming;
use crate::brief::readers::portion::{begins_bare_mark, kept_within};
use crate::text::{Edit, Span};

/// The line before the current one, as far as a paragraph may go on from it.
#[derive(Clone, Copy, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a question of its own, asked in one place")]
struct Before<'t> {
    rest: &'t str,
    is_text: bool,
    n_quotes: usize,
    n_lines: usize,
    is_label: bool,
    is_title: bool,
    /// Whether the mark of a quotation that it stands in is escaped.
    is_escaped: bool,
    /// Whether that mark is typed in another way than it should be.
    is_odd: bool,
}

struct Scanner<'t, 'c> {
    body: &'t str,
    changes: &'c mut Changes,
    before: Before<'t>,
    /// Where the text of open items begins.
    items: Vec<OpenItem>,
    rows: Vec<Row<'t>>,
    /// Whether a comment that began on an earlier line goes on.
    in_comment: bool,
    /// The words of the last heading.
    heading: Option<&'t str>,
    /// Whether a label holds what follows.
    is_labelled: bool,
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
        heading: None,
        is_labelled: false,
    };
    let mut start = 0;
    for line in body.split_inclusive('\n') {
        let text = line.trim_end_matches(['\n', '\r']);
        scanner.line(start, text);
        scanner.part_lines(start, text);
        start += line.len();
    }
    scanner.end_table();
}

impl<'t> Scanner<'t, '_> {
    fn line(&mut self, start: usize, line: &'t str) {
        let n_edits = self.changes.edits.len();
        let above = Above {
            n_quotes_of_text: (self.before.is_text && self.items.is_empty()).then_some(self.before.n_quotes),
            is_escaped: self.before.is_escaped,
        };
        let prefix = container_prefix(line, start, above, &mut self.changes.edits);
        let rest = &line[prefix.len..];
        let at = start + prefix.len;
        let is_odd_quote = prefix.is_odd && !self.before.is_odd;
        if self.changes.edits.len() > n_edits
            && !rest.starts_with('>')
            && (is_structural(rest) || is_odd_quote)
        {
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
            self.items.retain(|item| item.holds(prefix.n_quotes, prefix.column));
        }
        if let Some(len) = fence_signs(rest) {
            self.fence(rest, at, len);
            self.before = Before { n_quotes: prefix.n_quotes, ..Before::default() };
            return;
        }
        let is_heading = matches!(rest.as_bytes()[0], b'#' | 0xef) && self.heading(rest, at);
        let is_rule = !is_heading && is_rule_line(rest);
        let is_label = !is_heading && self.words(start, line, prefix, in_comment);
        self.follow_private(rest, is_heading, is_label, is_rule);
        if is_rule {
            read_settings(self.body, start, rest, self.changes);
        }
        if prefix.has_item {
            let OpenItem { n_quotes, column } = prefix.item;
            self.items.retain(|item| item.holds(n_quotes, column.saturating_sub(2)));
            self.items.push(prefix.item);
        }
        let goes_on = self.before.is_text && !prefix.has_item;
        let n_lines = if goes_on { self.before.n_lines + 1 } else { 1 };
        let is_text = !is_heading && !is_rule && !rest.starts_with("```") && !rest.starts_with("~~~");
        let is_title = prefix.n_quotes > 0 && !prefix.ends_in_item && begins_marker(rest);
        self.before = Before {
            rest,
            is_text,
            n_quotes: prefix.n_quotes,
            n_lines,
            is_label,
            is_title,
            is_escaped: prefix.is_escaped,
            is_odd: prefix.is_odd,
        };
    }

    /// Notes which heading or label stands above the lines that follow.
    fn follow_private(&mut self, rest: &'t str, is_heading: bool, is_label: bool, is_rule: bool) {
        if is_heading {
            self.heading = Some(rest.trim_start_matches(['#', '＃']).trim_matches(is_gap));
        }
        self.is_labelled = is_label || (self.is_labelled && !is_rule && !is_heading);
    }

    /// Parts a line at the signs by which word processors and pages of PDF break lines.
    fn part_lines(&mut self, start: usize, line: &str) {
        if line.is_ascii() && !line.contains(['\u{b}', '\u{c}']) {
            return;
        }
        for (at, sign) in line.match_indices(['\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}']) {
            let span = Span::new(start + at, start + at + sign.len());
            self.changes.edits.push(Edit::replace(span, "\n"));
        }
    }

    /// Whether what stands here is private by the heading or the label above it.
    fn is_private_here(&self) -> bool {
        self.is_labelled
            || self.heading.is_some_and(|words| {
                let is_ours = |kind: &Kind| kind.readers.are_ours();
                let by_braces = || braces_at_end(words).and_then(private_heading_kind).is_some();
                naming(words).is_some_and(|named| is_ours(named.kind))
                    || kept_within(words).is_some()
                    || by_braces()
            })
    }

    /// Masks a fence by a rule, which ends what stands above it.
    fn fence(&mut self, rest: &str, at: usize, n_signs: usize) {
        let is_apart = !rest[n_signs..].starts_with(|c: char| !c.is_ascii() && c.is_whitespace());
        if !(rest.starts_with(":::") && is_apart) {
            let words = rest[n_signs..].trim_start();
            let gap = if words.is_empty() { "" } else { " " };
            let end = at + rest.len() - words.len();
            let edits = vec![Edit::replace(Span::new(at, end), format!(":::{gap}"))];
            self.changes.diagnostics.push(odd_line(Span::new(at, at + rest.trim_end().len()), edits));
        }
        self.changes.edits.push(Edit::replace(Span::new(at, at + rest.len()), "___"));
        self.changes.fences.push(at);
    }

    /// Parts a line of words from the one above where it begins something of its own; returns whether it is a label
    /// for what follows.
    fn words(&mut self, start: usize, line: &str, prefix: Prefix, in_comment: bool) -> bool {
        let rest = &line[prefix.len..];
        let at = start + prefix.len;
        let label = label_line(rest);
        if label.is_none() {
            self.changes.plain_lines.push(Span::new(at, at + rest.len()));
        }
        // An item parts its line from the one above by itself; below one that is nothing but a name, lines go on.
        let label = label.filter(|label| !prefix.has_item || prefix.n_quotes > 0 || label.is_alone);
        let is_below = self.before.is_text && !prefix.has_item && prefix.n_quotes == self.before.n_quotes;
        let ends_above = is_below && !self.before.is_label && ends_sentence_above(self.before.rest, rest);
        let label = label.filter(|_| !ends_above);
        // A marker begins a quotation of its own, also further down in another.
        let is_marker_further_down = prefix.n_quotes > 0
            && self.before.n_quotes >= prefix.n_quotes
            && !prefix.ends_in_item
            && begins_marker(rest);
        if is_marker_further_down || self.breaks(rest, prefix, label.is_some()) {
            self.part(start, line, prefix, begins_marker(rest));
        }
        let is_label = label.is_some_and(|label| label.is_alone);
        let n_words = rest.trim_end().len();
        if is_label && rest[..n_words].ends_with('\\') {
            // A name ends its paragraph, and needs no break of the line.
            self.changes.edits.push(Edit::replace(Span::new(at + n_words - 1, at + n_words), ""));
        }
        if is_bracket_text(rest) {
            self.changes.edits.push(Edit::insert(at, "\\"));
        }
        if !in_comment {
            self.lone_tag(rest, at);
        }
        is_label
    }

    /// Notes whether a comment goes on behind a line.
    fn follow_comment(&mut self, line: &str) {
        // Most lines are told by the sign that is in both marks, which is found faster than they are.
        if !line.contains("--") {
            return;
        }
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
        let signs = rest.trim();
        let is_underline = signs.bytes().all(|byte| byte == b'-') || signs.bytes().all(|byte| byte == b'=');
        if before.is_label && before.rest.starts_with("[^") {
            // The words of a footnote go on below its name.
            return false;
        }
        if is_below_title || before.is_label {
            return is_below_title || !is_underline;
        }
        // Private words are no heading, which would end what keeps them.
        if is_underline && self.is_private_here() {
            return true;
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
            || begins_bare_mark(rest)
            || (!before.rest.starts_with(['|', '<'])
                && mark_at(rest).is_some_and(|mark| !rest.contains(" | ") && begins_line(mark, before.rest)))
    }

    /// Puts a blank line before a line, within the containers it stands in; a marker begins a quotation of its own.
    fn part(&mut self, start: usize, line: &str, prefix: Prefix, is_marker: bool) {
        let n_quotes = prefix.n_quotes.saturating_sub(usize::from(is_marker));
        let blank = format!("{}\n", quote_marks(&line[..prefix.len], n_quotes).trim_end());
        self.changes.edits.push(Edit::insert(start, blank));
        let holders = self.items.iter().filter(|item| item.n_quotes == prefix.n_quotes);
        let column =
            holders.map(|item| item.column).filter(|&column| column <= prefix.column).max().unwrap_or(0);
        // So far in, it would be code once it begins a block.
        if prefix.has_item || prefix.column <= column + 3 {
            return;
        }
        let whole = Span::new(start, start + prefix.len);
        debug_assert!(line.is_char_boundary(prefix.len));
        let Some(edit) = self.changes.edits.pop() else { return };
        self.changes.edits.retain(|other| other.span.start < start || other.span.end > whole.end);
        let marks = quote_marks(&line[..prefix.len], prefix.n_quotes);
        let gap = if marks.is_empty() { "" } else { " " };
        let indent = " ".repeat(column);
        self.changes.edits.push(Edit::replace(whole, format!("{}{marks}{gap}{indent}", edit.replacement)));
        if prefix.n_quotes > 0 && line[prefix.len..].starts_with('<') {
            // It was a tag among words, and must not begin a block now.
            self.changes.edits.push(Edit::insert(whole.end, "\u{2060}"));
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
        // `#+begin_…` is of Org.
        if after.starts_with('+') {
            return false;
        }
        let is_plain = marks.is_ascii() && (after.is_empty() || after.starts_with([' ', '\t']));
        if is_plain {
            return true;
        }
        let words = after.trim_start_matches(is_gap);
        if naming(words.trim_end_matches('#')).is_none() && kept_within(words).is_none() {
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
            ("-\t> [!RED-LINE]\n\t> b", "-\t> [!RED-LINE]\n    >\n\t> b"),
            ("- a\n\n\t> [!SAY]\n\t> b", "- a\n\n\t> [!SAY]\n    >\n\t> b"),
        ] {
            assert_eq!(prepared(typed), read, "{typed:?}");
        }
    }
}
