//! One line that was read as a fence of colons: what it opens, or that it closes.

use crate::brief::parse::prepare::fence_signs;
use crate::brief::readers::attributes::braced_name;
use crate::brief::readers::kind::is_gap;
use crate::text::{Message, Span};

/// A line that was read as a fence.
#[derive(Clone, Debug)]
pub(super) struct Fence {
    /// The line without its container's marks and its end.
    pub span: Span,
    pub meaning: Meaning,
}

/// What a fence says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    Close,
    /// The name, and where the title begins.
    Open {
        name: String,
        title: Span,
    },
    /// All that follows is private; the word says what was seen.
    Unclear(Message),
    /// All that follows is private, as was said where it happened, further in.
    Continued,
}

/// Reads the fence in `line`, which begins at byte `start`.
pub(super) fn read_fence(line: &str, start: usize) -> Fence {
    let span = Span::new(start, start + line.trim_end().len());
    let after_colons = &line[fence_signs(line).unwrap_or(0)..];
    let rest = after_colons.trim_end().trim_end_matches([':', '：', '\\']).trim_matches(is_gap);
    if rest.is_empty() {
        return Fence { span, meaning: Meaning::Close };
    }
    let rest_start = start + (line.len() - after_colons.len()) + after_colons.find(rest).unwrap_or(0);
    let meaning = if let Some(attributes) = rest.strip_prefix('{') {
        let class = braced_name(attributes);
        let title_start = rest.find('}').map_or(rest.len(), |at| at + 1);
        class.map_or_else(
            || Meaning::Unclear(Message::quoted(rest)),
            |name| {
                let behind = title_span(rest, rest_start, title_start);
                let title = quoted_title(rest, rest_start).filter(|_| behind.is_empty()).unwrap_or(behind);
                Meaning::Open { name: name.to_owned(), title }
            },
        )
    } else {
        let name_len = rest.find(|c: char| c.is_whitespace() || c == '{').unwrap_or(rest.len());
        let name = rest[..name_len].to_owned();
        Meaning::Open { name, title: title_span(rest, rest_start, name_len) }
    };
    Fence { span, meaning }
}

/// The title among the attributes of a fence: `{.callout-note title="Ports"}`.
fn quoted_title(rest: &str, rest_start: usize) -> Option<Span> {
    let start = rest.find("title=\"")? + "title=\"".len();
    let len = rest[start..].find('"')?;
    Some(Span::new(rest_start + start, rest_start + start + len))
}

fn title_span(rest: &str, rest_start: usize, title_start: usize) -> Span {
    let title = rest[title_start..].trim();
    let title = title.split_once('{').map_or(title, |(before, _)| before.trim_end());
    let blanks = rest[title_start..].len() - rest[title_start..].trim_start().len();
    let start = rest_start + title_start + blanks;
    Span::new(start, start + title.len())
}
