//! How far what is for the speaker reaches, and the words behind the class of a fence.

/// Up to where all is for the speaker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Until {
    Slide,
    /// The next rule, whatever headings stand before it.
    Rule,
    Blank,
    /// The tag that closes the one of this name, which is open so many times.
    Tag(String, usize),
    Fence(usize),
    Code,
}

/// The words behind the class and the attributes of a fence: `::: warning Mind the step`, `:::{note} Mind the step`.
pub(super) fn title_of(class: &str) -> &str {
    let behind_braces = |rest: &str| rest.find('}').map_or(rest.len(), |at| at + 1);
    let at = if class.starts_with('{') {
        behind_braces(class)
    } else {
        class.find(|c: char| c.is_whitespace() || c == '{').unwrap_or(class.len())
    };
    let rest = class[at..].trim();
    let rest = if rest.starts_with('{') { rest[behind_braces(rest)..].trim() } else { rest };
    // Settings of Pandoc and others: `width="40%"`.
    if rest.split_whitespace().all(|word| word.contains('=')) { "" } else { rest }
}
