//! Where a section ends in raw text.

/// A text up to the next line that is a heading: what is of a section ends with it, so that none depends on another.
pub(in crate::brief) fn within_section(text: &str) -> &str {
    let end = text.match_indices('\n').find(|&(at, _)| begins_heading(&text[at + 1..]));
    end.map_or(text, |(end, _)| &text[..end])
}

/// Whether a text begins with a heading that has its signs before it.
pub(in crate::brief) fn begins_heading(text: &str) -> bool {
    const MOST_BLANKS: usize = 3;
    let line = text.trim_start_matches(' ');
    let rest = line.trim_start_matches('#');
    text.len() - line.len() <= MOST_BLANKS
        && (1..=6).contains(&(line.len() - rest.len()))
        && (rest.is_empty() || rest.starts_with([' ', '\t', '\n', '\r']))
}
