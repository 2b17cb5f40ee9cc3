//! Names of files as people type them: with raw blanks, or in the brackets of a wiki.

use crate::text::{Edit, Span};

/// What the names of files end in that a brief may show or point to.
const ENDINGS: [&str; 12] =
    [".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".pdf", ".csv", ".md", ".docx", ".pptx", ".xlsx"];

/// How far a name of a file may reach, in bytes.
const MAX_NAME_BYTES: usize = 400;

/// Writes names of files so that Markdown takes them for addresses.
pub(super) fn read_addresses(body: &str, edits: &mut Vec<Edit>) {
    for (at, _) in body.match_indices(']').filter(|(at, _)| body[at + 1..].starts_with('(')) {
        edits.extend(blank_name(body, at + 2));
    }
    for (at, _) in body.match_indices('!').filter(|(at, _)| body[at + 1..].starts_with("[[")) {
        edits.extend(wiki_picture(body, at));
    }
}

/// Puts angle brackets around a name that holds blanks.
fn blank_name(body: &str, start: usize) -> Option<Edit> {
    let line = name_at(body, start)?;
    if line.starts_with(['<', ' ']) {
        return None;
    }
    let mut depth = 1_usize;
    let close = line.char_indices().find(|&(_, c)| {
        depth = match c {
            '(' => depth + 1,
            ')' => depth - 1,
            _ => depth,
        };
        depth == 0
    })?;
    let inner = &line[..close.0];
    let name = [" \"", " '"].iter().find_map(|quote| inner.split_once(quote)).map_or(inner, |(name, _)| name);
    let name = name.trim_end();
    let lower = name.to_lowercase();
    let is_file = ENDINGS.iter().any(|ending| lower.ends_with(ending));
    let is_apart = name.contains([' ', '\u{3000}', '\u{a0}']) && !name.contains(['<', '>']);
    (is_file && is_apart).then(|| Edit::replace(Span::new(start, start + name.len()), format!("<{name}>")))
}

/// The rest of a line, as far as a name of a file may reach.
fn name_at(body: &str, start: usize) -> Option<&str> {
    let end = body.floor_char_boundary(start + MAX_NAME_BYTES - 1);
    body.get(start..end)?.split('\n').next()
}

/// `![[plant.png|The plant]]` as Markdown has it.
fn wiki_picture(body: &str, start: usize) -> Option<Edit> {
    let line = name_at(body, start)?;
    let inner = line.strip_prefix("![[")?;
    let end = inner.find("]]")?;
    let (name, words) = inner[..end].split_once('|').unwrap_or((&inner[..end], ""));
    let is_size = words.chars().all(|c| c.is_ascii_digit() || c == 'x');
    let words = if is_size { "" } else { words };
    let lower = name.trim().to_lowercase();
    let is_file = ENDINGS.iter().any(|ending| lower.ends_with(ending));
    let is_plain = is_file && !name.contains(['[', ']', '<', '>']) && !words.contains(['[', ']']);
    let span = Span::new(start, start + 3 + end + 2);
    is_plain.then(|| Edit::replace(span, format!("![{words}](<{}>)", name.trim())))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn prepared(body: &str) -> String {
        let mut edits = Vec::new();
        read_addresses(body, &mut edits);
        super::super::Prepared::new(body, &edits).text.into_owned()
    }

    #[test]
    fn names_of_files_are_addresses() {
        assert_eq!(prepared("![a](my plant.png)"), "![a](<my plant.png>)");
        assert_eq!(prepared("![a](my plant (2).PNG \"t\")"), "![a](<my plant (2).PNG> \"t\")");
        assert_eq!(prepared("![[a b.png|300]] x"), "![](<a b.png>) x");
        assert_eq!(prepared("[a](b c) and ![x](y.png)"), "[a](b c) and ![x](y.png)");
    }
}
