//! Markers of kinds: `[!KIND] title`, in a quotation or bare, however its brackets were typed.

use crate::brief::parse::comment::trim_start;
use crate::brief::parse::split::split_at;
use crate::brief::readers::kind::{ALERTS, KindRef, is_gap, is_invisible, kind_named};
use crate::brief::weight::{Weight, take_title_weight};
use crate::brief::{Block, Callout, Form, Inline, InlineContent, Kinded, Paragraph, Scope};
use crate::text::{Diagnostic, Edit, Severity, Span, message};

/// A marker such as `[!IF-RAISED]`.
#[derive(Clone, Debug)]
pub(super) struct Marker {
    pub name: String,
    pub span: Span,
    /// Whether its bracket is closed.
    pub is_closed: bool,
    /// Whether it is typed as it should be.
    pub is_plain: bool,
    /// Whether it has the sign without which it is only a word in brackets.
    pub has_sign: bool,
}

impl Marker {
    /// Whether a paragraph that is no quotation may be taken for a block of a kind.
    pub fn is_certain(&self) -> bool {
        let is_shouted = !self.name.is_empty() && !self.name.chars().any(char::is_lowercase);
        let kind = kind_named(&self.name);
        if self.has_sign {
            return self.is_closed && (is_shouted || kind.is_some());
        }
        // Brackets alone are common in treaty texts: only a shouted name of a private kind is one.
        is_shouted && kind.is_some_and(|kind| kind.readers.are_ours())
    }

    /// Whether it is one at the beginning of a quotation.
    pub fn is_certain_in_quote(&self) -> bool {
        self.has_sign || kind_named(&self.name).is_some_and(|kind| kind.readers.are_ours())
    }
}

/// The words after a marker.
#[derive(Debug, Default)]
pub(super) struct Title {
    pub words: Vec<Inline>,
    pub weight: Option<Weight>,
}

/// Whether a line begins with what is certainly a marker.
pub(super) fn begins_marker(line: &str) -> bool {
    let first = line.as_bytes().first();
    let is_candidate = first.is_some_and(|byte| matches!(byte, b'[' | b'*' | b'\\') || !byte.is_ascii());
    is_candidate && read_marker(line, 0, line.len()).is_some_and(|marker| marker.is_certain())
}

/// Reads the marker that the text from `start` to `end` begins with.
pub(super) fn read_marker(text: &str, start: usize, end: usize) -> Option<Marker> {
    let source = text.get(start..end)?;
    let line = source.lines().next().unwrap_or("");
    let mut reader = Reader { line, at: 0 };
    reader.skip(is_gap);
    let strong = if line[reader.at..].starts_with("**") { "**" } else { "" };
    reader.at += strong.len();
    let opening_start = reader.at;
    reader.skip(|c| c == '\\');
    reader.take(&['[', '［'])?;
    let is_spaced = reader.skip(|c| c == ' ' || c == '\\' || is_invisible(c)) > 0;
    let has_sign = reader.take(&['!', '！']).is_some();
    let opening = &line[opening_start..reader.at];
    let rest = &line[reader.at..];
    // A picture within a link is no marker.
    if rest.starts_with('[') || (is_spaced && !has_sign) {
        return None;
    }
    let close = rest.find([']', '］']);
    if close.is_none() && !has_sign {
        return None;
    }
    let name = rest[..close.unwrap_or(rest.len())]
        .trim_matches(|c: char| c.is_whitespace() || c == '\\' || c == '*' || is_invisible(c));
    let name: String = name
        .chars()
        .filter(|c| !is_invisible(*c) && *c != '\\')
        .map(crate::brief::readers::kind::narrow)
        .collect();
    let close_len = close.and_then(|at| rest[at..].chars().next()).map_or(0, char::len_utf8);
    let mut len = reader.at + close.unwrap_or(rest.len()) + close_len;
    let is_linked = line[len..].starts_with(['(', '[', ':']);
    if !has_sign && is_linked {
        return None;
    }
    // Obsidian folds with a sign after the bracket.
    if close.is_some() && line[len..].starts_with(['+', '-']) {
        len += 1;
    }
    if !strong.is_empty() && line[len..].starts_with(strong) {
        len += strong.len();
    }
    let colon = line[len..].chars().next().filter(|c| has_sign && close.is_some() && matches!(c, ':' | '：'));
    len += colon.map_or(0, char::len_utf8);
    let is_plain = strong.is_empty()
        && opening == "[!"
        && close.is_some_and(|at| rest[at..].starts_with(']'))
        && start + opening_start == start
        && !rest[..close.unwrap_or(0)].contains('\\')
        && is_named_plainly(&rest[..close.unwrap_or(0)], &name)
        && colon.is_none();
    let name = if close.is_some() { name } else { String::from("[!") };
    let span = Span::new(start + opening_start - strong.len(), start + len);
    Some(Marker { name, span, is_closed: close.is_some(), is_plain, has_sign })
}

/// Whether a name is typed as the handbook has it; a name in Japanese has no other form.
fn is_named_plainly(typed: &str, name: &str) -> bool {
    let is_narrow = typed == name;
    kind_named(name)
        .is_none_or(|kind| is_narrow && (!name.is_ascii() || name.eq_ignore_ascii_case(kind.name)))
}

struct Reader<'t> {
    line: &'t str,
    at: usize,
}

impl Reader<'_> {
    fn skip(&mut self, is_skipped: impl Fn(char) -> bool) -> usize {
        let rest = &self.line[self.at..];
        let n_skipped = rest.len() - rest.trim_start_matches(is_skipped).len();
        self.at += n_skipped;
        n_skipped
    }

    fn take(&mut self, wanted: &[char]) -> Option<char> {
        let found = self.line[self.at..].chars().next().filter(|c| wanted.contains(c))?;
        self.at += found.len_utf8();
        Some(found)
    }
}

/// Takes the marker off a paragraph: the words after it on its line, and the paragraph that is left.
pub(super) fn take_marker(text: &str, paragraph: Paragraph, marker: &Marker) -> (Title, Option<Paragraph>) {
    let (_, behind) = split_at(paragraph.inlines, marker.span.end);
    let is_break =
        |inline: &Inline| matches!(inline.content, InlineContent::SoftBreak | InlineContent::HardBreak);
    let n_title = behind.iter().position(is_break).unwrap_or(behind.len());
    let mut title = behind;
    let mut rest = title.split_off(n_title);
    if !rest.is_empty() {
        rest.remove(0);
    }
    if let Some(Inline { content: InlineContent::Text(words), span, .. }) = title.first_mut() {
        trim_start(words, span);
    }
    title.retain(|inline| !matches!(&inline.content, InlineContent::Text(words) if words.is_empty()));
    let Some(span) = rest.iter().map(|inline| inline.span).reduce(Span::join) else {
        return (Title { words: title, weight: paragraph.weight }, None);
    };
    let span = paragraph.weight.map_or(span, |weight| span.join(weight.span));
    let weight = take_title_weight(text, &mut title);
    let rest = Paragraph { inlines: rest, span, ..paragraph };
    (Title { words: title, weight }, Some(rest))
}

/// A block with a marker: one of GitHub's callouts, or a block of a kind.
pub(super) fn marked(marker: Marker, form: Form, title: Title, blocks: Vec<Block>, span: Span) -> Block {
    let Title { words: title, weight } = title;
    let scope = Scope::default();
    if let Some(alert) = ALERTS.iter().find(|alert| alert.name.eq_ignore_ascii_case(&marker.name)) {
        return Block::Callout(Callout { alert, title, weight, blocks, span, scope });
    }
    let kind = KindRef::named(&marker.name);
    let kinded = Kinded::new(kind, form, blocks, marker.span, span);
    Block::Kinded(Kinded { title, weight, ..kinded })
}

/// Says that a marker stands in no quotation.
pub(super) fn bare_marker(marker: &Marker) -> Diagnostic {
    let name = &marker.name;
    let message = message!(
        "[!{name}] stands outside a quotation, so it holds for this paragraph alone",
        "[!{name}] が引用の外にあるため、この段落にのみ適用されます"
    );
    let written = format!("> [!{}]", marker.name);
    let edit = if marker.is_plain {
        Edit::insert(marker.span.start, "> ")
    } else {
        Edit::replace(marker.span, written)
    };
    Diagnostic::new(Severity::Warning, "bare-marker", marker.span, message)
        .with_hint(message!(
            "begin the line, and those that belong to it, with > and a blank",
            "この行と続く行を、> と空白で始めてください"
        ))
        .with_fix(message!("Make it a quotation", "引用の形にする"), vec![edit])
}

/// Says that a marker is typed in another way than it should be.
pub(super) fn odd_marker(marker: &Marker) -> Diagnostic {
    let kind = kind_named(&marker.name).filter(|_| marker.name.is_ascii());
    let written = format!("[!{}]", kind.map_or(marker.name.as_str(), |kind| kind.name).to_uppercase());
    let message = message!("this is read as the marker {written}", "{written} として読み取っています");
    Diagnostic::new(Severity::Warning, "odd-marker", marker.span, message)
        .with_hint(message!(
            "write {written} with narrow brackets and an exclamation mark",
            "半角の角括弧と感嘆符で {written} と書いてください"
        ))
        .with_fix(message!("Write {written}", "{written} と書く"), vec![Edit::replace(marker.span, written)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markers_are_read_however_their_brackets_are_typed() {
        for text in [
            "[!RED-LINE] x",
            "［！RED-LINE］x",
            "\\[!RED-LINE\\] x",
            "[ !red-line ] x",
            "**[!RED-LINE]** x",
            "[!Red Line] x",
            "\u{a0}[!RED-LINE] x",
            "[!ＲＥＤ-ＬＩＮＥ] x",
            "[RED-LINE] x",
            "[\\!RED-LINE] x",
        ] {
            let marker = read_marker(text, 0, text.len()).unwrap_or_else(|| panic!("{text}"));
            assert_eq!(kind_named(&marker.name).map(|kind| kind.name), Some("red-line"), "{text}");
            assert!(marker.is_certain(), "{text}");
        }
        for text in
            ["[Chair]: Agreed", "[x](y)", "[a][b]", "[![p](q)](r)", "[internal waters] of", "[record] x"]
        {
            assert!(read_marker(text, 0, text.len()).is_none_or(|marker| !marker.is_certain()), "{text}");
        }
    }
}
