//! Code, in fences that are longer than any within it.

/// The longest row of backticks in a text.
fn longest_row(text: &str) -> usize {
    text.split(|c| c != '`').map(str::len).max().unwrap_or(0)
}

/// Code as a block of its own, blank lines and all.
pub(super) fn fenced(lang: &str, text: &str) -> String {
    // What is named behind backticks must not hold any.
    let sign = if lang.contains('`') { '~' } else { '`' };
    let longest = text.split(|c| c != sign).map(str::len).max().unwrap_or(0);
    let fence = sign.to_string().repeat(longest.max(2) + 1);
    let lang = lang.split_whitespace().next().unwrap_or("").replace('\\', "\\\\").replace('&', "\\&");
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let end = if text.is_empty() || text.ends_with('\n') { "" } else { "\n" };
    format!("{fence}{lang}\n{text}{end}{fence}")
}

/// Code within a line.
pub(super) fn code_span(text: &str) -> String {
    let fence = "`".repeat(longest_row(text) + 1);
    let is_edged = text.starts_with('`') || text.ends_with('`');
    // One blank at either end is taken for a part of the fence.
    let loses_blank = text.starts_with(' ') && text.ends_with(' ') && !text.trim_matches(' ').is_empty();
    let blank = if is_edged || loses_blank { " " } else { "" };
    format!("{fence}{blank}{text}{blank}{fence}")
}
