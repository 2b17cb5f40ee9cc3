//! Lists: which bullets and numbers keep one from running into the next.

/// What the items of a list begin with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Marker {
    Dash,
    Star,
    /// Numbers with a full stop.
    Stop,
    /// Numbers with a bracket.
    Bracket,
}

/// The highest number that is read as one.
const MAX_NUMBER: u64 = 999_999_999;

impl Marker {
    /// The usual one, or the other where that would join the list with one before it, or make a rule of its first
    /// line.
    pub(super) fn unlike(is_numbered: bool, other: Option<Self>) -> Self {
        match (is_numbered, other) {
            (false, Some(Self::Dash)) => Self::Star,
            (false, _) => Self::Dash,
            (true, Some(Self::Stop)) => Self::Bracket,
            (true, _) => Self::Stop,
        }
    }

    fn written(self, number: u64) -> String {
        match self {
            Self::Dash => "- ".to_owned(),
            Self::Star => "* ".to_owned(),
            Self::Stop => format!("{}. ", number.min(MAX_NUMBER)),
            Self::Bracket => format!("{}) ", number.min(MAX_NUMBER)),
        }
    }
}

/// Puts what was written of each item into a list.
pub(super) fn list(marker: Marker, start: u64, is_tight: bool, items: &[String]) -> String {
    let items: Vec<String> = items
        .iter()
        .enumerate()
        .map(|(idx, body)| {
            let marker = marker.written(start.saturating_add(idx as u64));
            let body = indented(body, &" ".repeat(marker.len()));
            format!("{marker}{body}").trim_end().to_owned()
        })
        .collect();
    items.join(if is_tight { "\n" } else { "\n\n" })
}

/// Sets all lines but the first in.
pub(super) fn indented(text: &str, indent: &str) -> String {
    let mut lines = text.split('\n');
    let mut out = lines.next().unwrap_or("").to_owned();
    for line in lines {
        out.push('\n');
        if !line.is_empty() {
            out.push_str(indent);
            out.push_str(line);
        }
    }
    out
}
