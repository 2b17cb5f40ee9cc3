//! Running text as a row of pieces, each with its looks, as Word and PowerPoint have it.

use std::borrow::Cow;

use crate::brief::{Lang, TextStyle};
use crate::release::{Inline, InlineContent, Picture};

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
}

/// All the ways in which some words look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Look(u16);

impl Look {
    pub(super) fn with(self, style: Style) -> Self {
        Self(self.0 | 1 << style as u16)
    }

    pub(super) fn has(self, style: Style) -> bool {
        self.0 & 1 << style as u16 != 0
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
    let (look, target) = around;
    for (idx, inline) in inlines.iter().enumerate() {
        let n_before = out.len();
        let mut within =
            |children: &'r [Inline], look: Look| push_runs(children, (look, target), lang, &mut *out);
        let content = match &inline.content {
            InlineContent::Emphasis(children) if lang == Lang::Ja => {
                within(children, look.with(Style::Bold));
                continue;
            }
            InlineContent::Emphasis(children) => {
                within(children, look.with(Style::Italic));
                continue;
            }
            InlineContent::Strong(children) => {
                within(children, look.with(Style::Bold));
                continue;
            }
            InlineContent::Strikethrough(children) => {
                within(children, look.with(Style::Strike));
                continue;
            }
            InlineContent::Styled { style, children } => {
                within(children, look.with(style_of(*style)));
                if let Some(remark) = inlines.get(idx + 1).and_then(remark_of) {
                    let n_about = out.len() - n_before;
                    out.push(Run { content: RunContent::Remark(remark, n_about), look, target });
                }
                continue;
            }
            InlineContent::Inserted(children) => {
                within(children, look.with(Style::Inserted));
                continue;
            }
            InlineContent::Deleted(children) => {
                within(children, look.with(Style::Deleted));
                continue;
            }
            InlineContent::Link { dest, children } => {
                push_runs(children, (look, Some(Target::Out(dest))), lang, out);
                continue;
            }
            InlineContent::Jump { to, children } => {
                push_runs(children, (look, Some(Target::Within(*to))), lang, out);
                continue;
            }
            InlineContent::Private(_) if idx > 0 && is_styled(&inlines[idx - 1]) => continue,
            InlineContent::Private(remark) => RunContent::Remark(remark, 0),
            InlineContent::Text(text) => RunContent::Text(one_line(text)),
            InlineContent::Code(text) => {
                let content = RunContent::Text(one_line(text));
                out.push(Run { content, look: look.with(Style::Code), target });
                continue;
            }
            InlineContent::Portion(mark) => {
                let content = RunContent::Text(Cow::Owned(format!("({mark}) ")));
                out.push(Run { content, look: look.with(Style::Portion), target });
                continue;
            }
            InlineContent::Ruby { children, reading } => {
                RunContent::Ruby(crate::release::plain_text(children), reading)
            }
            InlineContent::Picture(picture) => RunContent::Picture(picture),
            InlineContent::Ref(number) => RunContent::Ref(*number),
            InlineContent::SoftBreak => RunContent::Soft,
            InlineContent::HardBreak => RunContent::Break,
        };
        out.push(Run { content, look, target });
    }
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
