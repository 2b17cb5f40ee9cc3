//! Words as Markdown that says the same words.

/// Escapes all that Markdown, or our own syntax, would take for a mark within a line.
pub fn escape_markdown(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let needs_escape = match c {
            '\\' | '`' | '*' | '[' | ']' | '<' | '~' => true,
            '_' => !is_within_word(text, at),
            '&' => is_entity(&text[at..]),
            '!' => text[at + 1..].starts_with('['),
            _ => false,
        };
        if needs_escape {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// Whether letters or digits stand on both sides of the byte at `at`, where an underscore marks nothing.
fn is_within_word(text: &str, at: usize) -> bool {
    let before = text[..at].chars().next_back();
    let after = text[at + 1..].chars().next();
    before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_alphanumeric)
}

/// Whether a text begins with something like `&amp;`.
fn is_entity(text: &str) -> bool {
    let Some(end) = text.find(';') else { return false };
    end > 1 && text[1..end].chars().all(|c| c.is_ascii_alphanumeric() || c == '#')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_escaped_and_words_left_alone() {
        assert_eq!(escape_markdown("a*b_c _d [d](e) <f>"), "a\\*b_c \\_d \\[d\\](e) \\<f>");
        assert_eq!(escape_markdown("R&D &amp; 100 %"), "R&D \\&amp; 100 %");
        assert_eq!(escape_markdown("自動車"), "自動車");
    }
}
