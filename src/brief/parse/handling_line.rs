//! Lines that do nothing but say how to handle what follows them: `**Confidential**`, `Classification: SECRET`.

use crate::brief::readers::brackets::{is_closing, is_opening};
use crate::brief::readers::naming::Naming;
use crate::brief::readers::notice::is_handling_line;
use crate::brief::readers::portion::is_keeping_word;
use crate::brief::readers::run_in::{handling_naming, is_shouted};

/// The longest line that may be one, in bytes.
pub(super) const MAX_LABEL_BYTES: usize = 120;

/// Whether a line is a mark with more words around it that say nothing of their own: `Classification: SECRET`,
/// `INTERNAL – DRAFT – 18 NOV`. One that is a mark and nothing else is read as such.
pub(super) fn is_order_on_handling(line: &str) -> bool {
    // `private paragraph` may be a part of a sentence.
    line.len() <= MAX_LABEL_BYTES
        && line.starts_with(may_begin)
        && !line.starts_with(|c: char| c.is_ascii_lowercase())
        && !is_keeping_word(line)
        && is_handling_line(&line.replace("&amp;", "&").replace(['*', '_'], ""))
}

/// Words that say how to handle what follows, on a line of their own. One common word in small letters is a word.
pub(super) fn handling_line(line: &str) -> Option<Naming> {
    const CERTAIN: [&str; 5] =
        ["confidential", "secret", "top secret", "classified", "strictly confidential"];
    if line.len() > MAX_LABEL_BYTES {
        return None;
    }
    if is_line_of_cable(line) {
        return Naming::meant("background-internal");
    }
    // `【機密性２情報】　【部内限り】`
    let is_framed = !line.is_ascii() && line.matches(is_opening).count() > 1;
    let bare = if is_framed { line.replace(|c| is_opening(c) || is_closing(c), " ") } else { String::new() };
    let line = if is_framed { bare.trim() } else { line.trim_start_matches('<').trim_end_matches('>') };
    let (words, is_emphasised) = match emphasised(line) {
        Some((inner, rest)) if rest.trim_matches([' ', ':', '：', '.']).is_empty() => (inner, true),
        _ => (line, is_ruled(line)),
    };
    let bare = words.trim_matches(|c: char| !c.is_alphanumeric());
    let in_signs = || handling_naming(bare).filter(|_| line.starts_with(may_begin));
    let named = handling_naming(words).or_else(in_signs)?;
    let is_sure = is_emphasised
        || bare.starts_with(char::is_uppercase)
        || bare.len() + 1 < words.len()
        || is_shouted(bare)
        || !bare.is_ascii()
        || bare.contains(char::is_whitespace)
        || words.ends_with(':')
        || CERTAIN.contains(&bare.to_lowercase().as_str());
    is_sure.then_some(named)
}

/// Whether a sign may begin such a line; others are the syntax of other tools.
fn may_begin(c: char) -> bool {
    let is_drawn = matches!(c, '\u{2190}'..='\u{21ff}' | '\u{25a0}'..='\u{27bf}');
    c.is_alphanumeric() || is_drawn || matches!(c, '*' | '_' | '–' | '—' | '※' | '＊' | '…')
}

/// Whether a line is one common word, which in a list may be the name of one of several things.
pub(super) fn is_one_word(line: &str) -> bool {
    let bare = line.trim_matches(|c: char| !c.is_alphanumeric());
    bare.is_ascii() && !bare.contains(char::is_whitespace) && !is_shouted(bare)
}

/// Whether a line classifies a whole cable: `S E C R E T TOKYO 001234`, `Classified By: …`, `E.O. 13526: DECL …`.
fn is_line_of_cable(line: &str) -> bool {
    let is_one = |word: &&str| word.chars().count() == 1;
    let letters: String = line.split_whitespace().take_while(is_one).collect();
    let is_level = letters.chars().filter(|c| c.is_alphabetic()).count() >= 4 && is_keeping_word(&letters);
    is_level
        || ["Classified By", "CLASSIFIED BY", "E.O. 1", "DECL:"].iter().any(|start| line.starts_with(start))
}

/// Whether words stand between signs that set them apart: `--- internal ---`, `=== internal ===`.
fn is_ruled(line: &str) -> bool {
    ["--", "==", "##", "~~", "__", "**", "——", "──"]
        .iter()
        .any(|rule| line.starts_with(rule) && line.ends_with(rule))
}

/// The words between the marks of emphasis that a line begins with, and what follows them.
pub(super) fn emphasised(line: &str) -> Option<(&str, &str)> {
    const MARKS: [(&str, &str); 8] = [
        ("***", "***"),
        ("**", "**"),
        ("__", "__"),
        ("*", "*"),
        ("_", "_"),
        ("<b>", "</b>"),
        ("<strong>", "</strong>"),
        ("<u>", "</u>"),
    ];
    let (open, close) = MARKS.into_iter().find(|(open, _)| line.starts_with(open))?;
    let (inner, rest) = line[open.len()..].split_once(close)?;
    let is_words = !inner.is_empty() && !inner.starts_with(' ') && inner.len() <= MAX_LABEL_BYTES;
    is_words.then_some((inner, rest))
}
