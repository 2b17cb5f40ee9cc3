//! The YAML of a chart with its numbers in quotes where YAML would change them.
//!
//! YAML reads `{Ohio: 1,280}` as a 1 and a key 280, and `+4.20` as 4.2.

use std::borrow::Cow;

/// What ends a value on one line.
const ENDS: [char; 10] = [',', '[', ']', '{', '}', '"', '\'', '\\', '\n', '#'];

/// Puts quotes around numbers that YAML would not keep as they are typed.
///
/// In a list of bare numbers without blanks, `[1,280]`, nothing tells thousands from items, so it stays a list.
pub(super) fn with_quoted_numbers(yaml: &str) -> Cow<'_, str> {
    let mut out = String::new();
    let mut copied = 0;
    let mut at = 0;
    let mut place = Place { open: Vec::new(), quote: None, last: '\n', has_blank: false };
    while let Some(c) = yaml[at..].chars().next() {
        if let Some(len) = place.number_len(&yaml[at..]) {
            out.push_str(&format!("{}\"{}\"", &yaml[copied..at], &yaml[at..at + len]));
            at += len;
            copied = at;
            (place.last, place.has_blank) = ('"', false);
            continue;
        }
        let next = yaml[at + c.len_utf8()..].chars().next();
        at += c.len_utf8() + place.go_on(c, next);
    }
    if copied == 0 {
        return Cow::Borrowed(yaml);
    }
    out.push_str(&yaml[copied..]);
    Cow::Owned(out)
}

/// Where in the YAML a reader stands.
struct Place {
    /// The brackets that are open.
    open: Vec<char>,
    /// The mark of the quotation that is open.
    quote: Option<char>,
    /// The last character that is no blank.
    last: char,
    /// Whether a blank follows it.
    has_blank: bool,
}

impl Place {
    /// The length of the number that begins here and needs quotes.
    fn number_len(&self, rest: &str) -> Option<usize> {
        if self.quote.is_some() || rest.starts_with(char::is_whitespace) {
            return None;
        }
        match self.open.last() {
            Some('{') if self.last == ':' && self.has_blank => flow_len(rest, true),
            Some('[') if matches!(self.last, '[' | ',') => flow_len(rest, self.last == ',' && self.has_blank),
            None if matches!(self.last, ':' | '-') && self.has_blank => changed_len(rest, true),
            _ => None,
        }
    }

    /// Goes on by one character; returns how many bytes more are passed by with it.
    fn go_on(&mut self, c: char, next: Option<char>) -> usize {
        let begins_value = matches!(self.last, '[' | '{' | ',' | ':' | '-' | '\n');
        let mut n_passed = 0;
        match (self.quote, c) {
            // What is escaped does not end a quotation.
            (Some('"'), '\\') if matches!(next, Some('"' | '\\')) => n_passed = 1,
            (Some('\''), '\'') if next == Some('\'') => n_passed = 1,
            (Some(mark), c) => self.quote = (mark != c).then_some(mark),
            (None, '"' | '\'') if begins_value => self.quote = Some(c),
            (None, '[' | '{') if begins_value => self.open.push(c),
            (None, ']' | '}') => drop(self.open.pop()),
            _ => {}
        }
        if c == '\n' && self.open.is_empty() {
            (self.last, self.has_blank) = ('\n', false);
        } else if c.is_whitespace() {
            self.has_blank = true;
        } else {
            (self.last, self.has_blank) = (c, false);
        }
        n_passed
    }
}

/// The length of a number in brackets that needs quotes.
fn flow_len(rest: &str, is_apart: bool) -> Option<usize> {
    grouped_len(rest, is_apart).or_else(|| changed_len(rest, false))
}

/// The length of a bare number that YAML would write in another way: with a plus, zeros at its ends, or `_`.
fn changed_len(text: &str, is_block: bool) -> Option<usize> {
    let is_end = |c: char| if is_block { c == '\n' || c == '#' } else { ENDS.contains(&c) || c == ':' };
    let number = text[..text.find(is_end).unwrap_or(text.len())].trim_end();
    let digits = number.trim_start_matches(['+', '-']);
    let is_number = digits.contains(|c: char| c.is_ascii_digit())
        && digits.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'_'))
        && number.len() - digits.len() <= 1;
    let is_changed = number.starts_with('+')
        || (digits.contains('.') && digits.ends_with(['0', '.']))
        || digits.starts_with('.')
        || (digits.starts_with('0') && digits.len() > 1 && !digits.starts_with("0."))
        || digits.contains('_')
        || digits.len() > 15;
    (is_number && is_changed).then_some(number.len())
}

/// The length of a value with thousands that a text begins with, such as `EUR 1,280 million`.
fn grouped_len(text: &str, is_apart: bool) -> Option<usize> {
    let start = text.find(|c: char| c.is_ascii_digit()).filter(|&start| start <= 8)?;
    if text[..start].contains(ENDS) || text[..start].contains(':') {
        return None;
    }
    let n_digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let mut len = start + n_digits(&text[start..]);
    let first_end = len;
    while text[len..].strip_prefix(',').is_some_and(|rest| n_digits(rest) == 3) {
        len += ",000".len();
    }
    if len == first_end || first_end - start > 3 {
        return None;
    }
    let rest = &text[len..];
    let end = rest.find(|c| ENDS.contains(&c) || c == ':').unwrap_or(rest.len());
    let behind = &rest[end..];
    let is_followed_apart =
        behind.strip_prefix(',').is_some_and(|rest| rest.starts_with(char::is_whitespace));
    let ends = behind.starts_with([',', ']', '}', '\n', '#']) || behind.is_empty();
    (ends && (is_apart || is_followed_apart)).then(|| len + rest[..end].trim_end().len())
}
