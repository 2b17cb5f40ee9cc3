//! The marks of containers that a line begins with, however they are typed.

use crate::brief::parse::marker::begins_marker;
use crate::brief::readers::kind::is_gap;
use crate::text::{Edit, Span};

/// The marks of containers that a line begins with.
#[derive(Clone, Copy, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a question of its own, asked in one place")]
pub(super) struct Prefix {
    pub len: usize,
    pub n_quotes: usize,
    /// Whether it holds the marker of a list item.
    pub has_item: bool,
    /// Whether that marker stands right before the text.
    pub ends_in_item: bool,
    /// Whether a mark of a quotation is escaped.
    pub is_escaped: bool,
    /// Whether a mark of a quotation is typed in another way than it should be.
    pub is_odd: bool,
    /// Where the text begins, in columns behind the last quotation mark.
    pub column: usize,
    /// The last item that the line begins, if it begins one.
    pub item: OpenItem,
}

/// An item that a line may belong to.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct OpenItem {
    /// In how many quotations its marker stands.
    pub n_quotes: usize,
    /// The column at which its text begins, behind the last of them.
    pub column: usize,
}

impl OpenItem {
    /// Whether what begins in so many quotations and at such a column may belong to it.
    pub fn holds(self, n_quotes: usize, column: usize) -> bool {
        self.n_quotes < n_quotes || (self.n_quotes == n_quotes && self.column <= column)
    }
}

/// What the line above decides about the marks that the next one begins with.
#[derive(Clone, Copy, Debug)]
pub(super) struct Above {
    /// In how many quotations a paragraph stands that the next line may go on with.
    pub n_quotes_of_text: Option<usize>,
    /// Whether it stands in a quotation whose mark is escaped.
    pub is_escaped: bool,
}

/// The marks of containers that a line begins with, as far as its first `n_quotes` quotation marks.
pub(super) fn quote_marks(prefix: &str, n_quotes: usize) -> String {
    let mut marks = String::new();
    let mut n_left = n_quotes;
    let mut rest = prefix;
    while n_left > 0
        && let Some(c) = rest.chars().next()
    {
        let mark = ["&gt;", "\\>", "＞", ">"].into_iter().find(|mark| rest.starts_with(mark));
        n_left -= usize::from(mark.is_some());
        // The marker of an item is as wide as the blanks that its other lines begin with.
        let n_columns = columns(c, marks.len());
        marks.push_str(if mark.is_some() { ">" } else { &"    "[..n_columns] });
        rest = &rest[mark.map_or(c.len_utf8(), str::len)..];
    }
    marks
}

/// How many columns a sign takes that stands at a column: a tab reaches to the next of its stops.
fn columns(c: char, at: usize) -> usize {
    const STOP: usize = 4;
    if c == '\t' { STOP - at % STOP } else { 1 }
}

/// The marks of containers that a line begins with, of which those that are typed wide, and odd blanks before a mark,
/// are written as Markdown has them.
pub(super) fn container_prefix(line: &str, start: usize, above: Above, edits: &mut Vec<Edit>) -> Prefix {
    let mut prefix = Prefix::default();
    // How far the last quotation mark reaches, in columns.
    let mut n_before = 0;
    loop {
        let rest = &line[prefix.len..];
        let n_blank = rest.len() - rest.trim_start_matches([' ', '\t']).len();
        let width = |at, c| at + columns(c, at);
        prefix.column = rest[..n_blank].chars().fold(n_before + prefix.column, width) - n_before;
        prefix.len += n_blank;
        let rest = &line[prefix.len..];
        if rest.as_bytes().first().is_some_and(|byte| !byte.is_ascii()) {
            let n_odd = rest.len() - rest.trim_start_matches(is_gap).len();
            if n_odd > 0 && is_structural(&rest[n_odd..]) {
                let span = Span::new(start + prefix.len, start + prefix.len + n_odd);
                edits.push(Edit::replace(span, ""));
                prefix.len += n_odd;
                continue;
            }
        }
        let quote = ["> ", ">", "＞", "&gt;", "\\> ", "\\>"].into_iter().find(|mark| rest.starts_with(mark));
        // An escaped mark counts where a tool has escaped the marker of a kind with it.
        let counts = |mark: &&str| {
            !mark.starts_with('\\') || above.is_escaped || begins_marker(rest[mark.len()..].trim_start())
        };
        if let Some(mark) = quote.filter(counts) {
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
            prefix.is_escaped |= mark.starts_with('\\');
            prefix.is_odd |= !mark.starts_with('>');
            prefix.len += mark.len();
            prefix.n_quotes += 1;
            n_before += prefix.column + 1 + usize::from(mark.ends_with(' '));
            prefix.column = 0;
            prefix.ends_in_item = false;
            continue;
        }
        let Some(n_marker) = item_marker(rest) else { return prefix };
        let number = &rest[..n_marker - 1];
        // Within a paragraph a list begins with a one.
        if above.n_quotes_of_text == Some(prefix.n_quotes) && !matches!(number, "" | "1") {
            return prefix;
        }
        prefix.len += n_marker;
        prefix.column += n_marker;
        prefix.item = OpenItem { n_quotes: prefix.n_quotes, column: prefix.column + 1 };
        prefix.has_item = true;
        prefix.ends_in_item = true;
    }
}

/// Whether words behind a sign are a figure, and not the first number of a list.
pub(super) fn begins_figure(behind: &str) -> bool {
    let figure = behind.trim_start();
    let digits = figure.len() - figure.trim_start_matches(|c: char| c.is_numeric()).len();
    let is_item = figure[digits..].starts_with(". ") || figure[digits..].starts_with(") ");
    digits > 0 && !is_item
}

/// The length of the marker of a list item that a line begins with.
pub(super) fn item_marker(rest: &str) -> Option<usize> {
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
pub(super) fn is_structural(rest: &str) -> bool {
    ["#", "＃", ">", "＞", "&gt;", ":::", "：：：", "[!", "［", "<!", "- ", "* "]
        .iter()
        .any(|mark| rest.starts_with(mark))
}
