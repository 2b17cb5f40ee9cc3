//! Running text as a row of pieces, each with its looks, as Word and PowerPoint have it.

use std::borrow::Cow;

use crate::brief::{Lang, TextStyle};
use crate::release::{Inline, InlineContent, Picture, plain_text};

/// One way in which words look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    Bold,
    Italic,
    Strike,
    Underline,
    Code,
    Highlight,
    Key,
    Subscript,
    Superscript,
    Portion,
    Inserted,
    Deleted,
    /// Upright although the style of the paragraph slants its letters.
    Upright,
}

/// All the ways in which some words look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Look(u16);

impl Look {
    pub(super) fn with(self, style: Style) -> Self {
        Self(self.0 | (1 << style as u16))
    }

    pub(super) fn without(self, style: Style) -> Self {
        Self(self.0 & !(1 << style as u16))
    }

    pub(super) fn has(self, style: Style) -> bool {
        self.0 & (1 << style as u16) != 0
    }
}

/// Where words lead to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Target<'r> {
    /// An address.
    Out(&'r str),
    /// A heading or slide of the copy, by its number; 0 is the title.
    Within(usize),
}

/// A piece of running text.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Run<'r> {
    pub content: RunContent<'r>,
    pub look: Look,
    pub target: Option<Target<'r>>,
}

/// What a piece is.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum RunContent<'r> {
    Text(Cow<'r, str>),
    /// A line break in the source, a blank on the page.
    Soft,
    /// A line break on the page.
    Break,
    /// Words with their reading.
    Ruby(String, &'r str),
    /// The number of a note.
    Ref(usize),
    Picture(&'r Picture),
    /// A remark of our own side, and how many pieces before it it is about.
    Remark(&'r str, usize),
}

/// Some inlines as a row of pieces.
pub(super) fn runs(inlines: &[Inline], lang: Lang) -> Vec<Run<'_>> {
    let mut out = Vec::new();
    push_runs(inlines, (Look::default(), None), lang, &mut out);
    without_blanks_between_japanese(out, lang)
}

type Around<'r> = (Look, Option<Target<'r>>);

fn push_runs<'r>(inlines: &'r [Inline], around: Around<'r>, lang: Lang, out: &mut Vec<Run<'r>>) {
    for (idx, inline) in inlines.iter().enumerate() {
        let n_before = out.len();
        if let Some((children, around)) = children_of(inline, around, lang) {
            push_runs(children, around, lang, out);
            // A remark right behind marked words is about them.
            if let Some(remark) = inlines.get(idx + 1).and_then(remark_of).filter(|_| is_styled(inline)) {
                let content = RunContent::Remark(remark, out.len() - n_before);
                out.push(Run { content, look: around.0, target: around.1 });
            }
            continue;
        }
        let is_told = idx > 0 && is_styled(&inlines[idx - 1]) && remark_of(inline).is_some();
        out.extend(leaf(inline, around).filter(|_| !is_told));
    }
}

/// What stands in an inline that only gives its words looks, and around it.
fn children_of<'r>(
    inline: &'r Inline,
    (look, target): Around<'r>,
    lang: Lang,
) -> Option<(&'r [Inline], Around<'r>)> {
    let styled =
        |children: &'r Vec<Inline>, style: Style| Some((children.as_slice(), (look.with(style), target)));
    match &inline.content {
        // Japanese has no slanted letters.
        InlineContent::Emphasis(children) if lang == Lang::Ja => styled(children, Style::Bold),
        InlineContent::Emphasis(children) => styled(children, Style::Italic),
        InlineContent::Strong(children) => styled(children, Style::Bold),
        InlineContent::Strikethrough(children) => styled(children, Style::Strike),
        InlineContent::Styled { style, children } => styled(children, style_of(*style)),
        InlineContent::Inserted(children) => styled(children, Style::Inserted),
        InlineContent::Deleted(children) => styled(children, Style::Deleted),
        InlineContent::Link { dest, children } => Some((children, (look, Some(Target::Out(dest))))),
        InlineContent::Jump { to, children } => Some((children, (look, Some(Target::Within(*to))))),
        InlineContent::Text(_)
        | InlineContent::Code(_)
        | InlineContent::Ruby { .. }
        | InlineContent::Picture(_)
        | InlineContent::Ref(_)
        | InlineContent::Portion(_)
        | InlineContent::Private(_)
        | InlineContent::SoftBreak
        | InlineContent::HardBreak => None,
    }
}

/// An inline that holds no others.
fn leaf<'r>(inline: &'r Inline, (look, target): Around<'r>) -> Option<Run<'r>> {
    let (content, look) = match &inline.content {
        InlineContent::Text(text) => (RunContent::Text(one_line(text)), look),
        InlineContent::Code(text) => (RunContent::Text(one_line(text)), look.with(Style::Code)),
        InlineContent::Portion(mark) => {
            (RunContent::Text(Cow::Owned(format!("({mark}) "))), look.with(Style::Portion))
        }
        InlineContent::Ruby { children, reading } => (RunContent::Ruby(plain_text(children), reading), look),
        InlineContent::Picture(picture) => (RunContent::Picture(picture), look),
        InlineContent::Ref(number) => (RunContent::Ref(*number), look),
        InlineContent::Private(remark) => (RunContent::Remark(remark, 0), look),
        InlineContent::SoftBreak => (RunContent::Soft, look),
        InlineContent::HardBreak => (RunContent::Break, look),
        InlineContent::Emphasis(_)
        | InlineContent::Strong(_)
        | InlineContent::Strikethrough(_)
        | InlineContent::Styled { .. }
        | InlineContent::Inserted(_)
        | InlineContent::Deleted(_)
        | InlineContent::Link { .. }
        | InlineContent::Jump { .. } => return None,
    };
    Some(Run { content, look, target })
}

fn style_of(style: TextStyle) -> Style {
    match style {
        TextStyle::Subscript => Style::Subscript,
        TextStyle::Superscript => Style::Superscript,
        TextStyle::Underline => Style::Underline,
        TextStyle::Highlight | TextStyle::Flagged => Style::Highlight,
        TextStyle::Key => Style::Key,
    }
}

fn is_styled(inline: &Inline) -> bool {
    matches!(inline.content, InlineContent::Styled { .. })
}

fn remark_of(inline: &Inline) -> Option<&str> {
    match &inline.content {
        InlineContent::Private(remark) => Some(remark),
        _ => None,
    }
}

fn one_line(text: &str) -> Cow<'_, str> {
    if text.contains(['\n', '\t', '\r']) {
        Cow::Owned(text.replace("\r\n", " ").replace(['\n', '\t', '\r'], " "))
    } else {
        Cow::Borrowed(text)
    }
}

/// Makes blanks of line breaks in the source; in Japanese there is none between two letters of it.
fn without_blanks_between_japanese(runs: Vec<Run<'_>>, lang: Lang) -> Vec<Run<'_>> {
    let edge = |run: Option<&Run<'_>>, is_first: bool| {
        let letters = match &run?.content {
            RunContent::Text(text) => text.as_ref(),
            RunContent::Ruby(base, _) => base,
            _ => return None,
        };
        if is_first { letters.chars().next() } else { letters.chars().next_back() }
    };
    let joins = |idx: usize| {
        let before = edge(runs[..idx].last(), false);
        let after = edge(runs.get(idx + 1), true);
        lang == Lang::Ja
            && matches!((before, after), (Some(a), Some(b)) if is_east_asian(a) && is_east_asian(b))
    };
    let joined: Vec<bool> =
        (0..runs.len()).map(|idx| runs[idx].content == RunContent::Soft && joins(idx)).collect();
    let spaced =
        runs.into_iter().zip(joined).filter(|(_, is_joined)| !is_joined).map(|(run, _)| match run.content {
            RunContent::Soft => Run { content: RunContent::Text(Cow::Borrowed(" ")), ..run },
            _ => run,
        });
    spaced.collect()
}

/// Whether a letter is set in the East Asian face: letters and signs of Japanese, Chinese and Korean.
pub(super) fn is_east_asian(c: char) -> bool {
    matches!(c,
        '\u{1100}'..='\u{11ff}' | '\u{2e80}'..='\u{303f}' | '\u{3040}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7ff}'
        | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe4f}' | '\u{ff00}'..='\u{ffef}' | '\u{20000}'..='\u{3ffff}')
}

/// The stretches of a text that are East Asian, and those that are not. Quotation marks, dashes and dots, which both
/// have, go with what stands before them.
pub(super) fn by_script(text: &str) -> Vec<(&str, bool)> {
    let mut out = Vec::new();
    let (mut start, mut current) = (0, None);
    for (at, c) in text.char_indices() {
        let is_shared = matches!(c, '“' | '”' | '‘' | '’' | '…' | '—' | '–' | '·' | '×' | '※' | '①'..='⑳');
        let is_wide = if is_shared { current.unwrap_or(false) } else { is_east_asian(c) };
        if current.is_some_and(|current| current != is_wide) {
            out.push((&text[start..at], !is_wide));
            start = at;
        }
        current = Some(is_wide);
    }
    out.extend(current.map(|is_wide| (&text[start..], is_wide)));
    out
}

/// Whether any letter of some text is East Asian: such letters have no slanted form.
pub(super) fn has_east_asian(text: &str) -> bool {
    text.chars().any(is_east_asian)
}

/// Whether any of some running text is East Asian.
pub(super) fn any_east_asian(runs: &[Run<'_>]) -> bool {
    runs.iter().any(|run| match &run.content {
        RunContent::Text(text) => has_east_asian(text),
        RunContent::Ruby(base, _) => has_east_asian(base),
        RunContent::Remark(remark, _) => has_east_asian(remark),
        RunContent::Soft | RunContent::Break | RunContent::Ref(_) | RunContent::Picture(_) => false,
    })
}

/// The look of one stretch of a text: Japanese is never slanted, nor are figures and brackets in the middle of it.
pub(super) fn look_of_part(look: Look, part: &str, text: &str) -> Look {
    let is_slanted =
        !has_east_asian(part) && (part.chars().any(char::is_alphabetic) || !has_east_asian(text));
    if is_slanted { look } else { look.without(Style::Italic) }
}

/// An address as a package may hold it; nothing for one that Office would call damaged.
pub(super) fn address(dest: &str) -> Option<String> {
    let (scheme, rest) = dest.trim().split_once(':')?;
    match scheme.to_ascii_lowercase().as_str() {
        "mailto" if rest.contains('@') => {}
        "http" | "https" => {
            let host = rest.strip_prefix("//")?.split(['/', '?', '#']).next()?;
            let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | ':');
            let (name, port) = host.rsplit_once(':').unwrap_or((host, ""));
            if name.is_empty()
                || !name.chars().all(is_plain)
                || port.parse::<u16>().is_err() && !port.is_empty()
            {
                return None;
            }
        }
        _ => return None,
    }
    let mut out = String::with_capacity(dest.len());
    for c in dest.trim().chars() {
        match c {
            ' ' | '"' | '<' | '>' | '\\' | '^' | '`' | '{' | '|' | '}' | '[' | ']' => {
                out.push_str(&format!("%{:02X}", u32::from(c)));
            }
            _ if c.is_control() => {}
            _ => out.push(c),
        }
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotation_marks_go_with_what_they_enclose() {
        let parts = by_script("“Quad” と「協力」 in 2024");
        assert_eq!(parts, [("“Quad” ", false), ("と「協力」", true), (" in 2024", false)]);
        assert!(by_script("").is_empty());
    }

    #[test]
    fn addresses_are_such_as_office_takes() {
        assert_eq!(address("https://example.org/a b").as_deref(), Some("https://example.org/a%20b"));
        assert_eq!(address("mailto:desk@example.org").as_deref(), Some("mailto:desk@example.org"));
        for odd in
            ["http://", "https://exa mple.org", "http://host:99999/", "file:///etc", "mailto:nobody", "x"]
        {
            assert_eq!(address(odd), None, "{odd}");
        }
    }
}
